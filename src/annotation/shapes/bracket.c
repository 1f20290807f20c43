/* bracket.c - readings in brackets of any kind behind their base.
 *
 *     base marks? blanks? ( ( reading ) )        any kinds, nested, closed by any closing bracket
 *     ｜base《reading》                           with a mark where the base starts
 * Templates are tried first (template.c).
 * Worked: "國家 (guó jiā)。" → base 國家, cut " (guó jiā)".
 */
#include <string.h>

#include "annotation/shapes/bracket_text.h"
#include "annotation/shapes/template.h"
#include "text/bytes.h"

#define CHAIN_MAX 8 /* brackets that hold one syllable each of one word */

static bool is_wanted(const annotation_finder *finder, uint32_t opener)
{
    if (!finder->brackets)
        return true;
    for (const uint32_t *b = finder->brackets; *b; b++)
        if (*b == opener)
            return true;
    return false;
}

/* True when the base is all there is in the line before the annotation, but for list marks and quotes. */
static bool is_headword(const annotation_search *search, const char *base, const char *end)
{
    uint32_t cp;
    const char *p = base;
    while (p > search->start) {
        size_t n = annotation_decode_back(search->start, p, &cp);
        if (n == 0 ||
            (cp >= 0x80 && cp != U'【' && cp != U'「' && cp != U'“' && !text_is_inline_blank(cp) &&
             !text_is_invisible(cp) && cp != U'•' && cp != U'·') ||
            ((cp | 32) >= 'a' && (cp | 32) <= 'z'))
            return false;
        p -= n;
    }
    p = annotation_skip_blanks(search, end);
    return utf8_decode(annotation_rest_of(search, p), &cp) > 0 &&
           (cp == ':' || cp == U'：' || (cp >= U'①' && cp <= U'⑳') || cp == U'【');
}

/* Notes on what stands around the cut [from, end). */
static unsigned place_notes(const annotation_search *search, const annotation_approach *approach, const char *base,
                            const char *end)
{
    uint32_t cp;
    unsigned notes = approach->blank ? CONTEXT_BLANK_BEFORE : 0;
    hp_span rest = annotation_rest_of(search, end);
    size_t n = utf8_decode(rest, &cp);
    if (n > 0 && text_is_inline_blank(cp) && cp != U'　' && cp != '\t') {
        size_t m = utf8_decode((hp_span){ end + n, rest.len - n }, &cp);
        if (m > 0 && text_is_han(cp))
            notes |= CONTEXT_BLANK_AFTER;
    }
    if (approach->sentence)
        notes |= CONTEXT_SENTENCE;
    if (base && is_headword(search, base, end))
        notes |= CONTEXT_HEADWORD;
    return notes;
}

/* Several brackets in a row, one syllable each, over one word: 陳大文(can4)(daai6)(man4). */
static bool match_chain(const annotation_search *search, const annotation_bracket *first, const reading_base *base,
                        reading_match *match, const char **end)
{
    char joined[ANNOTATION_INSIDE_MAX];
    size_t len = 0, count = 0;
    annotation_bracket b = *first;
    unsigned notes = 0;
    while (b.closed && count < CHAIN_MAX && len + b.content.len + 1 < sizeof joined) {
        memcpy(joined + len, b.content.ptr, b.content.len);
        len += b.content.len;
        joined[len++] = ' ';
        *end = b.end;
        count++;
        annotation_bracket next = { .open = b.end };
        uint32_t cp = 0;
        if (utf8_decode(annotation_rest_of(search, b.end), &cp) == 0 || !annotation_is_opener(cp) ||
            annotation_is_strict(cp) || !annotation_read_bracket(search, &next))
            break;
        b = next;
    }
    if (count < 2)
        return false;
    annotation_read_reading(search->finder, (hp_span){ joined, len }, base, match, &notes);
    return match->grade == READING_GRADE_TONED && match->syllables == count;
}

/* A bracket that nothing closes: a toned reading, then a character or the end. */
static bool match_unclosed(const annotation_search *search, annotation_bracket *b, const reading_base *base,
                           annotation_candidate *a)
{
    const char *p = b->content.ptr;
    uint32_t cp = 0;
    size_t n;
    hp_span rest = annotation_rest_of(search, p);
    while ((n = utf8_decode(rest, &cp)) > 0 && cp < 0x3000 && !text_is_inline_blank(cp) && cp != '<')
        rest = annotation_rest_of(search, rest.ptr + n);
    if (rest.len > 0 && !text_is_han(cp))
        return false;
    b->content = (hp_span){ p, (size_t)(rest.ptr - p) };
    b->end = rest.ptr;
    a->form = ANNOTATION_BROKEN;
    a->reading = b->content;
    annotation_read_reading(search->finder, b->content, base, &a->match, &a->notes);
    return a->match.grade == READING_GRADE_TONED;
}

/* Widens [*from, *end) over a tag or stars that hold the annotation alone: <span>(guó)</span>, *(guó)*. */
static void take_wrapper(const annotation_search *search, const char **from, const char **end)
{
    const char *p = *from, *q = *end, *limit = search->floor;
    if (p > limit && p[-1] == '*' && q < search->end && *q == '*') {
        while (p > limit && p[-1] == '*' && q < search->end && *q == '*') {
            p--;
            q++;
        }
    } else if (p > limit && p[-1] == '>' && search->end - q > 3 && q[0] == '<' && q[1] == '/') {
        size_t room = (size_t)(search->end - q) < ANNOTATION_TAG_MAX ? (size_t)(search->end - q) : ANNOTATION_TAG_MAX;
        const char *close = memchr(q, '>', room);
        size_t name = close ? (size_t)(close - q) - 2 : 0;
        p = annotation_tag_before(limit, p);
        if (!p || name == 0 || (size_t)(*from - p) < name + 2 || memcmp(p + 1, q + 2, name) != 0 ||
            (p[1 + name] != '>' && p[1 + name] != ' '))
            return;
        q = close + 1;
    } else
        return;
    *from = p;
    *end = q;
}

/* Adds the finding for bracket `b` behind its base, with the mark of an explicit base, ｜國《guó》. */
static void add_bracket(annotation_search *search, const annotation_bracket *b, const annotation_approach *approach,
                        annotation_candidate *a)
{
    hp_span cuts[2];
    size_t count = 0;
    const char *from = approach->from;
    annotation_set_base(a, &approach->base);
    const char *first = a->base.ptr;
    bool angled = b->opener == U'《' && first;
    if (angled && first - search->floor >= 3 && memcmp(first - 3, "｜", 3) == 0)
        cuts[count++] = (hp_span){ first - 3, 3 };
    else if (angled && first > search->floor && first[-1] == '|')
        cuts[count++] = (hp_span){ first - 1, 1 };
    if (count > 0) {
        a->form = ANNOTATION_TEMPLATE;
        a->notes |= CONTEXT_MARKUP;
    }
    cuts[count++] = (hp_span){ from, (size_t)(b->end - from) };
    annotation_add_candidate(search, a, cuts, count);
}

/* True when fences around a reading are not the bars of a table or the slashes of a list: the line does not start with
 * one, and text in Chinese, or nothing, goes on behind. */
static bool is_fenced_text(const annotation_search *search, const annotation_bracket *b)
{
    uint32_t cp, next = 0;
    const char *first = annotation_skip_blanks(search, search->start);
    size_t n = utf8_decode(annotation_rest_of(search, b->end), &next);
    return !(utf8_decode(annotation_rest_of(search, first), &cp) > 0 && annotation_is_fence(cp)) &&
           (n == 0 || next >= 0x2E80);
}

/* True when the bracket of kind `b` may hold a reading of this grade. */
static bool suits(const annotation_search *search, const annotation_bracket *b, const annotation_candidate *a,
                  const annotation_approach *approach)
{
    if (a->match.grade == READING_GRADE_NONE)
        return a->match.is_spelled && a->match.toned && !b->strict;
    if (a->match.grade == READING_GRADE_TONED)
        return !annotation_is_fence(b->opener) || b->opener == '^' || (!approach->blank && is_fenced_text(search, b));
    return !b->strict && !approach->sentence;
}

/* Matches what a closed bracket holds against its base: as it stands, with the base's last character spelled out, and
 * as the first of a chain. */
static void match_closed(const annotation_search *search, annotation_bracket *b, annotation_approach *approach,
                         annotation_candidate *a)
{
    annotation_read_content(search->finder, b->content, &approach->base, &a->match, &a->notes, &a->reading);
    reading_base word = approach->base;
    if (a->match.grade == READING_GRADE_NONE && annotation_spell_out(search->finder->readings, &word)) {
        reading_match match;
        annotation_read_content(search->finder, b->content, &word, &match, &a->notes, &a->reading);
        if (match.grade == READING_GRADE_TONED) {
            a->match = match;
            approach->base = word;
        }
    }
    if (a->match.grade == READING_GRADE_NONE && match_chain(search, b, &approach->base, &a->match, &b->end))
        a->reading = (hp_span){ b->content.ptr, (size_t)(b->end - b->content.ptr - 1) };
}

/* True when 字 is next, by itself. */
static bool follows_word(const annotation_search *search, const char *end)
{
    return search->end - end >= 3 && memcmp(end, "字", 3) == 0;
}

/* Adds the finding, with what stands around it. */
static void record(annotation_search *search, annotation_bracket *b, annotation_approach *approach,
                   annotation_candidate *a)
{
    b->end = annotation_skip_invisible(search, b->end);
    const char *first = a->match.characters_read ? approach->base.at[a->match.characters_read - 1] : NULL;
    bool whole = a->match.characters_read == approach->base.count;
    take_wrapper(search, &approach->from, &b->end);
    a->notes |= place_notes(search, approach, whole ? first : NULL, b->end);
    if (a->notes & CONTEXT_SEVERAL && follows_word(search, b->end))
        a->notes |= CONTEXT_HEADWORD;
    add_bracket(search, b, approach, a);
    annotation_take_frame(search, b->end);
}

/* Tries the bracket as one behind its base. */
static const char *try_behind_base(annotation_search *search, annotation_bracket *b)
{
    annotation_approach approach;
    annotation_candidate a = { .form = ANNOTATION_BRACKET };
    bool slash = b->open > search->floor && b->open[-1] == '/';
    if (!annotation_base_before(search, slash ? b->open - 1 : b->open, &approach)) {
        search->dead = b->open;
        annotation_reject(search, b->end);
        return NULL;
    }
    if (b->closed)
        match_closed(search, b, &approach, &a);
    else if (!annotation_is_round(b->opener) || !match_unclosed(search, b, &approach.base, &a)) {
        annotation_reject(search, search->end);
        return NULL;
    }
    search->dead = b->open;
    if (!suits(search, b, &a, &approach)) {
        annotation_reject(search, b->end);
        return NULL;
    }
    record(search, b, &approach, &a);
    return search->floor;
}

const char *annotation_try_bracket(annotation_search *search, const char *at)
{
    annotation_bracket b = { .open = annotation_find_opener(search, at) };
    if (!b.open || b.open == search->dead || !annotation_read_bracket(search, &b))
        return NULL;
    const char *next = b.opener == '|' || b.opener == U'｜' ? annotation_try_curly(search, b.open) : NULL;
    if (next || !is_wanted(search->finder, b.opener))
        return next;
    if (b.closed)
        next = annotation_try_square(search, &b);
    return next ? next : try_behind_base(search, &b);
}

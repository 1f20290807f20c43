/* bracket.c - readings in brackets of any kind, and the templates that brackets make.
 *
 *     base marks? blanks? ( ( reading ) )        any kinds, nested, closed by any closing bracket
 *     {base|reading}  {{name|base|reading}}      curly templates
 *     [base]^(reading)  [base]{reading}          square ones
 *     ｜base《reading》  [base(reading)…]         with a mark where the base starts
 * Worked: "國家 (guó jiā)。" → base 國家, cut " (guó jiā)".
 */
#include <string.h>

#include "annotation/bracket_kinds.h"
#include "annotation/label_words.h"
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define LOOK_BACK 96   /* bytes from a place inside a bracket to what opens it */
#define INSIDE_MAX 192 /* bytes inside a bracket */
#define LAYERS_MAX 4
#define CHAIN_MAX 8 /* brackets that hold one syllable each of one word */

/* A bracket as it stands in the text. */
struct bracket {
    const char *open; /* of the outermost layer */
    hp_span content;
    const char *end; /* behind the last closing bracket */
    bool closed;
    bool strict; /* of a kind that is seldom used for readings: only toned ones count */
    uint32_t opener;
};

static bool is_opener(uint32_t cp)
{
    return annotation_bracket_traits(cp) != 0;
}

/* Pairs of one and the same character. */
static bool is_fence(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_FENCE;
}

static bool is_round(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_ROUND;
}

static bool is_strict(uint32_t cp)
{
    return annotation_bracket_traits(cp) & ANNOTATION_STRICT;
}

/* The length of the tag at the start of `rest`, <name …> or </name>, when it sets a reading small or high; else 0. */
static size_t small_tag_length(hp_span rest)
{
    static const char *const names[] = { "sup", "sub", "small", "rt" };
    size_t from = rest.len > 1 && rest.ptr[1] == '/' ? 2 : 1;
    const char *close = rest.len > from
                            ? memchr(rest.ptr, '>', rest.len < ANNOTATION_TAG_MAX ? rest.len : ANNOTATION_TAG_MAX)
                            : NULL;
    if (!close || annotation_tag_before(rest.ptr, close + 1) != rest.ptr)
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]), k = 0;
        while (k < n && rest.ptr + from + k < close && (rest.ptr[from + k] | 32) == names[i][k])
            k++;
        if (k == n && (rest.ptr[from + n] == '>' || rest.ptr[from + n] == ' '))
            return (size_t)(close + 1 - rest.ptr);
    }
    return 0;
}

/* Decodes the opener that ends at `end` into *cp ('<' for a tag) and returns its start, or NULL. */
static const char *opener_before(const annotation_search *search, const char *end, uint32_t *cp)
{
    size_t n = annotation_decode_back(search->floor, end, cp);
    if (n == 0)
        return NULL;
    if (is_opener(*cp))
        return end - n;
    if (*cp != '>')
        return NULL;
    const char *p = annotation_tag_before(search->floor, end);
    *cp = '^';
    return p && p[1] != '/' && small_tag_length((hp_span){ p, (size_t)(end - p) }) ? p : NULL;
}

/* The end of the closing bracket at the start of `rest`, for one opened by `opener`; NULL when there is none. */
static const char *closer_at(hp_span rest, uint32_t opener)
{
    uint32_t cp;
    size_t n = utf8_decode(rest, &cp);
    if (n == 0)
        return NULL;
    size_t tag = cp == '<' && rest.len > 1 && rest.ptr[1] == '/' ? small_tag_length(rest) : 0;
    if (tag)
        return rest.ptr + tag;
    if (is_fence(opener))
        return cp == opener ? rest.ptr + n : NULL;
    return annotation_bracket_closes(cp) ? rest.ptr + n : NULL;
}

static hp_span rest_of(const annotation_search *search, const char *from)
{
    return (hp_span){ from, (size_t)(search->end - from) };
}

static const char *skip_blanks(const annotation_search *search, const char *p)
{
    uint32_t cp;
    size_t n;
    while ((n = utf8_decode(rest_of(search, p), &cp)) > 0 && (text_is_inline_blank(cp) || text_is_invisible(cp)))
        p += n;
    return p;
}

static const char *skip_invisible(const annotation_search *search, const char *p)
{
    uint32_t cp;
    size_t n;
    while ((n = utf8_decode(rest_of(search, p), &cp)) > 0 && text_is_invisible(cp) && cp != 0xFEFF)
        p += n;
    return p;
}

/* The layers of openers that start at b->open; the content starts behind them. */
static unsigned open_layers(const annotation_search *search, struct bracket *b)
{
    unsigned layers = 0;
    const char *p = b->open;
    b->strict = true;
    while (layers < LAYERS_MAX) {
        uint32_t cp = 0;
        size_t n = utf8_decode(rest_of(search, p), &cp);
        size_t tag = cp == '<' && search->end - p > 1 && p[1] != '/' ? small_tag_length(rest_of(search, p)) : 0;
        if (tag) {
            n = tag;
            cp = '^';
        } else if (n == 0 || !is_opener(cp))
            break;
        if (layers == 0 || !is_fence(cp))
            b->opener = cp;
        b->strict = b->strict && is_strict(cp);
        layers++;
        p = skip_blanks(search, p + n);
    }
    b->content.ptr = p;
    return layers;
}

/* Reads the bracket that opens at b->open.  Not closed when another opens, or nothing closes, within reach. */
static bool read_bracket(const annotation_search *search, struct bracket *b)
{
    unsigned layers = open_layers(search, b);
    const char *p = b->content.ptr, *end = NULL;
    b->closed = false;
    while (layers > 0 && p < search->end && p - b->content.ptr <= INSIDE_MAX) {
        uint32_t cp;
        hp_span rest = rest_of(search, p);
        size_t n = utf8_decode(rest, &cp);
        end = closer_at(rest, b->opener);
        if (end || n == 0 || (is_opener(cp) && !is_fence(cp)))
            break;
        p += n;
    }
    b->content.len = (size_t)(p - b->content.ptr);
    b->end = p;
    if (!end)
        return layers > 0;
    b->closed = true;
    b->end = end;
    while (--layers > 0) {
        const char *more = closer_at(rest_of(search, skip_blanks(search, b->end)), b->opener);
        if (!more)
            break;
        b->end = more;
    }
    return true;
}

/* The opener of the bracket that `at` is in, its outermost layer; NULL when there is none in reach.  An ASCII letter is
 * only a place when an opener, or a label, is right before it. */
static const char *find_opener(annotation_search *search, const char *at)
{
    const char *p = at, *limit = at - search->floor > LOOK_BACK ? at - LOOK_BACK : search->floor;
    bool ascii = !((unsigned char)*at & 0x80), first = true;
    uint32_t cp, opener;
    while (p > limit) {
        const char *open = opener_before(search, p, &opener);
        if (open) {
            for (const char *outer; (outer = opener_before(search, open, &opener)) != NULL && !is_fence(opener);)
                open = outer;
            return open;
        }
        size_t n = annotation_decode_back(limit, p, &cp);
        if (n == 0 || annotation_bracket_closes(cp) || cp == U'。')
            return NULL;
        if (ascii && first &&
            !(text_is_inline_blank(cp) || cp == '.' || cp == ':' || cp == U'：' || annotation_ends_label(cp)))
            return NULL;
        first = false;
        p -= n;
    }
    if (limit > search->floor) /* it may be in reach when something before here is gone */
        annotation_reject(search, search->end);
    return NULL;
}

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
            (cp >= 0x80 && cp != 0x3010 && cp != 0x300C && cp != 0x201C && !text_is_inline_blank(cp) &&
             !text_is_invisible(cp) && cp != 0x2022 && cp != 0xB7) ||
            ((cp | 32) >= 'a' && (cp | 32) <= 'z'))
            return false;
        p -= n;
    }
    p = skip_blanks(search, end);
    return utf8_decode(rest_of(search, p), &cp) > 0 &&
           (cp == ':' || cp == U'：' || (cp >= U'①' && cp <= U'⑳') || cp == U'【');
}

/* Notes on what stands around the cut [from, end). */
static unsigned place_notes(const annotation_search *search, const annotation_approach *approach, const char *base,
                            const char *end)
{
    uint32_t cp;
    unsigned notes = approach->blank ? CONTEXT_BLANK_BEFORE : 0;
    hp_span rest = rest_of(search, end);
    size_t n = utf8_decode(rest, &cp);
    if (n > 0 && text_is_inline_blank(cp) && cp != 0x3000 && cp != '\t') {
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

/* What is known once base and reading match: where the base starts and its last character. */
static void set_base(annotation_candidate *a, const reading_base *base)
{
    size_t covered = a->match.covered;
    a->base = (hp_span){ NULL, 0 };
    a->last = base->count ? base->cp[0] : 0;
    if (covered == 0)
        return;
    const char *first = base->at[covered - 1], *last = base->at[0];
    a->base = (hp_span){ first, (size_t)(last - first) + annotation_han_width(last) };
}

/* Several brackets in a row, one syllable each, over one word: 陳大文(can4)(daai6)(man4). */
static bool match_chain(const annotation_search *search, const struct bracket *first, const reading_base *base,
                        reading_match *match, const char **end)
{
    char joined[INSIDE_MAX];
    size_t len = 0, count = 0;
    struct bracket b = *first;
    unsigned notes = 0;
    while (b.closed && count < CHAIN_MAX && len + b.content.len + 1 < sizeof joined) {
        memcpy(joined + len, b.content.ptr, b.content.len);
        len += b.content.len;
        joined[len++] = ' ';
        *end = b.end;
        count++;
        struct bracket next = { .open = b.end };
        uint32_t cp = 0;
        if (utf8_decode(rest_of(search, b.end), &cp) == 0 || !is_opener(cp) || is_strict(cp) ||
            !read_bracket(search, &next))
            break;
        b = next;
    }
    if (count < 2)
        return false;
    annotation_read_reading(search->finder, (hp_span){ joined, len }, base, match, &notes);
    return match->grade == READING_GRADE_TONED && match->syllables == count;
}

/* A bracket that nothing closes: a toned reading, then a character or the end. */
static bool match_unclosed(const annotation_search *search, struct bracket *b, const reading_base *base,
                           annotation_candidate *a)
{
    const char *p = b->content.ptr;
    uint32_t cp = 0;
    size_t n;
    hp_span rest = rest_of(search, p);
    while ((n = utf8_decode(rest, &cp)) > 0 && cp < 0x3000 && !text_is_inline_blank(cp) && cp != '<')
        rest = rest_of(search, rest.ptr + n);
    if (rest.len > 0 && !text_is_han(cp))
        return false;
    b->content = (hp_span){ p, (size_t)(rest.ptr - p) };
    b->end = rest.ptr;
    a->form = ANNOTATION_BROKEN;
    a->reading = b->content;
    annotation_read_reading(search->finder, b->content, base, &a->match, &a->notes);
    return a->match.grade == READING_GRADE_TONED;
}

/* [汉(hàn)字(zì)]: when every character in square brackets is annotated, the brackets go too. */
static void take_frame(annotation_search *search, const char *end)
{
    annotation_candidates *found = search->found;
    size_t i = found->count;
    const char *at = end; /* everything from here on is characters with their annotations */
    if (end == search->end || *end != ']' ||
        (search->end - end > 1 && (end[1] == '(' || end[1] == '[' || end[1] == ':')))
        return; /* asked first: the walk back is long where every character is annotated */
    while (i > 0) {
        const annotation_candidate *a = &found->items[i - 1];
        bool inside = i < found->count && a->whole.ptr > at; /* a second reading of the same base */
        if (!inside && a->whole.ptr + a->whole.len != at)
            break;
        if (a->cuts != 1 || a->form != ANNOTATION_BRACKET || !a->base.ptr)
            return;
        if (a->base.ptr < at)
            at = a->base.ptr;
        i--;
    }
    if (i == found->count || at == search->start || at[-1] != '[')
        return;
    if (i > 0 && found->items[i - 1].whole.ptr + found->items[i - 1].whole.len > at - 1)
        return; /* the opening bracket has gone with another finding: [國](guó)(guó)] */
    size_t last = found->cut_count - 1;
    found->cuts[last].len++;
    found->items[found->count - 1].whole.len++;
    search->floor = end + 1;
    annotation_prepend_cut(found, i, (hp_span){ at - 1, 1 });
}

/* {base|reading} and {{name|base|reading}}: `bar` is the | before the reading.  Returns where to go on, or NULL. */
static const char *try_curly(annotation_search *search, const char *bar)
{
    annotation_approach approach;
    uint32_t cp = 0;
    if (!annotation_base_before(search, bar, &approach) || approach.from != bar)
        return NULL;
    const char *first = approach.base.at[approach.base.count - 1], *open = first;
    if (open > search->floor && (open[-1] == '|')) { /* a template's name before the base */
        const char *p = open - 1;
        while (p > search->floor && ((unsigned char)((p[-1] | 32) - 'a') < 26 || p[-1] == '-') && open - p < 24)
            p--;
        open = p;
    }
    if (!(open > search->floor && open[-1] == '{') &&
        !(annotation_decode_back(search->floor, open, &cp) > 0 && cp == U'｛'))
        return NULL;
    open -= cp == U'｛' ? 3 : 1;
    if (cp != 0xFF5B && open > search->floor && open[-1] == '{')
        open--;
    size_t width = *bar == '|' ? 1 : 3;
    hp_span inside = rest_of(search, bar + width);
    const char *close = inside.ptr;
    while (close < search->end && *close != '}' && !(search->end - close > 2 && memcmp(close, "｝", 3) == 0) &&
           close - inside.ptr < INSIDE_MAX)
        close++;
    if (close == search->end || close - inside.ptr >= INSIDE_MAX)
        return NULL;
    inside.len = (size_t)(close - inside.ptr);
    const char *end = close + (*close == '}' ? 1 : 3);
    if (end - close == 1 && first - open > 1 && end < search->end && *end == '}')
        end++;
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP };
    annotation_read_content(search->finder, inside, &approach.base, &a.match, &a.notes, &a.reading);
    if (a.match.grade == READING_GRADE_NONE || a.match.covered != approach.base.count)
        return NULL;
    set_base(&a, &approach.base);
    hp_span cuts[2] = { { open, (size_t)(first - open) }, { bar, (size_t)(end - bar) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return end;
}

/* [base]^(reading), [base]{reading}: `b` is the bracket of the reading. */
static const char *try_square(annotation_search *search, const struct bracket *b)
{
    annotation_approach approach;
    const char *close = b->open;
    if (close > search->floor && close[-1] == '^')
        close--;
    if (close <= search->floor || close[-1] != ']')
        return NULL;
    close--;
    if (!annotation_base_before(search, close, &approach) || approach.from != close)
        return NULL;
    const char *first = approach.base.at[approach.base.count - 1];
    if (first <= search->floor || first[-1] != '[')
        return NULL;
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP };
    annotation_read_content(search->finder, b->content, &approach.base, &a.match, &a.notes, &a.reading);
    if (a.match.grade == READING_GRADE_NONE || a.match.covered != approach.base.count)
        return NULL;
    set_base(&a, &approach.base);
    hp_span cuts[2] = { { first - 1, 1 }, { close, (size_t)(b->end - close) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return b->end;
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
static void add_bracket(annotation_search *search, const struct bracket *b, const annotation_approach *approach,
                        annotation_candidate *a)
{
    hp_span cuts[2];
    size_t count = 0;
    const char *from = approach->from;
    set_base(a, &approach->base);
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
static bool is_fenced_text(const annotation_search *search, const struct bracket *b)
{
    uint32_t cp, next = 0;
    const char *first = skip_blanks(search, search->start);
    size_t n = utf8_decode(rest_of(search, b->end), &next);
    return !(utf8_decode(rest_of(search, first), &cp) > 0 && is_fence(cp)) && (n == 0 || next >= 0x2E80);
}

/* True when the bracket of kind `b` may hold a reading of this grade. */
static bool suits(const annotation_search *search, const struct bracket *b, const annotation_candidate *a,
                  const annotation_approach *approach)
{
    if (a->match.grade == READING_GRADE_NONE)
        return a->match.legal && a->match.toned && !b->strict;
    if (a->match.grade == READING_GRADE_TONED)
        return !is_fence(b->opener) || b->opener == '^' || (!approach->blank && is_fenced_text(search, b));
    return !b->strict && !approach->sentence;
}

const char *annotation_try_bracket(annotation_search *search, const char *at)
{
    struct bracket b = { .open = find_opener(search, at) };
    annotation_approach approach;
    if (!b.open || b.open == search->dead || !read_bracket(search, &b))
        return NULL;
    if (b.opener == '|' || b.opener == U'｜') {
        const char *next = try_curly(search, b.open);
        if (next)
            return next;
    }
    if (!is_wanted(search->finder, b.opener))
        return NULL;
    const char *next = b.closed ? try_square(search, &b) : NULL;
    if (next)
        return next;
    bool slash = b.open > search->floor && b.open[-1] == '/';
    if (!annotation_base_before(search, slash ? b.open - 1 : b.open, &approach)) {
        search->dead = b.open;
        annotation_reject(search, b.end);
        return NULL;
    }
    annotation_candidate a = { .form = ANNOTATION_BRACKET };
    if (!b.closed) {
        if (!is_round(b.opener) || !match_unclosed(search, &b, &approach.base, &a)) {
            annotation_reject(search, search->end);
            return NULL;
        }
    } else {
        annotation_read_content(search->finder, b.content, &approach.base, &a.match, &a.notes, &a.reading);
        reading_base word = approach.base;
        if (a.match.grade == READING_GRADE_NONE && annotation_spell_out(search->finder->readings, &word)) {
            reading_match match;
            annotation_read_content(search->finder, b.content, &word, &match, &a.notes, &a.reading);
            if (match.grade == READING_GRADE_TONED) {
                a.match = match;
                approach.base = word;
            }
        }
        if (a.match.grade == READING_GRADE_NONE && match_chain(search, &b, &approach.base, &a.match, &b.end))
            a.reading = (hp_span){ b.content.ptr, (size_t)(b.end - b.content.ptr - 1) };
    }
    search->dead = b.open;
    if (!suits(search, &b, &a, &approach)) {
        annotation_reject(search, b.end);
        return NULL;
    }
    b.end = skip_invisible(search, b.end);
    const char *first = a.match.covered ? approach.base.at[a.match.covered - 1] : NULL;
    bool whole = a.match.covered == approach.base.count;
    take_wrapper(search, &approach.from, &b.end);
    a.notes |= place_notes(search, &approach, whole ? first : NULL, b.end);
    add_bracket(search, &b, &approach, &a);
    take_frame(search, b.end);
    return search->floor;
}

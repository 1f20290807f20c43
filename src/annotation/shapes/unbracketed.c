/* unbracketed.c - readings without a bracket before them.
 *
 *     中zhōng國guó   國ㄍㄨㄛˊ家   國guó)家   and, when asked for, 中國 zhōngguó 是   的de
 * Only what follows a character directly, has its tones, or is asked for, and fits counts; whether one alone is enough
 * is annotation_mark_removals()'s.
 * Worked: "國ㄍㄨㄛˊ家" → base 國, cut ㄍㄨㄛˊ.
 */
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define WORD_MAX 128 /* bytes of one such reading */
#define WORDS_MAX 8

/* Latin letters of any reading, their marks and apostrophes. */
static bool is_latin(uint32_t cp)
{
    return ((cp | 32) >= 'a' && (cp | 32) <= 'z') || (cp >= 0xC0 && cp <= 0x24F) || (cp >= 0x300 && cp <= 0x30F) ||
           cp == U'ɑ' || cp == U'ɡ' || cp == U'’' || cp == '\'' || cp == U'ḿ' || cp == 0xE7C7 || cp == 0xE7C8 ||
           (cp >= U'Ａ' && cp <= U'ｚ');
}

static bool is_part(uint32_t cp, bool zhuyin)
{
    return zhuyin ? text_is_zhuyin(cp) || reading_is_zhuyin_mark(cp) : is_latin(cp);
}

/* The length of what is read as a part at the start of `rest`: of one, or of 一 for ㄧ between two symbols. */
static size_t part_length(hp_span rest, bool zhuyin, bool inside)
{
    uint32_t cp, next;
    size_t n = utf8_decode(rest, &cp);
    if (n == 0 || is_part(cp, zhuyin))
        return n;
    bool typed = zhuyin && inside && cp == U'一' && utf8_decode((hp_span){ rest.ptr + n, rest.len - n }, &next) > 0 &&
                 is_part(next, true);
    return typed ? n : 0;
}

/* The end of the word at `from`. */
static const char *word_end(const annotation_search *search, const char *from, bool zhuyin)
{
    size_t n;
    const char *p = from;
    while (p - from < WORD_MAX && (n = part_length(annotation_rest_of(search, p), zhuyin, p > from)) > 0)
        p += n;
    return p;
}

/* The start of the word that `at` is in; with `words`, of the words that single blanks join to it. */
static const char *word_start(const annotation_search *search, const char *at, bool zhuyin, bool words)
{
    const char *limit = at - search->floor > WORD_MAX ? at - WORD_MAX : search->floor, *p = at;
    uint32_t cp, before;
    size_t n, m;
    while ((n = annotation_decode_back(limit, p, &cp)) > 0) {
        if (is_part(cp, zhuyin))
            p -= n;
        else if (words && cp == ' ' && (m = annotation_decode_back(limit, p - n, &before)) > 0 &&
                 is_part(before, zhuyin))
            p -= n + m;
        else
            break;
    }
    return p;
}

/* True when something that opens before `at` is still open.  What opens may be before earlier findings, and their own
 * brackets, which go, do not count: (漢(hàn)字zì). */
static bool is_inside(const annotation_search *search, const char *at)
{
    uint32_t cp;
    unsigned closed = 0;
    for (const char *p = at; at - p < WORD_MAX && (cp = annotation_step_back(search, &p)) != 0;) {
        if (cp == ')' || cp == U'）')
            closed++;
        else if ((cp == '(' || cp == U'（') && closed-- == 0)
            return true;
    }
    return false;
}

/* Notes the blank behind a finding at `end`, when a character follows it. */
static unsigned blank_notes(const annotation_search *search, const char *end)
{
    uint32_t cp;
    hp_span rest = { end, (size_t)(search->end - end) };
    if (rest.len < 2 || *end != ' ')
        return 0;
    return utf8_decode((hp_span){ end + 1, rest.len - 1 }, &cp) > 0 && text_is_han(cp) ? CONTEXT_BLANK_AFTER : 0;
}

/* True when a reading without tones may stand at [from, end): asked for, right behind its character, and nothing that
 * could be more of a word behind it. */
static bool may_lack_tones(const annotation_search *search, const annotation_approach *approach, const char *end,
                           const annotation_candidate *a)
{
    return search->finder->bare && !approach->blank && a->match.grade != READING_GRADE_NONE &&
           !(a->notes & CONTEXT_CAPITAL) && !(end < search->end && ((*end >= '0' && *end <= '9') || *end == '_'));
}

/* Adds the reading [from, end) when it fits toned, or may lack tones. */
static bool try_word(annotation_search *search, const annotation_approach *approach, const char *from, const char *end)
{
    annotation_candidate a = { .form = approach->blank ? ANNOTATION_BARE : ANNOTATION_UNBRACKETED };
    uint32_t cp = 0;
    a.reading = (hp_span){ from, (size_t)(end - from) };
    annotation_read_reading(search->finder, a.reading, &approach->base, &a.match, &a.notes);
    if (a.match.grade != READING_GRADE_TONED && !may_lack_tones(search, approach, end, &a))
        return false;
    size_t n = utf8_decode((hp_span){ end, (size_t)(search->end - end) }, &cp);
    if (n > 0 && a.match.grade == READING_GRADE_TONED && (cp == ')' || cp == U'）') && !is_inside(search, from)) {
        a.form = ANNOTATION_BROKEN;
        end += n;
    }
    if (approach->blank)
        a.notes |= CONTEXT_BLANK_BEFORE;
    a.notes |= blank_notes(search, end);
    const char *first = approach->base.at[a.match.characters_read - 1], *last = approach->base.at[0];
    a.last = approach->base.cp[0];
    a.base = (hp_span){ first, (size_t)(last - first) + annotation_han_width(last) };
    hp_span cut = { approach->from, (size_t)(end - approach->from) };
    annotation_add_candidate(search, &a, &cut, 1);
    return true;
}

const char *annotation_try_unbracketed(annotation_search *search, const char *at)
{
    uint32_t cp;
    annotation_approach approach;
    const char *ends[WORDS_MAX];
    size_t count = 0, n = utf8_decode((hp_span){ at, (size_t)(search->end - at) }, &cp);
    bool zhuyin = n > 0 && text_is_zhuyin(cp);
    if (n == 0 || !(((cp >= 0x80 || search->finder->bare) && is_latin(cp)) || zhuyin))
        return NULL;
    bool words = zhuyin || search->finder->bare;
    const char *from = word_start(search, at, zhuyin, words), *before = from;
    uint32_t left = annotation_step_back(search, &before);
    if (!(text_is_han(left) || (search->finder->bare && text_is_inline_blank(left))) ||
        !annotation_base_before(search, from, &approach) || (approach.blank && !search->finder->bare))
        return NULL;
    /* The longest stretch of words that fits, ends[] being the ends to choose from. */
    const char *end = word_end(search, from, zhuyin);
    for (; count < WORDS_MAX && end > from; end = word_end(search, end + 1, zhuyin)) {
        ends[count++] = end;
        if (!words || search->end - end < 2 || *end != ' ' || word_end(search, end + 1, zhuyin) == end + 1)
            break;
    }
    while (count > 0)
        if (try_word(search, &approach, from, ends[--count]))
            return search->floor;
    return NULL;
}

/* base_before.c - the characters that an annotation may belong to: a walk to the left from it.
 *
 * What may stand between the characters and the annotation: blanks, closing quotes and emphasis, tags, a slash, a full
 * stop, and what is not seen.  Between two characters: emphasis, tags, and a few separators, which are noted as gaps.
 * Worked: "「西 安」 (" → base 安, 西 with a gap before 安; the cut may start at the blank.
 */
#include <string.h>

#include "annotation/search_parts.h"

#define PASSED_MAX 8 /* marks between a base and its annotation */
#define GAPS_MAX 6   /* marks between two characters of a base */

/* Whether walks go over the finding's cuts as if it were gone.  A glued reading needs another to go. */
static bool is_jumped(const annotation_candidate *a)
{
    return a->form != ANNOTATION_UNBRACKETED || a->match.system == READING_ZHUYIN;
}

static const char *end_of(const annotation_candidate *a)
{
    return a->whole.ptr + a->whole.len;
}

/* The number of findings that may have a cut that ends at or before `at`: they end in order, and do not overlap. */
static size_t count_before(const annotation_candidates *found, const char *at)
{
    size_t low = 0, high = found->count;
    if (high == 0 || end_of(&found->items[high - 1]) <= at)
        return high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (end_of(&found->items[middle]) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1;
}

/* Moves *at over the cuts that end there, one after the other.  Where the last chain of cuts led is known, so that a
 * line of nothing but annotations takes time in proportion to its length. */
static void pass_cuts(annotation_candidates *found, const char **at)
{
    const char *from = *at;
    for (size_t i = count_before(found, from); i-- > 0 && end_of(&found->items[i]) >= *at;) {
        const annotation_candidate *a = &found->items[i];
        if (*at == found->chain_end) {
            *at = found->chain_start;
            break;
        }
        for (size_t k = a->cut + a->cuts; is_jumped(a) && k-- > a->cut;)
            if (found->cuts[k].ptr + found->cuts[k].len == *at)
                *at = found->cuts[k].ptr;
    }
    if (*at != from) {
        found->chain_end = from;
        found->chain_start = *at;
    }
}

uint32_t annotation_step_back(const annotation_search *search, const char **at)
{
    uint32_t cp = 0;
    pass_cuts(search->found, at);
    size_t n = annotation_decode_back(search->start, *at, &cp);
    *at -= n;
    return n ? cp : 0;
}

static bool is_private(uint32_t cp)
{
    return cp >= 0xE000 && cp <= 0xF8FF;
}

/* Closing quotes, brackets of titles, and emphasis. */
static bool is_closing(uint32_t cp)
{
    switch (cp) {
    case U'”':
    case U'’':
    case U'」':
    case U'』':
    case U'》':
    case U'〉':
    case '"':
    case '\'':
    case '*':
    case '_':
    case '~':
    case '`':
    case U'＂':
    case U'〞':
    case U'﹂':
    case U'﹄':
        return true;
    default:
        return false;
    }
}

static bool is_stop(uint32_t cp)
{
    switch (cp) {
    case U'。':
    case U'，':
    case U'！':
    case U'？':
    case U'；':
    case U'：':
    case U'、':
    case ',':
    case '.':
    case '!':
    case '?':
    case ';':
    case U'…':
        return true;
    default:
        return false;
    }
}

/* What may stand between two characters of a word or saying that has one reading. */
static bool is_gap(uint32_t cp)
{
    return text_is_inline_blank(cp) || is_closing(cp) || cp == U'“' || cp == U'‘' || cp == U'「' || cp == U'『' ||
           cp == U'，' || cp == ',' || cp == U'、' || cp == U'·' || cp == U'・' || cp == U'•' || cp == '-';
}

const char *annotation_tag_before(const char *start, const char *end)
{
    const char *p = end - 1;
    if (p <= start || *p != '>')
        return NULL;
    while (p > start && end - p < ANNOTATION_TAG_MAX) {
        p--;
        if (*p == '<')
            return end - p > 2 && (p[1] == '/' || ((p[1] | 32) >= 'a' && (p[1] | 32) <= 'z')) ? p : NULL;
        if (*p == '>' || (unsigned char)*p >= 0x80)
            return NULL;
    }
    return NULL;
}

/* Moves *at over what may stand before the annotation, up to behind a character. */
static bool pass_marks(const annotation_search *search, const char **at, annotation_approach *approach)
{
    for (unsigned passed = 0; passed < PASSED_MAX; passed++) {
        const char *before = *at;
        uint32_t cp = annotation_step_back(search, &before);
        if (text_is_han(cp))
            return true;
        if (cp == '>') {
            const char *tag = annotation_tag_before(search->start, before + 1);
            if (!tag)
                return false;
            *at = tag;
            continue;
        }
        if (is_stop(cp))
            approach->sentence = true;
        else if (!(is_closing(cp) || text_is_invisible(cp) || is_private(cp) || cp == 0xFEFF))
            return false;
        *at = before;
    }
    return false;
}

/* Adds the characters that end at `at`. */
static void collect(const annotation_search *search, const char *at, reading_base *base)
{
    unsigned gaps = 0;
    bool gap = false;
    while (base->count < READING_BASE_MAX && gaps <= GAPS_MAX) {
        const char *before = at;
        uint32_t cp = annotation_step_back(search, &before);
        if (text_is_han(cp)) {
            base->cp[base->count] = cp;
            base->at[base->count] = before;
            base->gap[base->count++] = gap;
            gap = false;
        } else if (cp == '>' && annotation_tag_before(search->start, before + 1)) {
            before = annotation_tag_before(search->start, before + 1);
            gaps++;
        } else if (text_is_invisible(cp) || is_private(cp))
            gaps++;
        else if (is_gap(cp)) {
            gap = true;
            gaps++;
        } else
            break;
        at = before;
    }
}

/* 々 stands for the character before it. */
static void resolve_repeats(reading_base *base)
{
    for (size_t i = base->count; i-- > 1;)
        if (base->cp[i - 1] == U'々')
            base->cp[i - 1] = base->cp[i];
}

bool annotation_base_before(const annotation_search *search, const char *at, annotation_approach *approach)
{
    approach->base.count = 0;
    approach->blank = approach->sentence = false;
    const char *before = at;
    uint32_t cp;
    while (cp = annotation_step_back(search, &before), text_is_inline_blank(cp) || text_is_invisible(cp)) {
        /* Variation selectors belong to the character before them. */
        if ((cp >= 0xFE00 && cp <= 0xFE0F) || cp >= 0xE0100)
            break;
        if (before < search->floor)
            break;
        approach->blank = approach->blank || text_is_inline_blank(cp);
        at = before;
    }
    approach->from = at;
    if (!text_is_han(cp) && !pass_marks(search, &at, approach))
        return false;
    collect(search, at, &approach->base);
    resolve_repeats(&approach->base);
    return approach->base.count > 0;
}

bool annotation_spell_out(const reading_table *readings, reading_base *base)
{
    uint32_t word[3];
    size_t n = base->count ? reading_word(readings, base->cp[0], word) : 0;
    if (n == 0 || base->count + n - 1 > READING_BASE_MAX)
        return false;
    size_t more = n - 1, rest = base->count - 1;
    memmove(base->cp + n, base->cp + 1, rest * sizeof base->cp[0]);
    memmove(base->at + n, base->at + 1, rest * sizeof base->at[0]);
    memmove(base->gap + n, base->gap + 1, rest * sizeof base->gap[0]);
    for (size_t i = 0; i < n; i++) { /* the nearest first */
        base->cp[i] = word[n - 1 - i];
        base->at[i] = base->at[0];
        base->gap[i] = false;
    }
    base->count += more;
    return true;
}

void annotation_add_base(reading_base *base, hp_span text)
{
    while (text.len > 0 && base->count < READING_BASE_MAX) {
        uint32_t cp;
        size_t n = utf8_decode(text, &cp);
        if (n == 0)
            return;
        if (text_is_han(cp)) { /* the nearest first: what is there moves up */
            memmove(base->cp + 1, base->cp, base->count * sizeof base->cp[0]);
            memmove(base->at + 1, base->at, base->count * sizeof base->at[0]);
            base->cp[0] = cp;
            base->at[0] = text.ptr;
            base->count++;
        }
        text = (hp_span){ text.ptr + n, text.len - n };
    }
}

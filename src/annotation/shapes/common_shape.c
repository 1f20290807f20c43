/* common_shape.c - see common_shape.h.
 *
 * Pages of this kind have one every few dozen bytes, and nearly all are of this shape; a table of whole spellings and
 * the characters' readings decide at once.  Whatever is around it that may matter leaves it to the full search.
 * Worked: 國(guó)務 → the eight bytes "guó)…" masked to four, reading guo2, which is one of 國's.
 */
#include "annotation/shapes/common_shape.h"

#include <string.h>

#include "annotation/label_words.h"
#include "annotation/scan/length_to_close.h"
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define CONTENT_MAX 14 /* bytes of two syllables */
#define BEHIND 22      /* what may be read from the first letter on: those, 3 that close, 4 behind, rounded up */

/* The number of bytes from `p`, at most CONTENT_MAX, before a ')' or a full-width closing bracket, which ends at
 * *close; 0 when there is none. */
static size_t plain_length(const char *p, const char **close)
{
    size_t n = annotation_length_to_close(p);
    if (n > CONTENT_MAX)
        return 0;
    bool wide = (unsigned char)p[n] == 0xEF;
    if (wide && ((unsigned char)p[n + 1] != 0xBC || (unsigned char)p[n + 2] != 0x89))
        return 0;
    *close = p + n + (wide ? 3 : 1);
    return n;
}

/* What follows an annotation and may change what becomes of it. */
enum behind {
    NOTHING,
    BLANK,  /* a blank, then a character: a tool that sets blanks may have put it there */
    ALONE,  /* a colon or what closes a frame: matters when the base has no character before it */
    UNCLEAR /* other blanks, what is not seen, what would open a bracket behind the base: for the full search */
};

static enum behind look_behind(const char *end)
{
    unsigned char a = (unsigned char)end[0], b = (unsigned char)end[1], c = (unsigned char)end[2];
    switch (a) {
    case ' ':
        if (b >= 0xE5 && b <= 0xE9)
            return BLANK;
        if (b < 0x80 || (b == 0xE2 && c == 0x80) || (b == 0xEF && c == 0xBC))
            return b == ' ' ? UNCLEAR : look_behind(end + 1);
        return UNCLEAR;
    case ':':
    case ']':
        return ALONE;
    case '\t':
    case '|':
    case '/':
    case '^':
    case '<':
    case '{':
    case 0xC2:
    case 0xE1:
    case 0xF3:
        return UNCLEAR;
    case 0xE2: /* blanks, what is not seen, circled numbers */
        return (b == 0x80 && (c < 0x90 || c == 0xAF)) || b == 0x81 || b == 0x91 ? UNCLEAR : NOTHING;
    case 0xE3: /* the wide blank; 【 */
        return b == 0x80 && (c == 0x80 || c == 0x90) ? UNCLEAR : NOTHING;
    case 0xEF: /* variation selectors, the byte order mark, the wide colon */
        return b == 0xB8 || b == 0xBB ? UNCLEAR : b == 0xBC && c == 0x9A ? ALONE : NOTHING;
    default:
        return NOTHING;
    }
}

/* True when the characters before `open` would be a label to what is behind `close`: (讀音(yīn)guo2),
 * (讀音(yīn):guo2). */
static bool may_label(const char *open, const char *close)
{
    bool labelled = (unsigned char)((*close | 32) - 'a') < 26 || *close == ':' || memcmp(close, "：", 3) == 0;
    return labelled && annotation_ends_label(text_utf8_wide(open - 3));
}

/* The character of three bytes that ends at `end` and starts at `floor` or behind, U+4E00 to U+9FFF, or 0. */
static uint32_t han_before(const char *floor, const char *end)
{
    const unsigned char *c = (const unsigned char *)end - 3;
    if (end - floor < 3 || c[0] < 0xE4 || c[0] > 0xE9 || !text_utf8_goes_on_twice(end - 3))
        return 0;
    uint32_t cp = text_utf8_wide(end - 3);
    return cp >= 0x4E00 && cp <= 0x9FFF ? cp : 0;
}

/* True for the consonants that syllables of pinyin start with: all but v. */
static bool is_initial(char c)
{
    static const uint32_t vowels = 1u << ('a' - 'a') | 1u << ('e' - 'a') | 1u << ('i' - 'a') | 1u << ('o' - 'a') |
                                   1u << ('u' - 'a') | 1u << ('v' - 'a');
    unsigned char letter = (unsigned char)(c - 'a');
    return letter < 26 && !(vowels >> letter & 1);
}

/* True when a syllable may start at `p`: a consonant or one of zh ch sh, and a letter that goes on from there.  (One
 * that starts with a vowel has an apostrophe before it, and is not plain.) */
static bool starts_syllable(const char *p)
{
    if (!is_initial(*p))
        return false;
    return !is_initial(p[1]) || (p[1] == 'h' && (*p == 'z' || *p == 'c' || *p == 's'));
}

/* Matches the reading, whose bytes are at `p`, to one character or to two, cp[0] being the last. */
static bool match_reading(const reading_table *readings, const char *p, const uint32_t cp[2], annotation_common *plain)
{
    unsigned code = reading_exact(readings, p, plain->len, cp[0]);
    plain->characters_read = 1;
    plain->grade = code & 7 ? READING_GRADE_TONED : READING_GRADE_NEUTRAL;
    if (code)
        return true;
    for (size_t first = 1; cp[1] && first < plain->len && first <= 7; first++) {
        if (!starts_syllable(p + first))
            continue;
        unsigned last = reading_exact(readings, p + first, plain->len - first, cp[0]);
        code = last ? reading_exact(readings, p, first, cp[1]) : 0;
        if (code && (code | last) & 7) {
            plain->characters_read = 2;
            plain->grade = READING_GRADE_TONED;
            return true;
        }
    }
    return false;
}

bool annotation_match_common(const annotation_finder *finder, const char *floor, const char *at, const char *end,
                             annotation_common *plain)
{
    char padded[BEHIND];
    const char *open = at - 1, *p = at, *close;
    if (at - floor < 4 || finder->brackets || !(finder->systems & 1u << READING_PINYIN))
        return false;
    if (*open != '(') {
        open = at - 3;
        if (at - floor < 6 || memcmp(open, "（", 3) != 0)
            return false;
    }
    uint32_t cp[2] = { han_before(floor, open), 0 };
    if (cp[0] && end - at < BEHIND) { /* near the end the bytes are looked at in a copy with zeros behind */
        memset(padded, 0, sizeof padded);
        memcpy(padded, at, (size_t)(end - at));
        p = padded;
    }
    plain->len = cp[0] ? plain_length(p, &close) : 0;
    enum behind behind = plain->len ? look_behind(close) : UNCLEAR;
    if (behind == UNCLEAR || may_label(open, close))
        return false;
    plain->open = open;
    plain->close = at + (close - p);
    plain->last = cp[0];
    plain->blank = behind == BLANK;
    cp[1] = han_before(floor, open - 3);
    if (!match_reading(finder->readings, p, cp, plain))
        return false;
    return behind != ALONE || han_before(floor, open - 3 * plain->characters_read) != 0;
}

const char *annotation_try_common(annotation_search *search, const char *at)
{
    annotation_common p;
    if (!annotation_match_common(search->finder, search->floor, at, search->end, &p))
        return NULL;
    hp_span cut = { p.open, (size_t)(p.close - p.open) };
    annotation_candidate *a = annotation_new_candidate(search, &cut, 1, true);
    if (a)
        *a = (annotation_candidate){
            .form = ANNOTATION_BRACKET,
            .notes = p.blank ? CONTEXT_BLANK_AFTER : 0,
            .last = p.last,
            .base = { p.open - 3 * p.characters_read, 3 * p.characters_read },
            .reading = { at, p.len },
            .whole = cut,
            .cut = a->cut,
            .cuts = 1,
            .match = { .grade = p.grade,
                       .system = READING_PINYIN,
                       .characters_read = p.characters_read,
                       .syllables = p.characters_read,
                       .toned = p.grade == READING_GRADE_TONED,
                       .is_spelled = true },
        };
    return p.close;
}

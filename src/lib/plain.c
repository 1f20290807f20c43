/* plain.c - the commonest annotations, matched as a whole: one or two characters, a round bracket, one syllable each in
 * lower case.
 *
 * Pages of this kind have one every few dozen bytes, and nearly all are of this shape; a table of whole spellings and
 * the characters' readings decide at once.  Whatever is around it that may matter leaves it to the full search.
 * Worked: 國(guó)務 → the eight bytes "guó)…" masked to four, reading guo2, which is one of 國's.
 */
#include <string.h>

#include "lib/finding.h"

#define CONTENT_MAX 14 /* bytes of two syllables */
#define BEHIND 22      /* what may be read from the first letter on: those, 3 that close, 3 behind, rounded up */

/* An annotation in the making. */
struct plain {
    const char *at, *open, *close; /* the reading's bytes; in the text the bracket, and behind the closing one */
    size_t len;                    /* of the reading */
    uint32_t cp[2];                /* the characters before it, the nearest first; 0 where there is none */
};

/* The number of bytes from `p`, at most CONTENT_MAX, before a ')' or a full-width closing bracket, which ends at
 * *close. */
static size_t plain_length(const char *p, const char **close)
{
    size_t n = 0;
    while (n <= CONTENT_MAX && p[n] != ')' && (unsigned char)p[n] != 0xEF)
        n++;
    bool wide = n <= CONTENT_MAX && (unsigned char)p[n] == 0xEF;
    if (n == 0 || n > CONTENT_MAX || (wide && ((unsigned char)p[n + 1] != 0xBC || (unsigned char)p[n + 2] != 0x89)))
        return 0;
    *close = p + n + (wide ? 3 : 1);
    return n;
}

/* True when what follows a finding may change what becomes of it: a blank, a colon, a bracket, something unseen. */
static bool is_eventful(const char *end)
{
    static const bool ascii[128] = {
        [' '] = true, [':'] = true, [']'] = true, ['('] = true, [')'] = true, ['\t'] = true, ['|'] = true,
        ['/'] = true, ['^'] = true, ['<'] = true, ['{'] = true, ['['] = true, ['\''] = true,
    };
    unsigned char a = (unsigned char)end[0], b = (unsigned char)end[1], c = (unsigned char)end[2];
    if (a == ' ' && ((unsigned char)((b | 32) - 'a') < 26 || (unsigned char)(b - '0') < 10))
        return false; /* that blank is the text's own */
    if (a < 0x80)
        return ascii[a];
    return a == 0xC2 || a == 0xCD || (a == 0xE2 && b != 0x80) || (a == 0xE2 && c < 0x90) ||
           (a == 0xE3 && b == 0x80 && (c == 0x80 || c == 0x90)) || a == 0xF3 ||
           (a == 0xEF && !(b == 0xBC && (c == 0x8C || c == 0x9B || c == 0x89 || c == 0x81 || c == 0x9F)));
}

/* The character of three bytes that ends at `end`, U+4E00 to U+9FFF, or 0. */
static uint32_t han_before(const hp_search *search, const char *end)
{
    const unsigned char *c = (const unsigned char *)end - 3;
    if (end - search->floor < 3 || c[0] < 0xE4 || c[0] > 0xE9 || (c[1] & 0xC0) != 0x80 || (c[2] & 0xC0) != 0x80)
        return 0;
    uint32_t cp = (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
    return cp >= 0x4E00 && cp <= 0x9FFF ? cp : 0;
}

/* The reading spelled by the `len` bytes at `p`, when it is exactly one of cp's; else 0. */
static unsigned exact_reading(const hp_readings *readings, const char *p, size_t len, uint32_t cp)
{
    uint64_t key = 0;
    if (len == 0 || len > 8 || cp == 0)
        return 0;
    memcpy(&key, p, 8);
    if (len < 8)
        key &= (UINT64_C(1) << 8 * len) - 1;
    unsigned code = hp_reading_of_key(readings, key);
    return code && hp_reading_fit(readings, cp, code >> 3, code & 7) == HP_FIT_EXACT ? code : 0;
}

/* True for the consonants that syllables of pinyin start with: all but v. */
static bool is_initial(char c)
{
    static const uint32_t vowels = 1u << ('a' - 'a') | 1u << ('e' - 'a') | 1u << ('i' - 'a') | 1u << ('o' - 'a') |
                                   1u << ('u' - 'a') | 1u << ('v' - 'a');
    unsigned char letter = (unsigned char)(c - 'a');
    return letter < 26 && !(vowels >> letter & 1);
}

/* Matches the reading to one character or to two; the number matched, with the grade in *grade. */
static size_t match_plain(const hp_readings *readings, const struct plain *p, hp_grade *grade)
{
    unsigned code = exact_reading(readings, p->at, p->len, p->cp[0]);
    *grade = code & 7 ? HP_GRADE_TONED : HP_GRADE_NEUTRAL;
    if (code)
        return 1;
    for (size_t first = 1; p->cp[1] && first < p->len && first <= 7; first++) {
        if (!is_initial(p->at[first])) /* what starts with a vowel has an apostrophe before it, and is not plain */
            continue;
        unsigned last = exact_reading(readings, p->at + first, p->len - first, p->cp[0]);
        code = last ? exact_reading(readings, p->at, first, p->cp[1]) : 0;
        if (code && (code | last) & 7) {
            *grade = HP_GRADE_TONED;
            return 2;
        }
    }
    return 0;
}

const char *hp_try_plain(hp_search *search, const char *at)
{
    const hp_finder *finder = search->finder;
    struct plain p = { .at = at, .open = at - 1 };
    hp_grade grade;
    char padded[BEHIND];
    if (at - search->floor < 4 || finder->brackets || !(finder->systems & 1u << HP_PINYIN))
        return NULL;
    if (*p.open != '(') {
        p.open = at - 3;
        if (at - search->floor < 6 || memcmp(p.open, "（", 3) != 0)
            return NULL;
    }
    p.cp[0] = han_before(search, p.open);
    if (p.cp[0] && search->end - at < BEHIND) { /* near the end the bytes are looked at in a copy with zeros behind */
        memset(padded, 0, sizeof padded);
        memcpy(padded, at, (size_t)(search->end - at));
        p.at = padded;
    }
    p.len = p.cp[0] ? plain_length(p.at, &p.close) : 0;
    if (p.len == 0 || is_eventful(p.close))
        return NULL;
    p.close = at + (p.close - p.at);
    p.cp[1] = han_before(search, p.open - 3);
    size_t covered = match_plain(finder->readings, &p, &grade);
    if (covered == 0)
        return NULL;
    hp_span cut = { p.open, (size_t)(p.close - p.open) };
    hp_annotation *a = hp_new_finding(search, &cut, 1, true);
    if (a)
        *a = (hp_annotation){
            .form = HP_FORM_BRACKET, .last = p.cp[0], .base = { p.open - 3 * covered, 3 * covered },
            .reading = { at, p.len }, .whole = cut, .cut = a->cut, .cuts = 1,
            .match = { .grade = grade, .system = HP_PINYIN, .covered = covered, .syllables = covered,
                       .toned = grade == HP_GRADE_TONED, .legal = true },
        };
    return p.close;
}

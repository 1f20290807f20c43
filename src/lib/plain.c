/* plain.c - the commonest annotation, matched as a whole: one character, a round bracket, one syllable in lower case.
 *
 * Pages of this kind have one every few dozen bytes, and nearly all are of this shape; a table of whole spellings and
 * the character's readings decide at once.  Whatever is around it that may matter leaves it to the full search.
 * Worked: 國(guó)務 → the eight bytes "guó)…" masked to four, reading guo2, which is one of 國's.
 */
#include <string.h>

#include "lib/finding.h"

/* The number of bytes from `p`, at most 8, before a ')' or a full-width closing bracket, which is at *close. */
static size_t plain_length(const char *p, const char **close)
{
    size_t n = 0;
    while (n < 9 && p[n] != ')' && (unsigned char)p[n] != 0xEF)
        n++;
    bool wide = n < 9 && (unsigned char)p[n] == 0xEF;
    if (n == 0 || n > 8 || (wide && ((unsigned char)p[n + 1] != 0xBC || (unsigned char)p[n + 2] != 0x89)))
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
    if (a < 0x80)
        return ascii[a];
    return a == 0xC2 || a == 0xCD || (a == 0xE2 && b != 0x80) || (a == 0xE2 && c < 0x90) ||
           (a == 0xE3 && b == 0x80 && (c == 0x80 || c == 0x90)) || a == 0xF3 ||
           (a == 0xEF && !(b == 0xBC && (c == 0x8C || c == 0x9B || c == 0x89 || c == 0x81 || c == 0x9F)));
}

const char *hp_try_plain(hp_search *search, const char *at)
{
    const hp_finder *finder = search->finder;
    const char *open = at - 1, *close = NULL;
    /* 8 bytes of reading, 3 that close, 3 behind. */
    if (search->end - at < 16 || at - search->floor < 4 || finder->brackets || !(finder->systems & 1u << HP_PINYIN))
        return NULL;
    if (*open != '(') {
        open = at - 3;
        if (at - search->floor < 6 || memcmp(open, "（", 3) != 0)
            return NULL;
    }
    size_t n = plain_length(at, &close);
    const unsigned char *c = (const unsigned char *)open - 3;
    if (n == 0 || c[0] < 0xE4 || c[0] > 0xE9 || open - 3 < search->floor || (c[1] & 0xC0) != 0x80 || is_eventful(close))
        return NULL;
    uint64_t key = 0;
    memcpy(&key, at, 8);
    key = n == 8 ? key : key & ((UINT64_C(1) << 8 * n) - 1);
    unsigned code = hp_reading_of_key(finder->readings, key);
    uint32_t cp = (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
    if (code == 0 || cp < 0x4E00 || cp > 0x9FFF || hp_reading_fit(finder->readings, cp, code >> 3, code & 7) != HP_FIT_EXACT)
        return NULL;
    hp_span cut = { open, (size_t)(close - open) };
    hp_annotation *a = hp_new_finding(search, &cut, 1, true);
    if (a)
        *a = (hp_annotation){
            .form = HP_FORM_BRACKET, .last = cp, .base = { open - 3, 3 }, .reading = { at, n }, .whole = cut,
            .cut = a->cut, .cuts = 1,
            .match = { .grade = code & 7 ? HP_GRADE_TONED : HP_GRADE_NEUTRAL, .system = HP_PINYIN, .covered = 1,
                       .syllables = 1, .toned = code & 7, .legal = true },
        };
    return close;
}

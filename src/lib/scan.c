/* scan.c - see scan.h.
 *
 * Places, by byte (b), the one after it (n) and the ones before it (p, pp):
 *   lead      b starts a Latin letter with a mark, a combining mark, U+1xxx or private use: C3 C4 C5 C7 C9 CC, E1, EE
 *   pair      b n is E3 84 (zhuyin), EF BD (full-width letters) or EF BF (interlinear anchors)
 *   letter    b is an ASCII letter or &, and p opens something, or p is a blank or a full stop and pp opens
 * "Opens" is the last byte of ( [ { < | / ^ : and of （［｛【〔〈《｜／：⁽ and of the label characters 音读作: bytes shared
 * with other characters, which is why this is only the first look.
 */
#include "lib/scan.h"

enum { LEAD = 1, PAIR = 2, LETTER = 4, OPEN = 8, BLANK = 16 };

/* What each byte may be.  PAIR marks E3 and EF, whose next byte decides. */
static const unsigned char kinds[256] = {
    [' '] = BLANK, ['.'] = BLANK, ['&'] = LETTER, ['('] = OPEN, ['['] = OPEN, ['{'] = OPEN, ['<'] = OPEN,
    ['|'] = OPEN, ['/'] = OPEN, ['^'] = OPEN, [':'] = OPEN,
    ['A'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    ['a'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    [0x88] = OPEN, [0x8A] = OPEN, [0x8F] = OPEN, [0x90] = OPEN, [0x94] = OPEN, [0x99] = OPEN, [0x9A] = OPEN,
    [0x9B] = OPEN, [0x9C] = OPEN, [0xB3] = OPEN, [0xBB] = OPEN, [0xBD] = OPEN,
    [0xC3] = LEAD, [0xC4] = LEAD, [0xC5] = LEAD, [0xC7] = LEAD, [0xC9] = LEAD, [0xCC] = LEAD, [0xE1] = LEAD,
    [0xEE] = LEAD, [0xE3] = PAIR, [0xEF] = PAIR,
};

static bool is_pair(unsigned char b, unsigned char n)
{
    return (b == 0xE3 && n == 0x84) || (b == 0xEF && (n == 0xBD || n == 0xBF));
}

const char *hp_scan_plain(const char *start, const char *from, const char *end)
{
    for (const char *p = from; p < end; p++) {
        unsigned char kind = kinds[(unsigned char)*p];
        if (!(kind & (LEAD | PAIR | LETTER)))
            continue;
        if (kind & LEAD)
            return p;
        if (kind & PAIR) {
            if (end - p > 1 && is_pair((unsigned char)p[0], (unsigned char)p[1]))
                return p;
            continue;
        }
        unsigned char before = p > start ? kinds[(unsigned char)p[-1]] : 0;
        if (before & OPEN || (before & BLANK && p - start > 1 && kinds[(unsigned char)p[-2]] & OPEN))
            return p;
    }
    return end;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* The kinds again, as pairs of nibble tables: a byte is of the kind whose bit both its nibbles have.  Each bit stands
 * for one set of high nibbles with one set of low nibbles. */
#define BOTH(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* 1: C3 C4 C5 C7 C9 CC.  2: E1 EE.  4: letters @A-O.  8: letters P-Z.  16: & .  32: blank and full stop. */
#define PLACE_LOW                                                                                                \
    BOTH(8 | 32, 2 | 4 | 8, 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 4 | 8 | 16, 1 | 4 | 8, 4 | 8, 1 | 4 | 8,     \
         4 | 8, 4, 1 | 4, 4, 2 | 4 | 64, 4)
#define PLACE_HIGH BOTH(0, 0, 16 | 32 | 64, 0, 4, 8, 4, 8, 0, 0, 0, 0, 1, 0, 2, 0)

/* What opens: 1: 28 2F.  2: 3A 3C.  4: 5B 5E.  8: 7B 7C.  16: 88 8A 8F.  32: 90 94 99 9A 9B 9C.  64: B3 BB BD. */
#define OPEN_LOW                                                                                                 \
    BOTH(32, 0, 0, 64, 32, 0, 0, 0, 1 | 16, 32, 2 | 16 | 32, 4 | 8 | 32 | 64, 2 | 8 | 32, 64, 4, 1 | 16)
#define OPEN_HIGH BOTH(0, 0, 1, 2, 0, 4, 0, 8, 16, 32, 0, 64, 0, 0, 0, 0)

/* All ones where a byte has one of `bits`, which leave the sign alone. */
__attribute__((target("avx2"))) static inline __m256i some(__m256i v, int bits)
{
    return _mm256_cmpgt_epi8(_mm256_and_si256(v, _mm256_set1_epi8((char)bits)), _mm256_setzero_si256());
}

__attribute__((target("avx2"))) static inline uint32_t mask_of(__m256i v, int bits)
{
    return (uint32_t)_mm256_movemask_epi8(some(v, bits));
}

__attribute__((target("avx2"))) static inline __m256i classify(__m256i v, __m256i low, __m256i high)
{
    __m256i nibble = _mm256_set1_epi8(0x0F);
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(v, nibble)),
                            _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble)));
}

__attribute__((target("avx2"))) static const char *scan_avx2(const char *start, const char *from, const char *end)
{
    const __m256i place_low = PLACE_LOW, place_high = PLACE_HIGH, open_low = OPEN_LOW, open_high = OPEN_HIGH;
    /* Bit 0 of each: the byte before the block opens; or it is a blank and the one before it opens. */
    uint32_t opened = 0, blank_opened = 0;
    if (from > start) {
        unsigned char before = kinds[(unsigned char)from[-1]];
        opened = (before & OPEN) != 0;
        blank_opened = before & BLANK && from - start > 1 && kinds[(unsigned char)from[-2]] & OPEN;
    }
    const char *p = from;
    for (; end - p >= 33; p += 32) {
        __m256i v = _mm256_loadu_si256((const __m256i *)p), n = _mm256_loadu_si256((const __m256i *)(p + 1));
        __m256i place = classify(v, place_low, place_high);
        __m256i zhuyin = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE3)),
                                          _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)0x84)));
        __m256i wide = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xEF)),
                                        _mm256_cmpeq_epi8(_mm256_or_si256(n, _mm256_set1_epi8(2)),
                                                          _mm256_set1_epi8((char)0xBF)));
        __m256i lead = some(place, 1 | 2);
        uint32_t sure = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(lead, _mm256_or_si256(zhuyin, wide)));
        uint32_t letters = mask_of(place, 4 | 8 | 16);
        uint32_t opens = mask_of(classify(v, open_low, open_high), 0x7F), blanks = mask_of(place, 32 | 64);
        uint32_t after_open = opens << 1 | opened;
        uint32_t blank_after = blanks & after_open;
        uint32_t hits = sure | (letters & (after_open | blank_after << 1 | blank_opened));
        if (hits)
            return p + __builtin_ctz(hits);
        opened = opens >> 31;
        blank_opened = blank_after >> 31;
    }
    return hp_scan_plain(start, p, end);
}

const char *hp_scan(const char *start, const char *from, const char *end)
{
    if (__builtin_cpu_supports("avx2"))
        return scan_avx2(start, from, end);
    return hp_scan_plain(start, from, end);
}

#else

const char *hp_scan(const char *start, const char *from, const char *end)
{
    return hp_scan_plain(start, from, end);
}

#endif

/* scan.c - see scan.h.
 *
 * Places, by byte (b), the one after it (n) and the ones before it (p, pp):
 *   lead      b starts a Latin letter with a mark, a combining mark, U+1xxx or private use: C3 C4 C5 C7 C9 CC, E1, EE
 *   pair      b n is E3 84 (zhuyin), EF BD (full-width letters) or EF BF (interlinear anchors)
 *   letter    b is an ASCII letter or &, and p opens something, or p is a blank or a full stop and pp is
 *             ASCII and opens
 * What opens: ( [ { < unless a letter is before them, as in f(x); | / ^ : when a byte of a longer character is; and the
 * last byte of （［｛【〔〈《｜／：⁽ and of the label characters 音读作: bytes shared with other characters, which is why
 * this is only the first look.
 */
#include "lib/scan.h"

enum { LEAD = 1, PAIR = 2, LETTER = 4, OPEN = 8, BLANK = 16, GLUED = 32, WORD = 64 };

#define ALPHA (LETTER | WORD)

/* What each byte may be.  PAIR marks E3 and EF, whose next byte decides. */
static const unsigned char kinds[256] = {
    [' '] = BLANK, ['.'] = BLANK, ['&'] = LETTER, ['('] = OPEN, ['['] = OPEN, ['{'] = OPEN, ['<'] = OPEN,
    ['|'] = GLUED, ['/'] = GLUED, ['^'] = GLUED, [':'] = GLUED,
    ['A'] = ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA,
    ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA,
    ['a'] = ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA,
    ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA,
    [0x88] = OPEN, [0x8A] = OPEN, [0x8F] = OPEN, [0x90] = OPEN, [0x94] = OPEN, [0x99] = OPEN, [0x9A] = OPEN,
    [0x9B] = OPEN, [0x9C] = OPEN, [0xB3] = OPEN, [0xBB] = OPEN, [0xBD] = OPEN,
    [0xC3] = LEAD, [0xC4] = LEAD, [0xC5] = LEAD, [0xC7] = LEAD, [0xC9] = LEAD, [0xCC] = LEAD, [0xE1] = LEAD,
    [0xEE] = LEAD, [0xE3] = PAIR, [0xEF] = PAIR,
};

static bool is_pair(unsigned char b, unsigned char n)
{
    return (b == 0xE3 && n == 0x84) || (b == 0xEF && (n == 0xBD || n == 0xBF));
}

/* True when the byte at `p` opens something. */
static bool opens(const char *start, const char *p)
{
    unsigned char kind = kinds[(unsigned char)*p];
    if (!(kind & (OPEN | GLUED)))
        return false;
    unsigned char before = p > start ? (unsigned char)p[-1] : 0;
    return kind & OPEN ? !(kinds[before] & WORD) : before >= 0x80;
}

/* True when the byte at `p` is a blank or a full stop behind an ASCII byte that opens something. */
static bool is_apart(const char *start, const char *p)
{
    return kinds[(unsigned char)*p] & BLANK && p > start && !((unsigned char)p[-1] & 0x80) && opens(start, p - 1);
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
        if (p > start && (opens(start, p - 1) || is_apart(start, p - 1)))
            return p;
    }
    return end;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* The kinds again, as pairs of nibble tables: a byte is of the kind whose bit both its nibbles have.  Each bit stands
 * for one set of high nibbles with one set of low nibbles. */
#define BOTH(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* 1: C3 C4 C5 C7 C9 CC.  2: E1 EE.  4: letters A-O.  8: letters P-Z.  16: & .  32: blank and full stop.  And of what
 * must be glued: 64: slash.  128: colon. */
#define PLACE_LOW                                                                                                \
    BOTH(8 | 32, 2 | 4 | 8, 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 4 | 8 | 16, 1 | 4 | 8, 4 | 8, 1 | 4 | 8,     \
         4 | 8 | -128, 4, 1 | 4, 4, 2 | 4 | 32, 4 | 64)
#define PLACE_HIGH BOTH(0, 0, 16 | 32 | 64, -128, 4, 8, 4, 8, 0, 0, 0, 0, 1, 0, 2, 0)

/* What opens: 1: 28.  2: 3C.  4: 5B 7B.  8: 88 8A 8F.  16: 90 94 99 9A 9B 9C.  32: B3 BB BD.  And glued: 64: 5E.
 * 128: 7C. */
#define OPEN_LOW BOTH(16, 0, 0, 32, 16, 0, 0, 0, 1 | 8, 16, 8 | 16, 4 | 16 | 32, 2 | 16 | -128, 32, 64, 8)
#define OPEN_HIGH BOTH(0, 0, 1, 2, 0, 4 | 64, 0, 4 | -128, 8, 16, 0, 32, 0, 0, 0, 0)

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

/* What of the bytes before a block matters in it: each in bit 0. */
struct carry {
    uint64_t word, high, opened, blank_opened;
};

static struct carry carry_from(const char *start, const char *from)
{
    struct carry c = { 0 };
    if (from == start)
        return c;
    unsigned char before = (unsigned char)from[-1];
    c.word = (kinds[before] & WORD) != 0;
    c.high = before >= 0x80;
    c.opened = opens(start, from - 1);
    c.blank_opened = is_apart(start, from - 1);
    return c;
}

/* The places among the 32 bytes at `p`, a bit for each; *c is carried on.  p[32] is looked at, too. */
__attribute__((target("avx2"))) static inline uint64_t block_avx2(const char *p, struct carry *c)
{
    const __m256i place_low = PLACE_LOW, place_high = PLACE_HIGH, open_low = OPEN_LOW, open_high = OPEN_HIGH;
    __m256i v = _mm256_loadu_si256((const __m256i *)p), n = _mm256_loadu_si256((const __m256i *)(p + 1));
    __m256i place = classify(v, place_low, place_high), open = classify(v, open_low, open_high);
    __m256i zhuyin = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE3)),
                                      _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)0x84)));
    __m256i wide = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xEF)),
                                    _mm256_cmpeq_epi8(_mm256_or_si256(n, _mm256_set1_epi8(2)),
                                                      _mm256_set1_epi8((char)0xBF)));
    __m256i lead = some(place, 1 | 2);
    /* The glued kinds' two bits, moved to 16 and 32 and out of each other's way. */
    __m256i either = _mm256_srli_epi16(_mm256_and_si256(_mm256_or_si256(place, open), _mm256_set1_epi8(-64)), 2);
    uint32_t sure = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(lead, _mm256_or_si256(zhuyin, wide)));
    uint32_t words = mask_of(place, 4 | 8), letters = mask_of(place, 4 | 8 | 16), blanks = mask_of(place, 32);
    uint32_t high = (uint32_t)_mm256_movemask_epi8(v);
    uint32_t opened = (mask_of(open, 0x3F) & ~(words << 1 | (uint32_t)c->word)) |
                      (mask_of(either, 0x30) & (high << 1 | (uint32_t)c->high));
    uint32_t after_open = opened << 1 | (uint32_t)c->opened;
    uint32_t blank_after = blanks & after_open & ~(high << 1 | (uint32_t)c->high);
    uint32_t hits = sure | (letters & (after_open | blank_after << 1 | (uint32_t)c->blank_opened));
    *c = (struct carry){ words >> 31, high >> 31, opened >> 31, blank_after >> 31 };
    return hits;
}

/* The same for 64 bytes, with masks of the processor's own. */
__attribute__((target("avx512bw"))) static inline uint64_t block_avx512(const char *p, struct carry *c)
{
#define TABLE(t) _mm512_broadcast_i32x4(_mm256_castsi256_si128(t))
    const __m512i nibble = _mm512_set1_epi8(0x0F);
    __m512i v = _mm512_loadu_si512(p), n = _mm512_loadu_si512(p + 1);
    __m512i low = _mm512_and_si512(v, nibble), up = _mm512_and_si512(_mm512_srli_epi16(v, 4), nibble);
    __m512i place = _mm512_and_si512(_mm512_shuffle_epi8(TABLE(PLACE_LOW), low),
                                     _mm512_shuffle_epi8(TABLE(PLACE_HIGH), up));
    __m512i open = _mm512_and_si512(_mm512_shuffle_epi8(TABLE(OPEN_LOW), low),
                                    _mm512_shuffle_epi8(TABLE(OPEN_HIGH), up));
#undef TABLE
    uint64_t zhuyin = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)0xE3)) &
                      _mm512_cmpeq_epi8_mask(n, _mm512_set1_epi8((char)0x84));
    uint64_t wide = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)0xEF)) &
                    _mm512_cmpeq_epi8_mask(_mm512_or_si512(n, _mm512_set1_epi8(2)), _mm512_set1_epi8((char)0xBF));
    uint64_t sure = _mm512_test_epi8_mask(place, _mm512_set1_epi8(1 | 2)) | zhuyin | wide;
    uint64_t words = _mm512_test_epi8_mask(place, _mm512_set1_epi8(4 | 8));
    uint64_t letters = _mm512_test_epi8_mask(place, _mm512_set1_epi8(4 | 8 | 16));
    uint64_t blanks = _mm512_test_epi8_mask(place, _mm512_set1_epi8(32)), high = _mm512_movepi8_mask(v);
    uint64_t glued = _mm512_test_epi8_mask(_mm512_or_si512(place, open), _mm512_set1_epi8(-64));
    uint64_t opened = (_mm512_test_epi8_mask(open, _mm512_set1_epi8(0x3F)) & ~(words << 1 | c->word)) |
                      (glued & (high << 1 | c->high));
    uint64_t after_open = opened << 1 | c->opened;
    uint64_t blank_after = blanks & after_open & ~(high << 1 | c->high);
    uint64_t hits = sure | (letters & (after_open | blank_after << 1 | c->blank_opened));
    *c = (struct carry){ words >> 63, high >> 63, opened >> 63, blank_after >> 63 };
    return hits;
}

__attribute__((target("avx2"))) static inline uint64_t blocks_avx2(const char *p, struct carry *c)
{
    uint64_t first = block_avx2(p, c);
    return first | block_avx2(p + 32, c) << 32;
}

/* Fills up to `most` words with the places of 64 bytes each from `from` on, and returns how many: fewer where less than
 * 65 bytes are left.  With most 0 it goes on to the first that has places, and fills that one. */
__attribute__((target("avx2"))) static size_t fill_avx2(hp_scanner *s, const char *from, size_t most)
{
    struct carry c = carry_from(s->start, from);
    size_t count = 0;
    s->block = from;
    for (const char *p = from; s->end - p >= 65 && (count < most || count == 0); p += 64) {
        uint64_t hits = blocks_avx2(p, &c);
        if (hits || most)
            s->hits[count++] = hits;
        else
            s->block = p + 64;
    }
    return count;
}

/* As fill_avx2(). */
__attribute__((target("avx512bw"))) static size_t fill_avx512(hp_scanner *s, const char *from, size_t most)
{
    struct carry c = carry_from(s->start, from);
    size_t count = 0;
    s->block = from;
    for (const char *p = from; s->end - p >= 65 && (count < most || count == 0); p += 64) {
        uint64_t hits = block_avx512(p, &c);
        if (hits || most)
            s->hits[count++] = hits;
        else
            s->block = p + 64;
    }
    return count;
}

/* Puts into the scanner what is known from `from` on; 0 when the plain path must go on from s->block. */
static size_t fill(hp_scanner *s, const char *from, size_t most)
{
    if (__builtin_cpu_supports("avx512bw"))
        return fill_avx512(s, from, most);
    if (__builtin_cpu_supports("avx2"))
        return fill_avx2(s, from, most);
    s->block = from;
    return 0;
}

const char *hp_scan_next(hp_scanner *s, const char *from)
{
    for (;;) {
        size_t at = s->count ? (size_t)(from - s->block) : 0, word = at / 64;
        uint64_t left = word < s->count ? s->hits[word] >> at % 64 : 0;
        if (left)
            return from + __builtin_ctzll(left);
        while (++word < s->count)
            if (s->hits[word])
                return s->block + 64 * word + __builtin_ctzll(s->hits[word]);
        if (s->count && (size_t)(from - s->block) < 64 * s->count)
            from = s->block + 64 * s->count;
        s->count = fill(s, from, HP_SCAN_WORDS);
        if (s->count == 0)
            return hp_scan_plain(s->start, from, s->end);
        from = s->block;
    }
}

const char *hp_scan(const char *start, const char *from, const char *end)
{
    hp_scanner s;
    s.start = start;
    s.end = end;
    if (fill(&s, from, 0))
        return s.block + __builtin_ctzll(s.hits[0]);
    return hp_scan_plain(start, s.block, end);
}

#else

const char *hp_scan_next(hp_scanner *s, const char *from)
{
    return hp_scan_plain(s->start, from, s->end);
}

const char *hp_scan(const char *start, const char *from, const char *end)
{
    return hp_scan_plain(start, from, end);
}

#endif

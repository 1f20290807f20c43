/* candidate_scan.c - see candidate_scan.h.
 *
 * Places, by byte (b), the one after it (n) and the two before it (p, pp):
 *   lead      b starts a Latin letter with a mark, a combining mark, U+1xxx or private use: C3 C4 C5 C7 C9 CC, E1, EE
 *   pair      b n is E3 84 (zhuyin), EF BD (full-width letters) or EF BF (interlinear anchors)
 *   letter    b is an ASCII letter and p opens something, or b is &, a blank or a full stop and p is ASCII and opens
 * What opens: ( [ { < unless pp is a letter, as in f(x); | / ^ : when pp is a byte of a longer character; and the
 * last byte of every wider bracket of bracket_kinds.h, of ： and of every last character of a label (label_words.h):
 * bytes shared with other characters, which is why this is only the first look.  Every path looks at these bytes
 * alone, so a place does not depend on where a scan starts.
 */
#include "annotation/candidate_scan.h"

#include <string.h>

#include "annotation/bracket_kinds.h"
#include "annotation/label_words.h"

enum { LEAD = 1, PAIR = 2, LETTER = 4, OPEN = 8, GLUED = 16, WORD = 32, BLANK = 64 };

/* What each ASCII byte may be, and each that starts a character: PAIR marks E3 and EF, whose next byte decides.  Beside
 * | / ^ : some others count as glued: the nibble tables below cannot tell them apart, and they are as rare there. */
#define ALPHA (LETTER | WORD)
#define CAPITALS(c) \
    [c] = ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, \
    ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA

static const unsigned char kinds[256] = {
    [' '] = BLANK,         ['.'] = BLANK | GLUED, ['&'] = BLANK,         ['('] = OPEN,   ['['] = OPEN,
    ['{'] = OPEN,          ['<'] = OPEN | GLUED,  ['|'] = GLUED,         ['/'] = GLUED,  ['^'] = GLUED,
    [':'] = GLUED,         ['*'] = GLUED,         [','] = GLUED,         ['>'] = GLUED,  ['?'] = GLUED,
    ['\\'] = GLUED,        ['_'] = GLUED,         ['~'] = GLUED,         [0x7F] = GLUED, CAPITALS('A'),
    ['Z'] = ALPHA | GLUED, CAPITALS('a'),         ['z'] = ALPHA | GLUED, [0xC3] = LEAD,  [0xC4] = LEAD,
    [0xC5] = LEAD,         [0xC7] = LEAD,         [0xC9] = LEAD,         [0xCC] = LEAD,  [0xE1] = LEAD,
    [0xEE] = LEAD,         [0xE3] = PAIR,         [0xEF] = PAIR,
};

/* The bytes 80 to BF that end a character that opens: bit i for 80 + i. */
#define LAST_BIT(cp) ((uint64_t)((cp) > 0x7F) << ((cp)&0x3F))
#define BRACKET_BIT(arg, open, close, traits) | LAST_BIT(open)
#define LABEL_BIT(arg, last) | LAST_BIT(last)
#define WIDE (LAST_BIT(U'：') ANNOTATION_BRACKET_KINDS(BRACKET_BIT, 0) ANNOTATION_LABEL_ENDS(LABEL_BIT, 0))
static const uint64_t wide = WIDE;

static bool is_pair(unsigned char b, unsigned char n)
{
    return (b == 0xE3 && n == 0x84) || (b == 0xEF && (n == 0xBD || n == 0xBF));
}

/* True when the byte at `p` opens something. */
static bool opens(const char *start, const char *p)
{
    unsigned char kind = kinds[(unsigned char)*p];
    unsigned char before = p > start ? (unsigned char)p[-1] : 0;
    if (((unsigned char)*p & 0xC0) == 0x80)
        return wide >> (*p & 0x3F) & 1 && !(kinds[before] & WORD);
    return (kind & OPEN && !(kinds[before] & WORD)) || (kind & GLUED && before >= 0x80);
}

const char *annotation_scan_scalar(const char *start, const char *from, const char *end)
{
    for (const char *p = from; p < end; p++) {
        unsigned char kind = kinds[(unsigned char)*p];
        bool behind = kind & LETTER || (kind & BLANK && p > start && !((unsigned char)p[-1] & 0x80));
        if (kind & LEAD || (behind && p > start && opens(start, p - 1)) ||
            (kind & PAIR && end - p > 1 && is_pair((unsigned char)p[0], (unsigned char)p[1])))
            return p;
    }
    return end;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include "text/vector/byte_set_avx2.h"

/* The kinds again, as bits by half bytes.
 * 1: C3 C4 C5 C7 C9 CC.  2: E1 EE.  4: letters A-O.  8: letters P-Z.  16: blank, & and full stop. */
#define PLACE_LOW \
    BYTE_SET_NIBBLES(8 | 16, 2 | 4 | 8, 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 1 | 4 | 8, 4 | 8 | 16, 1 | 4 | 8, 4 | 8, \
                     1 | 4 | 8, 4 | 8, 4, 1 | 4, 4, 2 | 4 | 16, 4)
#define PLACE_HIGH BYTE_SET_NIBBLES(0, 0, 16, 0, 4, 8, 4, 8, 0, 0, 0, 0, 1, 0, 2, 0)

/* 1: 28.  2: 3C.  4: 5B 7B.  64, glued: 2, 3, 5, 7 with A, C, E, F.  8, 16, 32, 128: the bits of `wide` from 80, 90,
 * A0 and B0 on, which OPEN_ROW turns to stand by low halves. */
#define OPEN_ROW(low, ascii) \
    (char)((ascii) | (wide >> (low)&1 ? 8 : 0) | (wide >> (16 + (low)) & 1 ? 16 : 0) | \
           (wide >> (32 + (low)) & 1 ? 32 : 0) | (wide >> (48 + (low)) & 1 ? 128 : 0))
#define OPEN_LOW \
    BYTE_SET_NIBBLES(OPEN_ROW(0, 0), OPEN_ROW(1, 0), OPEN_ROW(2, 0), OPEN_ROW(3, 0), OPEN_ROW(4, 0), OPEN_ROW(5, 0), \
                     OPEN_ROW(6, 0), OPEN_ROW(7, 0), OPEN_ROW(8, 1), OPEN_ROW(9, 0), OPEN_ROW(10, 64), \
                     OPEN_ROW(11, 4), OPEN_ROW(12, 2 | 64), OPEN_ROW(13, 0), OPEN_ROW(14, 64), OPEN_ROW(15, 64))
#define OPEN_HIGH BYTE_SET_NIBBLES(0, 0, 1 | 64, 2 | 64, 0, 4 | 64, 0, 4 | 64, 8, 16, 32, -128, 0, 0, 0, 0)
#define OPENS 0xBF /* all of its bits but the glued one */

/* All ones where a byte has one of `bits`, which leave the sign alone. */
__attribute__((target("avx2"))) static inline __m256i some(__m256i v, int bits)
{
    return _mm256_cmpgt_epi8(_mm256_and_si256(v, _mm256_set1_epi8((char)bits)), _mm256_setzero_si256());
}

/* The places among the 32 bytes at `p`, a bit for each.  p[-2] to p[32] are looked at. */
__attribute__((target("avx2"))) static inline uint64_t block_avx2(const char *p)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)p), n = _mm256_loadu_si256((const __m256i *)(p + 1));
    __m256i before = _mm256_loadu_si256((const __m256i *)(p - 1)), two = _mm256_loadu_si256((const __m256i *)(p - 2));
    __m256i place = byte_set_look_up(v, PLACE_LOW, PLACE_HIGH), open = byte_set_look_up(before, OPEN_LOW, OPEN_HIGH);
    __m256i zhuyin = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE3)),
                                      _mm256_cmpeq_epi8(n, _mm256_set1_epi8((char)0x84)));
    __m256i wide_letter = _mm256_and_si256(
        _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xEF)),
        _mm256_cmpeq_epi8(_mm256_or_si256(n, _mm256_set1_epi8(2)), _mm256_set1_epi8((char)0xBF)));
    /* A letter two before: its small form, moved so that a to z are the least of all signed bytes. */
    __m256i moved = _mm256_add_epi8(_mm256_or_si256(two, _mm256_set1_epi8(0x20)), _mm256_set1_epi8((char)(0x80 - 'a')));
    __m256i word = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(0x80 + 26)), moved);
    __m256i shut = _mm256_cmpeq_epi8(_mm256_and_si256(open, _mm256_set1_epi8((char)OPENS)), _mm256_setzero_si256());
    /* Only signs count from here on; the glued bit is moved into it. */
    __m256i glued = _mm256_and_si256(_mm256_slli_epi16(open, 1), two);
    shut = _mm256_andnot_si256(glued, _mm256_or_si256(shut, word));
    __m256i behind = _mm256_or_si256(some(place, 4 | 8), _mm256_andnot_si256(before, some(place, 16)));
    __m256i hits = _mm256_or_si256(_mm256_or_si256(some(place, 1 | 2), _mm256_or_si256(zhuyin, wide_letter)),
                                   _mm256_andnot_si256(shut, behind));
    return (uint32_t)_mm256_movemask_epi8(hits);
}

__attribute__((target("avx2"))) static inline uint64_t blocks_avx2(const char *p)
{
    return block_avx2(p) | block_avx2(p + 32) << 32;
}

/* The same for 64 bytes `v`, with masks of the processor's own; n, before and two are the bytes one on, one back and
 * two back. */
__attribute__((target("avx512bw"))) static inline uint64_t places_avx512(__m512i v, __m512i n, __m512i before,
                                                                         __m512i two)
{
#define TABLE(t) _mm512_broadcast_i32x4(_mm256_castsi256_si128(t))
#define ALL(c) _mm512_set1_epi8((char)(c))
    __m512i place = _mm512_and_si512(
        _mm512_shuffle_epi8(TABLE(PLACE_LOW), _mm512_and_si512(v, ALL(0x0F))),
        _mm512_shuffle_epi8(TABLE(PLACE_HIGH), _mm512_and_si512(_mm512_srli_epi16(v, 4), ALL(0x0F))));
    __m512i open = _mm512_and_si512(
        _mm512_shuffle_epi8(TABLE(OPEN_LOW), _mm512_and_si512(before, ALL(0x0F))),
        _mm512_shuffle_epi8(TABLE(OPEN_HIGH), _mm512_and_si512(_mm512_srli_epi16(before, 4), ALL(0x0F))));
    __mmask64 zhuyin = _mm512_mask_cmpeq_epi8_mask(_mm512_cmpeq_epi8_mask(v, ALL(0xE3)), n, ALL(0x84));
    __mmask64 wide_letter = _mm512_mask_cmpeq_epi8_mask(_mm512_cmpeq_epi8_mask(v, ALL(0xEF)),
                                                        _mm512_or_si512(n, ALL(2)), ALL(0xBF));
    __m512i moved = _mm512_sub_epi8(_mm512_or_si512(two, ALL(0x20)), ALL('a'));
    __mmask64 no_word = _mm512_cmpge_epu8_mask(moved, ALL(26));
    __mmask64 glued = _mm512_movepi8_mask(_mm512_and_si512(_mm512_slli_epi16(open, 1), two));
    __mmask64 opened = _mm512_mask_test_epi8_mask(no_word, open, ALL(OPENS)) | glued;
    __mmask64 ascii = _mm512_testn_epi8_mask(before, ALL(0x80));
    return _mm512_test_epi8_mask(place, ALL(1 | 2)) | zhuyin | wide_letter |
           _mm512_mask_test_epi8_mask(opened, place, ALL(4 | 8)) |
           _mm512_mask_test_epi8_mask(opened & ascii, place, ALL(16));
#undef ALL
#undef TABLE
}

__attribute__((target("avx512bw"))) static inline uint64_t block_avx512(const char *p)
{
    return places_avx512(_mm512_loadu_si512(p), _mm512_loadu_si512(p + 1), _mm512_loadu_si512(p - 1),
                         _mm512_loadu_si512(p - 2));
}

/* The lowest n bits. */
static inline uint64_t low_bits(size_t n)
{
    return n < 64 ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0);
}

/* As block_avx512() at s->block, where the text starts or ends near: what is outside of it is not read and counts as
 * zeros, which are no places. */
__attribute__((target("avx512bw"))) static uint64_t edge_avx512(const annotation_scanner *s)
{
    const char *p = s->block;
    size_t left = (size_t)(s->end - p), back = (size_t)(p - s->start);
    uint64_t before = low_bits(left + 1) & ~low_bits(back < 1);
    uint64_t two = low_bits(left + 2) & ~low_bits(back < 2 ? 2 - back : 0);
    return places_avx512(_mm512_maskz_loadu_epi8(low_bits(left), p), _mm512_maskz_loadu_epi8(low_bits(left - 1), p + 1),
                         _mm512_maskz_loadu_epi8(before, p - 1), _mm512_maskz_loadu_epi8(two, p - 2));
}

/* Puts down the places of one block. */
static inline void remember(annotation_scanner *s, size_t word, uint64_t hits)
{
    s->hits[word] = hits;
    s->some |= (uint64_t)(hits != 0) << word;
}

/* Fills words with the places of 64 bytes each from s->block on, and returns how many: fewer where less than 65 bytes
 * are left. */
__attribute__((target("avx2"))) static size_t fill_avx2(annotation_scanner *s)
{
    size_t count = 0;
    s->some = 0;
    for (const char *p = s->block; count < ANNOTATION_SCAN_WORDS && s->end - p >= 65; p += 64)
        remember(s, count++, blocks_avx2(p));
    return count;
}

/* As fill_avx2(). */
__attribute__((target("avx512bw"))) static size_t fill_avx512(annotation_scanner *s)
{
    size_t count = 0;
    s->some = 0;
    for (const char *p = s->block; count < ANNOTATION_SCAN_WORDS && s->end - p >= 65; p += 64)
        remember(s, count++, block_avx512(p));
    return count;
}

/* The places among the 64 bytes at s->block where the text starts or ends near: found in a copy with zeros around. */
__attribute__((target("avx2"))) static uint64_t edge_avx2(const annotation_scanner *s)
{
    char copy[2 + 65] = { 0 };
    size_t before = s->block - s->start < 2 ? (size_t)(s->block - s->start) : 2;
    size_t left = (size_t)(s->end - s->block), taken = left < 65 ? left : 65;
    memcpy(copy + 2 - before, s->block - before, before + taken);
    return blocks_avx2(copy + 2); /* zeros are no places */
}

/* Has the scanner remember the places from `from` on. */
static void remember_places(annotation_scanner *s, const char *from)
{
    bool avx512 = __builtin_cpu_supports("avx512bw");
    s->block = from;
    s->count = 0;
    if (from - s->start >= 2)
        s->count = avx512 ? fill_avx512(s) : fill_avx2(s);
    if (s->count == 0) {
        s->some = 0;
        remember(s, 0, avx512 ? edge_avx512(s) : edge_avx2(s));
        s->count = 1;
    }
}

/* The offset of the first place at or behind offset `at`, or of the end of what is remembered. */
static size_t place_from(const annotation_scanner *s, size_t at)
{
    size_t word = at / 64;
    uint64_t left = s->hits[word] >> at % 64, others = s->some >> word >> 1;
    if (left)
        return at + (size_t)__builtin_ctzll(left);
    if (!others)
        return 64 * s->count;
    word += 1 + (size_t)__builtin_ctzll(others);
    return 64 * word + (size_t)__builtin_ctzll(s->hits[word]);
}

const char *annotation_scan_on(annotation_scanner *s, const char *from, const char *limit)
{
    if (!__builtin_cpu_supports("avx2"))
        return annotation_scan_scalar(s->start, from, limit);
    while (from < limit) {
        if (from < s->block || (size_t)(from - s->block) >= 64 * s->count)
            remember_places(s, from);
        size_t at = place_from(s, (size_t)(from - s->block));
        if (at >= (size_t)(limit - s->block))
            break;
        from = s->block + at;
        if (at < 64 * s->count)
            return from;
    }
    return limit;
}

#else

const char *annotation_scan_on(annotation_scanner *s, const char *from, const char *limit)
{
    return annotation_scan_scalar(s->start, from, limit);
}

#endif

void annotation_scan_start(annotation_scanner *scanner, hp_span text)
{
    scanner->start = scanner->block = text.ptr;
    scanner->end = text.ptr + text.len;
    scanner->count = 0;
}

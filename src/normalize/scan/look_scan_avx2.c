/* look_scan_avx2.c - see look_scan_avx2.h.
 *
 * 64 bytes are loaded from three before the place on, and each kind of byte becomes a mask of 64 bits; beside means a
 * shift.  A byte may need a look when it is
 *     a lead byte other than E4..E9, or a control,
 *     ( or ) or a straight quote,
 *     another sign beside other than ASCII, a blank, an asterisk, a quote, or before a line's end,
 *     a blank between other than ASCII, beside a mark of Chinese or a blank, or before a line's end,
 *     a LF behind a LF.
 * That is a little more than scan.c then finds telling.
 * Worked, with looks at blanks: in "好 ,走" the blank at 3 has its bit, for 好 and , a mark of Chinese may follow; in
 * "Esc 键" no byte has.
 */
#include "normalize/scan/look_scan_avx2.h"

#if VECTOR_X86
#include <immintrin.h>

#include <string.h>

#include "normalize/scan/looks.h"

enum { BEFORE = 3, STEP = NORM_SCAN_AVX2_STEP };

/* A byte's classes: one bit each, so that a shift brings it to the top, where a mask is taken from. */
enum {
    LEAD = 1,         /* C0..DF, E0..E3, EA..EF, F0..FF: leads other than those of Han */
    SIGN = 2,         /* ! , - . : ; < ? */
    PAIR = 4,         /* " ' ( ) */
    SEEN_THROUGH = 8, /* " ' * and blanks */
    MARK = 16,        /* E2 E3 EF C2, and a few more: leads of marks of Chinese and of other blanks */
    BLANK = 32,       /* the blank and the tab */
    LF = 64
};

/* The mask of the bytes that have a bit. */
#define BIT(v, bit) ((uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(v, 7 - __builtin_ctz(bit))))

/* Looked up by the halves of a byte, twice: a set that is no product of halves is the union of two. */
__attribute__((target("avx2"))) static inline __m256i classify(__m256i v)
{
    const __m128i low_a = _mm_setr_epi8(LEAD | SEEN_THROUGH | BLANK, LEAD | SIGN, LEAD | PAIR | SEEN_THROUGH | MARK,
                                        LEAD, LEAD, LEAD, LEAD, LEAD | PAIR | SEEN_THROUGH, LEAD | PAIR, LEAD | PAIR,
                                        LEAD | SEEN_THROUGH, LEAD, LEAD | SIGN, LEAD | SIGN, LEAD | SIGN, LEAD);
    const __m128i high_a = _mm_setr_epi8(0, 0, SIGN | PAIR | SEEN_THROUGH | BLANK, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                         LEAD | MARK, LEAD, 0, LEAD);
    const __m128i low_b = _mm_setr_epi8(LEAD, LEAD, LEAD | MARK, LEAD | MARK, 0, 0, 0, 0, 0, SEEN_THROUGH | BLANK,
                                        LEAD | SIGN | LF, LEAD | SIGN, LEAD | SIGN, LEAD, LEAD, LEAD | SIGN | MARK);
    const __m128i high_b = _mm_setr_epi8(SEEN_THROUGH | BLANK | LF, 0, 0, SIGN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                         LEAD | MARK, 0);
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    __m256i low = _mm256_and_si256(v, nibble), high = _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble);
    __m256i a = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(low_a), low),
                                 _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(high_a), high));
    __m256i b = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(low_b), low),
                                 _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(high_b), high));
    return _mm256_or_si256(a, b);
}

/* A bit for each of 64 bytes. */
static inline uint64_t both(uint32_t low, uint32_t high)
{
    return low | (uint64_t)high << 32;
}

__attribute__((target("avx2"))) static inline uint32_t below_blank(__m256i v)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v));
}

__attribute__((target("avx2"))) static inline uint32_t nul(__m256i v)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_setzero_si256()));
}

/* What needs a look among the bytes of `v` and `w`, which follow each other, by the masks of their neighbours. */
__attribute__((target("avx2"))) static inline uint64_t look(unsigned looks, __m256i v, __m256i w)
{
    __m256i a = classify(v), b = classify(w);
    uint64_t found = both(BIT(a, LEAD), BIT(b, LEAD));
    uint64_t wide = both((uint32_t)_mm256_movemask_epi8(v), (uint32_t)_mm256_movemask_epi8(w));
    uint64_t lf = both(BIT(a, LF), BIT(b, LF)), blank = both(BIT(a, BLANK), BIT(b, BLANK));
    if (looks & NORM_LOOKS_CONTROLS)
        found |= both(below_blank(v) & ~nul(v), below_blank(w) & ~nul(w)) & ~wide & ~lf & ~blank;
    if (looks & NORM_LOOKS_SIGNS) {
        uint64_t beside = wide | both(BIT(a, SEEN_THROUGH), BIT(b, SEEN_THROUGH));
        uint64_t sign = both(BIT(a, SIGN), BIT(b, SIGN));
        found |= both(BIT(a, PAIR), BIT(b, PAIR)) | (sign & (beside << 1 | beside >> 1 | lf >> 1));
    }
    if (looks & NORM_LOOKS_BLANKS) {
        uint64_t mark = both(BIT(a, MARK), BIT(b, MARK));
        found |= blank & ((wide << 1 & (wide >> 1 | mark << 3)) | mark >> 1 | blank >> 1 | lf >> 1);
    }
    if (looks & NORM_LOOKS_LFS)
        found |= lf & lf << 1;
    return found;
}

/* The places of the STEP bytes from `at` on; from three before it on, 64 bytes may be read. */
__attribute__((target("avx2"))) static inline uint64_t look_at(unsigned looks, const char *at)
{
    const __m256i *bytes = (const __m256i *)(const void *)(at - BEFORE);
    uint64_t found = look(looks, _mm256_loadu_si256(bytes), _mm256_loadu_si256(bytes + 1));
    return found >> BEFORE & ((UINT64_C(1) << STEP) - 1);
}

/* The same at the text's start or near its end: beyond both stand line ends. */
__attribute__((target("avx2"))) static uint64_t look_at_edge(unsigned looks, const char *start, const char *at,
                                                             const char *end)
{
    char bytes[2 * sizeof(__m256i)];
    size_t before = at - start < BEFORE ? (size_t)(at - start) : BEFORE;
    size_t count = end - at < STEP + 1 ? (size_t)(end - at) : STEP + 1;
    memset(bytes, '\n', sizeof bytes);
    memcpy(bytes + BEFORE - before, at - before, before + count);
    uint64_t found = look_at(looks, bytes + BEFORE);
    return count < STEP ? found & ((UINT64_C(1) << count) - 1) : found;
}

__attribute__((target("avx2"))) const char *norm_scan_avx2(unsigned looks, const char *start, const char *at,
                                                           const char *end, uint64_t *found)
{
    for (*found = 0; at < end && !*found; at += STEP)
        *found = at - start >= BEFORE && end - at > STEP ? look_at(looks, at) : look_at_edge(looks, start, at, end);
    return *found ? at - STEP : end;
}

__attribute__((target("avx2"))) static inline uint32_t equal(__m256i v, char c)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
}

__attribute__((target("avx2"))) const char *norm_scan_marks_avx2(const char *at, const char *end)
{
    for (; end - at >= 34; at += 32) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)at);
        uint32_t mark = equal(a, '`') | equal(a, '~');
        if (mark) {
            __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(at + 1));
            __m256i c = _mm256_loadu_si256((const __m256i *)(const void *)(at + 2));
            __m256i same = _mm256_and_si256(_mm256_cmpeq_epi8(a, b), _mm256_cmpeq_epi8(a, c));
            mark &= (uint32_t)_mm256_movemask_epi8(same);
        }
        if (mark)
            return at + __builtin_ctz(mark);
    }
    return at;
}

#endif

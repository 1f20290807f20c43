/* look_scan_avx2.c - see look_scan_avx2.h.
 *
 * 64 bytes and two more are loaded from three before the place on, and each kind of byte becomes a mask of 64 bits;
 * beside means a shift.  A byte may need a look when it is
 *     a lead byte other than E4..E9, but for the commonest marks behind other than ASCII, or a control,
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

/* Of 64 bytes, those before and behind STEP are seen as neighbours alone; two more as a mark's last bytes. */
enum { BEFORE = 3, STEP = NORM_SCAN_AVX2_STEP, SEEN = 64 + 2 };

/* A byte's classes: one bit each, so that a shift brings it to the top, where a mask is taken from. */
enum {
    LEAD = 1,         /* C0..DF, E0..E3, EA..EF, F0..FF: leads other than those of Han */
    SIGN = 2,         /* ! , - . : ; < ? */
    PAIR = 4,         /* " ' ( ) */
    SEEN_THROUGH = 8, /* " ' * and blanks; % */
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
                                        LEAD, LEAD, LEAD | SEEN_THROUGH, LEAD, LEAD | PAIR | SEEN_THROUGH, LEAD | PAIR,
                                        LEAD | PAIR, LEAD | SEEN_THROUGH, LEAD, LEAD | SIGN, LEAD | SIGN, LEAD | SIGN,
                                        LEAD);
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

/* Not 0 for each byte of `v` that begins one of the commonest marks; the bytes behind are in `second` and `third`.  E3
 * 80 leads 、 。 and brackets, EF BC leads ！ （ ） ， ： ； ？, E2 80 leads — ‘ ’ ‚ ‛ “ …. */
__attribute__((target("avx2"))) static inline __m256i begins_common(__m256i v, __m256i second, __m256i third)
{
    /* Of the third byte, by its halves: the first two bits behind E3 80, the next two EF BC, the last two E2 80. */
    const __m128i low_half = _mm_setr_epi8(2, 1 | 2 | 4, 1, 0, 16, 0, 32, 0, 1 | 4 | 16, 1 | 4 | 16, 1 | 8 | 16,
                                           1 | 8 | 16, 1 | 4 | 16, 1, 1, 1 | 8);
    const __m128i high_half = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1 | 4, 2 | 8 | 16, 32, 0, 0, 0, 0, 0);
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    __m256i low = _mm256_and_si256(third, nibble), high = _mm256_and_si256(_mm256_srli_epi16(third, 4), nibble);
    __m256i set = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(low_half), low),
                                   _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(high_half), high));
    __m256i e3 = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE3)), _mm256_set1_epi8(1 | 2));
    __m256i ef = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xEF)), _mm256_set1_epi8(4 | 8));
    __m256i e2 = _mm256_and_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xE2)), _mm256_set1_epi8(16 | 32));
    __m256i second_80 = _mm256_cmpeq_epi8(second, _mm256_set1_epi8((char)0x80));
    __m256i second_bc = _mm256_cmpeq_epi8(second, _mm256_set1_epi8((char)0xBC));
    __m256i behind_80 = _mm256_and_si256(_mm256_or_si256(e3, e2), second_80);
    __m256i behind_bc = _mm256_and_si256(ef, second_bc);
    return _mm256_and_si256(_mm256_or_si256(behind_80, behind_bc), set);
}

/* A bit for each of 64 bytes. */
static inline uint64_t both(uint32_t low, uint32_t high)
{
    return low | (uint64_t)high << 32;
}

/* C0 controls and DEL, which one more makes negative; other than ASCII, too. */
__attribute__((target("avx2"))) static inline uint32_t controls(__m256i v)
{
    __m256i next = _mm256_add_epi8(v, _mm256_set1_epi8(1));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x21), next));
}

__attribute__((target("avx2"))) static inline __m256i load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

__attribute__((target("avx2"))) static inline uint32_t equal(__m256i v, char c)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
}

/* The bytes from `at` on that begin one of the commonest marks, as far as no other E3 comes next, or may come behind
 * the last bytes: 。。 is looked at. */
__attribute__((target("avx2"))) static inline uint64_t common_marks(const char *at)
{
    enum { HALF = sizeof(__m256i) };
    __m256i v = load(at), w = load(at + HALF);
    uint64_t others = both(equal(begins_common(v, load(at + 1), load(at + 2)), 0),
                           equal(begins_common(w, load(at + HALF + 1), load(at + HALF + 2)), 0));
    uint64_t e3 = both(equal(v, (char)0xE3), equal(w, (char)0xE3));
    return ~others & ~(e3 & (e3 >> 3 | UINT64_C(7) << 61));
}

/* What needs a look among the bytes from `at` on, of which SEEN may be read, by the masks of their neighbours. */
__attribute__((target("avx2"))) static inline uint64_t look(unsigned looks, const char *at)
{
    __m256i v = load(at), w = load(at + sizeof v), a = classify(v), b = classify(w);
    uint64_t found = both(BIT(a, LEAD), BIT(b, LEAD));
    uint64_t wide = both((uint32_t)_mm256_movemask_epi8(v), (uint32_t)_mm256_movemask_epi8(w));
    uint64_t lf = both(BIT(a, LF), BIT(b, LF)), blank = both(BIT(a, BLANK), BIT(b, BLANK));
    if (!(looks & NORM_LOOKS_MARKS))
        found &= ~(common_marks(at) & wide << 1);
    if (looks & NORM_LOOKS_CONTROLS)
        found |= both(controls(v) & ~equal(v, 0), controls(w) & ~equal(w, 0)) & ~wide & ~lf & ~blank;
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

/* The places of the STEP bytes from `at` on; from BEFORE before it on, SEEN bytes may be read. */
__attribute__((target("avx2"))) static inline uint64_t look_at(unsigned looks, const char *at)
{
    return look(looks, at - BEFORE) >> BEFORE & ((UINT64_C(1) << STEP) - 1);
}

/* The same at the text's start or near its end: beyond both stand line ends. */
__attribute__((target("avx2"))) static uint64_t look_at_edge(unsigned looks, const char *start, const char *at,
                                                             const char *end)
{
    char bytes[SEEN];
    size_t before = at - start < BEFORE ? (size_t)(at - start) : BEFORE;
    size_t count = end - at < SEEN - BEFORE ? (size_t)(end - at) : SEEN - BEFORE;
    memset(bytes, '\n', sizeof bytes);
    memcpy(bytes + BEFORE - before, at - before, before + count);
    uint64_t found = look_at(looks, bytes + BEFORE);
    return count < STEP ? found & ((UINT64_C(1) << count) - 1) : found;
}

__attribute__((target("avx2"))) const char *norm_scan_avx2(unsigned looks, const char *start, const char *at,
                                                           const char *end, uint64_t *found)
{
    for (*found = 0; at < end && !*found; at += STEP)
        *found = at - start >= BEFORE && end - at >= SEEN - BEFORE ? look_at(looks, at)
                                                                   : look_at_edge(looks, start, at, end);
    return *found ? at - STEP : end;
}

__attribute__((target("avx2"))) const char *norm_scan_marks_avx2(const char *at, const char *end)
{
    for (; end - at >= 34; at += 32) {
        __m256i a = load(at);
        uint32_t mark = equal(a, '`') | equal(a, '~');
        if (mark) {
            __m256i b = load(at + 1);
            __m256i c = load(at + 2);
            __m256i same = _mm256_and_si256(_mm256_cmpeq_epi8(a, b), _mm256_cmpeq_epi8(a, c));
            mark &= (uint32_t)_mm256_movemask_epi8(same);
        }
        if (mark)
            return at + __builtin_ctz(mark);
    }
    return at;
}

#endif

/* look_flags_avx2.c - see look_flags_avx2.h: all that are asked for are bytes in a row, so each question is one for 32.
 *
 * Worked, with `left` 2: characters 0 to 4 can be in a window, and 1 does not stand behind 0: 1 to 4 stand together.
 */
#include "convert/path/look/look_flags_avx2.h"

#if VECTOR_X86
#include <immintrin.h>

/* A bit for each character with this flag. */
__attribute__((target("avx2"))) static inline uint32_t have_flag(__m256i flags, unsigned flag)
{
    const __m256i bit = _mm256_set1_epi8((char)flag);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(flags, bit), bit));
}

__attribute__((target("avx2"))) void conv_look_at_flags_avx2(const unsigned char *at, unsigned left, conv_look *look)
{
    const __m256i flags = _mm256_loadu_si256((const __m256i *)(const void *)at);
    const uint32_t simplified = have_flag(flags, CONV_TABLE_SIMPLIFIED),
                   others = have_flag(flags, CONV_TABLE_TELLS_NOTHING), inside = simplified | others,
                   together = inside & inside << 1 & have_flag(flags, CONV_FLAG_BEHIND);
    const unsigned behind = left + 1 + (unsigned)__builtin_ctz(~(together >> left >> 1)),
                   to = behind < CONV_LOOK ? behind : CONV_LOOK,
                   from = left - (unsigned)__builtin_clz(~((together & ~1u) << (31 - left)));
    const uint32_t keep = ((uint32_t)1 << to) - ((uint32_t)1 << from);
    look->from = from;
    look->to = to;
    look->pairs = 0;
    look->choices = have_flag(flags, CONV_TABLE_HAS_CHOICE) & keep;
    look->simplified = simplified & ~others & keep;
    look->marked = simplified & others & keep;
}

#endif

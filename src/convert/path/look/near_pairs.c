/* near_pairs.c - see near_pairs.h.
 *
 * Worked, s2twp: of 在浏览器中 the pairs 浏览 and maybe another by chance have a bit, so `bits` has bit 3.
 */
#include "convert/path/look/near_pairs.h"

#include "convert/path/look/near_pairs_avx512.h"
#include "text/bytes.h"

/* True where a key may start with the character of `n` bytes at `at`. */
static inline bool starts_key(const conv_table *near, const char *at, size_t n, const char *end)
{
    if (n == 3 && end - at >= 8)
        return conv_bitmap_has(near->deciding, near->deciding_shift,
                               conv_pair_hash(bytes_u32(at) & 0xFFFFFF, bytes_u32(at + 3)));
    return conv_table_deciding_at(near, at, n, end);
}

conv_near_pairs conv_find_near_pairs_plainly(const conv_table *near, const char *at, const char *to, const char *end)
{
    conv_near_pairs found = { 0, 0 };
    do {
        const char *p = at + found.length;
        const size_t n = utf8_char_length(p, end);
        found.bits |= (uint64_t)starts_key(near, p, n, end) << found.length;
        found.length += n;
    } while (found.bits == 0 && at + found.length < to && found.length <= CONV_NEAR_MOST - 4);
    return found;
}

conv_near_pairs conv_find_near_pairs(const conv_table *near, const char *at, const char *to, const char *end,
                                     const char *readable)
{
#if VECTOR_X86
    if (readable - at >= CONV_NEAR_AVX512 && conv_has_avx512()) {
        const conv_near_pairs found = conv_find_near_pairs_avx512(near, at, to);
        if (found.length > 0)
            return found;
        to = at; /* one character */
    }
#endif
    (void)readable;
    return conv_find_near_pairs_plainly(near, at, to, end);
}

/* look.c - see look.h.
 *
 * Worked, 他，国内发展了a around 内, number 3, in s2t: 2 to 6 stand together, 国 to 了; 发 and 了 have choices.
 */
#include "convert/path/look/look.h"

#include "convert/path/look/look_avx512.h"

/* The character at `at`, three bytes, and what of the one behind it conv_pair_hash() wants. */
struct two {
    uint32_t first, next;
};

static inline struct two read_two(const char *at, const char *end)
{
    const size_t left = (size_t)(end - at);
    if (left >= 7)
        return (struct two){ bytes_u32(at) & 0xFFFFFF, bytes_u32(at + 3) };
    return (struct two){ utf8_char_bytes(at, 3), left > 3 ? utf8_char_bytes(at + 3, left < 6 ? left - 3 : 3) : 0 };
}

/* Adds what there is of character number `i`, at `at`; false when it can be in no window. */
static inline bool look_at(const conv_table *outputs, const char *at, const char *end, unsigned i, conv_look *look)
{
    if (utf8_lead_length((unsigned char)*at) != 3)
        return false;
    const struct two two = read_two(at, end);
    const size_t high = (two.first & 15) << 6 | (two.first >> 8 & 63);
    const uint32_t page = bytes_u16(outputs->pages.index + 2 * high);
    const uint32_t entry = conv_table_entry(outputs, page << 6 | (two.first >> 16 & 63)), flags = entry >> 24;
    const unsigned kind = flags & CONV_TABLE_MARKED;
    if (kind == 0)
        return false;
    if (flags & CONV_TABLE_STARTS_PHRASE && end - at > 3)
        look->pairs |=
            (uint32_t)conv_bitmap_has(outputs->deciding, outputs->deciding_shift, conv_pair_hash(two.first, two.next))
            << i;
    look->choices |= (uint32_t)(flags / CONV_TABLE_HAS_CHOICE & 1) << i;
    look->simplified |= (uint32_t)(kind == CONV_TABLE_SIMPLIFIED) << i;
    look->marked |= (uint32_t)(kind == CONV_TABLE_MARKED) << i;
    return true;
}

conv_look conv_look_plainly(const conv_table *outputs, const char *at, unsigned left, const char *end)
{
    conv_look look = { .from = left, .to = left };
    for (const char *p = at; look.to < CONV_LOOK && p < end && look_at(outputs, p, end, look.to, &look); p += 3)
        look.to++;
    for (const char *p = at; look.from > 0 && look_at(outputs, p - 3, end, look.from - 1, &look); p -= 3)
        look.from--;
    return look;
}

conv_look conv_look_around(const conv_table *outputs, const char *at, unsigned left, const char *end)
{
#if VECTOR_X86
    if (end - at >= CONV_LOOK_AVX512 && conv_has_avx512())
        return conv_look_around_avx512(outputs, at, left);
#endif
    return conv_look_plainly(outputs, at, left, end);
}

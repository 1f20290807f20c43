/* look.c - see look.h.
 *
 * Worked, 他，国内发展了a around 内, number 3, in s2t: 2 to 6 stand together, 国 to 了; 发 and 了 have choices.
 */
#include "convert/path/look/look.h"

#include "convert/path/look/look_avx512.h"

/* Adds what there is of character number `i`, at `at`; false when it can be in no window. */
static bool look_at(const conv_table *outputs, const char *at, const char *end, unsigned i, conv_look *look)
{
    if (((unsigned char)*at & 0xF0) != 0xE0)
        return false;
    uint32_t entry = conv_table_entry(outputs, conv_table_slot(outputs, at, 3));
    unsigned kind = entry >> 24 & CONV_TABLE_MARKED;
    if (kind == 0)
        return false;
    bool starts = entry >> 31 && conv_table_deciding_at(outputs, at, 3, end);
    look->pairs |= (uint32_t)starts << i;
    look->choices |= (uint32_t)((entry >> 24 & CONV_TABLE_HAS_CHOICE) != 0) << i;
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

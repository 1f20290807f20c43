/* numbers_compile.c - see numbers_compile.h.
 *
 * Worked: with numbers for the nodes 3 and 70 the first 64 nodes have bit 3 and 0 numbers before them, the next bit 6
 * and 1 before them.
 */
#include "repair/compile/numbers_compile.h"

#include "repair/sections.h"
#include "text/buffer.h"
#include "text/memory.h"

bool repair_numbers_start(repair_numbers *numbers, size_t count)
{
    *numbers = (repair_numbers){ .count = count };
    numbers->of = memory_zeroed(count, sizeof *numbers->of);
    numbers->is_set = memory_zeroed(count, sizeof *numbers->is_set);
    if (numbers->of && numbers->is_set)
        return true;
    repair_numbers_end(numbers);
    return false;
}

void repair_numbers_set(repair_numbers *numbers, uint32_t node, uint32_t number)
{
    numbers->of[node] = number;
    numbers->is_set[node] = true;
}

void repair_numbers_put(const repair_numbers *numbers, hp_buf *out)
{
    uint32_t before = 0, groups = (uint32_t)((numbers->count + 63) / 64);
    bytes_put_u32(out, groups);
    for (size_t i = 0; i < groups; i++) {
        uint32_t bits[2] = { 0, 0 };
        bytes_put_u32(out, before);
        for (size_t k = 0; k < 64 && 64 * i + k < numbers->count; k++)
            if (numbers->is_set[64 * i + k]) {
                bits[k / 32] |= 1u << k % 32;
                before++;
            }
        bytes_put_u32(out, bits[0]);
        bytes_put_u32(out, bits[1]);
    }
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->is_set[i])
            bytes_put_u32(out, numbers->of[i]);
}

void repair_numbers_end(repair_numbers *numbers)
{
    memory_free(numbers->of);
    memory_free(numbers->is_set);
    *numbers = (repair_numbers){ .of = NULL };
}

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

/* Appends the forms of a word to *sorted, where those of its group begin at `from`, and returns its number. */
static uint16_t put_forms(const hp_buf *forms, uint32_t number, size_t from, hp_buf *sorted)
{
    const char *at = forms->ptr + (number & ~FIX_HAS_FORMS);
    const size_t count = (unsigned char)at[0], chars = (unsigned char)at[1], place = sorted->len - from;
    if (place >= FIX_AT || sorted->len >= FIX_HAS_FORMS)
        sorted->failed = true; /* no number says where they stand */
    hp_buf_append(sorted, (hp_span){ at, 1 });
    hp_buf_append(sorted, (hp_span){ at + 2, count * (2 + 2 * chars) });
    return (uint16_t)(FIX_AT | place);
}

/* Appends what is said of nodes 64 * i to 64 * i + 63, and their numbers to *list. */
static void put_group(const repair_numbers *numbers, const hp_buf *forms, size_t i, hp_buf *out, hp_buf *list,
                      hp_buf *sorted)
{
    const size_t before = list->len / 2, from = sorted->len;
    uint64_t bits = 0;
    for (size_t k = 0; k < 64 && 64 * i + k < numbers->count; k++) {
        const uint32_t number = numbers->of[64 * i + k];
        if (!numbers->is_set[64 * i + k])
            continue;
        bits |= (uint64_t)1 << k;
        bytes_put_u16(list, number & FIX_HAS_FORMS ? put_forms(forms, number, from, sorted) : (uint16_t)number);
    }
    bytes_put_u32(out, (uint32_t)before);
    bytes_put_u64(out, bits);
    bytes_put_u32(out, (uint32_t)from);
}

void repair_numbers_put(const repair_numbers *numbers, const hp_buf *forms, hp_buf *out, hp_buf *sorted)
{
    const size_t groups = (numbers->count + 63) / 64;
    hp_buf list = { 0 };
    bytes_put_u32(out, FIX_NUMBERS_MAGIC);
    bytes_put_u32(out, (uint32_t)groups);
    for (size_t i = 0; i < groups && !forms->failed; i++)
        put_group(numbers, forms, i, out, &list, sorted);
    hp_buf_append(out, (hp_span){ list.ptr, list.len });
    out->failed = out->failed || list.failed || forms->failed;
    hp_buf_free(&list);
}

void repair_numbers_end(repair_numbers *numbers)
{
    memory_free(numbers->of);
    memory_free(numbers->is_set);
    *numbers = (repair_numbers){ .of = NULL };
}

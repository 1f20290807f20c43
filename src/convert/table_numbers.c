/* table_numbers.c - numbers a table's own codes, and in a table of costs these, so that nodes have room for them.
 *
 * Worked: words that cost 3, 900 and 2500 have the numbers 1, 2 and 3, and the list has 0, 3, 900, 2500.
 */
#include "convert/table.h"
#include "convert/table_build_parts.h"
#include "data/double_array_build.h"
#include "text/buffer.h"
#include "text/memory.h"

bool conv_number_codes(uint16_t *codes, size_t count, size_t keys, hp_buf *own)
{
    uint16_t *numbers = memory_zeroed(DOUBLE_ARRAY_CODES, sizeof *numbers), last = 0, most = 0;
    if (!numbers)
        return false;
    for (size_t i = 0; i < count; i++) {
        numbers[codes[i]] = 1;
        most = codes[i] > most ? codes[i] : most;
    }
    if (3 * keys < 2 * (size_t)most) {
        for (size_t i = 0; i <= most; i++) {
            numbers[i] = numbers[i] ? ++last : 0;
            bytes_put_u16(own, numbers[i]);
        }
        for (size_t i = 0; i < count; i++)
            codes[i] = numbers[codes[i]];
    }
    memory_free(numbers);
    return true;
}

/* Numbers the costs that are marked, from 1, where those above the middle are taken in steps; false when they are too
 * many. */
static bool number_in_steps(conv_cost_numbers *costs, unsigned step)
{
    enum { FINE = (CONV_COST_MOST + 1) / 4 };
    unsigned count = 0;
    for (unsigned cost = 1; cost <= CONV_COST_MOST; cost++) {
        if (!costs->marks[cost])
            continue;
        unsigned rounded = cost < FINE ? cost : cost - (cost - FINE) % step;
        if (costs->list[count] != rounded) {
            if (++count == CONV_COSTS)
                return false;
            costs->list[count] = (uint16_t)rounded;
        }
        costs->numbers[cost] = (uint16_t)count;
    }
    return true;
}

void conv_number_costs(conv_cost_numbers *costs, hp_buf *own)
{
    unsigned step = 1;
    while (!number_in_steps(costs, step))
        step *= 2;
    for (size_t i = 0; i < CONV_COSTS; i++)
        bytes_put_u16(own, costs->list[i]);
}

void conv_put_own(const hp_buf *own, hp_buf *out)
{
    static const char zeros[64];
    hp_buf_append(out, (hp_span){ own->ptr, own->len });
    hp_buf_append(out, (hp_span){ zeros, (sizeof zeros - own->len % sizeof zeros) % sizeof zeros });
}

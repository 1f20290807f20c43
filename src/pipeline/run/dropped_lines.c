/* dropped_lines.c - see dropped_lines.h.  Worked: with lines 2 and 3 gone, what is now line 2 was line 4. */
#include "pipeline/run/dropped_lines.h"

#include "text/memory.h"

static bool make_room(dropped_lines *lines, size_t more)
{
    size_t cap = lines->cap ? lines->cap : 64;
    while (cap - lines->count < more)
        cap *= 2;
    if (cap == lines->cap)
        return true;
    uint64_t *numbers = memory_resize_array(lines->numbers, cap, sizeof *numbers);
    if (!numbers) {
        lines->failed = true;
        return false;
    }
    lines->numbers = numbers;
    lines->cap = cap;
    return true;
}

void dropped_lines_add(dropped_lines *lines, uint64_t number)
{
    if (make_room(lines, 1))
        lines->numbers[lines->count++] = number;
}

/* Both lists rise, so the merged one is filled from its end. */
void dropped_lines_merge(dropped_lines *lines, dropped_lines *more)
{
    size_t a = lines->count, b = more->count;
    lines->failed = lines->failed || more->failed;
    if (b == 0 || !make_room(lines, b))
        return;
    for (size_t to = a + b; b > 0; to--) {
        bool from_a = a > 0 && lines->numbers[a - 1] > more->numbers[b - 1];
        lines->numbers[to - 1] = from_a ? lines->numbers[--a] : more->numbers[--b];
    }
    lines->count += more->count;
    more->count = 0;
}

uint64_t dropped_lines_input_number(const dropped_lines *lines, uint64_t number)
{
    size_t low = 0, high = lines->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->numbers[middle] - middle <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return number + low;
}

void dropped_lines_free(dropped_lines *lines)
{
    memory_free(lines->numbers);
    *lines = (dropped_lines){ 0 };
}

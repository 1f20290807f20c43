/* words.c - see words.h.
 *
 * The first row of each start is found by a hash with open addressing, less than half full.
 */
#include "detect/words.h"

#include <string.h>

#include "text/error.h"
#include "text/utf8.h"

static unsigned slot_of(unsigned first, unsigned second)
{
    return (first * 40503u ^ second * 30011u) & (DETECT_SLOTS - 1);
}

static void add_start(detect_words *w, size_t row)
{
    unsigned first = detect_row_character(w, row, 0), second = detect_row_character(w, row, 1);
    unsigned slot = slot_of(first, second), bit = detect_pair(first, second);
    while (w->slots[slot])
        slot = (slot + 1) & (DETECT_SLOTS - 1);
    w->slots[slot] = (uint16_t)(row + 1);
    w->starts[bit >> 3] = (uint8_t)(w->starts[bit >> 3] | 1u << (bit & 7));
}

static bool starts_as(const detect_words *w, size_t row, unsigned first, unsigned second)
{
    return detect_row_character(w, row, 0) == first && detect_row_character(w, row, 1) == second;
}

hp_status detect_words_open(detect_words *w, hp_span section, hp_error *err)
{
    size_t count = section.len < 2 ? 0 : bytes_u16(section.ptr);
    *w = (detect_words){ .count = count };
    if (section.len < 2 || count > DETECT_WORDS_MOST || section.len < 2 + count * DETECT_ROW)
        return error_set(err, HP_BAD_DATA, 0, "section 'detect.words' is damaged");
    w->rows = section.ptr + 2;
    for (size_t row = 0; row < count; row++) {
        unsigned first = detect_row_character(w, row, 0), second = detect_row_character(w, row, 1);
        if (second == 0 && w->single_count < DETECT_SINGLES)
            w->singles[w->single_count++] = (uint16_t)row;
        else if (second != 0 && (row == 0 || !starts_as(w, row - 1, first, second)))
            add_start(w, row);
    }
    return HP_OK;
}

/* True when what the row has behind its first two characters stands at the start of `rest`. */
static bool goes_on(const detect_words *w, size_t row, hp_span rest)
{
    for (size_t i = 2; i < DETECT_WORD_MOST; i++) {
        uint32_t cp = 0;
        unsigned want = detect_row_character(w, row, i);
        size_t n = want ? utf8_decode(rest, &cp) : 0;
        if (want == 0)
            return true;
        if (n == 0 || cp != want)
            return false;
        rest = (hp_span){ rest.ptr + n, rest.len - n };
    }
    return true;
}

void detect_count_word(const detect_words *w, detect_word_counts *counts, uint32_t first, uint32_t second, hp_span rest)
{
    unsigned slot = slot_of(first, second);
    while (w->slots[slot] && !starts_as(w, w->slots[slot] - 1u, first, second))
        slot = (slot + 1) & (DETECT_SLOTS - 1);
    if (!w->slots[slot])
        return;
    size_t row = w->slots[slot] - 1u;
    while (row < w->count && starts_as(w, row, first, second) && !goes_on(w, row, rest))
        row++;
    if (row == w->count || !starts_as(w, row, first, second))
        return;
    if (counts->times[row]++ == 0)
        counts->met[counts->met_count++] = (uint16_t)row;
}

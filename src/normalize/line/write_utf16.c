/* write_utf16.c - see write_utf16.h.  Worked: cells c a f e U+0301, text "café" → c a f stay, e U+0301 becomes é. */
#include "normalize/line/write_utf16.h"

static bool is_lead(uint16_t unit)
{
    return (unit & 0xFC00) == 0xD800;
}

static bool is_trail(uint16_t unit)
{
    return (unit & 0xFC00) == 0xDC00;
}

/* The character at `at`, which moves behind it; half of a pair by itself is U+FFFD. */
static uint32_t next_character(const uint16_t *text, int32_t *at, int32_t end)
{
    uint32_t unit = text[(*at)++];
    if (is_lead((uint16_t)unit) && *at < end && is_trail(text[*at]))
        return 0x10000 + ((unit & 0x3FF) << 10) + (text[(*at)++] & 0x3FFu);
    return (unit & 0xF800) == 0xD800 ? 0xFFFD : unit;
}

/* The units at both ends of the text that are the characters at both ends of the cells: how many cells, how many
 * units. */
struct ends {
    size_t head, tail;
    int32_t from, to;
};

static struct ends same_ends(const norm_cell *cells, size_t count, const uint16_t *text, int32_t length)
{
    struct ends e = { .to = length };
    while (e.head < count && e.from < length) {
        int32_t next = e.from;
        if (next_character(text, &next, length) != cells[e.head].cp)
            break;
        e.from = next;
        e.head++;
    }
    while (e.head + e.tail < count && e.to > e.from) {
        int32_t before = e.to - 1;
        if (before > e.from && is_trail(text[before]) && is_lead(text[before - 1]))
            before--;
        int32_t at = before;
        if (next_character(text, &at, e.to) != cells[count - 1 - e.tail].cp)
            break;
        e.to = before;
        e.tail++;
    }
    return e;
}

void norm_write_utf16(norm_writer *writer, size_t from, size_t to, const uint16_t *text, int32_t length, uint8_t rule)
{
    const norm_cell *cells = writer->line->cells + from;
    size_t count = to - from;
    struct ends e = same_ends(cells, count, text, length);
    for (size_t i = 0; i < e.head; i++)
        norm_write(writer, &cells[i]);
    bool taken = e.head + e.tail < count; /* characters go */
    uint32_t start = e.head < count ? cells[e.head].from : (uint32_t)writer->line->text.len;
    uint32_t stop = taken ? cells[count - 1 - e.tail].to : start;
    uint8_t cut = e.head < count ? (uint8_t)cells[e.head].cut : writer->line->cut;
    for (int32_t at = e.from; at < e.to; start = stop)
        norm_write_new(writer, next_character(text, &at, e.to), start, stop, cut, rule);
    if (taken && e.from == e.to) {
        writer->cut = rule;
        writer->changed = true;
    }
    for (size_t i = count - e.tail; i < count; i++)
        norm_write(writer, &cells[i]);
}

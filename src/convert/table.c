/* table.c - opening and searching the tables of table.h. */
#include "convert/table.h"

#include "text/error.h"

/* The greatest of `count` numbers of 16 bits.  No branches: it is asked for each table that a configuration opens. */
static uint32_t greatest(const char *numbers, size_t count)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t number = bytes_u16(numbers + 2 * i);
        most = number > most ? number : most;
    }
    return most;
}

hp_status conv_table_open(conv_table *table, hp_span section, hp_error *err)
{
    hp_span head, part;
    *table = (conv_table){ 0 };
    if (!span_take(&section, CONV_TABLE_HEADER, &head) || bytes_u32(head.ptr) != CONV_TABLE_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "conversion table is damaged: bad header");
    table->pages = bytes_u32(head.ptr + 4);
    table->node_count = bytes_u32(head.ptr + 8);
    table->value_bytes = bytes_u32(head.ptr + 12);
    table->cost_scale = bytes_u32(head.ptr + 24);
    table->unknown_cost = bytes_u32(head.ptr + 28);
    uint32_t blocks = bytes_u32(head.ptr + 32), bits = bytes_u32(head.ptr + 16),
             deciding_bits = bytes_u32(head.ptr + 20);
    bool sound = table->pages >= 1 && table->pages <= 0x10000 && blocks >= 1 && blocks <= CONV_TABLE_TOPS + 1 &&
                 table->node_count >= 1 && bits >= 5 && bits <= 24 && deciding_bits >= 5 && deciding_bits <= 24;
    table->pair_shift = 32 - bits;
    table->deciding_shift = 32 - deciding_bits;
    const char **parts[] = { &table->index, &table->tops,  &table->blocks,   &table->entries, &table->codes,
                             &table->nodes, &table->pairs, &table->deciding, &table->values };
    size_t sizes[] = { 2 * CONV_TABLE_BASIC,
                       2 * CONV_TABLE_TOPS,
                       128 * (size_t)blocks,
                       256 * (size_t)table->pages,
                       128 * (size_t)table->pages,
                       DOUBLE_ARRAY_WIDE * (size_t)table->node_count,
                       sound ? (size_t)1 << (bits - 3) : 0,
                       sound ? (size_t)1 << (deciding_bits - 3) : 0,
                       table->value_bytes };
    for (size_t i = 0; sound && i < sizeof sizes / sizeof *sizes; i++) {
        sound = span_take(&section, sizes[i], &part);
        if (sound)
            *parts[i] = part.ptr;
    }
    sound = sound && greatest(table->index, CONV_TABLE_BASIC) < table->pages &&
            greatest(table->tops, CONV_TABLE_TOPS) < blocks &&
            greatest(table->blocks, 64 * (size_t)blocks) < table->pages;
    for (size_t i = 0; sound && i < 128; i++) {
        char c = (char)i;
        bool busy = conv_table_entry(table, conv_table_slot(table, &c, 1)) != 0;
        table->busy_ascii[i & 15] |= (unsigned char)(busy << (i >> 4));
    }
    return sound ? HP_OK : error_set(err, HP_BAD_DATA, 0, "conversion table is damaged: bad sizes");
}

/* Sets what `best` makes of its key by the value at `at`, of which the priority has been read; a damaged table's may
 * not lie in the values. */
static void read_value(const conv_table *t, uint32_t at, conv_match *best)
{
    hp_span rest = { t->values, t->value_bytes }, head;
    best->value = (hp_span){ t->values, 0 };
    if (!span_take(&rest, at + 1, &head) || !span_take(&rest, 2, &head))
        return;
    size_t length = bytes_u16(head.ptr);
    best->plain = length == CONV_TABLE_UNCHANGED;
    if (!best->plain)
        span_take(&rest, length, &best->value);
}

/* Follows the character at text.ptr + *at from `node` and moves *at behind it; 0 when no key goes on with it.
 */
static uint32_t follow_character(const conv_table *t, uint32_t node, hp_span text, size_t *at)
{
    size_t n = utf8_char_length(text.ptr + *at, text.ptr + text.len);
    uint32_t code = conv_table_code(t, conv_table_slot(t, text.ptr + *at, n));
    *at += n;
    return code ? conv_table_step(t, node, code) : 0;
}

/* The best key of a priority in [from, to). */
static inline conv_match match_between(const conv_table *t, hp_span text, unsigned from, unsigned to)
{
    conv_match best = { .priority = to - 1 };
    uint32_t node = 0, best_value = 0;
    size_t chars = 0;
    for (size_t at = 0; at < text.len && (node = follow_character(t, node, text, &at)) != 0;) {
        chars++;
        uint32_t value = conv_table_value(t, node);
        if (value == 0 || value > t->value_bytes)
            continue;
        unsigned priority = (unsigned char)t->values[value - 1];
        if (priority > best.priority || priority < from)
            continue;
        best.length = at;
        best.chars = chars;
        best.priority = priority;
        best_value = value;
    }
    if (best_value > 0)
        read_value(t, best_value - 1, &best);
    return best;
}

conv_match conv_table_match(const conv_table *t, hp_span text)
{
    return match_between(t, text, 0, CONV_TABLE_LATER);
}

conv_match conv_table_match_later(const conv_table *t, hp_span text)
{
    return match_between(t, text, CONV_TABLE_LATER, 256);
}

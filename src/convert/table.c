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

/* What has been found on a walk: the best key so far, and where its value is. */
struct found {
    conv_match match;
    uint32_t value;
};

static conv_match match_of(const conv_table *t, struct found *found)
{
    if (found->value > 0)
        read_value(t, found->value - 1, &found->match);
    return found->match;
}

/* Walks the keys at the start of `text`, whose first character has the node `node`. */
static void walk(const conv_table *t, hp_span text, uint32_t node, struct found *before, struct found *later)
{
    const char *at = text.ptr, *const end = text.ptr + text.len;
    for (size_t chars = 1; node != 0; chars++) {
        at += utf8_char_length(at, end);
        uint32_t value = conv_table_value(t, node);
        if (value > 0 && value <= t->value_bytes) {
            unsigned priority = (unsigned char)t->values[value - 1];
            struct found *found = priority < CONV_TABLE_LATER ? before : later;
            if (priority <= found->match.priority) {
                found->match.length = (size_t)(at - text.ptr);
                found->match.chars = chars;
                found->match.priority = priority;
                found->value = value;
            }
        }
        if (at == end)
            break;
        uint32_t code = conv_table_code(t, conv_table_slot(t, at, utf8_char_length(at, end)));
        node = code ? conv_table_step(t, node, code) : 0;
    }
}

conv_match conv_table_match_both(const conv_table *t, hp_span text, uint32_t first, conv_match *later)
{
    struct found before = { .match.priority = CONV_TABLE_LATER - 1 }, behind = { .match.priority = 255 };
    walk(t, text, first, &before, &behind);
    *later = match_of(t, &behind);
    return match_of(t, &before);
}

conv_match conv_table_match(const conv_table *t, hp_span text)
{
    struct found before = { .match.priority = CONV_TABLE_LATER - 1 }, behind = { .match.priority = 255 };
    if (text.len > 0)
        walk(t, text, conv_table_first(t, text.ptr, utf8_char_length(text.ptr, text.ptr + text.len)), &before, &behind);
    return match_of(t, &before);
}

/* table.c - opening and searching the tables of table.h. */
#include "convert/table.h"

#include "convert/table_parts.h"
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

/* Takes `count` parts of these sizes off the front of *section. */
static bool take_parts(hp_span *section, const char **const *parts, const size_t *sizes, size_t count)
{
    bool good = true;
    hp_span part;
    for (size_t i = 0; good && i < count; i++) {
        good = span_take(section, sizes[i], &part);
        if (good)
            *parts[i] = part.ptr;
    }
    return good;
}

/* Takes the index of so many pages. */
static bool take_index(hp_span *section, uint32_t blocks, uint32_t pages, conv_pages *to)
{
    const char **const parts[] = { &to->index, &to->tops, &to->blocks };
    size_t sizes[] = { 2 * CONV_TABLE_BASIC, 2 * CONV_TABLE_TOPS, 128 * (size_t)blocks };
    return blocks >= 1 && blocks <= CONV_TABLE_TOPS + 1 && pages >= 1 && pages <= 0x10000 &&
           take_parts(section, parts, sizes, 3) && greatest(to->index, CONV_TABLE_BASIC) < pages &&
           greatest(to->tops, CONV_TABLE_TOPS) < blocks && greatest(to->blocks, 64 * (size_t)blocks) < pages;
}

/* The bytes that a table's or a trie's own codes take. */
static size_t own_bytes(uint32_t count)
{
    return ((size_t)count + 31) / 32 * 64;
}

/* Takes the tries off the front of *section; number `wanted`, from 1, or none, becomes the table's. */
static bool take_tries(hp_span *section, const char *head, uint32_t wanted, conv_table *table)
{
    bool good = wanted <= CONV_PARTS_TRIES && (wanted == 0 || table->cost_scale == 0);
    for (uint32_t i = 1; good && i <= CONV_PARTS_TRIES; i++) {
        const char *numbers = head + CONV_PARTS_FIRST_TRIE + CONV_PARTS_TRIE * (size_t)(i - 1), *own, *nodes;
        const uint32_t node_count = bytes_u32(numbers), own_count = bytes_u32(numbers + 4);
        const char **const parts[] = { &own, &nodes };
        good = take_parts(section, parts, (size_t[]){ own_bytes(own_count), DOUBLE_ARRAY_WIDE * (size_t)node_count },
                          2);
        if (!good || i != wanted)
            continue;
        table->own = own;
        table->nodes = nodes;
        table->own_count = own_count;
        table->node_count = node_count;
        table->listed_from = CONV_TABLE_LISTED;
    }
    return good;
}

/* Opens the shared parts of a table, with trie number `trie` if that is not 0. */
static bool take_shared(hp_span section, uint32_t trie, conv_table *table, uint32_t *pages)
{
    hp_span head;
    if (!span_take(&section, CONV_PARTS_HEADER, &head) || bytes_u32(head.ptr) != CONV_PARTS_MAGIC)
        return false;
    uint32_t code_pages = bytes_u32(head.ptr + 8);
    *pages = bytes_u32(head.ptr + 4);
    table->value_bytes = bytes_u32(head.ptr + 16);
    const char **const parts[] = { &table->entries, &table->codes };
    const char **const values[] = { &table->values };
    return take_index(&section, bytes_u32(head.ptr + 12), code_pages, &table->code_pages) &&
           take_parts(&section, parts, (size_t[]){ 256 * (size_t)*pages, 128 * (size_t)code_pages }, 2) &&
           take_tries(&section, head.ptr, trie, table) &&
           take_parts(&section, values, (size_t[]){ table->value_bytes }, 1);
}

/* Opens what is in the table's own section, behind its header. */
static bool take_own(hp_span section, const char *head, bool shares, uint32_t pages, conv_table *table)
{
    const uint32_t bits = bytes_u32(head + 16), deciding_bits = bytes_u32(head + 20);
    const bool has_trie = table->nodes != NULL;
    const char *none;
    const char **const parts[] = { &table->entries, &table->codes,    has_trie ? &none : &table->own,
                                   &table->pairs,   &table->deciding, has_trie ? &none : &table->nodes,
                                   &table->listed,  &table->values };
    if (table->node_count < 1 || bits < 5 || bits > 24 || deciding_bits < 5 || deciding_bits > 24 ||
        !take_index(&section, bytes_u32(head + 32), pages, &table->pages))
        return false;
    const size_t sizes[] = { 256 * (size_t)pages,
                             128 * (size_t)pages,
                             has_trie ? 0 : own_bytes(table->own_count),
                             (size_t)1 << (bits - 3),
                             (size_t)1 << (deciding_bits - 3),
                             has_trie ? 0 : conv_table_node_bytes(table),
                             conv_table_listed_bytes(table->listed_count),
                             table->value_bytes };
    table->pair_shift = 32 - bits;
    table->deciding_shift = 32 - deciding_bits;
    if (shares)
        return take_parts(&section, parts + 2, sizes + 2, 5);
    table->code_pages = table->pages;
    return take_parts(&section, parts, sizes, 8);
}

/* Lists ASCII that is not copied. */
static void find_busy_ascii(conv_table *table)
{
    for (size_t i = 0; i < 128; i++) {
        char c = (char)i;
        uint32_t entry = conv_table_entry(table, conv_table_slot(table, &c, 1));
        bool busy = (entry & ~((uint32_t)CONV_TABLE_IN_KEY << 24)) != 0;
        table->busy_ascii[i & 15] |= (unsigned char)(busy << (i >> 4));
    }
}

hp_status conv_table_open(conv_table *table, hp_span section, conv_find_section *find, const void *where, hp_error *err)
{
    hp_span head, shared = { NULL, 0 };
    *table = (conv_table){ 0 };
    if (!span_take(&section, CONV_TABLE_HEADER, &head) || bytes_u32(head.ptr) != CONV_TABLE_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "conversion table is damaged or of another version: bad header");
    uint32_t pages = bytes_u32(head.ptr + 4), shares = bytes_u32(head.ptr + CONV_TABLE_SHARES);
    table->node_count = bytes_u32(head.ptr + 8);
    table->value_bytes = bytes_u32(head.ptr + 12);
    table->cost_scale = bytes_u32(head.ptr + 24);
    table->unknown_cost = bytes_u32(head.ptr + 28);
    table->own_count = bytes_u32(head.ptr + 40);
    table->listed_count = bytes_u32(head.ptr + 48);
    table->listed_from = UINT32_MAX;
    bool sound = table->cost_scale == 0 || table->own_count == CONV_COSTS;
    if (sound && shares) {
        char name[CONV_PARTS_NAME];
        conv_parts_name(shares, name);
        hp_status st = find ? find(where, name, &shared, err) : HP_BAD_DATA;
        if (st != HP_OK)
            return find ? st : error_set(err, HP_BAD_DATA, 0, "conversion table is damaged: nothing to share");
        sound = take_shared(shared, bytes_u32(head.ptr + 44), table, &pages);
    }
    if (!sound || !take_own(section, head.ptr, shares != 0, pages, table))
        return error_set(err, HP_BAD_DATA, 0, "conversion table is damaged: bad sizes");
    find_busy_ascii(table);
    return HP_OK;
}

void conv_table_read_value(const conv_table *t, uint32_t value, conv_match *best)
{
    hp_span rest = { t->values, t->value_bytes }, head;
    best->value = (hp_span){ t->values, 0 };
    if (!span_take(&rest, value, &head) || !span_take(&rest, 2, &head))
        return;
    size_t length = bytes_u16(head.ptr);
    best->plain = length == CONV_TABLE_UNCHANGED;
    if (!best->plain)
        span_take(&rest, length, &best->value);
}

/* The best key of a walk so far, of those that may be taken, and its value. */
struct found {
    conv_match *match;
    uint32_t value;
};

/* Walks the keys at the start of `text`, of which `chars` characters end at `at` and have the node `node`. */
static inline void walk_from(const conv_table *t, hp_span text, const char *at, size_t chars, uint32_t node,
                             struct found *before, struct found *later)
{
    const char *const end = text.ptr + text.len;
    for (; node != 0; chars++) {
        uint32_t value = conv_table_value(t, node);
        if (conv_table_has_value(t, value)) {
            unsigned priority = conv_table_priority(t, value);
            struct found *found = priority < CONV_TABLE_LATER ? before : later;
            if (priority <= found->match->priority) {
                found->match->length = (size_t)(at - text.ptr);
                found->match->chars = chars;
                found->match->priority = priority;
                found->value = value;
            }
        }
        if (at == end)
            break;
        size_t n = utf8_char_length(at, end);
        uint32_t code = conv_table_code(t, at, n);
        node = code ? conv_table_step(t, node, code) : 0;
        at += n;
    }
}

/* The same from the first character on, which has the node `node`. */
static void walk(const conv_table *t, hp_span text, uint32_t node, struct found *before, struct found *later)
{
    if (text.len > 0)
        walk_from(t, text, text.ptr + utf8_char_length(text.ptr, text.ptr + text.len), 1, node, before, later);
}

/* What is found is filled in where it is wanted: copies of what has just been written are slow. */
conv_match conv_table_match_both(const conv_table *t, hp_span text, uint32_t first, conv_match *later)
{
    conv_match match = { .priority = CONV_TABLE_LATER - 1 };
    *later = (conv_match){ .priority = 255 };
    struct found before = { &match, 0 }, behind = { later, 0 };
    walk(t, text, first, &before, &behind);
    if (before.value > 0)
        conv_table_read_value(t, before.value, &match);
    if (behind.value > 0)
        conv_table_read_value(t, behind.value, later);
    return match;
}

bool conv_table_match_two(const conv_table *t, uint32_t first, uint32_t second, conv_match *match)
{
    uint32_t alone, value = conv_table_value(t, second);
    if (!conv_table_has_value(t, value))
        return false;
    unsigned priority = conv_table_priority(t, value);
    /* What has the best priority, or is a later stage's, need not be compared. */
    if (priority > 0 && priority < CONV_TABLE_LATER && (alone = conv_table_value(t, first)) != 0 &&
        conv_table_has_value(t, alone) && conv_table_priority(t, alone) < priority)
        return false;
    match->priority = priority;
    match->plain = false;
    match->chars = 2;
    conv_table_read_value(t, value, match);
    return true;
}

conv_match conv_table_match(const conv_table *t, hp_span text)
{
    conv_match later;
    if (text.len == 0)
        return (conv_match){ .length = 0 };
    size_t n = utf8_char_length(text.ptr, text.ptr + text.len);
    return conv_table_match_both(t, text, conv_table_first(t, text.ptr, n), &later);
}

conv_match conv_table_match_pair(const conv_table *t, hp_span text, uint32_t pair)
{
    conv_match match = { .priority = CONV_TABLE_LATER - 1 }, later = { .priority = 255 };
    struct found before = { &match, 0 }, behind = { &later, 0 };
    const char *const end = text.ptr + text.len;
    const char *at = text.ptr + utf8_char_length(text.ptr, end);
    at += at < end ? utf8_char_length(at, end) : 0;
    walk_from(t, text, at, 2, pair, &before, &behind);
    if (before.value > 0)
        conv_table_read_value(t, before.value, &match);
    return match;
}

/* shared_tries.c - see shared_tries.h.
 *
 * The keys are read back from the tables' double arrays, as codes.  Tables go together that are of one kind, by the
 * start of their sections' names, have codes of their own or have none, and of which the smaller has at least half of
 * its keys in common with those before it, from the largest on.
 *
 * Worked: of s2t's and s2twp's keys all but 2,700 are the same; 头发 has 頭髮 in both and its node says where that is;
 * for 鼠标, which s2t has not, the node has a number.
 */
#include "convert/compile/shared/shared_tries.h"

#include <stdlib.h>

#include "convert/table_build_parts.h"
#include "data/double_array_build.h"
#include "text/buffer.h"
#include "text/memory.h"

/* Reading a table's keys. */
struct reading {
    const conv_table *table;
    uint32_t *parents; /* by base: the node that has it */
    uint16_t *codes;   /* by the table's own codes: those of all tables */
    uint16_t *path;    /* room for the longest key there can be */
};

static uint32_t base_of(const conv_table *t, uint32_t node)
{
    return double_array_wide_next(t->nodes, node, 0);
}

static uint16_t code_of(const conv_table *t, uint32_t node)
{
    return bytes_u16(t->nodes + DOUBLE_ARRAY_WIDE * (size_t)node + 6);
}

static bool start_reading(struct reading *r, const conv_table *table)
{
    r->table = table;
    r->parents = memory_zeroed(table->node_count, sizeof *r->parents);
    r->codes = memory_zeroed(DOUBLE_ARRAY_CODES, sizeof *r->codes);
    r->path = memory_zeroed(table->node_count, sizeof *r->path);
    if (!r->parents || !r->codes || !r->path)
        return false;
    for (uint32_t i = 1; i < table->node_count; i++)
        if (code_of(table, i) != DOUBLE_ARRAY_FREE && base_of(table, i) < table->node_count)
            r->parents[base_of(table, i)] = i;
    for (uint32_t i = 0; i < DOUBLE_ARRAY_CODES; i++)
        r->codes[table->own_count ? conv_table_own_code(table, i) : i] = (uint16_t)i;
    return true;
}

/* The key that ends in `node`, which stays until the next is asked for. */
static hp_span read_key(const struct reading *r, uint32_t node)
{
    const conv_table *t = r->table;
    size_t at = t->node_count;
    for (uint32_t code; node != 0 && at > 0; node = r->parents[node - code]) {
        code = code_of(t, node);
        r->path[--at] = r->codes[code];
    }
    return (hp_span){ (const char *)(r->path + at), sizeof *r->path * (t->node_count - at) };
}

static void end_reading(struct reading *r)
{
    memory_free(r->parents);
    memory_free(r->codes);
    memory_free(r->path);
}

bool conv_part_table_read(conv_part_table *part, conv_place_value *place, void *context)
{
    struct reading r;
    const conv_table *t = &part->table;
    part->values = memory_zeroed(t->node_count + 1, sizeof *part->values);
    bool good = start_reading(&r, t) && part->values;
    for (uint32_t i = 1; good && i < t->node_count; i++) {
        uint32_t value = code_of(t, i) == DOUBLE_ARRAY_FREE ? 0 : conv_table_value(t, i);
        if (value == 0)
            continue;
        uint32_t number = string_map_add(&part->keys, read_key(&r, i));
        good = number != 0;
        if (good)
            part->values[number] = t->value_bytes > 0 ? place(context, t, value) : value;
    }
    end_reading(&r);
    return good;
}

void conv_part_table_free(conv_part_table *part)
{
    string_map_free(&part->keys);
    memory_free(part->values);
    hp_buf_free(&part->listed);
}

static bool same_kind(const conv_part_table *a, const conv_part_table *b)
{
    size_t n = strcspn(a->name, ".") + 1;
    return strncmp(a->name, b->name, n) == 0 && (a->table.own_count > 0) == (b->table.own_count > 0);
}

/* True when the table has enough in common with the trie to be one of its own. */
static bool belongs(const conv_part_table *part, const conv_part_trie *trie)
{
    size_t common = 0;
    for (uint32_t k = 1; k <= part->keys.count; k++)
        common += string_map_find(&trie->keys, string_map_text(&part->keys, k)) != 0;
    return 2 * common >= part->keys.count && trie->keys.count <= 3 * part->keys.count;
}

static bool join(conv_part_table *part, conv_part_trie *trie)
{
    bool good = true;
    for (uint32_t k = 1; good && k <= part->keys.count; k++)
        good = string_map_add(&trie->keys, string_map_text(&part->keys, k)) != 0;
    trie->members++;
    return good;
}

static int by_keys(const void *a, const void *b)
{
    const conv_part_table *x = *(conv_part_table *const *)a, *y = *(conv_part_table *const *)b;
    if (x->keys.count != y->keys.count)
        return x->keys.count < y->keys.count ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* Gives each table, from the largest on, the number of the first trie that it belongs to, or one of its own while there
 * are any. */
static bool sort_tables(conv_part_table **order, size_t count, conv_part_trie *tries)
{
    const conv_part_table *first[CONV_PARTS_TRIES] = { NULL };
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        uint32_t k = 0;
        while (k < CONV_PARTS_TRIES && first[k] && !(same_kind(first[k], order[i]) && belongs(order[i], &tries[k])))
            k++;
        if (k == CONV_PARTS_TRIES || order[i]->keys.count == 0)
            continue;
        first[k] = first[k] ? first[k] : order[i];
        order[i]->trie = k + 1;
        good = join(order[i], &tries[k]);
    }
    return good;
}

/* The value at the node of a key of the trie: what all members have, or the number of a place in their lists. */
static bool settle_value(conv_part_table *const *members, size_t count, hp_span key, string_map *lists, uint32_t *value)
{
    uint32_t values[CONV_PART_TABLES];
    bool same = true;
    for (size_t i = 0; i < count; i++) {
        uint32_t number = string_map_find(&members[i]->keys, key);
        values[i] = number ? members[i]->values[number] : 0;
        same = same && values[i] == values[0];
    }
    *value = values[0];
    if (same)
        return *value < CONV_TABLE_LISTED;
    size_t before = lists->count;
    uint32_t number = string_map_add(lists, (hp_span){ (const char *)values, count * sizeof *values });
    for (size_t i = 0; i < count && lists->count > before; i++) {
        bytes_put_u16(&members[i]->listed, (uint16_t)values[i]);
        hp_buf_append(&members[i]->listed, (hp_span){ (const char[]){ (char)(values[i] >> 16) }, 1 });
    }
    *value = CONV_TABLE_LISTED + number - 1;
    return number != 0 && number <= CONV_TABLE_LISTED;
}

/* Makes the trie's nodes of its keys. */
static bool build(conv_part_trie *trie, conv_part_table *const *members)
{
    const size_t count = trie->keys.count, length = trie->keys.texts.len / sizeof(uint16_t);
    uint16_t *codes = memory_resize_array(NULL, length + 1, sizeof *codes), *at = codes;
    double_array_key *keys = memory_zeroed(count + 1, sizeof *keys);
    double_array nodes = { 0 };
    string_map lists = { 0 };
    hp_buf own = { 0 };
    bool good = codes && keys;
    if (good)
        memcpy(codes, trie->keys.texts.ptr, length * sizeof *codes);
    for (uint32_t k = 1; good && k <= count; k++) {
        hp_span key = string_map_text(&trie->keys, k);
        keys[k - 1] = (double_array_key){ .codes = at, .length = key.len / sizeof *codes };
        at += key.len / sizeof *codes;
        good = settle_value(members, trie->members, key, &lists, &keys[k - 1].value);
    }
    if (good && members[0]->table.own_count > 0)
        good = conv_number_codes(codes, length, count, &own);
    good = good && double_array_build(keys, count, DATA_PLACE_DENSE, NULL, &nodes);
    trie->nodes = (uint32_t)nodes.count;
    trie->own_count = (uint32_t)(own.len / 2);
    conv_put_own(&own, &trie->bytes);
    good = good && double_array_put_wide(&nodes, &trie->bytes) && !own.failed && !trie->bytes.failed;
    double_array_free(&nodes);
    string_map_free(&lists);
    hp_buf_free(&own);
    memory_free(codes);
    memory_free(keys);
    return good;
}

/* Builds trie number `number`, from 1, unless it has one table alone, which then keeps what it has. */
static bool build_trie(conv_part_table **order, size_t count, uint32_t number, conv_part_trie *trie)
{
    conv_part_table *members[CONV_PART_TABLES];
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (order[i]->trie == number)
            members[n++] = order[i];
    if (n > 1)
        return build(trie, members);
    if (n == 1)
        members[0]->trie = 0;
    return true;
}

bool conv_share_tries(conv_part_table *parts, size_t count, conv_part_trie tries[CONV_PARTS_TRIES])
{
    conv_part_table *order[CONV_PART_TABLES];
    for (size_t i = 0; i < count; i++)
        order[i] = &parts[i];
    qsort(order, count, sizeof *order, by_keys);
    bool good = sort_tables(order, count, tries);
    for (uint32_t k = 1; good && k <= CONV_PARTS_TRIES; k++)
        good = build_trie(order, count, k, &tries[k - 1]);
    return good;
}

void conv_part_trie_free(conv_part_trie *trie)
{
    string_map_free(&trie->keys);
    hp_buf_free(&trie->bytes);
}

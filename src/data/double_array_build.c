/* double_array_build.c - see double_array_build.h.  Worked: keys 1, 1 2 and 3 with root base 1: node 2 is key 1, with a
 * base b of its own, node b + 2 is key 1 2, node 4 is key 3.
 *
 * The keys are sorted; the children of a node, a family, are then a range of keys, and their codes a row that
 * data_place_rows() finds a base for.
 */
#include "data/double_array_build.h"

#include <stdlib.h>

#include "text/memory.h"
#include "text/buffer.h"

/* The keys from `from` to `to`: they share `depth` codes and all are longer. */
struct family {
    size_t from, to, depth;
    size_t codes; /* where its children's codes start in the builder's; they end where the next family's start */
    size_t below; /* the first of its children's families; they lie in a row */
};

struct builder {
    const double_array_key *keys;
    struct family *families; /* parents before children */
    size_t count, family_room;
    uint16_t *codes; /* of all children, family after family */
    size_t code_count;
    data_row *rows; /* one for each family */
};

static int by_codes(const void *a, const void *b)
{
    const double_array_key *x = a, *y = b;
    for (size_t i = 0; i < x->length && i < y->length; i++)
        if (x->codes[i] != y->codes[i])
            return x->codes[i] < y->codes[i] ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static bool add_family(struct builder *b, size_t from, size_t to, size_t depth)
{
    if (b->count == b->family_room) {
        size_t room = 2 * b->family_room + 1024;
        struct family *families = memory_resize_array(b->families, room, sizeof *families);
        if (!families)
            return false;
        b->families = families;
        b->family_room = room;
    }
    b->families[b->count++] = (struct family){ .from = from, .to = to, .depth = depth };
    return true;
}

/* Where the keys of the family that share their next code with keys[from] end; *longer gets the first of them that
 * goes on after it. */
static size_t child_end(const struct builder *b, const struct family *f, size_t from, size_t *longer)
{
    size_t end = from;
    *longer = from;
    for (; end < f->to && b->keys[end].codes[f->depth] == b->keys[from].codes[f->depth]; end++)
        if (b->keys[end].length == f->depth + 1)
            *longer = end + 1;
    return end;
}

/* Lists all families, each level after the one above it, and the codes of their children. */
static bool list_families(struct builder *b, size_t keys)
{
    bool good = add_family(b, 0, keys, 0);
    for (size_t i = 0; good && i < b->count; i++) {
        b->families[i].codes = b->code_count;
        b->families[i].below = b->count;
        for (size_t at = b->families[i].from, end, longer; good && at < b->families[i].to; at = end) {
            end = child_end(b, &b->families[i], at, &longer);
            b->codes[b->code_count++] = b->keys[at].codes[b->families[i].depth];
            if (longer < end)
                good = add_family(b, longer, end, b->families[i].depth + 1);
        }
    }
    return good;
}

/* Gives each family its base, the first one only with `root_too`; *size gets the number of nodes. */
static bool place_families(struct builder *b, data_effort effort, bool root_too, size_t *size)
{
    b->rows = memory_zeroed(b->count, sizeof *b->rows);
    for (size_t i = 0; b->rows && i < b->count; i++) {
        size_t end = i + 1 < b->count ? b->families[i + 1].codes : b->code_count;
        b->rows[i].columns = b->codes + b->families[i].codes;
        b->rows[i].count = i > 0 || root_too ? (uint32_t)(end - b->families[i].codes) : 0;
    }
    return b->rows && data_place_rows(b->rows, b->count, effort, size);
}

/* Fills the nodes, all zero. */
static void fill_nodes(const struct builder *b, double_array_node *first, double_array_node *nodes)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct family *f = &b->families[i];
        double_array_node *to = i == 0 && first ? first : nodes + b->rows[i].base;
        size_t below = f->below;
        for (size_t at = f->from, end, longer; at < f->to; at = end) {
            end = child_end(b, f, at, &longer);
            uint32_t code = b->keys[at].codes[f->depth];
            to[code] = (double_array_node){ .code = code };
            /* Of equal keys the last has the greatest rank. */
            if (longer > at)
                to[code].value = b->keys[longer - 1].value;
            if (longer < end)
                to[code].base = b->rows[below++].base;
        }
    }
}

/* The number of codes of all keys: there are no more children than that. */
static size_t count_codes(const double_array_key *keys, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += keys[i].length;
    return n;
}

size_t double_array_split_first(double_array_key *key, uint16_t *codes)
{
    uint16_t first = codes[0];
    codes[0] = (uint16_t)double_array_first(first, key->length > 1 ? codes[1] : 0);
    if (key->length > 1)
        return 1;
    codes[1] = (uint16_t)double_array_first(first, 1);
    key[1] = *key;
    key[1].codes = codes + 1;
    return 2;
}

bool double_array_build(double_array_key *keys, size_t count, data_effort effort, double_array_node *first,
                        double_array *out)
{
    struct builder b = { .keys = keys, .codes = memory_zeroed(count_codes(keys, count) + 1, sizeof *b.codes) };
    *out = (double_array){ .count = 1 };
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_codes);
    bool good = b.codes && list_families(&b, count) && place_families(&b, effort, !first, &out->count);
    if (good)
        out->nodes = memory_zeroed(out->count, sizeof *out->nodes);
    if (out->nodes) {
        fill_nodes(&b, first, out->nodes);
        out->root = b.rows[0].base;
    }
    memory_free(b.families);
    memory_free(b.codes);
    memory_free(b.rows);
    return out->nodes != NULL;
}

bool double_array_put_wide(const double_array *array, hp_buf *out)
{
    for (size_t i = 0; i < array->count; i++) {
        const double_array_node *node = &array->nodes[i];
        uint32_t base = i > 0 ? node->base : array->root;
        if (base >= DOUBLE_ARRAY_WIDE_LIMIT || node->value >= DOUBLE_ARRAY_WIDE_LIMIT ||
            node->code >= DOUBLE_ARRAY_FREE)
            return false;
        bytes_put_u32(out, base | node->value << 24);
        bytes_put_u16(out, (uint16_t)(node->value >> 8));
        bytes_put_u16(out, (uint16_t)(node->code ? node->code : DOUBLE_ARRAY_FREE));
    }
    return true;
}

bool double_array_put_short(const double_array *array, hp_buf *out)
{
    const uint32_t gap = (1u << DOUBLE_ARRAY_SHORT_CODE) - 1;
    for (size_t i = 0; i < array->count; i++) {
        const double_array_node *node = &array->nodes[i];
        uint32_t base = i > 0 ? node->base : array->root, value = node->value;
        if (base >> DOUBLE_ARRAY_SHORT_BASE || value >> DOUBLE_ARRAY_SHORT_VALUE || node->code >= gap)
            return false;
        uint64_t bits = (uint64_t)base << (DOUBLE_ARRAY_SHORT_CODE + DOUBLE_ARRAY_SHORT_VALUE) |
                        value << DOUBLE_ARRAY_SHORT_CODE | (node->code ? node->code : gap);
        bytes_put_u32(out, (uint32_t)bits);
        bytes_put_u16(out, (uint16_t)(bits >> 32));
    }
    bytes_put_u16(out, 0);
    return true;
}

/* True when every node has room in that packing. */
static bool fits(const double_array *array, double_array_packing by)
{
    uint32_t codes = 0, values = 0, bases = 0; /* all bits that are set somewhere */
    for (size_t i = 0; i < array->count; i++) {
        codes |= array->nodes[i].code;
        values |= array->nodes[i].value;
        bases |= array->nodes[i].base;
    }
    return !(codes >> by.code_bits || values >> by.value_bits || bases >> by.base_bits);
}

bool double_array_put_packed(const double_array *array, double_array_packing small, uint32_t *bytes, hp_buf *out)
{
    double_array_packing by = fits(array, small) ? small : DOUBLE_ARRAY_PACKED_8;
    *bytes = by.bytes;
    if (!fits(array, by))
        return false;
    for (size_t i = 0; i < array->count; i++) {
        const double_array_node *node = &array->nodes[i];
        uint64_t bits = ((uint64_t)node->base << by.value_bits | node->value) << by.code_bits | node->code;
        bytes_put_u32(out, (uint32_t)bits);
        bytes_put_u16(out, (uint16_t)(bits >> 32));
        if (by.bytes == 8)
            bytes_put_u16(out, (uint16_t)(bits >> 48));
    }
    bytes_put_u16(out, 0);
    return true;
}

void double_array_free(double_array *array)
{
    memory_free(array->nodes);
    *array = (double_array){ .count = 0 };
}

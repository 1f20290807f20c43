/* double_array_build.c - see double_array_build.h.  Worked: keys 1, 1 2 and 3 with root base 1: unit 2 is key 1, with a
 * base b of its own, unit b + 2 is key 1 2, unit 4 is key 3.
 *
 * The keys are sorted; the children of a unit, a family, are then a range of keys, and their codes a row that
 * data_place_rows() finds a base for.
 */
#include "data/double_array_build.h"

#include <stdlib.h>
#include <string.h>

#include "data/row_placement.h"
#include "text/bytes.h"

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
        struct family *families = reallocarray(b->families, room, sizeof *families);
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

/* Gives each family its base; *size gets the number of units. */
static bool place_families(struct builder *b, size_t *size)
{
    b->rows = calloc(b->count, sizeof *b->rows);
    for (size_t i = 0; b->rows && i < b->count; i++) {
        size_t end = i + 1 < b->count ? b->families[i + 1].codes : b->code_count;
        b->rows[i].columns = b->codes + b->families[i].codes;
        b->rows[i].count = (uint32_t)(end - b->families[i].codes);
    }
    return b->rows && data_place_rows(b->rows, b->count, size);
}

static void set_u32(char *to, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++)
        to[i] = (char)(n >> (8 * i));
}

/* Writes the units at `to`, all zero. */
static bool write_units(const struct builder *b, unsigned code_bits, char *to)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct family *f = &b->families[i];
        size_t below = f->below;
        for (size_t at = f->from, end, longer; at < f->to; at = end) {
            end = child_end(b, f, at, &longer);
            uint32_t code = b->keys[at].codes[f->depth];
            /* Of equal keys the last has the greatest rank. */
            uint32_t value = longer > at ? b->keys[longer - 1].value : 0;
            if (code >> code_bits || value >= 1u << (32 - code_bits))
                return false;
            char *unit = to + 8 * ((size_t)b->rows[i].base + code);
            set_u32(unit, longer < end ? b->rows[below++].base : 0);
            set_u32(unit + 4, value << code_bits | code);
        }
    }
    return true;
}

/* The number of codes of all keys: there are no more children than that. */
static size_t count_codes(const double_array_key *keys, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += keys[i].length;
    return n;
}

bool double_array_build(double_array_key *keys, size_t count, unsigned code_bits, hp_buf *units, uint32_t *root)
{
    struct builder b = { .keys = keys, .codes = calloc(count_codes(keys, count) + 1, sizeof *b.codes) };
    size_t size = 0;
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_codes);
    bool good = count > 0 && b.codes && list_families(&b, count) && place_families(&b, &size);
    char *to = good ? hp_buf_reserve(units, 8 * size) : NULL;
    if (to) {
        memset(to, 0, 8 * size);
        good = write_units(&b, code_bits, to);
        units->len += 8 * size;
        *root = b.rows[0].base;
    }
    free(b.families);
    free(b.codes);
    free(b.rows);
    return good && to;
}

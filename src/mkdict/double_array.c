/* double_array.c - see double_array.h.  Worked: keys 1, 1 2 and 3 with root base 1: unit 2 is key 1, with a base b of
 * its own, unit b + 2 is key 1 2, unit 4 is key 3.
 *
 * The keys are sorted; the children of a unit, a family, are then a range of keys.  Families get their bases in order
 * of size, the largest first while there is room everywhere, the many of one child last into the gaps: the array is
 * then nearly full.  A base is the first number that no other family has and at which all children find free units.
 */
#include "mkdict/double_array.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bytes.h"

/* The keys from `from` to `to`: they share `depth` codes and all are longer. */
struct family {
    size_t from, to, depth;
    size_t children; /* different codes after the shared ones */
    size_t below;    /* the first of its children's families; they lie in a row */
    uint32_t base;
};

struct builder {
    const hp_array_key *keys;
    struct family *families; /* parents before children */
    size_t count, family_room;
    uint16_t *codes;         /* the codes of the children in question */
    bool *is_taken;          /* units */
    bool *is_base;           /* is_base[b]: some family has base b */
    size_t room;
    size_t used;             /* units up to the last one that is taken */
    size_t first;            /* every unit before this one is taken */
    size_t last, last_count; /* where the first child of the last family went, and their number */
};

static int by_codes(const void *a, const void *b)
{
    const hp_array_key *x = a, *y = b;
    for (size_t i = 0; i < x->length && i < y->length; i++)
        if (x->codes[i] != y->codes[i])
            return x->codes[i] < y->codes[i] ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static int by_children(const void *a, const void *b)
{
    const struct family *x = *(struct family *const *)a, *y = *(struct family *const *)b;
    if (x->children != y->children)
        return x->children > y->children ? -1 : 1;
    return x < y ? -1 : x > y;
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

/* Lists all families, each level after the one above it. */
static bool list_families(struct builder *b, size_t keys)
{
    bool good = add_family(b, 0, keys, 0);
    for (size_t i = 0; good && i < b->count; i++) {
        b->families[i].below = b->count;
        for (size_t at = b->families[i].from, end, longer; good && at < b->families[i].to; at = end) {
            end = child_end(b, &b->families[i], at, &longer);
            b->families[i].children++;
            if (longer < end)
                good = add_family(b, longer, end, b->families[i].depth + 1);
        }
    }
    return good;
}

static bool make_room(struct builder *b, size_t count)
{
    if (count <= b->room)
        return true;
    size_t room = 2 * count;
    bool *taken = reallocarray(b->is_taken, room, sizeof *taken);
    if (taken)
        b->is_taken = taken;
    bool *bases = taken ? reallocarray(b->is_base, room, sizeof *bases) : NULL;
    if (!bases)
        return false;
    b->is_base = bases;
    memset(b->is_taken + b->room, 0, room - b->room);
    memset(b->is_base + b->room, 0, room - b->room);
    b->room = room;
    return true;
}

/* Finds a base for `count` children, whose codes are in b->codes, sorted; 0 when memory is out.  The search goes on
 * where that for the last family of this size ended: what did not fit those will seldom fit this one. */
static uint32_t find_base(struct builder *b, size_t count)
{
    const uint16_t *codes = b->codes;
    size_t span = (size_t)codes[count - 1] + 1;
    while (b->first < b->room && b->is_taken[b->first])
        b->first++;
    size_t at = b->last_count == count ? b->last : b->first;
    for (at = at > codes[0] ? at : codes[0] + 1u;; at++) {
        size_t base = at - codes[0], i = 0;
        if (!make_room(b, base + span))
            return 0;
        while (!b->is_base[base] && i < count && !b->is_taken[base + codes[i]])
            i++;
        if (i < count)
            continue;
        b->last = at;
        b->last_count = count;
        return (uint32_t)base;
    }
}

/* Gives the family its base. */
static bool place(struct builder *b, struct family *f)
{
    size_t count = 0;
    for (size_t at = f->from, longer; at < f->to; at = child_end(b, f, at, &longer))
        b->codes[count++] = b->keys[at].codes[f->depth];
    f->base = find_base(b, count);
    if (f->base == 0)
        return false;
    b->is_base[f->base] = true;
    for (size_t i = 0; i < count; i++)
        b->is_taken[f->base + b->codes[i]] = true;
    size_t end = (size_t)f->base + b->codes[count - 1] + 1;
    b->used = end > b->used ? end : b->used;
    return true;
}

static bool place_all(struct builder *b)
{
    struct family **order = calloc(b->count, sizeof *order);
    bool good = order != NULL;
    for (size_t i = 0; good && i < b->count; i++)
        order[i] = &b->families[i];
    if (good)
        qsort(order, b->count, sizeof *order, by_children);
    for (size_t i = 0; good && i < b->count; i++)
        good = place(b, order[i]);
    free(order);
    return good;
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
            char *unit = to + 8 * ((size_t)f->base + code);
            set_u32(unit, longer < end ? b->families[below++].base : 0);
            set_u32(unit + 4, value << code_bits | code);
        }
    }
    return true;
}

bool hp_array_build(hp_array_key *keys, size_t count, unsigned code_bits, hp_buf *units, uint32_t *root)
{
    struct builder b = { .keys = keys, .codes = calloc((size_t)UINT16_MAX + 1, sizeof *b.codes) };
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_codes);
    bool good = count > 0 && b.codes && list_families(&b, count) && place_all(&b);
    char *to = good ? hp_buf_reserve(units, 8 * b.used) : NULL;
    if (to) {
        memset(to, 0, 8 * b.used);
        good = write_units(&b, code_bits, to);
        units->len += 8 * b.used;
        *root = b.families[0].base;
    }
    free(b.families);
    free(b.codes);
    free(b.is_taken);
    free(b.is_base);
    return good && to;
}

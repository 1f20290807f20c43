/* clause.c - a clause's memory.
 *
 * All arrays lie in one block, the widest first, each with PAD entries before and behind it that may be read.
 */
#include <string.h>

#include "text/memory.h"

#include "segment/clause.h"

#define PAD 32u

/* All arrays, with the bytes of an entry. */
#define ARRAYS(X) \
    X(score, 8) \
    X(path, 8) \
    X(start, 4) \
    X(from, 4) \
    X(node, 4) \
    X(word_row, 4) \
    X(margin, 4) \
    X(row, 4) \
    X(pair, 4) \
    X(alone, 4) \
    X(base, 4) \
    X(cost, 4) \
    X(third_base, 4) \
    X(third_cost, 4) \
    X(model_id, 2) \
    X(lexicon_id, 2) \
    X(unit, 2) \
    X(class, 1) \
    X(edge, 1) \
    X(two, 1) \
    X(three, 1) \
    X(longest_begin, 1) \
    X(longest_end, 1) \
    X(covered_by, 1) \
    X(path_place, 1) \
    X(begins, 1) \
    X(back, 1) \
    X(cut, 1) \
    X(fine, 1) \
    X(doubt, 1) \
    X(limit, 1) \
    X(tag, 1) \
    X(hint, 1)
#define ARRAY(field, width) { &c->field, width },
#define SHIFT(field, width) view->field = c->field + begin;

bool seg_clause_grow(seg_clause *c)
{
    seg_clause old = *c;
    size_t cap = old.cap ? 2 * old.cap : 256, n = cap + 2 * PAD;
    struct {
        void *array; /* the field */
        size_t width;
    } const arrays[] = { ARRAYS(ARRAY) };
    size_t total = PAD, count = sizeof arrays / sizeof arrays[0];
    for (size_t i = 0; i < count; i++)
        total += arrays[i].width * n;
    char *memory = memory_zeroed(1, total), *at = memory;
    if (!memory)
        return false;
    for (size_t i = 0; i < count; i++) {
        char *first = at + arrays[i].width * PAD;
        memcpy(arrays[i].array, &first, sizeof first);
        at += arrays[i].width * n;
    }
    if (old.cap) { /* what reading has filled so far */
        memcpy(c->start, old.start, old.n * sizeof *c->start);
        memcpy(c->model_id - 2, old.model_id - 2, (old.n + 2) * sizeof *c->model_id);
        memcpy(c->lexicon_id, old.lexicon_id, old.n * sizeof *c->lexicon_id);
        memcpy(c->class - 2, old.class - 2, old.n + 2);
        memcpy(c->edge, old.edge, old.n);
        memcpy(c->tag, old.tag, old.n);
    }
    memory_free(old.memory);
    c->memory = memory;
    c->cap = cap;
    return true;
}

void seg_clause_view(seg_clause *view, const seg_clause *c, size_t begin, size_t n)
{
    view->n = n;
    ARRAYS(SHIFT)
}

void seg_clause_free(seg_clause *clause)
{
    memory_free(clause->memory);
    *clause = (seg_clause){ 0 };
}

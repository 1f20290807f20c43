/* clause.c - a clause's memory.
 *
 * All arrays lie in one block, the widest first, each with PAD entries before and behind it that may be read.
 */
#include <string.h>

#include "text/memory.h"

#include "segment/clause.h"

#define PAD 16u

bool seg_clause_grow(seg_clause *c)
{
    seg_clause old = *c;
    size_t cap = old.cap ? 2 * old.cap : 256, n = cap + 2 * PAD;
    struct {
        void *array; /* the field */
        size_t width;
    } const arrays[] = {
        { &c->score, 8 },       { &c->path, 8 },       { &c->start, 4 },      { &c->from, 4 },
        { &c->node, 4 },        { &c->word_row, 4 },   { &c->margin, 4 },     { &c->row, 4 },
        { &c->pair, 4 },        { &c->alone, 4 },      { &c->base, 4 },       { &c->cost, 4 },
        { &c->third_base, 4 },  { &c->third_cost, 4 }, { &c->model_id, 2 },   { &c->lexicon_id, 2 },
        { &c->class, 1 },       { &c->two, 1 },        { &c->three, 1 },      { &c->longest_begin, 1 },
        { &c->longest_end, 1 }, { &c->covered_by, 1 }, { &c->path_place, 1 }, { &c->back, 1 },
        { &c->cut, 1 },         { &c->fine, 1 },       { &c->limit, 1 },      { &c->tag, 1 },
        { &c->hint, 1 },
    };
    size_t total = 0, count = sizeof arrays / sizeof arrays[0];
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
        memcpy(c->tag, old.tag, old.n);
    }
    memory_free(old.memory);
    c->memory = memory;
    c->cap = cap;
    return true;
}

void seg_clause_free(seg_clause *clause)
{
    memory_free(clause->memory);
    *clause = (seg_clause){ 0 };
}

/* n_best.c - see n_best.h.
 *
 * The usual search keeps, for every unit and tag, the best way to get there; this one keeps the best `wide`
 * ways, each with the tag and the rank that it came from.  Different ways may become the same cut in a coarser
 * grain, so twice as many are sought as are wanted.
 *
 *     研究生命起源  →  研究|生命|起源 (0), 研究生|命|起源 (2.31), …
 */
#include "segment/n_best.h"

#include <string.h>

#include "segment/sections.h"
#include "text/memory.h"

#define UNITS_MAX 2048u /* longer clauses: one cut, for memory's sake */
#define IMPOSSIBLE (-((int64_t)1 << 40))

typedef struct {
    int64_t sum;
    uint8_t tag, rank; /* of the way before */
} cell;

void seg_n_best_free(seg_n_best *best)
{
    memory_free(best->cuts);
    memory_free(best->cells);
    *best = (seg_n_best){ 0 };
}

static bool reserve_cells(seg_n_best *b, size_t units, size_t want, size_t wide)
{
    if (units * want > b->cut_cap) {
        uint8_t *cuts = memory_resize(b->cuts, units * want);
        if (!cuts)
            return false;
        b->cuts = cuts;
        b->cut_cap = units * want;
    }
    if (units * 4 * wide > b->cell_cap) {
        void *cells = memory_resize(b->cells, units * 4 * wide * sizeof(cell));
        if (!cells)
            return false;
        b->cells = cells;
        b->cell_cap = units * 4 * wide;
    }
    return true;
}

static const uint8_t previous[4][2] = { { SEG_E, SEG_S }, { SEG_B, SEG_M }, { SEG_B, SEG_M }, { SEG_E, SEG_S } };
static const uint8_t via[4][2] = { { 4, 6 }, { 0, 2 }, { 1, 3 }, { 5, 7 } };

static bool allowed(const seg_clause *c, size_t i, int tag)
{
    if (c->class[i] == SEG_BREAK)
        return tag == SEG_S;
    return !c->limited || !c->limit[i] || c->limit[i] & 1 << tag;
}

/* Merges the two lists of ways, each best first, into those of `tag` at unit i. */
static void merge_ways(const seg_clause *c, const seg_model *m, cell *cells, size_t wide, size_t i, int tag)
{
    cell *to = cells + (4 * i + (size_t)tag) * wide;
    size_t rank[2] = { 0, 0 };
    int64_t own = (int64_t)(c->score[i] >> (16 * tag) & 0xFFFF);
    for (size_t k = 0; k < wide; k++) {
        cell way[2];
        for (int p = 0; p < 2; p++) {
            const cell *from = i ? cells + (4 * (i - 1) + previous[tag][p]) * wide : NULL;
            int64_t sum = IMPOSSIBLE;
            if (i == 0)
                sum = previous[tag][p] == SEG_E && rank[p] == 0 ? m->trans[via[tag][p]] : IMPOSSIBLE;
            else if (rank[p] < wide && from[rank[p]].sum > IMPOSSIBLE)
                sum = from[rank[p]].sum + m->trans[via[tag][p]];
            way[p] = (cell){ sum, previous[tag][p], (uint8_t)rank[p] };
        }
        int p = way[1].sum > way[0].sum;
        to[k] = way[p];
        rank[p]++;
        if (!allowed(c, i, tag) || to[k].sum <= IMPOSSIBLE)
            to[k].sum = IMPOSSIBLE;
        else
            to[k].sum += own;
    }
}

/* Writes the cut that ends in (tag, rank) to clause->cut. */
static void trace_cut(seg_clause *c, const cell *cells, size_t wide, uint8_t tag, uint8_t rank)
{
    for (size_t i = c->n; i-- > 0;) {
        const cell *at = cells + (4 * i + tag) * wide + rank;
        c->cut[i] = tag >= SEG_E;
        tag = at->tag;
        rank = at->rank;
    }
}

static bool is_new(const seg_n_best *b, const seg_clause *c)
{
    for (size_t i = 0; i < b->count; i++)
        if (memcmp(b->cuts + i * c->n, c->cut, c->n) == 0)
            return false;
    return true;
}

static void add_cut(seg_n_best *b, const seg_clause *c, int64_t loss)
{
    memcpy(b->cuts + b->count * c->n, c->cut, c->n);
    b->losses[b->count++] = loss;
}

bool seg_n_best_find(seg_n_best *b, const segmenter *seg, seg_clause *c, size_t want)
{
    size_t wide = 2 * want, rank[2] = { 0, 0 };
    b->count = 0;
    if (!reserve_cells(b, c->n, want, c->n > UNITS_MAX ? 1 : wide))
        return false;
    add_cut(b, c, 0);
    /* What segmenter_next() settled without the model has no alternatives. */
    if (c->n > UNITS_MAX || seg->grain == SEG_GRAIN_CHAR || c->n == 1 || (c->n == 2 && c->class[1] == SEG_BREAK))
        return true;
    cell *cells = b->cells;
    for (size_t i = 0; i < c->n; i++)
        for (int tag = 0; tag < 4; tag++)
            merge_ways(c, &seg->model, cells, wide, i, tag);
    const cell *e = cells + (4 * (c->n - 1) + SEG_E) * wide, *s = cells + (4 * (c->n - 1) + SEG_S) * wide;
    int64_t top = e[0].sum > s[0].sum ? e[0].sum : s[0].sum;
    while (b->count < want && rank[0] < wide && rank[1] < wide) {
        bool single = s[rank[1]].sum > e[rank[0]].sum;
        const cell *way = single ? &s[rank[1]] : &e[rank[0]];
        if (way->sum <= IMPOSSIBLE)
            break;
        trace_cut(c, cells, wide, single ? SEG_S : SEG_E, (uint8_t)rank[single]);
        rank[single]++;
        memcpy(c->fine, c->cut, c->n);
        segmenter_coarsen(seg, c);
        if (is_new(b, c))
            add_cut(b, c, top - way->sum);
    }
    memcpy(c->cut, b->cuts, c->n);
    return true;
}

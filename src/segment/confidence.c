/* confidence.c - how much a cut could lose by deciding otherwise at one place.
 *
 * For every unit, the best sum of any sequence of tags that ends a word there and the best that does not, from
 * sums forward and backward; the difference is the place's margin.  For 研究生命: behind 究 the margin is that
 * between 研究|生命 and the best of 研究生|命, ….
 */

#include "segment/clause.h"
#include "segment/sections.h"
#include "text/memory.h"

#define IMPOSSIBLE (-((int64_t)1 << 48))

static int64_t greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t lane(uint64_t sum, unsigned tag)
{
    return (int64_t)(sum >> (16 * tag) & 0xFFFF);
}

/* What tag `t` of unit i adds, or an impossibly low sum. */
static int64_t own(const seg_clause *c, size_t i, unsigned t)
{
    bool never = c->class[i] == SEG_BREAK ? t != SEG_S : c->limited && c->limit[i] ? !(c->limit[i] & 1 << t) : false;
    return never ? IMPOSSIBLE : lane(c->score[i], t);
}

bool seg_clause_margins(seg_clause *c, const seg_model *m)
{
    const int32_t *t = m->trans;
    int64_t(*f)[4] = memory_new(c->n * sizeof *f);
    int64_t b[4] = { IMPOSSIBLE, IMPOSSIBLE, 0, 0 }, p[4] = { IMPOSSIBLE, IMPOSSIBLE, 0, IMPOSSIBLE };
    if (!f)
        return false;
    for (size_t i = 0; i < c->n; i++) {
        f[i][SEG_B] = greater(p[SEG_E] + t[4], p[SEG_S] + t[6]) + own(c, i, SEG_B);
        f[i][SEG_M] = greater(p[SEG_B] + t[0], p[SEG_M] + t[2]) + own(c, i, SEG_M);
        f[i][SEG_E] = greater(p[SEG_B] + t[1], p[SEG_M] + t[3]) + own(c, i, SEG_E);
        f[i][SEG_S] = greater(p[SEG_E] + t[5], p[SEG_S] + t[7]) + own(c, i, SEG_S);
        for (int k = 0; k < 4; k++) /* sums of impossible ones must not run away */
            p[k] = f[i][k] = greater(f[i][k], IMPOSSIBLE);
    }
    for (size_t i = c->n; i-- > 0;) {
        int64_t ends = greater(f[i][SEG_E] + b[SEG_E], f[i][SEG_S] + b[SEG_S]);
        int64_t goes_on = greater(f[i][SEG_B] + b[SEG_B], f[i][SEG_M] + b[SEG_M]);
        int64_t margin = ends > goes_on ? ends - goes_on : goes_on - ends;
        c->margin[i] = margin > SEG_MARGIN_MAX ? SEG_MARGIN_MAX : (uint32_t)margin;
        int64_t x[4];
        for (unsigned k = 0; k < 4; k++)
            x[k] = own(c, i, k) + b[k];
        b[SEG_B] = greater(greater(t[0] + x[SEG_M], t[1] + x[SEG_E]), IMPOSSIBLE);
        b[SEG_M] = greater(greater(t[2] + x[SEG_M], t[3] + x[SEG_E]), IMPOSSIBLE);
        b[SEG_E] = greater(greater(t[4] + x[SEG_B], t[5] + x[SEG_S]), IMPOSSIBLE);
        b[SEG_S] = greater(greater(t[6] + x[SEG_B], t[7] + x[SEG_S]), IMPOSSIBLE);
    }
    memory_free(f);
    return true;
}

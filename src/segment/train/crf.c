/* crf.c - see crf.h.
 *
 * For each clause the expected count of every tag at every unit (forward-backward, in logarithms) is compared
 * with the right tag; the differences move the weights by AdaGrad: each weight has its own step, smaller the
 * more it has moved. Everything is in a fixed order and in double arithmetic, so the same corpus gives the same
 * weights.
 *
 *     right B E, expected B 0.9 S 0.1, E 0.9 S 0.1   →   the weights for B and E rise, those for S fall, a little
 */
#include "segment/train/crf.h"

#include <math.h>
#include <string.h>

#include "text/memory.h"

#define NEVER (-1e9)
#define SMALLEST 1e-4 /* differences below this move nothing */

bool train_weights_open(train_weights *w, size_t blocks)
{
    *w = (train_weights){ .count = 4 * blocks };
    w->blocks = memory_zeroed(w->count, sizeof *w->blocks);
    w->squares = memory_zeroed(w->count, sizeof *w->squares);
    if (w->blocks && w->squares)
        return true;
    train_weights_free(w);
    return false;
}

void train_weights_free(train_weights *w)
{
    memory_free(w->blocks);
    memory_free(w->squares);
    *w = (train_weights){ 0 };
}

static double log_add(double a, double b)
{
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

/* The sums of the weights of a unit. */
static void sums(const train_corpus *c, const train_weights *w, size_t unit, double s[4])
{
    s[0] = s[1] = s[2] = s[3] = 0;
    for (int j = 0; j < TRAIN_FEATURES; j++) {
        int32_t f = c->features[unit][j];
        for (int tag = 0; f >= 0 && tag < 4; tag++)
            s[tag] += w->blocks[4 * (size_t)f + (size_t)tag];
    }
    if (c->kinds[unit] == SEG_BREAK)
        s[SEG_B] = s[SEG_M] = s[SEG_E] = -1e4;
}

/* The predecessors of each tag, and the transitions from them. */
static const uint8_t previous[4][2] = { { SEG_E, SEG_S }, { SEG_B, SEG_M }, { SEG_B, SEG_M }, { SEG_E, SEG_S } };
static const uint8_t via[4][2] = { { 4, 6 }, { 0, 2 }, { 1, 3 }, { 5, 7 } };

static void forward(const double (*s)[4], double (*a)[4], size_t n, const double *trans)
{
    a[0][SEG_B] = s[0][SEG_B];
    a[0][SEG_S] = s[0][SEG_S];
    a[0][SEG_M] = a[0][SEG_E] = NEVER;
    for (size_t i = 1; i < n; i++)
        for (int t = 0; t < 4; t++)
            a[i][t] = s[i][t] +
                      log_add(a[i - 1][previous[t][0]] + trans[via[t][0]], a[i - 1][previous[t][1]] + trans[via[t][1]]);
}

static void backward(const double (*s)[4], double (*b)[4], size_t n, const double *trans)
{
    b[n - 1][SEG_E] = b[n - 1][SEG_S] = 0;
    b[n - 1][SEG_B] = b[n - 1][SEG_M] = NEVER;
    for (size_t i = n - 1; i > 0; i--) {
        const double *x = b[i], *y = s[i];
        double *to = b[i - 1];
        to[SEG_B] = log_add(trans[0] + y[SEG_M] + x[SEG_M], trans[1] + y[SEG_E] + x[SEG_E]);
        to[SEG_M] = log_add(trans[2] + y[SEG_M] + x[SEG_M], trans[3] + y[SEG_E] + x[SEG_E]);
        to[SEG_E] = log_add(trans[4] + y[SEG_B] + x[SEG_B], trans[5] + y[SEG_S] + x[SEG_S]);
        to[SEG_S] = log_add(trans[6] + y[SEG_B] + x[SEG_B], trans[7] + y[SEG_S] + x[SEG_S]);
    }
}

/* Working memory for clauses of up to `cap` units: sums, forward and backward values. */
typedef struct {
    double (*s)[4], (*a)[4], (*b)[4];
    size_t cap;
} table;

static bool widen_table(table *t, size_t n)
{
    if (n <= t->cap)
        return true;
    double(*s)[4] = memory_resize(t->s, 3 * n * sizeof *s);
    if (!s)
        return false;
    *t = (table){ s, s + n, s + 2 * n, n };
    return true;
}

/* Moves the weights of one unit by its gradient `g`. */
static void step_weights(const train_corpus *c, const train_plan *plan, train_weights *w, size_t unit,
                         const double g[4])
{
    for (int j = 0; j < TRAIN_FEATURES; j++) {
        int32_t f = c->features[unit][j];
        for (int tag = 0; f >= 0 && tag < 4; tag++) {
            size_t x = 4 * (size_t)f + (size_t)tag;
            double gradient = g[tag] - plan->decay * w->blocks[x];
            w->squares[x] += (float)(gradient * gradient);
            w->blocks[x] += (float)(plan->rate * gradient / sqrt(w->squares[x] + 0.01));
        }
    }
}

static size_t learn_sentence(const train_corpus *c, const train_clause *k, const train_plan *plan, train_weights *w,
                             table *t)
{
    size_t n = k->length, wrong = 0;
    double trans[8] = { 0 };
    for (size_t i = 0; i < n; i++)
        sums(c, w, k->begin + i, t->s[i]);
    forward((const double(*)[4])t->s, t->a, n, w->trans);
    backward((const double(*)[4])t->s, t->b, n, w->trans);
    double all = log_add(t->a[n - 1][SEG_E], t->a[n - 1][SEG_S]);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *right = c->tags + k->begin + i;
        double g[4], most = 0;
        for (int tag = 0; tag < 4; tag++) {
            g[tag] = ((tag == *right) - exp(t->a[i][tag] + t->b[i][tag] - all)) * k->weight;
            most = fmax(most, fabs(g[tag]));
        }
        for (int tag = 0; i > 0 && tag < 4; tag++)
            for (int p = 0; p < 2; p++) {
                int from = previous[tag][p], x = via[tag][p];
                double expected = exp(t->a[i - 1][from] + w->trans[x] + t->s[i][tag] + t->b[i][tag] - all);
                trans[x] += ((right[-1] == from && *right == tag) - expected) * k->weight;
            }
        wrong += most > 0.5 * k->weight;
        if (most > SMALLEST)
            step_weights(c, plan, w, k->begin + i, g);
    }
    for (int x = 0; x < 8; x++) {
        w->trans_squares[x] += trans[x] * trans[x];
        w->trans[x] += plan->rate * trans[x] / sqrt(w->trans_squares[x] + 0.01);
    }
    return wrong;
}

/* xorshift (Marsaglia). */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

size_t train_crf_epoch(const train_corpus *c, const train_plan *plan, train_weights *w, uint64_t *seed, bool *good)
{
    size_t wrong = 0, n = c->clause_count;
    uint32_t *order = memory_new((n + 1) * sizeof *order);
    table t = { 0 };
    *good = order != NULL;
    for (size_t i = 0; *good && i < n; i++)
        order[i] = (uint32_t)i;
    for (size_t i = n; *good && i > 1; i--) {
        size_t j = next_random(seed) % i;
        uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
    for (size_t i = 0; *good && i < n; i++) {
        const train_clause *k = &c->clauses[order[i]];
        *good = widen_table(&t, k->length);
        if (*good)
            wrong += learn_sentence(c, k, plan, w, &t);
    }
    memory_free(order);
    memory_free(t.s);
    return wrong;
}

/* The best tags of a clause, by the same forward values with the greater of two in place of their sum. */
static void best_tags(const train_corpus *c, const train_clause *k, const train_weights *w, table *t, uint8_t *tags)
{
    size_t n = k->length;
    for (size_t i = 0; i < n; i++) {
        sums(c, w, k->begin + i, t->s[i]);
        for (int tag = 0; tag < 4; tag++) {
            double x = i                              ? t->a[i - 1][previous[tag][0]] + w->trans[via[tag][0]]
                       : tag == SEG_B || tag == SEG_S ? 0
                                                      : NEVER;
            double y = i ? t->a[i - 1][previous[tag][1]] + w->trans[via[tag][1]] : NEVER;
            t->a[i][tag] = t->s[i][tag] + (y > x ? y : x);
            t->b[i][tag] = y > x;
        }
    }
    int tag = t->a[n - 1][SEG_S] >= t->a[n - 1][SEG_E] ? SEG_S : SEG_E;
    for (size_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)tag;
        tag = previous[tag][(int)t->b[i][tag]];
    }
}

double train_crf_score(const train_corpus *c, const train_weights *w, bool *good)
{
    table t = { 0 };
    uint8_t *tags = NULL;
    size_t right = 0, given = 0, words = 0, cap = 0;
    for (size_t i = 0; i < c->clause_count; i++) {
        const train_clause *k = &c->clauses[i];
        if (k->length > cap) {
            uint8_t *wider = memory_resize(tags, k->length);
            tags = wider ? wider : tags;
            if (!wider || !widen_table(&t, k->length)) {
                *good = false;
                break;
            }
            cap = k->length;
        }
        best_tags(c, k, w, &t, tags);
        bool same = false; /* both began a word at the same unit */
        for (size_t u = 0; u < k->length; u++) {
            uint8_t gold = c->tags[k->begin + u], mine = tags[u];
            bool gold_begins = gold == SEG_B || gold == SEG_S, mine_begins = mine == SEG_B || mine == SEG_S;
            same = gold_begins && mine_begins ? true : gold_begins || mine_begins ? false : same;
            words += gold >= SEG_E;
            given += mine >= SEG_E;
            right += same && gold >= SEG_E && mine >= SEG_E;
        }
    }
    memory_free(tags);
    memory_free(t.s);
    return words + given ? 200.0 * (double)right / (double)(words + given) : 0;
}

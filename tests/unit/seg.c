/* seg.c - the segmentation engine's parts that can be held against all possibilities: margins and best cuts of short
 * clauses with random weights, and the placing of sparse rows.
 */
#include "test.h"

#include <stdlib.h>

#include "data/row_placement.h"
#include "segment/n_best.h"
#include "segment/sections.h"

enum { UNITS = 6, CUTS = 1 << (UNITS - 1) };

static const int NOT_THERE = -1;

/* B>M B>E M>M M>E E>B E>S S>B S>S; the rest cannot follow each other. */
static const int via[4][4] = { { NOT_THERE, 0, 1, NOT_THERE },
                               { NOT_THERE, 2, 3, NOT_THERE },
                               { 4, NOT_THERE, NOT_THERE, 5 },
                               { 6, NOT_THERE, NOT_THERE, 7 } };

/* The tag of unit i when words end behind the units whose bits are set in `cuts`, and behind the last. */
static unsigned tag_of(unsigned cuts, unsigned i)
{
    bool begins = i == 0 || cuts >> (i - 1) & 1, ends = i == UNITS - 1 || cuts >> i & 1;
    return begins ? (ends ? SEG_S : SEG_B) : (ends ? SEG_E : SEG_M);
}

/* The sum of a cut, straight from the definition; the text before counts as the end of a word. */
static int64_t sum_of(const seg_clause *c, const seg_model *m, unsigned cuts)
{
    int64_t sum = 0;
    unsigned before = SEG_E;
    for (unsigned i = 0; i < UNITS; i++) {
        unsigned tag = tag_of(cuts, i);
        sum += m->trans[via[before][tag]] + (int64_t)(c->score[i] >> 16 * tag & 0xFFFF);
        before = tag;
    }
    return sum;
}

/* A clause with random weights, and random transitions; of a class that no lexicon is asked about. */
static void make(seg_clause *c, seg_model *m, uint64_t *seed)
{
    c->n = UNITS;
    for (size_t i = 0; i < UNITS; i++) {
        c->class[i] = SEG_OTHER;
        c->score[i] = 0;
        for (unsigned tag = 0; tag < 4; tag++)
            c->score[i] |= (uint64_t)(next_random(seed) % 2000) << 16 * tag;
    }
    for (int i = 0; i < 8; i++)
        m->trans[i] = (int32_t)(next_random(seed) % 400) - 200;
}

static unsigned bits(const uint8_t *cut)
{
    unsigned cuts = 0;
    for (unsigned i = 0; i < UNITS - 1; i++)
        cuts |= (unsigned)cut[i] << i;
    return cuts;
}

/* The best sum of the cuts that have, at place i, the decision `ends`. */
static int64_t best_with(const seg_clause *c, const seg_model *m, unsigned i, unsigned ends)
{
    int64_t best = INT64_MIN;
    for (unsigned cuts = 0; cuts < CUTS; cuts++) {
        int64_t sum = (cuts >> i & 1) == ends ? sum_of(c, m, cuts) : INT64_MIN;
        best = sum > best ? sum : best;
    }
    return best;
}

static void margins_are_the_loss_of_deciding_otherwise(void **state)
{
    (void)state;
    seg_clause c = { 0 };
    seg_model m = { 0 };
    uint64_t seed = 1;
    assert_true(seg_clause_grow(&c));
    for (int round = 0; round < 200; round++) {
        make(&c, &m, &seed);
        assert_true(seg_clause_margins(&c, &m));
        for (unsigned i = 0; i < UNITS - 1; i++) {
            int64_t ends = best_with(&c, &m, i, 1), goes_on = best_with(&c, &m, i, 0);
            int64_t loss = ends > goes_on ? ends - goes_on : goes_on - ends;
            assert_number("margin", c.margin[i], (size_t)(loss < SEG_MARGIN_MAX ? loss : SEG_MARGIN_MAX));
        }
    }
    seg_clause_free(&c);
}

static int descending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x > y ? -1 : x < y;
}

static void best_cuts_are_the_best_of_all(void **state)
{
    (void)state;
    segmenter seg = { .grain = SEG_GRAIN_FINE };
    seg_clause c = { 0 };
    seg_n_best best = { 0 };
    uint64_t seed = 2;
    int64_t sums[CUTS];
    assert_true(seg_clause_grow(&c));
    for (int round = 0; round < 200; round++) {
        size_t want = 1 + next_random(&seed) % 20;
        make(&c, &seg.model, &seed);
        for (unsigned cuts = 0; cuts < CUTS; cuts++)
            sums[cuts] = sum_of(&c, &seg.model, cuts);
        qsort(sums, CUTS, sizeof *sums, descending);
        for (unsigned cuts = 0; cuts < CUTS; cuts++) /* what segmenter_next() would have left */
            if (sum_of(&c, &seg.model, cuts) == sums[0])
                for (unsigned i = 0; i < UNITS; i++)
                    c.cut[i] = i == UNITS - 1 || cuts >> i & 1;
        assert_true(seg_n_best_find(&best, &seg, &c, want));
        assert_number("as many as wanted", best.count, want);
        for (size_t k = 0; k < best.count; k++) {
            assert_number("loss", (size_t)best.losses[k], (size_t)(sums[0] - sums[k]));
            assert_number("sum", (size_t)sum_of(&c, &seg.model, bits(best.cuts + k * UNITS)), (size_t)sums[k]);
        }
    }
    seg_n_best_free(&best);
    seg_clause_free(&c);
}

/* Places rows with this effort: no two get one base or one place. */
static void place_rows(data_effort effort)
{
    enum { ROWS = 500, MOST = 40 };
    static uint16_t columns[ROWS][MOST];
    static data_row rows[ROWS];
    uint64_t seed = 3;
    size_t size, total = 0;
    for (size_t i = 0; i < ROWS; i++) {
        uint16_t column = 0;
        rows[i] = (data_row){ .columns = columns[i], .count = next_random(&seed) % MOST };
        for (size_t k = 0; k < rows[i].count; k++)
            columns[i][k] = column = (uint16_t)(column + 1 + next_random(&seed) % 300);
        total += rows[i].count;
    }
    assert_true(data_place_rows(rows, ROWS, effort, &size));
    assert_true(size >= total);
    bool *taken = calloc(size, sizeof *taken), *based = calloc(size, sizeof *based);
    assert_non_null(taken);
    assert_non_null(based);
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].count == 0)
            continue;
        assert_true(rows[i].base > 0 && rows[i].base < size);
        assert_false(based[rows[i].base]);
        based[rows[i].base] = true;
        for (size_t k = 0; k < rows[i].count; k++) {
            size_t at = rows[i].base + (size_t)columns[i][k];
            assert_true(at < size);
            assert_false(taken[at]);
            taken[at] = true;
        }
    }
    free(taken);
    free(based);
}

static void rows_do_not_meet(void **state)
{
    (void)state;
    place_rows(DATA_PLACE_DENSE);
    place_rows(DATA_PLACE_QUICK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(margins_are_the_loss_of_deciding_otherwise),
        cmocka_unit_test(best_cuts_are_the_best_of_all),
        cmocka_unit_test(rows_do_not_meet),
    };
    return cmocka_run_group_tests_name("seg", tests, NULL, NULL);
}

/* seg.c - the segmentation engine's parts that can be held against all possibilities: margins and best cuts of short
 * clauses with random weights, and the placing of sparse rows; and its paths with vectors, against plain C.
 */
#include "test.h"

#include <stdlib.h>

#include "../built_data.h"
#include "data/row_placement.h"
#include "filters/seg/marks.h"
#include "filters/seg/marks_avx512.h"
#include "segment/coarse/doubts.h"
#include "segment/coarse/doubts_avx2.h"
#include "segment/compile/model_rows.h"
#include "segment/lattice/path_places.h"
#include "segment/lattice/path_places_avx2.h"
#include "segment/lexicon_nodes.h"
#include "segment/n_best.h"
#include "segment/pairs/pair_lookup.h"
#include "segment/pairs/pair_lookup_avx2.h"
#include "segment/sections.h"
#include "segment/segmenter.h"
#include "segment/tags/tag_sums.h"
#include "segment/tags/tag_sums_avx2.h"
#include "text/buffer.h"
#include "text/bytes.h"

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

enum { TEXT_MOST = 400 };

/* Random text of words, characters in both scripts, numerals, Latin, digits and punctuation: a clause or more. */
static hp_span random_text(char *text, uint64_t *seed)
{
    static const char *const pieces[] = {
        "南京市", "长江", "大桥", "研究生", "命",       "起源", "的",   "了",   "在", "中华人民共和国",
        "國",     "語",   "三",   "十",     "二〇二〇", "年",   "，",   "A",    "4",  "卡拉OK",
        "·",      "龘",   "か",   "é",      "不",       "是",   "我们", "什么", "𠀀", "陈",
        "大文",   "来到", "也",   "涨",     "家"
    };
    size_t length = 0, count = 1 + next_random(seed) % 30;
    for (size_t i = 0; i < count; i++) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    assert_true(length <= TEXT_MOST - 32);
    return (hp_span){ text, length };
}

/* Looks up, sums and tags, in plain C alone or with what the processor has. */
static void cut(const segmenter *seg, seg_clause *c, bool plain)
{
    (plain ? seg_prefetch_plain : seg_prefetch)(c, &seg->lex, &seg->model);
    (plain ? seg_look_up_pairs_plain : seg_look_up_pairs)(c, &seg->lex, &seg->model);
    seg_build_lattice(c, &seg->lex, NULL);
    if (plain) { /* which is what sums where tags may have limits, though none has */
        memset(c->limit, 0, c->n);
        c->limited = true;
    }
    seg_clause_tag(c, &seg->model);
}

/* Makes the coarse grain of a clause by itself, and of the same among others, `view`, if there is any doubt of it. */
static void assert_coarsened_alike(const segmenter *seg, const seg_clause *together, size_t begin, seg_clause *view,
                                   seg_clause *alone)
{
    memcpy(alone->fine, alone->cut, alone->n);
    segmenter_coarsen(seg, alone);
    view->has_symbol = alone->has_symbol;
    view->limited = together->limited;
    unsigned doubts = seg_doubts_of(together, begin, view->n);
    if (view->has_symbol || doubts & (SEG_DOUBT_WORDS | SEG_DOUBT_NUMERALS))
        segmenter_coarsen(seg, view);
    else if (doubts)
        seg_clause_join(seg, view, true);
    for (size_t i = 0; i < alone->n; i++) {
        assert_number("coarse cut", view->cut[i], alone->cut[i]);
        assert_number("cut of the fine grain", view->fine[i], alone->fine[i]);
    }
}

/* Cuts the clauses of the run together, and each by itself. */
static void assert_cut_alike(const segmenter *seg, seg_clause *together, seg_clause *alone, hp_span run, bool plain)
{
    size_t pos = 0, begin = 0;
    uint16_t left = 0;
    seg_clause view = { 0 };
    while (seg_clause_read_at(together, begin, &seg->lex, NULL, run, &pos, &left))
        begin = together->n + SEG_BETWEEN;
    cut(seg, together, plain);
    memcpy(together->fine, together->cut, together->n);
    together->cut[-1] = 1;
    seg_find_doubts(together);
    pos = begin = left = 0;
    while (seg_clause_read(alone, &seg->lex, NULL, run, &pos, &left)) {
        cut(seg, alone, plain);
        seg_clause_view(&view, together, begin, alone->n);
        assert_number("where it ends", view.start[view.n], alone->start[alone->n]);
        for (size_t i = 0; i < alone->n; i++) {
            assert_number("start", view.start[i], alone->start[i]);
            assert_number("cut", view.cut[i], alone->cut[i]);
            assert_true(view.score[i] == alone->score[i]);
        }
        for (size_t i = 0; i < alone->n; i++)
            for (size_t to = i + 2; to <= alone->n && to <= i + 4; to++)
                assert_number("word's number", seg_found_word_number(alone, &seg->lex, i, to),
                              seg_word_number(alone, &seg->lex, i, to));
        assert_coarsened_alike(seg, together, begin, &view, alone);
        begin += alone->n + SEG_BETWEEN;
    }
    assert_number("places", begin - SEG_BETWEEN, together->n);
}

/* A lexicon and a model in their wide forms, and their memory. */
typedef struct {
    seg_lexicon lex;
    seg_model model;
    hp_buf lexicon, uni, nodes, pairs, words;
} wide_model;

static void widen_rows(const char *rows, size_t count, hp_buf *out)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned k = 0; k < SEG_ROW_BLOCKS; k++)
            bytes_put_u64(out, seg_block(rows + SEG_ROW_SMALL * i, k, false));
}

static void widen_lexicon(wide_model *wide, const seg_lexicon *small)
{
    const double_array_packing from = DOUBLE_ARRAY_PACKED_LEXICON, to = DOUBLE_ARRAY_PACKED_8;
    for (uint32_t i = 0; i < small->node_count; i++) {
        const char *node = double_array_packed_at(small->nodes, from, small->node_count, i);
        uint64_t bits = (uint64_t)double_array_packed_base(node, from) << to.value_bits;
        bits = (bits | double_array_packed_value(node, from)) << to.code_bits;
        bytes_put_u64(&wide->lexicon, bits | double_array_packed_code(node, from));
    }
    wide->lex = *small;
    wide->lex.is_wide = true;
    wide->lex.nodes = wide->lexicon.ptr;
}

/* The same lexicon and model as wide ones. */
static wide_model widen_model(const seg_lexicon *lex, const seg_model *small)
{
    wide_model wide = { .model = *small };
    widen_lexicon(&wide, lex);
    widen_rows(small->uni, 2 * (size_t)small->unit_count, &wide.uni);
    widen_rows(small->pair_rows, small->pair_row_count, &wide.pairs);
    widen_rows(small->word_rows, small->word_count, &wide.words);
    for (size_t i = 0; i < 2 * (size_t)small->pair_count; i++)
        bytes_put_u32(&wide.nodes, bytes_u16(small->pair_nodes + 2 * i));
    wide.model.is_wide = true;
    wide.model.uni = wide.uni.ptr;
    wide.model.pair_nodes = wide.nodes.ptr;
    wide.model.pair_rows = wide.pairs.ptr;
    wide.model.word_rows = wide.words.ptr;
    return wide;
}

static void free_wide_model(wide_model *wide)
{
    hp_buf_free(&wide->lexicon);
    hp_buf_free(&wide->uni);
    hp_buf_free(&wide->nodes);
    hp_buf_free(&wide->pairs);
    hp_buf_free(&wide->words);
}

/* A wide model sums as the small one of the same weights does, with words of a wide lexicon. */
static void models_of_both_forms_sum_alike(void **state)
{
    (void)state;
    hp_data *data;
    segmenter seg;
    seg_clause c = { 0 };
    uint64_t seed = 8;
    char text[TEXT_MOST];
    assert_int_equal(open_built_data(&data, NULL), HP_OK);
    assert_int_equal(segmenter_open(&seg, data, NULL), HP_OK);
    wide_model wide = widen_model(&seg.lex, &seg.model);
    for (int round = 0; round < 500; round++) {
        hp_span run = random_text(text, &seed);
        size_t pos = 0;
        uint16_t left = 0;
        while (seg_clause_read(&c, &seg.lex, NULL, run, &pos, &left)) {
            uint64_t small[TEXT_MOST];
            for (int k = 0; k < 2; k++) {
                const seg_model *m = k ? &wide.model : &seg.model;
                const seg_lexicon *lex = k ? &wide.lex : &seg.lex;
                seg_prefetch_plain(&c, lex, m);
                seg_look_up_pairs_plain(&c, lex, m);
                seg_look_up_threes_plain(&c, lex);
                seg_build_lattice(&c, lex, NULL);
                seg_sum_weights(&c, m);
                for (size_t i = 0; i < c.n; i++)
                    if (k == 0)
                        small[i] = c.score[i];
                    else
                        assert_true(c.score[i] == small[i]);
            }
        }
    }
    free_wide_model(&wide);
    seg_clause_free(&c);
    hp_data_free(data);
}

/* What is between clauses must not let the one have to do with the other, nor must a clause without doubts have
 * anything that is changed; the first arrays are too small for some. */
static void clauses_together_are_cut_as_alone(void **state)
{
    (void)state;
    hp_data *data;
    segmenter seg;
    seg_clause together = { 0 }, alone = { 0 };
    uint64_t seed = 5;
    char text[20 * TEXT_MOST];
    assert_int_equal(open_built_data(&data, NULL), HP_OK);
    assert_int_equal(segmenter_open(&seg, data, NULL), HP_OK);
    for (int round = 0; round < 400; round++) {
        size_t length = 0;
        for (uint64_t texts = 1 + next_random(&seed) % 20; texts > 0; texts--)
            length += random_text(text + length, &seed).len;
        assert_cut_alike(&seg, &together, &alone, (hp_span){ text, length }, round % 2);
        if (round % 50 == 0)
            seg_clause_free(&together);
    }
    seg_clause_free(&together);
    seg_clause_free(&alone);
    hp_data_free(data);
}

/* Marks and copies a clause of n units from byte `at` of the stretch on, with each way to cut it. */
static void assert_copied_with_each_cut(seg_clause *c, unsigned n, hp_span text, size_t at, bool is_even)
{
    enum { PLACE = 2 };
    static seg_marks marks;
    char got[256], want[128];
    for (unsigned cuts = 0; cuts < 1u << n; cuts++) {
        size_t length = at, end = at + c->start[PLACE + n];
        memcpy(want, text.ptr, at);
        for (unsigned i = 0; i < n; i++) {
            size_t from = at + c->start[PLACE + i], unit = c->start[PLACE + i + 1] - c->start[PLACE + i];
            if (i > 0 && cuts >> (i - 1) & 1)
                want[length++] = '|';
            memcpy(want + length, text.ptr + from, unit);
            length += unit;
            c->cut[PLACE + i] = cuts >> i & 1;
        }
        seg_mark_words(&marks, c, PLACE, n, at, is_even);
        hp_span stretch = { text.ptr, end };
        assert_number("length", (size_t)(seg_copy_marked(&marks, stretch, '|', got) - got), length);
        assert_memory_equal(got, want, length);
    }
}

/* Clauses of up to eleven units, of three bytes each and of one to three, at places of the stretch where their marks
 * are in one number or in two. */
static void separators_are_where_words_begin(void **state)
{
    (void)state;
    static const char text[] =
        "0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghij";
    const hp_span span = { text, sizeof text - 1 };
    const size_t places[] = { 0, 1, 31, 40, 60 };
    seg_clause c = { 0 };
    assert_true(seg_clause_grow(&c));
    for (unsigned n = 1; n <= 11; n++)
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            for (unsigned i = 0; i <= n; i++)
                c.start[2 + i] = 3 * i;
            if (places[k] + 3 * n <= span.len)
                assert_copied_with_each_cut(&c, n, span, places[k], true);
            for (unsigned i = 0; i < n; i++)
                c.start[2 + i + 1] = c.start[2 + i] + 1 + i % 3;
            assert_copied_with_each_cut(&c, n, span, places[k], false);
        }
    seg_clause_free(&c);
}

#if VECTOR_X86
static void assert_same_numbers(const char *what, const uint32_t *plain, const uint32_t *vector, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_number(what, vector[i], plain[i]);
}

static void assert_same_bytes(const char *what, const uint8_t *plain, const uint8_t *vector, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_number(what, vector[i], plain[i]);
}

static void assert_looked_up_alike(const segmenter *seg, seg_clause *plain, seg_clause *vector)
{
    size_t n = plain->n;
    seg_prefetch_plain(plain, &seg->lex, &seg->model);
    seg_prefetch_avx2(vector, &seg->lex, &seg->model);
    assert_same_numbers("pair", plain->pair, vector->pair, n);
    assert_same_numbers("alone", plain->alone, vector->alone, n);
    assert_same_bytes("hint", plain->hint, vector->hint, n);
    seg_look_up_pairs_plain(plain, &seg->lex, &seg->model);
    seg_look_up_pairs_avx2(vector, &seg->lex, &seg->model);
    assert_same_numbers("row", plain->row - 2, vector->row - 2, n + 3);
    assert_same_numbers("base", plain->base, vector->base, n);
    assert_same_numbers("cost", plain->cost, vector->cost, n);
    assert_same_bytes("two", plain->two - 1, vector->two - 1, n + 1);
    seg_look_up_threes_plain(plain, &seg->lex);
    seg_look_up_threes_avx2(vector, &seg->lex);
    assert_same_numbers("base behind three", plain->third_base, vector->third_base, n);
    assert_same_numbers("cost of three", plain->third_cost, vector->third_cost, n);
    assert_same_bytes("three", plain->three - 2, vector->three - 2, n + 2);
}

/* The lattice's last steps, once more, from nothing. */
static void assert_followed_alike(const segmenter *seg, seg_clause *plain, seg_clause *vector)
{
    size_t n = plain->n;
    for (int k = 0; k < 2; k++) {
        seg_clause *c = k ? vector : plain;
        memset(c->longest_begin, 0, n);
        memset(c->longest_end, 0, n);
        memset(c->covered_by, 0, n);
        memset(c->node, 0, n * sizeof *c->node);
        memset(c->path_place, 0, n);
    }
    seg_note_lengths_plain(plain);
    seg_note_lengths_avx2(vector);
    assert_same_bytes("longest that begins", plain->longest_begin, vector->longest_begin, n);
    assert_same_bytes("longest that ends", plain->longest_end, vector->longest_end, n);
    assert_same_bytes("covered", plain->covered_by, vector->covered_by, n);
    seg_follow_path_plain(plain, &seg->lex);
    seg_follow_path_avx2(vector, &seg->lex);
    assert_same_numbers("node", plain->node, vector->node, n);
    assert_same_bytes("place", plain->path_place - 1, vector->path_place - 1, n + 2);
    for (size_t end = n; end > 0; end = plain->from[end])
        assert_number("from", vector->from[end], plain->from[end]);
}

/* The doubts about what was cut. */
static void assert_doubted_alike(const segmenter *seg, seg_clause *plain, seg_clause *vector)
{
    seg_clause_tag(plain, &seg->model);
    seg_clause_tag(vector, &seg->model);
    plain->cut[-1] = vector->cut[-1] = 1;
    seg_find_doubts_plain(plain);
    seg_find_doubts_avx2(vector);
    for (size_t i = 0; i + 4 < plain->n; i++) /* what is behind the clause may be anything */
        assert_number("doubt", vector->doubt[i], plain->doubt[i]);
}

static void assert_summed_alike(const segmenter *seg, seg_clause *plain, seg_clause *vector)
{
    seg_build_lattice(plain, &seg->lex, NULL);
    seg_build_lattice(vector, &seg->lex, NULL);
    seg_sum_weights(plain, &seg->model);
    seg_sum_tags(plain, &seg->model);
    seg_sum_tags_avx2(vector, &seg->model);
    for (size_t i = 0; i < plain->n; i++)
        assert_true(vector->score[i] == plain->score[i]);
    assert_same_bytes("back", plain->back, vector->back, plain->n);
    assert_number("S at the end", vector->back[plain->n] >> SEG_S, plain->back[plain->n] >> SEG_S);
}

/* Looks up and sums all clauses of random texts both ways. */
static void assert_vectors_do_as_plain_c(const segmenter *seg)
{
    seg_clause plain = { 0 }, vector = { 0 };
    uint64_t seed = 4;
    char text[TEXT_MOST];
    for (int round = 0; round < 2000; round++) {
        hp_span run = random_text(text, &seed);
        size_t pos = 0, again = 0;
        uint16_t left = 0, same = 0;
        while (seg_clause_read(&plain, &seg->lex, NULL, run, &pos, &left)) {
            assert_true(seg_clause_read(&vector, &seg->lex, NULL, run, &again, &same));
            assert_looked_up_alike(seg, &plain, &vector);
            assert_summed_alike(seg, &plain, &vector);
            assert_followed_alike(seg, &plain, &vector);
            assert_doubted_alike(seg, &plain, &vector);
        }
    }
    seg_clause_free(&plain);
    seg_clause_free(&vector);
}

static void vectors_find_and_sum_what_plain_c_does(void **state)
{
    (void)state;
    hp_data *data;
    segmenter seg;
    if (!VECTOR_HAS("avx2"))
        LEAVE_CASE("there is no AVX2");
    assert_int_equal(open_built_data(&data, NULL), HP_OK);
    assert_int_equal(segmenter_open(&seg, data, NULL), HP_OK);
    assert_false(seg.model.is_wide || seg.lex.is_wide);
    assert_vectors_do_as_plain_c(&seg);
    wide_model wide = widen_model(&seg.lex, &seg.model);
    seg.model = wide.model;
    seg.lex = wide.lex;
    assert_vectors_do_as_plain_c(&seg);
    free_wide_model(&wide);
    hp_data_free(data);
}

/* Copies marked text of each length up to some blocks' in both ways. */
static void vectors_copy_marked_text(void **state)
{
    (void)state;
    enum { MOST = 300 };
    static const char all[] = "|";
    char text[MOST], got[2 * MOST + SEG_MARKS_BEYOND], want[2 * MOST];
    seg_marks marks = { { 0 } };
    uint64_t seed = 6;
    if (!seg_marks_have_avx512())
        LEAVE_CASE("there is no AVX-512");
    for (size_t length = 0; length <= MOST; length++) {
        for (size_t i = 0; i < length; i++) {
            text[i] = (char)next_random(&seed);
            seg_mark(&marks, i, next_random(&seed) % 3 == 0);
        }
        hp_span span = { text, length };
        size_t plain = (size_t)(seg_copy_marked_plain(&marks, span, all[0], want) - want);
        assert_number("length", (size_t)(seg_copy_marked_avx512(&marks, span, all[0], got) - got), plain);
        assert_memory_equal(got, want, plain);
        memset(&marks, 0, sizeof marks);
    }
}
#endif

/* Rows of one content have one number, whatever stands between them; numbers rise by one as new content comes. */
static void equal_rows_have_one_number(void **state)
{
    (void)state;
    static const uint64_t contents[] = { 7, 9, 7, 8, 9, 7 };
    static const uint32_t numbers[] = { 1, 2, 1, 3, 2, 1 };
    enum { ROWS = sizeof contents / sizeof *contents };
    seg_model_row rows[ROWS] = { { 0 } };
    size_t different;
    for (size_t i = 0; i < ROWS; i++) {
        rows[i].key = (uint32_t)i; /* what the rows are of does not count */
        rows[i].blocks[SEG_ROW_BLOCKS - 1] = contents[i];
    }
    assert_true(seg_number_rows(rows, ROWS, &different));
    assert_number("different rows", different, 3);
    for (size_t i = 0; i < ROWS; i++)
        assert_number("row", rows[i].number, numbers[i]);
    assert_true(seg_number_rows(rows, 0, &different));
    assert_number("no rows", different, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(margins_are_the_loss_of_deciding_otherwise),
        cmocka_unit_test(best_cuts_are_the_best_of_all),
        cmocka_unit_test(rows_do_not_meet),
        cmocka_unit_test(equal_rows_have_one_number),
        cmocka_unit_test(models_of_both_forms_sum_alike),
        cmocka_unit_test(clauses_together_are_cut_as_alone),
        cmocka_unit_test(separators_are_where_words_begin),
#if VECTOR_X86
        cmocka_unit_test(vectors_find_and_sum_what_plain_c_does),
        cmocka_unit_test(vectors_copy_marked_text),
#endif
    };
    return cmocka_run_group_tests_name("seg", tests, NULL, NULL);
}

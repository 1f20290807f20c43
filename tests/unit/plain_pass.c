/* plain_pass.c - the plain pass on tables made by hand: each processor's against what it says of single characters, and
 * what is sorted out of its places against the keys that match there.
 */
#include "test.h"

#include "convert/plain/pairs.h"
#include "convert/plain/pairs_avx2.h"
#include "convert/plain/pairs_avx512.h"
#include "convert/plain/plain_pass.h"
#include "convert/plain/plain_pass_avx2.h"
#include "convert/plain/plain_pass_avx512.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/bytes.h"

static void open_built(conv_build *build, hp_buf *bytes, conv_table *table)
{
    assert_true(conv_build_write(build, bytes));
    conv_build_free(build);
    assert_int_equal(conv_table_open(table, (hp_span){ bytes->ptr, bytes->len }, NULL, NULL, NULL), HP_OK);
}

typedef const char *vector_pass(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                conv_places *places, bool *stops);

/* Runs a pass over `text`, copying what it leaves, and fails where what is written is not each character's output, or a
 * place is not listed whose pair decides or that has a flag of `listed`, or ASCII is written that starts a pair.  NULL:
 * the pass for this processor. */
static void check_pass(const conv_table *table, hp_span text, uint32_t listed, vector_pass *pass)
{
    hp_buf out = { 0 }, wanted = { 0 };
    conv_writer w;
    conv_write_start(&w, &out, text);
    for (const char *at = text.ptr; at < w.end;) {
        conv_places places = { .from = at, .listed = listed };
        bool stops;
        const char *to = pass ? pass(&w, table, CONV_TABLE_NOT_3_TO_3, at, &places, &stops)
                              : conv_write_characters(&w, table, CONV_TABLE_NOT_3_TO_3, at, &places);
        size_t seen = 0, n;
        for (const char *p = at; p < to; p += n) {
            n = utf8_lead_length((unsigned char)*p);
            assert_in_range(n, 1, 3);
            uint32_t bytes = utf8_char_bytes(p, n), entry = conv_table_entry(table, conv_table_slot(table, p, n));
            assert_int_equal(entry >> 24 & CONV_TABLE_NOT_3_TO_3, 0);
            bytes_put_u32(&wanted, n == 3 ? bytes ^ (entry & 0xFFFFFF) : bytes);
            wanted.len -= 4 - n;
            assert_false(n == 1 && entry >> 31 && conv_table_deciding_at(table, p, n, w.end));
            bool pair = n == 3 && entry >> 31 && conv_table_deciding_at(table, p, n, w.end);
            if (pair || entry >> 24 & listed)
                assert_ptr_equal(places.from + places.offsets[seen++], p);
        }
        assert_int_equal(seen, places.count);
        at = to;
        n = at < w.end ? utf8_lead_length((unsigned char)*at) : 0;
        for (size_t i = 0; !conv_pass_ends(&places, to) && i < n; i++)
            hp_buf_append(&wanted, (hp_span){ at + i, 1 });
        conv_write(&w, (hp_span){ at, !conv_pass_ends(&places, to) ? n : 0 }, at + n);
        at += !conv_pass_ends(&places, to) ? n : 0;
    }
    conv_write_finish(&w);
    assert_int_equal(out.len, wanted.len);
    assert_memory_equal(out.ptr, wanted.ptr, out.len);
    hp_buf_free(&out);
    hp_buf_free(&wanted);
}

/* Appends `length` of the first `kinds` parts, as chance has them. */
static void add_parts(hp_buf *text, const char *const *parts, size_t kinds, size_t length, uint64_t *random)
{
    for (; length > 0; length--)
        hp_buf_append(text, span_of_string(parts[next_random(random) % kinds]));
}

/* Texts of every mixture and length: what stops stands anywhere in a block, and characters lie over blocks' ends. */
static void the_plain_pass_is_the_same_in_vectors(void **state)
{
    static const char *const parts[] = { "国", "头发", "头", "发", "a", "bc ", "，", "é",
                                         "𠀀", "x",    "人", "\n", "=", "S",   "P" };
    conv_build *build = conv_build_new();
    conv_table table;
    hp_buf bytes = { 0 };
    uint64_t random = 7;
    (void)state;
    conv_build_add(build, SPAN("头发"), SPAN("頭髮"), 0);
    conv_build_add(build, SPAN("头"), SPAN("頭"), 1);
    conv_build_add(build, SPAN("发"), SPAN("發"), 1);
    conv_build_add(build, SPAN("国"), SPAN("國"), 1);
    conv_build_add(build, SPAN("x"), SPAN("yy"), 1);
    conv_build_add(build, SPAN("人"), SPAN("人人"), 1);
    conv_build_add(build, SPAN("S国"), SPAN("s"), 0);
    conv_build_add(build, SPAN("PS"), SPAN("p"), 0);
    conv_build_flag(build, U'国', CONV_TABLE_HAS_CHOICE);
    conv_build_flag(build, U'头', CONV_TABLE_HAS_CHOICE);
    open_built(build, &bytes, &table);
    for (size_t round = 0; round < 3000; round++) {
        hp_buf text = { 0 };
        size_t length = next_random(&random) % 300, kinds = 1 + next_random(&random) % COUNT(parts);
        add_parts(&text, parts, kinds, length, &random);
        hp_span whole = { text.ptr ? text.ptr : "", text.len };
        uint32_t listed = round % 2 ? CONV_TABLE_HAS_CHOICE : 0;
        check_pass(&table, whole, listed, NULL);
#if VECTOR_X86
        if (VECTOR_HAS("avx2"))
            check_pass(&table, whole, listed, conv_write_characters_avx2);
        if (conv_has_avx512())
            check_pass(&table, whole, listed, conv_write_characters_avx512);
#endif
        hp_buf_free(&text);
    }
    hp_buf_free(&bytes);
}

static bool decides(const conv_match *match)
{
    return match->chars > 1 && !match->plain;
}

/* Fails unless conv_find_pairs() keeps each place in `text` at which a deciding key matches, of either kind, and the
 * pair is all of the match where it says so.  Adds to counts what is asked and what is kept. */
static void check_places(const conv_table *table, hp_span text, size_t counts[2])
{
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end; at += utf8_char_length(at, end)) {
        if (utf8_char_length(at, end) != 3 || !conv_table_deciding_at(table, at, 3, end))
            continue;
        conv_places places = { .from = at, .count = 1 };
        conv_pair pair = { .at = NULL };
        size_t kept = conv_find_pairs(table, &places, end, CONV_PAIR_ASKS_AROUND, &pair);
        hp_span rest = { at, (size_t)(end - at) };
        conv_match later, match = conv_table_match_both(table, rest, conv_table_first(table, at, 3), &later);
        counts[0]++;
        counts[1] += kept;
        if (decides(&match) || decides(&later))
            assert_int_equal(kept, 1);
        if (kept == 0 || pair.goes_on)
            continue;
        assert_ptr_equal(pair.at, at);
        const conv_match *wanted = decides(&match) ? &match : &later;
        conv_match near;
        bool found = pair.second != 0 && conv_table_match_two(table, pair.first, pair.second, &near);
        assert_int_equal(found, wanted->chars == 2);
        if (!found)
            continue;
        assert_int_equal(pair.length, wanted->length);
        assert_int_equal(near.priority, wanted->priority);
        assert_bytes("the same output", near.value, wanted->value);
    }
}

/* What sorting in vectors was seen to do. */
struct sorted {
    size_t places, apart; /* so many were sorted, so many found not to be joined */
};

#if VECTOR_X86
/* Fails unless the `count` places of `text` that vectors kept, of the first `done`, are those that are kept one by one,
 * and what they call not joined is not. */
static void check_kept(const conv_table *table, hp_span text, const conv_places *places, size_t done,
                       const uint32_t *kept, size_t count, struct sorted *sorted)
{
    const char *end = text.ptr + text.len;
    uint32_t wanted[COUNT(places->offsets)];
    conv_places first = *places;
    first.count = done;
    assert_int_equal(conv_sort_places(table, &first, 0, end, wanted, 0), count);
    for (size_t i = 0; i < count; i++) {
        const char *at = text.ptr + (kept[i] & CONV_PAIR_OFFSET), *back = at;
        assert_int_equal(kept[i] | CONV_PAIR_JOINED | CONV_PAIR_BREAKS, wanted[i]);
        assert_true(kept[i] & CONV_PAIR_BREAKS || !conv_table_pair_at(table, at + 3, 3, end));
        while (back > text.ptr && (back == at || ((unsigned char)*back & 0xC0) == 0x80))
            back--;
        assert_true(kept[i] & CONV_PAIR_JOINED || !conv_table_joins(table, back, (size_t)(at - back), end));
        sorted->apart += !(kept[i] & CONV_PAIR_JOINED);
    }
    sorted->places += done;
}
#endif

/* Fails unless the places of `text` are sorted out alike by each of this processor's vectors and one by one. */
static void check_sorting(const conv_table *table, hp_span text, struct sorted *sorted)
{
#if VECTOR_X86
    const char *end = text.ptr + text.len;
    conv_places places = { .from = text.ptr };
    uint32_t kept[COUNT(places.offsets) + CONV_PLACES_MORE];
    for (const char *at = text.ptr; at < end; at += utf8_char_length(at, end))
        if (places.count < CONV_PLACES && utf8_char_length(at, end) == 3 && conv_table_deciding_at(table, at, 3, end))
            places.offsets[places.count++] = (uint32_t)(at - text.ptr);
    if (conv_has_avx512()) {
        size_t count = 0, done = conv_sort_places_avx512(table, &places, end, kept, &count);
        check_kept(table, text, &places, done, kept, count, sorted);
    }
    for (int asks = CONV_PAIR_ASKS_ALONE; asks <= CONV_PAIR_ASKS_AROUND && conv_has_avx2(); asks++) {
        size_t count = 0, done = conv_sort_places_avx2(table, &places, end, (conv_pair_asks)asks, kept, &count);
        check_kept(table, text, &places, done, kept, count, sorted);
    }
#else
    (void)table, (void)text, (void)sorted;
#endif
}

/* 头发 decides by itself, 发现者 by its third character, and 头发人 keeps the first from matching; 国人 is a later stage's.
 */
static void places_are_kept_where_a_deciding_key_may_match(void **state)
{
    static const char *const parts[] = { "头", "发", "现", "者", "人", "国", "a", "é", "𠀀" };
    conv_build *build = conv_build_new();
    conv_table table;
    hp_buf bytes = { 0 };
    uint64_t random = 11;
    size_t counts[2] = { 0, 0 };
    struct sorted sorted = { 0, 0 };
    (void)state;
    conv_build_add(build, SPAN("头发"), SPAN("頭髮"), 0);
    conv_build_add(build, SPAN("头发人"), SPAN("頭發人"), 0);
    conv_build_add(build, SPAN("头发a"), SPAN("頭發a"), 0);
    conv_build_add(build, SPAN("头𠀀人"), SPAN("人"), 0);
    conv_build_add(build, SPAN("发现者"), SPAN("發現者們"), 0);
    conv_build_add(build, SPAN("发现人"), SPAN("發現人"), 0);
    conv_build_add(build, SPAN("国人"), SPAN("國民"), CONV_TABLE_LATER);
    conv_build_add(build, SPAN("国人é"), SPAN("國"), CONV_TABLE_LATER + 1);
    conv_build_add(build, SPAN("头"), SPAN("頭"), 1);
    conv_build_add(build, SPAN("发"), SPAN("發"), 1);
    conv_build_add(build, SPAN("国"), SPAN("國"), 1);
    open_built(build, &bytes, &table);
    for (size_t round = 0; round < 3000; round++) {
        hp_buf text = { 0 };
        add_parts(&text, parts, COUNT(parts), next_random(&random) % 400, &random);
        hp_span whole = { text.ptr ? text.ptr : "", text.len };
        check_places(&table, whole, counts);
        check_sorting(&table, whole, &sorted);
        hp_buf_free(&text);
    }
    assert_true(counts[1] > 0 && counts[1] < counts[0]);
#if VECTOR_X86
    if (conv_has_avx2())
        assert_true(sorted.places > 10000 && sorted.apart > 1000);
#endif
    hp_buf_free(&bytes);
}

/* 甲乙丙 has 甲乙 at its start and 乙丙 inside; no key has 丙甲. */
static void keys_join_the_characters_that_they_have_side_by_side(void **state)
{
    static const char inside[] = "甲乙丙a𠀀丁";
    conv_build *build = conv_build_new();
    conv_table table;
    hp_buf bytes = { 0 };
    (void)state;
    conv_build_add(build, SPAN("甲乙丙a𠀀丁"), SPAN("戊"), 0);
    conv_build_add(build, SPAN("丁"), SPAN("己"), 1);
    open_built(build, &bytes, &table);
    const char *end = inside + sizeof inside - 1, *next;
    for (const char *at = inside; (next = at + utf8_char_length(at, end)) < end; at = next)
        assert_true(conv_table_joins(&table, at, (size_t)(next - at), end));
    assert_false(conv_table_joins(&table, "丙甲", 3, &"丙甲"[6]));
    assert_false(conv_table_joins(&table, "丁甲", 3, &"丁甲"[6]));
    hp_buf_free(&bytes);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_pass_is_the_same_in_vectors),
        cmocka_unit_test(places_are_kept_where_a_deciding_key_may_match),
        cmocka_unit_test(keys_join_the_characters_that_they_have_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

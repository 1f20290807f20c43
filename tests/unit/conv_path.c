/* conv_path.c - the parts of the best path against what they are short for: a look in vectors against one character by
 * character, the parts of a window between places that no word crosses against the whole window, what is asked of many
 * places at once against one place after the other.
 */
#include "test.h"

#include <stdlib.h>

#include "convert/path/best_path.h"
#include "convert/path/text_script.h"
#include "convert/path/look/look.h"
#include "convert/path/look/near_pairs.h"
#include "convert/plain/plain_pass_avx2.h"
#include "convert/plain/plain_pass_avx512.h"
#include "convert/plain/plain_pass.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/utf8.h"

/* Characters that make texts; the first eight can be in windows, 丘 stands in no word, 两 becomes six bytes. */
static const char *const characters[] = { "国", "制", "定", "头", "发", "里", "后", "生",
                                          "丘", "两", "，", "a",  "é",  "𠀀", "\n", "⿰" };

/* What there is of the first eight. */
static const struct mark {
    uint32_t marks;
    unsigned flags;
} marks[] = {
    { 0, CONV_TABLE_TELLS_NOTHING },
    { 0, CONV_TABLE_TELLS_NOTHING },
    { CONV_HAS_RULE, CONV_TABLE_MARKED },
    { CONV_ONLY_SIMPLIFIED, CONV_TABLE_SIMPLIFIED },
    { CONV_ONLY_SIMPLIFIED, CONV_TABLE_SIMPLIFIED },
    { CONV_IN_BOTH, CONV_TABLE_MARKED | CONV_TABLE_HAS_CHOICE },
    { CONV_HAS_RULE, CONV_TABLE_MARKED | CONV_TABLE_HAS_CHOICE },
    { 0, CONV_TABLE_TELLS_NOTHING },
};
static const char rules[] = "后\t後\talone\n定头\t定頭\tafter\t制 国\n定\t錠\tbefore\t发 生\n";

enum { WORDS = 60 };

struct tables {
    hp_buf outputs, words;
    conv_best_path best;
};

/* True where the plain pass says what it saw of characters. */
static bool has_vectors(void)
{
#if VECTOR_X86
    return conv_has_avx512() || conv_has_avx2();
#else
    return false;
#endif
}

static void append(hp_buf *text, const char *string)
{
    hp_buf_append(text, span_of_string(string));
}

/* Makes words of two to four of the first eight characters, at random costs. */
static void add_random_words(conv_build *words, hp_buf made[WORDS], uint64_t *random)
{
    for (size_t i = 0; i < WORDS; i++) {
        made[i] = (hp_buf){ 0 };
        for (size_t n = 2 + next_random(random) % 3; n > 0; n--)
            append(&made[i], characters[next_random(random) % 8]);
        conv_build_add_number(words, (hp_span){ made[i].ptr, made[i].len }, 1 + next_random(random) % 900);
    }
}

/* Gives the word a random output, and says so where it costs more than its parts. */
static void add_output(conv_build *outputs, const conv_table *words, hp_span word, uint64_t *random)
{
    hp_buf output = { 0 };
    uint32_t pair[2] = { 0 };
    for (size_t at = 0; at < word.len; at += 3)
        append(&output, characters[next_random(random) % 16]);
    conv_build_add(outputs, word, (hp_span){ output.ptr, output.len }, 0);
    utf8_decode(word, &pair[0]);
    utf8_decode((hp_span){ word.ptr + 3, word.len - 3 }, &pair[1]);
    if (!conv_lattice_is_word(words, word))
        conv_build_weak(outputs, pair[0], pair[1]);
    hp_buf_free(&output);
}

static void write_table(conv_build *build, hp_buf *bytes, conv_table *table)
{
    assert_true(conv_build_write(build, bytes));
    conv_build_free(build);
    assert_int_equal(conv_table_open(table, (hp_span){ bytes->ptr, bytes->len }, NULL, NULL, NULL), HP_OK);
}

static void open_tables(struct tables *t, uint64_t *random)
{
    conv_build *outputs = conv_build_new(), *words = conv_build_new();
    hp_buf made[WORDS];
    *t = (struct tables){ .best.simplified = true };
    assert_true(conv_context_rules_parse(&t->best.rules, CONV_CONTEXT_SIMPLIFIED, span_of_string(rules)));
    add_random_words(words, made, random);
    for (size_t i = 0; i < 8; i++) {
        const struct mark *m = &marks[i];
        uint32_t cp = 0;
        utf8_decode(span_of_string(characters[i]), &cp);
        conv_build_add_number(words, span_of_string(characters[i]), 300 + next_random(random) % 300);
        conv_build_marks(words, cp, m->marks);
        conv_build_flag(outputs, cp, m->flags);
    }
    conv_build_costs(words, 64, 1326);
    write_table(words, &t->words, &t->best.words);
    for (size_t i = 0; i < WORDS; i++) {
        if (i % 2)
            add_output(outputs, &t->best.words, (hp_span){ made[i].ptr, made[i].len }, random);
        hp_buf_free(&made[i]);
    }
    conv_build_add(outputs, SPAN("发"), SPAN("發"), 1);
    conv_build_add(outputs, SPAN("两"), SPAN("兩兩"), 1);
    conv_build_add(outputs, SPAN("国制a"), SPAN("國製A"), 0);
    write_table(outputs, &t->outputs, &t->best.outputs);
}

static void close_tables(struct tables *t)
{
    hp_buf_free(&t->outputs);
    hp_buf_free(&t->words);
}

/* A text of up to `most` of the first `kinds` characters. */
static hp_buf random_text(uint64_t *random, size_t most, size_t kinds)
{
    hp_buf text = { 0 };
    append(&text, "国");
    for (size_t n = next_random(random) % most; n > 0; n--)
        append(&text, characters[next_random(random) % kinds]);
    return text;
}

static void assert_same_look(const conv_look *a, const conv_look *b)
{
    assert_int_equal(a->from, b->from);
    assert_int_equal(a->to, b->to);
    assert_int_equal(a->pairs, b->pairs);
    assert_int_equal(a->choices, b->choices);
    assert_int_equal(a->simplified, b->simplified);
    assert_int_equal(a->marked, b->marked);
}

/* 国头a in a look around 头: 国 and 头, of which 头 tells. */
static void a_look_tells_what_stands_together(void **state)
{
    uint64_t random = 5;
    struct tables t;
    (void)state;
    open_tables(&t, &random);
    const char text[] = "国头a";
    conv_look look = conv_look_around(&t.best.outputs, text + 3, 1, text + 7);
    assert_int_equal(look.from, 0);
    assert_int_equal(look.to, 2);
    assert_int_equal(look.simplified, 2);
    assert_int_equal(look.choices, 0);
    close_tables(&t);
}

static void a_look_is_the_same_in_vectors(void **state)
{
    uint64_t random = 3;
    struct tables t;
    (void)state;
    open_tables(&t, &random);
    for (size_t round = 0; round < 3000; round++) {
        hp_buf text = random_text(&random, 60, 8 + next_random(&random) % 9);
        const char *end = text.ptr + text.len;
        for (const char *at = text.ptr; at < end; at += utf8_lead_length((unsigned char)*at)) {
            unsigned left = (unsigned)(at - text.ptr) / 3 < 6 ? (unsigned)(at - text.ptr) / 3 : 6;
            conv_look plain = conv_look_plainly(&t.best.outputs, at, left, end),
                      chosen = conv_look_around(&t.best.outputs, at, left, end);
            assert_same_look(&plain, &chosen);
        }
        hp_buf_free(&text);
    }
    close_tables(&t);
}

/* The plain pass's flags give the same look at each place that it lists, but for pairs, of which they say nothing. */
static void flags_of_characters_give_the_same_look(void **state)
{
    uint64_t random = 7;
    struct tables t;
    size_t compared = 0;
    (void)state;
    if (!has_vectors())
        LEAVE_CASE("there are no vectors");
    open_tables(&t, &random);
    for (size_t round = 0; round < 300; round++) {
        hp_buf text = random_text(&random, 60, 9), out = { 0 };
        for (size_t i = 0; i < 8; i++) {
            append(&text, i % 2 ? "a" : "，");
            hp_buf more = random_text(&random, 60, 9);
            hp_buf_append(&text, (hp_span){ more.ptr, more.len });
            hp_buf_free(&more);
        }
        const hp_span all = { text.ptr, text.len };
        conv_character_flags seen;
        conv_places places = { .listed = CONV_TABLE_HAS_CHOICE, .seen = &seen };
        conv_writer writer;
        conv_write_start(&writer, &out, all);
        conv_write_characters(&writer, &t.best.outputs, CONV_TABLE_NOT_3_TO_3, all.ptr, &places);
        for (size_t i = 0; i < seen.places; i++) {
            const char *at = places.from + places.offsets[i];
            unsigned left = (unsigned)(at - all.ptr) / 3 < 6 ? (unsigned)(at - all.ptr) / 3 : 6;
            conv_look look, plain = conv_look_plainly(&t.best.outputs, at, left, all.ptr + all.len);
            if (!conv_look_at_flags(&seen, seen.numbers[i], left, &look))
                continue;
            plain.pairs = 0;
            assert_same_look(&look, &plain);
            compared++;
        }
        hp_buf_free(&text);
        hp_buf_free(&out);
    }
    assert_true(compared > 3000);
    close_tables(&t);
}

/* All characters that start before `to` are looked at, and no other. */
static void pairs_near_a_word_are_found_in_vectors(void **state)
{
    uint64_t random = 17;
    struct tables t;
    (void)state;
    open_tables(&t, &random);
    for (size_t round = 0; round < 5000; round++) {
        hp_buf text = random_text(&random, 90, 8 + next_random(&random) % 9);
        const char *const readable = text.ptr + text.len;
        const char *end = readable, *to = text.ptr + 1 + next_random(&random) % text.len, *p = text.ptr;
        for (const char *at = text.ptr; at < to;) {
            const conv_near_pairs found = conv_find_near_pairs(&t.best.outputs, at, to, end, readable);
            assert_true(found.length > 0);
            for (; p < at + found.length; p += utf8_char_length(p, end)) {
                assert_true(p < to);
                assert_int_equal(found.bits >> (p - at) & 1,
                                 conv_table_deciding_at(&t.best.outputs, p, utf8_char_length(p, end), end));
            }
            at += found.length;
            assert_ptr_equal(p, at);
        }
        hp_buf_free(&text);
    }
    close_tables(&t);
}

static void hear(void *context, hp_span piece, hp_span output, const char *rule)
{
    (void)context, (void)piece, (void)output, (void)rule;
}

/* With a listener the cheapest way over the whole window is sought. */
static void parts_of_a_window_are_what_the_whole_makes_of_them(void **state)
{
    uint64_t random = 11;
    (void)state;
    for (size_t round = 0; round < 60; round++) {
        struct tables t;
        open_tables(&t, &random);
        for (size_t i = 0; i < 200; i++) {
            hp_buf text = random_text(&random, 80, 8 + next_random(&random) % 9), parts = { 0 }, whole = { 0 };
            conv_best_path_work work = { 0 }, heard = { .trace = hear };
            conv_best_path_convert(&t.best, &work, (hp_span){ text.ptr, text.len }, &parts);
            conv_best_path_convert(&t.best, &heard, (hp_span){ text.ptr, text.len }, &whole);
            assert_bytes(text.ptr, (hp_span){ parts.ptr, parts.len }, (hp_span){ whole.ptr, whole.len });
            conv_best_path_work_free(&work);
            conv_best_path_work_free(&heard);
            hp_buf_free(&text);
            hp_buf_free(&parts);
            hp_buf_free(&whole);
        }
        close_tables(&t);
    }
}

/* Only a damaged table makes more or fewer lines than there were.  They are put back one by one, none is looked for
 * behind what was made, and what is more stays. */
static void a_text_made_into_other_lines_comes_to_an_end(void **state)
{
    static const char *const cases[][3] = {
        { "国\n", "国\n\n\n", "国\n\n\n" },
        { "头\n", "頭\n\n里", "头\n\n里" },
        { "头\n国\n制", "頭国", "头" },
        { "头\n发\n", "", "头发" },
    };
    uint64_t random = 13;
    struct tables t;
    (void)state;
    open_tables(&t, &random);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hp_buf out = { 0 };
        append(&out, cases[i][1]);
        conv_leave_simplified(&t.best.words, span_of_string(cases[i][0]), &out, 0);
        assert_bytes(cases[i][0], (hp_span){ out.ptr, out.len }, span_of_string(cases[i][2]));
        hp_buf_free(&out);
    }
    close_tables(&t);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_tells_what_stands_together),
        cmocka_unit_test(a_look_is_the_same_in_vectors),
        cmocka_unit_test(flags_of_characters_give_the_same_look),
        cmocka_unit_test(pairs_near_a_word_are_found_in_vectors),
        cmocka_unit_test(parts_of_a_window_are_what_the_whole_makes_of_them),
        cmocka_unit_test(a_text_made_into_other_lines_comes_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* conv_path.c - the parts of the best path against what they are short for: a look in vectors against one character by
 * character, the parts of a window between places that no word crosses against the whole window.
 */
#include "test.h"

#include <stdlib.h>

#include "convert/path/best_path.h"
#include "convert/path/text_script.h"
#include "convert/path/look/look.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/utf8.h"

/* Characters that make texts; the first eight can be in windows, 头 and 发 tell Simplified, 里 has a choice, 丘 stands in
 * no word, 两 becomes six bytes. */
static const char *const characters[] = { "国", "制", "定", "头", "发", "里", "后", "生",
                                          "丘", "两", "，", "a",  "é",  "𠀀", "\n", "⿰" };

struct tables {
    hp_buf outputs, words;
    conv_best_path best;
};

static void append(hp_buf *text, const char *string)
{
    hp_buf_append(text, span_of_string(string));
}

/* Words of two to four of the first eight characters, at random costs; one in two has an output of its own. */
static void add_random_words(conv_build *outputs, conv_build *words, uint64_t *random)
{
    for (size_t i = 0; i < 60; i++) {
        hp_buf word = { 0 }, output = { 0 };
        for (size_t n = 2 + next_random(random) % 3; n > 0; n--) {
            append(&word, characters[next_random(random) % 8]);
            append(&output, characters[next_random(random) % 16]);
        }
        conv_build_add_number(words, (hp_span){ word.ptr, word.len }, 1 + (uint32_t)(next_random(random) % 900));
        if (i % 2)
            conv_build_add(outputs, (hp_span){ word.ptr, word.len }, (hp_span){ output.ptr, output.len }, 0);
        hp_buf_free(&word);
        hp_buf_free(&output);
    }
}

static void open_tables(struct tables *t, uint64_t *random)
{
    conv_build *outputs = conv_build_new(), *words = conv_build_new();
    *t = (struct tables){ .best.simplified = true };
    add_random_words(outputs, words, random);
    for (size_t i = 0; i < 8; i++) {
        uint32_t cp = 0;
        utf8_decode(span_of_string(characters[i]), &cp);
        bool tells = cp == U'头' || cp == U'发', choice = cp == U'里';
        conv_build_add_number(words, span_of_string(characters[i]), 300 + (uint32_t)(next_random(random) % 300));
        conv_build_marks(words, cp, tells ? CONV_ONLY_SIMPLIFIED : choice ? CONV_IN_BOTH : 0);
        conv_build_flag(outputs, cp,
                        tells    ? CONV_TABLE_SIMPLIFIED
                        : choice ? CONV_TABLE_MARKED | CONV_TABLE_HAS_CHOICE
                                 : CONV_TABLE_TELLS_NOTHING);
    }
    conv_build_add(outputs, SPAN("发"), SPAN("發"), 1);
    conv_build_add(outputs, SPAN("两"), SPAN("兩兩"), 1);
    conv_build_costs(words, 64, 1326);
    assert_true(conv_build_write(outputs, &t->outputs) && conv_build_write(words, &t->words));
    conv_build_free(outputs);
    conv_build_free(words);
    assert_int_equal(conv_table_open(&t->best.outputs, (hp_span){ t->outputs.ptr, t->outputs.len }, NULL, NULL, NULL),
                     HP_OK);
    assert_int_equal(conv_table_open(&t->best.words, (hp_span){ t->words.ptr, t->words.len }, NULL, NULL, NULL), HP_OK);
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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_tells_what_stands_together),
        cmocka_unit_test(a_look_is_the_same_in_vectors),
        cmocka_unit_test(parts_of_a_window_are_what_the_whole_makes_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

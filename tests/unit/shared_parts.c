/* shared_parts.c - what the tables of a data file share: each answers as it did by itself. */
#include "test.h"

#include <stdlib.h>

#include "convert/compile/shared/shared_parts.h"
#include "convert/table_build.h"
#include "convert/table_parts.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

enum { TABLES = 5 };

/* The tables of one case: as they were built, and as they are in the file. */
struct shared_case {
    data_writer writer;
    hp_buf alone[TABLES];
    conv_table before[TABLES], after[TABLES];
    size_t count;
    conv_codes codes;
};

static hp_status find_section(const void *where, const char *name, hp_span *section, hp_error *err)
{
    const data_writer *writer = where;
    for (size_t i = 0; i < writer->count; i++)
        if (strcmp(writer->sections[i].name, name) == 0) {
            *section = (hp_span){ writer->sections[i].bytes.ptr, writer->sections[i].bytes.len };
            return HP_OK;
        }
    return error_set(err, HP_BAD_DATA, 0, "no section '%s'", name);
}

/* Writes a table twice: to compare with, and into the file; frees `build`. */
static void add_table(struct shared_case *c, conv_build *build, const char *name)
{
    hp_buf bytes = { 0 };
    assert_true(c->count < TABLES);
    conv_build_dense(build, &c->codes);
    assert_true(conv_build_write(build, &bytes));
    conv_build_free(build);
    hp_buf *alone = &c->alone[c->count];
    hp_buf_append(alone, (hp_span){ bytes.ptr, bytes.len });
    assert_int_equal(conv_table_open(&c->before[c->count++], (hp_span){ alone->ptr, alone->len }, NULL, NULL, NULL),
                     HP_OK);
    assert_true(data_writer_add(&c->writer, name, &bytes));
}

/* Shares; the tables are the first sections, in their order. */
static void share(struct shared_case *c)
{
    assert_true(conv_share_parts(&c->writer, &c->codes));
    for (size_t i = 0; i < c->count; i++) {
        const hp_buf *bytes = &c->writer.sections[i].bytes;
        assert_int_equal(
            conv_table_open(&c->after[i], (hp_span){ bytes->ptr, bytes->len }, find_section, &c->writer, NULL), HP_OK);
    }
}

static void free_case(struct shared_case *c)
{
    for (size_t i = 0; i < c->writer.count; i++)
        hp_buf_free(&c->writer.sections[i].bytes);
    for (size_t i = 0; i < c->count; i++)
        hp_buf_free(&c->alone[i]);
    hp_buf_free(&c->writer.sources);
    free(c);
}

static void assert_same_match(const struct shared_case *c, size_t table, hp_span text)
{
    const conv_match want = conv_table_match(&c->before[table], text), got = conv_table_match(&c->after[table], text);
    assert_number("length", got.length, want.length);
    assert_number("characters", got.chars, want.chars);
    assert_number("priority", got.length ? got.priority : 0, want.length ? want.priority : 0);
    assert_true(got.plain == want.plain);
    assert_bytes("output", got.value, want.value);
}

static uint32_t trie_of(const struct shared_case *c, size_t table)
{
    return bytes_u32(c->writer.sections[table].bytes.ptr + 44);
}

/* Two tables that differ in one output and one key have a trie; one of another kind, one with other keys and one of
 * costs have not. */
static void tables_with_common_keys_have_one_trie(void **state)
{
    static const char *const keys[] = { "头发", "鼠标", "后面", "里面", "发", "头", "鼠" };
    static const char *const outputs[][2] = { { "頭髮", "頭髮" }, { "鼠標", "滑鼠" }, { "後面", "後面" },
                                              { "裏面", NULL },   { "發", "發" },     { "頭", "頭" },
                                              { "鼠", "鼠" } };
    static const char *const others[] = { "甲乙", "丙丁", "戊己" };
    struct shared_case *c = calloc(1, sizeof *c);
    (void)state;
    assert_non_null(c);
    for (size_t t = 0; t < 2; t++) {
        conv_build *build = conv_build_new();
        for (size_t i = 0; i < COUNT(keys); i++)
            if (outputs[i][t])
                conv_build_add(build, span_of_string(keys[i]), span_of_string(outputs[i][t]), 0);
        add_table(c, build, t ? "tab.1" : "tab.0");
    }
    conv_build *other = conv_build_new(), *kind = conv_build_new(), *costs = conv_build_new();
    for (size_t i = 0; i < COUNT(others); i++)
        conv_build_add(other, span_of_string(others[i]), SPAN("x"), 0);
    for (size_t i = 0; i < COUNT(keys); i++)
        conv_build_add(kind, span_of_string(keys[i]), SPAN("x"), 0);
    add_table(c, other, "tab.2");
    add_table(c, kind, "best.3");
    conv_build_costs(costs, 64, 1326);
    conv_build_add_number(costs, SPAN("头发"), 700);
    add_table(c, costs, "words.s");
    share(c);
    assert_number("s2t has the first trie", trie_of(c, 0), 1);
    assert_number("s2twp has it, too", trie_of(c, 1), 1);
    assert_true(c->after[0].nodes == c->after[1].nodes);
    for (size_t t = 2; t < TABLES; t++)
        assert_number("the others have none", trie_of(c, t), 0);
    assert_number("two values are listed", c->after[0].listed_count, 2);
    assert_number("in both", c->after[1].listed_count, 2);
    for (size_t t = 0; t < 4; t++)
        for (size_t i = 0; i < COUNT(keys) + COUNT(others); i++)
            assert_same_match(c, t, span_of_string(i < COUNT(keys) ? keys[i] : others[i - COUNT(keys)]));
    assert_bytes("its own output", conv_table_match(&c->after[1], SPAN("鼠标")).value, SPAN("滑鼠"));
    assert_number("a key of the other alone", conv_table_match(&c->after[1], SPAN("里面")).length, 0);
    uint32_t node = conv_cost_first(&c->after[4], conv_cost_code(&c->after[4], "头", 3),
                                    conv_cost_code(&c->after[4], "发", 3));
    node = conv_cost_step(&c->after[4], node, conv_cost_code(&c->after[4], "发", 3));
    assert_number("a cost", conv_cost_at(&c->after[4], node), 700);
    free_case(c);
}

/* Appends one of forty characters of three bytes. */
static void put_character(hp_buf *to, uint64_t *random)
{
    char character[4];
    hp_buf_append(to, (hp_span){ character, utf8_encode(U'一' + next_random(random) % 40, character) });
}

static void make_word(hp_buf *word, uint64_t *random)
{
    word->len = 0;
    for (size_t n = 1 + next_random(random) % 4; n > 0; n--)
        put_character(word, random);
}

/* Fills tables with the same words, of which each leaves out one in sixteen and has another output or priority for one
 * in eight. */
static void add_random_tables(struct shared_case *c, uint64_t *random, bool numbers)
{
    conv_build *builds[3] = { conv_build_new(), conv_build_new(), conv_build_new() };
    static const char *const names[] = { "tab.0", "tab.1", "tab.2" };
    hp_buf word = { 0 }, output = { 0 };
    for (size_t i = 0; i < 400; i++) {
        make_word(&word, random);
        make_word(&output, random);
        hp_span key = { word.ptr, word.len };
        for (size_t t = 0; t < 3; t++) {
            const bool differs = next_random(random) % 8 == 0;
            if (next_random(random) % 16 == 0)
                continue;
            if (numbers)
                conv_build_add_number(builds[t], key, differs ? 77 : 3);
            else
                conv_build_add(builds[t], key, differs ? key : (hp_span){ output.ptr, output.len }, differs);
        }
    }
    for (size_t t = 0; t < 3; t++)
        add_table(c, builds[t], names[t]);
    hp_buf_free(&word);
    hp_buf_free(&output);
}

static void random_tables_answer_as_before(void **state)
{
    uint64_t random = 21;
    (void)state;
    for (size_t round = 0; round < 20; round++) {
        struct shared_case *c = calloc(1, sizeof *c);
        assert_non_null(c);
        hp_buf text = { 0 };
        add_random_tables(c, &random, false);
        share(c);
        for (size_t t = 0; t < 3; t++)
            assert_number("one trie", trie_of(c, t), 1);
        for (size_t i = 0; i < 3000; i++) {
            text.len = 0;
            for (size_t n = 0; n < 5; n++)
                put_character(&text, &random);
            for (size_t t = 0; t < 3; t++)
                assert_same_match(c, t, (hp_span){ text.ptr, text.len });
        }
        hp_buf_free(&text);
        free_case(c);
    }
}

/* Numbers in place of outputs are listed as they are. */
static void numbers_are_kept(void **state)
{
    uint64_t random = 22;
    struct shared_case *c = calloc(1, sizeof *c);
    (void)state;
    assert_non_null(c);
    add_random_tables(c, &random, true);
    share(c);
    for (size_t t = 0; t < 3; t++) {
        assert_number("one trie", trie_of(c, t), 1);
        for (uint32_t cp = U'一'; cp < U'一' + 40; cp++) {
            char one[4];
            assert_number("bytes", utf8_encode(cp, one), 3);
            assert_number("value", conv_table_value(&c->after[t], conv_table_first(&c->after[t], one, 3)),
                          conv_table_value(&c->before[t], conv_table_first(&c->before[t], one, 3)));
        }
    }
    free_case(c);
}

/* Damage gives an error or wrong answers, never a read outside: the sanitizers watch. */
static void damaged_parts_are_read_in_bounds(void **state)
{
    uint64_t random = 23;
    struct shared_case *c = calloc(1, sizeof *c);
    (void)state;
    assert_non_null(c);
    add_random_tables(c, &random, false);
    share(c);
    for (size_t round = 0; round < 3000; round++) {
        data_writer damaged = { .count = c->writer.count };
        hp_buf text = { 0 };
        for (size_t i = 0; i < damaged.count; i++) {
            const hp_buf *from = &c->writer.sections[i].bytes;
            damaged.sections[i] = c->writer.sections[i];
            damaged.sections[i].bytes = (hp_buf){ 0 };
            hp_buf_append(&damaged.sections[i].bytes, (hp_span){ from->ptr, from->len });
        }
        for (size_t i = 0; i < 20; i++) {
            const hp_buf *to = &damaged.sections[next_random(&random) % 2 ? 0 : damaged.count - 1].bytes;
            const size_t most = next_random(&random) % 4 ? to->len : 192;
            to->ptr[next_random(&random) % most] = (char)next_random(&random);
        }
        for (size_t n = 0; n < 5; n++)
            put_character(&text, &random);
        conv_table table;
        const hp_buf *bytes = &damaged.sections[0].bytes;
        if (conv_table_open(&table, (hp_span){ bytes->ptr, bytes->len }, find_section, &damaged, NULL) == HP_OK)
            conv_table_match(&table, (hp_span){ text.ptr, text.len });
        for (size_t i = 0; i < damaged.count; i++)
            hp_buf_free(&damaged.sections[i].bytes);
        hp_buf_free(&text);
    }
    free_case(c);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_with_common_keys_have_one_trie),
        cmocka_unit_test(random_tables_answer_as_before),
        cmocka_unit_test(numbers_are_kept),
        cmocka_unit_test(damaged_parts_are_read_in_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* conv.c - OpenCC's rules on dictionaries made by hand, inline in their configurations, and the best path on a small
 * word list.  Expected outputs follow from the rules: longest match, first dictionary with a match or longest of a
 * union, segments that never rejoin, description sequences left alone.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <uchar.h>

#include "convert/opencc_config.h"
#include "convert/path/best_path.h"
#include "convert/path/text_script.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static hp_status no_files(void *where, const char *file, hp_buf *text, hp_error *err)
{
    (void)where, (void)text;
    return error_set(err, HP_IO, 0, "no file %s", file);
}

struct opened {
    conv_config config;
    conv_table_set set;
    conv_exact chain;
    conv_exact_work work;
    bool tofu_seen;
};

static hp_status try_open(struct opened *o, const char *json, conv_tofu tofu, hp_error *err)
{
    hp_status st = conv_config_read(&o->config, "test", span_of_string(json), tofu, &o->tofu_seen, no_files, NULL, err);
    if (st == HP_OK)
        st = conv_config_compile(&o->config, "test", &o->set, err);
    if (st == HP_OK)
        st = conv_exact_open(&o->chain, conv_table_set_find, &o->set, "test", err);
    return st;
}

static void close_opened(struct opened *o)
{
    conv_exact_work_free(&o->work);
    conv_table_set_free(&o->set);
    conv_config_free(&o->config);
    free(o);
}

static struct opened *open_json(const char *json, conv_tofu tofu)
{
    hp_error err = { 0 };
    struct opened *o = calloc(1, sizeof *o);
    assert_non_null(o);
    if (try_open(o, json, tofu, &err) != HP_OK) {
        print_error("%s\n", hp_error_text(&err));
        fail();
    }
    return o;
}

static void assert_converts(const char *why, struct opened *o, const char *in, const char *out)
{
    hp_buf made = { 0 };
    conv_exact_convert(&o->chain, &o->work, span_of_string(in), &made);
    assert_bytes(why, (hp_span){ made.ptr, made.len }, span_of_string(out));
    hp_buf_free(&made);
}

struct row {
    const char *why, *in, *out;
};

static void check_rows(const char *json, conv_tofu tofu, const struct row *rows, size_t count)
{
    struct opened *o = open_json(json, tofu);
    for (size_t i = 0; i < count; i++)
        assert_converts(rows[i].why, o, rows[i].in, rows[i].out);
    close_opened(o);
}

#define INLINE(entries) "{\"type\":\"inline\",\"entries\":{" entries "}}"
#define GROUP(policy, dicts) "{\"type\":\"group\",\"match_policy\":\"" policy "\",\"dicts\":[" dicts "]}"
#define STEP(dict) "{\"dict\":" dict "}"

static void a_stage_takes_the_longest_key(void **state)
{
    (void)state;
    static const char json[] = "{\"conversion_chain\":[" STEP(INLINE(
        "\"头发\":\"頭髮\",\"头\":\"頭\",\"发\":\"發\",\"发现\":\"發現\",\"发现者\":\"發現者們\",\"a甲\":\"乙\"")) "]}";
    static const struct row rows[] = {
        { "the longest key wins", "头发", "頭髮" },
        { "greedy: what the phrase took is gone", "头发现", "頭髮现" },
        { "a character that no key has stays", "头,发", "頭,發" },
        { "an output longer than its key", "发现者发", "發現者們發" },
        { "a key may start with Latin", "aa甲", "a乙" },
        { "the end of the text cuts no phrase short", "发现", "發現" },
        { "nothing at all", "", "" },
        { "beyond the BMP and back", "𠀀头发𠀀", "𠀀頭髮𠀀" },
        { "a variation selector breaks a phrase",
          "头\xEF\xB8\x80"
          "发",
          "頭\xEF\xB8\x80"
          "發" },
    };
    check_rows(json, CONV_TOFU_OFF, rows, COUNT(rows));
}

static void a_group_asks_in_order_and_a_union_takes_the_longest(void **state)
{
    (void)state;
    static const char first[] = "{\"conversion_chain\":[" STEP(
        GROUP("short_circuit",
              INLINE("\"甲\":\"1\",\"丙\":\"3\"") "," INLINE("\"甲乙\":\"12\",\"丙\":\"x\",\"丁戊\":\"45\""))) "]}";
    static const struct row short_circuit[] = {
        { "the first dictionary with any match wins, though a later one has a longer key", "甲乙", "1乙" },
        { "a later dictionary is asked where no earlier one matches", "丁戊", "45" },
        { "the same key in two dictionaries: the first", "丙", "3" },
    };
    check_rows(first, CONV_TOFU_OFF, short_circuit, COUNT(short_circuit));
    static const char longest[] = "{\"conversion_chain\":[" STEP(
        GROUP("union", INLINE("\"甲\":\"1\",\"丙\":\"3\"") "," INLINE("\"甲乙\":\"12\",\"丙\":\"x\""))) "]}";
    static const struct row in_union[] = {
        { "in a union the longest key wins", "甲乙", "12" },
        { "equal keys in a union: the first dictionary's", "丙", "3" },
    };
    check_rows(longest, CONV_TOFU_OFF, in_union, COUNT(in_union));
}

static void no_phrase_runs_over_a_segments_edge(void **state)
{
    (void)state;
    static const char json[] = "{\"segmentation\":{\"type\":\"mmseg\",\"dict\":" INLINE(
        "\"甲乙\":\"甲乙\",\"子\":\"子\"") "},"
                                           "\"conversion_chain\":[" STEP(
                                               INLINE("\"甲乙\":\"天地\",\"丙\":\"玄\","
                                                      "\"丁\":\"黃\"")) "," STEP(INLINE("\"地玄\":\"!\",\"玄黃\":\"?\","
                                                                                        "\"子玄\":\"#\",\"玄子\":\"%\","
                                                                                        "\"黃黃黃\":\"3\"")) "]}";
    static const struct row rows[] = {
        { "a later phrase does not match over a segment's end", "甲乙丙", "天地玄" },
        { "nor over a segment's start", "丙子", "玄子" },
        { "a single character may be a segment too", "子丙", "子玄" },
        { "it matches in a stretch without segments", "丙丁", "?" },
        { "and again behind a segment", "丙丁甲乙丙丁", "?天地?" },
        { "stage 2 sees what stage 1 made", "丁丁丁", "3" },
        { "greedy in stage 2 as well", "丙丁丁丁丁", "?3" },
        { "a phrase of stage 2 in the input itself", "玄黃", "?" },
    };
    check_rows(json, CONV_TOFU_OFF, rows, COUNT(rows));
}

static void a_stage_matches_what_the_one_before_made(void **state)
{
    (void)state;
    static const char json[] = "{\"conversion_chain\":[" STEP(INLINE("\"甲乙\":\"丙\",\"丁\":\"戊\"")) "," STEP(
        INLINE("\"丙戊\":\"己\",\"戊戊\":\"庚\"")) "]}";
    static const struct row rows[] = {
        { "a phrase of stage 2 made of a phrase's output and a character's", "甲乙丁", "己" },
        { "of two characters' outputs", "丁丁", "庚" },
        { "of one in the input and one made", "戊丁", "庚" },
        { "greedy from the left", "丁丁丁", "庚戊" },
        { "with a stop between", "甲乙,丁", "丙,戊" },
    };
    check_rows(json, CONV_TOFU_OFF, rows, COUNT(rows));
}

static void later_opencc_normalizes_and_spares_descriptions(void **state)
{
    (void)state;
    static const char json[] = "// comments and trailing commas\n{\"normalization\":[" STEP(
        INLINE("\"\\uF900\":\"豈\"")) ",],"
                                      "/* one step */ \"conversion_chain\":[" STEP(
                                          INLINE("\"豈马\":\"a\",\"马\":\"馬\",\"发\":\"發\",")) ",]}";
    static const struct row rows[] = {
        { "normalized first, so that the phrase matches", "\xEF\xA4\x80马", "a" },
        { "a complete description sequence stays", "⿰马发马", "⿰马发馬" },
        { "an incomplete one is converted", "发⿰马", "發⿰馬" },
        { "nested", "⿰马⿱发马发", "⿰马⿱发马發" },
        { "three operands", "⿲马发马发", "⿲马发马發" },
        { "a sequence that its line's end cuts short is incomplete", "⿰\n马发", "⿰\n馬發" },
        { "of lines together only one is normalized", "马\n\xEF\xA4\x80马\n⿰马发", "馬\na\n⿰马发" },
    };
    check_rows(json, CONV_TOFU_OFF, rows, COUNT(rows));
    static const char older[] = "{\"segmentation\":{\"type\":\"mmseg\",\"dict\":" INLINE(
        "\"马\":\"馬\"") "},"
                         "\"conversion_chain\":[" STEP(INLINE("\"马\":\"馬\"")) "]}";
    static const struct row inside[] = { { "1.1 converts inside a description sequence", "⿰马马", "⿰馬馬" } };
    check_rows(older, CONV_TOFU_OFF, inside, COUNT(inside));
}

static void tofu_comes_only_when_asked_for(void **state)
{
    (void)state;
    static const char json[] = "{\"conversion_chain\":[" STEP(GROUP(
        "short_circuit",
        "{\"type\":\"inline\",\"may_output_tofu\":true,\"entries\":{\"甲\":\"𠀀\"}}," INLINE("\"甲\":\"乙\""))) "]}";
    static const struct row off[] = { { "not without being asked", "甲", "乙" } };
    static const struct row on[] = { { "with tofu", "甲", "𠀀" } };
    check_rows(json, CONV_TOFU_OFF, off, COUNT(off));
    check_rows(json, CONV_TOFU_ON, on, COUNT(on));
}

static void wrong_configurations_are_refused_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *why, *json, *part;
    } rows[] = {
        { "no JSON", "{", "line 1" },
        { "no object", "[]", "not an object" },
        { "no chain", "{}", "no conversion_chain" },
        { "a plug-in", "{\"segmentation\":{\"type\":\"jieba\"},\"conversion_chain\":[]}", "plug-in" },
        { "an unknown type", "{\"conversion_chain\":[" STEP("{\"type\":\"xml\"}") "]}", "unknown type" },
        { "a missing file", "{\"conversion_chain\":[" STEP("{\"type\":\"text\",\"file\":\"x\"}") "]}", "no file x" },
        { "an empty inline value", "{\"conversion_chain\":[" STEP(INLINE("\"a\":\"\"")) "]}", "non-empty" },
        { "a key twice", "{\"conversion_chain\":[" STEP(INLINE("\"a\":\"b\",\"a\":\"c\"")) "]}", "duplicate" },
        { "a step without a dictionary", "{\"conversion_chain\":[{}]}", "without a dict" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_error err = { 0 };
        struct opened *o = calloc(1, sizeof *o);
        assert_non_null(o);
        if (try_open(o, rows[i].json, CONV_TOFU_OFF, &err) == HP_OK || !strstr(hp_error_text(&err), rows[i].part)) {
            print_error("%s: '%s'\n", rows[i].why, hp_error_text(&err));
            fail();
        }
        close_opened(o);
    }
}

static void rows_are_read_and_a_wrong_one_is_named(void **state)
{
    (void)state;
    conv_rules rules = { 0 };
    hp_error err = { 0 };
    hp_span text = SPAN("\xEF\xBB\xBF# comment\n甲\t乙 丙\r\n\n丁\t\n");
    assert_int_equal(conv_rules_parse(&rules, "f", text, 0, &err), HP_OK);
    assert_number("comments, blank lines and the BOM are no rows", rules.count, 2);
    assert_bytes("the first of several values", rules.rows[0].value, SPAN("乙"));
    assert_bytes("no value: the key itself", rules.rows[1].value, SPAN("丁"));
    assert_int_equal(conv_rules_parse(&rules, "f", SPAN("甲\t乙\n丙\n"), 0, &err), HP_BAD_DATA);
    assert_bytes("the error names the line", span_of_string(hp_error_text(&err)), SPAN("f:2: not 'key TAB value'"));
    conv_rules_free(&rules);
}

/* Damage must give an error or wrong text, never a read outside: the sanitizers watch. */
static void damaged_tables_are_read_in_bounds(void **state)
{
    (void)state;
    conv_build *build = conv_build_new();
    hp_buf table = { 0 }, made = { 0 };
    conv_build_add(build, SPAN("头发"), SPAN("頭髮"), 0);
    conv_build_add(build, SPAN("头"), SPAN("頭"), 1);
    conv_build_add(build, SPAN("发"), SPAN("發發"), 1);
    assert_true(conv_build_write(build, &table));
    conv_build_free(build);
    for (size_t n = 0; n < 64; n++) {
        conv_table opened;
        assert_int_equal(conv_table_open(&opened, (hp_span){ table.ptr, n }, NULL, NULL, NULL), HP_BAD_DATA);
    }
    uint64_t random = 1;
    for (size_t round = 0; round < 3000; round++) {
        hp_buf copy = { 0 };
        hp_buf_append(&copy, (hp_span){ table.ptr, table.len });
        for (size_t i = 0; i < 20; i++)
            copy.ptr[next_random(&random) % copy.len] = (char)next_random(&random);
        conv_exact *chain = calloc(1, sizeof *chain);
        assert_non_null(chain);
        chain->count = 1;
        if (conv_table_open(&chain->front, (hp_span){ copy.ptr, copy.len }, NULL, NULL, NULL) == HP_OK) {
            conv_exact_work work = { 0 };
            chain->stages[0] = chain->front;
            made.len = 0;
            conv_exact_convert(chain, &work, SPAN("头发现了头,发a头"), &made);
            conv_exact_work_free(&work);
        }
        free(chain);
        hp_buf_free(&copy);
    }
    hp_buf_free(&table);
    hp_buf_free(&made);
}

static void assert_cut(const char *why, struct opened *o, const char *text, const char *first)
{
    assert_bytes(why, (hp_span){ text, conv_exact_cut(&o->chain, span_of_string(text)) }, span_of_string(first));
}

/* Cuts behind the last character that no key has, and not where a description may lie across. */
static void a_line_is_cut_where_no_phrase_lies_across(void **state)
{
    static const char json[] = "{\"conversion_chain\":[" STEP(
        INLINE("\"头发\":\"頭髮\",\"头\":\"頭\",\"发\":\"發\","
               "\"一，二\":\"三\",\"马\":\"馬\"")) "," STEP(INLINE("\"頭、\":\"首、\",\"馬發\":\"1\"")) "]}";
    struct opened *o = open_json(json, CONV_TOFU_OFF);
    (void)state;
    assert_cut("behind a mark that no key has", o, "头发。头", "头发。");
    assert_cut("at the end of the text", o, "头发。", "头发。");
    assert_cut("not behind one that a key has", o, "头。一，二", "头。");
    assert_cut("nor one that a key of a later stage has", o, "a头、", "a");
    assert_cut("nowhere", o, "头发", "");
    assert_cut("where a description may lie across", o, "⿰马。发", "");
    static const char *const characters[] = { "头", "发", "一", "，", "二", "马", "、", "。", "a" };
    uint64_t seed = 3;
    for (size_t round = 0; round < 20000; round++) {
        char text[3 * 24 + 1] = "";
        hp_buf whole = { 0 }, parts = { 0 };
        for (size_t n = next_random(&seed) % 24; n > 0; n--)
            strcat(text, characters[next_random(&seed) % COUNT(characters)]);
        const size_t len = strlen(text), come = utf8_valid((hp_span){ text, next_random(&seed) % (len + 1) });
        const size_t cut = conv_exact_cut(&o->chain, (hp_span){ text, come });
        assert_true(cut <= come);
        conv_exact_convert(&o->chain, &o->work, (hp_span){ text, len }, &whole);
        conv_exact_convert(&o->chain, &o->work, (hp_span){ text, cut }, &parts);
        conv_exact_convert(&o->chain, &o->work, (hp_span){ text + cut, len - cut }, &parts);
        assert_bytes(text, (hp_span){ parts.ptr, parts.len }, (hp_span){ whole.ptr, whole.len });
        hp_buf_free(&whole);
        hp_buf_free(&parts);
    }
    close_opened(o);
}

/* Codes of all tables that lie far apart take no room in a small one, which finds its keys and no others. */
static void a_small_table_has_codes_of_its_own(void **state)
{
    static conv_codes codes;
    static const char *const keys[] = { "甲", "甲乙", "乙丙丁", "丁" };
    static const char *const absent[] = { "乙", "丙", "丁甲", "戊", "己" };
    conv_build *build = conv_build_new();
    hp_buf bytes = { 0 };
    conv_table table;
    (void)state;
    codes.of[U'甲'] = 9000;
    codes.of[U'乙'] = 5;
    codes.of[U'丙'] = 12000;
    codes.of[U'丁'] = 7001;
    codes.of[U'戊'] = 8000;  /* of other tables, between this one's */
    codes.of[U'己'] = 20000; /* behind them */
    codes.count = 20000;
    conv_build_dense(build, &codes);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        conv_build_add(build, span_of_string(keys[i]), SPAN("x"), 1);
    assert_true(conv_build_write(build, &bytes));
    conv_build_free(build);
    assert_int_equal(conv_table_open(&table, (hp_span){ bytes.ptr, bytes.len }, NULL, NULL, NULL), HP_OK);
    assert_number("codes up to 12000", table.own_count, 12001);
    assert_true(table.node_count < 20);
    assert_number("one of its own", conv_table_own_code(&table, 5), 1);
    assert_number("the last of its own", conv_table_own_code(&table, 12000), 4);
    assert_number("another's", conv_table_own_code(&table, 8000), 0);
    assert_number("beyond", conv_table_own_code(&table, 20000), 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_number(keys[i], conv_table_match(&table, span_of_string(keys[i])).length, strlen(keys[i]));
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_number(absent[i], conv_table_match(&table, span_of_string(absent[i])).length, i == 2 ? 3 : 0);
    hp_buf_free(&bytes);
}

/* Makes a table of the words 甲0 to 甲9, 甲10, ..., of which word `i` costs costs[i], and asks for them; `loss` is the
 * most that a cost may be too small by. */
static void check_costs(const uint16_t *costs, size_t count, uint32_t loss)
{
    conv_build *build = conv_build_new();
    hp_buf bytes = { 0 }, word = { 0 };
    conv_table table;
    for (size_t i = 0; i < count; i++) {
        word.len = 0;
        buffer_format(&word, "甲%u", (unsigned)i);
        conv_build_add_number(build, (hp_span){ word.ptr, word.len }, costs[i]);
    }
    conv_build_costs(build, 64, 1326);
    assert_true(conv_build_write(build, &bytes));
    conv_build_free(build);
    assert_int_equal(conv_table_open(&table, (hp_span){ bytes.ptr, bytes.len }, NULL, NULL, NULL), HP_OK);
    for (size_t i = 0; i < count; i++) {
        word.len = 0;
        buffer_format(&word, "%u", (unsigned)i);
        uint32_t node = conv_cost_first(&table, conv_cost_code(&table, "甲", 3), conv_cost_code(&table, word.ptr, 1));
        for (size_t k = 0; k < word.len; k++)
            node = conv_cost_step(&table, node, conv_cost_code(&table, word.ptr + k, 1));
        const uint32_t cost = conv_cost_at(&table, node), most = costs[i] < 4095 ? costs[i] : 4095;
        assert_in_range(cost, most - (most < 1024 ? 0 : loss), most);
    }
    hp_buf_free(&bytes);
    hp_buf_free(&word);
}

/* A node has room for 2,047 costs: those of a table are kept as they are, up to 4095, unless they are more. */
static void costs_of_all_sizes_are_kept(void **state)
{
    static const uint16_t some[] = { 1, 900, 2047, 2048, 2500, 4094, 4095, 5000 };
    uint16_t all[4095], half[2047];
    (void)state;
    for (size_t i = 0; i < 4095; i++)
        all[i] = (uint16_t)(i + 1);
    for (size_t i = 0; i < 2047; i++)
        half[i] = (uint16_t)(2 * i + 1);
    check_costs(some, sizeof some / sizeof *some, 0);
    check_costs(half, 2047, 0);
    check_costs(all, 4095, 3);
}

struct best_case {
    conv_table_set set;
    hp_buf outputs, words;
    conv_best_path best;
    conv_best_path_work work;
};

static void add_number(conv_build *build, const char *word, uint32_t cost)
{
    conv_build_add_number(build, span_of_string(word), cost);
}

/* 国制 (製) against 制定; 里 by its rule; 国 tells Simplified from 國. */
static void open_best(struct best_case *c, struct opened *o)
{
    conv_build *outputs = conv_build_new(), *words = conv_build_new();
    conv_build_add(outputs, SPAN("国"), SPAN("國"), 1);
    conv_build_add(outputs, SPAN("里"), SPAN("裏"), 1);
    conv_build_add(outputs, SPAN("国制"), SPAN("國製"), 0);
    conv_build_flag(outputs, U'里', CONV_TABLE_HAS_CHOICE | CONV_TABLE_MARKED);
    conv_build_flag(outputs, U'国', CONV_TABLE_SIMPLIFIED);
    conv_build_flag(outputs, U'國', CONV_TABLE_MARKED);
    for (const char32_t *cp = U"制定塔克中"; *cp; cp++)
        conv_build_flag(outputs, *cp, CONV_TABLE_TELLS_NOTHING);
    add_number(words, "国", 400);
    add_number(words, "制", 500);
    add_number(words, "定", 500);
    add_number(words, "国制", 600);
    add_number(words, "制定", 450);
    add_number(words, "里", 300);
    add_number(words, "塔", 500);
    add_number(words, "克", 500);
    add_number(words, "國", 500);
    add_number(words, "中", 400);
    add_number(words, "里中", 700);
    conv_build_marks(words, U'国', CONV_ONLY_SIMPLIFIED);
    conv_build_marks(words, U'國', CONV_ONLY_TRADITIONAL);
    conv_build_marks(words, U'里', CONV_IN_BOTH | CONV_HAS_RULE);
    conv_build_costs(words, 64, 1326);
    assert_true(conv_build_write(outputs, &c->outputs) && conv_build_write(words, &c->words));
    conv_build_free(outputs);
    conv_build_free(words);
    assert_int_equal(conv_table_open(&c->best.outputs, (hp_span){ c->outputs.ptr, c->outputs.len }, NULL, NULL, NULL),
                     HP_OK);
    assert_int_equal(conv_table_open(&c->best.words, (hp_span){ c->words.ptr, c->words.len }, NULL, NULL, NULL), HP_OK);
    assert_true(conv_context_rules_parse(&c->best.rules, CONV_CONTEXT_SIMPLIFIED, SPAN("里\t里\talone\n")));
    c->best.simplified = true;
    c->best.chain = o->chain;
}

static void the_cheapest_way_wins(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "国|制定 (850) costs less than 国制|定 (1100)", "国制定", "國制定" },
        { "国制 (600) costs less than 国|制 (900)", "国制", "國製" },
        { "a stop ends the words", "国制,定", "國製,定" },
        { "里 by itself is 裏", "国里", "國裏" },
        { "after two words of one character it spells a name", "国塔克里", "國塔克里" },
        { "Traditional text is left alone", "中國里", "中國里" },
        { "one Simplified character, and the text is Simplified", "国國里中", "國國裏中" },
        { "at the very start and end", "里", "裏" },
        { "windows that touch are one", "国制定国制定国制", "國制定國制定國製" },
        { "what tells the script tells it of one line", "中國里\n国里", "中國里\n國裏" },
        { "a name's words are of one line", "国塔\n克里", "國塔\n克裏" },
    };
    struct opened *o = open_json("{\"conversion_chain\":[" STEP(INLINE("\"国\":\"國\",\"里\":\"裏\"")) "]}",
                                 CONV_TOFU_OFF);
    struct best_case *c = calloc(1, sizeof *c);
    assert_non_null(c);
    open_best(c, o);
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf made = { 0 };
        conv_best_path_convert(&c->best, &c->work, span_of_string(rows[i].in), &made);
        assert_bytes(rows[i].why, (hp_span){ made.ptr, made.len }, span_of_string(rows[i].out));
        hp_buf_free(&made);
    }
    conv_best_path_work_free(&c->work);
    hp_buf_free(&c->outputs);
    hp_buf_free(&c->words);
    free(c);
    close_opened(o);
}

/* Random lines in pieces: what is cut off goes out with what is known of the line; the rest comes again with more. */
static void check_pieces(struct best_case *c, const char *const *characters, size_t count, uint64_t seed)
{
    for (size_t round = 0; round < 20000; round++) {
        char text[3 * 40 + 1] = "";
        hp_buf whole = { 0 }, parts = { 0 };
        conv_line_known known = { .scripts = 0 };
        for (size_t n = next_random(&seed) % 40; n > 0; n--)
            strcat(text, characters[next_random(&seed) % count]);
        const size_t len = strlen(text);
        c->work.known = known;
        conv_best_path_convert(&c->best, &c->work, (hp_span){ text, len }, &whole);
        for (size_t at = 0, come = 0; at < len;) {
            come += 3 * (next_random(&seed) % 12);
            size_t all = at + come < len ? come : len - at;
            hp_span there = { text + at, utf8_valid((hp_span){ text + at, all }) };
            size_t cut = all == len - at ? all : conv_best_path_cut(&c->best, there, &known);
            c->work.known = known;
            conv_best_path_convert(&c->best, &c->work, (hp_span){ text + at, cut }, &parts);
            at += cut;
            come -= cut < come ? cut : come;
        }
        c->work.known = (conv_line_known){ .scripts = 0 };
        assert_bytes(text, (hp_span){ parts.ptr, parts.len }, (hp_span){ whole.ptr, whole.len });
        hp_buf_free(&whole);
        hp_buf_free(&parts);
    }
}

static void assert_best_cut(const char *why, struct best_case *c, const char *text, const char *first,
                            conv_line_known *known)
{
    assert_bytes(why, (hp_span){ text, conv_best_path_cut(&c->best, span_of_string(text), known) },
                 span_of_string(first));
}

/* A place is one where no word, no rule and no question about the line sees across. */
static void a_line_is_cut_where_the_way_is_the_same(void **state)
{
    static const char rules[] = "里\t里\talone\n里\t理\tbefore\t中， 中！国\n中\t仲\tline\t定\t制\n克\t剋\tafter\t塔\n";
    static const char *const characters[] = { "国", "國", "里", "中", "制", "定", "塔",
                                              "克", "，", "！", "。", "；", "a" };
    struct opened *o = open_json(
        "{\"conversion_chain\":[" STEP(INLINE("\"国\":\"國\",\"里\":\"裏\",\"；国\":\"x\"")) "]}", CONV_TOFU_OFF);
    struct best_case *c = calloc(1, sizeof *c);
    const conv_line_known none = { .scripts = 0 };
    conv_line_known known = none;
    (void)state;
    assert_non_null(c);
    open_best(c, o);
    assert_true(conv_context_rules_parse(&c->best.rules, CONV_CONTEXT_SIMPLIFIED, span_of_string(rules)));
    assert_true(conv_best_path_has_pieces(&c->best));
    assert_best_cut("not while the line's script may still come", c, "里。里", "", &known);
    known = none;
    assert_best_cut("behind a mark, once it is known", c, "国里。里", "国里。", &known);
    assert_best_cut("then also where nothing tells", c, "里。里", "里。", &known);
    assert_best_cut("not where a table has the mark", c, "里。里；里", "里。", &known);
    assert_best_cut("nor where a rule's word goes on behind it", c, "里。里！里", "里。", &known);
    assert_best_cut("a rule's word may end in it", c, "里国制里，里", "里国制里，", &known);
    assert_best_cut("not while a word may come that a rule wants anywhere", c, "中。里", "", &known);
    assert_best_cut("it has come", c, "中。里定", "中。", &known);
    assert_best_cut("and is remembered", c, "中。里", "中。", &known);
    check_pieces(c, characters, COUNT(characters), 5);
    c->best.simplified = false;
    known = none;
    assert_best_cut("to Simplified: not while the line may be left as it is", c, "国。里", "", &known);
    known = none;
    assert_best_cut("it is Traditional", c, "国。國", "国。", &known);
    check_pieces(c, characters, COUNT(characters), 6);
    conv_best_path_work_free(&c->work);
    hp_buf_free(&c->outputs);
    hp_buf_free(&c->words);
    free(c);
    close_opened(o);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stage_takes_the_longest_key),
        cmocka_unit_test(a_small_table_has_codes_of_its_own),
        cmocka_unit_test(costs_of_all_sizes_are_kept),
        cmocka_unit_test(a_group_asks_in_order_and_a_union_takes_the_longest),
        cmocka_unit_test(no_phrase_runs_over_a_segments_edge),
        cmocka_unit_test(a_stage_matches_what_the_one_before_made),
        cmocka_unit_test(later_opencc_normalizes_and_spares_descriptions),
        cmocka_unit_test(tofu_comes_only_when_asked_for),
        cmocka_unit_test(wrong_configurations_are_refused_with_the_reason),
        cmocka_unit_test(rows_are_read_and_a_wrong_one_is_named),
        cmocka_unit_test(damaged_tables_are_read_in_bounds),
        cmocka_unit_test(a_line_is_cut_where_no_phrase_lies_across),
        cmocka_unit_test(the_cheapest_way_wins),
        cmocka_unit_test(a_line_is_cut_where_the_way_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

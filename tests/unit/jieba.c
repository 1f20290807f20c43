/* jieba.c - the jieba engine on small tables made by hand, and on damaged ones.
 *
 * Frequencies are chosen so that the best path can be worked out by comparing products: with total T, a word of
 * frequency f counts f/T, a single character that is no word 1/T.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/data_file.h"
#include "jieba/jieba.h"
#include "jieba/jieba_compile.h"
#include "jieba/user_words.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static char folder[] = "unit-jieba.XXXXXX";

static void write_file(const char *name, const char *text)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s/%s", folder, name);
    FILE *file = fopen(path.ptr, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    hp_buf_free(&path);
}

/* T = 100.  甲乙丙: 甲乙 丙 is 20*1, 甲 乙丙 is 1*20: a tie.  丁戊: no word, and known to the model. */
static const char dictionary[] =
    "甲乙 20 n\n乙丙 20 n\n天地玄 4\n天 30 n\n地玄 10 n\nab 5 eng\n人 7 n\n们 2\n·点 2 n\n己庚 0 n\n";
static const char start[] = "P={'B': -1.0,\n 'E': -3.14e+100,\n 'M': -3.14e+100,\n 'S': -1.0}\n";
static const char moves[] =
    "P={'B': {'E': -0.5, 'M': -2.0},\n 'E': {'B': -0.5, 'S': -1.5},\n 'M': {'E': -0.5, 'M': -2.0},\n"
    " 'S': {'B': -1.0, 'S': -1.0}}\n";
static const char emissions[] =
    "from __future__ import unicode_literals\n\nP={'B': {'\\u4e01': -1.0, '辛': -1.0},\n 'E': {'\\u620a': -1.0},\n"
    " 'M': {'\\u2236': -1.0},\n 'S': {'\\u4e01': -9.0, '\\u620a': -9.0, '\\u8f9b': -1.0}}\n";

static void free_sections(data_writer *writer)
{
    for (size_t i = 0; i < writer->count; i++)
        hp_buf_free(&writer->sections[i].bytes);
    hp_buf_free(&writer->sources);
}

/* Writes the tables and compiles them; the data is the caller's, NULL when the compiler refused. */
static hp_data *compile(const char *words, const char *emit)
{
    static data_writer writer;
    hp_data *data = NULL;
    hp_buf path = { 0 };
    writer = (data_writer){ 0 };
    write_file("dict.txt", words);
    write_file("finalseg/prob_start.py", start);
    write_file("finalseg/prob_trans.py", moves);
    write_file("finalseg/prob_emit.py", emit);
    buffer_format(&path, "%s/out.hpd", folder);
    if (jieba_compile(&writer, folder) && data_writer_save(&writer, path.ptr))
        assert_int_equal(hp_data_open(&data, path.ptr, NULL), HP_OK);
    free_sections(&writer);
    hp_buf_free(&path);
    return data;
}

/* Where tokens go, joined by '|'. */
struct joined {
    hp_span text;
    hp_buf *out;
    size_t done;
};

static void join_token(void *to, size_t begin, size_t end)
{
    struct joined *joined = to;
    if (begin > 0)
        hp_buf_append(joined->out, SPAN("|"));
    assert_int_equal(begin, joined->done);
    assert_true(end > begin);
    hp_buf_append(joined->out, (hp_span){ joined->text.ptr + begin, end - begin });
    joined->done = end;
}

/* The tokens of `text`, joined by '|'. */
static void cut(const jieba_dictionary *jieba, jieba_scratch *scratch, hp_span text, hp_buf *out)
{
    struct joined joined = { text, out, 0 };
    out->len = 0;
    assert_int_equal(jieba_cut(jieba, scratch, text, join_token, &joined, NULL), HP_OK);
    assert_int_equal(joined.done, text.len);
}

static const struct {
    const char *why;
    hp_span in;
    const char *plain, *model;
} rows[] = {
    { "nothing", { "", 0 }, "", "" },
    { "of two equal paths the one whose first word is longer", { "甲乙丙", 9 }, "甲乙|丙", "甲乙|丙" },
    { "30*10/T² against 4/T", { "天地玄", 9 }, "天地玄", "天地玄" },
    { "a prefix that is no word is not one", { "天地", 6 }, "天|地", "天|地" },
    { "a word of frequency 0 is none", { "己庚人", 9 }, "己|庚|人", "己|庚|人" },
    { "letters that the path left single are joined", { "xyz9", 4 }, "xyz9", "xyz9" },
    { "a word of letters stands alone", { "xabx", 4 }, "x|ab|x", "x|ab|x" },
    { "a sign of the block is not joined", { "a+1.5%", 6 }, "a|+|1|.|5|%", "a|+|1.5%" },
    { "signs between are one token with the model", { "x++-y", 5 }, "x|+|+|-|y", "x|++-|y" },
    { "what the model knows as beginning and end", { "丁戊", 6 }, "丁|戊", "丁戊" },
    { "the model does not join over a word", { "丁甲乙戊", 12 }, "丁|甲乙|戊", "丁|甲乙|戊" },
    { "a character outside jieba's Han is a token",
      { "丁\xE9\xBF\x96戊", 9 },
      "丁|\xE9\xBF\x96|戊",
      "丁|\xE9\xBF\x96|戊" },
    { "full-width letters are tokens", { "ＡＢ", 6 }, "Ａ|Ｂ", "Ａ|Ｂ" },
    { "beyond the BMP",
      { "\xF0\xA0\x80\x80"
        "甲乙",
        10 },
      "\xF0\xA0\x80\x80|甲乙",
      "\xF0\xA0\x80\x80|甲乙" },
    { "each blank is a token", { "a \t\rb", 5 }, "a| |\t|\r|b", "a| |\t|\r|b" },
    { "NUL is a character", { "a\0b", 3 }, NULL, NULL },
};

static void tokens_are_those_of_the_rules(void **state)
{
    (void)state;
    hp_data *data = compile(dictionary, emissions);
    hp_buf got = { 0 };
    assert_non_null(data);
    for (int mode = JIEBA_MODE_DICTIONARY; mode <= JIEBA_MODE_MODEL; mode++) {
        jieba_dictionary *jieba;
        jieba_scratch *scratch = jieba_scratch_new();
        assert_int_equal(jieba_open(&jieba, data, (jieba_mode)mode, NULL), HP_OK);
        for (size_t i = 0; i < COUNT(rows); i++) {
            const char *want = mode == JIEBA_MODE_MODEL ? rows[i].model : rows[i].plain;
            cut(jieba, scratch, rows[i].in, &got);
            assert_bytes(rows[i].why, (hp_span){ got.ptr, got.len }, want ? span_of_string(want) : SPAN("a|\0|b"));
        }
        jieba_scratch_free(scratch);
        jieba_free(jieba);
    }
    hp_buf_free(&got);
    hp_data_free(data);
}

static void words_without_a_frequency_are_none(void **state)
{
    (void)state;
    hp_data *data = compile(dictionary, emissions);
    jieba_dictionary *jieba;
    assert_non_null(data);
    assert_int_equal(jieba_open(&jieba, data, JIEBA_MODE_DICTIONARY, NULL), HP_OK);
    assert_true(jieba_frequency(jieba, SPAN("天地玄")) > 0);
    assert_true(jieba_frequency(jieba, SPAN("ab")) > 0);
    assert_true(jieba_frequency(jieba, SPAN("天地")) <= 0);
    assert_true(jieba_frequency(jieba, SPAN("己庚")) <= 0);
    assert_true(jieba_frequency(jieba, SPAN("天地玄黄")) <= 0);
    assert_true(jieba_frequency(jieba, SPAN("")) <= 0);
    assert_true(jieba_frequency(jieba, SPAN("·点")) <= 0);
    jieba_free(jieba);
    hp_data_free(data);
}

/* Lines of a user's dictionary, as "word,frequency", the frequency "-" where there is none. */
static void a_users_line_is_word_frequency_and_tag(void **state)
{
    static const struct {
        const char *why, *in, *want;
    } lines[] = {
        { "word, frequency, tag", "云计算 5 n", "云计算,5" },
        { "no tag", "云计算 5", "云计算,5" },
        { "no frequency", "凱特琳 nz", "凱特琳,-" },
        { "a word alone", "台中", "台中,-" },
        { "blanks in the word", "Edu Trust认证 20 nz", "Edu Trust认证,20" },
        { "a tag is of small letters", "Color OS", "Color OS,-" },
        { "a number alone is a word", "42", "42,-" },
        { "only the last two fields are looked at", "a 1 2 b", "a 1,2" },
        { "two blanks leave one in the word", "甲  3", "甲 ,3" },
        { "blanks around and a carriage return", " 甲 3 n \r", "甲,3" },
        { "tabs", "New York\t20\tns", "New York,20" },
        { "a tab and no number", "New York\tns", "New York,-" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        jieba_line line;
        hp_buf got = { 0 };
        assert_true(jieba_read_line(span_of_string(lines[i].in), &line));
        hp_buf_append(&got, line.word);
        if (line.has_frequency)
            buffer_format(&got, ",%d", (int)line.frequency);
        else
            buffer_format(&got, ",-");
        assert_bytes(lines[i].why, (hp_span){ got.ptr, got.len }, span_of_string(lines[i].want));
        hp_buf_free(&got);
    }
    jieba_line line;
    assert_false(jieba_read_line(SPAN(" \t\r"), &line));
}

/* 人天 has no frequency: 7/100 * 30/100 * 100 = 2.1 gives 3, enough against 人 天.  丁戊 of frequency 0 is split even
 * where the model would join it; 甲乙 of 0 is a word no longer.  辛壬 has characters that no word of the dictionary has. */
static void a_users_words_count_over_the_dictionarys(void **state)
{
    static const struct {
        const char *why, *in, *want;
    } cuts[] = {
        { "a word that was two", "人天", "人天" },
        { "split by the user", "丁戊", "丁|戊" },
        { "taken out", "甲乙丙", "甲|乙丙" },
        { "new characters", "辛壬", "辛壬" },
        { "the dictionary's go on", "天地玄", "天地玄" },
        { "a start of a user's word is none", "辛", "辛" },
    };
    (void)state;
    hp_data *data = compile(dictionary, emissions);
    hp_buf got = { 0 }, path = { 0 };
    jieba_dictionary *jieba;
    jieba_scratch *scratch = jieba_scratch_new();
    write_file("words", "人天\n丁戊 0\n甲乙 0 n\n\n辛壬 50 n\n");
    buffer_format(&path, "%s/words", folder);
    assert_int_equal(jieba_open(&jieba, data, JIEBA_MODE_MODEL, NULL), HP_OK);
    assert_int_equal(jieba_read_words(jieba, path.ptr, NULL), HP_OK);
    for (size_t i = 0; i < COUNT(cuts); i++) {
        cut(jieba, scratch, span_of_string(cuts[i].in), &got);
        assert_bytes(cuts[i].why, (hp_span){ got.ptr, got.len }, span_of_string(cuts[i].want));
    }
    assert_true(jieba_frequency(jieba, SPAN("人天")) > 0);
    assert_true(jieba_frequency(jieba, SPAN("甲乙")) <= 0);
    jieba_scratch_free(scratch);
    jieba_free(jieba);
    hp_data_free(data);
    hp_buf_free(&got);
    hp_buf_free(&path);
}

static void a_users_wrong_line_is_named(void **state)
{
    (void)state;
    hp_data *data = compile(dictionary, emissions);
    hp_buf path = { 0 };
    hp_error err = { 0 };
    jieba_dictionary *jieba;
    buffer_format(&path, "%s/words", folder);
    assert_int_equal(jieba_open(&jieba, data, JIEBA_MODE_MODEL, NULL), HP_OK);
    assert_int_equal(jieba_read_words(jieba, "no such file", &err), HP_IO);
    write_file("words", "好\n\xFF 3\n");
    assert_int_equal(jieba_read_words(jieba, path.ptr, &err), HP_BAD_DATA);
    assert_non_null(strstr(hp_error_text(&err), "words:2: "));
    write_file("words", "好 99999999999999999999\n");
    assert_int_equal(jieba_read_words(jieba, path.ptr, &err), HP_BAD_DATA);
    jieba_free(jieba);
    hp_data_free(data);
    hp_buf_free(&path);
    error_clear(&err);
}

/* Sources that are not what they should be. */
static void wrong_sources_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "P=",
        "P={'B': 1",
        "P={'B': {'\\u4e01': }}",
        "P={'X': {'\\u4e01': -1.0}}",
        "P={'B': {'\\x41': -1.0}}",
        "P={'B': {'\\ud800': -1.0}}",
        "P={'B': {'甲乙': -1.0}}",
        "P={'B': {'甲: -1.0}}",
        "P={'B': {'甲': -1.0}} x",
        "P={'B': {'甲': {'乙': -1.0}}}",
        "P={'B': {'甲': -1.0 '乙': -1.0}}",
        "P={'B': {'\\u4e0",
        "P={'甲': -1.0}",
    };
    (void)state;
    assert_null(compile("甲乙 1 n\n 1 x\n", emissions));
    assert_null(compile("甲乙 x n\n", emissions));
    assert_null(compile("甲乙\n", emissions));
    assert_null(compile("", emissions));
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_null(compile(dictionary, wrong[i]));
}

/* A damaged section is refused or cut somehow, with every access in bounds (the sanitizers' business). */
/* Opens words and a model of these bytes, and cuts what the model has to cut; false when it is refused. */
static bool cut_with_model(hp_span words, hp_span model, hp_buf *got)
{
    static data_writer writer;
    hp_buf path = { 0 }, sections[2] = { { 0 } };
    hp_data *data;
    jieba_dictionary *jieba;
    writer = (data_writer){ 0 };
    hp_buf_append(&sections[0], words);
    hp_buf_append(&sections[1], model);
    assert_true(data_writer_add(&writer, JIEBA_WORDS, &sections[0]));
    assert_true(data_writer_add(&writer, JIEBA_HMM, &sections[1]));
    buffer_format(&path, "%s/model.hpd", folder);
    assert_true(data_writer_save(&writer, path.ptr));
    assert_int_equal(hp_data_open(&data, path.ptr, NULL), HP_OK);
    bool is_open = jieba_open(&jieba, data, JIEBA_MODE_MODEL, NULL) == HP_OK;
    if (is_open) {
        jieba_scratch *scratch = jieba_scratch_new();
        cut(jieba, scratch, span_of_string("丁戊辛"), got);
        jieba_scratch_free(scratch);
        jieba_free(jieba);
    }
    hp_data_free(data);
    free_sections(&writer);
    hp_buf_free(&path);
    return is_open;
}

/* The model has a row for each of 丁, 戊 and 辛, and one for all others: a file that says otherwise than it holds, or
 * that is of the form without numbers, is refused; a number beyond the rows is that of the first. */
static void a_models_rows_are_read_in_bounds(void **state)
{
    (void)state;
    enum { NUMBERS = JIEBA_HEADER + JIEBA_ROW * (1 + JIEBA_STATES) };
    hp_data *data = compile(dictionary, emissions);
    hp_span words, model;
    hp_buf copy = { 0 }, got = { 0 };
    assert_non_null(data);
    assert_int_equal(data_section_by_name(data, JIEBA_WORDS, &words, NULL), HP_OK);
    assert_int_equal(data_section_by_name(data, JIEBA_HMM, &model, NULL), HP_OK);
    assert_number("rows", bytes_u32(model.ptr + 4), 4);
    assert_number("size", model.len, NUMBERS + JIEBA_ROW_NUMBERS + 4 * JIEBA_ROW);
    assert_true(cut_with_model(words, model, &got));
    hp_buf_append(&copy, model);
    copy.ptr[4] = 5;
    assert_false(cut_with_model(words, (hp_span){ copy.ptr, copy.len }, &got));
    copy.ptr[4] = 4;
    copy.ptr[3] = '1';
    assert_false(cut_with_model(words, (hp_span){ copy.ptr, copy.len }, &got));
    copy.ptr[3] = '2';
    memset(copy.ptr + NUMBERS, 0xFF, 2 * JIEBA_HAN);
    assert_true(cut_with_model(words, (hp_span){ copy.ptr, copy.len }, &got));
    hp_buf_free(&copy);
    hp_buf_free(&got);
    hp_data_free(data);
}

static void damaged_sections_are_read_in_bounds(void **state)
{
    (void)state;
    hp_data *data = compile(dictionary, emissions);
    hp_span section;
    hp_buf copy = { 0 }, got = { 0 };
    uint64_t random = 1;
    jieba_dictionary *jieba;
    assert_non_null(data);
    assert_int_equal(data_section_by_name(data, JIEBA_WORDS, &section, NULL), HP_OK);
    size_t at = (size_t)-1;
    for (int round = 0; round < 300; round++) {
        static data_writer writer;
        hp_data *damaged;
        hp_buf path = { 0 };
        writer = (data_writer){ 0 };
        copy.len = 0;
        hp_buf_append(&copy, section);
        at = next_random(&random) % (round % 2 ? 64 : section.len);
        if (round % 2 == 0 && round % 3)
            at = JIEBA_UNITS + at % (section.len - JIEBA_UNITS);
        copy.ptr[at] = (char)next_random(&random);
        if (round % 7 == 0)
            copy.len = next_random(&random) % copy.len;
        hp_buf given = copy;
        copy = (hp_buf){ 0 };
        assert_true(data_writer_add(&writer, JIEBA_WORDS, &given));
        buffer_format(&path, "%s/damaged.hpd", folder);
        assert_true(data_writer_save(&writer, path.ptr));
        assert_int_equal(hp_data_open(&damaged, path.ptr, NULL), HP_OK);
        if (jieba_open(&jieba, damaged, JIEBA_MODE_DICTIONARY, NULL) == HP_OK) {
            jieba_scratch *scratch = jieba_scratch_new();
            for (size_t i = 0; i < COUNT(rows); i++)
                cut(jieba, scratch, rows[i].in, &got);
            jieba_scratch_free(scratch);
            jieba_free(jieba);
        }
        hp_data_free(damaged);
        free_sections(&writer);
        hp_buf_free(&path);
    }
    assert_int_not_equal(jieba_open(&jieba, NULL, JIEBA_MODE_MODEL, NULL), HP_OK);
    assert_null(jieba);
    hp_buf_free(&copy);
    hp_buf_free(&got);
    hp_data_free(data);
}

static int make_folder(void **state)
{
    (void)state;
    hp_buf path = { 0 };
    if (!mkdtemp(folder))
        return -1;
    buffer_format(&path, "%s/finalseg", folder);
    int status = mkdir(path.ptr, 0777);
    hp_buf_free(&path);
    return status;
}

static int remove_folder(void **state)
{
    static const char *const names[] = { "dict.txt",
                                         "finalseg/prob_start.py",
                                         "finalseg/prob_trans.py",
                                         "finalseg/prob_emit.py",
                                         "finalseg",
                                         "out.hpd",
                                         "damaged.hpd",
                                         "words",
                                         "." };
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        hp_buf path = { 0 };
        buffer_format(&path, "%s/%s", folder, names[i]);
        if (strcmp(names[i], ".") == 0)
            rmdir(folder);
        else
            remove(path.ptr);
        hp_buf_free(&path);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_those_of_the_rules),
        cmocka_unit_test(words_without_a_frequency_are_none),
        cmocka_unit_test(a_users_line_is_word_frequency_and_tag),
        cmocka_unit_test(a_users_words_count_over_the_dictionarys),
        cmocka_unit_test(a_users_wrong_line_is_named),
        cmocka_unit_test(wrong_sources_are_refused),
        cmocka_unit_test(a_models_rows_are_read_in_bounds),
        cmocka_unit_test(damaged_sections_are_read_in_bounds),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

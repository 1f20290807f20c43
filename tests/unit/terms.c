/* terms.c - counting words and ranking them. */
#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "terms/tf_idf.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/error.h"

/* A span in a table: SPAN() is no constant. */
#define TEXT(literal) \
    { \
        (literal), sizeof(literal) - 1 \
    }

static const terms_limits everything = { .number = SIZE_MAX, .chars = 1, .count = 1 };

/* Counts the text as one document. */
static void add(terms_counts *terms, hp_span text)
{
    assert_int_equal(terms_add(terms, text, NULL), HP_OK);
    assert_int_equal(terms_end_document(terms, NULL), HP_OK);
}

/* The ranking as "word count documents score;", the score times 10,000, rounded. */
static void assert_ranking(const char *why, const terms_counts *terms, size_t document, const terms_limits *limits,
                           const char *want)
{
    terms_term *ranked;
    size_t count;
    hp_buf got = { 0 };
    assert_int_equal(terms_rank(terms, document, limits, &ranked, &count, NULL), HP_OK);
    for (size_t i = 0; i < count; i++) {
        hp_buf_append(&got, ranked[i].text);
        buffer_format(&got, " %d %d %ld;", (int)ranked[i].count, (int)ranked[i].documents,
                      lround(1e4 * ranked[i].score));
    }
    assert_bytes(why, (hp_span){ got.ptr, got.len }, span_of_string(want));
    free(ranked);
    hp_buf_free(&got);
}

/* IDF of a word of one document of the two: 1 + ln(3/2) = 1.405465; of both: 1 + ln(3/3) = 1. */
static void scores_are_frequency_times_idf(void **state)
{
    (void)state;
    terms_counts *terms = terms_new();
    terms_limits limits = everything;
    add(terms, SPAN("甲乙 甲乙\t丙丁\n"));
    add(terms, SPAN("丙丁　戊"));
    assert_number("documents", terms_documents(terms), 2);
    assert_ranking("2/3 * 1.405465 and 1/3 * 1", terms, 0, &everything, "甲乙 2 1 9370;丙丁 1 2 3333;");
    assert_ranking("1/2 * 1.405465 and 1/2 * 1", terms, 1, &everything, "戊 1 1 7027;丙丁 1 2 5000;");
    assert_ranking("of 5 words: 2/5 * 1.405465, 2/5, 1/5 * 1.405465", terms, TERMS_ALL, &everything,
                   "甲乙 2 1 5622;丙丁 2 2 4000;戊 1 1 2811;");
    limits.chars = 2;
    assert_ranking("one character is too short", terms, 1, &limits, "丙丁 1 2 5000;");
    limits.count = 2;
    assert_ranking("once is too seldom", terms, 0, &limits, "甲乙 2 1 9370;");
    limits.count = 1;
    limits.number = 1;
    assert_ranking("the best one", terms, TERMS_ALL, &limits, "甲乙 2 1 5622;");
    terms_free(terms);
}

static void words_are_parted_by_blanks_and_hold_a_letter(void **state)
{
    static const struct {
        const char *why;
        hp_span in;
        const char *want;
    } rows[] = {
        { "nothing", TEXT(""), "" },
        { "blanks only", TEXT(" \t\n"), "" },
        { "numbers and signs are no words", TEXT("12 ， 。 3.14 % 😀 ７"), "" },
        { "with a letter they are", TEXT("5G C++"), "5G 1 1 5000;C++ 1 1 5000;" },
        { "equal scores in the order of bytes", TEXT("b a c"), "a 1 1 3333;b 1 1 3333;c 1 1 3333;" },
        { "bytes that are not UTF-8 part words", TEXT("甲\xFF乙"), "乙 1 1 5000;甲 1 1 5000;" },
        { "every blank of Unicode does",
          TEXT("a\xC2\xA0"
               "b\xE2\x80\xA8"
               "c"),
          "a 1 1 3333;b 1 1 3333;c 1 1 3333;" },
        { "letters with marks", TEXT("guó"), "guó 1 1 10000;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        terms_counts *terms = terms_new();
        add(terms, rows[i].in);
        assert_ranking(rows[i].why, terms, 0, &everything, rows[i].want);
        assert_ranking(rows[i].why, terms, TERMS_ALL, &everything, rows[i].want);
        terms_free(terms);
    }
}

/* A stop word is not listed, but is a word of the document. */
static void a_stop_word_counts_but_is_not_listed(void **state)
{
    (void)state;
    terms_counts *terms = terms_new();
    text_list stop = text_list_start("stop", SPAN("的\n\n甲乙\t20\tn\n"));
    assert_int_equal(terms_stop(terms, &stop, NULL), HP_OK);
    assert_true(terms_is_stopped(terms, SPAN("甲乙")));
    assert_false(terms_is_stopped(terms, SPAN("n")));
    add(terms, SPAN("丙丁 的 甲乙 丙丁"));
    assert_ranking("2 of 4 words", terms, 0, &everything, "丙丁 2 1 5000;");
    terms_free(terms);
}

/* A word of 300 bytes counts as a word but is not listed. */
static void a_long_word_counts_but_is_not_listed(void **state)
{
    char text[304];
    (void)state;
    memset(text, 'x', sizeof text);
    memcpy(text + 300, " ab ", 4);
    terms_counts *terms = terms_new();
    add(terms, (hp_span){ text, sizeof text });
    assert_ranking("1 of 2 words", terms, 0, &everything, "ab 1 1 5000;");
    terms_free(terms);
}

/* Three documents, and the table of them. */
static void write_table(hp_buf *table)
{
    terms_counts *terms = terms_new();
    add(terms, SPAN("甲乙 丙丁 丙丁"));
    add(terms, SPAN("丙丁"));
    add(terms, SPAN("丙丁 戊"));
    assert_int_equal(terms_write_table(terms, 1, table, NULL), HP_OK);
    terms_free(terms);
}

static void a_table_has_the_commonest_first(void **state)
{
    hp_buf table = { 0 };
    (void)state;
    write_table(&table);
    assert_bytes("then the order of bytes", (hp_span){ table.ptr, table.len },
                 SPAN("documents\t3\n丙丁\t3\n戊\t1\n甲乙\t1\n"));
    hp_buf_free(&table);
}

/* Of 3 documents: 甲乙 1 + ln(4/2) = 1.693147, and what no document has 1 + ln(4/1) = 2.386294. */
static void a_table_stands_for_its_documents(void **state)
{
    hp_buf table = { 0 };
    (void)state;
    write_table(&table);
    terms_counts *terms = terms_new();
    text_list rows = text_list_start("table", (hp_span){ table.ptr, table.len });
    assert_int_equal(terms_read_table(terms, &rows, NULL), HP_OK);
    add(terms, SPAN("甲乙 己庚"));
    assert_ranking("the table's documents", terms, 0, &everything, "己庚 1 0 11931;甲乙 1 1 8466;");
    terms_forget(terms);
    assert_number("none kept", terms_kept(terms), 0);
    add(terms, SPAN("丙丁"));
    assert_ranking("the next document is the first kept", terms, 0, &everything, "丙丁 1 3 10000;");
    terms_free(terms);
    hp_buf_free(&table);
}

static void a_wrong_table_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *why, *in;
        uint64_t line;
    } wrong[] = {
        { "empty", "", 0 },
        { "no head", "甲乙\t3\n", 1 },
        { "a word alone", "documents\t3\n甲乙\n", 2 },
        { "no number", "documents\t3\n甲乙\t2\n丙丁\t\n", 3 },
        { "a number that is none", "documents\tmany\n", 1 },
        { "no word", "documents\t3\n\t2\n", 2 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        hp_error err = { 0 };
        terms_counts *terms = terms_new();
        text_list rows = text_list_start("table", span_of_string(wrong[i].in));
        assert_int_equal(terms_read_table(terms, &rows, &err), HP_BAD_DATA);
        assert_number(wrong[i].why, err.line, wrong[i].line);
        terms_free(terms);
    }
}

/* Many words: the table grows, and nothing is lost. */
static void no_word_is_lost_among_many(void **state)
{
    (void)state;
    terms_counts *terms = terms_new();
    hp_buf text = { 0 };
    terms_term *ranked;
    size_t count;
    for (int i = 0; i < 20000; i++)
        buffer_format(&text, "w%d ", i % 7000);
    add(terms, (hp_span){ text.ptr, text.len });
    assert_int_equal(terms_rank(terms, 0, &everything, &ranked, &count, NULL), HP_OK);
    assert_number("different words", count, 7000);
    assert_number("20000 = 2 * 7000 + 6000: the first 6000 occur 3 times", ranked[5999].count, 3);
    assert_number("the others twice", ranked[6000].count, 2);
    free(ranked);
    hp_buf_free(&text);
    terms_free(terms);
}

static void letters_are_told_from_numbers_and_signs(void **state)
{
    static const uint32_t yes[] = { 'A',    'z',    0xE9,   0x3B1,  0x416,  0x5D0,  0x905,  0xE01,   0x3007, 0x3042,
                                    0x30A2, 0x3105, 0x4E00, 0x9FFF, 0xAC00, 0xF900, 0xFF21, 0x20000, 0x3134A };
    static const uint32_t no[] = { 0,      '0',    '_',    ' ',    0xA0,   0xB7,   0xD7,    0xF7,   0x2014,  0x2460,
                                   0x3000, 0x3001, 0x30FB, 0xFF0C, 0xFF17, 0xFFFD, 0x1F600, 0xE000, 0x10FFFF };
    (void)state;
    for (size_t i = 0; i < COUNT(yes); i++)
        assert_number("a letter", text_is_letter(yes[i]) ? yes[i] : 0, yes[i]);
    for (size_t i = 0; i < COUNT(no); i++)
        assert_number("no letter", text_is_letter(no[i]) ? no[i] : UINT32_MAX, UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_frequency_times_idf),
        cmocka_unit_test(words_are_parted_by_blanks_and_hold_a_letter),
        cmocka_unit_test(a_stop_word_counts_but_is_not_listed),
        cmocka_unit_test(a_long_word_counts_but_is_not_listed),
        cmocka_unit_test(a_table_has_the_commonest_first),
        cmocka_unit_test(a_table_stands_for_its_documents),
        cmocka_unit_test(a_wrong_table_is_refused_with_its_line),
        cmocka_unit_test(no_word_is_lost_among_many),
        cmocka_unit_test(letters_are_told_from_numbers_and_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* newwords.c - strings that behave like words: figures worked out by hand, and all figures of small texts by counting. */
#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "terms/new_words.h"
#include "text/bytes.h"

static const new_words_limits everything = { .count = 1, .cohesion = -100, .entropy = 0 };

static const new_word *find(const new_word *found, size_t count, hp_span text)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].text.len == text.len && memcmp(found[i].text.ptr, text.ptr, text.len) == 0)
            return &found[i];
    return NULL;
}

static void assert_near(const char *why, double got, double want)
{
    if (fabs(got - want) < 1e-9)
        return;
    print_error("%s: got %.12f, want %.12f\n", why, got, want);
    fail();
}

/* 40 characters, 葡 and 萄 10 times each, always together: log2(10 * 40 / (10 * 10)) = 2.  Before 葡萄 stand 吃 and 吐,
 * behind it 不 and 皮, 5 times each: 1 bit.  Every longer string has one neighbour only on one side. */
static void a_word_holds_together_among_different_neighbours(void **state)
{
    static const new_words_limits limits = { .count = 5, .cohesion = 1, .entropy = 1 };
    (void)state;
    new_words *words = new_words_new();
    const new_word *found;
    size_t count;
    assert_non_null(words);
    for (int i = 0; i < 5; i++)
        assert_int_equal(new_words_add(words, SPAN("吃葡萄不吐葡萄皮\n"), NULL), HP_OK);
    assert_number("characters", new_words_size(words), 40);
    assert_int_equal(new_words_find(words, &limits, &found, &count, NULL), HP_OK);
    assert_number("one word", count, 1);
    assert_bytes("葡萄", found[0].text, SPAN("葡萄"));
    assert_number("its count", found[0].count, 10);
    assert_near("cohesion", found[0].cohesion, 2);
    assert_near("left", found[0].left, 1);
    assert_near("right", found[0].right, 1);
    assert_near("score", found[0].score, 2);
    assert_int_equal(new_words_add(words, SPAN("吃"), NULL), HP_MISUSE);
    new_words_free(words);
}

/* Punctuation, Latin, digits, broken bytes and a line's end part strings, and are neighbours unlike all others:
 * 甲乙 has 4 on either side, log2 4 = 2 bits. */
static void no_string_runs_over_an_edge(void **state)
{
    (void)state;
    new_words *words = new_words_new();
    const new_word *found, *word;
    size_t count;
    assert_int_equal(new_words_add(words, SPAN("甲乙，甲乙a甲乙\xFF甲乙\n"), NULL), HP_OK);
    assert_int_equal(new_words_add(words, SPAN(""), NULL), HP_OK);
    assert_int_equal(new_words_find(words, &everything, &found, &count, NULL), HP_OK);
    assert_number("no string runs over an edge", count, 1);
    word = find(found, count, SPAN("甲乙"));
    assert_non_null(word);
    assert_near("left", word->left, 2);
    assert_near("right", word->right, 2);
    new_words_free(words);
}

static void text_without_han_has_no_words(void **state)
{
    (void)state;
    new_words *words = new_words_new();
    const new_word *found;
    size_t count = 1;
    assert_int_equal(new_words_add(words, SPAN("no Han here\n"), NULL), HP_OK);
    assert_int_equal(new_words_find(words, &everything, &found, &count, NULL), HP_OK);
    assert_number("nothing found", count, 0);
    new_words_free(words);
    new_words_free(NULL);
}

/* A small text as letters a, b, c; '.' parts strings. */
enum { SIZE = 60 };

static size_t count_string(const char *text, const char *string, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i + length <= SIZE; i++)
        n += memcmp(text + i, string, length) == 0;
    return n;
}

/* The entropy of what stands `offset` from each occurrence, by counting. */
static double count_entropy(const char *text, const char *string, size_t length, long offset)
{
    double letters[3] = { 0 }, total = 0, sum = 0;
    for (size_t i = 0; i + length <= SIZE; i++) {
        if (memcmp(text + i, string, length) != 0)
            continue;
        long at = (long)i + offset;
        char c = at < 0 || at >= SIZE ? '.' : text[at];
        total++;
        if (c != '.')
            letters[c - 'a']++;
    }
    for (int k = 0; k < 3; k++)
        if (letters[k] > 0)
            sum -= letters[k] / total * log2(letters[k] / total);
    double edges = total - letters[0] - letters[1] - letters[2];
    return sum + edges / total * log2(total);
}

static double count_cohesion(const char *text, const char *string, size_t length, double size)
{
    double least = 1e9, whole = (double)count_string(text, string, length);
    for (size_t k = 1; k < length; k++) {
        double halves = (double)count_string(text, string, k) * (double)count_string(text, string + k, length - k);
        least = fmin(least, log2(whole * size / halves));
    }
    return least;
}

static void to_han(const char *letters, size_t length, hp_buf *out)
{
    static const char *const han[] = { "甲", "乙", "\xF0\xA0\x80\x80" };
    for (size_t i = 0; i < length; i++)
        hp_buf_append(out, span_of_string(letters[i] == '.' ? "。" : han[letters[i] - 'a']));
}

static void figures_are_those_of_counting_by_hand(void **state)
{
    uint64_t random = 7;
    (void)state;
    for (int round = 0; round < 40; round++) {
        char text[SIZE];
        hp_buf han = { 0 }, string = { 0 };
        new_words *words = new_words_new();
        const new_word *found;
        size_t count, seen = 0;
        for (size_t i = 0; i < SIZE; i++)
            text[i] = "abc.aabab."[next_random(&random) % (round % 2 ? 10 : 3)];
        to_han(text, SIZE, &han);
        assert_int_equal(new_words_add(words, (hp_span){ han.ptr, han.len }, NULL), HP_OK);
        assert_int_equal(new_words_find(words, &everything, &found, &count, NULL), HP_OK);
        for (size_t i = 1; i < count; i++)
            assert_true(found[i - 1].score >= found[i].score);
        for (size_t length = 2; length <= NEW_WORDS_CHARS; length++) {
            for (size_t i = 0; i + length <= SIZE; i++) {
                bool first = true;
                for (size_t k = 0; k < i; k++)
                    first = first && memcmp(text + k, text + i, length) != 0;
                if (!first || memchr(text + i, '.', length))
                    continue;
                string.len = 0;
                to_han(text + i, length, &string);
                const new_word *word = find(found, count, (hp_span){ string.ptr, string.len });
                assert_non_null(word);
                seen++;
                assert_number("count", word->count, count_string(text, text + i, length));
                assert_near("left", word->left, count_entropy(text, text + i, length, -1));
                assert_near("right", word->right, count_entropy(text, text + i, length, (long)length));
                assert_near("cohesion", word->cohesion,
                            count_cohesion(text, text + i, length, (double)new_words_size(words)));
            }
        }
        assert_number("no other string", count, seen);
        hp_buf_free(&han);
        hp_buf_free(&string);
        new_words_free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_holds_together_among_different_neighbours),
        cmocka_unit_test(no_string_runs_over_an_edge),
        cmocka_unit_test(text_without_han_has_no_words),
        cmocka_unit_test(figures_are_those_of_counting_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

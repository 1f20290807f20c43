/* words.c - hp_words() as a program uses it: words with their places in the text that was given. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

static hp_data *data;

static int open_data(void **state)
{
    char path[4096];
    const char *folder = getenv("builddir");
    (void)state;
    snprintf(path, sizeof path, "%s/hanpipe.hpd", folder ? folder : ".");
    return hp_data_open(&data, path, NULL) == HP_OK ? 0 : -1;
}

static int free_data(void **state)
{
    (void)state;
    hp_data_free(data);
    return 0;
}

/* Where words go as rows: "text begin-end begin_point-end_point", behind a blank what is asked for, and a newline. */
struct rows {
    hp_buf text;
    bool grains, parts;
    hp_span given;
    size_t most; /* words that are taken; 0: all */
    size_t count;
};

static hp_status put_row(void *to, const hp_word *word)
{
    struct rows *rows = to;
    char row[512];
    int n = snprintf(row, sizeof row, "%.*s %d-%d %d-%d", (int)word->text.len, word->text.ptr, (int)word->begin,
                     (int)word->end, (int)word->begin_point, (int)word->end_point);
    if (rows->grains)
        n += snprintf(row + n, sizeof row - (size_t)n, " %u+%u", word->grain, word->increment);
    if (rows->parts)
        n += snprintf(row + n, sizeof row - (size_t)n, " %.*s", (int)word->part_of_speech.len,
                      word->part_of_speech.ptr);
    row[n++] = '\n';
    hp_buf_append(&rows->text, (hp_span){ row, (size_t)n });
    assert_true(word->begin <= word->end && word->end <= rows->given.len);
    return ++rows->count == rows->most ? HP_IO : HP_OK;
}

static hp_worker *open_worker(const char *expression)
{
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_error *err = hp_error_new();
    if (hp_pipeline_open(&pipeline, expression, data, err) != HP_OK || hp_worker_open(&worker, pipeline, err) != HP_OK)
        fail_msg("%s: %s", expression, hp_error_text(err));
    hp_pipeline_free(pipeline);
    hp_error_free(err);
    return worker;
}

static void assert_rows(const char *why, const char *expression, hp_span in, struct rows rows, const char *want)
{
    hp_worker *worker = open_worker(expression);
    rows.given = in;
    assert_number(why, (size_t)hp_words(worker, in, put_row, &rows, NULL), HP_OK);
    assert_bytes(why, (hp_span){ rows.text.ptr, rows.text.len }, (hp_span){ want, strlen(want) });
    hp_buf_free(&rows.text);
    hp_worker_free(worker);
}

static void places_are_those_of_the_text_given(void **state)
{
    static const struct {
        const char *why, *expression;
        hp_span in;
        const char *want;
    } rows[] = {
        { "no text", "seg", { "", 0 }, "" },
        { "words and code points", "seg", SPAN("南京市长江大桥"), "南京市 0-9 0-3\n长江大桥 9-21 3-7\n" },
        { "blanks are no words, lines go on", "seg", SPAN("北京 上海\n\n天津"),
          "北京 0-6 0-2\n上海 7-13 3-5\n天津 15-21 7-9\n" },
        { "bytes that are not valid count one a U+FFFD", "seg", SPAN("北京\xE5\x8C \xFF上海"),
          "北京 0-6 0-2\n上海 10-16 5-7\n" },
        { "a form of output means nothing", "seg --format=jsonl", SPAN("北京\n"), "北京 0-6 0-2\n" },
        { "nor do other ways to cut", "seg --nbest=3", SPAN("北京\n"), "北京 0-6 0-2\n" },
        { "one character for one, inside one edit", "conv -c t2s | seg", SPAN("南京市長江大橋的漢語"),
          "南京市 0-9 0-3\n长江大桥 9-21 3-7\n的 21-24 7-8\n汉语 24-30 8-10\n" },
        { "what is taken away inside a word is part of it", "strip | seg", SPAN("國(guó)家"), "國家 0-12 0-7\n" },
        { "what is taken away beside words is part of none", "strip | seg", SPAN("(x)北京(běijīng)上海(shànghǎi)"),
          "( 0-1 0-1\nx 1-2 1-2\n) 2-3 2-3\n北京 3-9 3-5\n上海 20-26 14-16\n" },
        { "through two filters", "strip | conv -c t2s | seg", SPAN("國(guó)家，長江(chángjiāng)"),
          "国家 0-12 0-7\n， 12-15 7-8\n长江 15-21 8-10\n" },
        { "more lines than one, each with edits", "strip | conv -c t2s | seg", SPAN("國(guó)家\n國(guó)家\n"),
          "国家 0-12 0-7\n国家 13-25 8-15\n" },
        { "another number of characters: each word takes in all of the change", "norm --form=nfkc | seg",
          SPAN("㍿…北京"), "株式会社 0-6 0-2\n... 0-6 0-2\n北京 6-12 2-4\n" },
        { "the last edit may end the text", "strip | seg", SPAN("中國(zhōngguó)"), "中國 0-6 0-2\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_rows(rows[i].why, rows[i].expression, rows[i].in, (struct rows){ .most = 0 }, rows[i].want);
}

/* The lines are joined: the word stands over the line's end. */
static void a_filter_may_see_the_document_whole(void **state)
{
    struct rows rows = { .given = SPAN("秋天的早晨，湖面上起了一层薄雾，我们在上\n"
                                       "海的岸边看着芦苇轻轻地摇晃，还有那里几只\n水鸟贴着水面飞过。\n") };
    hp_worker *worker = open_worker("norm --rule=join | seg");
    (void)state;
    assert_int_equal(hp_words(worker, rows.given, put_row, &rows, NULL), HP_OK);
    assert_non_null(memmem(rows.text.ptr, rows.text.len, "\n上海 57-64 19-22\n", 20));
    hp_buf_free(&rows.text);
    hp_worker_free(worker);
}

/* Of words that begin together the longest comes first, but with --grain=full. */
static void a_word_says_its_grain_and_position(void **state)
{
    static const struct {
        const char *why, *expression;
        hp_span in;
        const char *want;
    } rows[] = {
        { "coarse", "seg", SPAN("长江大桥"), "长江大桥 0-12 0-4 3+1\n" },
        { "fine", "seg --grain=fine", SPAN("长江大桥"), "长江 0-6 0-2 2+1\n大桥 6-12 2-4 2+1\n" },
        { "characters", "seg --grain=char", SPAN("大桥"), "大 0-3 0-1 1+1\n桥 3-6 1-2 1+1\n" },
        { "words inside stand where the word stands", "seg --grain=search", SPAN("长江大桥是"),
          "长江大桥 0-12 0-4 3+1\n长江 0-6 0-2 2+0\n大桥 6-12 2-4 2+0\n是 12-15 4-5 3+1\n" },
        { "words over each other stand where they begin", "seg --grain=full", SPAN("南京市"),
          "南京 0-6 0-2 4+1\n南京市 0-9 0-3 3+0\n京市 3-9 1-3 4+1\n" },
        { "an engine without grains", "seg --engine=jieba", SPAN("大桥\n桥"), "大桥 0-6 0-2 0+1\n桥 7-10 3-4 0+1\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_rows(rows[i].why, rows[i].expression, rows[i].in, (struct rows){ .grains = true }, rows[i].want);
}

static void a_word_has_its_part_of_speech_where_asked_for(void **state)
{
    (void)state;
    assert_rows("asked for", "conv -c t2s | seg --pos", SPAN("長江，"), (struct rows){ .parts = true },
                "长江 0-6 0-2 ns\n， 6-9 2-3 x\n");
    assert_rows("not asked for", "seg", SPAN("长江"), (struct rows){ .parts = true }, "长江 0-6 0-2 \n");
}

static void who_takes_words_may_end_it(void **state)
{
    struct rows rows = { .most = 2, .given = SPAN("北京 上海 天津\n重庆") };
    hp_worker *worker = open_worker("seg");
    hp_error *err = hp_error_new();
    (void)state;
    assert_int_equal(hp_words(worker, rows.given, put_row, &rows, err), HP_IO);
    assert_int_equal(rows.count, 2);
    assert_int_equal(hp_error_status(err), HP_IO);
    rows.most = 0; /* the worker goes on */
    assert_int_equal(hp_words(worker, SPAN("重庆"), put_row, &rows, err), HP_OK);
    assert_int_equal(rows.count, 3);
    hp_buf_free(&rows.text);
    hp_error_free(err);
    hp_worker_free(worker);
}

static void what_has_no_words_says_so(void **state)
{
    static const char *const expressions[] = { "strip", "seg | strip", "decode | seg", "strip | text | seg" };
    struct rows rows = { .most = 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++) {
        hp_worker *worker;
        hp_pipeline *pipeline;
        if (hp_pipeline_open(&pipeline, expressions[i], data, NULL) != HP_OK)
            fail_msg("%s", expressions[i]);
        assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
        assert_number(expressions[i], (size_t)hp_words(worker, SPAN("國"), put_row, &rows, NULL), HP_USAGE);
        assert_int_equal(hp_words(worker, (hp_span){ NULL, 1 }, put_row, &rows, NULL), HP_MISUSE);
        assert_int_equal(hp_words(worker, SPAN("國"), NULL, NULL, NULL), HP_MISUSE);
        hp_pipeline_free(pipeline);
        hp_worker_free(worker);
    }
    assert_int_equal(hp_words(NULL, SPAN("國"), put_row, &rows, NULL), HP_MISUSE);
    assert_int_equal(rows.count, 0);
}

static void edits_are_kept_where_asked_for(void **state)
{
    struct rows rows = { .given = SPAN("國(guó)家") };
    hp_worker *worker = open_worker("strip | conv -c t2s | seg");
    (void)state;
    assert_int_equal(hp_words(worker, rows.given, put_row, &rows, NULL), HP_OK);
    assert_int_equal(hp_edit_count(worker), 0);
    assert_int_equal(hp_worker_keep(worker, HP_KEEP_EDITS, NULL), HP_OK);
    assert_int_equal(hp_words(worker, rows.given, put_row, &rows, NULL), HP_OK);
    assert_int_equal(hp_edit_count(worker), 2); /* strip's and conv's */
    hp_buf_free(&rows.text);
    hp_worker_free(worker);
}

/* Fails from the `left`th call on. */
static void *fail_memory(void *self, void *old, size_t size)
{
    size_t *left = self;
    if (size == 0) {
        free(old);
        return NULL;
    }
    if (*left == 0)
        return NULL;
    --*left;
    return realloc(old, size);
}

static hp_status drop_word(void *to, const hp_word *word)
{
    (void)word;
    ++*(size_t *)to;
    return HP_OK;
}

/* Each allocation of hp_words() that fails is an error, never fewer words or other ones. */
static void memory_that_is_out_is_an_error(void **state)
{
    static const char *const expressions[] = { "strip | conv -c t2s | seg --grain=search --pos", "norm | seg",
                                               "seg --engine=jieba" };
    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++) {
        hp_status st = HP_NO_MEMORY;
        size_t words = 0, failures = 0;
        for (size_t calls = 0; st == HP_NO_MEMORY; calls++) {
            hp_worker *worker = open_worker(expressions[i]);
            size_t left = calls;
            words = 0;
            hp_set_allocator(fail_memory, &left);
            st = hp_words(worker, SPAN("國(guó)家的南京市長江大橋，\n國(guó)家ｅ\n"), drop_word, &words, NULL);
            hp_set_allocator(NULL, NULL);
            failures += st == HP_NO_MEMORY;
            hp_worker_free(worker);
        }
        assert_number(expressions[i], (size_t)st, HP_OK);
        assert_true(failures > 0 && words >= 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_text_given),
        cmocka_unit_test(a_filter_may_see_the_document_whole),
        cmocka_unit_test(a_word_says_its_grain_and_position),
        cmocka_unit_test(a_word_has_its_part_of_speech_where_asked_for),
        cmocka_unit_test(who_takes_words_may_end_it),
        cmocka_unit_test(what_has_no_words_says_so),
        cmocka_unit_test(edits_are_kept_where_asked_for),
        cmocka_unit_test(memory_that_is_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, open_data, free_data);
}

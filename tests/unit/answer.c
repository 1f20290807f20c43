/* answer.c - edits from an engine's whole result: they replay to it, and are as small as promised. */
#include "test.h"

#include "filters.h"
#include "pipeline/answer.h"
#include "pipeline/pipeline.h"
#include "replay.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static hp_span wanted; /* what the test's engine makes of any run */

static hp_status give_answer(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                             hp_error *err)
{
    (void)self, (void)scratch, (void)input, (void)err;
    answer_diff(out, run, wanted, "engine");
    return HP_OK;
}

static const filter_descriptor engine = {
    .word = "engine", .open = open_nothing, .free = free_nothing, .apply = give_answer
};
static hp_pipeline *pipeline;
static hp_worker *worker;

static int open_engine(void **state)
{
    const pipeline_stage stage = { .filter = &engine };
    (void)state;
    return pipeline_open_stages(&pipeline, &stage, 1, NULL, NULL) == HP_OK &&
                   hp_worker_open(&worker, pipeline, NULL) == HP_OK
               ? 0
               : -1;
}

static int close_engine(void **state)
{
    (void)state;
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
    return 0;
}

/* Edits as "offset:before>after;". */
static void edits_are_small(void **state)
{
    static const struct {
        const char *why, *before, *after, *edits;
    } rows[] = {
        { "nothing differs", "abc", "abc", "" },
        { "one character", "后天", "後天", "0:后>後;" },
        { "each stretch by itself", "a后b面c", "a後b麵c", "1:后>後;5:面>麵;" },
        { "neighbours are one stretch", "头发", "頭髮", "0:头发>頭髮;" },
        { "other lengths in bytes, as many characters", "a\xF0\xA0\x80\x80z", "a国z", "1:\xF0\xA0\x80\x80>国;" },
        { "fewer characters: one edit without the common ends", "x软件y面z", "x軟體件y面z", "1:软>軟體;" },
        { "only a tail differs", "ab", "abc", "2:>c;" },
        { "only a head goes", "abc", "bc", "0:a>;" },
        { "ends do not cut a character: 国 is E5 9B BD, 图 is E5 9B BE", "国国", "图", "0:国国>图;" },
        { "nor from behind: 中 ends in AD, 孭 too", "中", "a孭", "0:中>a孭;" },
        { "repeated characters", "aaa", "aa", "2:a>;" },
        { "everything goes", "abc", "", "0:abc>;" },
    };
    (void)state;
    hp_worker_keep(worker, HP_KEEP_EDITS, NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf shown = { 0 };
        hp_span result, in = span_of_string(rows[i].before);
        wanted = span_of_string(rows[i].after);
        assert_int_equal(pipeline_view(worker, NULL, NULL, in, &result, NULL), HP_OK);
        hp_edit edit;
        for (size_t e = 0; hp_edit_get(worker, e, &edit, sizeof edit); e++)
            buffer_format(&shown, "%u:%.*s>%.*s;", (unsigned)edit.offset, (int)edit.before.len, edit.before.ptr,
                          (int)edit.after.len, edit.after.ptr);
        assert_bytes(rows[i].why, (hp_span){ shown.ptr, shown.len }, span_of_string(rows[i].edits));
        assert_bytes(rows[i].why, result, wanted);
        hp_buf_free(&shown);
    }
}

static void edits_replay_to_the_answer(void **state)
{
    static const char *const pieces[] = { "a", "b", "国", "图", "圖", "\xF0\xA0\x80\x80", "é", "中" };
    uint64_t seed = 3;
    (void)state;
    for (size_t round = 0; round < 40000; round++) {
        hp_buf before = { 0 }, after = { 0 };
        hp_buf_append(&before, SPAN("a"));
        for (size_t n = next_random(&seed) % 6; n > 0; n--)
            hp_buf_append(&before, span_of_string(pieces[next_random(&seed) % COUNT(pieces)]));
        for (size_t n = next_random(&seed) % 7; n > 0; n--)
            hp_buf_append(&after, span_of_string(pieces[next_random(&seed) % COUNT(pieces)]));
        hp_span result, in = { before.ptr, before.len };
        wanted = (hp_span){ after.ptr, after.len };
        hp_worker_keep(worker, HP_KEEP_EDITS, NULL);
        assert_int_equal(pipeline_view(worker, NULL, NULL, in, &result, NULL), HP_OK);
        assert_bytes("result", result, wanted);
        hp_buf replayed = replay(in, worker, 1);
        assert_bytes("replayed", (hp_span){ replayed.ptr, replayed.len }, wanted);
        hp_buf_free(&replayed);
        hp_worker_keep(worker, 0, NULL);
        assert_int_equal(pipeline_view(worker, NULL, NULL, in, &result, NULL), HP_OK);
        assert_bytes("unrecorded", result, wanted);
        hp_buf_free(&before);
        hp_buf_free(&after);
    }
}

/* judge: says how many bytes a document has, and rejects one that starts with x. */
static hp_status give_verdict(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                              hp_error *err)
{
    (void)self, (void)scratch, (void)input;
    hp_buf json = { 0 };
    buffer_format(&json, "{\"bytes\":%zu}", run.len);
    answer_fact(out, "/judge", (hp_span){ json.ptr, json.len });
    hp_buf_free(&json);
    if (run.len > 0 && run.ptr[0] == 'e')
        return error_set(err, HP_BAD_DATA, 0, "an e");
    if (run.len > 0 && run.ptr[0] == 'x')
        answer_reject(out, run, SPAN("starts with x"));
    else
        answer_keep(out, run);
    return HP_OK;
}

static const filter_descriptor judge = {
    .word = "judge", .open = open_nothing, .free = free_nothing, .needs = need_document, .apply = give_verdict
};

/* The facts as "pointer=value;", then "!reason". */
static void put_findings(const hp_worker *of, hp_buf *out)
{
    hp_fact fact;
    hp_span reason;
    for (size_t i = 0; hp_fact_get(of, i, &fact, sizeof fact); i++)
        buffer_format(out, "%s=%.*s;", fact.into, (int)fact.json.len, fact.json.ptr);
    if (hp_rejected(of, &reason))
        buffer_format(out, "!%.*s", (int)reason.len, reason.ptr);
    else
        assert_int_equal(reason.len, 0);
}

static void facts_and_the_verdict_are_those_of_the_last_document(void **state)
{
    static const struct {
        const char *why, *document, *text, *findings;
        hp_status status;
    } rows[] = {
        { "a document passes", "ab\n", "ab\n", "/judge={\"bytes\":3};/judge={\"bytes\":3};", HP_OK },
        { "a rejected one goes, and no later filter is asked", "xy\n", "", "/judge={\"bytes\":3};!starts with x",
          HP_OK },
        { "the next is judged afresh", "a\n", "a\n", "/judge={\"bytes\":2};/judge={\"bytes\":2};", HP_OK },
        { "nothing is said of one that failed", "e\n", "", "", HP_BAD_DATA },
        { "an empty document is one", "", "", "/judge={\"bytes\":0};/judge={\"bytes\":0};", HP_OK },
    };
    const pipeline_stage stages[] = { { .filter = &judge }, { .filter = &judge } };
    hp_pipeline *chain;
    hp_worker *own;
    (void)state;
    assert_int_equal(pipeline_open_stages(&chain, stages, 2, NULL, NULL), HP_OK);
    assert_int_equal(hp_worker_open(&own, chain, NULL), HP_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf text = { 0 }, shown = { 0 };
        hp_status st = hp_run(own, span_of_string(rows[i].document), hp_write_to_buf, &text, NULL);
        assert_int_equal(st, rows[i].status);
        put_findings(own, &shown);
        assert_bytes(rows[i].why, (hp_span){ text.ptr, text.len }, span_of_string(rows[i].text));
        assert_bytes(rows[i].why, (hp_span){ shown.ptr, shown.len }, span_of_string(rows[i].findings));
        hp_buf_free(&text);
        hp_buf_free(&shown);
    }
    assert_int_equal(hp_run(own, SPAN("x"), hp_write_to_buf, &(hp_buf){ 0 }, NULL), HP_OK);
    assert_true(hp_rejected(own, NULL));
    assert_int_equal(hp_begin(own, NULL, NULL), HP_OK);
    assert_int_equal(hp_fact_count(own), 0);
    assert_false(hp_rejected(own, NULL));
    hp_worker_free(own);
    hp_pipeline_free(chain);
}

/* What goes with a rejected document is an edit: replayed, the record gives the empty text. */
static void a_rejected_document_is_an_edit(void **state)
{
    const pipeline_stage stage = { .filter = &judge };
    hp_pipeline *chain;
    hp_worker *own;
    hp_edit edit;
    (void)state;
    assert_int_equal(pipeline_open_stages(&chain, &stage, 1, NULL, NULL), HP_OK);
    assert_int_equal(hp_worker_open(&own, chain, NULL), HP_OK);
    hp_worker_keep(own, HP_KEEP_EDITS, NULL);
    assert_int_equal(hp_run(own, SPAN("xy\n"), hp_write_to_buf, &(hp_buf){ 0 }, NULL), HP_OK);
    assert_int_equal(hp_edit_count(own), 1);
    assert_true(hp_edit_get(own, 0, &edit, sizeof edit));
    assert_bytes("before", edit.before, SPAN("xy\n"));
    assert_bytes("after", edit.after, SPAN(""));
    assert_string_equal(edit.rule, "rejected");
    hp_worker_free(own);
    hp_pipeline_free(chain);
}

/* Cuts each 'x', makes two of each 'y', and drops a line that starts with 'z'. */
static hp_status change_letters(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                                hp_error *err)
{
    size_t from = 0;
    (void)self, (void)scratch, (void)input, (void)err;
    if (run.ptr[0] == 'z') {
        answer_drop_line(out, "drop");
        return HP_OK;
    }
    for (size_t i = 0; i < run.len; i++) {
        if (run.ptr[i] != 'x' && run.ptr[i] != 'y')
            continue;
        answer_keep(out, (hp_span){ run.ptr + from, i - from });
        if (run.ptr[i] == 'x')
            answer_cut(out, (hp_span){ run.ptr + i, 1 }, "x");
        else
            answer_edit(out, (hp_span){ run.ptr + i, 1 }, SPAN("yy"), "y");
        from = i + 1;
    }
    answer_keep(out, (hp_span){ run.ptr + from, run.len - from });
    return HP_OK;
}

static const filter_descriptor letters = {
    .word = "letters", .open = open_nothing, .free = free_nothing, .apply = change_letters
};

/* Appends `text`, a result of the worker's last run. */
static void put_result(const hp_worker *of, hp_span text, hp_buf *out)
{
    size_t before = out->len;
    hp_span part;
    if (text.ptr)
        hp_buf_append(out, text);
    for (size_t i = 0; !text.ptr && worker_result_part(of, i, &part); i++)
        hp_buf_append(out, part);
    assert_int_equal(out->len - before, text.len);
}

/* Appends lines of up to 20,000 bytes, of which some have no letter that changes, and some are dropped. */
static void make_lines(uint64_t *seed, hp_buf *text)
{
    size_t lines = next_random(seed) % 4;
    for (size_t n = 0; n <= lines; n++) {
        size_t length = next_random(seed) % 3 ? next_random(seed) % 20000 : next_random(seed) % 3;
        size_t every = next_random(seed) % 2 ? 5000 : 100;
        for (size_t i = 0; i < length; i++)
            hp_buf_append(text, (hp_span){ next_random(seed) % every ? "a" : &"xyz"[next_random(seed) % 3], 1 });
        if (n < lines || next_random(seed) % 2)
            hp_buf_append(text, SPAN("\n"));
    }
}

/* Also when another stage is before; and where nothing changes the text itself is the result. */
static void a_result_in_parts_is_the_same_text(void **state)
{
    const pipeline_stage stages[] = { { .filter = &letters }, { .filter = &letters } };
    uint64_t seed = 1;
    size_t in_parts = 0;
    (void)state;
    for (unsigned round = 0; round < 400; round++) {
        hp_pipeline *chain;
        hp_worker *own;
        hp_buf text = { 0 }, whole = { 0 }, parts = { 0 };
        hp_span result;
        assert_int_equal(pipeline_open_stages(&chain, stages, 1 + round % 2, NULL, NULL), HP_OK);
        assert_int_equal(hp_worker_open(&own, chain, NULL), HP_OK);
        make_lines(&seed, &text);
        hp_span given = { text.len ? text.ptr : "", text.len };
        assert_int_equal(pipeline_view(own, NULL, NULL, given, &result, NULL), HP_OK);
        put_result(own, result, &whole);
        worker_leave_parts(own, true);
        assert_int_equal(pipeline_view(own, NULL, NULL, given, &result, NULL), HP_OK);
        in_parts += !result.ptr;
        put_result(own, result, &parts);
        assert_bytes("the same", (hp_span){ parts.ptr, parts.len }, (hp_span){ whole.ptr, whole.len });
        hp_buf_free(&text);
        hp_buf_free(&whole);
        hp_buf_free(&parts);
        hp_worker_free(own);
        hp_pipeline_free(chain);
    }
    assert_true(in_parts > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_small),
        cmocka_unit_test(edits_replay_to_the_answer),
        cmocka_unit_test(facts_and_the_verdict_are_those_of_the_last_document),
        cmocka_unit_test(a_rejected_document_is_an_edit),
        cmocka_unit_test(a_result_in_parts_is_the_same_text),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}

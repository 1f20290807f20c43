/* view.c - what a whole pipeline changed, laid over each other from the edits of its filters, and shown by lines. */
#include "test.h"

#include "driver/view/diff.h"
#include "driver/view/page.h"
#include "filters.h"
#include "pipeline/answer.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* What the test's filter does to the run, in order; as scripts[] says for each stage, or at random where that is NULL. */
struct step {
    const char *before, *after;
};

static const struct step *scripts[3];
static uint64_t seed;

static hp_status open_number(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    static size_t opened;
    (void)given, (void)count, (void)data, (void)err;
    *self = &scripts[opened++ % COUNT(scripts)];
    return HP_OK;
}

static void edit_at_random(hp_span run, answer *out)
{
    static const char *const texts[] = { "", "", "x", "\n", "國\n國", "yy" };
    while (run.len > 0) {
        hp_span part = { NULL, 0 };
        size_t length = next_random(&seed) % 4;
        span_take(&run, length < run.len ? length : run.len, &part);
        if (next_random(&seed) % 3 == 0)
            answer_edit(out, part, span_of_string(texts[next_random(&seed) % COUNT(texts)]), "random");
        else
            answer_keep(out, part);
    }
}

static hp_status apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                       hp_error *err)
{
    const struct step *step = *(const struct step *const *)self;
    (void)scratch, (void)input, (void)err;
    if (!step) {
        edit_at_random(run, out);
        return HP_OK;
    }
    for (; step->before; step++) {
        hp_span part = { NULL, 0 };
        assert_true(span_take(&run, strlen(step->before), &part));
        assert_bytes("the script", part, span_of_string(step->before));
        answer_edit(out, part, span_of_string(step->after), "rule");
    }
    answer_keep(out, run);
    return HP_OK;
}

static const filter_descriptor engine = {
    .word = "engine", .open = open_number, .free = free_nothing, .apply = apply, .needs = need_document
};

static hp_pipeline *pipeline;
static hp_worker *worker;

static int open_engine(void **state)
{
    const pipeline_stage stage = { .filter = &engine }, stages[] = { stage, stage, stage };
    (void)state;
    return pipeline_open_stages(&pipeline, stages, COUNT(stages), NULL, NULL) == HP_OK &&
                   hp_worker_open(&worker, pipeline, NULL) == HP_OK &&
                   hp_worker_keep(worker, HP_KEEP_EDITS, NULL) == HP_OK
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

static hp_span run_text(hp_span text)
{
    hp_span result = { NULL, 0 };
    assert_int_equal(pipeline_view(worker, NULL, NULL, text, &result, NULL), HP_OK);
    return result;
}

static void edits_of_all_stages_are_laid_over_each_other(void **state)
{
    static const struct {
        const char *why;
        struct step stages[3][6];
        const char *text, *changes;
    } rows[] = {
        { "one filter", { { { "a", "b" }, { 0 } }, { { 0 } }, { { 0 } } }, "ac", "a>b:1;" },
        { "two beside each other stay two",
          { { { "a", "b" }, { 0 } }, { { "b", "b" }, { "c", "d" }, { 0 } }, { { 0 } } },
          "ac",
          "a>b:1;c>d:1;" },
        { "what goes before what another filter changes",
          { { { "(x)", "" }, { 0 } }, { { "c", "d" }, { 0 } }, { { 0 } } },
          "(x)c",
          "(x)>:1;c>d:1;" },
        { "a change of a change is one, with both rules",
          { { { "a", "b" }, { 0 } }, { { "b", "c" }, { 0 } }, { { 0 } } },
          "a",
          "a>c:2;" },
        { "one across two",
          { { { "a", "x" }, { "b", "y" }, { 0 } }, { { "xy", "z" }, { 0 } }, { { 0 } } },
          "ab",
          "ab>z:3;" },
        { "one that reaches over what goes",
          { { { "a", "a" }, { "(x)", "" }, { 0 } }, { { "ab", "c" }, { 0 } }, { { 0 } } },
          "a(x)b",
          "a(x)b>c:2;" },
        { "what was changed back is no change",
          { { { "a", "b" }, { 0 } }, { { "b", "a" }, { 0 } }, { { 0 } } },
          "ac",
          "" },
        { "what came and went is none", { { { "", "(x)" }, { 0 } }, { { "(x)", "" }, { 0 } }, { { 0 } } }, "ac", "" },
        { "a third filter inside what the first put in",
          { { { "", "abc" }, { 0 } }, { { 0 } }, { { "a", "a" }, { "b", "" }, { 0 } } },
          "z",
          ">ac:2;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        view_changes c = { 0 };
        hp_buf got = { 0 };
        for (size_t s = 0; s < COUNT(scripts); s++)
            scripts[s] = rows[i].stages[s];
        hp_span after = run_text(span_of_string(rows[i].text));
        assert_true(view_changes_make(&c, worker, pipeline, after));
        assert_bytes(rows[i].why, c.before, span_of_string(rows[i].text));
        for (size_t n = 0; n < c.list.count; n++) {
            const view_change *one = &c.list.items[n];
            size_t edits = 0;
            for (uint32_t e = one->first; e != VIEW_NO_EDIT; e = c.edits[e].next)
                edits++;
            buffer_format(&got, "%.*s>%.*s:%zu;", (int)one->before, c.before.ptr + one->from, (int)one->after,
                          c.after.ptr + one->to, edits);
        }
        assert_bytes(rows[i].why, (hp_span){ got.ptr, got.len }, span_of_string(rows[i].changes));
        hp_buf_free(&got);
        view_changes_free(&c);
    }
}

static void random_text(hp_buf *text)
{
    text->len = 0;
    for (size_t n = next_random(&seed) % 30; n > 0; n--)
        hp_buf_append(text, span_of_string(next_random(&seed) % 4 ? "a" : "\n"));
}

/* Changes are in order, and what is between them is the same on both sides; edits belong to one change each. */
static void check_changes(const view_changes *c)
{
    size_t from = 0, to = 0, edits = 0;
    for (size_t i = 0; i <= c->list.count; i++) {
        view_change end = { .from = c->before.len, .to = c->after.len, .first = VIEW_NO_EDIT };
        const view_change *one = i < c->list.count ? &c->list.items[i] : &end;
        assert_true(one->from >= from && one->to >= to);
        assert_bytes("between changes", (hp_span){ c->after.ptr + to, one->to - to },
                     (hp_span){ c->before.ptr + from, one->from - from });
        for (uint32_t e = one->first; e != VIEW_NO_EDIT; e = c->edits[e].next)
            edits++;
        from = one->from + one->before;
        to = one->to + one->after;
    }
    assert_true(edits <= c->edit_count);
}

/* Each change is shown once, in order; what is shown starts where its line does, and its number is right. */
static void check_lines(const view_changes *c)
{
    view_lines lines = { 0 };
    size_t changes = 0;
    uint64_t last = 0;
    view_lines_start(&lines, c, 1);
    while (view_lines_next(&lines)) {
        const char *start = lines.pieces[0].before.ptr;
        assert_true(lines.number >= last);
        last = lines.number;
        assert_number("the line's number", lines.number - 1,
                      text_count_lines((hp_span){ c->before.ptr, (size_t)(start - c->before.ptr) }));
        for (size_t i = 0; i < lines.count; i++) {
            const view_piece *piece = &lines.pieces[i];
            assert_true(i == 0 || piece->before.ptr == lines.pieces[i - 1].before.ptr + lines.pieces[i - 1].before.len);
            if (piece->first == VIEW_NO_EDIT)
                assert_null(memchr(piece->before.ptr, '\n', piece->before.len));
            else
                assert_ptr_equal(piece->before.ptr, c->before.ptr + c->list.items[changes++].from);
        }
    }
    assert_number("changes shown", changes, c->list.count);
    view_lines_free(&lines);
}

static void random_edits_add_up(void **state)
{
    (void)state;
    view_changes c = { 0 };
    hp_buf text = { 0 };
    memset(scripts, 0, sizeof scripts);
    seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        random_text(&text);
        hp_span after = run_text((hp_span){ text.ptr, text.len });
        assert_true(view_changes_make(&c, worker, pipeline, after));
        assert_bytes("the text before", c.before, (hp_span){ text.ptr, text.len });
        check_changes(&c);
        check_lines(&c);
    }
    hp_buf_free(&text);
    view_changes_free(&c);
}

static void long_text_is_cut_at_characters(void **state)
{
    static const struct {
        const char *why, *text, *head, *tail;
        size_t skipped;
    } rows[] = {
        { "short text is whole", "國家國家", "國家國家", "", 0 },
        { "the ends of longer text", "國a家國家好", "國a", "家好", 6 },
        { "bytes that are no text are characters", "\xE5\xE5\xE5\xE5\xE5\xE5", "\xE5\xE5", "\xE5\xE5", 2 },
        { "no text", "", "", "", 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        view_cut cut = view_cut_text(span_of_string(rows[i].text), 4, 2);
        assert_bytes(rows[i].why, cut.head, span_of_string(rows[i].head));
        assert_bytes(rows[i].why, cut.tail, span_of_string(rows[i].tail));
        assert_number(rows[i].why, cut.skipped, rows[i].skipped);
    }
}

static void the_page_starts_as_it_is_known(void **state)
{
    hp_buf head = { 0 };
    (void)state;
    page_put_head("x </script>", &head);
    hp_span text = { head.ptr, head.len };
    static const char start[] = "<html", end[] = "{\"pipeline\":\"x \\u003c/script>\"}\n";
    assert_true(text.len > sizeof end);
    assert_bytes("behind PAGE_START", (hp_span){ text.ptr, sizeof start - 1 }, SPAN(start));
    assert_bytes("the first row", (hp_span){ text.ptr + text.len - (sizeof end - 1), sizeof end - 1 }, SPAN(end));
    hp_buf_free(&head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(edits_of_all_stages_are_laid_over_each_other, open_engine, close_engine),
        cmocka_unit_test_setup_teardown(random_edits_add_up, open_engine, close_engine),
        cmocka_unit_test(long_text_is_cut_at_characters),
        cmocka_unit_test(the_page_starts_as_it_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

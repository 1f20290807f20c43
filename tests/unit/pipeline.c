/* pipeline.c - how text is handed to filters and comes out: runs, lines passed over, places, errors, edits.
 *
 * The filters are the test's own: one writes down what it is given and doubles each x, one fails at each E.
 */
#include "test.h"

#include <stdlib.h>

#include "filters.h"
#include "pipeline/answer.h"
#include "pipeline/pipeline.h"
#include "pipeline/run/dropped_lines.h"
#include "replay.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/utf8.h"

#define BASE "\xEF\xBF\xB9"
#define READ "\xEF\xBF\xBA"
#define END "\xEF\xBF\xBB"

/* What the filters were given, as "line.offset:run;". */
static hp_buf given_runs;

/* The contract lets a filter's free() be given nothing but what open() made. */
static hp_status open_and_fail(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)given, (void)count, (void)data;
    *self = NULL;
    return error_set(err, HP_BAD_DATA, 0, "will not open");
}

static void free_must_not_be_called(void *self)
{
    (void)self;
    fail_msg("free() of a filter that did not open");
}

static size_t find_x(const void *self, void *scratch, hp_span text, size_t from)
{
    (void)self, (void)scratch;
    const char *x = memchr(text.ptr + from, 'x', text.len - from);
    return x ? (size_t)(x - text.ptr) : text.len;
}

static hp_status double_x(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                          hp_error *err)
{
    (void)self, (void)scratch, (void)err;
    buffer_format(&given_runs, "%u.%u:", (unsigned)input->place.line, (unsigned)input->place.offset);
    hp_buf_append(&given_runs, run);
    hp_buf_append(&given_runs, SPAN(";"));
    for (size_t i = 0; i < run.len; i++) {
        hp_span byte = { run.ptr + i, 1 };
        if (*byte.ptr == 'x') {
            answer_edit(out, byte, SPAN("xx"), "double");
            answer_count(out, 1, 1);
        } else {
            answer_keep(out, byte);
        }
    }
    return HP_OK;
}

/* Takes a out, so that lines may get shorter and empty. */
static hp_status drop_a(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                        hp_error *err)
{
    (void)self, (void)scratch, (void)input, (void)err;
    for (size_t i = 0; i < run.len; i++) {
        hp_span byte = { run.ptr + i, 1 };
        if (*byte.ptr == 'a')
            answer_edit(out, byte, SPAN(""), "drop");
        else
            answer_keep(out, byte);
    }
    return HP_OK;
}

/* Takes whole lines of "-" away. */
static hp_status drop_dashes(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                             hp_error *err)
{
    (void)self, (void)scratch, (void)input, (void)err;
    if (run.len == 1 && *run.ptr == '-')
        answer_drop_line(out, "dash");
    else
        answer_keep(out, run);
    return HP_OK;
}

static hp_status fail_at_e(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                           hp_error *err)
{
    (void)self, (void)scratch, (void)input;
    const char *e = memchr(run.ptr, 'E', run.len);
    if (e)
        return error_set(err, HP_LIMIT, (size_t)(e - run.ptr), "an E");
    answer_keep(out, run);
    return HP_OK;
}

/* Writes the line itself, as engines do, with y for x, and says that it made no edits. */
static hp_status write_y(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                         hp_error *err)
{
    (void)self, (void)scratch, (void)input, (void)err;
    char *to = answer_reserve(out, run.len);
    for (size_t i = 0; to && i < run.len; i++)
        to[i] = run.ptr[i] == 'x' ? 'y' : run.ptr[i];
    answer_commit(out, run.len, 0);
    return HP_OK;
}

/* The same through the output lent. */
static hp_status lend_y(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                        hp_error *err)
{
    (void)self, (void)scratch, (void)input, (void)err;
    hp_buf *buf = answer_lend(out);
    for (size_t i = 0; i < run.len; i++)
        hp_buf_append(buf, run.ptr[i] == 'x' ? SPAN("y") : (hp_span){ run.ptr + i, 1 });
    answer_take_back(out, run);
    return HP_OK;
}

/* Writes down where find_line found something: "offset in the line;". */
static hp_status note_mark(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                           hp_error *err)
{
    (void)self, (void)scratch, (void)err;
    buffer_format(&given_runs, "%u;", input->mark ? (unsigned)(input->mark - input->line.ptr) : 99);
    answer_keep(out, run);
    return HP_OK;
}

static const char *const counters[] = { "unused", "doubled", NULL };

static const filter_descriptor plain = {
    .word = "plain", .counters = counters, .open = open_nothing, .free = free_nothing, .apply = double_x
};
static const filter_descriptor raw = { .word = "raw",
                                       .traits = FILTER_WANTS_ANY_BYTES,
                                       .counters = counters,
                                       .open = open_nothing,
                                       .free = free_nothing,
                                       .apply = double_x };
static const filter_descriptor no_nul = { .word = "no-nul",
                                          .traits = FILTER_STOPS_AT_NUL,
                                          .counters = counters,
                                          .open = open_nothing,
                                          .free = free_nothing,
                                          .apply = double_x };
static const filter_descriptor wants_hints = { .word = "hints",
                                               .traits = FILTER_READS_HINTS,
                                               .counters = counters,
                                               .open = open_nothing,
                                               .free = free_nothing,
                                               .apply = double_x };
static filter_needs need_line_numbers(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_LINES, .line_numbers = true };
}

static const filter_descriptor picks = { .word = "picks",
                                         .needs = need_line_numbers,
                                         .counters = counters,
                                         .open = open_nothing,
                                         .free = free_nothing,
                                         .find_line = find_x,
                                         .apply = double_x };
static const filter_descriptor drops = { .word = "drops", .open = open_nothing, .free = free_nothing, .apply = drop_a };
static const filter_descriptor drops_lines = {
    .word = "drops-lines", .open = open_nothing, .free = free_nothing, .apply = drop_dashes
};
static const filter_descriptor writes = {
    .word = "writes", .open = open_nothing, .free = free_nothing, .apply = write_y
};
static const filter_descriptor lends = { .word = "lends", .open = open_nothing, .free = free_nothing, .apply = lend_y };
static const filter_descriptor marks = {
    .word = "marks", .open = open_nothing, .free = free_nothing, .find_line = find_x, .apply = note_mark
};
static const filter_descriptor marks_nothing = {
    .word = "marks", .open = open_nothing, .free = free_nothing, .apply = note_mark
};
static const filter_descriptor fails = {
    .word = "fails", .open = open_nothing, .free = free_nothing, .apply = fail_at_e
};
static const filter_descriptor closed = {
    .word = "closed", .open = open_and_fail, .free = free_must_not_be_called, .apply = drop_a
};

/* A pipeline of the filters given, with its worker. */
struct chain {
    hp_pipeline *pipeline;
    hp_worker *worker;
    unsigned length;
};

static struct chain open_chain(const filter_descriptor *first, const filter_descriptor *second)
{
    const pipeline_stage stages[] = { { .filter = first }, { .filter = second } };
    struct chain c = { .length = second ? 2 : 1 };
    hp_error err = { 0 };
    assert_int_equal(pipeline_open_stages(&c.pipeline, stages, c.length, NULL, &err), HP_OK);
    assert_int_equal(hp_worker_open(&c.worker, c.pipeline, &err), HP_OK);
    given_runs.len = 0;
    return c;
}

static void close_chain(struct chain *c)
{
    hp_worker_free(c->worker);
    hp_pipeline_free(c->pipeline);
    hp_buf_free(&given_runs);
}

static void lines_are_handed_over_in_runs(void **state)
{
    static const struct {
        const char *why;
        const filter_descriptor *filter;
        hp_span in;
        const char *runs;
    } rows[] = {
        { "a line without its LF", &plain, { "ab\ncd\n", 6 }, "1.0:ab;1.0:cd;" },
        { "no last newline", &plain, { "ab", 2 }, "1.0:ab;" },
        { "empty lines have no run", &plain, { "\n\nab\n\n", 6 }, "1.0:ab;" },
        { "CR belongs to the line", &plain, { "ab\r\n", 4 }, "1.0:ab\r;" },
        { "NUL belongs to the line", &plain, { "a\0b", 3 }, "1.0:a" }, /* the rest is behind the NUL */
        { "an invalid byte splits",
          &plain,
          { "ab\xFF"
            "cd",
            5 },
          "1.0:ab;1.3:cd;" },
        { "invalid bytes at both ends",
          &plain,
          { "\xFF"
            "ab\x80\n",
            5 },
          "1.1:ab;" },
        { "only invalid bytes", &plain, { "\xFF\xFE\n", 3 }, "" },
        { "a sequence cut by the line's end", &plain, { "ab\xE5\x9C\ncd", 7 }, "1.0:ab;1.0:cd;" },
        { "raw lines are whole",
          &raw,
          { "ab\xFF"
            "cd\n",
            6 },
          "1.0:ab\xFF"
          "cd;" },
        { "NUL splits for a filter that wants none", &no_nul, { "ab\0cd\0\0e\n", 9 }, "1.0:ab;1.3:cd;1.7:e;" },
        { "NUL and an invalid byte side by side",
          &no_nul,
          { "ab\0\xFF"
            "c",
            5 },
          "1.0:ab;1.4:c;" },
        { "a hint splits", &plain, { "a" BASE "b" READ "c" END "d", 13 }, "1.0:a;1.12:d;" },
        { "a hint alone", &plain, { BASE "b" READ "c" END, 11 }, "" },
        { "half a hint is text", &plain, { "a" BASE "b", 5 }, "1.0:a" BASE "b;" },
        { "a hint for a filter that reads them",
          &wants_hints,
          { "a" BASE "b" READ "c" END "d", 13 },
          "1.0:a" BASE "b" READ "c" END "d;" },
        { "a hint over two lines is none",
          &plain,
          { BASE "b" READ "\n" END, 11 },
          "1.0:" BASE "b" READ ";1.0:" END ";" },
        { "a hint with an invalid byte inside is none",
          &plain,
          { BASE "b\xFF" READ END, 11 },
          "1.0:" BASE "b;1.5:" READ END ";" },
        { "places count lines", &picks, { "a\nb\nx\n\n\nax", 10 }, "3.0:x;6.0:ax;" },
        { "find_line passes lines over", &picks, { "a\nb\n", 4 }, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct chain c = open_chain(rows[i].filter, NULL);
        hp_span result;
        assert_int_equal(pipeline_view(c.worker, NULL, NULL, rows[i].in, &result, NULL), HP_OK);
        size_t shown = given_runs.len < strlen(rows[i].runs) ? given_runs.len : strlen(rows[i].runs);
        bool has_nul = given_runs.len && memchr(given_runs.ptr, 0, given_runs.len);
        assert_bytes(rows[i].why, (hp_span){ given_runs.ptr, has_nul ? shown : given_runs.len },
                     span_of_string(rows[i].runs));
        close_chain(&c);
    }
}

static void unchanged_text_is_not_copied(void **state)
{
    static const char text[] = "abc\n\xFFnothing here\n" BASE "b" READ END "\0\nlast";
    const hp_span in = SPAN(text);
    static const filter_descriptor *const filters[] = { &plain, &raw, &no_nul, &wants_hints, &picks };
    (void)state;
    for (size_t i = 0; i < COUNT(filters); i++) {
        struct chain c = open_chain(filters[i], &fails);
        hp_span result;
        assert_int_equal(pipeline_view(c.worker, NULL, NULL, in, &result, NULL), HP_OK);
        assert_ptr_equal(result.ptr, in.ptr);
        assert_int_equal(result.len, in.len);
        close_chain(&c);
    }
}

/* The rule, without any of the pipeline's ways: x doubled (then a dropped) wherever it is not inside a hint. */
static hp_buf by_rule(hp_span text, bool drop)
{
    hp_buf out = { 0 };
    while (text.len > 0) {
        const char *lf = memchr(text.ptr, '\n', text.len);
        hp_span line = { text.ptr, lf ? (size_t)(lf - text.ptr) : text.len };
        size_t hint = hint_length(line);
        if (hint && utf8_valid((hp_span){ line.ptr, hint }) == hint) {
            hp_buf_append(&out, (hp_span){ text.ptr, hint });
        } else {
            hint = 1;
            if (*text.ptr != 'a' || !drop)
                hp_buf_append(&out, *text.ptr == 'x' ? SPAN("xx") : (hp_span){ text.ptr, 1 });
        }
        text = (hp_span){ text.ptr + hint, text.len - hint };
    }
    return out;
}

static hp_buf random_text(uint64_t *seed)
{
    static const char *const pieces[] = { "a",
                                          "x",
                                          "b",
                                          "\n",
                                          "\n",
                                          "\xE5\x9C\x8B",
                                          "\xFF",
                                          "\xE5\x9C",
                                          BASE,
                                          READ,
                                          END,
                                          "xxxx",
                                          "bbbbbbbbbbbbbbbb",
                                          "\r\n",
                                          BASE "x" READ "a" END,
                                          "\xF0\xA0\x80\x80" };
    hp_buf text = { 0 };
    for (size_t n = next_random(seed) % 60; n > 0; n--) {
        const char *piece = pieces[next_random(seed) % COUNT(pieces)];
        hp_buf_append(&text, span_of_string(piece));
    }
    return text;
}

/* The same bytes with all lines in one call, with one line a call, and by the rule; and the edits replay to them. */
static void lines_together_are_lines_one_by_one(void **state)
{
    static const filter_descriptor *const firsts[] = { &plain, &picks, &no_nul };
    uint64_t seed = 5;
    (void)state;
    for (size_t round = 0; round < 6000; round++) {
        bool drop = round % 2;
        struct chain c = open_chain(firsts[round % COUNT(firsts)], drop ? &drops : NULL);
        hp_buf text = random_text(&seed), want = by_rule((hp_span){ text.ptr, text.len }, drop);
        hp_buf whole = { 0 }, single = { 0 };
        hp_worker_keep(c.worker, round % 3 == 0 ? HP_KEEP_EDITS : 0, NULL);
        assert_int_equal(hp_run_lines(c.worker, NULL, (hp_span){ text.ptr, text.len }, hp_write_to_buf, &whole, NULL),
                         HP_OK);
        assert_bytes("whole", (hp_span){ whole.ptr, whole.len }, (hp_span){ want.ptr, want.len });
        if (round % 3 == 0) {
            hp_buf replayed = replay((hp_span){ text.ptr, text.len }, c.worker, c.length);
            assert_bytes("replay", (hp_span){ replayed.ptr, replayed.len }, (hp_span){ want.ptr, want.len });
            hp_buf_free(&replayed);
        }
        for (size_t at = 0; at < text.len;) {
            const char *lf = memchr(text.ptr + at, '\n', text.len - at);
            size_t len = lf ? (size_t)(lf + 1 - text.ptr) - at : text.len - at;
            hp_run_lines(c.worker, NULL, (hp_span){ text.ptr + at, len }, hp_write_to_buf, &single, NULL);
            at += len;
        }
        assert_bytes("one by one", (hp_span){ single.ptr, single.len }, (hp_span){ want.ptr, want.len });
        hp_buf_free(&text);
        hp_buf_free(&want);
        hp_buf_free(&whole);
        hp_buf_free(&single);
        close_chain(&c);
    }
}

static void errors_name_line_and_byte(void **state)
{
    static const struct {
        const char *why;
        hp_span in;
        uint64_t first, line;
        size_t offset;
    } rows[] = {
        { "at the start", { "E", 1 }, 1, 1, 0 },
        { "in a later line", { "a\n\nbcE\nE\n", 9 }, 1, 3, 2 },
        { "counted on from the place given", { "a\nE", 3 }, 41, 42, 0 },
        { "in a run behind an invalid byte",
          { "a\n\xFF"
            "b\xFF"
            "cE",
            7 },
          1,
          2,
          4 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct chain c = open_chain(&plain, &fails);
        hp_place place = { .file = "f", .line = rows[i].first };
        hp_error err = { 0 };
        hp_buf out = { 0 };
        hp_buf_append(&out, SPAN("before"));
        assert_number(rows[i].why, hp_run_lines(c.worker, &place, rows[i].in, hp_write_to_buf, &out, &err), HP_LIMIT);
        assert_number(rows[i].why, err.line, rows[i].line);
        assert_number(rows[i].why, err.offset, rows[i].offset);
        assert_bytes("output holds what it held", (hp_span){ out.ptr, out.len }, SPAN("before"));
        assert_int_equal(hp_run_lines(c.worker, &place, rows[i].in, hp_write_to_buf, &out, NULL), HP_LIMIT);
        assert_int_equal(hp_run_lines(c.worker, &place, SPAN("x\n"), hp_write_to_buf, &out, &err), HP_OK);
        assert_bytes("the worker is good for the next", (hp_span){ out.ptr, out.len }, SPAN("beforexx\n"));
        hp_buf_free(&out);
        close_chain(&c);
    }
}

/* What a later stage says of a line names it by its number in the input. */
static void lines_taken_away_still_count(void **state)
{
    struct chain c = open_chain(&drops_lines, &picks);
    hp_place place = { .file = "f", .line = 10 };
    hp_buf out = { 0 };
    (void)state;
    given_runs.len = 0;
    assert_int_equal(hp_run_lines(c.worker, &place, SPAN("-\nx1\n-\n-\na\nx2\n-\nx3\n"), hp_write_to_buf, &out, NULL),
                     HP_OK);
    assert_bytes("lines", (hp_span){ out.ptr, out.len }, SPAN("xx1\na\nxx2\nxx3\n"));
    assert_bytes("numbers", (hp_span){ given_runs.ptr, given_runs.len }, SPAN("11.0:x1;15.0:x2;17.0:x3;"));
    close_chain(&c);
    c = open_chain(&drops_lines, &fails);
    hp_error err = { 0 };
    out.len = 0;
    assert_int_equal(hp_run_lines(c.worker, &place, SPAN("-\n-\na\n-\nE\n"), hp_write_to_buf, &out, &err), HP_LIMIT);
    assert_int_equal(err.line, 14);
    hp_buf_free(&out);
    close_chain(&c);
}

static void tallies_are_those_of_the_last_run(void **state)
{
    struct chain c = open_chain(&plain, &drops);
    hp_span result;
    (void)state;
    pipeline_view(c.worker, NULL, NULL, SPAN("xx\nax\n"), &result, NULL);
    assert_int_equal(worker_stage_counts(c.worker, 0).edits, 3);
    assert_int_equal(worker_stage_counts(c.worker, 0).counts[0], 0);
    assert_int_equal(worker_stage_counts(c.worker, 0).counts[1], 3);
    assert_int_equal(worker_stage_counts(c.worker, 1).edits, 1);
    assert_int_equal(worker_stage_bytes(c.worker, 0), 6);
    assert_int_equal(worker_stage_bytes(c.worker, 1), 9);
    pipeline_view(c.worker, NULL, NULL, SPAN("x\n"), &result, NULL);
    assert_int_equal(worker_stage_counts(c.worker, 0).counts[1], 1);
    assert_int_equal(worker_stage_counts(c.worker, 1).edits, 0);
    close_chain(&c);
}

static void edits_are_recorded_only_when_asked(void **state)
{
    struct chain c = open_chain(&plain, &drops);
    hp_span result;
    hp_edit first, second;
    (void)state;
    pipeline_view(c.worker, NULL, NULL, SPAN("ax\n"), &result, NULL);
    assert_int_equal(hp_edit_count(c.worker), 0);
    hp_worker_keep(c.worker, HP_KEEP_EDITS, NULL);
    pipeline_view(c.worker, NULL, NULL, SPAN("b\nax\n"), &result, NULL);
    assert_int_equal(hp_edit_count(c.worker), 2);
    assert_true(hp_edit_get(c.worker, 0, &first, sizeof first));
    assert_true(hp_edit_get(c.worker, 1, &second, sizeof second));
    assert_false(hp_edit_get(c.worker, 2, &second, sizeof second));
    assert_string_equal(first.stage, "plain");
    assert_string_equal(first.rule, "double");
    assert_int_equal(first.offset, 3);
    assert_string_equal(second.stage, "drops");
    assert_int_equal(second.stage_index, 1);
    assert_int_equal(second.offset, 2);
    assert_bytes("before", second.before, SPAN("a"));
    hp_worker_keep(c.worker, 0, NULL);
    pipeline_view(c.worker, NULL, NULL, SPAN("ax\n"), &result, NULL);
    assert_int_equal(hp_edit_count(c.worker), 0);
    close_chain(&c);
}

/* "ax" and "xa" each have an edit of the first stage and one of the second; offsets are those in what each was given. */
static void edits_come_line_by_line(void **state)
{
    static const struct {
        unsigned stage;
        uint64_t offset;
    } want[] = { { 0, 1 }, { 1, 0 }, { 0, 5 }, { 1, 8 } };
    struct chain c = open_chain(&plain, &drops);
    hp_span result;
    hp_edit edit;
    (void)state;
    hp_worker_keep(c.worker, HP_KEEP_EDITS, NULL);
    pipeline_view(c.worker, NULL, NULL, SPAN("ax\nb\nxa\n"), &result, NULL);
    assert_bytes("result", result, SPAN("xx\nb\nxx\n"));
    assert_int_equal(hp_edit_count(c.worker), COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_true(hp_edit_get(c.worker, i, &edit, sizeof edit));
        assert_int_equal(edit.stage_index, want[i].stage);
        assert_int_equal(edit.offset, want[i].offset);
    }
    assert_int_equal(worker_stage_bytes(c.worker, 1), 10);
    close_chain(&c);
}

/* What an engine writes stays whatever it counts, and what it changes is known. */
static void what_engines_write_is_kept(void **state)
{
    static const filter_descriptor *const filters[] = { &writes, &lends };
    (void)state;
    for (size_t i = 0; i < COUNT(filters); i++) {
        struct chain c = open_chain(filters[i], NULL);
        hp_span result;
        pipeline_view(c.worker, NULL, NULL, SPAN("a\nx\n\nb\nxax"), &result, NULL);
        assert_bytes(filters[i]->word, result, SPAN("a\ny\n\nb\nyay"));
        close_chain(&c);
    }
}

static void what_find_line_found_is_handed_to_apply(void **state)
{
    struct chain c = open_chain(&marks, &marks_nothing);
    hp_span result;
    (void)state;
    pipeline_view(c.worker, NULL, NULL, SPAN("a\nabxx\nx"), &result, NULL);
    assert_bytes("marks", (hp_span){ given_runs.ptr, given_runs.len }, SPAN("2;0;99;99;99;"));
    close_chain(&c);
}

/* Of lines 1 to 9 one stage takes 2, 3 and 7 away, the next what was 1, 4 and 9. */
static void dropped_lines_of_two_stages_are_merged(void **state)
{
    dropped_lines first = { 0 }, second = { 0 };
    static const uint64_t left[] = { 5, 6, 8, 10 };
    (void)state;
    dropped_lines_add(&first, 2);
    dropped_lines_add(&first, 3);
    dropped_lines_add(&first, 7);
    dropped_lines_add(&second, dropped_lines_input_number(&first, 1));
    dropped_lines_add(&second, dropped_lines_input_number(&first, 2));
    dropped_lines_add(&second, dropped_lines_input_number(&first, 6));
    dropped_lines_merge(&first, &second);
    assert_int_equal(second.count, 0);
    for (size_t i = 0; i < COUNT(left); i++)
        assert_int_equal(dropped_lines_input_number(&first, i + 1), left[i]);
    dropped_lines_free(&first);
    dropped_lines_free(&second);
}

static void a_filter_that_does_not_open_is_not_freed(void **state)
{
    const pipeline_stage stages[] = { { .filter = &plain }, { .filter = &closed, .offset = 8 } };
    hp_pipeline *p = (hp_pipeline *)stages;
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(pipeline_open_stages(&p, stages, 2, NULL, &err), HP_BAD_DATA);
    assert_null(p);
    assert_int_equal(err.offset, 8);
    assert_int_equal(pipeline_open_stages(&p, stages, 2, NULL, NULL), HP_BAD_DATA);
}

static void null_arguments_are_refused(void **state)
{
    struct chain c = open_chain(&plain, NULL);
    hp_buf out = { 0 };
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(hp_run_lines(NULL, NULL, SPAN("a"), hp_write_to_buf, &out, &err), HP_MISUSE);
    assert_int_equal(hp_run_lines(c.worker, NULL, SPAN("a"), NULL, &out, &err), HP_MISUSE);
    assert_int_equal(hp_run_lines(c.worker, NULL, (hp_span){ NULL, 1 }, hp_write_to_buf, &out, &err), HP_MISUSE);
    assert_int_equal(hp_run_lines(c.worker, NULL, (hp_span){ NULL, 0 }, hp_write_to_buf, &out, &err), HP_OK);
    assert_int_equal(hp_run(NULL, SPAN("a"), hp_write_to_buf, &out, &err), HP_MISUSE);
    assert_int_equal(hp_run(c.worker, SPAN("a"), NULL, &out, &err), HP_MISUSE);
    assert_int_equal(hp_begin(NULL, NULL, &err), HP_MISUSE);
    assert_int_equal(hp_feed(c.worker, SPAN("a"), hp_write_to_buf, &out, &err), HP_MISUSE); /* nothing was begun */
    assert_int_equal(hp_end(c.worker, hp_write_to_buf, &out, &err), HP_MISUSE);
    assert_int_equal(hp_worker_open(NULL, c.pipeline, &err), HP_MISUSE);
    assert_int_equal(hp_worker_keep(c.worker, 1 << 7, &err), HP_MISUSE);
    hp_pipeline_free(NULL);
    hp_worker_free(NULL);
    hp_buf_free(&out);
    close_chain(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_handed_over_in_runs),
        cmocka_unit_test(unchanged_text_is_not_copied),
        cmocka_unit_test(lines_together_are_lines_one_by_one),
        cmocka_unit_test(errors_name_line_and_byte),
        cmocka_unit_test(lines_taken_away_still_count),
        cmocka_unit_test(tallies_are_those_of_the_last_run),
        cmocka_unit_test(edits_are_recorded_only_when_asked),
        cmocka_unit_test(edits_come_line_by_line),
        cmocka_unit_test(what_engines_write_is_kept),
        cmocka_unit_test(what_find_line_found_is_handed_to_apply),
        cmocka_unit_test(dropped_lines_of_two_stages_are_merged),
        cmocka_unit_test(a_filter_that_does_not_open_is_not_freed),
        cmocka_unit_test(null_arguments_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

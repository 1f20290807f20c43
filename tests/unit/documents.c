/* documents.c - filters that see more than a line: a document's head, its bytes in pieces, or all of it.
 *
 * The filters are the test's own, small enough that what they must give can be written down beside them.  Each document
 * goes through them in every way there is: the driver with one thread and several, with chunks from one byte on, files
 * after one another; and the library.  The bytes must be the same.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "driver/driver.h"
#include "filters.h"
#include "pipeline/answer.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

/* head: by lines; puts "N" or "N!" in place of each "?": the number of x in the head, and whether it was all. */
struct told {
    char text[32];
};

static filter_needs need_head(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_LINES, .head = true };
}

static hp_status tell(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err)
{
    (void)self;
    struct told *told = calloc(1, sizeof *told);
    size_t count = 0;
    *decision = NULL;
    if (!told)
        return error_set_memory(err);
    for (size_t i = 0; i < head.len; i++)
        count += head.ptr[i] == 'x';
    if (head.len > 4 && memcmp(head.ptr, "fail", 4) == 0) {
        free(told);
        return error_set(err, HP_BAD_DATA, 0, "no text at all");
    }
    snprintf(told->text, sizeof told->text, "%zu%s", count, is_whole ? "!" : "");
    *decision = told;
    return HP_OK;
}

static hp_status put_told(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                          hp_error *err)
{
    (void)self, (void)scratch, (void)err;
    const struct told *told = input->decision;
    for (size_t i = 0; i < run.len; i++) {
        hp_span byte = { run.ptr + i, 1 };
        if (run.ptr[i] == '?')
            answer_edit(out, byte, span_of_string(told->text), "told");
        else
            answer_keep(out, byte);
    }
    return HP_OK;
}

/* wide: by pieces, the head deciding; two bytes a character, the low one first, where a document starts with FF FE. */
static filter_needs need_pieces(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_PIECES, .head = true };
}

static hp_status find_mark(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err)
{
    (void)self, (void)is_whole;
    *decision = malloc(1);
    if (!*decision)
        return error_set_memory(err);
    *(bool *)*decision = head.len >= 2 && memcmp(head.ptr, "\xFF\xFE", 2) == 0;
    return HP_OK;
}

static size_t end_of_wide_line(const void *self, const void *decision, hp_span text)
{
    (void)self;
    size_t step = *(const bool *)decision ? 2 : 1;
    for (size_t at = text.len / step * step; at > 0; at -= step)
        if (text.ptr[at - step] == '\n' && (step == 1 || text.ptr[at - 1] == 0))
            return at;
    return 0;
}

static hp_status narrow(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                        hp_error *err)
{
    (void)self, (void)scratch;
    if (!*(const bool *)input->decision) {
        answer_keep(out, run);
        return HP_OK;
    }
    char *to = answer_reserve(out, run.len);
    size_t n = 0;
    for (size_t i = 0; i < run.len; i += 2) {
        bool mark = i == 0 && input->line_offset == 0;
        if (!mark && i + 1 < run.len && run.ptr[i + 1] != 0)
            return error_set(err, HP_INVALID_TEXT, i, "a wide character");
        if (i + 1 < run.len && !mark && to)
            to[n++] = run.ptr[i];
        else
            answer_note(out, (hp_span){ run.ptr + i, run.len - i < 2 ? 1 : 2 }, SPAN(""), mark ? "mark" : "half");
    }
    answer_commit(out, n, 0);
    return HP_OK;
}

/* whole: the document once; puts its number of lines before it. */
static hp_status put_count(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                           hp_error *err)
{
    (void)self, (void)scratch, (void)err, (void)input;
    size_t lines = 0;
    char text[32];
    for (size_t i = 0; i < run.len; i++)
        lines += run.ptr[i] == '\n';
    snprintf(text, sizeof text, "%zux?\n", lines);
    answer_edit(out, (hp_span){ run.ptr, 0 }, span_of_string(text), "count");
    answer_keep(out, run);
    return HP_OK;
}

/* Lines: doubles each x; takes lines that start with # away; fails at E. */
static hp_status double_x(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                          hp_error *err)
{
    (void)self, (void)scratch, (void)input;
    if (input->place.offset == 0 && run.ptr[0] == '#') {
        answer_drop_line(out, "comment");
        return HP_OK;
    }
    for (size_t i = 0; i < run.len; i++) {
        hp_span byte = { run.ptr + i, 1 };
        if (run.ptr[i] == 'E')
            return error_set(err, HP_LIMIT, i, "an E");
        if (run.ptr[i] == 'x')
            answer_edit(out, byte, SPAN("xx"), "double");
        else
            answer_keep(out, byte);
    }
    return HP_OK;
}

/* back: puts in place of each c the number of x in the two lines before. */
enum { BACK_LINES = 2 };

static filter_needs need_lines_before(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_LINES, .lines_before = BACK_LINES };
}

/* Takes the last line off *text, if there is one, and counts its x. */
static bool take_last(hp_span *text, size_t *count)
{
    if (text->len == 0)
        return false;
    text->len--; /* the line's own end */
    for (; text->len > 0 && text->ptr[text->len - 1] != '\n'; text->len--)
        *count += text->ptr[text->len - 1] == 'x';
    return true;
}

static hp_status look_back(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                           hp_error *err)
{
    (void)self, (void)scratch, (void)err;
    hp_span near = input->preceding, far = input->earlier;
    size_t count = 0;
    char text[32];
    for (unsigned i = 0; i < BACK_LINES && (take_last(&near, &count) || take_last(&far, &count)); i++)
        continue;
    snprintf(text, sizeof text, "%zu", count);
    for (size_t i = 0; i < run.len; i++) {
        hp_span byte = { run.ptr + i, 1 };
        if (run.ptr[i] == 'c')
            answer_edit(out, byte, span_of_string(text), "count");
        else
            answer_keep(out, byte);
    }
    return HP_OK;
}

static filter_needs need_to_drop(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_LINES, .drops_lines = true };
}

#define FILTER_OF(name, what, ...) \
    static const filter_descriptor name = { \
        .word = #name, .open = open_nothing, .free = free_nothing, .apply = what, __VA_ARGS__ \
    }
FILTER_OF(head, put_told, .needs = need_head, .decide = tell, .decision_free = free);
FILTER_OF(wide, narrow, .needs = need_pieces, .decide = find_mark, .decision_free = free,
          .ready_length = end_of_wide_line, .traits = FILTER_ANY_ENCODING | FILTER_ONLY_NOTES);
FILTER_OF(whole, put_count, .needs = need_document, .traits = FILTER_ANY_ENCODING);
FILTER_OF(twice, double_x, .needs = need_to_drop);
FILTER_OF(back, look_back, .needs = need_lines_before);

enum { STAGES = 4 };

/* ---- by hand: what the filters come to, over a document that is all there ------------------------------------------ */

static void append_string(hp_buf *buf, const char *text)
{
    hp_buf_append(buf, span_of_string(text));
}

static hp_buf by_hand_one(const filter_descriptor *filter, hp_span in)
{
    hp_buf out = { 0 };
    if (filter == &whole) {
        size_t lines = 0;
        for (size_t i = 0; i < in.len; i++)
            lines += in.ptr[i] == '\n';
        buffer_format(&out, "%zux?\n", lines);
        hp_buf_append(&out, in);
    } else if (filter == &wide) {
        bool is_wide = in.len >= 2 && memcmp(in.ptr, "\xFF\xFE", 2) == 0;
        for (size_t i = is_wide ? 2 : 0; i + is_wide < in.len; i += 1 + is_wide)
            hp_buf_append(&out, (hp_span){ in.ptr + i, 1 });
    } else if (filter == &head) {
        size_t count = 0, limit = in.len < FILTER_HEAD ? in.len : FILTER_HEAD;
        for (size_t i = 0; i < limit; i++)
            count += in.ptr[i] == 'x';
        for (size_t i = 0; i < in.len; i++)
            if (in.ptr[i] == '?')
                buffer_format(&out, "%zu%s", count, in.len <= FILTER_HEAD ? "!" : "");
            else
                hp_buf_append(&out, (hp_span){ in.ptr + i, 1 });
    } else if (filter == &back) {
        size_t counts[BACK_LINES + 1] = { 0 }; /* of the line at hand, the one before it … */
        for (size_t i = 0; i < in.len; i++) {
            counts[0] += in.ptr[i] == 'x';
            if (in.ptr[i] == 'c')
                buffer_format(&out, "%zu", counts[1] + counts[2]);
            else
                hp_buf_append(&out, (hp_span){ in.ptr + i, 1 });
            if (in.ptr[i] == '\n') {
                memmove(counts + 1, counts, BACK_LINES * sizeof counts[0]);
                counts[0] = 0;
            }
        }
    } else {
        bool starts = true, comment = false;
        for (size_t i = 0; i < in.len; i++) {
            comment = starts ? in.ptr[i] == '#' : comment;
            starts = in.ptr[i] == '\n';
            if (!comment)
                append_string(&out, in.ptr[i] == 'x' ? "x" : "");
            if (!comment)
                hp_buf_append(&out, (hp_span){ in.ptr + i, 1 });
        }
    }
    return out;
}

static hp_buf by_hand(const filter_descriptor *const *filters, hp_span in)
{
    hp_buf now = { 0 };
    hp_buf_append(&now, in);
    for (size_t i = 0; i < STAGES && filters[i]; i++) {
        hp_buf next = by_hand_one(filters[i], (hp_span){ now.ptr, now.len });
        hp_buf_free(&now);
        now = next;
    }
    return now;
}

/* ---- the driver --------------------------------------------------------------------------------------------------- */

static char folder[] = "documents.XXXXXX";
static char paths[3][64], out_path[64], log_path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < COUNT(paths); i++)
        snprintf(paths[i], sizeof paths[i], "%s/%zu", folder, i);
    snprintf(out_path, sizeof out_path, "%s/out", folder);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        unlink(paths[i]);
    unlink(out_path);
    unlink(log_path);
    return rmdir(folder);
}

static void write_file(const char *path, hp_span text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static hp_buf read_file(const char *path)
{
    hp_buf text = { 0 };
    FILE *file = fopen(path, "rb");
    size_t n = file != NULL;
    while (n > 0) {
        char *to = hp_buf_reserve(&text, 1 << 16);
        n = fread(to, 1, 1 << 16, file);
        text.len += n;
    }
    if (file)
        fclose(file);
    return text;
}

/* Runs the driver over the files; returns its exit status. */
static int drive_to(const char *output, const filter_descriptor *const *filters, size_t files, size_t threads,
                    size_t chunk, size_t max_document, const char *log)
{
    pipeline_stage stages[STAGES];
    char *names[COUNT(paths)];
    size_t count = 0;
    unlink(out_path);
    for (; count < STAGES && filters[count]; count++)
        stages[count] = (pipeline_stage){ .filter = filters[count] };
    for (size_t i = 0; i < files; i++)
        names[i] = paths[i];
    driver_settings settings = { .program = "documents",
                                 .output = output,
                                 .quiet = true,
                                 .log = log,
                                 .threads = threads,
                                 .chunk = chunk,
                                 .max_line = 1 << 28,
                                 .max_document = max_document,
                                 .files = names,
                                 .file_count = files };
    return driver_run(&settings, stages, count, NULL);
}

static int drive(const filter_descriptor *const *filters, size_t files, size_t threads, size_t chunk,
                 size_t max_document, const char *log)
{
    return drive_to(out_path, filters, files, threads, chunk, max_document, log);
}

/* The same into a pipe, which gets what is written before an error; *got is that, at most a pipe's room. */
static int drive_to_pipe(const filter_descriptor *const *filters, size_t threads, size_t chunk, hp_buf *got)
{
    int ends[2];
    char name[32];
    assert_int_equal(pipe(ends), 0);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[1]);
    int status = drive_to(name, filters, 1, threads, chunk, 1 << 28, NULL);
    close(ends[1]);
    ssize_t n = read(ends[0], hp_buf_reserve(got, 4096), 4096);
    got->len = n > 0 ? (size_t)n : 0;
    close(ends[0]);
    return status;
}

/* ---- documents ----------------------------------------------------------------------------------------------------- */

/* About `size` bytes of lines; those from `x_from` on hold an x; every third is a comment, when asked. */
static hp_buf make_text(size_t size, size_t x_from, bool comments)
{
    hp_buf text = { 0 };
    for (unsigned n = 0; text.len < size; n++)
        buffer_format(&text, "%s%u %s?%s\n", comments && n % 3 ? "#" : "", n, text.len >= x_from ? "x" : "",
                      n % 100 == 0 ? "" : "abc");
    return text;
}

static hp_buf widen(hp_span text)
{
    hp_buf wide_text = { 0 };
    hp_buf_append(&wide_text, SPAN("\xFF\xFE"));
    for (size_t i = 0; i < text.len; i++)
        hp_buf_append(&wide_text, (hp_span){ (char[]){ text.ptr[i], 0 }, 2 });
    return wide_text;
}

static hp_buf span_buf(hp_span text)
{
    hp_buf buf = { 0 };
    hp_buf_append(&buf, text);
    return buf;
}

/* The document with this number; an empty buffer without memory behind the last. */
static hp_buf document(size_t number)
{
    static const struct {
        size_t size, x_from;
        bool comments, is_wide;
    } kinds[] = {
        { 100, 0, false, false },       { 65000, 0, false, false },      { 70000, 60000, false, false },
        { 200000, 65536, true, false }, { 400000, 190000, true, false }, { 100, 50, false, true },
        { 90000, 30000, false, true },  { 300000, 65536, true, true },
    };
    if (number == 0)
        return span_buf(SPAN("?"));
    if (number == 1)
        return span_buf(SPAN("\n\n?x\n#\n?"));
    if (number - 2 >= COUNT(kinds))
        return (hp_buf){ 0 };
    hp_buf text = make_text(kinds[number - 2].size, kinds[number - 2].x_from, kinds[number - 2].comments);
    if (number % 2)
        hp_buf_append(&text, SPAN("?x without an end"));
    if (!kinds[number - 2].is_wide)
        return text;
    hp_buf made = widen((hp_span){ text.ptr, text.len });
    hp_buf_free(&text);
    return made;
}

static const filter_descriptor *const pipelines[][STAGES + 1] = {
    { &head },
    { &wide },
    { &whole },
    { &twice, &head }, /* decides by what the filter before leaves: up to three times as much of the document */
    { &wide, &head, &twice },
    { &wide, &twice, &head, &twice },
    { &whole, &head },
    { &head, &whole, &head }, /* the same filter decides twice */
    { &wide, &whole, &twice, &head },
    { &back },
    { &back, &back }, /* the second sees what the first leaves of the lines before a chunk */
    { &wide, &back, &head, &back },
    { &twice, &back }, /* of lines that are gone nobody knows how many there were: whole documents */
    { &back, &twice },
};

static void the_driver_gives_the_same_bytes_in_every_way(void **state)
{
    static const struct {
        size_t threads, chunk;
    } ways[] = { { 1, 1 << 18 }, { 4, 4096 }, { 3, 777 }, { 2, 65536 }, { 4, 1 } };
    (void)state;
    hp_buf text;
    for (size_t d = 0; (text = document(d)).ptr; d++) {
        write_file(paths[0], (hp_span){ text.ptr, text.len });
        for (size_t p = 0; p < COUNT(pipelines); p++) {
            hp_buf want = by_hand(pipelines[p], (hp_span){ text.ptr, text.len });
            for (size_t w = 0; w < COUNT(ways); w++) {
                char why[80];
                if (ways[w].chunk == 1 && text.len > 1000)
                    continue;
                snprintf(why, sizeof why, "document %zu, pipeline %zu, threads %zu, chunk %zu", d, p, ways[w].threads,
                         ways[w].chunk);
                assert_number(why, (size_t)drive(pipelines[p], 1, ways[w].threads, ways[w].chunk, 1 << 28, NULL), 0);
                hp_buf got = read_file(out_path);
                assert_bytes(why, (hp_span){ got.ptr, got.len }, (hp_span){ want.ptr, want.len });
                hp_buf_free(&got);
            }
            hp_buf_free(&want);
        }
        hp_buf_free(&text);
    }
}

static hp_pipeline *open_pipeline(const filter_descriptor *const *filters)
{
    pipeline_stage stages[STAGES];
    hp_pipeline *pipeline = NULL;
    size_t count = 0;
    for (; count < STAGES && filters[count]; count++)
        stages[count] = (pipeline_stage){ .filter = filters[count] };
    assert_int_equal(pipeline_open_stages(&pipeline, stages, count, NULL, NULL), HP_OK);
    return pipeline;
}

/* Feeds the document in pieces of so many bytes; 0: of lengths that go up and down. */
static hp_buf feed(hp_worker *worker, hp_span text, size_t size)
{
    hp_buf out = { 0 };
    uint64_t seed = 7;
    assert_int_equal(hp_begin(worker, "it", NULL), HP_OK);
    while (text.len > 0) {
        size_t n = size ? size : next_random(&seed) % 3000;
        hp_span piece = { text.ptr, n < text.len ? n : text.len };
        assert_int_equal(hp_feed(worker, piece, hp_write_to_buf, &out, NULL), HP_OK);
        text = (hp_span){ text.ptr + piece.len, text.len - piece.len };
    }
    assert_int_equal(hp_end(worker, hp_write_to_buf, &out, NULL), HP_OK);
    return out;
}

/* Each line by itself, with as many lines before it as are asked for, or one more. */
static void check_line_by_line(hp_worker *worker, size_t lines_before, hp_span text, hp_buf want)
{
    hp_buf got = { 0 };
    const char *starts[8] = { text.ptr }; /* of the line at hand, the one before it … */
    assert_true(lines_before > 0 && lines_before + 2 < COUNT(starts));
    for (size_t n = 0; text.len > 0; n++) {
        size_t most = lines_before + n % 2;
        const char *lf = memchr(text.ptr, '\n', text.len);
        hp_span line = { text.ptr, lf ? (size_t)(lf + 1 - text.ptr) : text.len };
        hp_place place = { .line = n + 1 };
        place.before = (hp_span){ starts[n < most ? n : most], 0 };
        place.before.len = (size_t)(text.ptr - place.before.ptr);
        assert_int_equal(hp_run_lines(worker, &place, line, hp_write_to_buf, &got, NULL), HP_OK);
        span_take(&text, line.len, &line);
        memmove(starts + 1, starts, sizeof starts - sizeof starts[0]);
        starts[0] = text.ptr;
    }
    assert_bytes("line by line", (hp_span){ got.ptr, got.len }, (hp_span){ want.ptr, want.len });
    hp_buf_free(&got);
}

static void the_library_gives_the_same_bytes_in_every_way(void **state)
{
    static const size_t sizes[] = { 1, 3, 0, 4096, 65536, 1 << 20 };
    (void)state;
    hp_buf text;
    for (size_t d = 0; (text = document(d)).ptr; d++) {
        hp_span in = { text.ptr, text.len };
        for (size_t p = 0; p < COUNT(pipelines); p++) {
            hp_pipeline *pipeline = open_pipeline(pipelines[p]);
            hp_worker *worker;
            hp_buf want = by_hand(pipelines[p], in), got = { 0 };
            assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
            if (hp_pipeline_unit(pipeline) == HP_UNIT_LINE)
                check_line_by_line(worker, hp_pipeline_lines_before(pipeline), in, want);
            hp_pipeline_free(pipeline); /* the worker has it */
            assert_int_equal(hp_run(worker, in, hp_write_to_buf, &got, NULL), HP_OK);
            assert_bytes("at once", (hp_span){ got.ptr, got.len }, (hp_span){ want.ptr, want.len });
            got.len = 0;
            assert_int_equal(hp_run_lines(worker, NULL, in, hp_write_to_buf, &got, NULL), HP_OK);
            assert_bytes("as lines", (hp_span){ got.ptr, got.len }, (hp_span){ want.ptr, want.len });
            for (size_t i = 0; i < COUNT(sizes); i++) {
                if (sizes[i] && text.len / sizes[i] > 40000)
                    continue;
                hp_buf fed = feed(worker, in, sizes[i]);
                assert_bytes("fed", (hp_span){ fed.ptr, fed.len }, (hp_span){ want.ptr, want.len });
                hp_buf_free(&fed);
            }
            hp_buf_free(&got);
            hp_buf_free(&want);
            hp_worker_free(worker);
        }
        hp_buf_free(&text);
    }
}

/* A line goes out when its end has come, and not before; with a head to wait for, nothing does. */
static void lines_come_out_as_they_end(void **state)
{
    static const filter_descriptor *const lines[STAGES + 1] = { &twice };
    static const filter_descriptor *const waits[STAGES + 1] = { &head };
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        hp_pipeline *pipeline = open_pipeline(i ? waits : lines);
        hp_worker *worker;
        hp_buf out = { 0 };
        assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
        assert_int_equal(hp_begin(worker, NULL, NULL), HP_OK);
        assert_int_equal(hp_feed(worker, SPAN("a"), hp_write_to_buf, &out, NULL), HP_OK);
        assert_int_equal(out.len, 0);
        assert_int_equal(hp_feed(worker, SPAN("b\nc"), hp_write_to_buf, &out, NULL), HP_OK);
        assert_bytes("a line", (hp_span){ out.ptr, out.len }, i ? SPAN("") : SPAN("ab\n"));
        assert_int_equal(hp_end(worker, hp_write_to_buf, &out, NULL), HP_OK);
        assert_bytes("the rest", (hp_span){ out.ptr, out.len }, SPAN("ab\nc"));
        hp_buf_free(&out);
        hp_worker_free(worker);
        hp_pipeline_free(pipeline);
    }
}

/* Refuses everything behind the first call. */
static hp_status take_once(void *to, hp_span text)
{
    unsigned *calls = to;
    (void)text;
    return (*calls)++ == 0 ? HP_OK : HP_IO;
}

static void errors_end_a_document(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &twice };
    (void)state;
    hp_pipeline *pipeline = open_pipeline(filters);
    hp_worker *worker;
    hp_buf out = { 0 };
    hp_error err = { 0 };
    unsigned calls = 0;
    assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
    assert_int_equal(hp_run(worker, SPAN("a\nx\nbE\nc\n"), hp_write_to_buf, &out, &err), HP_LIMIT);
    assert_bytes("the lines before", (hp_span){ out.ptr, out.len }, SPAN("a\nxx\n"));
    assert_int_equal(hp_error_line(&err), 3);
    assert_int_equal(hp_error_offset(&err), 1);
    assert_int_equal(hp_begin(worker, NULL, NULL), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("a\n\n"), hp_write_to_buf, &out, &err), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("E\n"), hp_write_to_buf, &out, &err), HP_LIMIT);
    assert_int_equal(hp_error_line(&err), 3);
    assert_int_equal(hp_end(worker, hp_write_to_buf, &out, &err), HP_MISUSE); /* it is over */
    assert_int_equal(hp_begin(worker, NULL, NULL), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("a\n"), take_once, &calls, &err), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("b\n"), take_once, &calls, &err), HP_IO);
    assert_string_equal(hp_error_text(&err), "output was not taken: input or output");
    hp_buf_free(&out);
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
}

/* Offsets count from the document's start, whatever the pieces. */
static void edits_of_pieces_have_places_in_the_document(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &twice, &twice };
    (void)state;
    hp_pipeline *pipeline = open_pipeline(filters);
    hp_worker *worker;
    hp_buf out = { 0 };
    hp_edit edit;
    assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
    assert_int_equal(hp_worker_keep(worker, HP_KEEP_EDITS, NULL), HP_OK);
    assert_int_equal(hp_begin(worker, NULL, NULL), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("x\n"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_int_equal(hp_edit_count(worker), 3);
    assert_int_equal(hp_feed(worker, SPAN("ax\nb"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_int_equal(hp_edit_count(worker), 3);
    assert_true(hp_edit_get(worker, 0, &edit, sizeof edit));
    assert_int_equal(edit.offset, 3); /* "x\nax" */
    assert_true(hp_edit_get(worker, 2, &edit, sizeof edit));
    assert_int_equal(edit.offset, 5); /* "xx\naxx" */
    assert_int_equal(edit.flags, 0);
    hp_buf_free(&out);
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
}

static void a_document_over_the_worker_s_limit_is_refused(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &whole };
    (void)state;
    hp_pipeline *pipeline = open_pipeline(filters);
    hp_worker *worker;
    hp_buf out = { 0 };
    assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
    assert_int_equal(hp_worker_hold(worker, 4, NULL), HP_OK);
    assert_int_equal(hp_run(worker, SPAN("12345"), hp_write_to_buf, &out, NULL), HP_LIMIT);
    assert_int_equal(hp_run(worker, SPAN("1234"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_int_equal(hp_begin(worker, NULL, NULL), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("1234"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_int_equal(hp_feed(worker, SPAN("5"), hp_write_to_buf, &out, NULL), HP_LIMIT);
    hp_buf_free(&out);
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
}

/* Each file is a document of its own: it has its head, its count, its encoding. */
static void files_are_documents(void **state)
{
    (void)state;
    hp_buf texts[3] = { document(3), document(0), document(8) };
    for (size_t i = 0; i < 3; i++)
        write_file(paths[i], (hp_span){ texts[i].ptr, texts[i].len });
    for (size_t p = 0; p < COUNT(pipelines); p++) {
        hp_buf want = { 0 };
        for (size_t i = 0; i < 3; i++) {
            hp_buf one = by_hand(pipelines[p], (hp_span){ texts[i].ptr, texts[i].len });
            hp_buf_append(&want, (hp_span){ one.ptr, one.len });
            hp_buf_free(&one);
        }
        for (size_t threads = 1; threads <= 4; threads += 3) {
            assert_int_equal(drive(pipelines[p], 3, threads, 5000, 1 << 28, NULL), 0);
            hp_buf got = read_file(out_path);
            assert_bytes("files", (hp_span){ got.ptr, got.len }, (hp_span){ want.ptr, want.len });
            hp_buf_free(&got);
        }
        hp_buf_free(&want);
    }
    for (size_t i = 0; i < 3; i++)
        hp_buf_free(&texts[i]);
}

static void an_empty_document_is_one(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &whole, &head };
    (void)state;
    write_file(paths[0], SPAN(""));
    assert_int_equal(drive(filters, 1, 1, 4096, 1 << 28, NULL), 0);
    hp_buf got = read_file(out_path);
    assert_bytes("empty", (hp_span){ got.ptr, got.len }, SPAN("0x1!\n"));
    hp_buf_free(&got);
}

static void a_document_over_the_limit_is_refused_and_the_next_is_not(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &whole };
    (void)state;
    write_file(paths[0], SPAN("1234567890"));
    write_file(paths[1], SPAN("123456789"));
    for (size_t threads = 1; threads <= 3; threads += 2) {
        assert_int_equal(drive(filters, 2, threads, 4, 9, NULL), 1);
        assert_int_equal(drive(filters, 2, threads, 4, 10, NULL), 0);
    }
}

/* A filter before leaves so little that the head is not full within the limit. */
static void a_head_over_the_limit_is_refused(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &twice, &head };
    hp_buf text = { 0 };
    (void)state;
    while (text.len < 300000)
        append_string(&text, "# nothing is left of this\n");
    write_file(paths[0], (hp_span){ text.ptr, text.len });
    assert_int_equal(drive(filters, 1, 1, 4096, 200000, NULL), 1);
    assert_int_equal(drive(filters, 1, 1, 4096, 1 << 20, NULL), 0);
    hp_buf_free(&text);
}

static void a_filter_that_cannot_decide_fails_the_document(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &head };
    hp_buf text = make_text(100000, 0, false);
    (void)state;
    memcpy(text.ptr, "fail", 4);
    for (size_t size = 10; size <= text.len; size += text.len - 10) {
        write_file(paths[0], (hp_span){ text.ptr, size });
        write_file(paths[1], SPAN("?\n"));
        for (size_t threads = 1; threads <= 3; threads += 2)
            assert_int_equal(drive(filters, 2, threads, 4096, 1 << 28, NULL), 1);
    }
    hp_buf_free(&text);
}

static void notes_name_places_of_the_input(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &wide, &twice };
    (void)state;
    hp_buf text = widen(SPAN("a\nbx\n"));
    hp_buf_append(&text, SPAN("c"));
    write_file(paths[0], (hp_span){ text.ptr, text.len });
    for (size_t chunk = 1; chunk < 20; chunk += 3) {
        static const char *const rows[] = { "\twide\t0\t2\t\\xFF\\xFE\t\tmark\n", "\twide\t12\t1\tc\t\thalf\n",
                                            "\ttwice\t3\t1\tx\txx\tdouble\n" };
        size_t length = strlen("# hanpipe log 1\n");
        assert_int_equal(drive(filters, 1, 1, chunk, 1 << 28, log_path), 0);
        hp_buf got = read_file(log_path);
        for (size_t i = 0; i < COUNT(rows); i++) { /* their order is that of the chunks */
            length += strlen(paths[0]) + strlen(rows[i]);
            assert_non_null(memmem(got.ptr, got.len, rows[i], strlen(rows[i])));
        }
        assert_int_equal(got.len, length);
        hp_buf_free(&got);
    }
    hp_buf_free(&text);
}

/* What fails ends the document at its line; the lines before are written, however it was cut. */
static void the_lines_before_an_error_are_written(void **state)
{
    static const filter_descriptor *const filters[STAGES + 1] = { &wide, &twice };
    (void)state;
    hp_buf text = widen(SPAN("a\nbx\ncE\n"));
    for (unsigned earlier = 0; earlier < 2; earlier++) {
        if (earlier) /* in the second line, and a filter earlier */
            text.ptr[9] = 'w';
        write_file(paths[0], (hp_span){ text.ptr, text.len });
        for (size_t chunk = 1; chunk < 30; chunk += 3) {
            hp_buf got = { 0 };
            assert_int_equal(drive_to_pipe(filters, 1 + chunk % 3, chunk, &got), 1);
            assert_bytes("lines", (hp_span){ got.ptr, got.len }, earlier ? SPAN("a\n") : SPAN("a\nbxx\n"));
            hp_buf_free(&got);
        }
    }
    hp_buf_free(&text);
}

static void pieces_must_come_first(void **state)
{
    static const filter_descriptor *const after[STAGES + 1] = { &twice, &wide };
    (void)state;
    write_file(paths[0], SPAN("a\n"));
    assert_int_equal(drive(after, 1, 1, 4096, 1 << 28, NULL), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_driver_gives_the_same_bytes_in_every_way),
        cmocka_unit_test(the_library_gives_the_same_bytes_in_every_way),
        cmocka_unit_test(lines_come_out_as_they_end),
        cmocka_unit_test(errors_end_a_document),
        cmocka_unit_test(edits_of_pieces_have_places_in_the_document),
        cmocka_unit_test(a_document_over_the_worker_s_limit_is_refused),
        cmocka_unit_test(files_are_documents),
        cmocka_unit_test(an_empty_document_is_one),
        cmocka_unit_test(a_document_over_the_limit_is_refused_and_the_next_is_not),
        cmocka_unit_test(a_head_over_the_limit_is_refused),
        cmocka_unit_test(a_filter_that_cannot_decide_fails_the_document),
        cmocka_unit_test(notes_name_places_of_the_input),
        cmocka_unit_test(the_lines_before_an_error_are_written),
        cmocka_unit_test(pieces_must_come_first),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

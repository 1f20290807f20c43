/* replay.c - does the edits of a --log again: replay LOG STAGE... <input >output
 *
 * Given the log of a run over one file and the pipeline's stages in order, as the log names them ("strip", "conv#2"),
 * it applies each stage's rows to what the stage before left, and checks on the way that every row fits: offsets go
 * up, `before` is what stands there, the length is that of `before`, and the edit changes something.  A log that does
 * not fit is named with its row on standard error; exit 1.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "lines.h"
#include "replay_edits.h"
#include "text/bytes.h"

static bool read_whole(FILE *file, hp_buf *out)
{
    for (size_t n = 1; n > 0;) {
        char *to = hp_buf_reserve(out, 1 << 16);
        n = to ? fread(to, 1, 1 << 16, file) : 0;
        out->len += n;
    }
    return !out->failed && !ferror(file);
}

/* Appends `field` with \t \n \\ \xHH made bytes again; false when another escape is in it. */
static bool unescape(hp_span field, hp_buf *out)
{
    for (size_t i = 0; i < field.len; i++) {
        char c = field.ptr[i], two[3] = "";
        if (c == '\\') {
            c = ++i < field.len ? field.ptr[i] : 0;
            if (c == 'x' && i + 2 < field.len) {
                memcpy(two, field.ptr + i + 1, 2);
                c = (char)strtoul(two, NULL, 16);
                i += 2;
            } else if (c == 't' || c == 'n') {
                c = c == 't' ? '\t' : '\n';
            } else if (c != '\\') {
                return false;
            }
        }
        hp_buf_append(out, (hp_span){ &c, 1 });
    }
    return true;
}

/* One row's fields; what the edit puts in and out is in the buffers. */
struct row {
    hp_span stage;
    hp_edit edit;
    hp_buf before, after;
};

static bool read_row(hp_span *log, struct row *row)
{
    hp_span line, file, offset, length, before, after;
    row->before.len = row->after.len = 0;
    if (!take_up_to(log, '\n', &line) || !take_up_to(&line, '\t', &file) || !take_up_to(&line, '\t', &row->stage) ||
        !take_up_to(&line, '\t', &offset) || !take_up_to(&line, '\t', &length) || !take_up_to(&line, '\t', &before) ||
        !take_up_to(&line, '\t', &after) || line.len == 0 || memchr(line.ptr, '\t', line.len) ||
        !unescape(before, &row->before) || !unescape(after, &row->after))
        return false;
    row->edit.offset = strtoull(offset.ptr, NULL, 10);
    row->edit.before = (hp_span){ row->before.ptr, row->before.len };
    row->edit.after = (hp_span){ row->after.ptr, row->after.len };
    return strtoull(length.ptr, NULL, 10) == row->before.len;
}

/* Applies the rows of `stage` to *text. */
static bool replay_stage(hp_span log, const char *stage, hp_buf *text)
{
    hp_span input = { text->ptr, text->len };
    hp_buf out = { 0 };
    struct row row = { .before = { 0 } };
    const char *wrong = NULL;
    size_t done = 0;
    for (size_t n = 1; log.len > 0 && !wrong; n++) {
        hp_span first;
        if (n == 1 && !(take_up_to(&log, '\n', &first) && span_eq(first, span_of_string("# hanpipe log 1"))))
            wrong = "not a log";
        else if (n > 1 && !read_row(&log, &row))
            wrong = "not a row";
        else if (n > 1 && span_eq(row.stage, span_of_string(stage)))
            wrong = replay_edit(&row.edit, input, &done, &out);
        if (wrong)
            fprintf(stderr, "replay: row %zu: %s\n", n, wrong);
    }
    hp_buf_append(&out, (hp_span){ input.ptr + done, input.len - done });
    hp_buf_free(text);
    hp_buf_free(&row.before);
    hp_buf_free(&row.after);
    *text = out;
    return !wrong;
}

int main(int argc, char **argv)
{
    hp_buf log = { 0 }, text = { 0 };
    FILE *file = argc > 2 ? fopen(argv[1], "rbe") : NULL;
    if (!file) {
        fprintf(stderr, "Usage: replay LOG STAGE... <input >output\n");
        return 2;
    }
    bool good = read_whole(file, &log) && read_whole(stdin, &text);
    fclose(file);
    for (int i = 2; good && i < argc; i++)
        good = replay_stage((hp_span){ log.ptr, log.len }, argv[i], &text);
    good = good && fwrite(text.ptr, 1, text.len, stdout) == text.len;
    hp_buf_free(&log);
    hp_buf_free(&text);
    return fclose(stdout) == 0 && good ? 0 : 1;
}

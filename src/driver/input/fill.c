/* fill.c - reads until a chunk is enough: whole lines, a long line's piece, whole records, or a document.
 *
 * A chunk goes out before the next read would block, so a slow writer upstream never holds a line back.  What was read
 * behind the last line's end waits in `carry` for the next chunk.  Where a filter decides by a document's head, its
 * first chunk waits for so much.
 * Worked, with chunk size 4: of "ab\ncd\nef" the first chunk is "ab\n", and "c" is carried.
 */
#include "driver/input/input_parts.h"

#include <errno.h>
#include <string.h>

#include "driver/files/line_at.h"
#include "text/error.h"
#include "text/utf8.h"

/* What is being read for one chunk. */
struct filling {
    driver_input *input;
    driver_file *file;
    driver_chunk *chunk;
    hp_worker *runner; /* works out heads */
    hp_error *err;
    pipeline_cut cut;
    records_cut records; /* with input->records: cut.whole is then its end */
};

/* True when each chunk is a file. */
static bool sees_documents(const driver_input *input)
{
    return !input->records && pipeline_get_needs(input->pipeline).document;
}

/* Lets the filters that wait for the document's head decide, if enough has come.  False: read on. */
static bool decide(struct filling *f)
{
    driver_file *file = f->file;
    size_t most = f->input->settings->max_document;
    if (!file->decisions || file->decided)
        return true;
    f->chunk->status = pipeline_decide(f->runner, file->decisions, input_bytes(f->chunk), &file->decided, f->err);
    if (f->chunk->status == HP_OK && !file->decided && f->chunk->bytes.len > most)
        f->chunk->status = error_set(f->err, HP_LIMIT, 0,
                                     "the first filters leave too little of %zu bytes for a later one to decide by "
                                     "(see --max-document)",
                                     most);
    return file->decided || f->chunk->status != HP_OK;
}

/* Moves the cut to the end of the lines, or records, that have come. */
static void move_cut(struct filling *f)
{
    if (!f->input->records) {
        pipeline_move_cut(f->input->pipeline, f->file->decisions, input_bytes(f->chunk), &f->cut);
        return;
    }
    (void)records_move_cut(f->input->records, input_bytes(f->chunk), &f->records);
    f->cut.whole = f->records.whole;
}

/* Whether somebody asks for lines: each whole, and its number. */
static bool asks_for_lines(const driver_input *input)
{
    const driver_settings *s = input->settings;
    return input->records || s->sink || s->diff || s->html || s->log;
}

/* True when a line may go out in pieces before its end has come: it cannot be longer than is allowed, and nobody needs
 * it whole. */
static bool may_cut_line(const struct filling *f)
{
    const driver_input *input = f->input;
    const driver_file *file = f->file;
    const driver_settings *s = input->settings;
    uint64_t size = (uint64_t)file->info.st_size, start = input->line_end.len ? input->line_at : file->offset;
    return pipeline_takes_pieces(input->pipeline, s->stats || s->tree.report) && !asks_for_lines(input) &&
           input_is_plain(file) && size > start && size - start <= s->max_line;
}

/* Moves the cut into a line that is long enough, where none has ended, or to the end of one that has been cut already:
 * that goes out by itself.  True when there is something to hand out. */
static bool cut_line(struct filling *f)
{
    hp_span bytes = input_bytes(f->chunk);
    f->chunk->is_open = false;
    if (f->cut.whole > 0) {
        const char *lf = f->input->line_end.len ? memchr(bytes.ptr, '\n', f->cut.whole) : NULL;
        f->cut.whole = lf ? (size_t)(lf + 1 - bytes.ptr) : f->cut.whole;
        return lf != NULL;
    }
    f->cut.whole = may_cut_line(f)
                       ? pipeline_line_pieces(f->input->pipeline, f->file->decisions, bytes, &f->input->noted)
                       : 0;
    return f->chunk->is_open = f->cut.whole > 0;
}

/* How much of what is before the cut may go out. */
static size_t ready_length(const struct filling *f)
{
    hp_span lines = { f->chunk->bytes.ptr, f->cut.whole };
    return f->input->records ? lines.len : pipeline_ready_length(f->input->pipeline, f->file->decisions, lines);
}

/* True when what has been read is to be handed out. */
static bool is_enough(struct filling *f)
{
    const driver_settings *s = f->input->settings;
    driver_chunk *chunk = f->chunk;
    if (sees_documents(f->input)) {
        chunk->too_large = chunk->bytes.len > s->max_document;
        return chunk->too_large;
    }
    if (!decide(f))
        return false;
    if (chunk->status != HP_OK)
        return true;
    move_cut(f);
    if (chunk->bytes.len - f->cut.whole > s->max_line || cut_line(f))
        return true;
    size_t ready = ready_length(f);
    if (ready == 0 || (chunk->bytes.len < s->chunk && (unpack_holds(&f->file->unpack) || input_is_readable(f->file))))
        return false;
    f->cut.whole = ready;
    return true;
}

/* How much may go out of a document that cannot be read on: the lines that are whole, and nothing where a filter must
 * have seen more than them. */
static size_t length_known(struct filling *f)
{
    if (sees_documents(f->input) || (f->file->decisions && !f->file->decided))
        return 0;
    move_cut(f);
    return ready_length(f);
}

/* How many bytes of the file are to come, as far as that is known: 0 when it is not, or nothing is. */
static uint64_t length_to_come(const struct filling *f)
{
    const driver_file *file = f->file;
    uint64_t size = (uint64_t)file->info.st_size, read = file->offset + f->chunk->bytes.len;
    return input_is_plain(file) && size > read ? size - read : 0;
}

/* True when all that has been read is to be handed out and the file had no more when it was opened: reading on then
 * shows that this is its end, and spares keeping its last lines for more. */
static bool may_be_all(const struct filling *f)
{
    const driver_chunk *chunk = f->chunk;
    return chunk->status == HP_OK && !chunk->too_large && f->cut.whole == chunk->bytes.len && input_is_plain(f->file) &&
           f->file->offset + chunk->bytes.len == (uint64_t)f->file->info.st_size;
}

/* How many bytes to read at once: the more, the longer the line is already, but no more than there is room for, as
 * making room copies the line.  Room for all of a long line's file is made early; up to a limit, as the line may end
 * before. */
static size_t length_to_read(struct filling *f)
{
    enum { LONG = 1 << 18, MOST = 1 << 26 };
    hp_buf *bytes = &f->chunk->bytes;
    size_t step = f->input->settings->chunk, length = step > bytes->len / 2 ? step : bytes->len / 2;
    uint64_t rest = length_to_come(f);
    if (bytes->len >= LONG && rest < MOST && !may_cut_line(f))
        hp_buf_reserve(bytes, (size_t)rest + 1);
    size_t room = bytes->cap - bytes->len;
    return room < length && (room >= step || room > rest) && bytes->len >= LONG ? room : length;
}

/* Reads into the chunk until it is enough, or the file ends. */
static void read_enough(struct filling *f)
{
    driver_chunk *chunk = f->chunk;
    do {
        size_t room = length_to_read(f);
        char *to = hp_buf_reserve(&chunk->bytes, room);
        ssize_t n = to ? input_read_text(f->input, f->file, to, room) : -1;
        if (n <= 0) {
            chunk->error = n < 0 ? (to ? errno : ENOMEM) : 0;
            chunk->last = true;
            chunk->wrong = f->file->unpack.wrong;
            chunk->wrong_at = f->file->unpack.taken + 1;
            if (chunk->error)
                chunk->bytes.len = length_known(f);
            f->cut.whole = chunk->bytes.len;
            return;
        }
        chunk->bytes.len += (size_t)n;
    } while (!is_enough(f) || may_be_all(f));
}

/* The length of the first line or record of `window`, the start of what is left; 0 when it does not end in it. */
static size_t first_length(const struct filling *f, hp_span window)
{
    if (!f->input->records)
        return pipeline_line_end(f->input->pipeline, f->file->decisions, window);
    size_t length = records_length(f->input->records, window);
    return length < window.len ? length : 0;
}

/* The number of the chunk's bytes that are in lines before one that is over the limit; all when none is. */
static size_t length_within(const struct filling *f)
{
    size_t limit = f->input->settings->max_line, from = 0;
    hp_span bytes = input_bytes(f->chunk);
    while (bytes.len - from > limit) {
        hp_span window = { bytes.ptr + from, limit + 1 };
        size_t end = first_length(f, window);
        if (end == 0)
            return from;
        from += end;
    }
    return bytes.len;
}

uint64_t input_count_lines(const driver_input *input, const driver_file *file, hp_span text)
{
    return input->records ? text_count_lines(text) : pipeline_count_lines(input->pipeline, file->decisions, text);
}

/* For messages alone lines can be counted later, in what can be read again and has an LF at each line's end. */
static bool must_count_lines(const driver_input *input, const driver_file *file)
{
    return asks_for_lines(input) || !input_is_plain(file) || pipeline_get_needs(input->pipeline).line_numbers ||
           !pipeline_ends_lines_at_lf(input->pipeline, file->decisions);
}

void input_fill(driver_input *input, driver_file *file, driver_chunk *chunk, hp_worker *runner, hp_error *err)
{
    struct filling f = { .input = input, .file = file, .chunk = chunk, .runner = runner, .err = err };
    bool document = sees_documents(input);
    read_enough(&f);
    if (file->offset == 0)
        file->is_counted = must_count_lines(input, file);
    size_t within = document ? chunk->bytes.len : length_within(&f);
    if (chunk->status != HP_OK || chunk->too_large) {
        chunk->last = true;
        chunk->bytes.len = 0;
    } else if (within < chunk->bytes.len) {
        hp_span lines = { chunk->bytes.ptr, within };
        chunk->long_line = input_count_lines(input, file, lines) +
                           (file->is_counted ? file->line : driver_line_at(file->name, file->start, file->offset));
        chunk->last = true;
        chunk->bytes.len = within;
    } else if (!chunk->last) {
        hp_buf_append(&input->carry, (hp_span){ chunk->bytes.ptr + f.cut.whole, chunk->bytes.len - f.cut.whole });
        chunk->bytes.len = f.cut.whole;
    }
}

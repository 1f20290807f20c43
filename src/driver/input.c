/* input.c - reads files into chunks that end at a line's end, or into documents.
 *
 * Given files of any bytes it hands out all of them, in order, each chunk ending at a line's end or at its file's end;
 * for a pipeline that sees documents whole each chunk is a file.  What was read behind the last line's end waits in
 * `carry` for the next chunk.  Where a filter decides by a document's head, its first chunk waits for so much.
 * A chunk goes out before the next read would block, so a slow writer upstream never holds a line back.
 * Of a file that is compressed, its text is read (compressed/unpack.h).
 * Who waits for input can be woken: a pipe stands beside the file in poll(), and a fifo is opened without waiting for
 * its writer, so that poll() is the only place to wait.
 * Worked, with chunk size 4: "ab\ncd\nef" → "ab\n", "cd\n", "ef" (last).
 */
#include "driver/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/files/line_at.h"
#include "driver/pipe.h"
#include "driver/report/message.h"
#include "text/error.h"
#include "text/utf8.h"

static void name_file(driver_input *input, const char *name, const tree_item *item)
{
    input->files[input->count++] = (driver_file){ .name = name, .item = item, .fd = -1, .line = 1 };
}

bool driver_input_open(driver_input *input, const driver_settings *settings, const tree_plan *plan,
                       const hp_pipeline *pipeline, const hp_records *records)
{
    size_t room = plan ? plan->count : settings->file_count;
    *input = (driver_input){
        .settings = settings,
        .pipeline = pipeline,
        .records = records,
        .files = calloc(room + 1, sizeof *input->files),
        .wake = { -1, -1 },
    };
    if (!input->files)
        return false;
    for (size_t i = 0; i < room; i++)
        if (!plan)
            name_file(input, settings->files[i], NULL);
        else if (!plan->items[i].is_done)
            name_file(input, plan->items[i].input, plan->items[i].output ? &plan->items[i] : NULL);
    if (!plan && room == 0)
        name_file(input, "-", NULL);
    return true;
}

void driver_input_close(driver_input *input)
{
    for (size_t i = 0; input->files && i < input->count; i++) {
        if (input->files[i].fd > STDIN_FILENO)
            close(input->files[i].fd);
        unpack_free(&input->files[i].unpack);
        free(input->files[i].trouble);
        free(input->files[i].stage_offsets);
        pipeline_decisions_free(input->files[i].decisions);
        hp_records_free(input->files[i].records);
        free(input->files[i].why_bad);
        free(input->files[i].warning);
    }
    for (size_t i = 0; i < 2; i++)
        if (input->wake[i] > STDIN_FILENO)
            close(input->wake[i]);
    free(input->files);
    hp_buf_free(&input->carry);
    hp_buf_free(&input->before);
    hp_buf_free(&input->line_end);
    *input = (driver_input){ 0 };
}

bool driver_input_make_wakeable(driver_input *input)
{
    return input->wake[0] >= 0 || pipe2(input->wake, O_CLOEXEC | O_NONBLOCK) == 0;
}

void driver_input_stop(driver_input *input)
{
    atomic_store(&input->stopped, true);
    if (input->wake[1] >= 0)
        (void)!write(input->wake[1], "", 1);
}

static bool open_file(driver_input *input, driver_file *file)
{
    file->opened = true;
    file->fd = strcmp(file->name, "-") == 0 ? STDIN_FILENO : open(file->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file->fd < 0 || fstat(file->fd, &file->info) != 0) {
        file->open_error = errno;
        driver_complain(input->settings->program, "%s: %s", file->name, strerror(file->open_error));
        input->failed = true;
        return false;
    }
    if (!S_ISREG(file->info.st_mode))
        driver_widen_pipe(file->fd);
    file->start = S_ISREG(file->info.st_mode) ? (uint64_t)lseek(file->fd, 0, SEEK_CUR) : 0;
    if (input->records || !pipeline_get_needs(input->pipeline).head)
        return true;
    file->decisions = pipeline_decisions_new(input->pipeline);
    if (!file->decisions) {
        driver_complain(input->settings->program, "%s: out of memory", file->name);
        input->failed = true;
    }
    return file->decisions != NULL;
}

/* True when a read would not wait. */
static bool is_readable(const driver_file *file)
{
    struct pollfd ask = { .fd = file->fd, .events = POLLIN };
    return S_ISREG(file->info.st_mode) || poll(&ask, 1, 0) != 0;
}

/* Waits until there is something to read, or the input is stopped. */
static void await_input(const driver_input *input, int fd)
{
    struct pollfd ask[2] = { { .fd = fd, .events = POLLIN }, { .fd = input->wake[0], .events = POLLIN } };
    poll(ask, 2, -1);
}

/* read(), again after a signal, and after waiting where a wait is to be seen: other threads may stop it, or a fifo has
 * no writer yet.  ECANCELED when the input is stopped. */
static ssize_t read_some(const driver_input *input, const driver_file *file, char *to, size_t room)
{
    bool waits = S_ISFIFO(file->info.st_mode) && file->fd != STDIN_FILENO;
    if (waits || (input->wake[0] >= 0 && !S_ISREG(file->info.st_mode)))
        await_input(input, file->fd);
    for (;;) {
        if (atomic_load(&input->stopped)) {
            errno = ECANCELED;
            return -1;
        }
        ssize_t n = read(file->fd, to, room);
        if (n >= 0 || (errno != EINTR && errno != EAGAIN))
            return n;
        if (errno == EAGAIN)
            await_input(input, file->fd);
    }
}

/* Reads some of the file's text: as read_some(), and EBADMSG where what is compressed cannot be read. */
static ssize_t read_text(driver_input *input, driver_file *file, char *to, size_t room)
{
    unpacker *u = &file->unpack;
    for (;;) {
        size_t raw_room = room;
        ssize_t n = unpack_is_plain(u) ? 0 : unpack_take(u, to, room);
        file->format = u->format;
        if (n != 0 || u->at_end)
            return n;
        char *raw = unpack_is_plain(u) ? to : unpack_room(u, &raw_room);
        n = raw ? read_some(input, file, raw, raw_room) : -1;
        if (n < 0) {
            errno = raw ? errno : ENOMEM;
            return n;
        }
        input->read += (uint64_t)n;
        if (raw == to)
            return n;
        unpack_add(u, (size_t)n);
    }
}

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

/* A regular file that is not compressed: its size is known, and what has been read can be read again. */
static bool is_plain_file(const driver_file *file)
{
    return S_ISREG(file->info.st_mode) && unpack_is_plain(&file->unpack);
}

/* True when each chunk is a file. */
static bool sees_documents(const driver_input *input)
{
    return !input->records && pipeline_get_needs(input->pipeline).document;
}

static hp_span bytes_of(const driver_chunk *chunk)
{
    return (hp_span){ chunk->bytes.ptr, chunk->bytes.len };
}

/* Lets the filters that wait for the document's head decide, if enough has come.  False: read on. */
static bool decide(struct filling *f)
{
    driver_file *file = f->file;
    size_t most = f->input->settings->max_document;
    if (!file->decisions || file->decided)
        return true;
    f->chunk->status = pipeline_decide(f->runner, file->decisions, bytes_of(f->chunk), &file->decided, f->err);
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
        pipeline_move_cut(f->input->pipeline, f->file->decisions, bytes_of(f->chunk), &f->cut);
        return;
    }
    (void)records_move_cut(f->input->records, bytes_of(f->chunk), &f->records);
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
    uint64_t size = (uint64_t)file->info.st_size, start = input->line_end.len ? input->line_at : file->offset;
    return pipeline_takes_pieces(input->pipeline) && !asks_for_lines(input) && is_plain_file(file) && size > start &&
           size - start <= input->settings->max_line;
}

/* Moves the cut into a line that is long enough, where none has ended, or to the end of one that has been cut already:
 * that goes out by itself.  True when there is something to hand out. */
static bool cut_line(struct filling *f)
{
    hp_span bytes = bytes_of(f->chunk);
    if (f->cut.whole > 0) {
        const char *lf = f->input->line_end.len ? memchr(bytes.ptr, '\n', f->cut.whole) : NULL;
        f->cut.whole = lf ? (size_t)(lf + 1 - bytes.ptr) : f->cut.whole;
        return lf != NULL;
    }
    f->cut.whole = may_cut_line(f) ? pipeline_line_pieces(f->input->pipeline, bytes) : 0;
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
    if (ready == 0 || (chunk->bytes.len < s->chunk && (unpack_holds(&f->file->unpack) || is_readable(f->file))))
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
    return is_plain_file(file) && size > read ? size - read : 0;
}

/* True when all that has been read is to be handed out and the file had no more when it was opened: reading on then
 * shows that this is its end, and spares keeping its last lines for more. */
static bool may_be_all(const struct filling *f)
{
    const driver_chunk *chunk = f->chunk;
    return chunk->status == HP_OK && !chunk->too_large && f->cut.whole == chunk->bytes.len && is_plain_file(f->file) &&
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
        ssize_t n = to ? read_text(f->input, f->file, to, room) : -1;
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
    hp_span bytes = bytes_of(f->chunk);
    while (bytes.len - from > limit) {
        hp_span window = { bytes.ptr + from, limit + 1 };
        size_t end = first_length(f, window);
        if (end == 0)
            return from;
        from += end;
    }
    return bytes.len;
}

static uint64_t count_lines(const driver_input *input, const driver_file *file, hp_span text)
{
    return input->records ? text_count_lines(text) : pipeline_count_lines(input->pipeline, file->decisions, text);
}

/* Reads the chunk's bytes; what does not belong to it is put back for later. */
static void fill(driver_input *input, driver_file *file, driver_chunk *chunk, hp_worker *runner, hp_error *err)
{
    struct filling f = { .input = input, .file = file, .chunk = chunk, .runner = runner, .err = err };
    bool document = sees_documents(input);
    read_enough(&f);
    if (file->offset == 0) /* for messages alone lines can be counted later, in what can be read again */
        file->is_counted = asks_for_lines(input) || !is_plain_file(file) ||
                           pipeline_get_needs(input->pipeline).line_numbers;
    size_t within = document ? chunk->bytes.len : length_within(&f);
    if (chunk->status != HP_OK || chunk->too_large) {
        chunk->last = true;
        chunk->bytes.len = 0;
    } else if (within < chunk->bytes.len) {
        hp_span lines = { chunk->bytes.ptr, within };
        chunk->long_line = count_lines(input, file, lines) +
                           (file->is_counted ? file->line : driver_line_at(file->name, file->start, file->offset));
        chunk->last = true;
        chunk->bytes.len = within;
    } else if (!chunk->last) {
        hp_buf_append(&input->carry, (hp_span){ chunk->bytes.ptr + f.cut.whole, chunk->bytes.len - f.cut.whole });
        chunk->bytes.len = f.cut.whole;
    }
}

/* Opens the next file that can be; false when there is none. */
static bool next_file(driver_input *input)
{
    while (input->at < input->count && !input->files[input->at].opened)
        if (!open_file(input, &input->files[input->at]))
            input->at++;
    return input->at < input->count;
}

/* Keeps the last bytes of a line that goes on, or that has gone on and ends here: then as one of the lines before. */
static void keep_line_end(driver_input *input, const driver_file *file, const driver_chunk *chunk)
{
    hp_buf *kept = &input->line_end;
    size_t from = chunk->bytes.len > FILTER_LINE_END ? chunk->bytes.len - FILTER_LINE_END : 0;
    if (kept->len == 0)
        input->line_at = file->offset;
    if (from > 0)
        kept->len = 0;
    hp_buf_append(kept, (hp_span){ chunk->bytes.ptr + from, chunk->bytes.len - from });
    if (chunk->is_open)
        return;
    (void)pipeline_keep_lines(input->pipeline, file->decisions, &input->before, (hp_span){ kept->ptr, kept->len });
    kept->len = 0;
}

/* Gives the chunk the lines before it, and keeps its own last ones for the next. */
static void take_before(driver_input *input, const driver_file *file, driver_chunk *chunk)
{
    hp_buf_append(&chunk->before, (hp_span){ input->before.ptr, input->before.len });
    chunk->place.before = (hp_span){ chunk->before.ptr, chunk->before.len };
    if (chunk->last || input->records)
        return;
    if (chunk->is_open || input->line_end.len > 0)
        keep_line_end(input, file, chunk);
    else
        (void)pipeline_keep_lines(input->pipeline, file->decisions, &input->before, bytes_of(chunk));
}

/* Reads the file's header row, where records have one and the chunk starts with it. */
static void read_header(const driver_input *input, driver_file *file, driver_chunk *chunk, hp_error *err)
{
    if (!input->records || !records_want_header(input->records) || file->records || chunk->bytes.len == 0)
        return;
    hp_span header = { chunk->bytes.ptr, records_length(input->records, bytes_of(chunk)) };
    chunk->status = hp_records_read_header(&file->records, input->records, header, err);
    if (chunk->status != HP_OK)
        chunk->last = true;
    if (chunk->status != HP_OK)
        chunk->bytes.len = 0;
}

bool driver_input_take(driver_input *input, driver_chunk *chunk, hp_worker *runner, hp_error *err)
{
    if (atomic_load(&input->stopped) || !next_file(input))
        return false;
    driver_file *file = &input->files[input->at];
    hp_buf bytes = chunk->bytes, before = chunk->before;
    bytes.len = before.len = 0;
    *chunk = (driver_chunk){
        .bytes = bytes,
        .before = before,
        .file = file,
        .decisions = file->decisions,
        .place = { .file = file->name, .line = file->line, .offset = file->offset },
        .ticket = input->ticket++,
        .last = file->failed,
    };
    if (!chunk->last) {
        hp_buf_append(&chunk->bytes, (hp_span){ input->carry.ptr, input->carry.len });
        input->carry.len = 0;
        fill(input, file, chunk, runner, err);
        take_before(input, file, chunk);
        read_header(input, file, chunk, err);
    }
    hp_buf *const all[] = { &chunk->bytes, &chunk->before, &input->carry, &input->before, &input->line_end };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        chunk->error = all[i]->failed ? ENOMEM : chunk->error;
        chunk->last = chunk->last || all[i]->failed;
        all[i]->failed = false;
    }
    file->offset += chunk->bytes.len;
    chunk->read = input->read;
    if (!chunk->last) {
        file->line += file->is_counted ? count_lines(input, file, bytes_of(chunk)) : 0;
    } else {
        if (file->fd > STDIN_FILENO)
            close(file->fd);
        file->fd = -1;
        unpack_free(&file->unpack);
        input->carry.len = input->before.len = input->line_end.len = 0;
        input->at++;
    }
    chunk->more = input->at < input->count;
    return !atomic_load(&input->stopped);
}

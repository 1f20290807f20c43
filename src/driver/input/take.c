/* take.c - reads files into chunks that end at a line's end, or into documents.
 *
 * Given files of any bytes it hands out all of them, in order, each chunk ending at a line's end or at its file's end;
 * for a pipeline that sees documents whole each chunk is a file.  read.c has the files' bytes, fill.c says how many of
 * them make a chunk; here they are put one behind the other.
 * Worked, with chunk size 4: "ab\ncd\nef" → "ab\n", "cd\n", "ef" (last).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver/input/input_parts.h"

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

void driver_input_end_file(driver_file *file)
{
    if (file->fd > STDIN_FILENO)
        close(file->fd);
    file->fd = -1;
}

void driver_input_close(driver_input *input)
{
    for (size_t i = 0; input->files && i < input->count; i++) {
        driver_input_end_file(&input->files[i]);
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

/* Opens the next file that can be; false when there is none. */
static bool next_file(driver_input *input)
{
    while (input->at < input->count && !input->files[input->at].opened)
        if (!input_open_file(input, &input->files[input->at]))
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

/* Gives the chunk the lines before it, and keeps its own last ones for the next: `text` is whole lines at its end. */
static void take_before(driver_input *input, const driver_file *file, driver_chunk *chunk, hp_span text)
{
    hp_buf_append(&chunk->before, (hp_span){ input->before.ptr, input->before.len });
    chunk->place.before = (hp_span){ chunk->before.ptr, chunk->before.len };
    if (chunk->last || input->records)
        return;
    if (chunk->is_open || input->line_end.len > 0)
        keep_line_end(input, file, chunk);
    else
        (void)pipeline_keep_lines(input->pipeline, file->decisions, &input->before, text);
}

/* Gives the chunk what has been noted of the line that it is a part of; of another nothing is known.  Of the bytes at a
 * line's end, which no filter was asked for, it is not known whether they are unsplit. */
static void take_notes(driver_input *input, driver_chunk *chunk)
{
    if (chunk->is_open || input->line_end.len > 0)
        chunk->noted = input->noted;
    if (!chunk->is_open)
        chunk->noted.is_unsplit = false;
    if (!chunk->is_open || chunk->last)
        input->noted = (filter_line){ 0 };
}

/* Reads the file's header row, where records have one and the chunk starts with it. */
static void read_header(const driver_input *input, driver_file *file, driver_chunk *chunk, hp_error *err)
{
    if (!input->records || !records_want_header(input->records) || file->records || chunk->bytes.len == 0)
        return;
    hp_span header = { chunk->bytes.ptr, records_length(input->records, input_bytes(chunk)) };
    chunk->status = hp_records_read_header(&file->records, input->records, header, err);
    if (chunk->status != HP_OK) {
        chunk->last = true;
        chunk->bytes.len = 0;
    }
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
    char window[INPUT_WINDOW];
    hp_span last_lines;
    if (!chunk->last && input_claim(input, file, chunk, window, &last_lines)) {
        take_before(input, file, chunk, last_lines);
    } else if (!chunk->last) {
        hp_buf_append(&chunk->bytes, (hp_span){ input->carry.ptr, input->carry.len });
        input->carry.len = 0;
        input_fill(input, file, chunk, runner, err);
        take_notes(input, chunk);
        take_before(input, file, chunk, input_bytes(chunk));
        read_header(input, file, chunk, err);
    }
    hp_buf *const all[] = { &chunk->bytes, &chunk->before, &input->carry, &input->before, &input->line_end };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        chunk->error = all[i]->failed ? ENOMEM : chunk->error;
        chunk->last = chunk->last || all[i]->failed;
        all[i]->failed = false;
    }
    file->offset += chunk->bytes.len + chunk->to_read;
    chunk->read = input->read;
    if (!chunk->last) {
        file->line += file->is_counted ? input_count_lines(input, file, input_bytes(chunk)) : 0;
    } else {
        unpack_free(&file->unpack);
        if (!file->is_claimed) /* many small files are many chunks that wait to be written */
            driver_input_end_file(file);
        input->carry.len = input->before.len = input->line_end.len = 0;
        input->at++;
    }
    chunk->more = input->at < input->count;
    return !atomic_load(&input->stopped);
}

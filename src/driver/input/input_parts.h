/* input_parts.h - what reading is made of: for the files of input/ alone.
 *
 * All of it is for whoever holds the lock around driver_input_take(). */
#ifndef DRIVER_INPUT_INPUT_PARTS_H
#define DRIVER_INPUT_INPUT_PARTS_H

#include "driver/input/input.h"

/* Opens the file.  False, and a message, when it cannot be (read.c). */
bool input_open_file(driver_input *input, driver_file *file);

/* True when a read would not wait (read.c). */
bool input_is_readable(const driver_file *file);

/* Reads some of the file's text, up to `room` bytes, waiting until there is some: returns its length, 0 at the end, or
 * -1 with errno; EBADMSG where what is compressed cannot be read, ECANCELED when the input is stopped (read.c). */
ssize_t input_read_text(driver_input *input, driver_file *file, char *to, size_t room);

/* Reads the chunk's bytes; what does not belong to it is put back for later (fill.c). */
void input_fill(driver_input *input, driver_file *file, driver_chunk *chunk, hp_worker *runner, hp_error *err);

/* Takes the next chunk's place in the file, where that can be done without reading all of it, and leaves its bytes to
 * driver_input_read(); *last_lines are whole lines at its end, at least as many as the pipeline looks back at, in
 * `window`.  False, and nothing, where it cannot (claim.c). */
enum { INPUT_WINDOW = 1 << 12 };
bool input_claim(driver_input *input, driver_file *file, driver_chunk *chunk, char window[INPUT_WINDOW],
                 hp_span *last_lines);

/* The number of line ends in `text`, of the file (fill.c). */
uint64_t input_count_lines(const driver_input *input, const driver_file *file, hp_span text);

/* A regular file that is not compressed: its size is known, and what has been read can be read again. */
static inline bool input_is_plain(const driver_file *file)
{
    return S_ISREG(file->info.st_mode) && unpack_is_plain(&file->unpack);
}

static inline hp_span input_bytes(const driver_chunk *chunk)
{
    return (hp_span){ chunk->bytes.ptr, chunk->bytes.len };
}

#endif

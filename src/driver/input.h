/* input.h - the files in their order, cut into chunks of whole lines. */
#ifndef DRIVER_INPUT_H
#define DRIVER_INPUT_H

#include <stdatomic.h>
#include <sys/stat.h>

#include "driver/options.h"
#include "pipeline/pipeline.h"

/* One FILE.  The reader's fields are used by whoever holds the input lock, the writer's by whoever has the turn to
 * write. */
typedef struct driver_file {
    const char *name; /* as given; "-" is standard input */
    int fd;           /* reader's; -1 when not open */
    uint64_t offset;  /* reader's: bytes handed out */
    uint64_t line;    /* reader's: number of the next line */
    bool opened;      /* reader's */
    struct stat info; /* the reader's until the file's first chunk is handed out, then anybody's to read */

    uint64_t bytes_in, bytes_out; /* writer's */
    uint64_t invalid;             /* writer's: bytes counted as not UTF-8 */
    const char *encoding;         /* writer's: what the file looks like, or NULL */
    uint64_t *stage_offsets;      /* writer's: bytes that each stage has been given; NULL without a log */
    bool changed;                 /* writer's */
    atomic_bool failed;           /* set by the writer, read by all: the rest of it is neither read nor written */
} driver_file;

/* Some whole lines of one file. */
typedef struct driver_chunk {
    hp_buf bytes; /* its owner's, kept from chunk to chunk */
    driver_file *file;
    hp_place place;
    uint64_t ticket;    /* chunks are written in the order of their tickets, from 0 */
    bool last;          /* of its file; may be empty */
    bool more;          /* there is work after it: input is left, as far as could be told without waiting */
    int error;          /* errno when reading failed after these bytes, else 0 */
    uint64_t long_line; /* number of a line over the limit that follows these bytes, else 0 */
} driver_chunk;

/* The sequence of files.  All fields belong to whoever holds the lock around driver_input_take(). */
typedef struct driver_input {
    const driver_settings *settings;
    const hp_pipeline *pipeline; /* says how much of what was read may go out (pipeline_ready_length) */
    driver_file *files;
    size_t count, at; /* at: the file being read */
    hp_buf carry;     /* bytes read behind the last LF handed out */
    uint64_t ticket;
    bool failed; /* a file could not be opened; it has been reported */
} driver_input;

/* Prepares to read settings' files, or standard input.  False when memory is out. */
bool driver_input_open(driver_input *input, const driver_settings *settings, const hp_pipeline *pipeline);
void driver_input_close(driver_input *input);

/* Reads the next chunk: about settings->chunk bytes and on to the next LF, less when more would have to be waited
 * for.  A file that cannot be opened is reported and passed over.  False at the end of all. */
bool driver_input_take(driver_input *input, driver_chunk *chunk);

/* The sum of the sizes of the regular files, for the progress line; 0 when one is not regular. */
uint64_t driver_input_size(const driver_input *input);

#endif

/* input.h - the files in their order, cut into chunks of whole lines. */
#ifndef DRIVER_INPUT_INPUT_H
#define DRIVER_INPUT_INPUT_H

#include <stdatomic.h>
#include <sys/stat.h>

#include "driver/compressed/unpack.h"
#include "driver/options.h"
#include "driver/tree/plan.h"
#include "records/records.h"
#include "pipeline/pipeline.h"

/* One FILE.  The reader's fields are used by whoever holds the input lock, the writer's by whoever has the turn to
 * write. */
typedef struct driver_file {
    const tree_item *item; /* of the run over folders, or NULL */
    int open_error;        /* the reader's: errno when it could not be opened, else 0 */
    const char *name;      /* as given; "-" is standard input */
    int fd;                /* set and closed by the reader; where is_claimed, used by all and closed by the writer */
    bool is_claimed;       /* the reader's until the last chunk is handed out: some are read without the lock */
    unpacker unpack;       /* reader's */
    /* The reader's until the first chunk is handed out, then anybody's: how the file is compressed, or NULL. */
    const compressed_format *format;
    uint64_t offset;  /* reader's: bytes handed out */
    uint64_t line;    /* reader's: number of the next line, or 1 where nobody counts */
    uint64_t start;   /* where in a regular file reading began; as info */
    bool is_counted;  /* lines are; else driver_line_at() has their numbers; as info */
    bool opened;      /* reader's */
    bool decided;     /* reader's: the decisions are complete, and nobody's to change any more */
    struct stat info; /* the reader's until the file's first chunk is handed out, then anybody's to read */

    uint64_t bytes_in, bytes_out; /* writer's */
    uint64_t invalid;             /* writer's: bytes counted as not UTF-8 */
    const char *encoding;         /* writer's: what the file looks like, or NULL */
    const char *content;          /* writer's: what it is by its first bytes when it is no text, or NULL */
    bool is_rejected;             /* writer's: a filter wants nothing of it */
    bool lacked_memory;           /* writer's: nothing can be said of it */
    bool is_escaped;              /* writer's: JSON with escapes for characters */
    uint64_t *stage_offsets;      /* writer's: bytes that each stage has been given; NULL without a log */
    bool changed;                 /* writer's */
    hp_records *records;          /* by its header row, or NULL; the reader's until the first chunk is handed out */
    /* The writer's, of records: */
    uint64_t bad_records, first_bad; /* broken ones, which were passed on, and the first one's line */
    char *why_bad;                   /* what is wrong with it */
    uint64_t rejected_records;       /* that a filter took away */
    uint64_t warnings, first_warning;
    char *warning; /* the first that a filter had */
    /* What filters decided by the head, or NULL when none does.  The reader's until they are complete, then to be read
     * by all; of a file that ends before, its only chunk's worker makes them. */
    pipeline_decisions *decisions;

    char *trouble; /* writer's, with --report: why it failed, or was rejected; freed with the input */

    atomic_bool failed; /* set by the writer, read by all: the rest of it is neither read nor written */
} driver_file;

/* Whether the file's text goes to an output of its own. */
static inline bool driver_has_own_output(const driver_settings *settings, const driver_file *file)
{
    return settings->in_place || file->item;
}

/* How the output that the file's text goes to is compressed, as was asked for or as the file is; or NULL. */
static inline const compressed_format *driver_output_format(const driver_settings *settings, const driver_file *file)
{
    return settings->compresses ? settings->compress : driver_has_own_output(settings, file) ? file->format : NULL;
}

/* Some whole lines of one file, or a whole file. */
typedef struct driver_chunk {
    hp_buf bytes;   /* its owner's, kept from chunk to chunk */
    hp_buf before;  /* likewise: what place.before says */
    size_t to_read; /* so many bytes are the chunk's and left to driver_input_read() */
    driver_file *file;
    pipeline_decisions *decisions; /* the file's */
    hp_place place;
    uint64_t ticket;   /* chunks are written in the order of their tickets, from 0 */
    bool last;         /* of its file; may be empty */
    bool is_open;      /* it is a part of a line, which goes on in the next */
    filter_line noted; /* where it is a part of one: what the filter has noted of the line */
    bool more;         /* there is work after it: input is left, as far as could be told without waiting */
    int error; /* errno when reading failed after these lines, else 0; EBADMSG: the compressed file is damaged */
    const char *wrong;  /* with EBADMSG: what is wrong with it, behind the format's name */
    uint64_t wrong_at;  /* and at which of its bytes */
    uint64_t read;      /* bytes of the files, compressed or not, that have been read up to the end of these */
    uint64_t long_line; /* number of a line over the limit that follows these bytes, else 0 */
    bool too_large;     /* the document is over the limit; there are no bytes */
    hp_status status;   /* otherwise a filter could not decide: there are no bytes, and the taker's error says why */
} driver_chunk;

/* The sequence of files.  All fields belong to whoever holds the lock around driver_input_take(). */
typedef struct driver_input {
    const driver_settings *settings;
    const hp_pipeline *pipeline; /* says how much of what was read may go out */
    const hp_records *records;   /* does so in its place, for files of records; else NULL */
    driver_file *files;
    size_t count, at;  /* at: the file being read */
    hp_buf carry;      /* bytes read behind the last LF handed out */
    hp_buf before;     /* the file's last lines handed out, for filters that look back */
    hp_buf line_end;   /* the last bytes handed out of a line that goes on; else empty */
    uint64_t line_at;  /* where in the file that line starts */
    filter_line noted; /* of the line that is being read, if it has gone out in part or may */
    uint64_t ticket;
    uint64_t read;       /* bytes of all files */
    bool failed;         /* a file could not be opened; it has been reported */
    atomic_bool stopped; /* set by driver_input_stop(), by whoever; read by all */
    int wake[2];         /* a pipe that is readable once it is stopped; -1 until driver_input_make_wakeable() */
} driver_input;

/* Prepares to read settings' files, or standard input; in a run over folders what of its plan, else NULL, is not done.
 * `records` may be NULL.  False when memory is out. */
bool driver_input_open(driver_input *input, const driver_settings *settings, const tree_plan *plan,
                       const hp_pipeline *pipeline, const hp_records *records);
void driver_input_close(driver_input *input);

/* Reads the next chunk: about settings->chunk bytes and on to the next LF, less when more would have to be waited
 * for; or a document.  `runner` and *err are the calling thread's: with them filters decide by a head.  A file that
 * cannot be opened is reported and passed over.  Where other threads may wait to read, a chunk's bytes may be left to
 * driver_input_read().  False at the end of all, or of the run. */
bool driver_input_take(driver_input *input, driver_chunk *chunk, hp_worker *runner, hp_error *err);

/* Reads what driver_input_take() has left of the chunk's bytes.  Needs no lock: by the chunk's owner. */
void driver_input_read(driver_chunk *chunk);

/* Closes a file that nobody reads any more. */
void driver_input_end_file(driver_file *file);

/* Makes it possible to wake who waits in driver_input_take(); before other threads than the caller's take.  False when
 * the system gives no pipe. */
bool driver_input_make_wakeable(driver_input *input);

/* Ends the input for all threads: a driver_input_take() that waits, or comes later, returns false.  From any thread. */
void driver_input_stop(driver_input *input);

/* The sum of the sizes of the regular files, for the progress line; 0 when one is not regular. */
uint64_t driver_input_size(const driver_input *input);

#endif

/* hanpipe.h - clean, convert and segment Chinese text.
 *
 * The one installed header.  The library does what the command-line filters do: a pipeline is opened from the words
 * that a shell pipe of the filters would have, then run on lines.  It never prints, exits, reads the environment or
 * the locale, starts a thread, or keeps state between calls other than in the objects below.
 *
 *     hp_pipeline_open(&p, "strip | conv -c t2s", data, &err);
 *     hp_worker_open(&w, p, &err);
 *     hp_pipeline_run(p, &place, line, w, &out, &err);         國(guó)家 → 国家
 *
 * Threads: an opened hp_data or hp_pipeline is immutable; any number of threads may use one at once.  An hp_worker,
 * an hp_buf and an hp_error belong to one thread at a time.
 *
 * Text is UTF-8 given by pointer and length, never NUL-terminated; bytes that are not valid UTF-8 pass through
 * unchanged.  Every offset and length is in bytes unless it says code points.
 */
#ifndef HANPIPE_H
#define HANPIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef HP_API
#define HP_API __attribute__((visibility("default")))
#endif

/* What every call that can fail returns.  Whatever is not HP_OK has filled the caller's hp_error. */
typedef enum hp_status {
    HP_OK = 0,
    HP_NO_MEMORY, /* out of memory; the objects given are still valid and may be freed */
    HP_IO,        /* a file could not be opened, read or mapped; the text has the system's reason */
    HP_BAD_DATA,  /* a data file, dictionary or configuration is damaged, of another version, or lacks what is needed */
    HP_USAGE,     /* a pipeline expression or an option is wrong; `offset` points into the expression */
    HP_INVALID_TEXT, /* the text is not valid UTF-8 and the caller asked to be told; `offset` points into the line */
    HP_LIMIT,        /* a stated limit was passed (for instance a regular expression's match limit) */
    HP_MISUSE        /* a broken contract: a NULL that may not be.  Never returned because of what a text holds */
} hp_status;

/* Why a call failed.  Wherever one is asked for, NULL may be given by who does not want to know. */
typedef struct hp_error hp_error;

/* Makes an error that says nothing yet, for any number of calls of one thread.  The caller ends it with
 * hp_error_free().  NULL when memory is out: the calls take that as well. */
HP_API hp_error *hp_error_new(void);

/* Frees.  NULL is allowed. */
HP_API void hp_error_free(hp_error *err);

/* The four below say why the last call that failed with this error did.  Before one has, and for NULL, they give HP_OK,
 * the empty text, and 0.
 *
 * The text is one lower-case line of any length, NUL-terminated, without a full stop or a newline; it is borrowed until
 * the error is used again or freed. */
HP_API hp_status hp_error_status(const hp_error *err);
HP_API const char *hp_error_text(const hp_error *err);

/* The number of the line in question in its file, from 1; 0 where that means nothing. */
HP_API uint64_t hp_error_line(const hp_error *err);

/* Bytes into the expression or the line in question; 0 where that means nothing. */
HP_API uint64_t hp_error_offset(const hp_error *err);

/* Bytes owned by somebody else.  `ptr` may be NULL when `len` is 0. */
typedef struct hp_span {
    const char *ptr;
    size_t len;
} hp_span;

/* Growing bytes, owned by whoever declared it: start with {0}, end with hp_buf_free().  After a failed allocation
 * `failed` is set, the contents stay as they were, and every later append is ignored: a caller may check once, at
 * the end of a series of appends. */
typedef struct hp_buf {
    char *ptr;
    size_t len;
    size_t cap;
    bool failed;
} hp_buf;

/* Makes room for `more` bytes behind the contents and returns where they go, or NULL (and sets `failed`) when memory
 * is out.  The caller adds what it wrote to `len`. */
HP_API char *hp_buf_reserve(hp_buf *buf, size_t more);

/* Appends the bytes of `text`, which must not lie in `buf` itself.  Out of memory sets `failed`. */
HP_API void hp_buf_append(hp_buf *buf, hp_span text);

/* Releases the memory and makes *buf empty, ready for use again.  NULL is allowed. */
HP_API void hp_buf_free(hp_buf *buf);

/* The version of the library, for instance "0.1.0".  Static storage. */
HP_API const char *hp_version(void);

/* Compiled dictionaries, mapped read-only from a file that hanpipe-mkdict wrote. */
typedef struct hp_data hp_data;

/* Maps the compiled dictionaries at `path`.  Checks the header, the format version and the section table, not the
 * checksum (`hanpipe-mkdict --verify` does).  On HP_OK the caller owns *out and ends it with hp_data_free(), after
 * every pipeline opened with it.  On failure *out is NULL.  Errors: HP_IO, HP_BAD_DATA, HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_data_open(hp_data **out, const char *path, hp_error *err);

/* Unmaps and frees.  NULL is allowed. */
HP_API void hp_data_free(hp_data *data);

/* Where a text comes from, for messages and for outputs that name places. */
typedef struct hp_place {
    const char *file; /* NUL-terminated name for messages; NULL means "-" */
    uint64_t line;    /* number of the text's first line in the file, from 1 */
    uint64_t offset;  /* offset of the text's first byte in the file */
} hp_place;

/* A chain of opened filters. */
typedef struct hp_pipeline hp_pipeline;

/* Opens the pipeline that `expression` (NUL-terminated) describes: filters separated by |, each with its options as
 * on the filter's own command line, words quoted as in a shell ('…', "…", \).  Example: "strip | conv -c t2s | seg".
 * `data` is borrowed and must outlive the pipeline; NULL is allowed where no filter needs dictionaries.
 * On HP_OK the caller owns *out and ends it with hp_pipeline_free().  On failure *out is NULL.
 * Errors: HP_USAGE (err->offset points at the word), HP_BAD_DATA, HP_IO, HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_pipeline_open(hp_pipeline **out, const char *expression, const hp_data *data, hp_error *err);

/* Frees.  Every worker made for the pipeline must be freed first.  NULL is allowed. */
HP_API void hp_pipeline_free(hp_pipeline *pipeline);

/* What one thread needs to run a pipeline: working memory, and what the last run left. */
typedef struct hp_worker hp_worker;

/* Makes a worker for `pipeline`, which must outlive it.  On HP_OK the caller owns *out and ends it with
 * hp_worker_free(); on failure *out is NULL.  Errors: HP_NO_MEMORY, HP_BAD_DATA, HP_MISUSE. */
HP_API hp_status hp_worker_open(hp_worker **out, const hp_pipeline *pipeline, hp_error *err);

/* Frees.  NULL is allowed. */
HP_API void hp_worker_free(hp_worker *worker);

/* Runs `text`, one or more whole lines, through the pipeline and appends the result to *out.  Every line but the last
 * ends in LF; the last may lack it, and then the result lacks it too.  A line must not be split over two calls: what
 * a filter does depends on the whole line (and, for strip --lines, on the next line, as far as it is in the same
 * call).  `place` may be NULL.  On failure *out holds what it held before.
 * Errors: HP_NO_MEMORY, HP_INVALID_TEXT, HP_LIMIT, HP_MISUSE. */
HP_API hp_status hp_pipeline_run(const hp_pipeline *pipeline, const hp_place *place, hp_span text, hp_worker *worker,
                                 hp_buf *out, hp_error *err);

/* One change that a stage made.  Replacing, in each stage's input, every `before` by its `after`, stage by stage,
 * gives the output. */
typedef struct hp_edit {
    const char *stage; /* the filter's pipeline word, for instance "strip"; static storage */
    const char *rule;  /* why, for instance "pinyin"; static storage */
    unsigned index;    /* number of the stage in the pipeline, from 0 */
    uint64_t offset;   /* of `before`, in the stage's input: bytes from the start of the text that was run */
    hp_span before;
    hp_span after;
} hp_edit;

/* What a worker may keep of a run: bits for hp_worker_keep(). */
enum {
    HP_KEEP_EDITS = 1 /* what each stage changed, for hp_edit_get() */
};

/* Says what later runs keep; 0, nothing, at first.  It costs time. */
HP_API void hp_worker_keep(hp_worker *worker, unsigned what);

/* The number of edits that the last run kept. */
HP_API size_t hp_edit_count(const hp_worker *worker);

/* Copies edit `i`, in order of stage, then offset, to *edit, of which the caller says the size: `sizeof *edit`, so that
 * fields may be added.  Its spans are borrowed: valid until the worker is used or freed.  False when there is none. */
HP_API bool hp_edit_get(const hp_worker *worker, size_t i, hp_edit *edit, size_t size);

#ifdef __cplusplus
}
#endif
#endif

/* hanpipe.h - clean, convert and segment Chinese text.
 *
 * The one installed header.  The library does what the command-line filters do: a pipeline is opened from the words
 * that a shell pipe of the filters would have, then documents are run through it.  It never prints, exits, reads the
 * environment or the locale, or starts a thread; it keeps no state between calls but in the objects below (and which
 * allocator was set).
 *
 *     hp_data_open(&data, hp_data_default(), err);
 *     hp_pipeline_open(&pipeline, "strip | conv -c t2s", data, err);
 *     hp_worker_open(&worker, pipeline, err);
 *     hp_run(worker, text, hp_write_to_buf, &out, err);                      國(guó)家 → 国家
 *
 * Text is UTF-8 given by pointer and length, never NUL-terminated; bytes that are not valid UTF-8 pass through
 * unchanged.  Every offset and length is in bytes unless it says code points.
 *
 * Threads: an opened hp_data or hp_pipeline is immutable; any number of threads may use, and free, them at once.  An
 * hp_worker, an hp_buf and an hp_error belong to one thread at a time.  After fork() both processes may go on with what
 * was opened.
 *
 * Ownership: what a call gives through `out` is the caller's, who ends it with the free call of its name; frees take
 * NULL, and come in any order: a worker holds on to its pipeline, a pipeline to its data.  Where a call fails, *out is
 * NULL.
 *
 * What may change: opaque objects grow inside; structs that are given with their size grow at their end; statuses and
 * flags get new numbers.  hp_span, hp_buf, hp_place and every number below stay as they are.
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

/* ---- versions ---------------------------------------------------------------------------------------------------- */

/* Of this header: major << 16 | minor << 8 | patch. */
#define HP_VERSION 0x000100

/* Of the library in use, in the same form.  Its soname changes with the major number only. */
HP_API uint32_t hp_version(void);

/* The same as text, for instance "0.1.0".  Static storage. */
HP_API const char *hp_version_text(void);

/* ---- results ----------------------------------------------------------------------------------------------------- */

/* What every call that can fail returns: one of the numbers below.  They are fixed; later versions may give others, so
 * a switch needs a default.  Whatever is not HP_OK has filled the caller's hp_error. */
typedef int32_t hp_status;
enum {
    HP_OK = 0,
    HP_NO_MEMORY = 1,    /* out of memory; the objects given are still valid and may be freed */
    HP_IO = 2,           /* a file could not be opened, read or mapped; the text has the system's reason */
    HP_BAD_DATA = 3,     /* a data file, dictionary or configuration is damaged, of another version, or lacks what is
                          * needed; or a document is not what a filter takes it for */
    HP_USAGE = 4,        /* a pipeline expression or an option is wrong; the offset points into the expression */
    HP_INVALID_TEXT = 5, /* the text is not valid and the caller asked to be told; the offset points into the line, or
                          * into the document where there is no line */
    HP_LIMIT = 6,        /* a stated limit was passed (a document's size, a regular expression's match limit) */
    HP_MISUSE = 7        /* a broken contract: a NULL that may not be, calls out of order.  Never because of what a text
                          * holds */
};

/* The status in a word or two, for instance "bad data"; static storage, never NULL, whatever the number. */
HP_API const char *hp_status_name(hp_status status);

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

/* The number of the line in question in its document, from 1; 0 where that means nothing. */
HP_API uint64_t hp_error_line(const hp_error *err);

/* Bytes into the expression, the line, or, where there is no line, the document in question; 0 where that means
 * nothing. */
HP_API uint64_t hp_error_offset(const hp_error *err);

/* ---- text -------------------------------------------------------------------------------------------------------- */

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

/* Where output goes: a function of the caller's that gets it piece by piece, with `to` as the caller gave it.  `text`
 * is borrowed for the call.  What it returns other than HP_OK ends the call that it was given to, which returns that.
 * It must not use the worker that is running. */
typedef hp_status hp_write(void *to, hp_span text);

/* An hp_write that appends to the hp_buf `to`.  HP_NO_MEMORY when it cannot. */
HP_API hp_status hp_write_to_buf(void *to, hp_span text);

/* ---- memory ------------------------------------------------------------------------------------------------------ */

/* Gives memory as realloc() does: `old` NULL for new memory, `size` 0 to free `old`; NULL when there is none. */
typedef void *hp_resize(void *self, void *old, size_t size);

/* Makes the library take its memory from `resize`, given `self` at each call, from any thread.  Once, before any other
 * call; NULL goes back to the C library's.  The libraries below it (ICU, OpenCC, PCRE2, jansson) keep their
 * own ways. */
HP_API void hp_set_allocator(hp_resize *resize, void *self);

/* ---- dictionaries ------------------------------------------------------------------------------------------------ */

/* Compiled dictionaries, as hanpipe-mkdict writes them.  Immutable. */
typedef struct hp_data hp_data;

/* The path of the dictionaries that are installed with the library; static storage.  That they are there is not
 * checked. */
HP_API const char *hp_data_default(void);

/* Maps the file at `path`, read-only.  Checks the header, the format version and the section table, not the checksum
 * (hp_data_verify()).  The file may be replaced by rename while it is mapped; it must not be written into.
 * Errors: HP_IO, HP_BAD_DATA, HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_data_open(hp_data **out, const char *path, hp_error *err);

/* The same for the contents of such a file in memory, which start at a multiple of 64 and are borrowed: they must stay
 * as they are until `out` and every pipeline opened with it are freed.
 * Errors: HP_BAD_DATA, HP_NO_MEMORY, HP_MISUSE (also for another alignment). */
HP_API hp_status hp_data_open_memory(hp_data **out, hp_span bytes, hp_error *err);

/* Makes one of several, for instance the installed dictionaries and a file with one's own model: of sections that have
 * the same name in two, the later one's is used.  The given ones may be freed at once.  `count` is at least 1.
 * Errors: HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_data_overlay(hp_data **out, const hp_data *const *datas, size_t count, hp_error *err);

/* Reads everything and compares it with the checksum in the file.  Errors: HP_BAD_DATA, HP_MISUSE. */
HP_API hp_status hp_data_verify(const hp_data *data, hp_error *err);

/* Writes what the dictionaries were made of: a line "name version" for each source, and a line "checksum" with 16
 * hexadecimal digits for each file.  Errors: HP_NO_MEMORY, HP_MISUSE, and what `write` returns. */
HP_API hp_status hp_data_describe(const hp_data *data, hp_write *write, void *to, hp_error *err);

/* Compiles a dictionary in jieba's form, lines "word frequency" with anything behind another space, and writes a data
 * file of it: laid over the installed dictionaries (hp_data_overlay()) it takes the place of the words of
 * seg --engine=jieba, as jieba.set_dictionary() does.  Of two lines with one word the later one counts, in
 * the sum of frequencies both.
 * Errors: HP_BAD_DATA, with the line, HP_NO_MEMORY, HP_MISUSE, and what `write` returns. */
HP_API hp_status hp_data_compile_jieba(hp_span dictionary, hp_write *write, void *to, hp_error *err);

/* Lets go; the memory is given back when no pipeline holds it any more.  NULL is allowed. */
HP_API void hp_data_free(hp_data *data);

/* ---- pipelines --------------------------------------------------------------------------------------------------- */

/* A chain of opened filters.  Immutable. */
typedef struct hp_pipeline hp_pipeline;

/* Opens the pipeline that `expression` (NUL-terminated) describes: filters separated by |, each with its options as
 * on the filter's own command line, words quoted as in a shell ('…', "…", \).  Example: "strip | conv -c t2s | seg".
 * `data` may be NULL where no filter needs dictionaries.
 * Errors: HP_USAGE (the offset points at the word), HP_BAD_DATA, HP_IO, HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_pipeline_open(hp_pipeline **out, const char *expression, const hp_data *data, hp_error *err);

/* What an expression from outside may ask for.  0 and no flags: anything. */
typedef struct hp_limits {
    uint64_t expression; /* bytes that it may have */
    uint32_t filters;    /* that it may have */
    uint32_t flags;      /* HP_NO_FILES */
} hp_limits;

enum {
    HP_NO_FILES = 1 /* no option may name a file (dictionaries of one's own, reports, configurations by path) */
};

/* The same within limits; `size` is sizeof *limits, so that fields may be added.
 * Errors: those of hp_pipeline_open(), and HP_LIMIT (the offset points at what is too much). */
HP_API hp_status hp_pipeline_open_limited(hp_pipeline **out, const char *expression, const hp_limits *limits,
                                          size_t size, const hp_data *data, hp_error *err);

/* Lets go; the memory is given back when no worker holds it any more.  NULL is allowed. */
HP_API void hp_pipeline_free(hp_pipeline *pipeline);

/* The least that may go in at once without changing the result. */
typedef int32_t hp_unit;
enum {
    HP_UNIT_LINE = 1,    /* any line by itself, but for the few before it that some filter may look back at */
    HP_UNIT_DOCUMENT = 2 /* some filter decides by a document's start, or must see the whole: hp_run(), or hp_begin() to
                          * hp_end() */
};
HP_API hp_unit hp_pipeline_unit(const hp_pipeline *pipeline);

/* How many lines before it the result of a line may depend on: 0 for most filters.  hp_run(), and hp_begin() to
 * hp_end(), see to it themselves; who cuts a text into lines for hp_run_lines() gives them along (hp_place.before). */
HP_API uint32_t hp_pipeline_lines_before(const hp_pipeline *pipeline);

/* Writes what the pipeline is as one JSON object: "version", "unit" ("line" or "document"), "stages", in their order,
 * each with "filter" and "options", a list of objects with "name" and "value" (null for an option without argument), as
 * they were given; "sources", the lines of hp_data_describe(); and "id", 16 hexadecimal digits made of all of this: of
 * two pipelines with the same id each text comes out the same, as long as the files that options name hold the same.
 * Errors: HP_NO_MEMORY, HP_MISUSE, and what `write` returns. */
HP_API hp_status hp_pipeline_describe(const hp_pipeline *pipeline, hp_write *write, void *to, hp_error *err);

/* The filters that a pipeline can name are numbered from 0, in the order in which a text usually goes through them. */
HP_API size_t hp_filter_count(void);

/* Writes what is known of filter number `filter`: for the key "name" its word in a pipeline, "purpose" a phrase,
 * "example" a command line, "options" a JSON list of objects with "name", "letter" (or null), "argument" (or null),
 * "optional" (whether the argument may be left out), "values" (a list of the words that it may be, or null) and
 * "help", "versions" a line "name version" for each library that it uses.  Errors: HP_USAGE for another key or
 * number, HP_NO_MEMORY, HP_MISUSE, and what `write` returns. */
HP_API hp_status hp_filter_property(size_t filter, const char *key, hp_write *write, void *to, hp_error *err);

/* ---- running ----------------------------------------------------------------------------------------------------- */

/* What one thread needs to run a pipeline: working memory, the document at hand, and what the last call left. */
typedef struct hp_worker hp_worker;

/* Makes a worker for `pipeline`.  Errors: HP_NO_MEMORY, HP_BAD_DATA, HP_MISUSE. */
HP_API hp_status hp_worker_open(hp_worker **out, const hp_pipeline *pipeline, hp_error *err);

/* Frees.  NULL is allowed. */
HP_API void hp_worker_free(hp_worker *worker);

/* What a worker may keep: bits for hp_worker_keep(). */
enum {
    HP_KEEP_EDITS = 1 /* what each stage changed, for hp_edit_get() */
};

/* Says what later calls keep; 0, nothing, at first.  It costs time.  HP_MISUSE for bits that this library does not
 * know, and then nothing changes. */
HP_API hp_status hp_worker_keep(hp_worker *worker, unsigned what, hp_error *err);

/* Sets how many bytes of a document the worker may hold where a filter must see it whole (256 MiB at first); more is
 * HP_LIMIT.  HP_MISUSE for NULL. */
HP_API hp_status hp_worker_hold(hp_worker *worker, uint64_t bytes, hp_error *err);

/* Runs a whole document, and writes the result in as many pieces as come about.  For a pipeline of lines memory does
 * not depend on the document's length.  When a line fails, the result of the lines before it is written; a document
 * that a filter must see whole fails as a whole. Errors: HP_NO_MEMORY, HP_INVALID_TEXT, HP_BAD_DATA, HP_LIMIT,
 * HP_MISUSE, and what `write` returns. */
HP_API hp_status hp_run(hp_worker *worker, hp_span document, hp_write *write, void *to, hp_error *err);

/* The same for a document that comes in pieces, cut anywhere: begin, feed any number of times, end.  Bytes come out as
 * soon as they are final: a line when its end has come; the result is that of hp_run(), whatever the pieces.
 *
 * hp_begin() starts a document, dropping one that was not ended.  `name`, NUL-terminated and copied, stands where
 * filters name places; NULL means "-".  After an error of hp_feed() the document is over.
 * Errors: as hp_run(); HP_MISUSE also without a document begun. */
HP_API hp_status hp_begin(hp_worker *worker, const char *name, hp_error *err);
HP_API hp_status hp_feed(hp_worker *worker, hp_span piece, hp_write *write, void *to, hp_error *err);
HP_API hp_status hp_end(hp_worker *worker, hp_write *write, void *to, hp_error *err);

/* Where a text comes from, for messages and for outputs that name places. */
typedef struct hp_place {
    const char *file; /* NUL-terminated name for messages; NULL means "-" */
    uint64_t line;    /* number of the text's first line in the file, from 1 */
    uint64_t offset;  /* of the text's first byte in the file */
    hp_span before;   /* the lines right before the text, for hp_pipeline_lines_before(): at least so many, as far as
                       * the document has them; borrowed for the call */
} hp_place;

/* Runs `lines`, one or more whole lines, by themselves, as a caller does that has cut its text already.  Every line but
 * the last ends in LF; the last may lack it, and then the result lacks it too.  A line must not be split over two
 * calls: what a filter does depends on the whole line (and, for strip --lines, on the lines beside it, as far as they
 * are in the same call).  Of the lines before those the filters see what place->before holds, and nothing of earlier
 * calls: the result is the same whichever worker runs them.  `place` may be NULL.  A pipeline whose unit is the
 * document takes the lines for a whole one.  On failure nothing is written.  Errors: as hp_run(). */
HP_API hp_status hp_run_lines(hp_worker *worker, const hp_place *place, hp_span lines, hp_write *write, void *to,
                              hp_error *err);

/* ---- records ----------------------------------------------------------------------------------------------------- */

/* Where a record has its texts.  Immutable. */
typedef struct hp_records hp_records;

/* Opens what `format` (NUL-terminated) says: "jsonl:POINTER,…" for lines of JSON, with JSON Pointers (RFC 6901) to
 * strings, which may lack their first slash; "tsv:N,…" for columns, from 1, of lines with tabs; "csv:N,…" for those of
 * CSV (RFC 4180), or "csv:NAME,…" by the names in a header row; "warc" for the
 * blocks of records of WARC (ISO 28500) that are text.  `into` is NULL; or, for JSON, as many pointers as
 * there are fields: then each result is put there, and the field stays.
 * Errors: HP_USAGE, HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_records_open(hp_records **out, const char *format, const char *into, hp_error *err);

/* Makes of records that name columns those of one table, by its `header` row.  The given ones stay the caller's.
 * Errors: HP_BAD_DATA when a name is not there, or is there twice; HP_NO_MEMORY, HP_MISUSE. */
HP_API hp_status hp_records_read_header(hp_records **out, const hp_records *records, hp_span header, hp_error *err);

/* Frees.  NULL is allowed. */
HP_API void hp_records_free(hp_records *records);

/* Runs one record, such as a line of JSON with or without its LF: each field that is there is a document of its own,
 * and every byte that is not a field's stays.  A field whose text does not change keeps its bytes; else it is written
 * with the escapes that its source used, and with a line end at its end only where it had one.  What a filter says of
 * the first field's document (hp_fact) is put into JSON at its pointer.  Nothing is written when a filter rejects a
 * field's document (hp_rejected()), nor on failure.
 * Errors: HP_BAD_DATA and HP_INVALID_TEXT, with the offset, for a record that is not of its format; those of hp_run();
 * HP_USAGE for a fact where it has no place; HP_MISUSE also where a header row should have been read. */
HP_API hp_status hp_run_record(hp_worker *worker, const hp_records *records, hp_span record, hp_write *write, void *to,
                               hp_error *err);

/* ---- what was done ----------------------------------------------------------------------------------------------- */

/* One change that a stage made.  Replacing, in each stage's input, every `before` by its `after`, stage by stage, gives
 * the output; but not where HP_EDIT_IS_NOTE is set. */
typedef struct hp_edit {
    const char *stage;    /* the filter's pipeline word, for instance "strip"; static storage */
    const char *rule;     /* why, for instance "pinyin"; static storage */
    uint32_t stage_index; /* number of the stage in the pipeline, from 0 */
    uint32_t flags;
    uint64_t
        offset; /* of `before`, in the stage's input: bytes from the document's start (hp_run_lines(): the text's) */
    hp_span before;
    hp_span after;
    uint32_t field; /* hp_run_record(): the number of the field that the stage's input came from, from 0; else 0 */
} hp_edit;

enum {
    HP_EDIT_IS_NOTE = 1 /* says where in the stage's input something was dropped or repaired, by a filter that decodes
                         * or makes text of markup: its output is more than its edits */
};

/* The number of edits that the last call that ran text kept. */
HP_API size_t hp_edit_count(const hp_worker *worker);

/* Copies edit number `i` to *edit, of which the caller says the size: sizeof *edit, so that fields may be added.  The
 * edits come line by line, those of a line stage by stage; with a stage that sees documents whole, stage by stage.
 * Those of one stage come with rising offsets.  Spans are borrowed: valid until the worker is used or freed.  False
 * when there is none. */
HP_API bool hp_edit_get(const hp_worker *worker, size_t i, hp_edit *edit, size_t size);

/* Something that a filter says of a document beside its text (stat). */
typedef struct hp_fact {
    const char *into; /* where a record takes it: a JSON Pointer (RFC 6901), NUL-terminated, for instance "/han" */
    hp_span json;     /* one value of JSON, without a newline */
} hp_fact;

/* The number of facts of the document that the last hp_run(), hp_end() or hp_run_lines() has run; they are kept until
 * the worker begins another or is freed.  0 while a document is under way, and after one that failed. */
HP_API size_t hp_fact_count(const hp_worker *worker);

/* Copies fact number `i` to *fact, of which the caller says the size: sizeof *fact, so that fields may be added.  Facts
 * come in the order of the stages; of two with the same pointer the later one holds.  What *fact points to is borrowed
 * for as long as the facts are kept.  False when there is none. */
HP_API bool hp_fact_get(const hp_worker *worker, size_t i, hp_fact *fact, size_t size);

/* Whether a filter has rejected that document (keep): then nothing of it was written, and the record that it was a
 * field of, if any, is to go as well.  *reason gets why, in a line without a newline, borrowed as a fact is; the
 * empty text where it was not rejected.  `reason` may be NULL. */
HP_API bool hp_rejected(const hp_worker *worker, hp_span *reason);

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* A word of a text.  Later versions may add fields at its end. */
typedef struct hp_word {
    uint64_t begin, end;             /* in the text that was given: bytes, the end behind the word */
    uint64_t begin_point, end_point; /* the same in code points; bytes that are not valid UTF-8 count one for each
                                      * U+FFFD that would stand for them */
    hp_span text;                    /* the word as the filters before seg leave it: 国 for 國 behind conv -c t2s */
    hp_span part_of_speech;          /* with seg --pos, for instance "n"; else empty */
    uint32_t grain;                  /* HP_GRAIN_COARSE …; 0 with an engine that has none (icu, jieba) */
    uint32_t increment; /* how many positions it stands behind the word before: 0 for a word inside that one
                             * (seg --grain=search), or that begins with it (seg --grain=full); else 1 */
} hp_word;

enum {
    HP_GRAIN_CHARACTER = 1, /* one unit: a character, a number, a Latin word */
    HP_GRAIN_FINE = 2,
    HP_GRAIN_COARSE = 3,
    HP_GRAIN_LISTED = 4 /* no word of the text as it was cut, but one of the lexicon (search, full) */
};

/* Where words go: a function of the caller's that gets them one by one, with `to` as the caller gave it.  *word and
 * what it points to are borrowed for the call.  What it returns other than HP_OK ends hp_words(), which returns that.
 * It must not use the worker that is running. */
typedef hp_status hp_take_word(void *to, const hp_word *word);

/* Gives the words of `text`, one or more lines or a document, in the order of their begin; of those that begin together
 * the longest first (--grain=full: the shortest).  The worker's pipeline ends in seg, whose options for the output's
 * form (--format, --delimiter, --nbest, --confidence) then mean nothing.  Blanks are no words; marks are.
 *
 * Places are those in `text`, whatever the filters before have changed: of "國(guó)家" with "strip | conv -c t2s | seg"
 * the word is 国家, bytes 0 to 12.  A word that begins or ends inside a change which has not as many code points on both
 * sides takes in all that was changed.  What was taken away is part of a word that it stands in, not of one beside it.
 *
 * Memory is for the text as a whole where a filter stands before seg, else for the longest line.  The edits of those
 * filters are kept as ever (HP_KEEP_EDITS).  A document that a filter rejects has no words (hp_rejected()).
 * Errors: HP_USAGE when the pipeline does not end in seg, or when a filter that decodes or makes text of markup stands
 * before it, through which no place can be told; those of hp_run(), and what `take` returns.  Words may have been given
 * before one. */
HP_API hp_status hp_words(hp_worker *worker, hp_span text, hp_take_word *take, void *to, hp_error *err);

#ifdef __cplusplus
}
#endif
#endif

/* filter.h - what a filter is: a value that the tools, the driver and the pipeline share.
 *
 * A filter maps one line to output, from that line and read-only state.  The pipeline hands it the line's runs: the
 * maximal stretches of valid UTF-8 in one line, without the LF; what lies between runs passes unchanged.  The filter
 * answers through pipeline/answer.h.  A filter that must see more says so in its needs: a document's head, raw pieces
 * of bytes, or the document whole (doc/design.md, "Documents").
 *
 * To add a filter: write one file that defines a filter_descriptor, and add its line to filter_words.h and to
 * local.mk.
 */
#ifndef PIPELINE_FILTER_H
#define PIPELINE_FILTER_H

#include "hanpipe.h"

/* One option.  A table of these, ended by {0}, is the parser, the --help text, and the list that the manual is
 * tested against. */
typedef struct filter_option {
    int letter;                /* the short form, or 0 */
    const char *name;          /* the long form, without the dashes */
    const char *argument;      /* its name in the help ("FILE", "[FILE]": a file), or NULL for an option without */
    const char *help;          /* what it does, a phrase */
    const char *const *values; /* the words that the argument may be, ended by NULL; NULL: anything */
} filter_option;

/* One option as given. */
typedef struct filter_given {
    const filter_option *option;
    const char *value; /* NUL-terminated, borrowed until open returns; NULL where the option takes no argument */
    size_t offset;     /* of the value, or of the option without one, in the expression; 0 on a command line */
} filter_given;

/* An option that people know from another program of this kind, and what does it here: a phrase for a message. */
typedef struct filter_habit {
    const char *option; /* "-i", "--path" */
    const char *meaning;
} filter_habit;

enum {
    FILTER_WANTS_ANY_BYTES = 1 << 0, /* wants whole lines, invalid bytes included, not their valid runs */
    FILTER_STOPS_AT_NUL = 1 << 1,    /* runs must end before a NUL byte, which passes unchanged */
    FILTER_READS_HINTS = 1 << 2,     /* wants complete U+FFF9 base U+FFFA reading U+FFFB triples; to others they are as
                                      * invalid bytes */
    FILTER_NEEDS_DATA = 1 << 3,      /* cannot open without compiled data */
    FILTER_HAS_CHECK = 1 << 4,   /* has --check: counts only, exit 1 when any counter is above 0 (the driver does it) */
    FILTER_MAKES_HINTS = 1 << 5, /* with its option --hints it leaves such triples for a later filter's --hints */
    FILTER_ANY_ENCODING = 1 << 6,      /* reads text in any encoding: bytes that are not UTF-8 are no news to it */
    FILTER_WANTS_EMPTY_LINES = 1 << 9, /* wants lines without bytes, too: as an empty run */
    FILTER_SEES_DOCUMENTS = 1 << 8,    /* with some options it needs a document's head, or the document whole */
    FILTER_GIVES_ROWS = 1 << 10,       /* as a tool of its own it gives its report, in the text's place */
    FILTER_SAYS_WORDS = 1 << 11,       /* it cuts text into words, and says them where they are wanted (answer_word) */
    FILTER_ONLY_NOTES = 1 << 7 /* writes its result itself, always; its edits are notes (answer_note), which do not
                                   * replay */
};

/* Memory for libraries that do wrong when there is none: like malloc(), realloc(), strdup() and free(), but when memory
 * is out they end the process, with a message, in place of returning NULL. */
typedef struct filter_memory {
    void *(*make)(size_t size);
    void *(*resize)(void *old, size_t size);
    char *(*copy)(const char *string);
    void (*release)(void *old);
} filter_memory;

/* What apply is given at a time. */
typedef enum filter_unit {
    FILTER_LINES,   /* a line's runs, one by one */
    FILTER_PIECES,  /* bytes of a document as they come, many lines of them, cut where ready_length says */
    FILTER_DOCUMENT /* a document, whole, once; also an empty one */
} filter_unit;

/* What a filter, as opened, needs to see. */
typedef struct filter_needs {
    filter_unit unit;
    bool head;             /* it decides by a document's first FILTER_HEAD bytes (decide) */
    bool next_line;        /* it looks at the line after the one at hand (ready_length) */
    bool drops_lines;      /* it may take lines away without a look at the next one */
    unsigned lines_before; /* it looks back at so many lines before the one at hand, and at no more */
    bool line_pieces;      /* it may be given a long line in pieces, one by one (line_pieces) … */
    bool whole_edits;      /* … unless somebody counts edits: one may lie across the ends of pieces */
    bool line_numbers;     /* apply uses input->place.line; without it the field may be 0, and who counts lines of a
                            * run for an error counts on from it all the same */
    bool many_lines;       /* of lines: a run may be many whole lines with their LFs, where all of them are is_unsplit
                            * and nobody counts edits or wants words; it is its own line then, and nothing is
                            * following.  With FILTER_WANTS_ANY_BYTES is_unsplit says that it is so */
} filter_needs;

enum { FILTER_HEAD = 1 << 16, FILTER_LINE_END = 1 << 16, FILTER_PIECE_LEAST = 1 << 16 };

/* What a filter notes of a long line that it is given in pieces: start with {0}. */
typedef struct filter_line {
    uint64_t notes[4];
    bool is_unsplit; /* what may go now is known to be (see filter_input) */
} filter_line;

/* Where a filter's answer goes (pipeline/answer.h). */
struct answer;

/* Where a run comes from.  A run of FILTER_PIECES or FILTER_DOCUMENT is its own line, and nothing is following. */
typedef struct filter_input {
    hp_place place;       /* the file; the line's number in the pipeline's input; the offset of the run in its line */
    hp_span line;         /* the line that the run is in, without its LF */
    hp_span following;    /* the whole lines after it, as far as they are known (see ready_length) */
    hp_span preceding;    /* the whole lines right before it, as far as they came with it */
    hp_span earlier;      /* the lines before those that came before: with `preceding` they are as many as
                           * needs.lines_before says, or more, or go back to the document's start */
    uint64_t line_offset; /* of the line: in the file for a pipeline's first filter, else 0 */
    const char *mark;     /* in the line, what find_line found; NULL without find_line */
    filter_line noted;    /* of the line, where the run is a piece of one: what line_pieces noted; else {0} */
    const void *decision; /* what decide made for this document; NULL when the filter needs no head */
    bool is_unsplit;      /* the line is valid UTF-8 and known to hold neither hint nor NUL; false: nobody has looked */
} filter_input;

typedef struct filter_descriptor {
    const char *word;             /* pipeline word: "strip"; the tool is "han" + word */
    const char *purpose;          /* one lower-case phrase for --help */
    const char *example;          /* one command line for --help */
    const filter_option *options; /* the filter's own; the driver's are not repeated */
    const char *const *operands;  /* options, ended by NULL: a first word that is no option is the value of the first,
                                   * unless one of them is given.  NULL: it takes no such word */
    const filter_habit *habits;   /* ended by {0}; NULL where there are none */
    const char *const *counters;  /* names for --stats, ended by NULL; NULL where there are none */
    const char *report;           /* the option whose FILE gets what answer_report() is given, or report_document()
                                   * appends; or NULL */
    const char *asks;         /* the option that makes a question of the run: no text, and the exit status is 1 where a
                                   * counter is above 0, 2 when there was trouble; or NULL */
    const char *name_or_path; /* the option that takes a name, or a file's path, which has a '/' or '.'; or NULL */
    unsigned traits;          /* FILTER_WANTS_ANY_BYTES … */

    /* Opens the filter with the options given, in their order.  `data` may be NULL unless FILTER_NEEDS_DATA is set.  On
     * HP_OK *self is owned by the pipeline, immutable, and shared by threads; on failure it is NULL.  HP_USAGE names
     * the option. */
    hp_status (*open)(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err);
    void (*free)(void *self);

    /* One worker's memory, or both NULL where none is needed. */
    hp_status (*scratch_open)(void **scratch, const void *self, hp_error *err);
    void (*scratch_free)(void *scratch);

    /* What the filter, as opened, needs to see.  NULL: lines, and nothing beside the line at hand. */
    filter_needs (*needs)(const void *self);

    /* With needs.head: decides, once a document and before anything of it is applied, by the document's first
     * FILTER_HEAD bytes, or by all of it when it has no more (`is_whole`): bytes as the filter before leaves them.  On
     * HP_OK *decision is immutable and shared by threads until decision_free, at the document's end; apply gets it as
     * input->decision.  On failure it is NULL, and the document fails with the error.  Text before `decide` waits: this
     * is the price of a head. */
    hp_status (*decide)(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err);
    void (*decision_free)(void *decision);

    /* How much may be handed over before more input has come.
     * With needs.next_line: how many bytes of `text`, whole lines; everything when its last line needs no look at the
     * next.  Asked only of a pipeline's first filter: behind another it is given whole documents' lines.
     * With FILTER_PIECES: how many bytes of `text`, any bytes of a document from the end of a line on; up to the last
     * end of a line in it, 0 when there is none: lines are then counted and cut by this call, too (in UTF-16 an end
     * of a line is an aligned U+000A).  NULL: the last LF byte ends the last line. 0 with an empty `text`. */
    size_t (*ready_length)(const void *self, const void *decision, hp_span text);

    /* With FILTER_PIECES: whether in the document a line's end is an LF byte, whatever is before it, and nothing else
     * is, as in UTF-8 and GB18030; they can then be counted by vectors, and in what is read later.  NULL: never with
     * ready_length, always without. */
    bool (*ends_lines_at_lf)(const void *self, const void *decision);

    /* The offset in `text` (whole lines, any bytes) of some byte of the first line at or behind `from` that apply might
     * change; `text.len` when no line can change.  Lines before that one are not handed to apply: this is what makes a
     * filter fast on text that it has no business with.  May name a line that apply then keeps; may never pass over one
     * that it would change.  `from` is where a line starts: 0 when the text is new, then behind each line that was
     * handed over.  apply gets the byte named as input->mark.  NULL: every line is handed over.  For FILTER_LINES. */
    size_t (*find_line)(const void *self, void *scratch, hp_span text, size_t from);

    /* With needs.line_pieces: how many bytes of `text`, the first of a line that has not ended, or of what is left of
     * one, may go to apply before more has come, as a line by themselves, with the lines before as for the whole; the
     * result is that of the whole line.  0 when more must come: then it is asked again, with the same at the start.
     * `text` has FILTER_PIECE_LEAST bytes or more: less is not worth a piece.
     * *line is what the filter has noted of the line so far; apply gets it with this piece and those behind.  Lines
     * behind one that was given so see as that line its last FILTER_LINE_END bytes or more. */
    size_t (*line_pieces)(const void *self, const void *decision, hp_span text, filter_line *line);

    /* Does the job on one run: of FILTER_LINES a run of valid UTF-8 (or the line, FILTER_WANTS_ANY_BYTES), of
     * FILTER_PIECES whole lines of any bytes (at the document's end the last may lack its end), of FILTER_DOCUMENT the
     * document, any bytes.  Everything in `run` must be kept or edited, in order, through `out`.
     * Errors: HP_NO_MEMORY, HP_LIMIT, HP_INVALID_TEXT, with err->offset into `run`; where `run` is more than a line the
     * filter may set err->line, and the offset is then of that line.  HP_BAD_DATA: the document is no text. */
    hp_status (*apply)(const void *self, void *scratch, const filter_input *input, hp_span run, struct answer *out,
                       hp_error *err);

    /* Appends to *row what the report says of a document that has ended: fields, each but the first behind a TAB, not
     * yet a line's end.  `decision` as in apply; `counts` are the filter's counters over the document.  NULL where the
     * report has no row a document.  The option may then lack its FILE: the rows go to the output, in place of text. */
    void (*report_document)(const void *self, const void *decision, const uint64_t *counts, hp_buf *row);

    /* Appends to *text what the user should be warned of in a document that has ended, if anything: a phrase behind its
     * name.  The rest as above.  May be NULL. */
    void (*warn_document)(const void *self, const void *decision, const uint64_t *counts, hp_buf *text);

    /* For a program that may end: has a library that the filter will use as opened with the options `given`, and that
     * does wrong when memory is out, take its memory by *memory, which must live on.  Called before the first open; a
     * library that cannot be loaded is that one's to tell of.  May be NULL. */
    void (*guard)(const filter_given *given, size_t count, const filter_memory *memory);

    /* Appends what --list prints, when the option table has one.  `data` may be NULL. */
    hp_status (*list)(const hp_data *data, hp_buf *out, hp_error *err);

    /* Appends "name version" lines for --version: the libraries and dictionaries it uses.  May be NULL.  `data` may be
     * NULL. */
    void (*versions)(const hp_data *data, hp_buf *out);
} filter_descriptor;

/* The number of the filter's counters. */
static inline size_t filter_count_counters(const filter_descriptor *filter)
{
    size_t n = 0;
    while (filter->counters && filter->counters[n])
        n++;
    return n;
}

/* Every filter, in the order of filter_words.h, ended by NULL (registry.c). */
extern const filter_descriptor *const filter_registry[];

#define FILTER_WORD(name) extern const filter_descriptor filter_##name;
#include "pipeline/filter_words.h"
#undef FILTER_WORD

/* The filter that --invalid=replace and --invalid=fail put in front; not in the registry (invalid_bytes.c). */
extern const filter_descriptor filter_invalid;

#endif

/* filter.h - what a filter is: a value that the tools, the driver and the pipeline share.
 *
 * A filter maps one line to output, from that line and read-only state.  The pipeline hands it the line's runs: the
 * maximal stretches of valid UTF-8 in one line, without the LF; what lies between runs passes unchanged.  The filter
 * answers through an answer, either "keep these bytes" or "put that in place of these": the output and the edit log
 * come from the same calls, so the log always replays to the output.
 *
 * To add a filter: write one file that defines an filter_descriptor, and add its line to filter_words.h and to
 * local.mk.
 */
#ifndef PIPELINE_FILTER_H
#define PIPELINE_FILTER_H

#include <string.h>

#include "hanpipe.h"

/* One option.  A table of these, ended by {0}, is the parser, the --help text, and the list that the manual is
 * tested against. */
typedef struct filter_option {
    int letter;           /* the short form, or 0 */
    const char *name;     /* the long form, without the dashes */
    const char *argument; /* the argument's name in the help, or NULL for an option that takes none */
    const char *help;     /* what it does, a phrase */
} filter_option;

/* One option as given. */
typedef struct filter_given {
    const filter_option *option;
    const char *value; /* NUL-terminated, borrowed until open returns; NULL where the option takes no argument */
} filter_given;

enum {
    FILTER_WANTS_ANY_BYTES = 1 << 0, /* wants whole lines, invalid bytes included, not their valid runs */
    FILTER_STOPS_AT_NUL = 1 << 1,    /* runs must end before a NUL byte, which passes unchanged */
    FILTER_READS_HINTS =
        1 << 2, /* wants complete U+FFF9 base U+FFFA reading U+FFFB triples; to others they are as invalid
                           bytes */
    FILTER_NEEDS_DATA = 1 << 3,  /* cannot open without compiled data */
    FILTER_HAS_CHECK = 1 << 4,   /* has --check: counts only, exit 1 when any counter is above 0 (the driver does it) */
    FILTER_MAKES_HINTS = 1 << 6, /* with its option --hints it leaves such triples for a later filter's --hints */
    FILTER_USES_LINE_NUMBERS = 1 << 5 /* apply uses place->line; without it the field may be 0 */
};

/* Where a filter's answer goes.  The pipeline owns it; a filter uses only the calls below. */
typedef struct answer answer;

typedef struct filter_descriptor {
    const char *word;             /* pipeline word: "strip"; the tool is "han" + word */
    const char *purpose;          /* one lower-case phrase for --help */
    const char *example;          /* one command line for --help */
    const filter_option *options; /* the filter's own; the driver's are not repeated */
    const char *const *counters;  /* names for --stats, ended by NULL; NULL where there are none */
    const char *report;           /* the option whose FILE gets what answer_report() is given, or NULL */
    unsigned traits;              /* FILTER_WANTS_ANY_BYTES … */

    /* Opens the filter with the options given, in their order.  `data` may be NULL unless FILTER_NEEDS_DATA is set.  On
     * HP_OK *self is owned by the pipeline, immutable, and shared by threads; on failure it is NULL.  HP_EUSAGE names
     * the option. */
    hp_status (*open)(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err);
    void (*free)(void *self);

    /* One worker's memory, or both NULL where none is needed. */
    hp_status (*scratch_open)(void **scratch, const void *self, hp_error *err);
    void (*scratch_free)(void *scratch);

    /* The offset in `text` (whole lines, any bytes) of some byte of the first line at or behind `from` that apply might
     * change; `text.len` when no line can change.  Lines before that one are not handed to apply: this is what makes a
     * filter fast on text that it has no business with.  May name a line that apply then keeps; may never pass over one
     * that it would change.  `from` is where a line starts: 0 when the text is new, then behind each line that was
     * handed over.  What it leaves in `scratch` apply finds there.  NULL: every line is handed over. */
    size_t (*next)(const void *self, void *scratch, hp_span text, size_t from);

    /* For a filter that, as opened, also looks at the line after the one it is given: how many bytes of `text`, whole
     * lines, may be handed over before more input has come.  0 with an empty `text`; everything when the filter looks
     * at no other line.  Such a filter must be a pipeline's first.  NULL: it never does. */
    size_t (*hold)(const void *self, hp_span text);
    bool (*looks_ahead)(const void *self);

    /* Whether the filter, as opened, uses place->line.  NULL: FILTER_USES_LINE_NUMBERS says it. */
    bool (*uses_lines)(const void *self);

    /* Does the job on one run.  Everything in `run` must be kept or edited, in order, through `out`.  place->line is
     * the line's number in the pipeline's input; place->offset is the offset of `run` in its line, in bytes.
     * Errors: HP_ENOMEM, HP_ELIMIT, HP_EINVALID (err->offset into `run`). */
    hp_status (*apply)(const void *self, void *scratch, const hp_place *place, hp_span run, answer *out, hp_error *err);

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

/* What a stage's `apply` has made so far.  The fields are for pipeline.c and the inline calls below. */
struct answer {
    hp_buf *buf;               /* the stage's output */
    struct edit_record *edits; /* where edits are recorded, or NULL when nobody asked */
    uint64_t *counts;          /* one tally for each of the filter's counters */
    uint64_t edit_count;       /* edits made */
    bool counts_each;          /* somebody will read edit_count */
    unsigned index;            /* of the stage */
    const char *stage;         /* its word */
    const char *base;          /* start of the text that the stage was given: edits' offsets count from here */
    uint64_t offset;           /* of `base` in the file, for a pipeline's first filter */
    hp_buf *report;            /* rows for the filter's report, or NULL when nobody asked */
    hp_span line;              /* the line at hand, without its LF */
    hp_span following;         /* the whole lines after it, as far as they are known (see hold) */
    bool dropped;              /* the line goes, LF and all */
    bool plain;                /* the run is known to hold no hint */
};

/* Passes `text`, the next bytes of the run, unchanged. */
static inline void answer_keep(answer *out, hp_span text)
{
    hp_buf_append(out->buf, text);
}

/* Puts `after` in place of `before`, the next bytes of the run (an empty span at the right place for an insertion).
 * `rule`, static storage, says why.  An edit that changes nothing is kept, not recorded. */
void answer_edit(answer *out, hp_span before, hp_span after, const char *rule);

/* For engines that write their result themselves, which they may only when edits are neither recorded nor counted: what
 * is in out->buf from `from` on, its length before, stands in place of `before`. */
static inline void answer_replaced(answer *out, hp_span before, size_t from)
{
    size_t length = out->buf->len - from;
    if (length != before.len || (length > 0 && memcmp(out->buf->ptr + from, before.ptr, length) != 0))
        out->edit_count++;
}

/* The same when edits are counted, for an engine that knows how many it has made. */
static inline void answer_count_edits(answer *out, uint64_t edits)
{
    out->edit_count += edits;
}

/* Takes `before`, the next bytes of the run, not empty, away. */
static inline void answer_cut(answer *out, hp_span before, const char *rule)
{
    if (out->edits)
        answer_edit(out, before, (hp_span){ NULL, 0 }, rule);
    else
        out->edit_count++;
}

/* For engines that give only a whole result: puts `after` in place of `before`, recording the parts that differ.  With
 * the same number of code points on both sides one edit is recorded for each stretch of differing code points,
 * otherwise one edit without the common ends. */
void answer_diff(answer *out, hp_span before, hp_span after, const char *rule);

/* Takes the whole line at hand away, with its LF if it has one.  Only for a run that is the whole line (`run` equals
 * out->line), in place of every other answer. */
void answer_drop_line(answer *out, const char *rule);

/* Adds a row to the filter's report, if there is one: a list of places or findings beside the output. */
static inline void answer_report(answer *out, hp_span row)
{
    if (out->report)
        hp_buf_append(out->report, row);
}

/* True when edits are being recorded.  An engine may take a faster way to the same bytes when they are not. */
static inline bool answer_records(const answer *out)
{
    return out->edits != NULL;
}

/* True when edits are being recorded, or just counted. */
static inline bool answer_counts_edits(const answer *out)
{
    return out->edits || out->counts_each;
}

/* Adds one to the filter's counter `which`. */
static inline void answer_count(answer *out, unsigned which)
{
    out->counts[which]++;
}

/* Every filter, in the order of filter_words.h, ended by NULL (registry.c). */
extern const filter_descriptor *const filter_registry[];

#define FILTER_WORD(name) extern const filter_descriptor filter_##name;
#include "pipeline/filter_words.h"
#undef FILTER_WORD

/* The filter that --invalid=replace and --invalid=fail put in front; not in the registry (invalid_bytes.c). */
extern const filter_descriptor filter_invalid;

#endif

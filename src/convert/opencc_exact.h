/* opencc_exact.h - one OpenCC configuration, compiled: converts exactly as OpenCC's library does.
 *
 * A compiled configuration has a front table, which answers for whole segments and for characters alone with
 * the output of all stages at once, and the stages' own tables for the rare stretches where a later stage's
 * phrase may match.  Sections: "cfg.NAME" says which tables ("tab.N") it uses; see doc/dict-format.md.
 */
#ifndef CONVERT_OPENCC_EXACT_H
#define CONVERT_OPENCC_EXACT_H

#include "convert/table.h"

enum { CONV_STAGES_MAX = 16 };

/* What "cfg.NAME" holds, as 32-bit numbers: a table's number, or CONV_EXACT_NONE. */
#define CONV_EXACT_MAGIC 0x31434348u /* "HCC1" */
#define CONV_EXACT_NONE 0xFFFFFFFFu
enum {
    CONV_EXACT_IDS = 1,        /* complete ideographic description sequences stay */
    CONV_EXACT_LATER_KNOWN = 2 /* see later_known */
};

/* Characters, three bytes each, that have one form in each script, the same everywhere and in Japan too: what is made
 * of them tells the direction of a conversion, whatever it is called. */
#define CONV_SAMPLE_SIMPLIFIED "这们说时过对长东书门见风马车"
#define CONV_SAMPLE_TRADITIONAL "這們說時過對長東書門見風馬車"

typedef struct conv_exact {
    conv_table front;
    conv_table stages[CONV_STAGES_MAX];
    size_t count;
    conv_table normal; /* before everything; only with has_normal */
    bool has_normal;
    bool ids;
    bool later_known; /* no stretches: the front table has what may match outside of segments (CONV_TABLE_LATER)
                       */
    unsigned lone;    /* the front table's priority of characters that are no segment */
} conv_exact;

/* Opens the configuration `name`; *chain borrows the sections.  HP_BAD_DATA when it is missing or damaged. */
hp_status conv_exact_open(conv_exact *chain, conv_find_section *find, const void *where, const char *name,
                          hp_error *err);

/* Memory for conversions, one a thread: start with {0}, end with conv_exact_work_free(). */
typedef struct conv_exact_work {
    hp_buf normal;    /* the normalized text */
    hp_buf stages[2]; /* between stages */
    hp_buf stretch;   /* what a stretch becomes */
} conv_exact_work;

void conv_exact_work_free(conv_exact_work *work);

/* True when no key has an LF, as only a user's configuration can. */
bool conv_exact_takes_lines(const conv_exact *chain);

/* Where the last place in `text`, valid UTF-8 without LF, is at which it may be cut: both parts become what they become
 * in the whole, whatever comes behind.  0 where none is known.  Only for a configuration whose outputs begin no
 * description sequence; the data file's do not. */
size_t conv_exact_cut(const conv_exact *chain, hp_span text);

/* The length of the lines at the start of `text` that are converted together: as many as make some KB.  Where one of
 * them has to be converted again, all are. */
size_t conv_lines_length(hp_span text);

/* Appends the conversion of `text`, valid UTF-8 without NUL, to *out.  Out of memory sets out->failed.  It may be many
 * lines where conv_exact_takes_lines(): each becomes what it becomes alone. */
void conv_exact_convert(const conv_exact *chain, conv_exact_work *work, hp_span text, hp_buf *out);

/* The normalized form of `text`, in work->normal; only with has_normal. */
hp_span conv_exact_normalize(const conv_exact *chain, conv_exact_work *work, hp_span text);

/* Appends the output of the stages from `first` on alone, with `text` taken as one segment. */
void conv_exact_stages(const conv_exact *chain, conv_exact_work *work, size_t first, hp_span text, hp_buf *out);

/* The length of the complete ideographic description sequence at the start of `text`, in one line; 0 when there is
 * none. */
size_t conv_ids_length(hp_span text);

#endif

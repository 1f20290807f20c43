/* opencc_exact.h - one OpenCC configuration, compiled: converts exactly as OpenCC's library does.
 *
 * A compiled configuration has a front table, which answers for whole segments and for characters alone with
 * the output of all stages at once, and the stages' own tables for the rare stretches where a later stage's
 * phrase may match.  Sections: "cfg.NAME" says which tables ("tab.N") it uses; see doc/dict-format.md.
 */
#ifndef CONVERT_OPENCC_EXACT_H
#define CONVERT_OPENCC_EXACT_H

#include "convert/table.h"

enum { HP_CHAIN_STAGES = 16 };

/* What "cfg.NAME" holds, as 32-bit numbers: a table's number, or HP_CHAIN_NONE. */
#define HP_CHAIN_MAGIC 0x31434348u /* "HCC1" */
#define HP_CHAIN_NONE 0xFFFFFFFFu
enum {
    HP_CHAIN_IDS = 1,        /* complete ideographic description sequences stay */
    HP_CHAIN_LATER_KNOWN = 2 /* see later_known */
};

/* Characters, three bytes each, that have one form in each script, the same everywhere and in Japan too: what is made
 * of them tells the direction of a conversion, whatever it is called. */
#define HP_SAMPLE_SIMPLIFIED "这们说时过对长东书门见风马车"
#define HP_SAMPLE_TRADITIONAL "這們說時過對長東書門見風馬車"

typedef struct hp_chain {
    hp_table front;
    hp_table stages[HP_CHAIN_STAGES];
    size_t count;
    hp_table normal; /* before everything; only with has_normal */
    bool has_normal;
    bool ids;
    bool later_known; /* no stretches: the front table has what may match outside of segments (HP_TABLE_LATER)
                       */
    unsigned lone;    /* the front table's priority of characters that are no segment */
} hp_chain;

/* Finds the section called `name` for hp_chain_open; `where` is what the caller gave.  HP_EDATA when there is
 * none. */
typedef hp_status hp_find_section(const void *where, const char *name, hp_span *section, hp_error *err);

/* Opens the configuration `name`; *chain borrows the sections.  HP_EDATA when it is missing or damaged. */
hp_status hp_chain_open(hp_chain *chain, hp_find_section *find, const void *where, const char *name,
                        hp_error *err);

/* Memory for conversions, one a thread: start with {0}, end with hp_chain_work_free(). */
typedef struct hp_chain_work {
    hp_buf normal;    /* the normalized text */
    hp_buf stages[2]; /* between stages */
} hp_chain_work;

void hp_chain_work_free(hp_chain_work *work);

/* Appends the conversion of `text`, valid UTF-8 without NUL or LF, to *out.  Out of memory sets out->failed.
 */
void hp_chain_convert(const hp_chain *chain, hp_chain_work *work, hp_span text, hp_buf *out);

/* The normalized form of `text`, in work->normal; only with has_normal. */
hp_span hp_chain_normalize(const hp_chain *chain, hp_chain_work *work, hp_span text);

/* Appends the output of the stages from `first` on alone, with `text` taken as one segment. */
void hp_chain_stages(const hp_chain *chain, hp_chain_work *work, size_t first, hp_span text, hp_buf *out);

/* The length of the complete ideographic description sequence at the start of `text`; 0 when there is none.
 */
size_t hp_ids_length(hp_span text);

#endif

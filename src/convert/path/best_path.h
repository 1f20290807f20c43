/* best_path.h - the best-path engine: the likeliest reading of a line, where OpenCC takes the longest match.
 *
 * Three tables: "best.NAME" has every character's output and the words whose output differs from that of
 * their characters; "words.s" (or "words.t", for configurations that read Traditional) has the costs of all
 * words; "conv.rules" has the choices that depend on what stands around a character.  Configurations that change words
 * have a fourth: see region_choice.h.
 */
#ifndef CONVERT_PATH_BEST_PATH_H
#define CONVERT_PATH_BEST_PATH_H

#include "convert/opencc_exact.h"
#include "convert/path/context_rules.h"
#include "convert/path/region_choice.h"
#include "convert/path/word_lattice.h"

typedef struct conv_best_path {
    conv_exact chain;
    conv_table outputs; /* "best.NAME" */
    conv_table words;
    conv_region_choice regions;
    conv_context_rules rules;
    bool simplified; /* reads Simplified: text that is Traditional already is left to the later stages */
    bool mixed;      /* set by the caller: text that seems to be Simplified already is converted all the same */
} conv_best_path;

/* Opens the tables for configuration `name`; *best borrows them.  *found is false, and the call HP_OK, when
 * there are none for it: then exact conversion is all there is.  HP_BAD_DATA when they are damaged. */
hp_status conv_best_path_open(conv_best_path *best, conv_find_section *find, const void *where, const char *name,
                              bool *found, hp_error *err);

/* Memory for conversions, one a thread: start with {0}, end with conv_best_path_work_free(). */
typedef struct conv_best_path_work {
    conv_exact_work chain;
    conv_lattice_cell *cells;
    size_t cell_cap;
    hp_buf made;
    conv_field_seen seen;
    conv_context_seen said;
    /* Listeners, if not NULL: `note` hears of every character, `trace` of every piece, in order.  What they
     * are given lives until they return. */
    void (*note)(void *context, const conv_choice *choice);
    void (*trace)(void *context, hp_span piece, hp_span output, const char *rule);
    void *context;
} conv_best_path_work;

void conv_best_path_work_free(conv_best_path_work *work);

/* Appends the conversion of `text`, valid UTF-8 without NUL, to *out.  Out of memory sets out->failed.  Without
 * listeners the text may be many lines: each becomes what it becomes alone. */
void conv_best_path_convert(const conv_best_path *best, conv_best_path_work *work, hp_span text, hp_buf *out);

#endif

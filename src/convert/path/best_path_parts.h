/* best_path_parts.h - what the files of the best-path engine share: its tables, a thread's memory, the text at hand. */
#ifndef CONVERT_PATH_BEST_PATH_PARTS_H
#define CONVERT_PATH_BEST_PATH_PARTS_H

#include "convert/opencc_exact.h"
#include "convert/output_writer.h"
#include "convert/path/context_rules.h"
#include "convert/path/region_choice.h"
#include "convert/path/word_lattice.h"
#include "convert/plain/character_flags.h"

typedef struct conv_best_path {
    conv_exact chain;
    conv_table outputs; /* "best.NAME" */
    conv_table words;
    conv_region_choice regions;
    conv_context_rules rules;
    bool simplified; /* reads Simplified: text that is Traditional already is left to the later stages */
    bool mixed;      /* set by the caller: text that seems to be Simplified already is converted all the same */
} conv_best_path;

/* A word that has an output of its own: `length` bytes at `at`. */
typedef struct conv_window_word {
    const char *at;
    size_t length;
    hp_span output;
} conv_window_word;

/* What is known of the line that a text is a part of, whatever else it has: start with {0}. */
typedef struct conv_line_known {
    uint32_t scripts;       /* CONV_ONLY_SIMPLIFIED, CONV_ONLY_TRADITIONAL: it has such */
    conv_context_seen said; /* which rules that ask for words anywhere in the line have been asked, and found them */
    size_t looked;          /* so many bytes of what has not been given away have been looked at */
} conv_line_known;

/* Memory for conversions, one a thread: start with {0}, end with conv_best_path_work_free(). */
typedef struct conv_best_path_work {
    conv_exact_work chain;
    conv_lattice_cell *cells;
    conv_window_word *words;
    size_t cell_cap, word_cap;
    hp_buf made;
    conv_field_seen seen;
    conv_context_seen said;
    conv_line_known known; /* of the text's line, where the text is a piece of one */
    /* Listeners, if not NULL: `note` hears of every character, `trace` of every piece, in order.  What they
     * are given lives until they return. */
    void (*note)(void *context, const conv_choice *choice);
    void (*trace)(void *context, hp_span piece, hp_span output, const char *rule);
    void *context;
} conv_best_path_work;

/* What is known of the text [from, to) that the plain pass went over last: its words, in their order, and flags of its
 * characters. */
typedef struct conv_batch {
    const char *from, *to;
    size_t count;
    size_t near; /* the word that was asked for last */
    conv_window_word words[CONV_PLACES + CONV_PLACES_MORE];
    conv_character_flags seen;
} conv_batch;

/* A character that has no number in a batch's flags. */
#define CONV_NO_NUMBER SIZE_MAX

/* A text on its way through the engine. */
typedef struct conv_scan {
    const conv_best_path *best;
    conv_best_path_work *work;
    conv_writer w;
    const char *sync; /* what is before is done */
    const char *start;
    conv_batch *batch;
    const char *told; /* the listeners know of what is before */
    hp_span line;     /* the line that was looked for last */
    uint32_t scripts; /* of that line; 0 while unknown */
} conv_scan;

#endif

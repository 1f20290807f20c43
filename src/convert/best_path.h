/* best_path.h - the best-path engine: the likeliest reading of a line, where OpenCC takes the longest match.
 *
 * Three tables: "best.NAME" has every character's output and the words whose output differs from that of
 * their characters; "words.s" (or "words.t", for configurations that read Traditional) has the costs of all
 * words; "conv.rules" has the choices that depend on what stands around a character.  Configurations that change words
 * (s2twp) have a fourth, "near.NAME": words that are the region's only near a word of their field; elsewhere they are
 * what the configuration that leaves words makes of them (s2tw).
 */
#ifndef CONVERT_BEST_PATH_H
#define CONVERT_BEST_PATH_H

#include "convert/opencc_exact.h"
#include "convert/word_lattice.h"

/* Bits in the high half of a code in "words.s" and "words.t": what a character says about the script that a text is in. */
enum {
    CONV_ONLY_SIMPLIFIED = 1 << 16,  /* stands in Simplified text only */
    CONV_ONLY_TRADITIONAL = 1 << 17, /* stands in Traditional text only */
    CONV_IN_BOTH = 1 << 18,          /* stands in both, with more meanings in Simplified (后, 里) */
    CONV_HAS_RULE = 1 << 19          /* has a rule */
};

enum { CONV_CONTEXT_RULES_MAX = 32 };

/* A choice that depends on the surroundings; see dicts/conv-context.tsv for what the fields mean. */
typedef struct conv_context_rule {
    uint32_t character;
    hp_span form;
    hp_span kind;  /* "alone", "before", "after" or "line": see dicts/conv-context.tsv */
    hp_span words; /* words that may follow, or for "after" characters one of which must stand before it, with blanks */
    hp_span not_after; /* characters that may not stand before */
} conv_context_rule;

typedef struct conv_best_path {
    conv_exact chain;
    conv_table outputs; /* "best.NAME" */
    conv_table words;
    conv_table near, plain; /* "near.NAME", and "best.NAME" of the configuration that leaves words; see has_near */
    bool has_near, has_plain;
    bool simplified; /* reads Simplified: text that is Traditional already is left to the later stages */
    conv_context_rule rules[CONV_CONTEXT_RULES_MAX];
    size_t rule_count;
} conv_best_path;

/* Opens the tables for configuration `name`; *best borrows them.  *found is false, and the call HP_OK, when
 * there are none for it: then exact conversion is all there is.  HP_BAD_DATA when they are damaged. */
hp_status conv_best_path_open(conv_best_path *best, conv_find_section *find, const void *where, const char *name,
                              bool *found, hp_error *err);

/* A word of a field in the text at hand: where it starts, and its fields as in "near.NAME". */
typedef struct conv_field_seen {
    const char *at;
    uint32_t fields;
} conv_field_seen;

/* Memory for conversions, one a thread: start with {0}, end with conv_best_path_work_free(). */
typedef struct conv_best_path_work {
    conv_exact_work chain;
    conv_lattice_cell *cells;
    size_t cell_cap;
    hp_buf made;
    conv_field_seen seen;
    /* Listeners, if not NULL: `note` hears of every character, `trace` of every piece, in order.  What they
     * are given lives until they return. */
    void (*note)(void *context, const conv_choice *choice);
    void (*trace)(void *context, hp_span piece, hp_span output, const char *rule);
    void *context;
} conv_best_path_work;

void conv_best_path_work_free(conv_best_path_work *work);

/* Appends the conversion of `text`, valid UTF-8 without NUL or LF, to *out.  Out of memory sets out->failed.
 */
void conv_best_path_convert(const conv_best_path *best, conv_best_path_work *work, hp_span text, hp_buf *out);

/* Parses the lines of "conv.rules".  False when they are malformed or too many. */
bool conv_parse_context_rules(conv_best_path *best, hp_span text);

#endif

/* opencc_config.h - OpenCC configurations and dictionaries, read from their text forms.
 *
 * Both generations: 1.1's files, and 1.4's with comments, trailing commas, `normalization`, match policies,
 * inline dictionaries and optional segmentation.  Groups are flattened: each dictionary gets a priority,
 * children of a union share one, so that one search by (priority, length) gives what OpenCC's nested groups
 * give.
 */
#ifndef CONVERT_OPENCC_CONFIG_H
#define CONVERT_OPENCC_CONFIG_H

#include "convert/opencc_exact.h"
#include "convert/table_set.h"

typedef struct conv_rule {
    hp_span key, value;
    unsigned priority; /* 0 is the best */
} conv_rule;

/* One stage's dictionaries, flattened. */
typedef struct conv_rules {
    conv_rule *rows;
    size_t count, cap;
} conv_rules;

typedef struct conv_config {
    conv_rules normal;       /* normalization; empty where there is none */
    conv_rules segmentation; /* empty where there is none */
    conv_rules stages[CONV_STAGES_MAX];
    size_t count;
    bool later;       /* written for OpenCC 1.2 or later: description sequences stay */
    hp_buf texts[64]; /* what the rules point into */
    size_t text_count;
} conv_config;

/* Gives a dictionary's text: a file named in the configuration, with .ocd2 files as text.  On HP_OK the text
 * is the caller's. */
typedef hp_status conv_read_dict(void *where, const char *file, hp_buf *text, hp_error *err);

typedef enum conv_tofu { CONV_TOFU_OFF, CONV_TOFU_ON } conv_tofu;

/* Reads the configuration `json` (named `name` in messages).  Dictionaries marked may_output_tofu count only
 * with CONV_TOFU_ON.  *tofu_seen tells whether there was one.  On HP_OK the caller ends *config with
 * conv_config_free(); on failure it is empty.  HP_BAD_DATA when it is malformed or needs a plug-in. */
hp_status conv_config_read(conv_config *config, const char *name, hp_span json, conv_tofu tofu, bool *tofu_seen,
                           conv_read_dict *read, void *where, hp_error *err);

void conv_config_free(conv_config *config);

/* Adds the rows of an OpenCC text dictionary (key TAB value, more values after spaces; '#' starts a comment)
 * to *rules.  The rows point into `text`.  HP_BAD_DATA, naming file and line, for a line without a TAB or
 * without a key. */
hp_status conv_rules_parse(conv_rules *rules, const char *file, hp_span text, unsigned priority, hp_error *err);

/* Adds a row, which points into `key` and `value`.  False when memory is out. */
bool conv_rules_add(conv_rules *rules, hp_span key, hp_span value, unsigned priority);

void conv_rules_free(conv_rules *rules);

/* Compiles *config into *set as configuration `name` (at most 27 bytes). */
hp_status conv_config_compile(const conv_config *config, const char *name, conv_table_set *set, hp_error *err);

#endif

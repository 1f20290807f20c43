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

typedef struct hp_rule {
    hp_span key, value;
    unsigned priority; /* 0 is the best */
} hp_rule;

/* One stage's dictionaries, flattened. */
typedef struct hp_rules {
    hp_rule *rows;
    size_t count, cap;
} hp_rules;

typedef struct hp_config {
    hp_rules normal;       /* normalization; empty where there is none */
    hp_rules segmentation; /* empty where there is none */
    hp_rules stages[HP_CHAIN_STAGES];
    size_t count;
    bool later;       /* written for OpenCC 1.2 or later: description sequences stay */
    hp_buf texts[64]; /* what the rules point into */
    size_t text_count;
} hp_config;

/* Gives a dictionary's text: a file named in the configuration, with .ocd2 files as text.  On HP_OK the text
 * is the caller's. */
typedef hp_status hp_read_dict(void *where, const char *file, hp_buf *text, hp_error *err);

typedef enum hp_tofu { HP_TOFU_OFF, HP_TOFU_ON } hp_tofu;

/* Reads the configuration `json` (named `name` in messages).  Dictionaries marked may_output_tofu count only
 * with HP_TOFU_ON.  *tofu_seen tells whether there was one.  On HP_OK the caller ends *config with
 * hp_config_free(); on failure it is empty.  HP_EDATA when it is malformed or needs a plug-in. */
hp_status hp_config_read(hp_config *config, const char *name, hp_span json, hp_tofu tofu, bool *tofu_seen,
                         hp_read_dict *read, void *where, hp_error *err);

void hp_config_free(hp_config *config);

/* Adds the rows of an OpenCC text dictionary (key TAB value, more values after spaces; '#' starts a comment)
 * to *rules.  The rows point into `text`.  HP_EDATA, naming file and line, for a line without a TAB or
 * without a key. */
hp_status hp_rules_parse(hp_rules *rules, const char *file, hp_span text, unsigned priority, hp_error *err);

bool hp_rules_add(hp_rules *rules, hp_span key, hp_span value, unsigned priority);

void hp_rules_free(hp_rules *rules);

/* Compiled tables in memory, numbered from 0, and configurations by name. */
typedef struct hp_table_set {
    hp_buf tables[128];
    size_t table_count;
    struct {
        char name[32];
        hp_buf bytes;
    } configs[64];
    size_t config_count;
} hp_table_set;

/* Adds a table and takes it over; gives the number of an equal one if there is one.  HP_CHAIN_NONE when full.
 */
uint32_t hp_table_set_add(hp_table_set *set, hp_buf *table);

/* An hp_find_section over a set. */
hp_status hp_table_set_find(const void *set, const char *name, hp_span *section, hp_error *err);

void hp_table_set_free(hp_table_set *set);

/* Compiles *config into *set as configuration `name` (at most 27 bytes). */
hp_status hp_config_compile(const hp_config *config, const char *name, hp_table_set *set, hp_error *err);

#endif

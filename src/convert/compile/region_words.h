/* region_words.h - the words of a region: where a configuration such as s2twp changes words and not only characters. */
#ifndef CONVERT_COMPILE_REGION_WORDS_H
#define CONVERT_COMPILE_REGION_WORDS_H

#include "convert/compile/compile_sources.h"
#include "convert/compile/word_forms.h"
#include "data/data_file_write.h"

/* A row of conv-regions.tsv for this configuration. */
typedef struct conv_region_row {
    hp_span word;  /* as it goes in */
    unsigned near; /* the field that must be near, from 1; 0: never; PARTS, in the .c file: made of its parts */
    hp_span value; /* the region's word where it is not OpenCC's, or empty */
} conv_region_row;

typedef struct conv_field_word {
    hp_span word;
    unsigned field;
} conv_field_word;

/* One configuration that changes words. */
typedef struct conv_region {
    const char *name, *plain_name; /* s2twp, and s2tw, which leaves the words */
    bool simplified;
    conv_exact chain, plain;
    conv_rules words;      /* sorted by key: what is a word of the region, in the form after the first step */
    conv_region_row *rows; /* sorted by word */
    size_t row_count;
    conv_field_word *fields;
    size_t field_count;
    conv_exact_work work;
    hp_buf made;
} conv_region;

/* What reads OpenCC's dictionaries and keeps the project's. */
typedef struct conv_region_sources {
    const conv_table_set *set;
    const conv_sources *from;
    conv_read_dict *read;
    conv_words *keep; /* where texts live */
    const conv_exact *to_traditional, *to_simplified, *to_taiwan;
} conv_region_sources;

/* Opens the region of configuration `name` (with +tofu or without).  *found is false when it changes no words.  False
 * after a message. */
bool conv_region_open(conv_region *region, const char *name, const conv_region_sources *from, bool *found);
void conv_region_close(conv_region *region);

/* Adds the names of conv-cldr.tsv and the words of conv-regions.tsv, as keys, to the words that go in. */
bool conv_region_add_keys(const conv_region_sources *from, conv_words *simplified, conv_words *traditional);

/* What the word becomes: the region's where the word is one of the region's, or is made of such words alone.  Shorter
 * words must have been asked for before.  Valid until the next call. */
hp_span conv_region_output(conv_region *region, const conv_words *words, conv_word *word);

/* Adds "near.NAME": the words that are the region's only near a word of a field, and those words.  NAME+tofu has those
 * of NAME. */
bool conv_region_write_near(const conv_region *region, conv_codes *codes, data_writer *writer);

#endif

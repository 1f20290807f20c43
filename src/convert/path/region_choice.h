/* region_choice.h - whether a region's word is meant, in configurations that change words (s2twp).
 *
 * "near.NAME" has words that are the region's only near a word of their field, and those words; elsewhere they are what
 * the configuration that leaves words makes of them (s2tw).
 */
#ifndef CONVERT_PATH_REGION_CHOICE_H
#define CONVERT_PATH_REGION_CHOICE_H

#include "convert/opencc_exact.h"

typedef struct conv_region_choice {
    conv_table near;  /* "near.NAME" */
    conv_table plain; /* "best.NAME" of the configuration that leaves words, or the characters' outputs at hand */
    bool has_near;    /* else there is nothing to choose */
    bool has_words;   /* `plain` is of a configuration of its own: its words count too */
} conv_region_choice;

enum { CONV_FIELDS_MAX = 8 };

/* The words of fields in the text at hand, as far as it was looked through: start with {0}, but for `readable`. */
typedef struct conv_field_seen {
    const char *readable;              /* so far bytes may be read, which is at or behind the text's end */
    const char *looked;                /* what is before needs no second look; NULL at the text's start */
    const char *last[CONV_FIELDS_MAX]; /* where the last word of each field starts, or NULL */
    uint32_t script; /* of the text's first that has CONV_TELLS_SCRIPT; CONV_HAS_RULE: it was looked for */
} conv_field_seen;

/* Opens the tables that configuration `name`, whose outputs are `outputs`, has; they are borrowed.  HP_BAD_DATA when
 * they are damaged. */
hp_status conv_region_choice_open(conv_region_choice *choice, const conv_table *outputs, conv_find_section *find,
                                  const void *where, const char *name, hp_error *err);

/* False where conv_region_keeps() is, whatever the text; `word` has a first character of three bytes. */
bool conv_region_may_keep(const conv_region_choice *choice, hp_span word);

/* True where `word`, a part of `text`, is the region's only near others of its field, and none is near.  Such words are
 * words on both sides, so they are kept too where `telling`, the words of a conversion from Traditional or NULL, has
 * the text begin as another than a Traditional one.  Words that may be kept must be asked for in their order; few
 * places of the text are looked at twice. */
bool conv_region_keeps(const conv_region_choice *choice, const conv_table *telling, hp_span text, hp_span word,
                       conv_field_seen *seen);

/* What `word` becomes where words are left, in *made, which is overwritten.  Out of memory sets made->failed. */
hp_span conv_region_plain(const conv_region_choice *choice, hp_span word, hp_buf *made);

#endif

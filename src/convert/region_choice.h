/* region_choice.h - whether a region's word is meant, in configurations that change words: see convert/best_path.h. */
#ifndef CONVERT_REGION_CHOICE_H
#define CONVERT_REGION_CHOICE_H

#include "convert/best_path.h"

/* Opens best->near and best->plain where configuration `name` has them.  HP_BAD_DATA when they are damaged. */
hp_status conv_region_choice_open(conv_best_path *best, conv_find_section *find, const void *where, const char *name,
                                  hp_error *err);

/* True where `word`, a part of `text`, is the region's only near others of its field, and none is near.  *seen is the
 * last word of a field that was found in the text; NULL at its start. */
bool conv_region_keeps(const conv_best_path *best, hp_span text, hp_span word, conv_field_seen *seen);

/* What `word` becomes where words are left, in *made, which is overwritten.  Out of memory sets made->failed. */
hp_span conv_region_plain(const conv_best_path *best, hp_span word, hp_buf *made);

#endif

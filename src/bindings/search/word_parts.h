/* word_parts.h - a word, cut by itself into parts that are cut no further by themselves.
 *
 * Since a part's form depends on its bytes alone, so does that of a word, wherever it stands: 圖書館 → 图书 at 0-6 and 馆 at
 * 6-9, with the grain INDEX_GRAIN_SEARCH.
 */
#ifndef BINDINGS_SEARCH_WORD_PARTS_H
#define BINDINGS_SEARCH_WORD_PARTS_H

#include "bindings/search/options.h"

/* What one thread needs for it. */
typedef struct word_parts word_parts;

/* Parts in their order.  Starts as {0}, ends with part_list_free(). */
typedef struct part_list {
    hp_buf parts; /* of word_part */
    hp_buf text;
} part_list;

size_t part_count(const part_list *list);

/* Of part number `i`: its folded text, borrowed from *list, and its place in the word. */
hp_span part_text(const part_list *list, size_t i);
size_t part_begin(const part_list *list, size_t i);
size_t part_end(const part_list *list, size_t i);

void part_list_free(part_list *list);

/* Opens; the caller ends *out with word_parts_free().  Errors: those of index_words_open(). */
hp_status word_parts_open(word_parts **out, const index_options *options, const hp_data *data, hp_error *err);

/* Frees.  NULL is allowed. */
void word_parts_free(word_parts *parts);

/* Appends the parts of `word` to the empty *out.  What has no letter or digit is no part.  Errors: those of hp_words().
 */
hp_status word_parts_cut(word_parts *parts, hp_span word, part_list *out, hp_error *err);

/* Opens a worker that folds and cuts as `options` say.  The caller frees *out. */
hp_status index_open_worker(hp_worker **out, const index_options *options, const hp_data *data, hp_error *err);

#endif

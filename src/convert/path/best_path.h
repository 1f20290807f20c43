/* best_path.h - the best-path engine: the likeliest reading of a line, where OpenCC takes the longest match.
 *
 * Three tables: "best.NAME" has every character's output and the words whose output differs from that of
 * their characters; "words.s" (or "words.t", for configurations that read Traditional) has the costs of all
 * words; "conv.rules" has the choices that depend on what stands around a character.  Configurations that change words
 * have a fourth: see region_choice.h.
 */
#ifndef CONVERT_PATH_BEST_PATH_H
#define CONVERT_PATH_BEST_PATH_H

#include "convert/path/best_path_parts.h"

/* Opens the tables for configuration `name`; *best borrows them.  *found is false, and the call HP_OK, when
 * there are none for it: then exact conversion is all there is.  HP_BAD_DATA when they are damaged. */
hp_status conv_best_path_open(conv_best_path *best, conv_find_section *find, const void *where, const char *name,
                              bool *found, hp_error *err);

void conv_best_path_work_free(conv_best_path_work *work);

/* Appends the conversion of `text`, valid UTF-8 without NUL, to *out.  Out of memory sets out->failed.  Without
 * listeners the text may be many lines: each becomes what it becomes alone. */
void conv_best_path_convert(const conv_best_path *best, conv_best_path_work *work, hp_span text, hp_buf *out);

/* True where a long line may be converted in pieces: no word of the configuration asks what is near. */
bool conv_best_path_has_pieces(const conv_best_path *best);

/* Where the last place in `text`, valid UTF-8 without LF, is at which it may be cut: both parts, each converted without
 * listeners and with *known in work->known, become what they become in the whole, whatever comes behind.  `text` is of
 * a line of which *known, {0} for a new one, says what is known; what `text` shows of the line is added.  0 where there
 * is no such place, or where more of the line must be known: `text` comes again then, with more behind. */
size_t conv_best_path_cut(const conv_best_path *best, hp_span text, conv_line_known *known);

#endif

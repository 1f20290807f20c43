/* simplify.h - finds what is damaged in Simplified text: characters of Traditional text. */
#ifndef REPAIR_SIMPLIFY_H
#define REPAIR_SIMPLIFY_H

#include "convert/path/best_path.h"
#include "repair/repair.h"

/* Borrows the data, and the lexicon. */
typedef struct repair_simplifier {
    const repair_lexicon *lexicon;
    conv_best_path path; /* t2s */
} repair_simplifier;

/* Opens the tables.  Errors: HP_BAD_DATA. */
hp_status repair_simplifier_open(repair_simplifier *simplifier, const repair_lexicon *lexicon, const hp_data *data,
                                 hp_error *err);

/* Finds the changes that `text`, valid UTF-8 of one line without NUL, needs: work->changes, all of them
 * REPAIR_RESIDUE.  False when memory is out. */
bool repair_simplify(const repair_simplifier *simplifier, conv_best_path_work *path, repair_work *work, hp_span text);

#endif

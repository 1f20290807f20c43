/* document.h - whole documents: the rules repeat and join see more than a line.
 *
 * One round drops lines that repeat, then runs the rules over every line, then joins lines; rounds follow until one
 * changes nothing.  A document that does not settle in NORM_ROUNDS stays as it was.
 */
#ifndef NORMALIZE_DOCUMENT_DOCUMENT_H
#define NORMALIZE_DOCUMENT_DOCUMENT_H

#include "normalize/engine.h"

/* What is to be changed in `document`, any bytes: *edits is borrowed until the work's next call.  Without a rule for
 * whole documents the result is that of the lines one by one, but that private-use characters are judged together.
 * Errors: HP_NO_MEMORY, HP_LIMIT (4 GiB and more). */
hp_status norm_document(norm_work *work, hp_span document, const norm_edits **edits, hp_error *err);

#endif

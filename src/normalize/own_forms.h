/* own_forms.h - normal forms of pieces whose characters each have a form of their own, without cells.
 *
 * A form works on pieces (rules/forms.h).  Where no character of a piece combines with what stands before it, each
 * becomes what it becomes alone, which ICU is asked once for each character.  What the rule would do with such a piece
 * can then be said at once; others are left to it.
 * Worked, nfkc: 好，世 is one edit, "，" → ","; か with a mark of its own behind it is left.
 */
#ifndef NORMALIZE_OWN_FORMS_H
#define NORMALIZE_OWN_FORMS_H

#include "normalize/own_form_table.h"
#include "normalize/rules.h"

void norm_own_forms_free(norm_own_forms *forms);

/* Adds the edits that pieces of `run`, valid UTF-8, need from *from on, up to the first piece that is left to the rule;
 * returns where the first character stands that such a piece goes on over, or run.len.  *from becomes the end of the
 * last piece that was not left.  For forms but NFC.  When memory is out work->failed or edits->failed is set. */
size_t norm_own_forms_pass(norm_work *work, hp_span run, size_t *from, norm_edits *edits);

#endif

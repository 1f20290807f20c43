/* numbers_compile.h - collects the numbers of nodes for "fix.numbers" (repair/sections.h). */
#ifndef REPAIR_COMPILE_NUMBERS_COMPILE_H
#define REPAIR_COMPILE_NUMBERS_COMPILE_H

#include "hanpipe.h"

typedef struct repair_numbers {
    uint32_t *of; /* by node */
    bool *is_set; /* by node */
    size_t count;
} repair_numbers;

/* A word's number is as in the section; in place of FIX_AT it has FIX_HAS_FORMS and where its forms stand in the
 * compiler's list.
 *
 * For so many nodes.  False when memory is out. */
bool repair_numbers_start(repair_numbers *numbers, size_t count);
void repair_numbers_set(repair_numbers *numbers, uint32_t node, uint32_t number);
/* Appends the section to *out; the forms, as they stand where numbers with FIX_HAS_FORMS say, with how many forms (8
 * bits) and characters (8) in front, go to *sorted, in the order of the nodes. */
void repair_numbers_put(const repair_numbers *numbers, const hp_buf *forms, hp_buf *out, hp_buf *sorted);
void repair_numbers_end(repair_numbers *numbers);

#endif

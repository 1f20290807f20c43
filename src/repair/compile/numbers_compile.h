/* numbers_compile.h - collects the numbers of nodes for "fix.numbers" (repair/sections.h). */
#ifndef REPAIR_COMPILE_NUMBERS_COMPILE_H
#define REPAIR_COMPILE_NUMBERS_COMPILE_H

#include "hanpipe.h"

typedef struct repair_numbers {
    uint32_t *of; /* by node */
    bool *is_set; /* by node */
    size_t count;
} repair_numbers;

/* For so many nodes.  False when memory is out. */
bool repair_numbers_start(repair_numbers *numbers, size_t count);
void repair_numbers_set(repair_numbers *numbers, uint32_t node, uint32_t number);
void repair_numbers_put(const repair_numbers *numbers, hp_buf *out);
void repair_numbers_end(repair_numbers *numbers);

#endif

/* pairs_compile.h - collects the pairs of "fix.pairs" (repair/sections.h): characters that have another form in a word,
 * and what stands beside them there. */
#ifndef REPAIR_COMPILE_PAIRS_COMPILE_H
#define REPAIR_COMPILE_PAIRS_COMPILE_H

#include "convert/table.h"
#include "repair/compile/entries.h"

/* A standard form that may stand where a class does. */
struct repair_pairs_member {
    uint16_t seen, next; /* 1 + the number of the class's next one; 0: none */
};

typedef struct repair_pairs {
    unsigned char bits[FIX_PAIRS / 8];
    uint16_t first[REPAIR_UNITS]; /* by class: 1 + the number of a member */
    uint16_t only[REPAIR_UNITS];  /* by class: the form that words have of it; 0xFFFF: several; 0: none */
    struct repair_pairs_member members[2 * (FIX_LAST - FIX_FIRST + 1)];
    size_t member_count;
} repair_pairs;

void repair_pairs_start(repair_pairs *pairs, repair_classes *classes);

/* Adds what a form of a word asks for. */
void repair_pairs_add(repair_pairs *pairs, struct repair_entries *entries, const conv_table *table,
                      const uint16_t *form, size_t chars);

/* True for a character that has another form in some word, after all were added. */
bool repair_pairs_is_open(const repair_pairs *pairs, repair_classes *classes, uint32_t cp);

#endif

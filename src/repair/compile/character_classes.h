/* character_classes.h - which characters may stand for each other in a damaged text, and which are variants. */
#ifndef REPAIR_COMPILE_CHARACTER_CLASSES_H
#define REPAIR_COMPILE_CHARACTER_CLASSES_H

#include "hanpipe.h"

enum { REPAIR_UNITS = 0x10000, REPAIR_SETS = 256, REPAIR_MEMBERS = 1 << 14 };

typedef struct repair_classes {
    uint16_t parent[REPAIR_UNITS];    /* union-find: the root is the class */
    uint16_t standard[REPAIR_UNITS];  /* the standard form of a variant, else the character */
    uint16_t usual[REPAIR_UNITS];     /* of a Simplified character: its first Traditional form; else 0 */
    bool has_simple[REPAIR_UNITS];    /* Traditional, with another Simplified form */
    bool joined[REPAIR_UNITS];        /* in a row with another */
    uint16_t flags[REPAIR_UNITS];     /* FIX_… */
    uint16_t set[REPAIR_UNITS];       /* of variants; 0: none */
    uint16_t regions[REPAIR_SETS][3]; /* by set: FIX_REGIONS forms */
    size_t set_count;
} repair_classes;

/* Reads the characters of OpenCC's dictionaries in `opencc`, and fix-variants.tsv and fix-wrong-forms.tsv in `dicts`.
 * False after a message. */
bool repair_classes_read(repair_classes *classes, const char *opencc, const char *dicts);

/* The class of a character. */
uint16_t repair_class_of(repair_classes *classes, uint32_t cp);

#endif

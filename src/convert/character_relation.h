/* character_relation.h - which characters may become which. */
#ifndef CONVERT_CHARACTER_RELATION_H
#define CONVERT_CHARACTER_RELATION_H

#include "hanpipe.h"

typedef struct conv_relation_row {
    uint32_t from, to;
} conv_relation_row;

/* A relation between input characters and what may come of them.  Start with {0}; `rows` is to be freed. */
typedef struct conv_relation {
    conv_relation_row *rows;
    size_t count, cap;
} conv_relation;

/* Adds a row; false when memory is out. */
bool conv_relate(conv_relation *relation, uint32_t from, uint32_t to);

/* Sorts the rows by what they lead to, each once. */
void conv_relation_sort(conv_relation *relation);

/* The rows of a sorted relation that lead to `to`: *from gets the first, the return value is their number. */
size_t conv_relation_to(const conv_relation *relation, uint32_t to, const conv_relation_row **from);

#endif

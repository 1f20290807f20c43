/* shared_tries.h - makes one double array for tables that have most of their keys in common (convert/table_parts.h). */
#ifndef CONVERT_COMPILE_SHARED_SHARED_TRIES_H
#define CONVERT_COMPILE_SHARED_SHARED_TRIES_H

#include "convert/table.h"
#include "convert/table_parts.h"
#include "text/map/string_map.h"

/* As many as a file has sections. */
enum { CONV_PART_TABLES = 256 };

/* A whole table on its way into the shared parts. */
typedef struct conv_part_table {
    const char *name; /* of its section; borrowed */
    conv_table table;
    string_map keys;  /* each as its codes, those of all tables, 16 bits each */
    uint32_t *values; /* by number of the key, from 1: what its node holds among the shared values */
    uint32_t trie;    /* from 1; 0: it keeps its nodes */
    hp_buf listed;    /* its list for that trie */
} conv_part_table;

/* A trie. */
typedef struct conv_part_trie {
    string_map keys; /* of all its tables */
    uint32_t nodes, own_count;
    hp_buf bytes; /* as the section has it: own codes, nodes */
    size_t members;
} conv_part_trie;

/* Fills keys and values of a table that has no costs; `place` says where a value of the table is among the shared
 * ones.  False when memory is out. */
typedef uint32_t conv_place_value(void *context, const conv_table *table, uint32_t value);
bool conv_part_table_read(conv_part_table *part, conv_place_value *place, void *context);
void conv_part_table_free(conv_part_table *part);

/* Finds which of `count` tables go together, fills `tries`, and gives each table of one its number and list; returns
 * false when memory is out, or there is too much for the numbers of the format. */
bool conv_share_tries(conv_part_table *parts, size_t count, conv_part_trie tries[CONV_PARTS_TRIES]);
void conv_part_trie_free(conv_part_trie *trie);

#endif

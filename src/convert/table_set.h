/* table_set.h - compiled tables and configurations in memory. */
#ifndef CONVERT_TABLE_SET_H
#define CONVERT_TABLE_SET_H

#include "convert/table_codes.h"
#include "hanpipe.h"

/* Compiled tables in memory, numbered from 0, and configurations by name. */
typedef struct conv_table_set {
    hp_buf tables[128];
    size_t table_count;
    struct {
        char name[32];
        hp_buf bytes;
    } configs[64];
    size_t config_count;
    conv_codes *codes; /* not NULL: its tables are for a file: smaller, and longer in the making */
} conv_table_set;

/* Adds a table and takes it over; gives the number of an equal one if there is one.  CONV_EXACT_NONE when full.
 */
uint32_t conv_table_set_add(conv_table_set *set, hp_buf *table);

/* An conv_find_section over a set. */
hp_status conv_table_set_find(const void *set, const char *name, hp_span *section, hp_error *err);

void conv_table_set_free(conv_table_set *set);

#endif

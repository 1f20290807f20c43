/* table_set.c - see table_set.h.  Worked: a second table of the same bytes gets the number of the first. */
#include "convert/table_set.h"

#include <stdlib.h>
#include <string.h>

#include "convert/opencc_exact.h"
#include "text/error.h"

uint32_t conv_table_set_add(conv_table_set *set, hp_buf *table)
{
    for (size_t i = 0; i < set->table_count; i++)
        if (set->tables[i].len == table->len && memcmp(set->tables[i].ptr, table->ptr, table->len) == 0)
            return (uint32_t)i;
    if (set->table_count == sizeof set->tables / sizeof *set->tables)
        return CONV_EXACT_NONE;
    set->tables[set->table_count] = *table;
    *table = (hp_buf){ 0 };
    return (uint32_t)set->table_count++;
}

hp_status conv_table_set_find(const void *where, const char *name, hp_span *section, hp_error *err)
{
    const conv_table_set *set = where;
    for (size_t i = 0; strncmp(name, "cfg.", 4) == 0 && i < set->config_count; i++)
        if (strcmp(set->configs[i].name, name + 4) == 0) {
            *section = (hp_span){ set->configs[i].bytes.ptr, set->configs[i].bytes.len };
            return HP_OK;
        }
    if (strncmp(name, "tab.", 4) == 0) {
        size_t number = strtoul(name + 4, NULL, 10);
        if (number < set->table_count) {
            *section = (hp_span){ set->tables[number].ptr, set->tables[number].len };
            return HP_OK;
        }
    }
    return error_set(err, HP_BAD_DATA, 0, "no section '%s'", name);
}

void conv_table_set_free(conv_table_set *set)
{
    for (size_t i = 0; i < set->table_count; i++)
        hp_buf_free(&set->tables[i]);
    for (size_t i = 0; i < set->config_count; i++)
        hp_buf_free(&set->configs[i].bytes);
    *set = (conv_table_set){ .table_count = 0 };
}

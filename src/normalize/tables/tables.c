/* tables.c - look-ups in the section "norm"; see tables.h. */
#include "normalize/tables/tables.h"

#include "data/data_file.h"
#include "text/bytes.h"
#include "text/error.h"

hp_status norm_tables_open(norm_tables *tables, const hp_data *data, hp_error *err)
{
    hp_span s, part;
    hp_status st = data_section_by_name(data, "norm", &s, err);
    *tables = (norm_tables){ .rows = { NULL } };
    if (st != HP_OK)
        return st;
    bool ok = span_take(&s, NORM_TABLES_HEADER, &part) && bytes_u32(part.ptr) == NORM_TABLES_VERSION;
    for (unsigned t = 0; ok && t < NORM_TABLE_COUNT; t++) {
        hp_span rows = { NULL, 0 };
        tables->counts[t] = bytes_u32(part.ptr + 4 + 4 * (size_t)t);
        ok = span_take(&s, (size_t)NORM_TABLES_ROW * tables->counts[t], &rows);
        tables->rows[t] = rows.ptr;
    }
    for (size_t i = 0; ok && i < tables->counts[NORM_TABLE_SCRIPT]; i++) {
        const char *row = tables->rows[NORM_TABLE_SCRIPT] + NORM_TABLES_ROW * i;
        if (bytes_u32(row) >= NORM_SCRIPT_FIRST && bytes_u32(row) <= NORM_SCRIPT_LAST)
            tables->script[bytes_u32(row) - NORM_SCRIPT_FIRST] = (uint8_t)bytes_u32(row + 4);
    }
    return ok ? HP_OK : error_set(err, HP_BAD_DATA, 0, "section norm is damaged or of another version");
}

uint32_t norm_tables_find(const norm_tables *tables, unsigned table, uint32_t cp)
{
    size_t low = 0, high = tables->counts[table];
    const char *rows = tables->rows[table];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t at = bytes_u32(rows + NORM_TABLES_ROW * middle);
        if (at == cp)
            return bytes_u32(rows + NORM_TABLES_ROW * middle + 4);
        if (at < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

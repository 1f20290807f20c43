/* tables.h - the rules' tables in the data file: radicals, private use, and which script a character tells of.
 *
 * The section "norm" is made by tables_compile.c; doc/dict-format.md describes it.  Rows are sorted, so a look-up is a
 * binary search; only rare characters are looked up.  Worked: radical U+2F00 → 一; GB18030's U+E7C7 → ḿ.
 */
#ifndef NORMALIZE_TABLES_TABLES_H
#define NORMALIZE_TABLES_TABLES_H

#include "hanpipe.h"

enum { NORM_TABLE_RADICALS, NORM_TABLE_GB, NORM_TABLE_HKSCS, NORM_TABLE_ETEN, NORM_TABLE_SCRIPT, NORM_TABLE_COUNT };

#define NORM_TABLES_VERSION 1u
#define NORM_TABLES_HEADER 64u /* version, then the number of rows of each table, 32 bits each */
#define NORM_TABLES_ROW 8u     /* character, value: 32 bits each */

/* Values of NORM_TABLE_SCRIPT. */
enum { NORM_SCRIPT_HANS = 1, NORM_SCRIPT_HANT = 2 };

#define NORM_SCRIPT_FIRST 0x4E00u /* the first and last character of which NORM_TABLE_SCRIPT may tell */
#define NORM_SCRIPT_LAST 0x9FFFu

/* Views into the section; nothing to free.  {0} has no rows. */
typedef struct norm_tables {
    const char *rows[NORM_TABLE_COUNT];
    uint32_t counts[NORM_TABLE_COUNT];
    uint8_t script[NORM_SCRIPT_LAST - NORM_SCRIPT_FIRST + 1]; /* NORM_SCRIPT_*, or 0 */
} norm_tables;

/* Finds and checks the section.  Borrows `data`.  Errors: HP_BAD_DATA. */
hp_status norm_tables_open(norm_tables *tables, const hp_data *data, hp_error *err);

/* Which script `cp` tells of, or 0. */
static inline unsigned norm_script_of(const norm_tables *tables, uint32_t cp)
{
    return cp >= NORM_SCRIPT_FIRST && cp <= NORM_SCRIPT_LAST ? tables->script[cp - NORM_SCRIPT_FIRST] : 0;
}

/* The value of `cp` in a table, or 0. */
uint32_t norm_tables_find(const norm_tables *tables, unsigned table, uint32_t cp);

/* What tells of the origin of private-use characters, counted over a line or a document. */
typedef struct norm_evidence {
    size_t hans, hant;               /* characters of one script alone */
    size_t cantonese;                /* characters that hardly anything but Cantonese has */
    size_t total;                    /* private-use characters */
    size_t known[NORM_TABLE_SCRIPT]; /* of them in each table, by its number */
    size_t between;                  /* of them with Han, or another of them, on both sides */
} norm_evidence;

#endif

/* tables.h - what detection knows of characters and words: the data file's sections, opened. */
#ifndef DETECT_TABLES_H
#define DETECT_TABLES_H

#include "detect/words.h"
#include "repair/lexicon.h"

/* Immutable, shared by threads; borrows the data. */
typedef struct detect_tables {
    repair_lexicon lexicon; /* which script a character belongs to is repair's to say */
    const char *joyo;       /* bits, see detect/sections.h */
    detect_words words;
} detect_tables;

/* Opens the sections of `data`.  Errors: HP_BAD_DATA when one is missing or damaged. */
hp_status detect_tables_open(detect_tables *tables, const hp_data *data, hp_error *err);

/* Whether a character from DETECT_FIRST to DETECT_LAST is in everyday use in Japan. */
static inline bool detect_is_joyo(const detect_tables *tables, uint32_t cp)
{
    uint32_t bit = cp - DETECT_FIRST;
    return (unsigned char)tables->joyo[bit >> 3] >> (bit & 7) & 1;
}

#endif

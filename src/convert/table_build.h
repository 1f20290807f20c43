/* table_build.h - building the tables of table.h in memory. */
#ifndef CONVERT_TABLE_BUILD_H
#define CONVERT_TABLE_BUILD_H

#include "convert/table.h"

typedef struct hp_build hp_build;

hp_build *hp_build_new(void);
void hp_build_free(hp_build *build);

/* Asks for every output to be spelled out: no phrase is then HP_TABLE_PLAIN. */
void hp_build_spell_out(hp_build *build);

/* Adds a key; of two adds of one key the better priority stays, then the first.  The spans are copied. */
void hp_build_add(hp_build *build, hp_span key, hp_span value, unsigned priority);

/* Adds a key whose node holds `number` (not 0) in place of a value. */
void hp_build_add_number(hp_build *build, hp_span key, uint32_t number);

/* Gives the character a code, without a key: it is then not "inert". */
void hp_build_touch(hp_build *build, uint32_t cp);

/* Sets the flags of a character's entry, beside those that the keys give. */
void hp_build_flag(hp_build *build, uint32_t cp, unsigned flags);

/* Sets bits in the high half of a character's code. */
void hp_build_code_bits(hp_build *build, uint32_t cp, uint32_t bits);

/* Marks a pair of characters as one with which a phrase may start. */
void hp_build_pair(hp_build *build, uint32_t first, uint32_t second);

/* Appends the table to *out.  False when memory was out, here or in any call before. */
bool hp_build_write(hp_build *build, hp_buf *out);

#endif

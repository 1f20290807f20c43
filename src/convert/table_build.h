/* table_build.h - building the tables of table.h in memory. */
#ifndef CONVERT_TABLE_BUILD_H
#define CONVERT_TABLE_BUILD_H

#include "convert/table.h"
#include "convert/table_codes.h"

typedef struct conv_build conv_build;

conv_build *conv_build_new(void);
void conv_build_free(conv_build *build);

/* Asks for every output to be spelled out: no phrase is then CONV_TABLE_UNCHANGED. */
void conv_build_spell_out(conv_build *build);

/* Says that the numbers are costs, so many a nat, and what a character costs that has none. */
void conv_build_costs(conv_build *build, uint32_t scale, uint32_t unknown);

/* Asks for the smallest table, which takes longer to make: for what is made once.  Characters have the codes of
 * `codes`, and get new ones there, unless that is NULL. */
void conv_build_dense(conv_build *build, conv_codes *codes);

/* Adds a key; of two adds of one key the better priority stays, then the first.  The spans are copied. */
void conv_build_add(conv_build *build, hp_span key, hp_span value, unsigned priority);

/* For conv_build_add_number(): the key has a node, but there is nothing in it, and it is no key by the flag of its
 * characters. */
#define CONV_BUILD_NO_NUMBER 0xFFFFFFFFu

/* Adds a key whose node holds `number` (not 0) in place of a value. */
void conv_build_add_number(conv_build *build, hp_span key, uint32_t number);

/* Gives the character a code, without a key: it is then not "inert". */
void conv_build_touch(conv_build *build, uint32_t cp);

/* Sets the flags of a character's entry, beside those that the keys give. */
void conv_build_flag(conv_build *build, uint32_t cp, unsigned flags);

/* Sets marks of a character, bits of CONV_TABLE_MARKS, in a table whose characters have no outputs. */
void conv_build_marks(conv_build *build, uint32_t cp, uint32_t marks);

/* Marks a pair of characters as one with which a phrase may start. */
void conv_build_pair(conv_build *build, uint32_t first, uint32_t second);

/* Says that a word which starts with the pair, in a table of the best path, does not cost less than its parts. */
void conv_build_weak(conv_build *build, uint32_t first, uint32_t second);

/* Appends the table to *out.  False when memory was out, here or in any call before. */
bool conv_build_write(conv_build *build, hp_buf *out);

#endif

/* table_parts.h - what the tables of a data file share: a section with the pages of their entries, the codes of
 * characters, and outputs.
 *
 * Layout (32-bit little-endian numbers): magic, pages of entries, pages of codes, blocks of the codes' index, bytes of
 * values, and zeros; the codes' index, entries, codes, values: each as table.h has it.  The section's name is "conv.p."
 * and eight hexadecimal digits, a number made of its bytes, which its tables have in their headers: so a table finds
 * its own parts where two files lie over one another.
 *
 * Worked: s2t and s2tw have the same page for U+56C0 to U+56FF, with 國 for 国, and the same bytes 3, 頭髮.
 */
#ifndef CONVERT_TABLE_PARTS_H
#define CONVERT_TABLE_PARTS_H

#include <stdint.h>

#define CONV_PARTS_MAGIC 0x31504348u /* "HCP1" */
enum { CONV_PARTS_HEADER = 32, CONV_PARTS_NAME = 16 };

/* Writes the name of the section with this number, and NUL. */
static inline void conv_parts_name(uint32_t number, char name[CONV_PARTS_NAME])
{
    static const char start[] = "conv.p.", digits[] = "0123456789abcdef";
    for (unsigned i = 0; i < 7; i++)
        name[i] = start[i];
    for (unsigned i = 0; i < 8; i++)
        name[7 + i] = digits[number >> (28 - 4 * i) & 15];
    name[15] = '\0';
}

#endif

/* table_parts.h - what the tables of a data file share: a section with the pages of their entries, the codes of
 * characters, outputs, and tries.
 *
 * Tables of one kind have most of their keys in common: five have OpenCC's 50,000 phrases.  So they have one double
 * array together, a trie.  Where all of them have the same value at a node, as at most, it stands there; at others the
 * node has CONV_TABLE_LISTED and a number, and each table has a list of what its values with these numbers are, 0 where
 * the key is none of its own.
 *
 * Layout (32-bit little-endian numbers): magic, pages of entries, pages of codes, blocks of the codes' index, bytes of
 * values, tries, and zeros; for each of CONV_PARTS_TRIES, 0 where there are fewer, its nodes, and for how many codes it
 * has its own; the codes' index, entries, codes, the tries (own codes up to a multiple of 64 bytes, nodes), values:
 * each as table.h has it.  The section's name is "conv.p." and eight hexadecimal digits, a number made of its bytes,
 * which its tables have in their headers: so a table finds its own parts where two files lie over one another.
 *
 * Worked: s2t and s2tw have the same page for U+56C0 to U+56FF, with 國 for 国, and the same bytes 3, 頭髮.
 * s2twp has 滑鼠 for 鼠标, s2t has no such key: in the trie the node has a number, for which s2t has 0 in its list.
 */
#ifndef CONVERT_TABLE_PARTS_H
#define CONVERT_TABLE_PARTS_H

#include <stdint.h>

#define CONV_PARTS_MAGIC 0x32504348u /* "HCP2" */
enum { CONV_PARTS_TRIES = 16, CONV_PARTS_FIRST_TRIE = 32, CONV_PARTS_TRIE = 8 };
enum { CONV_PARTS_HEADER = CONV_PARTS_FIRST_TRIE + CONV_PARTS_TRIES * CONV_PARTS_TRIE, CONV_PARTS_NAME = 16 };

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

/* candidate_bits.h - what the paths of candidate_scan.c share: the bytes that open, and the kinds of bytes as bits.
 *
 * The plain path's table of kinds is the definition; the tables of half bytes here say the same to vectors, and
 * tests/unit/candidate_scan.c holds every path to it, over all pairs of bytes.
 * Worked: a '(' has bit 1 in OPEN_LOW at 8 and in OPEN_HIGH at 2.
 */
#ifndef ANNOTATION_CANDIDATE_BITS_H
#define ANNOTATION_CANDIDATE_BITS_H

#include "annotation/bracket_kinds.h"
#include "annotation/label_words.h"
#include "text/vector/vector.h"

/* The bytes 80 to BF that end a character that opens: bit i for 80 + i. */
#define LAST_BIT(cp) ((uint64_t)((cp) > 0x7F) << ((cp)&0x3F))
#define BRACKET_BIT(arg, open, close, traits) | LAST_BIT(open)
#define LABEL_BIT(arg, last) | LAST_BIT(last)
#define ANNOTATION_WIDE \
    (LAST_BIT(U'：') | LAST_BIT(U'˙') | LAST_BIT(U'·') | LAST_BIT(U'•') | LAST_BIT(U'‧') | \
     LAST_BIT(U'・') ANNOTATION_BRACKET_KINDS(BRACKET_BIT, 0) ANNOTATION_LABEL_ENDS(LABEL_BIT, 0))

#if VECTOR_X86
#include "text/vector/byte_set_avx2.h"

/* The kinds again, as bits by half bytes.
 * 1: C3 C4 C5 C7 C9 CC.  2: E1 EE.  4: letters A-O.  8: letters P-Z.  16: blank, & and full stop.  32: E3 EF. */
#define PLACE_LOW \
    BYTE_SET_NIBBLES(8 | 16, 2 | 4 | 8, 4 | 8, 1 | 4 | 8 | 32, 1 | 4 | 8, 1 | 4 | 8, 4 | 8 | 16, 1 | 4 | 8, 4 | 8, \
                     1 | 4 | 8, 4 | 8, 4, 1 | 4, 4, 2 | 4 | 16, 4 | 32)
#define PLACE_HIGH BYTE_SET_NIBBLES(0, 0, 16, 0, 4, 8, 4, 8, 0, 0, 0, 0, 1, 0, 2 | 32, 0)

/* 1: 28.  2: 3C 5C.  4: 5B 7B.  64, glued: 2, 3, 5, 7 with A, C, E, F.  8, 16, 32, 128: the bits of ANNOTATION_WIDE
 * from 80, 90, A0 and B0 on, which OPEN_ROW turns to stand by low halves. */
#define OPEN_ROW(low, ascii) \
    (char)((ascii) | (ANNOTATION_WIDE >> (low)&1 ? 8 : 0) | (ANNOTATION_WIDE >> (16 + (low)) & 1 ? 16 : 0) | \
           (ANNOTATION_WIDE >> (32 + (low)) & 1 ? 32 : 0) | (ANNOTATION_WIDE >> (48 + (low)) & 1 ? 128 : 0))
#define OPEN_LOW \
    BYTE_SET_NIBBLES(OPEN_ROW(0, 0), OPEN_ROW(1, 0), OPEN_ROW(2, 0), OPEN_ROW(3, 0), OPEN_ROW(4, 0), OPEN_ROW(5, 0), \
                     OPEN_ROW(6, 0), OPEN_ROW(7, 0), OPEN_ROW(8, 1), OPEN_ROW(9, 0), OPEN_ROW(10, 64), \
                     OPEN_ROW(11, 4), OPEN_ROW(12, 2 | 64), OPEN_ROW(13, 0), OPEN_ROW(14, 64), OPEN_ROW(15, 64))
#define OPEN_HIGH BYTE_SET_NIBBLES(0, 0, 1 | 64, 2 | 64, 0, 2 | 4 | 64, 0, 4 | 64, 8, 16, 32, -128, 0, 0, 0, 0)
#define OPENS 0xBF /* all of its bits but the glued one */

/* Writes the places of 64 bytes each, from `block` on, to at most `most` words of `hits`, and returns how many: fewer
 * where less than 65 bytes are left before `end`.  Bit k of *some is set where word k has a place.  Two bytes of text
 * or more stand before the block. */
size_t annotation_fill_avx2(const char *block, const char *end, uint64_t *hits, size_t most, uint64_t *some);
size_t annotation_fill_avx512(const char *block, const char *end, uint64_t *hits, size_t most, uint64_t *some);

/* The places among the 64 bytes at `block` where the text starts or ends near: what is outside of it is not read and
 * counts as zeros, which are no places. */
uint64_t annotation_edge_avx2(hp_span text, const char *block);
uint64_t annotation_edge_avx512(hp_span text, const char *block);
#endif

#endif

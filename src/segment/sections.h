/* sections.h - how the segmentation's sections are laid out; shared by those who read and those who write them.
 *
 * All numbers are little-endian; parts begin at multiples of 64.
 *
 * "seg.lex"
 *     header   128 bytes of 32-bit numbers: version, ids, cell pages, nodes, strings, unknown cost, mark (2 numbers),
 *              tags
 *     pages    0x1100 numbers of 16 bits: the page of cells for code point >> 8
 *     cells    256 numbers of 16 bits a page: the unit's id, or one of HP_SEG_KIND_*, below HP_SEG_FIRST_ID
 *     classes  ids bytes: hp_seg_class
 *     names    ids × 32 bits: the code point that an id stands for; 0 where it is none
 *     first    ids × 8 bytes: base (32), cost as a word (16), tag (8), 0 (8)
 *     nodes    the words' double array: label (16), cost (16; HP_SEG_NO_WORD where no word ends), base (32; 0: a leaf).
 *              The child of base b by id c is node b + c if its label is c; no two nodes share a base.
 *     tags     a byte a node: the word's part of speech
 *     strings  sorted 12-byte entries: FNV-1a of a folded Latin or digit unit (64), its id (16), 0 (16)
 *     tag names  8 bytes each, padded by NUL; number 0 is none
 *
 * "seg.model"  A block is 4 lanes of 16 bits, one a tag (B M E S), each a weight + HP_SEG_BIAS.
 *     header   128 bytes of 32-bit numbers: version, ids, pair nodes, word slots, word rows, pair rows, mark (2
 *              numbers), 8 transition weights (signed)
 *     uni      ids rows of 8 blocks: for the unit before this one, this one, the one after; then for this one by its
 *              tag on the path, B M E S; one unused
 *     pairs    first: ids × 32 bits, base; nodes of 6 bytes: label (16), row (32); the pair (a, b) is the node at the
 *              base of a, plus b, if its label is a.  Rows of 4 blocks, for the units -1, 0, 1, 2 about the pair
 *              (0, 1); row 0 is of no weight, for the pairs that have none
 *     words    slots: node (32), row (32), a power of two of them, open addressing from HP_SEG_SLOT; rows of 4 blocks,
 *              for the units of a word on the path that has 2 to 4 units
 *     context  8^5 blocks by the classes of five units
 *     joint    blocks by HP_SEG_JOINT(path, begins, ends, inside)
 *     chain    blocks by HP_SEG_CHAIN(path before, path, path after)
 */
#ifndef SEGMENT_SECTIONS_H
#define SEGMENT_SECTIONS_H

#define HP_SEG_VERSION    1u
#define HP_SEG_HEADER     128u
#define HP_SEG_PAGES      0x1100u
#define HP_SEG_NO_WORD    0xFFFFu
#define HP_SEG_BIAS       2048
#define HP_SEG_FIRST_ID   32u
#define HP_SEG_UNI_BLOCKS 8u
#define HP_SEG_CONTEXTS   32768u
#define HP_SEG_PATHS      9u

/* Cells below HP_SEG_FIRST_ID: characters that begin or join longer units. */
enum {
    HP_SEG_KIND_UNKNOWN = 0,
    HP_SEG_KIND_BLANK,
    HP_SEG_KIND_DIGIT,
    HP_SEG_KIND_LETTER, /* of a script that writes words with letters */
    HP_SEG_KIND_MARK,   /* combining marks and variation selectors: part of what stands before */
    HP_SEG_KIND_EMOJI,
    HP_SEG_KIND_FLAG,   /* regional indicators: two make a flag */
    HP_SEG_KIND_JOINER, /* U+200D */
    HP_SEG_KIND_HAN,    /* not in the lexicon */
    HP_SEG_KIND_KANA,
    HP_SEG_KIND_HANGUL,
    HP_SEG_KIND_BREAK,
    HP_SEG_KIND_SYMBOL,
    HP_SEG_KIND_COUNT
};

/* Ids below HP_SEG_FIRST_ID: units that stand for many. */
enum {
    HP_SEG_ID_NONE = 0,
    HP_SEG_ID_BLANK,
    HP_SEG_ID_NUMBER,  /* one or two digits */
    HP_SEG_ID_YEAR,    /* four digits */
    HP_SEG_ID_LONG,    /* other digits */
    HP_SEG_ID_DECIMAL, /* digits with points, commas, colons */
    HP_SEG_ID_PERCENT,
    HP_SEG_ID_LETTER,
    HP_SEG_ID_LATIN,
    HP_SEG_ID_CODE, /* letters and digits */
    HP_SEG_ID_ADDRESS,
    HP_SEG_ID_EMOJI,
    HP_SEG_ID_HAN,
    HP_SEG_ID_KANA,
    HP_SEG_ID_HANGUL,
    HP_SEG_ID_BREAK,
    HP_SEG_ID_SYMBOL,
    HP_SEG_ID_REPEAT, /* …… ---- */
    HP_SEG_ID_COUNT
};

#define HP_SEG_JOINT(path, begins, ends, inside) ((((path)*4u + (begins)) * 4u + (ends)) * 3u + (inside))
#define HP_SEG_JOINTS                            (HP_SEG_PATHS * 48u)
#define HP_SEG_CHAIN(a, b, c)                    (((a)*HP_SEG_PATHS + (b)) * HP_SEG_PATHS + (c))
#define HP_SEG_CHAINS                            (HP_SEG_PATHS * HP_SEG_PATHS * HP_SEG_PATHS)
#define HP_SEG_SLOT(node)                        ((uint32_t)(node)*2654435761u >> 7)

#endif

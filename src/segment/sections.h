/* sections.h - how the segmentation's sections are laid out; shared by those who read and those who write them.
 *
 * All numbers are little-endian; parts begin at multiples of 64.
 *
 * "seg.lex"
 *     header   128 bytes of 32-bit numbers: version, ids, cell pages, nodes, strings, unknown cost, mark (2 numbers),
 *              tags, scale of costs, pairs with a role, bytes of a node
 *     pages    0x1100 numbers of 16 bits: the page of cells for code point >> 8
 *     cells    256 numbers of 16 bits a page: the unit's id, or one of SEG_CELL_*, below SEG_FIRST_ID
 *     classes  ids bytes: seg_class
 *     names    ids × 32 bits: the code point that an id stands for; 0 where it is none
 *     first    ids × SEG_FIRST bytes: base for words whose second id is even (32), cost as a word (16), tag (8),
 *              SEG_HINT_* (8); then the same with the base for odd ones
 *     nodes    the words' double array (data/double_array.h), packed: codes, which are ids, and costs, of which none is
 *              0; 0 where no word ends.  Its roots are `first`
 *     tags     a byte a node: the word's part of speech, and SEG_TAG_PHRASE for a pair that is no word
 *     strings  sorted 12-byte entries: FNV-1a of a folded Latin or digit unit (64), its id (16), 0 (16)
 *     tag names  8 bytes each, padded by NUL; number 0 is none
 *     roles    ids × 8 bytes: SEG_ROLE_*, costs as a surname, and as the first and second of a given name (16 each)
 *     pairs    sorted 8-byte entries: the ids of two characters, their roles together, 0 (16 each)
 *
 * "seg.model"  A block is 4 lanes of 16 bits, one a tag (B M E S), each a weight plus a bias.  A row has 4 blocks.  In
 * a small model weights of rows and their bias fit in a byte each: then a row is two numbers of 64 bits, the first with
 * the first block in its even bytes and the second in its odd bytes, the other with the third and fourth.
 *     header   128 bytes of 32-bit numbers: version, ids, pair nodes, word slots, word rows, pair rows, mark (2
 *              numbers), 8 transition weights (signed), units that the model knows, 1 for a wide model or 0
 *     numbers  ids × 16 bits: the unit that an id is to the model; 0: it knows nothing of it
 *     uni      2 rows a unit: blocks for the unit before this one, this one, the one after, one unused; then for this
 *              one by its tag on the path, B M E S
 *     pairs    bases: 4 × 32 bits a unit, SEG_PAIR_BASE; nodes: label and row, of 16 bits in a small model and of 32 in
 *              a wide one; the pair (a, b) is the node at the base of its SEG_PAIR_BASE, plus b, if its label is that.
 *              Rows for the units -1, 0, 1, 2 about the pair (0, 1); row 0 is of no weight, for the pairs that have
 *              none, equal rows are one
 *     words    slots: node (32), row (32), a power of two of them; a word is at SEG_SLOT or SEG_OTHER_SLOT, modulo
 *              their number.  Rows for the units of a word on the path that has 2 to 4 units, those behind it 0; row 0
 *              is all 0
 *     context  8^5 blocks by the classes of five units; their biases make up for those of the rows, so that all four
 *              tags have the same in all
 *     joint    blocks by SEG_JOINT(path, begins, ends, inside)
 *     chain    blocks by SEG_CHAIN(path before, path, path after)
 */
#ifndef SEGMENT_SECTIONS_H
#define SEGMENT_SECTIONS_H

#define SEG_VERSION 5u
#define SEG_MODEL_VERSION 5u
#define SEG_HEADER 128u
#define SEG_PAGES 0x1100u
#define SEG_NO_WORD 0xFFFFu
#define SEG_IDS 32767u /* at most */
#define SEG_FIRST 16u
#define SEG_FIRST_OF(id, next) (8 * (2 * (size_t)(id) + ((next)&1)))
#define SEG_NO_THIRD (1u << 28) /* more than a path can cost, and no sum with that is too great */
#define SEG_BIAS 2048
#define SEG_FIRST_ID 32u
#define SEG_UNI_BLOCKS 8u
#define SEG_UNI_TAGS 4u /* the block for B */
#define SEG_CONTEXTS 32768u
#define SEG_PATHS 9u
#define SEG_ROW_BLOCKS 4u
#define SEG_ROW_SMALL 16u /* bytes */
#define SEG_ROW_WIDE 32u
#define SEG_EVEN_BYTES UINT64_C(0x00FF00FF00FF00FF)
#define SEG_PAIR_BASE(first, second) (4 * (first) + ((second)&3))
#define SEG_PAIRS_MAX 4096u

/* Cells below SEG_FIRST_ID: characters that begin or join longer units. */
enum {
    SEG_CELL_UNKNOWN = 0,
    SEG_CELL_BLANK,
    SEG_CELL_DIGIT,
    SEG_CELL_LETTER, /* of a script that writes words with letters */
    SEG_CELL_MARK,   /* combining marks and variation selectors: part of what stands before */
    SEG_CELL_EMOJI,
    SEG_CELL_FLAG,   /* regional indicators: two make a flag */
    SEG_CELL_JOINER, /* U+200D */
    SEG_CELL_HAN,    /* not in the lexicon */
    SEG_CELL_KANA,
    SEG_CELL_HANGUL,
    SEG_CELL_BREAK,
    SEG_CELL_SYMBOL,
    SEG_CELL_COUNT
};

/* Ids below SEG_FIRST_ID: units that stand for many. */
enum {
    SEG_ID_NONE = 0,
    SEG_ID_BLANK,
    SEG_ID_NUMBER,  /* one or two digits */
    SEG_ID_YEAR,    /* four digits */
    SEG_ID_LONG,    /* other digits */
    SEG_ID_DECIMAL, /* digits with points, commas, colons */
    SEG_ID_PERCENT,
    SEG_ID_LETTER,
    SEG_ID_LATIN,
    SEG_ID_CODE, /* letters and digits */
    SEG_ID_ADDRESS,
    SEG_ID_EMOJI,
    SEG_ID_HAN,
    SEG_ID_KANA,
    SEG_ID_HANGUL,
    SEG_ID_BREAK,
    SEG_ID_SYMBOL,
    SEG_ID_REPEAT, /* …… ---- */
    SEG_ID_COUNT
};

#define SEG_TAG_PHRASE 0x80u

/* What a character may be in the coarse grain: dicts/seg-joins.tsv says what each is. */
enum {
    SEG_ROLE_AFTER = 1,
    SEG_ROLE_MEASURE = 2,
    SEG_ROLE_PLACE = 4,
    SEG_ROLE_BODY = 8,
    SEG_ROLE_SHORT = 16,
    SEG_ROLE_KIND = 32,
    SEG_ROLE_SURNAME = 64,
    SEG_ROLE_COMPOUND = 128, /* begins a surname of two characters */
    SEG_ROLE_DETERMINER = 512,
    SEG_ROLE_PROCLITIC = 1024,
    SEG_ROLE_ENCLITIC = 2048,
    SEG_ROLE_PHRASE = 256 /* of pairs alone; SEG_TAG_PHRASE in a data file */
};

#define SEG_ROLE_ENDINGS (SEG_ROLE_PLACE | SEG_ROLE_BODY | SEG_ROLE_SHORT | SEG_ROLE_KIND)

/* The same in short, in `first`: whether there is reason to look at the roles. */
enum {
    SEG_HINT_NAME = 1,       /* a surname, or the beginning of one */
    SEG_HINT_ENDING = 2,     /* one of SEG_ROLE_ENDINGS */
    SEG_HINT_PHRASE = 4,     /* the first of SEG_TAG_PHRASE */
    SEG_HINT_PHRASE_END = 8, /* the second */
    SEG_HINT_LOCALIZER = 16, /* SEG_ROLE_AFTER */
    SEG_HINT_COMPOUND = 32,  /* SEG_ROLE_COMPOUND */
    SEG_HINT_PROCLITIC = 64, /* SEG_ROLE_PROCLITIC */
    SEG_HINT_ENCLITIC = 128  /* SEG_ROLE_ENCLITIC */
};

#define SEG_JOINT(path, begins, ends, inside) ((((path)*4u + (begins)) * 4u + (ends)) * 3u + (inside))
#define SEG_JOINTS (SEG_PATHS * 48u)
#define SEG_CHAIN_ON(chain, next) ((chain)*SEG_PATHS + (next))
#define SEG_CHAIN(a, b, c) SEG_CHAIN_ON(SEG_CHAIN_ON(a, b), c)
#define SEG_CHAINS (SEG_PATHS * SEG_PATHS * SEG_PATHS)
#define SEG_SLOT_FACTOR 2654435761u
#define SEG_SLOT_SHIFT 7
#define SEG_OTHER_SLOT_FACTOR 2246822519u
#define SEG_OTHER_SLOT_SHIFT 11
#define SEG_SLOT(node) ((uint32_t)(node)*SEG_SLOT_FACTOR >> SEG_SLOT_SHIFT)
#define SEG_OTHER_SLOT(node) ((uint32_t)(node)*SEG_OTHER_SLOT_FACTOR >> SEG_OTHER_SLOT_SHIFT)

#endif

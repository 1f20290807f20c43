/* lexicon_source.h - the lexicon in the making, which its compilers hand on to each other. */
#ifndef SEGMENT_COMPILE_LEXICON_SOURCE_H
#define SEGMENT_COMPILE_LEXICON_SOURCE_H

#include "text/map/string_map.h"

#define SEG_SOURCE_CODE_POINTS 0x110000u
#define SEG_SOURCE_LATIN 0x80000000u /* in `units`: the rest is an index into `strings` */
#define SEG_SOURCE_TAGS_MAX 127u
#define SEG_COST_SCALE 1024 /* costs are so many times the negative natural logarithm of a word's share */

typedef struct seg_lexicon_word {
    uint32_t begin, length; /* in `units` */
    double frequency;
    uint8_t tag; /* of `tags`; SEG_TAG_PHRASE */
} seg_lexicon_word;

/* A lexicon in the making. */
typedef struct seg_lexicon_source {
    uint32_t *fold;  /* by code point: what a character is looked up as */
    double *weight;  /* by code point: how often it stands in words */
    uint16_t *id;    /* by code point: its unit's id; 0 before seg_compile_cells() */
    uint32_t *units; /* folded code points, or SEG_SOURCE_LATIN | index; after seg_compile_trie() ids */
    size_t unit_count, unit_cap;
    seg_lexicon_word *words;
    size_t word_count, word_cap;
    string_map strings;                /* folded Latin units, their index is the number less 1 */
    char tags[SEG_SOURCE_TAGS_MAX][8]; /* parts of speech, padded by NUL; the first is "" */
    size_t tag_count;
    uint8_t hint[65536];             /* by id: SEG_HINT_* (segment/sections.h); by seg_compile_roles() */
    uint32_t ids;                    /* number of ids given */
    uint16_t string_id;              /* the id of the first string; the others follow */
    uint32_t node_count, node_bytes; /* by seg_compile_trie() */
} seg_lexicon_source;

#endif

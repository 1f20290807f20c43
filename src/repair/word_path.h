/* word_path.h - the cheapest way of words over Han characters some of which may be damaged. */
#ifndef REPAIR_WORD_PATH_H
#define REPAIR_WORD_PATH_H

#include "repair/lexicon.h"

/* What changes of a kind cost, by what the character becomes. */
typedef struct repair_prices {
    uint16_t usual;
    uint16_t loose;                         /* so much more where people use it loosely (FIX_LOOSE) */
    uint16_t own[FIX_LAST - FIX_FIRST + 1]; /* 1 + the character's own price; 0: the usual one */
} repair_prices;

/* What a change costs, in the costs of words. */
typedef struct repair_price {
    repair_prices shared; /* of a character that is Simplified for several, itself among them */
    repair_prices choice; /* of a Traditional one */
    uint16_t known;       /* so much less for what converters are known to give (FIX_KNOWN) */
    uint16_t name;        /* so much more for a word of one character that is a surname, too */
} repair_price;

/* A character, and the cheapest way to the place before it. */
typedef struct repair_cell {
    uint16_t seen; /* its standard form */
    uint16_t code, usual;
    uint16_t flags, set;
    uint16_t right;   /* the result: what should stand there, in standard form */
    uint32_t cost;    /* of the cheapest way to here */
    uint32_t from;    /* where its last word starts */
    const char *form; /* that word's form: characters of 16 bits; NULL where there is one only */
} repair_cell;

/* Finds what should stand at each of `count` cells: sets `right`.  There are count + 1 cells. */
void repair_find_path(const repair_lexicon *lexicon, const repair_price *price, repair_cell *cells, size_t count);

#endif

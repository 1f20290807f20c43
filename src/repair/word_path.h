/* word_path.h - the cheapest way of words over Han characters some of which may be damaged. */
#ifndef REPAIR_WORD_PATH_H
#define REPAIR_WORD_PATH_H

#include "repair/lexicon.h"

/* The kinds of damage whose changes have prices. */
typedef enum repair_kind {
    REPAIR_OF_SHARED, /* of a character that is Simplified for several, itself among them */
    REPAIR_OF_CHOICE, /* of a Traditional one */
    REPAIR_KINDS
} repair_kind;

/* A standard form that the head has, or that a change in it made. */
typedef struct repair_form {
    uint16_t character; /* from FIX_FIRST on */
    uint16_t from;      /* the standard form of what changes into it last changed; 0 where there was none */
    uint16_t price[REPAIR_KINDS];
    uint16_t loose[REPAIR_KINDS];      /* so much more where people write it in either way (FIX_LOOSE, FIX_ALSO) */
    uint32_t seen, made[REPAIR_KINDS]; /* so often; changes into it, by kind */
} repair_form;

/* What a change costs, in the costs of words: by its kind and by what the character becomes. */
typedef struct repair_price {
    uint16_t usual[REPAIR_KINDS], loose[REPAIR_KINDS]; /* of what is not among the forms, or was another character */
    uint16_t either;                                   /* so much more for a word with FIX_ALSO, of the same */
    uint16_t known;     /* so much less for what converters are known to give (FIX_KNOWN) */
    uint16_t name;      /* so much more for a word of one character that is a surname, too */
    repair_form *forms; /* of the price; memory_free() */
    size_t form_count, form_room;
    uint16_t places[FIX_LAST - FIX_FIRST + 1]; /* 1 + its place among the forms; 0 where it is not there */
} repair_price;

/* A character, and the cheapest way to the place before it. */
typedef struct repair_cell {
    uint16_t seen; /* its standard form */
    uint16_t code, usual;
    uint16_t flags, set;
    uint16_t right;   /* the result: what should stand there, in standard form */
    uint32_t cost;    /* of the cheapest way to here */
    uint32_t from;    /* where its last word starts */
    uint32_t node;    /* in the table of words */
    const char *form; /* that word's form: characters of 16 bits; NULL where there is one only */
} repair_cell;

/* False when all cells should stay as they are, which sets their `right`: no word has another form, and no character is
 * another by itself.  There are count + 1 cells. */
bool repair_may_change(const repair_lexicon *lexicon, const repair_price *price, repair_cell *cells, size_t count);

/* Finds what should stand at each of `count` cells: sets `right`.  There are count + 1 cells. */
void repair_find_path(const repair_lexicon *lexicon, const repair_price *price, repair_cell *cells, size_t count);

#endif

/* foreign.h - what in a line is not the document's own Chinese: Japanese, addresses of pages, quoted Simplified. */
#ifndef REPAIR_FOREIGN_H
#define REPAIR_FOREIGN_H

#include "repair/lexicon.h"

/* As a number of characters: none make a quotation. */
#define REPAIR_NO_QUOTES 0xFFFFFFFFu

/* Where in a line such stretches stand.  Places must be asked for in their order. */
typedef struct repair_foreign {
    const repair_lexicon *lexicon;
    hp_span text;
    size_t end;                  /* of the stretch that was looked at last */
    size_t address, address_end; /* the address that was found last; both the text's end where there is no more */
    unsigned quoted;             /* a stretch is a quotation that has so many Simplified characters and no other */
    bool foreign;                /* the stretch at hand is to be left alone */
    bool answer;                 /* for the places from the one that was asked for last up to `until` */
    size_t until;
} repair_foreign;

/* `quoted`: with so many Simplified characters and no Traditional one a stretch is a quotation. */
repair_foreign repair_foreign_start(const repair_lexicon *lexicon, hp_span text, unsigned quoted);

/* The same where it is not known from the last place. */
bool repair_foreign_find(repair_foreign *foreign, size_t at);

/* True when the character at offset `at` is to be left alone. */
static inline bool repair_foreign_has(repair_foreign *foreign, size_t at)
{
    return at < foreign->until ? foreign->answer : repair_foreign_find(foreign, at);
}

#endif

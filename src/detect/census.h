/* census.h - how often each character occurs in a text, and which words of a list do.
 *
 * One pass, any bytes; what is no text is counted as invalid.  Counts lie in pages of 256 characters, made when the
 * first of them is met and used again for the next text, so a short text costs no more than it has.
 * Worked: "國家\xFF國" → 國 2, 家 1, 3 characters, 1 invalid byte.
 */
#ifndef DETECT_CENSUS_H
#define DETECT_CENSUS_H

#include "detect/words.h"

enum { CENSUS_PAGES = 0x1100 };

/* One thread's.  Start with {0}, end with census_free(). */
typedef struct census {
    uint32_t *pages[CENSUS_PAGES]; /* counts by character; NULL: none of the 256 was met */
    uint16_t met[CENSUS_PAGES];    /* `met_count` pages that are not NULL */
    size_t met_count;
    uint32_t **spare; /* pages of zeros */
    size_t spare_count, spare_room;
    uint64_t invalid; /* bytes */
    detect_word_counts words;
    bool failed; /* memory was out: counts are missing */
} census;

/* Forgets all. */
void census_start(census *c);

/* Counts what is in `text`; a text may come in pieces that end between characters.  `words` may be NULL. */
void census_add(census *c, const detect_words *words, hp_span text);

static inline uint32_t census_of(const census *c, uint32_t cp)
{
    const uint32_t *page = c->pages[cp >> 8];
    return page ? page[cp & 0xFF] : 0;
}

/* How many characters there are from `first` to `last`. */
uint64_t census_between(const census *c, uint32_t first, uint32_t last);

void census_free(census *c);

#endif

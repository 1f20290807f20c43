/* choose.h - which encoding a text is in.
 *
 * Given the head of a document (64 KiB are enough), it reads it in each encoding and takes the one that gives the least
 * surprising text; see costs.h.  A byte order mark decides; what a page declares is evidence and no more.
 * Worked: D6 D0 CE C4 → GB18030 中文, by 30 nats before Big5 笢恅.
 */
#ifndef DECODE_CHOOSE_H
#define DECODE_CHOOSE_H

#include "decode/costs.h"

enum { DECODE_HEAD = 1 << 16, DECODE_CANDIDATES = 3 };

/* What was chosen: immutable from then on, and shared by all who decode the document. */
typedef struct decode_choice {
    decode_name name;
    size_t mark;         /* bytes of byte order mark, which are no text */
    unsigned width;      /* of the unit that a line's end is, see decode_unit_width() */
    double confidence;   /* 0 to 1 */
    bool declared;       /* the document declares this encoding */
    bool untold;         /* it was not whole, and nothing in it told what comes: UTF-8 for want of better */
    const char *content; /* what the document is when it is no text: "gzip", "PDF", ...; else NULL.  Static storage */
    struct decode_candidate {
        decode_encoding encoding;
        double nats;                 /* how much worse than the best */
    } candidates[DECODE_CANDIDATES]; /* the best first */
    size_t candidate_count;
} decode_choice;

/* Chooses by the document's first bytes. */
void decode_choose(const decode_costs *costs, hp_span head, decode_choice *choice);

/* Takes the encoding by its name: of `head` only a mark is looked at, and there are no candidates. */
void decode_choose_named(const decode_name *name, hp_span head, decode_choice *choice);

#endif

/* repair.h - finds what is damaged in Traditional text: characters of Simplified text, and wrong ones among several
 * forms. */
#ifndef REPAIR_REPAIR_H
#define REPAIR_REPAIR_H

#include "repair/word_path.h"

typedef enum repair_rule {
    REPAIR_RESIDUE, /* a Simplified character: 业 */
    REPAIR_SHARED,  /* a character that stands for several in Simplified text: 后 for 後 */
    REPAIR_CHOICE,  /* a wrong Traditional character: 曆史 */
    REPAIR_REGION,  /* another region's form */
    REPAIR_RULES
} repair_rule;

/* A character to be changed. */
typedef struct repair_change {
    size_t offset; /* in the text, bytes */
    size_t length;
    hp_span after; /* in work->made */
    repair_rule rule;
} repair_change;

/* How a document is repaired.  See document.h. */
typedef struct repair_policy {
    repair_price price;
    bool right;             /* the head needs no change */
    bool clean;             /* lesser variants (FIX_LESSER) stay */
    unsigned quoted;        /* with so many Simplified characters and no Traditional one a stretch is a quotation */
    uint16_t variants[256]; /* by set of variants: the form that is written; 0: the standard one */
    bool regional[256];     /* by set: others are put into that form */
} repair_policy;

/* One thread's memory: start with {0}, end with repair_work_free(). */
typedef struct repair_work {
    repair_cell *cells;
    size_t cell_room;
    repair_change *changes; /* of the text at hand, in order */
    size_t change_count, change_room;
    hp_buf made;   /* what they put in place */
    hp_buf unused; /* what an engine writes that is only listened to */
} repair_work;

void repair_work_free(repair_work *work);

/* For those who find changes: begin a text, add a change of it in order, and make the list ready.  False when memory is
 * out. */
void repair_start_changes(repair_work *work);
bool repair_add_change(repair_work *work, size_t offset, size_t length, hp_span after, repair_rule rule);
void repair_end_changes(repair_work *work);

/* Finds the changes that `text`, a line or less of valid UTF-8, needs: work->changes.  False when memory is out. */
bool repair_find(const repair_lexicon *lexicon, const repair_policy *policy, repair_work *work, hp_span text);

#endif

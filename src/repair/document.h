/* document.h - what a document's head says about how to repair it: its script, its variants, how damaged it is. */
#ifndef REPAIR_DOCUMENT_H
#define REPAIR_DOCUMENT_H

#include "repair/foreign.h"
#include "repair/repair.h"

typedef enum repair_script { REPAIR_HANT, REPAIR_HANS } repair_script;

/* The regions of FIX_REGIONS, and what the document has itself. */
typedef enum repair_region { REPAIR_STANDARD, REPAIR_TAIWAN, REPAIR_HONG_KONG, REPAIR_KEEP } repair_region;

/* The script that most characters of the head, any bytes, speak for; Traditional when none does. */
repair_script repair_script_of(const repair_lexicon *lexicon, hp_span head);

/* What users ask for. */
typedef struct repair_request {
    repair_region region;
    bool names;    /* care with what may be a name */
    double margin; /* what a change must win by at least, in nats */
} repair_request;

/* Makes the policy, zeroed before, for a Traditional document that starts with `head`, any bytes.  False when memory is
 * out; either way repair_policy_free() is its end. */
bool repair_policy_make(repair_policy *policy, const repair_lexicon *lexicon, hp_span head,
                        const repair_request *request);
void repair_policy_free(repair_policy *policy);

#endif

/* findings.h - what the filters of a run say of a document beside its text: facts, and whether it is rejected. */
#ifndef PIPELINE_FINDINGS_H
#define PIPELINE_FINDINGS_H

#include "hanpipe.h"

/* One fact; its value is `len` bytes at `at` in the findings' bytes. */
typedef struct findings_row {
    const char *into; /* borrowed from the filter */
    size_t at, len;
} findings_row;

/* Starts as {0}. */
typedef struct findings {
    findings_row *rows;
    size_t count, cap;
    hp_buf bytes;  /* copies of the facts' values */
    hp_buf reason; /* why the document is rejected */
    bool rejected;
    bool failed; /* out of memory: something is missing */
} findings;

/* Forgets everything, and that memory was out. */
void findings_clear(findings *found);

/* Adds a fact; `json` is copied, `into` is not. */
void findings_add(findings *found, const char *into, hp_span json);

/* The document is rejected because of `reason`, which is copied. */
void findings_reject(findings *found, hp_span reason);

/* Fact `i`, which there is.  Its value is borrowed until the findings are changed. */
hp_fact findings_get(const findings *found, size_t i);

/* Whether memory was out while something was added. */
bool findings_have_failed(const findings *found);

void findings_free(findings *found);

#endif

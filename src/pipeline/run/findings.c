/* findings.c - see findings.h.
 *
 * The values of all facts lie one behind the other in one buffer, which moves while it grows: a row holds an offset,
 * and the pointer is made when it is read.  Worked: {"lines":2} into "/han" is row {"/han", 0, 11} over those bytes.
 */
#include "pipeline/run/findings.h"

#include "text/memory.h"

void findings_clear(findings *found)
{
    found->count = found->bytes.len = found->reason.len = 0;
    found->rejected = found->failed = found->bytes.failed = found->reason.failed = false;
}

void findings_add(findings *found, const char *into, hp_span json)
{
    if (found->count == found->cap) {
        findings_row *rows = memory_grow(found->rows, &found->cap, 4, sizeof *rows);
        if (!rows) {
            found->failed = true;
            return;
        }
        found->rows = rows;
    }
    found->rows[found->count++] = (findings_row){ .into = into, .at = found->bytes.len, .len = json.len };
    hp_buf_append(&found->bytes, json);
}

void findings_reject(findings *found, hp_span reason)
{
    found->rejected = true;
    hp_buf_append(&found->reason, reason);
}

hp_fact findings_get(const findings *found, size_t i)
{
    const findings_row *row = &found->rows[i];
    return (hp_fact){ .into = row->into, .json = { found->bytes.ptr + row->at, row->len } };
}

bool findings_have_failed(const findings *found)
{
    return found->failed || found->bytes.failed || found->reason.failed;
}

void findings_free(findings *found)
{
    memory_free(found->rows);
    hp_buf_free(&found->bytes);
    hp_buf_free(&found->reason);
    *found = (findings){ 0 };
}

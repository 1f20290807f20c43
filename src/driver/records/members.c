/* members.c - see members.h.  Worked: two records, --warc --compress=gzip → two members, one behind the other; gzip -dc
 * gives both.
 */
#include "driver/records/members.h"

#include <errno.h>

#include "driver/compressed/pack.h"

bool record_members_are_made(const driver_job *job, const compressed_format *format)
{
    return job->records && records_are_archive(job->records) && format == &compressed_gzip;
}

bool record_members_wanted(const driver_worker *worker)
{
    const driver_job *job = worker->job;
    return record_members_are_made(job, driver_output_format(job->settings, worker->chunk.file));
}

/* Appends to a buffer: a pack_write. */
static int append(void *to, hp_span bytes)
{
    hp_buf *packed = to;
    hp_buf_append(packed, bytes);
    return packed->failed ? ENOMEM : 0;
}

bool record_members_add(driver_worker *worker, hp_span record)
{
    hp_buf *packed = &worker->records.packed;
    if (record.len == 0)
        return true;
    packer *p = pack_open(&compressed_gzip, 1);
    bool good = p && pack_add(p, record, append, packed) == 0 && pack_end(p, append, packed) == 0;
    pack_free(p);
    return good;
}

hp_span record_members_text(const driver_worker *worker, hp_span text)
{
    const hp_buf *packed = &worker->records.packed;
    return record_members_wanted(worker) ? (hp_span){ packed->ptr, packed->len } : text;
}

/* library.c - hp_run_record().  Worked, for jsonl:t and strip: {"t":"國(guó)"} → {"t":"國"}. */
#include "records/records.h"
#include "text/error.h"

hp_status hp_run_record(hp_worker *worker, const hp_records *records, hp_span record, hp_write *write, void *to,
                        hp_error *err)
{
    if (!worker || !records || !write || (!record.ptr && record.len))
        return error_set(err, HP_MISUSE, 0, "hp_run_record: NULL argument");
    records_run run = { .worker = worker, .max_document = worker_most(worker) };
    const hp_place place = { .line = 1 };
    hp_buf out = { 0 };
    hp_status st = records_run_one(&run, records, &place, record, &out, err);
    if (st == HP_OK && out.len > 0) {
        st = write(to, (hp_span){ out.ptr, out.len });
        error_set_refused(err, st);
    }
    hp_buf_free(&out);
    records_run_free(&run);
    return st;
}

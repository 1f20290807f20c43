/* run.c - one record: its fields go through the pipeline as documents, and come back into their places.
 *
 *     record ──find──▶ parts ──read──▶ text ──pipeline──▶ result ──write──▶ splices ──▶ record with the splices
 *
 * A field that comes out as it went in keeps its bytes, whatever its escapes; one without a line end at its end gets
 * none.  What filters say of the first field's document (facts), and a result that is to stand elsewhere (--into), is
 * put in last, one value after the other.
 */
#include <inttypes.h>
#include <string.h>

#include "records/format.h"
#include "records/json/insert.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

void records_start_splice(records_run *run, hp_span old)
{
    if (run->splice_count == run->splice_room) {
        records_splice *more = memory_grow(run->splices, &run->splice_room, 8, sizeof *more);
        if (!more) {
            run->encoded.failed = true;
            return;
        }
        run->splices = more;
    }
    size_t at = (size_t)(old.ptr - run->record.ptr), from = run->encoded.len;
    run->splices[run->splice_count++] = (records_splice){ .at = at, .len = old.len, .from = from, .to = from };
}

void records_end_splice(records_run *run)
{
    if (run->splice_count > 0)
        run->splices[run->splice_count - 1].to = run->encoded.len;
}

/* Puts the splices into the order of the record. */
static void sort_splices(records_run *run)
{
    for (size_t i = 1; i < run->splice_count; i++) {
        records_splice splice = run->splices[i];
        size_t to = i;
        for (; to > 0 && run->splices[to - 1].at > splice.at; to--)
            run->splices[to] = run->splices[to - 1];
        run->splices[to] = splice;
    }
}

static void append_spliced(records_run *run, hp_buf *out)
{
    size_t at = 0;
    sort_splices(run);
    for (size_t i = 0; i < run->splice_count; i++) {
        const records_splice *s = &run->splices[i];
        if (s->into)
            continue;
        hp_buf_append(out, (hp_span){ run->record.ptr + at, s->at - at });
        hp_buf_append(out, (hp_span){ run->encoded.ptr + s->from, s->to - s->from });
        at = s->at + s->len;
    }
    hp_buf_append(out, (hp_span){ run->record.ptr + at, run->record.len - at });
}

/* "FILE:LINE:FIELD" */
static const char *name_part(records_run *run, const hp_place *place, size_t i)
{
    run->name.len = 0;
    buffer_format(&run->name, "%s:%" PRIu64 ":%s", place->file ? place->file : "-", place->line,
                  run->records->fields[i].label);
    bool failed = run->name.failed;
    run->name.failed = false;
    return failed ? NULL : run->name.ptr;
}

/* A failure that is the record's own. */
static hp_status be_bad(records_run *run, hp_status status)
{
    run->is_bad = status != HP_OK && status != HP_NO_MEMORY;
    return status;
}

static hp_status check_size(const records_run *run, size_t i, hp_span text, hp_error *err)
{
    if (run->max_document == 0 || text.len <= run->max_document)
        return HP_OK;
    return error_set(err, HP_LIMIT, 0, "%s is larger than %zu bytes (see --max-document)",
                     run->records->fields[i].label, run->max_document);
}

/* Keeps what the filters say of the document: pointer and value, each ended by NUL. */
static void keep_facts(records_run *run)
{
    hp_fact fact;
    for (size_t i = 0; hp_fact_get(run->worker, i, &fact, sizeof fact); i++) {
        hp_buf_append(&run->facts, (hp_span){ fact.into, strlen(fact.into) + 1 });
        hp_buf_append(&run->facts, fact.json);
        hp_buf_append(&run->facts, (hp_span){ "", 1 });
    }
}

/* Runs the document, a field. */
static hp_status run_document(records_run *run, const hp_place *at, size_t i, hp_span text, hp_span *result,
                              hp_error *err)
{
    const char *name = run->named ? name_part(run, at, i) : NULL;
    if (run->named && !name)
        return error_set_memory(err);
    hp_place place = { .file = name ? name : at->file, .line = 1 };
    const hp_pipeline *pipeline = worker_pipeline(run->worker);
    pipeline_decisions *decisions = NULL;
    if (pipeline_get_needs(pipeline).head && !(decisions = pipeline_decisions_new(pipeline)))
        return error_set_memory(err);
    hp_status st = pipeline_view_field(run->worker, (uint32_t)i, decisions, &place, text, result, err);
    if (st == HP_OK && run->watch)
        run->watch(run->watch_to, run->worker, (uint32_t)i, decisions, name);
    pipeline_decisions_free(decisions);
    run->is_bad = st == HP_BAD_DATA || st == HP_LIMIT;
    run->rejected = st == HP_OK && hp_rejected(run->worker, &run->reason);
    return st;
}

/* Writes the result of part `i`, to where it is to stand. */
static hp_status write_part(records_run *run, size_t i, bool is_same, hp_span result, hp_error *err)
{
    const json_pointer *into = &run->records->fields[i].into;
    hp_status st = HP_OK;
    if (is_same && into->count == 0)
        return HP_OK;
    if (is_same) {
        records_start_splice(run, run->parts[i].value);
        hp_buf_append(&run->encoded, run->parts[i].value);
        records_end_splice(run);
    } else {
        st = be_bad(run, run->records->format->write(run, i, result, err));
    }
    if (into->count > 0 && run->splice_count > 0)
        run->splices[run->splice_count - 1].into = into;
    return st;
}

static bool ends_line(hp_span text)
{
    return text.len > 0 && text.ptr[text.len - 1] == '\n';
}

/* Reads, runs and writes part `i`. */
static hp_status run_part(records_run *run, const hp_place *place, size_t i, bool is_first, hp_error *err)
{
    hp_span text, result;
    hp_status st = run->records->format->read(run, i, &text, err);
    if (st == HP_OK)
        st = check_size(run, i, text, err);
    if (st != HP_OK)
        return be_bad(run, st);
    st = run_document(run, place, i, text, &result, err);
    if (st != HP_OK || run->rejected)
        return st;
    if (is_first)
        keep_facts(run);
    if (ends_line(result) && !ends_line(text))
        result.len--; /* some filters give each document one; a field wants it as it had it */
    return write_part(run, i, span_eq(result, text), result, err);
}

/* Puts a value into run->line. */
static hp_status put_value(records_run *run, const json_pointer *pointer, hp_span value, hp_error *err)
{
    run->other.len = 0;
    hp_status st = json_insert((hp_span){ run->line.ptr, run->line.len }, pointer, value, &run->other, err);
    hp_buf made = run->other;
    run->other = run->line;
    run->line = made;
    return be_bad(run, st);
}

/* Puts in the results that are to stand elsewhere, each as a string. */
static hp_status put_results(records_run *run, hp_error *err)
{
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < run->splice_count; i++) {
        const records_splice *s = &run->splices[i];
        if (!s->into)
            continue;
        run->text.len = 0;
        buffer_format(&run->text, "\"");
        hp_buf_append(&run->text, (hp_span){ run->encoded.ptr + s->from, s->to - s->from });
        buffer_format(&run->text, "\"");
        st = run->text.failed ? error_set_memory(err)
                              : put_value(run, s->into, (hp_span){ run->text.ptr, run->text.len }, err);
    }
    return st;
}

static hp_status put_facts(records_run *run, hp_error *err)
{
    hp_status st = HP_OK;
    for (size_t at = 0; st == HP_OK && at < run->facts.len;) {
        hp_span into = span_of_string(run->facts.ptr + at), value = span_of_string(into.ptr + into.len + 1);
        json_pointer pointer;
        at += into.len + value.len + 2;
        st = json_pointer_read(&pointer, into, err);
        if (st == HP_OK)
            st = put_value(run, &pointer, value, err);
        json_pointer_free(&pointer);
    }
    return st;
}

/* Appends the record as it is to be. */
static hp_status finish(records_run *run, hp_buf *out, hp_error *err)
{
    bool puts = run->facts.len > 0;
    for (size_t i = 0; i < run->splice_count; i++)
        puts = puts || run->splices[i].into;
    if (run->facts.len > 0 && !run->records->format->takes_values)
        return error_set(err, HP_USAGE, 0, "what a filter says of a document (%s) has a place in JSON alone",
                         run->facts.ptr);
    if (run->encoded.failed || run->facts.failed)
        return error_set_memory(err);
    if (!puts) {
        append_spliced(run, out);
        return out->failed ? error_set_memory(err) : HP_OK;
    }
    run->line.len = 0;
    append_spliced(run, &run->line);
    hp_status st = run->line.failed ? error_set_memory(err) : put_results(run, err);
    if (st == HP_OK)
        st = put_facts(run, err);
    if (st == HP_OK)
        hp_buf_append(out, (hp_span){ run->line.ptr, run->line.len });
    return st == HP_OK && out->failed ? error_set_memory(err) : st;
}

/* Makes ready for a record. */
static hp_status start(records_run *run, const hp_records *records, hp_span record, hp_error *err)
{
    if (run->records != records) {
        memory_free(run->parts);
        run->records = NULL;
        run->parts = memory_zeroed(records->count, sizeof *run->parts);
        if (!run->parts)
            return error_set_memory(err);
        run->records = records;
    }
    run->record = record.ptr ? record : (hp_span){ "", 0 };
    run->is_bad = run->rejected = false;
    run->splice_count = run->encoded.len = run->facts.len = 0;
    run->text.failed = run->encoded.failed = run->facts.failed = false;
    run->line.failed = run->other.failed = false;
    worker_start_record(run->worker);
    return HP_OK;
}

hp_status records_run_one(records_run *run, const hp_records *records, const hp_place *place, hp_span record,
                          hp_buf *out, hp_error *err)
{
    bool is_first = true;
    hp_status st = records->wants_header ? error_set(err, HP_MISUSE, 0, "the header row was not read") : HP_OK;
    if (st == HP_OK)
        st = start(run, records, record, err);
    if (st == HP_OK)
        st = be_bad(run, records->format->find(run, err));
    for (size_t i = 0; st == HP_OK && i < records->count && !run->rejected; i++) {
        if (!run->parts[i].value.ptr)
            continue;
        st = run_part(run, place, i, is_first, err);
        is_first = false;
    }
    return st == HP_OK && !run->rejected ? finish(run, out, err) : st;
}

void records_run_free(records_run *run)
{
    memory_free(run->parts);
    memory_free(run->splices);
    hp_buf_free(&run->text);
    hp_buf_free(&run->encoded);
    hp_buf_free(&run->line);
    hp_buf_free(&run->other);
    hp_buf_free(&run->facts);
    hp_buf_free(&run->name);
    *run = (records_run){ 0 };
}

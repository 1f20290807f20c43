/* totals.c - see totals.h.  Worked: {"files":1,"bytes_in":9,"bytes_out":3,"stages":[{"stage":"strip","edits":1,…}]} */
#include "driver/report/totals.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"

/* Where the counts of `stage` start; with the pipeline's length, how many there are. */
static size_t counts_at(const hp_pipeline *pipeline, size_t stage)
{
    size_t at = 0;
    for (size_t i = 0; i < stage; i++)
        at += 1 + filter_count_counters(pipeline_filter(pipeline, i));
    return at;
}

bool run_totals_open(run_totals *totals, const hp_pipeline *pipeline)
{
    size_t count = counts_at(pipeline, pipeline_length(pipeline)) + 1;
    *totals = (run_totals){
        .has_records = totals->has_records,
        .pipeline = pipeline,
        .counts = calloc(count, sizeof *totals->counts),
        .at_start = calloc(count, sizeof *totals->at_start),
        .of_file = calloc(count, sizeof *totals->of_file),
    };
    return totals->counts && totals->at_start && totals->of_file;
}

void run_totals_free(run_totals *totals)
{
    free(totals->counts);
    free(totals->at_start);
    free(totals->of_file);
    totals->counts = totals->at_start = totals->of_file = NULL;
}

void run_totals_start_file(run_totals *totals)
{
    size_t count = counts_at(totals->pipeline, pipeline_length(totals->pipeline));
    memcpy(totals->at_start, totals->counts, count * sizeof *totals->counts);
}

const uint64_t *run_totals_of_file(run_totals *totals, size_t stage)
{
    size_t from = counts_at(totals->pipeline, stage) + 1, to = counts_at(totals->pipeline, stage + 1);
    for (size_t i = from; i < to; i++)
        totals->of_file[i] = totals->counts[i] - totals->at_start[i];
    return totals->of_file + from;
}

size_t run_totals_length(const hp_pipeline *pipeline)
{
    return counts_at(pipeline, pipeline_length(pipeline));
}

void run_totals_collect(uint64_t *count, const hp_pipeline *pipeline, const hp_worker *worker)
{
    for (size_t i = 0; i < pipeline_length(pipeline); i++) {
        stage_counts tally = worker_stage_counts(worker, i);
        *count++ += tally.edits;
        for (size_t c = 0; c < filter_count_counters(pipeline_filter(pipeline, i)); c++)
            *count++ += tally.counts[c];
    }
}

void run_totals_take(run_totals *totals, uint64_t *counts)
{
    size_t length = run_totals_length(totals->pipeline);
    for (size_t i = 0; i < length; i++)
        totals->counts[i] += counts[i];
    memset(counts, 0, length * sizeof *counts);
}

void run_totals_add(run_totals *totals, const hp_worker *worker)
{
    run_totals_collect(totals->counts, totals->pipeline, worker);
}

/* Appends a member of an object. */
static void put_count(hp_buf *out, const char *name, uint64_t count)
{
    hp_buf_append(out, span_of_string(","));
    json_put_text(name, out);
    buffer_format(out, ":%" PRIu64, count);
}

void run_totals_json(const run_totals *totals, hp_buf *out)
{
    const uint64_t *count = totals->counts;
    buffer_format(out, "{\"files\":%" PRIu64 ",\"bytes_in\":%" PRIu64 ",\"bytes_out\":%" PRIu64, totals->files,
                  totals->bytes_in, totals->bytes_out);
    if (totals->has_records)
        buffer_format(out, ",\"records\":%" PRIu64 ",\"bad\":%" PRIu64 ",\"rejected\":%" PRIu64, totals->records,
                      totals->bad, totals->rejected);
    buffer_format(out, ",\"stages\":[");
    for (size_t i = 0; i < pipeline_length(totals->pipeline); i++) {
        const filter_descriptor *filter = pipeline_filter(totals->pipeline, i);
        buffer_format(out, "%s{\"stage\":", i ? "," : "");
        json_put_text(filter->word, out);
        put_count(out, "edits", *count++);
        for (size_t c = 0; c < filter_count_counters(filter); c++)
            put_count(out, filter->counters[c], *count++);
        buffer_format(out, "}");
    }
    buffer_format(out, "]}\n");
}

bool run_totals_check(const run_totals *totals, hp_buf *out)
{
    size_t stage = pipeline_length(totals->pipeline) - 1;
    const filter_descriptor *filter = pipeline_filter(totals->pipeline, stage);
    const uint64_t *count = totals->counts + counts_at(totals->pipeline, stage) + 1;
    bool found = false;
    for (size_t c = 0; c < filter_count_counters(filter); c++) {
        found = found || count[c] > 0;
        buffer_format(out, "%s\t%" PRIu64 "\n", filter->counters[c], count[c]);
    }
    return found;
}

/* file_report.c - see file_report.h. */
#include "driver/report/file_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "driver/report/clock.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"
#include "text/memory.h"

static void clear(rule_counts *counts)
{
    for (size_t i = 0; i < counts->count; i++)
        free(counts->items[i].rule);
    counts->count = 0;
}

void rule_counts_start(rule_counts *counts)
{
    clear(counts);
    counts->start = driver_seconds();
}

void rule_counts_free(rule_counts *counts)
{
    clear(counts);
    memory_free(counts->items);
    *counts = (rule_counts){ 0 };
}

/* The count of the rule, a new one where it has none; NULL when memory is out.  Filters have few rules. */
static rule_count *find(rule_counts *counts, uint32_t stage, const char *rule)
{
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i].stage == stage && strcmp(counts->items[i].rule, rule) == 0)
            return &counts->items[i];
    if (counts->count == counts->room) {
        rule_count *items = memory_grow(counts->items, &counts->room, 16, sizeof *items);
        if (!items)
            return NULL;
        counts->items = items;
    }
    rule_count *made = &counts->items[counts->count];
    *made = (rule_count){ .stage = stage, .rule = strdup(rule) };
    counts->count += made->rule != NULL;
    return made->rule ? made : NULL;
}

void rule_counts_add(rule_counts *counts, const hp_worker *worker, uint32_t field)
{
    hp_edit edit;
    rule_count *last = NULL;
    for (size_t i = 0; hp_edit_get(worker, i, &edit, sizeof edit); i++) {
        if (edit.field != field)
            continue;
        if (!last || last->stage != edit.stage_index || strcmp(last->rule, edit.rule) != 0)
            last = find(counts, edit.stage_index, edit.rule);
        if (last)
            last->edits++;
        else
            counts->failed = true;
    }
}

void rule_counts_take(rule_counts *counts, rule_counts *from)
{
    for (size_t i = 0; i < from->count; i++) {
        rule_count *to = find(counts, from->items[i].stage, from->items[i].rule);
        if (to)
            to->edits += from->items[i].edits;
        else
            counts->failed = true;
    }
    counts->failed = counts->failed || from->failed;
    from->failed = false;
    clear(from);
}

static void put_rule(const rule_count *rule, const hp_pipeline *pipeline, hp_buf *out)
{
    buffer_format(out, "{\"stage\":%" PRIu32 ",\"filter\":\"%s\",\"rule\":", rule->stage + 1,
                  pipeline_filter(pipeline, rule->stage)->word);
    json_put_text(rule->rule, out);
    buffer_format(out, ",\"edits\":%" PRIu64 "}", rule->edits);
}

void file_report_row(const rule_counts *counts, const hp_pipeline *pipeline, const driver_file *file, const char *why,
                     hp_buf *out)
{
    bool is_open = file->open_error == 0;
    hp_buf_append(out, span_of_string("{\"file\":"));
    json_put_text(file->name, out);
    hp_buf_append(out, span_of_string(",\"output\":"));
    json_put_text(file->item && is_open && !why ? file->item->output : NULL, out);
    buffer_format(out, ",\"bytes_in\":%" PRIu64 ",\"bytes_out\":%" PRIu64 ",\"seconds\":%.6f,\"edits\":[",
                  file->bytes_in, file->bytes_out, is_open ? driver_seconds() - counts->start : 0);
    for (size_t i = 0; is_open && i < counts->count; i++) {
        hp_buf_append(out, span_of_string(i ? "," : ""));
        put_rule(&counts->items[i], pipeline, out);
    }
    hp_buf_append(out, span_of_string("],\"rejected\":"));
    json_put_text(file->is_rejected ? why : NULL, out);
    hp_buf_append(out, span_of_string(",\"error\":"));
    json_put_text(file->is_rejected ? NULL : why, out);
    hp_buf_append(out, span_of_string("}\n"));
}

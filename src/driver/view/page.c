/* page.c - see page.h.  Worked: 漢(hàn)字 in line 3 of the first file → [0,3,"漢",["(hàn)","",0],"字"]. */
#include "driver/view/page.h"

#include <inttypes.h>
#include <string.h>

#include "driver/report/log.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"
#include "text/memory.h"

enum { WHOLE = 200, ENDS = 80, CHANGED = 4000 };

/* The lines of page.html, one a string. */
static const char *const page[] = {
#include "driver/view/page.inc"
};

enum { LINES = sizeof page / sizeof *page };

/* The line that stands for the rows. */
static const char rows_line[] = "ROWS\n";

static size_t find_rows(void)
{
    size_t i = 0;
    while (i < LINES && strcmp(page[i], rows_line) != 0)
        i++;
    return i;
}

static void put_string(const char *string, hp_buf *out)
{
    hp_buf_append(out, span_of_string(string));
}

/* Appends the text as a string of JSON that cannot end the script around it. */
static void put_json(hp_span text, hp_buf *out)
{
    hp_buf string = { 0 };
    json_put_string(text, &string);
    out->failed = out->failed || string.failed;
    hp_span rest = { string.ptr, string.failed ? 0 : string.len };
    while (rest.len > 0) {
        const char *less = memchr(rest.ptr, '<', rest.len);
        size_t length = less ? (size_t)(less - rest.ptr) : rest.len;
        hp_buf_append(out, (hp_span){ rest.ptr, length });
        put_string(less ? "\\u003c" : "", out);
        rest = (hp_span){ rest.ptr + length + (less != NULL), rest.len - length - (less != NULL) };
    }
    hp_buf_free(&string);
}

/* Appends a row that names something. */
static void put_name(const char *kind, hp_span name, hp_buf *out)
{
    buffer_format(out, "{\"%s\":", kind);
    put_json(name, out);
    put_string("}\n", out);
}

void page_put_head(const char *pipeline, hp_buf *out)
{
    for (size_t i = 1, end = find_rows(); i < end; i++) /* the first is PAGE_START */
        put_string(page[i], out);
    put_name("pipeline", span_of_string(pipeline), out);
}

void page_put_end(hp_buf *out)
{
    for (size_t i = find_rows() + 1; i < LINES; i++)
        put_string(page[i], out);
}

/* The rule's number; a row names it when it is new. */
static size_t number_rule(page_names *names, const view_edit *edit, const hp_pipeline *pipeline, hp_buf *out)
{
    size_t i = 0;
    while (i < names->rule_count &&
           (names->rules[i].stage != edit->stage || strcmp(names->rules[i].rule, edit->rule) != 0))
        i++;
    if (i < names->rule_count)
        return i;
    if (names->rule_count == names->rule_room) {
        page_rule *rules = memory_grow(names->rules, &names->rule_room, 32, sizeof *rules);
        out->failed = out->failed || !rules;
        if (!rules)
            return 0;
        names->rules = rules;
    }
    names->rules[names->rule_count++] = (page_rule){ edit->rule, edit->stage };
    hp_buf name = { 0 };
    driver_log_stage(&name, pipeline_filter(pipeline, edit->stage)->word, pipeline_occurrence(pipeline, edit->stage));
    buffer_format(&name, ": %s", edit->rule);
    out->failed = out->failed || name.failed;
    if (!out->failed)
        put_name("rule", (hp_span){ name.ptr, name.len }, out);
    hp_buf_free(&name);
    return i;
}

/* Names the rules of the line that are new. */
static void name_rules(page_names *names, const view_lines *lines, const hp_pipeline *pipeline, hp_buf *out)
{
    for (size_t i = 0; i < lines->count; i++)
        for (uint32_t e = lines->pieces[i].first; e != VIEW_NO_EDIT; e = lines->changes->edits[e].next)
            number_rule(names, &lines->changes->edits[e], pipeline, out);
}

/* Appends text that changes; of a very long one the ends. */
static void put_changed(hp_span text, hp_buf *out)
{
    view_cut cut = view_cut_text(text, CHANGED, CHANGED / 2);
    if (!cut.skipped) {
        put_json(text, out);
        return;
    }
    hp_buf both = { 0 };
    hp_buf_append(&both, cut.head);
    put_string("…", &both);
    hp_buf_append(&both, cut.tail);
    out->failed = out->failed || both.failed;
    if (!both.failed)
        put_json((hp_span){ both.ptr, both.len }, out);
    hp_buf_free(&both);
}

static void put_unchanged(hp_span text, hp_buf *out)
{
    view_cut cut = view_cut_text(text, WHOLE, ENDS);
    put_string(",", out);
    put_json(cut.head, out);
    if (!cut.skipped)
        return;
    buffer_format(out, ",%zu,", cut.skipped);
    put_json(cut.tail, out);
}

void page_put_line(page_names *names, const view_lines *lines, const hp_pipeline *pipeline, const void *file,
                   const char *name, hp_buf *out)
{
    if (names->files == 0 || names->file != file) {
        put_name("file", span_of_string(name), out);
        names->file = file;
        names->files++;
    }
    name_rules(names, lines, pipeline, out);
    buffer_format(out, "[%zu,%" PRIu64, names->files - 1, lines->number);
    for (size_t i = 0; i < lines->count; i++) {
        const view_piece *piece = &lines->pieces[i];
        if (piece->first == VIEW_NO_EDIT) {
            put_unchanged(piece->before, out);
            continue;
        }
        put_string(",[", out);
        put_changed(piece->before, out);
        put_string(",", out);
        put_changed(piece->after, out);
        for (uint32_t e = piece->first; e != VIEW_NO_EDIT; e = lines->changes->edits[e].next)
            buffer_format(out, ",%zu", number_rule(names, &lines->changes->edits[e], pipeline, out));
        put_string("]", out);
    }
    put_string("]\n", out);
}

void page_names_free(page_names *names)
{
    memory_free(names->rules);
    *names = (page_names){ 0 };
}

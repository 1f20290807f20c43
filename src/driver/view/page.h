/* page.h - the page that shows every change: text before and after side by side, chosen by rule, file or word.
 *
 * It is one file of HTML that loads nothing else.  The lines stand in it as rows of JSON, one a line, written as they
 * come about, so that memory does not depend on their number; the page's own script shows a hundred at a time.  The
 * rows: {"pipeline":TEXT}; {"file":NAME} and {"rule":NAME}, each numbered from 0 as they come; and a line,
 * [file, number, piece…], where a piece is text that stays, a count of bytes that are left out, or
 * [before, after, rule…].
 */
#ifndef DRIVER_VIEW_PAGE_H
#define DRIVER_VIEW_PAGE_H

#include "driver/view/lines.h"

/* How such a page starts, by which it may be replaced by another. */
#define PAGE_START "<!DOCTYPE html><!-- hanpipe page 1 -->\n"

typedef struct page_rule {
    const char *rule; /* static storage */
    uint32_t stage;
} page_rule;

/* Starts as {0}. */
typedef struct page_names {
    const void *file; /* whose lines are being written; only compared */
    size_t files;
    page_rule *rules;
    size_t rule_count, rule_room;
} page_names;

/* Append what stands before the lines, behind PAGE_START, and behind them. */
void page_put_head(const char *pipeline, hp_buf *out);
void page_put_end(hp_buf *out);

/* Appends the line at hand, which is of `file`, called `name`. */
void page_put_line(page_names *names, const view_lines *lines, const hp_pipeline *pipeline, const void *file,
                   const char *name, hp_buf *out);

void page_names_free(page_names *names);

#endif

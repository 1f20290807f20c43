/* rows.h - a document's lines as the rules join and repeat see them: how long, how they begin and end. */
#ifndef NORMALIZE_DOCUMENT_ROWS_H
#define NORMALIZE_DOCUMENT_ROWS_H

#include "normalize/rules.h"

/* One line of a document. */
typedef struct norm_row {
    hp_span text; /* without its LF */
    bool kept;    /* in a code fence */
    bool has_lf;
} norm_row;

/* All of them.  Start with {0}. */
typedef struct norm_rows {
    norm_row *items;
    size_t count, cap;
} norm_rows;

/* Cuts `text` into lines; the fences are those that norm_find_fences() has found in it.  False when memory is out. */
bool norm_rows_read(norm_rows *rows, const norm_work *work, hp_span text);

/* The changes of the two rules, in the order of the text that the rows lie in, which begins at `base`. */
void norm_repeat(const norm_engine *engine, const norm_rows *rows, const char *base, norm_edits *edits);
void norm_join(const norm_engine *engine, const norm_rows *rows, const char *base, norm_edits *edits);

/* What a line is like. */
typedef struct norm_shape {
    size_t width;  /* columns: two for Han and their like, the indentation included, blanks at the end not */
    size_t indent; /* columns */
    bool blank;
    bool fixed;           /* of a table, code fence or the like, or no valid UTF-8: joined with nothing */
    bool starts_item;     /* begins as a list's item, a heading, an article or a speech does */
    bool opens_quote;     /* begins with an opening quote */
    bool terminated;      /* ends with 。！？… and closing marks behind */
    bool marked;          /* ends with another mark of Chinese: ，；：、 */
    bool inner_mark;      /* has ，。；：？！ before its end */
    uint32_t first, last; /* characters, blanks aside */
} norm_shape;

norm_shape norm_shape_of(const norm_engine *engine, const norm_row *row);

/* A line that is a page's number and nothing else: "- 12 -", "第 3 页", "Page 4 of 9".  The number, or 0; *dressed tells
 * whether more than the number is there. */
size_t norm_page_number(hp_span line, bool *dressed);

#endif

/* writer.h - text put into lines: blanks folded, breaks between blocks, tabs between cells.
 *
 * What separates two pieces of text (blanks, the end of a block, a <br>, cells) is kept pending until the next piece
 * comes, so that no line starts or ends with a blank that the page does not mean, and none is empty unless a <br> or a
 * <pre> asks for it.
 *
 *     text("姓名"), cell, text(" 王\n明 "), block, text("完")  →  姓名⇥王明⏎完
 *
 * One thread at a time.
 */
#ifndef HTML_LAYOUT_WRITER_H
#define HTML_LAYOUT_WRITER_H

#include <unicode/uchar.h>

#include "html/layout/style.h"
#include "load/library.h"

typedef enum html_gap { HTML_NO_GAP, HTML_BLANK, HTML_LINE_END } html_gap;

/* ICU's calls. */
#define HTML_ICU_FUNCTIONS(X) X(u_getIntPropertyValue) X(u_ispunct)

typedef struct html_icu {
    HTML_ICU_FUNCTIONS(LIBRARY_MEMBER)
} html_icu;

typedef struct html_writer {
    const html_icu *icu;          /* borrowed */
    hp_buf *out;                  /* borrowed; its `failed` is the writer's */
    size_t start;                 /* where the text starts in *out */
    size_t breaks;                /* line ends that are pending */
    size_t tabs;                  /* and tabs behind them */
    html_gap gap;                 /* and what blanks there were behind them */
    bool at_edge;                 /* blanks go: an inline block has just begun */
    size_t base_end, reading_end; /* the last reading in brackets stands between them */
} html_writer;

/* How far a writer is: what a cell or a row is asked at its end whether it had any text. */
typedef struct html_place {
    size_t written, breaks, tabs;
} html_place;

/* Loads ICU.  Errors: HP_IO. */
hp_status html_icu_open(html_icu *icu, hp_error *err);

/* A writer that appends to *out; *icu must live as long. */
html_writer html_writer_open(const html_icu *icu, hp_buf *out);

/* Appends a text of the page. */
void html_write_text(html_writer *writer, hp_span text, html_white_space white_space);

/* Appends bytes as they are, directly behind the last text; what is pending stays so. */
void html_write_mark(html_writer *writer, hp_span mark);

/* Where a block begins or ends. */
void html_write_block(html_writer *writer);

/* A <br>. */
void html_write_line_end(html_writer *writer);

/* Between two cells of a row. */
void html_write_tab(html_writer *writer);

html_place html_writer_place(const html_writer *writer);

/* The end of a cell that began at `begin`: what its last block or <br> left pending goes, as a tab or the row's end
 * follows. */
void html_write_cell_end(html_writer *writer, html_place begin);

/* The end of a row that began at `begin`: a row without any text goes, tabs and all. */
void html_write_row_end(html_writer *writer, html_place begin);

/* The edges of an inline block; the first returns what the second is given. */
html_gap html_write_inline_begin(html_writer *writer);
void html_write_inline_end(html_writer *writer, html_gap before);

/* The edges of a reading in brackets: ( and ) directly behind the text before, and no blank inside them.  What follows
 * is joined to the base as if the reading were not there. */
void html_write_reading_begin(html_writer *writer);
void html_write_reading_end(html_writer *writer);

/* Ends the last line.  False when memory ran out. */
bool html_writer_close(html_writer *writer);

#endif

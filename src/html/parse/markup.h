/* markup.h - where a tag, a comment or a stretch of raw text ends, as the standard's tokenizer has it.
 *
 *     <a title=">" href=x>字      a start tag of 20 bytes named a
 *     <!-- > -->字                a comment of 10 bytes
 *     < 5                         no markup: text
 *
 * Pure calls; nothing is decoded or copied.
 */
#ifndef HTML_PARSE_MARKUP_H
#define HTML_PARSE_MARKUP_H

#include "html/parse/tags.h"

typedef enum html_markup_kind { HTML_START_TAG, HTML_END_TAG, HTML_COMMENT } html_markup_kind;

typedef struct html_markup {
    html_markup_kind kind; /* HTML_COMMENT also for a doctype, a CDATA section and what is taken for a comment */
    size_t len;            /* in bytes, from < on; up to the end of the text when it is not closed */
    /* of a tag: */
    html_tag tag;
    hp_span name;
    bool self_closing;
    bool styles_font;      /* has an attribute color, face or size */
    bool holds_html;       /* has an encoding attribute that says HTML */
    size_t attributes_end; /* offset behind the last attribute within the limit that was asked for */
} html_markup;

/* Reads the markup at the start of `text`, which starts with <.  `foreign` says that it stands directly in an <svg> or
 * <math>, where CDATA sections are known.  False when it is text. */
bool html_markup_read(html_markup *markup, hp_span text, bool foreign, size_t attributes_max);

/* The length of the raw text at the start of `text`: what stands before the end tag of `tag`, which has HTML_RAW.
 * An end tag that a script has in a comment between <script> and </script> is passed over, as the standard says. */
size_t html_raw_text(hp_span text, html_tag tag);

#endif

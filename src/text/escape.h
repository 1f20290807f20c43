/* escape.h - text in one field of one row. */
#ifndef TEXT_ESCAPE_H
#define TEXT_ESCAPE_H

#include "hanpipe.h"

/* Appends `text` with \t, \n, \\ and \xHH for tabs, line ends, backslashes, and what is no character or a control
 * character.  Any bytes; what is appended is valid UTF-8. */
void text_put_escaped(hp_buf *out, hp_span text);

/* The same, but backslashes stay: for people, not to be read back. */
void text_put_printable(hp_buf *out, hp_span text);

#endif

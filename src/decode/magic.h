/* magic.h - what bytes are when they are no text.
 *
 * Knows by their first bytes what is met most where text was expected: archives, compressed files, pictures,
 * documents of office programs.  Worked: 1F 8B 08 … → "gzip".
 */
#ifndef DECODE_MAGIC_H
#define DECODE_MAGIC_H

#include "hanpipe.h"

/* What `head` is the start of; NULL when it may be text.  Static storage. */
const char *decode_content(hp_span head);

#endif

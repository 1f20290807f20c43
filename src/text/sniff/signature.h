/* signature.h - what bytes are by their first ones, when they are no text.
 *
 * Knows what is met most where text was expected: archives, compressed files, pictures, documents of office programs.
 * Worked: 1F 8B 08 … → "gzip".
 */
#ifndef TEXT_SIGNATURE_H
#define TEXT_SIGNATURE_H

#include "hanpipe.h"

/* What `head` is the start of; NULL when it may be text.  Static storage. */
const char *text_signature(hp_span head);

#endif

/* magic.h - what bytes are when they are no text.
 *
 * Knows by their first bytes what is met most where text was expected: archives, compressed files, pictures,
 * documents of office programs; of the rest, that it cannot be text.  Worked: 1F 8B 08 … → "gzip".
 */
#ifndef DECODE_MAGIC_H
#define DECODE_MAGIC_H

#include "decode/encoding.h"

/* What `head` is the start of; NULL when it may be text.  Static storage. */
const char *decode_content(hp_span head);

/* Whether `head`, which reads best in `encoding`, is no text all the same: of what is not UTF-8, control characters are
 * a twentieth, or in UTF-16 and UTF-32 these and what is no character a hundredth, and more than a few. */
bool decode_is_binary(decode_encoding encoding, hp_span head);

#endif

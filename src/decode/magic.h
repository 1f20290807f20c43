/* magic.h - that bytes cannot be text, whatever they start with (text/sniff/signature.h). */
#ifndef DECODE_MAGIC_H
#define DECODE_MAGIC_H

#include "decode/encoding.h"

/* Whether `head`, which reads best in `encoding`, is no text all the same: of what is not UTF-8, control characters are
 * a twentieth, or in UTF-16 and UTF-32 these and what is no character a hundredth, and more than a few. */
bool decode_is_binary(decode_encoding encoding, hp_span head);

#endif

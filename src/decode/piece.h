/* piece.h - bytes to UTF-8, piece by piece.
 *
 * A document, less its byte order mark, is cut into pieces that end after a line's end; each can be decoded by
 * itself, by any thread that has a converter of its own, and what comes out in their order is the document. Worked:
 * "\xC4\xE3\xBA" in GB18030 → 你, and the last byte given to the caller as one that could not be decoded.
 */
#ifndef DECODE_PIECE_H
#define DECODE_PIECE_H

#include "decode/choose.h"

/* How many bytes at the start of `bytes` are whole pieces and can be decoded now; 0: more must come first, or all
 * of the document.  `bytes` starts where a piece does. */
size_t decode_ready(const decode_choice *choice, hp_span bytes);

/* How many bytes at the start of `bytes`, which no line ends in, can be decoded now all the same, as a piece by
 * themselves: in UTF-8 all but a last character that may go on, in other encodings none. */
size_t decode_line_ready(const decode_choice *choice, hp_span bytes);

/* Whether each LF byte ends a piece's line, and nothing else does: decode_ready() is then the last one's place. */
bool decode_ends_lines_at_lf(const decode_choice *choice);

/* One thread's converter. */
typedef struct decode_converter decode_converter;

/* Opens a converter for the documents of `choice`.  On HP_OK the caller owns *out and ends it with
 * decode_converter_free(); on failure it is NULL.  Errors: HP_NO_MEMORY, HP_BAD_DATA when ICU lacks the encoding. */
hp_status decode_converter_open(decode_converter **out, const decode_choice *choice, hp_error *err);

/* Frees.  NULL is allowed. */
void decode_converter_free(decode_converter *converter);

/* Told of bytes that could not be decoded: their offset in the piece, and themselves.  Appends to *out what shall stand
 * for them. */
typedef void decode_broken(void *self, size_t offset, hp_span bytes, hp_buf *out);

/* Appends to *out, as UTF-8, the piece `bytes`.  `broken` may be NULL: then U+FFFD stands for each broken place.
 * Errors: HP_NO_MEMORY, with *out as it was. */
hp_status decode_piece(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, hp_buf *out,
                       hp_error *err);

/* Replaces each of `count` offsets, in ascending order, into what decode_piece() appended for `bytes` by the offset in
 * `bytes` of what the character there was made of; what is behind the last character is behind the last byte.
 * `broken` as it was there; it is told of everything again.  HP_NO_MEMORY. */
hp_status decode_locate(decode_converter *converter, hp_span bytes, decode_broken *broken, void *self, size_t *offsets,
                        size_t count, hp_error *err);

#endif

/* misreading.h - the ways in which text becomes mojibake, and back.
 *
 * A misreading is two encodings: the text's bytes were in `right` and were read as if in `wrong`.  It is undone
 * by writing the characters in `wrong` and reading the bytes in `right`, a character at a time; bytes that are not
 * yet a character wait.  Worked: 浣犲ソ in GBK is E4 BD A0 E5 A5 BD, which is 你好 in UTF-8.
 */
#ifndef DECODE_REPAIR_MISREADING_H
#define DECODE_REPAIR_MISREADING_H

#include "decode/costs.h"

enum { DECODE_MISREADINGS = 21, DECODE_PHASES = 12 };

/* Tables of what bytes a character is in each wrong encoding: immutable, shared by threads. */
typedef struct decode_misreadings decode_misreadings;

/* On HP_OK the caller owns *out and ends it with decode_misreadings_free(); `costs` must outlive it. */
hp_status decode_misreadings_open(decode_misreadings **out, const decode_costs *costs, hp_error *err);
void decode_misreadings_free(decode_misreadings *misreadings);

/* The bytes of `cp` in GBK as a number, two bytes or one below 80; 0: none. */
unsigned decode_gbk_bytes(const decode_misreadings *misreadings, uint32_t cp);

/* What undoing number `kind` must gain at the least, in sixteenths of a nat, and how many characters at the least
 * it must give; its name in logs (static storage). */
int decode_misreading_threshold(size_t kind);
unsigned decode_misreading_least(size_t kind);
const char *decode_misreading_name(size_t kind);

/* A way back in progress.  Start with {0} but for `weight`, which is that of the text before. */
typedef struct decode_undoing {
    decode_weight weight;
    uint8_t waiting[4]; /* bytes that are no character yet */
    uint8_t count;      /* of them */
    uint8_t outer[4];   /* the same of the outer UTF-8, where text was misread twice in the same way */
    uint8_t outer_count;
    uint8_t characters; /* given so far that are not ASCII, up to 255 */
} decode_undoing;

/* In what phase a way back is, below decode_misreading_phases(kind): 0 when no byte waits, and then it may end. */
size_t decode_misreading_phases(size_t kind);
size_t decode_undoing_phase(const decode_undoing *undoing);

/* Undoes one more character, and appends what comes of it to `text` unless that is NULL.  False when it cannot be: the
 * character is not in the wrong encoding, or its bytes are nothing in the right one. */
bool decode_undo(const decode_misreadings *misreadings, size_t kind, decode_undoing *undoing, uint32_t cp,
                 hp_buf *text);

#endif

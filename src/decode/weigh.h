/* weigh.h - what bytes cost when they are read in one of the encodings.
 *
 * A reader is given a text stretch by stretch; a character that the end of a stretch cuts is left for the next
 * call, and costs nothing when no more comes.  Worked: C4 E3 BA C3 read as GB18030 costs what 你好 costs; read as
 * Big5, what 斕疑 does.
 */
#ifndef DECODE_WEIGH_H
#define DECODE_WEIGH_H

#include "decode/costs.h"

/* One encoding being tried.  Start with the encoding alone set. */
typedef struct decode_reader {
    decode_encoding encoding;
    decode_weight weight;
    size_t characters; /* that are not ASCII */
    size_t broken;     /* bytes that are in no character */
    uint8_t shift;     /* HZ, ISO-2022: which set is shifted in */
} decode_reader;

/* Reads as much of `bytes` as is whole characters and returns how many bytes that was. */
size_t decode_read(const decode_costs *costs, decode_reader *reader, hp_span bytes);

#endif

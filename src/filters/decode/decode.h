/* decode.h - the decode filter's own: its options as opened, a worker's memory, the work on one piece. */
#ifndef FILTERS_DECODE_DECODE_H
#define FILTERS_DECODE_DECODE_H

#include "decode/piece.h"
#include "decode/repair/gbk_split.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"

typedef enum decode_invalid { DECODE_INVALID_REPLACE, DECODE_INVALID_KEEP, DECODE_INVALID_FAIL } decode_invalid;

/* In the order of filter_decode.counters. */
enum { DECODE_COUNT_CONVERTED, DECODE_COUNT_UNDECODED, DECODE_COUNT_REPAIRED, DECODE_COUNT_LOST };

typedef struct decode_filter {
    bool is_auto;        /* each document's encoding is chosen */
    decode_choice named; /* otherwise it is this, but for a mark */
    decode_invalid invalid;
    bool undoes_mojibake, joins_splits;
    bool only_reports; /* no text will be read: what is no text may pass */
    decode_costs costs;
    decode_misreadings *misreadings; /* NULL when nothing is to be repaired */
    reading_table *readings;         /* NULL when splits are not to be joined */
} decode_filter;

/* A change to the text: of its bytes from..to, into `after_length` bytes of the scratch's `after`. */
typedef struct decode_change {
    size_t from, to, after, after_length;
    const char *rule;
} decode_change;

typedef struct decode_changes {
    decode_change *items;
    size_t count, room;
} decode_changes;

typedef struct decode_scratch {
    decode_converter *converter; /* of the last document; NULL before the first */
    decode_name converts;        /* what it is for */
    decode_mender *mender;       /* NULL when nothing is to be repaired */
    hp_buf text[2];              /* decoded, and after the first repair */
    hp_buf after;                /* what was put in place of something, for notes */
    decode_changes broken;       /* places that could not be decoded: offsets of the piece */
    decode_changes repairs[2];   /* by joining splits and by undoing mojibake: offsets of the text each was given */
    size_t *offsets;             /* room to look them up in the piece */
    size_t offset_room;
    bool failed; /* out of memory where no status could be returned */
} decode_scratch;

/* Whether the first place that cannot be decoded ends the document: as asked for, or as its encoding was a guess. */
bool decode_ends_at_broken(const decode_filter *decode, const decode_choice *choice);

/* The filter's apply (apply.c). */
hp_status decode_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                       hp_error *err);

#endif

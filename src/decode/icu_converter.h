/* icu_converter.h - ICU's converters, in the little that is used of them: the one place of this folder that knows ICU.
 *
 * A converter turns bytes into UTF-16 a block at a time and stops at bytes that it cannot decode.
 */
#ifndef DECODE_ICU_CONVERTER_H
#define DECODE_ICU_CONVERTER_H

#include "hanpipe.h"

/* Loads ICU: HP_IO when it is not there, in which case the two calls below find nothing. */
hp_status decode_icu_load(hp_error *err);

/* ICU's own name for `label`, NUL-terminated in `name`; false when it knows none, or one too long. */
bool decode_icu_name(hp_span label, char name[64]);

/* Whether the converter `name` takes a line feed for one and can be given each line by itself. */
bool decode_icu_reads_lines(const char *name);

/* The version, static storage. */
const char *decode_icu_version(void);

typedef struct decode_icu decode_icu;

/* On HP_OK the caller owns *out and ends it with decode_icu_free().  Errors: HP_NO_MEMORY, HP_IO when there is no ICU,
 * HP_BAD_DATA when it has no such converter. */
hp_status decode_icu_open(decode_icu **out, const char *name, hp_error *err);
void decode_icu_free(decode_icu *icu);

/* Forgets what came before: a new piece begins. */
void decode_icu_reset(decode_icu *icu);

typedef enum decode_icu_result { DECODE_ICU_DONE, DECODE_ICU_MORE, DECODE_ICU_BROKEN } decode_icu_result;

/* Converts from *at on, which moves, into `units` and *count.  MORE: the units are full.  BROKEN: the *broken bytes
 * before *at are no character.  `from`, as large as `units` or NULL, gets of each unit where its bytes start, counted
 * from *at as it was; -1 for one that belongs to the bytes of the unit before. */
decode_icu_result decode_icu_convert(decode_icu *icu, hp_span bytes, size_t *at, uint16_t *units, int32_t *from,
                                     size_t room, size_t *count, size_t *broken);

#endif

/* mojibake.h - text that was read in a wrong encoding, made right.
 *
 * Each stretch of a line is taken for what it is, or for what one of the misreadings made of something likelier; see
 * misreading.h and costs.h.  A stretch changes only where every character goes back exactly and the result is clearly
 * likelier.  What lost bytes stays.  The work is linear in the text.
 * Worked: 标题：涓枃 (with U+E15F between) → 标题：中文, one edit.
 */
#ifndef DECODE_REPAIR_MOJIBAKE_H
#define DECODE_REPAIR_MOJIBAKE_H

#include "decode/repair/misreading.h"

/* One thread's working memory. */
typedef struct decode_mender decode_mender;

/* On HP_OK the caller owns *out and ends it with decode_mender_free(); both tables must outlive it.  HP_NO_MEMORY. */
hp_status decode_mender_open(decode_mender **out, const decode_costs *costs, const decode_misreadings *misreadings,
                             hp_error *err);
void decode_mender_free(decode_mender *mender);

/* Told of each change in order: `before` lies in the text at `offset`; `after` lives until the function returns; `rule`
 * is static. */
typedef void decode_edit(void *self, size_t offset, hp_span before, hp_span after, const char *rule);

/* Looks for mojibake in `text`, whole lines. */
hp_status decode_mend(decode_mender *mender, hp_span text, decode_edit *edit, void *self, hp_error *err);

/* How many places in `text` hold what mojibake leaves when bytes are gone: U+FFFD, 锟斤拷, ï¿½, 烫烫烫, 屯屯屯. */
size_t decode_count_lost(hp_span text);

#endif

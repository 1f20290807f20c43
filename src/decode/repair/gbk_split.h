/* gbk_split.h - characters that a byte-wise annotator broke in two.
 *
 * Somebody annotated GBK text byte by byte: the low byte of one character and the high byte of the next were the
 * code of a character in his table, and its reading was put between them.  What that decodes to has a "?", the
 * reading, and characters out of step behind it.  The reading says which byte is gone, and with it the text decodes
 * again. Worked: 們?cè)陲L → 們在風: 們 is 82 83, and 83 D4 is 冊, read cè; D4 DA EF 4C is 在風.
 */
#ifndef DECODE_REPAIR_GBK_SPLIT_H
#define DECODE_REPAIR_GBK_SPLIT_H

#include "decode/repair/mojibake.h"
#include "reading/readings.h"

/* What the search needs: all borrowed. */
typedef struct decode_splits {
    const decode_costs *costs;
    const decode_misreadings *misreadings;
    const reading_table *readings;
} decode_splits;

/* Looks for such places in `text`, whole lines, and tells of each repair in order.  *lost is raised by the number
 * of places that look like one and cannot be repaired, and stay, and of repairs whose last character has lost a
 * byte for good, for which U+FFFD stands.  HP_NO_MEMORY. */
hp_status decode_join_splits(const decode_splits *splits, hp_span text, decode_edit *edit, void *self, size_t *lost,
                             hp_error *err);

#endif

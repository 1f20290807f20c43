/* doubts.c - which clauses of many have something to think about at all.
 *
 * Given clauses in the fine grain it fills `doubt`, for every unit what there is to ask of the word that begins there.
 * A clause where nothing is asked stays as it is; nothing need be called for it.  Worked: 书店|差点|关门|，, words of
 * two characters each that the lexicon has, of which none begins a longer one, has no doubt in it.
 */
#include <string.h>

#include "segment/coarse/doubts.h"
#include "segment/coarse/doubts_avx2.h"

void seg_find_doubts_plain(seg_clause *c)
{
    for (size_t i = 0; i < c->n; i += 8) { /* arrays may be written so far beyond their ends */
        seg_doubts in = seg_doubts_at(c, i);
        uint64_t counted = seg_eight_numerals(c, i - 1) | seg_eight_numerals(c, i - 2);
        uint64_t words = (in.two | in.three | in.crossing) & SEG_EIGHT_ONES;
        uint64_t all = words * SEG_DOUBT_WORDS | (seg_eight_numerals(c, i) & counted) * SEG_DOUBT_NUMERALS |
                       seg_promising(c, i) * SEG_DOUBT_JOINS;
        memcpy(c->doubt + i, &all, 8);
    }
}

void seg_find_doubts(seg_clause *c)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_find_doubts_avx2(c);
        return;
    }
#endif
    seg_find_doubts_plain(c);
}

unsigned seg_doubts_of(const seg_clause *c, size_t begin, size_t n)
{
    const uint8_t *doubt = c->doubt + begin;
    size_t first = n < 8 ? n : 8, more = n < 16 ? n - first : 8; /* of sixteen, without branches */
    uint64_t all = seg_eight(doubt) << (64 - 8 * first);
    all |= seg_eight(doubt + 8) << (32 - 4 * more) << (32 - 4 * more);
    for (size_t i = 16; i < n; i += 8)
        all |= i + 8 <= n ? seg_eight(doubt + i) : seg_eight(doubt + i) << (64 - 8 * (n - i));
    all |= all >> 32;
    all |= all >> 16;
    return (unsigned)((all | all >> 8) & 0xFF);
}

/* fill_words.h - how both paths with vectors go over blocks of 64 bytes: a quick look for the stretch without places,
 * the whole one from the first on that may have some.
 *
 * The looks are given as functions that the compiler puts in place, as each is for other instructions.
 * Worked: of eight blocks of Han with a "(g" in the seventh the quick look passes over four; four are looked at whole.
 */
#ifndef ANNOTATION_FILL_WORDS_H
#define ANNOTATION_FILL_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The blocks of a quick look. */
enum { ANNOTATION_GROUP = 4 };

/* False when there is no place in the ANNOTATION_GROUP blocks from `p` on; one byte behind them is looked at. */
typedef bool annotation_may_have_place(const char *p);

/* The places among the 64 bytes at `p`, a bit for each. */
typedef uint64_t annotation_look(const char *p);

/* As annotation_fill_avx2() (candidate_bits.h).  Behind the first place that there may be all is looked at as a whole:
 * more are likely to follow, and the quicker look would be for nothing. */
__attribute__((always_inline)) static inline size_t annotation_fill_words(annotation_may_have_place *may_have_place,
                                                                          annotation_look *look, const char *block,
                                                                          const char *end, uint64_t *hits, size_t most,
                                                                          uint64_t *some)
{
    enum { BLOCK = 64, BYTES = BLOCK * ANNOTATION_GROUP };
    size_t count = 0;
    uint64_t marks = 0;
    const char *p = block;
    while (most - count >= ANNOTATION_GROUP && end - p >= BYTES + 1 && !may_have_place(p)) {
        count += ANNOTATION_GROUP;
        p += BYTES;
    }
    memset(hits, 0, count * sizeof *hits);
    for (; count < most && end - p >= BLOCK + 1; p += BLOCK, count++) {
        hits[count] = look(p);
        marks |= (uint64_t)(hits[count] != 0) << count;
    }
    *some = marks;
    return count;
}

#endif

/* fingerprint.h - numbers by which documents that are the same, or nearly so, can be found, over their normal form.
 *
 * The normal form (characters.h) is a row of characters f[0] … f[n-1].  A shingle is five of them; a form of fewer is
 * one shingle.  With B = 0x100000001B3 and all sums modulo 2^64,
 *
 *     s(i) = f[i] B^4 + f[i+1] B^3 + f[i+2] B^2 + f[i+3] B + f[i+4]       h(i) = mix(s(i))
 *     mix(x): x ^= x >> 33; x *= 0xFF51AFD7ED558CCD; x ^= x >> 33; x *= 0xC4CEB9FE1A85EC53; x ^= x >> 33
 *
 * exact    e = n, then for each f: e = (e ^ f) * B; mix(e).
 * simhash  bit b is 1 when more of the h(i) have it than have not (Charikar 2002).
 * bands    of 128 numbers, m[k] is the least h(i) whose high 7 bits are k: MinHash in one permutation (Li, Owen and
 *          Zhang 2012).  A k without any looks for one to its left, or where mix(k) is odd to its right, the row being
 *          a ring; the number m that is d steps away gives it mix(m + d) (Shrivastava and Li 2014).  Band b is made of
 *          its 8 numbers, from e = b: e = mix(e ^ m[k]) * B for k = 8b … 8b + 7.  16 bands of 8 rows: of two
 *          documents that share a part s of their shingles some band is the same with probability 1 - (1 - s^8)^16:
 *          one half at s = 0.67, 0.95 at 0.8.
 */
#ifndef JUDGE_COUNT_FINGERPRINT_H
#define JUDGE_COUNT_FINGERPRINT_H

#include "judge/count/characters.h"
#include "judge/count/points.h"

enum { FINGERPRINT_SHINGLE = 5, FINGERPRINT_BANDS = 16, FINGERPRINT_ROWS = 8 };

typedef struct fingerprint {
    uint64_t exact, simhash;
    uint64_t bands[FINGERPRINT_BANDS];
    bool is_empty; /* nothing is left in the normal form: there are no bands */
} fingerprint;

/* A worker's memory: start with {0}, end with fingerprint_work_free(). */
typedef struct fingerprint_work {
    uint32_t *form; /* `count` characters of the normal form */
    size_t count, room;
} fingerprint_work;

/* Takes the fingerprint of a text; bytes that are no text are left out.  False when memory is out. */
bool fingerprint_take(fingerprint_work *work, judge_characters *characters, const points *text, fingerprint *out);

void fingerprint_work_free(fingerprint_work *work);

#endif

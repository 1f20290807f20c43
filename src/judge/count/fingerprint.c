/* fingerprint.c - see fingerprint.h.
 *
 * Worked: "國家" and "国家。" have the normal form 国家, one shingle, and so the same fingerprint.
 */
#include "judge/count/fingerprint.h"

#include <string.h>

#include "text/memory.h"

#define BASE UINT64_C(0x100000001B3)

enum { MINIMA = FINGERPRINT_BANDS * FINGERPRINT_ROWS, BIN_SHIFT = 64 - 7 };

/* Hashes that are made, and counted, together. */
enum { BATCH = 64, VOTES = 8 };

/* What one character may become, in numbers: see judge_fold_together(); and how many characters are folded together.
 * Marks are put into order by insertion, which takes the square of their number; text that may be worked on as it comes
 * has 30 in a row at most (UAX #15, Stream-Safe Text Format). */
enum { FOLD_MOST = 18, TOGETHER_MOST = 256 };

static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= UINT64_C(0xFF51AFD7ED558CCD);
    x ^= x >> 33;
    x *= UINT64_C(0xC4CEB9FE1A85EC53);
    return x ^ x >> 33;
}

static bool reserve(fingerprint_work *work, size_t room)
{
    if (room <= work->room)
        return true;
    size_t most = work->room + work->room / 2 > room ? work->room + work->room / 2 : room;
    uint32_t *form = memory_resize_array(work->form, most, sizeof *form);
    if (!form)
        return false;
    work->form = form;
    work->room = most;
    return true;
}

/* Folds the characters from `at` on, up to the first that does not depend on the one before it, together with the one
 * before them, if there is one that has been folded by itself; returns how many, 0 when memory is out. */
static size_t fold_slowly(fingerprint_work *work, judge_characters *c, const points *text, size_t at)
{
    bool failed = false;
    size_t from = at, to = at;
    uint32_t before = at > 0 && text->list[at - 1] != POINTS_NONE ? judge_fold(c, text->list[at - 1], &failed)
                                                                  : JUDGE_FOLD_SLOW;
    if (before != JUDGE_FOLD_SLOW) {
        from--;
        work->count -= before != JUDGE_FOLD_NOTHING;
    }
    while (to < text->count && to - at < TOGETHER_MOST && text->list[to] != POINTS_NONE &&
           judge_fold(c, text->list[to], &failed) == JUDGE_FOLD_SLOW)
        to++;
    size_t most = FOLD_MOST * (to - from), made = SIZE_MAX;
    if (!failed &&
        reserve(work, work->count + most + (text->count - to))) /* what the rest can still need is kept, too */
        made = judge_fold_together(c, text->list + from, to - from, work->form + work->count, most);
    if (made == SIZE_MAX)
        return 0;
    work->count += made;
    return to - at;
}

/* Makes the normal form. */
static bool fold(fingerprint_work *work, judge_characters *c, const points *text)
{
    bool failed = false;
    work->count = 0;
    if (!reserve(work, text->count + 1))
        return false;
    for (size_t i = 0, folded = 1; i < text->count; i += folded, folded = 1) {
        uint32_t cp = text->list[i], made = cp == POINTS_NONE ? JUDGE_FOLD_NOTHING : judge_fold(c, cp, &failed);
        if (failed || (made == JUDGE_FOLD_SLOW && !(folded = fold_slowly(work, c, text, i))))
            return false;
        if (made == JUDGE_FOLD_SLOW)
            continue;
        work->form[work->count] = made;
        work->count += made != JUDGE_FOLD_NOTHING;
    }
    return true;
}

/* How often each bit was 1, as numbers that stand across 64-bit words: bit b of plane p is worth 2^p for bit b. */
enum { PLANES = 40 };

/* Adds three words, bit by bit: their sums stay in *low, the carries, worth twice as much, are returned. */
static inline uint64_t add_three(uint64_t *low, uint64_t a, uint64_t b)
{
    uint64_t either = *low ^ a, carry = (*low & a) | (either & b);
    *low = either ^ b;
    return carry;
}

/* Adds eight hashes to the planes. */
static inline void vote(uint64_t *planes, const uint64_t *h)
{
    uint64_t twos_a = add_three(&planes[0], h[0], h[1]), twos_b = add_three(&planes[0], h[2], h[3]);
    uint64_t fours_a = add_three(&planes[1], twos_a, twos_b);
    twos_a = add_three(&planes[0], h[4], h[5]);
    twos_b = add_three(&planes[0], h[6], h[7]);
    uint64_t fours_b = add_three(&planes[1], twos_a, twos_b);
    uint64_t carry = add_three(&planes[2], fours_a, fours_b);
    for (unsigned p = 3; carry; p++) {
        uint64_t next = planes[p] & carry;
        planes[p] ^= carry;
        carry = next;
    }
}

/* The bits that more than half of `count` hashes have: those whose number is above it, compared from the top. */
static uint64_t most_have(const uint64_t *planes, uint64_t count)
{
    uint64_t above = 0, same = UINT64_MAX;
    for (unsigned p = PLANES; p-- > 0;) {
        uint64_t half = -(count / 2 >> p & 1);
        above |= same & planes[p] & ~half;
        same &= ~(planes[p] ^ half);
    }
    return above;
}

/* Fills the numbers that no hash has fallen to; there is one that some has. */
static void fill_gaps(uint64_t *least)
{
    uint64_t near[2][MINIMA]; /* the number to the left and right, and how far it is, mixed */
    for (unsigned side = 0; side < 2; side++) {
        uint64_t last = UINT64_MAX, far = 0;
        for (unsigned i = 0; i < 2 * MINIMA; i++) { /* twice round: the first time finds where to start */
            unsigned k = side ? MINIMA - 1 - i % MINIMA : i % MINIMA;
            far = least[k] == UINT64_MAX ? far + 1 : 0;
            last = least[k] == UINT64_MAX ? last : least[k];
            near[side][k] = far ? mix(last + far) : last;
        }
    }
    for (unsigned k = 0; k < MINIMA; k++)
        least[k] = near[mix(k) & 1][k];
}

static void put_bands(const uint64_t *least, fingerprint *out)
{
    for (uint64_t band = 0; band < FINGERPRINT_BANDS; band++) {
        uint64_t sum = band;
        for (uint64_t k = band * FINGERPRINT_ROWS; k < (band + 1) * FINGERPRINT_ROWS; k++)
            sum = mix(sum ^ least[k]) * BASE;
        out->bands[band] = sum;
    }
}

/* Hashes the shingles that end at [from, to), and notes the least of each bin; *sum is of the one before. */
static void hash_shingles(const uint32_t *form, size_t from, size_t to, uint64_t *sum, uint64_t *hashes,
                          uint64_t *least)
{
    const uint64_t oldest = BASE * BASE * BASE * BASE * BASE;
    for (size_t i = from; i < to; i++) {
        *sum = *sum * BASE + form[i] - (i >= FINGERPRINT_SHINGLE ? form[i - FINGERPRINT_SHINGLE] * oldest : 0);
        uint64_t hash = mix(*sum), *at = &least[hash >> BIN_SHIFT];
        *at = hash < *at ? hash : *at;
        hashes[i - from] = hash;
    }
}

static void take_shingles(const uint32_t *form, size_t count, fingerprint *out)
{
    uint64_t planes[PLANES] = { 0 }, hashes[BATCH], least[MINIMA], sum = 0;
    size_t first = (count < FINGERPRINT_SHINGLE ? count : FINGERPRINT_SHINGLE) - 1;
    out->is_empty = count == 0;
    out->simhash = 0;
    memset(out->bands, 0, sizeof out->bands);
    if (count == 0)
        return;
    memset(least, 0xFF, sizeof least);
    for (size_t i = 0; i < first; i++)
        sum = sum * BASE + form[i];
    for (size_t from = first, to; from < count; from = to) {
        to = count - from > BATCH ? from + BATCH : count;
        hash_shingles(form, from, to, &sum, hashes, least);
        for (size_t i = to - from; i % VOTES; i++)
            hashes[i] = 0;
        for (size_t i = 0; i < to - from; i += VOTES)
            vote(planes, hashes + i);
    }
    out->simhash = most_have(planes, count - first);
    fill_gaps(least);
    put_bands(least, out);
}

bool fingerprint_take(fingerprint_work *work, judge_characters *characters, const points *text, fingerprint *out)
{
    if (!fold(work, characters, text))
        return false;
    out->exact = work->count;
    for (size_t i = 0; i < work->count; i++)
        out->exact = (out->exact ^ work->form[i]) * BASE;
    out->exact = mix(out->exact);
    take_shingles(work->form, work->count, out);
    return true;
}

void fingerprint_work_free(fingerprint_work *work)
{
    memory_free(work->form);
    *work = (fingerprint_work){ 0 };
}

/* fingerprint.c - see fingerprint.h.
 *
 * Worked: "國家" and "国家。" have the normal form 国家, one shingle, and so the same fingerprint.
 */
#include "judge/count/fingerprint.h"

#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

#define BASE UINT64_C(0x100000001B3)

enum { MINIMA = FINGERPRINT_BANDS * FINGERPRINT_ROWS, BIN_SHIFT = 64 - 7 };

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

/* Folds the characters of *rest, up to the first that does not depend on the one before it, together with `first`, the
 * one before them. */
static bool fold_slowly(fingerprint_work *work, judge_characters *c, uint32_t first, hp_span *rest)
{
    size_t count = 0, room = 16;
    bool failed = false;
    uint32_t *cps = memory_new(room * sizeof *cps), cp;
    if (!cps)
        return false;
    cps[count++] = first;
    for (size_t n; !failed && (n = utf8_decode(*rest, &cp)) && judge_fold(c, cp, &failed) == JUDGE_FOLD_SLOW;) {
        *rest = (hp_span){ rest->ptr + n, rest->len - n };
        if (count == room) {
            uint32_t *more = memory_grow(cps, &room, room, sizeof *cps);
            if (!more)
                failed = true;
            else
                cps = more;
        }
        if (!failed)
            cps[count++] = cp;
    }
    size_t most = 18 * count + rest->len, made = SIZE_MAX; /* what the rest can still need is kept, too */
    if (!failed && reserve(work, work->count + most))
        made = judge_fold_together(c, cps, count, work->form + work->count, 18 * count);
    if (made != SIZE_MAX)
        work->count += made;
    memory_free(cps);
    return !failed && made != SIZE_MAX;
}

/* Makes the normal form. */
static bool fold(fingerprint_work *work, judge_characters *c, hp_span text)
{
    bool failed = false;
    uint32_t last = 0;
    size_t before_last = 0; /* characters of the form before what `last` gave */
    work->count = 0;
    if (!reserve(work, text.len + 1))
        return false;
    while (text.len > 0) {
        uint32_t cp;
        size_t n = utf8_decode(text, &cp);
        if (n == 0) {
            text = (hp_span){ text.ptr + 1, text.len - 1 };
            last = 0;
            before_last = work->count;
            continue;
        }
        uint32_t made = judge_fold(c, cp, &failed);
        if (failed)
            return false;
        if (made == JUDGE_FOLD_SLOW) {
            work->count = before_last;
            if (last == 0) { /* it stands alone */
                text = (hp_span){ text.ptr + n, text.len - n };
                last = cp;
            }
            if (!fold_slowly(work, c, last, &text))
                return false;
            last = 0;
            before_last = work->count;
            continue;
        }
        text = (hp_span){ text.ptr + n, text.len - n };
        before_last = work->count;
        last = cp;
        if (made != JUDGE_FOLD_NOTHING)
            work->form[work->count++] = made;
    }
    return true;
}

/* How often each bit was 1, as numbers that stand across 64-bit words: bit b of plane p is worth 2^p for bit b. */
struct votes {
    uint64_t planes[8];
    unsigned pending;  /* hashes in the planes, below 255 */
    uint64_t ones[64]; /* from the planes that were full */
    uint64_t count;
};

static void settle_votes(struct votes *v)
{
    for (unsigned bit = 0; bit < 64; bit++)
        for (unsigned p = 0; p < 8; p++)
            v->ones[bit] += (v->planes[p] >> bit & 1) << p;
    memset(v->planes, 0, sizeof v->planes);
    v->count += v->pending;
    v->pending = 0;
}

static inline void vote(struct votes *v, uint64_t hash)
{
    for (unsigned p = 0; p < 8; p++) { /* all of them: where the carry ends nobody could predict */
        uint64_t carry = v->planes[p] & hash;
        v->planes[p] ^= hash;
        hash = carry;
    }
    if (++v->pending == 255)
        settle_votes(v);
}

static uint64_t count_votes(struct votes *v)
{
    uint64_t simhash = 0;
    settle_votes(v);
    for (unsigned bit = 0; bit < 64; bit++)
        if (2 * v->ones[bit] > v->count)
            simhash |= UINT64_C(1) << bit;
    return simhash;
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

static void take_shingles(const uint32_t *form, size_t count, fingerprint *out)
{
    struct votes votes = { .pending = 0 };
    uint64_t least[MINIMA], sum = 0;
    uint64_t oldest = BASE * BASE * BASE * BASE;
    size_t ends = count < FINGERPRINT_SHINGLE ? count : FINGERPRINT_SHINGLE;
    memset(least, 0xFF, sizeof least);
    for (size_t i = 0; i < count; i++) {
        if (i >= FINGERPRINT_SHINGLE)
            sum -= form[i - FINGERPRINT_SHINGLE] * oldest;
        sum = sum * BASE + form[i];
        if (i + 1 < ends)
            continue;
        uint64_t hash = mix(sum);
        uint64_t *at = &least[hash >> BIN_SHIFT];
        if (hash < *at)
            *at = hash;
        vote(&votes, hash);
    }
    out->is_empty = count == 0;
    out->simhash = count_votes(&votes);
    memset(out->bands, 0, sizeof out->bands);
    if (count == 0)
        return;
    fill_gaps(least);
    put_bands(least, out);
}

bool fingerprint_take(fingerprint_work *work, judge_characters *characters, hp_span text, fingerprint *out)
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

/* plain_pass_avx2.c - see plain_pass_avx2.h and plain_pass.c, which says what is done.
 *
 * A block is 64 bytes, whatever they are, and is copied as a whole.  Which of its bytes are of characters of three is a
 * mask, from which four such characters in a row, or fewer, are taken at a time: so a step need not wait for what the
 * one before has read, and no branch asks where runs of Chinese end.  What is computed is computed for all four; what
 * is looked up, one by one, because gathering is no faster.  Where fewer than four have three bytes, what is looked up
 * for the others is never used; the tables' checked sizes hold any of it.  The block ends before what needs attention,
 * and before a character that is cut.  Places are listed without asking whether there are any: that would be guessed
 * wrong too often.
 *
 * Worked, 国内a头发: bytes 0 to 5 and 7 to 12 are of characters of three; 國內 is written over the copy, then 頭發, with
 * a place for 头.
 */
#include "convert/plain/plain_pass_avx2.h"

#if VECTOR_X86
#include <immintrin.h>

#include "convert/plain/character_flags.h"

#define AVX2 __attribute__((target(CONV_AVX2_SETS), always_inline)) static inline

enum { BLOCK = 64, LANES = 4, STEP = 3 * LANES, BEHIND = 16 };

/* What of a table is looked up, and constants: a copy, so that it stays in registers whatever is written. */
struct parts {
    const conv_table *table;
    uint32_t flags;
    const char *index, *entries, *deciding;
    __m256i busy_ascii, upper;            /* sets of ASCII by half bytes */
    __m128i shift;                        /* of hashes */
    __m128i spread;                       /* three bytes for three bytes, four times */
    __m128i first, second;                /* conv_pair_hash()'s factors */
    __m128i six, four, attention, listed; /* bits */
};

AVX2 __m128i load_16(const void *at)
{
    return _mm_loadu_si128((const __m128i *)at);
}

AVX2 void store_16(void *to, __m128i bytes)
{
    _mm_storeu_si128((__m128i *)to, bytes);
}

AVX2 struct parts parts_of(const conv_table *t, uint32_t flags, uint32_t listed)
{
    const __m128i upper = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0);
    struct parts p = {
        .table = t,
        .flags = flags,
        .index = t->pages.index,
        .entries = t->entries,
        .deciding = t->deciding,
        .busy_ascii = _mm256_broadcastsi128_si256(load_16(t->busy_ascii)),
        .upper = _mm256_broadcastsi128_si256(upper),
        .shift = _mm_cvtsi32_si128((int)t->deciding_shift),
        .spread = _mm_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1),
        .first = _mm_set1_epi32((int)0x9E3779B1u),
        .second = _mm_set1_epi32((int)0x85EBCA6Bu),
        .six = _mm_set1_epi32(63),
        .four = _mm_set1_epi32(15 << 6),
        .attention = _mm_set1_epi32((int)(flags << 24)),
        .listed = _mm_set1_epi32((int)(listed << 24)),
    };
    /* Else the compiler makes the constants anew in each round. */
    __asm__("" : "+x"(p.spread), "+x"(p.first), "+x"(p.second), "+x"(p.six), "+x"(p.four));
    return p;
}

/* What the bytes of half a block are, a bit for each. */
struct kinds {
    uint64_t leads, threes, busy; /* start more than one, start three, are busy ASCII */
};

AVX2 uint64_t bits_of(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 struct kinds find_kinds(const struct parts *p, __m256i half)
{
    const __m256i low = _mm256_set1_epi8(15);
    __m256i upper = _mm256_and_si256(_mm256_srli_epi16(half, 4), low);
    __m256i busy = _mm256_and_si256(_mm256_shuffle_epi8(p->busy_ascii, _mm256_and_si256(half, low)),
                                    _mm256_shuffle_epi8(p->upper, upper));
    return (struct kinds){
        .leads = bits_of(_mm256_and_si256(half, _mm256_cmpgt_epi8(half, _mm256_set1_epi8((char)0xBF)))),
        .threes = bits_of(_mm256_cmpeq_epi8(upper, _mm256_set1_epi8(0xE))),
        .busy = bits_of(_mm256_cmpeq_epi8(busy, _mm256_setzero_si256())) ^ UINT32_MAX,
    };
}

/* Of the bits of `busy`, those up to the first whose ASCII stops the pass. */
static inline uint64_t keep_stops(const struct parts *p, const char *at, const char *end, uint64_t busy)
{
    for (; busy != 0; busy &= busy - 1)
        if (conv_ascii_stops(p->table, p->flags, at + __builtin_ctzll(busy), end))
            return busy;
    return 0;
}

/* What of a block is written. */
struct block {
    uint64_t threes; /* a bit for each byte of characters of three */
    unsigned length;
    bool stops; /* what is behind that stops the pass */
};

/* Copies a block, and finds out how much of it is written: what is before a character that stops, or is cut. */
AVX2 struct block copy_block(const struct parts *p, const char *at, const char *end, char *to)
{
    __m256i first = _mm256_loadu_si256((const void *)at), second = _mm256_loadu_si256((const void *)(at + BLOCK / 2));
    _mm256_storeu_si256((void *)to, first);
    _mm256_storeu_si256((void *)(to + BLOCK / 2), second);
    struct kinds low = find_kinds(p, first), high = find_kinds(p, second);
    uint64_t leads = low.leads | high.leads << 32, starts = low.threes | high.threes << 32;
    uint64_t stop = low.busy | high.busy << 32;
    if (stop)
        stop = keep_stops(p, at, end, stop);
    stop |= leads & ~starts;
    uint64_t ends = stop | (starts & (uint64_t)3 << 62);
    starts &= _blsi_u64(ends) - 1;
    return (struct block){ .threes = starts | starts << 1 | starts << 2,
                           .length = (unsigned)_tzcnt_u64(ends),
                           .stops = stop & _blsi_u64(ends) };
}

/* conv_pair_hash() of four characters, each with the one behind it. */
AVX2 __m128i hash_four(const struct parts *p, __m128i first, __m128i next)
{
    const __m128i three = _mm_set1_epi32(0xE0);
    __m128i is_three = _mm_cmpeq_epi32(_mm_and_si128(next, three), three);
    __m128i second = _mm_and_si128(next, _mm_or_si128(is_three, _mm_set1_epi32(0xFF)));
    return _mm_mullo_epi32(_mm_xor_si128(_mm_mullo_epi32(first, p->first), second), p->second);
}

/* The entry of the character whose first bytes say `high`, and whose last says `low`. */
AVX2 int entry_at(const struct parts *p, uint32_t high, uint32_t low)
{
    uint32_t slot = (uint32_t)bytes_u16(p->index + 2 * (size_t)high) << 6 | low;
    return (int)bytes_u32(p->entries + 4 * (size_t)slot);
}

/* The entries of four characters. */
AVX2 __m128i look_up_four(const struct parts *p, __m128i x)
{
    uint32_t h[4], l[4];
    __m128i high = _mm_or_si128(_mm_and_si128(_mm_slli_epi32(x, 6), p->four),
                                _mm_and_si128(_mm_srli_epi32(x, 8), p->six));
    store_16(h, high);
    store_16(l, _mm_and_si128(_mm_srli_epi32(x, 16), p->six));
    return _mm_setr_epi32(entry_at(p, h[0], l[0]), entry_at(p, h[1], l[1]), entry_at(p, h[2], l[2]),
                          entry_at(p, h[3], l[3]));
}

AVX2 int word_at(const struct parts *p, uint32_t place)
{
    return (int)bytes_u32(p->deciding + 4 * (size_t)place);
}

/* A bit for each of four hashes that the bitmap of deciding pairs has. */
AVX2 unsigned find_four(const struct parts *p, __m128i hash)
{
    uint32_t w[4];
    __m128i place = _mm_srl_epi32(hash, p->shift);
    store_16(w, _mm_srli_epi32(place, 5));
    __m128i words = _mm_setr_epi32(word_at(p, w[0]), word_at(p, w[1]), word_at(p, w[2]), word_at(p, w[3]));
    words = _mm_sllv_epi32(words, _mm_andnot_si128(place, _mm_set1_epi32(31)));
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(words));
}

/* A bit for each of four characters with one of these flags. */
AVX2 unsigned find_flags(__m128i flags, __m128i entries)
{
    __m128i calm = _mm_cmpeq_epi32(_mm_and_si128(entries, flags), _mm_setzero_si128());
    return 15u ^ (unsigned)_mm_movemask_ps(_mm_castsi128_ps(calm));
}

/* A bit for each of the four characters `x` at `at` that has a place. */
AVX2 unsigned find_places(const struct parts *p, __m128i x, const char *at, __m128i entries)
{
    __m128i next = _mm_shuffle_epi8(load_16(at + 3), p->spread);
    unsigned starts = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(entries));
    return (starts & find_four(p, hash_four(p, x, next))) | find_flags(p->listed, entries);
}

/* Puts the outputs of the characters at `at`, of so many bytes, over their copies. */
AVX2 void write_outputs(const char *at, char *to, __m128i entries, unsigned length)
{
    static const signed char pack[STEP + 1][16] = {
        [3] = { 0, 1, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 },
        [6] = { 0, 1, 2, 4, 5, 6, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 },
        [9] = { 0, 1, 2, 4, 5, 6, 8, 9, 10, -1, -1, -1, -1, -1, -1, -1 },
        [12] = { 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1 },
    };
    store_16(to, _mm_xor_si128(load_16(at), _mm_shuffle_epi8(entries, load_16(pack[length]))));
}

/* Of four numbers, those that have a bit, first. */
AVX2 __m128i keep_numbers(__m128i numbers, unsigned bits)
{
#define N(i) 4 * (i), 4 * (i) + 1, 4 * (i) + 2, 4 * (i) + 3
    static const signed char kept[16][16] = {
        { 0 }, /* none */
        { N(0) },
        { N(1) },
        { N(0), N(1) },
        { N(2) },
        { N(0), N(2) },
        { N(1), N(2) },
        { N(0), N(1), N(2) },
        { N(3) },
        { N(0), N(3) },
        { N(1), N(3) },
        { N(0), N(1), N(3) },
        { N(2), N(3) },
        { N(0), N(2), N(3) },
        { N(1), N(2), N(3) },
        { N(0), N(1), N(2), N(3) },
    };
#undef N
    return _mm_shuffle_epi8(numbers, load_16(kept[bits]));
}

/* Lists, of four numbers from `first` on, a step apart, those that have a bit. */
AVX2 void list_numbers(uint32_t *to, size_t first, __m128i steps, unsigned bits)
{
    store_16(to, keep_numbers(_mm_add_epi32(_mm_set1_epi32((int)first), steps), bits));
}

/* Writes the flags (character_flags.h) of four characters, of which the first stands behind another if `behind`. */
AVX2 void write_flags(unsigned char *to, __m128i entries, bool behind)
{
    const uint32_t of_entry = CONV_FLAGS_OF_ENTRY * 0x01010101u, behind_others = CONV_FLAG_BEHIND * 0x01010100u;
    const __m128i top = _mm_setr_epi8(3, 7, 11, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    uint32_t flags = (uint32_t)_mm_cvtsi128_si32(_mm_shuffle_epi8(entries, top)) & of_entry;
    flags |= behind_others | (behind ? CONV_FLAG_BEHIND : 0);
    memcpy(to, &flags, sizeof flags);
}

/* What has been listed, in registers; `characters` counts those whose flags are known. */
struct listed {
    size_t places, characters;
};

/* Writes the characters of three bytes of a block over their copies, and lists places; the block becomes shorter where
 * one needs attention, or there are enough. */
AVX2 struct listed write_block(const struct parts *p, const char *at, char *to, struct block *b, conv_places *places,
                               conv_character_flags *seen, struct listed have)
{
    static const unsigned char characters[STEP + 1] = { [3] = 1, [6] = 3, [9] = 7, [12] = 15 };
    bool behind = seen && seen->goes_on;
    const uint32_t offset = (uint32_t)(at - places->from);
    uint32_t *const list = places->offsets;
    unsigned from = 0;
    for (uint64_t rest = b->threes; rest != 0;) {
        const unsigned skipped = (unsigned)_tzcnt_u64(rest);
        rest >>= skipped;
        from += skipped;
        const unsigned run = (unsigned)_tzcnt_u64(~rest), length = run < STEP ? run : STEP;
        unsigned all = characters[length]; /* a bit for each that has three bytes */
        __m128i x = _mm_shuffle_epi8(load_16(at + from), p->spread), entries = look_up_four(p, x);
        const unsigned flagged = find_flags(p->attention, entries) & all;
        unsigned found = find_places(p, x, at + from, entries) & all;
        write_outputs(at + from, to + from, entries, length);
        rest >>= length;
        if (flagged) {
            all = _blsi_u32(flagged) - 1;
            found &= all;
            b->stops = true;
        }
        list_numbers(list + have.places, offset + from, _mm_setr_epi32(0, 3, 6, 9), found);
        if (seen) {
            list_numbers(seen->numbers + have.places, have.characters, _mm_setr_epi32(0, 1, 2, 3), found);
            write_flags(seen->flags + have.characters, entries, skipped == 0 && behind);
            behind = true;
            have.characters += (unsigned)_mm_popcnt_u32(all);
        }
        have.places += (size_t)_mm_popcnt_u32(found);
        if (flagged || have.places >= CONV_PLACES) {
            from += 3 * (unsigned)_mm_popcnt_u32(all);
            b->length = from;
            break;
        }
        from += length;
    }
    if (seen)
        seen->goes_on = behind && from == b->length;
    return have;
}

__attribute__((target(CONV_AVX2_SETS))) const char *conv_write_characters_avx2(conv_writer *w, const conv_table *table,
                                                                               uint32_t flags, const char *at,
                                                                               conv_places *places, bool *stops)
{
    const struct parts p = parts_of(table, flags, places->listed);
    const char *const end = w->end;
    conv_character_flags *seen = places->seen;
    struct listed have = { .places = places->count };
    char *to = w->to;
    bool ends = conv_pass_ends(places, at);
    while (end - at >= BLOCK + BEHIND && !ends) {
        struct block b = copy_block(&p, at, end, to);
        if (seen && have.characters > CONV_FLAGS_MOST - CONV_FLAGS_STEP)
            seen = NULL;
        if (seen) { /* compiled twice: without flags there are enough registers */
            have = write_block(&p, at, to, &b, places, seen, have);
            seen->count = have.characters;
            seen->places = have.places;
        } else {
            have = write_block(&p, at, to, &b, places, NULL, have);
        }
        at += b.length;
        to += b.length;
        places->count = have.places;
        ends = b.stops || conv_pass_ends(places, at);
    }
    w->to = to;
    *stops = ends;
    return at;
}

#endif

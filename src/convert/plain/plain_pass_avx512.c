/* plain_pass_avx512.c - see plain_pass_avx512.h and plain_pass.c, which says what is done.
 *
 * A block is 64 bytes, whatever they are: which of them start characters of three bytes is a mask, and so no branch
 * asks where runs of Chinese end.  The characters are taken out of the block, up to 16 of them, into lanes of 32 bits;
 * all are looked up at once; what the entries say is put back to where the characters' bytes are.  The block ends
 * before the 17th, which most blocks of text do not have, before what needs attention, and before a character that is
 * cut.  Places are listed without asking whether there are any: that would be guessed wrong every other time.
 *
 * Worked, 国内a头发…: the mask of starts has the bits 0, 3, 7, 10, …; 國內a頭發… is written, with a place for 头.
 */
#include "convert/plain/plain_pass_avx512.h"

#if VECTOR_X86
#include "convert/plain/character_flags.h"
#include "convert/plain/lanes_avx512.h"

enum { BLOCK = 64, LANES = 16, BEHIND = 8 };

/* What of a table is looked up, and constants. */
struct parts {
    const conv_table *table;
    uint32_t flags;
    const char *index, *entries, *deciding;
    __m128i shift, shift_word; /* of hashes: to the place of a bit, and to that of its word */
    __m512i busy_ascii, upper, attention, listed;
    __m512i numbers, spread, pack; /* bytes: 0, 1, 2 …; each four times; the first three of four */
};

AVX512 struct parts parts_of(const conv_table *t, uint32_t flags, uint32_t listed)
{
    static const unsigned char numbers[3][BLOCK] = {
        { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
          22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
          44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63 },
        { 0,  0,  0,  0,  1,  1,  1,  1,  2,  2,  2,  2,  3,  3,  3,  3,  4,  4,  4,  4,  5,  5,
          5,  5,  6,  6,  6,  6,  7,  7,  7,  7,  8,  8,  8,  8,  9,  9,  9,  9,  10, 10, 10, 10,
          11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 15 },
        { 0,  1,  2,  4,  5,  6,  8,  9,  10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30,
          32, 33, 34, 36, 37, 38, 40, 41, 42, 44, 45, 46, 48, 49, 50, 52, 53, 54, 56, 57, 58, 60, 61, 62 },
    };
    const __m128i upper = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0);
    return (struct parts){
        .table = t,
        .flags = flags,
        .index = t->pages.index,
        .entries = t->entries,
        .deciding = t->deciding,
        .shift = _mm_cvtsi32_si128((int)t->deciding_shift),
        .shift_word = _mm_cvtsi32_si128((int)t->deciding_shift + 5),
        .busy_ascii = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)t->busy_ascii)),
        .upper = _mm512_broadcast_i32x4(upper),
        .attention = _mm512_set1_epi32((int)(flags << 24)),
        .listed = _mm512_set1_epi32((int)(listed << 24)),
        .numbers = _mm512_loadu_si512(numbers[0]),
        .spread = _mm512_loadu_si512(numbers[1]),
        .pack = _mm512_loadu_si512(numbers[2]),
    };
}

/* A bit for each byte that is busy ASCII. */
AVX512 uint64_t find_busy(const struct parts *p, __m512i block)
{
    const __m512i half = _mm512_set1_epi8(15);
    __m512i lower = _mm512_shuffle_epi8(p->busy_ascii, _mm512_and_si512(block, half));
    __m512i upper = _mm512_shuffle_epi8(p->upper, _mm512_and_si512(_mm512_srli_epi16(block, 4), half));
    return _mm512_test_epi8_mask(lower, upper);
}

/* Of the bits of `busy`, those up to the first whose ASCII stops the pass. */
AVX512 uint64_t keep_stops(const struct parts *p, const char *at, const char *end, uint64_t busy)
{
    for (; busy != 0; busy &= busy - 1)
        if (conv_ascii_stops(p->table, p->flags, at + _tzcnt_u64(busy), end))
            return busy;
    return 0;
}

/* A bit for each character whose pair conv_pair_hash() has in the bitmap of deciding ones. */
AVX512 __mmask16 find_pairs(const struct parts *p, __m512i first, __m512i next, __mmask16 lanes)
{
    __m512i hash = conv_lanes_pair_hash(first, conv_lanes_second(next));
    return conv_lanes_test(conv_lanes_words(p->deciding, p->shift_word, hash, lanes), p->shift, hash);
}

/* Adds the places, `offset` from places->from on, of the characters that have a bit. */
AVX512 void add_places(conv_places *to, uint32_t offset, __m512i where, __mmask16 bits)
{
    __m512i offsets = _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(where)),
                                       _mm512_set1_epi32((int)offset));
    _mm512_storeu_si512(to->offsets + to->count, _mm512_maskz_compress_epi32(bits, offsets));
    to->count += (size_t)_mm_popcnt_u32(bits);
}

/* A block of which all is known that its bytes say, and the pages have been asked for. */
struct block {
    const char *at;
    __m512i text;
    __m512i where, bytes, next, pages; /* of the lanes' characters: where in the block they start, … */
    uint64_t starts;                   /* a bit for each in the block */
    unsigned length;                   /* of what can be written */
    __mmask16 lanes;
    bool stops; /* what is behind that stops the pass */
};

/* Finds out how much of the block is written: what is before a character that stops, or is the 17th, or is cut. */
AVX512 void find_length(const struct parts *p, const char *end, struct block *b)
{
    uint64_t leads = _mm512_cmpge_epu8_mask(b->text, _mm512_set1_epi8((char)0xC0));
    uint64_t threes = _mm512_cmpeq_epi8_mask(_mm512_and_si512(b->text, _mm512_set1_epi8((char)0xF0)),
                                             _mm512_set1_epi8((char)0xE0));
    uint64_t stop = find_busy(p, b->text);
    if (stop)
        stop = keep_stops(p, b->at, end, stop);
    stop |= leads & ~threes;
    uint64_t cut = threes & (uint64_t)3 << 62, more = _pdep_u64((uint64_t)1 << LANES, threes), ends = stop | cut | more;
    b->starts = threes & (_blsi_u64(ends) - 1);
    b->stops = stop & _blsi_u64(ends);
    b->length = (unsigned)_tzcnt_u64(ends);
}

AVX512 struct block begin_block(const struct parts *p, const char *at, const char *end)
{
    const uint64_t three = 0x7777777777777777u;
    struct block b = { .at = at, .text = _mm512_loadu_si512(at) };
    find_length(p, end, &b);
    b.where = _mm512_maskz_compress_epi8(b.starts, p->numbers);
    b.lanes = (__mmask16)_bzhi_u32(0xFFFF, (unsigned)_mm_popcnt_u64(b.starts));
    __m512i from = _mm512_add_epi8(_mm512_permutexvar_epi8(p->spread, b.where), _mm512_set1_epi32(0x020100));
    b.bytes = _mm512_maskz_permutexvar_epi8(three, from, b.text);
    b.next = _mm512_maskz_permutexvar_epi8(three, from, _mm512_loadu_si512(at + 3));
    b.pages = conv_lanes_pages(p->index, b.bytes, b.lanes);
    return b;
}

/* Where the next flags go (character_flags.h), kept in registers. */
struct flags_at {
    conv_character_flags *seen;
    size_t places, count, most; /* there is room up to `most`; else `count` is greater */
    uint64_t goes_on;
};

/* Adds the flags of the block's characters, and the numbers of those at places, which have a bit in `listed`, behind
 * the first `before` of the list. */
AVX512 void add_flags(struct flags_at *f, size_t before, const struct block *b, __m512i entries, __mmask16 listed)
{
    const uint64_t behind = b->starts & (b->starts << 3 | f->goes_on);
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m128i flags = _mm512_cvtepi32_epi8(_mm512_srli_epi32(entries, 24));
    flags = _mm_and_si128(flags, _mm_set1_epi8(CONV_FLAGS_OF_ENTRY));
    flags = _mm_mask_add_epi8(flags, (__mmask16)_pext_u64(behind, b->starts), flags, _mm_set1_epi8(CONV_FLAG_BEHIND));
    _mm_storeu_si128((__m128i *)(void *)(f->seen->flags + f->count), flags);
    const __m512i numbers = _mm512_add_epi32(lanes, conv_lanes_of((uint32_t)f->count));
    _mm512_storeu_si512(f->seen->numbers + before, _mm512_maskz_compress_epi32(listed, numbers));
    f->goes_on = _bextr_u64(b->starts, b->length - 3, 1); /* of less than three bytes: 0 */
    f->count += (size_t)_mm_popcnt_u64(b->starts);
}

/* Writes the block; what it says of its length, and of what stops, is true only then. */
AVX512 void finish_block(const struct parts *p, struct block *b, char *to, conv_places *places, struct flags_at *f)
{
    __m512i entries = conv_lanes_entries(p->entries, b->bytes, b->pages, b->lanes);
    uint32_t flagged = _mm512_test_epi32_mask(entries, p->attention);
    __mmask16 begins = _mm512_movepi32_mask(entries), listed = _mm512_test_epi32_mask(entries, p->listed);
    if (flagged) {
        b->length = (unsigned)_tzcnt_u64(_pdep_u64(flagged & -flagged, b->starts));
        b->starts = _bzhi_u64(b->starts, b->length);
        b->stops = true;
        begins &= (__mmask16)((flagged & -flagged) - 1);
        listed &= (__mmask16)((flagged & -flagged) - 1);
    }
    const size_t before = places->count;
    const __mmask16 found = find_pairs(p, b->bytes, b->next, begins) | listed;
    add_places(places, (uint32_t)(b->at - places->from), b->where, found);
    if (f->count <= f->most) {
        add_flags(f, before, b, entries, found);
        f->places = places->count;
    }
    __m512i packed = _mm512_maskz_expand_epi8(b->starts * 7, _mm512_permutexvar_epi8(p->pack, entries));
    _mm512_storeu_si512(to, _mm512_xor_si512(b->text, packed));
}

/* Each block is begun before the one in front of it is finished: else the processor would wait for the three look-ups
 * of one block, each of which needs the one before. */
__attribute__((target(CONV_AVX512_SETS))) const char *conv_write_characters_avx512(conv_writer *w,
                                                                                   const conv_table *table,
                                                                                   uint32_t flags, const char *at,
                                                                                   conv_places *places, bool *stops)
{
    const struct parts p = parts_of(table, flags, places->listed);
    const char *const end = w->end;
    struct flags_at f = { .seen = places->seen,
                          .count = places->seen ? 0 : 1,
                          .most = places->seen ? CONV_FLAGS_MOST - CONV_FLAGS_STEP : 0 };
    char *to = w->to;
    bool more = end - at >= BLOCK + BEHIND && !conv_pass_ends(places, at);
    struct block now, next;
    if (more)
        now = begin_block(&p, at, end);
    *stops = conv_pass_ends(places, at);
    while (more) {
        more = !now.stops && end - (at + now.length) >= BLOCK + BEHIND;
        if (more)
            next = begin_block(&p, at + now.length, end);
        finish_block(&p, &now, to, places, &f);
        at += now.length;
        to += now.length;
        *stops = now.stops || conv_pass_ends(places, at);
        more = more && !*stops;
        now = next;
    }
    if (f.seen) {
        f.seen->count = f.count;
        f.seen->places = f.places;
    }
    w->to = to;
    return at;
}

#endif

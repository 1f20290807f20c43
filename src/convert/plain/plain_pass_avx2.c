/* plain_pass_avx2.c - see plain_pass_avx2.h and plain_pass.c, which says what is done.
 *
 * What is computed is computed for four characters at once; what is looked up, one by one, because gathering is no
 * faster.  All four are written, and those from the first on that stops are written again, or not at all.  Where fewer
 * than four have three bytes, what is looked up for the others is never used; the tables' checked sizes hold any of it.
 *
 * Worked, 国内a头发: 國內 is written, a is no character of three bytes and is copied, then 頭發, with a place for 头.
 */
#include "convert/plain/plain_pass_avx2.h"

#if VECTOR_X86
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2"))) static inline

/* What of a table is looked up, and constants: a copy, so that it stays in registers whatever is written. */
struct parts {
    const char *index, *entries, *deciding;
    __m128i shift;                        /* of hashes */
    __m128i busy_ascii, upper;            /* sets of ASCII by half bytes */
    __m128i spread, pack;                 /* three bytes for three bytes, four times, to and from numbers */
    __m128i first, second;                /* conv_pair_hash()'s factors */
    __m128i six, four, attention, listed; /* bits */
};

AVX2 struct parts parts_of(const conv_table *t, uint32_t flags, uint32_t listed)
{
    struct parts p = {
        .index = t->pages.index,
        .entries = t->entries,
        .deciding = t->deciding,
        .shift = _mm_cvtsi32_si128((int)t->deciding_shift),
        .busy_ascii = _mm_loadu_si128((const __m128i *)(const void *)t->busy_ascii),
        .upper = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0),
        .spread = _mm_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1),
        .pack = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1),
        .first = _mm_set1_epi32((int)0x9E3779B1u),
        .second = _mm_set1_epi32((int)0x85EBCA6Bu),
        .six = _mm_set1_epi32(63),
        .four = _mm_set1_epi32(15 << 6),
        .attention = _mm_set1_epi32((int)(flags << 24)),
        .listed = _mm_set1_epi32((int)(listed << 24)),
    };
    /* Else the compiler makes the constants anew in each round. */
    __asm__("" : "+x"(p.upper), "+x"(p.spread), "+x"(p.pack), "+x"(p.first), "+x"(p.second), "+x"(p.six), "+x"(p.four));
    return p;
}

AVX2 __m128i load_bytes(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

AVX2 void store_bytes(char *to, __m128i bytes)
{
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
}

/* How many of sixteen bytes, from the first on, are ASCII that needs no attention. */
AVX2 unsigned count_calm_ascii(const struct parts *p, __m128i bytes)
{
    __m128i half = _mm_set1_epi8(15);
    __m128i lower = _mm_shuffle_epi8(p->busy_ascii, _mm_and_si128(bytes, half));
    __m128i upper = _mm_shuffle_epi8(p->upper, _mm_and_si128(_mm_srli_epi16(bytes, 4), half));
    __m128i calm = _mm_cmpeq_epi8(_mm_and_si128(lower, upper), _mm_setzero_si128());
    unsigned busy = ~(unsigned)_mm_movemask_epi8(calm) | (unsigned)_mm_movemask_epi8(bytes);
    return (unsigned)__builtin_ctz(busy | 1u << 16);
}

/* How many of four numbers, from the first on, are characters of three bytes. */
AVX2 unsigned count_threes(__m128i x)
{
    __m128i is_three = _mm_cmpeq_epi32(_mm_and_si128(x, _mm_set1_epi32(0xF0)), _mm_set1_epi32(0xE0));
    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_ps(_mm_castsi128_ps(is_three)) | 16);
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
    _mm_storeu_si128((__m128i *)(void *)h, high);
    _mm_storeu_si128((__m128i *)(void *)l, _mm_and_si128(_mm_srli_epi32(x, 16), p->six));
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
    _mm_storeu_si128((__m128i *)(void *)w, _mm_srli_epi32(place, 5));
    __m128i words = _mm_setr_epi32(word_at(p, w[0]), word_at(p, w[1]), word_at(p, w[2]), word_at(p, w[3]));
    words = _mm_sllv_epi32(words, _mm_andnot_si128(place, _mm_set1_epi32(31)));
    return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(words));
}

/* A bit for each of four characters with one of these flags. */
AVX2 unsigned find_flags(__m128i flags, __m128i entry)
{
    __m128i calm = _mm_cmpeq_epi32(_mm_and_si128(entry, flags), _mm_setzero_si128());
    return 15u ^ (unsigned)_mm_movemask_ps(_mm_castsi128_ps(calm));
}

/* A bit for each of the four characters `x` at `at` that may start a deciding pair; `starts` has a bit for each that
 * starts some. */
AVX2 unsigned find_pairs(const struct parts *p, __m128i x, const char *at, unsigned starts)
{
    __m128i next = _mm_shuffle_epi8(load_bytes(at + 3), p->spread);
    return starts & find_four(p, hash_four(p, x, next));
}

/* Adds the places of the characters at `at` that have a bit. */
static inline void add_places(conv_places *places, const char *at, unsigned bits)
{
    uint32_t offset = (uint32_t)(at - places->from);
    for (; bits != 0; bits &= bits - 1)
        places->offsets[places->count++] = offset + 3 * (uint32_t)__builtin_ctz(bits);
}

__attribute__((target("avx2"))) const char *conv_write_characters_avx2(conv_writer *w, const conv_table *table,
                                                                       uint32_t flags, const char *at,
                                                                       conv_places *places, bool *stops)
{
    const struct parts p = parts_of(table, flags, places->listed);
    const char *const end = w->end;
    char *to = w->to;
    bool flagged = false, other = false;
    while (end - at >= 20 && !conv_pass_ends(places, at) && !flagged && !other) {
        __m128i x = _mm_shuffle_epi8(load_bytes(at), p.spread), entry = look_up_four(&p, x);
        /* No branch asks how many have three bytes, and the one that asks for flags and pairs is seldom taken: so the
         * processor is at the next four before it has looked up these. */
        unsigned count = count_threes(x), all = (1u << count) - 1, flag = find_flags(p.attention, entry) & all;
        unsigned pairs = find_pairs(&p, x, at, (unsigned)_mm_movemask_ps(_mm_castsi128_ps(entry)) & all);
        pairs |= find_flags(p.listed, entry) & all;
        store_bytes(to, _mm_shuffle_epi8(_mm_xor_si128(x, entry), p.pack));
        if (flag | pairs) {
            flagged = flag != 0;
            count = flagged ? (unsigned)__builtin_ctz(flag) : count;
            add_places(places, at, pairs & ((1u << count) - 1));
        }
        at += 3 * count;
        to += 3 * count;
        if (count < 4 && end - at >= 16 && !flagged) {
            __m128i bytes = load_bytes(at);
            unsigned ascii = count_calm_ascii(&p, bytes);
            store_bytes(to, bytes);
            at += ascii;
            to += ascii;
            other = ascii == 0 && ((*at & 0x80) != 0 || conv_ascii_stops(table, flags, at, end));
            at += ascii == 0 && !other;
            to += ascii == 0 && !other;
        }
    }
    w->to = to;
    *stops = flagged || other || conv_pass_ends(places, at);
    return at;
}

#endif

/* path_places.c - see path_places.h. */
#include "segment/lattice/path_places.h"

#include <string.h>

#include "segment/lattice/path_places_avx2.h"
#include "text/bytes.h"

static inline uint64_t eight(const uint8_t *at)
{
    return bytes_u64((const char *)at);
}

/* The greater in each of eight bytes, of 0 to 3. */
static inline uint64_t greater(uint64_t a, uint64_t b)
{
    const uint64_t ones = 0x0101010101010101, high = (a | b) & 2 * ones;
    return high | ((((a & ~((b & ~a) >> 1)) | (b & ~((a & ~b) >> 1))) & ones));
}

static inline void note(uint8_t *at, uint64_t lengths)
{
    lengths = greater(eight(at), lengths);
    memcpy(at, &lengths, 8);
}

/* Notes how long the words of two and three units are, eight units at a time: arrays may be written so far beyond their
 * ends. */
void seg_note_lengths_plain(seg_clause *c)
{
    for (size_t i = 0; i < c->n; i += 8) {
        uint64_t two = eight(c->two + i), three = eight(c->three + i);
        uint64_t two_ends = eight(c->two + i - 1), three_ends = eight(c->three + i - 2);
        note(c->longest_begin + i, three << 1 | (two & ~three));
        note(c->longest_end + i, three_ends << 1 | (two_ends & ~three_ends));
        note(c->covered_by + i, eight(c->three + i - 1));
    }
}

/* Follows the cheapest path from its end: from, node and path_place of its words.  Places are B of 2, 3, more; M of 3,
 * more; E of 2, 3, more; S. */
void seg_follow_path_plain(seg_clause *c, const seg_lexicon *lex)
{
    const uint64_t *path = c->path;
    const uint32_t *pair = c->pair;
    uint32_t *from = c->from, *node = c->node;
    uint8_t *place = c->path_place;
    for (size_t end = c->n, begin; end > 0; end = begin) {
        begin = (uint32_t)path[end];
        /* One unit or two, which nine words in ten are, without a branch that cannot be foreseen. */
        size_t length = end - begin, more = length > 1;
        from[end] = (uint32_t)begin;
        node[end - 1] = 0;
        node[begin] = pair[begin] & -(uint32_t)more;
        place[end - 1] = (uint8_t)(8 - 3 * more);
        place[begin] = (uint8_t)(8 - 8 * more);
        if (length > 2) {
            uint8_t longer = length > 3;
            place[begin] = 1 + longer;
            memset(place + begin + 1, 3 + longer, length - 2);
            memset(node + begin + 1, 0, (length - 2) * sizeof *node);
            place[end - 1] = 6 + longer;
            node[begin] = length > 4 ? 0 : seg_found_word_number(c, lex, begin, end);
        }
    }
    place[-1] = place[c->n] = 8;
}

void seg_note_lengths(seg_clause *c)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_note_lengths_avx2(c);
        return;
    }
#endif
    seg_note_lengths_plain(c);
}

void seg_follow_path(seg_clause *c, const seg_lexicon *lex)
{
#if VECTOR_X86
    if (VECTOR_HAS("avx2")) {
        seg_follow_path_avx2(c, lex);
        return;
    }
#endif
    seg_follow_path_plain(c, lex);
}

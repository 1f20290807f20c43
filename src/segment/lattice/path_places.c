/* path_places.c - see path_places.h. */
#include "segment/lattice/path_places.h"

#include <string.h>

#include "segment/lattice/path_places_avx2.h"
#include "segment/lattice/places.h"

/* The greater in each of eight bytes, of 0 to 3. */
static inline uint64_t greater(uint64_t a, uint64_t b)
{
    const uint64_t high = (a | b) & 2 * SEG_EIGHT_ONES;
    return high | ((((a & ~((b & ~a) >> 1)) | (b & ~((a & ~b) >> 1))) & SEG_EIGHT_ONES));
}

static inline void note(uint8_t *at, uint64_t lengths)
{
    lengths = greater(seg_eight(at), lengths);
    memcpy(at, &lengths, 8);
}

/* Notes how long the words of two and three units are, eight units at a time: arrays may be written so far beyond their
 * ends. */
void seg_note_lengths_plain(seg_clause *c)
{
    for (size_t i = 0; i < c->n; i += 8) {
        uint64_t two = seg_eight(c->two + i), three = seg_eight(c->three + i);
        uint64_t two_ends = seg_eight(c->two + i - 1), three_ends = seg_eight(c->three + i - 2);
        note(c->longest_begin + i, three << 1 | (two & ~three));
        note(c->longest_end + i, three_ends << 1 | (two_ends & ~three_ends));
        note(c->covered_by + i, seg_eight(c->three + i - 1));
    }
}

/* Follows the cheapest path from its end: from, node and path_place of its words. */
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
        place[end - 1] = (uint8_t)(SEG_PLACE_S - (SEG_PLACE_S - SEG_PLACE_E2) * more);
        place[begin] = (uint8_t)(SEG_PLACE_S - (SEG_PLACE_S - SEG_PLACE_B2) * more);
        if (length > 2) {
            uint8_t longer = length > 3;
            place[begin] = SEG_PLACE_B3 + longer;
            memset(place + begin + 1, SEG_PLACE_M3 + longer, length - 2);
            memset(node + begin + 1, 0, (length - 2) * sizeof *node);
            place[end - 1] = SEG_PLACE_E3 + longer;
            node[begin] = length > 4 ? 0 : seg_found_word_number(c, lex, begin, end);
        }
    }
    place[-1] = place[c->n] = SEG_PLACE_S;
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

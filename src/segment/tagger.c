/* tagger.c - the linear model: sums each unit's weights, then finds the best sequence of tags.
 *
 * Given a clause with its words looked up it fills `cut`: 1 where a word ends.  A block is the weights of one
 * feature for the four tags, in the four 16-bit lanes of a 64-bit number, each plus SEG_BIAS so that lanes
 * never borrow: adding numbers adds weights, and the bias, the same for all four, does not change which tag is
 * best.
 *
 *     南 京 市 长 江 大 桥  →  B E S B E B E  →  南京|市|长江|大桥
 */
#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/tag_sums.h"
#include "text/bytes.h"

static const uint8_t path_tag[SEG_PATHS] = { SEG_B, SEG_B, SEG_B, SEG_M, SEG_M, SEG_E, SEG_E, SEG_E, SEG_S };

static void sum_weights(seg_clause *c, const seg_model *m)
{
    size_t n = c->n;
    const uint32_t *row = c->row;
    const char *before = m->uni + 64 * (size_t)c->model_id[-1], *this = m->uni + 64 * (size_t)c->model_id[0];
    uint32_t window = (uint32_t)c->class[-2] << 9 | (uint32_t)c->class[-1] << 6 | (uint32_t)c->class[0] << 3 |
                      c->class[1];
    unsigned places = SEG_CHAIN_ON(c->path_place[-1], c->path_place[0]);
    c->row[n] = 0;
    c->class[n + 1] = SEG_NONE;
    for (size_t i = 0; i < n; i++) {
        const char *after = m->uni + 64 * (size_t)c->model_id[i + 1], *rows = m->pair_rows;
        unsigned path = c->path_place[i];
        uint64_t s;
        window = (window << 3 | c->class[i + 2]) & (SEG_CONTEXTS - 1);
        s = bytes_u64(before + 16) + bytes_u64(this + 8) + bytes_u64(after);
        s += bytes_u64(this + 24 + 8 * path_tag[path]);
        s += bytes_u64(rows + 32 * (size_t)row[(ptrdiff_t)i - 2] + 24) +
             bytes_u64(rows + 32 * (size_t)row[(ptrdiff_t)i - 1] + 16);
        s += bytes_u64(rows + 32 * (size_t)row[i] + 8) + bytes_u64(rows + 32 * (size_t)row[i + 1]);
        s += bytes_u64(m->context + 8 * (size_t)window);
        s += bytes_u64(m->joint +
                       8 * (size_t)SEG_JOINT(path, c->longest_begin[i], c->longest_end[i], c->covered_by[i]));
        s += bytes_u64(m->chain + 8 * (size_t)SEG_CHAIN_ON(places, c->path_place[i + 1]));
        places = SEG_CHAIN_ON(path, c->path_place[i + 1]);
        c->score[i] = s;
        before = this;
        this = after;
    }
}

/* The slot in which a look-up for `node` begins. */
static inline const char *first_slot(const seg_model *m, uint32_t node)
{
    return m->word_slots + 8 * (size_t)(SEG_SLOT(node) & (m->slot_count - 1));
}

static void fetch_words(const seg_clause *c, const seg_model *m)
{
    for (size_t end = c->n; end > 0; end = c->from[end])
        if (c->node[end])
            __builtin_prefetch(first_slot(m, c->node[end]));
}

/* The row of the word; NULL when it has none. */
static inline const char *word_row(const seg_model *m, uint32_t node)
{
    uint32_t slot = SEG_SLOT(node);
    for (unsigned tries = 0; tries < 64; tries++, slot++) {
        const char *at = m->word_slots + 8 * (size_t)(slot & (m->slot_count - 1));
        uint32_t key = bytes_u32(at), row = bytes_u32(at + 4);
        if (key == node)
            return row < m->word_count ? m->word_rows + 32 * (size_t)row : NULL;
        if (key == 0)
            break;
    }
    return NULL;
}

/* Adds the weights that the words on the path have as words. */
static void sum_words(seg_clause *c, const seg_model *m)
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        uint32_t node = c->node[end];
        if (end - begin > 4 || !node)
            continue;
        const char *row = word_row(m, node);
        for (size_t k = begin; row && k < end; k++)
            c->score[k] += bytes_u64(row + 8 * (k - begin));
    }
}

/* The two predecessors of B M E S: E and S, B and M, B and M, E and S. */
static inline unsigned came_from(unsigned tag, unsigned second)
{
    return (((tag + 1) & SEG_E) ^ SEG_E) + second;
}

/* Finds the best sequence of tags, and what it cuts. */
static void find_tags(seg_clause *c, const seg_model *m)
{
    bool single = c->limited ? seg_sum_tags_plain(c, m, true) : seg_sum_tags(c, m);
    /* Punctuation, always a word of its own, can only be the last unit. */
    unsigned tag = single || c->class[c->n - 1] == SEG_BREAK ? SEG_S : SEG_E;
    for (size_t i = c->n; i > 0; i--) {
        c->cut[i - 1] = (uint8_t)(tag >> 1); /* E and S */
        tag = came_from(tag, c->back[i - 1] >> tag & 1);
    }
}

void seg_clause_tag(seg_clause *c, const seg_model *m)
{
    fetch_words(c, m);
    sum_weights(c, m);
    sum_words(c, m);
    find_tags(c, m);
}

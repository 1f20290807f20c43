/* trie_compile.c - the words of the lexicon as a double array.
 *
 * Guarantees that every word of the list is found, with the cost -log(frequency / total); equal words (after
 * folding) have their frequencies added up.  Worked: 长江 and 长江大桥 give first[长] → 江 (a word) → 大 → 桥 (a word).
 */
#include <math.h>
#include <stdlib.h>

#include "data/double_array_build.h"
#include "segment/compile/trie_compile.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/memory.h"

static const seg_lexicon_source *sorting; /* qsort has no room for it; compilation is single-threaded */

static int by_units(const void *a, const void *b)
{
    const seg_lexicon_word *x = a, *y = b;
    uint32_t n = x->length < y->length ? x->length : y->length;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t p = sorting->units[x->begin + i], q = sorting->units[y->begin + i];
        if (p != q)
            return p < q ? -1 : 1;
    }
    return x->length < y->length ? -1 : x->length > y->length;
}

/* Adds up two that fold to one; the commoner one's part of speech stays. */
static void add_to(seg_lexicon_word *word, const seg_lexicon_word *same)
{
    if (same->frequency > word->frequency)
        word->tag = same->tag;
    word->frequency += same->frequency;
}

/* Puts ids in place of units, sorts, and adds up equal words. */
static double settle_words(seg_lexicon_source *lex)
{
    double total = 0;
    size_t kept = 0;
    for (size_t i = 0; i < lex->unit_count; i++)
        lex->units[i] = lex->units[i] & SEG_SOURCE_LATIN ? lex->string_id + (lex->units[i] & ~SEG_SOURCE_LATIN)
                                                         : lex->id[lex->units[i]];
    sorting = lex;
    qsort(lex->words, lex->word_count, sizeof *lex->words, by_units);
    for (size_t i = 0; i < lex->word_count; i++) {
        total += lex->words[i].frequency;
        if (kept > 0 && by_units(&lex->words[kept - 1], &lex->words[i]) == 0)
            add_to(&lex->words[kept - 1], &lex->words[i]);
        else
            lex->words[kept++] = lex->words[i];
    }
    lex->word_count = kept;
    return total;
}

static uint16_t cost_of(double frequency, double total)
{
    double cost = SEG_COST_SCALE * (log(total) - log(frequency < 1 ? 1 : frequency));
    return (uint16_t)(cost < 1 ? 1 : cost > 65000 ? 65000 : lround(cost));
}

/* Makes the keys, at most two a word; their codes go to `codes`, where there is room for one more for each word, and
 * the numbers of their words, from 1, are their values.  Returns how many keys there are. */
static size_t make_keys(const seg_lexicon_source *lex, uint16_t *codes, double_array_key *keys)
{
    size_t count = 0;
    for (size_t i = 0; i < lex->word_count; i++) {
        const seg_lexicon_word *w = &lex->words[i];
        if (w->length == 0)
            continue;
        keys[count] = (double_array_key){ .codes = codes, .length = w->length, .value = (uint32_t)i + 1 };
        for (size_t k = 0; k < w->length; k++)
            codes[k] = (uint16_t)lex->units[w->begin + k];
        size_t made = double_array_split_first(&keys[count], codes);
        codes += w->length + (made > 1);
        count += made;
    }
    return count;
}

/* The cost and the part of speech of the word whose number a node has; 0 for none. */
static uint16_t settle_node(const seg_lexicon_source *lex, double total, double_array_node *node, uint8_t *tag)
{
    const seg_lexicon_word *w = node->value ? &lex->words[node->value - 1] : NULL;
    *tag = w ? w->tag : 0;
    node->value = w ? cost_of(w->frequency, total) : 0;
    return (uint16_t)node->value;
}

/* Writes first, nodes and tags. */
static bool write_trie(seg_lexicon_source *lex, double_array *array, double_array_node *first, double total,
                       hp_buf parts[3])
{
    uint8_t tag;
    for (uint32_t id = 0; id < lex->ids; id++) {
        for (uint32_t odd = 0; odd < 2; odd++) {
            double_array_node *node = &first[double_array_first(id, odd)];
            uint16_t cost = settle_node(lex, total, node, &tag);
            bytes_put_u32(&parts[0], node->base);
            bytes_put_u16(&parts[0], cost ? cost : SEG_NO_WORD);
            bytes_put_u16(&parts[0], (uint16_t)(tag | lex->hint[id] << 8));
        }
    }
    for (size_t i = 0; i < array->count; i++) {
        settle_node(lex, total, &array->nodes[i], &tag);
        hp_buf_append(&parts[2], (hp_span){ (const char *)&tag, 1 });
    }
    lex->node_count = (uint32_t)array->count;
    return double_array_put_packed(array, DOUBLE_ARRAY_PACKED_LEXICON, &lex->node_bytes, &parts[1]) &&
           !parts[0].failed && !parts[1].failed && !parts[2].failed;
}

bool seg_compile_trie(seg_lexicon_source *lex, hp_buf parts[3], uint32_t *unknown)
{
    double total = settle_words(lex);
    double_array array = { .count = 0 };
    uint16_t *codes = memory_zeroed(lex->unit_count + lex->word_count + 1, sizeof *codes);
    double_array_key *keys = memory_zeroed(2 * lex->word_count + 1, sizeof *keys);
    double_array_node *first = memory_zeroed(DOUBLE_ARRAY_CODES, sizeof *first);
    bool good = codes && keys && first;
    if (good) {
        size_t count = make_keys(lex, codes, keys);
        good = double_array_build(keys, count, DATA_PLACE_DENSE, first, &array) &&
               write_trie(lex, &array, first, total, parts);
    }
    *unknown = cost_of(1, total);
    double_array_free(&array);
    memory_free(first);
    memory_free(keys);
    memory_free(codes);
    return good;
}

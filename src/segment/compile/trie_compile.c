/* trie_compile.c - the words of the lexicon as a double array.
 *
 * Guarantees that every word of the list is found, with the cost -log(frequency / total); equal words (after
 * folding) have their frequencies added up.  Worked: 长江 and 长江大桥 give first[长] → 江 (a word) → 大 → 桥 (a word).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/row_placement.h"
#include "segment/compile/trie_compile.h"
#include "segment/sections.h"

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
    double cost = 1024 * (log(total) - log(frequency < 1 ? 1 : frequency));
    return (uint16_t)(cost < 1 ? 1 : cost > 65000 ? 65000 : lround(cost));
}

/* A node of the trie that has children: words[low, high) share their first `depth` units. */
typedef struct {
    size_t low, high, columns;
    uint32_t depth;
} branch;

typedef struct {
    branch *branches;
    size_t branch_count, branch_cap;
    uint16_t *columns;
    size_t column_count;
} trie;

static bool add_branch(trie *t, size_t low, size_t high, uint32_t depth)
{
    if (t->branch_count == t->branch_cap) {
        size_t cap = t->branch_cap ? 2 * t->branch_cap : 1 << 18;
        branch *branches = realloc(t->branches, cap * sizeof *branches);
        if (!branches)
            return false;
        t->branches = branches;
        t->branch_cap = cap;
    }
    t->branches[t->branch_count++] = (branch){ low, high, 0, depth };
    return true;
}

/* Calls for each child of a branch: its id and its words [low, high). */
static bool next_child(const seg_lexicon_source *lex, const branch *b, size_t *low, size_t *high, uint16_t *id)
{
    if (*low >= b->high)
        return false;
    *id = (uint16_t)lex->units[lex->words[*low].begin + b->depth];
    for (*high = *low; *high < b->high && lex->units[lex->words[*high].begin + b->depth] == *id;)
        ++*high;
    return true;
}

/* The branch's first word may be the branch itself: its children start behind it. */
static size_t children(const seg_lexicon_source *lex, const branch *b)
{
    return b->low + (lex->words[b->low].length == b->depth);
}

/* Lists the branches, breadth first, and the ids of their children. */
static bool grow_trie(const seg_lexicon_source *lex, trie *t)
{
    t->columns = malloc((lex->unit_count + 1) * sizeof *t->columns);
    if (!t->columns || !add_branch(t, 0, lex->word_count, 0))
        return false;
    for (size_t i = 0; i < t->branch_count; i++) {
        branch b = t->branches[i];
        size_t low = children(lex, &b), high;
        uint16_t id;
        t->branches[i].columns = t->column_count;
        for (; next_child(lex, &b, &low, &high, &id); low = high) {
            t->columns[t->column_count++] = id;
            if (lex->words[high - 1].length > b.depth + 1 && !add_branch(t, low, high, b.depth + 1))
                return false;
        }
    }
    return true;
}

static void put_node(hp_buf *buf, size_t at, uint16_t a, uint16_t b, uint32_t c)
{
    char *p = buf->ptr + 8 * at;
    p[0] = (char)a, p[1] = (char)(a >> 8), p[2] = (char)b, p[3] = (char)(b >> 8);
    p[4] = (char)c, p[5] = (char)(c >> 8), p[6] = (char)(c >> 16), p[7] = (char)(c >> 24);
}

/* Places the branches (the root apart: its children are `first`) and writes first and nodes. */
static bool write_trie(const seg_lexicon_source *lex, const trie *t, uint32_t ids, double total, hp_buf parts[3])
{
    hp_buf *first = &parts[0], *nodes = &parts[1], *tags = &parts[2];
    data_row *rows = calloc(t->branch_count, sizeof *rows);
    size_t size = 0, next_branch = 1;
    for (size_t i = 1; rows && i < t->branch_count; i++) {
        size_t end = i + 1 < t->branch_count ? t->branches[i + 1].columns : t->column_count;
        rows[i - 1].columns = t->columns + t->branches[i].columns;
        rows[i - 1].count = (uint32_t)(end - t->branches[i].columns);
    }
    if (!rows || !data_place_rows(rows, t->branch_count - 1, &size) || !hp_buf_reserve(first, 8 * (size_t)ids) ||
        !hp_buf_reserve(nodes, 8 * size) || !hp_buf_reserve(tags, size)) {
        free(rows);
        return false;
    }
    memset(first->ptr, 0, 8 * (size_t)ids);
    memset(nodes->ptr, 0, 8 * size);
    memset(tags->ptr, 0, size);
    tags->len = size;
    first->len = 8 * (size_t)ids;
    nodes->len = 8 * size;
    for (uint32_t i = 0; i < ids; i++)
        put_node(first, i, 0, 0, 0), first->ptr[8 * i + 4] = first->ptr[8 * i + 5] = (char)0xFF;
    for (size_t i = 0; i < t->branch_count; i++) {
        branch b = t->branches[i];
        size_t low = children(lex, &b), high;
        uint16_t id;
        for (; next_child(lex, &b, &low, &high, &id); low = high) {
            const seg_lexicon_word *w = &lex->words[low];
            uint16_t cost = w->length == b.depth + 1 ? cost_of(w->frequency, total) : SEG_NO_WORD;
            uint32_t base = 0;
            if (lex->words[high - 1].length > b.depth + 1)
                base = rows[next_branch++ - 1].base;
            uint8_t tag = cost == SEG_NO_WORD ? 0 : w->tag;
            if (i > 0) {
                put_node(nodes, rows[i - 1].base + id, id, cost, base);
                tags->ptr[rows[i - 1].base + id] = (char)tag;
            } else {
                char *p = first->ptr + 8 * (size_t)id;
                p[0] = (char)base, p[1] = (char)(base >> 8), p[2] = (char)(base >> 16), p[3] = (char)(base >> 24);
                p[4] = (char)cost, p[5] = (char)(cost >> 8), p[6] = (char)tag;
            }
        }
    }
    free(rows);
    return true;
}

bool seg_compile_trie(seg_lexicon_source *lex, hp_buf parts[3], uint32_t *unknown)
{
    trie t = { 0 };
    double total = settle_words(lex);
    bool good = grow_trie(lex, &t) && write_trie(lex, &t, lex->ids, total, parts);
    *unknown = cost_of(1, total);
    free(t.branches);
    free(t.columns);
    return good;
}

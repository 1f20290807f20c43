/* clause.c - a clause's memory, and what is asked of a clause that has been cut.
 *
 * All arrays lie in one block, the widest first, each with PAD entries before and behind it that may be read.
 */
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/user_words.h"
#include "text/bytes.h"

#define PAD 4u

bool seg_clause_grow(seg_clause *c)
{
    seg_clause old = *c;
    size_t cap = old.cap ? 2 * old.cap : 256, n = cap + 2 * PAD;
    struct {
        void *array; /* the field */
        size_t width;
    } const arrays[] = {
        { &c->score, 8 },  { &c->path, 8 }, { &c->start, 4 },  { &c->best, 4 },  { &c->from, 4 },   { &c->node, 4 },
        { &c->margin, 4 }, { &c->row, 4 },  { &c->base, 4 },   { &c->cost, 2 },  { &c->id, 2 },     { &c->lid, 2 },
        { &c->cost, 2 },   { &c->kind, 1 }, { &c->begins, 1 }, { &c->ends, 1 },  { &c->inside, 1 }, { &c->joint, 1 },
        { &c->back, 1 },   { &c->cut, 1 },  { &c->fine, 1 },   { &c->limit, 1 }, { &c->tag, 1 },
    };
    size_t total = 0, count = sizeof arrays / sizeof arrays[0];
    for (size_t i = 0; i < count; i++)
        total += arrays[i].width * n;
    char *memory = calloc(1, total), *at = memory;
    if (!memory)
        return false;
    for (size_t i = 0; i < count; i++) {
        char *first = at + arrays[i].width * PAD;
        memcpy(arrays[i].array, &first, sizeof first);
        at += arrays[i].width * n;
    }
    if (old.cap) { /* what reading has filled so far */
        memcpy(c->start, old.start, old.n * sizeof *c->start);
        memcpy(c->id - 2, old.id - 2, (old.n + 2) * sizeof *c->id);
        memcpy(c->lid, old.lid, old.n * sizeof *c->lid);
        memcpy(c->kind - 2, old.kind - 2, old.n + 2);
        memcpy(c->tag, old.tag, old.n);
    }
    free(old.memory);
    c->memory = memory;
    c->cap = cap;
    return true;
}

void seg_clause_free(seg_clause *clause)
{
    free(clause->memory);
    *clause = (seg_clause){ 0 };
}

/* The number of the part of speech called `name`; 0 when the lexicon has none. */
static uint8_t tag_number(const seg_lexicon *lex, const char *name)
{
    for (uint32_t i = 1; i < lex->tag_count && i < 256; i++)
        if (strncmp(lex->tag_names + 8 * (size_t)i, name, 8) == 0)
            return (uint8_t)i;
    return 0;
}

uint8_t seg_clause_part_of_speech(const seg_clause *c, const seg_lexicon *lex, const seg_user_words *words, size_t from,
                                  size_t to)
{
    uint8_t tag = words ? c->tag[from] : 0;
    bool number = true;
    if (tag)
        return tag;
    if (to - from > 1) {
        uint32_t node = seg_word_number(c, lex, from, to);
        tag = node ? (uint8_t)lex->tags[node] : 0;
    } else if (c->lid[from])
        tag = (uint8_t)lex->first[8 * (size_t)c->lid[from] + 6];
    if (tag)
        return tag;
    if (to - from == 1 && c->kind[from] == SEG_LATIN)
        return tag_number(lex, "eng");
    for (size_t i = from; i < to; i++)
        number = number && (c->kind[i] == SEG_NUMBER || c->kind[i] == SEG_NUMERAL);
    return number ? tag_number(lex, "m") : 0;
}

uint32_t seg_clause_margin(const seg_clause *c, size_t from, size_t to)
{
    uint32_t least = c->margin[to - 1];
    if (from > 0 && c->margin[from - 1] < least)
        least = c->margin[from - 1];
    for (size_t i = from; i + 1 < to; i++) /* a cut of the fine grain that was joined over is not in doubt */
        if (!c->fine[i] && c->margin[i] < least)
            least = c->margin[i];
    return least;
}

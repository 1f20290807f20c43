/* model_text.c - see model_text.h.  Lines are in a fixed order: by kind, then pairs and words as they came first
 * in the corpus, which puts those that come often, and are looked up often, together; a feature of no weight
 * has no line.
 *
 * Worked: weights 0.5 -0.03 0.4 0.2 for "this unit is 者", the rest small  →  "u\t者\t/50 -3 40 20"
 */
#include "segment/train/model_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment/unit_names.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"
#include "text/memory.h"

#define SCALE 100.0
#define MOST (SEG_BIAS - 1)

typedef struct {
    const train_weights *weights;
    double least;
    hp_buf *out;
} writer;

static int whole(const writer *w, double weight)
{
    if (fabs(weight) < w->least)
        return 0;
    double n = round(SCALE * weight);
    return n > MOST ? MOST : n < -MOST ? -MOST : (int)n;
}

/* Writes "kind TAB key TAB blocks" unless all weights are 0. */
static void put_feature(const writer *w, char kind, hp_span key, size_t block, size_t count)
{
    size_t last = 0;
    for (size_t i = 0; i < 4 * count; i++)
        if (whole(w, w->weights->blocks[4 * block + i]))
            last = i / 4 + 1;
    if (last == 0)
        return;
    buffer_format(w->out, "%c\t%.*s\t", kind, (int)key.len, key.ptr);
    for (size_t b = 0; b < last; b++) {
        int n[4];
        for (size_t t = 0; t < 4; t++)
            n[t] = whole(w, w->weights->blocks[4 * (block + b) + t]);
        if (b)
            hp_buf_append(w->out, span_of_string("/"));
        if (n[0] || n[1] || n[2] || n[3])
            buffer_format(w->out, "%d %d %d %d", n[0], n[1], n[2], n[3]);
    }
    hp_buf_append(w->out, span_of_string("\n"));
}

static void put_tables(const writer *w, const train_space *s)
{
    char key[32];
    for (size_t i = 0; i < SEG_CONTEXTS; i++) {
        for (size_t k = 0; k < 5; k++)
            key[k] = seg_classes[i >> (12 - 3 * k) & 7];
        put_feature(w, 'c', (hp_span){ key, 5 }, s->context + i, 1);
    }
    for (size_t i = 0; i < SEG_JOINTS; i++) {
        int n = snprintf(key, sizeof key, "%s %zu %zu %zu", seg_paths[i / 48], i / 12 % 4, i / 3 % 4, i % 3);
        put_feature(w, 'j', (hp_span){ key, (size_t)n }, s->joint + i, 1);
    }
    for (size_t i = 0; i < SEG_CHAINS; i++) {
        int n = snprintf(key, sizeof key, "%s %s %s", seg_paths[i / 81], seg_paths[i / 9 % 9], seg_paths[i % 9]);
        put_feature(w, 'n', (hp_span){ key, (size_t)n }, s->chain + i, 1);
    }
}

static void put_units(const writer *w, const train_space *s)
{
    hp_buf key = { 0 };
    for (uint32_t id = 0; id < s->lex->ids; id++) {
        key.len = 0;
        seg_put_name(s->lex, (uint16_t)id, &key);
        if (key.len)
            put_feature(w, 'u', (hp_span){ key.ptr, key.len }, SEG_UNI_BLOCKS * (size_t)id, 7);
    }
    w->out->failed = w->out->failed || key.failed;
    hp_buf_free(&key);
}

static int by_number(const void *a, const void *b)
{
    const struct number_slot *x = a, *y = b;
    return x->value < y->value ? -1 : x->value > y->value;
}

static void put_pairs(const writer *w, const train_space *s)
{
    hp_buf key = { 0 };
    struct number_slot *pairs = memory_zeroed(s->pairs.count + 1, sizeof *pairs);
    size_t n = 0;
    for (size_t i = 0; pairs && s->pairs.slots && i <= s->pairs.mask; i++)
        if (s->pairs.slots[i].value)
            pairs[n++] = s->pairs.slots[i];
    if (pairs)
        qsort(pairs, n, sizeof *pairs, by_number);
    else
        w->out->failed = true;
    for (size_t i = 0; i < n; i++) {
        key.len = 0;
        seg_put_name(s->lex, (uint16_t)(pairs[i].key >> 16), &key);
        seg_put_name(s->lex, (uint16_t)pairs[i].key, &key);
        put_feature(w, 'p', (hp_span){ key.ptr, key.len }, train_space_pair(s, pairs[i].value), 4);
    }
    w->out->failed = w->out->failed || key.failed;
    hp_buf_free(&key);
    memory_free(pairs);
}

static void put_words(const writer *w, const train_space *s)
{
    hp_span left = { s->word_texts.ptr, s->word_texts.len }, word;
    for (uint32_t n = 1; text_take_line(&left, &word); n++)
        put_feature(w, 'w', word, train_space_word(s, n), 4);
}

void train_model_text_write(train_space *space, const train_weights *weights, double least, hp_buf *out)
{
    writer w = { weights, least, out };
    buffer_format(out, "t\t-\t");
    for (int i = 0; i < 8; i++)
        buffer_format(out, i ? " %d" : "%d", whole(&(writer){ weights, 0, out }, weights->trans[i]));
    hp_buf_append(out, span_of_string("\n"));
    put_tables(&w, space);
    put_units(&w, space);
    put_pairs(&w, space);
    put_words(&w, space);
}

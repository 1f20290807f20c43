/* jieba_parts.h - what the parts of the jieba engine share: jieba.c, the dictionary and the path, and hidden_markov.c. */
#ifndef JIEBA_JIEBA_PARTS_H
#define JIEBA_JIEBA_PARTS_H

#include "jieba/jieba.h"
#include "jieba/user_words.h"
#include "text/bytes.h"

_Static_assert(sizeof(double) == 8, "a double is the 64 bits that the sections hold");

struct jieba_dictionary {
    const char *codes, *units, *weights, *frequencies; /* parts of the section of words */
    uint32_t unit_count, weight_count, root;
    uint64_t total; /* of the frequencies, the user's too */
    double log_total;
    jieba_user_words *user;          /* owned; NULL without words of the user's */
    const char *start, *move, *emit; /* parts of the model's section; NULL without the model */
};

/* For one block of up to `cap` - 1 characters. */
struct jieba_scratch {
    size_t cap;
    size_t *offset;      /* of each character in the run, and of the block's end */
    double *best;        /* weight of the best path from here to the block's end */
    uint32_t *next;      /* where the best path's first word ends */
    uint16_t *text;      /* the characters: all are below U+FFFF */
    uint16_t *code;      /* their codes in the dictionary */
    unsigned char *from; /* the model's back pointers, two bits a state */
    size_t *ends;
    size_t count, room; /* of ends */
    bool failed;        /* memory was out */
};

static inline double jieba_double(const char *p)
{
    uint64_t bits = bytes_u64(p);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Puts out the token that ends at offset `end`; sets `failed` when memory is out. */
void jieba_put(jieba_scratch *s, size_t end);

/* The same for the token that ends before place `to` of the block. */
static inline void jieba_put_place(jieba_scratch *s, size_t to)
{
    jieba_put(s, s->offset[to]);
}

enum { JIEBA_ABSENT = -1 };

/* The word's frequency, the user's before the dictionary's; 0 for the start of words, or JIEBA_ABSENT. */
int64_t jieba_frequency(const jieba_dictionary *jieba, hp_span word);

/* Puts out places `from` to `to` of the run's block, which the best path left as single characters. */
void jieba_cut_unknown(const jieba_dictionary *jieba, jieba_scratch *s, hp_span run, size_t from, size_t to);

#endif

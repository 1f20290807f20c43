/* dictionary.h - the opened dictionary and model, and what one thread needs to cut by them; not for others. */
#ifndef JIEBA_DICTIONARY_H
#define JIEBA_DICTIONARY_H

#include "data/double_array.h"
#include "jieba/jieba_sections.h"
#include "jieba/user_words.h"

_Static_assert(sizeof(double) == 8, "a double is the 64 bits that the sections hold");

typedef struct jieba_dictionary {
    const char *codes, *units, *weights, *frequencies; /* parts of the section of words */
    uint32_t unit_count, weight_count, root, unit_bytes;
    uint64_t total; /* of the frequencies, the user's too */
    double log_total;
    jieba_user_words *user;                    /* owned; NULL without words of the user's */
    const char *start, *move, *numbers, *rows; /* parts of the model's section; NULL without the model */
    uint32_t row_count;
} jieba_dictionary;

enum { JIEBA_STEP = 16 }; /* characters from one known offset to the next */

/* Is given each token [begin, end) of a run, in order. */
typedef void jieba_take(void *to, size_t begin, size_t end);

/* For one block of up to `cap` - 1 characters. */
typedef struct jieba_scratch {
    size_t cap;
    uint32_t *offset; /* in the run, of the characters at 0, JIEBA_STEP, 2 JIEBA_STEP … and of an end that is one */
    double *best;     /* weight of the best path from here to the block's end */
    uint16_t *length; /* characters of the best path's first word */
    uint16_t *text;   /* the characters: all are below U+FFFF */
    uint16_t *code;   /* their codes in the dictionary; behind the path, the model's back pointers, two bits a state */
    jieba_take *take; /* gets the tokens */
    void *to;
    size_t done; /* the offset behind the last token */
    bool failed; /* memory was out */
} jieba_scratch;

/* The engine with its model for unknown words, or without. */
typedef enum jieba_mode { JIEBA_MODE_DICTIONARY, JIEBA_MODE_MODEL } jieba_mode;

/* Opens the sections of `data`, which must outlive *out.  On HP_OK the caller owns *out, immutable and shared by
 * threads, and ends it with jieba_free(); on failure it is NULL.  Errors: HP_BAD_DATA, HP_NO_MEMORY. */
hp_status jieba_open(jieba_dictionary **out, const hp_data *data, jieba_mode mode, hp_error *err);

/* Frees.  NULL is allowed. */
void jieba_free(jieba_dictionary *jieba);

/* One thread's memory for cutting: 15 to 30 bytes for each character of the longest block (jieba.c).  NULL when memory
 * is out. */
jieba_scratch *jieba_scratch_new(void);

/* Frees.  NULL is allowed. */
void jieba_scratch_free(jieba_scratch *scratch);

static inline double jieba_double(const char *p)
{
    uint64_t bits = bytes_u64(p);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Makes room for one character more than `n`; false when memory is out. */
bool jieba_scratch_reserve(jieba_scratch *s, size_t n);

/* Puts out the token that ends at offset `end`. */
static inline void jieba_put(jieba_scratch *s, size_t end)
{
    s->take(s->to, s->done, end);
    s->done = end;
}

/* The offset of the block's character at `place`, or of its end: its characters have one byte or three. */
static inline size_t jieba_offset(const jieba_scratch *s, size_t place)
{
    size_t at = s->offset[place / JIEBA_STEP];
    for (size_t i = place / JIEBA_STEP * JIEBA_STEP; i < place; i++)
        at += s->text[i] < 0x80 ? 1 : 3;
    return at;
}

/* The same for the token that ends before place `to` of the block. */
static inline void jieba_put_place(jieba_scratch *s, size_t to)
{
    jieba_put(s, jieba_offset(s, to));
}

enum { JIEBA_ABSENT = -1 };

/* The word's frequency, the user's before the dictionary's; 0 for the start of words, or JIEBA_ABSENT. */
int64_t jieba_frequency(const jieba_dictionary *jieba, hp_span word);

/* Where a walk through the dictionary stands. */
typedef struct jieba_walk {
    uint32_t base;   /* of the unit reached; 0 when nothing goes on from it */
    uint32_t weight; /* its weight number; 0 when no word ends there */
} jieba_walk;

/* Goes on with `code`; false when no word does.  `by` is how units are packed, by j->unit_bytes. */
static inline bool jieba_step(const jieba_dictionary *j, double_array_packing by, jieba_walk *walk, uint32_t code)
{
    const char *unit = double_array_packed_at(j->units, by, j->unit_count, (size_t)walk->base + code);
    if (code == 0 || double_array_packed_code(unit, by) != code)
        return false;
    walk->base = double_array_packed_base(unit, by);
    walk->weight = double_array_packed_value(unit, by);
    if (walk->weight >= j->weight_count)
        walk->weight = 0;
    return true;
}

/* The character at `at` of the run, and its length; a block's characters have one byte or three. */
size_t jieba_get_character(hp_span run, size_t at, uint32_t *cp);

/* Reads the block at `at` into the scratch and returns its number of characters; 0 when there is none. */
size_t jieba_read_block(const jieba_dictionary *jieba, jieba_scratch *s, hp_span run, size_t at);

#endif

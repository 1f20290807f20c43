/* new_words.h - finds strings that behave like words: their characters hold together, their neighbours vary.
 *
 * Given lines of text, it looks at every string of 2 to NEW_WORDS_CHARS Han characters that occurs often enough:
 *
 *     cohesion   the least, over all ways to split the string in two, of log2 of how much oftener the halves stand
 *                together than chance would have them: low for 的电影, where 的 stands before everything
 *     left       the entropy, in bits, of the characters before the string; low for 尔滨, which 哈 always precedes
 *     right      the same of those after it; low for 哈尔
 *
 *     score      the lesser of left and right, times the cohesion divided by the string's joints (its characters less
 *                one): a long string has less chance to hold together by accident, and less need of it
 *
 * At punctuation, Latin, digits and a line's end a string has a neighbour unlike all others: that too is a word's
 * way.  Worked: in 5 lines "吃葡萄不吐葡萄皮" 葡萄 occurs 10 times, before it 吃 and 吐, 5 times each: left = 1.
 *
 * Memory: 11 bytes for each Han character of the text, and at most 2^32 - 1 of them.
 */
#ifndef TERMS_NEW_WORDS_H
#define TERMS_NEW_WORDS_H

#include "hanpipe.h"

enum { NEW_WORDS_CHARS = 6 };

typedef struct new_words new_words;

/* A string found. */
typedef struct new_word {
    hp_span text; /* borrowed from the new_words until it is freed */
    uint64_t count;
    double cohesion, left, right; /* bits */
    double score;
} new_word;

/* What a string must have to be found. */
typedef struct new_words_limits {
    uint64_t count;
    double cohesion, entropy; /* entropy: of both sides */
} new_words_limits;

/* NULL when memory is out.  The caller ends it with new_words_free(). */
new_words *new_words_new(void);

/* Frees.  NULL is allowed. */
void new_words_free(new_words *words);

/* Takes the text of one or more lines; nothing reaches across its end.  Errors: HP_NO_MEMORY, HP_LIMIT. */
hp_status new_words_add(new_words *words, hp_span text, hp_error *err);

/* The number of Han characters taken. */
uint64_t new_words_size(const new_words *words);

/* Looks at the text taken so far, once: afterwards nothing more can be added.  *found, borrowed, gets the strings by
 * score, the greatest first, of equals by bytes.  Errors: HP_NO_MEMORY, HP_MISUSE. */
hp_status new_words_find(new_words *words, const new_words_limits *limits, const new_word **found, size_t *count,
                         hp_error *err);

#endif

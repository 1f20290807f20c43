/* user_words.h - the user's words of the jieba engine: a trie in memory beside the mapped dictionary.
 *
 * It shadows the dictionary: what it lists counts as it says, what starts a word of its goes on.  Filled while the
 * engine is being opened, immutable from then on.
 */
#ifndef JIEBA_USER_WORDS_H
#define JIEBA_USER_WORDS_H

#include "hanpipe.h"

/* The start of words, or a word. */
typedef struct jieba_entry {
    uint64_t frequency;
    double weight;  /* log(frequency) */
    bool is_listed; /* else only the start of what is */
    bool is_split;  /* was given frequency 0: the model may not make a word of it either */
} jieba_entry;

/* A way from one entry on to the next. */
typedef struct jieba_user_edge {
    uint32_t from, to; /* entries; to is 0 in a free slot */
    uint32_t cp;
} jieba_user_edge;

typedef struct jieba_user_words {
    jieba_entry *entries; /* from 1; entry 1 is the root, 0 stands for none */
    size_t count, room;
    jieba_user_edge *ways; /* hash table */
    size_t slots;          /* a power of two */
} jieba_user_words;

/* NULL when memory is out; ended with jieba_user_words_free(). */
jieba_user_words *jieba_user_words_new(void);

/* Frees.  NULL is allowed. */
void jieba_user_words_free(jieba_user_words *user);

/* Lists the word, valid UTF-8, with this frequency, instead of what it had.  False when memory is out. */
bool jieba_user_words_set(jieba_user_words *user, hp_span word, uint64_t frequency);

/* One line of a user's dictionary. */
typedef struct jieba_line {
    hp_span word;
    bool has_frequency;
    uint64_t frequency;
} jieba_line;

/* Reads a line, without its LF, as jieba.load_userdict() does: "word [frequency] [tag]", where the word may have
 * blanks, the frequency is of digits and the tag of a-z; or the same with tabs.  False when there is nothing on it. */
bool jieba_read_line(hp_span text, jieba_line *line);

static inline size_t jieba_user_edge_slot(const jieba_user_words *user, uint32_t from, uint32_t cp)
{
    uint32_t hash = (from * 0x9E3779B1u ^ cp) * 0x85EBCA6Bu;
    return (hash ^ hash >> 15) & (user->slots - 1);
}

/* The entry that the character leads to from `from`, or 0. */
static inline uint32_t jieba_user_words_step(const jieba_user_words *user, uint32_t from, uint32_t cp)
{
    if (from == 0)
        return 0;
    for (size_t i = jieba_user_edge_slot(user, from, cp); user->ways[i].to; i = (i + 1) & (user->slots - 1))
        if (user->ways[i].from == from && user->ways[i].cp == cp)
            return user->ways[i].to;
    return 0;
}

#endif

/* user_words.h - the user's words of the jieba engine: a trie in memory beside the mapped dictionary.
 *
 * It shadows the dictionary: what it lists counts as it says, what starts a word of its goes on.  Filled while the
 * engine is being opened, immutable from then on.
 */
#ifndef JIEBA_USER_WORDS_H
#define JIEBA_USER_WORDS_H

#include "hanpipe.h"

/* The start of words, or a word. */
typedef struct hp_jieba_entry {
    uint64_t frequency;
    double weight; /* log(frequency) */
    bool is_listed; /* else only the start of what is */
    bool is_split;  /* was given frequency 0: the model may not make a word of it either */
} hp_jieba_entry;

/* A way from one entry on to the next. */
typedef struct hp_jieba_way {
    uint32_t from, to; /* entries; to is 0 in a free slot */
    uint32_t cp;
} hp_jieba_way;

typedef struct hp_jieba_user {
    hp_jieba_entry *entries; /* from 1; entry 1 is the root, 0 stands for none */
    size_t count, room;
    hp_jieba_way *ways;      /* hash table */
    size_t slots;            /* a power of two */
} hp_jieba_user;

/* NULL when memory is out; ended with hp_jieba_user_free(). */
hp_jieba_user *hp_jieba_user_new(void);

/* Frees.  NULL is allowed. */
void hp_jieba_user_free(hp_jieba_user *user);

/* Lists the word, valid UTF-8, with this frequency, instead of what it had.  False when memory is out. */
bool hp_jieba_user_set(hp_jieba_user *user, hp_span word, uint64_t frequency);

/* One line of a user's dictionary. */
typedef struct hp_jieba_line {
    hp_span word;
    bool has_frequency;
    uint64_t frequency;
} hp_jieba_line;

/* Reads a line, without its LF, as jieba.load_userdict() does: "word [frequency] [tag]", where the word may have
 * blanks, the frequency is of digits and the tag of a-z; or the same with tabs.  False when there is nothing on it. */
bool hp_jieba_read_line(hp_span text, hp_jieba_line *line);

static inline size_t hp_jieba_way_slot(const hp_jieba_user *user, uint32_t from, uint32_t cp)
{
    uint32_t hash = (from * 0x9E3779B1u ^ cp) * 0x85EBCA6Bu;
    return (hash ^ hash >> 15) & (user->slots - 1);
}

/* The entry that the character leads to from `from`, or 0. */
static inline uint32_t hp_jieba_user_step(const hp_jieba_user *user, uint32_t from, uint32_t cp)
{
    if (from == 0)
        return 0;
    for (size_t i = hp_jieba_way_slot(user, from, cp); user->ways[i].to; i = (i + 1) & (user->slots - 1))
        if (user->ways[i].from == from && user->ways[i].cp == cp)
            return user->ways[i].to;
    return 0;
}

#endif

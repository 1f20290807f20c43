/* user_words.h - the user's words of the jieba engine: a trie in memory beside the mapped dictionary.
 *
 * It shadows the dictionary: what it lists counts as it says, what starts a word of its goes on.  Filled while the
 * engine is being opened, immutable from then on.
 */
#ifndef JIEBA_USER_WORDS_H
#define JIEBA_USER_WORDS_H

#include "text/map/number_map.h"

/* The start of words, or a word. */
typedef struct jieba_entry {
    uint64_t frequency;
    double weight;  /* log(frequency) */
    bool is_listed; /* else only the start of what is */
    bool is_split;  /* was given frequency 0: the model may not make a word of it either */
} jieba_entry;

typedef struct jieba_user_words {
    jieba_entry *entries; /* from 1; entry 1 is the root, 0 stands for none */
    size_t count, room;
    number_map ways; /* from an entry by a character to the next entry */
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

static inline uint64_t jieba_user_way(uint32_t from, uint32_t cp)
{
    return (uint64_t)from << 32 | cp;
}

/* The entry that the character leads to from `from`, or 0. */
static inline uint32_t jieba_user_words_step(const jieba_user_words *user, uint32_t from, uint32_t cp)
{
    return from ? number_map_get(&user->ways, jieba_user_way(from, cp)) : 0;
}

#endif

/* word_forms.h - what a word of the lists becomes in OpenCC's standard Traditional forms. */
#ifndef CONVERT_COMPILE_WORD_FORMS_H
#define CONVERT_COMPILE_WORD_FORMS_H

#include "convert/compile/word_costs.h"
#include "convert/opencc_config.h"
#include "convert/path/context_rules.h"

/* Longer words of the essay are not read; what stands in it less often than RARE is no word. */
enum { CONV_LONGEST_WORD = 12, CONV_RARE = 3 };

/* A character that names keep: anywhere in the name, or as its first. */
typedef struct conv_name_rule {
    hp_span character;
    bool first;
} conv_name_rule;

/* What the forms come from, beside the lists' own. */
typedef struct conv_form_sources {
    const conv_rules *phrases;                        /* OpenCC's, sorted by key: see conv_by_key */
    hp_span (*character)(void *context, hp_span one); /* a character's usual output; valid until the next call */
    void *context;
    const conv_name_rule *names;
    size_t name_count;
    const conv_context_rules *numbers; /* for a word whose last character is one that a rule chooses after a number */
} conv_form_sources;

/* Gives every word its form: the project's, else OpenCC's, else for a short word that jieba knows and the essay has
 * often the essay's, else that of the best path over shorter words.  Costs must be set.  The words in which a name
 * keeps a character are marked `kept`. */
void conv_words_settle(conv_words *words, const conv_form_sources *from);

/* True when the word is in the lists of words that the engine is given. */
bool conv_word_counts(const conv_word *word);

/* For qsort and bsearch over conv_rule. */
int conv_by_key(const void *a, const void *b);

/* The words by length in characters, then by text; the caller frees the list, the words stay.  Ends the program when
 * memory is out. */
conv_word **conv_words_by_length(const conv_words *words, size_t *count);

/* Cuts `word` into the cheapest way over shorter words: ends[i] gets the end of the i-th in bytes.  Returns how many
 * there are, or 0 when the word is too long.  `ends` has room for 64. */
size_t conv_words_cut(const conv_words *words, hp_span word, size_t *ends);

#endif

/* word_costs.h - words with frequencies, for the best-path mode: a map in memory, and its sections.
 *
 * Costs are those of the lattice that will look for the cheapest way.
 */
#ifndef CONVERT_COMPILE_WORD_COSTS_H
#define CONVERT_COMPILE_WORD_COSTS_H

#include "hanpipe.h"
#include "text/map/string_map.h"

/* Costs are the negative natural logarithm of a word's probability, times the scale, rounded; a character that no list
 * has costs more than any word.  Both stand in the header of the section. */
enum { CONV_COST_SCALE = 64, CONV_UNKNOWN_COST = 1326 };

/* One word of the script that a configuration reads. */
typedef struct conv_word {
    hp_span text;          /* borrowed */
    hp_span form;          /* what it becomes in OpenCC's standard Traditional; empty where no list says */
    double essay;          /* frequency in rime's essay */
    double jieba;          /* frequency in jieba's dictionary */
    double form_frequency; /* of the form in the essay */
    double given;          /* the frequency that the project's table gives, in jieba's measure; 0: none */
    bool own;              /* from the project's tables: its form goes first */
    bool key;              /* a key of some configuration */
    bool name;             /* jieba has it as a name */
    bool kept;             /* a name whose form keeps a character */
    bool settled;          /* `form` is what the word becomes: set by conv_words_settle */
    bool regional;         /* of the region at hand, everywhere; then `output` is what it becomes */
    hp_span output;
    double cost; /* set by conv_words_weigh */
} conv_word;

typedef struct conv_words {
    string_map texts;
    conv_word **words; /* by number less 1: in order of first sight */
    size_t count, room;
    double essay_total, jieba_total;
    hp_buf *arena; /* where words live that nothing else owns */
    size_t arena_count;
} conv_words;

/* The word with this text, made if there is none; its text is copied.  Ends the program when memory is out.
 */
conv_word *conv_words_add(conv_words *words, hp_span text);

/* The word with this text, or NULL. */
conv_word *conv_words_find(const conv_words *words, hp_span text);

/* Copies `text` to where it lives as long as the program. */
hp_span conv_words_keep(conv_words *words, hp_span text);

/* Sets every word's cost.  A key or own word is at least a little likelier than the likeliest way to cut it
 * into others, so that it is taken unless that would cut a better word. */
void conv_words_weigh(conv_words *words);

#endif

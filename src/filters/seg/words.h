/* words.h - the parts of the seg filter: what was asked for, words as cut, and how they become output. */
#ifndef FILTERS_SEG_WORDS_H
#define FILTERS_SEG_WORDS_H

#include <unicode/ubrk.h>

#include "jieba/jieba.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "segment/n_best.h"
#include "segment/user_words.h"

typedef enum seg_output { SEG_OUTPUT_TEXT, SEG_OUTPUT_TSV, SEG_OUTPUT_JSONL, SEG_OUTPUT_CONLLU } seg_output;
typedef enum seg_engine { SEG_ENGINE_MODEL, SEG_ENGINE_ICU, SEG_ENGINE_JIEBA } seg_engine;

/* The filter as opened; immutable. */
typedef struct seg_filter {
    seg_engine engine;
    segmenter segmenter;     /* SEG_ENGINE_MODEL */
    jieba_dictionary *jieba; /* SEG_ENGINE_JIEBA; owned */
    seg_output format;
    bool search, pos, confidence;
    unsigned nbest;       /* 0: not asked for */
    hp_buf separator;     /* owned */
    seg_user_words *user; /* owned; NULL: none */
} seg_filter;

/* A word, or a stretch of blanks between words. */
typedef struct seg_word {
    size_t begin, end; /* bytes into the line */
    uint32_t margin;   /* hundredths by which the best cut without it is worse; at most SEG_MARGIN_MAX */
    uint8_t tag;       /* of the lexicon's parts of speech; 0: none */
    bool blank;
} seg_word;

/* Words in order of their begin; of those that begin together (search), the longest first. */
typedef struct seg_word_list {
    seg_word *at;
    size_t count, cap;
} seg_word_list;

/* One worker's memory. */
typedef struct seg_filter_scratch {
    UBreakIterator *icu;
    jieba_scratch *jieba;
    seg_cursor cursor;
    seg_n_best best;
    seg_word_list list;
    hp_buf text;
} seg_filter_scratch;

/* Makes room; false when memory is out. */
bool seg_word_list_grow(seg_word_list *list);

/* Adds a word; false when memory is out. */
static inline bool seg_word_list_add(seg_word_list *list, const seg_word *word)
{
    if (list->count == list->cap && !seg_word_list_grow(list))
        return false;
    list->at[list->count++] = *word;
    return true;
}

/* Cuts `run`, valid UTF-8 that begins at byte `base` of its line, and adds its words to scratch->list. */
hp_status seg_cut(const seg_filter *seg, seg_filter_scratch *scratch, hp_span run, size_t base, hp_error *err);

/* The same for a clause of the model's, straight to the output, where no edits are recorded and nothing but
 * separators is put in.  *blank: a blank, or the run's start, stands before; then whether one ends the clause.
 * False when memory is out. */
bool seg_write_clause(const seg_filter *seg, const seg_clause *clause, hp_span run, bool *blank, answer *out);

/* Cuts and writes `run` by it. */
hp_status seg_cut_to_text(const seg_filter *seg, seg_filter_scratch *scratch, hp_span run, answer *out, hp_error *err);

/* Keeps `run`, whose words the list holds, with separators between them. */
void seg_write_text(const seg_filter *seg, const seg_word_list *list, hp_span run, size_t base, answer *out);

/* Appends the line's words as rows (TSV, CoNLL-U) or as one object (JSON Lines). */
void seg_write_rows(const seg_filter *seg, const seg_word_list *list, hp_span line, hp_buf *out);

/* --nbest: puts the best cuts of the line, one below the other, in its place. */
hp_status seg_write_best(const seg_filter *seg, seg_filter_scratch *scratch, hp_span line, answer *out, hp_error *err);

/* See filter_descriptor.guard (cut.c). */
void seg_guard_icu(filter_give_up *const *give_up);

#endif

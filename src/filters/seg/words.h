/* words.h - the parts of the seg filter: what was asked for, words as cut, and how they become output. */
#ifndef FILTERS_SEG_WORDS_H
#define FILTERS_SEG_WORDS_H

#include <unicode/ubrk.h>

#include "jieba/jieba.h"
#include "pipeline/filter.h"
#include "segment/n_best.h"
#include "segment/user_words.h"

typedef enum hp_seg_format { HP_SEG_TEXT, HP_SEG_TSV, HP_SEG_JSONL, HP_SEG_CONLLU } hp_seg_format;
typedef enum hp_seg_engine { HP_SEG_MODEL, HP_SEG_ICU, HP_SEG_JIEBA } hp_seg_engine;

/* The filter as opened; immutable. */
typedef struct hp_seg {
    hp_seg_engine engine;
    hp_segmenter segmenter; /* HP_SEG_MODEL */
    hp_jieba *jieba;        /* HP_SEG_JIEBA; owned */
    hp_seg_format format;
    bool search, pos, confidence;
    unsigned nbest;    /* 0: not asked for */
    hp_buf separator;  /* owned */
    hp_segwords *user; /* owned; NULL: none */
} hp_seg;

/* A word, or a stretch of blanks between words. */
typedef struct hp_seg_word {
    size_t begin, end; /* bytes into the line */
    uint32_t margin;   /* hundredths by which the best cut without it is worse; at most HP_SEG_SURE */
    uint8_t tag;       /* of the lexicon's parts of speech; 0: none */
    bool blank;
} hp_seg_word;

/* Words in order of their begin; of those that begin together (search), the longest first. */
typedef struct hp_seg_list {
    hp_seg_word *at;
    size_t count, cap;
} hp_seg_list;

/* One worker's memory. */
typedef struct hp_seg_scratch {
    UBreakIterator *icu;
    hp_jieba_scratch *jieba;
    hp_segcursor cursor;
    hp_segbest best;
    hp_seg_list list;
    hp_buf text;
} hp_seg_scratch;

/* Makes room; false when memory is out. */
bool hp_seg_list_grow(hp_seg_list *list);

/* Adds a word; false when memory is out. */
static inline bool hp_seg_list_add(hp_seg_list *list, const hp_seg_word *word)
{
    if (list->count == list->cap && !hp_seg_list_grow(list))
        return false;
    list->at[list->count++] = *word;
    return true;
}

/* Cuts `run`, valid UTF-8 that begins at byte `base` of its line, and adds its words to scratch->list. */
hp_status hp_seg_cut(const hp_seg *seg, hp_seg_scratch *scratch, hp_span run, size_t base, hp_error *err);

/* The same for a clause of the model's, straight to the output, where no edits are recorded and nothing but
 * separators is put in.  *blank: a blank, or the run's start, stands before; then whether one ends the clause.
 * False when memory is out. */
bool hp_seg_write_clause(const hp_seg *seg, const hp_segclause *clause, hp_span run, bool *blank,
                         hp_out *out);

/* Cuts and writes `run` by it. */
hp_status hp_seg_cut_to_text(const hp_seg *seg, hp_seg_scratch *scratch, hp_span run, hp_out *out,
                             hp_error *err);

/* Keeps `run`, whose words the list holds, with separators between them. */
void hp_seg_write_text(const hp_seg *seg, const hp_seg_list *list, hp_span run, size_t base, hp_out *out);

/* Appends the line's words as rows (TSV, CoNLL-U) or as one object (JSON Lines). */
void hp_seg_write_rows(const hp_seg *seg, const hp_seg_list *list, hp_span line, hp_buf *out);

/* --nbest: puts the best cuts of the line, one below the other, in its place. */
hp_status hp_seg_write_best(const hp_seg *seg, hp_seg_scratch *scratch, hp_span line, hp_out *out,
                            hp_error *err);

/* A line is runs that are cut and gaps that pass: the length of the run at the start of `rest`, valid UTF-8 up
 * to a hint, may be 0; then that of the gap. */
size_t hp_seg_run_length(hp_span rest);
size_t hp_seg_gap_length(hp_span rest);

#endif

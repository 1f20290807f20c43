/* words.h - the parts of the seg filter: what was asked for, words as cut, and how they become output. */
#ifndef FILTERS_SEG_WORDS_H
#define FILTERS_SEG_WORDS_H

#include <unicode/ubrk.h>

#include "jieba/jieba.h"
#include "pipeline/answer.h"
#include "filters/seg/marks.h"
#include "load/library.h"
#include "pipeline/filter.h"
#include "segment/n_best.h"
#include "segment/user_words.h"

/* The last is what hp_words() asks for, whatever the option says. */
typedef enum seg_output {
    SEG_OUTPUT_TEXT,
    SEG_OUTPUT_TSV,
    SEG_OUTPUT_JSONL,
    SEG_OUTPUT_CONLLU,
    SEG_OUTPUT_WORDS
} seg_output;
typedef enum seg_engine { SEG_ENGINE_MODEL, SEG_ENGINE_ICU, SEG_ENGINE_JIEBA } seg_engine;

/* ICU's calls, for SEG_ENGINE_ICU. */
#define SEG_ICU_FUNCTIONS(X) \
    X(u_errorName) \
    X(ubrk_close) \
    X(ubrk_first) \
    X(ubrk_next) \
    X(ubrk_open) \
    X(ubrk_setUText) \
    X(utext_close) \
    X(utext_openUTF8)

typedef struct seg_icu {
    SEG_ICU_FUNCTIONS(LIBRARY_MEMBER)
} seg_icu;

/* The filter as opened; immutable. */
typedef struct seg_filter {
    seg_engine engine;
    segmenter segmenter;     /* SEG_ENGINE_MODEL */
    seg_icu icu;             /* SEG_ENGINE_ICU */
    jieba_dictionary *jieba; /* SEG_ENGINE_JIEBA; owned */
    seg_output format;
    bool search, full, pos, confidence;
    unsigned nbest;       /* 0: not asked for */
    hp_buf separator;     /* owned */
    seg_user_words *user; /* owned; NULL: none */
} seg_filter;

/* A word, or a stretch of blanks between words. */
typedef struct seg_word {
    size_t begin, end; /* bytes into the line */
    uint32_t margin;   /* hundredths by which the best cut without it is worse; at most SEG_MARGIN_MAX */
    uint8_t tag;       /* of the lexicon's parts of speech; 0: none */
    uint8_t grain;     /* HP_GRAIN_COARSE …; 0 where the engine has none */
    bool is_inside;    /* it is a part of a word that was put before */
    bool blank;
} seg_word;

/* Writes a line's words as they are cut, so that a long line's are never all in memory. */
typedef struct seg_writer {
    const seg_filter *seg;
    seg_output format;
    hp_span line;
    answer *out;          /* of text, and of words */
    bool blank;           /* a blank stands before, or the start of the run */
    size_t done;          /* text: bytes of the line that are kept */
    hp_buf *rows;         /* of the other formats */
    size_t bytes, points; /* code points counted up to that byte of the line */
    size_t words;         /* written */
    size_t last;          /* words: where the last one begins */
    hp_status refused;    /* words: what the caller gave for the last one; not HP_OK: no more */
    seg_word held;        /* CoNLL-U: the last word, whose row waits for what follows */
    size_t from, to;      /* its code points */
    bool holds;
} seg_writer;

/* One worker's memory. */
typedef struct seg_filter_scratch {
    const seg_icu *icu; /* the filter's; NULL with another engine */
    UBreakIterator *breaks;
    jieba_scratch *jieba;
    seg_cursor cursor;
    seg_n_best best;
    hp_buf text;
    seg_marks marks; /* none are set but while text is written */
} seg_filter_scratch;

/* Cuts `run`, valid UTF-8 of the writer's line, and gives its words to the writer in order of their begin; of those
 * that begin together the longest first (search), or the shortest (full). */
hp_status seg_cut(const seg_filter *seg, seg_filter_scratch *scratch, hp_span run, seg_writer *to, hp_error *err);

/* Text that is written straight to the output, where no edits are recorded and nothing but separators is put in.  Start
 * with the text, `done`, `committed` and `marked` where it begins, and `blank`. */
typedef struct seg_text {
    hp_span text;
    const char *done;      /* what stands before it is written */
    const char *committed; /* and this also known to the answer */
    const char *marked;    /* as far as words are marked */
    bool blank;            /* a blank stands before, or the line's start */
    char *from, *to, *end; /* room in the output, and where the next byte goes */
} seg_text;

/* Writes the clauses that were cut last, the next of the text.  False when memory is out. */
bool seg_write_parts(const seg_filter *seg, seg_cursor *cursor, seg_text *to, seg_marks *marks, answer *out);

/* Writes what is left of the text as it is. */
bool seg_write_rest(const seg_filter *seg, seg_text *to, answer *out);

/* Cuts and writes the lines of `text`. */
hp_status seg_cut_to_text(const seg_filter *seg, seg_filter_scratch *scratch, hp_span text, answer *out, hp_error *err);

/* Starts a line.  `rows`, for formats other than text, gets its rows (TSV, CoNLL-U) or its object (JSON Lines). */
void seg_writer_start(seg_writer *to, const seg_filter *seg, hp_span line, answer *out, hp_buf *rows);

/* Starts a run of the line at byte `begin`; text keeps all of the run, with separators between its words. */
void seg_writer_start_run(seg_writer *to, size_t begin);

void seg_writer_put(seg_writer *to, const seg_word *word);

/* Ends the run at byte `end` of the line, where its words may not reach so far, being over each other. */
void seg_writer_end_run(seg_writer *to, size_t end);

/* Ends the line. */
void seg_writer_end(seg_writer *to);

/* --nbest: puts the best cuts of the line, one below the other, in its place. */
hp_status seg_write_best(const seg_filter *seg, seg_filter_scratch *scratch, hp_span line, answer *out, hp_error *err);

#endif

/* compilers.h - what each compiler makes of its text sources: one call, its sections added to *mk.
 *
 * Each returns false after a message that names file and line.
 */
#ifndef MKDICT_COMPILERS_H
#define MKDICT_COMPILERS_H

#include "mkdict/mkdict.h"

/* Readings: DIR/Unihan_Readings.txt and Unihan_Variants.txt of `unihan`, and the tables of ours in `dicts`. */
bool reading_compile(data_writer *mk, const char *unihan, const char *dicts);

/* The jieba engine: DIR/dict.txt and DIR/finalseg/prob_*.py of jieba, for seg. */
bool jieba_compile(data_writer *mk, const char *dir);

/* Segmentation: the lexicon "seg.lex", from `jieba`/dict.txt and seg-fold.tsv and seg-words.tsv in `dicts`. */
bool seg_compile_lexicon(data_writer *mk, const char *jieba, const char *dicts);

/* The model "seg.model" from its text DIR/NAME, for the lexicon that *mk has. */
bool seg_compile_model(data_writer *mk, const char *dir, const char *name);

/* The sections of the data file at `path`, but for the one called `except` (NULL: none). */
bool mkdict_base(data_writer *mk, const char *path, const char *except);

/* Where the conversion tables come from: a folder of OpenCC configurations, and for the best path jieba's folder and
 * rime's essay file, or NULL, and the folder of our tables. */
typedef struct conv_sources {
    const char *opencc, *jieba, *essay, *dicts;
} conv_sources;

bool conv_compile(data_writer *mk, const conv_sources *from);

#endif

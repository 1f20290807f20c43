/* jieba.h - jieba's way of cutting text, token for token: jieba.cut(text, HMM=False) and jieba.cut(text, HMM=True).
 *
 * Worked: 我来到北京清华大学 → 我 来到 北京 清华大学; 他来到了网易杭研大厦 has 杭研 with the model, 杭 研 without.
 */
#ifndef JIEBA_JIEBA_H
#define JIEBA_JIEBA_H

#include "jieba/dictionary.h"

/* Adds the words of the file at `path` as jieba.load_userdict() does, each line in its turn: a word without a frequency
 * gets one that keeps it whole, one of frequency 0 is taken out.  Only before *jieba is shared.
 * Errors: HP_IO, HP_BAD_DATA (the text names file and line), HP_NO_MEMORY. */
hp_status jieba_read_words(jieba_dictionary *jieba, const char *path, hp_error *err);

/* Cuts `run`, valid UTF-8, into tokens and gives them to take(to, begin, end), offsets in `run`: the first begins at 0,
 * each next where the one before ends, and the last ends at run.len.  Every character is in one token, a blank in one
 * of its own.  After a failure what was given is not all.  Errors: HP_NO_MEMORY, HP_LIMIT. */
hp_status jieba_cut(const jieba_dictionary *jieba, jieba_scratch *scratch, hp_span run, jieba_take *take, void *to,
                    hp_error *err);

/* The same for jieba.cut(text, cut_all=True), all words that the dictionary has in it, in jieba's order: they lie over
 * each other.  Where jieba's token leaves out characters, there are two. */
hp_status jieba_cut_full(const jieba_dictionary *jieba, jieba_scratch *scratch, hp_span run, jieba_take *take, void *to,
                         hp_error *err);

#endif

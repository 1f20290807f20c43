/* jieba.h - jieba's way of cutting text, token for token: jieba.cut(text, HMM=False) and jieba.cut(text, HMM=True).
 *
 * Two sections of the data file hold what jieba loads: "jieba-words" the dictionary, "jieba-hmm" the model for words
 * that are not in it.  All numbers are little-endian; a double is its IEEE bits in 64.
 *
 * jieba-words
 *     offset        size  what
 *          0           4  "HJW2"
 *          4           4  units, U
 *          8           4  weights, W
 *         12           4  the root's base
 *         16           8  total: the sum of all frequencies
 *         24           8  log(total)
 *         32          32  spare
 *         64       2*128  codes of U+0000..U+007F, then
 *        320   2*0x51D6   codes of U+4E00..U+9FD5; 0: in no word; then filled to a multiple of 8
 *          …         8*U  double array of the words: base (32 bits), code (15), weight number (17)
 *          …         8*W  weights: log(frequency); weight 0 is log(1), for what is no word
 *          …         4*W  the frequencies; 0 for weight 0
 *
 * A unit's children are at base + code; no two units have the same base, so that a unit belongs to the parent that
 * looks for it exactly when the codes agree.  Base 0: no children.  Weight number 0: a prefix, not a word.
 *
 * jieba-hmm
 *          0           4  "HJH1", then 60 spare
 *         64        4*8  log-probability of starting in B, E, M, S
 *         96       16*8  of going from B, E, M, S (rows) to B, E, M, S
 *        224  4*8*0x51D6 of each character of U+4E00..U+9FD5 in B, E, M, S
 *
 * Worked: 我来到北京清华大学 → 我 来到 北京 清华大学; 他来到了网易杭研大厦 has 杭研 with the model, 杭 研 without.
 */
#ifndef JIEBA_JIEBA_H
#define JIEBA_JIEBA_H

#include <string.h>

#include "hanpipe.h"

#define JIEBA_WORDS "jieba-words"
#define JIEBA_HMM "jieba-hmm"
#define JIEBA_WORDS_MAGIC 0x32574A48u /* "HJW2" */
#define JIEBA_HMM_MAGIC 0x31484A48u   /* "HJH1" */

enum {
    JIEBA_HEADER = 64,
    JIEBA_ASCII = 128,
    JIEBA_FIRST = 0x4E00, /* jieba's Han characters: what Unicode 8 had in the first block */
    JIEBA_HAN = 0x51D6,   /* their number */
    JIEBA_CODES = JIEBA_ASCII + JIEBA_HAN,
    JIEBA_UNITS = (JIEBA_HEADER + 2 * JIEBA_CODES + 7) / 8 * 8, /* offset of the double array */
    JIEBA_CODE_BITS = 15,
    JIEBA_STATES = 4
};

/* The log-probability that jieba takes for what its tables do not list. */
#define JIEBA_NEVER (-3.14e100)

/* True for the characters that the model knows. */
static inline bool jieba_is_han(uint32_t cp)
{
    return cp - JIEBA_FIRST < JIEBA_HAN;
}

static inline bool jieba_is_alphanumeric(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Where the table of codes has the character, or -1 when it is never part of a word. */
static inline int jieba_place(uint32_t cp)
{
    if (jieba_is_han(cp))
        return (int)(cp - JIEBA_FIRST) + JIEBA_ASCII;
    bool is_part = jieba_is_alphanumeric(cp) || (cp < 0x80 && cp != 0 && strchr("+#&._%-", (int)cp));
    return is_part ? (int)cp : -1;
}

typedef struct jieba_dictionary jieba_dictionary;
typedef struct jieba_scratch jieba_scratch;

/* The engine with its model for unknown words, or without. */
typedef enum jieba_mode { JIEBA_MODE_DICTIONARY, JIEBA_MODE_MODEL } jieba_mode;

/* Opens the sections of `data`, which must outlive *out.  On HP_OK the caller owns *out, immutable and shared by
 * threads, and ends it with jieba_free(); on failure it is NULL.  Errors: HP_EDATA, HP_ENOMEM. */
hp_status jieba_open(jieba_dictionary **out, const hp_data *data, jieba_mode mode, hp_error *err);

/* Adds the words of the file at `path` as jieba.load_userdict() does, each line in its turn: a word without a frequency
 * gets one that keeps it whole, one of frequency 0 is taken out.  Only before *jieba is shared.
 * Errors: HP_EIO, HP_EDATA (the text names file and line), HP_ENOMEM. */
hp_status jieba_read_words(jieba_dictionary *jieba, const char *path, hp_error *err);

/* Frees.  NULL is allowed. */
void jieba_free(jieba_dictionary *jieba);

/* One thread's memory for cutting: 25 to 50 bytes for each character of the longest block (jieba.c),
 * and 8 for each token of a run.  NULL when memory is out. */
jieba_scratch *jieba_scratch_new(void);

/* Frees.  NULL is allowed. */
void jieba_scratch_free(jieba_scratch *scratch);

/* Cuts `run`, valid UTF-8, into tokens: (*ends)[i] is the offset behind token i in `run`, the last being run.len;
 * *count is their number.  Every character is in one token, a blank in one of its own.  *ends is borrowed from
 * `scratch` until that is used again.  Errors: HP_ENOMEM, HP_ELIMIT. */
hp_status jieba_cut(const jieba_dictionary *jieba, jieba_scratch *scratch, hp_span run, const size_t **ends,
                    size_t *count, hp_error *err);

/* True when `word`, valid UTF-8, is in the dictionary with a frequency above 0. */
bool jieba_has(const jieba_dictionary *jieba, hp_span word);

#endif

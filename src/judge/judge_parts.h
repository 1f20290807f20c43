/* judge_parts.h - what a judge is made of: for the files of judge/ that count. */
#ifndef JUDGE_JUDGE_PARTS_H
#define JUDGE_JUDGE_PARTS_H

#include "judge/judge.h"

struct judge {
    const judge_tables *tables;
    hp_span text; /* the document without its last line's end */
    uint64_t line_count;
    unsigned longest_gram;
    bool is_counted[JUDGE_GROUPS];
    double values[JUDGE_NAME_COUNT]; /* of numbers */
    hp_span last, last2;
    uint64_t tally[JUDGE_KINDS]; /* characters of each kind */
    fingerprint print;
    char hash[17], simhash[17];

    judge_characters characters;
    grams grams, word_grams;
    id_table lines; /* lines or paragraphs that were met, or words */
    fingerprint_work fingerprints;
    seg_cursor cursor;
};

/* part / whole, 0 where there is nothing. */
static inline double judge_share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* Count their groups; false when memory is out.  The characters are counted first, where they are needed. */
bool judge_count_characters(judge *j);
void judge_count_ends(judge *j);
bool judge_count_lines(judge *j);
bool judge_count_grams(judge *j);
bool judge_count_words(judge *j);

/* Counts n-grams of the words, which judge_count_words() has left in j->word_grams. */
bool judge_count_word_grams(judge *j);

/* A number for bytes that are looked for again: not for other eyes. */
uint64_t judge_hash_bytes(hp_span text);

/* Decodes the last character of `text`, any bytes, into *cp; returns its length, 0 where the text ends otherwise. */
size_t judge_last_character(hp_span text, uint32_t *cp);

#endif

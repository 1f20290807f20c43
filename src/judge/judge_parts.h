/* judge_parts.h - what a judge is made of: for the files of judge/ that count. */
#ifndef JUDGE_JUDGE_PARTS_H
#define JUDGE_JUDGE_PARTS_H

#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "decode/piece.h"
#include "judge/judge.h"
#include "repair/document.h"

struct judge {
    const judge_tables *tables;
    hp_span text;        /* the document without its last line's end */
    bool has_lines;      /* the document is not empty */
    uint64_t line_count; /* known when the characters are */
    unsigned longest_gram;
    bool is_counted[JUDGE_GROUPS];
    bool has_census;                   /* the census has been taken */
    double values[JUDGE_NAME_COUNT];   /* of numbers */
    hp_span strings[JUDGE_NAME_COUNT]; /* of those that are no numbers */
    uint64_t tally[JUDGE_KINDS];       /* characters of each kind */
    uint16_t kinds[JUDGE_KINDS];       /* `kind_count` of which there are some */
    size_t kind_count;
    points points; /* the text's characters */
    fingerprint print;
    char hash[17], simhash[17];

    judge_characters characters;
    census census, foreign; /* of the text; of what of it is Japanese */
    bool is_decoded;        /* judge_decode() has been called */
    uint64_t undecoded;     /* bytes that it could not read */
    hp_buf decoded;
    decode_choice choice;
    decode_converter *converter;
    decode_name converts; /* what the converter is for */
    annotation_scanner scanner;
    annotation_candidates findings;
    annotation_lines_before before;
    repair_policy *policy;
    repair_work repair;
    conv_best_path_work path;
    decode_mender *mender;
    grams grams, word_grams;
    id_table lines; /* lines that were met, or words */
    id_table paragraphs;
    fingerprint_work fingerprints;
    seg_cursor cursor;
};

/* Takes the text of a document: without the end of its last line. */
static inline void judge_set_text(judge *j, hp_span text)
{
    bool ends = text.len > 0 && text.ptr[text.len - 1] == '\n';
    j->text = (hp_span){ text.ptr ? text.ptr : "", text.len - ends };
    j->has_lines = text.len > 0;
}

/* part / whole, 0 where there is nothing. */
static inline double judge_share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* Count their groups; false when memory is out.  The characters are counted first, where they are needed. */
bool judge_count_characters(judge *j);
bool judge_take_census(judge *j);
void judge_count_encoding(judge *j);
bool judge_count_script(judge *j);
void judge_count_oddities(judge *j);
bool judge_count_annotations(judge *j);
bool judge_count_errors(judge *j);
bool judge_count_mojibake(judge *j);
void judge_count_ends(judge *j);
void judge_count_urls(judge *j);
void judge_count_shape(judge *j);
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

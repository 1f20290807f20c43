/* judge.h - what can be said of a document by counting: each name of JUDGE_NAMES is a number, a share or a word.
 *
 * Only what is asked for is counted, group by group: characters, lines, n-grams, words, fingerprints.  The document is
 * taken without the end of its last line, so that a file and a record's field with the same text count the same.  Bytes
 * that are no text are counted as `invalid` and are nothing else.
 */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "judge/count/characters.h"
#include "judge/expression.h"
#include "judge/count/fingerprint.h"
#include "judge/count/grams.h"
#include "judge/count/id_table.h"
#include "judge/count/points.h"
#include "decode/repair/mojibake.h"
#include "detect/region.h"
#include "reading/readings.h"
#include "repair/simplify.h"
#include "segment/segmenter.h"

/* X(name, group, kind, meaning): in the order of the output.  A share is of all characters unless it says otherwise. */
#define JUDGE_NAMES(X) \
    X(chars, CHARACTERS, NUMBER, "characters, line ends among them") \
    X(invalid, CHARACTERS, NUMBER, "bytes that are not UTF-8") \
    X(han, CHARACTERS, NUMBER, "share of Han") \
    X(latin, CHARACTERS, NUMBER, "share of Latin letters") \
    X(kana, CHARACTERS, NUMBER, "share of kana") \
    X(hangul, CHARACTERS, NUMBER, "share of Hangul") \
    X(zhuyin, CHARACTERS, NUMBER, "share of zhuyin symbols") \
    X(blanks, CHARACTERS, NUMBER, "share of blanks, line ends among them") \
    X(digits, CHARACTERS, NUMBER, "share of digits") \
    X(punctuation, CHARACTERS, NUMBER, "share of punctuation") \
    X(symbols, CHARACTERS, NUMBER, "share of symbols") \
    X(boxes, CHARACTERS, NUMBER, "□ and ■") \
    X(private, CHARACTERS, NUMBER, "private-use characters") \
    X(replaced, CHARACTERS, NUMBER, "U+FFFD") \
    X(urls, URLS, NUMBER, "http://, https:// and www.") \
    X(encoding, ENCODING, STRING, "the encoding that the document is in, or what it is when it is no text") \
    X(script, SCRIPT, STRING, "hans, hant, mixed, both (the same in either), jpan, kore or none") \
    X(script_confidence, SCRIPT, NUMBER, "how sure that is, from 0 to 1") \
    X(simplified, SCRIPT, NUMBER, "characters that only Simplified text has") \
    X(traditional, SCRIPT, NUMBER, "characters that only Traditional text has") \
    X(japanese, SCRIPT, NUMBER, "characters that only Japanese text has") \
    X(region, SCRIPT, STRING, "where the text seems to be from: cn, tw, hk, or none when it is not Chinese") \
    X(region_confidence, SCRIPT, NUMBER, "how sure that is, from 0 to 1") \
    X(annotations, ANNOTATIONS, NUMBER, "readings that hanstrip would remove") \
    X(bracket, ANNOTATIONS, NUMBER, "of those in brackets") \
    X(ruby, ANNOTATIONS, NUMBER, "of those in ruby") \
    X(template, ANNOTATIONS, NUMBER, "of those in templates and other mark-up") \
    X(glued, ANNOTATIONS, NUMBER, "of those without brackets, right behind their character") \
    X(broken, ANNOTATIONS, NUMBER, "of those with a bracket missing") \
    X(errors, ERRORS, NUMBER, "characters that hanfix would repair") \
    X(residue, ERRORS, NUMBER, "of those of the other script") \
    X(shared, ERRORS, NUMBER, "of those Simplified for several characters: 后 for 後") \
    X(choice, ERRORS, NUMBER, "of those wrongly chosen among several: 曆史") \
    X(mojibake, MOJIBAKE, NUMBER, "places that were read in a wrong encoding") \
    X(radicals, ODDITIES, NUMBER, "radicals in place of characters") \
    X(compatibility, ODDITIES, NUMBER, "compatibility ideographs") \
    X(invisible, ODDITIES, NUMBER, "characters that are not seen: of no width, soft hyphens, selectors") \
    X(controls, ODDITIES, NUMBER, "control characters but tabs and line ends") \
    X(last, ENDS, STRING, "the last character that is no blank") \
    X(last2, ENDS, STRING, "the last two characters, blanks behind them left out") \
    X(lines, SHAPE, NUMBER, "lines") \
    X(mean_line, SHAPE, NUMBER, "characters a line: chars / lines") \
    X(longest_line, SHAPE, NUMBER, "characters of the longest line") \
    X(crlf, SHAPE, NUMBER, "lines that end in CR LF") \
    X(full_stop, LINES, NUMBER, "share of the lines that are not blank that end a sentence") \
    X(ellipsis, LINES, NUMBER, "share of those that end in … or ...") \
    X(short_lines, LINES, NUMBER, "share of those with fewer than 10 characters") \
    X(bullets, LINES, NUMBER, "share of those that start with a bullet") \
    X(dup_lines, LINES, NUMBER, "share of those that repeat an earlier one") \
    X(dup_line_chars, LINES, NUMBER, "share of characters in lines that repeat an earlier one") \
    X(paragraphs, SHAPE, NUMBER, "paragraphs: lines between blank lines") \
    X(dup_paragraphs, LINES, NUMBER, "share of paragraphs that repeat an earlier one") \
    X(top2, GRAMS, NUMBER, "share of characters in the 2-gram that takes most") \
    X(top3, GRAMS, NUMBER, "the same for 3-grams") \
    X(top4, GRAMS, NUMBER, "the same for 4-grams") \
    X(dup5, GRAMS, NUMBER, "share of characters in repeated 5-grams") \
    X(dup6, GRAMS, NUMBER, "the same for 6-grams") \
    X(dup7, GRAMS, NUMBER, "the same for 7-grams") \
    X(dup8, GRAMS, NUMBER, "the same for 8-grams") \
    X(dup9, GRAMS, NUMBER, "the same for 9-grams") \
    X(dup10, GRAMS, NUMBER, "the same for 10-grams") \
    X(dup11, GRAMS, NUMBER, "the same for 11-grams") \
    X(dup12, GRAMS, NUMBER, "the same for 12-grams") \
    X(dup13, GRAMS, NUMBER, "the same for 13-grams") \
    X(again13, GRAMS, NUMBER, "share of the 13-grams that occur twice or more") \
    X(tokens, WORDS, NUMBER, "words as hanseg cuts them, punctuation among them") \
    X(words, WORDS, NUMBER, "those that have a letter or number") \
    X(mean_word, WORDS, NUMBER, "characters a word") \
    X(letter_words, WORDS, NUMBER, "share of tokens that have a letter") \
    X(stop_words, WORDS, NUMBER, "how many of 22 very common words occur") \
    X(lines_per_word, WORDS, NUMBER, "line ends a token") \
    X(hashes, WORDS, NUMBER, "# a token") \
    X(ellipses, WORDS, NUMBER, "… and ... a token") \
    X(wtop2, WORD_GRAMS, NUMBER, "share of characters in the row of 2 words that takes most") \
    X(wtop3, WORD_GRAMS, NUMBER, "the same for 3 words") \
    X(wtop4, WORD_GRAMS, NUMBER, "the same for 4 words") \
    X(wdup5, WORD_GRAMS, NUMBER, "share of characters in repeated rows of 5 words") \
    X(wdup6, WORD_GRAMS, NUMBER, "the same for 6 words") \
    X(wdup7, WORD_GRAMS, NUMBER, "the same for 7 words") \
    X(wdup8, WORD_GRAMS, NUMBER, "the same for 8 words") \
    X(wdup9, WORD_GRAMS, NUMBER, "the same for 9 words") \
    X(wdup10, WORD_GRAMS, NUMBER, "the same for 10 words") \
    X(hash, FINGERPRINT, STRING, "64 bits of the normal form") \
    X(simhash, FINGERPRINT, STRING, "64 bits that are nearly the same for nearly the same text")

typedef enum judge_name {
#define JUDGE_ENUM(name, group, kind, meaning) JUDGE_##name,
    JUDGE_NAMES(JUDGE_ENUM)
#undef JUDGE_ENUM
        JUDGE_NAME_COUNT
} judge_name;

typedef enum judge_group {
    JUDGE_CHARACTERS,
    JUDGE_ENCODING,
    JUDGE_SCRIPT,
    JUDGE_ANNOTATIONS,
    JUDGE_ERRORS,
    JUDGE_MOJIBAKE,
    JUDGE_ODDITIES,
    JUDGE_ENDS,
    JUDGE_URLS,
    JUDGE_SHAPE,
    JUDGE_LINES,
    JUDGE_GRAMS,
    JUDGE_WORDS,
    JUDGE_WORD_GRAMS,
    JUDGE_FINGERPRINT,
    JUDGE_GROUPS
} judge_group;

/* The names for expressions, and the group that each is counted with. */
extern const expression_name judge_names[JUDGE_NAME_COUNT + 1];
judge_group judge_group_of(judge_name name);

/* What of the dictionaries is needed; immutable, shared by workers.  Borrows the data.  Start with {0}. */
typedef struct judge_tables {
    judge_icu icu;
    conv_exact simplify;
    segmenter segmenter;
    detect_tables detect;
    bool tells_script; /* detect is open */
    decode_costs costs;
    decode_misreadings *misreadings; /* owned, where mojibake is looked for */
    reading_table *readings;         /* owned, where annotations are */
    repair_simplifier simplifier;    /* where errors are */
} judge_tables;

/* Opens what the groups, one bit each, need.  `data` may be NULL when that is nothing.  Errors: HP_BAD_DATA,
 * HP_NO_MEMORY, HP_IO when there is no ICU.  To be ended with judge_tables_close() in any case. */
hp_status judge_tables_open(judge_tables *tables, unsigned groups, const hp_data *data, hp_error *err);
void judge_tables_close(judge_tables *tables);

/* One worker's memory, and the document at hand. */
typedef struct judge judge;

/* Makes a judge; `tables` are borrowed.  NULL when memory is out. */
judge *judge_new(const judge_tables *tables);
void judge_free(judge *j);

/* Takes a document, which is borrowed until the next; n-grams that will be asked for are at most
 * `longest_gram` units long. */
void judge_start(judge *j, hp_span document, unsigned longest_gram);

/* Finds out the document's encoding, and has what is not UTF-8 decoded before it is counted: what is no text at all
 * counts as empty.  Called behind judge_start(); needs JUDGE_ENCODING.  Errors: HP_NO_MEMORY. */
hp_status judge_decode(judge *j, hp_error *err);

/* `text` without blanks at its ends. */
hp_span judge_trim(hp_span text);

/* The value of a name for the document: an expression_find, `of` a judge.  Errors: HP_NO_MEMORY, HP_LIMIT. */
hp_status judge_find(void *of, size_t name, expression_value *value, hp_error *err);

/* Appends an object of JSON with the names that `wanted`, JUDGE_NAME_COUNT of them, says; with chars also "scripts",
 * with simhash also "bands". */
hp_status judge_put_json(judge *j, const bool *wanted, hp_buf *out, hp_error *err);

/* The same as values with tabs between, without scripts; bands have blanks between. */
hp_status judge_put_tsv(judge *j, const bool *wanted, hp_buf *out, hp_error *err);

#endif

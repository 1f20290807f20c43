/* script.h - which script a text is written in, by the characters that one script alone has.
 *
 * Characters are weighed, not looked for: one that occurs again and again counts little more than once, so that a page
 * about 乾隆, or with a quoted sentence, stays what it is; both scripts must have many characters, and different ones,
 * for a text to be mixed.  Japanese and Korean are told by kana and Hangul, and without those by how far the
 * characters are in everyday use there, and by forms and words.
 * Worked: 业态 and 100 Traditional characters → hant, with 2 characters of hans; 国会議員選挙 → jpan.
 */
#ifndef DETECT_SCRIPT_H
#define DETECT_SCRIPT_H

#include "detect/census.h"
#include "detect/tables.h"

typedef enum detect_script {
    DETECT_NONE, /* no Chinese characters, no kana, no Hangul */
    DETECT_HANS,
    DETECT_HANT,
    DETECT_MIXED, /* Simplified and Traditional */
    DETECT_BOTH,  /* nothing in it that is not the same in both */
    DETECT_JPAN,
    DETECT_KORE
} detect_script;

/* What the script was told by. */
typedef struct detect_evidence {
    detect_script script;
    double confidence;                /* 0 to 1 */
    uint64_t han;                     /* Chinese characters */
    uint64_t simplified, traditional; /* of those that one script alone has */
    uint64_t japanese;                /* of those that only Japanese has */
    uint64_t kana, hangul;
} detect_evidence;

/* Judges by the characters and words counted.  `text` is what they were counted in: where it has kana, stretches of
 * Japanese in it do not count as Chinese, and `foreign` is a census to count them with.  False when memory is out. */
bool detect_judge_script(const detect_tables *tables, const census *counts, hp_span text, census *foreign,
                         detect_evidence *evidence);

/* "hans", "hant", "mixed", "both", "jpan", "kore", "none". */
const char *detect_script_name(detect_script script);

#endif

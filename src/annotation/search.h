/* search.h - finding the reading annotations in a line.
 *
 * Given a stretch of valid UTF-8 within one line, hp_find_annotations() lists what may be readings of the characters
 * before them: bracketed, glued, or in mark-up, each with how well it fits.  It changes nothing and decides nothing:
 * hp_judge() (line_evidence.h) weighs the findings of a line against each other.
 * Worked: "移動(App)國(guó)家" → one finding: base 國, reading guó, cut (guó), grade toned.
 */
#ifndef ANNOTATION_SEARCH_H
#define ANNOTATION_SEARCH_H

#include "annotation/candidate_scan.h"
#include "reading/syllable_match.h"

/* The shape of an annotation. */
typedef enum hp_form {
    HP_FORM_BRACKET,     /* 國(guó) */
    HP_FORM_RUBY,        /* <ruby>國<rt>guó</rt></ruby> */
    HP_FORM_TEMPLATE,    /* {國|guó}, [國]^(guó), ｜國《guó》, U+FFF9 國 U+FFFA guó U+FFFB */
    HP_FORM_GLUED,       /* 中zhōng國guó, 國ㄍㄨㄛˊ */
    HP_FORM_BROKEN,      /* 國(guó家, 國guó)家 */
    HP_FORM_BARE,        /* 中國 zhōngguó 是 */
    HP_FORMS
} hp_form;

enum {
    HP_NOTE_CAPITAL = 1,     /* starts with a capital, or has one inside */
    HP_NOTE_CAPS = 2,        /* capitals throughout, two or more */
    HP_NOTE_BLANK_AFTER = 4, /* one blank, then a character of Chinese follows */
    HP_NOTE_BLANK_BEFORE = 8,
    HP_NOTE_REPEATED = 16,   /* the same reading stands twice or more behind the base */
    HP_NOTE_HEADWORD = 32,   /* the base is all there is before it in the line, and a colon follows: a dictionary's */
    HP_NOTE_SENTENCE = 64,   /* a full stop or the like stands between base and annotation */
    HP_NOTE_LABEL = 128,     /* says itself that it is a reading: 拼音：… */
    HP_NOTE_MARKUP = 256,    /* mark-up says that it is one */
    HP_NOTE_REMOVED = 512    /* judged: it goes */
};

typedef struct hp_annotation {
    hp_form form;
    reading_match match;
    unsigned notes;     /* HP_NOTE_… */
    hp_span base;       /* the characters covered, as in the text; empty when grade is READING_GRADE_NONE */
    uint32_t last;      /* the last character of the base */
    hp_span reading;    /* the reading, as written, without brackets and blanks around */
    hp_span whole;      /* from the first cut to the end of the last, the base between them included */
    size_t cut, cuts;   /* what goes: so many spans from hp_findings.cuts */
} hp_annotation;

/* The findings of one line; grows, is used again for the next line, and belongs to one thread.  Start with {0}. */
typedef struct hp_findings {
    hp_annotation *items;
    size_t count, cap;
    hp_span *cuts;      /* in order, apart from each other, never empty */
    size_t cut_count, cut_cap;
    bool failed;        /* out of memory: findings are missing */
    bool again;         /* when what goes is gone, what was no annotation may be one: not so when all are plain */
} hp_findings;

void hp_findings_free(hp_findings *findings);

/* What to look for. */
typedef struct hp_finder {
    const reading_table *readings;
    unsigned systems;     /* 1 << reading_system for each that counts */
    bool bare;            /* also HP_FORM_BARE */
    bool names;           /* toneless readings with capitals may count */
    bool unverified;      /* toned readings that fit no character before them are taken as well */
    const uint32_t *brackets; /* the opening characters that count, ended by 0; NULL: all */
} hp_finder;

/* Replaces what is in *findings by the findings in `run`, any bytes without LF; bytes that are not valid UTF-8 separate
 * what stands on their two sides. */
void hp_find_annotations(const hp_finder *finder, hp_span run, hp_findings *findings);

/* As hp_find_annotations(), for a `run` that is a line of the scanner's text, of which nothing before `at` is a place
 * that hp_glance() lets pass. */
void hp_find_annotations_from(const hp_finder *finder, hp_scanner *scanner, hp_span run, const char *at,
                              hp_findings *findings);

/* The name of a form in logs and counts.  Static storage. */
const char *hp_form_name(hp_form form);

/* True for what the tables call a Chinese character, 〇 and 々 included. */
bool hp_is_han(uint32_t cp);

#endif

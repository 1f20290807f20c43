/* search.h - finding the reading annotations in a line.
 *
 * Given a stretch of valid UTF-8 within one line, annotation_find() lists what may be readings of the characters
 * before them: bracketed, glued, or in mark-up, each with how well it fits.  It changes nothing and decides nothing:
 * annotation_mark_removals() (line_evidence.h) weighs the findings of a line against each other.
 * Worked: "移動(App)國(guó)家" → one finding: base 國, reading guó, cut (guó), grade toned.
 */
#ifndef ANNOTATION_SEARCH_H
#define ANNOTATION_SEARCH_H

#include "annotation/candidate_scan.h"
#include "reading/syllable_match.h"

/* The shape of an annotation. */
typedef enum annotation_form {
    ANNOTATION_BRACKET,     /* 國(guó) */
    ANNOTATION_RUBY,        /* <ruby>國<rt>guó</rt></ruby> */
    ANNOTATION_TEMPLATE,    /* {國|guó}, [國]^(guó), ｜國《guó》, U+FFF9 國 U+FFFA guó U+FFFB */
    ANNOTATION_UNBRACKETED, /* 中zhōng國guó, 國ㄍㄨㄛˊ */
    ANNOTATION_BROKEN,      /* 國(guó家, 國guó)家 */
    ANNOTATION_BARE,        /* 中國 zhōngguó 是 */
    ANNOTATION_FORMS
} annotation_form;

enum {
    CONTEXT_CAPITAL = 1,     /* starts with a capital, or has one inside */
    CONTEXT_CAPS = 2,        /* capitals throughout, two or more */
    CONTEXT_BLANK_AFTER = 4, /* one blank, then a character of Chinese follows */
    CONTEXT_BLANK_BEFORE = 8,
    CONTEXT_REPEATED = 16, /* the same reading stands twice or more behind the base */
    CONTEXT_HEADWORD = 32, /* the base is all there is before it in the line, and a colon follows: a dictionary's */
    CONTEXT_SENTENCE = 64, /* a full stop or the like stands between base and annotation */
    CONTEXT_LABEL = 128,   /* says itself that it is a reading: 拼音：… */
    CONTEXT_MARKUP = 256,  /* mark-up says that it is one */
    CONTEXT_REMOVED = 512  /* judged: it goes */
};

typedef struct annotation_candidate {
    annotation_form form;
    reading_match match;
    unsigned notes;   /* CONTEXT_… */
    hp_span base;     /* the characters covered, as in the text; empty when grade is READING_GRADE_NONE */
    uint32_t last;    /* the last character of the base */
    hp_span reading;  /* the reading, as written, without brackets and blanks around */
    hp_span whole;    /* from the first cut to the end of the last, the base between them included */
    size_t cut, cuts; /* what goes: so many spans from annotation_candidates.cuts */
} annotation_candidate;

/* The findings of one line; grows, is used again for the next line, and belongs to one thread.  Start with {0}. */
typedef struct annotation_candidates {
    annotation_candidate *items;
    size_t count, cap;
    hp_span *cuts; /* in order, apart from each other, never empty */
    size_t cut_count, cut_cap;
    bool failed; /* out of memory: findings are missing */
    bool again;  /* when what goes is gone, what was no annotation may be one: not so when all are plain */
} annotation_candidates;

void annotation_candidates_free(annotation_candidates *findings);

/* What to look for. */
typedef struct annotation_finder {
    const reading_table *readings;
    unsigned systems;         /* 1 << reading_system for each that counts */
    bool bare;                /* also ANNOTATION_BARE */
    bool names;               /* toneless readings with capitals may count */
    bool unverified;          /* toned readings that fit no character before them are taken as well */
    const uint32_t *brackets; /* the opening characters that count, ended by 0; NULL: all */
} annotation_finder;

/* Replaces what is in *findings by the findings in `run`, any bytes without LF; bytes that are not valid UTF-8 separate
 * what stands on their two sides. */
void annotation_find(const annotation_finder *finder, hp_span run, annotation_candidates *findings);

/* As annotation_find(), for a `run` that is a line of the scanner's text, of which nothing before `at` is a place
 * that annotation_may_be() lets pass. */
void annotation_find_from(const annotation_finder *finder, annotation_scanner *scanner, hp_span run, const char *at,
                          annotation_candidates *findings);

/* The name of a form in logs and counts.  Static storage. */
const char *annotation_form_name(annotation_form form);

/* True for what the tables call a Chinese character, 〇 and 々 included. */
bool text_is_han(uint32_t cp);

#endif

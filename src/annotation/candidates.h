/* candidates.h - what may be annotations in a line, and what to look for. */
#ifndef ANNOTATION_CANDIDATES_H
#define ANNOTATION_CANDIDATES_H

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
    CONTEXT_REPEATED = 16,  /* the same reading stands twice or more behind the base */
    CONTEXT_HEADWORD = 32,  /* what the text is about: the base is all there is before it in the line, and a colon
                            * follows, as in a dictionary; or several readings are named and 字 follows */
    CONTEXT_SENTENCE = 64,  /* a full stop or the like stands between base and annotation */
    CONTEXT_LABEL = 128,    /* says itself that it is a reading: 拼音：… */
    CONTEXT_MARKUP = 256,   /* mark-up says that it is one */
    CONTEXT_RUBY = 512,     /* ruby of whatever kind: it goes whether or not it is a reading */
    CONTEXT_SEVERAL = 1024, /* several readings of the same characters */
    CONTEXT_REMOVED = 2048  /* judged: it goes */
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
    const char *chain_end, *chain_start; /* cuts that meet cover this much before chain_end, and no more */
    bool failed;                         /* out of memory: findings are missing */
    bool again; /* when what goes is gone, what was no annotation may be one: not so when all are plain */
} annotation_candidates;

void annotation_candidates_free(annotation_candidates *findings);

/* What to look for. */
typedef struct annotation_finder {
    const reading_table *readings;
    unsigned systems;         /* 1 << reading_system for each that counts */
    bool bare;                /* also ANNOTATION_BARE */
    bool names;               /* toneless readings with capitals may count */
    bool unverified;          /* toned readings that fit no character before them are taken as well */
    bool any_ruby;            /* ruby counts whatever it says */
    const uint32_t *brackets; /* the opening characters that count, ended by 0; NULL: all */
} annotation_finder;

/* The name of a form in logs and counts.  Static storage. */
const char *annotation_form_name(annotation_form form);

/* A walk through one run, from left to right: everything before `floor` has been dealt with.  Not for others than the
 * parts of the finder, nor what follows. */
typedef struct annotation_search {
    const annotation_finder *finder;
    annotation_candidates *found;
    const char *start, *end; /* the run */
    const char *floor;       /* nothing before this is part of a new finding's cut */
    const char *rejected;    /* the end of the furthest bracket that was no annotation */
    const char *dead;        /* the bracket that opens here has been tried */
} annotation_search;

/* Makes a finding with the cuts given in order, which are kept when it `fits`, and sets its whole, cut and cuts: the
 * rest is the caller's to fill in.  NULL when memory is out. */
annotation_candidate *annotation_new_candidate(annotation_search *search, const hp_span *cuts, size_t count, bool fits);

/* Adds a finding whose cuts, given in order, are [cuts, cuts + count); the floor becomes the end of the last.  One that
 * does not fit keeps no cuts unless the finder takes those, or it is CONTEXT_RUBY. */
void annotation_add_candidate(annotation_search *search, const annotation_candidate *annotation, const hp_span *cuts,
                              size_t count);

/* The bracket up to `end` was no annotation. */
static inline void annotation_reject(annotation_search *search, const char *end)
{
    if (end > search->rejected)
        search->rejected = end;
}

/* Puts the cut `cut` in front of those of finding `index`, whose first cut is behind it. */
void annotation_prepend_cut(annotation_candidates *found, size_t index, hp_span cut);

#endif

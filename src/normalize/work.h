/* work.h - what the rules' functions share: the engine's tables, and one thread's memory.  For src/normalize alone. */
#ifndef NORMALIZE_WORK_H
#define NORMALIZE_WORK_H

#include "normalize/options.h"
#include "normalize/own_form_table.h"
#include "normalize/rules.h"
#include "normalize/tables/tables.h"
#include "segment/clause.h"

typedef struct norm_transform norm_transform; /* transform.h */
typedef struct norm_icu norm_icu;             /* rules/forms.c */

/* A rule of lines, with its row's signs as a set. */
typedef struct norm_line_rule {
    void (*apply)(norm_work *);
    uint64_t bit; /* NORM_RULE() */
    uint64_t signs[2];
    uint32_t needs;
} norm_line_rule;

struct norm_engine {
    norm_options options;
    norm_characters characters;
    norm_tables tables;
    seg_lexicon lexicon;       /* for NORM_RULE_SPACES */
    norm_icu *icu;             /* owned; NULL where no rule of rules/forms.c runs */
    norm_transform *transform; /* NULL: none */
    bool protects;             /* addresses, code … stay */
    uint8_t look[256];         /* by byte: what norm_next() has to do there (look_scan.h) */
    unsigned looks;            /* which kinds there are (look_scan.h) */
    uint32_t telling;          /* NORM_SET()s: classes whose characters are enough for a line to be worked on */
    bool every_line;           /* any line may change */
    norm_line_rule line_rules[NORM_RULE_COUNT]; /* the rules of lines that run, in order */
    size_t line_rule_count;
};

struct norm_fence {
    size_t from, to;
};

struct norm_work {
    const norm_engine *engine;
    norm_line line;     /* the stretch at hand */
    norm_line piece;    /* one of its lines, when it has several */
    norm_line *current; /* the one that a rule works on */
    norm_edits edits;
    bool told;    /* `edits` are those of the line as it is */
    bool altered; /* some rule has changed the line */
    bool window;  /* the line is a window: `edits` has those of the ones before */
    norm_own_forms own;
    norm_edits document_edits;
    norm_evidence evidence; /* of the line or document: what its private-use characters are */
    bool whole;             /* `evidence` is the document's */
    seg_clause clause;      /* of the lexicon */
    hp_buf text;
    uint16_t *units, *made; /* rows of UTF-16, for ICU */
    size_t unit_cap, made_cap;
    norm_transform *transform; /* this thread's */
    struct norm_fence *fences; /* of the text that norm_next() was given, in order */
    size_t fence_count, fence_cap;
    bool failed; /* out of memory, in a rule */
};

#endif

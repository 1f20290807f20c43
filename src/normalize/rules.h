/* rules.h - every rule there is: one table that the parser, the help, the manual's test and the log read.
 *
 * A rule is a row and a function that works on one line (line.h), or on a whole document (document.h).  The rows stand
 * in the order in which the rules run.
 */
#ifndef NORMALIZE_RULES_H
#define NORMALIZE_RULES_H

#include "normalize/line/line.h"

typedef struct norm_work norm_work;

/* The profiles, as bits. */
enum {
    NORM_MINIMAL = 1, /* nothing that a careful editor could object to */
    NORM_CLEAN = 2,   /* what a careful editor would do */
    NORM_SEARCH = 4,  /* folds more, for an index */
    NORM_CN = 8,      /* the mainland's typography */
    NORM_TW = 16,     /* Taiwan's */
    NORM_HK = 32,     /* Hong Kong's */
    NORM_EDITED = NORM_CLEAN | NORM_SEARCH | NORM_CN | NORM_TW | NORM_HK,
    NORM_EVERY = NORM_MINIMAL | NORM_EDITED
};

/* In the order of the table. */
typedef enum norm_rule_id {
    NORM_RULE_NONE,
    NORM_RULE_REPEAT,
    NORM_RULE_LINE_ENDS,
    NORM_RULE_CONTROLS,
    NORM_RULE_INVISIBLE,
    NORM_RULE_SELECTORS,
    NORM_RULE_PUA,
    NORM_RULE_RADICALS,
    NORM_RULE_COMPAT,
    NORM_RULE_NFC,
    NORM_RULE_LIGATURES,
    NORM_RULE_WIDTH,
    NORM_RULE_FOLD,
    NORM_RULE_MASK,
    NORM_RULE_ELLIPSES,
    NORM_RULE_PUNCT,
    NORM_RULE_STOP,
    NORM_RULE_DASHES,
    NORM_RULE_MIDDOTS,
    NORM_RULE_TILDES,
    NORM_RULE_QUOTES,
    NORM_RULE_BREAKS,
    NORM_RULE_SPACES,
    NORM_RULE_HAN_LATIN,
    NORM_RULE_BLANKS,
    NORM_RULE_BLANK_LINES,
    NORM_RULE_JOIN,
    NORM_RULE_TRANSFORM,
    NORM_RULE_COUNT
} norm_rule_id;

#define NORM_RULE(id) (UINT64_C(1) << (id))

typedef struct norm_rule {
    const char *name;
    unsigned profiles;
    uint32_t needs;             /* NORM_SET()s: a line without any of these classes … */
    const char *signs;          /* … nor of these ASCII characters, is none of the rule's business; NULL: none */
    void (*apply)(norm_work *); /* on a line; NULL: see the rule's file */
    const char *help;           /* a phrase */
} norm_rule;

/* By norm_rule_id; the first row is no rule. */
extern const norm_rule norm_rules[NORM_RULE_COUNT];

/* The rule of this name, or NORM_RULE_NONE. */
norm_rule_id norm_rule_named(hp_span name);

/* The profiles' names in the order of their bits, ended by NULL. */
extern const char *const norm_profile_names[];

/* The rules of a profile as NORM_RULE()s; 0 when there is none of this name. */
uint64_t norm_profile(hp_span name);

/* The names of the profiles that have the rule, in a static text; "" for none. */
const char *norm_profiles_of(const norm_rule *rule);

/* The rules that see a whole document. */
#define NORM_WHOLE_RULES (NORM_RULE(NORM_RULE_REPEAT) | NORM_RULE(NORM_RULE_JOIN))

/* The rules' functions, one file for a few that belong together. */
void norm_apply_controls(norm_work *work);  /* invisible.c */
void norm_apply_invisible(norm_work *work); /* invisible.c */
void norm_apply_selectors(norm_work *work); /* invisible.c */
void norm_apply_pua(norm_work *work);       /* private_use.c */
void norm_apply_radicals(norm_work *work);  /* radicals.c */
void norm_apply_compat(norm_work *work);    /* forms.c */
void norm_apply_form(norm_work *work);      /* forms.c */
void norm_apply_fold(norm_work *work);      /* forms.c */
void norm_apply_ligatures(norm_work *work); /* width.c */
void norm_apply_width(norm_work *work);     /* width.c */
void norm_apply_mask(norm_work *work);      /* mask.c */
void norm_apply_punct(norm_work *work);     /* punct.c */
void norm_apply_stop(norm_work *work);      /* stop.c */
void norm_apply_ellipses(norm_work *work);  /* dashes.c */
void norm_apply_dashes(norm_work *work);    /* dashes.c */
void norm_apply_middots(norm_work *work);   /* dashes.c */
void norm_apply_tildes(norm_work *work);    /* dashes.c */
void norm_apply_quotes(norm_work *work);    /* quotes.c */
void norm_apply_breaks(norm_work *work);    /* breaks.c */
void norm_apply_spaces(norm_work *work);    /* spaces.c */
void norm_apply_han_latin(norm_work *work); /* blanks.c */
void norm_apply_blanks(norm_work *work);    /* blanks.c */

#endif

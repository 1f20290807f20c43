/* characters.h - what a character is, and what it is for comparing texts, from ICU's tables, in pages made as needed.
 *
 *     kind   the script and a class of the general category, in one number: 國 → Han, letter
 *     fold   what stands for it in the normal form of fingerprints: 國, 国 → 国; Ａ, A, a → a; ，, blank → nothing
 *
 * A page has 256 characters and is made when the first of them is met, so a worker pays for the scripts that it sees.
 * What a character folds to takes ICU a while, so that is found out for each by itself.
 */
#ifndef JUDGE_COUNT_CHARACTERS_H
#define JUDGE_COUNT_CHARACTERS_H

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "convert/opencc_exact.h"
#include "load/library.h"

/* ICU's calls. */
#define JUDGE_ICU_FUNCTIONS(X) \
    X(u_charType) \
    X(u_isUWhiteSpace) \
    X(unorm2_getNFKCCasefoldInstance) \
    X(unorm2_hasBoundaryBefore) \
    X(unorm2_normalize) \
    X(uscript_getScript) \
    X(uscript_getShortName) \
    X(uscript_hasScript)

typedef struct judge_icu {
    JUDGE_ICU_FUNCTIONS(LIBRARY_MEMBER)
} judge_icu;

/* Loads ICU.  Errors: HP_IO. */
hp_status judge_icu_open(judge_icu *icu, hp_error *err);

typedef enum judge_class {
    JUDGE_LETTER,
    JUDGE_MARK,
    JUDGE_DIGIT, /* Nd */
    JUDGE_NUMBER,
    JUDGE_BLANK, /* White_Space */
    JUDGE_PUNCTUATION,
    JUDGE_SYMBOL,
    JUDGE_OTHER,
    JUDGE_CLASSES
} judge_class;

/* A kind is script * JUDGE_CLASSES + class.  Scripts are ICU's numbers, and these for what is counted by itself. */
enum { JUDGE_SCRIPTS = 256, JUDGE_BOX = 253, JUDGE_REPLACED = 254, JUDGE_PRIVATE = 255 };
enum { JUDGE_KINDS = JUDGE_SCRIPTS * JUDGE_CLASSES };

/* What is no character of its own in the normal form. */
enum {
    JUDGE_FOLD_NOTHING = 0,
    JUDGE_FOLD_UNKNOWN = 0x7FFFFFFE, /* not found out yet */
    JUDGE_FOLD_SLOW = 0x7FFFFFFF     /* depends on what stands before, or is several: ICU must look */
};

/* Start with the borrowed; the chain may be NULL where nothing is folded.  One worker's. */
typedef struct judge_characters {
    const judge_icu *icu;       /* borrowed */
    const conv_exact *simplify; /* borrowed: Traditional to Simplified, for single characters */
    conv_exact_work work;
    uint16_t *kinds[0x1100]; /* pages; NULL: not made yet */
    uint32_t *folds[0x1100];
} judge_characters;

void judge_characters_free(judge_characters *c);

/* Make a page; NULL when memory is out. */
const uint16_t *judge_make_kinds(judge_characters *c, uint32_t page);
uint32_t *judge_make_folds(judge_characters *c, uint32_t page);

/* Finds out what a character is in the normal form, and puts it into its page.  *failed is set when memory is out. */
uint32_t judge_find_fold(judge_characters *c, uint32_t cp, bool *failed);

/* The kind of `cp`, a scalar value; without memory that of an unassigned one, and *failed is set. */
static inline unsigned judge_kind(judge_characters *c, uint32_t cp, bool *failed)
{
    const uint16_t *page = c->kinds[cp >> 8];
    if (!page && !(page = judge_make_kinds(c, cp >> 8))) {
        *failed = true;
        return JUDGE_OTHER;
    }
    return page[cp & 0xFF];
}

static inline uint32_t judge_fold(judge_characters *c, uint32_t cp, bool *failed)
{
    const uint32_t *page = c->folds[cp >> 8];
    if (!page && !(page = judge_make_folds(c, cp >> 8))) {
        *failed = true;
        return JUDGE_FOLD_NOTHING;
    }
    uint32_t fold = page[cp & 0xFF];
    return fold == JUDGE_FOLD_UNKNOWN ? judge_find_fold(c, cp, failed) : fold;
}

/* Appends the normal form of `count` characters that must be seen together to `to`, which has room for `room` numbers;
 * returns how many there are, or SIZE_MAX when they do not fit or memory is out. */
size_t judge_fold_together(judge_characters *c, const uint32_t *cps, size_t count, uint32_t *to, size_t room);

/* The four letters of a script (ISO 15924), "Hani"; NULL for those of our own, and what belongs to all or none. */
const char *judge_script_name(const judge_icu *icu, unsigned script);

/* ICU's numbers for the scripts that have a name in expressions. */
extern const unsigned judge_script_han, judge_script_latin, judge_script_hiragana, judge_script_katakana,
    judge_script_hangul, judge_script_bopomofo;

/* The version of ICU. */
const char *judge_icu_version(void);

#endif

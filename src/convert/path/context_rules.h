/* context_rules.h - choices that depend on what stands around a character: dicts/conv-context.tsv. */
#ifndef CONVERT_PATH_CONTEXT_RULES_H
#define CONVERT_PATH_CONTEXT_RULES_H

#include "hanpipe.h"

enum { CONV_CONTEXT_RULES_MAX = 64 };

/* What a rule asks of the surroundings; see dicts/conv-context.tsv. */
typedef enum conv_context_kind {
    CONV_CONTEXT_ALONE,
    CONV_CONTEXT_BEFORE,
    CONV_CONTEXT_LINE,
    CONV_CONTEXT_AFTER,
    CONV_CONTEXT_NUMBER,
    CONV_CONTEXT_DIGITS,
    CONV_CONTEXT_AUTHOR,
    CONV_CONTEXT_SIGNED
} conv_context_kind;

/* Words with blanks between.  So that most texts need no search there are bits for what their first characters hash to,
 * one for what they hash to themselves, and one for each length in bytes; words of 64 or more are of length 63. */
typedef struct conv_context_list {
    hp_span words;
    uint64_t starts[16]; /* by the last bits of second and third byte, for any character */
    uint64_t leads[5];   /* by bits of first and second byte, for those of three; one bit for all others */
    uint64_t wholes[16], lengths;
} conv_context_list;

/* A choice that depends on the surroundings. */
typedef struct conv_context_rule {
    hp_span word, form;
    uint32_t first; /* the word's first three bytes, as utf8_char_bytes() gives them */
    conv_context_kind kind;
    conv_context_list words;      /* what must stand there */
    conv_context_list not_after;  /* characters that may not stand before it */
    conv_context_list not_before; /* words that may not follow */
} conv_context_rule;

typedef struct conv_context_rules {
    conv_context_rule rows[CONV_CONTEXT_RULES_MAX];
    size_t count;
    uint64_t starts[64]; /* by the last six bits of a word's first character: which rows may be for it, a bit each */
} conv_context_rules;

/* Which script the text that is converted is in. */
typedef enum conv_context_script { CONV_CONTEXT_SIMPLIFIED, CONV_CONTEXT_TRADITIONAL } conv_context_script;

/* Parses the lines of "conv.rules" and keeps those for text in `script`; the rules point into `text`.  False when they
 * are malformed or too many. */
bool conv_context_rules_parse(conv_context_rules *rules, conv_context_script script, hp_span text);

/* What has been found out about a text, for rules that ask for words anywhere in it, a bit each: start with {0}. */
typedef struct conv_context_seen {
    uint64_t asked, found;
} conv_context_seen;

/* The form that a rule gives `word`, a part of `text` that is a word by itself; the words before it start at before[0]
 * (the nearest) and before[1], or NULL.  *seen is of this text.  Empty when no rule applies. */
hp_span conv_context_form(const conv_context_rules *rules, hp_span text, hp_span word, const char *const before[2],
                          conv_context_seen *seen);

/* True when a rule may give some word at `at`, in [text, end), another form, whatever the words before it are.  *seen
 * is of this text. */
bool conv_context_may_apply(const conv_context_rules *rules, hp_span text, const char *at, const char *end,
                            conv_context_seen *seen);

/* True when a rule may see `mark`, a mark that ends a clause, otherwise than the end of the text behind it and its
 * start before it. */
bool conv_context_asks_across(const conv_context_rules *rules, hp_span mark);

/* Whether rules that ask for words anywhere in the line have their answers for the places in `text`, a part of it
 * behind a mark that no rule asks across: each has found one, or has no place where it would apply.  *seen says which
 * rules had such places in the first `looked` bytes (asked), and which have found words; it is brought up to date. */
bool conv_context_knows_line(const conv_context_rules *rules, hp_span text, size_t looked, conv_context_seen *seen);

#endif

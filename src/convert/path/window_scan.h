/* window_scan.h - which characters can be in a window, where a window is opened, and how far it reaches.
 *
 * Windows are stretches of characters of three bytes that become three bytes and are in some word.  A trigger, which
 * is a word that would change what its characters become, or a character with a choice, opens one: some characters to
 * both sides; windows that would touch are one.
 */
#ifndef CONVERT_PATH_WINDOW_SCAN_H
#define CONVERT_PATH_WINDOW_SCAN_H

#include "convert/path/best_path_parts.h"

/* A window: `count` characters from `start` on, and those of its words, in the work's words, whose output is not that
 * of their characters, in their order. */
typedef struct conv_window {
    const char *start, *end;
    size_t count, word_count;
    uint32_t scripts; /* marks of all its characters */
    uint32_t rules;   /* a bit for each character that has a rule, or starts a word that has one, unless… */
    bool is_long;     /* …one look was too short for them */
    bool words;       /* one of the triggers is a word */
} conv_window;

/* True when the `length` bytes at `at`, whole characters, can all be in a window. */
bool conv_is_in_window(const conv_scan *s, const char *at, size_t length);

/* What decides or has a choice at `at`, a character of three bytes with the entry `entry`: a character with a choice
 * has no output.  Length 0 when there is nothing, or the character can be in no window. */
conv_window_word conv_find_trigger(conv_scan *s, const char *at, uint32_t entry);

/* True when the character at `at`, which has a choice and can be in a window, triggers one.  Most characters with a
 * rule stand where none applies. */
bool conv_choice_triggers(conv_scan *s, const char *at);

/* True when character `i` of the window has a rule, or starts a word that has one. */
bool conv_window_has_rule(const conv_scan *s, const conv_window *w, size_t i);

/* The first such character from number `i` on; the window's count when there is none. */
size_t conv_window_next_rule(const conv_scan *s, const conv_window *w, size_t i);

/* The line of `at`, which is not before the line asked for last; what was found out about another line is forgotten. */
hp_span conv_line_at(conv_scan *s, const char *at);

/* True when a rule gives the character at `at` another form, if it and what is before it up to `start`, NULL for the
 * line's, are words. */
bool conv_rule_may_apply(conv_scan *s, const char *start, const char *at);

/* The longest word with an output of its own at `at`, where a deciding pair stands, whose second character leads to the
 * node `second`; `length` bytes may be the word.  Length 0 when there is none, 3 for one that has only its characters'
 * output, but may hide shorter words. */
conv_window_word conv_find_word(const conv_table *outputs, const char *at, size_t length, uint32_t second);

/* The same where no key goes on behind the two characters, which have `length` bytes. */
conv_window_word conv_find_word_of_two(const conv_table *outputs, const char *at, size_t length, uint32_t second);

/* Finds the window around `trigger`, whose character has the number `number` in the batch's flags, or CONV_NO_NUMBER.
 * Without memory the writer's failed is set, and words are missing. */
void conv_find_window(conv_scan *s, const conv_window_word *trigger, size_t number, conv_window *w);

#endif

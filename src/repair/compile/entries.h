/* entries.h - the words for repair while they are collected: what may stand for each other makes one entry. */
#ifndef REPAIR_COMPILE_ENTRIES_H
#define REPAIR_COMPILE_ENTRIES_H

#include "repair/compile/character_classes.h"
#include "repair/sections.h"
#include "text/map/string_map.h"

enum { REPAIR_LONGEST = 12 };

struct repair_entry_form {
    uint16_t text[REPAIR_LONGEST]; /* standard forms */
    double weight;
    double counted; /* in fix-forms.tsv */
    bool is_also;   /* as right as another */
    struct repair_entry_form *next;
};

struct repair_entry {
    struct repair_entry_form *forms;
    size_t chars;
    bool given; /* the project's own list has the word */
};

struct repair_entries {
    repair_classes classes;
    uint8_t right[REPAIR_UNITS];   /* by class: how many standard Traditional characters it has */
    uint16_t stands[REPAIR_UNITS]; /* by class: the character that stands for it in "words.s" */
    string_map keys;               /* words in classes */
    struct repair_entry *entries;
    size_t room;
};

/* `memory`; ends the program when it is NULL. */
void *repair_must(void *memory);

/* Takes a word apart; 0 when it is too long, or has other characters than those of the table. */
size_t repair_take_characters(hp_span text, uint16_t *to);

/* The entry of a word; NULL when there is none and none is to be made.  Making one moves the others. */
struct repair_entry *repair_find_entry(struct repair_entries *l, const uint16_t *word, size_t count, bool make);

/* The form of an entry that has these characters; the same. */
struct repair_entry_form *repair_find_form(struct repair_entries *l, struct repair_entry *entry, const uint16_t *word,
                                           bool make);

/* Reads conv-context.tsv in `dicts`: what conversion knows of characters by what stands behind them makes entries.
 * False after a message. */
bool repair_read_context(struct repair_entries *l, const char *dicts);

#endif

/* word_lattice.h - the lattice of the best-path engine: the cheapest way over the characters of a window. */
#ifndef CONVERT_PATH_WORD_LATTICE_H
#define CONVERT_PATH_WORD_LATTICE_H

#include "convert/table.h"

/* A character of the window, and the cheapest way to the place before it. */
typedef struct conv_lattice_cell {
    uint32_t code;
    uint32_t cost;        /* of the cheapest way to here */
    uint32_t from;        /* where its last word starts */
    uint32_t next;        /* on the cheapest way through: where the word that starts here ends */
    uint32_t cost_to_end; /* of the cheapest way from here to the end */
} conv_lattice_cell;

/* Finds the cheapest way of `words` over `count` characters, whose codes stand in cells[0..count), and links it:
 * cells[i].next. There are count + 1 cells. */
void conv_lattice_forward(const conv_table *words, conv_lattice_cell *cells, size_t count);

/* True when the cheapest way of `words` over the characters of `word`, three bytes each, is one word. */
bool conv_lattice_is_word(const conv_table *words, hp_span word);

/* Fills in the cells' `cost_to_end`, which conv_lattice_choice needs. */
void conv_lattice_backward(const conv_table *words, conv_lattice_cell *cells, size_t count);

/* A window with its cheapest way found; it starts at `start`, three bytes a character. */
typedef struct conv_lattice {
    const conv_table *words, *outputs;
    const conv_lattice_cell *cells;
    size_t count;
    const char *start;
} conv_lattice;

/* A place where there was a choice. */
typedef struct conv_choice {
    size_t offset; /* in the text that was converted, in bytes (after normalization) */
    hp_span character;
    hp_span chosen;   /* its output */
    hp_span other;    /* the next best; empty when nothing else was possible */
    uint32_t margin;  /* how much likelier the choice is: the logarithm of the quotient, in hundredths of a nat */
    char bytes[2][4]; /* where an output lives that stands in no table */
} conv_choice;

/* The choice that there was at character `k`: every word over it is looked at.  The offset is left to the
 * caller. */
void conv_lattice_choice(const conv_lattice *lattice, size_t k, conv_choice *choice);

#endif

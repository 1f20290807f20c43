/* word_lattice.h - the lattice of the best-path engine: the cheapest way over the characters of a window. */
#ifndef CONVERT_WORD_LATTICE_H
#define CONVERT_WORD_LATTICE_H

#include "convert/best_path.h"

/* A character of the window, and the cheapest way to the place before it. */
typedef struct conv_lattice_cell {
    uint32_t code;
    uint32_t cost; /* of the cheapest way to here */
    uint32_t from; /* where its last word starts */
    uint32_t next; /* on the cheapest way through: where the word that starts here ends */
    uint32_t rest; /* of the cheapest way from here to the end */
} conv_lattice_cell;

/* Finds the cheapest way over `count` characters, whose codes stand in cells[0..count), and links it:
 * cells[i].next. There are count + 1 cells. */
void conv_lattice_forward(const conv_best_path *best, conv_lattice_cell *cells, size_t count);

/* Fills in the cells' `rest`, which conv_lattice_choice needs. */
void conv_lattice_backward(const conv_best_path *best, conv_lattice_cell *cells, size_t count);

/* A window with its cheapest way found; it starts at `start`, three bytes a character. */
typedef struct conv_lattice {
    const conv_best_path *best;
    const conv_lattice_cell *cells;
    size_t count;
    const char *start;
} conv_lattice;

/* The choice that there was at character `k`: every word over it is looked at.  The offset is left to the
 * caller. */
void conv_lattice_choice(const conv_lattice *way, size_t k, conv_choice *choice);

#endif

/* word_lattice.h - the lattice of the best-path engine: the cheapest way over the characters of a window. */
#ifndef CONVERT_WORD_LATTICE_H
#define CONVERT_WORD_LATTICE_H

#include "convert/best_path.h"

/* A character of the window, and the cheapest way to the place before it. */
typedef struct hp_way_cell {
    uint32_t code;
    uint32_t cost; /* of the cheapest way to here */
    uint32_t from; /* where its last word starts */
    uint32_t next; /* on the cheapest way through: where the word that starts here ends */
    uint32_t rest; /* of the cheapest way from here to the end */
} hp_way_cell;

/* Finds the cheapest way over `count` characters, whose codes stand in cells[0..count), and links it:
 * cells[i].next. There are count + 1 cells. */
void hp_way_find(const hp_best *best, hp_way_cell *cells, size_t count);

/* Fills in the cells' `rest`, which hp_way_choice needs. */
void hp_way_weigh(const hp_best *best, hp_way_cell *cells, size_t count);

/* A window with its cheapest way found; it starts at `start`, three bytes a character. */
typedef struct hp_way {
    const hp_best *best;
    const hp_way_cell *cells;
    size_t count;
    const char *start;
} hp_way;

/* The choice that there was at character `k`: every word over it is looked at.  The offset is left to the
 * caller. */
void hp_way_choice(const hp_way *way, size_t k, hp_choice *choice);

#endif

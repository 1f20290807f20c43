/* arena.h - memory for one parse: taken piece by piece, given back all at once, and no more than was agreed.
 *
 *     html_arena a = { .limit = 1 << 20 };
 *     void *p = html_arena_take(&a, 24);      24 bytes, aligned for anything, or NULL
 *     html_arena_free(&a);                    every piece
 *
 * One thread at a time.
 */
#ifndef HTML_PARSE_ARENA_H
#define HTML_PARSE_ARENA_H

#include "hanpipe.h"

struct html_arena_block;

typedef struct html_arena {
    size_t limit;  /* in bytes, all blocks together */
    size_t used;   /* in bytes, all blocks together */
    bool at_limit; /* the last failure was the limit, not the system */
    struct html_arena_block *blocks;
    char *next, *end; /* what is free of the first block */
    char *last;       /* the piece taken last */
} html_arena;

/* A piece of `size` bytes, aligned for any type, or NULL when the limit or the memory is reached. */
void *html_arena_take(html_arena *arena, size_t size);

/* Says that `piece` is no longer needed.  Only the piece taken last is used again; NULL is allowed. */
void html_arena_drop(html_arena *arena, void *piece);

/* Gives back all memory; the arena is empty, with its limit, and may be used again. */
void html_arena_free(html_arena *arena);

#endif

/* arena.c - a list of blocks, each filled from its start.
 *
 * A parser takes some ten million small pieces from a big page and needs nearly all of them to the end: to keep books
 * on each costs more than to let the few that it gives back lie.  The exception is the piece taken last, which parsers
 * give back all the time (a buffer that is copied and dropped).
 */
#include "html/parse/arena.h"
#include "text/memory.h"

enum { ALIGNMENT = 16, FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 8 * 1024 * 1024 };

typedef struct html_arena_block {
    struct html_arena_block *next;
    size_t size; /* with this head */
} html_arena_block;

/* Blocks double, so that small pages take little and large ones few. */
static size_t block_size(const html_arena *arena, size_t size)
{
    size_t last = arena->blocks ? arena->blocks->size : FIRST_BLOCK / 2;
    size_t next = last >= LARGEST_BLOCK ? LARGEST_BLOCK : last * 2;
    size_t least = size + ALIGNMENT + sizeof(html_arena_block);
    return next > least ? next : least;
}

static bool add_block(html_arena *arena, size_t size)
{
    size_t bytes = block_size(arena, size);
    arena->at_limit = bytes > arena->limit - arena->used;
    html_arena_block *block = arena->at_limit ? NULL : memory_new(bytes);
    if (!block)
        return false;
    *block = (html_arena_block){ arena->blocks, bytes };
    arena->blocks = block;
    arena->used += bytes;
    arena->next = (char *)block + (sizeof *block + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    arena->end = (char *)block + bytes;
    return true;
}

void *html_arena_take(html_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((size_t)(arena->end - arena->next) < size && !add_block(arena, size))
        return NULL;
    arena->last = arena->next;
    arena->next += size;
    return arena->last;
}

void html_arena_drop(html_arena *arena, void *piece)
{
    if (piece && piece == arena->last) {
        arena->next = arena->last;
        arena->last = NULL;
    }
}

void html_arena_free(html_arena *arena)
{
    while (arena->blocks) {
        html_arena_block *next = arena->blocks->next;
        memory_free(arena->blocks);
        arena->blocks = next;
    }
    *arena = (html_arena){ .limit = arena->limit };
}

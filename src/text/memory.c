/* memory.c - see memory.h.  The one thing in the library that is kept outside of objects: set once, before all other
 * calls, read by all threads. */
#include "text/memory.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "hanpipe.h"

enum {
    HUGE_PAGE = 1 << 21,
    LARGE = 8 * HUGE_PAGE, /* so that the last page is a small part of it */
    MAPPED = 1 << 17,      /* what the C library maps by itself, and starts 16 bytes into a page */
    INTO_PAGE = 256
};

static hp_resize *resize_memory; /* NULL: the C library's */
static void *resize_self;

void hp_set_allocator(hp_resize *resize, void *self)
{
    resize_memory = resize;
    resize_self = self;
}

/* As realloc(), for much memory, of which a start is chosen when it first gets so much; what grows step by step is
 * moved by its pages, not copied: that would take the memory twice.  NULL when memory is out: then *old is as before.
 *
 * LARGE starts where a huge page does and asks for such pages.  A long line's buffers are touched once, from end to
 * end, and with pages of 4 KB the faults take several times as long as the work.
 * What is MAPPED starts 256 bytes into a page.  Files are read from a page's start, and AMD's Zen 3 copies at a fifth
 * of its speed to a place that is 1 to 31 bytes further into its page than where it copies from. */
static void *resize_much(void *old, size_t size)
{
    size_t had = old ? malloc_usable_size(old) : 0;
    bool is_large = size >= LARGE;
    void *made = NULL;
    if (is_large ? had > size / 16 : had >= MAPPED)
        return realloc(old, size);
    if (posix_memalign(&made, is_large ? HUGE_PAGE : INTO_PAGE, size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    if (is_large)
        (void)madvise(made, size & ~(size_t)(HUGE_PAGE - 1), MADV_HUGEPAGE);
#endif
    if (old)
        memcpy(made, old, had);
    free(old);
    return made;
}

void *memory_resize(void *old, size_t size)
{
    size_t some = size ? size : 1; /* realloc() to nothing frees, or does not */
    if (resize_memory)
        return resize_memory(resize_self, old, some);
    return some >= MAPPED ? resize_much(old, some) : realloc(old, some);
}

void *memory_new(size_t size)
{
    return memory_resize(NULL, size);
}

void *memory_resize_array(void *old, size_t count, size_t size)
{
    return size && count > SIZE_MAX / size ? NULL : memory_resize(old, count * size);
}

void *memory_zeroed(size_t count, size_t size)
{
    if (!resize_memory)
        return calloc(count, size);
    void *made = memory_resize_array(NULL, count, size);
    return made ? memset(made, 0, count * size) : NULL;
}

char *memory_copy_string(const char *string)
{
    size_t size = strlen(string) + 1;
    char *made = memory_new(size);
    return made ? memcpy(made, string, size) : NULL;
}

void memory_free(void *old)
{
    if (!old)
        return;
    if (resize_memory)
        resize_memory(resize_self, old, 0);
    else
        free(old);
}

void *memory_grow(void *items, size_t *room, size_t least, size_t size)
{
    size_t more = *room == 0 ? least : *room <= SIZE_MAX / 2 ? 2 * *room : SIZE_MAX;
    void *moved = memory_resize_array(items, more, size);
    if (moved)
        *room = more;
    return moved;
}

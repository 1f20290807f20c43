/* memory.h - where the library's memory comes from: the C library, or who was set with hp_set_allocator().
 *
 * What is given here is freed here.  What another library gives (ICU, PCRE2) is freed its way.
 */
#ifndef TEXT_MEMORY_H
#define TEXT_MEMORY_H

#include <stddef.h>

/* As malloc(), calloc(), realloc(), reallocarray(), strdup() and free(): NULL when memory is out, or when count times
 * size is more than can be. */
void *memory_new(size_t size);
void *memory_zeroed(size_t count, size_t size);
void *memory_resize(void *old, size_t size);
void *memory_resize_array(void *old, size_t count, size_t size);
/* For a list that is full: moves its items, of `size` bytes each, to where there is room for twice as many, or for
 * `least` when *room is 0, and sets *room to that.  NULL when memory is out: then the items and *room are as before. */
void *memory_grow(void *items, size_t *room, size_t least, size_t size);

char *memory_copy_string(const char *string);
void memory_free(void *old);

#endif

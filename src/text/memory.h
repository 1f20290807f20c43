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
char *memory_copy_string(const char *string);
void memory_free(void *old);

#endif

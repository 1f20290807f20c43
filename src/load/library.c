/* library.c - see library.h.
 *
 * When memory is out, the dynamic linker ends the process ("cannot allocate memory for thread-local data: ABORT") or
 * crashes.  So memory for what it allocates is asked for before, and given back to be found by it.
 */
#include "load/library.h"

#include <dlfcn.h>
#include <string.h>

#include "text/error.h"
#include "text/memory.h"

enum { LINKER_NEEDS = 120 * 1024 }; /* below what malloc() would map by itself and unmap */

static hp_status not_loaded(const library *from, hp_error *err)
{
    const char *reason = dlerror();
    return error_set(err, HP_IO, 0, "%s cannot be loaded (Debian: %s): %s", from->name, from->package,
                     reason ? reason : from->file);
}

hp_status library_load(const library *from, const char *const *names, void *table, hp_error *err)
{
    void *room = memory_new(LINKER_NEEDS);
    if (!room)
        return error_set_memory(err);
    memory_free(room);
    void *handle = dlopen(from->file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    char *to = table;
    hp_status st = handle ? HP_OK : not_loaded(from, err);
    for (size_t i = 0; st == HP_OK && names[i]; i++) {
        void *address = dlsym(handle, names[i]);
        if (!address)
            st = not_loaded(from, err);
        memcpy(to + i * sizeof address, &address, sizeof address); /* POSIX has functions fit there */
    }
    if (handle)
        dlclose(handle); /* it stays: RTLD_NODELETE */
    return st;
}

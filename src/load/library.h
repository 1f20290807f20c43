/* library.h - shared libraries that only some options need, loaded when one of those is given.
 *
 * Linking a program with libopencc, ICU and libxml2 makes each start pay for all of them: some three million
 * instructions, against half a million for the rest.  So a file that uses such a library lists the functions, includes
 * the library's own header, from which they have their types, and calls them through a table:
 *
 *     #define OPENCC_FUNCTIONS(X) X(opencc_open) X(opencc_close)
 *     typedef struct opencc_table { OPENCC_FUNCTIONS(LIBRARY_MEMBER) } opencc_table;
 *
 *     hp_status st = LIBRARY_LOAD(&opencc, OPENCC_FUNCTIONS, &table, err);       then: table.opencc_open(path)
 *
 * A name that the header makes another of, as ICU's do (ucnv_open is ucnv_open_72), is looked up as that.  Variables
 * may be listed too: the table has their addresses.
 *
 * The file that is loaded is the one that configure found the headers' library to be, by its soname.  Once loaded it
 * stays, so tables may be copied and live as long as the process; loading again costs as much as looking up the names.
 * Any number of threads may load.  With configure --disable-load-on-demand programs are linked with the libraries as
 * usual, and tables are filled from that.
 */
#ifndef LOAD_LIBRARY_H
#define LOAD_LIBRARY_H

#include "config.h"
#include "hanpipe.h"

typedef struct library {
    const char *name;    /* for people */
    const char *file;    /* the soname */
    const char *package; /* Debian's, which has it */
} library;

/* Members of a table, and what LIBRARY_LOAD() makes of the list. */
#define LIBRARY_MEMBER(function) __typeof__(function) *function;
#define LIBRARY_ADDRESS(function) &function,
#define LIBRARY_NAME(function) LIBRARY_STRING(function),
#define LIBRARY_STRING(text) #text

/* Loads the library `from`, and fills `table`, a row of pointers in the order of `names`, which NULL ends.  Errors:
 * HP_NO_MEMORY; HP_IO, with the reason and how to install it. */
hp_status library_load(const library *from, const char *const *names, void *table, hp_error *err);

#ifdef LIBRARIES_ARE_LINKED
#define LIBRARY_LOAD(library, FUNCTIONS, table, err) \
    ((void)(library), (void)(err), *(table) = (__typeof__(*(table))){ FUNCTIONS(LIBRARY_ADDRESS) }, HP_OK)
#else
#define LIBRARY_LOAD(library, FUNCTIONS, table, err) \
    library_load(library, (const char *const[]){ FUNCTIONS(LIBRARY_NAME) NULL }, table, err)
#endif

#endif

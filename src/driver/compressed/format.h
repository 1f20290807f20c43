/* format.h - the compressed formats that are read and written: gzip, zstd, xz, bzip2, each by its own library.
 *
 * A decoder or encoder is a state that takes bytes from io->in and puts bytes to io->to, as many as it can, and is
 * called again with what is left.  One thread at a time uses a state.
 */
#ifndef DRIVER_COMPRESSED_FORMAT_H
#define DRIVER_COMPRESSED_FORMAT_H

#include <stdlib.h>
#include <string.h>

#include "hanpipe.h"

typedef enum compressed_status {
    COMPRESSED_MORE,     /* needs more input, or more room */
    COMPRESSED_END,      /* a decoder: a member ended; an encoder: all has been written */
    COMPRESSED_DAMAGED,  /* the bytes at io->in are none of the format */
    COMPRESSED_TOO_WIDE, /* it would take more memory to read than COMPRESSED_MEMORY */
    COMPRESSED_NO_MEMORY
} compressed_status;

/* What a call may take and where it may put it; both move on. */
typedef struct compressed_io {
    hp_span in;
    char *to;
    size_t room;
} compressed_io;

typedef struct compressed_format {
    const char *name;
    const char *suffix; /* of files: ".gz" */

    /* Whether data starts with `head`; when that is too short to say, *is_start tells whether it may. */
    bool (*is_it)(hp_span head, bool *is_start);

    /* Loads the library, which each state does by itself.  Errors: HP_IO when it is not there. */
    hp_status (*load)(hp_error *err);
    const char *unreadable; /* what is said of a file then, behind the format's name */

    void *(*decode_open)(void); /* NULL when memory is out, or the library is not there */
    /* `at_end`: nothing comes behind io->in.  Behind a member's end another may follow: it needs a new state where
     * `one_member` is set, and is decoded on otherwise. */
    compressed_status (*decode)(void *state, compressed_io *io, bool at_end);
    void (*decode_free)(void *state);
    bool one_member;

    /* `threads`: how many may compress; the bytes do not depend on it. */
    void *(*encode_open)(size_t threads); /* NULL as above */
    compressed_status (*encode)(void *state, compressed_io *io, bool at_end);
    void (*encode_free)(void *state);
} compressed_format;

enum { COMPRESSED_MEMORY = 1 << 28 }; /* bytes for a decoder's window */

extern const compressed_format compressed_gzip, compressed_zstd, compressed_xz, compressed_bzip2;

/* All of them, ended by NULL. */
extern const compressed_format *const compressed_formats[];

/* The format with the name, or NULL. */
const compressed_format *compressed_find(const char *name);

/* True when the format can be told from `head`, the first bytes of a file, or all of it (`is_all`): *format is it, NULL
 * for a file that is not compressed. */
bool compressed_sniff(hp_span head, bool is_all, const compressed_format **format);

/* For decode_open and encode_open: the state; or NULL, having freed it, where its library did not open it. */
static inline void *compressed_opened(void *state, bool is_open)
{
    if (is_open)
        return state;
    free(state);
    return NULL;
}

/* For is_it: `signature` is how data of the format starts. */
static inline bool compressed_starts_with(hp_span head, hp_span signature, bool *is_start)
{
    size_t len = head.len < signature.len ? head.len : signature.len;
    *is_start = memcmp(head.ptr, signature.ptr, len) == 0;
    return *is_start && head.len >= signature.len;
}

#endif

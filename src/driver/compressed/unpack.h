/* unpack.h - a file's text, whether it is compressed or not.
 *
 * Worked: the bytes of "字\n" through gzip come in pieces by unpack_room() and unpack_add(); unpack_take() gives "字\n".
 */
#ifndef DRIVER_COMPRESSED_UNPACK_H
#define DRIVER_COMPRESSED_UNPACK_H

#include <sys/types.h>

#include "driver/compressed/format.h"

enum { UNPACK_ROOM = 1 << 16 };

/* One file's reader.  Start with {0}; end with unpack_free(). */
typedef struct unpacker {
    bool is_known;                   /* the format is */
    const compressed_format *format; /* NULL: not compressed */
    void *state;                     /* the decoder's; NULL where there is none */
    bool in_member;                  /* it has begun a member, and not come to its end */
    bool is_full;                    /* it had text for more room than it was given */
    char *bytes;                     /* UNPACK_ROOM of them */
    hp_span in;                      /* what of them is left */
    uint64_t taken;                  /* bytes of the file before `in` */
    bool at_end;                     /* nothing comes behind `in` */
    const char *wrong;               /* what is wrong with the file, behind the format's name; or NULL */
} unpacker;

/* Whether the file's bytes are its text, and none is left here: it may be read directly. */
bool unpack_is_plain(const unpacker *u);

/* Where the file's next bytes go, at least one; *room is how many.  Only when unpack_take() gave 0.  NULL when memory
 * is out. */
char *unpack_room(unpacker *u, size_t *room);

/* So many have come there; 0 is the file's end. */
void unpack_add(unpacker *u, size_t count);

/* Puts text to `to`, at most `room` bytes (not 0); returns their number: 0 when more must come, or everything has been
 * given (u->at_end); -1 with ENOMEM, or with EBADMSG where u->wrong says what is the matter. */
ssize_t unpack_take(unpacker *u, char *to, size_t room);

/* Whether there may be text that needs no more of the file. */
bool unpack_holds(const unpacker *u);

void unpack_free(unpacker *u);

#endif

/* pack.c - hands text to an encoder, and its bytes to whoever writes them. */
#include "driver/compressed/pack.h"

#include <errno.h>
#include <stdlib.h>

enum { ROOM = 1 << 16 };

struct packer {
    const compressed_format *format;
    void *state;
    char room[ROOM];
};

packer *pack_open(const compressed_format *format, size_t threads)
{
    packer *p = malloc(sizeof *p);
    if (!p)
        return NULL;
    p->format = format;
    p->state = format->encode_open(threads);
    if (p->state)
        return p;
    free(p);
    return NULL;
}

/* Encodes until all of `text` is taken, and at the end until everything is written. */
static int encode(packer *p, hp_span text, bool at_end, pack_write *write, void *to)
{
    compressed_io io = { .in = text };
    compressed_status status = COMPRESSED_MORE;
    while (io.in.len > 0 || (at_end && status != COMPRESSED_END)) {
        io.to = p->room;
        io.room = ROOM;
        status = p->format->encode(p->state, &io, at_end);
        if (status == COMPRESSED_DAMAGED || status == COMPRESSED_NO_MEMORY)
            return ENOMEM;
        int error = io.room < ROOM ? write(to, (hp_span){ p->room, ROOM - io.room }) : 0;
        if (error)
            return error;
    }
    return 0;
}

int pack_add(packer *p, hp_span text, pack_write *write, void *to)
{
    return encode(p, text, false, write, to);
}

int pack_end(packer *p, pack_write *write, void *to)
{
    return encode(p, (hp_span){ "", 0 }, true, write, to);
}

void pack_free(packer *p)
{
    if (p)
        p->format->encode_free(p->state);
    free(p);
}

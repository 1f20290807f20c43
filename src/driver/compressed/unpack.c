/* unpack.c - finds out a file's format by its first bytes, and decodes it member by member. */
#include "driver/compressed/unpack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool unpack_is_plain(const unpacker *u)
{
    return u->is_known && !u->format && u->in.len == 0;
}

char *unpack_room(unpacker *u, size_t *room)
{
    if (!u->bytes)
        u->bytes = malloc(UNPACK_ROOM);
    if (!u->bytes)
        return NULL;
    if (u->in.len > 0) /* a few bytes that are no format's start yet, or that a decoder left */
        memmove(u->bytes, u->in.ptr, u->in.len);
    u->in.ptr = u->bytes;
    *room = UNPACK_ROOM - u->in.len;
    return u->bytes + u->in.len;
}

void unpack_add(unpacker *u, size_t count)
{
    u->in.len += count;
    u->at_end = count == 0;
}

/* Gives the bytes as they are. */
static ssize_t copy(unpacker *u, char *to, size_t room)
{
    size_t n = u->in.len < room ? u->in.len : room;
    if (n > 0)
        memcpy(to, u->in.ptr, n);
    u->in = (hp_span){ u->in.ptr + n, u->in.len - n };
    u->taken += n;
    return (ssize_t)n;
}

static ssize_t fail(unpacker *u, const char *wrong)
{
    u->wrong = wrong;
    errno = EBADMSG;
    return -1;
}

/* Sees to it that there is a decoder for what is left.  1: there is; 0: more must come; -1: something is wrong. */
static int start_member(unpacker *u)
{
    bool may_be = true;
    if (u->state)
        return 1;
    if (u->taken > 0 && !u->format->is_it(u->in, &may_be)) {
        if (may_be && !u->at_end)
            return 0;
        return (int)fail(u, "data is followed by something else");
    }
    u->state = u->format->decode_open();
    if (!u->state && u->format->load(NULL) != HP_OK)
        return (int)fail(u, u->format->unreadable);
    errno = ENOMEM;
    return u->state ? 1 : -1;
}

static void end_member(unpacker *u)
{
    u->in_member = false;
    if (u->format->one_member) {
        u->format->decode_free(u->state);
        u->state = NULL;
    }
}

/* Decodes on, until there is text or no more can be done; *given is how much text. */
static compressed_status decode_some(unpacker *u, char *to, size_t room, size_t *given)
{
    compressed_io io = { u->in, to, room };
    compressed_status status = u->format->decode(u->state, &io, u->at_end);
    u->taken += u->in.len - io.in.len;
    u->in = io.in;
    u->in_member = true;
    if (status == COMPRESSED_END)
        end_member(u);
    *given = room - io.room;
    u->is_full = io.room == 0;
    return status;
}

static ssize_t decode(unpacker *u, char *to, size_t room)
{
    while (u->in.len > 0 || u->in_member) {
        size_t given = 0, left = u->in.len;
        int started = start_member(u);
        if (started <= 0)
            return started;
        compressed_status status = decode_some(u, to, room, &given);
        bool is_stuck = status == COMPRESSED_MORE && u->in.len == left;
        if (given > 0)
            return (ssize_t)given;
        if (status == COMPRESSED_DAMAGED)
            return fail(u, "data is damaged");
        if (status == COMPRESSED_TOO_WIDE)
            return fail(u, "data needs too much memory to be read");
        if (status == COMPRESSED_NO_MEMORY) {
            errno = ENOMEM;
            return -1;
        }
        if (is_stuck && u->at_end)
            return fail(u, "data ends too early");
        if (is_stuck || (u->in.len == 0 && !u->at_end))
            return 0;
    }
    return 0;
}

bool unpack_holds(const unpacker *u)
{
    return u->in.len > 0 || (u->in_member && u->is_full);
}

ssize_t unpack_take(unpacker *u, char *to, size_t room)
{
    if (!u->is_known) {
        u->is_known = compressed_sniff(u->in, u->at_end, &u->format);
        if (!u->is_known)
            return 0;
    }
    return u->format ? decode(u, to, room) : copy(u, to, room);
}

void unpack_free(unpacker *u)
{
    if (u->state)
        u->format->decode_free(u->state);
    free(u->bytes);
    *u = (unpacker){ 0 };
}

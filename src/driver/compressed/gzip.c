/* gzip.c - RFC 1952, by zlib. */
#include <stdlib.h>
#include <zlib.h>

#include "driver/compressed/format.h"
#include "load/library.h"

#define ZLIB_FUNCTIONS(X) X(deflate) X(deflateEnd) X(deflateInit2_) X(inflate) X(inflateEnd) X(inflateInit2_)

typedef struct zlib_table {
    ZLIB_FUNCTIONS(LIBRARY_MEMBER)
} zlib_table;

static hp_status fill(zlib_table *table, hp_error *err)
{
    static const library zlib = { "zlib", ZLIB_SONAME, "zlib1g" };
    return LIBRARY_LOAD(&zlib, ZLIB_FUNCTIONS, table, err);
}

static hp_status load(hp_error *err)
{
    zlib_table table;
    return fill(&table, err);
}

typedef struct gzip {
    zlib_table zlib;
    z_stream stream;
} gzip;

static bool is_gzip(hp_span head, bool *is_start)
{
    return compressed_starts_with(head, (hp_span){ "\x1F\x8B\x08", 3 }, is_start);
}

enum { WINDOW = 15, GZIP = 16, MEMORY = 8, AT_ONCE = 1 << 30 };

/* inflateInit2() and deflateInit2() are macros for what is called here. */
static void *decode_open(void)
{
    gzip *g = calloc(1, sizeof *g);
    return compressed_opened(
        g, g && fill(&g->zlib, NULL) == HP_OK &&
               g->zlib.inflateInit2_(&g->stream, WINDOW + GZIP, ZLIB_VERSION, (int)sizeof g->stream) == Z_OK);
}

static void decode_free(void *state)
{
    gzip *g = state;
    if (g)
        g->zlib.inflateEnd(&g->stream);
    free(g);
}

/* Calls inflate() or deflate() with at most AT_ONCE bytes on either side: zlib counts in unsigned int. */
static compressed_status call(z_stream *z, int (*work)(z_stream *, int), int flush, compressed_io *io)
{
    size_t in = io->in.len < AT_ONCE ? io->in.len : AT_ONCE, room = io->room < AT_ONCE ? io->room : AT_ONCE;
    z->next_in = (Bytef *)io->in.ptr; /* zlib reads only */
    z->avail_in = (uInt)in;
    z->next_out = (Bytef *)io->to;
    z->avail_out = (uInt)room;
    int result = work(z, in < io->in.len ? Z_NO_FLUSH : flush);
    in -= z->avail_in;
    room -= z->avail_out;
    io->in = (hp_span){ io->in.ptr + in, io->in.len - in };
    io->to += room;
    io->room -= room;
    return result == Z_STREAM_END                    ? COMPRESSED_END
           : result == Z_OK || result == Z_BUF_ERROR ? COMPRESSED_MORE
           : result == Z_MEM_ERROR                   ? COMPRESSED_NO_MEMORY
                                                     : COMPRESSED_DAMAGED;
}

static compressed_status decode(void *state, compressed_io *io, bool at_end)
{
    (void)at_end;
    gzip *g = state;
    return call(&g->stream, g->zlib.inflate, Z_NO_FLUSH, io);
}

static void *encode_open(size_t threads)
{
    (void)threads;
    gzip *g = calloc(1, sizeof *g);
    return compressed_opened(g, g && fill(&g->zlib, NULL) == HP_OK &&
                                    g->zlib.deflateInit2_(&g->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW + GZIP,
                                                          MEMORY, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                                                          (int)sizeof g->stream) == Z_OK);
}

static void encode_free(void *state)
{
    gzip *g = state;
    if (g)
        g->zlib.deflateEnd(&g->stream);
    free(g);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    gzip *g = state;
    return call(&g->stream, g->zlib.deflate, at_end ? Z_FINISH : Z_NO_FLUSH, io);
}

const compressed_format compressed_gzip = {
    .name = "gzip",
    .suffix = ".gz",
    .is_it = is_gzip,
    .load = load,
    .unreadable = "data cannot be read without " ZLIB_SONAME " (Debian: zlib1g)",
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = decode_free,
    .one_member = true,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = encode_free,
};

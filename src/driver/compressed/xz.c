/* xz.c - the .xz format, by liblzma. */
#include <lzma.h>
#include <stdlib.h>

#include "driver/compressed/format.h"
#include "load/library.h"

#define LZMA_FUNCTIONS(X) X(lzma_code) X(lzma_end) X(lzma_stream_decoder) X(lzma_stream_encoder_mt)

typedef struct liblzma_table {
    LZMA_FUNCTIONS(LIBRARY_MEMBER)
} liblzma_table;

static hp_status fill(liblzma_table *table, hp_error *err)
{
    static const library liblzma = { "liblzma", LZMA_SONAME, "liblzma5" };
    return LIBRARY_LOAD(&liblzma, LZMA_FUNCTIONS, table, err);
}

static hp_status load(hp_error *err)
{
    liblzma_table table;
    return fill(&table, err);
}

typedef struct xz {
    liblzma_table liblzma;
    lzma_stream stream;
} xz;

static bool is_xz(hp_span head, bool *is_start)
{
    return compressed_starts_with(head,
                                  (hp_span){ "\xFD"
                                             "7zXZ\0",
                                             6 },
                                  is_start);
}

enum { LEVEL = 6, BLOCK = 1 << 24, THREADS = 64 };

static void *decode_open(void)
{
    xz *x = calloc(1, sizeof *x);
    return compressed_opened(x, x && fill(&x->liblzma, NULL) == HP_OK &&
                                    x->liblzma.lzma_stream_decoder(&x->stream, COMPRESSED_MEMORY, LZMA_CONCATENATED) ==
                                        LZMA_OK);
}

static void stream_free(void *state)
{
    xz *x = state;
    if (x)
        x->liblzma.lzma_end(&x->stream);
    free(x);
}

static compressed_status call(void *state, compressed_io *io, bool at_end)
{
    xz *all = state;
    lzma_stream *x = &all->stream;
    x->next_in = (const uint8_t *)io->in.ptr;
    x->avail_in = io->in.len;
    x->next_out = (uint8_t *)io->to;
    x->avail_out = io->room;
    lzma_ret result = all->liblzma.lzma_code(x, at_end ? LZMA_FINISH : LZMA_RUN);
    io->in = (hp_span){ (const char *)x->next_in, x->avail_in };
    io->to = (char *)x->next_out;
    io->room = x->avail_out;
    return result == LZMA_STREAM_END                       ? COMPRESSED_END
           : result == LZMA_OK || result == LZMA_BUF_ERROR ? COMPRESSED_MORE
           : result == LZMA_MEM_ERROR                      ? COMPRESSED_NO_MEMORY
           : result == LZMA_MEMLIMIT_ERROR                 ? COMPRESSED_TOO_WIDE
                                                           : COMPRESSED_DAMAGED;
}

static compressed_status decode(void *state, compressed_io *io, bool at_end)
{
    return call(state, io, at_end);
}

/* Blocks of a fixed size, each compressed by itself: so the bytes do not depend on the number of threads. */
static void *encode_open(size_t threads)
{
    xz *x = calloc(1, sizeof *x);
    lzma_mt options = {
        .threads = (uint32_t)(threads < THREADS ? threads : THREADS),
        .block_size = BLOCK,
        .preset = LEVEL,
        .check = LZMA_CHECK_CRC64,
    };
    return compressed_opened(x, x && fill(&x->liblzma, NULL) == HP_OK &&
                                    x->liblzma.lzma_stream_encoder_mt(&x->stream, &options) == LZMA_OK);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    return call(state, io, at_end);
}

const compressed_format compressed_xz = {
    .name = "xz",
    .suffix = ".xz",
    .is_it = is_xz,
    .load = load,
    .unreadable = "data cannot be read without " LZMA_SONAME " (Debian: liblzma5)",
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = stream_free,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = stream_free,
};

/* xz.c - the .xz format, by liblzma. */
#include <lzma.h>
#include <stdlib.h>

#include "driver/compressed/format.h"

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
    lzma_stream *x = calloc(1, sizeof *x);
    return compressed_opened(x, x && lzma_stream_decoder(x, COMPRESSED_MEMORY, LZMA_CONCATENATED) == LZMA_OK);
}

static void stream_free(void *state)
{
    if (state)
        lzma_end(state);
    free(state);
}

static compressed_status call(lzma_stream *x, compressed_io *io, bool at_end)
{
    x->next_in = (const uint8_t *)io->in.ptr;
    x->avail_in = io->in.len;
    x->next_out = (uint8_t *)io->to;
    x->avail_out = io->room;
    lzma_ret result = lzma_code(x, at_end ? LZMA_FINISH : LZMA_RUN);
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
    lzma_stream *x = calloc(1, sizeof *x);
    lzma_mt options = {
        .threads = (uint32_t)(threads < THREADS ? threads : THREADS),
        .block_size = BLOCK,
        .preset = LEVEL,
        .check = LZMA_CHECK_CRC64,
    };
    return compressed_opened(x, x && lzma_stream_encoder_mt(x, &options) == LZMA_OK);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    return call(state, io, at_end);
}

const compressed_format compressed_xz = {
    .name = "xz",
    .suffix = ".xz",
    .is_it = is_xz,
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = stream_free,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = stream_free,
};

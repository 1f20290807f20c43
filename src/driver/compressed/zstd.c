/* zstd.c - RFC 8878, by libzstd. */
#include <zstd.h>
#include <zstd_errors.h>

#include "driver/compressed/format.h"

static bool is_zstd(hp_span head, bool *is_start)
{
    return compressed_starts_with(head, (hp_span){ "\x28\xB5\x2F\xFD", 4 }, is_start);
}

enum { WINDOW = 27, LEVEL = 3 }; /* the window is 128 MiB at most */

static void *decode_open(void)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    if (context)
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, WINDOW);
    return context;
}

static void decode_free(void *state)
{
    ZSTD_freeDCtx(state);
}

static compressed_status status_of(size_t result)
{
    if (!ZSTD_isError(result))
        return result == 0 ? COMPRESSED_END : COMPRESSED_MORE;
    ZSTD_ErrorCode code = ZSTD_getErrorCode(result);
    return code == ZSTD_error_memory_allocation               ? COMPRESSED_NO_MEMORY
           : code == ZSTD_error_frameParameter_windowTooLarge ? COMPRESSED_TOO_WIDE
                                                              : COMPRESSED_DAMAGED;
}

static compressed_status decode(void *state, compressed_io *io, bool at_end)
{
    (void)at_end;
    ZSTD_inBuffer in = { io->in.ptr, io->in.len, 0 };
    ZSTD_outBuffer out = { io->to, io->room, 0 };
    size_t result = ZSTD_decompressStream(state, &out, &in);
    io->in = (hp_span){ io->in.ptr + in.pos, io->in.len - in.pos };
    io->to += out.pos;
    io->room -= out.pos;
    return status_of(result);
}

/* With one worker or more libzstd cuts the text into jobs of a size that does not depend on their number. */
static void *encode_open(size_t threads)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (!context)
        return NULL;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_nbWorkers, (int)threads); /* refused where libzstd has no threads */
    return context;
}

static void encode_free(void *state)
{
    ZSTD_freeCCtx(state);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    ZSTD_inBuffer in = { io->in.ptr, io->in.len, 0 };
    ZSTD_outBuffer out = { io->to, io->room, 0 };
    size_t result = ZSTD_compressStream2(state, &out, &in, at_end ? ZSTD_e_end : ZSTD_e_continue);
    io->in = (hp_span){ io->in.ptr + in.pos, io->in.len - in.pos };
    io->to += out.pos;
    io->room -= out.pos;
    return ZSTD_isError(result) || at_end ? status_of(result) : COMPRESSED_MORE;
}

const compressed_format compressed_zstd = {
    .name = "zstd",
    .suffix = ".zst",
    .is_it = is_zstd,
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = decode_free,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = encode_free,
};

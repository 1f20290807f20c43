/* zstd.c - RFC 8878, by libzstd. */
#include <zstd.h>
#include <zstd_errors.h>

#include "driver/compressed/format.h"
#include "load/library.h"

#define ZSTD_FUNCTIONS(X) \
    X(ZSTD_CCtx_setParameter) \
    X(ZSTD_DCtx_setParameter) \
    X(ZSTD_compressStream2) \
    X(ZSTD_createCCtx) \
    X(ZSTD_createDCtx) \
    X(ZSTD_decompressStream) \
    X(ZSTD_freeCCtx) \
    X(ZSTD_freeDCtx) \
    X(ZSTD_getErrorCode) \
    X(ZSTD_isError)

typedef struct libzstd_table {
    ZSTD_FUNCTIONS(LIBRARY_MEMBER)
} libzstd_table;

static hp_status fill(libzstd_table *table, hp_error *err)
{
    static const library libzstd = { "libzstd", ZSTD_SONAME, "libzstd1" };
    return LIBRARY_LOAD(&libzstd, ZSTD_FUNCTIONS, table, err);
}

static hp_status load(hp_error *err)
{
    libzstd_table table;
    return fill(&table, err);
}

typedef struct zstd {
    libzstd_table libzstd;
    ZSTD_DCtx *decoder; /* or NULL */
    ZSTD_CCtx *encoder; /* or NULL */
} zstd;

static bool is_zstd(hp_span head, bool *is_start)
{
    return compressed_starts_with(head, (hp_span){ "\x28\xB5\x2F\xFD", 4 }, is_start);
}

enum { WINDOW = 27, LEVEL = 3 }; /* the window is 128 MiB at most */

static void *decode_open(void)
{
    zstd *z = calloc(1, sizeof *z);
    if (z && fill(&z->libzstd, NULL) == HP_OK)
        z->decoder = z->libzstd.ZSTD_createDCtx();
    if (z && z->decoder)
        z->libzstd.ZSTD_DCtx_setParameter(z->decoder, ZSTD_d_windowLogMax, WINDOW);
    return compressed_opened(z, z && z->decoder);
}

static void decode_free(void *state)
{
    zstd *z = state;
    if (z)
        z->libzstd.ZSTD_freeDCtx(z->decoder);
    free(z);
}

static compressed_status status_of(const zstd *z, size_t result)
{
    if (!z->libzstd.ZSTD_isError(result))
        return result == 0 ? COMPRESSED_END : COMPRESSED_MORE;
    ZSTD_ErrorCode code = z->libzstd.ZSTD_getErrorCode(result);
    return code == ZSTD_error_memory_allocation               ? COMPRESSED_NO_MEMORY
           : code == ZSTD_error_frameParameter_windowTooLarge ? COMPRESSED_TOO_WIDE
                                                              : COMPRESSED_DAMAGED;
}

/* Takes note of what was read and written. */
static void move_on(compressed_io *io, const ZSTD_inBuffer *in, const ZSTD_outBuffer *out)
{
    io->in = (hp_span){ io->in.ptr + in->pos, io->in.len - in->pos };
    io->to += out->pos;
    io->room -= out->pos;
}

static compressed_status decode(void *state, compressed_io *io, bool at_end)
{
    (void)at_end;
    const zstd *z = state;
    ZSTD_inBuffer in = { io->in.ptr, io->in.len, 0 };
    ZSTD_outBuffer out = { io->to, io->room, 0 };
    size_t result = z->libzstd.ZSTD_decompressStream(z->decoder, &out, &in);
    move_on(io, &in, &out);
    return status_of(z, result);
}

/* With one worker or more libzstd cuts the text into jobs of a size that does not depend on their number. */
static void *encode_open(size_t threads)
{
    zstd *z = calloc(1, sizeof *z);
    if (z && fill(&z->libzstd, NULL) == HP_OK)
        z->encoder = z->libzstd.ZSTD_createCCtx();
    if (z && z->encoder) {
        z->libzstd.ZSTD_CCtx_setParameter(z->encoder, ZSTD_c_compressionLevel, LEVEL);
        z->libzstd.ZSTD_CCtx_setParameter(z->encoder, ZSTD_c_checksumFlag, 1);
        z->libzstd.ZSTD_CCtx_setParameter(z->encoder, ZSTD_c_nbWorkers, (int)threads); /* refused without threads */
    }
    return compressed_opened(z, z && z->encoder);
}

static void encode_free(void *state)
{
    zstd *z = state;
    if (z)
        z->libzstd.ZSTD_freeCCtx(z->encoder);
    free(z);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    const zstd *z = state;
    ZSTD_inBuffer in = { io->in.ptr, io->in.len, 0 };
    ZSTD_outBuffer out = { io->to, io->room, 0 };
    size_t result = z->libzstd.ZSTD_compressStream2(z->encoder, &out, &in, at_end ? ZSTD_e_end : ZSTD_e_continue);
    move_on(io, &in, &out);
    return z->libzstd.ZSTD_isError(result) || at_end ? status_of(z, result) : COMPRESSED_MORE;
}

const compressed_format compressed_zstd = {
    .name = "zstd",
    .suffix = ".zst",
    .is_it = is_zstd,
    .load = load,
    .unreadable = "data cannot be read without " ZSTD_SONAME " (Debian: libzstd1)",
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = decode_free,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = encode_free,
};

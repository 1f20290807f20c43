/* bzip2.c - bzip2's format, by libbz2. */
#include <bzlib.h>
#include <stdlib.h>

#include "driver/compressed/format.h"
#include "load/library.h"

#define BZIP2_FUNCTIONS(X) \
    X(BZ2_bzCompress) \
    X(BZ2_bzCompressEnd) \
    X(BZ2_bzCompressInit) \
    X(BZ2_bzDecompress) \
    X(BZ2_bzDecompressEnd) \
    X(BZ2_bzDecompressInit)

typedef struct libbz2_table {
    BZIP2_FUNCTIONS(LIBRARY_MEMBER)
} libbz2_table;

static hp_status fill(libbz2_table *table, hp_error *err)
{
    static const library libbz2 = { "libbz2", BZIP2_SONAME, "libbz2-1.0" };
    return LIBRARY_LOAD(&libbz2, BZIP2_FUNCTIONS, table, err);
}

static hp_status load(hp_error *err)
{
    libbz2_table table;
    return fill(&table, err);
}

typedef struct bzip2 {
    libbz2_table libbz2;
    bz_stream stream;
} bzip2;

/* "BZh", a digit, and the mark of a block or of an end without any: three letters alone may be text. */
static bool is_bzip2(hp_span head, bool *is_start)
{
    static const char block[] = "1AY&SY", end[] = "\x17\x72\x45\x38\x50\x90";
    enum { MARK = 4 };
    bool starts = compressed_starts_with(head, (hp_span){ "BZh", 3 }, is_start);
    if (head.len < MARK || !starts)
        return false;
    hp_span rest = { head.ptr + MARK, head.len - MARK };
    bool may_be_block, may_be_end, is_block = compressed_starts_with(rest, (hp_span){ block, 6 }, &may_be_block);
    bool is_end = compressed_starts_with(rest, (hp_span){ end, 6 }, &may_be_end);
    bool has_digit = head.ptr[3] >= '1' && head.ptr[3] <= '9';
    *is_start = has_digit && (may_be_block || may_be_end);
    return has_digit && (is_block || is_end);
}

enum { LEVEL = 9, AT_ONCE = 1 << 30 };

static void *decode_open(void)
{
    bzip2 *b = calloc(1, sizeof *b);
    return compressed_opened(b, b && fill(&b->libbz2, NULL) == HP_OK &&
                                    b->libbz2.BZ2_bzDecompressInit(&b->stream, 0, 0) == BZ_OK);
}

static void decode_free(void *state)
{
    bzip2 *b = state;
    if (b)
        b->libbz2.BZ2_bzDecompressEnd(&b->stream);
    free(b);
}

/* Lends the bytes to the state, at most AT_ONCE on either side: libbz2 counts in unsigned int. */
static void lend(bz_stream *b, const compressed_io *io)
{
    b->next_in = (char *)io->in.ptr; /* libbz2 reads only */
    b->avail_in = (unsigned)(io->in.len < AT_ONCE ? io->in.len : AT_ONCE);
    b->next_out = io->to;
    b->avail_out = (unsigned)(io->room < AT_ONCE ? io->room : AT_ONCE);
}

static void take_back(const bz_stream *b, compressed_io *io)
{
    io->in = (hp_span){ b->next_in, io->in.len - (size_t)(b->next_in - io->in.ptr) };
    io->room -= (size_t)(b->next_out - io->to);
    io->to = b->next_out;
}

static compressed_status decode(void *state, compressed_io *io, bool at_end)
{
    (void)at_end;
    bzip2 *b = state;
    lend(&b->stream, io);
    int result = b->libbz2.BZ2_bzDecompress(&b->stream);
    take_back(&b->stream, io);
    return result == BZ_STREAM_END  ? COMPRESSED_END
           : result == BZ_OK        ? COMPRESSED_MORE
           : result == BZ_MEM_ERROR ? COMPRESSED_NO_MEMORY
                                    : COMPRESSED_DAMAGED;
}

static void *encode_open(size_t threads)
{
    (void)threads;
    bzip2 *b = calloc(1, sizeof *b);
    return compressed_opened(b, b && fill(&b->libbz2, NULL) == HP_OK &&
                                    b->libbz2.BZ2_bzCompressInit(&b->stream, LEVEL, 0, 0) == BZ_OK);
}

static void encode_free(void *state)
{
    bzip2 *b = state;
    if (b)
        b->libbz2.BZ2_bzCompressEnd(&b->stream);
    free(b);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    bzip2 *b = state;
    lend(&b->stream, io);
    bool finishes = at_end && b->stream.avail_in == io->in.len;
    int result = BZ_RUN_OK;
    if (finishes || b->stream.avail_in > 0)
        result = b->libbz2.BZ2_bzCompress(&b->stream, finishes ? BZ_FINISH : BZ_RUN);
    take_back(&b->stream, io);
    return result == BZ_STREAM_END  ? COMPRESSED_END
           : result == BZ_MEM_ERROR ? COMPRESSED_NO_MEMORY
           : result < 0             ? COMPRESSED_DAMAGED
                                    : COMPRESSED_MORE;
}

const compressed_format compressed_bzip2 = {
    .name = "bzip2",
    .suffix = ".bz2",
    .is_it = is_bzip2,
    .load = load,
    .unreadable = "data cannot be read without " BZIP2_SONAME " (Debian: libbz2-1.0)",
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = decode_free,
    .one_member = true,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = encode_free,
};

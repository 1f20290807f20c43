/* bzip2.c - bzip2's format, by libbz2. */
#include <bzlib.h>
#include <stdlib.h>

#include "driver/compressed/format.h"

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
    bz_stream *b = calloc(1, sizeof *b);
    return compressed_opened(b, b && BZ2_bzDecompressInit(b, 0, 0) == BZ_OK);
}

static void decode_free(void *state)
{
    if (state)
        BZ2_bzDecompressEnd(state);
    free(state);
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
    lend(state, io);
    int result = BZ2_bzDecompress(state);
    take_back(state, io);
    return result == BZ_STREAM_END  ? COMPRESSED_END
           : result == BZ_OK        ? COMPRESSED_MORE
           : result == BZ_MEM_ERROR ? COMPRESSED_NO_MEMORY
                                    : COMPRESSED_DAMAGED;
}

static void *encode_open(size_t threads)
{
    (void)threads;
    bz_stream *b = calloc(1, sizeof *b);
    return compressed_opened(b, b && BZ2_bzCompressInit(b, LEVEL, 0, 0) == BZ_OK);
}

static void encode_free(void *state)
{
    if (state)
        BZ2_bzCompressEnd(state);
    free(state);
}

static compressed_status encode(void *state, compressed_io *io, bool at_end)
{
    bz_stream *b = state;
    lend(b, io);
    bool finishes = at_end && b->avail_in == io->in.len;
    int result = finishes || b->avail_in > 0 ? BZ2_bzCompress(b, finishes ? BZ_FINISH : BZ_RUN) : BZ_RUN_OK;
    take_back(b, io);
    return result == BZ_STREAM_END  ? COMPRESSED_END
           : result == BZ_MEM_ERROR ? COMPRESSED_NO_MEMORY
           : result < 0             ? COMPRESSED_DAMAGED
                                    : COMPRESSED_MORE;
}

const compressed_format compressed_bzip2 = {
    .name = "bzip2",
    .suffix = ".bz2",
    .is_it = is_bzip2,
    .decode_open = decode_open,
    .decode = decode,
    .decode_free = decode_free,
    .one_member = true,
    .encode_open = encode_open,
    .encode = encode,
    .encode_free = encode_free,
};

/* opencc_library.c - the engine that is libopencc itself: the oracle for the tables, and the one for
 * configurations whose dictionaries only it can read.
 *
 * A long run goes in pieces that end after punctuation or a space, which no OpenCC dictionary has in a key,
 * so that memory stays bounded and the result is that of the whole.
 */
#include <opencc.h>
#include <string.h>

#include "filters/conv/conv.h"
#include "load/library.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

#define OPENCC_FUNCTIONS(X) \
    X(opencc_open) \
    X(opencc_close) \
    X(opencc_error) \
    X(opencc_convert_utf8) \
    X(opencc_convert_utf8_free)

struct opencc_functions {
    OPENCC_FUNCTIONS(LIBRARY_MEMBER)
};

/* An opened configuration. */
struct conv_opencc {
    struct opencc_functions library;
    opencc_t opened;
};

enum { PIECE = 1 << 16 };

hp_status conv_opencc_open(conv_opencc **out, const char *path, hp_error *err)
{
    static const library opencc = { "OpenCC", OPENCC_SONAME, "libopencc1.1" };
    *out = NULL;
    conv_opencc *o = memory_zeroed(1, sizeof *o);
    if (!o)
        return error_set_memory(err);
    hp_status st = LIBRARY_LOAD(&opencc, OPENCC_FUNCTIONS, &o->library, err);
    if (st == HP_OK) {
        o->opened = o->library.opencc_open(path);
        if (o->opened == (opencc_t)-1)
            st = error_set(err, HP_BAD_DATA, 0, "configuration '%s': %s", path, o->library.opencc_error());
    }
    if (st == HP_OK)
        *out = o;
    else
        memory_free(o);
    return st;
}

void conv_opencc_close(conv_opencc *opencc)
{
    if (!opencc)
        return;
    opencc->library.opencc_close(opencc->opened);
    memory_free(opencc);
}

/* The length of the first piece of `run`. */
static size_t piece_length(hp_span run)
{
    for (size_t i = PIECE; i < run.len; i++)
        if (run.ptr[i - 1] == ' ' || run.ptr[i - 1] == ',' || memcmp(run.ptr + i - 3, "\xE3\x80\x82", 3) == 0 ||
            memcmp(run.ptr + i - 3, "\xEF\xBC\x8C", 3) == 0)
            return i;
    return run.len;
}

/* Converts a piece.  An LF, which no dictionary has in a key, goes behind it: when memory is out, libopencc gives the
 * start of the result as if it were all, and the LF is not there. */
static bool convert_piece(conv_opencc *opencc, hp_span piece, hp_buf *fed, hp_buf *out)
{
    fed->len = 0;
    hp_buf_append(fed, piece);
    hp_buf_append(fed, (hp_span){ "\n", 1 });
    char *made = fed->failed ? NULL : opencc->library.opencc_convert_utf8(opencc->opened, fed->ptr, fed->len);
    hp_span result = made ? span_of_string(made) : (hp_span){ "", 0 };
    bool good = result.len > 0 && result.ptr[result.len - 1] == '\n';
    if (good)
        hp_buf_append(out, (hp_span){ result.ptr, result.len - 1 });
    if (made)
        opencc->library.opencc_convert_utf8_free(made);
    return good && !out->failed;
}

hp_status conv_opencc_convert(conv_opencc *opencc, hp_span text, hp_buf *out, hp_error *err)
{
    hp_buf fed = { 0 };
    bool good = true;
    while (good && text.len > 0) {
        hp_span piece = { NULL, 0 };
        span_take(&text, piece_length(text), &piece);
        good = convert_piece(opencc, piece, &fed, out);
    }
    hp_buf_free(&fed);
    return good ? HP_OK : error_set_memory(err);
}

/* opencc_library.c - the engine that is libopencc itself: the oracle for the tables, and the one for
 * configurations whose dictionaries only it can read.
 *
 * A long run goes in pieces that end after punctuation or a space, which no OpenCC dictionary has in a key,
 * so that memory stays bounded and the result is that of the whole.
 */
#include <opencc.h>
#include <string.h>

#include "filters/conv/conv.h"
#include "text/bytes.h"
#include "text/error.h"

enum { PIECE = 1 << 16 };

hp_status conv_opencc_open(void **opencc, const char *path, hp_error *err)
{
    *opencc = opencc_open(path);
    if (*opencc != (opencc_t)-1)
        return HP_OK;
    *opencc = NULL;
    return error_set(err, HP_BAD_DATA, 0, "configuration '%s': %s", path, opencc_error());
}

void conv_opencc_close(void *opencc)
{
    if (opencc)
        opencc_close(opencc);
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
static bool convert_piece(void *opencc, hp_span piece, hp_buf *fed, hp_buf *out)
{
    fed->len = 0;
    hp_buf_append(fed, piece);
    hp_buf_append(fed, (hp_span){ "\n", 1 });
    char *made = fed->failed ? NULL : opencc_convert_utf8(opencc, fed->ptr, fed->len);
    hp_span result = made ? span_of_string(made) : (hp_span){ "", 0 };
    bool good = result.len > 0 && result.ptr[result.len - 1] == '\n';
    if (good)
        hp_buf_append(out, (hp_span){ result.ptr, result.len - 1 });
    opencc_convert_utf8_free(made);
    return good && !out->failed;
}

hp_status conv_opencc_convert(void *opencc, hp_span text, hp_buf *out, hp_error *err)
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

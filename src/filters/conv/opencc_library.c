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

hp_status conv_opencc_convert(void *opencc, hp_span text, hp_buf *out, hp_error *err)
{
    while (text.len > 0) {
        hp_span piece = { NULL, 0 };
        span_take(&text, piece_length(text), &piece);
        char *made = opencc_convert_utf8(opencc, piece.ptr, piece.len);
        if (!made)
            return error_set_memory(err);
        hp_buf_append(out, span_of_string(made));
        opencc_convert_utf8_free(made);
    }
    return HP_OK;
}

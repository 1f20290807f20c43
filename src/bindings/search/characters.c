/* characters.c - letters and digits, by Unicode's general categories: L, M, N, and those for private use, which are
 * characters that somebody could not write otherwise.  They are what SQLite's unicode61 takes for tokens as well.
 *
 *     "x-y，ＡＢ"      index_next_run from 0: "x", from 1: "y", from 3: "ＡＢ"
 */
#include "bindings/search/characters.h"
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define WORD_CATEGORIES (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_CO_MASK)

/* The code point of `text` at *at, which goes behind it; negative for bytes that are not UTF-8. */
static UChar32 next_point(hp_span text, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    UChar32 point;
    U8_NEXT(bytes, *at, text.len, point);
    return point;
}

static bool is_of_word(UChar32 point)
{
    return point >= 0 && (U_GET_GC_MASK(point) & WORD_CATEGORIES) != 0;
}

bool index_next_run(hp_span text, size_t from, size_t *begin, size_t *end)
{
    bool found = false;
    *begin = *end = text.len;
    for (size_t at = from, here = at; at < text.len; here = at) {
        bool is_word = is_of_word(next_point(text, &at));
        if (is_word && !found)
            *begin = here;
        if (!is_word && found) {
            *end = here;
            break;
        }
        found = found || is_word;
    }
    return found;
}

/* Where the character begins that the byte at `at` is of. */
static size_t begin_of(hp_span text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    U8_SET_CP_START(bytes, 0, at);
    return at;
}

size_t index_find_cut(hp_span text, size_t most)
{
    if (text.len <= most)
        return text.len;
    for (size_t at = most; at > 0; at--) {
        if (text.ptr[at - 1] == '\n')
            return at;
    }
    size_t whole = begin_of(text, most);
    for (size_t end = whole; end > 0;) {
        size_t begin = begin_of(text, end - 1), at = begin;
        if (!is_of_word(next_point(text, &at)))
            return end;
        end = begin;
    }
    return whole > 0 ? whole : most;
}

void index_fold(hp_buf *out, hp_span text)
{
    for (size_t at = 0; at < text.len;) {
        UChar32 point = next_point(text, &at);
        char *room = is_of_word(point) ? hp_buf_reserve(out, U8_MAX_LENGTH) : NULL;
        int32_t length = 0;
        if (room) {
            point = u_foldCase(point, U_FOLD_CASE_DEFAULT);
            U8_APPEND_UNSAFE(room, length, point);
            out->len += (size_t)length;
        }
    }
}

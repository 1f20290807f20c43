/* exact_parts.c - which parts of a text are converted by themselves: lines, and pieces of a long one.
 *
 * No key has a character that no table of the configuration knows, so no phrase and no stretch lies across one.  A
 * description sequence may: it takes any characters but LF.  It has no more than 64, which were no more than FAR bytes
 * before the stages that come first made fewer of them.
 * Worked: "头发，头" is cut behind ， where no phrase has it; of "⿰木，头发" all is left in one.
 */
#include <string.h>

#include "convert/opencc_exact.h"
#include "text/utf8.h"

enum { FAR = 4096 };

static bool knows(const conv_table *t, const char *at, size_t length)
{
    return conv_table_entry(t, conv_table_slot(t, at, length)) != 0;
}

/* True when some table of the configuration has the character. */
static bool is_known(const conv_exact *chain, const char *at, size_t length)
{
    bool known = knows(&chain->front, at, length) || (chain->has_normal && knows(&chain->normal, at, length));
    for (size_t i = 0; !known && i < chain->count; i++)
        known = knows(&chain->stages[i], at, length);
    return known;
}

bool conv_exact_takes_lines(const conv_exact *chain)
{
    return !is_known(chain, "\n", 1);
}

size_t conv_lines_length(hp_span text)
{
    enum { TOGETHER = 1 << 14 };
    if (text.len <= TOGETHER)
        return text.len;
    const char *lf = memrchr(text.ptr, '\n', TOGETHER);
    if (!lf)
        lf = memchr(text.ptr + TOGETHER, '\n', text.len - TOGETHER);
    return lf ? (size_t)(lf + 1 - text.ptr) : text.len;
}

/* True when there is a character that begins a description sequence, or that is like one in its first two bytes. */
static bool may_describe(hp_span text)
{
    return text.len > 0 && memmem(text.ptr, text.len, "\xE2\xBF", 2);
}

size_t conv_exact_cut(const conv_exact *chain, hp_span text)
{
    uint32_t cp;
    for (size_t at = text.len, n; at > 0 && text.len - at < FAR; at -= n) {
        n = utf8_decode_back(text.ptr, text.ptr + at, &cp);
        if (n == 0)
            break;
        if (is_known(chain, text.ptr + at - n, n))
            continue;
        const size_t back = at > FAR ? FAR : at;
        return chain->ids && may_describe((hp_span){ text.ptr + at - back, back }) ? 0 : at;
    }
    return 0;
}

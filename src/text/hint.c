/* hint.c - see hint.h.
 *
 * Worked: "a\uFFF9國\uFFFAguó\uFFFBb" has a hint of 16 bytes at 1; with a second U+FFF9 inside it is none.
 */
#include "text/hint.h"

#include <string.h>

/* The offset of `mark` in `text`, or text.len. */
static size_t find_mark(hp_span text, const char mark[HINT_MARK + 1])
{
    const char *at = memmem(text.ptr, text.len, mark, HINT_MARK);
    return at ? (size_t)(at - text.ptr) : text.len;
}

size_t hint_find(hp_span text)
{
    for (size_t from = 0; from < text.len;) {
        size_t at = from + find_mark((hp_span){ text.ptr + from, text.len - from }, HINT_BASE);
        if (at == text.len || hint_length((hp_span){ text.ptr + at, text.len - at }) > 0)
            return at;
        from = at + HINT_MARK;
    }
    return text.len;
}

size_t hint_length(hp_span text)
{
    hp_span head = { text.ptr, text.len < HINT_MAX ? text.len : HINT_MAX };
    if (head.len < 3 * HINT_MARK || memcmp(head.ptr, HINT_BASE, HINT_MARK) != 0)
        return 0;
    size_t again = HINT_MARK + find_mark((hp_span){ head.ptr + HINT_MARK, head.len - HINT_MARK }, HINT_BASE);
    size_t reading = find_mark(head, HINT_READING), end = find_mark(head, HINT_END);
    return reading < end && end < head.len && end < again ? end + HINT_MARK : 0;
}

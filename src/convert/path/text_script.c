/* text_script.c - see text_script.h.
 *
 * Worked: 什么都没有 has 么 and 没 and nothing Traditional; 什么都沒有 has 沒.
 */
#include "convert/path/text_script.h"

#include "text/bytes.h"

uint32_t conv_text_take_mark(const conv_table *words, uint32_t wanted, hp_span *text)
{
    const char *p = text->ptr, *end = text->ptr + text->len;
    uint32_t marks = 0;
    while (p < end && marks == 0) {
        size_t n = utf8_char_length(p, end);
        marks = n == 3 ? conv_table_marks(words, conv_table_slot(words, p, n)) & wanted : 0;
        p += n;
    }
    *text = (hp_span){ p, (size_t)(end - p) };
    return marks;
}

bool conv_text_is_simplified(const conv_table *words, hp_span text)
{
    uint32_t script, before = 0;
    while ((script = conv_text_take_mark(words, CONV_TELLS_SCRIPT, &text)) == CONV_ONLY_SIMPLIFIED)
        before = script;
    return before && !script;
}

/* Where the texts begin to differ; the shorter one's length where they do not. */
static size_t first_difference(hp_span a, hp_span b)
{
    size_t n = a.len < b.len ? a.len : b.len, at = 0;
    while (n - at >= 8) {
        uint64_t x = bytes_u64(a.ptr + at) ^ bytes_u64(b.ptr + at);
        if (x != 0)
            return at + (size_t)__builtin_ctzll(x) / 8;
        at += 8;
    }
    while (at < n && a.ptr[at] == b.ptr[at])
        at++;
    return at;
}

/* True when the character with the byte at `at`, if there is one, stands in Traditional text only. */
static bool is_traditional_at(const conv_table *words, hp_span text, size_t at)
{
    if (at == text.len)
        return false;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    size_t n = utf8_char_length(text.ptr + at, text.ptr + text.len);
    return n == 3 && conv_table_marks(words, conv_table_slot(words, text.ptr + at, n)) & CONV_ONLY_TRADITIONAL;
}

/* Puts `by` in place of the `length` bytes at `at`. */
static void replace(hp_buf *out, size_t at, size_t length, hp_span by)
{
    if (by.len > length && !hp_buf_reserve(out, by.len - length))
        return;
    memmove(out->ptr + at + by.len, out->ptr + at + length, out->len - at - length);
    memcpy(out->ptr + at, by.ptr, by.len);
    out->len += by.len - length;
}

void conv_leave_simplified(const conv_table *words, hp_span text, hp_buf *out, size_t start)
{
    while (!out->failed && text.len > 0) {
        hp_span made = { out->ptr + start, out->len - start }, same = { NULL, 0 };
        size_t at = first_difference(text, made);
        if (at == text.len && at == made.len)
            return;
        bool right = is_traditional_at(words, text, at);
        span_take(&made, at, &same);
        span_take(&text, at, &same);
        hp_span rest = span_take_field(&text, '\n'), changed = span_take_field(&made, '\n');
        size_t length = changed.len;
        const bool ends = made.ptr > changed.ptr + changed.len; /* not so at the text's: a table may be damaged */
        if (!right) {
            const char *lf = same.len > 0 ? memrchr(same.ptr, '\n', same.len) : NULL;
            const char *line = lf ? lf + 1 : same.ptr;
            if (conv_text_is_simplified(words, (hp_span){ line, (size_t)(rest.ptr + rest.len - line) })) {
                replace(out, start + at, length, rest);
                length = rest.len;
            }
        }
        start += at + length + ends;
    }
}

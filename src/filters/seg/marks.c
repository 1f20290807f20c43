/* marks.c - see marks.h. */
#include "filters/seg/marks.h"

#include <string.h>

#include "filters/seg/marks_avx512.h"
#include "text/bytes.h"

/* Of eight bytes that are 0 or 1 the one at place k becomes bit 3k of eight units of three bytes: byte k is bit 8k, and
 * 35 - 5k further on it is bit 35 + 3k.  No two of the products meet. */
static uint64_t spread(uint64_t ones)
{
    const uint64_t further = UINT64_C(1) << 35 | UINT64_C(1) << 30 | UINT64_C(1) << 25 | UINT64_C(1) << 20 |
                             UINT64_C(1) << 15 | UINT64_C(1) << 10 | UINT64_C(1) << 5 | 1;
    return ones * further >> 35 & 0x249249;
}

void seg_mark_words(seg_marks *marks, const seg_clause *c, size_t begin, size_t count, size_t at, bool is_even)
{
    const uint64_t ones = 0x0101010101010101;
    const uint32_t *start = c->start + begin;
    const uint8_t *cut = c->cut + begin;
    uint64_t *bits = marks->bits;
    if (!is_even) {
        for (size_t i = 1; i < count; i++)
            seg_mark(marks, at + start[i] - start[0], cut[i - 1]);
        return;
    }
    for (size_t i = 1; i < count; i += 8) {
        uint64_t eight = bytes_u64((const char *)cut + i - 1) & ones;
        size_t place = at + 3 * i, shift = place % 64, left = count - i < 8 ? count - i : 8;
        eight &= UINT64_MAX >> (64 - 8 * left);
        uint64_t marked = spread(eight);
        bits[place / 64] |= marked << shift;
        bits[place / 64 + 1] |= marked >> 1 >> (63 - shift);
    }
}

/* Copies the bytes [at, next) of a text that goes on to `end`: mostly 16, of which some are overwritten. */
static inline char *copy_piece(const char *at, const char *next, const char *end, char *to)
{
    size_t length = (size_t)(next - at);
    if (length <= 16 && end - at >= 16)
        memcpy(to, at, 16);
    else
        memcpy(to, at, length);
    return to + length;
}

char *seg_copy_marked_plain(const seg_marks *marks, hp_span text, char separator, char *to)
{
    const char *at = text.ptr, *end = text.ptr + text.len;
    for (size_t i = 0; i < text.len; i += 64)
        for (uint64_t left = marks->bits[i / 64]; left; left &= left - 1) {
            const char *next = text.ptr + i + __builtin_ctzll(left);
            to = copy_piece(at, next, end, to);
            *to++ = separator;
            at = next;
        }
    return copy_piece(at, end, end, to);
}

char *seg_copy_marked(seg_marks *marks, hp_span text, char separator, char *to)
{
#if VECTOR_X86
    if (seg_marks_have_avx512())
        to = seg_copy_marked_avx512(marks, text, separator, to);
    else
#endif
        to = seg_copy_marked_plain(marks, text, separator, to);
    memset(marks->bits, 0, (text.len / 64 + 1) * sizeof *marks->bits);
    return to;
}

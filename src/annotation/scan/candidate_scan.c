/* candidate_scan.c - see candidate_scan.h.
 *
 * Places, by byte (b), the one after it (n) and the two before it (p, pp):
 *   lead      b starts a Latin letter with a mark, a combining mark, U+1xxx or private use: C3 C4 C5 C7 C9 CC, E1, EE
 *   pair      b n is E3 84 (zhuyin), EF BD (full-width letters) or EF BF (interlinear anchors)
 *   letter    b is an ASCII letter and p opens something, or b is &, a blank or a full stop and p is ASCII and opens
 * What opens: ( [ { < \ unless pp is a letter, as in f(x); | / ^ : when pp is a byte of a longer character; and the
 * last byte of every wider bracket of bracket_kinds.h, of ： and the dots ˙ · • ‧ ・, and of every label:
 * bytes shared with other characters, which is why this is only the first look.  Every path looks at these bytes
 * alone, so a place does not depend on where a scan starts.
 */
#include "annotation/scan/candidate_scan.h"

#include <string.h>

#include "annotation/scan/candidate_bits.h"

enum { LEAD = 1, PAIR = 2, LETTER = 4, OPEN = 8, GLUED = 16, WORD = 32, BLANK = 64 };

/* What each ASCII byte may be, and each that starts a character: PAIR marks E3 and EF, whose next byte decides.  Beside
 * | / ^ : some others count as glued: the nibble tables of candidate_bits.h cannot tell them apart, and they are as
 * rare there. */
#define ALPHA (LETTER | WORD)
#define CAPITALS(c) \
    [c] = ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, \
    ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA

static const unsigned char kinds[256] = {
    [' '] = BLANK,         ['.'] = BLANK | GLUED, ['&'] = BLANK,         ['('] = OPEN,   ['['] = OPEN,
    ['{'] = OPEN,          ['<'] = OPEN | GLUED,  ['|'] = GLUED,         ['/'] = GLUED,  ['^'] = GLUED,
    [':'] = GLUED,         ['*'] = GLUED,         [','] = GLUED,         ['>'] = GLUED,  ['?'] = GLUED,
    ['\\'] = OPEN | GLUED, ['_'] = GLUED,         ['~'] = GLUED,         [0x7F] = GLUED, CAPITALS('A'),
    ['Z'] = ALPHA | GLUED, CAPITALS('a'),         ['z'] = ALPHA | GLUED, [0xC3] = LEAD,  [0xC4] = LEAD,
    [0xC5] = LEAD,         [0xC7] = LEAD,         [0xC9] = LEAD,         [0xCC] = LEAD,  [0xE1] = LEAD,
    [0xEE] = LEAD,         [0xE3] = PAIR,         [0xEF] = PAIR,
};

static bool is_pair(unsigned char b, unsigned char n)
{
    return (b == 0xE3 && n == 0x84) || (b == 0xEF && (n == 0xBD || n == 0xBF));
}

/* True when the byte at `p` opens something. */
static bool opens(const char *start, const char *p)
{
    unsigned char kind = kinds[(unsigned char)*p];
    unsigned char before = p > start ? (unsigned char)p[-1] : 0;
    if (((unsigned char)*p & 0xC0) == 0x80)
        return ANNOTATION_WIDE >> (*p & 0x3F) & 1 && !(kinds[before] & WORD);
    return (kind & OPEN && !(kinds[before] & WORD)) || (kind & GLUED && before >= 0x80);
}

const char *annotation_scan_scalar(const char *start, const char *from, const char *end)
{
    for (const char *p = from; p < end; p++) {
        unsigned char kind = kinds[(unsigned char)*p];
        bool behind = kind & LETTER || (kind & BLANK && p > start && !((unsigned char)p[-1] & 0x80));
        if (kind & LEAD || (behind && p > start && opens(start, p - 1)) ||
            (kind & PAIR && end - p > 1 && is_pair((unsigned char)p[0], (unsigned char)p[1])))
            return p;
    }
    return end;
}

#if VECTOR_X86
/* Has the scanner remember the places from `from` on. */
static void remember_places(annotation_scanner *s, const char *from)
{
    bool wide = s->bytes_at_once == 64;
    hp_span text = { s->start, (size_t)(s->end - s->start) };
    s->block = from;
    s->count = 0;
    if (from - s->start >= 2)
        s->count = (wide ? annotation_fill_avx512 : annotation_fill_avx2)(from, s->end, s->hits, ANNOTATION_SCAN_WORDS,
                                                                          &s->some);
    if (s->count == 0) {
        s->hits[0] = (wide ? annotation_edge_avx512 : annotation_edge_avx2)(text, from);
        s->some = s->hits[0] != 0;
        s->count = 1;
    }
}

const char *annotation_scan_on(annotation_scanner *s, const char *from, const char *limit)
{
    if (s->bytes_at_once == 1)
        return annotation_scan_scalar(s->start, from, limit);
    while (from < limit) {
        if (from < s->block || (size_t)(from - s->block) >= 64 * s->count)
            remember_places(s, from);
        size_t at = annotation_place_from(s, (size_t)(from - s->block));
        if (at >= (size_t)(limit - s->block))
            break;
        from = s->block + at;
        if (at < 64 * s->count)
            return from;
    }
    return limit;
}

#else

const char *annotation_scan_on(annotation_scanner *s, const char *from, const char *limit)
{
    return annotation_scan_scalar(s->start, from, limit);
}

#endif

void annotation_scan_start(annotation_scanner *scanner, hp_span text)
{
    scanner->start = scanner->block = text.ptr;
    scanner->end = text.ptr + text.len;
    scanner->count = 0;
    scanner->bytes_at_once = VECTOR_HAS("avx512bw") ? 64 : VECTOR_HAS("avx2") ? 32 : 1;
}

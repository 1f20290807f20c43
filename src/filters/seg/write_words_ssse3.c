/* write_words_ssse3.c - see write_words_ssse3.h: four units of three bytes are taken apart at once.
 *
 * Worked: of 南京市长 with a word's end behind 市 bit 2 is set, and row 4 of the table puts the separator, which is made
 * the last byte of what is read, behind the ninth.
 */
#include "filters/seg/write_words_ssse3.h"

#if VECTOR_X86
#include <string.h>
#include <tmmintrin.h>

#define S 15 /* where the separator is */

/* By which of four units end words: where each byte comes from. */
static const uint8_t places[16][16] = {
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, S, S, S, S }, { 0, 1, 2, S, 3, 4, 5, 6, 7, 8, 9, 10, 11, S, S, S },
    { 0, 1, 2, 3, 4, 5, S, 6, 7, 8, 9, 10, 11, S, S, S }, { 0, 1, 2, S, 3, 4, 5, S, 6, 7, 8, 9, 10, 11, S, S },
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, S, 9, 10, 11, S, S, S }, { 0, 1, 2, S, 3, 4, 5, 6, 7, 8, S, 9, 10, 11, S, S },
    { 0, 1, 2, 3, 4, 5, S, 6, 7, 8, S, 9, 10, 11, S, S }, { 0, 1, 2, S, 3, 4, 5, S, 6, 7, 8, S, 9, 10, 11, S },
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, S, S, S, S }, { 0, 1, 2, S, 3, 4, 5, 6, 7, 8, 9, 10, 11, S, S, S },
    { 0, 1, 2, 3, 4, 5, S, 6, 7, 8, 9, 10, 11, S, S, S }, { 0, 1, 2, S, 3, 4, 5, S, 6, 7, 8, 9, 10, 11, S, S },
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, S, 9, 10, 11, S, S, S }, { 0, 1, 2, S, 3, 4, 5, 6, 7, 8, S, 9, 10, 11, S, S },
    { 0, 1, 2, 3, 4, 5, S, 6, 7, 8, S, 9, 10, 11, S, S }, { 0, 1, 2, S, 3, 4, 5, S, 6, 7, 8, S, 9, 10, 11, S },
};

/* And how many do. */
static const uint8_t ends[16] = { 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4 };

/* A bit for each of four bytes that are 0 or 1, the first lowest. */
static unsigned bits_of(const uint8_t *cut)
{
    uint32_t four;
    memcpy(&four, cut, sizeof four);
    return four * 0x10204080u >> 28;
}

__attribute__((target("ssse3"))) char *seg_write_words_ssse3(const seg_clause *c, size_t count, char separator,
                                                             char *to)
{
    const char *at = c->run.ptr + c->start[0];
    const __m128i twelve = _mm_setr_epi32(-1, -1, -1, 0),
                  last = _mm_slli_si128(_mm_cvtsi32_si128((uint8_t)separator), S);
    for (size_t i = 0; i < count; i += 4, at += 12) {
        size_t units = count - i < 4 ? count - i : 4;
        unsigned bits = bits_of(c->cut + i) & ((1u << units) - 1);
        __m128i bytes = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)at), twelve);
        __m128i where = _mm_loadu_si128((const __m128i *)(const void *)places[bits]);
        _mm_storeu_si128((__m128i *)(void *)to, _mm_shuffle_epi8(_mm_or_si128(bytes, last), where));
        to += 3 * units + ends[bits];
    }
    return to;
}
#endif

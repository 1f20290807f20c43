/* plain_pass.c - see plain_pass.h.
 *
 * Here is what the pass does, character by character; with AVX2 and with AVX-512, plain_pass_avx2.c and
 * plain_pass_avx512.c do the same 64 bytes at a time, up to the last bytes of the text.
 *
 * Worked, 国内a头发: 國內a頭發 is written, and the place of 头 listed, because 头发 decides.
 */
#include "convert/plain/plain_pass.h"

#include "convert/plain/character_flags.h"
#include "convert/plain/plain_pass_avx2.h"
#include "convert/plain/plain_pass_avx512.h"

/* The number of the character of three bytes at `at` in entries, as conv_table_slot() has it; `x` are its bytes. */
static inline uint32_t slot_of(const char *index, uint32_t x)
{
    uint32_t high = (x & 15) << 6 | (x >> 8 & 63);
    return (uint32_t)bytes_u16(index + 2 * (size_t)high) << 6 | (x >> 16 & 63);
}

static const char *write_characters(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                    conv_places *places)
{
    /* Copies, so that they stay in registers whatever is written. */
    const char *index = table->pages.index, *entries = table->entries, *deciding = table->deciding, *end = w->end;
    const unsigned shift = table->deciding_shift;
    const uint32_t listed = places->listed << 24;
    conv_writer own = *w;
    while (at < end && !conv_pass_ends(places, at)) {
        unsigned char lead = (unsigned char)*at;
        if (lead < 0x80) {
            if (conv_table_ascii_is_busy(table, lead) && conv_ascii_stops(table, flags, at, end))
                break;
            *own.to++ = *at++;
            continue;
        }
        if (lead < 0xE0 || lead >= 0xF0 || end - at < 3)
            break;
        uint32_t x, next = 0;
        if (end - at >= 8) {
            x = bytes_u32(at);
            next = bytes_u32(at + 3);
        } else {
            x = utf8_char_bytes(at, 3);
            size_t left = (size_t)(end - at) - 3;
            if (left > 0)
                next = utf8_char_bytes(at + 3, left < 3 ? left : 3);
        }
        uint32_t entry = bytes_u32(entries + 4 * (size_t)slot_of(index, x));
        if ((entry & flags << 24) != 0)
            break;
        /* No branch: the flag alone would be a coin toss. */
        places->offsets[places->count] = (uint32_t)(at - places->from);
        places->count += (entry >> 31 & conv_bitmap_has(deciding, shift, conv_pair_hash(x & 0xFFFFFF, next))) |
                         ((entry & listed) != 0);
        conv_write_4(&own, x ^ entry);
        own.to += 3;
        at += 3;
    }
    w->to = own.to;
    return at;
}

const char *conv_write_characters(conv_writer *w, const conv_table *table, uint32_t flags, const char *at,
                                  conv_places *places)
{
    places->from = at;
    places->count = 0;
    if (places->seen)
        conv_flags_start(places->seen);
#if VECTOR_X86
    if (conv_has_avx512() || conv_has_avx2()) {
        bool stops;
        at = (conv_has_avx512() ? conv_write_characters_avx512 : conv_write_characters_avx2)(w, table, flags, at,
                                                                                             places, &stops);
        if (stops)
            return at;
    }
#endif
    return write_characters(w, table, flags, at, places);
}

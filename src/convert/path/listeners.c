/* listeners.c - see listeners.h.
 *
 * Worked, 国家发展 with a trace, s2t: conv_tell_plain() tells that 国家 became 國家 by "characters".
 */
#include "convert/path/listeners.h"

#include "text/bytes.h"

void conv_tell_piece(const conv_scan *s, hp_span piece, hp_span output, const char *rule)
{
    if (s->work->trace && piece.len > 0 && !s->w.out->failed)
        s->work->trace(s->work->context, piece, output, rule);
}

void conv_tell_plain(conv_scan *s, const char *to)
{
    const conv_table *t = &s->best->outputs;
    hp_buf *made = &s->work->made;
    made->len = 0;
    for (const char *p = s->told; p < to;) {
        size_t n = utf8_lead_length((unsigned char)*p), from = made->len;
        uint32_t entry = conv_table_entry(t, conv_table_slot(t, p, n));
        conv_match match = { 0 };
        char bytes[4];
        if (entry >> 24 & CONV_TABLE_NOT_3_TO_3)
            match = conv_table_match(t, (hp_span){ p, n });
        uint32_t x = utf8_char_bytes(p, n) ^ (n == 3 ? entry & 0xFFFFFF : 0);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(x >> (8 * i));
        hp_buf_append(made, match.length ? match.value : (hp_span){ bytes, n });
        conv_choice choice = { .offset = (size_t)(p - s->start), .character = { p, n } };
        if (s->work->note && !made->failed) {
            choice.chosen = (hp_span){ made->ptr + from, made->len - from };
            s->work->note(s->work->context, &choice);
        }
        p += n;
    }
    if (s->work->trace && to > s->told && !made->failed)
        s->work->trace(s->work->context, (hp_span){ s->told, (size_t)(to - s->told) },
                       (hp_span){ made->ptr, made->len }, "characters");
    s->told = to;
}

void conv_tell_same(conv_scan *s, hp_span piece, const char *rule)
{
    const conv_best_path_work *work = s->work;
    for (size_t i = 0; work->note && i < piece.len;) {
        size_t n = utf8_char_length(piece.ptr + i, piece.ptr + piece.len);
        hp_span one = { piece.ptr + i, n };
        work->note(work->context,
                   &(conv_choice){ .offset = (size_t)(one.ptr - s->start), .character = one, .chosen = one });
        i += n;
    }
    if (work->trace)
        work->trace(work->context, piece, piece, rule);
    s->told = piece.ptr + piece.len;
}

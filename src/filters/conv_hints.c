/* conv_hints.c - conversion that reads: hints from strip --hints choose among forms of different readings.
 *
 * Given a run with U+FFF9 base U+FFFA reading U+FFFB in it, it converts the text without them, then gives each base's
 * last character the form that its reading asks for, as "conv.readings" says; the hints themselves go.
 *
 * Worked, t2s: 看 + hint(著, zhe) → 看着, where plain t2s leaves 著; 著 with zhù stays.
 */
#include <string.h>

#include "filters/conv.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/utf8.h"

enum { MARK = 3, MOST = 64 };

/* A base: its characters in the text without hints, counted, and its reading. */
struct hint {
    size_t character; /* number of the base's last character */
    hp_span reading;
};

/* Appends `reading` to *out folded: letters without their marks, then the tone's digit; v for ü. */
static void fold_reading(hp_span reading, hp_buf *out)
{
    static const struct {
        const char *mark;
        char letter, tone;
    } marked[] = { { "ā", 'a', '1' }, { "á", 'a', '2' }, { "ǎ", 'a', '3' }, { "à", 'a', '4' }, { "ē", 'e', '1' },
                   { "é", 'e', '2' }, { "ě", 'e', '3' }, { "è", 'e', '4' }, { "ī", 'i', '1' }, { "í", 'i', '2' },
                   { "ǐ", 'i', '3' }, { "ì", 'i', '4' }, { "ō", 'o', '1' }, { "ó", 'o', '2' }, { "ǒ", 'o', '3' },
                   { "ò", 'o', '4' }, { "ū", 'u', '1' }, { "ú", 'u', '2' }, { "ǔ", 'u', '3' }, { "ù", 'u', '4' },
                   { "ǖ", 'v', '1' }, { "ǘ", 'v', '2' }, { "ǚ", 'v', '3' }, { "ǜ", 'v', '4' }, { "ü", 'v', 0 } };
    char tone = 0;
    while (reading.len > 0) {
        size_t n = 1;
        char c = reading.ptr[0];
        for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
            size_t m = strlen(marked[i].mark);
            if (m <= reading.len && memcmp(reading.ptr, marked[i].mark, m) == 0) {
                n = m;
                c = marked[i].letter;
                tone = marked[i].tone ? marked[i].tone : tone;
            }
        }
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (c >= '1' && c <= '5')
            tone = c;
        else if (c >= 'a' && c <= 'z')
            hp_buf_append(out, (hp_span){ &c, 1 });
        reading = (hp_span){ reading.ptr + n, reading.len - n };
    }
    if (tone && tone != '5')
        hp_buf_append(out, (hp_span){ &tone, 1 });
}

static hp_span take_field(hp_span *line, char separator)
{
    const char *at = line->len ? memchr(line->ptr, separator, line->len) : NULL;
    hp_span field, gone;
    hp_take(line, at ? (size_t)(at - line->ptr) : line->len, &field);
    hp_take(line, at ? 1 : 0, &gone);
    return field;
}

/* The form that `made`, the output for a character, should have with this reading: a row of the section says for a
 * script, a form and a reading which form it is instead.  Empty when `made` is right. */
static hp_span form_for(hp_span table, const char *script, hp_span made, hp_span reading)
{
    while (table.len > 0) {
        hp_span line = take_field(&table, '\n');
        hp_span to = take_field(&line, '\t');
        hp_span form = take_field(&line, '\t'), sound = take_field(&line, '\t');
        if (hp_span_eq(to, hp_str(script)) && hp_span_eq(form, made) && hp_span_eq(sound, reading))
            return take_field(&line, '\t');
    }
    return (hp_span){ NULL, 0 };
}

static size_t count_chars(hp_span text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return n;
}

/* Appends `run` without its hints to *plain, and notes the first MOST of them.  Returns their number. */
static size_t take_hints(hp_span run, hp_buf *plain, struct hint *hints)
{
    size_t count = 0;
    while (run.len > 0) {
        hp_span text, hint = { NULL, 0 };
        hp_take(&run, hp_hint_find(run), &text);
        hp_buf_append(plain, text);
        hp_take(&run, hp_hint_length(run), &hint);
        if (hint.len == 0)
            continue;
        const char *middle = memmem(hint.ptr, hint.len, "\xEF\xBF\xBA", MARK);
        hp_span base = { hint.ptr + MARK, (size_t)(middle - hint.ptr) - MARK };
        hp_buf_append(plain, base);
        if (count < MOST && base.len > 0)
            hints[count++] = (struct hint){ count_chars((hp_span){ plain->ptr, plain->len }) - 1,
                                            { middle + MARK, hint.len - base.len - 3 * MARK } };
    }
    return count;
}

/* Copies `made` to *out with the hinted characters' forms chosen. */
static void choose_forms(const hp_conv_self *self, hp_span made, const struct hint *hints, size_t count,
                         hp_buf *folded, hp_buf *out)
{
    size_t number = 0, next = 0;
    while (made.len > 0) {
        hp_span one;
        hp_take(&made, hp_lead_length((unsigned char)made.ptr[0]), &one);
        if (next < count && hints[next].character == number) {
            folded->len = 0;
            fold_reading(hints[next++].reading, folded);
            hp_span form = form_for(self->readings, self->to_simplified ? "s" : "t", one, (hp_span){ folded->ptr, folded->len });
            one = form.len ? form : one;
        }
        hp_buf_append(out, one);
        number++;
    }
}

hp_status hp_conv_apply_hints(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span run, hp_out *out, hp_error *err)
{
    struct hint hints[MOST];
    scratch->plain.len = scratch->result.len = scratch->row.len = 0;
    size_t count = take_hints(run, &scratch->plain, hints);
    hp_span plain = { scratch->plain.ptr, scratch->plain.len };
    hp_status st = hp_conv_convert(self, scratch, plain, &scratch->result, err);
    if (st != HP_OK)
        return st;
    hp_span made = { scratch->result.ptr, scratch->result.len };
    /* Where a phrase changed its length, characters no longer pair up; the hints are only taken out. */
    if (count_chars(made) == count_chars(plain)) {
        hp_buf *chosen = &scratch->made[0];
        chosen->len = 0;
        choose_forms(self, made, hints, count, &scratch->row, chosen);
        made = (hp_span){ chosen->ptr, chosen->len };
        scratch->row.failed = scratch->row.failed || chosen->failed;
    }
    if (scratch->plain.failed || scratch->row.failed)
        return hp_fail_memory(err);
    hp_out_diff(out, run, made, "hints");
    return HP_OK;
}

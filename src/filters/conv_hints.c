/* conv_hints.c - conversion that reads: hints from strip --hints choose among forms of different readings.
 *
 * Given a run with U+FFF9 base U+FFFA reading U+FFFB in it, it converts the text without them, then gives
 * each base's last character the form that its reading asks for, as "conv.readings" says; the hints
 * themselves go.
 *
 * Worked, t2s: 看 + hint(著, zhe) → 看着, where plain t2s leaves 著; 著 with zhù stays.
 */
#include <string.h>

#include "filters/conv.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/utf8.h"

enum { MARK = 3 };

/* The parts of a hint. */
struct hint {
    hp_span base, reading;
};

/* Appends `reading` to *out folded: letters without their marks, then the tone's digit; v for ü. */
static void fold_reading(hp_span reading, hp_buf *out)
{
    static const struct {
        const char *mark;
        char letter, tone;
    } marked[] = { { "ā", 'a', '1' }, { "á", 'a', '2' }, { "ǎ", 'a', '3' }, { "à", 'a', '4' },
                   { "ē", 'e', '1' }, { "é", 'e', '2' }, { "ě", 'e', '3' }, { "è", 'e', '4' },
                   { "ī", 'i', '1' }, { "í", 'i', '2' }, { "ǐ", 'i', '3' }, { "ì", 'i', '4' },
                   { "ō", 'o', '1' }, { "ó", 'o', '2' }, { "ǒ", 'o', '3' }, { "ò", 'o', '4' },
                   { "ū", 'u', '1' }, { "ú", 'u', '2' }, { "ǔ", 'u', '3' }, { "ù", 'u', '4' },
                   { "ǖ", 'v', '1' }, { "ǘ", 'v', '2' }, { "ǚ", 'v', '3' }, { "ǜ", 'v', '4' },
                   { "ü", 'v', 0 } };
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

/* The form that `made`, the output for a character, should have with this reading: a row of the section says
 * for a script, a form and a reading which form it is instead.  Empty when `made` is right. */
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

/* Takes the text before the first hint off *run, and the hint; false when *run is used up. */
static bool take_hint(hp_span *run, hp_span *text, struct hint *hint)
{
    hp_span whole = { NULL, 0 };
    if (run->len == 0)
        return false;
    hp_take(run, hp_hint_find(*run), text);
    hp_take(run, hp_hint_length(*run), &whole);
    *hint = (struct hint){ { NULL, 0 }, { NULL, 0 } };
    if (whole.len > 0) {
        const char *middle = memmem(whole.ptr, whole.len, "\xEF\xBF\xBA", MARK);
        hint->base = (hp_span){ whole.ptr + MARK, (size_t)(middle - whole.ptr) - MARK };
        hint->reading = (hp_span){ middle + MARK, whole.len - hint->base.len - 3 * MARK };
    }
    return true;
}

/* Appends `count` characters from the front of *made to *out. */
static void copy_chars(hp_span *made, size_t count, hp_buf *out)
{
    size_t n = 0;
    for (; count > 0 && n < made->len; count--)
        n += hp_char_length(made->ptr + n, made->ptr + made->len);
    hp_span front = { NULL, 0 };
    hp_take(made, n, &front);
    hp_buf_append(out, front);
}

/* Copies `made`, the conversion of `run` without its hints, with the hinted characters' forms chosen. */
static void choose_forms(const hp_conv_self *self, hp_span run, hp_span made, hp_buf *folded, hp_buf *out)
{
    hp_span text;
    struct hint hint;
    while (take_hint(&run, &text, &hint)) {
        size_t base = count_chars(hint.base);
        copy_chars(&made, count_chars(text) + (base ? base - 1 : 0), out);
        if (base == 0 || made.len == 0)
            continue;
        hp_span one = { NULL, 0 };
        hp_take(&made, hp_char_length(made.ptr, made.ptr + made.len), &one);
        folded->len = 0;
        fold_reading(hint.reading, folded);
        hp_span form = form_for(self->readings, self->to_simplified ? "s" : "t", one,
                                (hp_span){ folded->ptr, folded->len });
        hp_buf_append(out, form.len ? form : one);
    }
    hp_buf_append(out, made);
}

hp_status hp_conv_apply_hints(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span run, hp_out *out,
                              hp_error *err)
{
    scratch->plain.len = scratch->result.len = scratch->row.len = 0;
    hp_span text, rest = run;
    struct hint hint;
    while (take_hint(&rest, &text, &hint)) {
        hp_buf_append(&scratch->plain, text);
        hp_buf_append(&scratch->plain, hint.base);
    }
    hp_span plain = { scratch->plain.ptr, scratch->plain.len };
    hp_status st = hp_conv_convert_fixed(self, scratch, plain, &scratch->result, err);
    if (st != HP_OK)
        return st;
    hp_span made = { scratch->result.ptr, scratch->result.len };
    /* Where a phrase changed its length, characters no longer pair up; the hints are only taken out. */
    if (count_chars(made) == count_chars(plain)) {
        hp_buf *chosen = &scratch->made[0];
        chosen->len = 0;
        choose_forms(self, run, made, &scratch->row, chosen);
        made = (hp_span){ chosen->ptr, chosen->len };
        scratch->row.failed = scratch->row.failed || chosen->failed;
    }
    if (scratch->plain.failed || scratch->row.failed)
        return hp_fail_memory(err);
    hp_out_diff(out, run, made, "hints");
    return HP_OK;
}

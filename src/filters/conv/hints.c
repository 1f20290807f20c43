/* hints.c - conversion that reads: hints from strip --hints choose among forms of different readings.
 *
 * Given a run with U+FFF9 base U+FFFA reading U+FFFB in it, it takes the hints out, so that the text is converted as
 * it would be without them, and then gives each base's last character the form that its reading asks for, as
 * "conv.readings" says.  A reading counts however it is spelled: zhǐ, with its mark apart, zhi3, ㄓˇ.  What users fix
 * wins over hints.
 *
 * Worked, t2s: 看 + hint(著, zhe) → 看着, where plain t2s leaves 著; 著 with zhù stays.
 */
#include <string.h>

#include "data/data_file.h"
#include "filters/conv/conv.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/hint.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { MARK = 3 };

/* Reads the rows for `script`; there is room for them. */
static bool read_forms(conv_forms *forms, hp_span table, hp_span script)
{
    while (table.len > 0) {
        hp_span line = span_take_field(&table, '\n');
        if (!span_eq(span_take_field(&line, '\t'), script))
            continue;
        conv_form *row = &forms->rows[forms->count++];
        row->form = span_take_field(&line, '\t');
        row->reading = reading_parse(forms->readings, span_take_field(&line, '\t'));
        row->instead = span_take_field(&line, '\t');
        if (row->form.len == 0 || row->reading == 0 || row->instead.len == 0)
            return false;
    }
    return true;
}

hp_status conv_open_forms(conv_forms *forms, bool to_simplified, const hp_data *data, hp_error *err)
{
    hp_span table = { NULL, 0 };
    hp_status st = data_section_by_name(data, "conv.readings", &table, err);
    if (st == HP_OK)
        st = reading_table_open(&forms->readings, data, err);
    if (st != HP_OK)
        return st;
    forms->rows = memory_zeroed(text_count_lines(table) + 1, sizeof *forms->rows);
    if (!forms->rows)
        return error_set_memory(err);
    if (!read_forms(forms, table, span_of_string(to_simplified ? "s" : "t")))
        return error_set(err, HP_BAD_DATA, 0, "section 'conv.readings' is damaged");
    return HP_OK;
}

void conv_close_forms(conv_forms *forms)
{
    reading_table_free(forms->readings);
    memory_free(forms->rows);
    *forms = (conv_forms){ .count = 0 };
}

/* Adds a row to the hints; false when memory is out. */
static bool add_hint(conv_filter_scratch *scratch, const conv_hint *hint)
{
    if (scratch->hint_count == scratch->hint_cap) {
        conv_hint *hints = memory_grow(scratch->hints, &scratch->hint_cap, 16, sizeof *hints);
        if (!hints)
            return false;
        scratch->hints = hints;
    }
    scratch->hints[scratch->hint_count++] = *hint;
    return true;
}

hp_status conv_take_hints(const conv_filter *self, conv_filter_scratch *scratch, hp_span run, hp_error *err)
{
    hp_buf *bare = &scratch->bare;
    size_t taken = 0;
    bool good = true;
    bare->len = 0;
    scratch->hint_count = 0;
    while (good && run.len > 0) {
        hp_span text = { NULL, 0 }, whole = { NULL, 0 };
        span_take(&run, hint_find(run), &text);
        hp_buf_append(bare, text);
        if (!span_take(&run, hint_length(run), &whole) || whole.len == 0)
            break;
        const char *middle = memmem(whole.ptr, whole.len, "\xEF\xBF\xBA", MARK);
        hp_span base = { whole.ptr + MARK, (size_t)(middle - whole.ptr) - MARK };
        hp_span reading = { middle + MARK, whole.len - base.len - 3 * MARK };
        taken += whole.len - base.len;
        conv_hint hint = { .begin = bare->len, .end = bare->len + base.len, .taken = taken };
        if (base.len > 0)
            hint.reading = reading_parse(self->forms.readings, reading);
        hp_buf_append(bare, base);
        good = add_hint(scratch, &hint);
    }
    return good && !bare->failed ? HP_OK : error_set_memory(err);
}

/* The first hint whose base ends behind `at`. */
static size_t first_behind(const conv_filter_scratch *scratch, size_t at)
{
    size_t low = 0, high = scratch->hint_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (scratch->hints[mid].end > at)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

size_t conv_end_in_run(const conv_filter_scratch *scratch, size_t at)
{
    size_t i = first_behind(scratch, at);
    bool inside = i < scratch->hint_count && scratch->hints[i].begin < at;
    return at + (i > 0 ? scratch->hints[i - 1].taken : 0) + (inside ? MARK : 0);
}

size_t conv_start_in_run(const conv_filter_scratch *scratch, size_t at)
{
    size_t i = first_behind(scratch, at);
    bool first = i < scratch->hint_count && scratch->hints[i].begin == at;
    return conv_end_in_run(scratch, at) + (first ? MARK : 0);
}

/* What `made` should be with this reading; empty when it is right. */
static hp_span form_for(const conv_forms *forms, hp_span made, unsigned reading)
{
    for (size_t i = 0; reading && i < forms->count; i++)
        if (forms->rows[i].reading == reading && span_eq(forms->rows[i].form, made))
            return forms->rows[i].instead;
    return (hp_span){ NULL, 0 };
}

hp_span conv_hinted_form(const conv_filter *self, const conv_filter_scratch *scratch, size_t at, hp_span made)
{
    size_t i = first_behind(scratch, at);
    if (i == scratch->hint_count || scratch->hints[i].begin > at)
        return (hp_span){ NULL, 0 };
    const char *character = scratch->bare.ptr + at, *end = scratch->bare.ptr + scratch->hints[i].end;
    bool last = utf8_char_length(character, end) == (size_t)(end - character);
    return form_for(&self->forms, made, last ? scratch->hints[i].reading : 0);
}

/* Takes `count` characters off the front of *made. */
static hp_span take_chars(hp_span *made, size_t count)
{
    size_t n = 0;
    for (; count > 0 && n < made->len; count--)
        n += utf8_char_length(made->ptr + n, made->ptr + made->len);
    hp_span front = { NULL, 0 };
    span_take(made, n, &front);
    return front;
}

void conv_choose_forms(const conv_filter *self, conv_filter_scratch *scratch, size_t offset, hp_span text,
                       hp_span *made)
{
    size_t i = first_behind(scratch, offset), done = 0;
    hp_span rest = *made;
    hp_buf *chosen = &scratch->chosen;
    /* Where a phrase changed its length, characters no longer pair up; the hints are only taken out. */
    if (i == scratch->hint_count || utf8_count(text) != utf8_count(*made))
        return;
    chosen->len = 0;
    for (; i < scratch->hint_count && scratch->hints[i].end <= offset + text.len; i++) {
        size_t end = scratch->hints[i].end - offset;
        if (scratch->hints[i].reading == 0)
            continue;
        hp_span before = { text.ptr + done, end - done };
        hp_buf_append(chosen, take_chars(&rest, utf8_count(before) - 1));
        hp_span one = take_chars(&rest, 1), form = form_for(&self->forms, one, scratch->hints[i].reading);
        hp_buf_append(chosen, form.len ? form : one);
        done = end;
    }
    hp_buf_append(chosen, rest);
    *made = (hp_span){ chosen->ptr, chosen->len };
}

/* window.c - see window.h.
 *
 * Worked: 国制定 → 國制定: 国制 → 國製 would be a word, but 国|制定 is cheaper.
 */
#include "convert/path/window.h"

#include "convert/path/listeners.h"
#include "convert/path/text_script.h"
#include "convert/path/window_parts.h"
#include "text/bytes.h"
#include "text/memory.h"

/* Writes the characters in [from, to), three bytes each, one by one. */
static void write_plain(conv_scan *s, const char *from, const char *to)
{
    const conv_table *t = &s->best->outputs;
    conv_write(&s->w, (hp_span){ NULL, 0 }, from);
    for (const char *p = from; p < to && s->w.end > p; p += 3, s->w.to += 3)
        conv_write_4(&s->w, utf8_char_bytes(p, 3) ^ conv_table_entry(t, conv_table_slot(t, p, 3)));
}

/* Puts `made` in place of what was written for the piece; the text up to `to` has been written one by one. */
static void put_piece(conv_scan *s, hp_span piece, hp_span made, const char *to, const char *rule)
{
    conv_rewrite(&s->w, made, piece.len, (size_t)(to - piece.ptr) - piece.len, to);
    conv_tell_piece(s, piece, made, rule);
}

/* What the later stages alone make of `text`; the only stage of a configuration that reads Traditional (t2s) is a later
 * one.  Valid until the next call. */
static hp_span convert_later(conv_scan *s, hp_span text)
{
    size_t first = s->best->simplified || s->best->chain.count > 1 ? 1 : 0;
    hp_buf *made = &s->work->made;
    made->len = 0;
    conv_exact_stages(&s->best->chain, &s->work->chain, first, text, made);
    return (hp_span){ made->ptr, made->len };
}

/* What a rule makes of the word; empty where none applies. */
static hp_span find_form(conv_scan *s, hp_span word, const char *const before[2])
{
    const hp_span line = conv_line_at(s, word.ptr);
    hp_span form = conv_context_form(&s->best->rules, line, word, before, &s->work->said);
    return form.len > 0 ? convert_later(s, form) : form;
}

/* What the word becomes without rules, where `decides`, or NULL, is the longest word with an output that starts there;
 * *rule says why.  A span without address: what its characters become one by one. */
static hp_span find_output(conv_scan *s, hp_span word, const conv_window_word *decides, const char **rule)
{
    const conv_region_choice *regions = &s->best->regions;
    if (word.len == 3 || (!decides && !s->work->trace))
        return (hp_span){ NULL, 0 };
    if (conv_region_may_keep(regions, word) && conv_region_keeps(regions, s->best->simplified ? NULL : &s->best->words,
                                                                 conv_line_at(s, word.ptr), word, &s->work->seen)) {
        *rule = "no-field";
        return conv_region_plain(regions, word, &s->work->made);
    }
    if (!decides)
        return (hp_span){ NULL, 0 };
    hp_span output = decides->output;
    if (decides->length != word.len) {
        conv_match match = conv_table_match(&s->best->outputs, word);
        if (match.length != word.len || match.plain)
            return (hp_span){ NULL, 0 };
        output = match.value;
    }
    if (s->work->trace && regions->has_near && !span_eq(conv_region_plain(regions, word, &s->work->made), output))
        *rule = "region";
    return output;
}

/* Puts the words of the cheapest way from character `from` up to `end` in their places. */
static void write_way(conv_scan *s, const conv_window *w, size_t from, size_t end, const char *to)
{
    const conv_window_word *decides = s->work->words, *const last = decides + w->word_count;
    const char *before[2] = { NULL, NULL };
    for (size_t i = from, next; i < end; i = next) {
        const conv_lattice_cell *cell = &s->work->cells[i - from];
        next = from + cell->next;
        hp_span word = { w->start + 3 * i, 3 * (next - i) }, made = { NULL, 0 };
        const char *rule = "context";
        while (decides < last && decides->at < word.ptr)
            decides++;
        if (conv_window_has_rule(s, w, i))
            made = find_form(s, word, before);
        if (made.len == 0) {
            rule = "word";
            made = find_output(s, word, decides < last && decides->at == word.ptr ? decides : NULL, &rule);
        }
        if (made.ptr)
            put_piece(s, word, made, to, rule);
        else if (s->work->trace && !s->w.out->failed)
            conv_tell_piece(s, word, (hp_span){ s->w.to - (to - word.ptr), word.len }, rule);
        before[1] = before[0];
        before[0] = word.ptr;
    }
}

/* Tells the listener of the window's characters and their choices. */
static void note_window(conv_scan *s, const char *start, size_t count)
{
    const conv_lattice lattice = { &s->best->words, &s->best->outputs, s->work->cells, count, start };
    conv_lattice_backward(&s->best->words, s->work->cells, count);
    for (size_t k = 0; k < count; k++) {
        conv_choice choice;
        conv_lattice_choice(&lattice, k, &choice);
        choice.offset = (size_t)(choice.character.ptr - s->start);
        s->work->note(s->work->context, &choice);
    }
}

/* The script bits of the line: all that tell, or CONV_ONLY_SIMPLIFIED and some before it, after which no other counts.
 * CONV_HAS_RULE says that they were looked for. */
static uint32_t scripts_of_line(const conv_table *words, hp_span line)
{
    uint32_t scripts = CONV_HAS_RULE;
    while (!(scripts & CONV_ONLY_SIMPLIFIED) && line.len > 0)
        scripts |= conv_text_take_mark(words, CONV_TELLS_SCRIPT, &line);
    return scripts;
}

/* True when the window at `start`, whose characters have these script bits, is Traditional already.  A window that does
 * not tell is what its whole line is. */
static bool is_traditional(conv_scan *s, const char *start, uint32_t scripts)
{
    if ((scripts & CONV_TELLS_SCRIPT) == 0) {
        const hp_span line = conv_line_at(s, start);
        if (s->scripts == 0)
            s->scripts = scripts_of_line(&s->best->words, line);
        scripts = s->scripts;
    }
    return (scripts & CONV_TELLS_SCRIPT) == CONV_ONLY_TRADITIONAL;
}

/* True when a rule for characters may apply in the window. */
static bool has_rule(conv_scan *s, const conv_window *w)
{
    size_t i = w->scripts & CONV_HAS_RULE ? conv_window_next_rule(s, w, 0) : w->count;
    while (i < w->count && !conv_rule_may_apply(s, w->start, w->start + 3 * i))
        i = conv_window_next_rule(s, w, i + 1);
    return i < w->count;
}

static bool need_cells(conv_scan *s, size_t count)
{
    if (count <= s->work->cell_cap)
        return true;
    size_t cap = 2 * count + 64;
    conv_lattice_cell *cells = memory_resize_array(s->work->cells, cap, sizeof *cells);
    if (!cells) {
        s->w.out->failed = true;
        return false;
    }
    s->work->cells = cells;
    s->work->cell_cap = cap;
    return true;
}

/* Finds the cheapest way from character `from` of the window up to `end`, in the first cells.  False when memory is
 * out. */
static bool find_way(conv_scan *s, const conv_window *w, size_t from, size_t end)
{
    const conv_table *words = &s->best->words;
    if (!need_cells(s, end - from + 1))
        return false;
    conv_lattice_cell *cells = s->work->cells;
    for (size_t i = from; i < end; i++)
        cells[i - from].code = conv_cost_code(words, w->start + 3 * i, 3);
    conv_lattice_forward(words, cells, end - from);
    return true;
}

/* Puts what is written for the word, if it is another than that of its characters, in its place. */
static void write_word(conv_scan *s, const conv_window_word *word, const char *to)
{
    const char *rule = "word";
    const hp_span text = { word->at, word->length };
    hp_span made = find_output(s, text, word, &rule);
    if (made.ptr)
        put_piece(s, text, made, to, rule);
}

/* Puts the words that decide in their places. */
static void write_parts(conv_scan *s, const conv_window *w, const char *to)
{
    conv_window_part parts[CONV_WINDOW_PARTS];
    const size_t count = conv_find_parts(s, w, parts);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].alone)
            write_word(s, parts[i].alone, to);
        else if (find_way(s, w, parts[i].from, parts[i].end))
            write_way(s, w, parts[i].from, parts[i].end, to);
    }
}

/* Puts what the window becomes in its place. */
static void write_window(conv_scan *s, const conv_window *w, bool traditional, const char *to)
{
    const hp_span text = { w->start, 3 * w->count };
    s->told = w->end;
    if (traditional) {
        put_piece(s, text, convert_later(s, text), to, "traditional");
    } else if (conv_is_listening(s)) {
        bool found = find_way(s, w, 0, w->count);
        if (found && s->work->note)
            note_window(s, w->start, w->count);
        if (found)
            write_way(s, w, 0, w->count, to);
    } else {
        write_parts(s, w, to);
    }
}

const char *conv_convert_window(conv_scan *s, const conv_window_word *trigger, size_t number, const char *to)
{
    conv_window w;
    conv_find_window(s, trigger, number, &w);
    s->sync = w.end;
    if (conv_is_listening(s))
        conv_tell_plain(s, w.start);
    if (w.end > to) {
        write_plain(s, to, w.end);
        to = w.end;
    }
    const bool traditional = s->best->simplified && is_traditional(s, w.start, w.scripts);
    if (traditional || w.words || has_rule(s, &w))
        write_window(s, &w, traditional, to);
    return to;
}

/* window.c - see window.h.
 *
 * Worked: 国制定 → 國制定: 国制 → 國製 would be a word, but 国|制定 is cheaper.
 */
#include "convert/path/window.h"

#include "convert/path/listeners.h"
#include "convert/path/text_script.h"
#include "text/bytes.h"
#include "text/memory.h"

enum { CONTEXT = 6 };

/* A character as windows see it: the flags of its output, and its code with its script bits, 0 where it cannot be part
 * of a window: that takes three bytes both ways, and some word that has it. */
struct window_character {
    uint32_t flags, code;
};

static struct window_character character_at(const conv_scan *s, const char *at)
{
    const conv_table *outputs = &s->best->outputs, *words = &s->best->words;
    struct window_character c = { 0, 0 };
    if (utf8_lead_length((unsigned char)*at) != 3)
        return c;
    c.flags = conv_table_entry(outputs, conv_table_slot(outputs, at, 3)) >> 24;
    if (c.flags & (CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_IDS))
        return c;
    uint32_t entry = conv_table_entry(words, conv_table_slot(words, at, 3));
    if (entry >> 24 & CONV_TABLE_IN_KEY)
        c.code = conv_table_code(words, at, 3) | (entry & CONV_TABLE_MARKS);
    return c;
}

bool conv_is_in_window(const conv_scan *s, const char *at, size_t length)
{
    size_t inside = 0;
    while (inside < length && character_at(s, at + inside).code != 0)
        inside += 3;
    return inside == length;
}

/* The line of `at`, which is not before the line asked for last; what was found out about another line is forgotten. */
static hp_span line_at(conv_scan *s, const char *at)
{
    const char *end = s->line.ptr + s->line.len;
    if (at < end)
        return s->line;
    const char *before = memrchr(end, '\n', (size_t)(at - end)), *start = before ? before + 1 : end;
    const char *lf = memchr(at, '\n', (size_t)(s->w.end - at));
    s->line = (hp_span){ start, (size_t)((lf ? lf : s->w.end) - start) };
    s->scripts = 0;
    s->work->said = (conv_context_seen){ 0 };
    s->work->seen.script = 0;
    return s->line;
}

/* True when a rule gives the character at `at` another form, if it and what is before it up to `start`, NULL for the
 * line's, are words. */
static bool rule_may_apply(conv_scan *s, const char *start, const char *at)
{
    const hp_span line = line_at(s, at);
    if (!start)
        start = line.ptr;
    const char *before[2] = { at - start >= 3 ? at - 3 : NULL, at - start >= 6 ? at - 6 : NULL };
    return conv_context_form(&s->best->rules, line, (hp_span){ at, 3 }, before, &s->work->said).len > 0;
}

/* The length of what decides or has a choice at `at`, a character of a window; 0 when there is nothing. */
static size_t trigger_at(conv_scan *s, const char *at, struct window_character c)
{
    const conv_table *t = &s->best->outputs;
    if (c.flags & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(t, at, 3, s->w.end)) {
        conv_match match = conv_table_match(t, (hp_span){ at, (size_t)(s->w.end - at) });
        if (match.chars > 1 && !match.plain && conv_is_in_window(s, at, match.length))
            return match.length;
    }
    if (!(c.flags & CONV_TABLE_HAS_CHOICE))
        return 0;
    /* Most characters with a rule stand where none applies. */
    return c.code & CONV_IN_BOTH || rule_may_apply(s, NULL, at) ? 3 : 0;
}

size_t conv_find_trigger(conv_scan *s, const char *at)
{
    struct window_character c = character_at(s, at);
    return c.code ? trigger_at(s, at, c) : 0;
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

/* A window: `count` characters from `start` on, whose codes stand in cells. */
struct window {
    const char *start, *end;
    size_t count;
    uint32_t scripts; /* bits of all its characters */
    bool words;       /* a word decides somewhere in it */
};

/* Adds the codes of the characters before `at` that belong to the window there; returns the first. */
static const char *find_start(conv_scan *s, const char *at, size_t *count)
{
    uint32_t codes[CONTEXT];
    const char *p = at;
    size_t n = 0;
    for (; n < CONTEXT && p - s->sync >= 3 && (unsigned char)p[-3] >= 0xE0; n++, p -= 3)
        if ((codes[n] = character_at(s, p - 3).code) == 0)
            break;
    for (*count = 0; *count < n; ++*count)
        s->work->cells[*count].code = codes[n - 1 - *count];
    return p;
}

/* Finds the window around `at`, where a trigger of `length` bytes stands.  False when memory is out. */
static bool find_window(conv_scan *s, const char *at, size_t length, struct window *w)
{
    const char *p = at, *last = at + length;
    size_t count;
    if (!need_cells(s, CONTEXT + 2))
        return false;
    *w = (struct window){ .words = length > 3 };
    w->start = find_start(s, at, &count);
    for (; p < s->w.end && p < last + 2 * 3 * CONTEXT; p += 3) {
        struct window_character c = character_at(s, p);
        if (c.code == 0)
            break;
        if (!need_cells(s, count + 2))
            return false;
        s->work->cells[count++].code = c.code;
        size_t more = p > at ? trigger_at(s, p, c) : 0;
        w->words = w->words || more > 3;
        if (more > 0 && p + more > last)
            last = p + more;
    }
    w->end = last + 3 * CONTEXT < p ? last + 3 * CONTEXT : p;
    w->count = (size_t)(w->end - w->start) / 3;
    for (size_t i = 0; i < w->count; i++)
        w->scripts |= s->work->cells[i].code;
    return true;
}

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

/* What the word becomes; *rule says why.  A span without address: what its characters become one by one. */
static hp_span find_output(conv_scan *s, hp_span line, hp_span word, uint32_t code, const char *const before[2],
                           const char **rule)
{
    const conv_table *t = &s->best->outputs;
    const conv_region_choice *regions = &s->best->regions;
    conv_match match = { 0 };
    hp_span form = { NULL, 0 };
    *rule = "word";
    if (code & CONV_HAS_RULE)
        form = conv_context_form(&s->best->rules, line, word, before, &s->work->said);
    if (form.len > 0) {
        *rule = "context";
        return convert_later(s, form);
    }
    if (word.len == 3)
        return (hp_span){ NULL, 0 };
    if (regions->has_near &&
        conv_region_keeps(regions, s->best->simplified ? NULL : &s->best->words, line, word, &s->work->seen)) {
        *rule = "no-field";
        return conv_region_plain(regions, word, &s->work->made);
    }
    if (conv_table_deciding_at(t, word.ptr, 3, s->w.end))
        match = conv_table_match(t, word);
    if (match.length != word.len || match.plain)
        return (hp_span){ NULL, 0 };
    if (s->work->trace && regions->has_near && !span_eq(conv_region_plain(regions, word, &s->work->made), match.value))
        *rule = "region";
    return match.value;
}

/* Puts the words of the cheapest way in their places. */
static void write_way(conv_scan *s, const struct window *w, const char *to)
{
    const conv_lattice_cell *cells = s->work->cells;
    const hp_span line = line_at(s, w->start);
    const char *before[2] = { NULL, NULL };
    for (size_t i = 0; i < w->count; i = cells[i].next) {
        hp_span word = { w->start + 3 * i, 3 * (cells[i].next - i) };
        const char *rule;
        hp_span made = find_output(s, line, word, cells[i].code, before, &rule);
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

/* True when the window at `start`, whose characters have these script bits, is Traditional already.  A window that does
 * not tell is what its whole line is. */
static bool is_traditional(conv_scan *s, const char *start, uint32_t scripts)
{
    const uint32_t telling = CONV_ONLY_SIMPLIFIED | CONV_ONLY_TRADITIONAL;
    if ((scripts & telling) == 0) {
        const hp_span line = line_at(s, start);
        for (const char *p = line.ptr; s->scripts == 0 && p < line.ptr + line.len;) {
            size_t n = utf8_lead_length((unsigned char)*p);
            scripts |= n == 3 ? conv_table_marks(&s->best->words, conv_table_slot(&s->best->words, p, n)) : 0;
            p += n;
        }
        s->scripts |= scripts | CONV_HAS_RULE;
        scripts = s->scripts;
    }
    return (scripts & telling) == CONV_ONLY_TRADITIONAL;
}

/* True when a rule for characters may apply in the window. */
static bool has_rule(conv_scan *s, const char *start, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (s->work->cells[i].code & CONV_HAS_RULE && rule_may_apply(s, start, start + 3 * i))
            return true;
    return false;
}

/* Puts what the window becomes in its place. */
static void write_window(conv_scan *s, const struct window *w, bool traditional, const char *to)
{
    const hp_span text = { w->start, 3 * w->count };
    s->told = w->end;
    if (traditional) {
        put_piece(s, text, convert_later(s, text), to, "traditional");
        return;
    }
    conv_lattice_forward(&s->best->words, s->work->cells, w->count);
    if (s->work->note)
        note_window(s, w->start, w->count);
    write_way(s, w, to);
}

const char *conv_convert_window(conv_scan *s, const char *at, size_t length, const char *to)
{
    struct window w;
    if (!find_window(s, at, length, &w)) {
        s->w.end = at;
        return at;
    }
    s->sync = w.end;
    if (conv_is_listening(s))
        conv_tell_plain(s, w.start);
    if (w.end > to) {
        write_plain(s, to, w.end);
        to = w.end;
    }
    const bool traditional = s->best->simplified && is_traditional(s, w.start, w.scripts);
    if (traditional || w.words || (w.scripts & CONV_HAS_RULE && has_rule(s, w.start, w.count)))
        write_window(s, &w, traditional, to);
    return to;
}

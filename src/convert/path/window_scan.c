/* window_scan.c - see window_scan.h.
 *
 * Worked, 我们国制定了, where the word 国制 → 國製 triggers: the window is all of it, and its only word is 国制, at 2.
 */
#include "convert/path/window_scan.h"

#include "convert/path/text_script.h"
#include "convert/plain/pairs.h"
#include "convert/path/look/look.h"
#include "text/bytes.h"
#include "text/memory.h"

enum { CONTEXT = 6 };

bool conv_is_in_window(const conv_scan *s, const char *at, size_t length)
{
    const conv_table *t = &s->best->outputs;
    size_t inside = 0;
    while (inside < length && utf8_lead_length((unsigned char)at[inside]) == 3 &&
           conv_can_be_in_window(conv_table_entry(t, conv_table_slot(t, at + inside, 3))))
        inside += 3;
    return inside == length;
}

/* The marks of the character at `at`, one of a window. */
static uint32_t marks_at(const conv_scan *s, const char *at)
{
    return conv_table_marks(&s->best->words, conv_table_slot(&s->best->words, at, 3));
}

bool conv_window_has_rule(const conv_scan *s, const conv_window *w, size_t i)
{
    return w->scripts & CONV_HAS_RULE && (i >= 32 || w->marked >> i & 1) &&
           marks_at(s, w->start + 3 * i) & CONV_HAS_RULE;
}

hp_span conv_line_at(conv_scan *s, const char *at)
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

bool conv_rule_may_apply(conv_scan *s, const char *start, const char *at)
{
    const hp_span line = conv_line_at(s, at);
    if (!start)
        start = line.ptr;
    const char *before[2] = { at - start >= 3 ? at - 3 : NULL, at - start >= 6 ? at - 6 : NULL };
    return conv_context_form(&s->best->rules, line, (hp_span){ at, 3 }, before, &s->work->said).len > 0;
}

/* The longest word with an output of its own at `at`, where a deciding pair may stand; length 0 when there is none, 3
 * for one that has only its characters' output, but may hide shorter words. */
static conv_window_word word_at(const conv_scan *s, const char *at)
{
    const conv_table *t = &s->best->outputs;
    const size_t length = conv_deciding_length(t, at, s->w.end);
    conv_match match = { 0 };
    if (length > 0) {
        uint32_t code = conv_table_code(t, at + 3, utf8_char_length(at + 3, s->w.end));
        uint32_t pair = code ? conv_table_step(t, conv_table_first(t, at, 3), code) : 0;
        match = conv_table_match_pair(t, (hp_span){ at, length }, pair);
    }
    return (conv_window_word){ at, match.plain ? 3 : match.length, match.value };
}

/* True when the character at `at`, which has a choice, triggers a window.  Most characters with a rule stand where none
 * applies. */
static bool choice_triggers(conv_scan *s, const char *at)
{
    return marks_at(s, at) & CONV_IN_BOTH || conv_rule_may_apply(s, NULL, at);
}

conv_window_word conv_find_trigger(conv_scan *s, const char *at, uint32_t entry)
{
    conv_window_word word = { at, 0, { NULL, 0 } };
    if (!conv_can_be_in_window(entry))
        return word;
    if (entry >> 24 & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(&s->best->outputs, at, 3, s->w.end)) {
        word = word_at(s, at);
        if (word.length > 3 && conv_is_in_window(s, at, word.length))
            return word;
    }
    bool triggers = entry >> 24 & CONV_TABLE_HAS_CHOICE && choice_triggers(s, at);
    return (conv_window_word){ at, triggers ? 3 : 0, { NULL, 0 } };
}

/* Adds the word; without memory the window has none. */
static void add_word(conv_scan *s, conv_window *w, const conv_window_word *word)
{
    conv_best_path_work *work = s->work;
    if (word->length == 0)
        return;
    if (w->word_count == work->word_cap) {
        conv_window_word *words = memory_grow(work->words, &work->word_cap, 64, sizeof *words);
        if (!words) {
            s->w.out->failed = true;
            w->word_count = 0;
            return;
        }
        work->words = words;
    }
    work->words[w->word_count++] = *word;
}

/* Adds the word at `at`, where a deciding pair stands if `pair` says so, and one with a choice if `choice` does.
 * Returns how many bytes from there on trigger a window. */
static size_t look_for_trigger(conv_scan *s, conv_window *w, const char *at, bool pair, bool choice)
{
    if (pair) {
        const conv_window_word word = word_at(s, at);
        add_word(s, w, &word);
        if (word.length > 3 && conv_is_in_window(s, at, word.length))
            return word.length;
    }
    return choice && choice_triggers(s, at) ? 3 : 0;
}

/* The marks of the first characters of a look, whose number 0 stands at `at`, up to `end`. */
static uint32_t scripts_of(const conv_scan *s, const conv_look *look, const char *at, const char *end)
{
    const uint32_t inside = end - at < 3 * CONV_LOOK ? ((uint32_t)1 << (end - at) / 3) - 1 : UINT32_MAX;
    uint32_t scripts = look->simplified & inside ? CONV_ONLY_SIMPLIFIED : 0;
    for (uint32_t marked = look->marked & inside; marked != 0; marked &= marked - 1)
        scripts |= marks_at(s, at + 3 * __builtin_ctz(marked));
    return scripts;
}

/* The marks of all characters of the window, where one look was too short for them. */
static uint32_t scripts_of_long(const conv_scan *s, const conv_window *w)
{
    uint32_t scripts = 0;
    for (const char *at = w->start; at < w->end; at += 3 * CONV_LOOK) {
        const conv_look look = conv_look_around(&s->best->outputs, at, 0, s->w.end);
        scripts |= scripts_of(s, &look, at, w->end);
    }
    return scripts;
}

/* Goes on with the window, of which `look` has the first characters, number 0 at `at`, from number `from` on; `last` is
 * where its triggers end so far. */
static void find_end(conv_scan *s, const conv_look *first, const char *at, unsigned from, const char *last,
                     conv_window *w)
{
    conv_look look = *first;
    for (;;) {
        uint32_t events = (look.pairs | look.choices) >> from << from;
        for (; events != 0; events &= events - 1) {
            const unsigned i = (unsigned)__builtin_ctz(events);
            const char *p = at + 3 * i;
            if (p >= last + 2 * 3 * CONTEXT)
                break;
            size_t more = look_for_trigger(s, w, p, look.pairs >> i & 1, look.choices >> i & 1);
            w->words = w->words || more > 3;
            if (p + more > last && more > 0)
                last = p + more;
        }
        at += 3 * (size_t)look.to;
        if (look.to < CONV_LOOK || at >= last + 2 * 3 * CONTEXT)
            break;
        look = conv_look_around(&s->best->outputs, at, 0, s->w.end);
        from = 0;
    }
    w->end = last + 3 * CONTEXT < at ? last + 3 * CONTEXT : at;
    while (w->word_count > 0 && s->work->words[w->word_count - 1].at >= w->end)
        w->word_count--;
}

void conv_find_window(conv_scan *s, const conv_window_word *trigger, conv_window *w)
{
    const size_t room = (size_t)(trigger->at - s->sync) / 3;
    const unsigned left = room < CONTEXT ? (unsigned)room : CONTEXT;
    const conv_look look = conv_look_around(&s->best->outputs, trigger->at, left, s->w.end);
    const char *at = trigger->at - 3 * left;
    *w = (conv_window){ .start = at + 3 * look.from, .words = trigger->length > 3 };
    for (uint32_t pairs = look.pairs & (((uint32_t)1 << left) - 1); pairs != 0; pairs &= pairs - 1) {
        const conv_window_word before = word_at(s, at + 3 * __builtin_ctz(pairs));
        add_word(s, w, &before);
    }
    conv_window_word word = *trigger;
    if (!w->words)
        word.length = 0;
    if (!w->words && look.pairs >> left & 1)
        word = word_at(s, trigger->at);
    add_word(s, w, &word);
    find_end(s, &look, at, left + 1, trigger->at + trigger->length, w);
    w->count = (size_t)(w->end - w->start) / 3;
    const bool is_long = w->end > at + 3 * CONV_LOOK;
    w->scripts = is_long ? scripts_of_long(s, w) : scripts_of(s, &look, at, w->end);
    w->marked = is_long ? UINT32_MAX : look.marked >> look.from;
}

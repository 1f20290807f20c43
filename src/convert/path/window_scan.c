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
    return w->is_long ? marks_at(s, w->start + 3 * i) & CONV_HAS_RULE : w->rules >> i & 1;
}

size_t conv_window_next_rule(const conv_scan *s, const conv_window *w, size_t i)
{
    if (!w->is_long) {
        const uint32_t later = w->rules >> i;
        return later ? i + (size_t)__builtin_ctz(later) : w->count;
    }
    while (i < w->count && !conv_window_has_rule(s, w, i))
        i++;
    return i;
}

hp_span conv_line_at(conv_scan *s, const char *at)
{
    const char *end = s->line.ptr + s->line.len;
    if (at < end)
        return s->line;
    const char *before = memrchr(end, '\n', (size_t)(at - end)), *start = before ? before + 1 : end;
    const char *lf = memchr(at, '\n', (size_t)(s->w.end - at));
    s->line = (hp_span){ start, (size_t)((lf ? lf : s->w.end) - start) };
    s->scripts = s->work->known.scripts;
    s->work->said = (conv_context_seen){ s->work->known.said.found, s->work->known.said.found };
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

conv_window_word conv_find_word(const conv_table *outputs, const char *at, size_t length, uint32_t second)
{
    const conv_match match = conv_table_match_pair(outputs, (hp_span){ at, length }, second);
    return (conv_window_word){ .at = at, .length = match.plain ? 3 : match.length, .output = match.value };
}

conv_window_word conv_find_word_of_two(const conv_table *outputs, const char *at, size_t length, uint32_t second)
{
    const uint32_t value = conv_table_value(outputs, second);
    conv_match match = { .length = 0 };
    if (conv_table_has_value(outputs, value) && conv_table_priority(outputs, value) < CONV_TABLE_LATER) {
        match.length = length;
        conv_table_read_value(outputs, value, &match);
    }
    return (conv_window_word){ .at = at, .length = match.plain ? 3 : match.length, .output = match.value };
}

/* The number of the batch's first word that is not before `at`; mostly it is the one asked for last, or beside that. */
static size_t first_word(conv_batch *batch, const char *at)
{
    size_t i = batch->near;
    while (i > 0 && batch->words[i - 1].at >= at)
        i--;
    while (i < batch->count && batch->words[i].at < at)
        i++;
    return batch->near = i;
}

/* As conv_find_word() for the place `at`, where a deciding pair may stand. */
static conv_window_word look_up_word(const conv_scan *s, const char *at)
{
    const conv_table *t = &s->best->outputs;
    const size_t length = conv_deciding_length(t, at, s->w.end);
    if (length == 0)
        return (conv_window_word){ .at = at };
    const uint32_t code = conv_table_code(t, at + 3, utf8_char_length(at + 3, s->w.end));
    const uint32_t pair = code ? conv_table_step(t, conv_table_first(t, at, 3), code) : 0;
    return conv_find_word(t, at, length, pair);
}

/* The same, from the batch or in *room. */
static const conv_window_word *word_at(const conv_scan *s, const char *at, conv_window_word *room)
{
    conv_batch *batch = s->batch;
    const bool inside = at >= batch->from && at < batch->to;
    const size_t i = inside ? first_word(batch, at) : batch->count;
    if (i < batch->count && batch->words[i].at == at)
        return &batch->words[i];
    *room = inside ? (conv_window_word){ .at = at } : look_up_word(s, at);
    return room;
}

bool conv_choice_triggers(conv_scan *s, const char *at)
{
    return marks_at(s, at) & CONV_IN_BOTH || conv_rule_may_apply(s, NULL, at);
}

conv_window_word conv_find_trigger(conv_scan *s, const char *at, uint32_t entry)
{
    if (!conv_can_be_in_window(entry))
        return (conv_window_word){ .at = at };
    if (entry >> 24 & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(&s->best->outputs, at, 3, s->w.end)) {
        const conv_window_word word = look_up_word(s, at);
        if (word.length > 3 && conv_is_in_window(s, at, word.length))
            return word;
    }
    bool triggers = entry >> 24 & CONV_TABLE_HAS_CHOICE && conv_choice_triggers(s, at);
    return (conv_window_word){ .at = at, .length = triggers ? 3 : 0 };
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

/* True when all of the word, which starts at number `i` of the look, can be in a window. */
static bool is_inside(const conv_scan *s, const conv_look *look, unsigned i, const conv_window_word *word)
{
    return (word->length % 3 == 0 && i + word->length / 3 <= look->to) || conv_is_in_window(s, word->at, word->length);
}

/* Adds the word at `at`, which is number `i` of the look, if a deciding pair stands there.  Returns how many bytes from
 * there on trigger a window. */
static size_t look_for_trigger(conv_scan *s, conv_window *w, const conv_look *look, unsigned i, const char *at)
{
    if (look->pairs >> i & 1) {
        conv_window_word room;
        const conv_window_word *word = word_at(s, at, &room);
        add_word(s, w, word);
        if (word->length > 3 && is_inside(s, look, i, word))
            return word->length;
    }
    return look->choices >> i & 1 && conv_choice_triggers(s, at) ? 3 : 0;
}

/* A look around the character at `at`, which has the number `number` in the batch's flags, if it has one. */
static void look_around(const conv_scan *s, const char *at, size_t number, unsigned left, conv_look *look)
{
    conv_batch *batch = s->batch;
    if (!conv_look_at_flags(&batch->seen, number, left, look)) {
        *look = conv_look_around(&s->best->outputs, at, left, s->w.end);
        return;
    }
    uint32_t pairs = 0;
    const char *const start = at - 3 * (size_t)left, *const end = start + 3 * (size_t)look->to;
    for (size_t i = first_word(batch, start); i < batch->count && batch->words[i].at < end; i++)
        pairs |= (uint32_t)1 << (batch->words[i].at - start) / 3;
    look->pairs = pairs & UINT32_MAX << look->from;
}

/* The same for the characters from `at` on, which are behind some that have been looked at. */
static void look_on(const conv_scan *s, const char *at, size_t number, conv_look *look)
{
    const conv_character_flags *seen = &s->batch->seen;
    if (conv_flags_have(seen, number) &&
        (!(seen->flags[number] & CONV_FLAG_BEHIND) || !(seen->flags[number] & CONV_TABLE_MARKED)))
        *look = (conv_look){ .from = 0 };
    else
        look_around(s, at, number, 0, look);
}

/* The number of the character `more` behind that with the number `number`. */
static size_t numbered_on(size_t number, size_t more)
{
    return number == CONV_NO_NUMBER ? number : number + more;
}

/* The marks of the first characters of a look, whose number 0 stands at `at`, up to `end`; *rules becomes a bit for
 * each that has CONV_HAS_RULE. */
static uint32_t scripts_of(const conv_scan *s, const conv_look *look, const char *at, const char *end, uint32_t *rules)
{
    const uint32_t inside = end - at < 3 * CONV_LOOK ? ((uint32_t)1 << (end - at) / 3) - 1 : UINT32_MAX;
    uint32_t scripts = look->simplified & inside ? CONV_ONLY_SIMPLIFIED : 0;
    *rules = 0;
    for (uint32_t marked = look->marked & inside; marked != 0; marked &= marked - 1) {
        const uint32_t marks = marks_at(s, at + 3 * __builtin_ctz(marked));
        scripts |= marks;
        *rules |= marks & CONV_HAS_RULE ? marked & -marked : 0;
    }
    return scripts;
}

/* The marks of all characters of the window, where one look was too short for them; the first has the number
 * `number`. */
static uint32_t scripts_of_long(const conv_scan *s, const conv_window *w, size_t number)
{
    uint32_t scripts = 0, rules;
    for (const char *at = w->start; at < w->end; at += 3 * CONV_LOOK, number = numbered_on(number, CONV_LOOK)) {
        conv_look look;
        look_around(s, at, number, 0, &look);
        scripts |= scripts_of(s, &look, at, w->end, &rules);
    }
    return scripts;
}

/* Goes on with the window, of which `look` has the first characters, number 0 at `at`, which is number `number` of the
 * batch, from number `from` on; `last` is where its triggers end so far. */
static void find_end(conv_scan *s, const conv_look *look, const char *at, size_t number, unsigned from,
                     const char *last, conv_window *w)
{
    conv_look next;
    for (;;) {
        uint32_t events = (look->pairs | look->choices) >> from << from;
        for (; events != 0; events &= events - 1) {
            const unsigned i = (unsigned)__builtin_ctz(events);
            const char *p = at + 3 * i;
            if (p >= last + 2 * 3 * CONTEXT)
                break;
            size_t more = look_for_trigger(s, w, look, i, p);
            w->words = w->words || more > 3;
            if (p + more > last && more > 0)
                last = p + more;
        }
        at += 3 * (size_t)look->to;
        if (look->to < CONV_LOOK || at >= last + 2 * 3 * CONTEXT)
            break;
        number = numbered_on(number, CONV_LOOK);
        look_on(s, at, number, &next);
        look = &next;
        from = 0;
    }
    w->end = last + 3 * CONTEXT < at ? last + 3 * CONTEXT : at;
    while (w->word_count > 0 && s->work->words[w->word_count - 1].at >= w->end)
        w->word_count--;
}

void conv_find_window(conv_scan *s, const conv_window_word *trigger, size_t number, conv_window *w)
{
    const size_t most = (size_t)(trigger->at - s->sync) / 3;
    const unsigned left = most < CONTEXT ? (unsigned)most : CONTEXT;
    conv_look look;
    look_around(s, trigger->at, number, left, &look);
    number = number == CONV_NO_NUMBER || number < left ? CONV_NO_NUMBER : number - left;
    const char *at = trigger->at - 3 * left;
    conv_window_word room;
    *w = (conv_window){ .start = at + 3 * look.from, .words = trigger->length > 3 };
    for (uint32_t pairs = look.pairs & (((uint32_t)1 << left) - 1); pairs != 0; pairs &= pairs - 1)
        add_word(s, w, word_at(s, at + 3 * __builtin_ctz(pairs), &room));
    if (w->words)
        add_word(s, w, trigger);
    else if (look.pairs >> left & 1)
        add_word(s, w, word_at(s, trigger->at, &room));
    find_end(s, &look, at, number, left + 1, trigger->at + trigger->length, w);
    w->count = (size_t)(w->end - w->start) / 3;
    w->is_long = w->end > at + 3 * CONV_LOOK;
    if (w->is_long)
        w->scripts = scripts_of_long(s, w, numbered_on(number, look.from));
    else
        w->scripts = scripts_of(s, &look, at, w->end, &w->rules);
    w->rules >>= look.from;
}

/* window_parts.c - see window_parts.h.
 *
 * Worked, s2t: 我们在国制定了 has the word 国制, and 制定 crosses its end, so the part is 国制定.  In 我们有头发了 it is 头发,
 * which is alone: there is no lattice.
 */
#include "convert/path/window_parts.h"

#include "convert/path/look/crossings.h"
#include "convert/path/text_script.h"

/* Where the part that has character `i` starts. */
static size_t start_of(const conv_scan *s, const conv_window *w, size_t i)
{
    while (conv_word_crosses(&s->best->words, w->start, w->count, i))
        i--;
    return i;
}

/* Where the part ends that ends at or behind `i`, which is not 0. */
static size_t end_of(const conv_scan *s, const conv_window *w, size_t i)
{
    while (conv_word_crosses(&s->best->words, w->start, w->count, i))
        i++;
    return i < w->count ? i : w->count;
}

/* True when the cheapest way over the characters of `word`, which starts with two of three bytes, is one word: so it is
 * with nearly all, and the table has the others. */
static bool is_strong(const conv_scan *s, const conv_window_word *word)
{
    return !conv_table_is_weak(&s->best->outputs, conv_crossing_pair(word->at));
}

/* The part around the word, number `at` of the window. */
static conv_window_part part_of(const conv_scan *s, const conv_window *w, const conv_window_word *word, size_t at)
{
    const size_t behind = word->length > 3 ? at + word->length / 3 : at + 1;
    const size_t from = start_of(s, w, at), end = end_of(s, w, behind);
    const bool alone = from == at && end == behind && word->length > 3 && word->length == 3 * (end - from) &&
                       is_strong(s, word);
    return (conv_window_part){ from, end, alone ? word : NULL };
}

/* Adds a part to `count` of them, in its place; those that it overlaps become one with it.  Returns how many there
 * are. */
static size_t add_part(conv_window_part *parts, size_t count, conv_window_part part)
{
    size_t first = 0, last;
    while (first < count && parts[first].end <= part.from)
        first++;
    for (last = first; last < count && parts[last].from < part.end; last++) {
        part.from = parts[last].from < part.from ? parts[last].from : part.from;
        part.end = parts[last].end > part.end ? parts[last].end : part.end;
        part.alone = NULL;
    }
    memmove(parts + first + 1, parts + last, (count - last) * sizeof *parts);
    parts[first] = part;
    return count + 1 - (last - first);
}

/* Adds the parts around the characters at which a rule may apply, with two words before. */
static size_t add_rules(conv_scan *s, const conv_window *w, conv_window_part *parts, size_t count)
{
    for (size_t i = conv_window_next_rule(s, w, 0); i < w->count && count < CONV_WINDOW_PARTS;
         i = conv_window_next_rule(s, w, i + 1)) {
        const char *at = w->start + 3 * i;
        if (!conv_context_may_apply(&s->best->rules, conv_line_at(s, at), at, w->end, &s->work->said))
            continue;
        conv_window_part part = { start_of(s, w, i), end_of(s, w, i + 1), NULL };
        for (int k = 0; k < 2 && part.from > 0; k++)
            part.from = start_of(s, w, part.from - 1);
        count = add_part(parts, count, part);
    }
    return count;
}

size_t conv_find_parts(conv_scan *s, const conv_window *w, conv_window_part parts[CONV_WINDOW_PARTS])
{
    size_t count = 0, end = 0;
    for (size_t k = 0; k < w->word_count && count < CONV_WINDOW_PARTS; k++) {
        const conv_window_word *word = &s->work->words[k];
        size_t at = (size_t)(word->at - w->start) / 3;
        if (at < end)
            continue;
        parts[count] = part_of(s, w, word, at);
        end = parts[count++].end;
    }
    if (w->scripts & CONV_HAS_RULE)
        count = add_rules(s, w, parts, count);
    if (count == CONV_WINDOW_PARTS) {
        parts[0] = (conv_window_part){ 0, w->count, NULL };
        count = 1;
    }
    return count;
}

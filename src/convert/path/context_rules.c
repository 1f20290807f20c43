/* context_rules.c - see context_rules.h.
 *
 * Worked: 里 in 塔克里 stays 里, because 克 and 塔 before it are words of one character too; in 储存格里 it does not.
 */
#include "convert/path/context_rules.h"

#include "text/bytes.h"
#include "text/utf8.h"

bool conv_context_rules_parse(conv_context_rules *rules, hp_span text)
{
    rules->count = 0;
    while (text.len > 0) {
        hp_span line = span_take_field(&text, '\n');
        if (line.len == 0)
            continue;
        if (rules->count == CONV_CONTEXT_RULES_MAX)
            return false;
        conv_context_rule *rule = &rules->rows[rules->count++];
        if (utf8_decode(span_take_field(&line, '\t'), &rule->character) == 0)
            return false;
        rule->form = span_take_field(&line, '\t');
        rule->kind = span_take_field(&line, '\t');
        rule->words = span_take_field(&line, '\t');
        rule->not_after = span_take_field(&line, '\t');
        if (rule->form.len == 0)
            return false;
    }
    return true;
}

static uint32_t decode3(const char *at)
{
    uint32_t cp = 0;
    utf8_decode((hp_span){ at, 3 }, &cp);
    return cp;
}

static bool is_han(const char *at)
{
    uint32_t cp = decode3(at);
    return cp >= 0x3400 && cp < 0xA000;
}

/* True when `text` starts with one of the words in `list`, separated by spaces. */
static bool starts_with_one(hp_span text, hp_span list)
{
    while (list.len > 0) {
        hp_span word = span_take_field(&list, ' ');
        if (word.len > 0 && word.len <= text.len && memcmp(word.ptr, text.ptr, word.len) == 0)
            return true;
    }
    return false;
}

/* True when one of the words in `list` stands anywhere in `text`. */
static bool has_one(hp_span text, hp_span list)
{
    while (list.len > 0) {
        hp_span word = span_take_field(&list, ' ');
        if (word.len > 0 && memmem(text.ptr, text.len, word.ptr, word.len))
            return true;
    }
    return false;
}

hp_span conv_context_form(const conv_context_rules *rules, hp_span text, const char *at, const char *const before[2])
{
    uint32_t cp = decode3(at);
    for (size_t i = 0; i < rules->count; i++) {
        const conv_context_rule *rule = &rules->rows[i];
        if (rule->character != cp)
            continue;
        hp_span rest = { at + 3, (size_t)(text.ptr + text.len - at) - 3 };
        const char *previous = before[0] ? at - 3 : NULL;
        if (previous && rule->not_after.len > 0 && starts_with_one((hp_span){ previous, 3 }, rule->not_after))
            continue;
        bool fits = false;
        if (span_eq(rule->kind, span_of_string("alone")))
            fits = before[0] == at - 3 && before[1] == at - 6 && is_han(at - 3) && is_han(at - 6) &&
                   (rule->words.len == 0 || starts_with_one((hp_span){ previous, 3 }, rule->words));
        else if (span_eq(rule->kind, span_of_string("before")))
            fits = starts_with_one(rest, rule->words);
        else if (span_eq(rule->kind, span_of_string("line")))
            fits = has_one(text, rule->words);
        else if (span_eq(rule->kind, span_of_string("after")))
            fits = previous && starts_with_one((hp_span){ previous, 3 }, rule->words);
        if (fits)
            return rule->form;
    }
    return (hp_span){ NULL, 0 };
}

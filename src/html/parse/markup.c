/* markup.c - the tokenizer's states as far as they say where something ends. */
#include "html/parse/markup.h"

#include <string.h>

#include "text/bytes.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Whether `text` starts with `word`, which is in small letters, in any case of letters. */
static bool starts_with(hp_span text, const char *word)
{
    size_t i = 0;
    for (; word[i]; i++) {
        if (i == text.len)
            return false;
        char c = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] + ('a' - 'A')) : text.ptr[i];
        if (c != word[i])
            return false;
    }
    return true;
}

static bool is_word(hp_span text, const char *word)
{
    return text.len == strlen(word) && starts_with(text, word);
}

static hp_span from(hp_span text, size_t offset)
{
    return (hp_span){ text.ptr + offset, text.len - offset };
}

/* The offset behind the first `mark` at or after `offset`, or the end. */
static size_t behind(hp_span text, size_t offset, const char *mark)
{
    const char *found = memmem(text.ptr + offset, text.len - offset, mark, strlen(mark));
    return found ? (size_t)(found - text.ptr) + strlen(mark) : text.len;
}

/* `text` starts with <!--.  <!--> and <!---> are whole comments; --!> closes one, too. */
static size_t comment_length(hp_span text)
{
    for (size_t at = 2; at < text.len; at++) {
        const char *dashes = memmem(text.ptr + at, text.len - at, "--", 2);
        if (!dashes)
            break;
        at = (size_t)(dashes - text.ptr);
        hp_span rest = from(text, at + 2);
        if (rest.len > 0 && rest.ptr[0] == '>')
            return at + 3;
        if (rest.len > 1 && rest.ptr[0] == '!' && rest.ptr[1] == '>' && at >= 4)
            return at + 4;
    }
    return text.len;
}

/* Steps over a value at *at, behind the equals sign, and returns it. */
static hp_span take_value(hp_span text, size_t *at)
{
    size_t begin = *at, end = *at;
    while (begin < text.len && is_blank(text.ptr[begin]))
        begin++;
    char quote = begin < text.len ? text.ptr[begin] : 0;
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(text.ptr + begin + 1, quote, text.len - begin - 1);
        begin++;
        end = close ? (size_t)(close - text.ptr) : text.len;
        *at = close ? end + 1 : text.len;
    } else {
        end = begin;
        while (end < text.len && !is_blank(text.ptr[end]) && text.ptr[end] != '>')
            end++;
        *at = end;
    }
    return (hp_span){ text.ptr + begin, end - begin };
}

/* Steps over the attribute at *at, whose first character may be an equals sign, and notes what the guard asks about. */
static void take_attribute(html_markup *markup, hp_span text, size_t *at)
{
    size_t begin = *at;
    do
        ++*at;
    while (*at < text.len && !is_blank(text.ptr[*at]) && !strchr("/>=", text.ptr[*at]));
    hp_span name = { text.ptr + begin, *at - begin }, value = { 0 };
    size_t equals = *at;
    while (equals < text.len && is_blank(text.ptr[equals]))
        equals++;
    if (equals < text.len && text.ptr[equals] == '=') {
        *at = equals + 1;
        value = take_value(text, at);
    }
    if (is_word(name, "color") || is_word(name, "face") || is_word(name, "size"))
        markup->styles_font = true;
    if (is_word(name, "encoding"))
        markup->holds_html = is_word(value, "text/html") || is_word(value, "application/xhtml+xml");
}

static void read_tag(html_markup *markup, hp_span text, size_t name, size_t attributes_max)
{
    size_t at = name, attributes = 0;
    while (at < text.len && !is_blank(text.ptr[at]) && text.ptr[at] != '/' && text.ptr[at] != '>')
        at++;
    markup->name = (hp_span){ text.ptr + name, at - name };
    markup->tag = html_tag_find(markup->name);
    markup->attributes_end = at;
    while (at < text.len && text.ptr[at] != '>') {
        if (is_blank(text.ptr[at])) {
            at++;
        } else if (text.ptr[at] == '/') {
            at++;
            markup->self_closing = at < text.len && text.ptr[at] == '>';
        } else {
            take_attribute(markup, text, &at);
            if (++attributes <= attributes_max)
                markup->attributes_end = at;
        }
    }
    if (attributes <= attributes_max)
        markup->attributes_end = at;
    markup->len = at < text.len ? at + 1 : text.len;
}

bool html_markup_read(html_markup *markup, hp_span text, bool foreign, size_t attributes_max)
{
    char first = text.len > 1 ? text.ptr[1] : 0, second = text.len > 2 ? text.ptr[2] : 0;
    *markup = (html_markup){ .kind = HTML_COMMENT };
    if (is_letter(first)) {
        markup->kind = HTML_START_TAG;
        read_tag(markup, text, 1, attributes_max);
    } else if (first == '/' && is_letter(second)) {
        markup->kind = HTML_END_TAG;
        read_tag(markup, text, 2, attributes_max);
    } else if (first == '!' && starts_with(text, "<!--")) {
        markup->len = comment_length(text);
    } else if (first == '!' && foreign && text.len >= 9 && memcmp(text.ptr, "<![CDATA[", 9) == 0) {
        markup->len = behind(text, 9, "]]>");
    } else if (first == '!' || first == '?' || (first == '/' && text.len > 2)) {
        markup->len = behind(text, 2, ">");
    } else {
        return false;
    }
    return true;
}

/* Whether `text` starts with the word and what ends a tag's name. */
static bool is_tag_here(hp_span text, const char *start, const char *name)
{
    size_t len = strlen(start) + strlen(name);
    return text.len > len && starts_with(text, start) && starts_with(from(text, strlen(start)), name) &&
           (is_blank(text.ptr[len]) || text.ptr[len] == '/' || text.ptr[len] == '>');
}

/* A script's text has three states: as it is, in <!-- -->, and between <script> and </script> in <!-- -->. */
static size_t script_text(hp_span text)
{
    enum { PLAIN, COMMENT, INNER } state = PLAIN;
    for (size_t at = 0; at < text.len; at++) {
        hp_span here = from(text, at);
        if (here.ptr[0] == '-' && state != PLAIN) {
            if (starts_with(here, "-->"))
                state = PLAIN;
        } else if (here.ptr[0] != '<') {
            continue;
        } else if (state == PLAIN && starts_with(here, "<!--")) {
            state = COMMENT;
            at++; /* its dashes may be those of --> */
        } else if (is_tag_here(here, "</", "script")) {
            if (state != INNER)
                return at;
            state = COMMENT;
        } else if (state == COMMENT && is_tag_here(here, "<", "script")) {
            state = INNER;
        }
    }
    return text.len;
}

size_t html_raw_text(hp_span text, html_tag tag)
{
    if (tag == HTML_SCRIPT)
        return script_text(text);
    for (size_t at = 0; at < text.len; at++) {
        const char *less = memchr(text.ptr + at, '<', text.len - at);
        if (!less)
            break;
        at = (size_t)(less - text.ptr);
        if (is_tag_here(from(text, at), "</", html_tag_traits(tag)->name))
            return at;
    }
    return text.len;
}

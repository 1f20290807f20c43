/* declared.c - see declared.h.
 *
 * Looks at tags only: from each '<' to its '>'.  The attributes of a meta element are read as browsers' prescan
 * does, so that charset= inside another attribute's text is not taken.
 */
#include "decode/declared.h"

#include "text/bytes.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool starts_with(hp_span text, const char *lower_case)
{
    size_t n = strlen(lower_case);
    if (text.len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (lower(text.ptr[i]) != lower_case[i])
            return false;
    return true;
}

/* What stands behind the first `needle` in `text`; empty at its end when there is none. */
static hp_span behind(hp_span text, const char *needle)
{
    while (text.len > 0 && !starts_with(text, needle))
        text = (hp_span){ text.ptr + 1, text.len - 1 };
    size_t n = text.len > 0 ? strlen(needle) : 0;
    return (hp_span){ text.ptr + n, text.len - n };
}

static void skip_blanks(hp_span *text)
{
    while (text->len > 0 && is_blank(text->ptr[0]))
        *text = (hp_span){ text->ptr + 1, text->len - 1 };
}

/* Takes a value off *text: quoted, or up to a blank or one of `ends`. */
static hp_span take_value(hp_span *text, const char *ends)
{
    hp_span value = { text->ptr, 0 };
    char quote = text->len > 0 && (text->ptr[0] == '"' || text->ptr[0] == '\'') ? text->ptr[0] : 0;
    if (quote) {
        const char *end = memchr(text->ptr + 1, quote, text->len - 1);
        value = (hp_span){ text->ptr + 1, end ? (size_t)(end - text->ptr - 1) : text->len - 1 };
        size_t used = value.len + (end ? 2 : 1);
        *text = (hp_span){ text->ptr + used, text->len - used };
        return value;
    }
    while (value.len < text->len && !is_blank(text->ptr[value.len]) && !strchr(ends, text->ptr[value.len]))
        value.len++;
    *text = (hp_span){ text->ptr + value.len, text->len - value.len };
    return value;
}

/* The label in the value of a content attribute: text/html; charset=gbk. */
static hp_span label_in_content(hp_span content)
{
    for (;;) {
        content = behind(content, "charset");
        skip_blanks(&content);
        if (content.len == 0)
            return content;
        if (content.ptr[0] != '=')
            continue;
        content = (hp_span){ content.ptr + 1, content.len - 1 };
        skip_blanks(&content);
        return take_value(&content, ";\"'");
    }
}

/* Takes an attribute off *tag; false at the tag's end. */
static bool take_attribute(hp_span *tag, hp_span *name, hp_span *value)
{
    while (tag->len > 0 && (is_blank(tag->ptr[0]) || tag->ptr[0] == '/'))
        *tag = (hp_span){ tag->ptr + 1, tag->len - 1 };
    *name = (hp_span){ tag->ptr, 0 };
    *value = (hp_span){ tag->ptr, 0 };
    if (tag->len == 0)
        return false;
    do
        name->len++;
    while (name->len < tag->len && !is_blank(tag->ptr[name->len]) && !strchr("=/", tag->ptr[name->len]));
    *tag = (hp_span){ tag->ptr + name->len, tag->len - name->len };
    skip_blanks(tag);
    if (tag->len > 0 && tag->ptr[0] == '=') {
        *tag = (hp_span){ tag->ptr + 1, tag->len - 1 };
        skip_blanks(tag);
        *value = take_value(tag, "");
    }
    return true;
}

/* The label in a meta element's attributes. */
static hp_span label_in_meta(hp_span tag)
{
    hp_span name, value, label = { tag.ptr, 0 }, content = label;
    bool is_content_type = false;
    while (take_attribute(&tag, &name, &value)) {
        if (name.len == 7 && starts_with(name, "charset") && label.len == 0)
            label = value;
        else if (name.len == 7 && starts_with(name, "content") && content.len == 0)
            content = label_in_content(value);
        else if (name.len == 10 && starts_with(name, "http-equiv"))
            is_content_type = value.len == 12 && starts_with(value, "content-type");
    }
    return label.len > 0 ? label : is_content_type ? content : (hp_span){ tag.ptr, 0 };
}

/* The tag that *text stands behind the '<' of, without its '>'; moves *text behind it. */
static hp_span take_tag(hp_span *text)
{
    const char *end = text->len > 0 ? memchr(text->ptr, '>', text->len) : NULL;
    hp_span tag = { text->ptr, end ? (size_t)(end - text->ptr) : text->len };
    size_t used = tag.len + (end ? 1 : 0);
    *text = (hp_span){ text->ptr + used, text->len - used };
    return tag;
}

hp_span decode_declared(hp_span head)
{
    hp_span text = head, label = { head.ptr, 0 };
    while (label.len == 0 && text.len > 0) {
        const char *at = memchr(text.ptr, '<', text.len);
        if (!at)
            break;
        text = (hp_span){ at + 1, text.len - (size_t)(at + 1 - text.ptr) };
        if (starts_with(text, "!--")) {
            text = behind(text, "-->");
        } else if (starts_with(text, "script")) {
            text = behind(text, "</script");
        } else if (starts_with(text, "style")) {
            text = behind(text, "</style");
        } else if (starts_with(text, "?xml") && at == head.ptr) {
            hp_span tag = take_tag(&text), name, value;
            tag = (hp_span){ tag.ptr + 4, tag.len - 4 };
            while (take_attribute(&tag, &name, &value))
                if (name.len == 8 && starts_with(name, "encoding"))
                    label = value;
        } else if (starts_with(text, "meta") && text.len > 4 && (is_blank(text.ptr[4]) || text.ptr[4] == '/')) {
            hp_span tag = take_tag(&text);
            label = label_in_meta((hp_span){ tag.ptr + 4, tag.len - 4 });
        } else
            take_tag(&text);
    }
    return label;
}

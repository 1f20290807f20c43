/* controls.c - one look at the page's bytes; most pages have no control character and go on as they are. */
#include "html/parse/controls.h"

#include <string.h>

#include "text/utf8.h"

enum { FIRST_BASE = 0x100000, LAST_BASE = 0x10FE00, BLOCK = 0x100 };

/* The length of the control character at the start of `text`, and which it is; 0 when there is none. */
static size_t control_at(hp_span text, uint32_t *control)
{
    unsigned char c = (unsigned char)text.ptr[0], next = text.len > 1 ? (unsigned char)text.ptr[1] : 0;
    *control = c;
    if (c == 0x7F || (c < 0x20 && c != '\0' && c != '\t' && c != '\n' && c != '\f' && c != '\r'))
        return 1;
    *control = next;
    return c == 0xC2 && next >= 0x80 && next < 0xA0 ? 2 : 0;
}

static size_t find_control(hp_span text, size_t at, uint32_t *control, size_t *len)
{
    for (; at < text.len; at++) {
        unsigned char c = (unsigned char)text.ptr[at];
        if (c >= 0x20 && c != 0x7F && c != 0xC2)
            continue;
        *len = control_at((hp_span){ text.ptr + at, text.len - at }, control);
        if (*len > 0)
            break;
    }
    return at;
}

/* The start of a block of private characters of which the page has none; 0 when it has some of all. */
static uint32_t find_free_block(hp_span page)
{
    for (uint32_t base = FIRST_BASE; base <= LAST_BASE; base += BLOCK) {
        bool found = false;
        const char *end = page.ptr + page.len;
        for (const char *p = page.ptr; !found && (p = memchr(p, 0xF4, (size_t)(end - p))) != NULL; p++) {
            uint32_t c = 0;
            utf8_decode((hp_span){ p, (size_t)(end - p) }, &c);
            found = c >= base && c < base + BLOCK;
        }
        if (!found)
            return base;
    }
    return 0;
}

uint32_t html_controls_hide(hp_span page, hp_buf *buf, html_origin *origin, hp_span *hidden)
{
    uint32_t control = 0, base = 0;
    size_t len = 0, copied = 0, start = buf->len;
    *hidden = page;
    for (size_t at = 0; (at = find_control(page, at, &control, &len)) < page.len;) {
        if (base == 0)
            base = find_free_block(page);
        if (base == 0)
            return 0;
        char bytes[4];
        html_origin_add(origin, buf->len - start, copied);
        hp_buf_append(buf, (hp_span){ page.ptr + copied, at - copied });
        hp_buf_append(buf, (hp_span){ bytes, utf8_encode(base + control, bytes) });
        at += len;
        copied = at;
    }
    if (base > 0) {
        html_origin_add(origin, buf->len - start, copied);
        hp_buf_append(buf, (hp_span){ page.ptr + copied, page.len - copied });
        *hidden = (hp_span){ buf->ptr + start, buf->len - start };
    }
    return base;
}

void html_controls_show(hp_buf *text, size_t start, uint32_t base)
{
    size_t to = start;
    for (size_t at = start; base > 0 && at < text->len;) {
        uint32_t c = 0;
        size_t len = 1;
        if ((unsigned char)text->ptr[at] == 0xF4)
            len = utf8_decode((hp_span){ text->ptr + at, text->len - at }, &c);
        if (len == 4 && c >= base && c < base + BLOCK) {
            to += utf8_encode(c - base, text->ptr + to);
        } else {
            len = len ? len : 1;
            memmove(text->ptr + to, text->ptr + at, len);
            to += len;
        }
        at += len;
    }
    if (base > 0)
        text->len = to;
}

/* warc_head.c - see warc.h.
 *
 *     WARC/1.0 CRLF  lines "Name: value" CRLF  CRLF  block of Content-Length bytes  CRLF CRLF
 *
 * Worked: "WARC/1.0\r\nContent-Length: 2\r\n\r\nab\r\n\r\n" has the block "ab" and is 39 bytes long.
 */
#include <string.h>
#include <strings.h>

#include "records/warc.h"
#include "text/bytes.h"

enum { HEAD_MOST = 1 << 20 }; /* bytes of a head */

static bool name_is(hp_span name, const char *want)
{
    return name.len == strlen(want) && strncasecmp(name.ptr, want, name.len) == 0;
}

static hp_span trim(hp_span value)
{
    while (value.len > 0 && (value.ptr[0] == ' ' || value.ptr[0] == '\t'))
        value = (hp_span){ value.ptr + 1, value.len - 1 };
    while (value.len > 0 && strchr(" \t\r", value.ptr[value.len - 1]) && value.ptr[value.len - 1])
        value.len--;
    return value;
}

/* Notes the line, which ends in LF. */
static void note_line(warc_head *head, hp_span line)
{
    hp_span rest = { line.ptr, line.len - 1 }, name = span_take_field(&rest, ':'), value = trim(rest);
    if (name_is(name, "WARC-Type"))
        head->type = value;
    else if (name_is(name, "Content-Type"))
        head->content_type = value;
    else if (name_is(name, "Content-Length"))
        head->length = value;
    else if (name_is(name, "WARC-Block-Digest"))
        head->digests[0] = line;
    else if (name_is(name, "WARC-Payload-Digest"))
        head->digests[1] = line;
}

static bool read_number(hp_span digits, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        *number = 10 * *number + (size_t)(digits.ptr[i] - '0');
    }
    return digits.len > 0 && digits.len <= 15;
}

/* Reads the lines up to the empty one; *at moves behind it.  False when they go on. */
static bool read_lines(hp_span text, warc_head *head, size_t *at)
{
    for (bool is_first = true;; is_first = false) {
        const char *start = text.ptr + *at, *lf = text.len > *at ? memchr(start, '\n', text.len - *at) : NULL;
        if (!lf)
            return false;
        hp_span line = { start, (size_t)(lf + 1 - start) };
        *at += line.len;
        if (line.len == 1 || (line.len == 2 && line.ptr[0] == '\r'))
            return true;
        if (!is_first)
            note_line(head, line);
    }
}

/* Where a record may start again, not in the first `seen` bytes; *goes_on when that has not come. */
static size_t find_start(hp_span text, size_t seen, bool *goes_on)
{
    for (size_t at = seen > 6 ? seen - 6 : 0; at + 6 <= text.len; at++) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        at = lf ? (size_t)(lf - text.ptr) : text.len;
        if (at + 6 <= text.len && memcmp(text.ptr + at, "\nWARC/", 6) == 0) {
            *goes_on = false;
            return at + 1;
        }
    }
    *goes_on = true;
    return text.len;
}

/* Passes over the two line ends behind a block, as far as they are there. */
static size_t skip_ends(hp_span text, size_t at, bool *goes_on)
{
    for (const char *want = "\r\n\r\n"; *want; want++) {
        *goes_on = at == text.len;
        if (at == text.len || text.ptr[at] != *want)
            return at;
        at++;
    }
    *goes_on = false;
    return at;
}

const char *warc_read(hp_span text, size_t seen, warc_head *head, size_t *end, bool *goes_on)
{
    size_t at = 0, length;
    *head = (warc_head){ .type = { NULL, 0 } };
    if (text.len < 5 || memcmp(text.ptr, "WARC/", 5) != 0) {
        *end = find_start(text, seen, goes_on);
        return "it does not start with WARC/";
    }
    if (!read_lines((hp_span){ text.ptr, text.len < HEAD_MOST ? text.len : HEAD_MOST }, head, &at)) {
        *goes_on = true;
        *end = text.len < HEAD_MOST ? text.len : find_start(text, seen, goes_on);
        return "its head does not end";
    }
    if (!read_number(head->length, &length)) {
        *end = find_start(text, seen, goes_on);
        return "it has no Content-Length";
    }
    if (length > text.len - at) {
        *goes_on = true;
        *end = text.len;
        return "its block ends early";
    }
    head->block = (hp_span){ text.ptr + at, length };
    *end = skip_ends(text, at + length, goes_on);
    return NULL;
}

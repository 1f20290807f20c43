/* sniff.c - the table of beginnings by which a page is known.
 *
 * Worked: "  <!DOCTYPE html>…" and "<p>字" are pages; "<p" at the end of a text, "<person>" and "1 < 2" are none.
 */
#include "html/sniff.h"

#include <string.h>
#include <strings.h>

#include "text/bytes.h"

/* Complete as they are. */
static const char *const marks[] = { "<!--", "<?xml" };

/* A blank or > must follow. */
static const char *const tags[] = { "<!DOCTYPE HTML", "<HTML", "<HEAD",  "<SCRIPT", "<IFRAME", "<H1",   "<DIV", "<FONT",
                                    "<TABLE",         "<A",    "<STYLE", "<TITLE",  "<B",      "<BODY", "<BR",  "<P" };

static bool starts_with(hp_span text, const char *start)
{
    size_t len = strlen(start);
    return text.len >= len && strncasecmp(text.ptr, start, len) == 0;
}

bool html_is_page(hp_span document)
{
    hp_span text = document;
    size_t skipped = starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
    while (skipped < text.len && memchr("\t\n\f\r ", text.ptr[skipped], 5))
        skipped++;
    text = (hp_span){ text.ptr + skipped, text.len - skipped };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (starts_with(text, marks[i]))
            return true;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t len = strlen(tags[i]);
        if (text.len > len && starts_with(text, tags[i]) && (text.ptr[len] == ' ' || text.ptr[len] == '>'))
            return true;
    }
    return false;
}

/* facts.c - reads a file of facts: tests/cases/FILTER/TOPIC.cases.
 *
 *     # A tone mark in round brackets; the first line names the fact, more lines may follow.
 *     $ --toneless=never
 *     < 國(guó)家
 *     > 國家
 *
 *     # An application's name is no reading.
 *     = 應用(App)
 *
 * Blank lines part the blocks.  `#` says why, `$` gives the filter's options, quoted as in a shell, where there are
 * any; `<` is a line that goes in, `>` one that must come out, `=` one that comes out as it went in.  A block may have
 * several of each; a block of `#` alone is a remark.  Behind the sign stands a blank, then the text; a sign alone is an
 * empty line.  `<*1000 text` is a thousand such lines.
 *
 * In a text, \xHH is a byte, \u{H…} a character, \t a TAB, \r a CR, \\ a backslash; a backslash at the end says that
 * no LF follows: the next line goes on, or the text ends.  What a reader cannot see must be written so: bytes that are
 * no text, control characters, blanks other than the common one or at the end, combining marks, characters without
 * width, and those that look like another (compatibility ideographs, letters of Hangul, private use).
 */
#include "facts.h"

#include <stdlib.h>

#include "lines.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/utf8.h"

static bool must_be_escaped(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x0000, 0x001F },                        /* control */
        { 0x007F, 0x00A0 },    { 0x00AD, 0x00AD }, /* soft hyphen */
        { 0x0300, 0x036F },                        /* combining marks */
        { 0x1100, 0x11FF },                        /* Hangul letters that join */
        { 0x1680, 0x1680 },                        /* blanks, joiners, marks of direction */
        { 0x2000, 0x200F },    { 0x2028, 0x202F },
        { 0x205F, 0x206F },    { 0x20D0, 0x20FF }, /* combining marks for symbols */
        { 0x2E80, 0x2FDF },                        /* radicals */
        { 0x3000, 0x3000 },                        /* full-width blank */
        { 0x3164, 0x3164 },                        /* Hangul filler */
        { 0xE000, 0xFAFF },                        /* private use, compatibility ideographs */
        { 0xFE00, 0xFE0F },                        /* variation selectors */
        { 0xFEFF, 0xFEFF },                        /* byte order mark */
        { 0xFFF0, 0xFFFF },                        /* interlinear marks, replacement */
        { 0x1D165, 0x1D1AD },                      /* musical marks that combine */
        { 0x2F800, 0x2FA1F },                      /* compatibility ideographs */
        { 0xE0000, 0x10FFFF },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

void escape_text(hp_span text, hp_buf *out)
{
    while (text.len > 0) {
        uint32_t cp = 0;
        hp_span character;
        size_t n = utf8_decode(text, &cp);
        span_take(&text, n ? n : 1, &character);
        if (n == 0)
            buffer_format(out, "\\x%02X", (unsigned char)*character.ptr);
        else if (cp == '\n' || (cp == ' ' && (text.len == 0 || *text.ptr == '\n')))
            buffer_format(out, "%s", cp == '\n' ? "\\n" : "\\x20");
        else if (cp == '\t' || cp == '\r' || cp == '\\')
            buffer_format(out, "\\%c", cp == '\t' ? 't' : cp == '\r' ? 'r' : '\\');
        else if (must_be_escaped(cp))
            buffer_format(out, cp < 0x80 ? "\\x%02X" : "\\u{%04X}", (unsigned)cp);
        else
            hp_buf_append(out, character);
    }
}

/* Takes a hexadecimal number of at most `most` digits off *text. */
static bool take_hex(hp_span *text, size_t most, uint32_t *number)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = 0;
    *number = 0;
    for (; n < most && text->len > 0; n++) {
        const char *digit = memchr(digits, *text->ptr | 0x20, 16);
        if (!digit || *text->ptr < '0')
            break;
        *number = *number << 4 | (uint32_t)(digit - digits);
        *text = (hp_span){ text->ptr + 1, text->len - 1 };
    }
    return n > 0;
}

/* Appends what the escape at the start of *text, behind its backslash, stands for. */
static bool take_escape(hp_span *text, hp_buf *out)
{
    static const char names[] = "tr\\", bytes[] = "\t\r\\";
    char c = *text->ptr, utf8[4];
    const char *name = memchr(names, c, 3);
    uint32_t number;
    *text = (hp_span){ text->ptr + 1, text->len - 1 };
    if (name) {
        hp_buf_append(out, (hp_span){ bytes + (name - names), 1 });
    } else if (c == 'x') {
        const char *start = text->ptr;
        if (!take_hex(text, 2, &number) || text->ptr - start != 2)
            return false;
        hp_buf_append(out, (hp_span){ &(char){ (char)number }, 1 });
    } else {
        hp_span brace;
        if (c != 'u' || !span_take(text, 1, &brace) || *brace.ptr != '{' || !take_hex(text, 6, &number) ||
            !span_take(text, 1, &brace) || *brace.ptr != '}' || number > 0x10FFFF || (number >> 11) == 0x1B)
            return false;
        hp_buf_append(out, (hp_span){ utf8, utf8_encode(number, utf8) });
    }
    return true;
}

/* Appends `text` with its escapes undone, and an LF.  Returns NULL, or what is wrong. */
static const char *unescape_text(hp_span text, hp_buf *out)
{
    if (text.len > 0 && text.ptr[text.len - 1] == ' ')
        return "a blank at the end is written \\x20";
    while (text.len > 0) {
        uint32_t cp = 0;
        hp_span character;
        if (!span_take(&text, utf8_decode(text, &cp), &character) || character.len == 0)
            return "a byte that is no text is written \\xHH";
        if (must_be_escaped(cp))
            return "a character that cannot be seen or mistaken for another is written \\u{H}";
        if (cp != '\\')
            hp_buf_append(out, character);
        else if (text.len == 0)
            return NULL;
        else if (!take_escape(&text, out))
            return "no such escape";
    }
    hp_buf_append(out, (hp_span){ "\n", 1 });
    return NULL;
}

/* Takes "*N" off *rest where it stands; else the count is 1. */
static size_t take_times(hp_span *rest)
{
    size_t times = 0;
    if (rest->len == 0 || *rest->ptr != '*')
        return 1;
    do {
        *rest = (hp_span){ rest->ptr + 1, rest->len - 1 };
        if (rest->len > 0 && *rest->ptr >= '0' && *rest->ptr <= '9')
            times = 10 * times + (size_t)(*rest->ptr - '0');
        else
            break;
    } while (times < 1000000);
    return times;
}

/* Reads a line of text: `rest` is what stands behind the sign. */
static const char *read_text(struct fact *fact, char sign, hp_span rest, size_t times)
{
    const char *wrong = NULL;
    fact->told_in |= sign != '>';
    fact->told_out |= sign != '<';
    for (; times > 0 && !wrong; times--) {
        if (sign != '>')
            wrong = unescape_text(rest, &fact->in);
        if (sign != '<' && !wrong)
            wrong = unescape_text(rest, &fact->out);
    }
    return wrong;
}

/* Reads one line of a block, which has no LF. */
static const char *read_block_line(struct fact *fact, hp_span line)
{
    char sign = *line.ptr;
    hp_span rest = { line.ptr + 1, line.len - 1 };
    bool is_text = sign == '<' || sign == '>' || sign == '=';
    size_t times = is_text ? take_times(&rest) : 1;
    if (!is_text && sign != '#' && sign != '$')
        return "a line starts with one of # $ < > =";
    if (times == 0)
        return "how often?";
    if (rest.len > 0 && *rest.ptr != ' ')
        return "a blank stands behind the sign";
    rest = rest.len > 0 ? (hp_span){ rest.ptr + 1, rest.len - 1 } : rest;
    if (is_text)
        return read_text(fact, sign, rest, times);
    if (fact->told_in || fact->told_out || (sign == '$' && fact->options.len > 0))
        return "first the reason, then one line of options, then the text";
    hp_buf *to = sign == '#' ? &fact->why : &fact->options;
    hp_buf_append(to, span_of_string(to->len > 0 ? " " : ""));
    hp_buf_append(to, rest);
    return NULL;
}

static void free_fact(struct fact *fact)
{
    free(fact->file);
    hp_buf_free(&fact->why);
    hp_buf_free(&fact->options);
    hp_buf_free(&fact->in);
    hp_buf_free(&fact->out);
}

static const char *wrong_block(const struct fact *fact)
{
    if (fact->why.len == 0)
        return "no reason is given";
    if (fact->told_in != fact->told_out || (!fact->told_in && fact->options.len > 0))
        return "what goes in and what comes out must both be there";
    return NULL;
}

/* Reads the block at the start of *text, whose first line is number *line, into *fact. */
static const char *read_block(hp_span *text, size_t *line, struct fact *fact, size_t *wrong_line)
{
    const char *wrong = NULL;
    hp_span one;
    *wrong_line = fact->line = *line;
    while (take_line(text, &one)) {
        size_t at = (*line)++;
        one.len -= one.ptr[one.len - 1] == '\n';
        if (one.len == 0)
            break;
        if (wrong)
            continue;
        wrong = read_block_line(fact, one);
        *wrong_line = wrong ? at : *wrong_line;
    }
    return wrong ? wrong : wrong_block(fact);
}

static bool add_fact(struct facts *facts, struct fact *fact, const char *file)
{
    if (facts->count == facts->cap) {
        size_t cap = facts->cap ? 2 * facts->cap : 64;
        struct fact *more = realloc(facts->items, cap * sizeof *more);
        if (!more)
            return false;
        facts->items = more;
        facts->cap = cap;
    }
    fact->file = strdup(file);
    hp_buf_append(&fact->why, (hp_span){ "", 1 });
    hp_buf_append(&fact->options, (hp_span){ "", 1 });
    if (!fact->file || fact->why.failed || fact->options.failed || fact->in.failed || fact->out.failed)
        return false;
    facts->items[facts->count++] = *fact;
    return true;
}

bool read_facts(struct facts *facts, const char *file, hp_span text, complain_fn *complain)
{
    for (size_t line = 1; text.len > 0;) {
        struct fact fact = { .line = 0 };
        size_t wrong_line;
        while (text.len > 0 && *text.ptr == '\n') {
            text = (hp_span){ text.ptr + 1, text.len - 1 };
            line++;
        }
        if (text.len == 0)
            break;
        const char *wrong = read_block(&text, &line, &fact, &wrong_line);
        if (wrong)
            complain(file, wrong_line, wrong);
        bool is_fact = !wrong && fact.told_in;
        if (is_fact && !add_fact(facts, &fact, file)) {
            free_fact(&fact);
            return false;
        }
        if (!is_fact)
            free_fact(&fact);
    }
    return true;
}

void free_facts(struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        free_fact(&facts->items[i]);
    free(facts->items);
    *facts = (struct facts){ NULL, 0, 0 };
}

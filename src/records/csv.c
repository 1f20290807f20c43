/* csv.c - records of CSV (RFC 4180): fields with commas between them; in quotation marks they may have commas, line
 * ends, and quotation marks, each written twice.
 *
 * A quotation mark inside a field that does not start with one is like any other character.  A changed field keeps its
 * quotation marks, and gets them where it needs them.  Worked, for field 2: 7,"國(guó),""a""" → 7,"國,""a""".
 */
#include <string.h>

#include "records/column.h"
#include "records/csv.h"
#include "text/bytes.h"
#include "text/error.h"

/* Where in a row a byte stands. */
enum state { AT_START, IN_PLAIN, IN_QUOTES, BEHIND_QUOTE };

static enum state step(enum state state, char c)
{
    if (state == IN_QUOTES)
        return c == '"' ? BEHIND_QUOTE : IN_QUOTES;
    if (c == '"' && state != IN_PLAIN)
        return IN_QUOTES; /* at the start, or the second of two */
    return c == ',' || c == '\n' ? AT_START : IN_PLAIN;
}

/* The end of the first row in `text` from `at` on, where the state is *state; 0 where none ends. */
static size_t find_row_end(hp_span text, size_t at, enum state *state)
{
    while (at < text.len) {
        if (*state == IN_QUOTES) { /* its text is most of a table */
            const char *quote = memchr(text.ptr + at, '"', text.len - at);
            at = quote ? (size_t)(quote - text.ptr) : text.len;
            if (!quote)
                break;
        }
        char c = text.ptr[at++];
        *state = step(*state, c);
        if (c == '\n' && *state == AT_START)
            return at;
    }
    return 0;
}

static bool move_cut(hp_span text, records_cut *cut)
{
    size_t before = cut->whole, end;
    enum state state = (enum state)cut->state;
    for (size_t at = cut->seen; (end = find_row_end(text, at, &state)) > 0; at = end)
        cut->whole = end;
    cut->seen = text.len;
    cut->state = (int)state;
    return cut->whole > before;
}

static size_t length(hp_span text)
{
    enum state state = AT_START;
    size_t end = find_row_end(text, 0, &state);
    return end > 0 ? end : text.len;
}

size_t csv_field_length(hp_span row, const char **why)
{
    enum state state = AT_START;
    size_t at = 0;
    *why = NULL;
    for (; at < row.len; at++) {
        char c = row.ptr[at];
        if (state != IN_QUOTES && c == ',')
            break;
        if (state == BEHIND_QUOTE && c != '"') {
            *why = "more behind a closing quotation mark";
            return at;
        }
        state = step(state, c == '\n' ? ' ' : c);
    }
    if (state == IN_QUOTES)
        *why = "a quotation mark is not closed";
    return at;
}

static bool is_quoted(hp_span raw)
{
    return raw.len >= 2 && raw.ptr[0] == '"';
}

hp_span csv_field_text(hp_span raw, hp_buf *decoded)
{
    if (!is_quoted(raw))
        return raw;
    hp_span rest = { raw.ptr + 1, raw.len - 2 };
    if (!memchr(rest.ptr, '"', rest.len))
        return rest;
    decoded->len = 0;
    while (rest.len > 0) {
        hp_span part = span_take_field(&rest, '"');
        hp_buf_append(decoded, part);
        if (rest.len > 0) { /* its second */
            hp_span quote = { NULL, 0 };
            span_take(&rest, 1, &quote);
            hp_buf_append(decoded, quote);
        }
    }
    return (hp_span){ decoded->ptr, decoded->len };
}

static hp_status open_field(records_field *field, hp_span spec, hp_error *err)
{
    return column_open(field, spec, true, err);
}

static hp_status find(records_run *run, hp_error *err)
{
    const hp_records *records = run->records;
    hp_span row = records_row(run->record);
    const char *why;
    hp_status st = records_check_valid(run, row, err);
    for (size_t i = 0; i < records->count; i++)
        run->parts[i].value = (hp_span){ NULL, 0 };
    for (size_t column = 0; st == HP_OK; column++) {
        hp_span value = { row.ptr, csv_field_length(row, &why) };
        if (why) {
            size_t at = (size_t)(row.ptr - run->record.ptr) + value.len;
            return error_set(err, HP_BAD_DATA, at, "no CSV at byte %zu: %s", at + 1, why);
        }
        for (size_t i = 0; i < records->count; i++)
            if (records->fields[i].column == column)
                run->parts[i].value = value;
        if (value.len == row.len)
            break;
        row = (hp_span){ row.ptr + value.len + 1, row.len - value.len - 1 };
    }
    return st;
}

static hp_status read(records_run *run, size_t i, hp_span *text, hp_error *err)
{
    *text = csv_field_text(run->parts[i].value, &run->text);
    return run->text.failed ? error_set_memory(err) : HP_OK;
}

static bool needs_quotes(hp_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(",\"\r\n", text.ptr[i]) && text.ptr[i])
            return true;
    return false;
}

static hp_status write(records_run *run, size_t i, hp_span text, hp_error *err)
{
    const hp_span quote = { "\"", 1 };
    bool quotes = is_quoted(run->parts[i].value) || needs_quotes(text);
    (void)err;
    records_start_splice(run, run->parts[i].value);
    if (quotes)
        hp_buf_append(&run->encoded, quote);
    while (quotes && text.len > 0) {
        size_t all = text.len;
        hp_span part = span_take_field(&text, '"');
        hp_buf_append(&run->encoded, part);
        for (int n = 0; n < 2 && part.len < all; n++)
            hp_buf_append(&run->encoded, quote);
    }
    hp_buf_append(&run->encoded, quotes ? quote : text);
    records_end_splice(run);
    return HP_OK;
}

const records_format records_csv = {
    .name = "csv",
    .open_field = open_field,
    .move_cut = move_cut,
    .length = length,
    .find = find,
    .read = read,
    .write = write,
};

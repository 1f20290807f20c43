/* lines.c - records that are lines.  Worked: of "{}\n{}\n{" the first six bytes are whole records, the first 3 long. */
#include <string.h>

#include "records/format.h"
#include "text/error.h"
#include "text/utf8.h"

bool records_move_line_cut(hp_span text, records_cut *cut)
{
    size_t at = text.len;
    while (at > cut->seen && text.ptr[at - 1] != '\n')
        at--;
    bool moves = at > cut->seen;
    cut->whole = moves ? at : cut->whole;
    cut->seen = text.len;
    return moves;
}

size_t records_line_length(hp_span text)
{
    const char *lf = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    return lf ? (size_t)(lf + 1 - text.ptr) : text.len;
}

hp_status records_check_valid(records_run *run, hp_span part, hp_error *err)
{
    size_t valid = run->needs_valid ? utf8_valid(part) : part.len, at = (size_t)(part.ptr - run->record.ptr) + valid;
    return valid == part.len ? HP_OK : error_set(err, HP_INVALID_TEXT, at, "invalid UTF-8 at byte %zu", at + 1);
}

hp_span records_row(hp_span record)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (record.len >= 3 && memcmp(record.ptr, mark, 3) == 0)
        record = (hp_span){ record.ptr + 3, record.len - 3 };
    if (record.len > 0 && record.ptr[record.len - 1] == '\n')
        record.len--;
    if (record.len > 0 && record.ptr[record.len - 1] == '\r')
        record.len--;
    return record;
}

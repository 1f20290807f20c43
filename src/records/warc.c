/* warc.c - records of WARC and WET: the blocks of those that are text.
 *
 * Text are conversions, and resources and responses, whose Content-Type is text/plain; an HTTP response as it came over
 * the wire is not.  A changed block has its Content-Length and its digests set right; a digest of an unknown kind is
 * taken away: it was that of other bytes.  Worked, with strip: a conversion of 9 bytes, 國(guó), is one of 3, 國.
 */
#include "records/warc.h"

#include <string.h>
#include <strings.h>

#include "records/format.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

static hp_status open_field(records_field *field, hp_span spec, hp_error *err)
{
    if (spec.len > 0)
        return error_set(err, HP_USAGE, 0, "records of WARC have one text, without a name");
    field->label = memory_copy_string("block");
    return field->label ? HP_OK : error_set_memory(err);
}

static size_t length(hp_span text)
{
    warc_head head;
    size_t end;
    bool goes_on;
    (void)warc_read(text, 0, &head, &end, &goes_on);
    return end;
}

static bool move_cut(hp_span text, records_cut *cut)
{
    size_t before = cut->whole;
    warc_head head;
    size_t end;
    while (cut->whole < text.len) {
        bool goes_on;
        hp_span rest = { text.ptr + cut->whole, text.len - cut->whole };
        (void)warc_read(rest, cut->seen > cut->whole ? cut->seen - cut->whole : 0, &head, &end, &goes_on);
        if (goes_on)
            break;
        cut->whole += end;
    }
    cut->seen = text.len;
    return cut->whole > before;
}

static bool is_text(const warc_head *head)
{
    static const char *const types[] = { "conversion", "resource", "response" };
    hp_span kind = head->content_type, type = span_take_field(&kind, ';');
    while (type.len > 0 && type.ptr[type.len - 1] == ' ')
        type.len--;
    if (type.len != 10 || strncasecmp(type.ptr, "text/plain", 10) != 0)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (head->type.len == strlen(types[i]) && strncasecmp(head->type.ptr, types[i], head->type.len) == 0)
            return true;
    return false;
}

static hp_status find(records_run *run, hp_error *err)
{
    warc_head head;
    size_t end;
    bool goes_on;
    const char *why = warc_read(run->record, 0, &head, &end, &goes_on);
    run->parts[0].value = (hp_span){ NULL, 0 };
    if (why)
        return error_set(err, HP_BAD_DATA, 0, "no record of WARC: %s", why);
    if (!is_text(&head))
        return HP_OK;
    run->parts[0].value = head.block;
    return records_check_valid(run, head.block, err);
}

static hp_status read(records_run *run, size_t i, hp_span *text, hp_error *err)
{
    (void)err;
    *text = run->parts[i].value;
    return HP_OK;
}

static hp_status write(records_run *run, size_t i, hp_span text, hp_error *err)
{
    warc_head head;
    size_t end;
    bool goes_on;
    hp_status st = HP_OK;
    (void)warc_read(run->record, 0, &head, &end, &goes_on);
    for (size_t d = 0; d < 2 && st == HP_OK; d++) {
        if (!head.digests[d].ptr)
            continue;
        records_start_splice(run, head.digests[d]);
        st = warc_put_digest(&run->encoded, head.digests[d], text, err);
        records_end_splice(run);
    }
    records_start_splice(run, head.length);
    buffer_format(&run->encoded, "%zu", text.len);
    records_end_splice(run);
    records_start_splice(run, run->parts[i].value);
    hp_buf_append(&run->encoded, text);
    records_end_splice(run);
    return st;
}

const records_format records_warc = {
    .name = "warc",
    .is_archive = true,
    .open_field = open_field,
    .move_cut = move_cut,
    .length = length,
    .find = find,
    .read = read,
    .write = write,
};

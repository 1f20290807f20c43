/* invalid_bytes.c - what --invalid=replace and --invalid=fail put in front of a pipeline.
 *
 * Given whole lines of any bytes, it puts U+FFFD in place of each maximal subpart of a broken sequence, or fails at
 * the first, naming its place.  Text that is valid is not touched.  Worked: "國\xE5\x9C家" → "國\uFFFD家".
 */
#include <string.h>

#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static const char fail_mark; /* the address stands for "fail"; "replace" is NULL */

static const filter_option options[] = { { 0, "fail", NULL, "fail at the first invalid byte instead of replacing" },
                                         { 0 } };

static hp_status invalid_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)given, (void)data, (void)err;
    *self = count > 0 ? (void *)&fail_mark : NULL;
    return HP_OK;
}

static void invalid_free(void *self)
{
    (void)self;
}

static size_t invalid_find_line(const void *self, void *scratch, hp_span text, size_t from)
{
    (void)self, (void)scratch;
    return from + utf8_valid((hp_span){ text.ptr + from, text.len - from });
}

static hp_status invalid_apply(const void *self, void *scratch, const filter_input *input, hp_span line, answer *out,
                               hp_error *err)
{
    (void)scratch, (void)input;
    hp_span rest = line;
    while (rest.len > 0) {
        size_t valid = utf8_valid(rest);
        hp_span good, bad;
        span_take(&rest, valid, &good);
        answer_keep(out, good);
        if (rest.len == 0)
            break;
        if (self == &fail_mark)
            return error_set(err, HP_INVALID_TEXT, (size_t)(rest.ptr - line.ptr), "invalid UTF-8");
        span_take(&rest, utf8_broken(rest), &bad);
        answer_edit(out, bad, span_of_string("\xEF\xBF\xBD"), ANSWER_INVALID);
    }
    return HP_OK;
}

const filter_descriptor filter_invalid = {
    .word = "invalid",
    .purpose = "replace or refuse bytes that are not UTF-8",
    .options = options,
    .traits = FILTER_WANTS_ANY_BYTES,
    .open = invalid_open,
    .free = invalid_free,
    .find_line = invalid_find_line,
    .apply = invalid_apply,
};

/* pointer.c - see pointer.h.  Worked: "a~1b/0" → text "/a~1b/0", steps "a/b" and "0" (also number 0). */
#include "records/json/pointer.h"

#include <string.h>

#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

/* Copies the text, with a slash in front where there is none. */
static bool copy_text(json_pointer *out, hp_span text)
{
    bool lacks_slash = text.len > 0 && text.ptr[0] != '/';
    out->text = memory_new(text.len + 2);
    if (!out->text)
        return false;
    out->text[0] = '/';
    if (text.len > 0)
        memcpy(out->text + lacks_slash, text.ptr, text.len);
    out->text[text.len + lacks_slash] = '\0';
    return true;
}

/* A number without leading zeros, as an element's is written. */
static bool read_index(hp_span name, uint64_t *index)
{
    *index = 0;
    if (name.len == 0 || name.len > 18 || (name.ptr[0] == '0' && name.len > 1))
        return false;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] < '0' || name.ptr[i] > '9')
            return false;
        *index = 10 * *index + (uint64_t)(name.ptr[i] - '0');
    }
    return true;
}

/* Writes `raw` without its escapes to *to, which moves on.  False when a ~ is followed by neither 0 nor 1. */
static bool read_name(hp_span raw, char **to, hp_span *name)
{
    char *start = *to;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if (c == '~') {
            i++;
            if (i == raw.len || (raw.ptr[i] != '0' && raw.ptr[i] != '1'))
                return false;
            c = raw.ptr[i] == '0' ? '~' : '/';
        }
        *(*to)++ = c;
    }
    *name = (hp_span){ start, (size_t)(*to - start) };
    return true;
}

hp_status json_pointer_read(json_pointer *out, hp_span text, hp_error *err)
{
    *out = (json_pointer){ 0 };
    if (text.len == 0)
        return error_set(err, HP_USAGE, 0, "a JSON Pointer is missing");
    if (!copy_text(out, text))
        return error_set_memory(err);
    size_t steps = 0;
    for (const char *c = out->text; *c; c++)
        steps += *c == '/';
    if (steps > JSON_POINTER_MOST)
        return error_set(err, HP_USAGE, 0, "the JSON Pointer %s has more than %d steps", out->text, JSON_POINTER_MOST);
    out->bytes = memory_new(strlen(out->text));
    out->steps = memory_zeroed(steps, sizeof *out->steps);
    if (!out->bytes || !out->steps)
        return error_set_memory(err);
    char *to = out->bytes;
    hp_span rest = { out->text + 1, strlen(out->text + 1) };
    for (; out->count < steps; out->count++) {
        json_step *step = &out->steps[out->count];
        if (!read_name(span_take_field(&rest, '/'), &to, &step->name))
            return error_set(err, HP_USAGE, 0, "the JSON Pointer %s has a ~ that is neither ~0 nor ~1", out->text);
        step->is_index = read_index(step->name, &step->index);
    }
    return HP_OK;
}

void json_pointer_free(json_pointer *pointer)
{
    memory_free(pointer->text);
    memory_free(pointer->bytes);
    memory_free(pointer->steps);
    *pointer = (json_pointer){ 0 };
}

/* insert.c - see insert.h.  Worked: 1 at /m/n in {"a": 0} → {"a": 0, "m": {"n": 1}}. */
#include "records/json/insert.h"

#include "records/json/skip.h"
#include "records/json/string.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/json.h"

/* What was found of a step in an object or list. */
struct place {
    const char *value; /* of the step, NULL when it is not there */
    const char *last;  /* behind the last value, or behind the opening bracket */
    bool is_empty, has_blank;
};

static bool name_is(hp_span raw, bool has_escape, hp_span name, hp_buf *decoded)
{
    if (!has_escape)
        return span_eq(raw, name);
    decoded->len = 0;
    json_string_decode(raw, decoded, NULL);
    return span_eq((hp_span){ decoded->ptr, decoded->len }, name);
}

/* Looks for the step among the members or elements of what opens at `p`. */
static struct place find_step(const char *p, const char *end, const json_step *step, hp_buf *decoded)
{
    bool is_object = *p == '{', has_escape = false;
    struct place place = { .last = p + 1, .is_empty = true };
    json_fault fault;
    p = json_skip_blanks(p + 1, end);
    for (uint64_t index = 0; *p != '}' && *p != ']'; index++) {
        bool fits = step->is_index && step->index == index;
        if (is_object) {
            const char *name = p + 1;
            p = json_skip_string(p, end, &has_escape, &fault);
            fits = name_is((hp_span){ name, (size_t)(p - name) - 1 }, has_escape, step->name, decoded);
            p = json_skip_blanks(p, end) + 1;
            place.has_blank = index == 0 ? *p == ' ' : place.has_blank;
            p = json_skip_blanks(p, end);
        }
        if (fits)
            place.value = p;
        place.last = p = json_skip_known(p, end);
        place.is_empty = false;
        p = json_skip_blanks(p, end);
        p = *p == ',' ? json_skip_blanks(p + 1, end) : p;
    }
    return place;
}

static void put(hp_buf *out, const char *text)
{
    hp_buf_append(out, span_of_string(text));
}

/* Appends the member that step `from` names, with objects for the steps behind it. */
static void put_member(const json_pointer *pointer, size_t from, const struct place *place, hp_span value, hp_buf *out)
{
    const char *colon = place->has_blank ? ": " : ":";
    if (!place->is_empty)
        put(out, place->has_blank ? ", " : ",");
    for (size_t i = from; i < pointer->count; i++) {
        put(out, i > from ? "{" : "");
        json_put_string(pointer->steps[i].name, out);
        put(out, colon);
    }
    hp_buf_append(out, value);
    for (size_t i = from + 1; i < pointer->count; i++)
        put(out, "}");
}

hp_status json_insert(hp_span line, const json_pointer *pointer, hp_span value, hp_buf *out, hp_error *err)
{
    const char *end = line.ptr + line.len, *behind;
    const char *at = json_skip_blanks(json_skip_mark(line.ptr, end), end);
    struct place place = { 0 };
    hp_buf decoded = { 0 };
    size_t i = 0;
    while (i < pointer->count && (*at == '{' || *at == '[')) {
        place = find_step(at, end, &pointer->steps[i], &decoded);
        if (!place.value)
            break;
        at = place.value;
        i++;
    }
    bool failed = decoded.failed;
    hp_buf_free(&decoded);
    if (failed)
        return error_set_memory(err);
    if (i < pointer->count && *at != '{')
        return error_set(err, HP_BAD_DATA, (size_t)(at - line.ptr), "there is no place for %s", pointer->text);
    behind = i == pointer->count ? json_skip_known(at, end) : place.last;
    at = i == pointer->count ? at : place.last;
    hp_buf_append(out, (hp_span){ line.ptr, (size_t)(at - line.ptr) });
    if (i == pointer->count)
        hp_buf_append(out, value);
    else
        put_member(pointer, i, &place, value, out);
    hp_buf_append(out, (hp_span){ behind, (size_t)(end - behind) });
    return out->failed ? error_set_memory(err) : HP_OK;
}

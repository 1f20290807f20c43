/* scan.c - see scan.h.
 *
 * A loop over the values of the line; what is open is a bit a level, set for an object.  For each pointer `matched` is
 * how many of its steps lead to where the scan stands.  Worked, for /a/b in {"x":{"b":1},"a":{"b":"v"}}: at the key x
 * nothing matches, so the b in it is at level 2 with 0 steps matched; at a, 1; at its b, 2 of 2: found.
 */
#include "records/json/scan.h"

#include "records/json/skip.h"
#include "records/json/string.h"
#include "text/bytes.h"
#include "text/error.h"

struct scan {
    const char *p, *end;
    size_t depth; /* open objects and lists */
    uint64_t objects[JSON_SCAN_DEPTH / 64 + 1];
    const json_pointer *const *pointers;
    size_t count, deepest;
    size_t matched[JSON_SCAN_MOST];
    uint64_t index[JSON_POINTER_MOST + 1]; /* of the element at hand, a level */
    json_found *found;
    json_fault fault;
    hp_buf name; /* a key without its escapes */
};

static bool is_in_object(const struct scan *s)
{
    return s->objects[s->depth / 64] >> s->depth % 64 & 1;
}

static bool step_fits(const struct scan *s, const json_step *step, hp_span key)
{
    return key.ptr ? span_eq(step->name, key) : step->is_index && step->index == s->index[s->depth];
}

/* The scan stands before the member `key`, or with a key of NULL the next element. */
static void match(struct scan *s, hp_span key)
{
    size_t level = s->depth - 1;
    for (size_t i = 0; i < s->count; i++) {
        if (s->matched[i] > level)
            s->matched[i] = level;
        if (s->matched[i] < level || s->pointers[i]->count <= level ||
            !step_fits(s, &s->pointers[i]->steps[level], key))
            continue;
        s->matched[i] = level + 1;
        s->found[i] = (json_found){ { NULL, 0 }, false, false };
    }
}

static void note_found(struct scan *s, hp_span value, bool is_string, bool has_escape)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->matched[i] == s->depth && s->pointers[i]->count == s->depth)
            s->found[i] = (json_found){ value, is_string, has_escape };
}

/* Passes over a key and its colon. */
static bool take_key(struct scan *s)
{
    bool has_escape;
    const char *start = s->p;
    if (s->p == s->end || *s->p != '"')
        return json_fail(&s->fault, s->p, "a member's name is missing");
    const char *p = json_skip_string(s->p, s->end, &has_escape, &s->fault);
    if (!p)
        return false;
    hp_span key = { start + 1, (size_t)(p - start) - 2 };
    if (s->depth <= s->deepest && has_escape) {
        s->name.len = 0;
        json_string_decode(key, &s->name, NULL);
        key = (hp_span){ s->name.ptr ? s->name.ptr : "", s->name.len };
    }
    if (s->depth <= s->deepest)
        match(s, key);
    s->p = json_skip_blanks(p, s->end);
    if (s->p == s->end || *s->p != ':')
        return json_fail(&s->fault, s->p, "a colon is missing");
    s->p++;
    return true;
}

/* Goes into the object or list that starts here. */
static bool open_nest(struct scan *s)
{
    if (s->depth == JSON_SCAN_DEPTH)
        return json_fail(&s->fault, s->p, "nested deeper than 2048");
    bool is_object = *s->p == '{';
    s->depth++;
    uint64_t bit = (uint64_t)1 << s->depth % 64;
    s->objects[s->depth / 64] = is_object ? s->objects[s->depth / 64] | bit : s->objects[s->depth / 64] & ~bit;
    if (s->depth <= s->deepest)
        s->index[s->depth] = 0;
    s->p = json_skip_blanks(s->p + 1, s->end);
    return true;
}

/* Passes over a string or another scalar. */
static bool take_scalar(struct scan *s)
{
    const char *start = s->p;
    bool is_string = s->p < s->end && *s->p == '"', has_escape = false;
    const char *p = is_string ? json_skip_string(s->p, s->end, &has_escape, &s->fault)
                              : json_skip_scalar(s->p, s->end, &s->fault);
    if (!p)
        return false;
    if (s->depth <= s->deepest)
        note_found(s, (hp_span){ start, (size_t)(p - start) }, is_string, has_escape);
    s->p = p;
    return true;
}

/* Passes over what starts the next member or element of what is open. */
static bool start_item(struct scan *s)
{
    if (is_in_object(s))
        return take_key(s);
    if (s->depth <= s->deepest)
        match(s, (hp_span){ NULL, 0 });
    return true;
}

/* Behind a value: closes what ends here, up to a comma and the start of the next value, or the end of all. */
static bool go_on(struct scan *s, bool *at_end)
{
    for (;;) {
        s->p = json_skip_blanks(s->p, s->end);
        *at_end = s->depth == 0;
        if (*at_end)
            return true;
        char c = s->p < s->end ? *s->p : '\0';
        if (c == ',') {
            s->p = json_skip_blanks(s->p + 1, s->end);
            if (s->depth <= s->deepest)
                s->index[s->depth]++;
            return start_item(s);
        }
        if (c != (is_in_object(s) ? '}' : ']'))
            return json_fail(&s->fault, s->p, is_in_object(s) ? "a comma or } is missing" : "a comma or ] is missing");
        s->p++;
        s->depth--;
    }
}

static bool scan_all(struct scan *s)
{
    bool at_end = false;
    while (!at_end) {
        s->p = json_skip_blanks(s->p, s->end);
        char c = s->p < s->end ? *s->p : '\0';
        bool is_nest = c == '{' || c == '[';
        if (!(is_nest ? open_nest(s) : take_scalar(s)))
            return false;
        bool is_empty = is_nest && s->p < s->end && *s->p == (c == '{' ? '}' : ']');
        if (is_nest && !is_empty ? !start_item(s) : !go_on(s, &at_end))
            return false;
    }
    return s->p == s->end || json_fail(&s->fault, s->p, "more behind the value");
}

hp_status json_scan(hp_span line, const json_pointer *const *pointers, size_t count, json_found *found, hp_error *err)
{
    struct scan s; /* what is not set here is set before it is read: the line may be short, and this is not */
    s.p = line.ptr;
    s.end = line.ptr + line.len;
    s.depth = s.deepest = 0;
    s.pointers = pointers;
    s.count = count;
    s.found = found;
    s.name = (hp_buf){ 0 };
    for (size_t i = 0; i < count; i++) {
        found[i] = (json_found){ { NULL, 0 }, false, false };
        s.matched[i] = 0;
        if (pointers[i]->count > s.deepest)
            s.deepest = pointers[i]->count;
    }
    bool good = scan_all(&s);
    bool has_memory = !s.name.failed;
    hp_buf_free(&s.name);
    if (!has_memory)
        return error_set_memory(err);
    size_t at = good ? 0 : (size_t)(s.fault.at - line.ptr);
    return good ? HP_OK : error_set(err, HP_BAD_DATA, at, "no JSON at byte %zu: %s", at + 1, s.fault.why);
}

/* skip.c - see skip.h.  Worked: at the first " of "a\"b",1 a string is passed over up to the comma. */
#include "records/json/skip.h"

const uint8_t json_hex[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

const char json_escape[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

/* The escape at the backslash `p` is none. */
static const char *refuse_escape(const char *p, const char *end, json_fault *fault)
{
    return json_fail(fault, p,
                     end - p < 2   ? "a string has no end"
                     : p[1] == 'u' ? "an escape lacks its four digits"
                                   : "no such escape");
}

const char *json_skip_string(const char *p, const char *end, bool *has_escape, json_fault *fault)
{
    const char *start = p++;
    *has_escape = false;
    for (;;) {
        p = json_find_special(p, end);
        if (p == end)
            return json_fail(fault, start, "a string has no end");
        if (*p == '"')
            return p + 1;
        if (*p != '\\')
            return json_fail(fault, p, "a control character in a string");
        *has_escape = true;
        do {
            size_t length = json_escape_length(p, end);
            if (length == 0)
                return refuse_escape(p, end, fault);
            p += length;
        } while (p < end && *p == '\\');
    }
}

/* Passes over digits; `p` itself where there are none. */
static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    return p;
}

static const char *skip_number(const char *p, const char *end, json_fault *fault)
{
    const char *start = p;
    p += p < end && *p == '-';
    const char *digits = p;
    p = skip_digits(p, end);
    if (p == digits || (*digits == '0' && p > digits + 1))
        return json_fail(fault, start, "no number of JSON");
    if (p < end && *p == '.') {
        digits = ++p;
        p = skip_digits(p, end);
        if (p == digits)
            return json_fail(fault, start, "no number of JSON");
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        digits = p;
        p = skip_digits(p, end);
        if (p == digits)
            return json_fail(fault, start, "no number of JSON");
    }
    return p;
}

static const char *skip_word(const char *p, const char *end, const char *word, json_fault *fault)
{
    size_t length = strlen(word);
    if ((size_t)(end - p) < length || memcmp(p, word, length) != 0)
        return json_fail(fault, p, "no value of JSON");
    return p + length;
}

const char *json_skip_scalar(const char *p, const char *end, json_fault *fault)
{
    char c = p < end ? *p : '\0';
    if (c == '-' || (c >= '0' && c <= '9'))
        return skip_number(p, end, fault);
    if (c == 't')
        return skip_word(p, end, "true", fault);
    if (c == 'f')
        return skip_word(p, end, "false", fault);
    if (c == 'n')
        return skip_word(p, end, "null", fault);
    return json_fail(fault, p, "a value is missing");
}

const char *json_skip_known(const char *p, const char *end)
{
    size_t depth = 0;
    bool has_escape;
    json_fault fault;
    do {
        if (*p == '"') {
            p = json_skip_string(p, end, &has_escape, &fault);
            continue;
        }
        depth += *p == '{' || *p == '[';
        depth -= *p == '}' || *p == ']';
        p++;
        if (depth == 0) /* the last of brackets, or a scalar's first byte */
            while (p < end && !strchr(",]} \t\r\n", *p))
                p++;
    } while (p && depth > 0);
    return p;
}

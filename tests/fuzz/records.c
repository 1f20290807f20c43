/* records.c - any bytes as a line of JSON: it is JSON to us when it is to jansson, and the strings at /t and /a/0 are
 * the same; a text that is written with the escapes of its source reads back the same, and a value that is put in is
 * found. Jansson also refuses numbers that it cannot hold, NUL in names, and half a surrogate pair, which are good
 * here, and passes over a NUL behind a number, which is none.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "fuzz.h"
#include "records/json/insert.h"
#include "records/json/scan.h"
#include "records/json/string.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

enum { POINTERS = 2 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Whether jansson's refusal is one of those that are its own. */
static bool is_its_own(const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    return code == json_error_numeric_overflow || code == json_error_null_byte_in_key ||
           code == json_error_null_character || strstr(error->text, "invalid Unicode");
}

static json_t *get(json_t *root, int which)
{
    return which == 0 ? json_object_get(root, "t") : json_array_get(json_object_get(root, "a"), 0);
}

/* The string is jansson's, and comes back from its own style. */
static void check_string(const json_found *found, json_t *value)
{
    hp_buf text = { 0 }, again = { 0 }, twice = { 0 };
    json_style style = { .escapes_all = false };
    require(found->is_string == (value && json_is_string(value)));
    if (found->is_string) {
        hp_span raw = { found->value.ptr + 1, found->value.len - 2 };
        json_string_decode(raw, &text, &style);
        hp_span want = { json_string_value(value), json_string_length(value) };
        require(span_eq((hp_span){ text.ptr, text.len }, want));
        json_string_encode(want, &style, &again);
        json_string_decode((hp_span){ again.ptr, again.len }, &twice, NULL);
        require(span_eq((hp_span){ twice.ptr, twice.len }, want));
    }
    hp_buf_free(&text);
    hp_buf_free(&again);
    hp_buf_free(&twice);
}

/* What is put in at the pointer stands there. */
static void check_insert(hp_span line, const json_pointer *pointer)
{
    hp_buf out = { 0 };
    json_found found;
    if (json_insert(line, pointer, span_of_string("\"\\u6587\""), &out, NULL) == HP_OK) {
        require(json_scan((hp_span){ out.ptr, out.len }, &pointer, 1, &found, NULL) == HP_OK);
        require(found.is_string && span_eq(found.value, span_of_string("\"\\u6587\"")));
    }
    hp_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const names[POINTERS] = { "/t", "/a/0" };
    hp_span line = { (const char *)bytes, len };
    json_pointer pointers[POINTERS];
    const json_pointer *list[POINTERS] = { &pointers[0], &pointers[1] };
    json_found found[POINTERS];
    json_error_t error;
    for (int i = 0; i < POINTERS; i++)
        require(json_pointer_read(&pointers[i], span_of_string(names[i]), NULL) == HP_OK);
    bool good = len > 0 && utf8_valid(line) == len && json_scan(line, list, POINTERS, found, NULL) == HP_OK;
    bool has_nul = len > 0 && memchr(bytes, 0, len);
    require(!has_nul || !good);
    json_t *root = len > 0 && !has_nul ? json_loadb(line.ptr, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error) : NULL;
    require(!root || good);
    require(!good || root || is_its_own(&error));
    for (int i = 0; root && i < POINTERS; i++)
        check_string(&found[i], get(root, i));
    for (int i = 0; good && i < POINTERS; i++)
        check_insert(line, &pointers[i]);
    for (int i = 0; i < POINTERS; i++)
        json_pointer_free(&pointers[i]);
    json_decref(root);
    return 0;
}

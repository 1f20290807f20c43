/* json_records.c - strings found in lines of JSON, decoded, written as their source is, and values put in. */
#include "test.h"

#include "records/json/insert.h"
#include "records/json/scan.h"
#include "records/json/string.h"
#include "text/bytes.h"
#include "text/error.h"

/* Scans for one pointer; the value in *found. */
static hp_status scan(hp_span line, const char *at, json_found *found, hp_error *err)
{
    json_pointer pointer;
    const json_pointer *pointers[] = { &pointer };
    assert_int_equal(json_pointer_read(&pointer, span_of_string(at), NULL), HP_OK);
    hp_status st = json_scan(line, pointers, 1, found, err);
    json_pointer_free(&pointer);
    return st;
}

static void what_is_no_json_is_refused_where_it_ends_to_be(void **state)
{
    static const struct {
        const char *why, *line;
        size_t offset;
    } rows[] = {
        { "a comma too many", "{\"a\":1,}", 7 },
        { "a comma too many in a list", "[1,]", 3 },
        { "no value", "{\"a\":}", 5 },
        { "no colon", "{\"a\" 1}", 5 },
        { "no comma", "[1 2]", 3 },
        { "another bracket closes", "[1}", 2 },
        { "nothing closes", "{\"a\":[1", 7 },
        { "more behind the value", "{} x", 3 },
        { "a second value", "{}{}", 2 },
        { "a name that is no string", "{a:1}", 1 },
        { "a word that is none", "[tru]", 1 },
        { "single quotes", "['a']", 1 },
        { "a zero too many", "[01]", 1 },
        { "a plus", "[+1]", 1 },
        { "a point without digits", "[1.]", 1 },
        { "a point first", "[.5]", 1 },
        { "an exponent without digits", "[1e+]", 1 },
        { "a minus alone", "[-]", 1 },
        { "not a number", "[NaN]", 1 },
        { "an escape that is none", "[\"\\x41\"]", 2 },
        { "three digits", "[\"\\u12g4\"]", 2 },
        { "a string that goes on", "[\"abc", 1 },
        { "a backslash last", "[\"abc\\", 5 },
        { "a tab in a string", "[\"a\tb\"]", 3 },
        { "a comment", "[1/**/]", 2 },
        { "only blanks", "  ", 2 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_found found;
        hp_error err = { 0 };
        assert_number(rows[i].why, (size_t)scan(span_of_string(rows[i].line), "t", &found, &err), HP_BAD_DATA);
        assert_number(rows[i].why, err.offset, rows[i].offset);
        error_clear(&err);
    }
}

static void pointers_lead_to_strings(void **state)
{
    static const struct {
        const char *why, *line, *at, *text;
    } rows[] = {
        { "a member", "{\"t\":\"x\"}", "/t", "x" },
        { "blanks everywhere", " { \"t\" :\t\"x\" , \"u\" : [ ] } \r", "/t", "x" },
        { "not what is deeper", "{\"a\":{\"t\":\"x\"}}", "/t", NULL },
        { "the steps in order", "{\"a\":{\"t\":\"x\"},\"t\":\"y\"}", "/a/t", "x" },
        { "another way to the same last step", "{\"b\":{\"t\":\"x\"}}", "/a/t", NULL },
        { "an element", "{\"a\":[{},[\"x\"],\"y\"]}", "/a/2", "y" },
        { "an element of an element", "[0,[\"x\",\"y\"]]", "/1/1", "y" },
        { "a number may be a name", "{\"1\":\"x\"}", "/1", "x" },
        { "no element has zeros before its number", "[\"x\",\"y\"]", "/01", NULL },
        { "a name with a slash and a tilde", "{\"a/b~c\":\"x\"}", "/a~1b~0c", "x" },
        { "a name without characters", "{\"\":\"x\"}", "/", "x" },
        { "a name that is escaped", "{\"\\u0074\":\"x\"}", "/t", "x" },
        { "a name beyond ASCII", "{\"文\":\"x\"}", "/文", "x" },
        { "the last of two with one name", "{\"t\":\"x\",\"t\":\"y\"}", "/t", "y" },
        { "the last of two, deeper", "{\"a\":{\"t\":\"x\"},\"a\":{\"t\":\"y\"}}", "/a/t", "y" },
        { "the last of two is something else", "{\"a\":{\"t\":\"x\"},\"a\":{}}", "/a/t", NULL },
        { "the last of two is no object", "{\"a\":{\"t\":\"x\"},\"a\":1}", "/a/t", NULL },
        { "no string", "{\"t\":12345678901234567890.0e999}", "/t", NULL },
        { "not there", "{}", "/t", NULL },
        { "in a string there is nothing", "{\"t\":\"{\\\"u\\\":\\\"x\\\"}\"}", "/t/u", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_found found;
        assert_number(rows[i].why, (size_t)scan(span_of_string(rows[i].line), rows[i].at, &found, NULL), HP_OK);
        assert_number(rows[i].why, found.is_string, rows[i].text != NULL);
        if (rows[i].text)
            assert_bytes(rows[i].why, (hp_span){ found.value.ptr + 1, found.value.len - 2 },
                         span_of_string(rows[i].text));
    }
}

static void nesting_has_a_limit_and_takes_no_stack(void **state)
{
    (void)state;
    hp_buf line = { 0 };
    json_found found;
    for (int i = 0; i < JSON_SCAN_DEPTH; i++)
        hp_buf_append(&line, SPAN("["));
    for (int i = 0; i < JSON_SCAN_DEPTH; i++)
        hp_buf_append(&line, SPAN("]"));
    assert_int_equal(scan((hp_span){ line.ptr, line.len }, "t", &found, NULL), HP_OK);
    hp_buf deeper = { 0 };
    hp_buf_append(&deeper, SPAN("{\"a\":"));
    hp_buf_append(&deeper, (hp_span){ line.ptr, line.len });
    hp_buf_append(&deeper, SPAN("}"));
    assert_int_equal(scan((hp_span){ deeper.ptr, deeper.len }, "t", &found, NULL), HP_BAD_DATA);
    hp_buf_free(&deeper);
    hp_buf_free(&line);
}

/* `in` decoded is `text`; `other` is written as `out`. */
static void strings_are_written_as_their_source(void **state)
{
    static const struct {
        const char *why, *in, *text, *other, *out;
    } rows[] = {
        { "as few escapes as can be", "國", "國", "国\"\\/\n\t\x01\x7f", "国\\\"\\\\/\\n\\t\\u0001\x7f" },
        { "all characters escaped", "\\u570b(gu\\u00f3)a", "國(guó)a", "国é𠀀a", "\\u56fd\\u00e9\\ud840\\udc00a" },
        { "a pair is one character", "\\ud840\\udc00", "𠀀", "𠀁", "\\ud840\\udc01" },
        { "capital digits", "\\u570B", "國", "國國", "\\u570B\\u570B" },
        { "digits of both kinds", "\\u570B\\u56fd", "國国", "國", "\\u570b" },
        { "characters as they are, but for some", "國\\u200b", "國\u200B", "\u200B国", "\\u200b国" },
        { "slashes", "<\\/b>", "</b>", "國</b>", "國<\\/b>" },
        { "a character of ASCII in digits", "\\u003cb\\u003e", "<b>", "<i>", "\\u003ci\\u003e" },
        { "a line end in digits", "a\\u000ab", "a\nb", "\n\t", "\\u000a\\t" },
        { "short escapes", "\\b\\f\\n\\r\\t\\\"\\\\", "\b\f\n\r\t\"\\", "\b\f\n\r\t\"\\", "\\b\\f\\n\\r\\t\\\"\\\\" },
        { "a quotation mark in digits", "\\u0022", "\"", "a\"", "a\\u0022" },
        { "half a pair", "\\ud800國", "\xED\xA0\x80國", "\xED\xA0\x80国", "\\ud800国" },
        { "the other half", "\\uDFFF", "\xED\xBF\xBF", "a\xED\xBF\xBF", "a\\uDFFF" },
        { "halves the wrong way round", "\\udc00\\ud840", "\xED\xB0\x80\xED\xA1\x80", "\xED\xB0\x80", "\\udc00" },
        { "half a pair before another escape", "\\ud840\\u0041",
          "\xED\xA1\x80"
          "A",
          "A", "\\u0041" },
        { "nothing", "", "", "é", "é" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_style style = { .escapes_all = false };
        hp_buf text = { 0 }, out = { 0 };
        json_string_decode(span_of_string(rows[i].in), &text, &style);
        assert_bytes(rows[i].why, (hp_span){ text.ptr, text.len }, span_of_string(rows[i].text));
        json_string_encode(span_of_string(rows[i].other), &style, &out);
        assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].out));
        hp_buf_free(&text);
        hp_buf_free(&out);
    }
}

static void long_strings_come_back(void **state)
{
    (void)state;
    hp_buf in = { 0 }, text = { 0 }, out = { 0 };
    json_style style = { .escapes_all = false };
    for (int i = 0; i < 20000; i++)
        hp_buf_append(&in, i % 7 ? SPAN("\\u570b\\n") : SPAN("ab\\/"));
    json_string_decode((hp_span){ in.ptr, in.len }, &text, &style);
    json_string_encode((hp_span){ text.ptr, text.len }, &style, &out);
    assert_bytes("as it was", (hp_span){ out.ptr, out.len }, (hp_span){ in.ptr, in.len });
    hp_buf_free(&in);
    hp_buf_free(&text);
    hp_buf_free(&out);
}

static void values_are_put_in(void **state)
{
    static const struct {
        const char *why, *line, *at, *out;
    } rows[] = {
        { "behind the last member", "{\"a\":1}\n", "/x", "{\"a\":1,\"x\":[0]}\n" },
        { "with the blanks of the others", "{\"a\": 1, \"b\": 2 }", "/x", "{\"a\": 1, \"b\": 2, \"x\": [0] }" },
        { "into an empty object", "{ }", "/x", "{\"x\":[0] }" },
        { "in the place of a value", "{\"x\":{\"y\":\"}\"},\"a\":1}", "/x", "{\"x\":[0],\"a\":1}" },
        { "of the last of two", "{\"x\":1,\"x\":2}", "/x", "{\"x\":1,\"x\":[0]}" },
        { "of an element", "{\"a\":[1, 2]}", "/a/1", "{\"a\":[1, [0]]}" },
        { "into an object in the object", "{\"m\":{\"a\":1},\"b\":2}", "/m/x", "{\"m\":{\"a\":1,\"x\":[0]},\"b\":2}" },
        { "into objects made for it", "{\"a\": 1}", "/m/n/x", "{\"a\": 1, \"m\": {\"n\": {\"x\": [0]}}}" },
        { "under a name that needs escapes", "{}", "/a\"b", "{\"a\\\"b\":[0]}" },
        { "under a name that is written otherwise", "{\"\\u0078\":1}", "/x", "{\"\\u0078\":[0]}" },
        { "not into a list", "{\"m\":[]}", "/m/x", NULL },
        { "not behind a list", "[1]", "/1", NULL },
        { "not into a string", "{\"m\":\"{}\"}", "/m/x", NULL },
        { "not into a number", "1", "/x", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_pointer pointer;
        hp_buf out = { 0 };
        assert_int_equal(json_pointer_read(&pointer, span_of_string(rows[i].at), NULL), HP_OK);
        hp_status st = json_insert(span_of_string(rows[i].line), &pointer, SPAN("[0]"), &out, NULL);
        assert_number(rows[i].why, (size_t)st, rows[i].out ? HP_OK : HP_BAD_DATA);
        if (rows[i].out)
            assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].out));
        json_pointer_free(&pointer);
        hp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_json_is_refused_where_it_ends_to_be),
        cmocka_unit_test(pointers_lead_to_strings),
        cmocka_unit_test(nesting_has_a_limit_and_takes_no_stack),
        cmocka_unit_test(strings_are_written_as_their_source),
        cmocka_unit_test(long_strings_come_back),
        cmocka_unit_test(values_are_put_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

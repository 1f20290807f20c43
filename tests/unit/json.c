/* json.c - any bytes as a string of JSON. */
#include "test.h"

#include "text/bytes.h"
#include "text/json.h"

#define ROW(literal) \
    { \
        (literal), sizeof(literal) - 1 \
    }

static void any_bytes_are_a_string(void **state)
{
    static const struct {
        const char *why;
        hp_span in;
        const char *out;
    } rows[] = {
        { "nothing", ROW(""), "\"\"" },
        { "characters of any plane stay", ROW("a國𠀀é"), "\"a國𠀀é\"" },
        { "quotation marks and backslashes", ROW("\"a\\b\""), "\"\\\"a\\\\b\\\"\"" },
        { "a slash needs nothing", ROW("a/b"), "\"a/b\"" },
        { "line ends and tabs by name", ROW("a\n\r\tb"), "\"a\\n\\r\\tb\"" },
        { "other control characters by number", ROW("\0\x01\x1f"), "\"\\u0000\\u0001\\u001f\"" },
        { "DEL is no control character of JSON", ROW("\x7f"), "\"\x7f\"" },
        { "a broken sequence is one U+FFFD", ROW("a\xE5\x9C\x62"), "\"a\uFFFDb\"" },
        { "each byte that starts nothing is one", ROW("\xFF\xFF\"\x80"), "\"\uFFFD\uFFFD\\\"\uFFFD\"" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf out = { 0 };
        json_put_string(rows[i].in, &out);
        assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].out));
        hp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(any_bytes_are_a_string) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

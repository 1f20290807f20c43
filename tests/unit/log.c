/* log.c - rows of the edit log: escaping keeps a row on one line and lets it be read back to the byte. */
#include "test.h"

#include "driver/report/log.h"
#include "text/bytes.h"

static void rows_are_escaped(void **state)
{
    static const struct {
        const char *why, *file;
        unsigned occurrence;
        uint64_t base;
        hp_edit edit;
        const char *row;
    } rows[] = {
        { "the worked example",
          "a.txt",
          1,
          0,
          { .stage = "strip", .rule = "pinyin", .offset = 3, .before = { "(gu\xC3\xB3)", 6 }, .after = { "", 0 } },
          "a.txt\tstrip\t3\t6\t(gu\xC3\xB3)\t\tpinyin\n" },
        { "the base is added",
          "-",
          1,
          UINT64_C(1) << 33,
          { .stage = "conv", .rule = "t2s", .offset = 1, .before = { "x", 1 }, .after = { "y", 1 } },
          "-\tconv\t8589934593\t1\tx\ty\tt2s\n" },
        { "the filter's second stage",
          "-",
          2,
          0,
          { .stage = "conv", .rule = "t2s", .before = { "x", 1 }, .after = { "y", 1 } },
          "-\tconv#2\t0\t1\tx\ty\tt2s\n" },
        { "tab, newline, backslash",
          "a\tb\\c\n",
          1,
          0,
          { .stage = "s", .rule = "r", .before = { "\t\n\\", 3 }, .after = { "\\t", 2 } },
          "a\\tb\\\\c\\n\ts\t0\t3\t\\t\\n\\\\\t\\\\t\tr\n" },
        { "control bytes, NUL among them",
          "-",
          1,
          0,
          { .stage = "s", .rule = "r", .before = { "\0\r\x1F\x7F", 4 }, .after = { " ", 1 } },
          "-\ts\t0\t4\t\\x00\\x0D\\x1F\\x7F\t \tr\n" },
        { "bytes that are not UTF-8, one by one",
          "\xFF",
          1,
          0,
          { .stage = "s", .rule = "r", .before = { "\xE5\x9C\x8B\xE5\x9C\xC0", 6 }, .after = { "\xEF\xBF\xBD", 3 } },
          "\\xFF\ts\t0\t6\t\xE5\x9C\x8B\\xE5\\x9C\\xC0\t\xEF\xBF\xBD\tr\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf out = { 0 };
        driver_log_row(&out, rows[i].file, rows[i].occurrence, rows[i].base, &rows[i].edit);
        assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].row));
        hp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(rows_are_escaped) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* fields.c - lines, fields, and the form of lists. */
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"

/* What a list says, as "number:field,field;". */
static void show(text_list *list, hp_buf *shown)
{
    hp_span line, field;
    while (text_list_next(list, &line)) {
        buffer_format(shown, "%d:", (int)list->line);
        for (bool first = true; text_take_field(&line, &field); first = false)
            buffer_format(shown, "%s%.*s", first ? "" : ",", (int)field.len, field.ptr);
        buffer_format(shown, ";");
    }
}

#define ROW(literal) \
    { \
        (literal), sizeof(literal) - 1 \
    }

static void lists_have_one_form(void **state)
{
    static const struct {
        const char *why;
        hp_span in;
        const char *out;
    } rows[] = {
        { "nothing", { "", 0 }, "" },
        { "a last line needs no newline", { "甲\n乙", 7 }, "1:甲;2:乙;" },
        { "a tab parts fields, a space does not", ROW("New York\t20\tns\n"), "1:New York,20,ns;" },
        { "fields may be empty", ROW("\ta\t\n"), "1:,a,;" },
        { "CR LF ends a line as LF does", ROW("甲\t乙\r\n丙\r\n"), "1:甲,乙;2:丙;" },
        { "one CR goes, no more", ROW("甲\r\r\n"), "1:甲\r;" },
        { "lines of nothing and of blanks count, but say nothing", ROW("\n \n\t\r\n甲\n"), "4:甲;" },
        { "# and a space start a comment, so does # alone", ROW("# 甲\n#\n#\r\n乙\n"), "4:乙;" },
        { "a word may begin with #", ROW("#甲\n##\n"), "1:#甲;2:##;" },
        { "the word # has a tab behind it", ROW("#\t20\n"), "1:#,20;" },
        { "a comment begins where the line does", ROW(" # 甲\n乙 # 丙\n"), "1: # 甲;2:乙 # 丙;" },
        { "a byte order mark goes, before a comment too", ROW("\uFEFF# 甲\n乙\n"), "2:乙;" },
        { "one goes, where the list starts", ROW("\uFEFF\uFEFF甲\n\uFEFF乙\n"), "1:\uFEFF甲;2:\uFEFF乙;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        text_list list = text_list_start("list", rows[i].in);
        hp_buf shown = { 0 };
        show(&list, &shown);
        assert_bytes(rows[i].why, (hp_span){ shown.ptr, shown.len }, span_of_string(rows[i].out));
        hp_buf_free(&shown);
    }
}

static void a_file_that_is_not_utf8_is_refused_with_its_line(void **state)
{
    char path[] = "fields.XXXXXX";
    int fd = mkstemp(path);
    hp_span text = SPAN("甲\n乙\xB0\n");
    text_list list;
    hp_error err = { 0 };
    (void)state;
    assert_true(fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len);
    close(fd);
    assert_int_equal(text_list_open(&list, path, &err), HP_BAD_DATA);
    assert_number("the line", err.line, 2);
    assert_non_null(strstr(hp_error_text(&err), ":2: not UTF-8"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(text_list_open(&list, path, &err), HP_IO);
    text_list_close(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_have_one_form),
        cmocka_unit_test(a_file_that_is_not_utf8_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* buf.c - growing buffers, what they do when memory is out, and error texts. */
#include "test.h"

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static void appends_add_up(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    for (size_t i = 0; i < 10000; i++)
        hp_buf_append(&buf, SPAN("ab\0"));
    assert_false(buf.failed);
    assert_int_equal(buf.len, 30000);
    for (size_t i = 0; i < buf.len; i++)
        assert_int_equal(buf.ptr[i], "ab\0"[i % 3]);
    hp_buf_free(&buf);
    assert_null(buf.ptr);
    assert_int_equal(buf.len, 0);
    hp_buf_append(&buf, SPAN("again"));
    assert_bytes("free leaves it ready for use", (hp_span){ buf.ptr, buf.len }, SPAN("again"));
    hp_buf_free(&buf);
    hp_buf_free(NULL);
}

static void an_empty_span_may_have_no_pointer(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    hp_buf_append(&buf, (hp_span){ NULL, 0 });
    assert_false(buf.failed);
    assert_int_equal(buf.len, 0);
    hp_buf_free(&buf);
}

static void reserve_gives_room_behind_the_contents(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    hp_buf_append(&buf, SPAN("abc"));
    char *to = hp_buf_reserve(&buf, 1 << 20);
    assert_ptr_equal(to, buf.ptr + 3);
    memset(to, 'x', 1 << 20);
    assert_int_equal(buf.len, 3);
    assert_non_null(hp_buf_reserve(&buf, 0));
    hp_buf_free(&buf);
}

/* Not 16 bytes, where the C library would start it: to copy there from a page's start, as reading a file does, is slow on
 * some processors. */
static void much_memory_starts_well_into_its_page(void **state)
{
    enum { PAGE = 1 << 12, LINE = 64 };
    (void)state;
    for (size_t room = 1 << 17; room <= 1 << 25; room *= 2) {
        hp_buf buf = { 0 };
        hp_buf_append(&buf, SPAN("abc"));
        assert_non_null(hp_buf_reserve(&buf, room));
        size_t at = (uintptr_t)buf.ptr % PAGE;
        assert_true(at == 0 || at >= LINE);
        assert_bytes("what was there", (hp_span){ buf.ptr, buf.len }, SPAN("abc"));
        hp_buf_free(&buf);
    }
}

static void failure_keeps_the_contents_and_stays(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    hp_buf_append(&buf, SPAN("kept"));
    assert_null(hp_buf_reserve(&buf, SIZE_MAX));
    assert_true(buf.failed);
    hp_buf_append(&buf, SPAN("ignored"));
    buffer_format(&buf, "%d", 1);
    assert_null(hp_buf_reserve(&buf, 1));
    assert_bytes("contents", (hp_span){ buf.ptr, buf.len }, SPAN("kept"));
    hp_buf_free(&buf);
    assert_null(hp_buf_reserve(&buf, SIZE_MAX / 2 + 2));
    assert_true(buf.failed);
    hp_buf_free(&buf);
}

static void format_leaves_a_nul_behind(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    buffer_format(&buf, "%s/%d", "a", 7);
    buffer_format(&buf, "%s", "");
    assert_int_equal(buf.len, 3);
    assert_string_equal(buf.ptr, "a/7");
    hp_buf_free(&buf);
}

static void numbers_are_little_endian(void **state)
{
    hp_buf buf = { 0 };
    (void)state;
    bytes_put_u16(&buf, 0x8182);
    bytes_put_u32(&buf, 0x91929394);
    bytes_put_u64(&buf, UINT64_C(0xA1A2A3A4A5A6A7A8));
    assert_bytes("bytes", (hp_span){ buf.ptr, buf.len },
                 SPAN("\x82\x81\x94\x93\x92\x91\xA8\xA7\xA6\xA5\xA4\xA3\xA2\xA1"));
    assert_int_equal(bytes_u16(buf.ptr), 0x8182);
    assert_int_equal(bytes_u32(buf.ptr + 2), 0x91929394);
    assert_true(bytes_u64(buf.ptr + 6) == UINT64_C(0xA1A2A3A4A5A6A7A8));
    hp_buf_free(&buf);
}

static void take_is_bounded(void **state)
{
    hp_span in = SPAN("abc"), got = SPAN("");
    (void)state;
    assert_true(span_take(&in, 2, &got));
    assert_bytes("taken", got, SPAN("ab"));
    assert_false(span_take(&in, 2, &got));
    assert_bytes("left alone", in, SPAN("c"));
    assert_true(span_take(&in, 1, &got));
    assert_false(span_take(&in, 1, &got));
    assert_true(span_take(&in, 0, &got));
}

/* A path of any length stands before the reason, which is what the reader needs. */
static void errors_hold_texts_of_any_length(void **state)
{
    char path[5000];
    hp_error err = { 0 };
    (void)state;
    for (size_t len = 150; len < sizeof path; len += len < 300 ? 1 : 97) {
        memset(path, 'p', len);
        path[len] = '\0';
        assert_int_equal(error_set(&err, HP_IO, 5, "%s: no such file", path), HP_IO);
        assert_int_equal(hp_error_status(&err), HP_IO);
        assert_int_equal(hp_error_offset(&err), 5);
        assert_int_equal(strlen(hp_error_text(&err)), len + strlen(": no such file"));
        assert_string_equal(hp_error_text(&err) + len, ": no such file");
    }
    error_set(&err, HP_BAD_DATA, 0, "%s; and more", hp_error_text(&err)); /* its own text */
    assert_string_equal(hp_error_text(&err) + strlen(path), ": no such file; and more");
    assert_int_equal(error_set(NULL, HP_IO, 0, "nobody asks"), HP_IO);
    assert_int_equal(error_set_memory(&err), HP_NO_MEMORY);
    assert_string_equal(hp_error_text(&err), "out of memory");
    error_clear(&err);
}

static void an_error_that_says_nothing_is_empty(void **state)
{
    hp_error *err = hp_error_new();
    (void)state;
    assert_int_equal(hp_error_status(err), HP_OK);
    assert_string_equal(hp_error_text(err), "");
    assert_int_equal(hp_error_line(err), 0);
    assert_int_equal(hp_error_offset(err), 0);
    assert_int_equal(hp_error_status(NULL), HP_OK);
    assert_string_equal(hp_error_text(NULL), "");
    hp_error_free(err);
    hp_error_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_add_up),
        cmocka_unit_test(an_empty_span_may_have_no_pointer),
        cmocka_unit_test(reserve_gives_room_behind_the_contents),
        cmocka_unit_test(much_memory_starts_well_into_its_page),
        cmocka_unit_test(failure_keeps_the_contents_and_stays),
        cmocka_unit_test(format_leaves_a_nul_behind),
        cmocka_unit_test(numbers_are_little_endian),
        cmocka_unit_test(take_is_bounded),
        cmocka_unit_test(errors_hold_texts_of_any_length),
        cmocka_unit_test(an_error_that_says_nothing_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

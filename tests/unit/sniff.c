/* sniff.c - what a file that is not UTF-8 looks like. */
#include "test.h"

#include <iconv.h>

#include "driver/report/sniff.h"

/* Sentences of our own, so that each encoding gets plain running text. */
static const char simplified[] = "今天早上天气很好，我们一起去公园散步，看见许多人在湖边钓鱼。\n"
                                 "孩子们在草地上放风筝，老人坐在树下下棋、聊天，大家都很高兴。\n";
static const char traditional[] = "今天早上天氣很好，我們一起去公園散步，看見許多人在湖邊釣魚。\n"
                                  "孩子們在草地上放風箏，老人坐在樹下下棋、聊天，大家都很高興。\n";

static hp_buf encode(const char *encoding, const char *text)
{
    hp_buf out = { 0 };
    iconv_t cd = iconv_open(encoding, "UTF-8");
    if (cd == (iconv_t)-1)
        return out;
    char *in = (char *)text, *to = hp_buf_reserve(&out, 4096);
    size_t in_left = strlen(text), room = 4096;
    assert_true(iconv(cd, &in, &in_left, &to, &room) != (size_t)-1);
    out.len = 4096 - room;
    iconv_close(cd);
    return out;
}

static void encodings_are_told_apart(void **state)
{
    static const struct {
        const char *encoding, *text, *name;
    } rows[] = {
        { "GB18030", simplified, "GB18030" },        { "GBK", traditional, "GB18030" },
        { "GB2312", simplified, "GB18030" },         { "BIG5", traditional, "Big5" },
        { "UTF-16LE", simplified, "UTF-16LE" },      { "UTF-16BE", simplified, "UTF-16BE" },
        { "UTF-16LE", "plain ASCII\n", "UTF-16LE" }, { "UTF-16BE", "plain ASCII\n", "UTF-16BE" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf bytes = encode(rows[i].encoding, rows[i].text);
        hp_span text = { bytes.ptr, bytes.len };
        if (bytes.len > 0) {
            const char *name = driver_sniff_encoding(text);
            if (driver_sniff_count(text) == 0)
                fail_msg("%s is not seen as damaged", rows[i].encoding);
            if (!name || strcmp(name, rows[i].name) != 0)
                fail_msg("%s is called %s", rows[i].encoding, name ? name : "nothing");
        }
        hp_buf_free(&bytes);
    }
}

static void a_byte_order_mark_decides(void **state)
{
    (void)state;
    assert_string_equal(driver_sniff_encoding(SPAN("\xFF\xFE\x2D\x4E\xFD\x56")), "UTF-16LE");
    assert_string_equal(driver_sniff_encoding(SPAN("\xFE\xFF\x4E\x2D\x56\xFD")), "UTF-16BE");
}

static void utf8_is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(driver_sniff_count(SPAN("")), 0);
    assert_int_equal(driver_sniff_count(SPAN("plain\n")), 0);
    assert_int_equal(driver_sniff_count((hp_span){ simplified, sizeof simplified - 1 }), 0);
    for (size_t cut = 1; cut < sizeof simplified - 1; cut++) /* a sample may end inside a character */
        assert_int_equal(driver_sniff_count((hp_span){ simplified, cut }), 0);
}

/* A page with one damaged byte is UTF-8 with damage, not another encoding. */
static void little_damage_is_no_reason_to_warn(void **state)
{
    hp_buf text = { 0 };
    (void)state;
    hp_buf_append(&text, (hp_span){ simplified, sizeof simplified - 1 });
    text.ptr[10] = (char)0xFF;
    assert_int_equal(driver_sniff_count((hp_span){ text.ptr, text.len }), 0);
    hp_buf_free(&text);
}

static void every_bad_byte_is_counted(void **state)
{
    hp_buf text = { 0 };
    (void)state;
    for (size_t i = 0; i < 10000; i++)
        hp_buf_append(&text, SPAN("\xB0\xA1"));
    assert_int_equal(driver_sniff_count((hp_span){ text.ptr, text.len }), 20000);
    hp_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_told_apart),  cmocka_unit_test(a_byte_order_mark_decides),
        cmocka_unit_test(utf8_is_left_alone),        cmocka_unit_test(little_damage_is_no_reason_to_warn),
        cmocka_unit_test(every_bad_byte_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

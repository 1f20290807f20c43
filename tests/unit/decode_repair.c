/* decode_repair.c - mojibake and split characters: what is repaired, and what must stay.
 *
 * The mojibake of a sentence is what its bytes are in the other encoding; the sentences are made up for this.
 */
#include <stdlib.h>

#include "test.h"

#include "data/data_file.h"
#include "decode/repair/gbk_split.h"
#include "text/buffer.h"
#include "text/bytes.h"

static hp_data *data;
static decode_costs costs;
static decode_misreadings *misreadings;
static decode_mender *mender;
static reading_table *readings;

static int open_all(void **state)
{
    hp_buf path = { 0 };
    const char *folder = getenv("builddir");
    (void)state;
    buffer_format(&path, "%s/hanpipe.hpd", folder ? folder : ".");
    bool good = !path.failed && hp_data_open(&data, path.ptr, NULL) == HP_OK &&
                decode_costs_open(&costs, data, NULL) == HP_OK &&
                decode_misreadings_open(&misreadings, &costs, NULL) == HP_OK &&
                decode_mender_open(&mender, &costs, misreadings, NULL) == HP_OK &&
                reading_table_open(&readings, data, NULL) == HP_OK;
    hp_buf_free(&path);
    return good ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    reading_table_free(readings);
    decode_mender_free(mender);
    decode_misreadings_free(misreadings);
    hp_data_free(data);
    return 0;
}

/* A text while its edits are applied; they must come in order and say what is there. */
struct repaired {
    hp_span text;
    size_t done, edits;
    hp_buf out;
};

static void apply(void *self, size_t offset, hp_span before, hp_span after, const char *rule)
{
    struct repaired *r = self;
    assert_true(offset >= r->done && before.ptr == r->text.ptr + offset && offset + before.len <= r->text.len);
    assert_true(rule && *rule);
    hp_buf_append(&r->out, (hp_span){ r->text.ptr + r->done, offset - r->done });
    hp_buf_append(&r->out, after);
    r->done = offset + before.len;
    r->edits++;
}

static void finish(struct repaired *r)
{
    hp_buf_append(&r->out, (hp_span){ r->text.ptr + r->done, r->text.len - r->done });
}

/* Fails unless mending `in` gives `out` in so many edits, and mending that gives itself. */
static void assert_mended(const char *why, const char *in, const char *out, size_t edits)
{
    struct repaired r = { .text = span_of_string(in) };
    assert_int_equal(decode_mend(mender, r.text, apply, &r, NULL), HP_OK);
    finish(&r);
    assert_bytes(why, (hp_span){ r.out.ptr, r.out.len }, span_of_string(out));
    assert_number(why, r.edits, edits);
    struct repaired again = { .text = { r.out.ptr, r.out.len } };
    assert_int_equal(decode_mend(mender, again.text, apply, &again, NULL), HP_OK);
    assert_number(why, again.edits, 0);
    hp_buf_free(&r.out);
    hp_buf_free(&again.out);
}

static void mojibake_is_undone(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } rows[] = {
        { "UTF-8 as GBK", "浠婂ぉ涓嬮洦鎴戜滑鐪嬩功", "今天下雨我们看书" },
        { "UTF-8 as code page 1252", "ä»Šå¤©ä¸‹é›¨ï¼Œæˆ‘ä»¬åœ¨å®¶çœ‹ä¹¦ã€‚", "今天下雨，我们在家看书。" },
        { "UTF-8 as code page 437", "Σ╗èσñ⌐Σ╕ïΘ¢¿∩╝îµêæΣ╗¼σ£¿σ«╢τ£ïΣ╣ªπÇé", "今天下雨，我们在家看书。" },
        { "UTF-8 as code page 850", "õ╗èÕñ®õ©ïÚø¿´╝îµêæõ╗¼Õ£¿Õ«Âþ£ïõ╣ªÒÇé", "今天下雨，我们在家看书。" },
        { "GBK as code page 1252", "½ñÌìÏÂÓê£¬ÎÒÃÇÔÚ¼Ò¿´Êé¡£", "今天下雨，我们在家看书。" },
        { "GBK as code page 1250", "˝ńĚěĎÂÓęŁ¬ÎŇĂÇÔÚĽŇż´ĘéˇŁ", "今天下雨，我们在家看书。" },
        { "GBK as code page 437", "╜±╠∞╧┬╙Ωú¼╬╥├╟╘┌╝╥┐┤╩Θíú", "今天下雨，我们在家看书。" },
        { "GBK as Big5", "踏毞狟迾ㄛ扂蠅婓模艘抎﹝", "今天下雨，我们在家看书。" },
        { "Big5 as code page 1252, ASCII letters being second bytes", "½Ð°Ý¨®¯¸¦b\u00ADþ¸Ì¡H", "請問車站在哪裡？" },
        { "Big5 as code page 437", "╜╨░▌¿«»╕ªb¡■╕╠íH", "請問車站在哪裡？" },
        { "Big5 as GBK, with private-use characters", "叫拜ó\uE1ED\uE6C8\uE177柑\uE4CE", "請問車站在哪裡？" },
        { "UTF-8 twice as code page 1252", "Ã¤Â»Å\u00A0Ã¥Â¤Â©", "今天" },
        { "a no-break space became a blank", "ä½ å¥½å—Ž", "你好嗎" },
        { "a run inside good text", "他说：½ñÌìÏÂÓê。我不信。", "他说：今天下雨。我不信。" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_mended(rows[i].why, rows[i].in, rows[i].out, 1);
}

static void each_line_by_itself(void **state)
{
    (void)state;
    assert_mended("two kinds", "½ñÌìÏÂÓê\n这一行是好的。\n浠婂ぉ涓嬮洦鎴戜滑鐪嬩功\n",
                  "今天下雨\n这一行是好的。\n今天下雨我们看书\n", 2);
}

static void what_must_stay(void **state)
{
    static const struct {
        const char *why, *text;
    } rows[] = {
        { "nothing", "" },
        { "plain Chinese", "今天下雨，我們在家看書。" },
        { "rare characters", "饕餮與貔貅，魍魎與魑魅。" },
        { "French", "Où êtes-vous né, à Besançon ou à Nîmes ?" },
        { "Portuguese capitals", "LIQUIDAÇÃO E ATENÇÃO" },
        { "letters in the order of a table", "ÀÁÂÃÄÅÆÇÈÉÊË" },
        { "two letters are too little", "Àî 写的" },
        { "a frame", "╔════╗\n║ ok ║\n╚════╝" },
        { "a frame of single lines", "┌──┬──┐│a │b │└──┴──┘" },
        { "shades", "░░▒▒▓▓██" },
        { "Japanese", "図書館は今日休みです。ｶﾀｶﾅも" },
        { "Korean", "도서관은 오늘 쉽니다" },
        { "Russian", "Библиотека сегодня закрыта" },
        { "zhuyin", "ㄊㄨˊ ㄕㄨ ㄍㄨㄢˇ" },
        { "full-width digits", "２０２６．１１．２６" },
        { "what U+FFFD has become", "锟斤拷锟斤拷，烫烫烫烫" },
        { "the same as Latin letters", "ï¿½ï¿½ï¿½" },
        { "bytes are gone: the run stays whole", "浠婂ぉ涓嬮洦\uFFFD" },
        { "invalid UTF-8", "\xC4\xE3\xBA\xC3" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_mended(rows[i].why, rows[i].text, rows[i].text, 0);
}

/* What a run of mojibake ends with may have lost its last byte: the rest is repaired. */
static void a_cut_character_stays(void **state)
{
    (void)state;
    assert_mended("cut", "å›¾ä¹¦é¦†é—¨å", "图书馆门å", 1);
}

/* Runs longer than a window, and windows without a cut. */
static void long_runs(void **state)
{
    hp_buf in = { 0 };
    struct repaired r = { .edits = 0 };
    (void)state;
    for (size_t i = 0; i < 4000; i++)
        hp_buf_append(&in, span_of_string("浠婂ぉ涓嬮洦鎴戜滑鐪嬩功"));
    r.text = (hp_span){ in.ptr, in.len };
    assert_int_equal(decode_mend(mender, r.text, apply, &r, NULL), HP_OK);
    finish(&r);
    size_t good = 0;
    for (hp_span rest = { r.out.ptr, r.out.len }; rest.len > 0;) {
        const char *at = memmem(rest.ptr, rest.len, "今天下雨", 12);
        if (!at)
            break;
        good++;
        rest = (hp_span){ at + 12, rest.len - (size_t)(at + 12 - rest.ptr) };
    }
    assert_true(good > 3980);
    hp_buf_free(&in);
    hp_buf_free(&r.out);
}

static void lost_is_counted(void **state)
{
    (void)state;
    assert_number("none", decode_count_lost(span_of_string("今天下雨")), 0);
    assert_number("each", decode_count_lost(span_of_string("锟斤拷锟斤拷 烫烫烫 屯屯屯 ï¿½ \uFFFD")), 6);
}

/* 83 D4 is 冊 cè, D4 DA 在; EF 4C is 風; C4 BC is 募 mù. */
static void splits_are_joined(void **state)
{
    static const struct {
        const char *why, *in, *out;
        size_t lost;
    } rows[] = {
        { "in step behind a letter", "他們?cè)陲L雨中", "他們在風雨中", 0 },
        { "the bracket is there, too", "他們\uFFFD(cè)陲L雨中", "他們在風雨中", 0 },
        { "an annotation behind it", "他們?cè)陲L(fēng)雨中", "他們在風(fēng)雨中", 0 },
        { "no reading", "你們?ok)好", "你們?ok)好", 0 },
        { "a reading without its tone", "你們?ce)陲L", "你們?ce)陲L", 0 },
        { "a question", "他們?(是的)", "他們?(是的)", 0 },
        { "a reading that fits no byte", "你們?zhōng)陲L", "你們?zhōng)陲L", 0 },
        { "nothing before it", "?cè)陲L", "?cè)陲L", 0 },
        { "no bracket closes", "他們?cè", "他們?cè", 0 },
    };
    const decode_splits splits = { &costs, misreadings, readings };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t lost = 0;
        struct repaired r = { .text = span_of_string(rows[i].in) };
        assert_int_equal(decode_join_splits(&splits, r.text, apply, &r, &lost, NULL), HP_OK);
        finish(&r);
        assert_bytes(rows[i].why, (hp_span){ r.out.ptr, r.out.len }, span_of_string(rows[i].out));
        assert_number(rows[i].why, lost, rows[i].lost);
        hp_buf_free(&r.out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mojibake_is_undone), cmocka_unit_test(each_line_by_itself),
        cmocka_unit_test(what_must_stay),     cmocka_unit_test(a_cut_character_stays),
        cmocka_unit_test(long_runs),          cmocka_unit_test(lost_is_counted),
        cmocka_unit_test(splits_are_joined),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

/* normalize.c - the normalization engine's parts: the table of characters against ICU, what is passed over
 * against what the rules do, edits put together, and whole documents. */
#include "test.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "normalize/document/document.h"
#include "normalize/document/rows.h"
#include "normalize/line/compose.h"
#include "normalize/scan/same_scan.h"
#include "normalize/scan/fences.h"
#include "normalize/scan/look_scan_avx2.h"
#include "normalize/scan/looks.h"
#include "normalize/scan/scan.h"
#include "normalize/work.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* What needs no data file. */
#define RULES \
    (norm_profile(SPAN("clean")) & ~(NORM_RULE(NORM_RULE_PUA) | NORM_RULE(NORM_RULE_RADICALS) | \
                                     NORM_RULE(NORM_RULE_QUOTES) | NORM_RULE(NORM_RULE_SPACES)))

struct opened {
    norm_engine *engine;
    norm_work *work;
};

static struct opened open_rules(uint64_t rules)
{
    norm_options options = { .rules = rules };
    struct opened o;
    assert_int_equal(norm_open(&o.engine, &options, NULL, NULL), HP_OK);
    assert_int_equal(norm_work_open(&o.work, o.engine, NULL), HP_OK);
    return o;
}

static void close_rules(struct opened o)
{
    norm_work_free(o.work);
    norm_free(o.engine);
}

/* The text that `rules` make of a line. */
static hp_buf clean_line(struct opened o, hp_span line)
{
    const norm_edits *edits;
    hp_buf out = { 0 };
    norm_where where = { .starts_line = true, .ends_line = true };
    assert_int_equal(norm_run(o.work, line, where, &edits, NULL), HP_OK);
    norm_edits_apply(edits, line, &out);
    return out;
}

/* A character that is not lively is the same in NFC, of class 0, and in no composition but first. */
static void quiet_characters_stay_in_nfc(void **state)
{
    (void)state;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    norm_characters *characters = malloc(sizeof *characters);
    assert_non_null(characters);
    norm_characters_fill(characters);
    for (UChar32 cp = 0; cp <= 0x10FFFF; cp++) {
        UChar parts[32];
        UChar32 part;
        if (cp == 0xD800)
            cp = 0xE000;
        bool lively = norm_character(characters, (uint32_t)cp) & NORM_LIVELY;
        if (!lively &&
            (unorm2_getCombiningClass(nfc, cp) != 0 || u_getIntPropertyValue(cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES))
            fail_msg("U+%04X is not quiet", (unsigned)cp);
        int32_t length = unorm2_getRawDecomposition(nfc, cp, parts, 32, &code), at = 0;
        for (bool first = true; at < length; first = false) {
            U16_NEXT(parts, at, length, part);
            if (!first && !(norm_character(characters, (uint32_t)part) & NORM_LIVELY))
                fail_msg("U+%04X ends in the quiet U+%04X", (unsigned)cp, (unsigned)part);
        }
    }
    free(characters);
}

static void classes_are_as_said(void **state)
{
    static const struct {
        uint32_t cp;
        norm_class class;
    } rows[] = {
        { U'國', NORM_HAN },      { 0x4DC0, NORM_OTHER },     { U'々', NORM_HAN },       { U'ㄅ', NORM_HAN },
        { 0x20000, NORM_HAN },    { U'カ', NORM_KANA },       { U'가', NORM_HANGUL },    { U'é', NORM_LATIN },
        { U'7', NORM_DIGIT },     { U'７', NORM_FULL },       { U'，', NORM_STOP },      { U'（', NORM_OPEN },
        { U'》', NORM_CLOSE },    { U'”', NORM_CURLY },       { U'…', NORM_DASH },       { 0x3000, NORM_BLANK },
        { 0xA0, NORM_BLANK },     { 0x200B, NORM_INVISIBLE }, { 0xFE0F, NORM_SELECTOR }, { 0xE0100, NORM_SELECTOR },
        { 0x2F00, NORM_RADICAL }, { 0xF900, NORM_COMPAT },    { 0xFA0E, NORM_HAN },      { 0x2F800, NORM_COMPAT },
        { 0xE000, NORM_PRIVATE }, { '\r', NORM_LINE_END },    { '\t', NORM_BLANK },      { 0, NORM_OTHER },
        { 0x1B, NORM_OTHER },     { 0x1F600, NORM_EMOJI },
    };
    (void)state;
    norm_characters *characters = malloc(sizeof *characters);
    assert_non_null(characters);
    norm_characters_fill(characters);
    for (size_t i = 0; i < COUNT(rows); i++)
        if ((norm_character(characters, rows[i].cp) & ~NORM_LIVELY) != rows[i].class)
            fail_msg("U+%04X is of class %u", rows[i].cp, norm_character(characters, rows[i].cp));
    free(characters);
}

/* Characters that rules look at, and some that they do not. */
static const uint32_t lively[] = {
    'a',    'B',   '1',   '2',    ' ',    ' ',  ',',    '.',    '.',  ':',    ';',    '?',     '!',    '(',   ')',
    '"',    '\'',  '-',   '-',    '<',    '>',  '*',    '_',    '/',  '\\',   '`',    '$',     '&',    '=',   '@',
    '#',    '%',   '[',   ']',    '{',    '}',  '\t',   0x3000, 0xA0, 0x4E2D, 0x570B, 0x4E00,  0x7684, U'，', U'。',
    U'：',  U'（', U'）', U'「',  U'」',  U'“', U'”',   U'…',   U'—', U'·',   U'•',   U'Ａ',   U'１',  U'，', 0x200B,
    0xFEFF, 0x301, 'e',   0xF900, 0xFB01, U'ｶ', 0xFF9E, 0x2028, '\r', 0x85,   0xFE0F, 0x1F600, U'カ',
};

static size_t random_line(uint64_t *seed, char *text)
{
    size_t len = 0;
    for (size_t n = next_random(seed) % 20; n > 0; n--)
        len += utf8_encode(lively[next_random(seed) % COUNT(lively)], text + len);
    return len;
}

/* Soundness of the quick look: a line that norm_next() passes over is one that the rules leave alone. */
static void what_is_passed_over_does_not_change(void **state)
{
    struct opened o = open_rules(RULES);
    uint64_t seed = 7;
    (void)state;
    for (size_t round = 0; round < 300000; round++) {
        char text[128];
        hp_span line = { text, random_line(&seed, text) };
        if (norm_find_telling(o.engine, line, 0) < line.len)
            continue;
        hp_buf out = clean_line(o, line);
        assert_bytes("passed over", (hp_span){ out.ptr, out.len }, line);
        hp_buf_free(&out);
    }
    close_rules(o);
}

/* The same places in a text of many lines as in each line by itself: blocks and edges. */
static void long_texts_are_looked_at_like_lines(void **state)
{
    struct opened o = open_rules(RULES);
    uint64_t seed = 9;
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char text[8192];
        size_t len = 0, starts[40], count = 0;
        for (; count < 40; count++) {
            starts[count] = len;
            len += random_line(&seed, text + len);
            text[len++] = '\n';
        }
        size_t from = 0;
        for (size_t i = 0; i < count; i++) {
            size_t end = i + 1 < count ? starts[i + 1] : len;
            hp_span line = { text + starts[i], end - starts[i] - 1 };
            bool alone = norm_find_telling(o.engine, line, 0) < line.len;
            size_t at = norm_find_telling(o.engine, (hp_span){ text, len }, from > starts[i] ? from : starts[i]);
            bool within = at < end - 1;
            if (alone && !within)
                fail_msg("round %zu, line %zu: '%.*s' is not found among others", round, i, (int)line.len, line.ptr);
            from = end;
        }
    }
    close_rules(o);
}

/* The plain path stops at every byte that is worth a look; vectors at some of these, and at no other.  That they leave
 * out none that matters is what_is_passed_over_does_not_change(). */
static void vectors_look_where_the_plain_path_does(void **state)
{
    (void)state;
#if VECTOR_X86
    if (!VECTOR_HAS("avx2"))
        LEAVE_CASE("there is no AVX2");
    struct opened o = open_rules(RULES);
    char text[4 * NORM_SCAN_AVX2_STEP];
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        const char *end = text + sizeof text;
        uint64_t found;
        memset(text, 'a', sizeof text);
        text[NORM_SCAN_AVX2_STEP - 1] = (char)(pair >> 8);
        text[NORM_SCAN_AVX2_STEP] = (char)pair;
        for (const char *at = text; at < end; at += NORM_SCAN_AVX2_STEP) {
            at = norm_scan_avx2(o.engine->looks, text, at, end, &found);
            for (; found; found &= found - 1) {
                unsigned char byte = (unsigned char)at[__builtin_ctzll(found)];
                /* ESC, and what no UTF-8 has, are looked at in vain. */
                if (o.engine->look[byte] == NORM_LOOK_NOTHING && byte != 0x1B && byte != 0xC0 && byte != 0xC1 &&
                    byte < 0xF5)
                    fail_msg("%02x in %04x", byte, pair);
            }
        }
    }
    close_rules(o);
#endif
}

/* Each character of the first plane and some above, at each place of a block, and at the end. */
static void what_is_the_same_in_all_forms_is_skipped(void **state)
{
    char text[128];
    (void)state;
    for (uint32_t cp = 1; cp < 0x10400; cp++) {
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        bool is_same = cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3001 && cp <= 0x3020);
        size_t before = cp % 40, len = before;
        for (size_t i = 0; i < before; i++)
            text[i] = 'a';
        len += utf8_encode(cp, text + len);
        len += utf8_encode(U'國', text + len);
        for (size_t after = cp % 7 * 10; after > 0; after--)
            text[len++] = '.';
        const char *want = is_same ? text + len : text + before;
        if (norm_skip_same(text, text + len) != want || norm_skip_same_plain(text, text + len) != want)
            fail_msg("U+%04X behind %zu", cp, before);
    }
}

static void cleaned_lines_stay(void **state)
{
    struct opened o = open_rules(RULES);
    uint64_t seed = 8;
    (void)state;
    for (size_t round = 0; round < 100000; round++) {
        char text[128];
        hp_span line = { text, random_line(&seed, text) };
        hp_buf once = clean_line(o, line), twice = { 0 };
        for (hp_span rest = { once.ptr, once.len }, part; rest.len > 0;) {
            const char *lf = memchr(rest.ptr, '\n', rest.len);
            span_take(&rest, lf ? (size_t)(lf - rest.ptr) : rest.len, &part);
            hp_buf again = clean_line(o, part);
            hp_buf_append(&twice, (hp_span){ again.ptr ? again.ptr : "", again.len });
            hp_buf_free(&again);
            if (rest.len > 0 && span_take(&rest, 1, &part))
                hp_buf_append(&twice, part);
        }
        if (once.len != twice.len || (once.len > 0 && memcmp(once.ptr, twice.ptr, once.len) != 0)) {
            for (size_t i = 0; i < line.len; i++)
                print_error("%02x ", (unsigned char)text[i]);
            fail_msg("'%.*s' becomes '%.*s', and that '%.*s'", (int)line.len, line.ptr, (int)once.len, once.ptr,
                     (int)twice.len, twice.ptr);
        }
        hp_buf_free(&once);
        hp_buf_free(&twice);
    }
    close_rules(o);
}

/* A first list of edits and a second one over what it makes, against both as one. */
static void edits_compose(void **state)
{
    static const char *const words[] = { "", "x", "yy", "zzz" };
    uint64_t seed = 5;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        char text[24];
        norm_edits lists[2] = { { 0 }, { 0 } }, both = { 0 };
        hp_buf made[3] = { { 0 }, { 0 }, { 0 } };
        size_t len = next_random(&seed) % sizeof text;
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('a' + i);
        hp_span now = { text, len };
        for (size_t k = 0; k < 2; k++) {
            for (size_t at = next_random(&seed) % 4; at <= now.len; at += 1 + next_random(&seed) % 5) {
                size_t to = at + next_random(&seed) % 4;
                to = to < now.len ? to : now.len;
                norm_edits_add(&lists[k], at, to, span_of_string(words[next_random(&seed) % COUNT(words)]),
                               (uint8_t)(k + 1));
                at = to;
            }
            norm_edits_apply(&lists[k], now, &made[k]);
            now = (hp_span){ made[k].ptr ? made[k].ptr : "", made[k].len };
        }
        norm_edits_compose(&lists[0], &lists[1], (hp_span){ made[0].ptr ? made[0].ptr : "", made[0].len }, &both);
        norm_edits_apply(&both, (hp_span){ text, len }, &made[2]);
        assert_bytes("both at once", (hp_span){ made[2].ptr, made[2].len }, now);
        for (size_t i = 1; i < both.count; i++)
            assert_true(both.items[i].from >= both.items[i - 1].to);
        for (size_t k = 0; k < 3; k++)
            hp_buf_free(&made[k]);
        norm_edits_free(&lists[0]);
        norm_edits_free(&lists[1]);
        norm_edits_free(&both);
    }
}

static void page_numbers_are_read(void **state)
{
    static const struct {
        const char *why, *line;
        size_t number;
        bool dressed;
    } rows[] = {
        { "between dashes", "- 12 -", 12, true },
        { "between long dashes", "— 3 —", 3, true },
        { "a page", "第 7 页", 7, true },
        { "of so many", "第3页 共9页", 3, true },
        { "a bare number", "41", 41, false },
        { "text", "第3页上有图", 0, true },
        { "a year is five digits at most", "1234567", 0, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool dressed;
        assert_number(rows[i].why, norm_page_number(span_of_string(rows[i].line), &dressed), rows[i].number);
        if (rows[i].number)
            assert_number(rows[i].why, dressed, rows[i].dressed);
    }
}

/* In a row: RULES, which is no constant. */
#define LINES (UINT64_C(1) << 63)
#define JOIN NORM_RULE(NORM_RULE_JOIN)
#define REPEAT NORM_RULE(NORM_RULE_REPEAT)

static hp_buf clean_document(uint64_t rules, hp_span text)
{
    struct opened o = open_rules(rules & LINES ? (rules & ~LINES) | RULES : rules);
    const norm_edits *edits;
    hp_buf out = { 0 };
    assert_int_equal(norm_document(o.work, text, &edits, NULL), HP_OK);
    norm_edits_apply(edits, text, &out);
    close_rules(o);
    return out;
}

static void documents(void **state)
{
    static const struct {
        const char *why;
        uint64_t rule;
        const char *in, *out;
    } rows[] = {
        { "prose of one width is joined", JOIN,
          "秋天的早晨，湖面上起了一层薄雾，远处的\n山影时隐时现，岸边的芦苇轻轻摇晃，几只\n水鸟贴着水面飞过。\n",
          "秋天的早晨，湖面上起了一层薄雾，远处的山影时隐时现，岸边的芦苇轻轻摇晃，几只水鸟贴着水面飞过。\n" },
        { "a line that ends a sentence ends the paragraph", JOIN,
          "秋天的早晨，湖面上起了一层薄雾，远处的\n山影时隐时现，岸边的芦苇轻轻地摇晃着。\n水鸟飞过，水面上留下了一圈一"
          "圈的细小的\n波纹。\n",
          "秋天的早晨，湖面上起了一层薄雾，远处的山影时隐时现，岸边的芦苇轻轻地摇晃着。\n水鸟飞过，水面上留下了一圈一圈"
          "的细小的波纹。\n" },
        { "words of Latin are joined with a blank", JOIN,
          "本节介绍的方法来自前人的工作，称为 dynamic\nprogramming，它把大的问题分成小的，再把小的\n结果合起来。\n",
          "本节介绍的方法来自前人的工作，称为 dynamic programming，它把大的问题分成小的，再把小的结果合起来。\n" },
        { "verse stays", JOIN, "白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。\n",
          "白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。\n" },
        { "headlines do not end as sentences do", JOIN,
          "省政府召开会议部署今年的防汛抗旱工作\n我市新建三条公交线路方便城郊居民出行\n图书馆下月起延长开放时间至晚上九"
          "点钟\n",
          "省政府召开会议部署今年的防汛抗旱工作\n我市新建三条公交线路方便城郊居民出行\n图书馆下月起延长开放时间至晚上九"
          "点钟\n" },
        { "headers and numbers of pages go", REPEAT,
          "年度报告\n甲乙。\n- 1 -\n年度报告\n丙丁。\n- 2 -\n年度报告\n戊己。\n- 3 -\n", "甲乙。\n丙丁。\n戊己。\n" },
        { "a refrain stays", REPEAT, "啦啦\n甲\n啦啦\n乙\n啦啦\n丙\n", "啦啦\n甲\n啦啦\n乙\n啦啦\n丙\n" },
        { "numbers that do not rise are no pages'", REPEAT, "- 5 -\n甲\n- 5 -\n乙\n- 5 -\n",
          "- 5 -\n甲\n- 5 -\n乙\n- 5 -\n" },
        { "code fences stay", JOIN | LINES, "```\n甲,乙\n```\n甲,乙\n", "```\n甲,乙\n```\n甲，乙\n" },
        { "nothing is nothing", JOIN | REPEAT | LINES, "", "" },
        { "no line end at the end", JOIN | REPEAT | LINES, "甲,乙", "甲，乙" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf once = clean_document(rows[i].rule | NORM_RULE(NORM_RULE_NFC), span_of_string(rows[i].in));
        hp_span text = { once.ptr ? once.ptr : "", once.len };
        hp_buf twice = clean_document(rows[i].rule | NORM_RULE(NORM_RULE_NFC), text);
        assert_bytes(rows[i].why, text, span_of_string(rows[i].out));
        assert_bytes("twice is once", (hp_span){ twice.ptr, twice.len }, text);
        hp_buf_free(&once);
        hp_buf_free(&twice);
    }
}

/* Blank lines and fences at the end of what has come in wait for what follows. */
static void lines_wait_for_what_decides(void **state)
{
    static const struct {
        const char *why, *text;
        size_t ready;
    } rows[] = {
        { "text goes on", "甲\n乙\n", 8 },
        { "a blank line waits", "甲\n\n", 4 },
        { "all of a run of blank lines does", "甲\n\n \n", 4 },
        { "an open fence waits from its start", "甲\n```\n乙\n", 4 },
        { "a closed one does not", "甲\n```\n乙\n```\n", 16 },
        { "nothing", "", 0 },
    };
    struct opened o = open_rules(RULES);
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_number(rows[i].why, norm_ready(o.engine, span_of_string(rows[i].text)), rows[i].ready);
    close_rules(o);
}

/* Whether Han stands before the cell at `i` and behind the last that is no letter. */
static bool is_han_before(const norm_line *line, size_t i)
{
    while (i > 0 && NORM_SET(line->cells[--i].class) & NORM_LETTERS)
        if (line->cells[i].class == NORM_HAN)
            return true;
    return false;
}

/* Fails unless the line's marks are what going over its cells finds: all that are no letters, and letters that are
 * lively, or have become letters since the survey. */
static void check_marks(const norm_line *line)
{
    size_t m = 0;
    bool han = false;
    for (size_t i = 0; i < line->count; i++) {
        bool is_letter = NORM_SET(line->cells[i].class) & NORM_LETTERS;
        bool is_mark = m < line->mark_count && line->marks[m].at == i;
        if (!is_letter && !is_mark)
            fail_msg("no mark for the character at %zu", i);
        if (!is_mark)
            continue;
        han |= line->marks[m].han;
        if (line->marks[m].class != line->cells[i].class)
            fail_msg("the mark at %zu has another class", i);
        if (!is_letter && is_han_before(line, i) && !han)
            fail_msg("the mark at %zu knows of no Han before", i);
        han = is_letter && (han || line->cells[i].class == NORM_HAN); /* it is seen there */
        m++;
    }
    assert_int_equal(m, line->mark_count);
}

/* Characters go and others are put in their places, as rules do it, marks and letters. */
static void marks_are_what_is_no_letter(void **state)
{
    norm_line line = { 0 };
    norm_characters *characters = malloc(sizeof *characters);
    uint64_t seed = 23;
    (void)state;
    assert_non_null(characters);
    norm_characters_fill(characters);
    for (size_t round = 0; round < 20000; round++) {
        char text[128];
        assert_true(norm_line_read(&line, characters, (hp_span){ text, random_line(&seed, text) }));
        bool letters_go = round % 2;
        for (size_t i = 0; i < line.count; i++) {
            bool is_letter = NORM_SET(line.cells[i].class) & NORM_LETTERS;
            if (next_random(&seed) % 4 == 0 && (letters_go || !is_letter))
                norm_remove(&line, i, 1);
            else if (!is_letter && next_random(&seed) % 4 == 0)
                norm_put(&line, i, U'，', NORM_STOP, 1);
            else if (!is_letter && next_random(&seed) % 8 == 0)
                norm_put(&line, i, U'國', NORM_HAN, 1);
        }
        norm_sweep(&line);
        check_marks(&line);
        norm_line_survey(&line, characters);
        check_marks(&line);
    }
    norm_line_free(&line);
    free(characters);
}

static void names_are_known(void **state)
{
    (void)state;
    for (unsigned id = 1; id < NORM_RULE_COUNT; id++) {
        assert_int_equal(norm_rule_named(span_of_string(norm_rules[id].name)), id);
        assert_true(strlen(norm_rules[id].help) > 0);
    }
    assert_int_equal(norm_rule_named(SPAN("nothing")), NORM_RULE_NONE);
    assert_true(norm_profile(SPAN("minimal")) != 0);
    assert_int_equal(norm_profile(SPAN("maximal")), 0);
    /* Whatever minimal does, the others do. */
    assert_int_equal(norm_profile(SPAN("minimal")) & ~norm_profile(SPAN("clean")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quiet_characters_stay_in_nfc),
        cmocka_unit_test(classes_are_as_said),
        cmocka_unit_test(what_is_passed_over_does_not_change),
        cmocka_unit_test(long_texts_are_looked_at_like_lines),
        cmocka_unit_test(vectors_look_where_the_plain_path_does),
        cmocka_unit_test(what_is_the_same_in_all_forms_is_skipped),
        cmocka_unit_test(cleaned_lines_stay),
        cmocka_unit_test(edits_compose),
        cmocka_unit_test(page_numbers_are_read),
        cmocka_unit_test(documents),
        cmocka_unit_test(lines_wait_for_what_decides),
        cmocka_unit_test(marks_are_what_is_no_letter),
        cmocka_unit_test(names_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* judge.c - conditions, and what is counted in documents: each count by hand, repetition against a count that is slow
 * and plain. */
#include "test.h"

#include <stdlib.h>

#include "../built_data.h"
#include "judge/judge.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static hp_data *data;
static judge_tables tables;
static judge *counter;

static int open_judge(void **state)
{
    (void)state;
    counter = open_built_data(&data, NULL) == HP_OK && judge_tables_open(&tables, ~0u, data, NULL) == HP_OK
                  ? judge_new(&tables)
                  : NULL;
    return counter ? 0 : -1;
}

static int close_judge(void **state)
{
    (void)state;
    judge_free(counter);
    hp_data_free(data);
    return 0;
}

/* Names for conditions: a is 3, b is 0, s is "hant". */
static const expression_name names[] = {
    { "a", EXPRESSION_NUMBER, "" }, { "b", EXPRESSION_NUMBER, "" }, { "s", EXPRESSION_STRING, "" }, { 0 }
};

/* `of` counts the questions. */
static hp_status find(void *of, size_t name, expression_value *value, hp_error *err)
{
    (void)err;
    ++*(size_t *)of;
    *value = (expression_value){ name == 0 ? 3 : 0, SPAN("hant") };
    return HP_OK;
}

static void conditions_hold_or_say_why(void **state)
{
    static const struct {
        const char *why, *text, *reason; /* NULL: it holds */
    } rows[] = {
        { "greater", "a > 2", NULL },
        { "not greater than itself", "a > 3", "a > 3 (found 3)" },
        { "at least", "a >= 3 && a<=3", NULL },
        { "less", "a < 3.5 && !(a < 3)", NULL },
        { "equal", "a == 3 && a != 4", NULL },
        { "a number without a whole part", "b < .5", NULL },
        { "below zero", "b > -1", NULL },
        { "two names", "a < b", "a < b (found 3 and 0)" },
        { "a number by itself is true unless it is 0", "a && !b && 1", NULL },
        { "0 is false", "b", "b (found 0)" },
        { "a string in quotation marks", "s == \"hant\" && s == 'hant'", NULL },
        { "a word beside the name of a string is one", "s==hant && a>2", NULL },
        { "the word first", "hans == s", "hans == s (found hant)" },
        { "of && the part that failed", "a > 2 && b > 0 && a > 9", "b > 0 (found 0)" },
        { "of || all parts", "a > 5 || b > 1", "a > 5 (found 3), b > 1 (found 0)" },
        { "&& binds more than ||", "a > 2 || a > 5 && b > 5", NULL },
        { "brackets bind more", "(a > 2 || a > 5) && b > 5", "b > 5 (found 0)" },
        { "! turns the reason round", "!(a > 2)", "not: a > 2 (found 3)" },
        { "of ! || the part that was true", "!(b > 1 || a > 1)", "not: a > 1 (found 3)" },
        { "comments and lines", "# why\na > 2 # more\n&& # and\nb < 1", NULL },
        { "literals", "1 > 2", "1 > 2" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        expression *e;
        hp_buf reason = { 0 };
        size_t asked = 0;
        bool holds;
        hp_error err = { 0 };
        if (expression_parse(&e, span_of_string(rows[i].text), names, &err) != HP_OK)
            fail_msg("%s: %s", rows[i].why, hp_error_text(&err));
        assert_int_equal(expression_holds(e, find, &asked, &holds, &reason, NULL), HP_OK);
        assert_bytes(rows[i].why, (hp_span){ reason.ptr, reason.len },
                     span_of_string(rows[i].reason ? rows[i].reason : ""));
        assert_int_equal(holds, rows[i].reason == NULL);
        hp_buf_free(&reason);
        expression_free(e);
    }
}

static void what_does_not_decide_is_not_asked_for(void **state)
{
    static const struct {
        const char *text;
        size_t asked;
    } rows[] = { { "a > 5 && b > 0", 1 }, { "a > 2 || b > 0", 1 }, { "a > 2 && b > 0", 2 }, { "1 || a > 2", 0 } };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        expression *e;
        size_t asked = 0;
        bool holds;
        assert_int_equal(expression_parse(&e, span_of_string(rows[i].text), names, NULL), HP_OK);
        assert_int_equal(expression_holds(e, find, &asked, &holds, NULL, NULL), HP_OK);
        assert_number(rows[i].text, asked, rows[i].asked);
        assert_true(expression_uses(e, 0));
        assert_false(expression_uses(e, 2));
        expression_free(e);
    }
}

static void wrong_conditions_say_where(void **state)
{
    static const struct {
        const char *text, *error;
        size_t offset;
    } rows[] = {
        { "", "something is missing at character 1 of the expression", 0 },
        { "a >", "something is missing at character 4 of the expression", 3 },
        { "a > 1 &&", "something is missing at character 9 of the expression", 8 },
        { "(a > 1", "a ')' is missing at character 7 of the expression", 6 },
        { "a > 1)", "&&, || or the end is expected at character 6 of the expression", 5 },
        { "a = 1", "&&, || or the end is expected at character 3 of the expression", 2 },
        { "c > 1", "there is no name 'c' for an expression", 0 },
        { "a > c", "there is no name 'c' for an expression", 4 },
        { "s", "a string is neither true nor false at character 1 of the expression", 0 },
        { "a == 'x'", "a number and a string cannot be compared at character 6 of the expression", 5 },
        { "s < 'x'", "of strings only == and != can be asked at character 1 of the expression", 0 },
        { "s == '國' && s == 'x", "a string has no end at character 18 of the expression", 19 },
        { "a > 1x", "a number of up to 15 digits is expected at character 5 of the expression", 4 },
        { "a > -", "a number of up to 15 digits is expected at character 5 of the expression", 4 },
        { "&", "a name or a value is expected at character 1 of the expression", 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        expression *e;
        hp_error err = { 0 };
        assert_int_equal(expression_parse(&e, span_of_string(rows[i].text), names, &err), HP_USAGE);
        assert_null(e);
        assert_bytes(rows[i].text, span_of_string(hp_error_text(&err)), span_of_string(rows[i].error));
        assert_number(rows[i].text, hp_error_offset(&err), rows[i].offset);
        error_clear(&err);
    }
}

static void deep_brackets_are_refused(void **state)
{
    hp_buf text = { 0 };
    expression *e;
    (void)state;
    for (size_t i = 0; i < 100000; i++)
        hp_buf_append(&text, SPAN("(!"));
    assert_int_equal(expression_parse(&e, (hp_span){ text.ptr, text.len }, names, NULL), HP_USAGE);
    hp_buf_free(&text);
}

static double number_of(hp_span document, judge_name name)
{
    expression_value value;
    judge_start(counter, document, GRAMS_MOST);
    assert_int_equal(judge_find(counter, name, &value, NULL), HP_OK);
    return value.number;
}

static hp_span string_of(const char *document, judge_name name)
{
    expression_value value;
    judge_start(counter, span_of_string(document), GRAMS_MOST);
    assert_int_equal(judge_find(counter, name, &value, NULL), HP_OK);
    return value.string;
}

static void documents_are_counted(void **state)
{
    static const struct {
        const char *why, *document;
        judge_name name;
        double value;
    } rows[] = {
        { "the last line's end is no character", "國家 a\n", JUDGE_chars, 4 },
        { "another line's is", "國\n家\n", JUDGE_chars, 3 },
        { "an empty document has none", "", JUDGE_chars, 0 },
        { "bytes that are no text are none", "國\xE5家", JUDGE_chars, 2 },
        { "they are counted by themselves", "國\xE5家\x80", JUDGE_invalid, 2 },
        { "Han: 國, 家, 〇, 々 of 8", "國家〇々a1，。", JUDGE_han, 0.5 },
        { "Latin: a, é of 4", "aé國1", JUDGE_latin, 0.5 },
        { "kana: あ, ア of 4", "あア國1", JUDGE_kana, 0.5 },
        { "zhuyin: ㄅ of 2", "ㄅ國", JUDGE_zhuyin, 0.5 },
        { "blanks: two and a line's end of 6", "國 　\n家a", JUDGE_blanks, 0.5 },
        { "digits of any width: 1, ２ of 4", "1２國½", JUDGE_digits, 0.5 },
        { "punctuation: ，and 」 of 4", "，國」家", JUDGE_punctuation, 0.5 },
        { "symbols: + and ★ of 4", "+★國家", JUDGE_symbols, 0.5 },
        { "boxes", "□■國▢", JUDGE_boxes, 2 },
        { "private use, of the planes 15 and 16 as well", "\uE000國\U000F0000", JUDGE_private, 2 },
        { "U+FFFD", "\uFFFD國\uFFFD", JUDGE_replaced, 2 },
        { "an address is one, with www. in it too", "http://www.a.cn https://b www.c.tw", JUDGE_urls, 3 },
        { "awww. is none, nor is a path with //", "awww. a//b", JUDGE_urls, 0 },
        { "a line may lack its end", "a\nb", JUDGE_lines, 2 },
        { "and be empty", "a\n\n", JUDGE_lines, 2 },
        { "no line", "", JUDGE_lines, 0 },
        { "7 characters in 2 lines", "國國國\n家家家\n", JUDGE_mean_line, 3.5 },
        { "two of four lines end a sentence, one in quotation marks", "甲。\n乙！」\n丙，\n\n丁\n", JUDGE_full_stop,
          0.5 },
        { "an ellipsis at the end of one of two", "甲…\n乙\n", JUDGE_ellipsis, 0.5 },
        { "9 characters are short, 10 are not", "一二三四五六七八九\n一二三四五六七八九十\n", JUDGE_short_lines, 0.5 },
        { "a bullet before one of two", "• 甲\n乙\n", JUDGE_bullets, 0.5 },
        { "one of four repeats another, whatever blanks are at its ends", "甲\n 甲 \n乙\n\n丙", JUDGE_dup_lines, 0.25 },
        { "two characters of eight in it, with the lines' ends", "甲乙\n甲乙\n丙丁", JUDGE_dup_line_chars, 0.25 },
        { "two paragraphs of two lines, one of one", "甲\n乙\n\n丙\n丁\n\n\n戊", JUDGE_paragraphs, 3 },
        { "the second repeats the first", "甲\n乙\n\n甲\n乙\n", JUDGE_dup_paragraphs, 0.5 },
        { "other lines make another paragraph", "甲\n乙\n\n乙\n甲\n", JUDGE_dup_paragraphs, 0 },
        { "the pair 甲乙 twice: 4 of 5 characters", "甲乙甲乙丙", JUDGE_top2, 0.8 },
        { "no pair occurs twice", "甲乙丙丁", JUDGE_top2, 0 },
        { "aaaa has the pair aa three times", "aaaa", JUDGE_top2, 1.5 },
        { "blanks are passed over, capitals are small: abcde twice", "abcde ABCDE", JUDGE_dup5, 5.0 / 11 },
        { "the repeated five, once, and not those across", "甲乙丙丁戊甲乙丙丁戊", JUDGE_dup5, 0.5 },
        { "ten of a kind: the second five, from the second on", "aaaaaaaaaa", JUDGE_dup5, 0.5 },
        { "of two 13-grams in 15 places two", "一二三四五六七八九十甲乙丙一二三四五六七八九十甲乙丙丁", JUDGE_again13,
          2.0 / 15 },
        { "他|是|老师|。", "他是老师。", JUDGE_tokens, 4 },
        { "of which three are words", "他是老师。", JUDGE_words, 3 },
        { "with four characters", "他是老师。", JUDGE_mean_word, 4.0 / 3 },
        { "他 and 是 are common", "他是老师。他", JUDGE_stop_words, 2 },
        { "three of four have a letter", "他是老师。", JUDGE_letter_words, 0.75 },
        { "one line's end in two words", "他\n是\n", JUDGE_lines_per_word, 0.5 },
        { "the row 他是 twice: 4 of 5 characters", "他是，他是", JUDGE_wtop2, 0.8 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        double value = number_of(span_of_string(rows[i].document), rows[i].name);
        if (value < rows[i].value - 1e-9 || value > rows[i].value + 1e-9)
            fail_msg("%s: %s is %f, not %f", rows[i].why, judge_names[rows[i].name].name, value, rows[i].value);
    }
    assert_bytes("the last character", string_of("甲。 \n", JUDGE_last), SPAN("。"));
    assert_bytes("the last two", string_of("甲……\n", JUDGE_last2), SPAN("……"));
    assert_bytes("of one", string_of("甲", JUDGE_last2), SPAN("甲"));
    assert_bytes("of none", string_of(" \n", JUDGE_last), SPAN(""));
    assert_bytes("of no text", string_of("甲\x80", JUDGE_last), SPAN(""));
}

/* How many characters are in n-grams that were read before; the plain way. */
static uint64_t read_on(const char *text, size_t count, size_t n)
{
    uint64_t repeated = 0;
    bool *is_read = calloc(count + 1, 1);
    for (size_t i = 0; i + n <= count;) {
        size_t k = 0;
        while (k < i && !(is_read[k] && memcmp(text + k, text + i, n) == 0))
            k++;
        is_read[i] = k == i;
        repeated += k < i ? n : 0;
        i += k < i ? n : 1;
    }
    free(is_read);
    return repeated;
}

/* Places whose n-gram occurs elsewhere; and in *top its length times the occurrences of the most frequent. */
static uint64_t count_again(const char *text, size_t count, size_t n, uint64_t *top)
{
    uint64_t places = 0;
    *top = 0;
    for (size_t i = 0; i + n <= count; i++) {
        uint64_t times = 0;
        for (size_t k = 0; k + n <= count; k++)
            times += memcmp(text + k, text + i, n) == 0;
        places += times > 1;
        *top = times > 1 && times * n > *top ? times * n : *top;
    }
    return places;
}

static void repetition_is_what_a_plain_count_finds(void **state)
{
    grams g = { 0 };
    grams_found found;
    uint64_t seed = 7, top;
    char text[600];
    (void)state;
    for (size_t round = 0; round < 300; round++) {
        size_t count = next_random(&seed) % sizeof text, letters = 1 + next_random(&seed) % 8;
        for (size_t i = 0; i < count; i++) /* letters, and stretches of what was there */
            text[i] = i > 20 && next_random(&seed) % 4 ? text[i - 20] : (char)('a' + next_random(&seed) % letters);
        assert_true(grams_reserve(&g, count, false));
        for (size_t i = 0; i < count; i++)
            g.units[i] = (uint32_t)text[i];
        g.count = count;
        assert_true(grams_count(&g, GRAMS_MOST, &found));
        for (size_t n = 2; n <= GRAMS_MOST; n++) {
            assert_number("again", found.occurrences[n], count_again(text, count, n, &top));
            if (n <= GRAMS_TOP_MOST)
                assert_number("top", found.top[n], top);
            if (n >= 5)
                assert_number("read on", found.repeated[n], read_on(text, count, n));
        }
    }
    grams_free(&g);
}

/* More n-grams than the table starts with. */
static void a_long_text_is_counted(void **state)
{
    enum { DISTINCT = 200000 };
    grams g = { 0 };
    grams_found found;
    (void)state;
    assert_true(grams_reserve(&g, 2 * DISTINCT, false));
    for (uint32_t i = 0; i < 2 * DISTINCT; i++)
        g.units[i] = i % DISTINCT;
    g.count = 2 * DISTINCT;
    assert_true(grams_count(&g, 13, &found));
    assert_number("pairs", found.occurrences[2], 2 * (DISTINCT - 1));
    assert_number("one pair crosses from the end to the start", found.top[2], 4);
    assert_number("half is repeated", found.repeated[10], DISTINCT);
    grams_free(&g);
}

/* A pair with another unit behind it each time, so that going back over its places would never end; all of it twice. */
static void a_pair_with_many_units_behind_it_is_counted(void **state)
{
    enum { ENDS = 2000 };
    grams g = { 0 };
    grams_found found;
    (void)state;
    assert_true(grams_reserve(&g, 6 * ENDS, false));
    for (uint32_t i = 0; i < 2 * ENDS; i++) {
        g.units[3 * i] = 1;
        g.units[3 * i + 1] = 2;
        g.units[3 * i + 2] = 3 + i % ENDS;
    }
    g.count = 6 * ENDS;
    assert_true(grams_count(&g, 13, &found));
    assert_number("12x occurs twice for each x; 2x1 and x12 for each but the last", found.occurrences[3],
                  2 * ENDS + 2 * 2 * (ENDS - 1));
    assert_number("12 is the most frequent pair", found.top[2], 2 * 2 * ENDS);
    assert_number("of the 12-grams half were read before", found.repeated[12], 3 * ENDS);
    grams_free(&g);
}

static void what_is_no_text_is_one_point_a_byte(void **state)
{
    static const struct {
        const char *why;
        hp_span text;
        const uint32_t *points; /* '?' for a byte that is no text */
    } rows[] = {
        { "one of each length", SPAN("aé國😀"), U"aé國😀" },
        { "ASCII behind Han and Han behind ASCII", SPAN("國ab家"), U"國ab家" },
        { "a lead without the rest", SPAN("國\xE5\x9C"), U"國??" },
        { "a byte that goes on", SPAN("\x80國"), U"?國" },
        { "too long", SPAN("\xE0\x80\x80"), U"???" },
        { "a surrogate, and the character before it", SPAN("\xED\x9F\xBF\xED\xA0\x80"), U"\uD7FF???" },
        { "private use at the end of three bytes", SPAN("\xEE\x80\x80\xEF\xBF\xBD"), U"\uE000\uFFFD" },
    };
    points p = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n = 0, invalid = 0;
        assert_true(points_take(&p, rows[i].text));
        for (; rows[i].points[n]; n++) {
            bool is_text = rows[i].points[n] != U'?';
            invalid += !is_text;
            if (n >= p.count || p.list[n] != (is_text ? rows[i].points[n] : POINTS_NONE))
                fail_msg("%s: point %zu", rows[i].why, n);
        }
        assert_number(rows[i].why, p.count, n);
        assert_number(rows[i].why, p.invalid, invalid);
    }
    points_free(&p);
}

static fingerprint fingerprint_of(fingerprint_work *work, judge_characters *characters, hp_span text)
{
    points decoded = { 0 };
    fingerprint print;
    assert_true(points_take(&decoded, text));
    assert_true(fingerprint_take(work, characters, &decoded, &print));
    points_free(&decoded);
    return print;
}

static size_t count_same_bands(const fingerprint *a, const fingerprint *b)
{
    size_t n = 0;
    for (size_t i = 0; i < FINGERPRINT_BANDS; i++)
        n += a->bands[i] == b->bands[i];
    return n;
}

static void the_same_text_has_the_same_fingerprint(void **state)
{
    static const struct {
        const char *why, *a, *b;
        bool same;
    } rows[] = {
        { "both scripts", "漢語語言學的發展", "汉语语言学的发展", true },
        { "blanks and punctuation", "「國家」 的\n歷史。", "国家的历史", true },
        { "widths and capitals", "ＡＢＣ１２", "abc12", true },
        { "a letter with its mark apart", "cafe\u0301 國", "caf\u00E9 国", true },
        { "a ligature", "\uFB01x", "fix", true },
        { "a mark alone", "\u0301", "\u0301", true },
        { "marks in another order", "a\u0323\u0301國", "a\u0301\u0323国", true },
        { "bytes that are no text are left out", "國\x80家", "国家", true },
        { "another text", "國家", "国宝", false },
        { "another order", "國家", "家国", false },
    };
    judge_characters characters = { .icu = &tables.icu, .simplify = &tables.simplify };
    fingerprint_work work = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        fingerprint a = fingerprint_of(&work, &characters, span_of_string(rows[i].a));
        fingerprint b = fingerprint_of(&work, &characters, span_of_string(rows[i].b));
        if ((a.exact == b.exact) != rows[i].same || (a.simhash == b.simhash) != rows[i].same ||
            (count_same_bands(&a, &b) == FINGERPRINT_BANDS) != rows[i].same)
            fail_msg("%s", rows[i].why);
    }
    judge_characters_free(&characters);
    fingerprint_work_free(&work);
}

/* Texts of 2,000 random characters of which every `step`-th is another share 1 - 5 / step of their shingles, so that
 * Jaccard's s is (1 - 5 / step) / (1 + 5 / step). */
static void nearly_the_same_text_shares_bands(void **state)
{
    judge_characters characters = { .icu = &tables.icu, .simplify = &tables.simplify };
    fingerprint_work work = { 0 };
    uint64_t seed = 11;
    size_t near = 0, far = 0, bits = 0;
    (void)state;
    for (size_t round = 0; round < 50; round++) {
        char text[3][3 * 2000];
        fingerprint prints[3];
        for (size_t i = 0; i < 2000; i++) {
            uint32_t cp = 0x4E00 + next_random(&seed) % 20000, other = 0x4E00 + next_random(&seed) % 20000;
            utf8_encode(cp, text[0] + 3 * i);
            utf8_encode(i % 200 ? cp : other, text[1] + 3 * i); /* s = 0.95 */
            utf8_encode(i % 7 ? cp : other, text[2] + 3 * i);   /* s = 0.17 */
        }
        for (size_t k = 0; k < 3; k++)
            prints[k] = fingerprint_of(&work, &characters, (hp_span){ text[k], sizeof text[k] });
        near += count_same_bands(&prints[0], &prints[1]) > 0;
        far += count_same_bands(&prints[0], &prints[2]) > 0;
        bits += (size_t)__builtin_popcountll(prints[0].simhash ^ prints[1].simhash);
    }
    assert_int_equal(near, 50);        /* 1 - (1 - 0.95^8)^16 is above 0.9999 */
    assert_in_range(far, 0, 2);        /* 16 * 0.17^8 is 0.00001 */
    assert_in_range(bits, 0, 50 * 16); /* of unrelated texts it would be 32 a pair */
    judge_characters_free(&characters);
    fingerprint_work_free(&work);
}

static void numbers_are_written_alike_in_every_locale(void **state)
{
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        { 0, "0" },       { 12, "12" },         { 0.5, "0.5" },    { 1.0 / 3, "0.3333" }, { 2.0 / 3, "0.6667" },
        { 0.99999, "1" }, { 0.0001, "0.0001" }, { -0.25, "-0.25" }
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf out = { 0 };
        expression_put_number(rows[i].number, &out);
        assert_bytes(rows[i].text, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].text));
        hp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_hold_or_say_why),
        cmocka_unit_test(what_does_not_decide_is_not_asked_for),
        cmocka_unit_test(wrong_conditions_say_where),
        cmocka_unit_test(deep_brackets_are_refused),
        cmocka_unit_test(documents_are_counted),
        cmocka_unit_test(repetition_is_what_a_plain_count_finds),
        cmocka_unit_test(a_long_text_is_counted),
        cmocka_unit_test(a_pair_with_many_units_behind_it_is_counted),
        cmocka_unit_test(what_is_no_text_is_one_point_a_byte),
        cmocka_unit_test(the_same_text_has_the_same_fingerprint),
        cmocka_unit_test(nearly_the_same_text_shares_bands),
        cmocka_unit_test(numbers_are_written_alike_in_every_locale),
    };
    return cmocka_run_group_tests(tests, open_judge, close_judge);
}

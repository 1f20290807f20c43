/* syllable_match.c - which characters a reading covers.  The readings are those of the compiled data. */
#include "test.h"

#include "reading/spelling.h"
#include "reading/syllable_match.h"
#include "readings.h"
#include "text/utf8.h"

static reading_base base_of(hp_span text)
{
    reading_base base = { .count = 0 };
    while (text.len > 0) { /* the nearest first */
        uint32_t cp = 0;
        const char *p = text.ptr + text.len - (text.len % 3 ? 4 : 3);
        utf8_decode((hp_span){ p, (size_t)(text.ptr + text.len - p) }, &cp);
        base.cp[base.count] = cp;
        base.at[base.count++] = p;
        text.len = (size_t)(p - text.ptr);
    }
    return base;
}

static void a_reading_covers_the_characters_it_fits(void **state)
{
    static const struct {
        const char *why;
        reading_system system;
        hp_span base, reading;
        reading_grade grade;
        size_t characters_read;
    } rows[] = {
        { "one character", READING_PINYIN, SPAN("中國"), SPAN("guó"), READING_GRADE_TONED, 1 },
        { "a word", READING_PINYIN, SPAN("去西安"), SPAN("Xī'ān"), READING_GRADE_TONED, 2 },
        { "cut where the characters say", READING_PINYIN, SPAN("西安"), SPAN("xīān"), READING_GRADE_TONED, 2 },
        { "any of its readings", READING_PINYIN, SPAN("成長"), SPAN("cháng"), READING_GRADE_TONED, 1 },
        { "not its tone", READING_PINYIN, SPAN("國"), SPAN("guǒ"), READING_GRADE_NONE, 0 },
        { "no tone", READING_PINYIN, SPAN("國"), SPAN("guo"), READING_GRADE_TONELESS, 1 },
        { "listed as neutral", READING_PINYIN, SPAN("走了"), SPAN("le"), READING_GRADE_NEUTRAL, 1 },
        { "a mark lost to an apostrophe", READING_PINYIN, SPAN("發"), SPAN("fa'"), READING_GRADE_NEUTRAL, 1 },
        { "each of two", READING_PINYIN, SPAN("發展"), SPAN("fa'zhan'"), READING_GRADE_NEUTRAL, 2 },
        { "but one of two", READING_PINYIN, SPAN("國家"), SPAN("guojia'"), READING_GRADE_TONELESS, 2 },
        { "an apostrophe that parts", READING_PINYIN, SPAN("西安"), SPAN("xi'an"), READING_GRADE_TONELESS, 2 },
        { "neutral inside a toned word", READING_PINYIN, SPAN("知识"), SPAN("zhīshi"), READING_GRADE_TONED, 2 },
        { "erhua over its character", READING_PINYIN, SPAN("一点儿"), SPAN("yīdiǎnr"), READING_GRADE_TONED, 3 },
        { "sandhi of one", READING_PINYIN, SPAN("一"), SPAN("yí"), READING_GRADE_TONED, 1 },
        { "third before third", READING_PINYIN, SPAN("你好"), SPAN("ní hǎo"), READING_GRADE_TONED, 2 },
        { "but not before others", READING_PINYIN, SPAN("你们"), SPAN("ní men"), READING_GRADE_NONE, 0 },
        { "Cantonese", READING_JYUTPING, SPAN("廣東"), SPAN("gwong2 dung1"), READING_GRADE_TONED, 2 },
        { "Wade-Giles with aspiration", READING_WADE, SPAN("太極"), SPAN("t'ai4 chi2"), READING_GRADE_TONED, 2 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        reading_letter letters[READING_LETTERS_MAX];
        size_t count;
        reading_match match;
        reading_base base = base_of(rows[i].base);
        assert_true(reading_parse_latin(rows[i].reading, letters, &count));
        reading_match_latin(readings, rows[i].system, letters, count, &base, &match);
        assert_number(rows[i].why, match.grade, rows[i].grade);
        assert_number(rows[i].why, match.characters_read, rows[i].characters_read);
    }
}

static void a_reading_of_many_cuttings_comes_back(void **state)
{
    reading_letter letters[READING_LETTERS_MAX];
    reading_match match;
    reading_base base = base_of(SPAN("啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊"));
    size_t count;
    char text[READING_LETTERS_MAX];
    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = 'n';
    assert_true(reading_parse_latin((hp_span){ text, sizeof text }, letters, &count));
    reading_match_latin(readings, READING_PINYIN, letters, count, &base, &match);
    assert_int_equal(match.grade, READING_GRADE_NONE);
}

/* The number of a spelling is built from the lowest byte up, whatever order the machine keeps bytes in. */
static void spellings_are_numbers_from_the_low_byte_up(void **state)
{
    const char key[16] = "guó"; /* eight bytes can be read at any place of the spelling */
    uint64_t number = 'g' | 'u' << 8 | 0xC3 << 16 | UINT64_C(0xB3) << 24;
    unsigned guo = reading_find_syllable(readings, READING_PINYIN, "guo", 3);
    (void)state;
    assert_true(guo > 0);
    assert_number("by number", reading_of_key(readings, number), guo << 3 | 2);
    assert_number("by bytes", reading_exact(readings, key, 4, U'國'), guo << 3 | 2);
    /* Seven bytes, the most that share their number with the system. */
    assert_true(reading_find_syllable(readings, READING_WADE, "ch'uang", 7) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reading_covers_the_characters_it_fits),
        cmocka_unit_test(spellings_are_numbers_from_the_low_byte_up),
        cmocka_unit_test(a_reading_of_many_cuttings_comes_back),
    };
    return cmocka_run_group_tests(tests, open_readings, close_readings);
}

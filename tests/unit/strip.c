/* strip.c - the parts that find readings: the scan, folding, syllables against characters, evidence of a line.
 *
 * The readings are those of the compiled data in $builddir; expected values are facts about spellings and characters.
 */
#include <stdlib.h>

#include "test.h"

#include "filters/pipeline.h"
#include "lib/annotation.h"
#include "lib/bracket_kinds.h"
#include "lib/bytes.h"
#include "lib/data.h"
#include "lib/judge.h"
#include "lib/label_words.h"
#include "lib/scan.h"
#include "lib/utf8.h"

static hp_data *data;
static hp_readings *readings;

static int open_readings(void **state)
{
    hp_buf path = { 0 };
    const char *folder = getenv("builddir");
    (void)state;
    hp_buf_format(&path, "%s/hanpipe.hpd", folder ? folder : ".");
    bool good = !path.failed && hp_data_open(&data, path.ptr, NULL) == HP_OK &&
                hp_readings_open(&readings, data, NULL) == HP_OK;
    hp_buf_free(&path);
    return good ? 0 : -1;
}

static int close_readings(void **state)
{
    (void)state;
    hp_readings_free(readings);
    hp_data_free(data);
    return 0;
}

/* The scan gives the same places on every machine, at any alignment, whatever the bytes. */
static void scans_agree(void **state)
{
    static const char pieces[] = "((（[{<|/^:.& aZzxq國音读作：\xE3\x84\xEF\xBD\xBF\xC3\xC2\xE1\xEE\xCC\xCD\x88\x8A\xBB\xBD@`~!9,;)\n";
    char text[400];
    uint64_t seed = 1;
    (void)state;
    for (unsigned round = 0; round < 100000; round++) {
        size_t len = next_random(&seed) % 300;
        unsigned mode = next_random(&seed) % 3;
        for (size_t i = 0; i < len; i++)
            text[i] = mode == 0 ? (char)next_random(&seed)
                      : mode == 1 || next_random(&seed) % 8 == 0 ? pieces[next_random(&seed) % (sizeof pieces - 1)]
                                                                 : "中文"[i % 6];
        hp_scanner scanner;
        hp_scan_start(&scanner, (hp_span){ text, len });
        for (unsigned again = 0; again < 4; again++) { /* on from the start, or back, to the end of a line or of the text */
            size_t from = len ? next_random(&seed) % (len + 1) : 0;
            const char *lf = again < 2 ? memchr(text + from, '\n', len - from) : NULL;
            const char *limit = lf ? lf : text + len;
            const char *fast = hp_scan_next(&scanner, text + from, limit), *plain = hp_scan_plain(text, text + from, limit);
            assert_number("place", (size_t)(fast - text), (size_t)(plain - text));
        }
    }
}

/* Whether a byte is a place depends on itself, the one after it and the two before it: all pairs of a byte and the one
 * before it, behind a letter, a byte of a longer character, and something else. */
static void scans_agree_on_every_pair_of_bytes(void **state)
{
    static const char around[] = "a\x80!";
    char text[256 * 4 + 128];
    (void)state;
    for (size_t k = 0; k < 3; k++)
        for (unsigned before = 0; before < 256; before++) {
            memset(text, '!', sizeof text);
            for (unsigned b = 0; b < 256; b++) {
                text[64 + 4 * b] = around[k];
                text[65 + 4 * b] = (char)before;
                text[66 + 4 * b] = (char)b;
                text[67 + 4 * b] = (char)(before == 0xE3 ? 0x84 : 0xBD);
            }
            const char *end = text + sizeof text, *fast = text, *plain = text;
            hp_scanner scanner;
            hp_scan_start(&scanner, (hp_span){ text, sizeof text });
            while (plain < end) {
                fast = hp_scan_next(&scanner, fast, end);
                plain = hp_scan_plain(text, plain, end);
                assert_number("place", (size_t)(fast - text), (size_t)(plain - text));
                fast++;
                plain++;
            }
        }
}

static void scan_names_places(void **state)
{
    static const struct { const char *why; hp_span text; size_t place; } rows[] = {
        { "a letter behind a bracket", SPAN("國(guo)"), 4 },
        { "a letter with a mark", SPAN("國 ó"), 4 },
        { "zhuyin", SPAN("國ㄍ"), 3 },
        { "nothing in plain text", SPAN("中华人民共和国"), 21 },
        { "a function call is none", SPAN("sin(x)"), 6 },
        { "a path is none", SPAN("usr/bin"), 7 },
        { "a blank behind the bracket", SPAN("花( hua)"), 4 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *end = rows[i].text.ptr + rows[i].text.len;
        assert_number(rows[i].why, (size_t)(hp_scan_plain(rows[i].text.ptr, rows[i].text.ptr, end) - rows[i].text.ptr),
                      rows[i].place);
    }
}

/* Writes folded letters back as text: the letter, its tone by mark, its digit, a bar where a break is before it. */
static void spell(hp_span text, hp_buf *out)
{
    hp_letter letters[HP_LETTERS_MAX];
    size_t count;
    out->len = 0;
    if (!hp_fold_latin(text, letters, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        if (letters[i].flags & HP_LETTER_BREAK)
            hp_buf_format(out, "|");
        hp_buf_format(out, "%c", letters[i].c);
        if (letters[i].tone)
            hp_buf_format(out, "%u", letters[i].tone);
        if (letters[i].digit)
            hp_buf_format(out, "#%c", letters[i].digit);
    }
}

static void spellings_are_folded(void **state)
{
    static const struct { const char *why; hp_span text, want; } rows[] = {
        { "precomposed", SPAN("guó"), SPAN("guo2") },
        { "decomposed, umlaut below the mark", SPAN("nu\u0308\u030C"), SPAN("nv3") },
        { "breve for caron", SPAN("hăo"), SPAN("ha3o") },
        { "IPA letters", SPAN("fánɡ"), SPAN("fa2ng") },
        { "full width", SPAN("ｇｕｏ２"), SPAN("guo#2") },
        { "superscript digit", SPAN("guo²"), SPAN("guo#2") },
        { "u and a colon", SPAN("lu:4"), SPAN("lv#4") },
        { "apostrophe and blank divide", SPAN("Xī'ān shì"), SPAN("xi1|a1n|shi4") },
        { "character references", SPAN("gu&#243;"), SPAN("guo2") },
        { "what is not seen", SPAN("gu\u00ADó\u200B"), SPAN("guo2") },
        { "private use for m with acute", SPAN("\uE7C7"), SPAN("m2") },
        { "a year is no reading", SPAN("2008"), SPAN("") },
        { "Vietnamese is none", SPAN("việt"), SPAN("") },
    };
    hp_buf out = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        spell(rows[i].text, &out);
        assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, rows[i].want);
    }
    hp_buf_free(&out);
}

static hp_base base_of(hp_span text)
{
    hp_base base = { .count = 0 };
    while (text.len > 0) { /* the nearest first */
        uint32_t cp = 0;
        const char *p = text.ptr + text.len - (text.len % 3 ? 4 : 3);
        hp_utf8_decode((hp_span){ p, (size_t)(text.ptr + text.len - p) }, &cp);
        base.cp[base.count] = cp;
        base.at[base.count++] = p;
        text.len = (size_t)(p - text.ptr);
    }
    return base;
}

static void readings_fit_characters(void **state)
{
    static const struct { const char *why; hp_system system; hp_span base, reading; hp_grade grade; size_t covered; } rows[] = {
        { "one character", HP_PINYIN, SPAN("中國"), SPAN("guó"), HP_GRADE_TONED, 1 },
        { "a word", HP_PINYIN, SPAN("去西安"), SPAN("Xī'ān"), HP_GRADE_TONED, 2 },
        { "cut where the characters say", HP_PINYIN, SPAN("西安"), SPAN("xīān"), HP_GRADE_TONED, 2 },
        { "any of its readings", HP_PINYIN, SPAN("成長"), SPAN("cháng"), HP_GRADE_TONED, 1 },
        { "not its tone", HP_PINYIN, SPAN("國"), SPAN("guǒ"), HP_GRADE_NONE, 0 },
        { "no tone", HP_PINYIN, SPAN("國"), SPAN("guo"), HP_GRADE_TONELESS, 1 },
        { "listed as neutral", HP_PINYIN, SPAN("走了"), SPAN("le"), HP_GRADE_NEUTRAL, 1 },
        { "neutral inside a toned word", HP_PINYIN, SPAN("知识"), SPAN("zhīshi"), HP_GRADE_TONED, 2 },
        { "erhua over its character", HP_PINYIN, SPAN("一点儿"), SPAN("yīdiǎnr"), HP_GRADE_TONED, 3 },
        { "sandhi of one", HP_PINYIN, SPAN("一"), SPAN("yí"), HP_GRADE_TONED, 1 },
        { "third before third", HP_PINYIN, SPAN("你好"), SPAN("ní hǎo"), HP_GRADE_TONED, 2 },
        { "but not before others", HP_PINYIN, SPAN("你们"), SPAN("ní men"), HP_GRADE_NONE, 0 },
        { "Cantonese", HP_JYUTPING, SPAN("廣東"), SPAN("gwong2 dung1"), HP_GRADE_TONED, 2 },
        { "Wade-Giles with aspiration", HP_WADE, SPAN("太極"), SPAN("t'ai4 chi2"), HP_GRADE_TONED, 2 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_letter letters[HP_LETTERS_MAX];
        size_t count;
        hp_match match;
        hp_base base = base_of(rows[i].base);
        assert_true(hp_fold_latin(rows[i].reading, letters, &count));
        hp_align_latin(readings, rows[i].system, letters, count, &base, &match);
        assert_number(rows[i].why, match.grade, rows[i].grade);
        assert_number(rows[i].why, match.covered, rows[i].covered);
    }
}

/* The number of a spelling is built from the lowest byte up, whatever order the machine keeps bytes in. */
static void spellings_are_numbers_from_the_low_byte_up(void **state)
{
    const char key[16] = "guó"; /* eight bytes can be read at any place of the spelling */
    uint64_t number = 'g' | 'u' << 8 | 0xC3 << 16 | UINT64_C(0xB3) << 24;
    unsigned guo = hp_syllable_find(readings, HP_PINYIN, "guo", 3);
    (void)state;
    assert_true(guo > 0);
    assert_number("by number", hp_reading_of_key(readings, number), guo << 3 | 2);
    assert_number("by bytes", hp_reading_exact(readings, key, 4, U'國'), guo << 3 | 2);
    /* Seven bytes, the most that share their number with the system. */
    assert_true(hp_syllable_find(readings, HP_WADE, "ch'uang", 7) > 0);
}

/* Text that makes the walk over all cuttings long comes back, whatever the answer. */
static void hostile_readings_end(void **state)
{
    hp_letter letters[HP_LETTERS_MAX];
    hp_match match;
    hp_base base = base_of(SPAN("啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊"));
    size_t count;
    char text[HP_LETTERS_MAX];
    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = 'n';
    assert_true(hp_fold_latin((hp_span){ text, sizeof text }, letters, &count));
    hp_align_latin(readings, HP_PINYIN, letters, count, &base, &match);
    assert_int_equal(match.grade, HP_GRADE_NONE);
}

static size_t removed(hp_span line, const hp_rules *rules)
{
    const hp_finder finder = { .readings = readings, .systems = (1u << HP_SYSTEMS) - 1 };
    hp_findings findings = { 0 };
    size_t count = 0;
    hp_find_annotations(&finder, line, &findings);
    hp_judge(rules, line, &findings);
    for (size_t i = 0; i < findings.count; i++)
        count += (findings.items[i].notes & HP_NOTE_REMOVED) != 0;
    hp_findings_free(&findings);
    return count;
}

static void append(hp_buf *out, uint32_t cp)
{
    char bytes[4];
    hp_buf_append(out, (hp_span){ bytes, hp_utf8_encode(cp, bytes) });
}

/* Fails unless the only annotation of 國, `inside` between two brackets, goes or stays as `goes` says. */
static void assert_goes(hp_policy toneless, uint32_t open, const char *inside, uint32_t close, bool goes)
{
    const hp_rules rules = { .toneless = toneless };
    hp_buf line = { 0 };
    hp_buf_format(&line, "國");
    append(&line, open);
    hp_buf_format(&line, "%s", inside);
    append(&line, close);
    hp_buf_format(&line, "家");
    assert_false(line.failed);
    assert_number(line.ptr, removed((hp_span){ line.ptr, line.len }, &rules), goes);
    hp_buf_free(&line);
}

/* Whatever the kind of bracket, a reading is found by its marks and by its digit alike, and without tones unless the
 * kind is strict.  {guo} is code. */
static void every_bracket_holds_every_reading(void **state)
{
#define ROW(arg, open, close, traits) { open, close, traits },
    static const struct { uint32_t open, close; unsigned traits; } kinds[] = { HP_BRACKET_KINDS(ROW, 0) };
#undef ROW
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        uint32_t open = kinds[i].open, close = kinds[i].close;
        bool strict = (kinds[i].traits & HP_STRICT) || open == '{';
        assert_goes(HP_AUTO, open, "guó", close, true);
        assert_goes(HP_AUTO, open, "guo2", close, true);
        assert_goes(HP_AUTO, open, "ㄍㄨㄛˊ", close, true);
        assert_goes(HP_ALWAYS, open, "guo", close, !strict);
        assert_goes(HP_ALWAYS, open, "app", close, false);
        assert_true(hp_bracket_closes(close) == !(kinds[i].traits & HP_FENCE));
    }
}

/* Every label, before a reading with a mark, with a digit and without a tone, in the brackets readings are mostly in;
 * a label alone says nothing. */
static void every_label_introduces_every_reading(void **state)
{
    static const char *const readings_of[] = { "guó", "guo2", "guo", "：guo2", ":guo", "ㄍㄨㄛˊ" };
    static const uint32_t brackets[][2] = { { '(', ')' }, { U'（', U'）' }, { '[', ']' }, { U'【', U'】' } };
    (void)state;
    for (size_t i = 0; hp_label_word(i); i++)
        for (size_t b = 0; b < COUNT(brackets); b++) {
            for (size_t r = 0; r < COUNT(readings_of); r++) {
                hp_buf inside = { 0 };
                hp_buf_format(&inside, "%s%s", hp_label_word(i), readings_of[r]);
                assert_false(inside.failed);
                assert_goes(HP_AUTO, brackets[b][0], inside.ptr, brackets[b][1], true);
                hp_buf_free(&inside);
            }
            assert_goes(HP_AUTO, brackets[b][0], hp_label_word(i), brackets[b][1], false);
        }
}

/* The characters that labels end in are those that are listed. */
static void label_ends_are_those_of_the_labels(void **state)
{
#define LAST(arg, last) last,
    static const uint32_t ends[] = { HP_LABEL_ENDS(LAST, 0) };
#undef LAST
    (void)state;
    for (size_t k = 0; k < COUNT(ends); k++) {
        bool used = false;
        for (size_t i = 0; hp_label_word(i); i++)
            used = used || hp_utf8_wide(hp_label_word(i) + strlen(hp_label_word(i)) - 3) == ends[k];
        assert_true(used);
    }
    for (size_t i = 0; hp_label_word(i); i++)
        assert_true(hp_ends_label(hp_utf8_wide(hp_label_word(i) + strlen(hp_label_word(i)) - 3)));
}

static void the_line_decides(void **state)
{
    static const struct { const char *why; hp_span line; size_t removed; } rows[] = {
        { "two toneless ones are not credible", SPAN("看(kan)我(wo)"), 0 },
        { "three are", SPAN("看(kan)我(wo)走(zou)"), 3 },
        { "two toned ones speak for a third without", SPAN("看(kàn)书(shū)吧(ba)，走(zou)"), 4 },
        { "names in capitals never speak", SPAN("北京(Beijing)、上海(Shanghai)、广州(Guangzhou)"), 0 },
        { "a repeated one is a machine's", SPAN("國(guo)(guo)"), 2 },
        { "a character that always has it", SPAN("国(guo)家，国(guo)王"), 2 },
        { "but not when it stands without, too", SPAN("国(guo)家，国(guo)王，国法"), 0 },
        { "more unfit than fit is a joke", SPAN("浮（má）夸（fán），国（guó）"), 0 },
        { "a cue keeps in sparse text", SPAN("“和”(hé)字的读音"), 0 },
        { "a cue counts for nothing in dense text", SPAN("我(wǒ)们(men)学(xué)习(xí)读音，很(hěn)好(hǎo)"), 6 },
    };
    const hp_rules rules = { .toneless = HP_AUTO };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_number(rows[i].why, removed(rows[i].line, &rules), rows[i].removed);
}

/* The filter in one way: with a list of brackets it never takes the quick one. */
struct way {
    hp_pipeline *pipeline;
    hp_scratch *scratch;
    hp_buf out;
};

static void open_way(struct way *way, const char *brackets)
{
    hp_given given = { hp_filter_strip.options, brackets };
    while (strcmp(given.option->name, "brackets") != 0)
        given.option++;
    const hp_stage_spec stage = { .filter = &hp_filter_strip, .given = &given, .count = brackets ? 1 : 0 };
    assert_int_equal(hp_pipeline_open_stages(&way->pipeline, &stage, 1, data, NULL), HP_OK);
    assert_int_equal(hp_scratch_open(&way->scratch, way->pipeline, NULL), HP_OK);
    way->out = (hp_buf){ 0 };
}

static void run_way(struct way *way, hp_span line)
{
    way->out.len = 0;
    assert_int_equal(hp_pipeline_run(way->pipeline, NULL, line, way->scratch, &way->out, NULL), HP_OK);
}

static void close_way(struct way *way)
{
    hp_scratch_free(way->scratch);
    hp_pipeline_free(way->pipeline);
    hp_buf_free(&way->out);
}

/* What may follow an annotation: every byte, then characters that brackets, marks, blanks, and what is not seen are
 * among. */
static bool follower(size_t i, hp_buf *to)
{
#define OPENING(arg, open, close, traits) open, close,
    static const uint32_t wide[] = {
        HP_BRACKET_KINDS(OPENING, 0) U'：', U'。', U'，', U'、', U'；', U'！', U'？', U'…', U'·', U'•', U'①', U'”', U'’',
        U'“', U'‘', U'」', U'』', U'「', U'『', U'〞', U'＂', U'﹂', U'﹄', U'或', U'又', U'ó', U'ㄍ', U'ｇ', U'々', U'〇', 0xA0,
        0xAD, 0x61C, 0x180E, 0x2002, 0x200B, 0x200D, 0x2028, 0x202F, 0x205F, 0x2060, 0x3000, 0xE000, 0xFE00, 0xFE0F,
        0xFEFF, 0xFFF9, 0x20000, 0xE0100, 0xF0000,
    };
#undef OPENING
    to->len = 0;
    if (i < 256)
        hp_buf_append(to, (hp_span){ (const char[]){ (char)i }, 1 });
    else if (i - 256 < COUNT(wide))
        append(to, wide[i - 256]);
    return i < 256 + COUNT(wide);
}

/* Each line of the table, twice over as well: `tail` ends it. */
static void assert_ways_agree(struct way ways[2], const hp_buf *start, const hp_buf *behind, hp_buf *line)
{
    static const char *const tails[] = { "", "家", " 家", "guo2", "(jiā)", ")家", "guo2|", "guo2/家", "guo2^", "guo2>家", "guo2}" };
    for (size_t tail = 0; tail < COUNT(tails); tail++)
        for (size_t times = 1; times <= 2; times++) {
            line->len = 0;
            for (size_t i = 0; i < times; i++) {
                hp_buf_append(line, (hp_span){ start->ptr, start->len });
                hp_buf_append(line, (hp_span){ behind->ptr, behind->len });
                hp_buf_append(line, hp_str(tails[tail]));
            }
            for (size_t way = 0; way < 2; way++)
                run_way(&ways[way], (hp_span){ line->ptr, line->len });
            hp_buf_append(line, SPAN("\0"));
            assert_bytes(line->ptr, (hp_span){ ways[0].out.ptr, ways[0].out.len },
                         (hp_span){ ways[1].out.ptr, ways[1].out.len });
        }
}

/* The commonest shape is matched and cut in a way of its own, which must come to what the search comes to, whatever
 * stands around it. */
static void the_quick_way_is_the_long_way(void **state)
{
    static const char *const before[] = { "", "，", "(", "[", "（見", "读" };
    static const char *const annotated[] = { "國(guó)", "國（guó）", "中國(zhōngguó)", "了(le)", "啊(a)", "國(guo)", "國(hàn)",
                                             "國(Guó)", "音(yīn)" };
    hp_buf start = { 0 }, behind = { 0 }, line = { 0 }, brackets = { 0 };
    struct way ways[2];
    (void)state;
#define OPENING(arg, open, close, traits) append(&brackets, open);
    HP_BRACKET_KINDS(OPENING, 0)
#undef OPENING
    hp_buf_append(&brackets, SPAN("\0"));
    open_way(&ways[0], NULL);
    open_way(&ways[1], brackets.ptr);
    for (size_t b = 0; b < COUNT(before); b++)
        for (size_t a = 0; a < COUNT(annotated); a++) {
            start.len = 0;
            hp_buf_append(&start, hp_str(before[b]));
            hp_buf_append(&start, hp_str(annotated[a]));
            for (size_t i = 0; follower(i, &behind); i++)
                assert_ways_agree(ways, &start, &behind, &line);
        }
    close_way(&ways[0]);
    close_way(&ways[1]);
    hp_buf_free(&start);
    hp_buf_free(&behind);
    hp_buf_free(&line);
    hp_buf_free(&brackets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scans_agree), cmocka_unit_test(scans_agree_on_every_pair_of_bytes),
        cmocka_unit_test(every_bracket_holds_every_reading), cmocka_unit_test(every_label_introduces_every_reading),
        cmocka_unit_test(label_ends_are_those_of_the_labels), cmocka_unit_test(scan_names_places), cmocka_unit_test(spellings_are_folded),
        cmocka_unit_test(readings_fit_characters), cmocka_unit_test(hostile_readings_end),
        cmocka_unit_test(spellings_are_numbers_from_the_low_byte_up),
        cmocka_unit_test(the_line_decides),
        cmocka_unit_test(the_quick_way_is_the_long_way),
    };
    return cmocka_run_group_tests(tests, open_readings, close_readings);
}

/* annotation.c - brackets, labels, and the quick way of hanstrip: each against its definition.  The readings are those of
 * the compiled data. */
#include "test.h"

#include <stdlib.h>

#include "annotation/bracket_kinds.h"
#include "annotation/label_words.h"
#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "annotation/shapes/known_readings.h"
#include "pipeline/pipeline.h"
#include "readings.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/utf8.h"

static size_t removed(hp_span line, const annotation_rules *rules)
{
    const annotation_finder finder = { .readings = readings, .systems = (1u << READING_SYSTEMS) - 1 };
    annotation_candidates findings = { 0 };
    size_t count = 0;
    annotation_find(&finder, line, &findings);
    annotation_mark_removals(rules, line, &findings, NULL);
    for (size_t i = 0; i < findings.count; i++)
        count += (findings.items[i].notes & CONTEXT_REMOVED) != 0;
    annotation_candidates_free(&findings);
    return count;
}

static void append(hp_buf *out, uint32_t cp)
{
    char bytes[4];
    hp_buf_append(out, (hp_span){ bytes, utf8_encode(cp, bytes) });
}

/* Fails unless the only annotation of 國, `inside` between two brackets, goes or stays as `goes` says. */
static void assert_goes(annotation_toneless toneless, uint32_t open, const char *inside, uint32_t close, bool goes)
{
    const annotation_rules rules = { .toneless = toneless };
    hp_buf line = { 0 };
    buffer_format(&line, "國");
    append(&line, open);
    buffer_format(&line, "%s", inside);
    append(&line, close);
    buffer_format(&line, "家");
    assert_false(line.failed);
    assert_number(line.ptr, removed((hp_span){ line.ptr, line.len }, &rules), goes);
    hp_buf_free(&line);
}

/* Whatever the kind of bracket, a reading is found by its marks and by its digit alike, and without tones unless the
 * kind is strict.  {guo} is code. */
static void every_bracket_holds_every_reading(void **state)
{
#define ROW(arg, open, close, traits) { open, close, traits },
    static const struct {
        uint32_t open, close;
        unsigned traits;
    } kinds[] = { ANNOTATION_BRACKET_KINDS(ROW, 0) };
#undef ROW
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        uint32_t open = kinds[i].open, close = kinds[i].close;
        bool strict = (kinds[i].traits & ANNOTATION_STRICT) || open == '{';
        assert_goes(ANNOTATION_TONELESS_AUTO, open, "guó", close, true);
        assert_goes(ANNOTATION_TONELESS_AUTO, open, "guo2", close, true);
        assert_goes(ANNOTATION_TONELESS_AUTO, open, "ㄍㄨㄛˊ", close, true);
        assert_goes(ANNOTATION_TONELESS_ALWAYS, open, "guo", close, !strict);
        assert_goes(ANNOTATION_TONELESS_ALWAYS, open, "app", close, false);
        assert_true(annotation_bracket_closes(close) == !(kinds[i].traits & ANNOTATION_FENCE));
    }
}

/* Every label, before a reading with a mark, with a digit and without a tone, in the brackets readings are mostly in;
 * a label alone says nothing. */
static void every_label_introduces_every_reading(void **state)
{
    static const char *const readings_of[] = { "guó", "guo2", "guo", "：guo2", ":guo", "ㄍㄨㄛˊ" };
    static const uint32_t brackets[][2] = { { '(', ')' }, { U'（', U'）' }, { '[', ']' }, { U'【', U'】' } };
    (void)state;
    for (size_t i = 0; annotation_label_word(i); i++)
        for (size_t b = 0; b < COUNT(brackets); b++) {
            for (size_t r = 0; r < COUNT(readings_of); r++) {
                hp_buf inside = { 0 };
                buffer_format(&inside, "%s%s", annotation_label_word(i), readings_of[r]);
                assert_false(inside.failed);
                assert_goes(ANNOTATION_TONELESS_AUTO, brackets[b][0], inside.ptr, brackets[b][1], true);
                hp_buf_free(&inside);
            }
            assert_goes(ANNOTATION_TONELESS_AUTO, brackets[b][0], annotation_label_word(i), brackets[b][1], false);
        }
}

/* The characters that labels end in are those that are listed. */
static void label_ends_are_those_of_the_labels(void **state)
{
#define LAST(arg, last) last,
    static const uint32_t ends[] = { ANNOTATION_LABEL_ENDS(LAST, 0) };
#undef LAST
    (void)state;
    for (size_t k = 0; k < COUNT(ends); k++) {
        bool used = false;
        for (size_t i = 0; annotation_label_word(i); i++)
            used = used || text_utf8_wide(annotation_label_word(i) + strlen(annotation_label_word(i)) - 3) == ends[k];
        assert_true(used);
    }
    for (size_t i = 0; annotation_label_word(i); i++)
        assert_true(
            annotation_ends_label(text_utf8_wide(annotation_label_word(i) + strlen(annotation_label_word(i)) - 3)));
}

/* The filter in one way: with a list of brackets it never takes the quick one. */
struct way {
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_buf out;
};

static void open_way(struct way *way, const char *brackets)
{
    filter_given given = { filter_strip.options, brackets };
    while (strcmp(given.option->name, "brackets") != 0)
        given.option++;
    const pipeline_stage stage = { .filter = &filter_strip, .given = &given, .count = brackets ? 1 : 0 };
    assert_int_equal(pipeline_open_stages(&way->pipeline, &stage, 1, data, NULL), HP_OK);
    assert_int_equal(hp_worker_open(&way->worker, way->pipeline, NULL), HP_OK);
    way->out = (hp_buf){ 0 };
}

static void run_way(struct way *way, hp_span line)
{
    way->out.len = 0;
    assert_int_equal(hp_run_lines(way->worker, NULL, line, hp_write_to_buf, &way->out, NULL), HP_OK);
}

static void close_way(struct way *way)
{
    hp_worker_free(way->worker);
    hp_pipeline_free(way->pipeline);
    hp_buf_free(&way->out);
}

/* What may follow an annotation: every byte, then characters that brackets, marks, blanks, and what is not seen are
 * among. */
static bool follower(size_t i, hp_buf *to)
{
#define OPENING(arg, open, close, traits) open, close,
    static const uint32_t wide[] = {
        ANNOTATION_BRACKET_KINDS(OPENING, 0) U'：',
        U'。',
        U'，',
        U'、',
        U'；',
        U'！',
        U'？',
        U'…',
        U'·',
        U'•',
        U'①',
        U'”',
        U'’',
        U'“',
        U'‘',
        U'」',
        U'』',
        U'「',
        U'『',
        U'〞',
        U'＂',
        U'﹂',
        U'﹄',
        U'或',
        U'又',
        U'ó',
        U'ㄍ',
        U'ｇ',
        U'々',
        U'〇',
        0xA0,
        0xAD,
        0x61C,
        0x180E,
        0x2002,
        0x200B,
        0x200D,
        0x2028,
        0x202F,
        0x205F,
        0x2060,
        0x3000,
        0xE000,
        0xFE00,
        0xFE0F,
        0xFEFF,
        0xFFF9,
        0x20000,
        0xE0100,
        0xF0000,
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
    static const char *const tails[] = { "",
                                         "家",
                                         " 家",
                                         "guo2",
                                         "(jiā)",
                                         ")家",
                                         "guo2|",
                                         "guo2/家",
                                         "guo2^",
                                         "guo2>家",
                                         "guo2}",
                                         "，後面還有許多許多字。" /* long enough for what is known to be used */ };
    for (size_t tail = 0; tail < COUNT(tails); tail++)
        for (size_t times = 1; times <= 2; times++) {
            line->len = 0;
            for (size_t i = 0; i < times; i++) {
                hp_buf_append(line, (hp_span){ start->ptr, start->len });
                hp_buf_append(line, (hp_span){ behind->ptr, behind->len });
                hp_buf_append(line, span_of_string(tails[tail]));
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
    static const char *const annotated[] = { "國(guó)", "國（guó）", "中國(zhōngguó)", "了(le)", "啊(a)",
                                             "國(guo)", "國(hàn)",   "國(Guó)",        "音(yīn)" };
    hp_buf start = { 0 }, behind = { 0 }, line = { 0 }, brackets = { 0 };
    struct way ways[2];
    (void)state;
#define OPENING(arg, open, close, traits) append(&brackets, open);
    ANNOTATION_BRACKET_KINDS(OPENING, 0)
#undef OPENING
    hp_buf_append(&brackets, SPAN("\0"));
    open_way(&ways[0], NULL);
    open_way(&ways[1], brackets.ptr);
    for (size_t b = 0; b < COUNT(before); b++)
        for (size_t a = 0; a < COUNT(annotated); a++) {
            start.len = 0;
            hp_buf_append(&start, span_of_string(before[b]));
            hp_buf_append(&start, span_of_string(annotated[a]));
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

/* What is known of an annotation is its character and its reading, to the byte; the text around is looked at. */
static void a_known_reading_is_no_other(void **state)
{
    static const struct {
        const char *why;
        hp_span text;
        size_t len;
    } rows[] = {
        { "the same", SPAN("國(guó)家和國家的人民"), 4 },
        { "a mark behind it", SPAN("國(guó)，國家和人民"), 4 },
        { "another character", SPAN("囯(guó)家和國家的人民"), 0 },
        { "another reading", SPAN("國(guò)家和國家的人民"), 0 },
        { "the start of a reading", SPAN("國(guóu)家和國家的人民"), 0 },
        { "a NUL is no end", SPAN("國(guó\0)家和國家的人民"), 0 },
        { "another opening bracket", SPAN("國[guó)家和國家的人民"), 0 },
        { "another closing bracket", SPAN("國(guó]家和國家的人民"), 0 },
        { "a blank behind it", SPAN("國(guó) 家和國家的人民"), 0 },
        { "a wide blank behind it", SPAN("國(guó)　家和國家的人民"), 0 },
        { "a label's colon behind it", SPAN("國(guó)：家和國家的人民"), 0 },
        { "a bracket behind it", SPAN("國(guó)【家和國家的人民"), 0 },
        { "too near the end", SPAN("國(guó)家和國"), 0 },
    };
    known_readings *known = calloc(1, sizeof *known);
    annotation_common plain = { .len = 4, .characters_read = 1, .grade = READING_GRADE_TONED };
    (void)state;
    assert_non_null(known);
    assert_number("not yet", known_readings_find(known, rows[0].text.ptr + 4, rows[0].text.ptr + rows[0].text.len), 0);
    plain.open = rows[0].text.ptr + 3;
    plain.close = plain.open + 6;
    known_readings_add(known, rows[0].text.ptr + 4, rows[0].text.ptr + rows[0].text.len, &plain);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *start = rows[i].text.ptr;
        assert_number(rows[i].why, known_readings_find(known, start + 4, start + rows[i].text.len), rows[i].len);
    }
    free(known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bracket_holds_every_reading),  cmocka_unit_test(every_label_introduces_every_reading),
        cmocka_unit_test(label_ends_are_those_of_the_labels), cmocka_unit_test(the_quick_way_is_the_long_way),
        cmocka_unit_test(a_known_reading_is_no_other),
    };
    return cmocka_run_group_tests(tests, open_readings, close_readings);
}

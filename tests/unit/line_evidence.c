/* line_evidence.c - what a line's findings say of each other: which of them go.  The readings are those of the compiled
 * data.
 */
#include "test.h"

#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "readings.h"
#include "text/bytes.h"

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

static void the_rest_of_the_line_decides(void **state)
{
    static const struct {
        const char *why;
        hp_span line;
        size_t removed;
    } rows[] = {
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
    const annotation_rules rules = { .toneless = ANNOTATION_TONELESS_AUTO };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_number(rows[i].why, removed(rows[i].line, &rules), rows[i].removed);
}

/* In a long line with few readings only what stands near them is looked at for words. */
static void in_a_long_line_a_word_counts_where_it_is_near(void **state)
{
    static const struct {
        const char *why, *before, *between; /* `between` repeated so often stands before the reading, and behind it */
        size_t times, removed;
    } rows[] = {
        { "a word right before it", "读音：", "", 0, 0 },
        { "the first of the forty characters before", "读音。", "山", 36, 0 },
        { "two further away", "读音。", "山", 38, 1 },
        { "a hundred away", "读音。", "山", 100, 1 },
        { "thousands away", "读音。", "山", 5000, 1 },
        { "no word", "", "山", 5000, 1 },
    };
    const annotation_rules rules = { .toneless = ANNOTATION_TONELESS_AUTO };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_buf line = { 0 };
        hp_buf_append(&line, span_of_string(rows[i].before));
        for (size_t k = 0; k < rows[i].times; k++)
            hp_buf_append(&line, span_of_string(rows[i].between));
        hp_buf_append(&line, SPAN("和(hé)"));
        for (size_t k = 0; k < 5000; k++)
            hp_buf_append(&line, SPAN("山"));
        assert_false(line.failed);
        assert_number(rows[i].why, removed((hp_span){ line.ptr, line.len }, &rules), rows[i].removed);
        hp_buf_free(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_of_the_line_decides),
        cmocka_unit_test(in_a_long_line_a_word_counts_where_it_is_near),
    };
    return cmocka_run_group_tests(tests, open_readings, close_readings);
}

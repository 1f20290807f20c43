/* line_evidence.c - what a line's findings say of each other: which of them go.  The readings are those of the compiled
 * data.
 */
#include "test.h"

#include "annotation/line_evidence.h"
#include "annotation/search.h"
#include "readings.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_of_the_line_decides),
    };
    return cmocka_run_group_tests(tests, open_readings, close_readings);
}

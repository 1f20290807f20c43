/* candidate_scan.c - where in a line a reading may start: the places, and that every machine finds the same. */
#include "test.h"

#include "annotation/candidate_scan.h"

/* At any alignment, whatever the bytes. */
static void every_machine_finds_the_same_places(void **state)
{
    static const char pieces[] =
        "((（[{<|/^:.& aZzxq國音读作：\xE3\x84\xEF\xBD\xBF\xC3\xC2\xE1\xEE\xCC\xCD\x88\x8A\xBB\xBD@`~!9,;)\n";
    char text[400];
    uint64_t seed = 1;
    (void)state;
    for (unsigned round = 0; round < 100000; round++) {
        size_t len = next_random(&seed) % 300;
        unsigned mode = next_random(&seed) % 3;
        for (size_t i = 0; i < len; i++)
            text[i] = mode == 0                                  ? (char)next_random(&seed)
                      : mode == 1 || next_random(&seed) % 8 == 0 ? pieces[next_random(&seed) % (sizeof pieces - 1)]
                                                                 : "中文"[i % 6];
        annotation_scanner scanner;
        annotation_scan_start(&scanner, (hp_span){ text, len });
        for (unsigned again = 0; again < 4;
             again++) { /* on from the start, or back, to the end of a line or of the text */
            size_t from = len ? next_random(&seed) % (len + 1) : 0;
            const char *lf = again < 2 ? memchr(text + from, '\n', len - from) : NULL;
            const char *limit = lf ? lf : text + len;
            const char *fast = annotation_next_candidate(&scanner, text + from, limit),
                       *plain = annotation_scan_scalar(text, text + from, limit);
            assert_number("place", (size_t)(fast - text), (size_t)(plain - text));
        }
    }
}

/* Whether a byte is a place depends on itself, the one after it and the two before it: all pairs of a byte and the one
 * before it, behind a letter, a byte of a longer character, and something else. */
static void every_machine_agrees_on_every_pair_of_bytes(void **state)
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
            annotation_scanner scanner;
            annotation_scan_start(&scanner, (hp_span){ text, sizeof text });
            while (plain < end) {
                fast = annotation_next_candidate(&scanner, fast, end);
                plain = annotation_scan_scalar(text, plain, end);
                assert_number("place", (size_t)(fast - text), (size_t)(plain - text));
                fast++;
                plain++;
            }
        }
}

static void places_are_where_a_reading_may_start(void **state)
{
    static const struct {
        const char *why;
        hp_span text;
        size_t place;
    } rows[] = {
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
        assert_number(rows[i].why,
                      (size_t)(annotation_scan_scalar(rows[i].text.ptr, rows[i].text.ptr, end) - rows[i].text.ptr),
                      rows[i].place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_machine_finds_the_same_places),
        cmocka_unit_test(every_machine_agrees_on_every_pair_of_bytes),
        cmocka_unit_test(places_are_where_a_reading_may_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

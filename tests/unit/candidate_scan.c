/* candidate_scan.c - where in a line a reading may start: the places, and that every machine finds the same. */
#include "test.h"

#include "annotation/scan/candidate_scan.h"
#include "annotation/scan/cue_scan_avx2.h"
#include "annotation/scan/length_to_close.h"

/* The ways of looking that there may be, in bytes at once. */
static const unsigned ways[] = { 1, 32, 64 };

/* A scanner of one of the ways, or of the best below it that this machine and build have. */
static annotation_scanner start(hp_span text, unsigned way)
{
    annotation_scanner scanner;
    annotation_scan_start(&scanner, text);
    if (way < scanner.bytes_at_once)
        scanner.bytes_at_once = way;
    return scanner;
}

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
        annotation_scanner scanner = start((hp_span){ text, len }, ways[round % COUNT(ways)]);
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

/* Behind every place, and whatever is skipped, the next one is that from there on, in text full of places, with few, and
 * with one in the middle of none. */
static void what_is_skipped_leaves_the_next_place(void **state)
{
    char text[700];
    uint64_t seed = 7;
    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        size_t len = next_random(&seed) % (sizeof text - 1), often = 1 + next_random(&seed) % 100;
        for (size_t i = 0; i < len; i++)
            text[i] = next_random(&seed) % often == 0 ? "(a\xC3"[next_random(&seed) % 3] : "中文"[i % 6];
        size_t line = len && round % 2 ? next_random(&seed) % len : len; /* where the first line ends */
        const char *limit = text + line;
        if (line < len)
            text[line] = '\n';
        annotation_scanner scanner = start((hp_span){ text, len }, ways[round % COUNT(ways)]);
        for (const char *at = text; (at = annotation_next_candidate(&scanner, at, limit)) < limit; at++)
            for (size_t skipped = 1; skipped <= ANNOTATION_SKIPPED_MOST && skipped <= (size_t)(limit - at); skipped++)
                assert_number("place", (size_t)(annotation_next_behind(&scanner, at, skipped, limit) - text),
                              (size_t)(annotation_scan_scalar(text, at + skipped, limit) - text));
    }
}

/* Every place of the text, one way and plainly. */
static void assert_same_places(hp_span text, unsigned way)
{
    const char *end = text.ptr + text.len, *fast = text.ptr, *plain = text.ptr;
    annotation_scanner scanner = start(text, way);
    while (plain < end) {
        fast = annotation_next_candidate(&scanner, fast, end);
        plain = annotation_scan_scalar(text.ptr, plain, end);
        assert_number("place", (size_t)(fast - text.ptr), (size_t)(plain - text.ptr));
        fast++;
        plain++;
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
            for (size_t way = 0; way < COUNT(ways); way++)
                assert_same_places((hp_span){ text, sizeof text }, ways[way]);
        }
}

/* Long text without any place is passed over quickly: of every two bytes in the middle of some, wherever a block
 * starts, none that are one get lost. */
static void no_machine_passes_over_a_place_in_plain_text(void **state)
{
    char text[768];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "中，文。"[i % 12];
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++) {
            size_t at = 8 + (13 * first + second) % (sizeof text - 16);
            char two[2] = { text[at], text[at + 1] };
            text[at] = (char)first;
            text[at + 1] = (char)second;
            assert_same_places((hp_span){ text, sizeof text }, ways[(first + second) % COUNT(ways)]);
            assert_same_places((hp_span){ text, sizeof text }, ways[COUNT(ways) - 1]);
            memcpy(text + at, two, 2);
        }
}

/* The nine characters, and which places are passed over: with every two bytes at every place of a block. */
static void no_machine_passes_over_a_cue(void **state)
{
    (void)state;
#if VECTOR_X86
    static const char cues[] = "音读讀声聲韵韻念唸";
    char text[80];
    for (unsigned first = 0; VECTOR_HAS("avx2") && first < 256; first++)
        for (unsigned second = 0; second < 256; second++) {
            bool is_cue = false;
            for (size_t i = 0; i < sizeof cues - 1; i += 3)
                is_cue = is_cue || ((unsigned char)cues[i] == first && (unsigned char)cues[i + 1] == second);
            memset(text, '!', sizeof text);
            size_t at = (first + second) % 40;
            text[at] = (char)first;
            text[at + 1] = (char)second;
            const char *found = annotation_next_cue_avx2(text, text + sizeof text);
            if (is_cue)
                assert_number("place", (size_t)(found - text), at);
            else
                assert_true(found == text + at || text + sizeof text - found < ANNOTATION_CUE_BLOCK);
        }
#endif
}

static void a_content_is_as_long_on_every_machine(void **state)
{
    char text[17] = "aaaaaaaaaaaaaaaa";
    (void)state;
    assert_number("none", annotation_length_to_close(text), 16);
    for (unsigned b = 0; b < 256; b++)
        for (size_t at = 0; at < 16; at++) {
            text[at] = (char)b;
            assert_number("plain", annotation_length_to_close_plain(text), b == ')' || b == 0xEF ? at : 16);
            assert_number("length", annotation_length_to_close(text), b == ')' || b == 0xEF ? at : 16);
            text[at] = 'a';
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
        cmocka_unit_test(what_is_skipped_leaves_the_next_place),
        cmocka_unit_test(every_machine_agrees_on_every_pair_of_bytes),
        cmocka_unit_test(no_machine_passes_over_a_place_in_plain_text),
        cmocka_unit_test(no_machine_passes_over_a_cue),
        cmocka_unit_test(a_content_is_as_long_on_every_machine),
        cmocka_unit_test(places_are_where_a_reading_may_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

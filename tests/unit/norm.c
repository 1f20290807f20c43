/* norm.c - the filter norm: whole texts against ICU, in all four forms, and wrong options. */
#include "test.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "pipeline/pipeline.h"
#include "text/error.h"
#include "text/utf8.h"

static const char *const names[] = { "nfc", "nfd", "nfkc", "nfkd" };

static const UNormalizer2 *form(size_t i)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *made = i == 0   ? unorm2_getNFCInstance(&code)
                               : i == 1 ? unorm2_getNFDInstance(&code)
                               : i == 2 ? unorm2_getNFKCInstance(&code)
                                        : unorm2_getNFKDInstance(&code);
    assert_true(U_SUCCESS(code));
    return made;
}

/* Bytes of a long text: several windows (normalize/windows.h). */
enum { LONG = 40000 };

/* The normal form of a text in UTF-8 by the library, into `to`; its length. */
static size_t by_library(size_t which, hp_span text, char *to, size_t room)
{
    static UChar wide[LONG], made[4 * LONG];
    int32_t length, made_length, back;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(wide, (int32_t)COUNT(wide), &length, text.ptr, (int32_t)text.len, &code);
    made_length = unorm2_normalize(form(which), wide, length, made, (int32_t)COUNT(made), &code);
    u_strToUTF8(to, (int32_t)room, &back, made, made_length, &code);
    assert_true(U_SUCCESS(code));
    return (size_t)back;
}

/* Characters around which normal forms do something: marks, Hangul, radicals, widths, compatibility ideographs. */
static const uint32_t lively[] = {
    'a',    'e',    '<',    0x4E2D, 0x570B,  0x3001,  0x3020, 0x301,  0x300,  0x323,  0x338,  0x327,  0xE9,    0x1E69,
    0x212B, 0x3A9,  0x2126, 0x1100, 0x1161,  0x11A8,  0xAC00, 0xAC01, 0x2E9F, 0x2F00, 0xFF21, 0xFF71, 0xFF9E,  0x304B,
    0x3099, 0x309A, 0xF900, 0xFA10, 0x2F800, 0x20000, 0xFB01, 0x2460, 0x3300, 0xAD,   0x200D, 0xFE00, 0x1D15E, 0x10FFFF,
    0xF71,  0xF72,  0x3400, 0x4DBF, 0x302A,  0x302E,  0x3021, 0x2FF0, 0x80,   '\r',   0x7F,
};

/* A normal form by the filter, to be held against ICU's. */
struct form_run {
    size_t form;
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_buf out;
};

static struct form_run open_form(size_t f)
{
    struct form_run run = { .form = f };
    const filter_given given = { filter_norm.options, names[f] };
    const pipeline_stage stage = { .filter = &filter_norm, .given = &given, .count = 1 };
    assert_int_equal(pipeline_open_stages(&run.pipeline, &stage, 1, NULL, NULL), HP_OK);
    assert_int_equal(hp_worker_open(&run.worker, run.pipeline, NULL), HP_OK);
    return run;
}

/* `want` has room for what ICU makes of the text. */
static void check_form(struct form_run *run, hp_span text, char *want, size_t room)
{
    size_t want_len = by_library(run->form, text, want, room);
    run->out.len = 0;
    assert_int_equal(hp_run_lines(run->worker, NULL, text, hp_write_to_buf, &run->out, NULL), HP_OK);
    assert_bytes(names[run->form], (hp_span){ run->out.ptr, run->out.len }, (hp_span){ want, want_len });
}

static void close_form(struct form_run *run)
{
    hp_buf_free(&run->out);
    hp_worker_free(run->worker);
    hp_pipeline_free(run->pipeline);
}

static void texts_come_out_as_from_the_library(void **state)
{
    uint64_t seed = 11;
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        struct form_run run = open_form(f);
        for (size_t round = 0; round < 20000; round++) {
            char text[128];
            size_t len = 0;
            for (size_t n = next_random(&seed) % 24; n > 0; n--)
                len += utf8_encode(lively[next_random(&seed) % COUNT(lively)], text + len);
            char want[2048];
            check_form(&run, (hp_span){ text, len }, want, sizeof want);
        }
        close_form(&run);
    }
}

/* Lines in which what a form changes stands close together, far apart, and in single pieces longer than a window. */
static void long_lines_come_out_as_from_the_library(void **state)
{
    static char text[LONG], want[8 * LONG];
    uint64_t seed = 5;
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        struct form_run run = open_form(f);
        for (size_t round = 0; round < 60; round++) {
            size_t len = 0, plain = 1 + next_random(&seed) % (round % 3 ? 12 : 2000), odd = round % 4 ? 6 : 3000;
            while (len + 3 * plain + 4 * odd < LONG) {
                for (size_t n = next_random(&seed) % plain; n > 0; n--)
                    len += utf8_encode(0x4E00 + next_random(&seed) % 2000, text + len);
                for (size_t n = next_random(&seed) % odd; n > 0; n--)
                    len += utf8_encode(lively[next_random(&seed) % COUNT(lively)], text + len);
            }
            check_form(&run, (hp_span){ text, len }, want, sizeof want);
        }
        close_form(&run);
    }
}

/* However much of a line has come, the pieces that may go on are its own characters, and make what the line makes. */
static void pieces_of_a_line_make_what_the_line_makes(void **state)
{
    enum { LENGTH = 1 << 18, LEAST = 1 << 16 };
    static char text[LENGTH + 4];
    uint64_t seed = 7;
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        struct form_run run = open_form(f);
        hp_buf whole = { 0 };
        filter_line line = { 0 };
        size_t len = 0, pieces = 0;
        while (len < LENGTH)
            len += utf8_encode(next_random(&seed) % 3 ? 0x4E00 + next_random(&seed) % 2000
                                                      : lively[next_random(&seed) % COUNT(lively)],
                               text + len);
        assert_int_equal(hp_run_lines(run.worker, NULL, (hp_span){ text, len }, hp_write_to_buf, &whole, NULL), HP_OK);
        for (size_t at = 0, piece; at < len; at += piece, pieces++) {
            size_t come = LEAST + next_random(&seed) % LEAST;
            piece = len - at > come ? pipeline_line_pieces(run.pipeline, NULL, (hp_span){ text + at, come }, &line)
                                    : len - at;
            assert_true(piece > 0 && piece <= come);
            assert_int_equal(
                hp_run_lines(run.worker, NULL, (hp_span){ text + at, piece }, hp_write_to_buf, &run.out, NULL), HP_OK);
        }
        assert_true(pieces > 2);
        assert_bytes(names[f], (hp_span){ run.out.ptr, run.out.len }, (hp_span){ whole.ptr, whole.len });
        hp_buf_free(&whole);
        close_form(&run);
    }
}

/* None from the first byte on that is no text, nor beside characters that a piece goes on over, nor of a short text. */
static void pieces_end_where_a_form_sees_nothing(void **state)
{
    static char text[1 << 17];
    struct form_run run = open_form(2);
    const hp_span all = { text, sizeof text }, less = { text, 1 << 15 };
    filter_line line = { 0 };
    (void)state;
    memset(text, 'a', sizeof text);
    assert_int_equal(pipeline_line_pieces(run.pipeline, NULL, all, &line), all.len - 2);
    assert_int_equal(pipeline_line_pieces(run.pipeline, NULL, less, &line), 0);
    memcpy(text + all.len - 2, "\xCC", 1); /* U+0301, of which a byte has come, and one that is none of it */
    assert_int_equal(pipeline_line_pieces(run.pipeline, NULL, (hp_span){ text, all.len - 1 }, &line), all.len - 4);
    text[7] = (char)0xFF;
    assert_int_equal(pipeline_line_pieces(run.pipeline, NULL, all, &line), 0);
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    assert_int_equal(pipeline_line_pieces(run.pipeline, NULL, all, &line), 0);
    close_form(&run);
}

static void a_wrong_form_is_refused(void **state)
{
    const filter_given given = { filter_norm.options, "nfx" };
    const pipeline_stage stage = { .filter = &filter_norm, .given = &given, .count = 1, .offset = 9 };
    hp_pipeline *p;
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(pipeline_open_stages(&p, &stage, 1, NULL, &err), HP_USAGE);
    assert_null(p);
    assert_int_equal(err.offset, 9);
    assert_non_null(strstr(hp_error_text(&err), "nfx"));
    assert_int_equal(pipeline_open_stages(&p, &stage, 1, NULL, NULL), HP_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_out_as_from_the_library),
        cmocka_unit_test(long_lines_come_out_as_from_the_library),
        cmocka_unit_test(pieces_of_a_line_make_what_the_line_makes),
        cmocka_unit_test(pieces_end_where_a_form_sees_nothing),
        cmocka_unit_test(a_wrong_form_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

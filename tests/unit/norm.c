/* norm.c - the characters that norm passes over, checked one by one against libunistring, and whole texts against it. */
#include "test.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>

#include "pipeline/pipeline.h"
#include "text/error.h"
#include "text/utf8.h"

static const char *const names[] = { "nfc", "nfd", "nfkc", "nfkd" };

static uninorm_t form(size_t i)
{
    return i == 0 ? UNINORM_NFC : i == 1 ? UNINORM_NFD : i == 2 ? UNINORM_NFKC : UNINORM_NFKD;
}

/* The set that norm.c's header names, written out again from it. */
static bool is_inert(uint32_t cp)
{
    return cp < 0x80 || (cp >= 0x3001 && cp <= 0x3020) || (cp >= 0x4E00 && cp <= 0x9FFF);
}

static void inert_characters_stay_and_do_not_combine(void **state)
{
    (void)state;
    for (ucs4_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800)
            cp = 0xE000;
        if (is_inert(cp)) {
            for (size_t f = 0; f < 4; f++) {
                ucs4_t room[32];
                size_t len = COUNT(room);
                ucs4_t *made = u32_normalize(form(f), &cp, 1, room, &len);
                if (len != 1 || made[0] != cp)
                    fail_msg("U+%04X changes in %s", cp, names[f]);
                if (made != room)
                    free(made);
            }
            if (uc_combining_class(cp) != 0)
                fail_msg("U+%04X has a combining class", cp);
        }
        /* Nothing may be composed of something and an inert character. */
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        int n = uc_canonical_decomposition(cp, parts);
        for (int i = 1; i < n; i++)
            if (is_inert(parts[i]))
                fail_msg("U+%04X ends in the inert U+%04X", cp, parts[i]);
    }
}

/* Characters around which normal forms do something: marks, Hangul, radicals, widths, compatibility ideographs. */
static const uint32_t lively[] = {
    'a',    'e',    '<',    0x4E2D, 0x570B,  0x3001,  0x3020, 0x301,  0x300,  0x323,  0x338,  0x327,  0xE9,    0x1E69,
    0x212B, 0x3A9,  0x2126, 0x1100, 0x1161,  0x11A8,  0xAC00, 0xAC01, 0x2E9F, 0x2F00, 0xFF21, 0xFF71, 0xFF9E,  0x304B,
    0x3099, 0x309A, 0xF900, 0xFA10, 0x2F800, 0x20000, 0xFB01, 0x2460, 0x3300, 0xAD,   0x200D, 0xFE00, 0x1D15E, 0x10FFFF,
    0xF71,  0xF72,  0x3400, 0x4DBF, 0x302A,  0x302E,  0x3021, 0x2FF0, 0x80,   '\r',   0x7F,
};

static void texts_come_out_as_from_the_library(void **state)
{
    uint64_t seed = 11;
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        const filter_given given = { filter_norm.options, names[f] };
        const pipeline_stage stage = { .filter = &filter_norm, .given = &given, .count = 1 };
        hp_pipeline *p;
        hp_worker *s;
        hp_buf out = { 0 };
        assert_int_equal(pipeline_open_stages(&p, &stage, 1, NULL, NULL), HP_OK);
        assert_int_equal(hp_worker_open(&s, p, NULL), HP_OK);
        for (size_t round = 0; round < 20000; round++) {
            char text[128];
            size_t len = 0;
            for (size_t n = next_random(&seed) % 24; n > 0; n--)
                len += utf8_encode(lively[next_random(&seed) % COUNT(lively)], text + len);
            size_t want_len = 0;
            uint8_t *want = u8_normalize(form(f), (const uint8_t *)text, len, NULL, &want_len);
            out.len = 0;
            assert_int_equal(hp_run_lines(s, NULL, (hp_span){ text, len }, hp_write_to_buf, &out, NULL), HP_OK);
            assert_bytes(names[f], (hp_span){ out.ptr, out.len }, (hp_span){ (const char *)want, want_len });
            free(want);
        }
        hp_buf_free(&out);
        hp_worker_free(s);
        hp_pipeline_free(p);
    }
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
        cmocka_unit_test(inert_characters_stay_and_do_not_combine),
        cmocka_unit_test(texts_come_out_as_from_the_library),
        cmocka_unit_test(a_wrong_form_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* utf8.c - validity, broken parts, hints and counting, against Unicode's table 3-7 written out by hand. */
#include "test.h"

#include <stdlib.h>

#include "text/hint.h"
#include "text/utf8.h"
#include "text/vector/count_lines.h"
#include "text/vector/utf8_blocks.h"
#include "text/vector/utf8_vector.h"
#include "text/vector/vector.h"

/* Table 3-7, "Well-Formed UTF-8 Byte Sequences": the allowed range of each byte. */
static const struct {
    unsigned char low[4], high[4];
    size_t len;
} table_3_7[] = {
    { { 0x00 }, { 0x7F }, 1 },
    { { 0xC2, 0x80 }, { 0xDF, 0xBF }, 2 },
    { { 0xE0, 0xA0, 0x80 }, { 0xE0, 0xBF, 0xBF }, 3 },
    { { 0xE1, 0x80, 0x80 }, { 0xEC, 0xBF, 0xBF }, 3 },
    { { 0xED, 0x80, 0x80 }, { 0xED, 0x9F, 0xBF }, 3 },
    { { 0xEE, 0x80, 0x80 }, { 0xEF, 0xBF, 0xBF }, 3 },
    { { 0xF0, 0x90, 0x80, 0x80 }, { 0xF0, 0xBF, 0xBF, 0xBF }, 4 },
    { { 0xF1, 0x80, 0x80, 0x80 }, { 0xF3, 0xBF, 0xBF, 0xBF }, 4 },
    { { 0xF4, 0x80, 0x80, 0x80 }, { 0xF4, 0x8F, 0xBF, 0xBF }, 4 },
};

/* The length of the sequence at the start of the four bytes by the table, 0 when there is none; *part gets the length
 * of the maximal subpart. */
static size_t by_table(const unsigned char bytes[4], size_t *part)
{
    *part = 1;
    for (size_t r = 0; r < COUNT(table_3_7); r++) {
        size_t n = 0;
        while (n < table_3_7[r].len && bytes[n] >= table_3_7[r].low[n] && bytes[n] <= table_3_7[r].high[n])
            n++;
        if (n == table_3_7[r].len)
            return n;
        if (n > *part)
            *part = n;
    }
    return 0;
}

/* Every first and second byte, with the third and fourth on both sides of every limit. */
static void follows_the_table(void **state)
{
    static const unsigned char edges[] = { 0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF };
    (void)state;
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++)
            for (size_t t = 0; t < COUNT(edges) * COUNT(edges); t++) {
                unsigned char bytes[4] = { (unsigned char)first, (unsigned char)second, edges[t / COUNT(edges)],
                                           edges[t % COUNT(edges)] };
                hp_span text = { (const char *)bytes, 4 };
                uint32_t cp;
                size_t part, want = by_table(bytes, &part);
                if (utf8_decode(text, &cp) != want)
                    fail_msg("decode %02X %02X %02X %02X", first, second, bytes[2], bytes[3]);
                if (want == 0 && utf8_broken(text) != part)
                    fail_msg("broken %02X %02X %02X %02X", first, second, bytes[2], bytes[3]);
                if ((want == 0) != (utf8_valid(text) == 0))
                    fail_msg("valid %02X %02X %02X %02X", first, second, bytes[2], bytes[3]);
            }
}

static void every_scalar_goes_round(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800)
            cp = 0xE000;
        char bytes[5] = "?";
        uint32_t forth = 0, back = 0;
        size_t n = utf8_encode(cp, bytes + 1);
        if (utf8_decode((hp_span){ bytes + 1, n }, &forth) != n || forth != cp)
            fail_msg("U+%04X", cp);
        if (utf8_decode_back(bytes, bytes + 1 + n, &back) != n || back != cp)
            fail_msg("back U+%04X", cp);
        for (size_t cut = 0; cut < n; cut++)
            if (utf8_decode((hp_span){ bytes + 1, cut }, &forth) != 0)
                fail_msg("U+%04X cut to %zu", cp, cut);
    }
}

static void surrogates_are_refused(void **state)
{
    (void)state;
    for (uint32_t cp = 0xD800; cp < 0xE000; cp++) {
        char bytes[3] = { (char)0xED, (char)(0x80 | (cp >> 6 & 0x3F)), (char)(0x80 | (cp & 0x3F)) };
        uint32_t got;
        assert_int_equal(utf8_decode((hp_span){ bytes, 3 }, &got), 0);
    }
}

/* The broken parts of Unicode's own examples (tables 3-8 to 3-11), each a list of lengths in order. */
static void broken_bytes_are_maximal_subparts(void **state)
{
    static const struct {
        const char *why;
        hp_span text;
        const char *lengths;
    } rows[] = {
        { "non-shortest forms", { "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9 }, "1 1 1 1 1 1 1 1 ." },
        { "surrogates", { "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9 }, "1 1 1 1 1 1 1 1 ." },
        { "beyond U+10FFFF", { "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9 }, "1 1 1 1 1 . 1 1 ." },
        { "truncated", { "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9 }, "2 1 3 2 ." },
        { "cut at the end", { "\xF1\x80\x80", 3 }, "3" },
        { "lead alone", { "\xC2", 1 }, "1" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_span rest = rows[i].text;
        for (const char *want = rows[i].lengths; *want; want += want[1] ? 2 : 1) {
            uint32_t cp;
            size_t good = utf8_decode(rest, &cp), n = good ? good : utf8_broken(rest);
            assert_number(rows[i].why, good ? 0 : n, *want == '.' ? 0 : (size_t)(*want - '0'));
            rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
        assert_number(rows[i].why, rest.len, 0);
    }
    assert_int_equal(utf8_broken(SPAN("")), 0);
}

/* The fast paths step by 8, 16 and 3 bytes: a stray byte must be found wherever it stands between their steps. */
static void valid_at_every_offset(void **state)
{
    static const char *const fillers[] = { "a", "\xE5\x9C\x8B", "\xC3\xA9", "\xF0\xA0\x80\x80" };
    static const struct {
        hp_span bad;
        bool valid;
    } breakers[] = {
        { { "\xFF", 1 }, false }, { { "\x80", 1 }, false },        { { "\xE5\x9C", 2 }, false },
        { { "\0", 1 }, true },    { { "\xEF\xBF\xB9", 3 }, true }, { { "\xEF\xBF\xBB", 3 }, true },
    };
    (void)state;
    for (size_t f = 0; f < COUNT(fillers); f++)
        for (size_t b = 0; b < COUNT(breakers); b++)
            for (size_t before = 0; before < 40; before++) {
                hp_buf text = { 0 };
                for (size_t i = 0; i < before; i++)
                    hp_buf_append(&text, (hp_span){ fillers[f], strlen(fillers[f]) });
                size_t at = text.len;
                hp_buf_append(&text, breakers[b].bad);
                hp_buf_append(&text, SPAN("abcdefghijklmnopqrstuvwxyz"));
                hp_span all = { text.ptr, text.len };
                assert_number("valid", utf8_valid(all), breakers[b].valid ? text.len : at);
                assert_number("plain", utf8_unsplit(all), at);
                assert_number("count", utf8_count_invalid(all), breakers[b].valid ? 0 : breakers[b].bad.len);
                hp_buf_free(&text);
            }
}

/* At the end of what has come, a character may be there in part: up to three bytes.  More that is not plain is no text
 * to go on with. */
static void a_text_so_far_ends_with_its_last_whole_character(void **state)
{
    const struct {
        const char *why;
        hp_span text;
        size_t length;
    } rows[] = {
        { "whole characters", SPAN("a國"), 4 },
        { "two of three bytes", SPAN("a國\xE5\x9C"), 4 },
        { "three of four bytes", SPAN("a國\xF0\xA0\x80"), 4 },
        { "four bytes are no character in part", SPAN("a國\xFF\xFF\xFF\xFF"), 0 },
        { "a fault and text behind it", SPAN("a\xFF國a"), 0 },
        { "nothing", SPAN(""), 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_number(rows[i].why, utf8_unsplit_so_far(rows[i].text), rows[i].length);
}

static void a_hint_is_base_reading_and_end(void **state)
{
#define B "\xEF\xBF\xB9"
#define R "\xEF\xBF\xBA"
#define E "\xEF\xBF\xBB"
    static const struct {
        const char *why;
        hp_span text;
        size_t at, len;
    } rows[] = {
        { "a whole hint", { B "\xE5\x9C\x8B" R "guo" E, 15 }, 0, 15 },
        { "behind text", { "ab" B "x" R "y" E "z", 14 }, 2, 11 },
        { "base and reading may be empty", { B R E, 9 }, 0, 9 },
        { "no reading mark", { B "x" E, 7 }, 7, 0 },
        { "no end", { B "x" R "y", 8 }, 8, 0 },
        { "end before the reading mark", { B E R, 9 }, 9, 0 },
        { "a second base starts anew", { B "x" B "y" R "z" E, 15 }, 4, 11 },
        { "a base between reading and end", { B "x" R B R E, 16 }, 7, 9 },
        { "marks alone are not hints", { R E, 6 }, 6, 0 },
        { "the first reading mark counts", { B R R E, 12 }, 0, 12 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = hint_find(rows[i].text);
        assert_number(rows[i].why, at, rows[i].at);
        hp_span found = { rows[i].text.ptr + at, rows[i].text.len - at };
        assert_number(rows[i].why, hint_length(found), rows[i].len);
    }
}

/* A hint is at most HINT_MAX bytes, its marks included. */
static void hint_length_is_bounded(void **state)
{
    (void)state;
    for (size_t total = HINT_MAX - 2; total <= HINT_MAX + 2; total++) {
        hp_buf text = { 0 };
        hp_buf_append(&text, SPAN(B));
        for (size_t i = 0; i < total - 9; i++)
            hp_buf_append(&text, SPAN("a"));
        hp_buf_append(&text, SPAN(R E));
        assert_number("length", hint_length((hp_span){ text.ptr, text.len }), total <= HINT_MAX ? total : 0);
        hp_buf_free(&text);
    }
}

static void lines_are_counted(void **state)
{
    uint64_t seed = 1;
    hp_buf text = { 0 };
    size_t want = 0;
    (void)state;
    /* past 255 rounds of 32, where the lanes are added up, by more than one byte */
    for (size_t len = 0; len < 3 * 255 * 32 + 100; len++) {
        if (len % 509 < 40 || len > 3 * 255 * 32)
            assert_number("lines", text_count_lines((hp_span){ text.ptr, text.len }), want);
        bool lf = len < 255 * 32 + 50 || next_random(&seed) % 3 == 0; /* first only LF: the fullest lanes */
        hp_buf_append(&text, lf ? SPAN("\n") : SPAN("\x8A"));
        want += lf;
    }
    hp_buf_free(&text);
}

#if VECTOR_X86
/* As text_count_lines(), one way of looking and the plain one behind it. */
static size_t count_by(size_t (*count)(hp_span *text), hp_span text)
{
    size_t total = count(&text);
    for (size_t i = 0; i < text.len; i++)
        total += text.ptr[i] == '\n';
    return total;
}
#endif

static void every_machine_counts_the_same_lines(void **state)
{
    char text[1200];
    uint64_t seed = 1;
    (void)state;
    for (unsigned round = 0; round < 2000; round++) {
        size_t from = next_random(&seed) % 70, len = next_random(&seed) % (sizeof text - from), want = 0;
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)(next_random(&seed) % 3 ? next_random(&seed) : '\n');
        for (size_t i = from; i < from + len; i++)
            want += text[i] == '\n';
#if VECTOR_X86
        if (VECTOR_HAS("avx2"))
            assert_number("AVX2", count_by(text_count_lines_avx2, (hp_span){ text + from, len }), want);
        if (VECTOR_HAS("avx512bw"))
            assert_number("AVX-512", count_by(text_count_lines_avx512, (hp_span){ text + from, len }), want);
#endif
        assert_number("lines", text_count_lines((hp_span){ text + from, len }), want);
    }
}

/* Every byte, in whole blocks of vectors and in what is left over. */
static void only_lf_ends_a_line(void **state)
{
    char text[600];
    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        memset(text, (int)b, sizeof text);
        assert_number("lines", text_count_lines((hp_span){ text, sizeof text }), b == '\n' ? sizeof text : 0);
    }
}

/* How much of `text` the plain loop, which is the definition, finds plain. */
static size_t count_plain(const char *text, size_t length)
{
    size_t plain = 0, n = 1;
    while (n > 0 && plain < length) {
        uint32_t cp = 0;
        n = utf8_decode((hp_span){ text + plain, length - plain }, &cp);
        n = cp == 0 || (cp >= UTF8_SPLITS_FIRST && cp <= UTF8_SPLITS_LAST) ? 0 : n;
        plain += n;
    }
    return plain;
}

/* Each look by blocks passes over so much; it may pass over the start of what goes wrong behind a block. */
static void check_blocks(hp_span text, size_t least, size_t plain)
{
    enum { STARTS = 3 };
    (void)text, (void)least, (void)plain;
#if VECTOR_X86
    if (VECTOR_HAS("avx2"))
        assert_in_range(utf8_unsplit_avx2(text), least, plain + STARTS);
    if (VECTOR_HAS("avx512bw"))
        assert_in_range(utf8_unsplit_avx512(text), least, plain + STARTS);
#endif
}

/* Every two bytes, and every three that begin with a lead byte, around the ends of blocks of 16 and of 64, some where
 * 16 at a time are looked at and some where 64 are: vectors pass over no more than the plain loop, and over all of what
 * is whole. */
static void vectors_pass_over_nothing_that_is_not_plain(void **state)
{
    char text[160];
    (void)state;
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++) {
            size_t at = (first & 1 ? 12 : 60) + (first / 2 + second) % 8, length = first & 1 ? 64 : sizeof text;
            for (unsigned round = 0; round < 2; round++, at = at < 60 ? at + 48 : at - 48, length = sizeof text) {
                memset(text, 'a', sizeof text);
                text[at] = (char)first;
                text[at + 1] = (char)second;
                for (size_t tail = 0; tail < 3; tail++) { /* continuations that may make it whole */
                    if (tail)
                        text[at + 1 + tail] = (char)0x80;
                    size_t plain = count_plain(text, length), passed = utf8_unsplit_vector((hp_span){ text, length });
                    assert_true(passed <= plain);
                    check_blocks((hp_span){ text, length }, 0, plain);
                    assert_number("the whole", utf8_unsplit((hp_span){ text, length }), plain);
                }
            }
        }
}

/* Text of every length of character, cut and damaged anywhere: vectors as before, and they pass over all blocks of
 * whole text. */
static void vectors_pass_over_whole_blocks(void **state)
{
    static const char *const parts[] = { "国", "a", "é", "𠀀", "，", "bc ", "\xEF\xBE\xBF", "\n" };
    uint64_t random = 3;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        char text[600];
        size_t length = 0, most = next_random(&random) % 590, kinds = 1 + next_random(&random) % COUNT(parts);
        while (length < most) {
            const char *part = parts[next_random(&random) % kinds];
            memcpy(text + length, part, strlen(part));
            length += strlen(part);
        }
        size_t blocks = VECTOR_HAS("ssse3") && length >= 32 ? length : 0;
        assert_true(utf8_unsplit_vector((hp_span){ text, length }) + 16 + 3 >= blocks);
        check_blocks((hp_span){ text, length }, length - length % 64, length);
        if (length > 0 && round % 2)
            text[next_random(&random) % length] = (char)next_random(&random);
        length -= length > 0 ? next_random(&random) % 4 % length : 0;
        size_t plain = count_plain(text, length), passed = utf8_unsplit_vector((hp_span){ text, length });
        assert_true(passed <= plain);
        assert_number("the whole", utf8_unsplit((hp_span){ text, length }), plain);
    }
}

/* A span of nothing may have no address; nothing is computed with it.  (clang -fsanitize=undefined says when it is.) */
static void nothing_needs_no_address(void **state)
{
    const hp_span nothing = { NULL, 0 };
    uint32_t cp;
    (void)state;
    assert_number("decode", utf8_decode(nothing, &cp), 0);
    assert_number("decode back", utf8_decode_back(NULL, NULL, &cp), 0);
    assert_number("valid", utf8_valid(nothing), 0);
    assert_number("plain", utf8_unsplit(nothing), 0);
    assert_number("hint length", hint_length(nothing), 0);
    assert_number("hint", hint_find(nothing), 0);
    assert_number("broken", utf8_broken(nothing), 0);
    assert_number("invalid", utf8_count_invalid(nothing), 0);
    assert_number("lines", text_count_lines(nothing), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_table),
        cmocka_unit_test(every_scalar_goes_round),
        cmocka_unit_test(surrogates_are_refused),
        cmocka_unit_test(broken_bytes_are_maximal_subparts),
        cmocka_unit_test(a_text_so_far_ends_with_its_last_whole_character),
        cmocka_unit_test(valid_at_every_offset),
        cmocka_unit_test(a_hint_is_base_reading_and_end),
        cmocka_unit_test(hint_length_is_bounded),
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(every_machine_counts_the_same_lines),
        cmocka_unit_test(only_lf_ends_a_line),
        cmocka_unit_test(vectors_pass_over_nothing_that_is_not_plain),
        cmocka_unit_test(vectors_pass_over_whole_blocks),
        cmocka_unit_test(nothing_needs_no_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

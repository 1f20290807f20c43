/* decode.c - encodings: names, declarations, what is no text, the choice among them, and conversion by pieces.
 *
 * Bytes are written as each encoding's standard has them.  The costs are those of the compiled data in $builddir.
 */
#include <stdlib.h>

#include "test.h"

#include "data/data_file.h"
#include "decode/declared.h"
#include "decode/magic.h"
#include "decode/piece.h"
#include "text/sniff/signature.h"
#include "text/buffer.h"
#include "text/bytes.h"

static hp_data *data;
static decode_costs costs;

static int open_costs(void **state)
{
    hp_buf path = { 0 };
    const char *folder = getenv("builddir");
    (void)state;
    buffer_format(&path, "%s/hanpipe.hpd", folder ? folder : ".");
    bool good = !path.failed && hp_data_open(&data, path.ptr, NULL) == HP_OK &&
                decode_costs_open(&costs, data, NULL) == HP_OK;
    hp_buf_free(&path);
    return good ? 0 : -1;
}

static int close_costs(void **state)
{
    (void)state;
    hp_data_free(data);
    return 0;
}

static void names_and_labels(void **state)
{
    static const struct {
        const char *label, *name;
    } rows[] = {
        { "gb2312", "GB18030" },
        { "GBK", "GB18030" },
        { "x-gbk", "GB18030" },
        { "GB_2312-80", "GB18030" },
        { "big5", "Big5-HKSCS" },
        { "Big5-HKSCS", "Big5-HKSCS" },
        { "cp950", "Big5-HKSCS" },
        { "utf8", "UTF-8" },
        { "US-ASCII", "UTF-8" },
        { "hz", "HZ-GB-2312" },
        { "SJIS", "Shift_JIS" },
        { "utf-16be", "UTF-16BE" },
        { "ibm-437", "ibm-437" },
        { "ISO-8859-7", "ISO-8859-7" },
        { "chinese-unknown", NULL },
        { "", NULL },
        { "--", NULL },
        { "a-label-that-goes-on-and-on-and-on-until-it-is-longer-than-any-name-there-has-ever-been", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        decode_name name;
        bool found = decode_find(span_of_string(rows[i].label), &name);
        assert_number(rows[i].label, found, rows[i].name != NULL);
        if (found)
            assert_bytes(rows[i].label, span_of_string(name.name), span_of_string(rows[i].name));
    }
}

/* A name means itself: the list's own names are found, and name the converter's encoding. */
static void every_name_is_found(void **state)
{
    (void)state;
    for (int i = 0; i < DECODE_ENCODINGS; i++) {
        decode_name name, again;
        decode_name_of((decode_encoding)i, &name);
        assert_true(decode_find(span_of_string(name.name), &again));
        assert_int_equal(again.encoding, i);
    }
}

static void widths(void **state)
{
    static const struct {
        const char *label;
        unsigned width;
        const char *why;
    } rows[] = {
        { "gbk", 1, "a line feed is never the second byte of a character" },
        { "utf-16le", 2, "" },
        { "UTF-16", 2, "" },
        { "utf-32be", 4, "" },
        { "hz", 1, "its shifts end with the line" },
        { "ibm-437", 1, "" },
        { "ISO-2022-JP", 1, "its shifts end with the line" },
        { "ISO-2022-KR", 0, "designates once, at the start" },
        { "UTF-7", 0, "shifts reach over lines" },
        { "ibm-930", 0, "its line feed is not 0A" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        decode_name name;
        assert_true(decode_find(span_of_string(rows[i].label), &name));
        assert_number(rows[i].label, decode_unit_width(&name), rows[i].width);
    }
}

static void declarations(void **state)
{
    static const struct {
        const char *why, *head, *label;
    } rows[] = {
        { "HTML 5", "<!DOCTYPE html><meta charset=\"gbk\">", "gbk" },
        { "no quotes", "<meta charset=big5>", "big5" },
        { "single quotes, upper case", "<META CHARSET='Big5'>", "Big5" },
        { "blanks round the sign", "<meta charset = 'gbk' >", "gbk" },
        { "http-equiv", "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">", "gb2312" },
        { "turned round", "<META content=\"text/html; charset=gb2312\" http-equiv=Content-Type>", "gb2312" },
        { "XML", "<?xml version=\"1.0\" encoding=\"big5\"?><a/>", "big5" },
        { "XML's stands first in the document or nowhere", " <?xml version=\"1.0\" encoding=\"big5\"?>", "" },
        { "not in a comment", "<!-- <meta charset=\"gb2312\"> --><p>", "" },
        { "not in a script", "<script>var s = \"<meta charset=utf-8>\";</script>", "" },
        { "behind a comment", "<!-- <meta charset=a> --><meta charset=b>", "b" },
        { "content without http-equiv declares nothing", "<meta name=a content=\"charset=gbk\">", "" },
        { "inside another attribute's text", "<meta name=\"charset=gbk\">", "" },
        { "cut off", "<meta charset=\"gbk", "gbk" },
        { "another element", "<metadata charset=gbk>", "" },
        { "text", "charset=gbk", "" },
        { "nothing", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_bytes(rows[i].why, decode_declared(span_of_string(rows[i].head)), span_of_string(rows[i].label));
}

static void what_is_no_text(void **state)
{
    static const struct {
        hp_span head;
        const char *name;
    } rows[] = {
        { { "\x1F\x8B\x08\0\0\0\0\0", 8 }, "gzip" },
        { { "\x28\xB5\x2F\xFD\x24", 5 }, "zstd" },
        { { "\xFD"
            "7zXZ\0\0",
            7 },
          "xz" },
        { { "BZh91AY&SY", 10 }, "bzip2" },
        { { "%PDF-1.7\n", 9 }, "PDF" },
        { { "PK\x03\x04\x14", 5 }, "ZIP" },
        { { "\x89PNG\r\n\x1A\n", 8 }, "PNG" },
        { { "\xFF\xD8\xFF\xE0", 4 }, "JPEG" },
        { { "BZh is how a word may begin", 27 }, NULL },
        { { "ID3 is a word, too", 18 }, NULL },
        { { "SQLite for Debian", 17 }, NULL },
        { { "PK", 2 }, NULL },
        { { "", 0 }, NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = text_signature(rows[i].head);
        assert_bytes("content", span_of_string(got ? got : "-"), span_of_string(rows[i].name ? rows[i].name : "-"));
    }
}

/* What no list of signatures has: control characters by the dozen, or what is no character in wide units. */
static void what_cannot_be_text(void **state)
{
    static const struct {
        const char *why;
        decode_encoding encoding;
        hp_span head;
        bool is_binary;
    } rows[] = {
        { "valid UTF-8 passes as it is", DECODE_UTF_8, { "a\0b\0c\0d\0e\0", 10 }, false },
        { "fields filled up with NUL, here and there",
          DECODE_GB18030,
          { "\xD6\xD0\xCE\xC4\0\0\0 \xD6\xD0\xCE\xC4\xD6\xD0\xCE\xC4", 16 },
          false },
        { "one control character in five",
          DECODE_GB18030,
          { "\x81\x81\x81\x81\1\x81\x81\x81\x81\2\x81\x81\3\4", 14 },
          true },
        { "escapes and line ends are text's", DECODE_ISO_2022_CN, { "\x1B$)A\x0E!!\x0F\r\n\x1B\x1B\n\n", 14 }, false },
        { "units of text", DECODE_UTF_16LE, { "a\0\n\0\r\0\t\0", 8 }, false },
        { "halves of pairs by themselves", DECODE_UTF_16BE, { "\xD8\0\0a\xD8\0\0a\xDC\0\0a\xDC\0\0a", 16 }, true },
        { "zeros", DECODE_UTF_32LE, { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 }, true },
        { "beyond Unicode", DECODE_UTF_32BE, { "\1\2\3\4\1\2\3\4\1\2\3\4\1\2\3\4", 16 }, true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_number(rows[i].why, decode_is_binary(rows[i].encoding, rows[i].head), rows[i].is_binary);
}

static const struct choice_row {
    const char *why;
    hp_span head;
    decode_encoding encoding;
    size_t mark;
} choices[] = {
    { "nothing", { "", 0 }, DECODE_UTF_8, 0 },
    { "ASCII", { "plain text, {and} ~ signs\n", 26 }, DECODE_UTF_8, 0 },
    { "UTF-8", { "图书馆今天不开门", 24 }, DECODE_UTF_8, 0 },
    { "UTF-8, two characters", { "你好", 6 }, DECODE_UTF_8, 0 },
    { "UTF-8 with a byte gone", { "图书馆今天不开\xE9\x97。请明天再来。", 44 }, DECODE_UTF_8, 0 },
    { "GB 2312",
      { "\xB4\xBA\xCC\xEC\xC0\xB4\xC1\xCB\xA3\xAC\xC9\xBD\xC9\xCF\xB5\xC4\xBB\xA8", 18 },
      DECODE_GB18030,
      0 },
    { "GB 2312, two characters", { "\xC4\xE3\xBA\xC3", 4 }, DECODE_GB18030, 0 },
    { "GBK, Traditional",
      { "\x88\x44\x95\xF8\xF0\x5E\xBD\xF1\xCC\xEC\xB2\xBB\xE9\x5F\xE9\x54", 16 },
      DECODE_GB18030,
      0 },
    { "bytes that are UTF-8, too: 联通", { "\xC1\xAA\xCD\xA8", 4 }, DECODE_GB18030, 0 },
    { "Big5", { "\xB9\xCF\xAE\xD1\xC0\x5D\xA4\xB5\xA4\xD1\xA4\xA3\xB6\x7D\xAA\xF9", 16 }, DECODE_BIG5, 0 },
    { "Big5 of Hong Kong", { "\xA7\xDA\x92\x5D\x9D\xEF\x9D\xF8\x9D\xCF", 10 }, DECODE_BIG5, 0 },
    { "HZ", { "~{M<Ji9]=qLl2;?*CE~}", 20 }, DECODE_HZ, 0 },
    { "a tilde and a brace in code", { "x=~{a} and so on, as code has it", 32 }, DECODE_UTF_8, 0 },
    { "ISO-2022-CN", { "\x1B$)A\x0EM<Ji9]=qLl2;?*CE\x0F", 22 }, DECODE_ISO_2022_CN, 0 },
    { "escapes for colour", { "\x1B[31mred\x1B[0m\n", 13 }, DECODE_UTF_8, 0 },
    { "UTF-16LE", { "\xFE\x56\x66\x4E\x86\x99\xCA\x4E\x29\x59", 10 }, DECODE_UTF_16LE, 0 },
    { "UTF-16LE, of bytes that are ASCII", { "\x27\x59\x0F\x5C\x0D\x4E\x0C\x54\x2D\x4E", 10 }, DECODE_UTF_16LE, 0 },
    { "UTF-16BE", { "\x56\xFE\x4E\x66\x99\x86\x4E\xCA\x59\x29", 10 }, DECODE_UTF_16BE, 0 },
    { "UTF-16LE, ASCII", { "t\0e\0x\0t\0\n\0", 10 }, DECODE_UTF_16LE, 0 },
    { "UTF-32LE", { "\xFE\x56\0\0\x66\x4E\0\0\x86\x99\0\0", 12 }, DECODE_UTF_32LE, 0 },
    { "mark of UTF-8",
      { "\xEF\xBB\xBF"
        "a",
        4 },
      DECODE_UTF_8,
      3 },
    { "mark of UTF-16LE", { "\xFF\xFE\xFE\x56", 4 }, DECODE_UTF_16LE, 2 },
    { "mark of UTF-32LE, which begins like that of UTF-16LE", { "\xFF\xFE\0\0\xFE\x56\0\0", 8 }, DECODE_UTF_32LE, 4 },
    { "mark of UTF-16BE", { "\xFE\xFF\x56\xFE", 4 }, DECODE_UTF_16BE, 2 },
    { "Shift_JIS",
      { "\x90\x7D\x8F\x91\x8A\xD9\x82\xCD\x8D\xA1\x93\xFA\x8B\x78\x82\xDD\x82\xC5\x82\xB7", 20 },
      DECODE_SHIFT_JIS,
      0 },
    { "EUC-JP",
      { "\xBF\xDE\xBD\xF1\xB4\xDB\xA4\xCF\xBA\xA3\xC6\xFC\xB5\xD9\xA4\xDF\xA4\xC7\xA4\xB9", 20 },
      DECODE_EUC_JP,
      0 },
    { "EUC-KR",
      { "\xB5\xB5\xBC\xAD\xB0\xFC\xC0\xBA \xBF\xC0\xB4\xC3 \xBD\xB1\xB4\xCF\xB4\xD9", 20 },
      DECODE_EUC_KR,
      0 },
    { "French",
      { "La biblioth\xE8que est ferm\xE9"
        "e aujourd\x92hui.",
        39 },
      DECODE_WINDOWS_1252,
      0 },
    { "French, one accent", { "La caf\xE9teria est ouverte.", 26 }, DECODE_WINDOWS_1252, 0 },
    { "German",
      { "Die B\xFC"
        "cherei ist zu.",
        20 },
      DECODE_WINDOWS_1252,
      0 },
    { "Russian",
      { "\xC1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE0 \xF1\xE5\xE3\xEE\xE4\xED\xFF", 18 },
      DECODE_WINDOWS_1251,
      0 },
    { "a declaration that lies", { "<meta charset=utf-8><p>\xB4\xBA\xCC\xEC\xC0\xB4\xC1\xCB", 31 }, DECODE_GB18030, 0 },
    { "a declaration of ISO-8859-1 on UTF-8", { "<meta charset=iso-8859-1><p>春天来了", 40 }, DECODE_UTF_8, 0 },
};

static void the_choice(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(choices); i++) {
        decode_choice choice;
        decode_name want;
        decode_choose(&costs, choices[i].head, &choice);
        decode_name_of(choices[i].encoding, &want);
        assert_bytes(choices[i].why, span_of_string(choice.name.name), span_of_string(want.name));
        assert_number(choices[i].why, choice.mark, choices[i].mark);
        assert_true(choice.confidence > 0 && choice.confidence <= 1);
        assert_int_equal(choice.candidates[0].encoding, choice.name.encoding);
    }
}

/* What stands far behind plain text decides as well as what stands at the start, and a little is read on from. */
static void text_far_from_the_start(void **state)
{
    decode_choice choice;
    hp_buf text = { 0 };
    (void)state;
    while (text.len < 60000)
        hp_buf_append(&text, span_of_string("<p>nothing but ASCII here</p>\n"));
    hp_buf_append(&text, span_of_string("\xB4\xBA\xCC\xEC\xC0\xB4\xC1\xCB"));
    decode_choose(&costs, (hp_span){ text.ptr, text.len }, &choice);
    assert_int_equal(choice.name.encoding, DECODE_GB18030);
    hp_buf_free(&text);
}

/* A declaration tips what the text leaves open. */
static void a_declaration_is_evidence(void **state)
{
    decode_choice choice;
    (void)state;
    decode_choose(&costs, span_of_string("<meta charset=big5>\xA4\xA4"), &choice);
    assert_int_equal(choice.name.encoding, DECODE_BIG5);
    assert_true(choice.declared);
    decode_choose(&costs, span_of_string("<meta charset=gbk>\xD6\xD0"), &choice);
    assert_int_equal(choice.name.encoding, DECODE_GB18030);
}

static void unordered_names_follow_the_mark(void **state)
{
    decode_name name;
    decode_choice choice;
    (void)state;
    assert_true(decode_find(span_of_string("UTF-16"), &name));
    decode_choose_named(&name, (hp_span){ "\xFE\xFF\x4F\x60", 4 }, &choice);
    assert_int_equal(choice.name.encoding, DECODE_UTF_16BE);
    assert_number("mark", choice.mark, 2);
    decode_choose_named(&name, (hp_span){ "\x60\x4F", 2 }, &choice);
    assert_int_equal(choice.name.encoding, DECODE_UTF_16LE);
    assert_number("no mark", choice.mark, 0);
}

/* Notes what could not be decoded as "[offset:length]". */
static void note_broken(void *self, size_t offset, hp_span bytes, hp_buf *out)
{
    (void)self;
    buffer_format(out, "[%zu:%zu]", offset, bytes.len);
}

static const struct piece_row {
    const char *why, *label;
    hp_span bytes;
    const char *text;
} pieces[] = {
    { "UTF-8 as it is", "utf-8", { "你好\0x", 8 }, "你好\0x" },
    { "each broken part of UTF-8 by itself",
      "utf-8",
      { "a\xE4\xBD\xFF\xC0"
        "b",
        6 },
      "a[1:2][3:1][4:1]b" },
    { "GBK", "gbk", { "\xC4\xE3\xBA\xC3\n", 5 }, "你好\n" },
    { "GB18030's four bytes", "gb18030", { "\x82\x35\x87\x38\x94\x39\xDA\x33", 8 }, "䶵💩" },
    { "a first byte at the end", "gbk", { "\xC4\xE3\xBA", 3 }, "你[2:1]" },
    { "a first byte before ASCII, which stays", "gbk", { "\xC4(\xC4\xE3", 4 }, "[0:1](你" },
    { "FF is nothing, 80 is Windows' euro sign",
      "gbk",
      { "\xFF\x80"
        "1",
        3 },
      "[0:1]€1" },
    { "GB18030's character that ICU has in private use", "gb18030", { "\xFE\x59", 2 }, "龴" },
    { "GB18030's vertical comma", "gb18030", { "\xA6\xD9", 2 }, "︐" },
    { "Big5", "big5", { "\xA7\x41\xA6\x6E", 4 }, "你好" },
    { "Eten's circled one", "big5", { "\xC6\xA1", 2 }, "①" },
    { "HKSCS above the basic plane", "big5", { "\x9D\xF8", 2 }, "啲" },
    { "HKSCS that ICU has in private use", "big5", { "\x88\x40\x8C\x43", 4 }, "㇀龦" },
    { "HKSCS of two code points", "big5", { "\x88\x62", 2 }, "Ê̄" },
    { "HZ", "hz", { "a~{Dc:C~}~~b\n", 13 }, "a你好~b\n" },
    { "HZ, a line's end in the middle of a character", "hz", { "~{Dc:\nb\n", 8 }, "你[4:1]\nb\n" },
    { "HZ, half a character at the end", "hz", { "~{Dc:", 5 }, "你[4:1]" },
    { "HZ, a tilde at a line's end", "hz", { "a~\nb~", 5 }, "ab~" },
    { "HZ, other tildes stay", "hz", { "~}~!~{Dc ~}", 11 }, "~}~!你 " },
    { "UTF-16", "utf-16le", { "\x60\x4F\x3D\xD8\xA9\xDC\n\0", 8 }, "你💩\n" },
    { "a lone surrogate",
      "utf-16le",
      { "\x3D\xD8"
        "a\0",
        4 },
      "[0:2]a" },
    { "half a unit", "utf-16be", { "\x4F\x60\x4F", 3 }, "你[2:1]" },
    { "IBM's code pages keep control characters", "ibm-437", { "\x1A\x1C\x7F\x81", 4 }, "\x1A\x1C\x7Fü" },
    { "nothing", "gbk", { "", 0 }, "" },
};

/* What is chosen for bytes that are said to be in this encoding. */
static decode_choice choose_labelled(const char *label, hp_span bytes)
{
    decode_name name;
    decode_choice choice;
    assert_true(decode_find(span_of_string(label), &name));
    decode_choose_named(&name, bytes, &choice);
    return choice;
}

static void decode_all(const char *label, hp_span bytes, size_t step, decode_broken *broken, hp_buf *out)
{
    const decode_choice choice = choose_labelled(label, (hp_span){ NULL, 0 });
    decode_converter *converter;
    assert_int_equal(decode_converter_open(&converter, &choice, NULL), HP_OK);
    while (bytes.len > 0) {
        size_t n = 0;
        for (size_t have = step; n == 0; have += step)
            n = have >= bytes.len ? bytes.len : decode_ready(&choice, (hp_span){ bytes.ptr, have });
        assert_int_equal(decode_piece(converter, (hp_span){ bytes.ptr, n }, broken, NULL, out, NULL), HP_OK);
        bytes = (hp_span){ bytes.ptr + n, bytes.len - n };
    }
    decode_converter_free(converter);
}

static void conversion(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        const struct piece_row *row = &pieces[i];
        hp_buf out = { 0 };
        decode_all(row->label, row->bytes, SIZE_MAX / 2, note_broken, &out);
        /* the first row has a NUL inside */
        assert_bytes(row->why, (hp_span){ out.ptr, out.len }, i == 0 ? row->bytes : span_of_string(row->text));
        hp_buf_free(&out);
    }
}

/* Pieces that end with a line give what the whole gives, however the bytes come. */
static void pieces_are_the_whole(void **state)
{
    static const struct {
        const char *label;
        hp_span bytes;
    } rows[] = {
        { "gbk", { "\xC4\xE3\n\xBA\n\xC3\xC4\xE3\r\n\n\xC4", 12 } },
        { "hz", { "~{Dc:C~}\na~{Dc\n~{:C~}b\n~~\n", 26 } },
        { "iso-2022-cn",
          { "\x1B$)A\x0E"
            "Dc:C\n"
            "a\x1B$)A\x0E"
            "Dc\x0F\n",
            20 } },
        { "utf-16le",
          { "\n\n\n\0"
            "a\n\n\0\x0A\x4E\n\0",
            12 } },
        { "utf-16be",
          { "\n\n\0\n\n"
            "a\0\n\x4E\x0A\0\n",
            12 } },
        { "utf-32le", { "\n\0\0\0\0\n\0\0\n\0\0\0", 12 } },
        { "utf-8", { "\xE4\xBD\n\xA0\n", 5 } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t step = 1; step <= rows[i].bytes.len; step++) {
            hp_buf whole = { 0 }, parts = { 0 };
            decode_all(rows[i].label, rows[i].bytes, SIZE_MAX / 2, NULL, &whole);
            decode_all(rows[i].label, rows[i].bytes, step, NULL, &parts);
            assert_bytes(rows[i].label, (hp_span){ parts.ptr, parts.len }, (hp_span){ whole.ptr, whole.len });
            hp_buf_free(&whole);
            hp_buf_free(&parts);
        }
}

static void what_may_be_decoded(void **state)
{
    static const struct {
        const char *why, *label;
        hp_span bytes;
        size_t ready;
        bool at_lf; /* lines end at LF bytes, whatever is before them */
    } rows[] = {
        { "up to the last line's end", "gbk", { "a\nb\nc", 5 }, 4, true },
        { "no line's end", "gbk", { "abc", 3 }, 0, true },
        { "0A in the low byte of 上 is none", "utf-16be", { "\x4E\x0A\x4E\x0A", 4 }, 0, false },
        { "a unit out of step is none", "utf-16le", { "a\n\0\0", 4 }, 0, false },
        { "a unit and a half", "utf-16le", { "\n\0\n", 3 }, 2, false },
        { "four bytes", "utf-32be", { "\0\0\0\n\0\0\0", 7 }, 4, false },
        { "0A is no second byte in Big5", "big5", { "\xA4\x0A\xA4\x40", 4 }, 2, true },
        { "nor after an escape", "iso-2022-cn", { "\x1B$)A\x0E\n9z", 8 }, 6, true },
        { "a tilde takes the line's end away", "hz", { "a\nb~\nc", 6 }, 2, false },
        { "two do not", "hz", { "a\nb~~\nc", 7 }, 6, false },
        { "nothing before the end", "UTF-7", { "a\nb\n", 4 }, 0, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const decode_choice choice = choose_labelled(rows[i].label, rows[i].bytes);
        assert_number(rows[i].why, decode_ready(&choice, rows[i].bytes), rows[i].ready);
        assert_number(rows[i].why, decode_ends_lines_at_lf(&choice), rows[i].at_lf);
    }
}

static void what_may_be_decoded_of_a_line(void **state)
{
    static const struct {
        const char *why, *label;
        hp_span bytes;
        size_t ready;
    } rows[] = {
        { "ASCII goes on over nothing", "utf-8", { "ab", 2 }, 2 },
        { "another byte may be this character's, and need not", "utf-8", { "a中", 4 }, 1 },
        { "a part of a character", "utf-8", { "中\xE5\x9B", 5 }, 3 },
        { "its first byte", "utf-8", { "中\xF0", 4 }, 3 },
        { "nothing else", "utf-8", { "\xF0\xA0\x80", 3 }, 0 },
        { "no character has four bytes behind its first", "utf-8", { "\xF0\x80\x80\x80\x80", 5 }, 5 },
        { "what is no text before it is no matter", "utf-8", { "\xFF\x80z", 3 }, 3 },
        { "nor after ASCII", "utf-8", { "a\x80", 2 }, 2 },
        { "in GBK a first byte is not known from a second one", "gbk", { "ab", 2 }, 0 },
        { "nor is there any byte of one meaning in UTF-16", "utf-16le", { "a\0b\0", 4 }, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const decode_choice choice = choose_labelled(rows[i].label, rows[i].bytes);
        assert_number(rows[i].why, decode_line_ready(&choice, rows[i].bytes), rows[i].ready);
    }
}

/* Blocks of UTF-16 between which a surrogate pair, or a character's bytes, may fall. */
static void long_pieces(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 3; lead++) {
        hp_buf in = { 0 }, want = { 0 }, out = { 0 };
        for (size_t i = 0; i < 9000; i++) {
            hp_buf_append(&in, i < lead ? span_of_string("a") : span_of_string("\x94\x39\xDA\x33"));
            hp_buf_append(&want, i < lead ? span_of_string("a") : span_of_string("💩"));
        }
        decode_all("gb18030", (hp_span){ in.ptr, in.len }, SIZE_MAX / 2, note_broken, &out);
        assert_bytes("long", (hp_span){ out.ptr, out.len }, (hp_span){ want.ptr, want.len });
        hp_buf_free(&in);
        hp_buf_free(&want);
        hp_buf_free(&out);
    }
}

/* The text that the first bytes are, in a converter that has them only. */
static size_t length_of_start(decode_converter *converter, hp_span bytes, size_t length)
{
    hp_buf out = { 0 };
    assert_int_equal(decode_piece(converter, (hp_span){ bytes.ptr, length }, NULL, NULL, &out, NULL), HP_OK);
    size_t made = out.len;
    hp_buf_free(&out);
    return made;
}

/* Each character's offset in the text leads back to its bytes: the bytes before it are the text before it. */
static void offsets_are_found(void **state)
{
    static const struct {
        const char *label;
        hp_span line;
    } rows[] = {
        { "utf-8", { "a你\xFF好\n", 9 } },
        { "gbk", { "a\xC4\xE3\x80\xFF\x94\x39\xDA\x33\xBA\xC3\n", 12 } },
        { "big5", { "\x88\x62\xA7\x41\xFF\xA6\x6E\n", 8 } },
        { "utf-16le", { "\x60\x4F\x3D\xD8\xA9\xDC\x3D\xD8\n\0", 10 } },
        { "shift_jis", { "\x82\xB1\xB1\xFD\n", 5 } },
        { "windows-1252", { "\xE9t\xE9\n", 4 } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const decode_choice choice = choose_labelled(rows[i].label, (hp_span){ NULL, 0 });
        decode_converter *converter;
        hp_buf in = { 0 }, out = { 0 };
        for (size_t line = 0; line < 1000; line++)
            hp_buf_append(&in, rows[i].line);
        hp_span bytes = { in.ptr, in.len };
        assert_int_equal(decode_converter_open(&converter, &choice, NULL), HP_OK);
        assert_int_equal(decode_piece(converter, bytes, NULL, NULL, &out, NULL), HP_OK);
        size_t *offsets = calloc(out.len + 1, sizeof *offsets), count = 0, starts[64];
        for (size_t at = 0; at <= out.len; at++)
            if (at == out.len || ((unsigned char)out.ptr[at] & 0xC0) != 0x80)
                offsets[count++] = at;
        memcpy(starts, offsets, sizeof starts);
        assert_int_equal(decode_locate(converter, bytes, NULL, NULL, offsets, count, NULL), HP_OK);
        assert_number(rows[i].label, offsets[count - 1], in.len);
        for (size_t k = 0; k < COUNT(starts); k++) {
            size_t made = length_of_start(converter, bytes, offsets[k]);
            /* the two characters that some of Big5 stand for have one place */
            assert_true(made == starts[k] || (made < starts[k] && offsets[k] == offsets[k - 1]));
        }
        free(offsets);
        decode_converter_free(converter);
        hp_buf_free(&in);
        hp_buf_free(&out);
    }
}

/* Offsets of text that escapes and shifts come before, and behind the last character. */
static void offsets_of_what_is_missing(void **state)
{
    static const struct {
        const char *why, *label;
        hp_span bytes;
        size_t offset, found;
    } rows[] = {
        { "HZ: behind the shift", "hz", { "a~{Dc:C~}b", 10 }, 1, 3 },
        { "HZ: the second character", "hz", { "a~{Dc:C~}b", 10 }, 4, 5 },
        { "HZ: behind the shift back", "hz", { "a~{Dc:C~}b", 10 }, 7, 9 },
        { "behind the end", "hz", { "a~}", 3 }, 3, 3 },
        { "inside a character is its start", "gbk", { "\xC4\xE3\xBA\xC3", 4 }, 4, 2 },
        { "nothing", "gbk", { "", 0 }, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const decode_choice choice = choose_labelled(rows[i].label, (hp_span){ NULL, 0 });
        decode_converter *converter;
        size_t offset = rows[i].offset;
        assert_int_equal(decode_converter_open(&converter, &choice, NULL), HP_OK);
        assert_int_equal(decode_locate(converter, rows[i].bytes, NULL, NULL, &offset, 1, NULL), HP_OK);
        assert_number(rows[i].why, offset, rows[i].found);
        decode_converter_free(converter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_labels),
        cmocka_unit_test(every_name_is_found),
        cmocka_unit_test(widths),
        cmocka_unit_test(declarations),
        cmocka_unit_test(what_is_no_text),
        cmocka_unit_test(what_cannot_be_text),
        cmocka_unit_test(the_choice),
        cmocka_unit_test(text_far_from_the_start),
        cmocka_unit_test(a_declaration_is_evidence),
        cmocka_unit_test(unordered_names_follow_the_mark),
        cmocka_unit_test(conversion),
        cmocka_unit_test(pieces_are_the_whole),
        cmocka_unit_test(what_may_be_decoded),
        cmocka_unit_test(what_may_be_decoded_of_a_line),
        cmocka_unit_test(long_pieces),
        cmocka_unit_test(offsets_are_found),
        cmocka_unit_test(offsets_of_what_is_missing),
    };
    return cmocka_run_group_tests(tests, open_costs, close_costs);
}

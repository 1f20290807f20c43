/* spelling.c - the ways to write a syllable, folded to one. */
#include "test.h"

#include "reading/spelling.h"
#include "text/buffer.h"

/* Writes folded letters back as text: the letter, its tone by mark, its digit, a bar where a break is before it. */
static void spell(hp_span text, hp_buf *out)
{
    reading_letter letters[READING_LETTERS_MAX];
    size_t count;
    out->len = 0;
    if (!reading_parse_latin(text, letters, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        if (letters[i].flags & READING_LETTER_BREAK)
            buffer_format(out, "|");
        buffer_format(out, "%c", letters[i].c);
        if (letters[i].tone)
            buffer_format(out, "%u", letters[i].tone);
        if (letters[i].digit)
            buffer_format(out, "#%c", letters[i].digit);
    }
}

static void every_spelling_is_folded_to_one(void **state)
{
    static const struct {
        const char *why;
        hp_span text, want;
    } rows[] = {
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
        { "dots that say it goes on", SPAN("wǒ shì …"), SPAN("wo3|shi4") },
        { "an apostrophe for a lost mark", SPAN("fa'"), SPAN("fa") },
        { "a word in quotes is none", SPAN("'fa'"), SPAN("") },
        { "a variable is none", SPAN("a'"), SPAN("") },
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_is_folded_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

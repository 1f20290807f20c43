/* pinyin_line.c - see pinyin_line.h.
 *
 * The words of the line are matched one after the other, each to the characters of the other line that follow those of
 * the word before it; a word that fits nothing there may be skipped, and so may a character.
 * Worked: "Wǒ ài Zhōngguó." over "我爱中国。" → three words fit four characters.
 */
#include "annotation/pinyin_line.h"

#include "annotation/candidates.h"
#include "reading/syllable_match.h"
#include "text/characters.h"
#include "text/utf8.h"

#define HAN_MAX 512
#define SHARE 9 /* of ten */

struct characters {
    uint32_t cp[HAN_MAX];
    size_t count;
};

static bool is_word_part(uint32_t cp)
{
    return ((cp | 32) >= 'a' && (cp | 32) <= 'z') || (cp >= 0xC0 && cp <= 0x24F) || (cp >= 0x300 && cp <= 0x30F) ||
           cp == U'ɑ' || cp == U'ɡ' || cp == '\'' || cp == U'’' || (cp >= '0' && cp <= '5') || cp == U'ḿ';
}

static size_t decode_at(hp_span text, size_t at, uint32_t *cp)
{
    return utf8_decode((hp_span){ text.ptr + at, text.len - at }, cp);
}

bool annotation_is_pinyin_line(hp_span line)
{
    uint32_t cp;
    size_t n, letters = 0;
    bool toned = false;
    for (size_t at = 0; at < line.len; at += n) {
        n = decode_at(line, at, &cp);
        if (n == 0 || text_is_han(cp))
            return false;
        letters += is_word_part(cp);
        toned = toned || (cp >= 0xC0 && cp <= 0x30F) || (cp >= '1' && cp <= '4');
    }
    return toned && letters > 0;
}

static void read_characters(hp_span beside, struct characters *of)
{
    uint32_t cp;
    size_t n;
    of->count = 0;
    for (size_t at = 0; at < beside.len && of->count < HAN_MAX && (n = decode_at(beside, at, &cp)) > 0; at += n)
        if (text_is_han(cp))
            of->cp[of->count++] = cp;
}

/* How many characters from `from` on the word reads, all of it; 0 when it does not fit. */
static size_t match_word(const reading_table *readings, const reading_letter *letters, size_t count,
                         const struct characters *of, size_t from)
{
    for (size_t k = 1; k <= READING_BASE_MAX && from + k <= of->count; k++) {
        reading_base base = { .count = k };
        reading_match match;
        for (size_t i = 0; i < k; i++)
            base.cp[i] = of->cp[from + k - 1 - i];
        reading_match_latin(readings, READING_PINYIN, letters, count, &base, &match);
        if (match.grade != READING_GRADE_NONE && match.characters_read == k)
            return k;
    }
    return 0;
}

bool annotation_is_pinyin_of_line(const reading_table *readings, hp_span line, hp_span beside)
{
    struct characters of;
    size_t words = 0, fit = 0, read = 0, from = 0, at = 0;
    if (!annotation_is_pinyin_line(line))
        return false;
    read_characters(beside, &of);
    while (at < line.len) {
        uint32_t cp;
        size_t n, start = at, count;
        reading_letter letters[READING_LETTERS_MAX];
        while (at < line.len && (n = decode_at(line, at, &cp)) > 0 && is_word_part(cp))
            at += n;
        hp_span word = { line.ptr + start, at - start };
        if (word.len > 0 && reading_parse_latin(word, letters, &count)) {
            words++;
            size_t k = match_word(readings, letters, count, &of, from);
            for (size_t skip = 1; k == 0 && skip <= 2; skip++)
                if ((k = match_word(readings, letters, count, &of, from + skip)) > 0)
                    from += skip;
            fit += k > 0;
            read += k;
            from += k;
        } else if (word.len > 0)
            words++;
        if (at < line.len && (n = decode_at(line, at, &cp)) > 0 && !is_word_part(cp))
            at += n;
    }
    return read > 0 && 10 * fit >= SHARE * words && 10 * read >= SHARE * of.count;
}

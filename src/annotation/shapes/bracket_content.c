/* bracket_content.c - what stands inside a bracket: one reading, several, or readings that are labelled as such.
 *
 *     content  = item, separated by / , ， 、 ; ； | or 或
 *     item     = [label [:]] reading [the same reading's character]
 * Every item must fit the same base; when none is labelled, a comma may instead separate the parts of one reading.
 * Worked: "拼音：dú lì，注音：ㄉㄨˊ ㄌㄧˋ" over 独立 → toned, labelled; "jìn，动词" → no reading, it says more.
 */
#include <string.h>

#include "annotation/label_words.h"
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define ITEMS_MAX 6

static hp_span rest_from(hp_span text, const char *from)
{
    return (hp_span){ from, (size_t)(text.ptr + text.len - from) };
}

hp_span annotation_trim(hp_span text)
{
    uint32_t cp;
    size_t n;
    while ((n = utf8_decode(text, &cp)) > 0 && (text_is_inline_blank(cp) || text_is_invisible(cp)))
        text = (hp_span){ text.ptr + n, text.len - n };
    while ((n = annotation_decode_back(text.ptr, text.ptr + text.len, &cp)) > 0 &&
           (text_is_inline_blank(cp) || text_is_invisible(cp)))
        text.len -= n;
    return text;
}

static unsigned capital_notes(const reading_letter *letters, size_t count)
{
    size_t upper = 0;
    for (size_t i = 0; i < count; i++)
        upper += (letters[i].flags & READING_LETTER_UPPER) != 0;
    return (upper ? CONTEXT_CAPITAL : 0) | (upper == count && count > 1 ? CONTEXT_CAPS : 0);
}

static bool counts(const annotation_finder *finder, reading_system system)
{
    return finder->systems >> system & 1;
}

/* Tries the romanisations on folded letters, the commonest first. */
static void match_letters(const annotation_finder *finder, const reading_letter *letters, size_t count,
                          const reading_base *base, reading_match *match)
{
    static const reading_system order[] = { READING_PINYIN, READING_JYUTPING, READING_WADE };
    bool digits = false;
    *match = (reading_match){ 0 };
    for (size_t i = 0; i < count; i++)
        digits = digits || letters[i].digit;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        reading_match one;
        /* Outside pinyin only what has tone digits is told from names and words of other languages. */
        if (!counts(finder, order[i]) || (order[i] != READING_PINYIN && !digits))
            continue;
        reading_match_latin(finder->readings, order[i], letters, count, base, &one);
        if (order[i] != READING_PINYIN && one.grade != READING_GRADE_TONED)
            one.grade = READING_GRADE_NONE;
        bool is_spelled = match->is_spelled || one.is_spelled, toned = match->toned || one.toned;
        if (one.grade > match->grade || i == 0)
            *match = one;
        match->is_spelled = is_spelled;
        match->toned = toned;
        if (match->grade != READING_GRADE_NONE)
            break;
    }
}

static void match_zhuyin(const annotation_finder *finder, hp_span text, const reading_base *base, reading_match *match)
{
    reading_symbols symbols[READING_SYMBOLS_MAX];
    size_t count;
    *match = (reading_match){ 0 };
    if (counts(finder, READING_ZHUYIN) && reading_parse_zhuyin(text, symbols, &count))
        reading_match_zhuyin(finder->readings, symbols, count, base, match);
}

void annotation_read_reading(const annotation_finder *finder, hp_span text, const reading_base *base,
                             reading_match *match, unsigned *notes)
{
    reading_letter letters[READING_LETTERS_MAX];
    size_t count;
    if (reading_parse_latin(text, letters, &count)) {
        match_letters(finder, letters, count, base, match);
        *notes |= capital_notes(letters, count);
    } else
        match_zhuyin(finder, text, base, match);
}

/* As label_words.h; a colon must follow them, for they would be syllables otherwise. */
static const char *const latin_labels[] = { "hanyu pinyin", "pinyin",   "pin yin",   "zhuyin",    "bopomofo",
                                            "jyutping",     "mandarin", "cantonese", "putonghua", "py" };

/* The length of the Latin label, in capitals or not, that `text` starts with; 0 when there is none. */
static size_t latin_label_length(hp_span text)
{
    for (size_t i = 0; i < sizeof latin_labels / sizeof latin_labels[0]; i++) {
        size_t n = 0;
        for (const char *word = latin_labels[i]; n < text.len && word[n]; n++) {
            char c = text.ptr[n];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[n])
                break;
        }
        if (!latin_labels[i][n])
            return n;
    }
    return 0;
}

/* Takes a colon and blanks off the front; false when there was no colon. */
static bool take_colon(hp_span *text)
{
    uint32_t cp;
    *text = annotation_trim(*text);
    size_t n = utf8_decode(*text, &cp);
    if (n == 0 || (cp != ':' && cp != U'：' && cp != U'∶'))
        return false;
    *text = annotation_trim((hp_span){ text->ptr + n, text->len - n });
    return true;
}

/* Takes labels off the front of *text; true when there were any. */
static bool take_labels(hp_span *text)
{
    bool any = false;
    size_t n;
    while (text->len > 0) {
        hp_span after = *text;
        if ((n = annotation_label_length(*text)) > 0) {
            after = rest_from(after, after.ptr + n);
            (void)take_colon(&after);
        } else if ((n = latin_label_length(*text)) > 0) {
            after = rest_from(after, after.ptr + n);
            if (!take_colon(&after))
                break;
        } else
            break;
        *text = after;
        any = true;
    }
    return any;
}

/* Takes a homophone off the end: chēng成 glosses by both.  It must be read as what is before it, in whatever tone. */
static bool take_homophone(const annotation_finder *finder, hp_span *text)
{
    reading_letter letters[READING_LETTERS_MAX];
    reading_match match;
    uint32_t cp;
    size_t count, n = annotation_decode_back(text->ptr, text->ptr + text->len, &cp);
    if (n == 0 || !text_is_han(cp) || n == text->len)
        return false;
    reading_base one = { .cp = { cp }, .count = 1 };
    hp_span before = annotation_trim((hp_span){ text->ptr, text->len - n });
    if (!reading_parse_latin(before, letters, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        letters[i].tone = 0;
    reading_match_latin(finder->readings, READING_PINYIN, letters, count, &one, &match);
    if (match.grade == READING_GRADE_NONE)
        return false;
    *text = before;
    return true;
}

static bool is_separator(uint32_t cp)
{
    switch (cp) {
    case '/':
    case ',':
    case ';':
    case '|':
    case U'／':
    case U'，':
    case U'、':
    case U'；':
    case U'｜':
    case U'或':
        return true;
    default:
        return false;
    }
}

/* True where zhuyin starts behind a blank that something else is before: "guó ㄍㄨㄛˊ". */
static bool starts_zhuyin(hp_span before, hp_span rest)
{
    uint32_t cp, next;
    return utf8_decode(rest, &next) > 0 && text_is_zhuyin(next) &&
           annotation_decode_back(before.ptr, before.ptr + before.len, &cp) > 0 && !text_is_zhuyin(cp) &&
           !reading_is_zhuyin_mark(cp);
}

/* Cuts `content` at separators; 0 when there are too many items. */
static size_t split_items(hp_span content, hp_span items[ITEMS_MAX])
{
    size_t count = 0;
    const char *from = content.ptr;
    hp_span rest = content;
    while (rest.len > 0) {
        const char *at = rest.ptr;
        uint32_t cp;
        size_t n = utf8_decode(rest, &cp);
        if (n == 0)
            return 0;
        hp_span item = annotation_trim((hp_span){ from, (size_t)(at - from) });
        bool word = cp == U'或'; /* a label where an item starts, and in 或作 */
        size_t next = word && annotation_label_length(rest) > n ? 0 : n;
        rest = (hp_span){ rest.ptr + n, rest.len - n };
        bool blank = text_is_inline_blank(cp) && starts_zhuyin(item, rest);
        if ((!is_separator(cp) && !blank) || (word && item.len == 0))
            continue;
        if (count == ITEMS_MAX - 1)
            return 0;
        items[count++] = item;
        from = at + next;
    }
    items[count++] = annotation_trim((hp_span){ from, (size_t)(rest.ptr - from) });
    return count;
}

/* One reading whose parts stand apart by commas: "bú rù hǔxué，yāndé hǔzǐ". */
static void match_sequence(const annotation_finder *finder, const hp_span *items, size_t count,
                           const reading_base *base, reading_match *match)
{
    reading_letter letters[READING_LETTERS_MAX], part[READING_LETTERS_MAX];
    size_t total = 0, n;
    *match = (reading_match){ 0 };
    for (size_t i = 0; i < count; i++) {
        if (!reading_parse_latin(items[i], part, &n) || total + n > READING_LETTERS_MAX)
            return;
        part[0].flags |= READING_LETTER_BREAK;
        memcpy(letters + total, part, n * sizeof part[0]);
        total += n;
    }
    match_letters(finder, letters, total, base, match);
}

void annotation_read_content(const annotation_finder *finder, hp_span content, const reading_base *base,
                             reading_match *match, unsigned *notes, hp_span *reading)
{
    hp_span items[ITEMS_MAX];
    bool labelled = false;
    content = annotation_trim(content);
    *reading = content;
    annotation_read_reading(finder, content, base, match, notes);
    if (match->grade != READING_GRADE_NONE || match->is_spelled)
        return;
    size_t count = split_items(content, items);
    reading_match all = { 0 };
    for (size_t i = 0; i < count; i++) {
        reading_match one;
        bool label = take_labels(&items[i]);
        labelled = labelled || label;
        annotation_read_reading(finder, items[i], base, &one, notes);
        if (one.grade == READING_GRADE_NONE && !one.is_spelled && take_homophone(finder, &items[i]))
            annotation_read_reading(finder, items[i], base, &one, notes);
        if (i == 0) {
            all = one;
            *reading = items[i];
        }
        all.grade = one.grade < all.grade ? one.grade : all.grade;
        all.characters_read = one.characters_read > all.characters_read ? one.characters_read : all.characters_read;
        all.is_spelled = all.is_spelled && one.is_spelled;
        all.toned = all.toned && one.toned;
    }
    if (all.grade == READING_GRADE_NONE && !labelled && count > 1) {
        reading_match joined;
        match_sequence(finder, items, count, base, &joined);
        if (joined.grade == READING_GRADE_TONED) {
            all = joined;
            *reading = content;
        }
    }
    *match = all;
    if (count > 1 && reading->len < content.len)
        *notes |= CONTEXT_SEVERAL;
    if (labelled)
        *notes |= CONTEXT_LABEL;
}

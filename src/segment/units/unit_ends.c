/* unit_ends.c - where names, numbers, words, addresses, emoji and kana end; see unit_ends.h.
 *
 * What may look far ahead is bounded (NAME_MAX), so that the time is linear in the line whatever it holds.
 * Worked: "-26.95%，" from the 2 → behind the %; "2017-09-01的" → behind the 01; "http://a.cn/x?y=1。" → before 。.
 */
#include "segment/units/unit_ends.h"

#include <string.h>
#include <uchar.h>

#include "segment/units/web_address.h"
#include "text/utf8.h"

#define HOST_MAX 64u /* characters in the name of a host */
#define NAME_MAX 20u /* characters after the @ of a user's name */

size_t seg_name_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    size_t end = pos + 1;
    bool han = false;
    unsigned n = 0;
    seg_character h;
    for (h = seg_character_at(lex, run, end); h.len && n <= NAME_MAX; h = seg_character_at(lex, run, end), n++) {
        bool other = h.cell == SEG_CELL_HAN || h.cell == SEG_CELL_KANA || h.cell == SEG_CELL_HANGUL ||
                     (h.cp >= 0x3400 && h.cell >= SEG_FIRST_ID && h.cell < lex->ids &&
                      (lex->classes[h.cell] == SEG_HAN || lex->classes[h.cell] == SEG_NUMERAL));
        if (other && n > 0 && !han) /* @john说: the name has ended */
            break;
        if (!seg_is_word_character(h) && h.cp != '_' && !other && !(h.cp == '-' && n > 0))
            break;
        han = han || other;
        end += h.len;
    }
    if (n == 0 || n > NAME_MAX)
        return pos;
    if (han && h.len && h.cell != SEG_CELL_BLANK && h.cp != ':')
        return pos;
    while (run.ptr[end - 1] == '-')
        end--;
    return end;
}

/* The end of the digits at `pos`; *count gets their number. */
static size_t digits_end(const seg_lexicon *lex, hp_span run, size_t pos, unsigned *count)
{
    *count = 0;
    for (seg_character h = seg_character_at(lex, run, pos); h.cell == SEG_CELL_DIGIT;
         h = seg_character_at(lex, run, pos)) {
        pos += h.len;
        ++*count;
    }
    return pos;
}

/* The end of a date, 2017-09-01 or 2017/9/1, or `pos`. */
static size_t date_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    unsigned year, month, day;
    size_t end = digits_end(lex, run, pos, &year);
    seg_character mark = seg_character_at(lex, run, end);
    if (year != 4 || (mark.cp != '-' && mark.cp != '/' && mark.cp != '.'))
        return pos;
    end = digits_end(lex, run, end + mark.len, &month);
    seg_character again = seg_character_at(lex, run, end);
    if (month < 1 || month > 2 || again.cp != mark.cp)
        return pos;
    end = digits_end(lex, run, end + again.len, &day);
    return day < 1 || day > 2 ? pos : end;
}

/* What a run of letters and digits has been seen to hold. */
struct word_shape {
    unsigned letters, digits, points; /* points: what joins digits, and nothing else */
};

/* True when `mark`, between what `shape` tells of and `next`, is inside a word. */
static bool joins(const struct word_shape *shape, seg_character last, seg_character mark, seg_character next)
{
    bool letters = last.cell == SEG_CELL_LETTER && next.cell == SEG_CELL_LETTER;
    bool digits = last.cell == SEG_CELL_DIGIT && next.cell == SEG_CELL_DIGIT;
    if (!seg_is_word_character(next))
        return false;
    switch (mark.cp) {
    case '.':
    case '_':
        return true;
    case '-':
        return shape->letters || next.cell == SEG_CELL_LETTER;
    case ',':
    case ':':
        return digits && !shape->letters && (mark.len == 1) == (last.len == 1);
    case '\'':
    case U'’':
    case '&':
        return letters;
    default:
        return false;
    }
}

/* The end of the letters, digits and what joins them from `pos` on; *shape and *last, the last letter or digit, tell of
 * them. */
static size_t shape_end(const seg_lexicon *lex, hp_span run, size_t pos, struct word_shape *shape, seg_character *last)
{
    size_t end = pos;
    for (;;) {
        seg_character h = seg_character_at(lex, run, end);
        if (seg_is_word_character(h)) {
            shape->letters += h.cell == SEG_CELL_LETTER;
            shape->digits += h.cell == SEG_CELL_DIGIT;
            *last = h;
        } else if (!(h.cell == SEG_CELL_MARK && end > pos)) {
            if (!h.len || !joins(shape, *last, h, seg_character_at(lex, run, end + h.len)))
                return end;
            shape->points++;
        }
        end += h.len;
    }
}

/* The end of what belongs to the word that ends before `h` at `end`: C++, C#, B.C. */
static size_t tail_end(const seg_lexicon *lex, hp_span run, size_t end, const struct word_shape *shape,
                       seg_character last, seg_character h)
{
    if (last.cell == SEG_CELL_LETTER && h.cp == '+' && h.len == 1) {
        size_t plus = end + 1 + (end + 1 < run.len && run.ptr[end + 1] == '+');
        return seg_is_word_character(seg_character_at(lex, run, plus)) ? end : plus;
    }
    if (last.cell == SEG_CELL_LETTER && h.cp == '#' && !seg_is_word_character(seg_character_at(lex, run, end + h.len)))
        return end + h.len;
    if (h.cp == '.' && shape->points && shape->letters == shape->points + 1 && !shape->digits)
        return end + h.len;
    return end;
}

/* What a word of this shape is to the model. */
static uint16_t id_of_shape(const struct word_shape *shape)
{
    if (shape->letters)
        return shape->digits ? SEG_ID_CODE : shape->letters == 1 ? SEG_ID_LETTER : SEG_ID_LATIN;
    if (shape->points)
        return SEG_ID_DECIMAL;
    return shape->digits <= 2 ? SEG_ID_NUMBER : shape->digits == 4 ? SEG_ID_YEAR : SEG_ID_LONG;
}

size_t seg_word_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id)
{
    size_t end = date_end(lex, run, pos);
    struct word_shape shape = { 0, 0, 0 };
    seg_character last = { 0, 0, 0 };
    *id = SEG_ID_DECIMAL;
    if (end > pos && !seg_is_word_character(seg_character_at(lex, run, end)))
        return end;
    end = shape_end(lex, run, pos, &shape, &last);
    seg_character h = seg_character_at(lex, run, end);
    if (shape.letters == 0 && (h.cp == '%' || h.cp == U'‰')) {
        *id = SEG_ID_PERCENT;
        return end + h.len;
    }
    *id = id_of_shape(&shape);
    return tail_end(lex, run, end, &shape, last, h);
}

/* True for what the names of hosts and paths may be made of beyond ASCII. */
static bool is_address_character(const seg_lexicon *lex, seg_character h)
{
    bool han = h.cp >= 0x3400 && h.cell >= SEG_FIRST_ID && h.cell < lex->ids && lex->classes[h.cell] != SEG_BREAK;
    return han || seg_is_word_character(h) || h.cell == SEG_CELL_HAN || h.cell == SEG_CELL_KANA ||
           h.cell == SEG_CELL_HANGUL;
}

/* The end of the address whose host begins at `pos` and has other characters than ASCII's, or `pos`: https://例.网/路径. */
static size_t wide_address_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    size_t end = pos, dots = 0, n = 0;
    bool path = false;
    for (seg_character h = seg_character_at(lex, run, end); h.len; h = seg_character_at(lex, run, end)) {
        bool ascii = h.len == 1 && seg_is_address_byte((unsigned char)h.cp);
        if (!(ascii || is_address_character(lex, h)) || (!path && ++n > HOST_MAX))
            break;
        dots += !path && h.len == 1 && h.cp == '.';
        path = path || (h.len == 1 && strchr("/?#:", (int)h.cp));
        end += h.len;
    }
    while (end > pos && strchr(".,;:!?')]*", run.ptr[end - 1]))
        end--;
    return dots ? end : pos;
}

size_t seg_latin_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id)
{
    if ((unsigned char)run.ptr[pos] < 0x80) {
        size_t end = seg_mail_end(run, pos);
        if (end > pos) {
            *id = SEG_ID_ADDRESS;
            return end;
        }
    }
    size_t end = seg_word_end(lex, run, pos, id);
    bool scheme = run.len - end > 3 && memcmp(run.ptr + end, "://", 3) == 0;
    bool host = run.len - pos > 4 && end - pos > 4 && strncmp(run.ptr + pos, "www.", 4) == 0;
    if (scheme && (unsigned char)run.ptr[end + 3] >= 0x80) {
        size_t wide = wide_address_end(lex, run, end + 3);
        *id = wide > end + 3 ? SEG_ID_ADDRESS : *id;
        return wide > end + 3 ? wide : end;
    }
    if ((scheme && seg_is_address_byte((unsigned char)run.ptr[end + 3])) || host) {
        *id = SEG_ID_ADDRESS;
        return seg_address_end(run, scheme ? end + 3 : end);
    }
    return end;
}

size_t seg_emoji_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    seg_character h = seg_character_at(lex, run, pos);
    bool joined = true;
    if (h.cell == SEG_CELL_FLAG) {
        seg_character second = seg_character_at(lex, run, pos + h.len);
        return pos + h.len + (second.cell == SEG_CELL_FLAG ? second.len : 0);
    }
    for (; h.len; h = seg_character_at(lex, run, pos)) {
        if (h.cell == SEG_CELL_EMOJI && joined)
            joined = false;
        else if (h.cell == SEG_CELL_JOINER)
            joined = true;
        else if (h.cell != SEG_CELL_MARK)
            break;
        pos += h.len;
    }
    return pos;
}

/* U+30FC makes the vowel before it long, in either kana. */
#define LONG_VOWEL U'ー'

static bool is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x309F;
}

size_t seg_syllables_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    seg_character first = seg_character_at(lex, run, pos), h = first;
    while (h.len && h.cell == first.cell && (is_hiragana(h.cp) == is_hiragana(first.cp) || h.cp == LONG_VOWEL)) {
        pos += h.len;
        h = seg_character_at(lex, run, pos);
    }
    return pos;
}

/* The value of a Chinese digit, or -1: those that numbers are spelled with one by one, as in 二〇二〇. */
static int han_digit(uint32_t cp)
{
    static const char32_t digits[] = U"〇一二三四五六七八九";
    for (int i = 0; i < 10; i++)
        if (digits[i] == cp)
            return i;
    return cp == U'零' ? 0 : -1;
}

size_t seg_spelled_end(const seg_lexicon *lex, hp_span run, size_t pos, unsigned *count)
{
    bool zero = false;
    size_t end = pos;
    *count = 0;
    for (seg_character h = seg_character_at(lex, run, end); h.len && han_digit(h.cp) >= 0;
         h = seg_character_at(lex, run, end)) {
        zero = zero || h.cp == U'〇';
        end += h.len;
        ++*count;
    }
    return *count >= 4 || (zero && *count >= 2) ? end : pos;
}

bool seg_ends_amount(const seg_lexicon *lex, hp_span run, size_t pos)
{
    static const char units[] = "年月日号號时時分秒点點度岁歲个個元%)）％‰";
    uint32_t cp, unit;
    size_t n = utf8_decode_back(run.ptr, run.ptr + pos, &cp);
    hp_span left = { units, sizeof units - 1 };
    if (n == 0)
        return false;
    if (seg_is_word_character(seg_character_at(lex, run, pos - n)))
        return true;
    for (size_t used; (used = utf8_decode(left, &unit)) > 0; left.ptr += used, left.len -= used)
        if (unit == cp)
            return true;
    return false;
}

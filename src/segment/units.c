/* units.c - cuts a line into units, and units into clauses.
 *
 * Given valid UTF-8 it guarantees that every byte belongs to exactly one unit, that a unit holds whole code
 * points, and that no grain has to cut inside one:
 *
 *     他花了-26.95%，见http://a.cn/x?y=1。X-900和2017-09-01的iPhone15
 *     他|花|了|-26.95%|，   见|http://a.cn/x?y=1|。   X-900|和|2017-09-01|的|iPhone15
 *
 * A clause ends with the first unit of class SEG_BREAK, or when it has SEG_CLAUSE_MAX.  What may look far
 * ahead is bounded (NAME_MAX), so that the time is linear in the line whatever it holds.
 */
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/user_words.h"
#include "segment/web_address.h"
#include "text/bytes.h"
#include "text/checksum.h"
#include "text/utf8.h"

#define NAME_MAX 20u /* characters after the @ of a user's name */
#define PAD 4u

/* What stands at a place in the run. */
typedef struct {
    uint32_t cp; /* folded to its half-width form; 0 at the end */
    uint8_t len; /* bytes; 0 at the end */
    uint16_t cell;
} here;

/* The run is known to be valid, which makes decoding it plain arithmetic. */
static inline here look(const seg_lexicon *lex, hp_span run, size_t pos)
{
    const unsigned char *s = (const unsigned char *)run.ptr + pos;
    here h = { 0, 0, SEG_CELL_BREAK };
    if (pos >= run.len)
        return h;
    if (s[0] < 0x80) {
        h.cp = s[0];
        h.len = 1;
    } else if (s[0] < 0xE0) {
        h.cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
        h.len = 2;
    } else if (s[0] < 0xF0) {
        h.cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        h.len = 3;
    } else {
        h.cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 |
               (s[3] & 0x3F);
        h.len = 4;
    }
    h.cell = seg_lexicon_cell(lex, h.cp);
    if (h.cp >= 0xFF01 && h.cp <= 0xFF5E)
        h.cp -= 0xFEE0;
    return h;
}

static bool is_word(here h)
{
    return h.cell == SEG_CELL_DIGIT || h.cell == SEG_CELL_LETTER;
}

/* The end of the user's name whose @ is at `pos`, or `pos`.  A name in letters ends where they do; one with Han
 * ends at a blank, a colon or the end of the line, or is taken for running text. */
static size_t name_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    size_t end = pos + 1;
    bool han = false;
    unsigned n = 0;
    here h;
    for (h = look(lex, run, end); h.len && n <= NAME_MAX; h = look(lex, run, end), n++) {
        bool other = h.cell == SEG_CELL_HAN || h.cell == SEG_CELL_KANA || h.cell == SEG_CELL_HANGUL ||
                     (h.cp >= 0x3400 && h.cell >= SEG_FIRST_ID && h.cell < lex->ids &&
                      (lex->classes[h.cell] == SEG_HAN || lex->classes[h.cell] == SEG_NUMERAL));
        if (other && n > 0 && !han) /* @john说: the name has ended */
            break;
        if (!is_word(h) && h.cp != '_' && !other && !(h.cp == '-' && n > 0))
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
    for (here h = look(lex, run, pos); h.cell == SEG_CELL_DIGIT; h = look(lex, run, pos)) {
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
    here mark = look(lex, run, end);
    if (year != 4 || (mark.cp != '-' && mark.cp != '/' && mark.cp != '.'))
        return pos;
    end = digits_end(lex, run, end + mark.len, &month);
    here again = look(lex, run, end);
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
static bool joins(const struct word_shape *shape, here last, here mark, here next)
{
    bool letters = last.cell == SEG_CELL_LETTER && next.cell == SEG_CELL_LETTER;
    bool digits = last.cell == SEG_CELL_DIGIT && next.cell == SEG_CELL_DIGIT;
    if (!is_word(next))
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
    case 0x2019:
    case '&':
        return letters;
    default:
        return false;
    }
}

/* The end of the word of letters and digits at `pos`; *id gets what it is. */
static size_t word_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id)
{
    size_t end = date_end(lex, run, pos);
    struct word_shape shape = { 0, 0, 0 };
    here last = { 0, 0, 0 };
    *id = SEG_ID_DECIMAL;
    if (end > pos && !is_word(look(lex, run, end)))
        return end;
    end = pos;
    for (;;) {
        here h = look(lex, run, end);
        if (h.cell == SEG_CELL_MARK && end > pos) {
            end += h.len;
            continue;
        }
        if (is_word(h)) {
            shape.letters += h.cell == SEG_CELL_LETTER;
            shape.digits += h.cell == SEG_CELL_DIGIT;
            end += h.len;
            last = h;
            continue;
        }
        if (!h.len || !joins(&shape, last, h, look(lex, run, end + h.len)))
            break;
        shape.points++;
        end += h.len;
    }
    here h = look(lex, run, end);
    if (shape.letters == 0 && (h.cp == '%' || h.cp == 0x2030)) {
        *id = SEG_ID_PERCENT;
        return end + h.len;
    }
    if (last.cell == SEG_CELL_LETTER && h.cp == '+' && h.len == 1) {
        size_t plus = end + 1 + (end + 1 < run.len && run.ptr[end + 1] == '+');
        if (!is_word(look(lex, run, plus)))
            end = plus;
    } else if (last.cell == SEG_CELL_LETTER && h.cp == '#' && !is_word(look(lex, run, end + h.len)))
        end += h.len;
    else if (h.cp == '.' && shape.points && shape.letters == shape.points + 1 && !shape.digits)
        end += h.len; /* B.C. */
    if (shape.letters == 0)
        *id = shape.points        ? SEG_ID_DECIMAL
              : shape.digits <= 2 ? SEG_ID_NUMBER
              : shape.digits == 4 ? SEG_ID_YEAR
                                  : SEG_ID_LONG;
    else
        *id = shape.digits ? SEG_ID_CODE : shape.letters == 1 ? SEG_ID_LETTER : SEG_ID_LATIN;
    return end;
}

/* The end of the letters, digits or address at `pos`. */
static size_t latin_end(const seg_lexicon *lex, hp_span run, size_t pos, uint16_t *id)
{
    if ((unsigned char)run.ptr[pos] < 0x80) {
        size_t end = seg_mail_end(run, pos);
        if (end > pos) {
            *id = SEG_ID_ADDRESS;
            return end;
        }
    }
    size_t end = word_end(lex, run, pos, id);
    bool scheme = run.len - end > 3 && memcmp(run.ptr + end, "://", 3) == 0;
    bool host = run.len - pos > 4 && end - pos > 4 && strncmp(run.ptr + pos, "www.", 4) == 0;
    if ((scheme && seg_is_address_byte((unsigned char)run.ptr[end + 3])) || host) {
        *id = SEG_ID_ADDRESS;
        return seg_address_end(run, scheme ? end + 3 : end);
    }
    return end;
}

/* The end of the emoji at `pos`, with its marks and what is joined to it. */
static size_t emoji_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    here h = look(lex, run, pos);
    bool joined = true;
    if (h.cell == SEG_CELL_FLAG) {
        here second = look(lex, run, pos + h.len);
        return pos + h.len + (second.cell == SEG_CELL_FLAG ? second.len : 0);
    }
    for (; h.len; h = look(lex, run, pos)) {
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

/* A lexicon's word may hold Latin letters or digits, as 卡拉OK does: the id of such a unit, or 0. */
static uint16_t string_id(const seg_lexicon *lex, hp_span unit)
{
    char folded[8];
    uint64_t hash;
    size_t n = 0, low = 0, high = lex->string_count;
    for (size_t i = 0; i < unit.len; n++) {
        unsigned char c = (unsigned char)unit.ptr[i];
        if (n == sizeof folded)
            return 0;
        if (c == 0xEF && i + 2 < unit.len) {
            c = (unsigned char)((((unsigned)unit.ptr[i + 1] & 0x3F) << 6 | ((unsigned char)unit.ptr[i + 2] & 0x3F)) -
                                0xEE0);
            i += 2;
        }
        folded[n] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        i++;
    }
    hash = text_checksum((hp_span){ folded, n });
    while (low < high) {
        size_t mid = (low + high) / 2;
        const char *entry = lex->strings + 12 * mid;
        uint64_t at = bytes_u64(entry);
        if (at == hash) {
            uint16_t id = bytes_u16(entry + 8);
            return id < lex->ids ? id : 0;
        }
        if (at < hash)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

/* What the cells' kinds are when they make units of their own. */
static const struct {
    uint8_t id, class;
} alone[SEG_CELL_COUNT] = {
    [SEG_CELL_UNKNOWN] = { SEG_ID_SYMBOL, SEG_OTHER }, [SEG_CELL_BLANK] = { SEG_ID_BLANK, SEG_BREAK },
    [SEG_CELL_MARK] = { SEG_ID_SYMBOL, SEG_OTHER },    [SEG_CELL_EMOJI] = { SEG_ID_EMOJI, SEG_BREAK },
    [SEG_CELL_FLAG] = { SEG_ID_EMOJI, SEG_BREAK },     [SEG_CELL_JOINER] = { SEG_ID_SYMBOL, SEG_OTHER },
    [SEG_CELL_HAN] = { SEG_ID_HAN, SEG_HAN },          [SEG_CELL_KANA] = { SEG_ID_KANA, SEG_OTHER },
    [SEG_CELL_HANGUL] = { SEG_ID_HANGUL, SEG_OTHER },  [SEG_CELL_BREAK] = { SEG_ID_BREAK, SEG_BREAK },
    [SEG_CELL_SYMBOL] = { SEG_ID_SYMBOL, SEG_SYMBOL },
};

/* U+30FC makes the vowel before it long, in either kana. */
#define LONG_VOWEL 0x30FCu

static bool is_hiragana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x309F;
}

/* The end of the hiragana, katakana or hangul at `pos`. */
static size_t syllables_end(const seg_lexicon *lex, hp_span run, size_t pos)
{
    here first = look(lex, run, pos), h = first;
    while (h.len && h.cell == first.cell && (is_hiragana(h.cp) == is_hiragana(first.cp) || h.cp == LONG_VOWEL)) {
        pos += h.len;
        h = look(lex, run, pos);
    }
    return pos;
}

/* The value of a Chinese digit, or -1: those that numbers are spelled with one by one, as in 二〇二〇. */
static int han_digit(uint32_t cp)
{
    static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };
    for (int i = 0; i < 10; i++)
        if (digits[i] == cp)
            return i;
    return cp == 0x96F6 ? 0 : -1;
}

/* The end of the number spelled digit by digit at `pos`: four digits and more, or two and more with 〇.  `pos` when
 * there is none. */
static size_t spelled_end(const seg_lexicon *lex, hp_span run, size_t pos, unsigned *count)
{
    bool zero = false;
    size_t end = pos;
    *count = 0;
    for (here h = look(lex, run, end); h.len && han_digit(h.cp) >= 0; h = look(lex, run, end)) {
        zero = zero || h.cp == 0x3007;
        end += h.len;
        ++*count;
    }
    return *count >= 4 || (zero && *count >= 2) ? end : pos;
}

/* True when what ends at `pos` may begin a range, as in 3-5, 5%-10% or 8月-9月: a sign after it is a dash. */
static bool ends_amount(const seg_lexicon *lex, hp_span run, size_t pos)
{
    static const char units[] = "年月日号號时時分秒点點度岁歲个個元%)）％‰";
    uint32_t cp, unit;
    size_t n = utf8_decode_back(run.ptr, run.ptr + pos, &cp);
    hp_span left = { units, sizeof units - 1 };
    if (n == 0)
        return false;
    if (is_word(look(lex, run, pos - n)))
        return true;
    for (size_t used; (used = utf8_decode(left, &unit)) > 0; left.ptr += used, left.len -= used)
        if (unit == cp)
            return true;
    return false;
}

/* Reads the unit at `pos`, which begins with `h`, into id, lid, kind; returns its end. */
static size_t read_special(const seg_lexicon *lex, hp_span run, size_t pos, here h, uint16_t *id, uint16_t *lid,
                           uint8_t *kind)
{
    size_t end = pos + h.len;
    *lid = 0;
    if (h.cp == '@') {
        end = name_end(lex, run, pos);
        if (end > pos) {
            *id = SEG_ID_ADDRESS;
            *kind = SEG_LATIN;
            return end;
        }
        end = pos + h.len;
    }
    bool is_signed = (h.cp == '-' || h.cp == '+' || h.cp == 0x2212) && look(lex, run, end).cell == SEG_CELL_DIGIT &&
                     !ends_amount(lex, run, pos);
    if (is_word(h) || is_signed) {
        end = is_signed ? word_end(lex, run, end, id) : latin_end(lex, run, pos, id);
        *kind = *id <= SEG_ID_PERCENT ? SEG_NUMBER : SEG_LATIN;
        *lid = string_id(lex, (hp_span){ run.ptr + pos, end - pos });
        return end;
    }
    if (h.cell == SEG_CELL_KANA || h.cell == SEG_CELL_HANGUL)
        end = syllables_end(lex, run, pos);
    if (h.cell == SEG_CELL_EMOJI || h.cell == SEG_CELL_FLAG) {
        *id = SEG_ID_EMOJI;
        *kind = SEG_BREAK;
        return emoji_end(lex, run, pos);
    }
    if (h.cell < SEG_FIRST_ID || h.cell >= lex->ids) {
        *id = h.cell < SEG_CELL_COUNT ? alone[h.cell].id : SEG_ID_SYMBOL;
        *kind = h.cell < SEG_CELL_COUNT ? alone[h.cell].class : SEG_OTHER;
    } else {
        *id = *lid = h.cell;
        *kind = (uint8_t)lex->classes[h.cell];
    }
    here next = look(lex, run, end);
    if (h.cell == SEG_CELL_BLANK ||
        (next.cp == h.cp && h.cp &&
         (h.cp == 0x2026 || h.cp == 0x2014 || h.cp == 0x2500 || strchr(".-=*~_·", (int)(h.cp < 0x80 ? h.cp : '!'))))) {
        for (; next.len && (h.cell == SEG_CELL_BLANK ? next.cell == SEG_CELL_BLANK : next.cp == h.cp);
             next = look(lex, run, end))
            end += next.len;
        if (h.cell != SEG_CELL_BLANK)
            *id = SEG_ID_REPEAT;
        *kind = SEG_BREAK;
        *lid = 0;
    }
    return end;
}

/* Reads the unit at `at` into place n; returns its end. */
static size_t read_unit(seg_clause *c, const seg_lexicon *lex, hp_span run, size_t at, size_t n)
{
    here h = look(lex, run, at);
    if (h.cell >= SEG_FIRST_ID && h.cp >= 0x3400 && h.cell < lex->ids) {
        unsigned digits;
        c->id[n] = c->lid[n] = h.cell;
        c->kind[n] = (uint8_t)lex->classes[h.cell];
        if (c->kind[n] != SEG_NUMERAL || (n > 0 && c->kind[n - 1] == SEG_NUMERAL))
            return at + h.len;
        size_t end = spelled_end(lex, run, at, &digits);
        if (end == at)
            return at + h.len;
        c->id[n] = digits == 4 ? SEG_ID_YEAR : SEG_ID_LONG;
        c->lid[n] = 0;
        c->kind[n] = SEG_NUMBER;
        return end;
    }
    return read_special(lex, run, at, h, &c->id[n], &c->lid[n], &c->kind[n]);
}

/* Past the marks at `at`, which belong to the unit before them. */
static size_t skip_marks(const seg_lexicon *lex, hp_span run, size_t at)
{
    here h = look(lex, run, at);
    while (h.len && (h.cell == SEG_CELL_MARK || h.cell == SEG_CELL_JOINER)) {
        at += h.len;
        h = look(lex, run, at);
    }
    return at;
}

/* Notes where the user wants words to end in what begins at `at`, and drops what has been passed. */
static void note_stops(seg_clause *c, const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < c->stop_count; i++)
        if (c->stops[i] > at)
            c->stops[kept++] = c->stops[i];
    c->stop_count = kept;
    seg_user_words_stops(words, lex, run, at, c->stops, &c->stop_count);
}

static bool is_stop(const seg_clause *c, size_t at)
{
    for (unsigned i = 0; i < c->stop_count; i++)
        if (c->stops[i] == at)
            return true;
    return false;
}

/* The user's part in the unit at `at`: true when one of his words was read as a unit that ends at *end, or when
 * the clause ends here, *end being `at`. */
static bool read_users(seg_clause *c, const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at,
                       size_t n, size_t *end)
{
    c->tag[n] = 0;
    *end = at;
    if (n > 0 && is_stop(c, at))
        return true;
    note_stops(c, words, lex, run, at);
    size_t length = seg_user_words_match(words, lex, run, at, &c->tag[n]);
    if (length == 0)
        return false;
    c->id[n] = SEG_ID_SYMBOL;
    c->lid[n] = 0;
    c->kind[n] = SEG_BREAK;
    *end = at + length;
    return true;
}

/* Reads plain Han characters from *at on, as many as come and have room, into places n and on; returns how many
 * units there are then.  This is most of most texts, so it takes the short way: three bytes from E4 to E9, in
 * the lexicon. */
static size_t read_han(seg_clause *c, const seg_lexicon *lex, hp_span run, size_t *at, size_t n)
{
    const unsigned char *s = (const unsigned char *)run.ptr;
    size_t pos = *at;
    for (; pos + 3 <= run.len && n + 2 < c->cap && n < SEG_CLAUSE_MAX; pos += 3, n++) {
        if (s[pos] < 0xE4 || s[pos] > 0xE9)
            break;
        uint16_t cell = seg_lexicon_cell(lex, (uint32_t)(s[pos] & 0x0F) << 12 | (uint32_t)(s[pos + 1] & 0x3F) << 6 |
                                                  (s[pos + 2] & 0x3F));
        if (cell < SEG_FIRST_ID || cell >= lex->ids || lex->classes[cell] != SEG_HAN)
            break;
        c->start[n] = (uint32_t)pos;
        c->id[n] = c->lid[n] = cell;
        c->kind[n] = SEG_HAN;
    }
    *at = pos;
    return n;
}

/* Marks begin with a byte of 0xCC or more, but never with those of the common ideographs. */
static bool may_be_mark(hp_span run, size_t at)
{
    unsigned char c = at < run.len ? (unsigned char)run.ptr[at] : 0;
    return c >= 0xCC && (c < 0xE4 || c > 0xE9);
}

/* Starts a clause behind the unit `left`. */
static void begin(seg_clause *c, uint16_t left)
{
    c->n = 0;
    c->id[-2] = 0;
    c->kind[-2] = SEG_NONE;
    c->id[-1] = left;
    c->kind[-1] = left ? SEG_BREAK : SEG_NONE;
}

/* Ends a clause of n units at `at`. */
static void finish(seg_clause *c, size_t n, size_t at)
{
    c->n = n;
    c->start[n] = (uint32_t)at;
    c->id[n] = c->id[n + 1] = 0;
    c->kind[n] = c->kind[n + 1] = SEG_NONE;
}

bool seg_clause_read(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words, hp_span run, size_t *pos,
                     uint16_t *left)
{
    size_t at = *pos, n = 0, end;
    bool done = false;
    if (at >= run.len || (!c->cap && !seg_clause_grow(c)))
        return false;
    if (at == 0)
        c->stop_count = 0;
    begin(c, *left);
    while (!done && n < SEG_CLAUSE_MAX) {
        if (!words)
            n = read_han(c, lex, run, &at, n);
        if (n > 0 && may_be_mark(run, at))
            at = skip_marks(lex, run, at);
        if (at >= run.len || n == SEG_CLAUSE_MAX)
            break;
        if (n + 2 >= c->cap) {
            c->n = n;
            if (!seg_clause_grow(c)) {
                seg_clause_free(c);
                return false;
            }
        }
        c->start[n] = (uint32_t)at;
        if (!words || !read_users(c, words, lex, run, at, n, &end))
            end = read_unit(c, lex, run, at, n);
        else if (end == at)
            break;
        done = c->kind[n++] == SEG_BREAK;
        at = end;
    }
    if (done && may_be_mark(run, at))
        at = skip_marks(lex, run, at);
    finish(c, n, at);
    *left = done ? c->id[n - 1] : 0;
    *pos = at;
    return true;
}

/* units.c - cuts a line into units, and units into clauses.
 *
 * Given valid UTF-8 it guarantees that every byte belongs to exactly one unit, that a unit holds whole code
 * points, and that no grain has to cut inside one:
 *
 *     他花了-26.95%，见http://a.cn/x?y=1。X-900和2017-09-01的iPhone15
 *     他|花|了|-26.95%|，   见|http://a.cn/x?y=1|。   X-900|和|2017-09-01|的|iPhone15
 *
 * A clause ends with the first unit of class SEG_BREAK, or when it has SEG_CLAUSE_MAX.  The time is
 * linear in the line whatever it holds (unit_ends.c).
 */
#include <stdlib.h>
#include <string.h>

#include "segment/clause.h"
#include "segment/sections.h"
#include "segment/units/unit_ends.h"
#include "segment/user_words.h"
#include "text/bytes.h"
#include "text/map/checksum.h"
#include "text/utf8.h"

#define DOTTED_MAX 8u /* letters in a name such as .NET */

/* A lexicon's word may hold Latin letters or digits, as 卡拉OK does: the id of such a unit, or 0. */
static uint16_t string_id(const seg_lexicon *lex, hp_span unit)
{
    char folded[8];
    uint64_t hash;
    const char *first = lex->strings;
    size_t n = 0, count = lex->string_count;
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
    while (count > 1) { /* the last that is not greater: where to go on no branch could foresee */
        const char *middle = first + 12 * (count / 2);
        first = bytes_u64(middle) <= hash ? middle : first;
        count -= count / 2;
    }
    if (count == 0 || bytes_u64(first) != hash)
        return 0;
    uint16_t id = bytes_u16(first + 8);
    return id < lex->ids ? id : 0;
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

/* A unit as read: what it is, and where it ends. */
struct unit {
    uint16_t model_id, lexicon_id;
    uint8_t class;
    size_t end;
};

/* Punctuation that stands alone whatever is beside it. */
static bool is_plain_break(uint32_t cp)
{
    switch (cp) {
    case U'、':
    case U'。':
    case U'〈':
    case U'〉':
    case U'《':
    case U'》':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'！':
    case U'（':
    case U'）':
    case U'，':
    case U'：':
    case U'；':
    case U'？':
    case U'‘':
    case U'’':
    case U'“':
    case U'”':
        return true;
    default:
        return false;
    }
}

/* True for ASCII's. */
static bool is_plain_letter(char c)
{
    return ((unsigned char)c | 0x20u) - 'a' < 26;
}

static bool is_plain_digit(char c)
{
    return (unsigned char)c - (unsigned)'0' < 10;
}

/* True where a word of ASCII letters and digits ends before `at`, whatever it is: before a common ideograph, a blank,
 * brackets, and marks that join nothing, and at the end of the run. */
static bool ends_plain_word(hp_span run, size_t at)
{
    const unsigned char *s = (const unsigned char *)run.ptr + at;
    if (at >= run.len || (s[0] >= 0xE4 && s[0] <= 0xE9))
        return true;
    if (s[0] < 0x80)
        return s[0] && strchr(" ()\"<>;=", s[0]);
    uint32_t cp = s[0] == 0xE3 || s[0] == 0xEF ? (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu) : 0;
    return is_plain_break(cp);
}

/* The end of the ASCII letters and digits at `pos` if they are a word for themselves, which most are, and what it is;
 * else `pos`. */
static size_t plain_word_end(hp_span run, size_t pos, uint16_t *id)
{
    size_t end = pos, letters = 0;
    for (; end < run.len; end++) {
        bool is_letter = is_plain_letter(run.ptr[end]);
        if (!is_letter && !is_plain_digit(run.ptr[end]))
            break;
        letters += is_letter;
    }
    size_t digits = end - pos - letters;
    if (end == pos || !ends_plain_word(run, end))
        return pos;
    if (letters)
        *id = digits ? SEG_ID_CODE : letters == 1 ? SEG_ID_LETTER : SEG_ID_LATIN;
    else
        *id = digits <= 2 ? SEG_ID_NUMBER : digits == 4 ? SEG_ID_YEAR : SEG_ID_LONG;
    return end;
}

/* The number, word or address at `pos`, whose sign, if it has one, is the character before `from`. */
static struct unit read_word(const seg_lexicon *lex, hp_span run, size_t pos, size_t from)
{
    uint16_t id;
    size_t end = plain_word_end(run, from, &id);
    if (end == from)
        end = from > pos ? seg_word_end(lex, run, from, &id) : seg_latin_end(lex, run, pos, &id);
    return (struct unit){ .model_id = id,
                          .lexicon_id = string_id(lex, (hp_span){ run.ptr + pos, end - pos }),
                          .class = id <= SEG_ID_PERCENT ? SEG_NUMBER : SEG_LATIN,
                          .end = end };
}

/* Marks of which several in a row are one unit. */
static bool is_repeatable(uint32_t cp)
{
    return cp < 0x80 ? cp && strchr(".-=*~_", (int)cp) : cp == U'…' || cp == U'—' || cp == U'─';
}

/* The unit of one character `h` at `pos`, of several blanks or repeated marks, or of syllables. */
static struct unit read_character(const seg_lexicon *lex, hp_span run, size_t pos, seg_character h)
{
    struct unit unit = { .model_id = SEG_ID_SYMBOL, .class = SEG_OTHER, .end = pos + h.len };
    if (h.cell == SEG_CELL_KANA || h.cell == SEG_CELL_HANGUL)
        unit.end = seg_syllables_end(lex, run, pos);
    if (h.cell >= SEG_FIRST_ID && h.cell < lex->ids) {
        unit.model_id = unit.lexicon_id = h.cell;
        unit.class = (uint8_t)lex->classes[h.cell];
    } else if (h.cell < SEG_CELL_COUNT) {
        unit.model_id = alone[h.cell].id;
        unit.class = alone[h.cell].class;
    }
    bool blank = h.cell == SEG_CELL_BLANK;
    seg_character next = seg_character_at(lex, run, unit.end);
    if (!blank && !(next.cp == h.cp && is_repeatable(h.cp)))
        return unit;
    for (; next.len && (blank ? next.cell == SEG_CELL_BLANK : next.cp == h.cp);
         next = seg_character_at(lex, run, unit.end))
        unit.end += next.len;
    if (!blank)
        unit.model_id = SEG_ID_REPEAT;
    unit.class = SEG_BREAK;
    unit.lexicon_id = 0;
    return unit;
}

/* True when the point at `pos` begins a name in capitals, .NET. */
static bool begins_dotted(const seg_lexicon *lex, hp_span run, size_t pos)
{
    uint32_t before = 0;
    size_t n = utf8_decode_back(run.ptr, run.ptr + pos, &before), capitals = 0;
    while (pos + 1 + capitals < run.len && run.ptr[pos + 1 + capitals] >= 'A' && run.ptr[pos + 1 + capitals] <= 'Z')
        if (++capitals > DOTTED_MAX)
            return false;
    return capitals > 1 && !seg_is_word_character(seg_character_at(lex, run, pos + 1 + capitals)) &&
           (n == 0 || (before != '.' && !seg_is_word_character(seg_character_at(lex, run, pos - n))));
}

/* The unit at `pos`, which begins with `h`, not a Han character of the lexicon. */
static struct unit read_special(const seg_lexicon *lex, hp_span run, size_t pos, seg_character h)
{
    size_t end = pos + h.len, name = h.cp == '@' ? seg_name_end(lex, run, pos) : pos;
    if (name > pos)
        return (struct unit){ .model_id = SEG_ID_ADDRESS, .class = SEG_LATIN, .end = name };
    if (seg_is_word_character(h))
        return read_word(lex, run, pos, pos);
    if ((h.cp == '-' || h.cp == '+' || h.cp == U'−') && seg_character_at(lex, run, end).cell == SEG_CELL_DIGIT &&
        !seg_ends_amount(lex, run, pos))
        return read_word(lex, run, pos, end);
    if (h.cp == '.' && h.len == 1 && begins_dotted(lex, run, pos))
        return read_word(lex, run, pos, end);
    if (h.cell == SEG_CELL_EMOJI || h.cell == SEG_CELL_FLAG)
        return (struct unit){ .model_id = SEG_ID_EMOJI, .class = SEG_BREAK, .end = seg_emoji_end(lex, run, pos) };
    return read_character(lex, run, pos, h);
}

/* Puts the unit into place n; returns its end. */
static size_t put_unit(seg_clause *c, size_t n, struct unit unit)
{
    c->model_id[n] = unit.model_id;
    c->lexicon_id[n] = unit.lexicon_id;
    c->class[n] = unit.class;
    c->has_symbol |= unit.class == SEG_SYMBOL;
    return unit.end;
}

/* Reads the unit at `at` into place n of the clause that begins at place `first`; returns its end. */
static size_t read_unit(seg_clause *c, const seg_lexicon *lex, hp_span run, size_t at, size_t n, size_t first)
{
    if (is_plain_letter(run.ptr[at]) || is_plain_digit(run.ptr[at]))
        return put_unit(c, n, read_word(lex, run, at, at));
    seg_character h = seg_character_at(lex, run, at);
    if (h.cell >= SEG_FIRST_ID && h.cp >= 0x3400 && h.cell < lex->ids) {
        unsigned digits;
        c->model_id[n] = c->lexicon_id[n] = h.cell;
        c->class[n] = (uint8_t)lex->classes[h.cell];
        if (c->class[n] != SEG_NUMERAL || c->by_character || (n > first && c->class[n - 1] == SEG_NUMERAL))
            return at + h.len;
        size_t end = seg_spelled_end(lex, run, at, &digits);
        if (end == at)
            return at + h.len;
        c->model_id[n] = digits == 4 ? SEG_ID_YEAR : SEG_ID_LONG;
        c->lexicon_id[n] = 0;
        c->class[n] = SEG_NUMBER;
        return end;
    }
    return put_unit(c, n, read_special(lex, run, at, h));
}

/* Past the marks at `at`, which belong to the unit before them. */
static size_t skip_marks(const seg_lexicon *lex, hp_span run, size_t at)
{
    seg_character h = seg_character_at(lex, run, at);
    while (h.len && (h.cell == SEG_CELL_MARK || h.cell == SEG_CELL_JOINER)) {
        at += h.len;
        h = seg_character_at(lex, run, at);
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

/* The run up to the first place behind `at` where the user wants a word to end. */
static hp_span up_to_stop(const seg_clause *c, hp_span run, size_t at)
{
    for (unsigned i = 0; i < c->stop_count; i++)
        if (c->stops[i] > at && c->stops[i] < run.len)
            run.len = c->stops[i];
    return run;
}

/* The user's part in the unit at `at`: true when one of his words was read as a unit that ends at *end, or when
 * the clause ends here, *end being `at`. */
static bool read_users(seg_clause *c, const seg_user_words *words, const seg_lexicon *lex, hp_span run, size_t at,
                       size_t n, size_t first, size_t *end)
{
    c->tag[n] = 0;
    *end = at;
    if (n > first && is_stop(c, at))
        return true;
    note_stops(c, words, lex, run, at);
    size_t length = seg_user_words_match(words, lex, run, at, &c->tag[n]);
    if (length == 0)
        return false;
    c->model_id[n] = SEG_ID_SYMBOL;
    c->lexicon_id[n] = 0;
    c->class[n] = SEG_BREAK;
    *end = at + length;
    return true;
}

/* The parts of a lexicon that say what characters are: a copy, so that they stay in registers whatever is written. */
struct parts {
    const char *pages, *cells, *classes;
    uint32_t cell_pages, ids;
};

/* The id of the character of three bytes at `s`, if it begins with E4 to E9 and the lexicon has it; 0 otherwise. */
static inline uint32_t id_of_han(const struct parts *lex, const unsigned char *s, const unsigned char *end)
{
    if (end - s < 3 || (unsigned)(*s - 0xE4) > 0xE9 - 0xE4)
        return 0;
    uint32_t middle = s[1] & 0x3F, page = bytes_u16(lex->pages + 2 * ((*s & 0x0Fu) << 4 | middle >> 2));
    uint32_t place = page << 8 | (middle & 3) << 6 | (s[2] & 0x3F);
    uint32_t cell = page < lex->cell_pages ? bytes_u16(lex->cells + 2 * (size_t)place) : 0;
    return cell - SEG_FIRST_ID < lex->ids - SEG_FIRST_ID ? cell : 0;
}

/* Reads plain Han characters from *at on, as many as come and have room before place `most`, into places n and on;
 * returns the place behind them.  This is most of most texts, so it takes the short way: three bytes from E4 to E9, in
 * the lexicon.  A numeral before a Han character of another kind is a unit, too. */
static size_t read_han(seg_clause *c, const seg_lexicon *lex, hp_span run, size_t *at, size_t n, size_t most)
{
    const struct parts parts = { lex->pages, lex->cells, lex->classes, lex->cell_pages, lex->ids };
    const unsigned char *begin = (const unsigned char *)run.ptr, *s = begin + *at, *end = begin + run.len;
    const size_t room = c->cap - 2 < most ? c->cap - 2 : most;
    uint32_t *start = c->start, id;
    uint16_t *model_id = c->model_id, *lexicon_id = c->lexicon_id;
    uint8_t *classes = c->class;
    for (; n < room && (id = id_of_han(&parts, s, end)); s += 3, n++) {
        uint8_t class = (uint8_t)parts.classes[id];
        if (class != SEG_HAN) {
            uint32_t next = id_of_han(&parts, s + 3, end);
            if (class != SEG_NUMERAL || !next || parts.classes[next] != SEG_HAN)
                break;
        }
        start[n] = (uint32_t)(s - begin);
        model_id[n] = lexicon_id[n] = (uint16_t)id;
        classes[n] = class;
    }
    *at = (size_t)(s - begin);
    return n;
}

/* Reads a plain break at *at into place n; false when it is none. */
static bool read_break(seg_clause *c, const seg_lexicon *lex, hp_span run, size_t *at, size_t n)
{
    const unsigned char *s = (const unsigned char *)run.ptr + *at;
    if (run.len - *at < 3 || (s[0] != 0xEF && s[0] != 0xE3 && s[0] != 0xE2))
        return false;
    uint32_t cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    uint16_t cell = seg_lexicon_cell(lex, cp);
    if (!is_plain_break(cp) || cell < SEG_FIRST_ID || cell >= lex->ids || lex->classes[cell] != SEG_BREAK)
        return false;
    c->start[n] = (uint32_t)*at;
    c->model_id[n] = c->lexicon_id[n] = cell;
    c->class[n] = SEG_BREAK;
    *at += 3;
    return true;
}

/* Marks begin with a byte of 0xCC or more, but never with those of the common ideographs. */
static bool may_be_mark(hp_span run, size_t at)
{
    unsigned char c = at < run.len ? (unsigned char)run.ptr[at] : 0;
    return c >= 0xCC && (c < 0xE4 || c > 0xE9);
}

/* Starts a clause at place `first`, behind the unit `left`. */
static void start_clause(seg_clause *c, size_t first, uint16_t left)
{
    uint16_t *model_id = c->model_id + first, *lexicon_id = c->lexicon_id + first;
    uint8_t *class = c->class + first, *edge = c->edge + first;
    c->n = first;
    c->has_symbol = false;
    c->is_even = true;
    model_id[-2] = 0;
    model_id[-1] = left;
    lexicon_id[-2] = lexicon_id[-1] = 0;
    class[-2] = SEG_NONE;
    class[-1] = left ? SEG_BREAK : SEG_NONE;
    edge[-2] = SEG_EDGE_BETWEEN;
    edge[-1] = SEG_EDGE_BEGIN;
}

/* Ends the clause that begins at place `first`, before place n, at `at`. */
static void end_clause(seg_clause *c, size_t first, size_t n, size_t at)
{
    c->n = n;
    c->start[n] = (uint32_t)at;
    c->is_even = c->is_even && at - c->start[first] == 3 * (n - first); /* marks are of the unit before */
    c->model_id[n] = c->model_id[n + 1] = 0;
    c->lexicon_id[n] = c->lexicon_id[n + 1] = 0;
    c->class[n] = c->class[n + 1] = SEG_NONE;
    memset(c->edge + first, SEG_EDGE_NONE, 16); /* arrays may be written so far beyond their ends */
    for (size_t i = first + 16; i < n; i += 8)
        memset(c->edge + i, SEG_EDGE_NONE, 8);
    c->edge[n] = c->class[n - 1] == SEG_BREAK ? SEG_EDGE_BREAK_END : SEG_EDGE_END;
}

bool seg_clause_read(seg_clause *c, const seg_lexicon *lex, const seg_user_words *words, hp_span run, size_t *pos,
                     uint16_t *left)
{
    return seg_clause_read_at(c, 0, lex, words, run, pos, left);
}

bool seg_clause_read_at(seg_clause *c, size_t first, const seg_lexicon *lex, const seg_user_words *words, hp_span run,
                        size_t *pos, uint16_t *left)
{
    size_t at = *pos, n = first, end, most = first + SEG_CLAUSE_MAX;
    bool done = false;
    if (at >= run.len || (!c->cap && !seg_clause_grow(c)))
        return false;
    if (at == 0)
        c->stop_count = 0;
    start_clause(c, first, *left);
    while (!done && n < most) {
        if (!words)
            n = read_han(c, lex, run, &at, n, most);
        done = !words && n < most && n + 2 < c->cap && read_break(c, lex, run, &at, n);
        if (done) {
            n++;
            break;
        }
        if (n > first && may_be_mark(run, at))
            at = skip_marks(lex, run, at);
        if (at >= run.len || n == most)
            break;
        if (n + 2 >= c->cap) {
            c->n = n;
            if (!seg_clause_grow(c)) {
                seg_clause_free(c);
                return false;
            }
        }
        c->start[n] = (uint32_t)at;
        if (!words || !read_users(c, words, lex, run, at, n, first, &end))
            end = read_unit(c, lex, words ? up_to_stop(c, run, at) : run, at, n, first);
        else if (end == at)
            break;
        c->is_even = c->is_even && end - at == 3;
        done = c->class[n++] == SEG_BREAK;
        at = end;
    }
    if (done && may_be_mark(run, at))
        at = skip_marks(lex, run, at);
    end_clause(c, first, n, at);
    *left = done ? c->model_id[n - 1] : 0;
    *pos = at;
    return true;
}

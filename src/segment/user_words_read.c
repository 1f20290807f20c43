/* user_words_read.c - a file of the user's words; its form is in user_words.h.
 *
 * Worked: "台中市政府 TAB 200 TAB nt" is five units with a frequency; without one its cost is just below that of the
 * cheapest other way to read it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "segment/sections.h"
#include "segment/user_words.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"
#include "text/utf8.h"

/* One line of a file, taken apart. */
struct entry {
    char text[4 * SEG_USER_LENGTH_MAX + 4]; /* the word, without marks and escapes */
    size_t length;
    uint64_t stops;
    double frequency; /* below 0: none given */
    hp_span tag;
    bool always;
};

static bool is_digits(hp_span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0 && s.len < 12;
}

static double digits_value(hp_span s)
{
    double n = 0;
    for (size_t i = 0; i < s.len; i++)
        n = 10 * n + (s.ptr[i] - '0');
    return n;
}

/* Takes what stands behind the last `by` off the end of *line; false, with *line as it was, when there is none. */
static bool take_last(hp_span *line, char by, hp_span *field)
{
    size_t at = line->len;
    while (at > 0 && line->ptr[at - 1] != by)
        at--;
    if (at < 2 || at == line->len)
        return false;
    *field = (hp_span){ line->ptr + at, line->len - at };
    line->len = at - 1;
    return true;
}

static bool is_tag(const seg_lexicon *lex, hp_span field)
{
    for (uint32_t i = 1; i < lex->tag_count; i++) {
        const char *name = lex->tag_names + 8 * (size_t)i;
        if (span_eq(field, (hp_span){ name, strnlen(name, 8) }))
            return true;
    }
    return false;
}

/* Takes frequency and tag off the end of *line.  With spaces, as jieba writes, only what can be nothing else: a
 * number, or a tag that the lexicon knows; so a word may have spaces in it. */
static bool take_fields(const seg_lexicon *lex, hp_span *line, struct entry *e)
{
    hp_span rest = *line, field;
    e->frequency = -1;
    e->tag = (hp_span){ NULL, 0 };
    text_take_field(&rest, line);
    if (text_take_field(&rest, &field)) {
        if (is_digits(field))
            e->frequency = digits_value(field);
        else if (field.len > 0)
            e->tag = field;
        if (e->tag.len == 0)
            text_take_field(&rest, &e->tag);
        return field.len == 0 || is_digits(field) || !rest.ptr;
    }
    rest = *line;
    if (take_last(&rest, ' ', &field) && !is_digits(field) && is_tag(lex, field)) {
        e->tag = field;
        *line = rest;
    }
    rest = *line;
    if (take_last(&rest, ' ', &field) && is_digits(field)) {
        e->frequency = digits_value(field);
        *line = rest;
    }
    return true;
}

/* Reads the word with its marks. */
static bool read_word(hp_span line, struct entry *e)
{
    size_t characters = 0, i = 0;
    e->length = 0;
    e->stops = 0;
    e->always = line.len > 0 && line.ptr[0] == '=';
    i += e->always;
    while (i < line.len) {
        hp_span rest = { line.ptr + i, line.len - i };
        if (rest.ptr[0] == '|' && !e->always) {
            if (characters == 0)
                return false;
            e->stops |= (uint64_t)1 << (characters - 1);
            i++;
            continue;
        }
        if (rest.ptr[0] == '\\' && rest.len > 1 && (rest.ptr[1] == '|' || rest.ptr[1] == '=' || rest.ptr[1] == '\\'))
            rest = (hp_span){ rest.ptr + 1, 1 }, i++;
        uint32_t cp;
        size_t n = utf8_decode(rest, &cp);
        if (n == 0 || characters == SEG_USER_LENGTH_MAX)
            return false;
        memcpy(e->text + e->length, rest.ptr, n);
        e->length += n;
        i += n;
        characters++;
    }
    bool stops_at_end = characters > 0 && e->stops >> (characters - 1) & 1;
    return characters > 0 && !stops_at_end;
}

static bool add_text(seg_user_words *words, const seg_lexicon *lex, const struct entry *e)
{
    seg_user_entry *end = seg_user_words_add_text(words, lex, (hp_span){ e->text, e->length });
    if (!end)
        return false;
    end->stops = e->stops;
    end->always = !e->stops;
    end->tag = e->stops ? 0 : seg_user_words_tag_number(words, lex, e->tag);
    return true;
}

/* The cost of a word of this frequency, or, without one, just below the cheapest path that its text has. */
static uint32_t cost_of(const seg_lexicon *lex, const seg_clause *c, double frequency)
{
    double cost = (double)lex->unknown - lex->scale * log(frequency < 1 ? 1 : frequency);
    uint32_t path = (uint32_t)(c->path[c->n] >> 32);
    if (frequency < 0)
        return path > 1 ? path - 1 : 1;
    return cost < 1 ? 1 : (uint32_t)cost;
}

/* True when the clause has all of the text, in units that the lexicon's words may have. */
static bool competes(const seg_clause *c)
{
    bool does = c->n > 1;
    for (size_t i = 0; i < c->n; i++)
        does = does && c->lexicon_id[i] && c->class[i] != SEG_BREAK;
    return does;
}

static bool add_units(seg_user_words *words, const seg_lexicon *lex, seg_clause *c, const struct entry *e)
{
    seg_look_up_word_pairs(c, lex);
    seg_build_lattice(c, lex, NULL);
    seg_user_entry *end = seg_user_words_add_units(words, c->lexicon_id, c->n);
    if (!end)
        return false;
    seg_user_words_forget_text(words, lex, (hp_span){ e->text, e->length });
    end->cost = cost_of(lex, c, e->frequency);
    end->tag = seg_user_words_tag_number(words, lex, e->tag);
    return true;
}

static bool add_entry(seg_user_words *words, const seg_lexicon *lex, const struct entry *e)
{
    hp_span text = { e->text, e->length };
    seg_clause c = { 0 };
    size_t pos = 0;
    uint16_t left = 0;
    if (e->always || e->stops)
        return add_text(words, lex, e);
    if (!seg_clause_read(&c, lex, NULL, text, &pos, &left))
        return false;
    bool good = pos == text.len && competes(&c) ? add_units(words, lex, &c, e) : add_text(words, lex, e);
    seg_clause_free(&c);
    return good;
}

hp_status seg_user_words_read(seg_user_words *words, const seg_lexicon *lex, const char *path, hp_error *err)
{
    text_list list;
    hp_span line;
    struct entry e;
    hp_status st = text_list_open(&list, path, err);
    while (st == HP_OK && text_list_next(&list, &line)) {
        if (!take_fields(lex, &line, &e) || !read_word(line, &e))
            st = text_list_fail(&list, err, HP_USAGE, "not a word: 'word [TAB frequency [TAB tag]]', '=word' or 'a|b'");
        else if (!add_entry(words, lex, &e))
            st = error_set_memory(err);
    }
    text_list_close(&list);
    return st;
}

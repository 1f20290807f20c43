/* user_words.c - see user_words.h.  Worked: "云计算 5 n" is the word 云计算 of frequency 5; "凱特琳 nz" has no
 * frequency.
 */
#include "jieba/user_words.h"

#include <math.h>
#include <string.h>

#include "text/fields.h"
#include "text/memory.h"
#include "text/utf8.h"

jieba_user_words *jieba_user_words_new(void)
{
    jieba_user_words *u = memory_zeroed(1, sizeof *u);
    if (!u)
        return NULL;
    *u = (jieba_user_words){ .count = 2, .room = 64 };
    u->entries = memory_zeroed(u->room, sizeof *u->entries);
    if (u->entries)
        return u;
    jieba_user_words_free(u);
    return NULL;
}

void jieba_user_words_free(jieba_user_words *u)
{
    if (!u)
        return;
    memory_free(u->entries);
    number_map_free(&u->ways);
    memory_free(u);
}

/* Makes room for one more entry. */
static bool reserve_entry(jieba_user_words *u)
{
    if (u->count < u->room)
        return true;
    bool fits = u->count < UINT32_MAX / 2;
    jieba_entry *entries = fits ? memory_resize_array(u->entries, 2 * u->room, sizeof *entries) : NULL;
    if (!entries)
        return false;
    u->entries = entries;
    u->room *= 2;
    return true;
}

bool jieba_user_words_set(jieba_user_words *u, hp_span word, uint64_t frequency)
{
    uint32_t at = 1;
    while (word.len > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(word, &cp);
        uint32_t next = jieba_user_words_step(u, at, cp);
        if (!next) {
            next = (uint32_t)u->count;
            if (!reserve_entry(u) || !number_map_add(&u->ways, jieba_user_way(at, cp), next))
                return false;
            u->entries[u->count++] = (jieba_entry){ .frequency = 0 };
        }
        at = next;
        word = (hp_span){ word.ptr + n, word.len - n };
    }
    jieba_entry *entry = &u->entries[at];
    entry->frequency = frequency;
    entry->weight = frequency ? log((double)frequency) : 0;
    entry->is_listed = true;
    entry->is_split = entry->is_split || frequency == 0;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_tag_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The length of *text before a blank and characters of the kind at its end; 0 when it does not end so. */
static size_t before_field(hp_span text, bool (*is_kind)(char))
{
    size_t n = text.len;
    while (n > 0 && is_kind(text.ptr[n - 1]))
        n--;
    return n > 1 && n < text.len && text.ptr[n - 1] == ' ' ? n - 1 : 0;
}

/* Reads digits; what does not fit is as much as does. */
static uint64_t read_digits(hp_span digits)
{
    uint64_t n = 0;
    for (size_t i = 0; i < digits.len; i++)
        n = n > UINT64_MAX / 100 ? UINT64_MAX / 10 : 10 * n + (uint64_t)(digits.ptr[i] - '0');
    return n;
}

static void set_frequency(jieba_line *line, hp_span digits)
{
    line->has_frequency = true;
    line->frequency = read_digits(digits);
}

/* Reads the frequency behind a word that a TAB ends. */
static void read_frequency(hp_span rest, jieba_line *line)
{
    hp_span digits = { rest.ptr, 0 };
    while (digits.len < rest.len && is_digit(digits.ptr[digits.len]))
        digits.len++;
    if (digits.len > 0)
        set_frequency(line, digits);
}

bool jieba_read_line(hp_span text, jieba_line *line)
{
    while (text.len > 0 && strchr(" \t\r\v\f", text.ptr[text.len - 1]) && text.ptr[text.len - 1])
        text.len--;
    while (text.len > 0 && strchr(" \t\r\v\f", text.ptr[0]) && text.ptr[0])
        text = (hp_span){ text.ptr + 1, text.len - 1 };
    *line = (jieba_line){ .word = text };
    hp_span rest = text;
    if (text_take_field(&rest, &line->word) && rest.ptr) {
        read_frequency(rest, line);
        return true;
    }
    size_t tagged = before_field(text, is_tag_letter);
    size_t end = tagged ? tagged : text.len, counted = before_field((hp_span){ text.ptr, end }, is_digit);
    if (counted)
        set_frequency(line, (hp_span){ text.ptr + counted + 1, end - counted - 1 });
    if (counted || tagged)
        line->word.len = counted ? counted : tagged;
    return text.len > 0;
}

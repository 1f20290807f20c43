/* hidden_markov.c - cuts what the best path left as single characters, as jieba's finalseg does.
 *
 * Given such characters, two or more in a row and no word together.  Stretches of Han go through a hidden Markov chain
 * over the states begin, end, middle, single: the likeliest sequence wins, of equals the one whose state's letter is
 * later.  Between them letters and digits, with a decimal part and a percent sign, are tokens, and so is what lies
 * between those.  Worked: 杭研 → begin end, one word; "3.14%+" → 3.14% and +.
 */
#include "jieba/hidden_markov.h"

#include <string.h>

enum { BEGIN, END, MIDDLE, SINGLE }; /* in the order of their letters, which decides between equals */

/* True when places `from` to `to` of the run are a word. */
static bool is_word(const jieba_dictionary *j, const jieba_scratch *s, hp_span run, size_t from, size_t to)
{
    size_t begin = jieba_offset(s, from);
    return jieba_frequency(j, (hp_span){ run.ptr + begin, jieba_offset(s, to) - begin }) > 0;
}

/* Where the letters and digits, with a decimal part and a percent sign, that start at `from` end; `from` when none
 * start there. */
static size_t number_end(const jieba_scratch *s, size_t from, size_t to)
{
    size_t i = from;
    while (i < to && jieba_is_alphanumeric(s->text[i]))
        i++;
    if (i == from)
        return from;
    if (i + 1 < to && s->text[i] == '.' && s->text[i + 1] >= '0' && s->text[i + 1] <= '9') {
        i++;
        while (i < to && s->text[i] >= '0' && s->text[i] <= '9')
            i++;
    }
    return i < to && s->text[i] == '%' ? i + 1 : i;
}

/* Cuts places `from` to `to`, none of them Han: letters and digits in tokens, what lies between in others. */
static void cut_ascii(jieba_scratch *s, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        size_t end = number_end(s, at, to);
        if (end == at)
            while (end < to && !jieba_is_alphanumeric(s->text[end]))
                end++;
        jieba_put_place(s, end);
        at = end;
    }
}

/* Log-probability that the model gives the character at `place` in each state. */
static const char *emission(const jieba_dictionary *j, const jieba_scratch *s, size_t place)
{
    uint32_t row = bytes_u16(j->numbers + 2 * (size_t)(s->text[place] - JIEBA_FIRST));
    return j->rows + JIEBA_ROW * (size_t)(row < j->row_count ? row : 0);
}

/* Runs the model over places `from` to `to`, all Han, and returns the last state. */
static unsigned run_model(const jieba_dictionary *j, jieba_scratch *s, size_t from, size_t to)
{
    /* The two states that may come before each, the later letter second. */
    static const unsigned char before[JIEBA_STATES][2] = {
        [BEGIN] = { END, SINGLE }, [END] = { BEGIN, MIDDLE }, [MIDDLE] = { BEGIN, MIDDLE }, [SINGLE] = { END, SINGLE }
    };
    double now[JIEBA_STATES], last[JIEBA_STATES];
    for (unsigned y = 0; y < JIEBA_STATES; y++)
        last[y] = jieba_double(j->start + 8 * y) + jieba_double(emission(j, s, from) + 8 * y);
    s->code[from] = 0; /* nothing comes before */
    for (size_t i = from + 1; i < to; i++) {
        const char *emit = emission(j, s, i);
        unsigned pointers = 0;
        for (unsigned y = 0; y < JIEBA_STATES; y++) {
            unsigned a = before[y][0], b = before[y][1];
            double e = jieba_double(emit + 8 * y);
            double by_a = last[a] + jieba_double(j->move + 8 * (JIEBA_STATES * a + y)) + e;
            double by_b = last[b] + jieba_double(j->move + 8 * (JIEBA_STATES * b + y)) + e;
            now[y] = by_b >= by_a ? by_b : by_a;
            pointers |= (by_b >= by_a ? b : a) << (2 * y);
        }
        memcpy(last, now, sizeof last);
        s->code[i] = (uint16_t)pointers;
    }
    return last[SINGLE] >= last[END] ? SINGLE : END;
}

/* True when the user has taken the word of places `from` to `to` out. */
static bool is_split(const jieba_dictionary *j, const jieba_scratch *s, size_t from, size_t to)
{
    uint32_t entry = 1;
    for (size_t i = from; i < to && entry; i++)
        entry = jieba_user_words_step(j->user, entry, s->text[i]);
    return entry && j->user->entries[entry].is_split;
}

/* Cuts places `from` to `to`, all Han, by the model.  Going back through the states, a word begins at the first
 * character, at a single, at a beginning, and behind an end. */
static void cut_han(const jieba_dictionary *j, jieba_scratch *s, size_t from, size_t to)
{
    unsigned state = run_model(j, s, from, to);
    /* The states take the place of the back pointers that led to them. */
    for (size_t i = to; i-- > from;) {
        unsigned earlier = s->code[i] >> (2 * state) & 3;
        s->code[i] = (uint16_t)state;
        state = earlier;
    }
    size_t begin = from;
    for (size_t i = from; i < to; i++) {
        if (s->code[i] != END && s->code[i] != SINGLE)
            continue;
        if (j->user && is_split(j, s, begin, i + 1))
            for (; begin < i; begin++)
                jieba_put_place(s, begin + 1);
        jieba_put_place(s, i + 1);
        begin = i + 1;
    }
}

void jieba_cut_unknown(const jieba_dictionary *j, jieba_scratch *s, hp_span run, size_t from, size_t to)
{
    if (to - from == 1 || is_word(j, s, run, from, to)) {
        for (size_t i = from; i < to; i++)
            jieba_put_place(s, i + 1);
        return;
    }
    for (size_t at = from; at < to;) {
        size_t end = at;
        bool han = jieba_is_han(s->text[at]);
        while (end < to && jieba_is_han(s->text[end]) == han)
            end++;
        if (han)
            cut_han(j, s, at, end);
        else
            cut_ascii(s, at, end);
        at = end;
    }
}

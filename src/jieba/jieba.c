/* jieba.c - cuts a run as jieba 0.42.1 does.
 *
 * A run falls into blocks, the stretches of Han characters, ASCII letters, digits and + # & . _ % -, and all else,
 * of which every character is a token.  A block goes three ways:
 *
 *     best path     from the block's end back: at each character the dictionary word, or the character alone, that
 *                   gives the greatest sum of weights; of equals the longest
 *     dictionary    the words of the path, single ASCII letters and digits in a row joined
 *     model         words of two characters or more from the path; what lies between is cut by the model
 *
 * Sums are IEEE doubles added in jieba's order, since a different rounding would decide some ties the other way.
 * Offsets are of bytes, places are numbers of characters in a block.  The model is in hidden_markov.c.
 */
#include "jieba/jieba.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "jieba/hidden_markov.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"
#include "text/utf8.h"

/* So that no sum of frequencies overflows. */
#define MOST (UINT64_C(1) << 40)

/* The best path from a place on, as far as it has been found. */
struct best {
    double sum;
    size_t end; /* of its first word; 0: none found */
};

/* Takes the word that ends before place `to` if no word was better; a longer one wins over an equal. */
static inline struct best offer(struct best best, double weight, double rest, size_t to)
{
    double sum = weight + rest;
    return best.end == 0 || sum >= best.sum ? (struct best){ sum, to } : best;
}

static inline double weight_of(const jieba_dictionary *j, jieba_walk walk)
{
    return jieba_double(j->weights + 8 * (size_t)walk.weight) - j->log_total;
}

/* The best of the dictionary's words that begin at `at`. */
static inline struct best find_word(const jieba_dictionary *j, double_array_packing by, const jieba_scratch *s,
                                    size_t at, size_t n)
{
    jieba_walk walk = { .base = j->root };
    struct best best = { .end = 0 };
    for (size_t to = at; to < n && jieba_step(j, by, &walk, s->code[to]); to++) {
        if (walk.weight)
            best = offer(best, weight_of(j, walk), s->best[to + 1], to + 1);
        if (walk.base == 0)
            break;
    }
    return best;
}

/* The same of the dictionary's and the user's words, which come first. */
static inline struct best find_users_word(const jieba_dictionary *j, double_array_packing by, const jieba_scratch *s,
                                          size_t at, size_t n)
{
    jieba_walk walk = { .base = j->root };
    struct best best = { .end = 0 };
    uint32_t entry = 1;
    bool goes_on = true; /* in the dictionary */
    for (size_t to = at; to < n && to - at < UINT16_MAX; to++) {
        goes_on = goes_on && (to == at || walk.base != 0) && jieba_step(j, by, &walk, s->code[to]);
        entry = jieba_user_words_step(j->user, entry, s->text[to]);
        if (!goes_on && !entry)
            break;
        const jieba_entry *own = &j->user->entries[entry];
        if (entry && own->is_listed) {
            if (own->frequency > 0)
                best = offer(best, own->weight - j->log_total, s->best[to + 1], to + 1);
        } else if (goes_on && walk.weight) {
            best = offer(best, weight_of(j, walk), s->best[to + 1], to + 1);
        }
    }
    return best;
}

static inline void find_path_by(const jieba_dictionary *j, double_array_packing by, jieba_scratch *s, size_t n)
{
    const double unknown = jieba_double(j->weights) - j->log_total;
    s->best[n] = 0;
    for (size_t at = n; at-- > 0;) {
        struct best best = j->user ? find_users_word(j, by, s, at, n) : find_word(j, by, s, at, n);
        s->best[at] = best.end ? best.sum : unknown + s->best[at + 1];
        s->length[at] = (uint16_t)(best.end ? best.end - at : 1);
    }
}

/* Finds the best path through the block's `n` characters: s->length says for each place how long its word is. */
static void find_path(const jieba_dictionary *j, jieba_scratch *s, size_t n)
{
    if (j->unit_bytes == 6)
        find_path_by(j, DOUBLE_ARRAY_PACKED_6, s, n);
    else
        find_path_by(j, DOUBLE_ARRAY_PACKED_8, s, n);
}

/* Puts out the path, the model cutting what it left as single characters. */
static void cut_with_model(const jieba_dictionary *j, jieba_scratch *s, hp_span run, size_t n)
{
    size_t at = 0, waiting = 0; /* from `waiting` to `at`: single characters */
    for (; at < n; at += s->length[at]) {
        if (s->length[at] == 1)
            continue;
        if (waiting < at)
            jieba_cut_unknown(j, s, run, waiting, at);
        waiting = at + s->length[at];
        jieba_put_place(s, waiting);
    }
    if (waiting < n)
        jieba_cut_unknown(j, s, run, waiting, n);
}

/* Puts out the path, single ASCII letters and digits in a row as one token. */
static void cut_with_dictionary(jieba_scratch *s, size_t n)
{
    for (size_t at = 0; at < n; at += s->length[at]) {
        size_t end = at + s->length[at];
        bool joins = s->length[at] == 1 && jieba_is_alphanumeric(s->text[at]);
        if (!joins || end == n || s->length[end] != 1 || !jieba_is_alphanumeric(s->text[end]))
            jieba_put_place(s, end);
    }
}

/* Cuts the run with the model, or without. */
static hp_status cut_run(const jieba_dictionary *j, jieba_scratch *s, hp_span run, bool with_model, hp_error *err)
{
    s->done = 0;
    s->failed = false;
    if (run.len > UINT32_MAX)
        return error_set(err, HP_LIMIT, 0, "a line of more than 4 GiB");
    for (size_t at = 0; at < run.len && !s->failed;) {
        size_t n = jieba_read_block(j, s, run, at);
        if (n == 0) {
            uint32_t cp;
            at += jieba_get_character(run, at, &cp);
            jieba_put(s, at);
            continue;
        }
        find_path(j, s, n);
        if (with_model)
            cut_with_model(j, s, run, n);
        else
            cut_with_dictionary(s, n);
        at = jieba_offset(s, n);
    }
    return s->failed ? error_set_memory(err) : HP_OK;
}

hp_status jieba_cut(const jieba_dictionary *jieba, jieba_scratch *scratch, hp_span run, jieba_take *take, void *to,
                    hp_error *err)
{
    scratch->take = take;
    scratch->to = to;
    return cut_run(jieba, scratch, run, jieba->rows != NULL, err);
}

/* The share that the parts of a word have together of all there is. */
struct parts {
    const jieba_dictionary *jieba;
    hp_span word;
    double share;
};

static void add_part(void *to, size_t begin, size_t end)
{
    struct parts *parts = to;
    int64_t n = jieba_frequency(parts->jieba, (hp_span){ parts->word.ptr + begin, end - begin });
    parts->share *= (double)(n == JIEBA_ABSENT ? 1 : n) / (double)parts->jieba->total;
}

/* The frequency with which the word is not cut: a little more than the parts that it is cut into now have together.
 * The order of the operations is jieba's. */
static hp_status suggest_frequency(const jieba_dictionary *j, jieba_scratch *s, hp_span word, uint64_t *frequency,
                                   hp_error *err)
{
    struct parts parts = { j, word, 1 };
    s->take = add_part;
    s->to = &parts;
    hp_status st = cut_run(j, s, word, false, err);
    int64_t own = jieba_frequency(j, word);
    double least = parts.share * (double)j->total;
    *frequency = least < MOST ? (uint64_t)least + 1 : MOST;
    if (own > 0 && (uint64_t)own > *frequency)
        *frequency = (uint64_t)own;
    return st;
}

static hp_status add_line(jieba_dictionary *j, jieba_scratch *s, jieba_line *line, hp_error *err)
{
    hp_status st = HP_OK;
    if (!line->has_frequency)
        st = suggest_frequency(j, s, line->word, &line->frequency, err);
    if (st == HP_OK && !jieba_user_words_set(j->user, line->word, line->frequency))
        st = error_set_memory(err);
    if (st == HP_OK) {
        j->total += line->frequency;
        j->log_total = log((double)j->total);
    }
    return st;
}

/* Adds the words of a list. */
static hp_status add_list(jieba_dictionary *j, jieba_scratch *s, text_list *list, hp_error *err)
{
    hp_status st = HP_OK;
    hp_span text;
    while (st == HP_OK && text_list_next(list, &text)) {
        jieba_line line;
        if (jieba_read_line(text, &line) && line.frequency > MOST)
            st = text_list_fail(list, err, HP_BAD_DATA, "the frequency is too large");
        else if (line.word.len > 0)
            st = add_line(j, s, &line, err);
    }
    return st;
}

hp_status jieba_read_words(jieba_dictionary *jieba, const char *path, hp_error *err)
{
    text_list list;
    jieba_scratch *scratch = jieba_scratch_new();
    hp_status st = text_list_open(&list, path, err);
    if (!jieba->user)
        jieba->user = jieba_user_words_new();
    if (st == HP_OK && (!scratch || !jieba->user))
        st = error_set_memory(err);
    if (st == HP_OK)
        st = add_list(jieba, scratch, &list, err);
    text_list_close(&list);
    jieba_scratch_free(scratch);
    return st;
}

/* index_words.c - goes through a text's words and gives, for each, its parts (word_parts.h) as tokens; beside them what
 * else the text may be asked for at that place.
 *
 * A document's word has three kinds of those: the parts of the word as the sentence has it folded (a character may have
 * become another than it does alone), those of the words inside it, and readings.  They are nearly always the parts
 * that are there already; what is not is kept with its position, in `besides`, until that position is given.
 *
 *     中華人民共和國    parts 中华 人民 共和 国; the words inside, 共和国 and others, have no other parts
 */
#include "bindings/search/index_words.h"
#include "bindings/search/characters.h"
#include "bindings/search/reading.h"
#include "bindings/search/word_parts.h"
#include <stdlib.h>
#include <string.h>

/* A word of the text: a term, or one inside it. */
typedef struct text_word {
    size_t begin, end;
    size_t text, text_len; /* in group_text */
} text_word;

/* What is to stand beside the token at `position`. */
typedef struct beside {
    uint64_t position;
    size_t text, len;  /* in beside_text */
    size_t begin, end; /* in the text that was given */
} beside;

struct index_words {
    hp_worker *terms;  /* cuts texts */
    word_parts *parts; /* cuts words */
    bool pinyin;
    hp_buf readings; /* of one word */
    hp_buf group;    /* text_word: a term and the words inside it */
    hp_buf group_text;
    hp_buf besides;
    hp_buf beside_text;
    /* The run at hand. */
    hp_span input;
    index_purpose purpose;
    index_take *take;
    void *to;
    hp_error *err;
    uint64_t position; /* of the next token */
    size_t last_begin, last_end;
};

static hp_span in_buf(const hp_buf *buf, size_t from, size_t len)
{
    return (hp_span){ buf->ptr ? buf->ptr + from : NULL, len };
}

static bool span_eq(hp_span a, hp_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static hp_status give(index_words *w, hp_span text, size_t begin, size_t end, bool is_beside)
{
    index_token token = { text, begin, end, is_beside };
    return w->take(w->to, &token);
}

/* Keeps `text`, which stands for the bytes from `begin` to `end`, for `position`, once. */
static void add_beside(index_words *w, uint64_t position, hp_span text, size_t begin, size_t end)
{
    const beside *list = (const beside *)(const void *)w->besides.ptr;
    for (size_t i = 0; i < w->besides.len / sizeof *list; i++) {
        if (list[i].position == position && span_eq(in_buf(&w->beside_text, list[i].text, list[i].len), text))
            return;
    }
    beside one = { position, w->beside_text.len, text.len, begin, end };
    hp_buf_append(&w->beside_text, text);
    if (!w->beside_text.failed) /* or it would tell of text that is not there */
        hp_buf_append(&w->besides, (hp_span){ (const char *)&one, sizeof one });
}

/* Gives what stands beside the token that was given last. */
static hp_status give_besides(index_words *w)
{
    hp_status st = HP_OK;
    const beside *list = (const beside *)(const void *)w->besides.ptr;
    for (size_t i = 0; i < w->besides.len / sizeof *list && st == HP_OK; i++) {
        if (list[i].position + 1 == w->position)
            st = give(w, in_buf(&w->beside_text, list[i].text, list[i].len), list[i].begin, list[i].end, true);
    }
    return st;
}

/* Drops what was given; something is left only where a word has more parts another way. */
static void drop_besides(index_words *w)
{
    beside *list = (beside *)(void *)w->besides.ptr;
    size_t n = 0;
    for (size_t i = 0; i < w->besides.len / sizeof *list; i++) {
        if (list[i].position >= w->position)
            list[n++] = list[i];
    }
    w->besides.len = n * sizeof *list;
    if (n == 0)
        w->beside_text.len = 0;
}

/* Keeps the readings of `text`, which stands for the bytes from `begin` to `end`, for `position`. */
static void add_readings(index_words *w, uint64_t position, hp_span text, size_t begin, size_t end)
{
    w->readings.len = 0;
    if (w->pinyin)
        reading_append(&w->readings, text);
    hp_span rest = in_buf(&w->readings, 0, w->readings.len);
    while (rest.len > 0) {
        size_t length = (size_t)((const char *)memchr(rest.ptr, ' ', rest.len) - rest.ptr);
        add_beside(w, position, (hp_span){ rest.ptr, length }, begin, end);
        rest.ptr += length + 1;
        rest.len -= length + 1;
    }
}

/* Where `word` is among `parts`, those of its term, which begins at `base`: *first and *last are the parts that its
 * ends are in.  True when it is to stand with the last of them: where it begins inside a part, nothing can stand before
 * it in a phrase, but something behind it. */
static bool find_place(const text_word *word, const part_list *parts, size_t base, size_t *first, size_t *last)
{
    size_t begin = word->begin - base, end = word->end - base;
    *first = 0;
    while (*first + 1 < part_count(parts) && part_end(parts, *first) <= begin)
        ++*first;
    *last = *first;
    while (*last + 1 < part_count(parts) && part_end(parts, *last) < end)
        ++*last;
    return part_begin(parts, *first) != begin && part_end(parts, *last) == end;
}

/* True when `other` are parts already, one behind the other, from number `first` on and before byte `end`. */
static bool has_parts(const part_list *main, const part_list *other, size_t first, size_t end)
{
    for (size_t at = first; at < part_count(main) && part_begin(main, at) < end; at++) {
        size_t n = 0;
        while (n < part_count(other) && at + n < part_count(main) &&
               span_eq(part_text(main, at + n), part_text(other, n)))
            n++;
        if (n == part_count(other))
            return true;
    }
    return false;
}

/* Keeps the parts of `text`, which is `word` as it stands in the text or as it was folded there, cut by itself, where
 * the text's own parts (`main`, from w->position on) are others. */
static hp_status add_parts(index_words *w, const text_word *word, hp_span text, size_t base, const part_list *main)
{
    part_list other = { { NULL, 0, 0, false }, { NULL, 0, 0, false } };
    hp_status st = word_parts_cut(w->parts, text, &other, w->err);
    bool stands_there = text.ptr == w->input.ptr + word->begin;
    size_t first, last, count = part_count(&other);
    bool is_last = find_place(word, main, base, &first, &last);
    bool is_there = has_parts(main, &other, first, word->end - base);
    if (is_last && last + 1 >= count)
        first = last + 1 - count;
    for (size_t i = 0; i < count && st == HP_OK && !is_there; i++) {
        size_t at = first + i;
        if (at < part_count(main) && span_eq(part_text(main, at), part_text(&other, i)))
            continue;
        add_beside(w, w->position + at, part_text(&other, i), word->begin + (stands_there ? part_begin(&other, i) : 0),
                   stands_there ? word->begin + part_end(&other, i) : word->end);
    }
    part_list_free(&other);
    return st;
}

/* Keeps all that may stand beside the parts of the term in w->group. */
static hp_status add_besides(index_words *w, const part_list *parts)
{
    const text_word *list = (const text_word *)(const void *)w->group.ptr;
    size_t base = list[0].begin;
    hp_status st = HP_OK;
    for (size_t i = 0; i < part_count(parts); i++)
        add_readings(w, w->position + i, part_text(parts, i), base + part_begin(parts, i), base + part_end(parts, i));
    for (size_t i = 0; i < w->group.len / sizeof *list && st == HP_OK; i++) {
        hp_span here = { w->input.ptr + list[i].begin, list[i].end - list[i].begin };
        hp_span text = in_buf(&w->group_text, list[i].text, list[i].text_len);
        size_t first, last;
        bool is_last = find_place(&list[i], parts, base, &first, &last);
        if (i > 0)
            st = add_parts(w, &list[i], here, base, parts);
        if (st == HP_OK && !span_eq(here, text))
            st = add_parts(w, &list[i], text, base, parts);
        add_readings(w, w->position + (is_last ? last : first), text, list[i].begin, list[i].end);
    }
    return st;
}

/* Gives the tokens of the term in w->group, and empties that. */
static hp_status give_group(index_words *w)
{
    const text_word *term = (const text_word *)(const void *)w->group.ptr;
    if (w->group.len == 0)
        return HP_OK;
    part_list parts = { { NULL, 0, 0, false }, { NULL, 0, 0, false } };
    hp_span here = { w->input.ptr + term->begin, term->end - term->begin };
    hp_status st = word_parts_cut(w->parts, here, &parts, w->err);
    if (st == HP_OK && w->purpose == INDEX_DOCUMENT && part_count(&parts) > 0)
        st = add_besides(w, &parts);
    for (size_t i = 0; i < part_count(&parts) && st == HP_OK; i++) {
        w->last_begin = term->begin + part_begin(&parts, i);
        w->last_end = term->begin + part_end(&parts, i);
        st = give(w, part_text(&parts, i), w->last_begin, w->last_end, false);
        w->position++;
        if (st == HP_OK)
            st = give_besides(w);
    }
    drop_besides(w);
    part_list_free(&parts);
    w->group.len = w->group_text.len = 0;
    if (st == HP_OK && (w->besides.failed || w->beside_text.failed || w->readings.failed))
        st = HP_NO_MEMORY;
    return st;
}

static void add_word(index_words *w, size_t begin, size_t end, hp_span text)
{
    text_word one = { begin, end, w->group_text.len, text.len };
    hp_buf_append(&w->group_text, text);
    if (!w->group_text.failed)
        hp_buf_append(&w->group, (hp_span){ (const char *)&one, sizeof one });
}

/* True when the term in w->group has some of the bytes from `begin` on: of a character that became several words. */
static bool is_shared(const index_words *w, size_t begin)
{
    const text_word *term = (const text_word *)(const void *)w->group.ptr;
    return w->group.len > 0 && begin < term->end;
}

/* An hp_take_word of w->terms.  Terms that share a character are one, so that no byte is a token's twice. */
static hp_status take_word(void *to, const hp_word *word)
{
    index_words *w = to;
    size_t begin = (size_t)word->begin, end = (size_t)word->end;
    hp_status st = HP_OK;
    if (word->increment > 0 && is_shared(w, begin)) {
        text_word *term = (text_word *)(void *)w->group.ptr;
        term->end = end > term->end ? end : term->end;
    } else if (word->increment > 0)
        st = give_group(w);
    add_word(w, begin, end, word->text);
    return st != HP_OK ? st : w->group_text.failed || w->group.failed ? HP_NO_MEMORY : HP_OK;
}

/* What is left when the text ends has positions of its own. */
static hp_status give_rest(index_words *w)
{
    hp_status st = HP_OK;
    const beside *list = (const beside *)(const void *)w->besides.ptr;
    for (size_t i = 0; i < w->besides.len / sizeof *list && st == HP_OK; i++) {
        bool is_beside = list[i].position < w->position;
        st = give(w, in_buf(&w->beside_text, list[i].text, list[i].len), w->last_begin, w->last_end, is_beside);
        w->position = list[i].position + 1;
    }
    return st;
}

static void begin_run(index_words *w, hp_span text, index_purpose purpose, index_take *take, void *to, hp_error *err)
{
    w->input = text;
    w->purpose = purpose;
    w->take = take;
    w->to = to;
    w->err = err;
    w->position = 0;
    w->last_begin = w->last_end = 0;
    w->group.len = w->group_text.len = w->besides.len = w->beside_text.len = 0;
    w->group.failed = w->group_text.failed = w->besides.failed = w->beside_text.failed = w->readings.failed = false;
}

static hp_status end_run(index_words *w)
{
    hp_status st = give_group(w);
    return st == HP_OK ? give_rest(w) : st;
}

hp_status index_words_run(index_words *w, hp_span text, index_purpose purpose, index_take *take, void *to,
                          hp_error *err)
{
    begin_run(w, text, purpose, take, to, err);
    hp_status st = hp_words(w->terms, text, take_word, w, err);
    return st == HP_OK ? end_run(w) : st;
}

hp_status index_words_run_term(index_words *w, hp_span text, const index_word *words, size_t count, index_take *take,
                               void *to, hp_error *err)
{
    begin_run(w, text, INDEX_DOCUMENT, take, to, err);
    for (size_t i = 0; i < count; i++)
        add_word(w, words[i].begin, words[i].end, words[i].text);
    return w->group_text.failed || w->group.failed ? HP_NO_MEMORY : end_run(w);
}

hp_status index_words_open(index_words **out, const index_options *options, const hp_data *data, hp_error *err)
{
    index_words *w = calloc(1, sizeof *w);
    *out = NULL;
    if (!w)
        return HP_NO_MEMORY;
    w->pinyin = options->pinyin;
    hp_status st = index_open_worker(&w->terms, options, data, err);
    if (st == HP_OK)
        st = word_parts_open(&w->parts, options, data, err);
    if (st == HP_OK)
        *out = w;
    else
        index_words_free(w);
    return st;
}

void index_words_free(index_words *w)
{
    if (!w)
        return;
    hp_worker_free(w->terms);
    hp_buf_free(&w->readings);
    word_parts_free(w->parts);
    hp_buf_free(&w->group);
    hp_buf_free(&w->group_text);
    hp_buf_free(&w->besides);
    hp_buf_free(&w->beside_text);
    free(w);
}

/* word_parts.c - cuts a word again and again, until nothing is cut any more.
 *
 * Each time it is cut by terms; where it is one term, by the words inside; where there are none, at what is no letter
 * or digit: user@example.com → user, example, com.  What comes out is shorter than what went in, so there is an end.  A
 * word is a term of the lexicon, a number or a run of letters, so there is little to cut; a long run of letters is one
 * part at once.
 */
#include "bindings/search/word_parts.h"
#include "bindings/search/characters.h"
#include <stdlib.h>
#include <string.h>

typedef struct word_part {
    size_t begin, end;
    size_t text, text_len;
    bool is_inside; /* on the stack: a word inside a term */
} word_part;

struct word_parts {
    hp_worker *worker;
    hp_buf stack;   /* of word_part: what is yet to be cut, one level behind the other */
    hp_buf folded;  /* the texts of the terms on the stack */
    bool is_folded; /* what is cut is what one character became */
    hp_error *err;
};

static const word_part *part_at(const hp_buf *parts, size_t i)
{
    return (const word_part *)(const void *)parts->ptr + i;
}

size_t part_count(const part_list *list)
{
    return list->parts.len / sizeof(word_part);
}

hp_span part_text(const part_list *list, size_t i)
{
    const word_part *part = part_at(&list->parts, i);
    return (hp_span){ list->text.ptr + part->text, part->text_len };
}

size_t part_begin(const part_list *list, size_t i)
{
    return part_at(&list->parts, i)->begin;
}

size_t part_end(const part_list *list, size_t i)
{
    return part_at(&list->parts, i)->end;
}

void part_list_free(part_list *list)
{
    hp_buf_free(&list->parts);
    hp_buf_free(&list->text);
}

static void push(hp_buf *parts, word_part part)
{
    hp_buf_append(parts, (hp_span){ (const char *)&part, sizeof part });
}

/* An hp_take_word: puts the word on the stack, terms and the words inside them alike. */
static hp_status take_word(void *to, const hp_word *word)
{
    word_parts *p = to;
    word_part part = { (size_t)word->begin, (size_t)word->end, p->folded.len, word->text.len, word->increment == 0 };
    hp_buf_append(&p->folded, word->text);
    if (!p->folded.failed)
        push(&p->stack, part);
    return p->stack.failed || p->folded.failed ? HP_NO_MEMORY : HP_OK;
}

/* Of the words on the stack from number `bottom` on, `count` of them, leaves the terms. */
static void keep_terms(word_parts *p, size_t bottom, size_t count)
{
    word_part *list = (word_part *)(void *)p->stack.ptr + bottom;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!list[i].is_inside)
            list[kept++] = list[i];
    }
    p->stack.len = (bottom + kept) * sizeof *list;
}

/* Of a single term and the words inside it leaves those that do not overlap an earlier one, and what is between them:
 * 字符串 with 字符 and 符串 inside becomes 字符 and 串. */
static void keep_inside(word_parts *p, size_t bottom, size_t count)
{
    word_part term = *part_at(&p->stack, bottom);
    size_t at = term.begin;
    for (size_t i = 1; i < count; i++) { /* they are put behind the list, then in its place */
        word_part inside = *part_at(&p->stack, bottom + i);
        if (inside.begin < at)
            continue;
        if (inside.begin > at)
            push(&p->stack, (word_part){ at, inside.begin, 0, 0, false });
        push(&p->stack, inside);
        at = inside.end;
    }
    if (at < term.end)
        push(&p->stack, (word_part){ at, term.end, 0, 0, false });
    word_part *list = (word_part *)(void *)p->stack.ptr + bottom;
    p->stack.len -= count * sizeof *list;
    memmove(list, list + count, p->stack.len - bottom * sizeof *list);
}

/* Leaves of the words on the stack, from number `bottom` on, what is to be cut next; returns how many. */
static size_t keep_parts(word_parts *p, size_t bottom)
{
    size_t count = p->stack.len / sizeof(word_part) - bottom, terms = 0;
    for (size_t i = 0; i < count; i++)
        terms += !part_at(&p->stack, bottom + i)->is_inside;
    if (terms == 1 && count > 1)
        keep_inside(p, bottom, count);
    else
        keep_terms(p, bottom, count);
    return p->stack.len / sizeof(word_part) - bottom;
}

/* Puts the runs of letters and digits of `word` on the stack. */
static void push_runs(word_parts *p, hp_span word)
{
    size_t begin, end;
    for (size_t at = 0; index_next_run(word, at, &begin, &end); at = end)
        push(&p->stack, (word_part){ begin, end, 0, 0, false });
}

/* Appends the word at `begin`, which is not cut, with its text in p->folded. */
static void add_part(word_parts *p, size_t begin, size_t end, word_part word, part_list *out)
{
    word_part part = { begin, end, out->text.len, 0, false };
    index_fold(&out->text, (hp_span){ p->folded.ptr + word.text, word.text_len });
    part.text_len = out->text.len - part.text;
    if (part.text_len > 0)
        push(&out->parts, part);
}

/* Leaves what is to be cut next of a word that is one term without words inside: the runs of letters and digits of what
 * may have marks in it.  Returns how many, or 0 where that is all of it, which then is a part. */
static size_t cut_runs(word_parts *p, hp_span word, size_t base, size_t bottom, part_list *out)
{
    word_part term = *part_at(&p->stack, bottom);
    p->stack.len = bottom * sizeof(word_part);
    push_runs(p, word);
    size_t count = p->stack.len / sizeof(word_part) - bottom;
    const word_part *run = part_at(&p->stack, bottom);
    if (count > 1 || (count == 1 && (run->begin > 0 || run->end < word.len)))
        return count;
    add_part(p, base, base + word.len, term, out);
    return 0;
}

static hp_status cut(word_parts *p, hp_span word, size_t base, part_list *out);

/* True when the words on the stack, from number `bottom` on, are what one character became: two of them have all of its
 * bytes, as of ㍿. */
static bool is_indivisible(const word_parts *p, size_t bottom, hp_span word)
{
    const word_part *second = part_at(&p->stack, bottom + 1);
    return p->stack.len / sizeof *second > bottom + 1 && second->begin == 0 && second->end == word.len;
}

/* Cuts the folded text of such a word in its place; each part has all of the word's bytes. */
static hp_status cut_folded(word_parts *p, hp_span word, size_t base, size_t bottom, part_list *out)
{
    hp_buf text = { NULL, 0, 0, false };
    size_t first = part_count(out), count = p->stack.len / sizeof(word_part);
    for (size_t i = bottom; i < count; i++) {
        const word_part *part = part_at(&p->stack, i);
        if (!part->is_inside)
            hp_buf_append(&text, (hp_span){ p->folded.ptr + part->text, part->text_len });
    }
    p->stack.len = bottom * sizeof(word_part);
    p->is_folded = true;
    hp_status st = text.failed ? HP_NO_MEMORY : cut(p, (hp_span){ text.ptr, text.len }, 0, out);
    p->is_folded = false;
    for (size_t i = first; i < part_count(out); i++) {
        word_part *part = (word_part *)(void *)out->parts.ptr + i;
        part->begin = base;
        part->end = base + word.len;
    }
    hp_buf_free(&text);
    return st;
}

static hp_status cut(word_parts *p, hp_span word, size_t base, part_list *out)
{
    size_t bottom = p->stack.len / sizeof(word_part), folded = p->folded.len;
    hp_status st = hp_words(p->worker, word, take_word, p, p->err);
    if (st == HP_OK && !p->is_folded && is_indivisible(p, bottom, word))
        st = cut_folded(p, word, base, bottom, out);
    size_t count = keep_parts(p, bottom);
    if (st == HP_OK && count == 1)
        count = cut_runs(p, word, base, bottom, out);
    for (size_t i = 0; i < count && st == HP_OK; i++) {
        word_part part = *part_at(&p->stack, bottom + i);
        hp_span inner = { word.ptr + part.begin, part.end - part.begin };
        if (inner.len < word.len)
            st = cut(p, inner, base + part.begin, out);
        else
            add_part(p, base, base + word.len, part, out);
    }
    p->stack.len = bottom * sizeof(word_part);
    p->folded.len = folded;
    return st == HP_OK && p->stack.failed ? HP_NO_MEMORY : st;
}

hp_status word_parts_cut(word_parts *p, hp_span word, part_list *out, hp_error *err)
{
    p->err = err;
    p->stack.len = p->folded.len = 0;
    p->is_folded = false;
    p->stack.failed = p->folded.failed = false;
    hp_status st = cut(p, word, 0, out);
    return st == HP_OK && (out->parts.failed || out->text.failed) ? HP_NO_MEMORY : st;
}

/* Opens `expression`, which may name files: who gave them is asked before. */
static hp_status open_expression(hp_worker **out, const char *expression, const hp_data *data, hp_error *err)
{
    hp_pipeline *pipeline;
    *out = NULL;
    hp_status st = hp_pipeline_open(&pipeline, expression, data, err);
    if (st == HP_OK)
        st = hp_worker_open(out, pipeline, err);
    hp_pipeline_free(pipeline);
    return st;
}

static void append(hp_buf *out, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    hp_buf_append(out, (hp_span){ text, n });
}

hp_status index_open_worker(hp_worker **out, const index_options *options, const hp_data *data, hp_error *err)
{
    static const char *const grains[] = { "search ", "coarse ", "char " };
    hp_buf expression = { NULL, 0, 0, false };
    append(&expression, "norm --profile=search | ");
    append(&expression, options->fold_script ? "conv -c tw2s | seg --grain=" : "seg --grain=");
    append(&expression, grains[options->grain]);
    append(&expression, options->tags ? "--pos " : "");
    append(&expression, options->word_files ? options->word_files : "");
    hp_buf_append(&expression, (hp_span){ "", 1 });
    *out = NULL;
    hp_status st = expression.failed ? HP_NO_MEMORY : open_expression(out, expression.ptr, data, err);
    hp_buf_free(&expression);
    return st;
}

hp_status word_parts_open(word_parts **out, const index_options *options, const hp_data *data, hp_error *err)
{
    word_parts *p = calloc(1, sizeof *p);
    *out = NULL;
    if (!p)
        return HP_NO_MEMORY;
    hp_status st = index_open_worker(&p->worker, options, data, err);
    if (st == HP_OK)
        *out = p;
    else
        word_parts_free(p);
    return st;
}

void word_parts_free(word_parts *p)
{
    if (!p)
        return;
    hp_worker_free(p->worker);
    hp_buf_free(&p->stack);
    hp_buf_free(&p->folded);
    free(p);
}

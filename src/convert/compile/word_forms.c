/* word_forms.c - the words' forms; see word_forms.h.
 *
 * Given words with costs it goes from the short to the long, so that a word is made of forms that are settled.
 *
 * Worked: 历史博物馆 is in the frequency lists only; 历史|博物馆 is the cheapest way over shorter words, so it is
 * 歷史博物館.  OpenCC's greedy engine would give 直面人生 a 麪 (面人 is a phrase); 直面|人生 has none.
 */
#include "convert/compile/word_forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { FORM_KNOWN = 25, ESSAY_LONGEST = 3, NAME_COMMON = 1000, NAME_RARE = 10, MOST = 64 };

bool conv_word_counts(const conv_word *word)
{
    return word->cost > 0 && (word->jieba > 0 || word->essay >= CONV_RARE || word->own || word->key);
}

int conv_by_key(const void *a, const void *b)
{
    const conv_rule *x = a, *y = b;
    size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
    int c = memcmp(x->key.ptr, y->key.ptr, n);
    return c ? c : (x->key.len > y->key.len) - (x->key.len < y->key.len);
}

static int by_chars(const void *a, const void *b)
{
    const conv_word *x = *(conv_word *const *)a, *y = *(conv_word *const *)b;
    size_t m = utf8_count(x->text), n = utf8_count(y->text);
    if (m != n)
        return m < n ? -1 : 1;
    int c = memcmp(x->text.ptr, y->text.ptr, x->text.len < y->text.len ? x->text.len : y->text.len);
    return c ? c : (x->text.len > y->text.len) - (x->text.len < y->text.len);
}

conv_word **conv_words_by_length(const conv_words *words, size_t *count)
{
    conv_word **all = memory_zeroed(words->count + 1, sizeof *all);
    if (!all) {
        fputs("hanpipe-mkdict: out of memory\n", stderr);
        exit(1);
    }
    *count = words->count;
    memcpy(all, words->words, words->count * sizeof *all);
    qsort(all, *count, sizeof *all, by_chars);
    return all;
}

size_t conv_words_cut(const conv_words *words, hp_span word, size_t *ends)
{
    double best[MOST];
    size_t from[MOST], count = 0;
    if (word.len >= MOST)
        return 0;
    for (size_t i = 1; i <= word.len; i++)
        best[i] = 1e9;
    best[0] = 0;
    for (size_t i = 0; i < word.len; i++) {
        size_t one = utf8_lead_length((unsigned char)word.ptr[i]);
        for (size_t j = i + one; best[i] < 1e9 && j <= word.len;) {
            const conv_word *part = j - i < word.len ? conv_words_find(words, (hp_span){ word.ptr + i, j - i }) : NULL;
            double cost = part && conv_word_counts(part) ? part->cost : j - i == one ? CONV_UNKNOWN_COST : 1e9;
            if (best[i] + cost < best[j]) {
                best[j] = best[i] + cost;
                from[j] = i;
            }
            j += j < word.len ? utf8_lead_length((unsigned char)word.ptr[j]) : 1;
        }
    }
    for (size_t at = word.len; at > 0; at = from[at])
        count++;
    for (size_t at = word.len, i = count; at > 0; at = from[at])
        ends[--i] = at;
    return count;
}

/* The form of a shorter word or of a character. */
static hp_span form_of(const conv_words *words, const conv_form_sources *from, hp_span text)
{
    const conv_word *word = conv_words_find(words, text);
    if (word && word->settled && (conv_word_counts(word) || utf8_count(text) == 1))
        return word->form;
    return from->character(from->context, text);
}

/* What the cheapest way over shorter words makes of `word`. */
static void join_parts(conv_words *words, const conv_form_sources *from, hp_span word, hp_buf *form)
{
    size_t ends[MOST], at = 0, count = conv_words_cut(words, word, ends);
    form->len = 0;
    for (size_t i = 0; i < count; at = ends[i++])
        hp_buf_append(form, form_of(words, from, (hp_span){ word.ptr + at, ends[i] - at }));
    if (count == 0)
        hp_buf_append(form, word);
}

/* True when the name is rare, and a common word with one more character: 于|微软. */
static bool is_chance(const conv_words *words, const conv_word *word, size_t first)
{
    hp_span rest = { word->text.ptr + first, word->text.len - first };
    const conv_word *common = conv_words_find(words, rest);
    return word->jieba < NAME_RARE && common && !common->name && common->jieba > NAME_COMMON && utf8_count(rest) > 1;
}

/* True when the name ends in the character and is a common word before it: 大院里. */
static bool is_place_in(const conv_words *words, const conv_word *word, hp_span character)
{
    size_t n = word->text.len - character.len;
    if (memcmp(word->text.ptr + n, character.ptr, character.len) != 0)
        return false;
    const conv_word *rest = conv_words_find(words, (hp_span){ word->text.ptr, n });
    return utf8_count(word->text) == 2 ? word->jieba < NAME_RARE : rest && rest->jieba > 0 && !rest->name;
}

/* Puts the characters back that the name keeps; `form` has as many as the word. */
static void keep_in_name(const conv_words *words, const conv_form_sources *from, conv_word *word, hp_buf *form)
{
    if (!word->name || word->text.len != form->len)
        return;
    for (size_t i = 0; i < from->name_count; i++) {
        const conv_name_rule *rule = &from->names[i];
        hp_span kept = rule->character;
        if (word->text.len <= kept.len || is_place_in(words, word, kept) ||
            (rule->first && is_chance(words, word, kept.len)))
            continue;
        for (size_t at = 0; at < word->text.len; at += utf8_lead_length((unsigned char)word->text.ptr[at]))
            if (word->text.len - at >= kept.len && memcmp(word->text.ptr + at, kept.ptr, kept.len) == 0 &&
                (at == 0 || !rule->first)) {
                memcpy(form->ptr + at, kept.ptr, kept.len);
                word->kept = true;
            }
    }
}

/* Applies a rule to the last character of the word, which a number before it asks for: 里 in 三十五里. */
static void follow_number(const conv_form_sources *from, hp_span word, hp_buf *form)
{
    static const char *const none[2] = { NULL, NULL };
    if (word.len != form->len || word.len < 6 || word.len % 3 != 0)
        return;
    hp_span made = conv_context_form(from->numbers, word, (hp_span){ word.ptr + word.len - 3, 3 }, none,
                                     &(conv_context_seen){ 0 });
    if (made.len == 3)
        memcpy(form->ptr + form->len - 3, made.ptr, 3);
}

static void settle(conv_words *words, const conv_form_sources *from, conv_word *word, hp_buf *form)
{
    conv_rule key = { .key = word->text };
    size_t chars = utf8_count(word->text);
    const conv_rule *listed = from->phrases->count > 0 && chars > 1
                                  ? bsearch(&key, from->phrases->rows, from->phrases->count, sizeof key, conv_by_key)
                                  : NULL;
    bool essay = word->form.ptr && word->jieba > 0 && word->form_frequency >= FORM_KNOWN && chars <= ESSAY_LONGEST;
    word->settled = true;
    if (word->own)
        return;
    if (chars == 1) {
        hp_span usual = from->character(from->context, word->text);
        word->form = conv_words_keep(words, usual);
        return;
    }
    if (listed) {
        word->form = listed->value;
        return;
    }
    form->len = 0;
    if (essay && chars > 1) {
        hp_buf_append(form, word->form);
    } else {
        join_parts(words, from, word->text, form);
        /* What only the essay has, and not in the form of its parts, says nothing: 鐘表演. */
        if (word->jieba == 0 && !word->key && word->form_frequency >= FORM_KNOWN && form->len > 0 &&
            !span_eq(word->form, (hp_span){ form->ptr, form->len }))
            word->cost = 0;
        follow_number(from, word->text, form);
    }
    keep_in_name(words, from, word, form);
    word->form = conv_words_keep(words, (hp_span){ form->ptr, form->len });
}

void conv_words_settle(conv_words *words, const conv_form_sources *from)
{
    size_t count;
    hp_buf form = { 0 };
    conv_word **all = conv_words_by_length(words, &count);
    for (size_t i = 0; i < count; i++)
        settle(words, from, all[i], &form);
    hp_buf_free(&form);
    memory_free(all);
}

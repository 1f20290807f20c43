/* word_costs.c - the word map; see word_costs.h.
 *
 * Worked: a key 正则表达式 that no list has costs what 正则 + 表达式 cost, less one nat: it is taken as one
 * word, but not out of the middle of 改正则.
 */
#include "convert/compile/word_costs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/memory.h"

enum { BLOCK = 1 << 20, LONGEST = 20, UNLISTED_2 = 1150, UNLISTED_3 = 1100 };

static void *must(void *memory)
{
    if (!memory) {
        fputs("hanpipe-mkdict: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

hp_span conv_words_keep(conv_words *words, hp_span text)
{
    hp_buf *block = words->arena_count ? &words->arena[words->arena_count - 1] : NULL;
    if (!block || block->cap - block->len < text.len) {
        words->arena = must(memory_resize_array(words->arena, words->arena_count + 1, sizeof *words->arena));
        block = &words->arena[words->arena_count++];
        *block = (hp_buf){ 0 };
        must(hp_buf_reserve(block, text.len + BLOCK));
    }
    char *to = block->ptr + block->len;
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    block->len += text.len;
    return (hp_span){ to, text.len };
}

conv_word *conv_words_find(const conv_words *words, hp_span text)
{
    uint32_t number = string_map_find(&words->texts, text);
    return number ? words->words[number - 1] : NULL;
}

conv_word *conv_words_add(conv_words *words, hp_span text)
{
    uint32_t number = string_map_add(&words->texts, text);
    if (number == 0)
        must(NULL);
    if (number <= words->count)
        return words->words[number - 1];
    if (words->count == words->room) {
        words->room = 2 * words->room + 4096;
        words->words = must(memory_resize_array(words->words, words->room, sizeof *words->words));
    }
    conv_word *word = must(memory_zeroed(1, sizeof *word));
    word->text = conv_words_keep(words, text);
    return words->words[words->count++] = word;
}

/* The least cost of cutting `text` into two or more words. */
static double cut_cost(const conv_words *words, hp_span text)
{
    double best[3 * LONGEST + 1];
    if (text.len > 3 * LONGEST)
        return 10.0 * CONV_UNKNOWN_COST;
    for (size_t i = 1; i <= text.len; i++)
        best[i] = 1e9;
    best[0] = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (((unsigned char)text.ptr[i] & 0xC0) == 0x80)
            continue;
        for (size_t j = i + 1; j <= text.len; j++) {
            if ((j < text.len && ((unsigned char)text.ptr[j] & 0xC0) == 0x80) || j - i == text.len)
                continue;
            const conv_word *word = conv_words_find(words, (hp_span){ text.ptr + i, j - i });
            double cost = word && word->cost > 0 ? word->cost : j - i <= 4 ? CONV_UNKNOWN_COST : 1e9;
            if (best[i] + cost < best[j])
                best[j] = best[i] + cost;
        }
    }
    return best[text.len];
}

static int by_length(const void *a, const void *b)
{
    const conv_word *x = *(conv_word *const *)a, *y = *(conv_word *const *)b;
    if (x->text.len != y->text.len)
        return x->text.len < y->text.len ? -1 : 1;
    return memcmp(x->text.ptr, y->text.ptr, x->text.len);
}

/* Half the essay's estimate and half jieba's. */
static double estimate(const conv_words *words, const conv_word *word)
{
    double p = 0;
    if (word->essay > 0 && words->essay_total > 0)
        p += 0.5 * (word->essay + 0.1) / words->essay_total;
    if (word->jieba > 0 && words->jieba_total > 0)
        p += 0.5 * (word->jieba + 0.1) / words->jieba_total;
    return p;
}

/* What a key without a frequency costs at least. */
static double unlisted_cost(const conv_word *word)
{
    return word->text.len <= 6 ? UNLISTED_2 : word->text.len <= 9 ? UNLISTED_3 : 0;
}

void conv_words_weigh(conv_words *words)
{
    conv_word **raised = must(memory_zeroed(words->count + 1, sizeof *raised));
    size_t count = 0;
    for (size_t i = 0; i < words->count; i++) {
        conv_word *word = words->words[i];
        double p = estimate(words, word);
        if (word->given > 0)
            p = word->given / words->jieba_total;
        word->cost = p > 0 ? -CONV_COST_SCALE * log(p) : 0;
        if ((word->own || word->key) && word->text.len > 4 && word->given == 0)
            raised[count++] = word;
    }
    qsort(raised, count, sizeof *raised, by_length);
    for (size_t i = 0; i < count; i++) {
        double cut = cut_cost(words, raised[i]->text) - CONV_COST_SCALE * (raised[i]->own ? 3 : 1);
        /* A phrase that no list has a frequency for must not beat common words: 发|卡 in 信用卡发卡量. */
        if (raised[i]->cost == 0 && !raised[i]->own && cut < unlisted_cost(raised[i]))
            cut = unlisted_cost(raised[i]);
        if (raised[i]->cost == 0 || cut < raised[i]->cost)
            raised[i]->cost = cut > 1 ? cut : 1;
    }
    memory_free(raised);
}

/* of_words.c - what words a document has, as hanseg cuts them; see judge.h.
 *
 * Worked: "他是老师。" is cut 他|是|老师|。: 4 tokens, 3 words of 4/3 characters each, and 他 and 是 are very common.
 */
#include <string.h>

#include "judge/judge_parts.h"
#include "segment/sections.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* FineWeb-2's for Chinese (configs/cmn_Hani.yml at 05e6729). */
static const char *const stop_words[] = { "的", "年", "在", "月", "是", "和", "日", "了", "於", "·",  "為",
                                          "有", "被", "人", "中", "为", "他", "與", "後", "也", "而", "由" };

/* What is added up over the tokens. */
struct tokens {
    uint64_t tokens, words, word_chars, letter_words;
    uint32_t stop_words; /* a bit each */
    uint32_t chars;      /* of all */
    bool failed;
};

static uint32_t stop_word_bit(hp_span token)
{
    for (size_t i = 0; token.len <= 3 && i < sizeof stop_words / sizeof *stop_words; i++)
        if (span_eq(token, span_of_string(stop_words[i])))
            return UINT32_C(1) << i;
    return 0;
}

static void take_token(judge *j, hp_span token, struct tokens *t)
{
    bool has_letter = false, has_number = false;
    uint32_t cp, chars = 0;
    hp_span rest = token;
    for (size_t n; (n = utf8_decode(rest, &cp)); rest = (hp_span){ rest.ptr + n, rest.len - n }, chars++) {
        unsigned class = judge_kind(&j->characters, cp, &t->failed) % JUDGE_CLASSES;
        has_letter = has_letter || class == JUDGE_LETTER;
        has_number = has_number || class == JUDGE_DIGIT || class == JUDGE_NUMBER;
    }
    grams *g = &j->word_grams;
    g->starts[g->count] = t->chars;
    g->units[g->count] = id_table_add(&j->lines, judge_hash_bytes(token));
    t->failed = t->failed || g->units[g->count] == 0;
    g->count++;
    t->chars += chars;
    t->tokens++;
    t->letter_words += has_letter;
    t->stop_words |= stop_word_bit(token);
    if (has_letter || has_number) {
        t->words++;
        t->word_chars += chars;
    }
}

/* The tokens of `run`, valid UTF-8 of one line. */
static void take_run(judge *j, hp_span run, struct tokens *t)
{
    const seg_clause *c;
    segmenter_start(&j->cursor, run);
    while (!t->failed && (c = segmenter_next(&j->tables->segmenter, &j->cursor)))
        for (size_t i = 0, end; i < c->n; i = end) {
            for (end = i + 1; !c->cut[end - 1];)
                end++;
            if (c->model_id[i] != SEG_ID_BLANK || c->class[i] != SEG_BREAK)
                take_token(j, (hp_span){ run.ptr + c->start[i], c->start[end] - c->start[i] }, t);
        }
    t->failed = t->failed || j->cursor.failed;
}

static uint64_t count_hashes(hp_span text)
{
    uint64_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '#';
    return n;
}

static uint64_t count_word(hp_span text, const char *word)
{
    uint64_t n = 0;
    size_t len = strlen(word);
    for (const char *at = text.ptr, *end = text.ptr + text.len;
         text.len > 0 && (at = memmem(at, (size_t)(end - at), word, len)); at += len)
        n++;
    return n;
}

static void note_values(judge *j, const struct tokens *t)
{
    double *v = j->values;
    v[JUDGE_tokens] = (double)t->tokens;
    v[JUDGE_words] = (double)t->words;
    v[JUDGE_mean_word] = judge_share(t->word_chars, t->words);
    v[JUDGE_letter_words] = judge_share(t->letter_words, t->tokens);
    v[JUDGE_stop_words] = __builtin_popcount(t->stop_words);
    v[JUDGE_lines_per_word] = judge_share(count_word(j->text, "\n"), t->tokens);
    v[JUDGE_hashes] = judge_share(count_hashes(j->text), t->tokens);
    v[JUDGE_ellipses] = judge_share(count_word(j->text, "…") + count_word(j->text, "..."), t->tokens);
}

bool judge_count_words(judge *j)
{
    struct tokens t = { 0 };
    hp_span rest = j->text;
    if (!grams_reserve(&j->word_grams, j->text.len, true) || !id_table_clear(&j->lines))
        return false;
    j->word_grams.count = 0;
    for (uint64_t i = 0; !t.failed && i < j->line_count; i++) {
        hp_span line = span_take_field(&rest, '\n');
        while (line.len > 0 && !t.failed) {
            hp_span run = { line.ptr, utf8_valid(line) }, passed;
            if (run.len > 0)
                take_run(j, run, &t);
            span_take(&line, run.len < line.len ? run.len + 1 : run.len, &passed);
        }
    }
    j->word_grams.starts[j->word_grams.count] = t.chars;
    if (!t.failed)
        note_values(j, &t);
    return !t.failed;
}

bool judge_count_word_grams(judge *j)
{
    grams_found found;
    uint64_t chars = (uint64_t)j->values[JUDGE_chars];
    if (!grams_count(&j->word_grams, j->longest_gram < 10 ? j->longest_gram : 10, &found))
        return false;
    for (unsigned n = 2; n <= 4; n++)
        j->values[JUDGE_wtop2 + n - 2] = judge_share(found.top[n], chars);
    for (unsigned n = 5; n <= 10; n++)
        j->values[JUDGE_wdup5 + n - 5] = judge_share(found.repeated[n], chars);
    return true;
}

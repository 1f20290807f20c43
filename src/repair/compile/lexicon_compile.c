/* lexicon_compile.c - the words for repair; see repair/sections.h.
 *
 * Each word of conversion's lists is taken with the Traditional form that conversion gives it, and with the other forms
 * that rime's essay has often; a form's share of the word's probability is its cost.  A word without a character that
 * could be another needs no forms.
 * Worked: 只 is 只 or 隻, by their frequencies in the essay; 船只 is 船隻 only.
 */
#include "repair/compile/lexicon_compile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert/compile/word_forms.h"
#include "data/source_lines.h"
#include "repair/compile/entries.h"
#include "repair/compile/numbers_compile.h"
#include "repair/compile/pairs_compile.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

enum {
    FORMS = 12,
    ALSO_LONGEST = 3,
    ALSO_FREQUENT = 25,
    CHINESE_IN_JIEBA = 50,
    CHINESE_IN_ESSAY = 900,
    RARE_IN_JIEBA = 5
};

/* The least probability of a form of a single character. */
static const double rarest = 1e-9;

/* What a form has of the probability of the one that it is as right as. */
static const double also_share = 0.4;

/* Adds the form of a name that keeps what may be kept: 馬托格羅索, whatever 托 is in other words. */
static void add_name(struct repair_entries *l, const uint16_t *text, const uint16_t *made, size_t count, double weight)
{
    uint16_t kept[REPAIR_LONGEST];
    for (size_t i = 0; i < count; i++)
        kept[i] = l->classes.flags[text[i]] & FIX_LOOSE ? text[i] : made[i];
    struct repair_entry_form *form = repair_find_form(l, repair_find_entry(l, text, count, true), kept, true);
    form->weight = form->weight > weight ? form->weight : weight;
}

/* True for a rare word that has the form that its parts have: all that it could say is that it is written so. */
static bool is_rare(const conv_words *simplified, const conv_word *word)
{
    char form[4 * REPAIR_LONGEST];
    size_t ends[64], at = 0, length = 0;
    if (word->own || word->jieba > RARE_IN_JIEBA || word->essay >= 1)
        return false;
    for (size_t i = 0, parts = conv_words_cut(simplified, word->text, ends); i < parts; at = ends[i++]) {
        hp_span text = { word->text.ptr + at, ends[i] - at };
        const conv_word *part = conv_words_find(simplified, text);
        text = part && part->form.len > 0 ? part->form : text;
        if (length + text.len > sizeof form)
            return false;
        memcpy(form + length, text.ptr, text.len);
        length += text.len;
    }
    return span_eq(word->form, (hp_span){ form, length });
}

/* Adds a word that conversion knows, with the form that it gives it. */
static void add_word(struct repair_entries *l, const conv_words *simplified, const conv_words *traditional,
                     const conv_word *word)
{
    uint16_t text[REPAIR_LONGEST], made[REPAIR_LONGEST];
    size_t count = repair_take_characters(word->text, text);
    if (!conv_word_counts(word) || count < 2 || repair_take_characters(word->form, made) != count)
        return;
    if (count > ALSO_LONGEST && is_rare(simplified, word))
        return;
    for (size_t i = 0; i < count; i++)
        if (repair_class_of(&l->classes, text[i]) != repair_class_of(&l->classes, made[i]))
            return;
    struct repair_entry *entry = repair_find_entry(l, text, count, true);
    struct repair_entry_form *form = repair_find_form(l, entry, made, true);
    const conv_word *essay = conv_words_find(traditional, word->form);
    double all = exp(-word->cost / CONV_COST_SCALE);
    double others = 0.5 * (word->essay - (essay ? essay->essay : 0)) / simplified->essay_total;
    double least = 0.5 * word->jieba / simplified->jieba_total + all / 20;
    form->weight += all - others > least ? all - others : least;
    entry->given = entry->given || word->own;
    if (word->name && count > 2)
        add_name(l, text, made, count, form->weight / 2);
}

/* Adds another form that the essay has of a word, if it has it often.  The project's own list goes before the essay. */
static void add_also(struct repair_entries *l, const conv_words *traditional, const conv_word *word)
{
    uint16_t text[REPAIR_LONGEST];
    size_t count = repair_take_characters(word->text, text);
    if (word->essay < ALSO_FREQUENT || count < 2 || count > ALSO_LONGEST)
        return;
    struct repair_entry *entry = repair_find_entry(l, text, count, false);
    if (!entry || !entry->forms || repair_find_form(l, entry, text, false))
        return;
    double weight = 0.5 * word->essay / traditional->essay_total, most = 0;
    for (struct repair_entry_form *f = entry->forms; f; f = f->next)
        most = f->weight > most ? f->weight : most;
    repair_find_form(l, entry, text, true)->weight = entry->given && weight > 0.5 * most ? 0.5 * most : weight;
}

/* Gives the classes their characters as words of one: jieba's frequencies are shared out as the essay's are. */
static void add_characters(struct repair_entries *l, const conv_words *simplified, const conv_words *traditional)
{
    double *jieba = repair_must(memory_zeroed(REPAIR_UNITS, sizeof *jieba));
    double *essay = repair_must(memory_zeroed(REPAIR_UNITS, sizeof *essay));
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        char text[4];
        hp_span one = { text, utf8_encode(cp, text) };
        uint16_t root = repair_class_of(&l->classes, cp);
        const conv_word *word = conv_words_find(simplified, one);
        jieba[root] += word ? word->jieba : 0;
        word = conv_words_find(traditional, one);
        essay[root] += word && !(l->classes.flags[cp] & FIX_SIMPLIFIED) ? word->essay : 0;
    }
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        uint16_t root = repair_class_of(&l->classes, cp), one = (uint16_t)cp;
        char text[4];
        const conv_word *word = conv_words_find(traditional, (hp_span){ text, utf8_encode(cp, text) });
        double own = word ? word->essay : 0, all = essay[root];
        if (l->classes.flags[cp] & FIX_SIMPLIFIED || (root == cp && !all && !jieba[root] && l->right[root] <= 1))
            continue;
        struct repair_entry_form *form = repair_find_form(l, repair_find_entry(l, &one, 1, true), &one, true);
        form->weight += 0.5 * own / traditional->essay_total +
                        (all > 0 ? 0.5 * jieba[root] * (own / all) / simplified->jieba_total : 0);
        form->weight = form->weight > rarest ? form->weight : rarest;
    }
    memory_free(jieba);
    memory_free(essay);
}

/* Reads how often words were seen in which forms. */
static bool read_counts(struct repair_entries *l, const char *dicts)
{
    source_lines text;
    hp_span line, word, count;
    uint16_t seen[REPAIR_LONGEST];
    if (!source_lines_open(&text, dicts, "fix-forms.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        size_t chars = text_take_field(&line, &word) ? repair_take_characters(word, seen) : 0;
        if (chars == 0 || !text_take_field(&line, &count))
            return source_lines_complain(&text, "not 'word TAB count'");
        struct repair_entry *entry = repair_find_entry(l, seen, chars, false);
        if (entry && entry->forms)
            repair_find_form(l, entry, seen, true)->counted = strtod(count.ptr, NULL);
    }
    source_lines_close(&text);
    return true;
}

/* Gives all forms of the entry with `has` in them the same with `also` there. */
static void add_substitute(struct repair_entries *l, struct repair_entry *entry, const uint16_t *has,
                           const uint16_t *also, size_t chars)
{
    for (struct repair_entry_form *f = entry->forms; f; f = f->next)
        for (size_t at = 0; at + chars <= entry->chars; at++) {
            uint16_t text[REPAIR_LONGEST];
            if (f->weight == 0 || memcmp(f->text + at, has, chars * sizeof *has) != 0)
                continue;
            memcpy(text, f->text, sizeof text);
            memcpy(text + at, also, chars * sizeof *also);
            struct repair_entry_form *other = repair_find_form(l, entry, text, true);
            other->is_also = f->is_also = true;
            if (other->weight < also_share * f->weight)
                other->weight = also_share * f->weight;
        }
}

/* Reads words that have two forms. */
static bool read_also(struct repair_entries *l, const char *dicts)
{
    source_lines text;
    hp_span line, word, other;
    uint16_t has[REPAIR_LONGEST], also[REPAIR_LONGEST];
    if (!source_lines_open(&text, dicts, "fix-also.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        size_t chars = text_take_field(&line, &word) ? repair_take_characters(word, has) : 0;
        if (chars == 0 || !text_take_field(&line, &other) || repair_take_characters(other, also) != chars)
            return source_lines_complain(&text, "not 'word TAB word'");
        for (size_t i = 0; i < chars; i++) {
            has[i] = l->classes.standard[has[i]];
            also[i] = l->classes.standard[also[i]];
        }
        for (size_t i = 0; i < l->keys.count; i++)
            add_substitute(l, &l->entries[i], has, also, chars);
    }
    source_lines_close(&text);
    return true;
}

/* Shares a word's probability out to its forms as they were counted; what the lists say counts as so many more. */
static void share_out(struct repair_entry *entry)
{
    enum { LISTS_COUNT = 20 };
    double all = 0, counted = 0;
    for (struct repair_entry_form *f = entry->forms; f; f = f->next) {
        all += f->weight;
        counted += f->counted;
    }
    for (struct repair_entry_form *f = entry->forms; f && counted > 0; f = f->next)
        f->weight = (f->counted * all + LISTS_COUNT * f->weight) / (counted + LISTS_COUNT);
}

/* A character that Chinese lists have is not Japanese only: 予. */
static void keep_chinese(struct repair_entries *l, const conv_words *simplified, const conv_words *traditional)
{
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        char text[4];
        hp_span one = { text, utf8_encode(cp, text) };
        const conv_word *word = conv_words_find(simplified, one), *other = conv_words_find(traditional, one);
        if ((word && word->jieba > CHINESE_IN_JIEBA) || (other && other->essay > CHINESE_IN_ESSAY))
            l->classes.flags[cp] &= (uint16_t)~FIX_JAPANESE;
    }
}

/* Writes the words that OpenCC's phrases give with a Traditional character in Simplified text. */
static bool write_kept(struct repair_entries *l, const char *opencc, data_writer *writer)
{
    source_lines text;
    hp_span line, key, value;
    uint16_t word[REPAIR_LONGEST];
    hp_buf bytes = { 0 };
    if (!source_lines_open(&text, opencc, "TSPhrases.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        size_t chars = text_take_field(&line, &key) && text_take_field(&line, &value)
                           ? repair_take_characters(value, word)
                           : 0;
        bool kept = false;
        for (size_t i = 0; i < chars; i++)
            kept = kept || (l->classes.has_simple[word[i]] && !(l->classes.flags[word[i]] & FIX_SIMPLIFIED));
        if (kept) {
            hp_buf_append(&bytes, value);
            hp_buf_append(&bytes, (hp_span){ "\n", 1 });
        }
    }
    source_lines_close(&text);
    return data_writer_add(writer, "fix.kept", &bytes);
}

static void count_right(struct repair_entries *l)
{
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++)
        if (!(l->classes.flags[cp] & FIX_SIMPLIFIED) && l->classes.standard[cp] == cp)
            l->right[repair_class_of(&l->classes, cp)]++;
}

static uint32_t cost_of(double weight)
{
    double cost = -CONV_COST_SCALE * log(weight) + 0.5;
    return cost < 0 ? 0 : cost > FIX_ALSO - 1 ? FIX_ALSO - 1 : (uint32_t)cost;
}

static repair_pairs pairs; /* memory is the process's */

/* The number of an entry; its forms go to *bytes. */
static uint32_t write_entry(struct repair_entries *l, const conv_table *table, struct repair_entry *entry,
                            hp_buf *bytes)
{
    struct repair_entry_form *sorted[FORMS];
    size_t count = 0;
    bool choice = false;
    for (size_t i = 0; i < entry->chars; i++)
        choice = choice || l->right[repair_class_of(&l->classes, entry->forms->text[i])] > 1;
    for (struct repair_entry_form *f = entry->forms; f && count < FORMS; f = f->next) {
        size_t at = count++;
        for (; at > 0 && sorted[at - 1]->weight < f->weight; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = f;
    }
    if (!choice)
        return cost_of(sorted[0]->weight) + 1;
    if (bytes->len >= FIX_HAS_FORMS)
        bytes->failed = true; /* no number says where they stand */
    uint32_t number = (uint32_t)bytes->len | FIX_HAS_FORMS;
    char head[2] = { (char)count, (char)entry->chars };
    hp_buf_append(bytes, (hp_span){ head, sizeof head });
    for (size_t i = 0; i < count; i++) {
        bytes_put_u16(bytes, (uint16_t)(cost_of(sorted[i]->weight) | (sorted[i]->is_also ? FIX_ALSO : 0)));
        for (size_t k = 0; k < entry->chars; k++)
            bytes_put_u16(bytes, sorted[i]->text[k]);
        repair_pairs_add(&pairs, l, table, sorted[i]->text, entry->chars);
    }
    return number;
}

/* True when a word counts that has these classes alone, in the characters that stand for them. */
static bool is_reachable(struct repair_entries *l, const conv_word *word)
{
    uint16_t text[REPAIR_LONGEST];
    size_t count = conv_word_counts(word) ? repair_take_characters(word->text, text) : 0;
    for (size_t i = 0; i < count; i++)
        if (l->stands[repair_class_of(&l->classes, text[i])] != text[i])
            return false;
    return count > 0;
}

/* The entry of a word, or NULL. */
static struct repair_entry *entry_of(struct repair_entries *l, const conv_word *word)
{
    uint16_t text[REPAIR_LONGEST];
    size_t count = repair_take_characters(word->text, text);
    struct repair_entry *entry = count > 0 ? repair_find_entry(l, text, count, false) : NULL;
    return entry && entry->forms ? entry : NULL;
}

/* Lets the character of each class that most words have stand for it. */
static void choose_characters(struct repair_entries *l, const conv_words *simplified)
{
    uint32_t *words = repair_must(memory_zeroed(REPAIR_UNITS, sizeof *words));
    for (size_t i = 0; i < simplified->count; i++) {
        uint16_t text[REPAIR_LONGEST];
        size_t count = conv_word_counts(simplified->words[i]) ? repair_take_characters(simplified->words[i]->text, text)
                                                              : 0;
        for (size_t k = 0; k < count; k++)
            words[text[k]]++;
    }
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        uint16_t *stands = &l->stands[repair_class_of(&l->classes, cp)];
        if (*stands == 0 || words[cp] > words[*stands])
            *stands = (uint16_t)cp;
    }
    memory_free(words);
}

/* The key of an entry in the characters that stand for its classes. */
static hp_span key_of(struct repair_entries *l, size_t entry, char *to)
{
    hp_span classes = string_map_text(&l->keys, (uint32_t)entry + 1);
    size_t n = 0;
    uint32_t cp;
    for (size_t k; (k = utf8_decode(classes, &cp)) > 0; classes = (hp_span){ classes.ptr + k, classes.len - k })
        n += utf8_encode(l->stands[cp], to + n);
    return (hp_span){ to, n };
}

/* Adds the entries that are no words of conversion's. */
static void add_keys(struct repair_entries *l, const conv_words *simplified, conv_build *build)
{
    for (size_t i = 0; i < l->keys.count; i++) {
        char text[3 * REPAIR_LONGEST];
        hp_span key = key_of(l, i, text);
        const conv_word *word = conv_words_find(simplified, key);
        if (l->entries[i].forms && !(word && conv_word_counts(word)))
            conv_build_add_number(build, key, CONV_BUILD_NO_NUMBER);
    }
}

/* Writes what is known of each character; the codes are those of the table of words. */
static bool write_characters(struct repair_entries *l, data_writer *writer, const conv_table *table)
{
    hp_buf bytes = { 0 }, variants = { 0 };
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        char text[4];
        uint16_t root = repair_class_of(&l->classes, cp), usual = l->classes.usual[cp];
        size_t n = utf8_encode(l->stands[root], text);
        uint16_t flags = l->classes.flags[cp];
        if (l->right[root] <= 1)
            flags &= (uint16_t) ~(FIX_CHOICE | FIX_SHARED);
        if (repair_pairs_is_open(&pairs, &l->classes, cp))
            flags |= FIX_OPEN;
        bytes_put_u16(&bytes, (uint16_t)conv_cost_code(table, text, n));
        bytes_put_u16(&bytes, l->classes.standard[cp]);
        bytes_put_u16(&bytes, usual ? l->classes.standard[usual] : 0);
        bytes_put_u16(&bytes, flags);
        bytes_put_u16(&bytes, l->classes.set[cp]);
    }
    for (size_t i = 1; i <= l->classes.set_count; i++)
        for (size_t k = 0; k < FIX_REGIONS; k++)
            bytes_put_u16(&variants, l->classes.regions[i][k]);
    return data_writer_add(writer, "fix.characters", &bytes) && data_writer_add(writer, "fix.variants", &variants);
}

/* The node of a key, which is in the table. */
static uint32_t node_of(const conv_table *table, hp_span key)
{
    uint32_t second = key.len > 3 ? conv_cost_code(table, key.ptr + 3, 3) : 0;
    uint32_t node = conv_cost_first(table, conv_cost_code(table, key.ptr, 3), second);
    for (size_t at = 3; at < key.len; at += 3)
        node = conv_cost_step(table, node, conv_cost_code(table, key.ptr + at, 3));
    return node;
}

/* Sets the number of a key, which is in the table; one of a single character has two nodes. */
static void set_number(repair_numbers *numbers, const conv_table *table, hp_span key, uint32_t number)
{
    repair_numbers_set(numbers, node_of(table, key), number);
    if (key.len == 3)
        repair_numbers_set(numbers, conv_cost_first(table, conv_cost_code(table, key.ptr, 3), 1), number);
}

/* Writes the numbers that are not the words' costs. */
static bool write_numbers(struct repair_entries *l, data_writer *writer, const conv_words *simplified,
                          const conv_table *table)
{
    hp_buf forms = { 0 }, sorted = { 0 }, bytes = { 0 }, bits = { 0 };
    repair_numbers numbers;
    repair_pairs_start(&pairs, &l->classes);
    if (!repair_numbers_start(&numbers, table->node_count))
        return false;
    for (size_t i = 0; i < l->keys.count; i++) {
        char text[3 * REPAIR_LONGEST];
        hp_span key = key_of(l, i, text);
        uint32_t node = l->entries[i].forms ? node_of(table, key) : 0;
        uint32_t number = node ? write_entry(l, table, &l->entries[i], &forms) : 0;
        if (node && conv_cost_at(table, node) != number)
            set_number(&numbers, table, key, number);
    }
    for (size_t i = 0; i < simplified->count; i++)
        if (is_reachable(l, simplified->words[i]) && !entry_of(l, simplified->words[i]))
            set_number(&numbers, table, simplified->words[i]->text, 0);
    repair_numbers_put(&numbers, &forms, &bytes, &sorted);
    repair_numbers_end(&numbers);
    hp_buf_free(&forms);
    hp_buf_append(&bits, (hp_span){ (const char *)pairs.bits, sizeof pairs.bits });
    return data_writer_add(writer, "fix.numbers", &bytes) && data_writer_add(writer, "fix.forms", &sorted) &&
           data_writer_add(writer, "fix.pairs", &bits);
}

static struct repair_entries lexicon; /* memory is the process's */

static bool add_words(const conv_sources *from, const conv_words *simplified, const conv_words *traditional,
                      conv_build *build)
{
    struct repair_entries *l = &lexicon;
    memset(l, 0, sizeof *l);
    if (!repair_classes_read(&l->classes, from->opencc, from->dicts))
        return false;
    count_right(l);
    for (size_t i = 0; i < simplified->count; i++)
        add_word(l, simplified, traditional, simplified->words[i]);
    for (size_t i = 0; i < traditional->count; i++)
        add_also(l, traditional, traditional->words[i]);
    add_characters(l, simplified, traditional);
    keep_chinese(l, simplified, traditional);
    if (!read_also(l, from->dicts) || !read_counts(l, from->dicts))
        return false;
    for (size_t i = 0; i < l->keys.count; i++)
        share_out(&l->entries[i]);
    if (!repair_read_context(l, from->dicts))
        return false;
    choose_characters(l, simplified);
    add_keys(l, simplified, build);
    return true;
}

static bool compile(data_writer *writer, const conv_sources *from, const conv_words *simplified,
                    const conv_table *table)
{
    struct repair_entries *l = &lexicon;
    return write_numbers(l, writer, simplified, table) && write_characters(l, writer, table) &&
           write_kept(l, from->opencc, writer);
}

const conv_use_words repair_use_words = { add_words, compile };

/* tf_idf.c - see tf_idf.h.
 *
 *     texts    the words, each with a number
 *     words    by number: sums over all documents, and the count in the document at hand
 *     pairs    (word, count) of the kept documents, one document's after the other's
 *
 * Numbers are given in the order in which words come up, so nothing depends on the hash.
 */
#include "terms/tf_idf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/map/checksum.h"
#include "text/error.h"
#include "text/map/string_map.h"
#include "text/memory.h"
#include "text/utf8.h"

struct word {
    uint64_t count, documents, table_documents;
    uint32_t here; /* in the document at hand */
    uint32_t form; /* number of the form that came up first, in `forms`; 0: that in `texts` */
    uint8_t chars;
    bool is_stop;
};

struct pair {
    uint32_t word, count;
};

struct document {
    size_t first; /* pair */
    uint64_t words;
};

struct terms_counts {
    string_map texts, forms;
    terms_fold fold; /* NULL: none */
    const void *fold_by;
    hp_buf folded;
    struct word *words; /* by number less 1 */
    size_t count, room;
    struct pair *pairs;
    size_t pair_count, pair_room;
    struct document *kept;
    size_t kept_count, kept_room;
    uint32_t *seen; /* the words of the document at hand, in the order in which they came up */
    size_t seen_count, seen_room;
    uint64_t words_in_all, words_here;
    uint64_t documents, table_documents;
    bool has_table;
};

terms_counts *terms_new(void)
{
    return memory_zeroed(1, sizeof(terms_counts));
}

void terms_free(terms_counts *t)
{
    if (!t)
        return;
    string_map_free(&t->texts);
    string_map_free(&t->forms);
    hp_buf_free(&t->folded);
    memory_free(t->words);
    memory_free(t->pairs);
    memory_free(t->kept);
    memory_free(t->seen);
    memory_free(t);
}

/* Makes room for one more than `count` elements of `size` bytes in *array. */
static bool grow_room(void *array, size_t count, size_t *room, size_t size)
{
    void **at = array;
    if (count < *room)
        return true;
    size_t more = 2 * *room + 256;
    void *grown = memory_resize_array(*at, more, size);
    if (!grown)
        return false;
    *at = grown;
    *room = more;
    return true;
}

/* The word's number in `texts`. */
static uint32_t number_of(const terms_counts *t, const struct word *word)
{
    return (uint32_t)(word - t->words) + 1;
}

static hp_span text_of(const terms_counts *t, const struct word *word)
{
    return word->form ? string_map_text(&t->forms, word->form)
                      : string_map_text(&t->texts, number_of(t, word));
}

void terms_set_fold(terms_counts *t, terms_fold fold, const void *by)
{
    t->fold = fold;
    t->fold_by = by;
}

/* What the word is counted as; lives until the next call. */
static hp_span folded_of(terms_counts *t, hp_span word)
{
    if (!t->fold)
        return word;
    t->folded.len = 0;
    t->fold(t->fold_by, word, &t->folded);
    return t->folded.failed ? word : (hp_span){ t->folded.ptr, t->folded.len };
}

/* The word's entry, a new one when it has none; NULL when there is no room, which *err says. */
static struct word *get_word(terms_counts *t, hp_span text, hp_error *err)
{
    text = folded_of(t, text);
    uint32_t number = string_map_add(&t->texts, text);
    if (number > 0 && number <= t->count)
        return &t->words[number - 1];
    if (number == 0 && t->texts.count == UINT32_MAX - 1) {
        error_set(err, HP_LIMIT, 0, "more than 2^32 different words");
        return NULL;
    }
    if (number == 0 || !grow_room(&t->words, t->count, &t->room, sizeof *t->words)) {
        error_set_memory(err);
        return NULL;
    }
    t->words[t->count] = (struct word){ .chars = (uint8_t)utf8_count(text) };
    return &t->words[t->count++];
}

/* Gives the next word of *text, what stands between blanks and broken bytes, and takes it off; false at the end. */
static bool take_word(hp_span *text, hp_span *word, bool *has_letter)
{
    *word = (hp_span){ text->ptr, 0 };
    *has_letter = false;
    while (text->len > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(*text, &cp);
        bool is_blank = n == 0 || text_is_blank(cp);
        if (is_blank && word->len > 0)
            return true;
        n = n ? n : 1;
        *text = (hp_span){ text->ptr + n, text->len - n };
        if (is_blank) {
            word->ptr = text->ptr;
        } else {
            word->len += n;
            *has_letter = *has_letter || text_is_letter(cp);
        }
    }
    return word->len > 0;
}

hp_status terms_stop(terms_counts *t, text_list *list, hp_error *err)
{
    hp_span line, word;
    while (text_list_next(list, &line)) {
        bool has_letter;
        if (!take_word(&line, &word, &has_letter) || word.len > TERMS_WORD_BYTES)
            continue;
        struct word *entry = get_word(t, word, err);
        if (!entry)
            return err ? err->status : HP_NO_MEMORY;
        entry->is_stop = true;
    }
    return HP_OK;
}

bool terms_is_stopped(terms_counts *t, hp_span word)
{
    uint32_t number = string_map_find(&t->texts, folded_of(t, word));
    return number > 0 && t->words[number - 1].is_stop;
}

hp_status terms_add(terms_counts *t, hp_span text, hp_error *err)
{
    hp_span word;
    bool has_letter;
    while (take_word(&text, &word, &has_letter)) {
        if (!has_letter)
            continue;
        t->words_here++;
        if (word.len > TERMS_WORD_BYTES)
            continue;
        struct word *entry = get_word(t, word, err);
        if (!entry)
            return err ? err->status : HP_NO_MEMORY;
        if (t->fold && entry->form == 0 && !span_eq(word, string_map_text(&t->texts, number_of(t, entry))) &&
            entry->count == 0 && entry->here == 0 && !(entry->form = string_map_add(&t->forms, word)))
            return error_set_memory(err);
        if (entry->here == 0) {
            if (!grow_room(&t->seen, t->seen_count, &t->seen_room, sizeof *t->seen))
                return error_set_memory(err);
            t->seen[t->seen_count++] = (uint32_t)(entry - t->words);
        }
        if (entry->here < UINT32_MAX)
            entry->here++;
    }
    return HP_OK;
}

hp_status terms_end_document(terms_counts *t, hp_error *err)
{
    if (!grow_room(&t->kept, t->kept_count, &t->kept_room, sizeof *t->kept))
        return error_set_memory(err);
    size_t first = t->pair_count;
    for (size_t i = 0; i < t->seen_count; i++) {
        if (!grow_room(&t->pairs, t->pair_count, &t->pair_room, sizeof *t->pairs))
            return error_set_memory(err);
        struct word *word = &t->words[t->seen[i]];
        t->pairs[t->pair_count++] = (struct pair){ t->seen[i], word->here };
        word->count += word->here;
        word->documents++;
        word->here = 0;
    }
    t->kept[t->kept_count++] = (struct document){ .first = first, .words = t->words_here };
    t->documents++;
    t->words_in_all += t->words_here;
    t->words_here = 0;
    t->seen_count = 0;
    return HP_OK;
}

uint64_t terms_words_here(const terms_counts *t)
{
    return t->words_here;
}

uint64_t terms_documents(const terms_counts *t)
{
    return t->documents;
}

size_t terms_kept(const terms_counts *t)
{
    return t->kept_count;
}

void terms_forget(terms_counts *t)
{
    t->kept_count = 0;
    t->pair_count = 0;
}

static int compare_text(hp_span a, hp_span b)
{
    int c = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

static int by_score(const void *a, const void *b)
{
    const terms_term *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return compare_text(x->text, y->text);
}

/* Adds the word to the ranking if it is within the limits. */
static void rank_word(const terms_counts *t, const struct word *word, uint64_t count, uint64_t words,
                      const terms_limits *limits, terms_term *ranked, size_t *ranked_count)
{
    if (word->is_stop || word->chars < limits->chars || count == 0 || count < limits->count)
        return;
    uint64_t all = t->has_table ? t->table_documents : t->documents;
    uint64_t with = t->has_table ? word->table_documents : word->documents;
    double tf = (double)count / (double)words, idf = 1 + log((1 + (double)all) / (1 + (double)with));
    ranked[(*ranked_count)++] =
        (terms_term){ .text = text_of(t, word), .count = count, .documents = with, .score = tf * idf };
}

hp_status terms_rank(const terms_counts *t, size_t document, const terms_limits *limits, terms_term **ranked,
                     size_t *count, hp_error *err)
{
    bool all = document == TERMS_ALL;
    size_t from = all ? 0 : t->kept[document].first;
    size_t to = all ? t->count : document + 1 < t->kept_count ? t->kept[document + 1].first : t->pair_count;
    *count = 0;
    *ranked = NULL;
    if (from == to)
        return HP_OK;
    terms_term *terms = memory_zeroed(to - from, sizeof *terms);
    if (!terms)
        return error_set_memory(err);
    for (size_t i = from; i < to; i++) {
        if (all)
            rank_word(t, &t->words[i], t->words[i].count, t->words_in_all, limits, terms, count);
        else
            rank_word(t, &t->words[t->pairs[i].word], t->pairs[i].count, t->kept[document].words, limits, terms, count);
    }
    qsort(terms, *count, sizeof *terms, by_score);
    if (*count > limits->number)
        *count = limits->number;
    *ranked = terms;
    return HP_OK;
}

static int by_documents(const void *a, const void *b)
{
    const terms_term *x = a, *y = b;
    if (x->documents != y->documents)
        return x->documents > y->documents ? -1 : 1;
    return compare_text(x->text, y->text);
}

hp_status terms_write_table(const terms_counts *t, uint64_t least, hp_buf *out, hp_error *err)
{
    size_t count = 0;
    terms_term *terms = memory_zeroed(t->count + 1, sizeof *terms);
    if (!terms)
        return error_set_memory(err);
    for (size_t i = 0; i < t->count; i++)
        if (t->words[i].documents > 0 && t->words[i].documents >= least && !t->words[i].is_stop)
            terms[count++] = (terms_term){ .text = text_of(t, &t->words[i]), .documents = t->words[i].documents };
    qsort(terms, count, sizeof *terms, by_documents);
    buffer_format(out, "documents\t%llu\n", (unsigned long long)t->documents);
    for (size_t i = 0; i < count; i++) {
        hp_buf_append(out, terms[i].text);
        buffer_format(out, "\t%llu\n", (unsigned long long)terms[i].documents);
    }
    memory_free(terms);
    return out->failed ? error_set_memory(err) : HP_OK;
}

/* Reads "word TAB number" from a line. */
static bool read_row(hp_span line, hp_span *word, uint64_t *number)
{
    hp_span digits;
    if (!text_take_field(&line, word) || !text_take_field(&line, &digits) || digits.len == 0 || digits.len > 18)
        return false;
    *number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        *number = 10 * *number + (uint64_t)(digits.ptr[i] - '0');
    }
    return word->len > 0 && word->len <= TERMS_WORD_BYTES;
}

hp_status terms_read_table(terms_counts *t, text_list *table, hp_error *err)
{
    for (hp_span line, word; text_list_next(table, &line);) {
        uint64_t number;
        bool good = read_row(line, &word, &number) && (t->has_table || span_eq(word, span_of_string("documents")));
        struct word *entry = good && t->has_table ? get_word(t, word, err) : NULL;
        if (!good)
            return text_list_fail(table, err, HP_BAD_DATA,
                                  t->has_table ? "expected a word, a TAB and a number of documents"
                                               : "expected 'documents', a TAB and their number");
        if (!t->has_table)
            t->table_documents = number;
        else if (entry)
            entry->table_documents = number;
        else
            return err ? err->status : HP_NO_MEMORY;
        t->has_table = true;
    }
    return t->has_table ? HP_OK : text_list_fail(table, err, HP_BAD_DATA, "the table is empty");
}

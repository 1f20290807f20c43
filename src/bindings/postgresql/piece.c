/* piece.c - three lists, which are filled anew for each piece: terms, the words in them, and the words' texts.
 *
 *     北京大学生的     terms   北京  大学生  的
 *                      words   北京  大学生 大学 学生  的
 */
#include "bindings/postgresql/piece.h"
#include "bindings/postgresql/types.h"
#include "bindings/search/characters.h"

enum { MOST_TERM = 1024 }; /* PostgreSQL takes no token of 2 KB or more */

static hp_span piece;
static hp_buf terms; /* piece_term */
static hp_buf words; /* index_word */
static hp_buf texts;

static piece_term *last_term(void)
{
    return terms.len > 0 ? (piece_term *)(void *)(terms.ptr + terms.len) - 1 : NULL;
}

/* Adds a term.  Terms that share a character which became several, as in ㍿, are one; false where it is. */
static bool add_term(size_t begin, size_t end, int type)
{
    piece_term *last = last_term(), one = { begin, end, type, words.len / sizeof(index_word), 0 };
    if (!last || begin >= last->end) {
        hp_buf_append(&terms, (hp_span){ (const char *)&one, sizeof one });
        return true;
    }
    last->end = end > last->end ? end : last->end;
    last->count = 0;
    return false;
}

/* Adds a word of the last term; its text's place is known when there are no more. */
static void add_word(const hp_word *word)
{
    piece_term *term = last_term();
    index_word one = { (size_t)word->begin - term->begin, (size_t)word->end - term->begin, { NULL, word->text.len } };
    hp_buf_append(&words, (hp_span){ (const char *)&one, sizeof one });
    hp_buf_append(&texts, word->text);
    term->count++;
}

/* A term that is too long for PostgreSQL is what stands between its marks. */
static void add_runs(const hp_word *word)
{
    hp_span whole = { piece.ptr + word->begin, (size_t)(word->end - word->begin) };
    size_t begin, end;
    for (size_t at = 0; index_next_run(whole, at, &begin, &end); at = end)
        add_term((size_t)word->begin + begin, (size_t)word->begin + end, token_type_of(word));
}

/* An hp_take_word. */
static hp_status take_word(void *to, const hp_word *word)
{
    bool *is_known = to; /* the words of the term at hand */
    size_t begin, end;
    if (word->increment > 0) {
        *is_known = false;
        if (word->end - word->begin > MOST_TERM)
            add_runs(word);
        else if (index_next_run(word->text, 0, &begin, &end))
            *is_known = add_term((size_t)word->begin, (size_t)word->end, token_type_of(word));
    }
    if (terms.failed)
        return HP_NO_MEMORY;
    if (*is_known)
        add_word(word);
    return words.failed || texts.failed ? HP_NO_MEMORY : HP_OK;
}

/* Tells the words where their texts are. */
static void set_texts(void)
{
    index_word *list = (index_word *)(void *)words.ptr;
    const char *text = texts.ptr;
    for (size_t i = 0; i < words.len / sizeof *list; i++) {
        list[i].text.ptr = text;
        text += list[i].text.len;
    }
}

hp_status piece_cut(hp_worker *cutter, hp_span text, hp_error *err)
{
    bool is_known = false;
    piece = text;
    terms.len = words.len = texts.len = 0;
    terms.failed = words.failed = texts.failed = false;
    hp_status st = hp_words(cutter, text, take_word, &is_known, err);
    if (st == HP_OK)
        set_texts();
    else
        terms.len = 0;
    return st;
}

const piece_term *piece_terms(size_t *count)
{
    *count = terms.len / sizeof(piece_term);
    return (const piece_term *)(const void *)terms.ptr;
}

const index_word *piece_find(hp_span term, size_t *count)
{
    uintptr_t from = (uintptr_t)piece.ptr, at = (uintptr_t)term.ptr;
    size_t low = 0, high;
    const piece_term *list = piece_terms(&high);
    if (at < from || at >= from + piece.len)
        return NULL;
    while (low < high) { /* the first that does not begin before it */
        size_t middle = low + (high - low) / 2;
        if (list[middle].begin < at - from)
            low = middle + 1;
        else
            high = middle;
    }
    piece_terms(&high);
    if (low == high || list[low].begin != at - from || list[low].end - list[low].begin != term.len)
        return NULL;
    *count = list[low].count;
    return *count > 0 ? (const index_word *)(const void *)words.ptr + list[low].first : NULL;
}

void piece_forget(hp_span text)
{
    if ((uintptr_t)piece.ptr >= (uintptr_t)text.ptr && (uintptr_t)piece.ptr <= (uintptr_t)text.ptr + text.len) {
        piece = (hp_span){ NULL, 0 };
        terms.len = 0;
    }
}

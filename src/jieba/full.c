/* full.c - jieba's full mode: all words of the dictionary that a run holds, and what is in none.
 *
 * Of several words that begin with a character, those of several characters are tokens; a single one, or the character,
 * is unless a word before covers it.  ASCII letters and digits in a row are one token, put out when they end; what is
 * outside of blocks is one token between blanks.
 *
 *     南京市长  →  南京 南京市 京市 市长
 */
#include "jieba/jieba.h"
#include "text/characters.h"
#include "text/error.h"
#include "text/utf8.h"

static void put(jieba_scratch *s, size_t from, size_t to)
{
    s->take(s->to, from, to);
}

/* A row of letters and digits that is not put out yet: places of the block; empty where they are equal. */
struct row {
    size_t from, to;
};

static void put_row(jieba_scratch *s, struct row *row)
{
    if (row->from < row->to)
        put(s, jieba_offset(s, row->from), jieba_offset(s, row->to));
    *row = (struct row){ 0, 0 };
}

/* True when a word of the dictionary or the user's ends with `walk` and `entry`. */
static bool ends_word(const jieba_dictionary *j, bool goes_on, jieba_walk walk, uint32_t entry)
{
    if (entry && j->user->entries[entry].is_listed)
        return j->user->entries[entry].frequency > 0;
    return goes_on && walk.weight;
}

/* The dictionary's words that begin at a place. */
struct words {
    size_t count, last; /* where the last ends */
};

/* Finds the words that begin at `at`, single characters with a frequency included, and with `s` puts out those of
 * several. */
static inline struct words find_words(const jieba_dictionary *j, double_array_packing by, const jieba_scratch *text,
                                      size_t at, size_t n, jieba_scratch *s)
{
    jieba_walk walk = { .base = j->root };
    uint32_t entry = j->user ? 1 : 0;
    bool goes_on = true;
    struct words words = { 0, 0 };
    for (size_t to = at; to < n; to++) {
        goes_on = goes_on && (to == at || walk.base != 0) && jieba_step(j, by, &walk, text->code[to]);
        entry = entry ? jieba_user_words_step(j->user, entry, text->text[to]) : 0;
        if (!goes_on && !entry)
            break;
        if (!ends_word(j, goes_on, walk, entry))
            continue;
        words = (struct words){ words.count + 1, to + 1 };
        if (s && to > at)
            put(s, jieba_offset(text, at), jieba_offset(text, to + 1));
    }
    return words;
}

/* Puts out what the block of `n` characters holds.  As in jieba, a single word that begins with a letter or digit goes
 * on the row, whatever it holds. */
static inline void put_block_by(const jieba_dictionary *j, double_array_packing by, jieba_scratch *s, size_t n)
{
    struct row row = { 0, 0 };
    for (size_t at = 0, covered = 0; at < n; at++) {
        struct words words = find_words(j, by, s, at, n, NULL);
        size_t end = words.count ? words.last : at + 1;
        bool alphanumeric = jieba_is_alphanumeric(s->text[at]);
        if (!alphanumeric)
            put_row(s, &row);
        if (words.count > 1 || at < covered) {
            find_words(j, by, s, at, n, s);
            covered = end > at + 1 ? end : covered;
            continue;
        }
        covered = end;
        if (!alphanumeric) {
            put(s, jieba_offset(s, at), jieba_offset(s, end));
            continue;
        }
        if (row.to != at)
            put_row(s, &row);
        row = (struct row){ row.from < row.to ? row.from : at, end };
    }
    put_row(s, &row);
}

static void put_block(const jieba_dictionary *j, jieba_scratch *s, size_t n)
{
    if (j->unit_bytes == 6)
        put_block_by(j, DOUBLE_ARRAY_PACKED_6, s, n);
    else
        put_block_by(j, DOUBLE_ARRAY_PACKED_8, s, n);
}

static bool is_blank(uint32_t cp)
{
    return text_is_blank(cp) || (cp >= 0x1C && cp <= 0x1F); /* to Python, separators of files are blanks, too */
}

/* Puts out what is outside of blocks from `at` on, up to the next block or one blank; returns its end. */
static size_t put_rest(jieba_scratch *s, hp_span run, size_t at)
{
    size_t from = at;
    uint32_t cp;
    for (size_t n; at < run.len; at += n) {
        n = jieba_get_character(run, at, &cp);
        if (is_blank(cp)) {
            at = at > from ? at : at + n;
            break;
        }
        if (jieba_place(cp) >= 0)
            break;
    }
    put(s, from, at);
    return at;
}

hp_status jieba_cut_full(const jieba_dictionary *jieba, jieba_scratch *s, hp_span run, jieba_take *take, void *to,
                         hp_error *err)
{
    s->take = take;
    s->to = to;
    s->failed = false;
    if (run.len > UINT32_MAX)
        return error_set(err, HP_LIMIT, 0, "a line of more than 4 GiB");
    for (size_t at = 0; at < run.len && !s->failed;) {
        size_t n = jieba_read_block(jieba, s, run, at);
        if (n > 0) {
            put_block(jieba, s, n);
            at = jieba_offset(s, n);
        } else if (!s->failed) {
            at = put_rest(s, run, at);
        }
    }
    return s->failed ? error_set_memory(err) : HP_OK;
}

/* index.c - any bytes as a document and as a query of an index, in one of several ways: tokens lie in the text, at
 * characters' borders, in order; a query has those of a document that stand beside no other; and a text that is cut
 * where index_find_cut() says has the tokens of the whole.
 *
 * The text's length chooses the way, so that texts are text alone, and a byte more tries another way.
 */
#include "bindings/search/characters.h"
#include "bindings/search/index_words.h"
#include "../built_data.h"
#include "fuzz.h"

static const index_options ways[] = {
    { .grain = INDEX_GRAIN_SEARCH, .fold_script = true },
    { .grain = INDEX_GRAIN_SEARCH, .fold_script = true, .pinyin = true },
    { .grain = INDEX_GRAIN_SEARCH },
    { .grain = INDEX_GRAIN_COARSE, .fold_script = true, .pinyin = true },
    { .grain = INDEX_GRAIN_CHAR, .fold_script = true },
};
enum { WAYS = sizeof ways / sizeof *ways };

static index_words *opened[WAYS];

/* Of one run. */
typedef struct run {
    hp_span text;
    hp_buf mains; /* the tokens that stand beside no other, each with a NUL */
    size_t begin, end, count;
    bool is_query;
} run;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void close_all(void)
{
    for (size_t i = 0; i < WAYS; i++)
        index_words_free(opened[i]);
}

static void open_all(void)
{
    hp_data *data;
    require(open_built_data(&data, NULL) == HP_OK);
    for (size_t i = 0; i < WAYS; i++)
        require(index_words_open(&opened[i], &ways[i], data, NULL) == HP_OK);
    hp_data_free(data);
    atexit(close_all);
}

static bool is_rest(hp_span text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* True where no character that is whole has the byte before `at` and the one at it. */
static bool is_border(hp_span text, size_t at)
{
    size_t lead = at;
    while (lead > 0 && at - lead < 3 && is_rest(text, lead))
        lead--;
    unsigned char byte = lead < text.len ? (unsigned char)text.ptr[lead] : 0;
    size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
    if (lead == at || lead + length <= at || lead + length > text.len)
        return true;
    for (size_t i = at; i < lead + length; i++) {
        if (!is_rest(text, i))
            return true;
    }
    /* It looks whole, but may be none: too long, a surrogate, or above U+10FFFF. */
    unsigned char next = (unsigned char)text.ptr[lead + 1];
    return (byte == 0xE0 && next < 0xA0) || (byte == 0xED && next > 0x9F) || (byte == 0xF0 && next < 0x90) ||
           (byte == 0xF4 && next > 0x8F) || byte > 0xF4;
}

/* An index_take. */
static hp_status take(void *to, const index_token *token)
{
    run *r = to;
    require(token->text.len > 0 && token->begin < token->end && token->end <= r->text.len);
    require(is_border(r->text, token->begin) && is_border(r->text, token->end));
    require(!token->is_beside || (r->count > 0 && !r->is_query));
    r->count++;
    if (token->is_beside)
        return HP_OK;
    require(token->begin >= r->begin && token->end >= r->end);
    r->begin = token->begin;
    r->end = token->end;
    hp_buf_append(&r->mains, token->text);
    hp_buf_append(&r->mains, (hp_span){ "", 1 });
    return HP_OK;
}

static run run_text(index_words *words, hp_span text, index_purpose purpose)
{
    run r = { .text = text, .is_query = purpose == INDEX_QUERY };
    require(index_words_run(words, text, purpose, take, &r, NULL) == HP_OK);
    return r;
}

static bool same(const hp_buf *a, const hp_buf *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}

/* The text in pieces of at most `most` bytes where it has line ends there. */
static void check_pieces(index_words *words, hp_span text, size_t most, const hp_buf *whole)
{
    hp_buf mains = { 0 };
    bool is_cut_in_line = false;
    for (size_t length; text.len > 0; text.ptr += length, text.len -= length) {
        length = index_find_cut(text, most);
        require(length > 0 && (length <= most || text.len <= most) && is_border(text, length));
        is_cut_in_line = is_cut_in_line || (length < text.len && text.ptr[length - 1] != '\n');
        run r = run_text(words, (hp_span){ text.ptr, length }, INDEX_QUERY);
        hp_buf_append(&mains, (hp_span){ r.mains.ptr, r.mains.len });
        hp_buf_free(&r.mains);
    }
    require(is_cut_in_line || same(&mains, whole));
    hp_buf_free(&mains);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_span text = { (const char *)bytes, len };
    if (!opened[0])
        open_all();
    index_words *words = opened[len % WAYS];
    run document = run_text(words, text, INDEX_DOCUMENT), query = run_text(words, text, INDEX_QUERY);
    require(document.mains.len >= query.mains.len); /* what is left at its end has positions of its own */
    document.mains.len = query.mains.len;
    require(same(&document.mains, &query.mains));
    check_pieces(words, text, 8 + len / 3, &query.mains);
    hp_buf_free(&document.mains);
    hp_buf_free(&query.mains);
    return 0;
}

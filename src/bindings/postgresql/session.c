/* session.c - opens when first asked, and anew when a setting has changed; runs a text and copies what it has.
 *
 * A run fills buffers that belong to the process and are used again: when PostgreSQL has no memory for a copy, and
 * raises its error, nothing is lost.  What is opened has memory for the longest text that it was given, which is as
 * long as parser.c makes its pieces, or a term.
 */
#include "bindings/postgresql/session.h"
#include "bindings/postgresql/piece.h"
#include "bindings/postgresql/token_cache.h"
#include "bindings/search/index_words.h"
#include "bindings/search/word_parts.h"
#include <mb/pg_wchar.h>
#include <utils/guc.h>

static const struct config_enum_entry grains[] = {
    { "search", INDEX_GRAIN_SEARCH, false },
    { "coarse", INDEX_GRAIN_COARSE, false },
    { "char", INDEX_GRAIN_CHAR, false },
    { NULL, 0, false },
};

static int grain = INDEX_GRAIN_SEARCH;
static char *word_file, *data_file;

/* Of the settings as they are, unless `stale`. */
static hp_worker *cutter;         /* cuts texts into terms */
static index_words *opened[2][2]; /* by fold_script and pinyin */
static bool stale;
static hp_error *error;
static hp_buf tokens, texts; /* of the term at hand: session_token, and the texts one behind the other */
static hp_buf key;           /* of its tokens in the cache */

static void grain_changed(int value, void *extra)
{
    (void)value;
    (void)extra;
    stale = true;
}

static void file_changed(const char *value, void *extra)
{
    (void)value;
    (void)extra;
    stale = true;
}

/* The path stands in quotes in a pipeline. */
static bool check_path(char **value, void **extra, GucSource source)
{
    (void)extra;
    (void)source;
    if (*value && strchr(*value, '\'')) {
        GUC_check_errdetail("The path may have no quote.");
        return false;
    }
    return true;
}

void session_define_settings(void)
{
    DefineCustomEnumVariable("hanpipe.grain", "How large the words of the parser hanpipe are.", NULL, &grain,
                             INDEX_GRAIN_SEARCH, grains, PGC_USERSET, 0, NULL, grain_changed, NULL);
    DefineCustomStringVariable("hanpipe.words", "A file of words for the parser hanpipe, on the server.", NULL,
                               &word_file, "", PGC_SUSET, GUC_SUPERUSER_ONLY, check_path, file_changed, NULL);
    DefineCustomStringVariable("hanpipe.data", "The data file of hanpipe; empty: the one that is installed.", NULL,
                               &data_file, "", PGC_SUSET, GUC_SUPERUSER_ONLY, check_path, file_changed, NULL);
    MarkGUCPrefixReserved("hanpipe");
}

/* Raises what a call has given. */
static void raise(hp_status st)
{
    const char *why = hp_error_status(error) == st ? hp_error_text(error) : hp_status_name(st);
    int code = st == HP_NO_MEMORY ? ERRCODE_OUT_OF_MEMORY
               : st == HP_IO      ? ERRCODE_IO_ERROR
                                  : ERRCODE_EXTERNAL_ROUTINE_EXCEPTION;
    ereport(ERROR, (errcode(code), errmsg("hanpipe: %s", why)));
}

static void close_all(void)
{
    hp_worker_free(cutter);
    cutter = NULL;
    for (int fold = 0; fold < 2; fold++) {
        for (int pinyin = 0; pinyin < 2; pinyin++) {
            index_words_free(opened[fold][pinyin]);
            opened[fold][pinyin] = NULL;
        }
    }
    token_cache_clear();
    stale = false;
}

/* Sees to it that what is open is of the settings as they are. */
static void refresh(void)
{
    if (GetDatabaseEncoding() != PG_UTF8)
        ereport(ERROR,
                (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("hanpipe needs a database whose encoding is UTF8")));
    if (!error)
        error = hp_error_new();
    if (stale)
        close_all();
}

/* Opens *words, or, for NULL, the cutter. */
static void open_one(index_words **words, session_way way)
{
    hp_data *data = NULL;
    char *files = word_file && word_file[0] ? psprintf("--words='%s'", word_file) : NULL;
    index_options options = { (index_grain)grain, way.fold_script, way.pinyin, !words, files };
    hp_status st = hp_data_open(&data, data_file && data_file[0] ? data_file : hp_data_default(), error);
    if (st == HP_OK && words)
        st = index_words_open(words, &options, data, error);
    else if (st == HP_OK)
        st = index_open_worker(&cutter, &options, data, error);
    hp_data_free(data);
    if (files)
        pfree(files);
    if (st != HP_OK)
        raise(st);
}

const piece_term *session_cut(const char *text, size_t length, size_t *count)
{
    refresh();
    if (!cutter)
        open_one(NULL, (session_way){ true, false });
    hp_status st = piece_cut(cutter, (hp_span){ text, length }, error);
    if (st != HP_OK)
        raise(st);
    return piece_terms(count);
}

/* An index_take. */
static hp_status take_token(void *to, const index_token *token)
{
    session_token one = { NULL, token->text.len, token->begin, token->end, token->is_beside };
    (void)to;
    hp_buf_append(&tokens, (hp_span){ (const char *)&one, sizeof one });
    hp_buf_append(&texts, token->text);
    hp_buf_append(&texts, (hp_span){ "", 1 });
    return tokens.failed || texts.failed ? HP_NO_MEMORY : HP_OK;
}

/* Puts into `key` what the tokens of a term depend on. */
static void make_key(session_way way, hp_span term, const index_word *words, size_t count)
{
    const char ways[] = { way.fold_script ? 's' : 'n', way.pinyin ? 'p' : 'n' };
    key.len = 0;
    key.failed = false;
    hp_buf_append(&key, (hp_span){ ways, sizeof ways });
    hp_buf_append(&key, term);
    for (size_t i = 0; i < count; i++) {
        const size_t place[] = { words[i].begin, words[i].end, words[i].text.len };
        hp_buf_append(&key, (hp_span){ (const char *)place, sizeof place });
        hp_buf_append(&key, words[i].text);
    }
}

/* Fills tokens and texts. */
static void make_tokens(session_way way, hp_span term, const index_word *inside, size_t inside_count)
{
    index_words **words = &opened[way.fold_script][way.pinyin];
    if (!*words)
        open_one(words, way);
    tokens.len = texts.len = 0;
    tokens.failed = texts.failed = false;
    hp_status st = inside ? index_words_run_term(*words, term, inside, inside_count, take_token, NULL, error)
                          : index_words_run(*words, term, INDEX_DOCUMENT, take_token, NULL, error);
    if (st != HP_OK)
        raise(st);
    session_token *list = (session_token *)(void *)tokens.ptr;
    char *text = texts.ptr;
    for (size_t i = 0; i < tokens.len / sizeof *list; i++) {
        list[i].text = text;
        text += list[i].text_len + 1;
    }
}

const session_token *session_tokens(session_way way, const char *term, size_t length, size_t *count)
{
    hp_span text = { term, length };
    size_t inside_count = 0;
    const index_word *inside = way.fold_script ? piece_find(text, &inside_count) : NULL;
    refresh();
    make_key(way, text, inside, inside_count);
    const session_token *kept = key.failed ? NULL : token_cache_find((hp_span){ key.ptr, key.len }, count);
    if (kept)
        return kept;
    make_tokens(way, text, inside, inside_count);
    const session_token *list = (const session_token *)(const void *)tokens.ptr;
    *count = tokens.len / sizeof *list;
    if (!key.failed)
        token_cache_keep((hp_span){ key.ptr, key.len }, list, *count);
    return list;
}

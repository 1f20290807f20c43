/* session.c - opens when first asked, and anew when a setting has changed; runs a text and copies its tokens.
 *
 * A run fills `tokens` and `texts`, which belong to the process and are used again: when PostgreSQL has no memory for
 * the copies, and raises its error, nothing is lost.
 */
#include "bindings/postgresql/session.h"
#include "bindings/search/index_words.h"
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

/* By fold_script and pinyin; of the settings as they are, unless `stale`. */
static index_words *opened[2][2];
static bool stale;
static hp_error *error;
static hp_buf tokens, texts; /* of the run at hand: session_token with offsets into texts for text */

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
                               &word_file, "", PGC_SUSET, 0, check_path, file_changed, NULL);
    DefineCustomStringVariable("hanpipe.data", "The data file of hanpipe; empty: the one that is installed.", NULL,
                               &data_file, "", PGC_SUSET, 0, check_path, file_changed, NULL);
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
    for (int fold = 0; fold < 2; fold++) {
        for (int pinyin = 0; pinyin < 2; pinyin++) {
            index_words_free(opened[fold][pinyin]);
            opened[fold][pinyin] = NULL;
        }
    }
    stale = false;
}

static index_words *open_words(session_way way)
{
    hp_data *data = NULL;
    char *files = word_file && word_file[0] ? psprintf("--words='%s'", word_file) : NULL;
    index_options options = { (index_grain)grain, way.fold_script, way.pinyin, files };
    index_words *words = NULL;
    hp_status st = hp_data_open(&data, data_file && data_file[0] ? data_file : hp_data_default(), error);
    if (st == HP_OK)
        st = index_words_open(&words, &options, data, error);
    hp_data_free(data);
    if (st != HP_OK)
        raise(st);
    if (files)
        pfree(files);
    return words;
}

static index_words *get_words(session_way way)
{
    index_words **here = &opened[way.fold_script][way.pinyin];
    if (GetDatabaseEncoding() != PG_UTF8)
        ereport(ERROR,
                (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("hanpipe needs a database whose encoding is UTF8")));
    if (!error)
        error = hp_error_new();
    if (stale)
        close_all();
    if (!*here)
        *here = open_words(way);
    return *here;
}

/* An index_take. */
static hp_status take_token(void *to, const index_token *token)
{
    session_token one = { NULL, token->text.len, token->begin, token->end, token->is_beside };
    (void)to;
    hp_buf_append(&tokens, (hp_span){ (const char *)&one, sizeof one });
    hp_buf_append(&texts, token->text);
    return tokens.failed || texts.failed ? HP_NO_MEMORY : HP_OK;
}

session_token *session_tokens(session_way way, const char *text, size_t length, size_t *count)
{
    index_words *words = get_words(way);
    tokens.len = texts.len = 0;
    tokens.failed = texts.failed = false;
    hp_status st = index_words_run(words, (hp_span){ text, length }, way.pinyin ? INDEX_DOCUMENT : INDEX_QUERY,
                                   take_token, NULL, error);
    if (st != HP_OK)
        raise(st);
    *count = tokens.len / sizeof(session_token);
    session_token *list = palloc_extended(tokens.len + 1, MCXT_ALLOC_HUGE);
    char *to = palloc_extended(texts.len + *count + 1, MCXT_ALLOC_HUGE);
    const char *from = texts.ptr;
    if (tokens.len > 0)
        memcpy(list, tokens.ptr, tokens.len);
    for (size_t i = 0; i < *count; i++) {
        list[i].text = to;
        memcpy(to, from, list[i].text_len);
        to[list[i].text_len] = '\0';
        to += list[i].text_len + 1;
        from += list[i].text_len;
    }
    return list;
}

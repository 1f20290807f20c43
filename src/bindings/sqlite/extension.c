/* extension.c - the loadable extension: FTS5's tokenizer `hanpipe`.
 *
 *     .load /usr/local/lib/hanpipe/hanpipe
 *     CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'hanpipe pinyin on');
 *
 * SQLite calls a tokenizer for documents, queries, and auxiliary functions such as highlight(), by one thread at a time
 * for a table of a connection.  It has no way to be told why one failed; the reason goes to its error log.
 */
#include "bindings/sqlite/options.h"
#include "bindings/sqlite/stop_words.h"
#include <sqlite3ext.h>
#include <stdlib.h>
#include <string.h>
SQLITE_EXTENSION_INIT1

/* Of one connection; FTS5 frees it when that is closed. */
typedef struct module {
    bool files; /* options may name files */
} module;

/* Of one table in one connection. */
typedef struct tokenizer {
    index_words *words;
    stop_words *stop;
    hp_error *err;
} tokenizer;

static int sqlite_status(hp_status st)
{
    return st == HP_OK ? SQLITE_OK : st == HP_NO_MEMORY ? SQLITE_NOMEM : SQLITE_ERROR;
}

static int failed(hp_status st, const hp_error *err)
{
    sqlite3_log(sqlite_status(st), "hanpipe: %s", hp_error_status(err) == st ? hp_error_text(err) : hp_status_name(st));
    return sqlite_status(st);
}

static void free_tokenizer(Fts5Tokenizer *opened)
{
    tokenizer *t = (tokenizer *)(void *)opened;
    if (!t)
        return;
    stop_words_free(t->stop);
    index_words_free(t->words);
    hp_error_free(t->err);
    free(t);
}

/* The data file: an option's, the environment's as for the tools, or the one that is installed. */
static const char *data_path(const tokenizer_options *options)
{
    const char *set = getenv("HANPIPE_DATA");
    return options->data ? options->data : set && set[0] ? set : hp_data_default();
}

static hp_status open_tokenizer(tokenizer *t, const tokenizer_options *options)
{
    hp_data *data = NULL;
    hp_status st = hp_data_open(&data, data_path(options), t->err);
    if (st == HP_OK)
        st = index_words_open(&t->words, &options->index, data, t->err);
    hp_data_free(data);
    if (st == HP_OK && options->stop_words) {
        bool own = strcmp(options->stop_words, "builtin") != 0;
        st = stop_words_open(&t->stop, own ? options->stop_words : NULL, t->words, t->err);
    }
    return st;
}

static int create_tokenizer(void *context, const char **words, int count, Fts5Tokenizer **out)
{
    const module *m = context;
    tokenizer_options options;
    const char *reason;
    int rc = SQLITE_OK;
    tokenizer *t = calloc(1, sizeof *t);
    *out = NULL;
    if (!t)
        return SQLITE_NOMEM;
    if (tokenizer_options_read(&options, words, count, m->files, &reason)) {
        t->err = hp_error_new();
        hp_status st = open_tokenizer(t, &options);
        if (st != HP_OK)
            rc = failed(st, t->err);
    } else {
        sqlite3_log(SQLITE_ERROR, "hanpipe: %s", reason);
        rc = SQLITE_ERROR;
    }
    tokenizer_options_free(&options);
    if (rc == SQLITE_OK)
        *out = (Fts5Tokenizer *)(void *)t;
    else
        free_tokenizer((Fts5Tokenizer *)(void *)t);
    return rc;
}

/* Where the tokens of one call go. */
typedef struct token_sink {
    const stop_words *stop;
    int (*take)(void *to, int flags, const char *text, int length, int begin, int end);
    void *to;
    int rc;
    bool passed_over; /* the token before was a stop word, and so is what stands beside it */
} token_sink;

/* An index_take. */
static hp_status take_token(void *to, const index_token *token)
{
    token_sink *sink = to;
    if (!token->is_beside)
        sink->passed_over = stop_words_have(sink->stop, token->text);
    if (sink->passed_over)
        return HP_OK;
    sink->rc = sink->take(sink->to, token->is_beside ? FTS5_TOKEN_COLOCATED : 0, token->text.ptr, (int)token->text.len,
                          (int)token->begin, (int)token->end);
    return sink->rc == SQLITE_OK ? HP_OK : HP_MISUSE;
}

static int tokenize(Fts5Tokenizer *opened, void *to, int flags, const char *text, int length,
                    int (*take)(void *, int, const char *, int, int, int))
{
    tokenizer *t = (tokenizer *)(void *)opened;
    token_sink sink = { t->stop, take, to, SQLITE_OK, false };
    index_purpose purpose = flags & FTS5_TOKENIZE_QUERY ? INDEX_QUERY : INDEX_DOCUMENT;
    if (!text || length <= 0)
        return SQLITE_OK;
    hp_status st = index_words_run(t->words, (hp_span){ text, (size_t)length }, purpose, take_token, &sink, t->err);
    if (sink.rc != SQLITE_OK)
        return sink.rc;
    return st == HP_OK ? SQLITE_OK : failed(st, t->err);
}

/* FTS5's table of functions for the connection; NULL when it has no FTS5. */
static fts5_api *find_fts5(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

static int add_tokenizer(sqlite3 *db, char **error, bool files)
{
    static fts5_tokenizer functions = { create_tokenizer, free_tokenizer, tokenize };
    fts5_api *api = find_fts5(db);
    module *m = api && api->iVersion >= 2 ? sqlite3_malloc(sizeof *m) : NULL;
    if (!api || api->iVersion < 2) {
        *error = sqlite3_mprintf("hanpipe: this SQLite has no FTS5");
        return SQLITE_ERROR;
    }
    if (!m)
        return SQLITE_NOMEM;
    m->files = files;
    int rc = api->xCreateTokenizer(api, "hanpipe", m, &functions, sqlite3_free);
    if (rc != SQLITE_OK)
        sqlite3_free(m);
    /* What ICU keeps for the process would be lost each time that it is unloaded. */
    return rc == SQLITE_OK ? SQLITE_OK_LOAD_PERMANENTLY : rc;
}

/* The entry point that SQLite looks for: SQL may come from anywhere, so it can name no file. */
HP_API int sqlite3_hanpipe_init(sqlite3 *db, char **error, const sqlite3_api_routines *routines);
int sqlite3_hanpipe_init(sqlite3 *db, char **error, const sqlite3_api_routines *routines)
{
    SQLITE_EXTENSION_INIT2(routines);
    return add_tokenizer(db, error, false);
}

/* The one for whoever trusts the SQL: words, stopwords and data may name files. */
HP_API int sqlite3_hanpipefiles_init(sqlite3 *db, char **error, const sqlite3_api_routines *routines);
int sqlite3_hanpipefiles_init(sqlite3 *db, char **error, const sqlite3_api_routines *routines)
{
    SQLITE_EXTENSION_INIT2(routines);
    return add_tokenizer(db, error, true);
}

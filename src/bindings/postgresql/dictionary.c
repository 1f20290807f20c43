/* dictionary.c - the text search template: folds a term's script, width and case, and gives the words that it is found
 * by.
 *
 *     圖書館 → 图书 at one position, 馆 at the next;  with pinyin = on also tushu and tushuguan at the first, guan at
 *     the next
 *
 * PostgreSQL does not tell a dictionary whether it works for a document or a query.  So readings are a dictionary of
 * their own, for the configuration that documents are indexed by.
 */
#include "bindings/postgresql/session.h"
#include <commands/defrem.h>
#include <fmgr.h>
#include <tsearch/ts_locale.h>
#include <tsearch/ts_public.h>
#include <tsearch/ts_type.h>

typedef struct dictionary {
    session_way way;
    bool filter; /* a token of one lexeme goes on to the next dictionary */
    StopList stop;
} dictionary;

static bool fold_of(DefElem *option)
{
    const char *value = defGetString(option);
    if (strcmp(value, "script") != 0 && strcmp(value, "none") != 0)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("fold is script or none, not \"%s\"", value)));
    return strcmp(value, "script") == 0;
}

PG_FUNCTION_INFO_V1(hanpipe_init);
Datum hanpipe_init(PG_FUNCTION_ARGS)
{
    List *options = (List *)PG_GETARG_POINTER(0);
    dictionary *d = palloc0(sizeof *d);
    ListCell *cell;
    d->way.fold_script = true;
    foreach (cell, options) {
        DefElem *option = (DefElem *)lfirst(cell);
        if (strcmp(option->defname, "fold") == 0)
            d->way.fold_script = fold_of(option);
        else if (strcmp(option->defname, "pinyin") == 0)
            d->way.pinyin = defGetBoolean(option);
        else if (strcmp(option->defname, "stopwords") == 0)
            readstoplist(defGetString(option), &d->stop, lowerstr);
        else if (strcmp(option->defname, "filter") == 0)
            d->filter = defGetBoolean(option);
        else
            ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                            errmsg("hanpipe has no option \"%s\"; there are fold, pinyin, stopwords and filter",
                                   option->defname)));
    }
    PG_RETURN_POINTER(d);
}

/* What is not more than PostgreSQL takes for a lexeme; more may come of a token by folding, as in ﷺ. */
static bool is_lexeme(const session_token *token)
{
    return token->text_len < MAXSTRLEN;
}

/* Each part of a term has a position, and what stands beside it is another variant of it: a query has either. */
PG_FUNCTION_INFO_V1(hanpipe_lexize);
Datum hanpipe_lexize(PG_FUNCTION_ARGS)
{
    dictionary *d = (dictionary *)PG_GETARG_POINTER(0);
    const char *text = PG_GETARG_POINTER(1);
    int32 length = PG_GETARG_INT32(2);
    size_t count, kept = 0;
    if (length >= MAXSTRLEN) /* no parser's token is that long */
        PG_RETURN_POINTER(NULL);
    const session_token *tokens = session_tokens(d->way, text, (size_t)length, &count);
    TSLexeme *lexemes = palloc0((count + 1) * sizeof *lexemes);
    bool passed_over = false;
    uint16 variant = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tokens[i].is_beside)
            passed_over = searchstoplist(&d->stop, tokens[i].text) || !is_lexeme(&tokens[i]);
        if (passed_over || !is_lexeme(&tokens[i]))
            continue;
        variant = tokens[i].is_beside ? variant + 1 : 1;
        lexemes[kept].nvariant = variant;
        lexemes[kept].flags = !tokens[i].is_beside && kept > 0 ? TSL_ADDPOS : 0;
        lexemes[kept].lexeme = pstrdup(tokens[i].text); /* who asked frees each */
        kept++;
    }
    if (d->filter && kept == 1)
        lexemes[0].flags = TSL_FILTER;
    PG_RETURN_POINTER(lexemes);
}

/* dictionary.c - the text search template: folds a token's script, width and case.
 *
 *     圖書 → 图书;  with pinyin = on 图书 and tushu
 *
 * PostgreSQL does not tell a dictionary whether it works for a document or a query.  So readings are a dictionary of
 * their own, for the configuration that documents are indexed by.
 */
#include "bindings/postgresql/session.h"
#include <commands/defrem.h>
#include <fmgr.h>
#include <tsearch/ts_locale.h>
#include <tsearch/ts_public.h>

typedef struct dictionary {
    session_way way;
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
        else
            ereport(ERROR,
                    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                     errmsg("hanpipe has no option \"%s\"; there are fold, pinyin and stopwords", option->defname)));
    }
    PG_RETURN_POINTER(d);
}

/* A token in more than one part, which only a word of another parser is, has a position for each; what stands beside
 * one is another variant of it. */
PG_FUNCTION_INFO_V1(hanpipe_lexize);
Datum hanpipe_lexize(PG_FUNCTION_ARGS)
{
    dictionary *d = (dictionary *)PG_GETARG_POINTER(0);
    const char *text = PG_GETARG_POINTER(1);
    int32 length = PG_GETARG_INT32(2);
    size_t count, kept = 0;
    session_token *tokens = session_tokens(d->way, text, (size_t)length, &count);
    TSLexeme *lexemes = palloc0((count + 1) * sizeof *lexemes);
    bool passed_over = false;
    uint16 variant = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tokens[i].is_beside)
            passed_over = searchstoplist(&d->stop, tokens[i].text);
        if (passed_over)
            continue;
        variant = tokens[i].is_beside ? variant + 1 : 1;
        lexemes[kept].nvariant = variant;
        lexemes[kept].flags = !tokens[i].is_beside && kept > 0 ? TSL_ADDPOS : 0;
        lexemes[kept].lexeme = pstrdup(tokens[i].text); /* who asked frees each */
        kept++;
    }
    PG_RETURN_POINTER(lexemes);
}

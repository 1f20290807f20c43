/* parser.c - the text search parser: a text's words as tokens, and what is between them as blanks, so that
 * ts_headline() can put the text together again.
 *
 *     北京大學，1898     word 北京, word 大學, blank ，, number 1898
 *
 * Words are given as they stand; folding is the dictionary's (dictionary.c), as ever in PostgreSQL.  A word is cut as
 * in
 * SQLite: by itself, so that a query has the same tokens (bindings/search/index_words.h).
 */
#include "bindings/postgresql/session.h"
#include <fmgr.h>
#include <tsearch/ts_public.h>

/* The numbers that PostgreSQL's own parser gives to such tokens, because its headline function, which is used here,
 * knows 12 to be no word. */
enum { TYPE_LATIN = 1, TYPE_WORD = 2, TYPE_BLANK = 12, TYPE_NUMBER = 22 };

static const struct {
    int number;
    const char *name, *meaning;
} types[] = {
    { TYPE_WORD, "word", "word in Chinese characters, kana or hangul" },
    { TYPE_LATIN, "latin", "word in other letters" },
    { TYPE_NUMBER, "number", "number in digits" },
    { TYPE_BLANK, "blank", "blanks and marks" },
};

/* Of one text. */
typedef struct parser {
    const char *text;
    size_t length, at;
    session_token *tokens;
    size_t count, next;
} parser;

static int type_of(const session_token *token)
{
    size_t digits = 0;
    while (digits < token->text_len && token->text[digits] >= '0' && token->text[digits] <= '9')
        digits++;
    if (digits == token->text_len)
        return TYPE_NUMBER;
    return (unsigned char)token->text[0] >= 0xE3 ? TYPE_WORD : TYPE_LATIN; /* from U+3000 on */
}

PG_FUNCTION_INFO_V1(hanpipe_start);
Datum hanpipe_start(PG_FUNCTION_ARGS)
{
    parser *p = palloc0(sizeof *p);
    p->text = PG_GETARG_POINTER(0);
    p->length = (size_t)PG_GETARG_INT32(1);
    p->tokens = session_tokens((session_way){ true, false }, p->text, p->length, &p->count);
    PG_RETURN_POINTER(p);
}

/* Puts a piece of the text into *text and *length, and returns its type; 0 at the end. */
PG_FUNCTION_INFO_V1(hanpipe_token);
Datum hanpipe_token(PG_FUNCTION_ARGS)
{
    parser *p = (parser *)PG_GETARG_POINTER(0);
    const char **text = (const char **)PG_GETARG_POINTER(1);
    int *length = (int *)PG_GETARG_POINTER(2);
    while (p->next < p->count && p->tokens[p->next].begin < p->at)
        p->next++;
    size_t end = p->next < p->count ? p->tokens[p->next].begin : p->length;
    int type = p->at < end ? TYPE_BLANK : 0;
    if (type == 0 && p->next < p->count) {
        end = p->tokens[p->next].end;
        type = type_of(&p->tokens[p->next++]);
    }
    *text = p->text + p->at;
    *length = (int)(end - p->at);
    p->at = end;
    PG_RETURN_INT32(type);
}

PG_FUNCTION_INFO_V1(hanpipe_end);
Datum hanpipe_end(PG_FUNCTION_ARGS)
{
    parser *p = (parser *)PG_GETARG_POINTER(0);
    pfree(p->tokens);
    pfree(p);
    PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(hanpipe_types);
Datum hanpipe_types(PG_FUNCTION_ARGS)
{
    LexDescr *list = palloc0((lengthof(types) + 1) * sizeof *list);
    (void)fcinfo;
    for (size_t i = 0; i < lengthof(types); i++)
        list[i] = (LexDescr){ types[i].number, pstrdup(types[i].name), pstrdup(types[i].meaning) };
    PG_RETURN_POINTER(list);
}

/* parser.c - the text search parser: a text's terms as tokens, each of the type of its part of speech (types.h), and
 * what is between them as blanks, so that ts_headline() can put the text together again.
 *
 *     北京大學，1898     name 北京大學, blank ，, number 1898
 *
 * Terms are given as they stand; folding, and the words in them, are the dictionary's (dictionary.c).  A text is cut
 * piece by piece, of some lines each, so that memory does not depend on its length, and between two pieces a query that
 * was cancelled ends.
 */
#include "bindings/postgresql/session.h"
#include "bindings/postgresql/types.h"
#include "bindings/search/characters.h"
#include <fmgr.h>
#include <miscadmin.h>
#include <tsearch/ts_public.h>
#include <utils/memutils.h>

enum {
    PIECE = 64 << 10,  /* bytes that are cut at once, in some 20 ms */
    MOST_BLANK = 1024, /* of one blank: PostgreSQL takes none of 2 KB or more */
    MOST_TYPES = 32
};

/* Of one text.  PostgreSQL may have a second one under way, so the terms are copied. */
typedef struct parser {
    MemoryContext memory;
    MemoryContextCallback callback; /* for when an error ends it */
    hp_span text;
    size_t at;         /* end of what was given */
    size_t cut;        /* end of what was cut into terms */
    size_t cut_before; /* begin of the piece at hand */
    piece_term *terms; /* of it; places in it */
    size_t count, next;
} parser;

static void forget(void *p)
{
    piece_forget(((parser *)p)->text);
}

PG_FUNCTION_INFO_V1(hanpipe_start);
Datum hanpipe_start(PG_FUNCTION_ARGS)
{
    parser *p = palloc0(sizeof *p);
    p->memory = AllocSetContextCreate(CurrentMemoryContext, "hanpipe parser", ALLOCSET_SMALL_SIZES);
    p->callback = (MemoryContextCallback){ .func = forget, .arg = p };
    p->text = (hp_span){ PG_GETARG_POINTER(0), (size_t)PG_GETARG_INT32(1) };
    MemoryContextRegisterResetCallback(p->memory, &p->callback);
    PG_RETURN_POINTER(p);
}

static void cut_piece(parser *p)
{
    hp_span rest = { p->text.ptr + p->cut, p->text.len - p->cut };
    size_t length = index_find_cut(rest, PIECE);
    CHECK_FOR_INTERRUPTS();
    if (p->terms)
        pfree(p->terms);
    p->terms = NULL;
    p->count = p->next = 0;
    size_t count;
    const piece_term *terms = session_cut(rest.ptr, length, &count);
    p->terms = MemoryContextAlloc(p->memory, count * sizeof *terms + 1);
    if (count > 0)
        memcpy(p->terms, terms, count * sizeof *terms);
    p->count = count;
    p->cut_before = p->cut;
    p->cut += length;
}

/* The end of the blank that begins at p->at. */
static size_t blank_end(const parser *p)
{
    size_t end = p->next < p->count ? p->cut_before + p->terms[p->next].begin : p->cut;
    if (end - p->at <= MOST_BLANK)
        return end;
    end = p->at + MOST_BLANK;
    while (end > p->at + 1 && ((unsigned char)p->text.ptr[end] & 0xC0) == 0x80)
        end--;
    return end;
}

/* Puts a piece of the text into *text and *length, and returns its type; 0 at the end. */
PG_FUNCTION_INFO_V1(hanpipe_token);
Datum hanpipe_token(PG_FUNCTION_ARGS)
{
    parser *p = (parser *)PG_GETARG_POINTER(0);
    const char **text = (const char **)PG_GETARG_POINTER(1);
    int *length = (int *)PG_GETARG_POINTER(2);
    while (p->next == p->count && p->at == p->cut && p->cut < p->text.len)
        cut_piece(p);
    size_t end = blank_end(p);
    int type = p->at < end ? TYPE_BLANK : 0;
    if (type == 0 && p->next < p->count) {
        end = p->cut_before + p->terms[p->next].end;
        type = p->terms[p->next++].type;
    }
    *text = p->text.ptr + p->at;
    *length = (int)(end - p->at);
    p->at = end;
    PG_RETURN_INT32(type);
}

PG_FUNCTION_INFO_V1(hanpipe_end);
Datum hanpipe_end(PG_FUNCTION_ARGS)
{
    parser *p = (parser *)PG_GETARG_POINTER(0);
    MemoryContextDelete(p->memory);
    pfree(p);
    PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(hanpipe_types);
Datum hanpipe_types(PG_FUNCTION_ARGS)
{
    LexDescr *list = palloc0(MOST_TYPES * sizeof *list);
    const char *name, *meaning;
    size_t at = 0;
    (void)fcinfo;
    for (int i = 0, type; i < MOST_TYPES - 1 && (type = token_type_next(&at, &name, &meaning)) != 0; i++)
        list[i] = (LexDescr){ type, pstrdup(name), pstrdup(meaning) };
    PG_RETURN_POINTER(list);
}

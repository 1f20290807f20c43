/* headline.c - ts_headline() for the parser: what is marked is the word that was found, not the term that it is in.
 *
 *     大学 in 北京大學的      北京<b>大學</b>的
 *
 * PostgreSQL has one entry for each token, here a term, with the operands of the query that a lexeme of it matches.  An
 * entry that has some is divided where their words begin and end, PostgreSQL's own function chooses and marks, and what
 * is marked and stands together is put together again.
 */
#include "bindings/postgresql/session.h"
#include "bindings/search/characters.h"
#include <fmgr.h>
#include <tsearch/ts_public.h>
#include <tsearch/ts_utils.h>
#include <utils/fmgrprotos.h>

enum {
    MOST_LENGTH = 65535, /* of an entry */
    IS_INNER = 1         /* as `unused` of an entry: it goes on with the term that the one before is of */
};

/* That an operand is matched by bytes of a term. */
typedef struct mark {
    QueryOperand *item;
    size_t begin, end;
    WordEntryPos position;
} mark;

typedef struct entry_list {
    HeadlineWordEntry *entries;
    size_t count, room;
} entry_list;

static void add_entry(entry_list *list, const HeadlineWordEntry *entry)
{
    if (list->count == list->room) {
        list->room *= 2;
        list->entries = repalloc_huge(list->entries, list->room * sizeof *entry);
    }
    list->entries[list->count++] = *entry;
}

static bool matches(const session_token *token, TSQuery query, const QueryOperand *item)
{
    const char *operand = GETOPERAND(query) + item->distance;
    size_t length = item->length;
    return (token->text_len == length || (item->prefix && token->text_len > length)) &&
           memcmp(token->text, operand, length) == 0;
}

/* Puts the marks of `item` into `marks`, and returns how many; `first` is the position of the term's first token. */
static size_t mark_item(mark *marks, QueryOperand *item, TSQuery query, const session_token *tokens, size_t count,
                        int first)
{
    size_t found = 0;
    int position = first - 1;
    for (size_t i = 0; i < count; i++) {
        position += i == 0 || !tokens[i].is_beside ? 1 : 0;
        if (matches(&tokens[i], query, item))
            marks[found++] = (mark){ item, tokens[i].begin, tokens[i].end, (WordEntryPos)LIMITPOS(position) };
    }
    return found;
}

/* Finds the marks of a term, whose entry is repeated for each operand that one of its lexemes matches.  An operand that
 * is no word of it, being another dictionary's, marks all.  PostgreSQL has the last lexeme's position alone. */
static mark *find_marks(const HeadlineWordEntry *entries, size_t repeated, TSQuery query, size_t *count)
{
    size_t token_count;
    const session_token *tokens = session_tokens((session_way){ true, true }, entries[0].word, entries[0].len,
                                                 &token_count);
    mark *marks = palloc((repeated * (token_count + 1)) * sizeof *marks);
    int positions = 0;
    for (size_t i = 0; i < token_count; i++)
        positions += !tokens[i].is_beside;
    int first = WEP_GETPOS(entries[repeated - 1].pos) - (positions > 0 ? positions - 1 : 0);
    *count = 0;
    for (size_t i = 0; i < repeated; i++) {
        bool is_known = false;
        for (size_t j = 0; j < i && !is_known; j++)
            is_known = entries[j].item == entries[i].item;
        size_t found = is_known ? 0 : mark_item(marks + *count, entries[i].item, query, tokens, token_count, first);
        *count += found;
        if (!is_known && found == 0)
            marks[(*count)++] = (mark){ entries[i].item, 0, entries[0].len, entries[i].pos };
    }
    return marks;
}

/* The next place behind `from` where a word begins or ends. */
static size_t next_border(const mark *marks, size_t count, size_t from, size_t length)
{
    size_t next = length;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].begin > from && marks[i].begin < next)
            next = marks[i].begin;
        if (marks[i].end > from && marks[i].end < next)
            next = marks[i].end;
    }
    return next;
}

/* Adds the bytes of `term` from `begin` to `end` with the operands that they are part of. */
static void add_piece(entry_list *list, const HeadlineWordEntry *term, size_t begin, size_t end, const mark *marks,
                      size_t count)
{
    HeadlineWordEntry piece = *term;
    piece.word = memcpy(palloc(end - begin + 1), term->word + begin, end - begin);
    piece.len = (uint16)(end - begin);
    piece.item = NULL;
    piece.repeated = 0;
    piece.unused = begin > 0 ? IS_INNER : 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].begin > begin || marks[i].end < end)
            continue;
        piece.pos = marks[i].position;
        piece.item = marks[i].item;
        add_entry(list, &piece);
        piece.repeated = 1;
    }
    if (!piece.item)
        add_entry(list, &piece);
}

/* Adds a term's entries, of which there are `repeated`, divided. */
static void add_term(entry_list *list, const HeadlineWordEntry *entries, size_t repeated, TSQuery query)
{
    size_t count, length = entries[0].len;
    mark *marks = find_marks(entries, repeated, query, &count);
    for (size_t begin = 0, end; begin < length; begin = end) {
        end = next_border(marks, count, begin, length);
        add_piece(list, &entries[0], begin, end, marks, count);
    }
    pfree(marks);
    pfree(entries[0].word);
}

static void divide(HeadlineParsedText *text, TSQuery query)
{
    size_t count = (size_t)text->curwords;
    entry_list list = { palloc_extended((count + 1) * sizeof *list.entries, MCXT_ALLOC_HUGE), 0, count + 1 };
    for (size_t i = 0, next; i < count; i = next) {
        next = i + 1;
        while (next < count && text->words[next].repeated)
            next++;
        if (text->words[i].item && text->words[i].len > 0)
            add_term(&list, &text->words[i], next - i, query);
        else
            add_entry(&list, &text->words[i]);
    }
    pfree(text->words);
    text->words = list.entries;
    text->curwords = (int32)list.count;
    text->lenwords = (int32)list.room;
}

static bool is_same_term(const HeadlineWordEntry *entry)
{
    return entry->repeated || entry->unused == IS_INNER;
}

/* Takes the whole of a term in where a part is. */
static void complete_terms(HeadlineParsedText *text)
{
    HeadlineWordEntry *words = text->words;
    int32 end;
    for (int32 begin = 0; begin < text->curwords; begin = end) {
        bool is_in = words[begin].in;
        for (end = begin + 1; end < text->curwords && is_same_term(&words[end]); end++)
            is_in = is_in || words[end].in;
        for (int32 i = begin; i < end && is_in; i++) {
            if (!words[i].in)
                words[i].selected = words[i].item != NULL;
            words[i].in = 1;
        }
    }
}

static bool is_marked(const HeadlineWordEntry *entry)
{
    return entry->in && entry->selected && !entry->skip && !entry->replace;
}

static bool has_letter(const HeadlineWordEntry *entry)
{
    size_t begin, end;
    return index_next_run((hp_span){ entry->word, entry->len }, 0, &begin, &end);
}

/* Marks what is between two marked words of one term and has no letter: the full stop of 1.5 */
static void mark_gaps(HeadlineParsedText *text)
{
    HeadlineWordEntry *last = NULL, *gap = NULL;
    for (int32 i = 0; i < text->curwords; i++) {
        HeadlineWordEntry *entry = &text->words[i];
        if (entry->repeated)
            continue;
        if (gap && entry->unused == IS_INNER && is_marked(entry))
            gap->selected = 1;
        gap = last && is_marked(last) && entry->unused == IS_INNER && !entry->selected && !has_letter(entry) ? entry
                                                                                                             : NULL;
        last = entry;
    }
}

/* Puts the entry's text behind that of `to`. */
static void join(HeadlineWordEntry *to, HeadlineWordEntry *entry)
{
    char *both = palloc((size_t)to->len + entry->len);
    memcpy(both, to->word, to->len);
    memcpy(both + to->len, entry->word, entry->len);
    pfree(to->word);
    to->word = both;
    to->len += entry->len;
    entry->skip = 1;
    entry->selected = 0;
}

static void join_marked(HeadlineParsedText *text)
{
    HeadlineWordEntry *last = NULL;
    for (int32 i = 0; i < text->curwords; i++) {
        HeadlineWordEntry *entry = &text->words[i];
        if (entry->repeated)
            continue;
        if (!is_marked(entry))
            last = NULL;
        else if (!last || last->len + entry->len > MOST_LENGTH)
            last = entry;
        else
            join(last, entry);
    }
}

PG_FUNCTION_INFO_V1(hanpipe_headline);
Datum hanpipe_headline(PG_FUNCTION_ARGS)
{
    HeadlineParsedText *text = (HeadlineParsedText *)PG_GETARG_POINTER(0);
    TSQuery query = PG_GETARG_TSQUERY(2);
    divide(text, query);
    DirectFunctionCall3(prsd_headline, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), PG_GETARG_DATUM(2));
    complete_terms(text);
    mark_gaps(text);
    join_marked(text);
    PG_RETURN_POINTER(text);
}

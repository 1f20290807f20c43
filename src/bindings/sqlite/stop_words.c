/* stop_words.c - a sorted list of tokens.
 *
 *     我們     one token, 我们, which is then never indexed, nor asked for
 *     的話     two tokens, 的 and 话: not in the list, because 话 alone says something
 */
#include "bindings/sqlite/stop_words.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stop_words {
    hp_buf text;   /* the tokens, one behind the other */
    hp_buf tokens; /* hp_span, into `text`, in order */
};

/* The words of dicts/terms-stop.tsv, each with an LF. */
static const char built_in[] =
#include "bindings/sqlite/stop_words.inc"
    ;

/* The one token of a line. */
typedef struct line_token {
    hp_buf text;
    unsigned count;
} line_token;

/* An index_take. */
static hp_status take_token(void *to, const index_token *token)
{
    line_token *line = to;
    line->count++;
    line->text.len = 0;
    hp_buf_append(&line->text, token->text);
    return line->text.failed ? HP_NO_MEMORY : HP_OK;
}

/* Adds the tokens of `source`, each length first: their text may still move. */
static hp_status add_lines(stop_words *list, hp_span source, index_words *words, hp_error *err)
{
    line_token token = { { NULL, 0, 0, false }, 0 };
    hp_status st = HP_OK;
    while (source.len > 0 && st == HP_OK) {
        const char *end = memchr(source.ptr, '\n', source.len);
        hp_span line = { source.ptr, end ? (size_t)(end - source.ptr) : source.len };
        source.ptr += line.len + (end ? 1 : 0);
        source.len -= line.len + (end ? 1 : 0);
        token.count = 0;
        if (line.len > 0 && line.ptr[0] != '#')
            st = index_words_run(words, line, INDEX_QUERY, take_token, &token, err);
        if (token.count == 1) {
            hp_span place = { NULL, token.text.len };
            hp_buf_append(&list->tokens, (hp_span){ (const char *)&place, sizeof place });
            hp_buf_append(&list->text, (hp_span){ token.text.ptr, token.text.len });
        }
    }
    hp_buf_free(&token.text);
    return st == HP_OK && (list->tokens.failed || list->text.failed) ? HP_NO_MEMORY : st;
}

static int compare(const void *a, const void *b)
{
    const hp_span *x = a, *y = b;
    size_t shorter = x->len < y->len ? x->len : y->len;
    int order = shorter > 0 ? memcmp(x->ptr, y->ptr, shorter) : 0;
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static size_t token_count(const stop_words *list)
{
    return list->tokens.len / sizeof(hp_span);
}

static void sort_tokens(stop_words *list)
{
    hp_span *tokens = (hp_span *)(void *)list->tokens.ptr;
    const char *at = list->text.ptr;
    for (size_t i = 0; i < token_count(list); i++) {
        tokens[i].ptr = at;
        at += tokens[i].len;
    }
    if (token_count(list) > 0)
        qsort(tokens, token_count(list), sizeof *tokens, compare);
}

static hp_status read_file(hp_buf *out, const char *path)
{
    FILE *file = fopen(path, "rbe");
    size_t n = 1;
    if (!file)
        return errno == ENOMEM ? HP_NO_MEMORY : HP_IO;
    for (char *to; n > 0 && (to = hp_buf_reserve(out, 1 << 14)); out->len += n)
        n = fread(to, 1, 1 << 14, file);
    hp_status st = ferror(file) ? HP_IO : out->failed ? HP_NO_MEMORY : HP_OK;
    fclose(file);
    return st;
}

hp_status stop_words_open(stop_words **out, const char *path, index_words *words, hp_error *err)
{
    stop_words *list = calloc(1, sizeof *list);
    hp_buf read = { NULL, 0, 0, false };
    *out = NULL;
    if (!list)
        return HP_NO_MEMORY;
    hp_status st = path ? read_file(&read, path) : HP_OK;
    if (st == HP_OK)
        st = add_lines(list, path ? (hp_span){ read.ptr, read.len } : (hp_span){ built_in, sizeof built_in - 1 }, words,
                       err);
    hp_buf_free(&read);
    if (st == HP_OK) {
        sort_tokens(list);
        *out = list;
    } else
        stop_words_free(list);
    return st;
}

void stop_words_free(stop_words *list)
{
    if (!list)
        return;
    hp_buf_free(&list->text);
    hp_buf_free(&list->tokens);
    free(list);
}

bool stop_words_have(const stop_words *list, hp_span token)
{
    return list && token_count(list) > 0 &&
           bsearch(&token, list->tokens.ptr, token_count(list), sizeof token, compare) != NULL;
}

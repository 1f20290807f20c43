/* words.c - cuts a pipeline expression into words, and puts presets in their place. */
#include "pipeline/expression/words.h"

#include <string.h>

#include "pipeline/expression/presets.h"
#include "pipeline/suggest.h"
#include "text/error.h"
#include "text/memory.h"

struct reader {
    const char *text;
    size_t at;
    char *to; /* where the next unquoted byte goes */
    expression_words *words;
    const size_t *stands_at; /* a preset's words: where its name stands; else NULL */
    hp_error *err;
};

/* Unquotes the word at r->at, which is not blank, a bar or the end. */
static hp_status read_word(struct reader *r, expression_word *word)
{
    *word = (expression_word){ .text = r->to, .offset = r->stands_at ? *r->stands_at : r->at };
    char quote = 0;
    for (; r->text[r->at]; r->at++) {
        char c = r->text[r->at];
        if (quote ? c == quote : c == '\'' || c == '"') {
            quote = quote ? 0 : c;
        } else if (c == '\\' && quote != '\'') {
            char next = r->text[r->at + 1];
            bool takes = quote ? next == '"' || next == '\\' : next != '\0';
            *r->to++ = takes ? next : c;
            r->at += takes;
        } else if (!quote && (c == '|' || c == ' ' || c == '\t' || c == '\n')) {
            break;
        } else {
            *r->to++ = c;
        }
    }
    if (quote)
        return error_set(r->err, HP_USAGE, word->offset, "unmatched %c", quote);
    *r->to++ = '\0';
    return HP_OK;
}

/* Moves on to the next word or bar, over blanks and comments. */
static void skip_blanks(struct reader *r)
{
    r->at += strspn(r->text + r->at, " \t\n");
    while (r->text[r->at] == '#') {
        r->at += strcspn(r->text + r->at, "\n");
        r->at += strspn(r->text + r->at, " \t\n");
    }
}

static hp_status refuse_preset(const expression_word *word, hp_error *err)
{
    suggestion near = { word->text + 1 };
    for (size_t i = 0; presets[i].name; i++)
        suggest_offer(&near, presets[i].name);
    return near.best ? error_set(err, HP_USAGE, word->offset, "no preset is called '%s'; did you mean '@%s'?",
                                 word->text, near.best)
                     : error_set(err, HP_USAGE, word->offset, "no preset is called '%s'", word->text);
}

static hp_status read_all(struct reader *r);

/* Puts the words of the preset in the place of its name, the last word read; only a bar may follow. */
static hp_status replace_preset(struct reader *r)
{
    const expression_word name = r->words->items[--r->words->count];
    const preset *found = presets;
    while (found->name && strcmp(found->name, name.text + 1) != 0)
        found++;
    if (!found->name)
        return refuse_preset(&name, r->err);
    skip_blanks(r);
    if (r->text[r->at] != '\0' && r->text[r->at] != '|')
        return error_set(r->err, HP_USAGE, r->at, "only '|' may follow a preset: it takes no options");
    struct reader inner = *r;
    inner.text = found->expression;
    inner.at = 0;
    inner.stands_at = &name.offset;
    hp_status st = read_all(&inner);
    r->to = inner.to;
    return st;
}

static hp_status read_all(struct reader *r)
{
    expression_words *words = r->words;
    for (skip_blanks(r); r->text[r->at] != '\0'; skip_blanks(r)) {
        bool is_first = words->count == 0 || words->items[words->count - 1].bar;
        bool is_preset = is_first && !r->stands_at && r->text[r->at] == '@';
        expression_word *word = &words->items[words->count++];
        if (r->text[r->at] == '|') {
            *word = (expression_word){ .text = "|", .offset = r->stands_at ? *r->stands_at : r->at, .bar = true };
            r->at++;
            continue;
        }
        hp_status st = read_word(r, word);
        if (st == HP_OK && is_preset)
            st = replace_preset(r);
        if (st != HP_OK)
            return st;
    }
    return HP_OK;
}

/* What the words of any preset need at most in the arena. */
static size_t preset_size(void)
{
    size_t most = 0;
    for (size_t i = 0; presets[i].name; i++) {
        size_t length = strlen(presets[i].expression);
        most = length > most ? length : most;
    }
    return most + 1;
}

hp_status expression_words_read(expression_words *out, const char *text, hp_error *err)
{
    /* One unquoted word needs no more bytes than its source and the blank or bar behind it. */
    size_t size = strlen(text) + 2;
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@'))
        size += preset_size();
    *out = (expression_words){ .size = size,
                               .arena = memory_new(size),
                               .items = memory_resize_array(NULL, size, sizeof *out->items) };
    if (!out->arena || !out->items)
        return error_set_memory(err);
    struct reader r = { .text = text, .to = out->arena, .words = out, .err = err };
    return read_all(&r);
}

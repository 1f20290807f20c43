/* options.c - reads a tokenizer's options.
 *
 *     grain search fold script pinyin on        as SQLite's own tokenizers have them
 *     'grain=search' 'pinyin=on'                the same; SQLite wants quotes around =
 *
 * An option that does not exist is an error, so that a mistyped one is not an index that finds less.
 */
#include "bindings/sqlite/options.h"
#include <string.h>

typedef enum option_key { KEY_GRAIN, KEY_FOLD, KEY_PINYIN, KEY_STOP_WORDS, KEY_WORDS, KEY_DATA, KEYS } option_key;

static const char *const keys[KEYS] = { "grain", "fold", "pinyin", "stopwords", "words", "data" };

/* The number of `word` in the list that NULL ends, or -1. */
static int find(const char *const *list, const char *word)
{
    for (int i = 0; list[i]; i++) {
        if (strcmp(list[i], word) == 0)
            return i;
    }
    return -1;
}

/* Splits "name=value", or takes name and value from two words; moves *at behind them.  NULL for no such name. */
static const char *next_option(option_key *key, const char **words, int count, int *at)
{
    const char *word = words[(*at)++];
    for (int i = 0; i < KEYS; i++) {
        size_t n = strlen(keys[i]);
        *key = (option_key)i;
        if (strncmp(word, keys[i], n) == 0 && word[n] == '=')
            return word + n + 1;
        if (strcmp(word, keys[i]) == 0 && *at < count)
            return words[(*at)++];
    }
    return NULL;
}

/* Appends --words=FILE, quoted as in a shell. */
static bool add_word_file(hp_buf *to, const char *file)
{
    static const char option[] = "--words='";
    if (strchr(file, '\''))
        return false;
    hp_buf_append(to, (hp_span){ option, sizeof option - 1 });
    hp_buf_append(to, (hp_span){ file, strlen(file) });
    hp_buf_append(to, (hp_span){ "' ", 2 });
    return true;
}

static bool set_option(tokenizer_options *out, option_key key, const char *value)
{
    static const char *const grains[] = { "search", "coarse", "char", NULL };
    static const char *const folds[] = { "none", "script", NULL };
    static const char *const switches[] = { "off", "on", NULL };
    int n = 0;
    switch (key) {
    case KEY_GRAIN:
        n = find(grains, value);
        out->index.grain = (index_grain)n;
        return n >= 0;
    case KEY_FOLD:
        n = find(folds, value);
        out->index.fold_script = n > 0;
        return n >= 0;
    case KEY_PINYIN:
        n = find(switches, value);
        out->index.pinyin = n > 0;
        return n >= 0;
    case KEY_STOP_WORDS:
        out->stop_words = strcmp(value, "none") == 0 ? NULL : value;
        return true;
    case KEY_WORDS:
        return add_word_file(&out->word_files, value);
    default:
        out->data = value;
        return true;
    }
}

static bool is_file(option_key key, const char *value)
{
    return key == KEY_WORDS || key == KEY_DATA ||
           (key == KEY_STOP_WORDS && strcmp(value, "builtin") != 0 && strcmp(value, "none") != 0);
}

bool tokenizer_options_read(tokenizer_options *out, const char **words, int count, bool files, const char **reason)
{
    *out = (tokenizer_options){ .index = { .grain = INDEX_GRAIN_SEARCH, .fold_script = true } };
    *reason = NULL;
    for (int at = 0; at < count && !*reason;) {
        option_key key;
        const char *value = next_option(&key, words, count, &at);
        if (!value)
            *reason = "no such option; there are grain, fold, pinyin, stopwords, words and data, each with a value";
        else if (is_file(key, value) && !files)
            *reason = "no option may name a file, unless the extension is loaded by sqlite3_hanpipefiles_init";
        else if (!set_option(out, key, value))
            *reason = "no such value";
    }
    if (out->word_files.len > 0) {
        hp_buf_append(&out->word_files, (hp_span){ "", 1 });
        out->index.word_files = out->word_files.ptr;
    }
    if (out->word_files.failed)
        *reason = "out of memory";
    return !*reason;
}

void tokenizer_options_free(tokenizer_options *options)
{
    hp_buf_free(&options->word_files);
}

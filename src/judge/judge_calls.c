/* judge_calls.c - see judge.h: which group a name is counted with, and when. */
#include "judge/judge.h"

#include <inttypes.h>
#include <string.h>

#include "data/data_file.h"
#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* Numbers of characters, n-grams and places are 32 bits. */
enum { DOCUMENT_MOST = 1 << 30 };

const expression_name judge_names[JUDGE_NAME_COUNT + 1] = {
#define JUDGE_ROW(name, group, kind, meaning) { #name, EXPRESSION_##kind, meaning },
    JUDGE_NAMES(JUDGE_ROW)
#undef JUDGE_ROW
        { 0 }
};

judge_group judge_group_of(judge_name name)
{
    static const unsigned char groups[JUDGE_NAME_COUNT] = {
#define JUDGE_ROW(name, group, kind, meaning) JUDGE_##group,
        JUDGE_NAMES(JUDGE_ROW)
#undef JUDGE_ROW
    };
    return (judge_group)groups[name];
}

static hp_status find_section(const void *where, const char *name, hp_span *section, hp_error *err)
{
    return data_section_by_name(where, name, section, err);
}

hp_status judge_tables_open(judge_tables *tables, unsigned groups, const hp_data *data, hp_error *err)
{
    hp_status st = judge_icu_open(&tables->icu, err);
    if (st == HP_OK && groups & 1u << JUDGE_FINGERPRINT)
        st = conv_exact_open(&tables->simplify, find_section, data, "t2s", err);
    if (st == HP_OK && groups & (1u << JUDGE_WORDS | 1u << JUDGE_WORD_GRAMS))
        st = segmenter_open(&tables->segmenter, data, err);
    return st;
}

judge *judge_new(const judge_tables *tables)
{
    judge *j = memory_zeroed(1, sizeof *j);
    if (!j)
        return NULL;
    j->tables = tables;
    j->characters.icu = &tables->icu;
    j->characters.simplify = &tables->simplify;
    return j;
}

void judge_free(judge *j)
{
    if (!j)
        return;
    judge_characters_free(&j->characters);
    grams_free(&j->grams);
    grams_free(&j->word_grams);
    id_table_free(&j->lines);
    fingerprint_work_free(&j->fingerprints);
    seg_cursor_free(&j->cursor);
    memory_free(j);
}

void judge_start(judge *j, hp_span document, unsigned longest_gram)
{
    bool ends = document.len > 0 && document.ptr[document.len - 1] == '\n';
    j->text = (hp_span){ document.ptr ? document.ptr : "", document.len - ends };
    j->line_count = document.len > 0 ? text_count_lines(j->text) + 1 : 0;
    j->longest_gram = longest_gram;
    memset(j->is_counted, 0, sizeof j->is_counted);
}

static bool take_fingerprint(judge *j)
{
    if (!fingerprint_take(&j->fingerprints, &j->characters, j->text, &j->print))
        return false;
    for (unsigned i = 0; i < 16; i++) {
        j->hash[i] = "0123456789abcdef"[j->print.exact >> (60 - 4 * i) & 15];
        j->simhash[i] = "0123456789abcdef"[j->print.simhash >> (60 - 4 * i) & 15];
    }
    return true;
}

static bool count_group(judge *j, judge_group group)
{
    switch (group) {
    case JUDGE_CHARACTERS:
        return judge_count_characters(j);
    case JUDGE_LINES:
        return judge_count_lines(j);
    case JUDGE_GRAMS:
        return judge_count_grams(j);
    case JUDGE_WORDS:
        return judge_count_words(j);
    case JUDGE_WORD_GRAMS:
        return judge_count_word_grams(j);
    case JUDGE_FINGERPRINT:
        return take_fingerprint(j);
    default:
        judge_count_ends(j);
        return true;
    }
}

/* Counts a group, and before it what it is made of, unless that is done. */
static bool count(judge *j, judge_group group)
{
    bool needs_characters = group == JUDGE_LINES || group == JUDGE_GRAMS || group == JUDGE_WORD_GRAMS;
    if (j->is_counted[group])
        return true;
    if ((needs_characters && !count(j, JUDGE_CHARACTERS)) || (group == JUDGE_WORD_GRAMS && !count(j, JUDGE_WORDS)) ||
        !count_group(j, group))
        return false;
    j->is_counted[group] = true;
    return true;
}

hp_status judge_find(void *of, size_t name, expression_value *value, hp_error *err)
{
    judge *j = of;
    if (j->text.len >= DOCUMENT_MOST)
        return error_set(err, HP_LIMIT, 0, "a document of more than 1 GiB cannot be judged");
    if (!count(j, judge_group_of((judge_name)name)))
        return error_set_memory(err);
    *value = (expression_value){ .number = j->values[name] };
    if (name == JUDGE_last)
        value->string = j->last;
    else if (name == JUDGE_last2)
        value->string = j->last2;
    else if (name == JUDGE_hash)
        value->string = span_of_string(j->hash);
    else if (name == JUDGE_simhash)
        value->string = span_of_string(j->simhash);
    return HP_OK;
}

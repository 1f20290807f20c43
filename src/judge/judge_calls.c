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

/* The groups in which one of `list`, ended by JUDGE_GROUPS, is. */
static bool has_group(unsigned groups, const judge_group *list)
{
    while (*list != JUDGE_GROUPS && !(groups & 1u << *list))
        list++;
    return *list != JUDGE_GROUPS;
}

hp_status judge_tables_open(judge_tables *tables, unsigned groups, const hp_data *data, hp_error *err)
{
    static const judge_group of_words[] = { JUDGE_WORDS, JUDGE_WORD_GRAMS, JUDGE_GROUPS };
    static const judge_group of_characters[] = { JUDGE_SCRIPT, JUDGE_ERRORS, JUDGE_GROUPS };
    static const judge_group of_encodings[] = { JUDGE_ENCODING, JUDGE_MOJIBAKE, JUDGE_GROUPS };
    hp_status st = judge_icu_open(&tables->icu, err);
    if (st == HP_OK && groups & 1u << JUDGE_FINGERPRINT)
        st = conv_exact_open(&tables->simplify, find_section, data, "t2s", err);
    if (st == HP_OK && has_group(groups, of_words))
        st = segmenter_open(&tables->segmenter, data, err);
    tables->tells_script = has_group(groups, of_characters);
    if (st == HP_OK && tables->tells_script)
        st = detect_tables_open(&tables->detect, data, err);
    if (st == HP_OK && groups & 1u << JUDGE_ERRORS)
        st = repair_simplifier_open(&tables->simplifier, &tables->detect.lexicon, data, err);
    if (st == HP_OK && has_group(groups, of_encodings))
        st = decode_costs_open(&tables->costs, data, err);
    if (st == HP_OK && groups & 1u << JUDGE_MOJIBAKE)
        st = decode_misreadings_open(&tables->misreadings, &tables->costs, err);
    if (st == HP_OK && groups & 1u << JUDGE_ANNOTATIONS)
        st = reading_table_open(&tables->readings, data, err);
    return st;
}

void judge_tables_close(judge_tables *tables)
{
    decode_misreadings_free(tables->misreadings);
    reading_table_free(tables->readings);
    *tables = (judge_tables){ .tells_script = false };
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
    census_free(&j->census);
    census_free(&j->foreign);
    hp_buf_free(&j->decoded);
    decode_converter_free(j->converter);
    annotation_candidates_free(&j->findings);
    annotation_candidates_free(&j->before.findings);
    repair_work_free(&j->repair);
    conv_best_path_work_free(&j->path);
    if (j->policy)
        repair_policy_free(j->policy);
    memory_free(j->policy);
    decode_mender_free(j->mender);
    points_free(&j->points);
    grams_free(&j->grams);
    grams_free(&j->word_grams);
    id_table_free(&j->lines);
    id_table_free(&j->paragraphs);
    fingerprint_work_free(&j->fingerprints);
    seg_cursor_free(&j->cursor);
    memory_free(j);
}

void judge_start(judge *j, hp_span document, unsigned longest_gram)
{
    judge_set_text(j, document);
    j->longest_gram = longest_gram;
    j->is_decoded = false;
    j->undecoded = 0;
    j->has_census = false;
    memset(j->is_counted, 0, sizeof j->is_counted);
}

static bool take_fingerprint(judge *j)
{
    if (!fingerprint_take(&j->fingerprints, &j->characters, &j->points, &j->print))
        return false;
    for (unsigned i = 0; i < 16; i++) {
        j->hash[i] = "0123456789abcdef"[j->print.exact >> (60 - 4 * i) & 15];
        j->simhash[i] = "0123456789abcdef"[j->print.simhash >> (60 - 4 * i) & 15];
    }
    j->strings[JUDGE_hash] = span_of_string(j->hash);
    j->strings[JUDGE_simhash] = span_of_string(j->simhash);
    return true;
}

static bool count_group(judge *j, judge_group group)
{
    switch (group) {
    case JUDGE_CHARACTERS:
        return judge_count_characters(j);
    case JUDGE_ENCODING:
        judge_count_encoding(j);
        return true;
    case JUDGE_SCRIPT:
        return judge_count_script(j);
    case JUDGE_ANNOTATIONS:
        return judge_count_annotations(j);
    case JUDGE_ERRORS:
        return judge_count_errors(j);
    case JUDGE_MOJIBAKE:
        return judge_count_mojibake(j);
    case JUDGE_ODDITIES:
        judge_count_oddities(j);
        return true;
    case JUDGE_URLS:
        judge_count_urls(j);
        return true;
    case JUDGE_SHAPE:
        judge_count_shape(j);
        return true;
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
    const unsigned alone = 1u << JUDGE_CHARACTERS | 1u << JUDGE_ENCODING | 1u << JUDGE_ENDS | 1u << JUDGE_URLS;
    const unsigned of_census = 1u << JUDGE_SCRIPT | 1u << JUDGE_MOJIBAKE | 1u << JUDGE_ODDITIES;
    bool needs_characters = !(alone & 1u << group);
    if (j->is_counted[group])
        return true;
    if ((needs_characters && !count(j, JUDGE_CHARACTERS)) ||
        (of_census & 1u << group && !j->has_census && !judge_take_census(j)) ||
        (group == JUDGE_WORD_GRAMS && !count(j, JUDGE_WORDS)) || !count_group(j, group))
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
    *value = (expression_value){ j->values[name], j->strings[name] };
    return HP_OK;
}

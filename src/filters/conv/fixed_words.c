/* fixed_words.c - what users fix: --dict, --keep and --keep-regex.
 *
 * Given the files and expressions it finds, in a text, the leftmost stretch that one of them names: of words
 * the longest, of equal words that of the file given first; an expression wins over a word at the same place.
 * A fixed stretch is written as the user says, and what is beside it is converted as if a line ended there.
 *
 * Worked: --keep with 发 in it: 头发 → 頭 and 发.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

#include "convert/table_build.h"
#include "filters/conv/conv.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"
#include "text/utf8.h"

enum { MATCH_LIMIT = 100000, HEAP_LIMIT_KIB = 8192, DEPTH_LIMIT = 10000 };

static void add_word(conv_build *build, hp_span key, hp_span value)
{
    uint32_t cp = 0;
    conv_build_add(build, key, value, 0);
    if (utf8_decode(key, &cp) == key.len)
        conv_build_flag(build, cp, CONV_TABLE_HAS_CHOICE);
}

/* The first of the values that spaces separate, as in OpenCC's dictionaries. */
static hp_span first_value(hp_span values)
{
    const char *space = values.len ? memchr(values.ptr, ' ', values.len) : NULL;
    return (hp_span){ values.ptr, space ? (size_t)(space - values.ptr) : values.len };
}

/* Adds the words of a list: of --keep, where a word stands for itself, or of --dict, where its value follows. */
static hp_status add_file(conv_build *build, const char *path, bool keep, hp_error *err)
{
    text_list list;
    hp_span line, word, values;
    hp_status st = text_list_open(&list, path, err);
    while (st == HP_OK && text_list_next(&list, &line)) {
        bool good = text_take_field(&line, &word) && word.len > 0 && (keep || text_take_field(&line, &values));
        hp_span value = good && !keep ? first_value(values) : word;
        if (!good)
            st = text_list_fail(&list, err, HP_BAD_DATA, keep ? "no word before the TAB" : "not 'key TAB value'");
        else
            add_word(build, word, value.len > 0 ? value : word);
    }
    text_list_close(&list);
    return st;
}

static hp_status add_regex(conv_fixed_words *fixed, const char *pattern, hp_error *err)
{
    int code;
    PCRE2_SIZE at;
    if (fixed->regex_count == CONV_REGEXES)
        return error_set(err, HP_USAGE, 0, "more than %d --keep-regex", (int)CONV_REGEXES);
    pcre2_code *regex = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &at, NULL);
    if (!regex) {
        PCRE2_UCHAR message[128];
        pcre2_get_error_message(code, message, sizeof message);
        return error_set(err, HP_USAGE, 0, "--keep-regex: '%s': at byte %zu: %s", pattern, (size_t)at, (char *)message);
    }
    fixed->regexes[fixed->regex_count++] = regex;
    return HP_OK;
}

hp_status conv_open_fixed(conv_fixed_words *fixed, const conv_request *request, hp_error *err)
{
    conv_build *build = conv_build_new();
    hp_status st = build ? HP_OK : error_set_memory(err);
    size_t files = 0;
    if (build)
        conv_build_spell_out(build);
    for (size_t i = 0; st == HP_OK && i < request->count; i++) {
        const char *name = request->given[i].option->name, *value = request->given[i].value;
        bool dict = strcmp(name, "dict") == 0, keep = strcmp(name, "keep") == 0;
        if (dict || keep)
            st = add_file(build, value, keep, err);
        else if (strcmp(name, "keep-regex") == 0)
            st = add_regex(fixed, value, err);
        files += dict || keep;
    }
    if (st == HP_OK && files > 0 && !conv_build_write(build, &fixed->words_bytes))
        st = error_set_memory(err);
    if (st == HP_OK && files > 0)
        st = conv_table_open(&fixed->words, (hp_span){ fixed->words_bytes.ptr, fixed->words_bytes.len }, NULL, NULL,
                             err);
    fixed->has_words = files > 0;
    conv_build_free(build);
    return st;
}

void conv_close_fixed(conv_fixed_words *fixed)
{
    for (size_t i = 0; i < fixed->regex_count; i++)
        pcre2_code_free(fixed->regexes[i]);
    hp_buf_free(&fixed->words_bytes);
    *fixed = (conv_fixed_words){ .regex_count = 0 };
}

hp_status conv_open_matches(conv_filter_scratch *scratch, const conv_fixed_words *fixed, hp_error *err)
{
    if (fixed->regex_count == 0)
        return HP_OK;
    scratch->matches = pcre2_match_data_create(1, NULL);
    scratch->limits = pcre2_match_context_create(NULL);
    if (!scratch->matches || !scratch->limits)
        return error_set_memory(err);
    pcre2_set_match_limit(scratch->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(scratch->limits, HEAP_LIMIT_KIB);
    pcre2_set_depth_limit(scratch->limits, DEPTH_LIMIT);
    return HP_OK;
}

void conv_close_matches(conv_filter_scratch *scratch)
{
    pcre2_match_data_free(scratch->matches);
    pcre2_match_context_free(scratch->limits);
}

/* The first match of an expression, which is not empty; length 0: there is none. */
static hp_status find_regex(void *regex, conv_filter_scratch *scratch, hp_span text, size_t from,
                            conv_fixed_span *found, hp_error *err)
{
    while (from < text.len) {
        int n = pcre2_match(regex, (PCRE2_SPTR)text.ptr, text.len, from, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
                            scratch->matches, scratch->limits);
        if (n == PCRE2_ERROR_NOMATCH)
            return HP_OK;
        if (n < 0) {
            PCRE2_UCHAR message[128];
            pcre2_get_error_message(n, message, sizeof message);
            return error_set(err, n == PCRE2_ERROR_NOMEMORY ? HP_NO_MEMORY : HP_LIMIT, from, "--keep-regex: %s",
                             (char *)message);
        }
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(scratch->matches);
        if (ends[1] > ends[0] && ends[0] >= from) {
            *found = (conv_fixed_span){ .offset = ends[0], .length = ends[1] - ends[0], .keep = true };
            return HP_OK;
        }
        from = ends[1] > from ? ends[1] : text.len; /* \K put the start behind the end */
    }
    return HP_OK;
}

/* The first word of the users' files before offset `limit`. */
static void find_word(const conv_fixed_words *fixed, hp_span text, size_t from, size_t limit, conv_fixed_span *found)
{
    const conv_table *t = &fixed->words;
    const char *end = text.ptr + text.len;
    for (size_t at = from; at < limit;) {
        size_t n = utf8_lead_length((unsigned char)text.ptr[at]);
        uint32_t flags = conv_table_entry(t, conv_table_slot(t, text.ptr + at, n)) >> 24;
        if (flags & CONV_TABLE_HAS_CHOICE || conv_table_pair_at(t, text.ptr + at, n, end)) {
            conv_match match = conv_table_match(t, (hp_span){ text.ptr + at, text.len - at });
            if (match.length > 0) {
                *found = (conv_fixed_span){ .offset = at, .length = match.length, .value = match.value };
                return;
            }
        }
        at += n;
    }
}

hp_status conv_find_fixed(const conv_fixed_words *fixed, conv_filter_scratch *scratch, hp_span text, size_t from,
                          conv_fixed_span *found, hp_error *err)
{
    hp_status st = HP_OK;
    *found = (conv_fixed_span){ .offset = text.len };
    for (size_t i = 0; st == HP_OK && i < fixed->regex_count; i++) {
        conv_fixed_span one = scratch->next[i];
        if (from == 0 || one.offset < from) {
            one = (conv_fixed_span){ .offset = text.len };
            st = find_regex(fixed->regexes[i], scratch, text, from, &one, err);
            scratch->next[i] = one;
        }
        if (one.offset < found->offset || (one.offset == found->offset && one.length > found->length))
            *found = one;
    }
    if (st == HP_OK && fixed->has_words)
        find_word(fixed, text, from, found->offset, found);
    return st;
}

/* of_characters.c - what characters a document has, and what stands at its end; see judge.h.
 *
 * Worked: "國家 abc" has 6 characters: han 2/6, latin 3/6, blanks 1/6.
 */
#include <string.h>

#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/utf8.h"

static uint64_t count_script(const judge *j, unsigned script)
{
    uint64_t n = 0;
    for (size_t i = 0; i < j->kind_count; i++)
        n += j->kinds[i] / JUDGE_CLASSES == script ? j->tally[j->kinds[i]] : 0;
    return n;
}

static uint64_t count_class(const judge *j, judge_class class)
{
    uint64_t n = 0;
    for (size_t i = 0; i < j->kind_count; i++)
        n += j->kinds[i] % JUDGE_CLASSES == class ? j->tally[j->kinds[i]] : 0;
    return n;
}

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Addresses, each once: "http://www.a.cn" is one. */
void judge_count_urls(judge *j)
{
    const hp_span text = j->text;
    uint64_t n = 0;
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; text.len > 0 && (at = memchr(at, '/', (size_t)(end - at))); at++) {
        size_t before = (size_t)(at - text.ptr);
        bool is_address = end - at > 1 && at[1] == '/' &&
                          ((before >= 5 && memcmp(at - 5, "http:", 5) == 0) ||
                           (before >= 6 && memcmp(at - 6, "https:", 6) == 0));
        n += is_address;
    }
    for (const char *at = text.ptr; text.len > 0 && (at = memchr(at, '.', (size_t)(end - at))); at++) {
        bool is_www = at - text.ptr >= 3 && memcmp(at - 3, "www", 3) == 0;
        n += is_www && (at - 3 == text.ptr || !(is_letter_or_digit(at[-4]) || at[-4] == '/' || at[-4] == '.'));
    }
    j->values[JUDGE_urls] = (double)n;
}

bool judge_take_census(judge *j)
{
    census_start(&j->census);
    census_add(&j->census, j->tables->tells_script ? &j->tables->detect.words : NULL, j->text);
    j->has_census = !j->census.failed;
    return j->has_census;
}

/* Tallies the kinds of characters, and line ends. */
static bool tally(judge *j, uint64_t *line_ends)
{
    bool failed = false;
    const points *p = &j->points;
    for (size_t i = 0; i < j->kind_count; i++)
        j->tally[j->kinds[i]] = 0;
    j->kind_count = 0;
    *line_ends = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (p->list[i] == POINTS_NONE)
            continue;
        unsigned kind = judge_kind(&j->characters, p->list[i], &failed);
        if (j->tally[kind]++ == 0)
            j->kinds[j->kind_count++] = (uint16_t)kind;
        *line_ends += p->list[i] == '\n';
    }
    return !failed;
}

bool judge_count_characters(judge *j)
{
    uint64_t line_ends;
    double *v = j->values;
    if (!points_take(&j->points, j->text) || !tally(j, &line_ends))
        return false;
    uint64_t chars = j->points.count - j->points.invalid;
    j->line_count = j->has_lines ? line_ends + 1 : 0;
    v[JUDGE_chars] = (double)chars;
    v[JUDGE_invalid] = (double)(j->points.invalid + j->undecoded);
    v[JUDGE_han] = judge_share(count_script(j, judge_script_han), chars);
    v[JUDGE_latin] = judge_share(count_script(j, judge_script_latin), chars);
    v[JUDGE_kana] = judge_share(count_script(j, judge_script_hiragana) + count_script(j, judge_script_katakana), chars);
    v[JUDGE_hangul] = judge_share(count_script(j, judge_script_hangul), chars);
    v[JUDGE_zhuyin] = judge_share(count_script(j, judge_script_bopomofo), chars);
    v[JUDGE_blanks] = judge_share(count_class(j, JUDGE_BLANK), chars);
    v[JUDGE_digits] = judge_share(count_class(j, JUDGE_DIGIT), chars);
    v[JUDGE_punctuation] = judge_share(count_class(j, JUDGE_PUNCTUATION), chars);
    v[JUDGE_symbols] = judge_share(count_class(j, JUDGE_SYMBOL), chars);
    v[JUDGE_boxes] = (double)count_script(j, JUDGE_BOX);
    v[JUDGE_private] = (double)count_script(j, JUDGE_PRIVATE);
    v[JUDGE_replaced] = (double)count_script(j, JUDGE_REPLACED);
    return true;
}

size_t judge_last_character(hp_span text, uint32_t *cp)
{
    size_t n = text.len ? utf8_decode_back(text.ptr, text.ptr + text.len, cp) : 0;
    /* In bytes that are no text it may have found one that ends earlier. */
    return n > 0 && utf8_decode((hp_span){ text.ptr + text.len - n, n }, cp) == n ? n : 0;
}

hp_span judge_trim(hp_span text)
{
    uint32_t cp;
    for (size_t n; (n = utf8_decode(text, &cp)) && text_is_blank(cp);)
        text = (hp_span){ text.ptr + n, text.len - n };
    for (size_t n; (n = judge_last_character(text, &cp)) && text_is_blank(cp);)
        text.len -= n;
    return text;
}

void judge_count_ends(judge *j)
{
    hp_span text = judge_trim(j->text);
    const char *end = text.ptr + text.len;
    uint32_t cp;
    size_t last = judge_last_character(text, &cp);
    size_t before = last ? judge_last_character((hp_span){ text.ptr, text.len - last }, &cp) : 0;
    j->strings[JUDGE_last] = (hp_span){ end - last, last };
    j->strings[JUDGE_last2] = (hp_span){ end - last - before, last + before };
}

/* The characters that are no blanks, Latin letters of ASCII as small ones. */
static bool put_units(judge *j)
{
    grams *g = &j->grams;
    const points *p = &j->points;
    if (!grams_reserve(g, p->count, false))
        return false;
    uint32_t *to = g->units;
    for (size_t i = 0; i < p->count; i++) {
        uint32_t cp = p->list[i];
        bool is_kept = cp > U'\u3000' ? cp != POINTS_NONE : !text_is_blank(cp); /* the last blank there is */
        if (is_kept)
            *to++ = cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
    }
    g->count = (size_t)(to - g->units);
    return true;
}

bool judge_count_grams(judge *j)
{
    grams_found found;
    uint64_t chars = (uint64_t)j->values[JUDGE_chars];
    if (!put_units(j) || !grams_count(&j->grams, j->longest_gram, &found))
        return false;
    for (unsigned n = 2; n <= 4; n++)
        j->values[JUDGE_top2 + n - 2] = judge_share(found.top[n], chars);
    for (unsigned n = 5; n <= GRAMS_MOST; n++)
        j->values[JUDGE_dup5 + n - 5] = judge_share(found.repeated[n], chars);
    size_t count = j->grams.count;
    j->values[JUDGE_again13] = judge_share(found.occurrences[GRAMS_MOST],
                                           count >= GRAMS_MOST ? count - GRAMS_MOST + 1 : 0);
    return true;
}

/* macro.c - ruby that is written as a macro; see macro.h.
 *
 *     \ruby{base}{text}   \ruby[g]{base}{text}   \xpinyin*{base}{text}      TeX
 *     {{ruby|base|text}}  {{Ruby-zh|base|text|…}}                           templates of wikis
 * The name says that the text is set beside the base, so it goes whatever it says.  A base without a character is an
 * example of how to write such a macro.
 * Worked: \ruby{漢}{かん}字 → base 漢, cuts "\ruby{" and "}{かん}".
 */
#include "annotation/shapes/macro.h"

#include <string.h>

#include "annotation/shapes/bracket_text.h"
#include "annotation/shapes/template.h"

/* The length of one of `names` at the start of `text`, in capitals or not; 0 when there is none. */
static size_t name_length(hp_span text, const char *const *names)
{
    for (; *names; names++) {
        size_t n = strlen(*names), k = 0;
        while (k < n && k < text.len && (text.ptr[k] | 32) == (*names)[k])
            k++;
        if (k == n)
            return n;
    }
    return 0;
}

static bool is_letter(char c)
{
    return (unsigned char)((c | 32) - 'a') < 26;
}

const char *annotation_macro_base(const char *at, const char *end)
{
    static const char *const tex[] = { "ruby", "jruby", "aruby", "truby", "xpinyin", "furigana", NULL };
    static const char *const templates[] = { "ruby", "furigana", NULL };
    bool is_tex = at[-1] == '\\';
    const char *p = at + name_length((hp_span){ at, (size_t)(end - at) }, is_tex ? tex : templates);
    if (p == at || (p < end && is_letter(*p)))
        return NULL;
    if (!is_tex) { /* Ruby-zh, ruby/N */
        while (p < end && p - at < ANNOTATION_TAG_MAX && (*p == '-' || *p == '/' || *p == ' ' || is_letter(*p)))
            p++;
        return p < end && *p == '|' ? p + 1 : NULL;
    }
    if (p < end && *p == '*')
        p++;
    if (p < end && *p == '[') {
        p = memchr(p, ']', end - p < ANNOTATION_INSIDE_MAX ? (size_t)(end - p) : ANNOTATION_INSIDE_MAX);
        p = p ? p + 1 : end;
    }
    return p < end && *p == '{' ? p + 1 : NULL;
}

/* The first of `stops` in reach; NULL when there is none, or a bracket that is none of them comes first. */
static const char *find_stop(const annotation_search *search, const char *from, const char *stops)
{
    const char *limit = search->end - from < ANNOTATION_INSIDE_MAX ? search->end : from + ANNOTATION_INSIDE_MAX;
    for (const char *p = from; p < limit; p++) {
        if (*p && strchr(stops, *p))
            return p;
        if (*p == '{' || *p == '}' || *p == '\\')
            return NULL;
    }
    return NULL;
}

const char *annotation_try_macro(annotation_search *search, const char *at)
{
    bool is_tex = at[-1] == '\\';
    const char *open = at - (is_tex ? 1 : 2), *base = annotation_macro_base(at, search->end);
    const char *bar = base && open >= search->floor ? find_stop(search, base, is_tex ? "}" : "|") : NULL;
    const char *text = bar ? bar + (is_tex ? 2 : 1) : NULL;
    if (!text || text > search->end || (is_tex && text[-1] != '{'))
        return NULL;
    const char *close = find_stop(search, text, "}"), *end = close ? close + (is_tex ? 1 : 2) : NULL;
    if (!end || end > search->end || end[-1] != '}')
        return NULL;
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP | CONTEXT_RUBY };
    reading_base characters = { .count = 0 };
    annotation_add_base(&characters, (hp_span){ base, (size_t)(bar - base) });
    annotation_read_content(search->finder, (hp_span){ text, (size_t)(close - text) }, &characters, &a.match, &a.notes,
                            &a.reading);
    if (characters.count == 0 || (a.match.grade == READING_GRADE_NONE && !search->finder->any_ruby)) {
        annotation_reject(search, end);
        return NULL;
    }
    a.base = (hp_span){ base, (size_t)(bar - base) };
    a.last = characters.cp[0];
    hp_span cuts[2] = { { open, (size_t)(base - open) }, { bar, (size_t)(end - bar) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return end;
}

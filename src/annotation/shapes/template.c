/* template.c - templates and frames that brackets make; see template.h.
 *
 *     {base|reading}  {{name|base|reading}}      curly templates; {{拼音|base|reading}} as well
 *     {% name base|reading %}                a template engine's tag
 *     [base]^(reading)  [base]{reading}          square ones; [base](reading) is a link
 *     [base(reading)base(reading)…]              a frame around a run of them
 * Worked: {國|guó}家 → base 國, cuts "{" and "|guó}".
 */
#include "annotation/shapes/template.h"

#include <string.h>

void annotation_set_base(annotation_candidate *a, const reading_base *base)
{
    size_t characters_read = a->match.characters_read;
    a->base = (hp_span){ NULL, 0 };
    a->last = base->count ? base->cp[0] : 0;
    if (characters_read == 0)
        return;
    const char *first = base->at[characters_read - 1], *last = base->at[0];
    a->base = (hp_span){ first, (size_t)(last - first) + annotation_han_width(last) };
}

static bool is_name_byte(char c)
{
    return (unsigned char)((c | 32) - 'a') < 26 || c == '-' || c & 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the tag opens whose base starts at `first`: {%, a name, and blanks between; NULL when none does. */
static const char *tag_opener(const annotation_search *search, const char *first)
{
    const char *p = first, *const floor = first - search->floor > 40 ? first - 40 : search->floor;
    while (p > floor && is_blank(p[-1]))
        p--;
    const char *name_end = p;
    while (p > floor && (is_name_byte(p[-1]) || p[-1] == '_') && !(p[-1] & 0x80))
        p--;
    bool has_name = p < name_end && name_end < first;
    while (p > floor && is_blank(p[-1]))
        p--;
    return has_name && p - floor > 1 && p[-1] == '%' && p[-2] == '{' ? p - 2 : NULL;
}

/* Where the template opens whose base starts at `first`: {, {{ or ｛, and a name with a | before the base or not; NULL
 * when none does. */
static const char *curly_opener(const annotation_search *search, const char *first)
{
    const char *open = first, *floor = search->floor;
    uint32_t cp = 0;
    if (open > floor && open[-1] == '|') {
        const char *p = open - 1;
        bool is_latin = true;
        for (; p > floor && is_name_byte(p[-1]) && open - p < 24; p--)
            is_latin = is_latin && !(p[-1] & 0x80);
        if (!is_latin && !(p - floor > 1 && p[-1] == '{' && p[-2] == '{'))
            return NULL; /* {甲|乙|…} is something else */
        open = p;
    }
    if (open > floor && open[-1] == '{')
        return open - 1 > floor && open[-2] == '{' ? open - 2 : open - 1;
    return annotation_decode_back(floor, open, &cp) > 0 && cp == U'｛' ? open - 3 : NULL;
}

/* The } or ｝ that ends what starts at `inside`; NULL when there is none in reach. */
static const char *curly_closer(const annotation_search *search, const char *inside)
{
    for (const char *p = inside; p < search->end && p - inside < ANNOTATION_INSIDE_MAX; p++)
        if (*p == '}' || (search->end - p > 2 && memcmp(p, "｝", 3) == 0))
            return p;
    return NULL;
}

const char *annotation_try_curly(annotation_search *search, const char *bar)
{
    annotation_approach approach;
    if (!annotation_base_before(search, bar, &approach) || approach.from != bar)
        return NULL;
    const char *first = approach.base.at[approach.base.count - 1];
    const char *tag = *bar == '|' ? tag_opener(search, first) : NULL;
    const char *open = tag ? tag : curly_opener(search, first);
    const char *inside = bar + (*bar == '|' ? 1 : 3), *close = open ? curly_closer(search, inside) : NULL;
    if (!close || (tag && (close == inside || close[-1] != '%')))
        return NULL;
    const char *end = close + (*close == '}' ? 1 : 3), *stop = tag ? close - 1 : close;
    if (*close == '}' && !tag && first - open > 1 && end < search->end && *end == '}')
        end++;
    while (tag && stop > inside && is_blank(stop[-1]))
        stop--;
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP };
    annotation_read_content(search->finder, (hp_span){ inside, (size_t)(stop - inside) }, &approach.base, &a.match,
                            &a.notes, &a.reading);
    if (a.match.grade == READING_GRADE_NONE || a.match.characters_read != approach.base.count)
        return NULL;
    annotation_set_base(&a, &approach.base);
    hp_span cuts[2] = { { open, (size_t)(first - open) }, { bar, (size_t)(end - bar) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return end;
}

const char *annotation_try_square(annotation_search *search, const annotation_bracket *b)
{
    annotation_approach approach;
    const char *close = b->open;
    if (close > search->floor && close[-1] == '^')
        close--;
    else if (b->opener == '(')
        return NULL; /* a link: [好](hǎo) */
    if (close <= search->floor || close[-1] != ']')
        return NULL;
    close--;
    if (!annotation_base_before(search, close, &approach) || approach.from != close)
        return NULL;
    const char *first = approach.base.at[approach.base.count - 1];
    if (first <= search->floor || first[-1] != '[')
        return NULL;
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP };
    annotation_read_content(search->finder, b->content, &approach.base, &a.match, &a.notes, &a.reading);
    if (a.match.grade == READING_GRADE_NONE || a.match.characters_read != approach.base.count)
        return NULL;
    annotation_set_base(&a, &approach.base);
    hp_span cuts[2] = { { first - 1, 1 }, { close, (size_t)(b->end - close) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return b->end;
}

void annotation_take_frame(annotation_search *search, const char *end)
{
    annotation_candidates *found = search->found;
    size_t i = found->count;
    const char *at = end; /* everything from here on is characters with their annotations */
    if (end == search->end || *end != ']' ||
        (search->end - end > 1 && (end[1] == '(' || end[1] == '[' || end[1] == ':')))
        return; /* asked first: the walk back is long where every character is annotated */
    while (i > 0) {
        const annotation_candidate *a = &found->items[i - 1];
        bool inside = i < found->count && a->whole.ptr > at; /* a second reading of the same base */
        if (!inside && a->whole.ptr + a->whole.len != at)
            break;
        if (a->cuts != 1 || a->form != ANNOTATION_BRACKET || !a->base.ptr)
            return;
        if (a->base.ptr < at)
            at = a->base.ptr;
        i--;
    }
    if (i == found->count || at == search->start || at[-1] != '[')
        return;
    if (i > 0 && found->items[i - 1].whole.ptr + found->items[i - 1].whole.len > at - 1)
        return; /* the opening bracket has gone with another finding: [國](guó)(guó)] */
    size_t last = found->cut_count - 1;
    found->cuts[last].len++;
    found->items[found->count - 1].whole.len++;
    search->floor = end + 1;
    annotation_prepend_cut(found, i, (hp_span){ at - 1, 1 });
}

/* bracket_text.c - finds the bracket that a place is in, and its end; see bracket_text.h.
 *
 * Any kinds, nested, closed by any closing bracket; a tag that sets text small or high is one too.
 * Worked: in "國((guó)）家" the place g has the opener "((", the content guó, and its end before 家.
 */
#include "annotation/shapes/bracket_text.h"

#include <string.h>

#include "annotation/label_words.h"

#define LOOK_BACK 96 /* bytes from a place inside a bracket to what opens it */
#define LAYERS_MAX 4

/* The length of the tag at the start of `rest`, <name …> or </name>, when it sets a reading small or high; else 0. */
static size_t small_tag_length(hp_span rest)
{
    static const char *const names[] = { "sup", "sub", "small", "rt" };
    size_t from = rest.len > 1 && rest.ptr[1] == '/' ? 2 : 1;
    const char *close = rest.len > from
                            ? memchr(rest.ptr, '>', rest.len < ANNOTATION_TAG_MAX ? rest.len : ANNOTATION_TAG_MAX)
                            : NULL;
    if (!close || annotation_tag_before(rest.ptr, close + 1) != rest.ptr)
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]), k = 0;
        while (k < n && rest.ptr + from + k < close && (rest.ptr[from + k] | 32) == names[i][k])
            k++;
        if (k == n && (rest.ptr[from + n] == '>' || rest.ptr[from + n] == ' '))
            return (size_t)(close + 1 - rest.ptr);
    }
    return 0;
}

/* Decodes the opener that ends at `end` into *cp ('<' for a tag) and returns its start, or NULL. */
static const char *opener_before(const annotation_search *search, const char *end, uint32_t *cp)
{
    size_t n = annotation_decode_back(search->floor, end, cp);
    if (n == 0)
        return NULL;
    if (annotation_is_opener(*cp))
        return end - n;
    if (*cp != '>')
        return NULL;
    const char *p = annotation_tag_before(search->floor, end);
    *cp = '^';
    return p && p[1] != '/' && small_tag_length((hp_span){ p, (size_t)(end - p) }) ? p : NULL;
}

/* The end of the closing bracket at the start of `rest`, for one opened by `opener`; NULL when there is none. */
static const char *closer_at(hp_span rest, uint32_t opener)
{
    uint32_t cp;
    size_t n = utf8_decode(rest, &cp);
    if (n == 0)
        return NULL;
    size_t tag = cp == '<' && rest.len > 1 && rest.ptr[1] == '/' ? small_tag_length(rest) : 0;
    if (tag)
        return rest.ptr + tag;
    if (annotation_is_fence(opener))
        return cp == opener ? rest.ptr + n : NULL;
    return annotation_bracket_closes(cp) ? rest.ptr + n : NULL;
}

/* The layers of openers that start at b->open; the content starts behind them. */
static unsigned open_layers(const annotation_search *search, annotation_bracket *b)
{
    unsigned layers = 0;
    const char *p = b->open;
    b->strict = true;
    while (layers < LAYERS_MAX) {
        uint32_t cp = 0;
        size_t n = utf8_decode(annotation_rest_of(search, p), &cp);
        size_t tag = cp == '<' && search->end - p > 1 && p[1] != '/' ? small_tag_length(annotation_rest_of(search, p))
                                                                     : 0;
        if (tag) {
            n = tag;
            cp = '^';
        } else if (n == 0 || !annotation_is_opener(cp))
            break;
        if (layers == 0 || !annotation_is_fence(cp))
            b->opener = cp;
        b->strict = b->strict && annotation_is_strict(cp);
        layers++;
        p = annotation_skip_blanks(search, p + n);
    }
    b->content.ptr = p;
    return layers;
}

bool annotation_read_bracket(const annotation_search *search, annotation_bracket *b)
{
    unsigned layers = open_layers(search, b);
    const char *p = b->content.ptr, *end = NULL;
    b->closed = false;
    while (layers > 0 && p < search->end && p - b->content.ptr <= ANNOTATION_INSIDE_MAX) {
        uint32_t cp;
        hp_span rest = annotation_rest_of(search, p);
        size_t n = utf8_decode(rest, &cp);
        end = closer_at(rest, b->opener);
        if (end || n == 0 || (annotation_is_opener(cp) && !annotation_is_fence(cp)))
            break;
        p += n;
    }
    b->content.len = (size_t)(p - b->content.ptr);
    b->end = p;
    if (!end)
        return layers > 0;
    b->closed = true;
    b->end = end;
    while (--layers > 0) {
        const char *more = closer_at(annotation_rest_of(search, annotation_skip_blanks(search, b->end)), b->opener);
        if (!more)
            break;
        b->end = more;
    }
    return true;
}

const char *annotation_find_opener(annotation_search *search, const char *at)
{
    const char *p = at, *limit = at - search->floor > LOOK_BACK ? at - LOOK_BACK : search->floor;
    bool ascii = !((unsigned char)*at & 0x80), first = true;
    uint32_t cp, opener;
    while (p > limit) {
        const char *open = opener_before(search, p, &opener);
        if (open) {
            for (const char *outer;
                 (outer = opener_before(search, open, &opener)) != NULL && !annotation_is_fence(opener);)
                open = outer;
            return open;
        }
        size_t n = annotation_decode_back(limit, p, &cp);
        if (n == 0 || annotation_bracket_closes(cp) || cp == U'。')
            return NULL;
        if (ascii && first &&
            !(text_is_inline_blank(cp) || annotation_is_neutral_dot(cp) || cp == '.' || cp == ':' || cp == U'：' ||
              annotation_ends_label(cp)))
            return NULL;
        first = false;
        p -= n;
    }
    if (limit > search->floor) /* it may be in reach when something before here is gone */
        annotation_reject(search, search->end);
    return NULL;
}

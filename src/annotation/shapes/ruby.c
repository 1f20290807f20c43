/* ruby.c - HTML ruby within a line, and Unicode's interlinear anchors.
 *
 * A ruby element is read into parts: its base's text, its readings (rt), what is shown around them (rp).  Everything
 * but the base is cut: tags, readings, and the parentheses for browsers without ruby; also when a reading fits nothing
 * and is a translation, or another language's, unless only some systems are asked for.  An end tag may be missing where
 * HTML lets one leave it out.
 * Worked: <ruby>中<rt>zhōng</rt>国<rt>guó</rt></ruby> → bases 中 and 国, all between them cut.
 */
#include <string.h>

#include "annotation/search_parts.h"
#include "text/bytes.h"
#include "text/hint.h"

#define ELEMENT_MAX 4096 /* bytes of one ruby element */
#define PIECES_MAX 128
#define RUBY_NOTES (CONTEXT_MARKUP | CONTEXT_RUBY)

enum kind { BASE, READING, AROUND, TAG };

/* A stretch of the element: text of one kind, or a tag that goes. */
struct piece {
    enum kind kind;
    hp_span text;
};

struct element {
    struct piece pieces[PIECES_MAX];
    size_t count;
    const char *end;
};

/* The name of the tag `tag`, from '<' to '>', as one of those that matter; "/" in front for an end tag. */
static const char *tag_name(hp_span tag)
{
    static const char *const names[] = { "/ruby", "/rb", "/rt", "/rtc", "/rp", "ruby", "rb", "rt", "rtc", "rp" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]), k = 0;
        while (k < n && k + 1 < tag.len && (tag.ptr[k + 1] == names[i][k] || (tag.ptr[k + 1] | 32) == names[i][k]))
            k++;
        if (k == n && n + 1 < tag.len && (tag.ptr[n + 1] == '>' || tag.ptr[n + 1] == ' ' || tag.ptr[n + 1] == '/'))
            return names[i];
    }
    return NULL;
}

static bool add_piece(struct element *e, enum kind kind, const char *from, const char *to)
{
    if (from == to)
        return true;
    if (e->count == PIECES_MAX)
        return false;
    e->pieces[e->count++] = (struct piece){ kind, { from, (size_t)(to - from) } };
    return true;
}

/* What text is after the tag `name`. */
static enum kind kind_after(const char *name)
{
    if (strcmp(name, "rt") == 0 || strcmp(name, "rtc") == 0)
        return READING;
    if (strcmp(name, "rp") == 0)
        return AROUND;
    return BASE;
}

/* Splits the element at `at`.  False when it is not whole within the run. */
static bool read_element(const annotation_search *search, const char *at, struct element *e)
{
    const char *limit = search->end - at > ELEMENT_MAX ? at + ELEMENT_MAX : search->end, *from = at;
    enum kind kind = BASE;
    e->count = 0;
    for (const char *p = at; p < limit;) {
        const char *open = memchr(p, '<', (size_t)(limit - p));
        const char *close = open ? memchr(open, '>', (size_t)(limit - open)) : NULL;
        const char *name = close ? tag_name((hp_span){ open, (size_t)(close + 1 - open) }) : NULL;
        if (!close)
            return false;
        p = close + 1;
        if (!name)
            continue; /* other mark-up belongs to the text it is in */
        if (strcmp(name, "ruby") == 0 && open != at)
            return false;
        if (!add_piece(e, kind, from, open) || !add_piece(e, TAG, open, p))
            return false;
        from = e->end = p;
        kind = kind_after(name);
        if (strcmp(name, "/ruby") == 0)
            return true;
    }
    return false;
}

/* What the element's readings say, all of them in a row, or each for its own base. */
struct verdict {
    annotation_candidate best;
    size_t fit, unfit;
};

static void weigh(const annotation_search *search, hp_span reading, const reading_base *base, struct verdict *v)
{
    annotation_candidate a = { .form = ANNOTATION_RUBY, .notes = RUBY_NOTES };
    annotation_read_content(search->finder, reading, base, &a.match, &a.notes, &a.reading);
    if (!v->best.reading.ptr)
        v->best = a;
    if (a.match.grade == READING_GRADE_NONE) {
        v->unfit++;
        return;
    }
    v->fit++;
    if (a.match.grade > v->best.match.grade)
        v->best = a;
}

/* All readings of the element joined, for bases that come first and readings after: rb rb rtc(rt rt). */
static void weigh_joined(const annotation_search *search, const struct element *e, struct verdict *v)
{
    char joined[256];
    size_t len = 0;
    reading_base base = { .count = 0 };
    for (size_t i = 0; i < e->count; i++) {
        if (e->pieces[i].kind == BASE)
            annotation_add_base(&base, e->pieces[i].text);
        if (e->pieces[i].kind != READING)
            continue;
        hp_span text = annotation_trim(e->pieces[i].text);
        if (len + text.len + 1 > sizeof joined)
            return;
        if (text.len == 0)
            continue;
        memcpy(joined + len, text.ptr, text.len);
        len += text.len;
        joined[len++] = ' ';
        /* A reading of the whole so far is enough: what follows may be a second annotation. */
        annotation_candidate a = { .form = ANNOTATION_RUBY, .notes = RUBY_NOTES };
        annotation_read_reading(search->finder, (hp_span){ joined, len }, &base, &a.match, &a.notes);
        if (a.match.grade != READING_GRADE_NONE && a.match.characters_read == base.count) {
            a.reading = text;
            v->best = a;
            v->fit = 1;
            v->unfit = 0;
        }
    }
}

static void weigh_pairs(const annotation_search *search, const struct element *e, struct verdict *v)
{
    reading_base base = { .count = 0 };
    bool fresh = true;
    for (size_t i = 0; i < e->count; i++) {
        if (e->pieces[i].kind == BASE) {
            if (fresh)
                base.count = 0;
            annotation_add_base(&base, e->pieces[i].text);
            fresh = false;
        } else if (e->pieces[i].kind == READING && annotation_trim(e->pieces[i].text).len > 0) {
            weigh(search, e->pieces[i].text, &base, v);
            fresh = true;
        }
    }
}

/* A finding in the making: one base with its reading, or the whole element. */
struct pair {
    hp_span cuts[PIECES_MAX + 1];
    size_t count;
    reading_base base;
    hp_span text;    /* the base, in the text */
    hp_span reading; /* empty while there is none */
};

/* Adds the pair, whose last cut ends at `end`; a reading of its own that does not fit is taken for the element's. */
static void add_pair(annotation_search *search, struct pair *pair, const char *end, const annotation_candidate *best,
                     bool own)
{
    annotation_candidate a = *best, one = { .form = ANNOTATION_RUBY, .notes = RUBY_NOTES };
    if (own && pair->reading.len > 0)
        annotation_read_content(search->finder, pair->reading, &pair->base, &one.match, &one.notes, &one.reading);
    if (one.match.grade != READING_GRADE_NONE || (own && a.match.grade == READING_GRADE_NONE && one.reading.ptr))
        a = one;
    a.base = pair->text;
    a.last = pair->base.count ? pair->base.cp[0] : best->last;
    const char *from = pair->text.ptr ? pair->text.ptr + pair->text.len : end;
    if (end > from)
        pair->cuts[pair->count++] = (hp_span){ from, (size_t)(end - from) };
    if (pair->count > 0)
        annotation_add_candidate(search, &a, pair->cuts, pair->count);
    *pair = (struct pair){ .count = 0 };
}

/* Cuts everything that is not base: a finding for each base with `own` readings, otherwise one.  Blanks at the edges of
 * a base's text go with the tags. */
static void add_element(annotation_search *search, const struct element *e, const annotation_candidate *best, bool own)
{
    struct pair pair = { .count = 0 };
    const char *from = e->pieces[0].text.ptr;
    for (size_t i = 0; i < e->count; i++) {
        hp_span kept = annotation_trim(e->pieces[i].text);
        if (e->pieces[i].kind == READING && kept.len > 0 && pair.reading.len == 0)
            pair.reading = kept;
        if (e->pieces[i].kind != BASE || kept.len == 0)
            continue;
        if (own && pair.reading.len > 0 && pair.text.ptr) {
            add_pair(search, &pair, kept.ptr, best, true);
            from = kept.ptr;
        }
        if (kept.ptr > from)
            pair.cuts[pair.count++] = (hp_span){ from, (size_t)(kept.ptr - from) };
        annotation_add_base(&pair.base, kept);
        from = kept.ptr + kept.len;
        if (!pair.text.ptr)
            pair.text.ptr = kept.ptr;
        pair.text.len = (size_t)(from - pair.text.ptr);
    }
    add_pair(search, &pair, e->end, best, own);
}

const char *annotation_try_ruby(annotation_search *search, const char *at)
{
    struct element e;
    struct verdict v = { .fit = 0 };
    hp_span tag = { at, (size_t)(search->end - at) };
    const char *name = tag_name(tag);
    if (!name || strcmp(name, "ruby") != 0)
        return NULL;
    if (!read_element(search, at, &e)) {
        annotation_reject(search, search->end);
        return NULL;
    }
    weigh_pairs(search, &e, &v);
    bool own = v.unfit == 0;
    if (v.unfit > 0)
        weigh_joined(search, &e, &v);
    bool fits = v.fit > 0 && v.unfit <= v.fit;
    if (!fits && !(search->finder->any_ruby && v.unfit > 0)) {
        annotation_reject(search, e.end);
        return NULL;
    }
    add_element(search, &e, &v.best, own || v.fit == 0);
    return e.end;
}

const char *annotation_try_interlinear(annotation_search *search, const char *at)
{
    reading_base base = { .count = 0 };
    annotation_candidate a = { .form = ANNOTATION_TEMPLATE, .notes = CONTEXT_MARKUP };
    size_t len = hint_length((hp_span){ at, (size_t)(search->end - at) });
    const char *mark = len ? memmem(at, len, "\xEF\xBF\xBA", 3) : NULL;
    if (!mark)
        return NULL;
    hp_span text = { at + 3, (size_t)(mark - at - 3) }, reading = { mark + 3, len - 6 - (size_t)(mark - at) };
    annotation_add_base(&base, text);
    annotation_read_content(search->finder, reading, &base, &a.match, &a.notes, &a.reading);
    if (a.match.grade == READING_GRADE_NONE) {
        annotation_reject(search, at + len);
        return NULL;
    }
    a.base = text;
    a.last = base.cp[0];
    hp_span cuts[2] = { { at, 3 }, { mark, (size_t)(at + len - mark) } };
    annotation_add_candidate(search, &a, cuts, 2);
    return at + len;
}

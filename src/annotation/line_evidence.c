/* line_evidence.c - see line_evidence.h.
 *
 * What is counted: readings that fit, those that fit nothing though they have tones, how often a reading is followed
 * by a blank.  Of the lines before only the first of these counts, and only where words about pronunciation ask for it.
 * Worked: "轻声示例：妈(ma)、的(de)" → both fit, but 轻声 is near and the line is sparse: both stay.
 */
#include "annotation/line_evidence.h"

#include <string.h>

#include "annotation/pronunciation_words.h"
#include "annotation/search.h"
#include "annotation/search_parts.h"
#include "text/bytes.h"

#define SPARSE 1024       /* bytes of a line for each finding */
#define WITHIN (1u << 14) /* bytes of a line before that are looked at: its last ones */

struct census {
    size_t fit; /* readings of any grade that could go */
    size_t unfit;
    size_t glued; /* without brackets */
    size_t glued_zhuyin;
    size_t blank_after;
    size_t inner; /* not at the end of the line */
    bool cues;    /* there may be words about pronunciation */
    bool dense_before;
};

/* A reading that counts as evidence: not a name or an abbreviation in capitals. */
static bool is_evidence(const annotation_candidate *a)
{
    if (a->match.grade == READING_GRADE_NONE ||
        (a->form == ANNOTATION_UNBRACKETED && a->match.grade != READING_GRADE_TONED))
        return false;
    return a->match.grade == READING_GRADE_TONED || !(a->notes & CONTEXT_CAPITAL);
}

/* True when `b` says of the same base what `a` before it says. */
static bool repeats(const annotation_candidate *a, const annotation_candidate *b)
{
    return a->base.ptr && a->base.ptr == b->base.ptr && span_eq(a->reading, b->reading);
}

static struct census take_census(hp_span run, const annotation_candidates *findings)
{
    struct census c = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        const annotation_candidate *a = &findings->items[i];
        bool zhuyin = a->match.system == READING_ZHUYIN;
        if (annotation_is_unverified(a))
            c.unfit++;
        if (!is_evidence(a))
            continue;
        if (i == 0 || !repeats(a - 1, a))
            c.fit++;
        if (a->form == ANNOTATION_UNBRACKETED)
            *(zhuyin ? &c.glued_zhuyin : &c.glued) += 1;
        if (a->notes & CONTEXT_BLANK_AFTER)
            c.blank_after++;
        if (a->whole.ptr + a->whole.len < run.ptr + run.len)
            c.inner++;
    }
    return c;
}

/* Notes on each finding that repeats the one before it, and on that one. */
static void note_repeats(annotation_candidates *findings)
{
    for (size_t i = 1; i < findings->count; i++) {
        annotation_candidate *a = &findings->items[i - 1], *b = &findings->items[i];
        if (repeats(a, b)) {
            b->notes |= CONTEXT_REPEATED;
            a->notes |= CONTEXT_REPEATED;
        }
    }
}

/* True when the last character of `a` has this reading wherever it stands in the line, twice at least. */
static bool is_constant(hp_span run, const annotation_candidates *findings, const annotation_candidate *a)
{
    size_t same = 0, seen = 0;
    if (a->base.len < 3)
        return false;
    hp_span last = { a->base.ptr + a->base.len, 0 };
    do {
        last.ptr--;
        last.len++;
    } while (((unsigned char)*last.ptr & 0xC0) == 0x80);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].last == a->last) {
            if (!span_eq(findings->items[i].reading, a->reading))
                return false;
            same++;
        }
    for (const char *p = run.ptr, *end = run.ptr + run.len;
         same > 1 && (p = memmem(p, (size_t)(end - p), last.ptr, last.len)) != NULL; p += last.len)
        seen++;
    return same > 1 && seen == same;
}

static bool has_digit(hp_span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '6')
            return true;
    return false;
}

/* True when the reading is strong enough, alone or by the line's others. */
static bool is_credible(const annotation_rules *rules, hp_span run, const annotation_candidates *findings,
                        const struct census *c, const annotation_candidate *a)
{
    bool capital = a->notes & CONTEXT_CAPITAL, caps = a->notes & CONTEXT_CAPS;
    if (a->match.grade == READING_GRADE_TONED) {
        bool zhuyin = a->match.system == READING_ZHUYIN;
        if (a->form == ANNOTATION_UNBRACKETED && zhuyin)
            /* One symbol alone may be slang: 好ㄉ. */
            return a->match.toned || a->reading.len > 3 || c->glued_zhuyin > 1;
        if (a->form == ANNOTATION_UNBRACKETED)
            return rules->glued || c->glued > 1;
        /* MA3 behind 码 looks like a code: capitals with a digit need company. */
        bool code = capital && has_digit(a->reading) && (caps || a->reading.len < 3);
        return !code || c->fit >= ANNOTATION_CREDIBLE;
    }
    if (a->form == ANNOTATION_UNBRACKETED)
        return rules->toneless != ANNOTATION_TONELESS_NEVER && c->glued >= ANNOTATION_CREDIBLE;
    if (rules->toneless == ANNOTATION_TONELESS_NEVER || (caps && !(a->notes & CONTEXT_RUBY)))
        return false;
    if (a->notes & (CONTEXT_MARKUP | CONTEXT_LABEL))
        return true;
    if (capital && rules->toneless != ANNOTATION_TONELESS_ALWAYS)
        return false;
    return annotation_goes_alone(rules, a->match.grade, a->reading.len) || a->notes & CONTEXT_REPEATED ||
           c->fit >= ANNOTATION_CREDIBLE || is_constant(run, findings, a);
}

static bool is_quote(uint32_t cp, const uint32_t quotes[6])
{
    for (size_t i = 0; i < 6; i++)
        if (cp == quotes[i])
            return true;
    return false;
}

/* True when the base is the last of what a pair of quotes holds: “和”(hé), 「音樂(yuè)」. */
static bool is_quoted(hp_span run, const annotation_candidate *a)
{
    static const uint32_t opening[6] = { U'“', U'‘', U'「', U'『', '"', '\'' };
    static const uint32_t closing[6] = { U'”', U'’', U'」', U'』', '"', '\'' };
    const char *end = run.ptr + run.len, *p = a->base.ptr, *after = p + a->base.len;
    const char *behind = a->whole.ptr + a->whole.len;
    uint32_t cp = 0;
    size_t n = 0;
    bool closes = p && ((utf8_decode((hp_span){ after, (size_t)(end - after) }, &cp) > 0 && is_quote(cp, closing)) ||
                        (utf8_decode((hp_span){ behind, (size_t)(end - behind) }, &cp) > 0 && is_quote(cp, closing)));
    if (!closes)
        return false;
    for (unsigned i = 0; i < READING_BASE_MAX; i++, p -= n)
        if ((n = annotation_decode_back(run.ptr, p, &cp)) == 0 || !text_is_han(cp))
            break;
    return n > 0 && is_quote(cp, opening);
}

static bool is_cued(hp_span run, const annotation_candidates *findings, const struct census *c,
                    const annotation_candidate *a)
{
    return c->cues && !(a->notes & CONTEXT_MARKUP) && (!c->dense_before || is_quoted(run, a)) &&
           annotation_names_readings(run, findings, a);
}

void annotation_forget_lines(annotation_lines_before *before)
{
    memset(before->known, 0, sizeof before->known);
}

/* True when the line is annotated throughout. */
static bool is_dense(annotation_lines_before *before, hp_span line)
{
    for (size_t i = 0; i < ANNOTATION_LINES_BEFORE; i++)
        if (before->known[i].line == line.ptr)
            return before->known[i].is_dense;
    hp_span end = line;
    if (end.len > WITHIN)
        end = (hp_span){ line.ptr + line.len - WITHIN, WITHIN };
    annotation_find(before->finder, end, &before->findings);
    struct census c = take_census(end, &before->findings);
    before->known[before->next].line = line.ptr;
    before->known[before->next].is_dense = c.fit >= ANNOTATION_DENSE && c.unfit <= c.fit;
    bool dense = before->known[before->next].is_dense;
    before->next = (before->next + 1) % ANNOTATION_LINES_BEFORE;
    return dense;
}

/* Takes the last of `lines` off; false when there is none. */
static bool take_last_line(hp_span *lines, hp_span *line)
{
    if (lines->len == 0)
        return false;
    size_t end = lines->len - 1;
    const char *lf = memrchr(lines->ptr, '\n', end);
    size_t start = lf ? (size_t)(lf + 1 - lines->ptr) : 0;
    *line = (hp_span){ lines->ptr + start, end - start };
    lines->len = start;
    return true;
}

bool annotation_get_line_above(const annotation_lines_before *before, hp_span *line)
{
    hp_span near = before->near, far = before->far;
    return take_last_line(&near, line) || take_last_line(&far, line);
}

static bool is_dense_before(annotation_lines_before *before)
{
    hp_span near = before->near, far = before->far, line;
    for (unsigned i = 0; i < ANNOTATION_LINES_BEFORE; i++)
        if (!take_last_line(&near, &line) && !take_last_line(&far, &line))
            return false;
        else if (is_dense(before, line))
            return true;
    return false;
}

/* True when the line is a list, item by item with a blank behind each: 铁(tiě) 铜(tóng).  A tool that sets blanks leaves
 * characters that touch an annotation or its base. */
static bool is_list(hp_span run, const annotation_candidates *findings)
{
    const char *item = run.ptr; /* where one may start: behind the blank after the last one */
    uint32_t cp;
    for (size_t i = 0; i < findings->count; i++) {
        const annotation_candidate *a = &findings->items[i];
        if (!is_evidence(a))
            continue;
        size_t n = a->base.ptr ? annotation_decode_back(run.ptr, a->base.ptr, &cp) : 0;
        if (!a->base.ptr || (item != run.ptr && item != a->base.ptr) || (n > 0 && text_is_han(cp)))
            return false;
        const char *end = a->whole.ptr + a->whole.len;
        n = utf8_decode((hp_span){ end, (size_t)(run.ptr + run.len - end) }, &cp);
        item = a->notes & CONTEXT_BLANK_AFTER ? end + n : run.ptr;
        if (n > 0 && text_is_han(cp))
            return false;
    }
    return item == run.ptr;
}

/* Takes the blank behind finding `i` into its last cut. */
static void take_blank(hp_span run, annotation_candidates *findings, size_t i)
{
    annotation_candidate *a = &findings->items[i];
    hp_span *cut = &findings->cuts[a->cut + a->cuts - 1];
    const char *end = cut->ptr + cut->len;
    uint32_t cp;
    size_t n = utf8_decode((hp_span){ end, (size_t)(run.ptr + run.len - end) }, &cp);
    cut->len += n;
    a->whole.len += n;
}

void annotation_mark_removals(const annotation_rules *rules, hp_span run, annotation_candidates *findings,
                              annotation_lines_before *before)
{
    note_repeats(findings);
    struct census c = take_census(run, findings);
    bool spaced = annotation_is_spaced(c.blank_after, c.inner) && !is_list(run, findings);
    /* More that fits nothing than fits: a joke, an exercise, or no Chinese. */
    bool doubtful = c.unfit > 1 && c.unfit > c.fit;
    bool minds_cues = annotation_minds_cues(rules, c.fit);
    /* In a long line, to look near each of few findings is less work than to look for words in all of it. */
    bool sparse = run.len / SPARSE > findings->count;
    c.cues = minds_cues && findings->count > 0 && annotation_has_cue(run) &&
             (sparse || annotation_may_name_readings(run));
    /* What fits nothing is an exercise's, wherever it stands. */
    c.dense_before = c.cues && c.unfit == 0 && rules->cues == ANNOTATION_CUES_AUTO && before && is_dense_before(before);
    for (size_t i = 0; i < findings->count; i++) {
        annotation_candidate *a = &findings->items[i];
        bool goes = a->match.grade == READING_GRADE_NONE
                        ? rules->unverified || a->notes & CONTEXT_RUBY
                        : (!doubtful || a->notes & CONTEXT_RUBY) && is_credible(rules, run, findings, &c, a);
        if (goes && a->notes & CONTEXT_HEADWORD && minds_cues)
            goes = false;
        if (goes && is_cued(run, findings, &c, a))
            goes = false;
        if (!goes)
            continue;
        a->notes |= CONTEXT_REMOVED;
        if (a->notes & CONTEXT_BLANK_AFTER && (spaced || a->notes & CONTEXT_BLANK_BEFORE))
            take_blank(run, findings, i);
    }
}

/* cut_plain.c - see cut_plain.h.
 *
 * Worked: 國(guó)家和人(rén)民 → 國家和人民, with two edits; 國(guó)家的讀音 is not for here, as 讀音 may be about it.
 */
#include "filters/strip/cut_plain.h"

#include <string.h>

#include "annotation/candidate_filter.h"
#include "annotation/pronunciation_words.h"

enum { COPIED_AT_ONCE = 128 };

/* Copies the `n` bytes at `from`, of a text that goes on to `end`, and returns the end of the copy, behind which there
 * is room for COPIED_AT_ONCE bytes.  What is between two readings is short, but not always as short: to copy more than
 * is needed is less work than to find out how much is. */
static inline char *copy_short(char *to, const char *from, size_t n, const char *end)
{
    if (n > COPIED_AT_ONCE || end - from < COPIED_AT_ONCE) {
        memcpy(to, from, n);
        return to + n;
    }
#pragma GCC unroll 8
    for (size_t i = 0; i < COPIED_AT_ONCE; i += 16)
        memcpy(to + i, from + i, 16);
    return to + n;
}

/* What cut_places() has found. */
struct plain_cuts {
    const char *from; /* the end of the last */
    char *to;         /* the end of what is written */
    unsigned count, blanks;
};

/* Cuts what is plain, and writes what is before each.  False when there is something else. */
static bool cut_places(const strip_filter *strip, annotation_scanner *scanner, known_readings *known, hp_span run,
                       const char *mark, struct plain_cuts *cuts)
{
    const char *from = run.ptr, *end = run.ptr + run.len;
    char *to = cuts->to;
    annotation_common plain;
    for (const char *at = annotation_next_candidate(scanner, mark, end); at < end;) {
        size_t len = at - from < 4 ? 0 : known_readings_find(known, at, end);
        if (len) {
            to = copy_short(to, from, (size_t)(at - 1 - from), end);
            from = at + len + 1;
            at = annotation_next_behind(scanner, at, len + 1, end);
            cuts->count++;
            continue;
        }
        if (!annotation_match_common(&strip->finder, from, at, end, &plain)) {
            if (annotation_may_be(&strip->finder, run.ptr, at, end))
                return false;
            at = annotation_next_candidate(scanner, at + 1, end);
            continue;
        }
        if (!annotation_goes_alone(&strip->rules, plain.grade, plain.len))
            return false;
        known_readings_add(known, at, end, &plain);
        to = copy_short(to, from, (size_t)(plain.open - from), end);
        from = plain.close;
        at = annotation_next_candidate(scanner, from, end);
        cuts->count++;
        cuts->blanks += plain.blank;
    }
    cuts->from = from;
    cuts->to = to;
    return true;
}

bool strip_cut_plain(const strip_filter *strip, annotation_scanner *scanner, known_readings *known, hp_span run,
                     const char *mark, answer *out)
{
    const char *end = run.ptr + run.len;
    char *start = answer_reserve(out, run.len + COPIED_AT_ONCE);
    struct plain_cuts cuts = { .to = start };
    if (!start || !cut_places(strip, scanner, known, run, mark, &cuts))
        return false;
    bool ends = cuts.count && cuts.from == end; /* one that no blank can be behind */
    if (annotation_is_spaced(cuts.blanks, cuts.count - ends) ||
        (cuts.count && annotation_minds_cues(&strip->rules, cuts.count) && annotation_may_name_readings(run)))
        return false;
    if (cuts.count == 0) {
        answer_keep(out, run);
        return true;
    }
    memcpy(cuts.to, cuts.from, (size_t)(end - cuts.from));
    answer_commit(out, (size_t)(cuts.to - start) + (size_t)(end - cuts.from), cuts.count);
    answer_count(out, ANNOTATION_BRACKET, cuts.count);
    return true;
}

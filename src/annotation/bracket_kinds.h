/* bracket_kinds.h - the brackets that readings stand in: the one list of them.
 *
 * Who needs them as code points asks annotation_bracket_traits() and annotation_bracket_closes(); the scan, which sees
 * bytes, derives its tables from the list (candidate_scan.c).  A kind added here is known everywhere.
 * Worked: 〖 opens, is not strict, and is closed by any bracket that closes: 國〖guo2〗家.
 */
#ifndef ANNOTATION_BRACKET_KINDS_H
#define ANNOTATION_BRACKET_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    ANNOTATION_OPENS = 1,
    ANNOTATION_ROUND = 2,  /* the kind readings are mostly in: one that nothing closes is looked at as well */
    ANNOTATION_STRICT = 4, /* seldom used for readings: only those with tones count */
    ANNOTATION_FENCE = 8   /* opened and closed by one and the same character */
};

/* KIND(arg, opening, closing, traits), and below the fences: KIND(arg, fence, fence, traits). */
#define ANNOTATION_BRACKET_PAIRS(KIND, arg) \
    KIND(arg, U'(', U')', ANNOTATION_ROUND) \
    KIND(arg, U'（', U'）', ANNOTATION_ROUND) \
    KIND(arg, U'﹙', U'﹚', ANNOTATION_ROUND) \
    KIND(arg, U'⁽', U'⁾', ANNOTATION_ROUND) \
    KIND(arg, U'[', U']', 0) \
    KIND(arg, U'［', U'］', 0) \
    KIND(arg, U'{', U'}', 0) \
    KIND(arg, U'｛', U'｝', 0) \
    KIND(arg, U'【', U'】', 0) \
    KIND(arg, U'〔', U'〕', 0) \
    KIND(arg, U'﹝', U'﹞', 0) \
    KIND(arg, U'〖', U'〗', 0) \
    KIND(arg, U'〘', U'〙', 0) \
    KIND(arg, U'⦅', U'⦆', 0) \
    KIND(arg, U'｟', U'｠', 0) \
    KIND(arg, U'<', U'>', ANNOTATION_STRICT) \
    KIND(arg, U'＜', U'＞', ANNOTATION_STRICT) \
    KIND(arg, U'〈', U'〉', ANNOTATION_STRICT) \
    KIND(arg, U'《', U'》', ANNOTATION_STRICT) \
    KIND(arg, U'\u2329', U'\u232A', ANNOTATION_STRICT) /* 〈〉 */ \
    KIND(arg, U'⟨', U'⟩', ANNOTATION_STRICT)

#define ANNOTATION_BRACKET_FENCES(KIND, arg) \
    KIND(arg, U'|', U'|', ANNOTATION_STRICT | ANNOTATION_FENCE) \
    KIND(arg, U'｜', U'｜', ANNOTATION_STRICT | ANNOTATION_FENCE) \
    KIND(arg, U'/', U'/', ANNOTATION_STRICT | ANNOTATION_FENCE) \
    KIND(arg, U'／', U'／', ANNOTATION_STRICT | ANNOTATION_FENCE) \
    KIND(arg, U'^', U'^', ANNOTATION_STRICT | ANNOTATION_FENCE)

#define ANNOTATION_BRACKET_KINDS(KIND, arg) ANNOTATION_BRACKET_PAIRS(KIND, arg) ANNOTATION_BRACKET_FENCES(KIND, arg)

/* ANNOTATION_OPENS and what else is true of the bracket that `cp` opens; 0 when it opens none. */
static inline unsigned annotation_bracket_traits(uint32_t cp)
{
#define ANNOTATION_OPENING(arg, open, close, traits) \
    case open: \
        return ANNOTATION_OPENS | (traits);
    switch (cp) {
        ANNOTATION_BRACKET_KINDS(ANNOTATION_OPENING, 0)
    default:
        return 0;
    }
#undef ANNOTATION_OPENING
}

/* True for what closes a bracket, fences not among them. */
static inline bool annotation_bracket_closes(uint32_t cp)
{
#define ANNOTATION_CLOSING(arg, open, close, traits) case close:
    switch (cp) {
        ANNOTATION_BRACKET_PAIRS(ANNOTATION_CLOSING, 0)
        return true;
    default:
        return false;
    }
#undef ANNOTATION_CLOSING
}

#endif

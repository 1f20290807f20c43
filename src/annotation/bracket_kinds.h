/* bracket_kinds.h - the brackets that readings stand in: the one list of them.
 *
 * Who needs them as code points asks hp_bracket_traits() and hp_bracket_closes(); the scan, which sees bytes, derives
 * its tables from the list (candidate_scan.c).  A kind added here is known everywhere.
 * Worked: 〖 opens, is not strict, and is closed by any bracket that closes: 國〖guo2〗家.
 */
#ifndef ANNOTATION_BRACKET_KINDS_H
#define ANNOTATION_BRACKET_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    HP_OPENS = 1,
    HP_ROUND = 2,  /* the kind readings are mostly in: one that nothing closes is looked at as well */
    HP_STRICT = 4, /* seldom used for readings: only those with tones count */
    HP_FENCE = 8   /* opened and closed by one and the same character */
};

/* KIND(arg, opening, closing, traits), and below the fences: KIND(arg, fence, fence, traits). */
#define HP_BRACKET_PAIRS(KIND, arg)                     \
    KIND(arg, U'(', U')', HP_ROUND)                     \
    KIND(arg, U'（', U'）', HP_ROUND)                   \
    KIND(arg, U'﹙', U'﹚', HP_ROUND)                   \
    KIND(arg, U'⁽', U'⁾', HP_ROUND)                     \
    KIND(arg, U'[', U']', 0)                            \
    KIND(arg, U'［', U'］', 0)                          \
    KIND(arg, U'{', U'}', 0)                            \
    KIND(arg, U'｛', U'｝', 0)                          \
    KIND(arg, U'【', U'】', 0)                          \
    KIND(arg, U'〔', U'〕', 0)                          \
    KIND(arg, U'﹝', U'﹞', 0)                          \
    KIND(arg, U'〖', U'〗', 0)                          \
    KIND(arg, U'〘', U'〙', 0)                          \
    KIND(arg, U'⦅', U'⦆', 0)                            \
    KIND(arg, U'｟', U'｠', 0)                          \
    KIND(arg, U'<', U'>', HP_STRICT)                    \
    KIND(arg, U'＜', U'＞', HP_STRICT)                  \
    KIND(arg, U'〈', U'〉', HP_STRICT)                  \
    KIND(arg, U'《', U'》', HP_STRICT)                  \
    KIND(arg, U'\u2329', U'\u232A', HP_STRICT) /* 〈〉 */ \
    KIND(arg, U'⟨', U'⟩', HP_STRICT)

#define HP_BRACKET_FENCES(KIND, arg)                    \
    KIND(arg, U'|', U'|', HP_STRICT | HP_FENCE)         \
    KIND(arg, U'｜', U'｜', HP_STRICT | HP_FENCE)       \
    KIND(arg, U'/', U'/', HP_STRICT | HP_FENCE)         \
    KIND(arg, U'／', U'／', HP_STRICT | HP_FENCE)       \
    KIND(arg, U'^', U'^', HP_STRICT | HP_FENCE)

#define HP_BRACKET_KINDS(KIND, arg) HP_BRACKET_PAIRS(KIND, arg) HP_BRACKET_FENCES(KIND, arg)

/* HP_OPENS and what else is true of the bracket that `cp` opens; 0 when it opens none. */
static inline unsigned hp_bracket_traits(uint32_t cp)
{
#define HP_OPENING(arg, open, close, traits) case open: return HP_OPENS | (traits);
    switch (cp) {
    HP_BRACKET_KINDS(HP_OPENING, 0)
    default: return 0;
    }
#undef HP_OPENING
}

/* True for what closes a bracket, fences not among them. */
static inline bool hp_bracket_closes(uint32_t cp)
{
#define HP_CLOSING(arg, open, close, traits) case close:
    switch (cp) {
    HP_BRACKET_PAIRS(HP_CLOSING, 0)
        return true;
    default:
        return false;
    }
#undef HP_CLOSING
}

#endif

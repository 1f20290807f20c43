/* search_parts.h - what the parts of the finder share; not for others.
 *
 * A search walks one run from left to right.  Everything before `floor` has been dealt with.  Walks to the left jump
 * over what earlier findings cut, so that bases are those of the output: 中(zhōng)国(zhōngguó) has the base 中国.
 */
#ifndef ANNOTATION_SEARCH_PARTS_H
#define ANNOTATION_SEARCH_PARTS_H

#include "annotation/candidates.h"
#include "text/characters.h"
#include "text/utf8.h"

/* A base as collected, and what was passed on the way to it. */
typedef struct annotation_approach {
    reading_base base;
    const char *from; /* where blanks before the annotation start: its cut may start here */
    bool blank;       /* there were some */
    bool sentence;    /* a full stop or the like was passed */
} annotation_approach;

/* Collects the characters before `at`.  False when there are none. */
bool annotation_base_before(const annotation_search *search, const char *at, annotation_approach *approach);

/* As utf8_decode_back(), for bytes that may be anything: 0 as well when what ends at `end` is not one valid
 * character. */
static inline size_t annotation_decode_back(const char *start, const char *end, uint32_t *cp)
{
    const char *p = end;
    while (p > start && end - p < 4) {
        p--;
        if (((unsigned char)*p & 0xC0) != 0x80) {
            size_t n = (size_t)(end - p);
            return utf8_decode((hp_span){ p, n }, cp) == n ? n : 0;
        }
    }
    return 0;
}

/* Adds the characters of `text`, which follows those of the base. */
void annotation_add_base(reading_base *base, hp_span text);

/* From `from` to the end of the run. */
static inline hp_span annotation_rest_of(const annotation_search *search, const char *from)
{
    return (hp_span){ from, (size_t)(search->end - from) };
}

/* Past blanks and what is not seen; past what is not seen alone. */
static inline const char *annotation_skip_blanks(const annotation_search *search, const char *p)
{
    uint32_t cp;
    size_t n;
    while ((n = utf8_decode(annotation_rest_of(search, p), &cp)) > 0 &&
           (text_is_inline_blank(cp) || text_is_invisible(cp)))
        p += n;
    return p;
}

static inline const char *annotation_skip_invisible(const annotation_search *search, const char *p)
{
    uint32_t cp;
    size_t n;
    while ((n = utf8_decode(annotation_rest_of(search, p), &cp)) > 0 && text_is_invisible(cp) && cp != 0xFEFF)
        p += n;
    return p;
}

/* The start of the tag that ends at `end`, just behind a '>', or NULL.  Only ASCII is looked at: nothing that could be
 * taken out is inside a tag. */
const char *annotation_tag_before(const char *start, const char *end);
#define ANNOTATION_TAG_MAX 64

/* Puts in place of the base's last character the word that it is read as.  False when there is none. */
bool annotation_spell_out(const reading_table *readings, reading_base *base);

/* Of a dot before a syllable, which marks its neutral tone.  The scan knows their last bytes (candidate_bits.h). */
static inline bool annotation_is_neutral_dot(uint32_t cp)
{
    return cp == U'˙' || cp == U'·' || cp == U'•' || cp == U'‧' || cp == U'・';
}

/* The length of the character of a base that starts at `p`. */
static inline size_t annotation_han_width(const char *p)
{
    return (unsigned char)*p >= 0xF0 ? 4 : 3;
}

/* Decodes the character before *at and moves *at to it, jumping over earlier cuts; 0 at the start of the run. */
uint32_t annotation_step_back(const annotation_search *search, const char **at);

/* Reads the inside of a bracket: one reading, several, labels.  The grade is READING_GRADE_NONE when it is anything
 * else or does not fit; `reading` gets the first reading's text. */
void annotation_read_content(const annotation_finder *finder, hp_span content, const reading_base *base,
                             reading_match *match, unsigned *notes, hp_span *reading);

/* One reading without labels, as above. */
void annotation_read_reading(const annotation_finder *finder, hp_span text, const reading_base *base,
                             reading_match *match, unsigned *notes);

/* Takes blanks and invisible characters off both ends. */
hp_span annotation_trim(hp_span text);

/* Tries HTML ruby at `at`, a '<'; template mark-up around an inner bracket is shapes/'s.  Returns where to go on, or
 * NULL when there is none. */
const char *annotation_try_ruby(annotation_search *search, const char *at);

/* Tries an interlinear annotation at `at`, U+FFF9. */
const char *annotation_try_interlinear(annotation_search *search, const char *at);

/* Tries the commonest shape at `at` (common_shape.h).  NULL when it is anything else, or does not fit. */
const char *annotation_try_common(annotation_search *search, const char *at);

/* Tries the bracket around or before `at`, a place that annotation_next_candidate() named.  Returns where to go on, or
 * NULL. */
const char *annotation_try_bracket(annotation_search *search, const char *at);

/* Tries a reading without brackets around `at`. */
const char *annotation_try_unbracketed(annotation_search *search, const char *at);

#endif

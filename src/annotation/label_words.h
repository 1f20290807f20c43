/* label_words.h - words inside a bracket that say a reading follows: 讀 in 國(讀guó)家.
 *
 * The one table of them, and the list of the characters they end in, which the finder asks for right before a letter.
 */
#ifndef ANNOTATION_LABEL_WORDS_H
#define ANNOTATION_LABEL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "hanpipe.h"

/* CHARACTER(arg, last) for the last character of every label; the scan derives its bytes from it. */
#define ANNOTATION_LABEL_ENDS(CHARACTER, arg) \
    CHARACTER(arg, U'音') \
    CHARACTER(arg, U'读') \
    CHARACTER(arg, U'讀') \
    CHARACTER(arg, U'念') \
    CHARACTER(arg, U'唸') \
    CHARACTER(arg, U'作') \
    CHARACTER(arg, U'成') CHARACTER(arg, U'为') CHARACTER(arg, U'為') CHARACTER(arg, U'爲') CHARACTER(arg, U'如') \
        CHARACTER(arg, U'做') CHARACTER(arg, U'拼') CHARACTER(arg, U'语') CHARACTER(arg, U'語') CHARACTER(arg, U'话') \
            CHARACTER(arg, U'話') CHARACTER(arg, U'粤') CHARACTER(arg, U'粵') CHARACTER(arg, U'普') \
                CHARACTER(arg, U'又') CHARACTER(arg, U'或')

/* True for the last character of a label. */
static inline bool annotation_ends_label(uint32_t cp)
{
#define ANNOTATION_LAST(arg, last) case last:
    switch (cp) {
        ANNOTATION_LABEL_ENDS(ANNOTATION_LAST, 0)
        return true;
    default:
        return false;
    }
#undef ANNOTATION_LAST
}

/* The length of the longest label that `text` starts with; 0 when there is none. */
size_t annotation_label_length(hp_span text);

/* The length of the longest label that `text` ends with; 0 when there is none. */
size_t annotation_label_length_back(hp_span text);

/* Label number `i`, or NULL behind the last.  Static storage. */
const char *annotation_label_word(size_t i);

#endif

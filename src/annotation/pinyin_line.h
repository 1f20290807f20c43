/* pinyin_line.h - a line of pinyin over or under a line of characters. */
#ifndef ANNOTATION_PINYIN_LINE_H
#define ANNOTATION_PINYIN_LINE_H

#include "reading/readings.h"

/* True when `line` could be such a line of pinyin: toned Latin words and no character of Chinese. */
bool annotation_is_pinyin_line(hp_span line);

/* True when `line` is the reading of `beside`, the line below or above it: nine words of ten fit its characters in
 * order, and nine characters of ten are read. */
bool annotation_is_pinyin_of_line(const reading_table *readings, hp_span line, hp_span beside);

#endif

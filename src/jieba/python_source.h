/* python_source.h - reads a Python source file that holds one dictionary of numbers, as text. */
#ifndef JIEBA_PYTHON_SOURCE_H
#define JIEBA_PYTHON_SOURCE_H

#include "data/source_lines.h"

/* Told each number: the key of its dictionary in the outer one (empty where there is none), its own key, its value.
 * Returns false when it cannot use it. */
typedef bool jieba_python_note(void *to, hp_span outer, hp_span key, double value);

/* Reads DIR/NAME, whose last statement is "P={…}": keys are strings, values numbers, or dictionaries of numbers.
 * False, with a message that names the line, when it is anything else. */
bool jieba_read_python(const char *dir, const char *name, jieba_python_note *note, void *to);

#endif

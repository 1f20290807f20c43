/* window.h - the stretches of a text in which words compete.
 *
 * Around a trigger, which is a word that would change what its characters become, or a character with a choice, a
 * window is opened, some characters to both sides; windows that would touch are one.  In it the cheapest way over words
 * is taken.  Where a window of a Simplified configuration has Traditional characters and no Simplified one, the text is
 * Traditional already, and only the later stages apply.
 */
#ifndef CONVERT_PATH_WINDOW_H
#define CONVERT_PATH_WINDOW_H

#include "convert/path/best_path_parts.h"

/* True when the `length` bytes at `at`, whole characters, can all be in a window. */
bool conv_is_in_window(const conv_scan *s, const char *at, size_t length);

/* The length of what decides or has a choice at `at`, a character of three bytes; 0 when there is nothing, or the
 * character can be in no window. */
size_t conv_find_trigger(conv_scan *s, const char *at);

/* Converts the window around the trigger of `length` bytes at `at`; the text up to `to` has been written one by one.
 * Returns where to go on: `to`, or the window's end behind it. */
const char *conv_convert_window(conv_scan *s, const char *at, size_t length, const char *to);

#endif

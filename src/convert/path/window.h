/* window.h - what becomes of the stretches of a text in which words compete.
 *
 * In a window (window_scan.h) the cheapest way over words is taken.  Where a window of a Simplified configuration has
 * Traditional characters and no Simplified one, the text is Traditional already, and only the later stages apply.
 */
#ifndef CONVERT_PATH_WINDOW_H
#define CONVERT_PATH_WINDOW_H

#include "convert/path/window_scan.h"

/* Converts the window around the trigger, whose number is as for conv_find_window(); the text up to `to` has been
 * written one by one.  Returns where to go on: `to`, or the window's end behind it. */
const char *conv_convert_window(conv_scan *s, const conv_window_word *trigger, size_t number, const char *to);

#endif

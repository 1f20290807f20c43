/* same_scan.h - past the characters that are the same in every normal form, many bytes at a time.
 *
 * These are ASCII, U+3001 to U+3020 and U+4E00 to U+9FFF: those that norm_form_goes_on() is false for in forms but NFC.
 * Worked: in "好、ab世，界" the first other is ，.
 */
#ifndef NORMALIZE_SCAN_SAME_SCAN_H
#define NORMALIZE_SCAN_SAME_SCAN_H

#include "text/vector/vector.h"

/* The first character of [at, end), valid UTF-8, that is none of these; `end` where there is none. */
const char *norm_skip_same(const char *at, const char *end);

/* The same character by character, on any machine: the definition of what the other does. */
const char *norm_skip_same_plain(const char *at, const char *end);

#if VECTOR_X86
/* As far as whole blocks of 32 bytes and two more go: the first other character, or some place before it. */
const char *norm_skip_same_avx2(const char *at, const char *end);
#endif

#endif

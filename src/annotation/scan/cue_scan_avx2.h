/* cue_scan_avx2.h - where a character that speaks of pronunciation may be, 32 bytes at a time, on x86 with AVX2. */
#ifndef ANNOTATION_CUE_SCAN_AVX2_H
#define ANNOTATION_CUE_SCAN_AVX2_H

#include "text/vector/vector.h"

#if VECTOR_X86
enum { ANNOTATION_CUE_BLOCK = 34 }; /* the bytes that it needs before `end`: 32 places, and a character's other bytes */

/* The first place from `p` on where two bytes are as the first two of a character that pronunciation_words.c looks for
 * (音 读 讀 声 聲 韵 韻 念 唸), some others among them; or the first place with less than ANNOTATION_CUE_BLOCK bytes
 * before `end`, none of those before it. */
const char *annotation_next_cue_avx2(const char *p, const char *end);
#endif

#endif

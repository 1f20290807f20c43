/* look_avx512.h - look.h on x86 with AVX-512 and its permutations of bytes. */
#ifndef CONVERT_PATH_LOOK_LOOK_AVX512_H
#define CONVERT_PATH_LOOK_LOOK_AVX512_H

#include "convert/path/look/seen.h"
#include "convert/plain/plain_pass_avx512.h"

#if VECTOR_X86
enum { CONV_LOOK_AVX512 = 67 };

/* As conv_look_around(), where CONV_LOOK_AVX512 bytes follow `at`. */
conv_look conv_look_around_avx512(const conv_table *outputs, const char *at, unsigned left);
#endif

#endif

/* vector.h - whether vector instructions may be used: not built with configure's --disable-vectors, nor on other
 * processors than x86-64.  Each job has a plain path in C, which is its definition; a path with vectors is a file of
 * its own and gives the same.
 * Worked: VECTOR_HAS("avx2") is false with --disable-vectors, and the plain path is taken.
 */
#ifndef TEXT_VECTOR_VECTOR_H
#define TEXT_VECTOR_VECTOR_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(HANPIPE_NO_VECTORS)
#define VECTOR_X86 1
#define VECTOR_HAS(set) __builtin_cpu_supports(set)
#else
#define VECTOR_X86 0
#define VECTOR_HAS(set) 0
#endif

#endif

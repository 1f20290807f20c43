/* test.h - what every unit test includes: cmocka, and spans of literals. */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "hanpipe.h"

/* The bytes of a string literal, NULs inside it included. */
#define SPAN(literal) ((hp_span){ (literal), sizeof(literal) - 1 })

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Fails, naming `why`, unless the bytes are the same. */
static inline void assert_bytes(const char *why, hp_span got, hp_span want)
{
    if (got.len == want.len && (got.len == 0 || memcmp(got.ptr, want.ptr, got.len) == 0))
        return;
    print_error("%s: got %zu bytes '%.*s', want %zu bytes '%.*s'\n", why, got.len, (int)got.len, got.ptr ? got.ptr : "",
                want.len, (int)want.len, want.ptr ? want.ptr : "");
    fail();
}

/* Fails, naming `why`, unless the numbers are the same. */
static inline void assert_number(const char *why, size_t got, size_t want)
{
    if (got == want)
        return;
    print_error("%s: got %zu, want %zu\n", why, got, want);
    fail();
}

/* Leaves a case that this machine has nothing for, and says so.  cmocka's skip() is a failure in its TAP: "not ok". */
#define LEAVE_CASE(why) \
    do { \
        print_message("# not tried: %s\n", why); \
        return; \
    } while (0)

/* A small generator of repeatable numbers (Knuth's MMIX constants): tests must not depend on the clock. */
static inline uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

#endif

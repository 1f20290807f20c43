/* load.c - libraries that are loaded when they are needed. */
#include <string.h>

#include "load/library.h"
#include "test.h"
#include "text/error.h"

#define FUNCTIONS(X) X(strlen) X(memchr)

typedef struct c_table {
    FUNCTIONS(LIBRARY_MEMBER)
} c_table;

/* The C library stands for one. */
static void what_a_library_has_is_called_through_the_table(void **state)
{
    static const library c = { "the C library", "libc.so.6", "libc6" };
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };
    c_table table;
    (void)state;
    if (library_load(&c, names, &table, NULL) != HP_OK)
        LEAVE_CASE("the C library has another name");
    assert_int_equal(table.strlen("four"), 4);
    assert_null(table.memchr("four", 'x', 4));
}

/* The message has the name for people, the package, and the system's reason, which names the file or function. */
static void what_is_not_there_is_named(void **state)
{
    static const library none = { "Nothing", "libnothing.so.9", "libnothing9" };
    static const library c = { "the C library", "libc.so.6", "libc6" };
    static const char *const names[] = { "strlen", "no_such_function", NULL };
    void *table[2];
    hp_error err = { 0 };
    (void)state;
    assert_int_equal(library_load(&none, names, table, &err), HP_IO);
    assert_non_null(strstr(hp_error_text(&err), "Nothing cannot be loaded (Debian: libnothing9)"));
    assert_non_null(strstr(hp_error_text(&err), "libnothing.so.9"));
    assert_int_equal(library_load(&c, names, table, &err), HP_IO);
    assert_non_null(strstr(hp_error_text(&err), "the C library cannot be loaded (Debian: libc6)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_a_library_has_is_called_through_the_table),
                                        cmocka_unit_test(what_is_not_there_is_named) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

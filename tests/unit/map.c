/* map.c - strings and numbers are found again, whatever else is there. */
#include "test.h"

#include <stdio.h>

#include "text/bytes.h"
#include "text/map/number_map.h"
#include "text/map/string_map.h"

enum { MANY = 20000 };

static void strings_are_numbered_in_the_order_in_which_they_come_up(void **state)
{
    string_map map = { 0 };
    (void)state;
    assert_number("nothing is there yet", string_map_find(&map, SPAN("猫")), 0);
    assert_number("the first", string_map_add(&map, SPAN("猫")), 1);
    assert_number("the second", string_map_add(&map, SPAN("狗")), 2);
    assert_number("the first again", string_map_add(&map, SPAN("猫")), 1);
    assert_number("a string may be empty", string_map_add(&map, SPAN("")), 3);
    assert_number("NUL is a byte like others", string_map_add(&map, SPAN("猫\0")), 4);
    assert_number("what was not added", string_map_find(&map, SPAN("猫狗")), 0);
    assert_bytes("text 1", string_map_text(&map, 1), SPAN("猫"));
    assert_bytes("text 3", string_map_text(&map, 3), SPAN(""));
    assert_bytes("text 4", string_map_text(&map, 4), SPAN("猫\0"));
    string_map_free(&map);
}

static void many_strings_are_found_again(void **state)
{
    string_map map = { 0 };
    char text[16];
    (void)state;
    for (int i = 0; i < MANY; i++) {
        int n = snprintf(text, sizeof text, "%d", i);
        assert_number(text, string_map_add(&map, (hp_span){ text, (size_t)n }), (size_t)i + 1);
    }
    for (int i = 0; i < MANY; i++) {
        int n = snprintf(text, sizeof text, "%d", i);
        assert_number(text, string_map_find(&map, (hp_span){ text, (size_t)n }), (size_t)i + 1);
        assert_bytes(text, string_map_text(&map, (uint32_t)i + 1), (hp_span){ text, (size_t)n });
    }
    string_map_free(&map);
}

static void the_first_value_of_a_number_stays(void **state)
{
    number_map map = { 0 };
    (void)state;
    assert_number("nothing is there yet", number_map_get(&map, 7), 0);
    assert_true(number_map_add(&map, 7, 1) && number_map_add(&map, 7, 2) && number_map_add(&map, 0, 3));
    assert_number("the first value", number_map_get(&map, 7), 1);
    assert_number("0 is a key like others", number_map_get(&map, 0), 3);
    assert_number("what was not added", number_map_get(&map, 8), 0);
    assert_number("two keys", map.count, 2);
    number_map_free(&map);
}

/* Keys as tries have them: few states, neighbouring labels. */
static void many_numbers_are_found_again(void **state)
{
    number_map map = { 0 };
    (void)state;
    for (uint32_t i = 0; i < MANY; i++)
        assert_true(number_map_add(&map, (uint64_t)(i % 64) << 32 | (0x4E00 + i / 64), i + 1));
    for (uint32_t i = 0; i < MANY; i++)
        assert_number("value", number_map_get(&map, (uint64_t)(i % 64) << 32 | (0x4E00 + i / 64)), i + 1);
    assert_number("what was not added", number_map_get(&map, UINT64_C(64) << 32 | 0x4E00), 0);
    number_map_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_numbered_in_the_order_in_which_they_come_up),
        cmocka_unit_test(many_strings_are_found_again),
        cmocka_unit_test(the_first_value_of_a_number_stays),
        cmocka_unit_test(many_numbers_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

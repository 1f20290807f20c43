/* double_array.c - what was put into a double array is found there, in each form, and nothing else is. */
#include "test.h"

#include <stdlib.h>

#include "data/double_array.h"
#include "data/double_array_build.h"

enum { KEYS = 3000, LONGEST = 5, CODES = 60 };

static uint16_t codes[KEYS][LONGEST];
static double_array_key keys[KEYS];

/* Random keys, many of them prefixes of others; the value of a key is its rank + 1, so that the last of equals stays. */
static void make_keys(uint64_t seed)
{
    for (size_t i = 0; i < KEYS; i++) {
        size_t length = 1 + next_random(&seed) % LONGEST;
        for (size_t k = 0; k < length; k++)
            codes[i][k] = (uint16_t)(1 + next_random(&seed) % CODES);
        keys[i] = (double_array_key){ codes[i], length, (uint32_t)i + 1, i };
    }
}

/* The value of the last key of these codes; 0: none. */
static uint32_t value_of(const uint16_t *word, size_t length)
{
    uint32_t value = 0;
    for (size_t i = 0; i < KEYS; i++)
        if (keys[i].length == length && memcmp(keys[i].codes, word, length * sizeof *word) == 0 &&
            keys[i].value > value)
            value = keys[i].value;
    return value;
}

static uint32_t find_wide(const char *nodes, uint32_t count, const uint16_t *word, size_t length)
{
    uint32_t node = 0;
    for (size_t i = 0; i < length; i++)
        if ((node = double_array_wide_step(nodes, count, node, word[i])) == 0)
            return 0;
    return double_array_wide_value(nodes, node);
}

static uint32_t find_packed(const char *nodes, double_array_packing by, uint32_t count, uint32_t root,
                            const uint16_t *word, size_t length)
{
    const char *node = nodes;
    uint32_t base = root;
    for (size_t i = 0; i < length; i++) {
        node = double_array_packed_at(nodes, by, count, (size_t)base + word[i]);
        if (base == 0 || double_array_packed_code(node, by) != word[i])
            return 0;
        base = double_array_packed_base(node, by);
    }
    return double_array_packed_value(node, by);
}

enum { PACKINGS = 3 };
static const double_array_packing packings[PACKINGS] = { DOUBLE_ARRAY_PACKED_6, DOUBLE_ARRAY_PACKED_LEXICON,
                                                         DOUBLE_ARRAY_PACKED_8 };

/* Looks for random words, some of them keys, in all forms. */
static void look(const double_array *array, uint64_t seed)
{
    hp_buf wide = { 0 }, packed[PACKINGS] = { { 0 } };
    uint32_t count = (uint32_t)array->count, bytes;
    assert_true(double_array_put_wide(array, &wide));
    for (size_t k = 0; k < PACKINGS; k++) {
        assert_true(double_array_put_packed(array, packings[k], &bytes, &packed[k]));
        assert_number("bytes", bytes, packings[k].bytes);
        assert_number("packed", packed[k].len, bytes * array->count + 2);
    }
    assert_number("wide", wide.len, DOUBLE_ARRAY_WIDE * array->count);
    for (size_t i = 0; i < KEYS; i++) {
        uint16_t word[LONGEST];
        size_t length = 1 + next_random(&seed) % LONGEST;
        for (size_t k = 0; k < length; k++)
            word[k] = i % 2 ? codes[i][k] : (uint16_t)(1 + next_random(&seed) % CODES);
        uint32_t want = value_of(word, length);
        assert_number("wide", find_wide(wide.ptr, count, word, length), want);
        for (size_t k = 0; k < PACKINGS; k++)
            assert_number("packed", find_packed(packed[k].ptr, packings[k], count, array->root, word, length), want);
        word[length - 1] = 0;
        assert_number("code 0 leads nowhere", find_wide(wide.ptr, count, word, length), 0);
    }
    hp_buf_free(&wide);
    for (size_t k = 0; k < PACKINGS; k++)
        hp_buf_free(&packed[k]);
}

static void keys_are_found_and_nothing_else(void **state)
{
    (void)state;
    for (data_effort effort = DATA_PLACE_DENSE; effort <= DATA_PLACE_QUICK; effort++) {
        double_array array;
        make_keys(7 + effort);
        assert_true(double_array_build(keys, KEYS, effort, NULL, &array));
        look(&array, 11);
        double_array_free(&array);
    }
}

static uint32_t find_short(const char *nodes, uint32_t count, const uint16_t *word, size_t length)
{
    uint32_t node = double_array_short_step(nodes, count, 0, double_array_first(word[0], length > 1 ? word[1] : 0));
    for (size_t i = 1; i < length && node; i++)
        node = double_array_short_step(nodes, count, node, word[i]);
    return node ? double_array_short_value(nodes, node) : 0;
}

static void first_codes_may_depend_on_the_second(void **state)
{
    static uint16_t parted[KEYS][LONGEST + 1];
    static double_array_key more[2 * KEYS];
    size_t count = 0;
    double_array array;
    hp_buf out = { 0 };
    (void)state;
    make_keys(5);
    for (size_t i = 0; i < KEYS; i++) {
        memcpy(parted[i], codes[i], sizeof codes[i]);
        more[count] = (double_array_key){ parted[i], keys[i].length, 1 + (uint32_t)i % 2047, i };
        count += double_array_split_first(&more[count], parted[i]);
        keys[i].value = 1 + (uint32_t)i % 2047;
    }
    assert_true(double_array_build(more, count, DATA_PLACE_DENSE, NULL, &array));
    assert_true(double_array_put_short(&array, &out));
    assert_number("bytes", out.len, DOUBLE_ARRAY_SHORT * array.count + DOUBLE_ARRAY_SHORT_TAIL);
    for (size_t i = 0; i < KEYS; i++) {
        uint32_t found = find_short(out.ptr, (uint32_t)array.count, codes[i], keys[i].length), want = 0;
        for (size_t k = i; k < KEYS; k++) /* of equal keys the last stays */
            if (keys[k].length == keys[i].length &&
                memcmp(keys[k].codes, codes[i], keys[i].length * sizeof *codes[i]) == 0)
                want = keys[k].value;
        assert_number("short", found, want);
    }
    uint32_t odd = double_array_short_step(out.ptr, (uint32_t)array.count, 0, double_array_first(0, 1));
    assert_number("code 0 leads nowhere, whatever is next", odd, 0);
    hp_buf_free(&out);
    double_array_free(&array);
}

static void the_first_codes_may_lie_in_a_table(void **state)
{
    static double_array_node first[DOUBLE_ARRAY_CODES];
    static const uint16_t word[] = { 3, 1, 2 };
    double_array_key two[] = { { word, 1, 5, 0 }, { word, 3, 6, 1 } };
    double_array array;
    (void)state;
    assert_true(double_array_build(two, 2, DATA_PLACE_DENSE, first, &array));
    assert_number("no root", array.root, 0);
    assert_number("the value of the first", first[3].value, 5);
    assert_number("the second code", array.nodes[first[3].base + 1].code, 1);
    assert_number("no key ends there", array.nodes[first[3].base + 1].value, 0);
    assert_number("the third", array.nodes[array.nodes[first[3].base + 1].base + 2].value, 6);
    double_array_free(&array);
}

static void an_array_may_be_empty(void **state)
{
    static const uint16_t word[] = { 1 };
    hp_buf wide = { 0 };
    double_array array;
    (void)state;
    assert_true(double_array_build(NULL, 0, DATA_PLACE_DENSE, NULL, &array));
    assert_true(double_array_put_wide(&array, &wide));
    assert_number("nothing is found", find_wide(wide.ptr, (uint32_t)array.count, word, 1), 0);
    hp_buf_free(&wide);
    double_array_free(&array);
}

/* What fits takes 6 bytes, a code or a value of a bit more 8; nothing has room for more than 16 and 20 bits. */
static void packed_nodes_are_as_small_as_they_can_be(void **state)
{
    static const struct {
        double_array_packing small;
        uint16_t code;
        uint32_t value, bytes;
    } rows[] = { { DOUBLE_ARRAY_PACKED_6, 0x7FFF, 0x1FFF, 6 },   { DOUBLE_ARRAY_PACKED_6, 0x8000, 1, 8 },
                 { DOUBLE_ARRAY_PACKED_6, 1, 0x2000, 8 },        { DOUBLE_ARRAY_PACKED_6, 0xFFFF, 0xFFFFF, 8 },
                 { DOUBLE_ARRAY_PACKED_6, 1, 0x100000, 0 },      { DOUBLE_ARRAY_PACKED_LEXICON, 0x3FFF, 0x7FFF, 6 },
                 { DOUBLE_ARRAY_PACKED_LEXICON, 0x4000, 1, 8 },  { DOUBLE_ARRAY_PACKED_LEXICON, 1, 0x8000, 8 },
                 { DOUBLE_ARRAY_PACKED_LEXICON, 1, 0x100000, 0 } };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double_array_key one[] = { { &rows[i].code, 1, rows[i].value, 0 } };
        double_array array;
        hp_buf out = { 0 };
        uint32_t bytes = 0;
        assert_true(double_array_build(one, 1, DATA_PLACE_DENSE, NULL, &array));
        bool fits = double_array_put_packed(&array, rows[i].small, &bytes, &out);
        assert_int_equal(fits, rows[i].bytes != 0);
        if (fits) {
            assert_number("bytes", bytes, rows[i].bytes);
            double_array_packing by = bytes == 6 ? rows[i].small : DOUBLE_ARRAY_PACKED_8;
            assert_number("value", find_packed(out.ptr, by, (uint32_t)array.count, array.root, &rows[i].code, 1),
                          rows[i].value);
        }
        hp_buf_free(&out);
        double_array_free(&array);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_found_and_nothing_else),
        cmocka_unit_test(first_codes_may_depend_on_the_second),
        cmocka_unit_test(the_first_codes_may_lie_in_a_table),
        cmocka_unit_test(an_array_may_be_empty),
        cmocka_unit_test(packed_nodes_are_as_small_as_they_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* fix_numbers.c - the numbers of words for hanfix, as they are compiled and looked up. */
#include "test.h"

#include "repair/compile/numbers_compile.h"
#include "repair/lexicon.h"
#include "text/buffer.h"
#include "text/bytes.h"

enum { NODES = 1000 };

/* Appends a word's forms to the compiler's list, each with the cost `cost` and such characters; its number. */
static uint32_t add_forms(hp_buf *forms, unsigned count, unsigned chars, uint16_t cost)
{
    const uint32_t number = (uint32_t)forms->len | FIX_HAS_FORMS;
    hp_buf_append(forms, (hp_span){ (const char[]){ (char)count, (char)chars }, 2 });
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k <= chars; k++)
            bytes_put_u16(forms, (uint16_t)(cost + k));
    return number;
}

/* Compiles, and opens what repair_number() and repair_forms() need. */
static void open_numbers(const repair_numbers *numbers, const hp_buf *forms, hp_buf *out, hp_buf *sorted,
                         repair_lexicon *lexicon)
{
    repair_numbers_put(numbers, forms, out, sorted);
    assert_false(out->failed || sorted->failed);
    const size_t groups = (NODES + 63) / 64;
    assert_number("magic", bytes_u32(out->ptr), FIX_NUMBERS_MAGIC);
    assert_number("groups", bytes_u32(out->ptr + 4), groups);
    *lexicon = (repair_lexicon){ .groups = out->ptr + 8,
                                 .numbers = { out->ptr + 8 + FIX_GROUP * groups, out->len - 8 - FIX_GROUP * groups },
                                 .forms = { sorted->ptr, sorted->len } };
}

static void forms_stand_in_the_order_of_nodes(void **state)
{
    repair_numbers numbers;
    repair_lexicon lexicon;
    hp_buf forms = { 0 }, out = { 0 }, sorted = { 0 };
    size_t count;
    (void)state;
    assert_true(repair_numbers_start(&numbers, NODES));
    repair_numbers_set(&numbers, 70, add_forms(&forms, 1, 3, 500)); /* the first in the list, the last by node */
    repair_numbers_set(&numbers, 3, add_forms(&forms, 2, 2, 700));
    repair_numbers_set(&numbers, 63, 0);
    repair_numbers_set(&numbers, 64, 4000);
    open_numbers(&numbers, &forms, &out, &sorted, &lexicon);
    assert_number("the forms of node 3 stand at 0", repair_number(&lexicon, 3), FIX_HAS_FORMS);
    assert_number("no word here", repair_number(&lexicon, 63), 0);
    assert_number("another cost", repair_number(&lexicon, 64), 4000);
    /* 2 forms of 2 characters: 1 byte, and twice a cost and the characters */
    assert_number("those of node 70 behind them", repair_number(&lexicon, 70), FIX_HAS_FORMS | 13);
    const char *form = repair_forms(&lexicon, repair_number(&lexicon, 3), 2, &count);
    assert_number("forms", count, 2);
    assert_number("cost", bytes_u16(form + 6), 700);
    assert_number("last character", bytes_u16(form + 10), 702);
    form = repair_forms(&lexicon, repair_number(&lexicon, 70), 3, &count);
    assert_number("one form", count, 1);
    assert_number("its last character", bytes_u16(form + 6), 503);
    repair_numbers_end(&numbers);
    hp_buf_free(&forms);
    hp_buf_free(&out);
    hp_buf_free(&sorted);
}

/* Each node has what was set for it, whatever stands around it. */
static void random_nodes_keep_their_numbers(void **state)
{
    uint64_t random = 5;
    (void)state;
    for (size_t round = 0; round < 50; round++) {
        repair_numbers numbers;
        repair_lexicon lexicon;
        hp_buf forms = { 0 }, out = { 0 }, sorted = { 0 };
        assert_true(repair_numbers_start(&numbers, NODES));
        for (uint32_t node = 0; node < NODES; node++) {
            const uint32_t what = next_random(&random) % 4;
            if (what == 0)
                repair_numbers_set(&numbers, node, next_random(&random) % 4096);
            else if (what == 1)
                repair_numbers_set(
                    &numbers, node,
                    add_forms(&forms, 1 + next_random(&random) % 4, 1 + next_random(&random) % 5, (uint16_t)node));
        }
        open_numbers(&numbers, &forms, &out, &sorted, &lexicon);
        for (uint32_t node = 0; node < NODES; node++) {
            const uint32_t want = numbers.of[node];
            if (!numbers.is_set[node])
                continue;
            const uint32_t got = repair_number(&lexicon, node);
            assert_number("has forms", got & FIX_HAS_FORMS, want & FIX_HAS_FORMS);
            if (!(want & FIX_HAS_FORMS)) {
                assert_number("number", got, want);
                continue;
            }
            const char *at = forms.ptr + (want & ~FIX_HAS_FORMS);
            const size_t chars = (unsigned char)at[1], size = (unsigned char)at[0] * (2 + 2 * chars);
            size_t count;
            const char *form = repair_forms(&lexicon, got, chars, &count);
            assert_number("forms", count, (unsigned char)at[0]);
            assert_bytes("their bytes", (hp_span){ form, size }, (hp_span){ at + 2, size });
        }
        repair_numbers_end(&numbers);
        hp_buf_free(&forms);
        hp_buf_free(&out);
        hp_buf_free(&sorted);
    }
}

/* A number that names no place in the forms, or more forms than there are, gives none. */
static void damaged_places_give_no_forms(void **state)
{
    const char forms[] = { 2, 1, 0, 1, 0 }; /* two forms of one character would be 8 bytes */
    repair_lexicon lexicon = { .forms = { forms, sizeof forms } };
    size_t count;
    (void)state;
    repair_forms(&lexicon, FIX_HAS_FORMS, 1, &count);
    assert_number("cut short", count, 0);
    assert_null(repair_forms(&lexicon, FIX_HAS_FORMS | sizeof forms, 1, &count));
    assert_number("behind the end", count, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_stand_in_the_order_of_nodes),
        cmocka_unit_test(random_nodes_keep_their_numbers),
        cmocka_unit_test(damaged_places_give_no_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

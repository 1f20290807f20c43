/* pairs_compile.c - see pairs_compile.h.
 *
 * Worked: the form 只好 stands for any of 只 隻 with a 好 behind it, so 隻 before 好 gets a bit; 只 before 好 needs none.
 */
#include "repair/compile/pairs_compile.h"

#include "text/utf8.h"

enum { SEVERAL = 0xFFFF };

static void add_member(repair_pairs *pairs, uint16_t class, uint16_t seen)
{
    uint16_t number = (uint16_t)++pairs->member_count;
    pairs->members[number - 1] = (struct repair_pairs_member){ seen, pairs->first[class] };
    pairs->first[class] = number;
}

void repair_pairs_start(repair_pairs *pairs, repair_classes *classes)
{
    *pairs = (repair_pairs){ .member_count = 0 };
    for (uint32_t cp = FIX_FIRST; cp <= FIX_LAST; cp++) {
        uint16_t class = repair_class_of(classes, cp), seen = classes->standard[cp], usual = classes->usual[cp];
        if (seen == cp || repair_class_of(classes, seen) != class)
            add_member(pairs, class, seen);
        if (usual && repair_class_of(classes, usual) != class)
            add_member(pairs, class, classes->standard[usual]);
    }
}

/* The code of the character that stands for the class. */
static uint32_t code_of(struct repair_entries *l, const conv_table *table, uint16_t character)
{
    char text[4];
    size_t n = utf8_encode(l->stands[repair_class_of(&l->classes, character)], text);
    return conv_cost_code(table, text, n);
}

void repair_pairs_add(repair_pairs *pairs, struct repair_entries *l, const conv_table *table, const uint16_t *form,
                      size_t chars)
{
    for (size_t i = 0; i < chars; i++) {
        uint16_t class = repair_class_of(&l->classes, form[i]), *only = &pairs->only[class];
        *only = *only == 0 || *only == form[i] ? form[i] : SEVERAL;
        uint32_t beside = chars > 1 ? code_of(l, table, form[i > 0 ? i - 1 : 1]) : 0;
        for (uint16_t m = pairs->first[class]; chars > 1 && m; m = pairs->members[m - 1].next) {
            uint32_t place = repair_pair_place(pairs->members[m - 1].seen, beside, i == 0);
            if (pairs->members[m - 1].seen != form[i])
                pairs->bits[place / 8] |= (unsigned char)(1 << place % 8);
        }
    }
}

bool repair_pairs_is_open(const repair_pairs *pairs, repair_classes *classes, uint32_t cp)
{
    uint16_t only = pairs->only[repair_class_of(classes, cp)], usual = classes->usual[cp];
    return only != 0 && (only != classes->standard[cp] || (usual && only != classes->standard[usual]));
}

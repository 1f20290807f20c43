/* common_codes.c - see common_codes.h.
 *
 * A node of a double array has its children in a row as wide as their codes lie apart, so tables with few keys want
 * small codes, and the large rows of common characters are packed better where most of them lie close together.
 * Worked: 人, in more words than any other but a few, gets a code below 10.
 */
#include "convert/compile/common_codes.h"

#include <stdlib.h>
#include <string.h>

#include "data/source_lines.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { CODE_POINTS = 0x110000, FREQUENT = 64 };

struct counted {
    uint32_t cp, count;
};

static bool count_characters(const char *dir, const char *name, struct counted *counted)
{
    source_lines text;
    hp_span line;
    if (!source_lines_open(&text, dir, name))
        return false;
    while (source_lines_next(&text, &line)) {
        uint32_t cp;
        for (size_t n; (n = utf8_decode(line, &cp)) > 0; line = (hp_span){ line.ptr + n, line.len - n })
            if (cp >= 0x80)
                counted[cp].count++;
    }
    source_lines_close(&text);
    return true;
}

static int by_count(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->cp < y->cp ? -1 : x->cp > y->cp;
}

bool conv_give_common_codes(const conv_sources *from, conv_codes *codes)
{
    if (!from->essay || !from->jieba)
        return true;
    struct counted *counted = memory_zeroed(CODE_POINTS, sizeof *counted);
    bool good = counted && count_characters(from->jieba, "dict.txt", counted) &&
                count_characters(from->essay[0] == '/' ? "" : ".", from->essay, counted);
    for (uint32_t cp = 0; good && cp < CODE_POINTS; cp++)
        counted[cp].cp = cp;
    if (good)
        qsort(counted, CODE_POINTS, sizeof *counted, by_count);
    for (uint32_t cp = '!'; good && cp <= '~'; cp++) /* few, in few words, but tables with few words have them */
        codes->of[cp] = (uint16_t)++codes->count;
    for (size_t i = 0; good && counted[i].count >= FREQUENT; i++)
        codes->of[counted[i].cp] = (uint16_t)++codes->count;
    memory_free(counted);
    return good;
}

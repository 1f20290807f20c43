/* words.c - the list of a line's words; see words.h. */
#include "filters/seg/words.h"

#include <stdlib.h>

bool seg_word_list_grow(seg_word_list *list)
{
    size_t cap = list->cap ? 2 * list->cap : 256;
    seg_word *at = reallocarray(list->at, cap, sizeof *at);
    if (!at)
        return false;
    list->at = at;
    list->cap = cap;
    return true;
}

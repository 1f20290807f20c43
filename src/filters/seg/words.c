/* words.c - the list of a line's words; see words.h. */
#include "filters/seg/words.h"

#include "text/memory.h"

bool seg_word_list_grow(seg_word_list *list)
{
    size_t cap = list->cap ? 2 * list->cap : 256;
    seg_word *at = memory_resize_array(list->at, cap, sizeof *at);
    if (!at)
        return false;
    list->at = at;
    list->cap = cap;
    return true;
}

/* registry.c - the list of every filter, made from filter_words.h. */
#include "pipeline/filter.h"

const filter_descriptor *const filter_registry[] = {
#define FILTER_WORD(name) &filter_##name,
#include "pipeline/filter_words.h"
#undef FILTER_WORD
    NULL
};

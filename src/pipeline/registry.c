/* registry.c - the list of every filter, made from registry.h. */
#include "pipeline/filter.h"

const filter_descriptor *const filter_registry[] = {
#define FILTER_WORD(name) &filter_##name,
#include "pipeline/registry.h"
#undef FILTER_WORD
    NULL
};

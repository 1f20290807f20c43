/* registry.c - the list of every filter, made from registry.h. */
#include "pipeline/filter.h"

const hp_filter *const hp_filters[] = {
#define HP_FILTER(name) &hp_filter_##name,
#include "pipeline/registry.h"
#undef HP_FILTER
    NULL
};

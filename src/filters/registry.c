/* registry.c - every filter, one line each, in the order in which a document usually meets them. */
#include "filters/filter.h"

const hp_filter *const hp_filters[] = {
    &hp_filter_norm,
    &hp_filter_strip,
    &hp_filter_conv,
    &hp_filter_seg,
    NULL,
};

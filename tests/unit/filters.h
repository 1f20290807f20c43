/* filters.h - what the small filters of the tests have in common. */
#ifndef TEST_UNIT_FILTERS_H
#define TEST_UNIT_FILTERS_H

#include "pipeline/filter.h"

/* A filter without anything of its own. */
static inline hp_status open_nothing(void **self, const filter_given *given, size_t count, const hp_data *data,
                                     hp_error *err)
{
    (void)given, (void)count, (void)data, (void)err;
    *self = NULL;
    return HP_OK;
}

static inline void free_nothing(void *self)
{
    (void)self;
}

/* One that sees documents whole. */
static inline filter_needs need_document(const void *self)
{
    (void)self;
    return (filter_needs){ .unit = FILTER_DOCUMENT };
}

#endif

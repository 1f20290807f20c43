/* icu_guard.h - the filters that use ICU, when memory is out: ICU goes on without a
 * dictionary, loops, or crashes, and reports none of it. */
#ifndef PIPELINE_ICU_GUARD_H
#define PIPELINE_ICU_GUARD_H

#include <unicode/uclean.h>

#include "load/icu.h"
#include "pipeline/filter.h"

static void *U_CALLCONV icu_guard_resize(const void *context, void *old, size_t size)
{
    return ((const filter_memory *)context)->resize(old, size);
}

static void *U_CALLCONV icu_guard_make(const void *context, size_t size)
{
    return ((const filter_memory *)context)->make(size);
}

static void U_CALLCONV icu_guard_release(const void *context, void *memory)
{
    ((const filter_memory *)context)->release(memory);
}

#define ICU_GUARD_FUNCTIONS(X) X(u_setMemoryFunctions)

/* A filter's guard (pipeline/filter.h), where it uses ICU whatever is given: ICU takes its memory from *memory.  May be
 * called more than once. */
static inline void icu_guard(const filter_given *given, size_t count, const filter_memory *memory)
{
    struct {
        ICU_GUARD_FUNCTIONS(LIBRARY_MEMBER)
    } icu;
    UErrorCode code = U_ZERO_ERROR;
    (void)given, (void)count;
    if (LIBRARY_LOAD(ICU_COMMON, ICU_GUARD_FUNCTIONS, &icu, NULL) == HP_OK)
        icu.u_setMemoryFunctions(memory, icu_guard_make, icu_guard_resize, icu_guard_release, &code);
}

#endif

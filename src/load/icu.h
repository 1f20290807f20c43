/* icu.h - ICU's two libraries, for LIBRARY_LOAD(): each file that uses ICU lists the functions that it calls.
 *
 * U_ICU_VERSION is the version; the functions carry its first number in their names, so another is never loaded. */
#ifndef LOAD_ICU_H
#define LOAD_ICU_H

#include <unicode/uvernum.h>

#include "load/library.h"

#define ICU_PACKAGE "libicu" LIBRARY_VERSION(U_ICU_VERSION_MAJOR_NUM)
#define LIBRARY_VERSION(number) LIBRARY_STRING(number)

/* Characters, normal forms, converters, breaks. */
#define ICU_COMMON (&(const library){ "ICU", ICU_SONAME, ICU_PACKAGE })

/* Transforms. */
#define ICU_I18N (&(const library){ "ICU", ICU_I18N_SONAME, ICU_PACKAGE })

#endif

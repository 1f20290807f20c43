/* pointer.h - which value of a JSON text is meant: JSON Pointers (RFC 6901).
 *
 * "/meta/text" is the member "text" of the member "meta"; "/lines/0" the first element of the list "lines"; ~1 and ~0
 * stand for / and ~ in a name.  A pointer may be given without its first slash: "text" means "/text".
 */
#ifndef RECORDS_JSON_POINTER_H
#define RECORDS_JSON_POINTER_H

#include "hanpipe.h"

enum { JSON_POINTER_MOST = 64 }; /* steps of a pointer */

/* One step: the member of that name, or the element of that number. */
typedef struct json_step {
    hp_span name; /* points into the pointer's bytes */
    bool is_index;
    uint64_t index;
} json_step;

typedef struct json_pointer {
    char *text;  /* with its first slash, NUL-terminated */
    char *bytes; /* the names without escapes */
    json_step *steps;
    size_t count; /* at least 1 */
} json_pointer;

/* Reads a pointer.  The caller ends it with json_pointer_free(), also after a failure.
 * Errors: HP_USAGE with a text that names the pointer, HP_NO_MEMORY. */
hp_status json_pointer_read(json_pointer *out, hp_span text, hp_error *err);

void json_pointer_free(json_pointer *pointer);

#endif

/* insert.h - puts a value into a line of JSON at a pointer, and leaves everything else as it is. */
#ifndef RECORDS_JSON_INSERT_H
#define RECORDS_JSON_INSERT_H

#include "records/json/pointer.h"

/* Appends to *out `line`, a JSON text, with `value`, one too, at `pointer`.  What stands there (of members with the
 * same name, the last) is replaced; a member that is not there becomes the last one, in objects made for it where those
 * are missing too, with blanks behind : and , where the object's first member has one. HP_BAD_DATA when the pointer
 * leads through something that is no object, or to an element that is not there. */
hp_status json_insert(hp_span line, const json_pointer *pointer, hp_span value, hp_buf *out, hp_error *err);

#endif

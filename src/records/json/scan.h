/* scan.h - finds values of a line of JSON without building a tree of it.
 *
 * The whole line is passed over once, strictly by RFC 8259, without recursion and in memory that does not depend on it;
 * nesting may be 2,048 deep.  Of members with the same name the last one counts, as in Python, JavaScript and jq.
 * Worked: {"a":1,"t":"x\n"} with the pointer /t → the value at 11, 5 bytes, a string, with escapes.
 */
#ifndef RECORDS_JSON_SCAN_H
#define RECORDS_JSON_SCAN_H

#include "records/json/pointer.h"

enum { JSON_SCAN_DEPTH = 2048, JSON_SCAN_MOST = 64 };

/* A value in a line. */
typedef struct json_found {
    hp_span value; /* points into the line, a string with its quotation marks; NULL when the pointer leads nowhere */
    bool is_string, has_escape;
} json_found;

/* Fills found[i] for each of the `count` pointers, at most JSON_SCAN_MOST.  HP_BAD_DATA, with the offset, for a line
 * that is no JSON text. */
hp_status json_scan(hp_span line, const json_pointer *const *pointers, size_t count, json_found *found, hp_error *err);

#endif

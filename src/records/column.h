/* column.h - the fields of tables: by number, or by a name in a header row. */
#ifndef RECORDS_COLUMN_H
#define RECORDS_COLUMN_H

#include "records/format.h"

/* Reads a column's number, from 1; or, where `named`, its name. */
hp_status column_open(records_field *field, hp_span spec, bool named, hp_error *err);

#endif

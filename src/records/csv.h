/* csv.h - a field of a row of CSV. */
#ifndef RECORDS_CSV_H
#define RECORDS_CSV_H

#include "hanpipe.h"

/* The length of the field at the start of `row`, to a comma or the row's end.  *why gets NULL; or, static storage, why
 * it is no field, and then the length is that of what is good of it. */
size_t csv_field_length(hp_span row, const char **why);

/* The field's text, borrowed from `raw` or from *decoded. */
hp_span csv_field_text(hp_span raw, hp_buf *decoded);

#endif

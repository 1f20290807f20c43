/* warc.h - the head of a record of WARC (ISO 28500). */
#ifndef RECORDS_WARC_H
#define RECORDS_WARC_H

#include "hanpipe.h"

/* The parts of a record that matter here; all point into it, and are NULL where the head has no such line. */
typedef struct warc_head {
    hp_span type, content_type, length; /* values */
    hp_span digests[2];                 /* whole lines: of the block, and of the payload */
    hp_span block;
} warc_head;

/* Reads the record that `text` starts with; *end gets where the next one starts.  NULL, or static storage: what is
 * wrong with it; or that it goes on behind `text`, which *goes_on tells.  When it did so for the first `seen` bytes of
 * `text` they are not searched again. */
const char *warc_read(hp_span text, size_t seen, warc_head *head, size_t *end, bool *goes_on);

/* Appends `line`, a digest's line of a head, with the digest of `block` in place of the one that it has, in the same
 * spelling; nothing where its kind is not known.  Errors: HP_NO_MEMORY; HP_IO when Nettle is not there.  Memory that
 * is out for `out` shows in it. */
hp_status warc_put_digest(hp_buf *out, hp_span line, hp_span block, hp_error *err);

#endif

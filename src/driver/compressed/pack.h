/* pack.h - compressed output. */
#ifndef DRIVER_COMPRESSED_PACK_H
#define DRIVER_COMPRESSED_PACK_H

#include "driver/compressed/format.h"

/* Where compressed bytes go; returns 0, or an errno. */
typedef int pack_write(void *to, hp_span bytes);

typedef struct packer packer;

/* `threads` may compress at once; the bytes do not depend on it.  NULL when memory is out. */
packer *pack_open(const compressed_format *format, size_t threads);

/* Compresses the text, and writes what has become ready.  Each returns 0, ENOMEM, or what `write` returns. */
int pack_add(packer *p, hp_span text, pack_write *write, void *to);

/* Writes the rest: all text is then in what was written. */
int pack_end(packer *p, pack_write *write, void *to);

/* NULL is allowed. */
void pack_free(packer *p);

#endif

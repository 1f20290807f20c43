/* data_layout.c - see data_layout.h.  Worked: no section gives the 64 bytes of a header and its filling, the
 * checksum in its place.
 */
#include "data/data_layout.h"

#include <string.h>

#include "data/data_file.h"
#include "text/buffer.h"

void data_pad(hp_buf *out)
{
    static const char zeros[DATA_ALIGN];
    hp_buf_append(out, (hp_span){ zeros, (DATA_ALIGN - out->len % DATA_ALIGN) % DATA_ALIGN });
}

/* Lays out the table and the sections, in that order, then the header, which needs their size, and puts the checksum
 * of all that into its place. */
void data_lay_out(const data_section *sections, size_t count, hp_buf *out)
{
    hp_buf body = { 0 }, table = { 0 };
    size_t first = DATA_HEADER + count * DATA_ENTRY;
    size_t start = (first + DATA_ALIGN - 1) / DATA_ALIGN * DATA_ALIGN;
    for (size_t i = 0; i < count; i++) {
        char name[DATA_NAME] = { 0 };
        memcpy(name, sections[i].name, strlen(sections[i].name));
        hp_buf_append(&table, (hp_span){ name, sizeof name });
        bytes_put_u64(&table, start + body.len);
        bytes_put_u64(&table, sections[i].bytes.len);
        hp_buf_append(&body, (hp_span){ sections[i].bytes.ptr, sections[i].bytes.len });
        data_pad(&body);
    }
    static const char zeros[DATA_ALIGN];
    hp_buf_append(&table, (hp_span){ zeros, start - first });
    hp_buf_append(&table, (hp_span){ body.ptr, body.len });
    hp_buf_append(out, (hp_span){ DATA_MAGIC, 8 });
    bytes_put_u32(out, DATA_VERSION);
    bytes_put_u32(out, (uint32_t)count);
    bytes_put_u64(out, DATA_HEADER + table.len);
    bytes_put_u64(out, 0);
    hp_buf_append(out, (hp_span){ table.ptr, table.len });
    out->failed = out->failed || table.failed || body.failed;
    hp_buf sum = { 0 };
    if (!out->failed)
        bytes_put_u64(&sum, data_checksum((hp_span){ out->ptr, out->len }));
    if (sum.len > 0)
        memcpy(out->ptr + DATA_CHECKSUM, sum.ptr, sum.len);
    out->failed = out->failed || sum.failed;
    hp_buf_free(&sum);
    hp_buf_free(&body);
    hp_buf_free(&table);
}

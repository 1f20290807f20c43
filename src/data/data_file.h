/* data_file.h - the compiled data file: named sections in one read-only mapping.
 *
 *     offset  size  what
 *          0     8  "HANPIPE\n"
 *          8     4  format version (DATA_VERSION)
 *         12     4  number of sections, n
 *         16     8  file size in bytes
 *         24     8  checksum of all other bytes (FNV-1a, 64 bits)
 *         32  32*n  section table: name (16 bytes, NUL-padded), offset (8), length (8); sorted by name
 *          …        sections, each at a multiple of 64
 *
 * All numbers are little-endian.  Opening checks everything above but the checksum; what a section holds is checked by
 * the code that reads it, at open or at each look-up, so that a damaged file gives HP_BAD_DATA or wrong words, never a
 * read outside the mapping.  doc/dict-format.md describes the sections.
 */
#ifndef DATA_DATA_FILE_H
#define DATA_DATA_FILE_H

#include "hanpipe.h"

#define DATA_MAGIC "HANPIPE\n"
#define DATA_VERSION 3u
#define DATA_CHECKSUM 24u /* where it stands */
#define DATA_HEADER 32u
#define DATA_ENTRY 32u
#define DATA_NAME 16u
#define DATA_ALIGN 64u

/* Finds the section called `name` (NUL-terminated, at most 16 bytes).  On HP_OK *section is borrowed from `data` and
 * starts at a multiple of 64.  HP_BAD_DATA when there is none, or `data` is NULL; the text names the section. */
hp_status data_section_by_name(const hp_data *data, const char *name, hp_span *section, hp_error *err);

/* Walks the tables, in the order in which sections are looked for: the name (NUL-terminated in *name, 17 bytes) and
 * contents of section `i`; false past the last. */
bool data_section_by_index(const hp_data *data, size_t i, char name[DATA_NAME + 1], hp_span *section);

/* The number of sections. */
size_t data_count_sections(const hp_data *data);

/* One more owner for `data`, which may be NULL; ended with hp_data_free(). */
hp_data *data_share(const hp_data *data);

/* Appends what hp_data_describe() writes; nothing for NULL. */
void data_describe(const hp_data *data, hp_buf *out);

/* The checksum that belongs into `file`, a whole data file, at least a header long. */
uint64_t data_checksum(hp_span file);

/* The "sources" section: one "name version" line for each dictionary compiled in.  Empty where there is none. */
hp_span data_sources(const hp_data *data);

#endif

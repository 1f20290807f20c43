/* table_index.c - writes the index of a table's pages, as table.h has it: for the basic plane a number for each page,
 * above it one for each block of 64 pages, and blocks only where there are pages.
 *
 * Worked: a table with pages for 国 and for 𠀀 has two blocks: the empty one, and that of U+20000 to U+20FFF.
 */
#include "convert/table.h"
#include "convert/table_build_parts.h"
#include "text/buffer.h"

/* True when there are pages among the 64 of block `i`, above the basic plane. */
static bool has_block(const uint16_t *index, size_t i)
{
    for (size_t k = 0; k < 64; k++)
        if (index[CONV_TABLE_BASIC + 64 * i + k])
            return true;
    return false;
}

uint32_t conv_count_blocks(const uint16_t *index)
{
    uint32_t count = 1;
    for (size_t i = 0; i < CONV_TABLE_TOPS; i++)
        count += has_block(index, i);
    return count;
}

void conv_put_index(const uint16_t *index, hp_buf *out)
{
    uint16_t count = 0;
    for (size_t i = 0; i < CONV_TABLE_BASIC; i++)
        bytes_put_u16(out, index[i]);
    for (size_t i = 0; i < CONV_TABLE_TOPS; i++)
        bytes_put_u16(out, has_block(index, i) ? ++count : 0);
    for (size_t k = 0; k < 64; k++)
        bytes_put_u16(out, 0);
    for (size_t i = 0; i < CONV_TABLE_TOPS; i++)
        for (size_t k = 0; has_block(index, i) && k < 64; k++)
            bytes_put_u16(out, index[CONV_TABLE_BASIC + 64 * i + k]);
}

/* row_placement.h - placing rows of a sparse table into one array, for double arrays.
 *
 * Given, for each row, the columns that it uses, finds a base for every row so that base + column is used once
 * in all and no two rows share a base.  The rows {1, 5} and {1, 2} get bases such as 1 and 2: places 2, 6 and
 * 3, 4.
 */
#ifndef DATA_ROW_PLACEMENT_H
#define DATA_ROW_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct data_row {
    const uint16_t *columns; /* ascending; borrowed */
    uint32_t count;
    uint32_t base; /* the result, at least 1 */
} data_row;

/* Dense: each row at the first base that it fits, for what is made once.  Quick: where that would mean a long search,
 * further on: up to half as much again, in a fraction of the time, for what is made when a program starts. */
typedef enum data_effort { DATA_PLACE_DENSE, DATA_PLACE_QUICK } data_effort;

/* Fills the bases.  *size gets one more than the greatest place used.  False when memory is out. */
bool data_place_rows(data_row *rows, size_t count, data_effort effort, size_t *size);

#endif

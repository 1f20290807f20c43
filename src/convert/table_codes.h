/* table_codes.h - codes of characters that tables have in common. */
#ifndef CONVERT_TABLE_CODES_H
#define CONVERT_TABLE_CODES_H

#include <stdint.h>

/* Start with all zeros. */
typedef struct conv_codes {
    uint16_t of[0x110000]; /* by code point; 0: none yet */
    uint32_t count;
} conv_codes;

#endif

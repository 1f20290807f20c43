/* checksum.c - see checksum.h.  Worked: "a" → AF63DC4C8601EC8C. */
#include "text/map/checksum.h"

uint64_t text_checksum_more(uint64_t sum, hp_span text)
{
    for (size_t i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
    return sum;
}

uint64_t text_checksum(hp_span text)
{
    return text_checksum_more(UINT64_C(0xCBF29CE484222325), text);
}

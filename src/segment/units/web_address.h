/* web_address.h - where the addresses in a text end. */
#ifndef SEGMENT_UNITS_WEB_ADDRESS_H
#define SEGMENT_UNITS_WEB_ADDRESS_H

#include "hanpipe.h"

/* Bytes of an address: printable ASCII but what usually stands around one. */
bool seg_is_address_byte(unsigned char c);

/* The end of the address whose bytes go on at `pos`: closing punctuation at its end is the sentence's. */
size_t seg_address_end(hp_span run, size_t pos);

/* The end of the e-mail address that starts at `pos`, or `pos` when none does. */
size_t seg_mail_end(hp_span run, size_t pos);

#endif

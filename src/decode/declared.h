/* declared.h - the encoding that a page says it has.
 *
 * Finds the label of <meta charset=…>, of <meta http-equiv=Content-Type content="…charset=…"> with its
 * attributes in any order and case, and of <?xml … encoding="…"?>.  What stands in comments, scripts and styles
 * declares nothing. Worked: "<!-- <meta charset=big5> --><META charset='GBK'>" → "GBK".
 */
#ifndef DECODE_DECLARED_H
#define DECODE_DECLARED_H

#include "hanpipe.h"

/* The first label in `head`, borrowed from it; empty when there is none. */
hp_span decode_declared(hp_span head);

#endif

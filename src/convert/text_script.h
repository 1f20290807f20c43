/* text_script.h - which script a text is in, as its characters tell. */
#ifndef CONVERT_TEXT_SCRIPT_H
#define CONVERT_TEXT_SCRIPT_H

#include "convert/table.h"

/* True when the text, valid UTF-8, has characters that only Simplified has, and none that only Traditional has, by the
 * bits in the codes of `words` (convert/best_path.h). */
bool conv_text_is_simplified(const conv_table *words, hp_span text);

#endif

/* text_script.c - see text_script.h.  Traditional text tells so within its first characters, so it costs little there.
 *
 * Worked: 什么都没有 has 么 and 没 and nothing Traditional; 什么都沒有 has 沒.
 */
#include "convert/path/text_script.h"

bool conv_text_is_simplified(const conv_table *words, hp_span text)
{
    const char *end = text.ptr + text.len;
    uint32_t scripts = 0;
    for (const char *p = text.ptr; p < end;) {
        unsigned char lead = (unsigned char)*p;
        if (lead < 0xE0 || lead >= 0xF0 || end - p < 3) {
            p += lead < 0x80 ? 1 : utf8_char_length(p, end);
            continue;
        }
        scripts |= conv_table_code(words, conv_table_slot(words, p, 3));
        if (scripts & CONV_ONLY_TRADITIONAL)
            return false;
        p += 3;
    }
    return scripts & CONV_ONLY_SIMPLIFIED;
}

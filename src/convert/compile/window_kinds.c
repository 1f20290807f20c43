/* window_kinds.c - see window_kinds.h.
 *
 * Worked: 国 stands in words, and in Simplified text only: CONV_TABLE_SIMPLIFIED.  后 stands in both: CONV_TABLE_MARKED.
 */
#include "convert/compile/window_kinds.h"

#include "convert/path/text_script.h"
#include "convert/path/word_lattice.h"
#include "text/utf8.h"

void conv_note_kinds(const uint32_t *scripts, const conv_table *words, unsigned char *kinds)
{
    for (uint32_t cp = 0x800; cp < 0x10000; cp++) {
        char text[4];
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        uint32_t entry = conv_table_entry(words, conv_table_slot(words, text, utf8_encode(cp, text)));
        if (entry >> 24 & CONV_TABLE_IN_KEY)
            kinds[cp] = scripts[cp] == 0                      ? CONV_TABLE_TELLS_NOTHING
                        : scripts[cp] == CONV_ONLY_SIMPLIFIED ? CONV_TABLE_SIMPLIFIED
                                                              : CONV_TABLE_MARKED;
    }
}

void conv_add_weak(conv_build *build, const conv_table *words, hp_span word)
{
    uint32_t first = 0, second = 0;
    if (conv_lattice_is_word(words, word))
        return;
    size_t n = utf8_decode(word, &first);
    utf8_decode((hp_span){ word.ptr + n, word.len - n }, &second);
    conv_build_weak(build, first, second);
}

/* characters.h - coarse classes of characters: blanks, letters, what is not seen, Chinese.
 *
 * Letters are taken by block, not by character: what is to be told apart is a word from a number or a sign, and a block
 * that has both is listed without its signs where they are common.  Worked: 國, é, あ and Ａ are letters; 7, ７, ，, ·
 * and 😀 are not.
 */
#ifndef TEXT_CHARACTERS_H
#define TEXT_CHARACTERS_H

#include "hanpipe.h"

/* True for Unicode's White_Space, which no longer changes: what ends a word, line ends among it. */
static inline bool text_is_blank(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0D) || cp == 0x20 || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

/* True for what is taken for a blank inside a line, between a character and its annotation: tab and spaces of any
 * width, but nothing that ends a line and no Ogham mark. */
bool text_is_inline_blank(uint32_t cp);

/* True for letters in the widest sense. */
bool text_is_letter(uint32_t cp);

/* True for what is not seen: zero-width characters, soft hyphens, variation selectors. */
bool text_is_invisible(uint32_t cp);

/* True for zhuyin's symbols. */
bool text_is_zhuyin(uint32_t cp);

/* True for what the tables call a Chinese character, radicals, 〇 and 々 included. */
bool text_is_han(uint32_t cp);

#endif

/* characters.h - two coarse classes of characters: blanks, and letters in the widest sense.
 *
 * Blanks are Unicode's White_Space, which no longer changes.  Letters are taken by block, not by character: what is to
 * be told apart is a word from a number or a sign, and a block that has both is listed without its signs where they
 * are common.  Worked: 國, é, あ and Ａ are letters; 7, ７, ，, · and 😀 are not.
 */
#ifndef TEXT_CHARACTERS_H
#define TEXT_CHARACTERS_H

#include "hanpipe.h"

static inline bool text_is_blank(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0D) || cp == 0x20 || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

bool text_is_letter(uint32_t cp);

#endif

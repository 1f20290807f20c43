/* characters.c - see characters.h.
 *
 * Worked: U+3000 is a blank of both kinds; U+2028, which ends a line, only White_Space.
 */
#include "text/characters.h"

/* First and last of each stretch, in order. */
static const uint32_t
    stretches[]
             [2] = {
                 { 'A', 'Z' },         { 'a', 'z' },         { 0xAA, 0xAA },
                 { 0xB5, 0xB5 },       { 0xBA, 0xBA },       { 0xC0, 0xD6 },
                 { 0xD8, 0xF6 },       { 0xF8, 0x2C1 }, /* Latin, phonetic letters */
                 { 0x370, 0x373 },     { 0x376, 0x37D },     { 0x37F, 0x37F },
                 { 0x386, 0x386 },     { 0x388, 0x481 },     { 0x48A, 0x559 },
                 { 0x560, 0x588 }, /* Greek, Cyrillic, Armenian */
                 { 0x5D0, 0x5F2 },     { 0x620, 0x64A },     { 0x66E, 0x6D3 },
                 { 0x6E5, 0x6EF },     { 0x6FA, 0x6FF },     { 0x710, 0x7CA },
                 { 0x800, 0x963 },     { 0x971, 0x9E5 },     { 0x9F0, 0xE3E },
                 { 0xE40, 0xE4E },     { 0xE80, 0xF1F },     { 0xF40, 0x103F },
                 { 0x1050, 0x1360 },   { 0x1380, 0x17D3 },   { 0x1820, 0x1945 },
                 { 0x1950, 0x1FFF }, /* from Hebrew to Greek extended */
                 { 0x2C00, 0x2DFF }, /* Glagolitic to Cyrillic extended */
                 { 0x2E80, 0x2FDF }, /* radicals */
                 { 0x3005, 0x3007 },   { 0x3041, 0x3096 },   { 0x309D, 0x309F },
                 { 0x30A1, 0x30FA },   { 0x30FC, 0x318F },   { 0x31A0, 0x31BF },
                 { 0x31F0, 0x31FF },   { 0x3400, 0x4DBF },   { 0x4E00, 0xA48C }, /* kana, zhuyin, jamo, Han, Yi */
                 { 0xA4D0, 0xA4FD },   { 0xA500, 0xA61F },   { 0xA640, 0xA66E },
                 { 0xA680, 0xA69F },   { 0xA722, 0xA7FF },   { 0xA840, 0xA873 },
                 { 0xA960, 0xA97C },   { 0xAB30, 0xD7FB },                       /* to Hangul */
                 { 0xF900, 0xFD3D },   { 0xFD50, 0xFDFB },   { 0xFE70, 0xFEFC }, /* compatibility forms */
                 { 0xFF21, 0xFF3A },   { 0xFF41, 0xFF5A },   { 0xFF66, 0xFFDC }, /* full and half width */
                 { 0x10000, 0x100FA }, { 0x10280, 0x107FF }, { 0x16F00, 0x18CFF },
                 { 0x1AFF0, 0x1B2FB }, /* old scripts, kana */
                 { 0x20000, 0x3FFFD }, /* Han */
             };

bool text_is_letter(uint32_t cp)
{
    size_t low = 0, high = sizeof stretches / sizeof *stretches;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cp > stretches[middle][1])
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof stretches / sizeof *stretches && cp >= stretches[low][0];
}

bool text_is_inline_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

bool text_is_invisible(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2060 && cp <= 0x2064) || cp == 0xFEFF ||
           cp == 0x180E || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

bool text_is_zhuyin(uint32_t cp)
{
    return cp >= 0x3105 && cp <= 0x312F;
}

bool text_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x323AF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x2E80 && cp <= 0x2FDF) || cp == U'〇' || cp == U'々';
}

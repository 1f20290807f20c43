/* character.h - the character at a place of a run. */
#ifndef SEGMENT_UNITS_CHARACTER_H
#define SEGMENT_UNITS_CHARACTER_H

#include "segment/clause.h"
#include "segment/sections.h"

/* A character of the run, and what it is to the lexicon. */
typedef struct seg_character {
    uint32_t cp; /* folded to its half-width form; 0 at the end */
    uint8_t len; /* bytes; 0 at the end */
    uint16_t cell;
} seg_character;

/* The run is known to be valid, which makes decoding it plain arithmetic. */
static inline seg_character seg_character_at(const seg_lexicon *lex, hp_span run, size_t pos)
{
    const unsigned char *s = (const unsigned char *)run.ptr + pos;
    seg_character h = { 0, 0, SEG_CELL_BREAK };
    if (pos >= run.len)
        return h;
    if (s[0] < 0x80) {
        h.cp = s[0];
        h.len = 1;
    } else if (s[0] < 0xE0) {
        h.cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
        h.len = 2;
    } else if (s[0] < 0xF0) {
        h.cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        h.len = 3;
    } else {
        h.cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 |
               (s[3] & 0x3F);
        h.len = 4;
    }
    h.cell = seg_lexicon_cell(lex, h.cp);
    if (h.cp >= 0xFF01 && h.cp <= 0xFF5E)
        h.cp -= 0xFEE0;
    return h;
}

/* True for a digit or a letter of any alphabet. */
static inline bool seg_is_word_character(seg_character h)
{
    return h.cell == SEG_CELL_DIGIT || h.cell == SEG_CELL_LETTER;
}

#endif

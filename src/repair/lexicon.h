/* lexicon.h - the words and characters that repair knows; repair/sections.h says how they lie in the data file. */
#ifndef REPAIR_LEXICON_H
#define REPAIR_LEXICON_H

#include "convert/table.h"
#include "repair/sections.h"

/* Borrows the sections. */
typedef struct repair_lexicon {
    const char *characters, *variants;
    size_t set_count; /* of variants: numbers 1 to set_count */
    hp_span forms, kept, numbers, pairs;
    const char *groups; /* of nodes; of each FIX_GROUP bytes */
    conv_table words;
} repair_lexicon;

/* What is known of a character. */
typedef struct repair_character {
    uint16_t code;     /* of its class; 0: in no word */
    uint16_t standard; /* the form that stands for its variants */
    uint16_t usual;    /* of a Simplified character: its usual Traditional form; else 0 */
    uint16_t flags;    /* FIX_… */
    uint16_t set;      /* of variants; 0: none */
} repair_character;

/* Opens the sections of `data`.  HP_BAD_DATA when they are missing or damaged. */
hp_status repair_lexicon_open(repair_lexicon *lexicon, const hp_data *data, hp_error *err);

/* True for characters that the lexicon may know; three bytes long, all of them. */
static inline bool repair_is_han(uint32_t cp)
{
    return cp >= FIX_FIRST && cp <= FIX_LAST;
}

/* What is known of a Han character. */
static inline repair_character repair_look_up(const repair_lexicon *lexicon, uint32_t cp)
{
    const char *at = lexicon->characters + (size_t)FIX_ENTRY * (cp - FIX_FIRST);
    uint16_t set = bytes_u16(at + 8);
    return (repair_character){ .code = bytes_u16(at),
                               .standard = bytes_u16(at + 2),
                               .usual = bytes_u16(at + 4),
                               .flags = bytes_u16(at + 6),
                               .set = set <= lexicon->set_count ? set : 0 };
}

/* The flags of a Han character alone. */
static inline unsigned repair_flags(const repair_lexicon *lexicon, uint32_t cp)
{
    return bytes_u16(lexicon->characters + (size_t)FIX_ENTRY * (cp - FIX_FIRST) + 6);
}

/* The form of a set of variants, not 0, in a region (below FIX_REGIONS). */
static inline uint32_t repair_variant(const repair_lexicon *lexicon, unsigned set, unsigned region)
{
    return bytes_u16(lexicon->variants + 2 * (FIX_REGIONS * (size_t)(set - 1) + region));
}

/* True when the character of `n` bytes at offset `at` stands in a word that has it in Simplified text, too: 乾 in
 * 乾隆. */
bool repair_is_kept(const repair_lexicon *lexicon, hp_span text, size_t at, size_t n);

/* False where no word of several characters has another form of a character, in standard form, that stands beside one
 * with that code: `behind` it where the word starts, before it elsewhere. */
static inline bool repair_pair_has(const repair_lexicon *lexicon, uint32_t standard, uint32_t code, bool behind)
{
    uint32_t place = repair_pair_place(standard, code, behind);
    return (unsigned char)lexicon->pairs.ptr[place / 8] >> place % 8 & 1;
}

/* The number of the word that ends in a node of the table of words; 0: none ends there. */
static inline uint32_t repair_number(const repair_lexicon *lexicon, uint32_t node)
{
    const char *group = lexicon->groups + FIX_GROUP * (size_t)(node / 64);
    uint64_t bits = bytes_u64(group + 4), bit = (uint64_t)1 << node % 64;
    if ((bits & bit) == 0)
        return conv_cost_at(&lexicon->words, node);
    size_t at = 2 * ((size_t)bytes_u32(group) + (size_t)__builtin_popcountll(bits & (bit - 1)));
    uint32_t number = at + 2 <= lexicon->numbers.len ? bytes_u16(lexicon->numbers.ptr + at) : 0;
    if (number < FIX_AT)
        return number;
    return FIX_HAS_FORMS | ((bytes_u32(group + 12) + number - FIX_AT) & (FIX_HAS_FORMS - 1));
}

/* The forms of a word of so many characters, by its number: *count records of 2 + 2 * chars
 * bytes, a cost and characters; NULL when there are none. */
const char *repair_forms(const repair_lexicon *lexicon, uint32_t number, size_t chars, size_t *count);

#endif

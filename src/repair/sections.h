/* sections.h - what the repair of a text's script finds in the data file.
 *
 *     "fix.characters"  for each character from FIRST on, numbers of 16 bits: the code, in "words.s", of the character
 *                       that stands for its class (0: in no word), its standard form, the usual Traditional form of a
 *                       Simplified character, flags, the number of its set of variants (0: none)
 *     "words.s"         conversion's: the words, with the characters that stand for classes, and 1 + their cost
 *     "fix.numbers"     for words whose cost is another here, 1 + that, or FIX_AT and where among the forms of the
 *                       node's group theirs stand; 0 for words that are none here.  FIX_NUMBERS_MAGIC (32 bits), how
 *                       many groups of 64 nodes of "words.s" there are (32); for each how many numbers there are
 *                       before it (32), which of its nodes have one (64), and where in "fix.forms" those of its words
 *                       begin (32); the numbers (16 each)
 *     "fix.forms"       for each such word: how many forms (8 bits), and for each form, the cheapest first, its cost
 *                       (15), FIX_ALSO (1) and its characters in standard forms (16 each), as many as the word has
 *     "fix.pairs"       FIX_PAIRS bits: where words of several characters ask for another form of a character than it
 *                       has, by repair_pair_place() of it and the one before it, or behind it where the word starts;
 *                       the bit of others is seldom set
 *     "fix.variants"    for each set of variants, from number 1 on, FIX_REGIONS characters (16 bits each): OpenCC's
 *                       standard form, Taiwan's, Hong Kong's; 0 where regions have none
 *     "fix.kept"        lines: words that have Traditional characters in Simplified text, too (乾隆)
 *
 * A class is what may stand for each other in a damaged text: 发 發 髮; 呼 唿.  The character of it that most Simplified
 * words have stands for it, so that nearly all words are conversion's, with the same cost where they have one form.
 * Variants are forms of which none is wrong in Traditional text: 裏 裡, 台 臺; the standard form stands for all of them.
 * Worked: 歷史 is 历史 in classes, with the forms 歷史 only; 曆史 has the same classes and is not among them.
 */
#ifndef REPAIR_SECTIONS_H
#define REPAIR_SECTIONS_H

#include <stdbool.h>
#include <stdint.h>

#define FIX_NUMBERS_MAGIC 0x324E4648u /* "HFN2" */
#define FIX_AT 0x8000u
/* In a word's number, beside the place of its forms. */
#define FIX_HAS_FORMS 0x800000u

/* In a form's cost: another is as right as this one, 瞭解 and 了解. */
#define FIX_ALSO 0x8000u

enum { FIX_GROUP = 16 };

enum { FIX_PAIR_BITS = 22, FIX_PAIRS = 1 << FIX_PAIR_BITS };

enum { FIX_FIRST = 0x3400, FIX_LAST = 0x9FFF, FIX_ENTRY = 10 };

/* Taiwan's before Hong Kong's, after OpenCC's standard. */
enum { FIX_REGIONS = 3 };

enum {
    FIX_SIMPLIFIED = 1 << 0,  /* stands in no Traditional text: 发 */
    FIX_SHARED = 1 << 1,      /* Simplified for several characters, itself among them: 后 */
    FIX_CHOICE = 1 << 2,      /* Traditional, and of a class with several Traditional characters: 後, 曆 */
    FIX_HAS_SHARED = 1 << 3,  /* Traditional, and its Simplified form is a shared character: 後, 於 */
    FIX_TRADITIONAL = 1 << 4, /* stands in no Simplified text: 國 */
    FIX_LESSER = 1 << 5,      /* Simplified, but also seen in Traditional text: 内 */
    FIX_LOOSE = 1 << 6,       /* people have it where others have another of its class: 坐標 */
    FIX_JAPANESE = 1 << 7,    /* Japanese writes it, Chinese does not: 対 */
    FIX_SURNAME = 1 << 8,     /* a surname, too: 周 */
    FIX_KNOWN = 1 << 9,       /* converters are known to give it wrongly: 隻 */
    FIX_CHOSEN = 1 << 10,     /* no converter gives it that has one form a character: 週, 髮 */
    FIX_OPEN = 1 << 11        /* some word has another form of its class */
};

/* The bit for a standard form beside a character with that code. */
static inline uint32_t repair_pair_place(uint32_t standard, uint32_t code, bool behind)
{
    return ((standard << 16 | code << 1 | behind) * 0x9E3779B1u) >> (32 - FIX_PAIR_BITS);
}

#endif

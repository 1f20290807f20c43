/* clause.h - the segmentation engine: a line in, the places where its words end out.
 *
 * A line is first cut into units: a Han character with what is attached to it, or something that no grain ever
 * cuts, such as a number, a Latin word, an address, an emoji (units/units.c).  Units are grouped into clauses,
 * which end at punctuation and blanks.  In each clause the lexicon's words are found (word_lattice.c); then a
 * linear model gives every unit a tag, B M E for the begin, middle and end of a word and S for a word of its
 * own, and the best sequence of tags is the cut (tagger.c).  What is looked up is folded (Traditional to
 * Simplified, one character for one), so that a text and its conversion are cut alike.
 *
 *     南京市长江大桥  →  B E S B E B E  →  南京|市|长江|大桥
 *
 * All look-ups go straight to the mapped sections "seg.lex" and "seg.model" (sections.h); nothing is built
 * at load.  A damaged section gives HP_BAD_DATA at open or wrong words later, never a read outside the mapping.
 */
#ifndef SEGMENT_CLAUSE_H
#define SEGMENT_CLAUSE_H

#include "hanpipe.h"
#include "text/bytes.h"

/* What a unit is; the class of the tagger's context window, too. */
typedef enum seg_class {
    SEG_NONE = 0, /* outside the clause */
    SEG_HAN,
    SEG_NUMERAL, /* 一二三…百千万亿 */
    SEG_SYMBOL,  /* punctuation that may stand inside a word: · - % … */
    SEG_NUMBER,
    SEG_LATIN, /* any alphabetic script */
    SEG_OTHER, /* kana, hangul, and characters that the lexicon does not know */
    SEG_BREAK, /* punctuation and blanks that end a clause and stand alone */
    SEG_CLASSES
} seg_class;

/* Tags, in the order of the model's columns. */
enum { SEG_B, SEG_M, SEG_E, SEG_S, SEG_TAGS };

/* The mapped lexicon: views into the section "seg.lex".  A value; nothing to free. */
typedef struct seg_lexicon {
    const char *pages, *cells, *classes, *names, *first, *nodes, *tags, *strings, *tag_names, *roles, *role_pairs;
    uint32_t ids, node_count, string_count, cell_pages, tag_count, role_pair_count;
    bool is_wide;                   /* nodes are DOUBLE_ARRAY_PACKED_8, not DOUBLE_ARRAY_PACKED_LEXICON */
    uint32_t unknown;               /* the cost of a character that the lexicon does not list, or of a word seen once */
    uint32_t scale;                 /* of costs: what a nat is */
    uint32_t short_term, long_term; /* what a term of up to four units, or of more, may cost */
    uint64_t mark;                  /* a model must bear the same */
} seg_lexicon;

/* The mapped model: views into "seg.model".  A value; nothing to free. */
typedef struct seg_model {
    const char *numbers, *uni, *pair_bases, *pair_nodes, *pair_rows, *word_slots, *word_rows, *context, *joint, *chain;
    uint32_t ids, unit_count, pair_count, pair_row_count, slot_count, word_count;
    bool is_wide; /* weights of two bytes in place of one, numbers of pairs of 32 bits in place of 16 */
    int32_t trans[8];
} seg_model;

/* Finds and checks the sections.  What they hold is borrowed from `data`.  Errors: HP_BAD_DATA. */
hp_status seg_lexicon_open(seg_lexicon *lex, const hp_data *data, hp_error *err);
hp_status seg_model_open(seg_model *model, const hp_data *data, const seg_lexicon *lex, hp_error *err);

/* Views into the section `s`, which the caller keeps. */
hp_status seg_lexicon_view(seg_lexicon *lex, hp_span s, hp_error *err);

/* What the character is to the lexicon: a unit's id, or SEG_CELL_* (sections.h), which is below them. */
static inline uint16_t seg_lexicon_cell(const seg_lexicon *lex, uint32_t cp)
{
    uint32_t page = bytes_u16(lex->pages + 2 * (cp >> 8));
    return page < lex->cell_pages ? bytes_u16(lex->cells + 2 * (page << 8 | (cp & 0xFF))) : 0;
}

/* The user's own words (user_words.h). */
typedef struct seg_user_words seg_user_words;

#define SEG_MARGIN_MAX 9999u /* the greatest margin, in hundredths */
#define SEG_STOPS 8u
#define SEG_CLAUSE_MAX 8192u /* units; text without punctuation is cut after so many, for memory's sake */

/* Between two clauses that are worked on together are three places of no unit, so that what is asked about the
 * neighbours of the one is not answered by the other.  These are what is behind the one, what is two before the other,
 * and what is right before it. */
#define SEG_BETWEEN 3u
enum { SEG_EDGE_NONE, SEG_EDGE_BETWEEN, SEG_EDGE_BEGIN, SEG_EDGE_END = 4, SEG_EDGE_BREAK_END, SEG_EDGES };

/* One clause being worked on, or several one behind the other, with places between them.  Start with {0}, end with
 * seg_clause_free().  Arrays hold `n` entries and padding; they are the engine's, and readable by callers until the
 * next clause is read.  They are filled group by group. */
typedef struct seg_clause {
    size_t n, cap;
    hp_span run; /* the run that it is of */

    /* The units, which seg_clause_read() fills. */
    uint32_t *start;      /* n + 1 byte offsets into the run */
    uint16_t *model_id;   /* what the model knows the unit as; readable from -2 to n + 1 */
    uint16_t *lexicon_id; /* what the lexicon knows it as; 0: nothing */
    uint8_t *class;       /* seg_class; readable from -2 to n + 1 */
    uint8_t *edge;        /* SEG_EDGE_* of places between clauses and behind the last: behind punctuation BREAK_END */
    bool has_symbol;      /* a unit is SEG_SYMBOL */
    bool is_even;         /* each unit has three bytes */
    uint8_t *tag;         /* part of speech of the user's word that this unit or the word it begins is; 0: none.
                             Filled only when there are user's words, by seg_build_lattice() as well */
    bool by_character;    /* set before reading: Han digits, too, are units one by one */
    unsigned stop_count;
    size_t stops[SEG_STOPS]; /* bytes into the run, not yet reached, where the user wants a word to end */

    /* What a unit is alone, and with its neighbours, in the lexicon and in the model: from seg_look_up_pairs(). */
    uint32_t *alone; /* its cost as a word */
    uint8_t *hint;   /* SEG_HINT_* (sections.h) */
    uint32_t *pair;  /* it and the next in the lexicon, if that has them: the number of the node */
    uint32_t *base;  /* where words go on that begin with them; 0: nowhere */
    uint32_t *cost;  /* what they cost as a word; SEG_NO_WORD */
    uint8_t *two;    /* 1: they are one; readable from -1 */
    uint16_t *unit;  /* from -2 to n + 1: the model's number for it, less than its count of units */
    uint32_t *row;   /* from -2 to n: where the model's row for them is */

    /* The same for words of three units, by seg_build_lattice(). */
    uint32_t *third_base, *third_cost; /* SEG_NO_THIRD */
    uint8_t *three;                    /* readable from -2 */

    /* The lexicon's and the user's words, which seg_build_lattice() finds. */
    uint64_t *path; /* n + 1: the cheapest way of lexicon words up to here: cost << 32 | where its last word begins */
    uint32_t *from; /* n + 1, filled where words of the cheapest path end: where that word begins */
    uint32_t *node; /* filled where they begin: that word of two to four units in the lexicon, or SEG_USER | one of the
                       user's; else 0 */
    uint32_t *word_row;     /* where the model's row for it is; for seg_clause_tag() */
    uint8_t *longest_begin; /* 0: no word of two units or more begins here; else 1, 2, 3 for 2, 3, 4 and more units */
    uint8_t *longest_end;   /* the same for words that end with this unit; readable from -1 to n */
    uint8_t *covered_by;    /* 1: strictly inside a word of 3 units, 2: of more */
    uint8_t *path_place;    /* the unit's place on the path: SEG_PATHS of them; readable from -1 to n */
    uint8_t *begins;        /* 1 where a word of the path begins; scratch of seg_follow_path() */
    uint8_t *limit;         /* the tags that the user's words leave, a bit each; 0: all.  Filled only when `limited` */
    bool limited;

    /* The cut, by seg_clause_tag() and what makes another grain of it, and how sure it is. */
    uint64_t *score;  /* sums of the model's weights, four 16-bit lanes */
    uint8_t *back;    /* which predecessor each tag had */
    uint8_t *cut;     /* 1 where a word ends with this unit */
    uint8_t *fine;    /* the same before words were joined */
    uint8_t *doubt;   /* SEG_DOUBT_* (segmenter.h) of the word that begins with this unit, by seg_find_doubts() */
    uint32_t *margin; /* how much worse the best cut is that decides otherwise behind this unit */

    void *memory;
} seg_clause;

/* Eight units' bytes, the first lowest: arrays may be read so beyond their ends. */
#define SEG_EIGHT_ONES UINT64_C(0x0101010101010101)
static inline uint64_t seg_eight(const uint8_t *at)
{
    return bytes_u64((const char *)at);
}

/* Makes room for more units; false, with the clause as it was, when memory is out. */
bool seg_clause_grow(seg_clause *clause);

void seg_clause_free(seg_clause *clause);

/* Reads the next clause of `run` (valid UTF-8) from *pos on; false at the end of the run, or with clause->cap = 0
 * when memory is out.  `left` is the id of the unit before it, 0 at the start of the run.
 * `words` may be NULL. */
bool seg_clause_read(seg_clause *clause, const seg_lexicon *lex, const seg_user_words *words, hp_span run, size_t *pos,
                     uint16_t *left);

/* The same into the places from `begin` on, which is 0 or SEG_BETWEEN behind the end of the clause before, `n`. */
bool seg_clause_read_at(seg_clause *clause, size_t begin, const seg_lexicon *lex, const seg_user_words *words,
                        hp_span run, size_t *pos, uint16_t *left);

/* Makes *view the clause of `n` units of `clauses` that begins at place `begin`: it borrows their memory. */
void seg_clause_view(seg_clause *view, const seg_clause *clauses, size_t begin, size_t n);

/* Asks the processor for what the next call will read; with other work between, that need not wait. */
void seg_prefetch(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);

/* After seg_prefetch(): fills alone to row. */
void seg_look_up_pairs(seg_clause *clause, const seg_lexicon *lex, const seg_model *model);

/* In place of both, without a model: fills alone to two. */
void seg_look_up_word_pairs(seg_clause *clause, const seg_lexicon *lex);

/* Fills third_base, third_cost and three, for the next. */
void seg_look_up_threes(seg_clause *clause, const seg_lexicon *lex);

/* Finds the lexicon's words in the clause: fills third_base … limit.  Wants what pairs are. */
void seg_build_lattice(seg_clause *clause, const seg_lexicon *lex, const seg_user_words *words);

/* The lexicon's number of the word that the units [from, to) are, not 0; 0 where they are none or only one. */
uint32_t seg_word_number(const seg_clause *clause, const seg_lexicon *lex, size_t from, size_t to);

/* The same where words of two and three units were found already, by seg_build_lattice(). */
static inline uint32_t seg_found_word_number(const seg_clause *clause, const seg_lexicon *lex, size_t from, size_t to)
{
    if (to - from == 2)
        return clause->two[from] ? clause->pair[from] : 0;
    if (to - from == 3)
        return clause->three[from] ? clause->base[from] + clause->lexicon_id[from + 2] : 0;
    return seg_word_number(clause, lex, from, to);
}

/* What the units [from, to) cost as words of the lexicon: as one, or, where it does not have that, each by itself. */
uint32_t seg_cost_of_any_word(const seg_clause *clause, const seg_lexicon *lex, size_t from, size_t to);

/* The part of speech of the units [from, to), one word, by the lexicon or the user; for what they do not have,
 * one for numbers, one for Latin, or 0. */
uint8_t seg_clause_part_of_speech(const seg_clause *clause, const seg_lexicon *lex, const seg_user_words *words,
                                  size_t from, size_t to);

/* Fills `margin`, after seg_clause_tag(), with `cut` still as it left it. */
bool seg_clause_margins(seg_clause *clause, const seg_model *model);

/* How sure the word of the units [from, to) is: by how much the best cut without it is worse.  At most
 * SEG_MARGIN_MAX. */
uint32_t seg_clause_margin(const seg_clause *clause, size_t from, size_t to);

/* Tags the clause, or the clauses: fills score, back, cut.  Wants row and what seg_build_lattice() fills. */
void seg_clause_tag(seg_clause *clause, const seg_model *model);

#endif

/* line.h - a line as the rules see it: its characters in a row, each with the bytes that it stands for.
 *
 *     "ＡＢ ,好"   cp    Ａ→A    Ｂ→B    ' ' gone   ,→，     好
 *                  from  0       3                 7        8        what each was made from, in bytes of the line
 *                  rule  width   width   spaces    punct    -
 *
 * A rule changes characters where they stand or takes them away; what it did is read off at the end, so that every
 * edit has its rule and its place in the text as it came.  The rules run in the order of their table until a round
 * changes nothing; a line that is still changing after NORM_ROUNDS of them is left as it was.  So what comes out comes
 * out again unchanged: each rule set gives back its own output.
 */
#ifndef NORMALIZE_LINE_LINE_H
#define NORMALIZE_LINE_LINE_H

#include "normalize/line/characters.h"

typedef struct norm_engine norm_engine;

enum { NORM_ROUNDS = 12 };

/* Marks of Chinese, and quotes that may be. */
#define NORM_CHINESE_MARKS (NORM_SET(NORM_OPEN) | NORM_SET(NORM_CLOSE) | NORM_SET(NORM_STOP) | NORM_SET(NORM_CURLY))

/* Characters that are no marks, unless they are lively. */
#define NORM_LETTERS (NORM_SET(NORM_HAN) | NORM_SET(NORM_KANA) | NORM_SET(NORM_LATIN) | NORM_SET(NORM_DIGIT))

/* One character. */
typedef struct norm_cell {
    uint32_t cp;
    uint32_t from, to;  /* the bytes of the line that it stands for; none when it was put in */
    uint32_t class : 8; /* norm_class */
    uint32_t rule : 8;  /* norm_rule_id that made it what it is; 0: as it came */
    uint32_t cut : 8;   /* norm_rule_id that took away what stood between the cell before and this one; 0: nothing */
    uint32_t flags : 8; /* NORM_KEEP … */
} norm_cell;

enum {
    NORM_KEEP = 1, /* part of an address, code or the like: no rule changes it */
    NORM_GONE = 2  /* marked by norm_remove(), until norm_sweep() */
};

/* A character that is no Han, kana, Latin letter or digit: one in five of most text, and all that most rules look at.
 * The few letters that are lively are among the marks, too. */
typedef struct norm_mark {
    uint32_t at;     /* its place among the cells */
    uint16_t low;    /* its lower 16 bits */
    uint8_t class;   /* its norm_class; one that was kept as part of a hint has another in its cell */
    bool han : 1;    /* Han stands between the mark before and this one */
    bool lively : 1; /* it is, or what was put in its place since the last survey may be */
    bool gone : 1;   /* as NORM_GONE */
    bool noted : 1;  /* by a rule, for itself */
} norm_mark;

/* The line at work.  Start with {0}, end with norm_line_free().  `cells` may be read from -1 (a cell of class
 * NORM_OTHER, character 0) to `count` (the same). */
typedef struct norm_line {
    norm_cell *cells;
    size_t count;
    norm_cell *memory; /* the row; `cells` points into it */
    size_t cap;        /* of it, the cells at both ends aside */
    norm_mark *marks;  /* in order; what a rule makes a mark of is among them after a survey or sweep */
    size_t mark_count, mark_cap;
    size_t near;         /* the number of the mark that is looked up first: any, the last one for speed */
    hp_span text;        /* as it came */
    uint32_t has;        /* NORM_SET() of the classes that are there */
    uint32_t han;        /* the number of characters of this class */
    uint32_t kana;       /* the same, but for の */
    uint32_t upper;      /* letters and signs of Latin-1's upper half when the line was surveyed */
    uint32_t stop_pairs; /* 。 right behind another */
    uint64_t signs[2];   /* a bit for each ASCII character that is there */
    size_t gone;         /* the first character marked as such; SIZE_MAX: none */
    bool gone_letters;   /* some of these are no marks */
    size_t touched;      /* before it no character was changed or taken away */
    bool lively;         /* some character is */
    /* By norm_line_survey(); norm_put() counts marks in, what rules take away is not counted out: */
    uint32_t han_gaps;   /* blanks with Han on both sides */
    uint32_t mark_gaps;  /* blanks beside a mark of Chinese or a curly quote */
    uint32_t odd_blanks; /* blanks in a row, at the line's end, or of another width */
    bool starts, ends;   /* `text` begins, ends a line: no bytes that are no text stand beside it */
    bool opens;          /* `text` begins a document */
    bool changed;        /* by a rule of this round */
    uint8_t cut;         /* as norm_cell.cut, for what stood behind the last cell */
    bool failed;         /* out of memory */
} norm_line;

/* Reads `text`, valid UTF-8 of less than 4 GiB without LF.  False when memory is out. */
bool norm_line_read(norm_line *line, const norm_characters *characters, hp_span text);

/* Forgets every change. */
bool norm_line_reset(norm_line *line, const norm_characters *characters);

/* Makes *line the cells [from, to) of `whole`, surveyed.  False when memory is out. */
bool norm_line_copy(norm_line *line, const norm_line *whole, size_t from, size_t to, const norm_characters *characters);

void norm_line_free(norm_line *line);

/* The number of characters of a class that is none of NORM_LETTERS. */
size_t norm_count(const norm_line *line, norm_class class);

/* Brings classes, counts and `has` up to date; what is to be kept is to be marked anew. */
void norm_line_survey(norm_line *line, const norm_characters *characters);

/* The number of the line's first mark at or behind the place `at`. */
size_t norm_mark_from(const norm_line *line, size_t at);

/* Tells the mark at `i` that it goes; that there is none is noted for the sweep. */
void norm_mark_remove(norm_line *line, size_t i);

/* Tells the mark at `i`, if there is one, what it is now. */
void norm_mark_put(norm_line *line, size_t i, uint32_t cp, uint8_t class);

/* The first of the line's marks from `m` on whose class is one of `set`; mark_count when there is none. */
static inline size_t norm_next_mark(const norm_line *line, size_t m, uint32_t set)
{
    while (m < line->mark_count && !(set >> line->marks[m].class & 1))
        m++;
    return m;
}

/* For each mark of the line whose class is one of `set`: `m` is its number, `i` its place among the cells. */
#define NORM_EACH_MARK(line, set, m, i) \
    for (size_t m = norm_next_mark(line, 0, set), i; m < (line)->mark_count && (i = (line)->marks[m].at, true); \
         m = norm_next_mark(line, m + 1, set))

/* Puts `cp` in the place of the character at `i`. */
static inline void norm_put(norm_line *line, size_t i, uint32_t cp, uint8_t class, uint8_t rule)
{
    norm_cell *cell = &line->cells[i];
    if (cell->cp == cp)
        return;
    cell->cp = cp;
    norm_mark_put(line, i, cp, class);
    cell->class = class;
    cell->rule = rule;
    line->has |= NORM_SET(class);
    line->mark_gaps += class >= NORM_OPEN && class <= NORM_CURLY &&
                       (cell[-1].class == NORM_BLANK || cell[1].class == NORM_BLANK);
    if (cp < 0x80)
        line->signs[cp >> 6] |= UINT64_C(1) << (cp & 63);
    line->changed = true;
    line->touched = i < line->touched ? i : line->touched;
}

/* Marks the character at `i` as gone; norm_sweep() must follow before another rule runs. */
static inline void norm_remove(norm_line *line, size_t i, uint8_t rule)
{
    line->cells[i].flags |= NORM_GONE;
    line->cells[i].rule = rule;
    norm_mark_remove(line, i);
    if (i < line->gone)
        line->gone = i;
    line->changed = true;
    line->touched = i < line->touched ? i : line->touched;
}

void norm_sweep_gone(norm_line *line);

/* Takes away what is marked as gone. */
static inline void norm_sweep(norm_line *line)
{
    if (line->gone != SIZE_MAX)
        norm_sweep_gone(line);
}

/* True when one of these ASCII characters is, or was when the round began, in the line. */
static inline bool norm_has_sign(const norm_line *line, const char *signs)
{
    for (; *signs; signs++)
        if (line->signs[*signs >> 6 & 1] >> (*signs & 63) & 1)
            return true;
    return false;
}

/* The line being written anew, by a rule that puts characters in: all of it once, from its start, into the same row.
 * What is still to be read has been moved behind a gap for what is written; of what was read, the cell right before the
 * one at hand is still there. */
typedef struct norm_writer {
    norm_line *line;
    norm_cell *cells; /* from 0 */
    size_t count;
    size_t gap;  /* cells between the row's start and the line's */
    uint8_t cut; /* of the next character, for what went before it */
    bool changed;
} norm_writer;

/* Begins, with room for `more` characters than the line has. */
bool norm_rewrite(norm_writer *writer, norm_line *line, size_t more);

static inline void norm_write(norm_writer *writer, const norm_cell *cell)
{
    writer->cells[writer->count] = *cell;
    if (writer->cut)
        writer->cells[writer->count].cut = writer->cut;
    writer->cut = 0;
    writer->count++;
}

/* Writes a character that stands for [from, to), with its rule. */
static inline void norm_write_new(norm_writer *writer, uint32_t cp, uint32_t from, uint32_t to, uint8_t cut,
                                  uint8_t rule)
{
    writer->cells[writer->count++] = (norm_cell){ .cp = cp, .from = from, .to = to, .cut = cut, .rule = rule };
    writer->changed = true;
}

/* Makes room for so many characters behind what is written, those among them that are still to be read: pointers to the
 * line's cells are good no longer.  False when memory is out: the line has failed. */
bool norm_writer_room(norm_writer *writer, size_t more);

/* Writes all of another line, which may have grown; `more` characters are still to come.  When memory is out the
 * writer's line has failed. */
void norm_write_line(norm_writer *writer, const norm_line *from, size_t more);

/* What was written becomes the line, surveyed when anything in it is new. */
void norm_rewritten(norm_writer *writer, const norm_characters *characters);

/* One change, as read off: the bytes [from, to) of the line become [made, made + length) of the text below. */
typedef struct norm_edit {
    uint32_t from, to;
    uint32_t made, length;
    uint8_t rule;
} norm_edit;

/* What was changed, in order.  Start with {0}. */
typedef struct norm_edits {
    norm_edit *items;
    size_t count, cap;
    hp_buf text;
    hp_span whole; /* the text with all of them made, when it is at hand; else .ptr is NULL */
    bool failed;   /* out of memory */
} norm_edits;

/* What stands in place of the bytes of `edit`, one of *edits. */
static inline hp_span norm_edit_made(const norm_edits *edits, const norm_edit *edit)
{
    return (hp_span){ edits->text.ptr ? edits->text.ptr + edit->made : "", edit->length };
}

/* Appends a change; `after` is copied. */
void norm_edits_add(norm_edits *edits, size_t from, size_t to, hp_span after, uint8_t rule);

void norm_edits_free(norm_edits *edits);

/* Adds the line's changes to *edits, `base` added to their places. */
void norm_line_edits(const norm_line *line, size_t base, norm_edits *edits);

#endif

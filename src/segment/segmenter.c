/* segmenter.c - see segmenter.h: the engine's steps for each clause, in order. */
#include "segment/segmenter.h"

#include <string.h>

hp_status segmenter_open(segmenter *seg, const hp_data *data, hp_error *err)
{
    *seg = (segmenter){ .grain = SEG_GRAIN_COARSE };
    hp_status st = seg_lexicon_open(&seg->lex, data, err);
    return st == HP_OK ? seg_model_open(&seg->model, data, &seg->lex, err) : st;
}

#define TRIVIAL_UNITS 2u /* in clauses that leave nothing to decide */
#define TRIVIAL_PLACES 4u

/* Each of the first n units a word, and no doubt about it. */
static void cut_units(seg_clause *c, size_t n)
{
    memset(c->cut, 1, n);
    memset(c->fine, 1, n);
    for (size_t i = 0; i < n; i++)
        c->margin[i] = SEG_MARGIN_MAX;
}

void seg_cursor_free(seg_cursor *cursor)
{
    seg_clause_free(&cursor->together);
    seg_clause_free(&cursor->trivial);
}

/* Makes the next line that is not empty the run; false when there is none. */
static bool next_line(seg_cursor *cursor)
{
    while (cursor->rest.len > 0) {
        const char *from = cursor->rest.ptr, *lf = memchr(from, '\n', cursor->rest.len);
        cursor->run = (hp_span){ from, lf ? (size_t)(lf - from) : cursor->rest.len };
        size_t taken = cursor->run.len + (lf != NULL);
        cursor->rest = (hp_span){ from + taken, cursor->rest.len - taken };
        cursor->pos = 0;
        cursor->left = 0;
        if (cursor->run.len > 0)
            return true;
    }
    return false;
}

/* A clause of one unit, or of one and punctuation, leaves nothing to decide. */
static bool is_trivial(const seg_clause *c, size_t begin)
{
    size_t n = c->n - begin;
    return n == 1 || (n == TRIVIAL_UNITS && c->class[begin + 1] == SEG_BREAK);
}

/* Makes room for trivial clauses, whose cut is always the same. */
static bool make_trivial(seg_clause *c)
{
    const size_t places = TRIVIAL_PLACES * (size_t)SEG_TOGETHER;
    if (c->cap >= places)
        return true;
    while (c->cap < places)
        if (!seg_clause_grow(c))
            return false;
    cut_units(c, places);
    return true;
}

/* Puts the trivial clause of `part`, just read, where it is not in the way. */
static void put_aside(seg_cursor *cursor, seg_part *part)
{
    const seg_clause *c = &cursor->together;
    seg_clause *to = &cursor->trivial;
    size_t from = part->begin, at = TRIVIAL_PLACES * (size_t)cursor->read;
    memcpy(to->start + at, c->start + from, (TRIVIAL_UNITS + 1) * sizeof *to->start);
    memcpy(to->model_id + at, c->model_id + from, TRIVIAL_UNITS * sizeof *to->model_id);
    memcpy(to->lexicon_id + at, c->lexicon_id + from, TRIVIAL_UNITS * sizeof *to->lexicon_id);
    memcpy(to->class + at, c->class + from, TRIVIAL_UNITS);
    memcpy(to->tag + at, c->tag + from, TRIVIAL_UNITS);
    part->begin = (uint32_t)at;
}

/* Reads the next clauses; false when there are none or memory is out. */
static bool read_clauses(const segmenter *seg, seg_cursor *cursor)
{
    seg_clause *c = &cursor->together;
    const unsigned most = seg->words ? 1 : SEG_TOGETHER; /* the user's words are looked for in one at a time */
    size_t begin = 0;
    c->by_character = seg->grain == SEG_GRAIN_CHAR;
    c->n = 0;
    if (!make_trivial(&cursor->trivial))
        return !(cursor->failed = true);
    cursor->given = cursor->opened = 0;
    for (cursor->read = 0; cursor->read < most && begin < SEG_UNITS_TOGETHER; cursor->read++) {
        if (cursor->pos >= cursor->run.len && !next_line(cursor))
            break;
        if (!seg_clause_read_at(c, begin, &seg->lex, seg->words, cursor->run, &cursor->pos, &cursor->left))
            return !(cursor->failed = true);
        seg_part *part = &cursor->parts[cursor->read];
        *part = (seg_part){ .run = cursor->run,
                            .begin = (uint32_t)begin,
                            .n = (uint32_t)(c->n - begin),
                            .has_symbol = c->has_symbol,
                            .is_even = c->is_even,
                            .trivial = is_trivial(c, begin) };
        cursor->open[cursor->opened] = (uint8_t)cursor->read;
        cursor->opened += !part->trivial;
        if (part->trivial)
            put_aside(cursor, part);
        else
            begin = c->n + SEG_BETWEEN;
    }
    c->n = begin - (begin > 0 ? SEG_BETWEEN : 0);
    return cursor->read > 0;
}

seg_clause *seg_part_view(seg_cursor *cursor, const seg_part *part)
{
    const seg_clause *c = seg_part_clauses(cursor, part);
    seg_clause *view = &cursor->clause;
    seg_clause_view(view, c, part->begin, part->n);
    view->run = part->run;
    view->has_symbol = part->has_symbol;
    view->limited = !part->trivial && c->limited;
    return view;
}

/* Cuts the clauses that are not trivial, in the fine grain. */
static void cut_together(const segmenter *seg, seg_clause *c)
{
    seg_prefetch(c, &seg->lex, &seg->model);
    seg_look_up_pairs(c, &seg->lex, &seg->model);
    seg_build_lattice(c, &seg->lex, seg->words);
    seg_clause_tag(c, &seg->model);
    for (size_t i = 0; i < c->n; i += 8)
        memcpy(c->fine + i, c->cut + i, 8);
    c->cut[-1] = 1;
    seg_find_doubts(c);
}

/* Finds margins, and makes the grain asked for, in clauses where that is to do; false when memory is out. */
static bool finish_parts(const segmenter *seg, seg_cursor *cursor)
{
    const bool all = seg->margins || seg->dates != SEG_DATES_AS_LEARNED;
    const unsigned joins = seg->grain == SEG_GRAIN_COARSE ? SEG_DOUBT_JOINS : 0;
    for (unsigned i = 0; i < cursor->opened; i++) {
        const seg_part *part = &cursor->parts[cursor->open[i]];
        unsigned doubts = seg_doubts_of(&cursor->together, part->begin, part->n);
        bool changes = all || part->has_symbol || doubts & (SEG_DOUBT_WORDS | SEG_DOUBT_NUMERALS);
        if (!changes && !(doubts & joins))
            continue;
        seg_clause *clause = seg_part_view(cursor, part);
        if (seg->margins && !seg_clause_margins(clause, &seg->model))
            return false;
        if (changes)
            segmenter_coarsen(seg, clause);
        else
            seg_clause_join(seg, clause, true);
    }
    return true;
}

bool segmenter_cut_next(const segmenter *seg, seg_cursor *cursor)
{
    if (cursor->failed || !read_clauses(seg, cursor))
        return false;
    if (seg->grain == SEG_GRAIN_CHAR) {
        cut_units(&cursor->together, cursor->together.n);
        return true;
    }
    if (cursor->together.n > 0)
        cut_together(seg, &cursor->together);
    cursor->failed = !finish_parts(seg, cursor);
    return !cursor->failed;
}

static void start(seg_cursor *cursor)
{
    cursor->pos = 0;
    cursor->left = 0;
    cursor->given = cursor->read = 0;
    cursor->failed = false;
}

void segmenter_start(seg_cursor *cursor, hp_span run)
{
    cursor->run = run;
    cursor->rest = (hp_span){ NULL, 0 };
    start(cursor);
}

void segmenter_start_lines(seg_cursor *cursor, hp_span text)
{
    cursor->run = (hp_span){ NULL, 0 };
    cursor->rest = text;
    start(cursor);
}

seg_clause *segmenter_next(const segmenter *seg, seg_cursor *cursor)
{
    if (cursor->given == cursor->read && !segmenter_cut_next(seg, cursor))
        return NULL;
    return seg_part_view(cursor, &cursor->parts[cursor->given++]);
}

void segmenter_coarsen(const segmenter *seg, seg_clause *clause)
{
    if (seg->grain != SEG_GRAIN_CHAR)
        seg_clause_reconsider(seg, clause);
    if (seg->grain == SEG_GRAIN_COARSE)
        seg_clause_join(seg, clause, false);
    if (seg->dates != SEG_DATES_AS_LEARNED)
        seg_clause_dates(clause, &seg->lex, seg->dates);
}

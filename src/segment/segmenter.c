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

/* Each unit a word, and no doubt about it. */
static void cut_units(const segmenter *seg, seg_clause *c)
{
    const uint64_t ones = 0x0101010101010101;
    for (size_t i = 0; i < c->n; i += 8) { /* arrays may be written so far beyond their ends */
        memcpy(c->cut + i, &ones, 8);
        memcpy(c->fine + i, &ones, 8);
    }
    for (size_t i = 0; seg->margins && i < c->n; i++)
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
    while (!cursor->trivial.cap || cursor->trivial.cap < TRIVIAL_PLACES * SEG_TOGETHER)
        if (!seg_clause_grow(&cursor->trivial))
            return !(cursor->failed = true);
    cursor->given = 0;
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
        if (part->trivial)
            put_aside(cursor, part);
        else
            begin = c->n + SEG_BETWEEN;
    }
    c->n = begin - (begin > 0 ? SEG_BETWEEN : 0);
    return cursor->read > 0;
}

/* Cuts the clauses that are not trivial, in the fine grain. */
static void cut_together(const segmenter *seg, seg_clause *c)
{
    if (seg->grain == SEG_GRAIN_CHAR) {
        cut_units(seg, c);
        return;
    }
    seg_prefetch(c, &seg->lex, &seg->model);
    seg_look_up_pairs(c, &seg->lex, &seg->model);
    seg_build_lattice(c, &seg->lex, seg->words);
    seg_clause_tag(c, &seg->model);
    for (size_t i = 0; i < c->n; i += 8)
        memcpy(c->fine + i, c->cut + i, 8);
}

static void start(seg_cursor *cursor)
{
    cursor->pos = 0;
    cursor->left = 0;
    cursor->given = cursor->read = 0;
    cursor->failed = false;
}

void segmenter_start(const segmenter *seg, seg_cursor *cursor, hp_span run)
{
    (void)seg;
    cursor->run = run;
    cursor->rest = (hp_span){ NULL, 0 };
    start(cursor);
}

void segmenter_start_lines(const segmenter *seg, seg_cursor *cursor, hp_span text)
{
    (void)seg;
    cursor->run = (hp_span){ NULL, 0 };
    cursor->rest = text;
    start(cursor);
}

/* Makes the next of the clauses that were read the one that the caller gets. */
static seg_clause *give(const segmenter *seg, seg_cursor *cursor)
{
    const seg_part *part = &cursor->parts[cursor->given++];
    seg_clause *clause = &cursor->clause;
    seg_clause_view(clause, part->trivial ? &cursor->trivial : &cursor->together, part->begin, part->n);
    clause->run = part->run;
    clause->has_symbol = part->has_symbol;
    clause->is_even = part->is_even;
    clause->limited = !part->trivial && cursor->together.limited;
    if (part->trivial)
        cut_units(seg, clause);
    return clause;
}

seg_clause *segmenter_next(const segmenter *seg, seg_cursor *cursor)
{
    if (cursor->failed)
        return NULL;
    if (cursor->given == cursor->read) {
        if (!read_clauses(seg, cursor))
            return NULL;
        if (cursor->together.n > 0)
            cut_together(seg, &cursor->together);
    }
    bool trivial = cursor->parts[cursor->given].trivial;
    seg_clause *clause = give(seg, cursor);
    if (trivial || seg->grain == SEG_GRAIN_CHAR)
        return clause;
    if (seg->margins && !seg_clause_margins(clause, &seg->model)) {
        cursor->failed = true;
        return NULL;
    }
    segmenter_coarsen(seg, clause);
    return clause;
}

void segmenter_coarsen(const segmenter *seg, seg_clause *clause)
{
    if (seg->grain != SEG_GRAIN_CHAR)
        seg_clause_reconsider(seg, clause);
    if (seg->grain == SEG_GRAIN_COARSE)
        seg_clause_join(seg, clause);
    if (seg->dates != SEG_DATES_AS_LEARNED)
        seg_clause_dates(clause, &seg->lex, seg->dates);
}

/* segmenter.c - see segmenter.h: the engine's steps for each clause, in order. */
#include "segment/segmenter.h"

#include <string.h>

hp_status segmenter_open(segmenter *seg, const hp_data *data, hp_error *err)
{
    *seg = (segmenter){ .grain = SEG_GRAIN_COARSE };
    hp_status st = seg_lexicon_open(&seg->lex, data, err);
    return st == HP_OK ? seg_model_open(&seg->model, data, &seg->lex, err) : st;
}

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
    for (size_t i = 0; i < SEG_AHEAD; i++)
        seg_clause_free(&cursor->clauses[i]);
}

static seg_clause *clause_at(seg_cursor *cursor, unsigned n)
{
    return &cursor->clauses[n % SEG_AHEAD];
}

/* A clause of one unit, or of one and punctuation, leaves nothing to decide. */
static bool is_trivial(const segmenter *seg, const seg_clause *c)
{
    return seg->grain == SEG_GRAIN_CHAR || c->n == 1 || (c->n == 2 && c->class[1] == SEG_BREAK);
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

/* Reads until the ring is full, but for the clause that the caller still has. */
static void read_ahead(const segmenter *seg, seg_cursor *cursor)
{
    while (cursor->read - cursor->given < SEG_AHEAD - 1 && (cursor->pos < cursor->run.len || next_line(cursor))) {
        seg_clause *last = clause_at(cursor, cursor->read - 1), *next = clause_at(cursor, cursor->read);
        next->by_character = seg->grain == SEG_GRAIN_CHAR;
        next->run = cursor->run;
        if (seg->words) {
            next->stop_count = last->stop_count;
            memcpy(next->stops, last->stops, sizeof next->stops);
        }
        if (!seg_clause_read(next, &seg->lex, seg->words, cursor->run, &cursor->pos, &cursor->left)) {
            cursor->failed = true;
            return;
        }
        if (!is_trivial(seg, next))
            seg_prefetch(next, &seg->lex, &seg->model);
        cursor->read++;
    }
}

/* Looks up the pairs of the clause to be cut now and of the next: that, too, asks for memory. */
static void find_ahead(const segmenter *seg, seg_cursor *cursor)
{
    for (; cursor->found < cursor->read && cursor->found <= cursor->given; cursor->found++) {
        seg_clause *clause = clause_at(cursor, cursor->found);
        if (!is_trivial(seg, clause))
            seg_look_up_pairs(clause, &seg->lex, &seg->model);
    }
}

static void start(const segmenter *seg, seg_cursor *cursor)
{
    cursor->pos = 0;
    cursor->left = 0;
    cursor->given = cursor->found = cursor->read = 0;
    cursor->failed = false;
    read_ahead(seg, cursor);
}

void segmenter_start(const segmenter *seg, seg_cursor *cursor, hp_span run)
{
    cursor->run = run;
    cursor->rest = (hp_span){ NULL, 0 };
    start(seg, cursor);
}

void segmenter_start_lines(const segmenter *seg, seg_cursor *cursor, hp_span text)
{
    cursor->run = (hp_span){ NULL, 0 };
    cursor->rest = text;
    start(seg, cursor);
}

seg_clause *segmenter_next(const segmenter *seg, seg_cursor *cursor)
{
    if (cursor->given == cursor->read || cursor->failed)
        return NULL;
    seg_clause *clause = clause_at(cursor, cursor->given++);
    read_ahead(seg, cursor);
    find_ahead(seg, cursor);
    if (is_trivial(seg, clause)) {
        cut_units(seg, clause);
        return clause;
    }
    seg_build_lattice(clause, &seg->lex, seg->words);
    seg_clause_tag(clause, &seg->model);
    for (size_t i = 0; i < clause->n; i += 8)
        memcpy(clause->fine + i, clause->cut + i, 8);
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

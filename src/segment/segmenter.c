/* segmenter.c - see segmenter.h: the engine's steps for each clause, in order. */
#include "segment/segmenter.h"

#include <string.h>

#include "config.h"

hp_status hp_segmenter_open(hp_segmenter *seg, const hp_data *data, hp_error *err)
{
    *seg = (hp_segmenter){ .grain = HP_SEG_COARSE };
    hp_status st = hp_seglex_open(&seg->lex, data, err);
    return st == HP_OK ? hp_segmodel_open(&seg->model, data, &seg->lex, err) : st;
}

/* Each unit a word, and no doubt about it. */
static void cut_units(hp_segclause *c)
{
    memset(c->cut, 1, c->n);
    memset(c->fine, 1, c->n);
    for (size_t i = 0; i < c->n; i++)
        c->margin[i] = HP_SEG_SURE;
}

void hp_segcursor_free(hp_segcursor *cursor)
{
    for (size_t i = 0; i < HP_SEG_AHEAD; i++)
        hp_segclause_free(&cursor->clauses[i]);
}

static hp_segclause *clause_at(hp_segcursor *cursor, unsigned n)
{
    return &cursor->clauses[n % HP_SEG_AHEAD];
}

/* Reads until the ring is full, but for the clause that the caller still has. */
static void read_ahead(const hp_segmenter *seg, hp_segcursor *cursor)
{
    while (cursor->read - cursor->given < HP_SEG_AHEAD - 1 && cursor->pos < cursor->run.len) {
        hp_segclause *last = clause_at(cursor, cursor->read - 1), *next = clause_at(cursor, cursor->read);
        if (seg->words) {
            next->stop_count = last->stop_count;
            memcpy(next->stops, last->stops, sizeof next->stops);
        }
        if (!hp_segclause_read(next, &seg->lex, seg->words, cursor->run, &cursor->pos, &cursor->left)) {
            cursor->failed = true;
            return;
        }
        hp_segclause_fetch(next, &seg->lex, &seg->model);
        cursor->read++;
    }
}

/* A clause of one unit, or of one and punctuation, leaves nothing to decide. */
static bool is_trivial(const hp_segmenter *seg, const hp_segclause *c)
{
    return seg->grain == HP_SEG_CHAR || c->n == 1 || (c->n == 2 && c->kind[1] == HP_SEG_BREAK);
}

/* Looks up the pairs of the clause to be cut now and of the next: that, too, asks for memory. */
static void find_ahead(const hp_segmenter *seg, hp_segcursor *cursor)
{
    for (; cursor->found < cursor->read && cursor->found <= cursor->given; cursor->found++) {
        hp_segclause *clause = clause_at(cursor, cursor->found);
        if (is_trivial(seg, clause))
            continue;
        hp_segclause_find_rows(clause, &seg->model);
        hp_segclause_find_pairs(clause, &seg->lex);
    }
}

void hp_segmenter_start(const hp_segmenter *seg, hp_segcursor *cursor, hp_span run)
{
    cursor->run = run;
    cursor->pos = 0;
    cursor->left = 0;
    cursor->given = cursor->found = cursor->read = 0;
    cursor->failed = false;
    read_ahead(seg, cursor);
}

hp_segclause *hp_segmenter_next(const hp_segmenter *seg, hp_segcursor *cursor)
{
    if (cursor->given == cursor->read || cursor->failed)
        return NULL;
    hp_segclause *clause = clause_at(cursor, cursor->given++);
    read_ahead(seg, cursor);
    find_ahead(seg, cursor);
    if (is_trivial(seg, clause)) {
        cut_units(clause);
        return clause;
    }
    hp_segclause_look(clause, &seg->lex, seg->words);
    hp_segclause_tag(clause, &seg->model);
    memcpy(clause->fine, clause->cut, clause->n);
    if (seg->margins && !hp_segclause_margins(clause, &seg->model)) {
        cursor->failed = true;
        return NULL;
    }
    hp_segmenter_coarsen(seg, clause);
    return clause;
}

void hp_segmenter_coarsen(const hp_segmenter *seg, hp_segclause *clause)
{
    if (seg->grain == HP_SEG_COARSE)
        hp_segclause_join(clause, &seg->lex);
    if (seg->dates != HP_SEG_DATES_AS_LEARNED)
        hp_segclause_dates(clause, &seg->lex, seg->dates);
}

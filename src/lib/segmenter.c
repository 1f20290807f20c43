/* segmenter.c - see segmenter.h: the engine's steps for each clause, in order. */
#include "lib/segmenter.h"

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
    hp_segclause_free(&cursor->clauses[0]);
    hp_segclause_free(&cursor->clauses[1]);
}

static void read_ahead(const hp_segmenter *seg, hp_segcursor *cursor)
{
    hp_segclause *now = &cursor->clauses[cursor->current], *next = &cursor->clauses[!cursor->current];
    if (seg->words) {
        next->stop_count = now->stop_count;
        memcpy(next->stops, now->stops, sizeof next->stops);
    }
    cursor->ahead = hp_segclause_read(next, &seg->lex, seg->words, cursor->run, &cursor->pos, &cursor->left);
    if (cursor->ahead)
        hp_segclause_fetch(next, &seg->lex, &seg->model);
    else if (cursor->pos < cursor->run.len)
        cursor->failed = true;
}

void hp_segmenter_start(const hp_segmenter *seg, hp_segcursor *cursor, hp_span run)
{
    cursor->run = run;
    cursor->pos = 0;
    cursor->left = 0;
    cursor->failed = false;
    read_ahead(seg, cursor);
}

hp_segclause *hp_segmenter_next(const hp_segmenter *seg, hp_segcursor *cursor)
{
    if (!cursor->ahead)
        return NULL;
    cursor->current = !cursor->current;
    hp_segclause *clause = &cursor->clauses[cursor->current];
    read_ahead(seg, cursor);
    /* A clause of one unit, or of one and punctuation, leaves nothing to decide. */
    if (seg->grain == HP_SEG_CHAR || clause->n == 1 || (clause->n == 2 && clause->kind[1] == HP_SEG_BREAK)) {
        cut_units(clause);
        return clause;
    }
    hp_segclause_find_rows(clause, &seg->model);
    hp_segclause_find_pairs(clause, &seg->lex);
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

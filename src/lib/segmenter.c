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

bool hp_segmenter_next(const hp_segmenter *seg, hp_segclause *clause, hp_span run, size_t *pos,
                       uint16_t *left)
{
    if (!hp_segclause_read(clause, &seg->lex, run, pos, left))
        return false;
    /* A clause of one unit, or of one and punctuation, leaves nothing to decide. */
    if (seg->grain == HP_SEG_CHAR || clause->n == 1 || (clause->n == 2 && clause->kind[1] == HP_SEG_BREAK)) {
        memset(clause->cut, 1, clause->n);
        return true;
    }
    hp_segclause_look(clause, &seg->lex);
    hp_segclause_tag(clause, &seg->model);
    if (seg->grain == HP_SEG_COARSE)
        hp_segclause_join(clause, &seg->lex);
    if (seg->dates != HP_SEG_DATES_AS_LEARNED)
        hp_segclause_dates(clause, &seg->lex, seg->dates);
    return true;
}

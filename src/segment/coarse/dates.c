/* dates.c - settles whether numbers and the units of dates and times behind them are one word.
 *
 *     2008|年  --dates=join→  2008年      2008年  --dates=split→  2008|年
 */
#include "segment/coarse/coarse.h"

static bool is_date_unit(const seg_lexicon *lex, uint16_t id)
{
    switch (bytes_u32(lex->names + 4 * (size_t)id)) {
    case U'年':
    case U'月':
    case U'日':
    case U'号':
    case U'时':
    case U'分':
    case U'秒':
        return true;
    default:
        return false;
    }
}

void seg_clause_dates(seg_clause *c, const seg_lexicon *lex, seg_dates dates)
{
    for (size_t i = 1; i < c->n; i++) {
        if (seg_is_users(c, i) || seg_is_users(c, i - 1) || !seg_is_numeral(c, i - 1) ||
            !is_date_unit(lex, c->model_id[i]))
            continue;
        bool ends = c->cut[i] || (i + 1 < c->n && seg_is_numeral(c, i + 1)); /* 年 is its own, not of 年代 */
        size_t from = i;
        while (from > 0 && seg_is_numeral(c, from - 1) && (from == i || !c->cut[from - 1]))
            from--;
        if (ends && (from == 0 || c->cut[from - 1])) {
            c->cut[i - 1] = dates == SEG_DATES_SPLIT;
            c->cut[i] = 1;
        }
    }
}

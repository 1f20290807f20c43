/* lexicon.c - see lexicon.h.
 *
 * A few Han from each side of the blank are read as one clause; the cheapest path of words through it either has a cut
 * at the blank or a word over it.  Costs are negative logarithms of frequencies, so what the blank costs is the
 * difference between the cheapest path with a cut there and the cheapest of all.
 * Worked: "各地积 极行动": 各地|积极|行动 is far cheaper than 各地|积 + 极|行动; "北京 上海" has its cut at the blank;
 * "北京 大学" is a word, but its halves are words, too: the blank may be meant.
 */
#include "normalize/rules/lexicon.h"

#include "normalize/line/context.h"
#include "segment/sections.h"
#include "text/utf8.h"

enum {
    SIDE = 6,            /* characters of each side that are looked at */
    CUT_COST = 5 * 1024, /* what a blank must cost to be wrong; the lexicon counts 1024 a nat */
};

/* Appends the cell's character. */
static void append(hp_buf *text, const norm_cell *cell)
{
    char bytes[4];
    hp_buf_append(text, (hp_span){ bytes, utf8_encode(cell->cp, bytes) });
}

/* Reads work->text as one clause and finds the cheapest path; false when it is not one clause of single characters. */
static bool read_clause(norm_work *work, size_t characters)
{
    size_t pos = 0;
    uint16_t left = 0;
    hp_span run = { work->text.ptr, work->text.len };
    if (work->text.failed || !seg_clause_read(&work->clause, &work->engine->lexicon, NULL, run, &pos, &left)) {
        work->failed |= work->text.failed || work->clause.cap == 0;
        return false;
    }
    if (pos != run.len || work->clause.n != characters)
        return false;
    seg_look_up_word_pairs(&work->clause, &work->engine->lexicon);
    seg_build_lattice(&work->clause, &work->engine->lexicon, NULL);
    return true;
}

static uint32_t cost_of(const seg_clause *clause)
{
    return (uint32_t)(clause->path[clause->n] >> 32);
}

/* The cost of the cheapest path through the cells [from, to); UINT32_MAX when there is none. */
static uint32_t cost_between(norm_work *work, size_t from, size_t to)
{
    work->text.len = 0;
    for (size_t i = from; i < to; i++)
        append(&work->text, &work->current->cells[i]);
    return read_clause(work, to - from) ? cost_of(&work->clause) : UINT32_MAX;
}

bool norm_blank_cuts_word(norm_work *work, size_t at, size_t next)
{
    const norm_line *line = work->current;
    size_t from = at, to = next;
    while (from > 0 && at - from < SIDE && line->cells[from - 1].class == NORM_HAN)
        from--;
    while (to < line->count && to - next < SIDE && line->cells[to].class == NORM_HAN)
        to++;
    work->text.len = 0;
    for (size_t i = from; i < to; i++)
        if (i < at || i >= next)
            append(&work->text, &line->cells[i]);
    size_t cut = at - from, count = cut + to - next;
    if (cut == 0 || count == cut || !read_clause(work, count))
        return false;
    size_t end = count;
    while (end > cut && work->clause.from[end] >= cut)
        end = work->clause.from[end];
    if (end <= cut) /* the path has a cut there */
        return false;
    size_t begin = work->clause.from[end];
    uint32_t whole = cost_of(&work->clause);
    uint32_t before = cost_between(work, from, at), after = cost_between(work, next, to);
    if (before == UINT32_MAX || after == UINT32_MAX || cut - begin + (end - cut) < 2)
        return false;
    /* One of the halves must be no word of two characters by itself: 北京 大学 may be meant. */
    bool halves = cut - begin > 1 && end - cut > 1;
    return !halves && before + after > whole + CUT_COST;
}

bool norm_is_word_alone(norm_work *work, size_t at, bool begins)
{
    const norm_line *line = work->current;
    size_t from = at, to = at;
    while (!begins && from > 0 && at - from < SIDE && line->cells[from - 1].class == NORM_HAN)
        from--;
    while (begins && to < line->count && to - at < SIDE && line->cells[to].class == NORM_HAN)
        to++;
    if (from == to || cost_between(work, from, to) == UINT32_MAX)
        return false;
    size_t end = to - from;
    while (begins && work->clause.from[end] > 0)
        end = work->clause.from[end];
    return end - work->clause.from[end] == 1;
}

bool norm_reads_as_words(norm_work *work, size_t from, size_t to)
{
    size_t characters = 0, in_words = 0;
    work->text.len = 0;
    for (size_t i = from; i < to; i++)
        if (work->current->cells[i].class == NORM_HAN) {
            append(&work->text, &work->current->cells[i]);
            characters++;
        }
    if (!read_clause(work, characters))
        return false;
    for (size_t end = characters; end > 0; end = work->clause.from[end])
        in_words += end - work->clause.from[end] > 1 ? end - work->clause.from[end] : 0;
    return 2 * in_words >= characters;
}

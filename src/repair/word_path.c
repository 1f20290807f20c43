/* word_path.c - see word_path.h.
 *
 * A word fits wherever its classes stand; each of its forms costs what it is rare, and what the changes cost that it
 * asks for.  So what stands there stays unless words speak for another by more than a change costs.
 * Worked, 曆史: 歷史 and a change are cheaper than 曆 and 史; 日曆: the word with 曆 costs no change.
 */
#include "repair/word_path.h"

/* True when a name may start with the character before the cell: no particle follows. */
static bool may_be_name(const repair_cell *next)
{
    static const uint16_t particles[] = { U'的', U'是', U'及', U'與', U'或', U'在', U'次', U'內', U'後',
                                          U'前', U'也', U'都', U'就', U'從', U'對', U'把', U'被' };
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (next->seen == particles[i])
            return false;
    return true;
}

/* What it costs to change a cell into `to`, in a word of so many characters; with `also` it has another right form. */
static uint32_t change_cost(const repair_lexicon *l, const repair_price *price, const repair_cell *cell, uint32_t to,
                            size_t chars, bool also)
{
    repair_kind kind = cell->flags & FIX_SHARED ? REPAIR_OF_SHARED : REPAIR_OF_CHOICE;
    if (to == cell->seen || cell->flags & FIX_SIMPLIFIED || !repair_is_han(to))
        return 0;
    uint16_t place = price->places[to - FIX_FIRST];
    const repair_form *own = place ? &price->forms[place - 1] : NULL;
    own = own && (own->from == 0 || own->from == cell->seen) ? own : NULL;
    uint32_t cost = own ? own->price[kind] : price->usual[kind];
    if (also)
        cost += own && own->from ? own->loose[kind] : price->either;
    else if (cell->flags & FIX_LOOSE)
        cost += own ? own->loose[kind] : price->loose[kind];
    if (chars == 1 && (cell->flags | repair_flags(l, to)) & FIX_SURNAME && may_be_name(cell + 1))
        cost += price->name;
    if (cell->flags & FIX_KNOWN)
        cost -= price->known < cost ? price->known : cost;
    return cost;
}

static void offer(repair_cell *cells, size_t from, size_t to, uint32_t cost, const char *form)
{
    if (cells[from].cost + cost >= cells[to].cost)
        return;
    cells[to].cost = cells[from].cost + cost;
    cells[to].from = (uint32_t)from;
    cells[to].form = form;
}

/* Offers the word over [from, to) in its forms. */
static void offer_forms(const repair_lexicon *l, const repair_price *price, repair_cell *cells, size_t from, size_t to,
                        uint32_t number)
{
    size_t count, chars = to - from;
    const char *form = repair_forms(l, number, chars, &count);
    for (size_t i = 0; i < count; i++, form += 2 + 2 * chars) {
        uint32_t cost = bytes_u16(form) & ~FIX_ALSO;
        bool also = bytes_u16(form) & FIX_ALSO;
        for (size_t k = 0; k < chars && cells[from].cost + cost < cells[to].cost; k++)
            cost += change_cost(l, price, &cells[from + k], bytes_u16(form + 2 + 2 * k), chars, also);
        offer(cells, from, to, cost, form + 2);
    }
}

/* Finds the nodes of the characters, and has those of pairs fetched from memory, all before the first is used. */
static void fetch_pairs(const repair_lexicon *l, repair_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t next = i + 1 < count ? cells[i + 1].code : 0;
        cells[i].node = cells[i].code ? conv_cost_first(&l->words, cells[i].code, next) : 0;
        if (cells[i].node)
            conv_cost_fetch(&l->words, cells[i].node, next);
    }
}

static void find_words(const repair_lexicon *l, const repair_price *price, repair_cell *cells, size_t count)
{
    for (size_t i = 0; i <= count; i++)
        cells[i].cost = UINT32_MAX / 2;
    cells[0].cost = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = 0;
        for (size_t j = i; j < count; j++) {
            node = j == i ? cells[j].node : cells[j].code ? conv_cost_step(&l->words, node, cells[j].code) : 0;
            uint32_t number = node ? repair_number(l, node) : 0;
            if (number & FIX_HAS_FORMS)
                offer_forms(l, price, cells, i, j + 1, number);
            else if (number > 0)
                offer(cells, i, j + 1, number - 1, NULL);
            if (j == i)
                offer(cells, i, j + 1, l->words.unknown_cost, NULL);
            if (node == 0)
                break;
        }
    }
}

/* Whether the character by itself may be cheaper in another form. */
static bool may_be_another(const repair_lexicon *l, const repair_price *price, const repair_cell *cell)
{
    size_t count = 0;
    uint32_t node = cell->code ? conv_cost_first(&l->words, cell->code, 0) : 0;
    uint32_t number = node ? repair_number(l, node) : 0, stays = l->words.unknown_cost, changed = UINT32_MAX;
    const char *form = number & FIX_HAS_FORMS ? repair_forms(l, number, 1, &count) : NULL;
    for (size_t i = 0; i < count; i++, form += 4) {
        uint32_t cost = bytes_u16(form) & ~FIX_ALSO, to = bytes_u16(form + 2);
        uint32_t *least = to == cell->seen ? &stays : &changed;
        cost += change_cost(l, price, cell, to, 1, bytes_u16(form) & FIX_ALSO);
        *least = cost < *least ? cost : *least;
    }
    return changed <= stays;
}

bool repair_may_change(const repair_lexicon *l, const repair_price *price, repair_cell *cells, size_t count)
{
    cells[count].seen = 0;
    for (size_t i = 0; i < count; i++) {
        const repair_cell *cell = &cells[i];
        if (cell->flags & FIX_SIMPLIFIED ||
            (cell->flags & FIX_OPEN &&
             ((i > 0 && repair_pair_has(l, cell->seen, cell[-1].code, false)) ||
              (i + 1 < count && repair_pair_has(l, cell->seen, cell[1].code, true)) || may_be_another(l, price, cell))))
            return true;
        cells[i].right = cell->seen;
    }
    return false;
}

void repair_find_path(const repair_lexicon *l, const repair_price *price, repair_cell *cells, size_t count)
{
    fetch_pairs(l, cells, count);
    find_words(l, price, cells, count);
    for (size_t end = count; end > 0; end = cells[end].from)
        for (size_t i = cells[end].from; i < end; i++) {
            const char *form = cells[end].form;
            cells[i].right = form                              ? bytes_u16(form + 2 * (i - cells[end].from))
                             : cells[i].flags & FIX_SIMPLIFIED ? cells[i].usual
                                                               : cells[i].seen;
        }
}

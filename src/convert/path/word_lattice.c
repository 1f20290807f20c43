/* word_lattice.c - the lattice; see word_lattice.h.
 *
 * Worked, 国制定: 国|制定 costs less than 国制|定, so the cells' links are 0 → 1 → 3.
 */
#include "convert/path/word_lattice.h"

#include "text/bytes.h"

/* The node of the first of so many characters. */
static uint32_t first_node(const conv_table *words, const conv_lattice_cell *cells, size_t count)
{
    return conv_cost_first(words, cells[0].code & 0xFFFF, count > 1 ? cells[1].code & 0xFFFF : 0);
}

/* Finds the nodes of the characters, in the cells' `next`, and has those of pairs fetched from memory, all before the
 * first is used. */
static void fetch_pairs(const conv_table *words, conv_lattice_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t next = i + 1 < count ? cells[i + 1].code & 0xFFFF : 0;
        cells[i].next = conv_cost_first(words, cells[i].code & 0xFFFF, next);
        conv_cost_fetch(words, cells[i].next, next);
    }
}

/* Finds the cheapest way over the window's characters, whose nodes stand in the cells' `next`. */
static void find_way(const conv_table *words, conv_lattice_cell *cells, size_t count)
{
    for (size_t i = 0; i <= count; i++)
        cells[i].cost = UINT32_MAX;
    cells[0].cost = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = 0, here = cells[i].cost;
        for (size_t j = i; j < count; j++) {
            node = j == i ? cells[i].next : conv_cost_step(words, node, cells[j].code & 0xFFFF);
            uint32_t cost = node ? conv_cost_at(words, node) : 0;
            if (j == i && cost == 0)
                cost = words->unknown_cost;
            if (cost > 0 && here + cost < cells[j + 1].cost) {
                cells[j + 1].cost = here + cost;
                cells[j + 1].from = (uint32_t)i;
            }
            if (node == 0)
                break;
        }
    }
}

/* Links the words of the cheapest way forward. */
static void link_way(conv_lattice_cell *cells, size_t count)
{
    for (uint32_t end = (uint32_t)count; end > 0; end = cells[end].from)
        cells[cells[end].from].next = end;
}

/* The cost of the word over the characters [from, to), or 0. */
static uint32_t word_cost(const conv_lattice *lattice, size_t from, size_t to)
{
    const conv_table *t = lattice->words;
    uint32_t node = first_node(t, lattice->cells + from, to - from);
    for (size_t i = from + 1; node && i < to; i++)
        node = conv_cost_step(t, node, lattice->cells[i].code & 0xFFFF);
    uint32_t cost = node ? conv_cost_at(t, node) : 0;
    return cost == 0 && to == from + 1 ? t->unknown_cost : cost;
}

void conv_lattice_forward(const conv_table *words, conv_lattice_cell *cells, size_t count)
{
    fetch_pairs(words, cells, count);
    find_way(words, cells, count);
    link_way(cells, count);
}

bool conv_lattice_is_word(const conv_table *words, hp_span word)
{
    enum { MOST = 64 };
    conv_lattice_cell cells[MOST + 1];
    const size_t count = word.len / 3;
    if (count < 1 || count > MOST || count * 3 != word.len)
        return false;
    for (size_t i = 0; i < count; i++)
        cells[i].code = conv_cost_code(words, word.ptr + 3 * i, 3);
    conv_lattice_forward(words, cells, count);
    return cells[0].next == count;
}

void conv_lattice_backward(const conv_table *words, conv_lattice_cell *cells, size_t count)
{
    cells[count].cost_to_end = 0;
    for (size_t i = count; i-- > 0;) {
        uint32_t node = 0;
        cells[i].cost_to_end = UINT32_MAX;
        for (size_t j = i; j < count; j++) {
            node = j == i ? first_node(words, cells + i, count - i)
                          : conv_cost_step(words, node, cells[j].code & 0xFFFF);
            uint32_t cost = node ? conv_cost_at(words, node) : 0;
            if (j == i && cost == 0)
                cost = words->unknown_cost;
            if (cost > 0 && cost + cells[j + 1].cost_to_end < cells[i].cost_to_end)
                cells[i].cost_to_end = cost + cells[j + 1].cost_to_end;
            if (node == 0)
                break;
        }
    }
}

/* What character `k` becomes in the word over [from, to): its part of the word's output, or all of that where
 * lengths differ. */
static hp_span output_in(const conv_lattice *lattice, size_t from, size_t to, size_t k, char plain[4])
{
    const conv_table *t = lattice->outputs;
    const char *at = lattice->start + 3 * k;
    hp_span word = { lattice->start + 3 * from, 3 * (to - from) };
    conv_match match = { 0 };
    if (to > from + 1)
        match = conv_table_match(t, word);
    if (match.length == word.len && !match.plain)
        return match.value.len == word.len ? (hp_span){ match.value.ptr + 3 * (k - from), 3 } : match.value;
    uint32_t x = utf8_char_bytes(at, 3) ^ conv_table_entry(t, conv_table_slot(t, at, 3));
    for (size_t i = 0; i < 3; i++)
        plain[i] = (char)(x >> (8 * i));
    return (hp_span){ plain, 3 };
}

void conv_lattice_choice(const conv_lattice *lattice, size_t k, conv_choice *choice)
{
    enum { REACH = 12 };
    uint32_t best = UINT32_MAX, second = UINT32_MAX;
    *choice = (conv_choice){ .character = { lattice->start + 3 * k, 3 } };
    char *chosen = choice->bytes[0], *spare = choice->bytes[1];
    size_t first = k > REACH ? k - REACH : 0, last = lattice->count < k + REACH ? lattice->count : k + REACH;
    /* Two rounds: the cheapest way over k says what is chosen, the cheapest with another output how close it
     * was. */
    for (int round = 0; round < 2; round++)
        for (size_t from = first; from <= k; from++)
            for (size_t to = k + 1; to <= last; to++) {
                uint32_t cost = word_cost(lattice, from, to);
                if (cost == 0)
                    continue;
                uint32_t all = lattice->cells[from].cost + cost + lattice->cells[to].cost_to_end;
                hp_span output = output_in(lattice, from, to, k, round ? spare : chosen);
                if (round == 0 && all < best) {
                    best = all;
                    choice->chosen = output;
                }
                if (round == 1 && all < second && !span_eq(output, choice->chosen)) {
                    second = all;
                    choice->other = output;
                }
            }
    uint64_t loss = choice->other.len ? second - best : 0;
    choice->margin = (uint32_t)(100 * loss / lattice->words->cost_scale);
}

/* context_compile.c - what conversion knows of characters by what stands behind them; see entries.h.
 *
 * Worked: the row "系 TAB 係 TAB before TAB 供 …" makes an entry of 係供, 系供 and 繫供, mostly the first.
 */
#include <string.h>

#include "data/source_lines.h"
#include "repair/compile/entries.h"
#include "text/bytes.h"

/* The probability of a word, whatever its form. */
static double weight_of(const struct repair_entry *entry)
{
    double all = 0;
    for (const struct repair_entry_form *f = entry ? entry->forms : NULL; f; f = f->next)
        all += f->weight;
    return all;
}

/* Adds a character with what stands behind it as one word, as likely as both side by side: it only says which form that
 * asks for. */
static void add_context(struct repair_entries *l, hp_span character, hp_span form, hp_span behind)
{
    static const double others = 0.05; /* what the other forms have */
    uint16_t text[REPAIR_LONGEST + 1], wanted[REPAIR_LONGEST];
    size_t count = repair_take_characters(behind, text + 1);
    if (repair_take_characters(form, wanted) != 1 || repair_take_characters(character, text) != 1 || count == 0 ||
        count == REPAIR_LONGEST)
        return;
    const struct repair_entry *one = repair_find_entry(l, text, 1, false),
                              *rest = repair_find_entry(l, text + 1, count, false);
    const struct repair_entry_form *of_one = one ? one->forms : NULL, *of_rest = rest ? rest->forms : NULL;
    double all = weight_of(one), likely = weight_of(rest);
    for (const struct repair_entry_form *f = of_rest; f; f = f->next)
        of_rest = f->weight > of_rest->weight ? f : of_rest;
    struct repair_entry *entry = of_one && of_rest ? repair_find_entry(l, text, count + 1, true) : NULL;
    if (!entry || entry->forms)
        return;
    for (; of_one; of_one = of_one->next) {
        text[0] = of_one->text[0];
        memcpy(text + 1, of_rest->text, count * sizeof *text);
        double share = others * of_one->weight / all + (of_one->text[0] == wanted[0] ? 1 - others : 0);
        repair_find_form(l, entry, text, true)->weight = share * all * likely;
    }
}

bool repair_read_context(struct repair_entries *l, const char *dicts)
{
    source_lines text;
    hp_span line, character, form, kind, words;
    if (!source_lines_open(&text, dicts, "conv-context.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &character) || !text_take_field(&line, &form) || !text_take_field(&line, &kind) ||
            !span_eq(kind, span_of_string("before")) || !text_take_field(&line, &words))
            continue;
        while (words.len > 0)
            add_context(l, character, form, span_take_field(&words, ' '));
    }
    source_lines_close(&text);
    return true;
}

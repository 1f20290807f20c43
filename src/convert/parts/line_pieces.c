/* line_pieces.c - where a line can be cut so that the best path converts its parts as in the whole.
 *
 * Behind a mark that ends a clause and that no table has no word lies across, and so no window.  Rules look beside a
 * word no further than the first character that is no Han, but for the words that they list.  What asks for the whole
 * line must have an answer already that nothing which comes changes: a character that is Simplified only where the
 * script of the line counts, or Traditional only where Simplified lines stay; and for a rule that asks for words
 * anywhere in the line, one of them, or no place where it would apply.
 * Worked, s2t: "这是头发。头" is cut behind 。; "中國頭髮。头" is not, as 这 may still come.
 */
#include <string.h>

#include "convert/path/best_path.h"
#include "convert/path/text_script.h"
#include "text/bytes.h"

bool conv_best_path_has_pieces(const conv_best_path *best)
{
    return !best->regions.has_near;
}

/* Notes whether the line has a character that decides its script, where that counts; false where one may still come. */
static bool knows_script(const conv_best_path *best, hp_span text, conv_line_known *known)
{
    const uint32_t wanted = best->simplified ? CONV_ONLY_SIMPLIFIED : CONV_ONLY_TRADITIONAL;
    hp_span rest = { text.ptr + known->looked, text.len - known->looked };
    if (!(known->scripts & wanted))
        known->scripts |= conv_text_take_mark(&best->words, wanted, &rest);
    return known->scripts & wanted || (!best->simplified && best->mixed);
}

static bool is_mark(const char *at)
{
    static const char marks[] = "。！？；：，";
    for (const char *mark = marks; *mark; mark += 3)
        if (memcmp(at, mark, 3) == 0)
            return true;
    return false;
}

/* True for a mark of three bytes at `at` that ends a clause, that no table has, and that no rule asks across. */
static bool is_clause_end(const conv_best_path *best, const char *at)
{
    return is_mark(at) && conv_table_entry(&best->outputs, conv_table_slot(&best->outputs, at, 3)) == 0 &&
           conv_table_code(&best->words, at, 3) == 0 && !conv_context_asks_across(&best->rules, (hp_span){ at, 3 });
}

/* The last place at which no table and no rule sees across; 0 where it is not near the end. */
static size_t find_clause_end(const conv_best_path *best, hp_span text)
{
    enum { FAR = 4096 };
    for (size_t at = text.len; at >= 3 && text.len - at < FAR; at--)
        if (is_clause_end(best, text.ptr + at - 3) && conv_exact_cut(&best->chain, (hp_span){ text.ptr, at }) == at)
            return at;
    return 0;
}

size_t conv_best_path_cut(const conv_best_path *best, hp_span text, conv_line_known *known)
{
    bool script = knows_script(best, text, known);
    bool words = conv_context_knows_line(&best->rules, text, known->looked, &known->said);
    size_t cut = script && words ? find_clause_end(best, text) : 0;
    known->looked = cut > 0 ? 0 : text.len;
    if (cut > 0)
        known->said.asked = known->said.found;
    return cut;
}

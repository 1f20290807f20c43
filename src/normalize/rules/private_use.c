/* private_use.c - the rule pua: characters of the private use area that older encodings have real ones for.
 *
 * GB18030, HKSCS and Big5-Eten use the same private characters for different things, and icon fonts use any.  Without
 * an option the surroundings decide, those of the line, or those of the document where the engine sees a whole one:
 * all the private characters must be of one set; Cantonese or Traditional characters point to HKSCS, which in other
 * text is never assumed; the two others must not be contradicted.  A single ideograph that stands apart is an icon.
 * Worked: "佢" U+ECD9 "去" → 佢咗去 (HKSCS); "古字" U+E81E "见于字书" → 龴 (GB); "图标" U+F0E0 stays.
 */
#include "normalize/rules/private_use.h"

#include "normalize/line/context.h"

/* Cantonese characters that no other written Chinese has much use for. */
static bool is_cantonese(uint32_t cp)
{
    static const uint32_t characters[] = { U'佢', U'哋', U'咗', U'喺', U'嘅', U'嚟', U'啲', U'冇',
                                           U'咁', U'唔', U'嗰', U'嘢', U'攞', U'睇', U'諗', U'噉',
                                           U'瞓', U'搵', U'揾', U'呢', U'乜', U'咩', U'嘥', U'畀' };
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
        if (characters[i] == cp)
            return true;
    return false;
}

/* Text on this side, as far as is known. */
static bool is_text(const norm_cell *cell)
{
    return norm_is_han(cell) || cell->class == NORM_PRIVATE || norm_is_ideographic_mark(cell);
}

/* Which sets have the line's private characters, and where these stand. */
static void look_at_private(const norm_tables *tables, const norm_line *line, norm_evidence *e)
{
    NORM_EACH_MARK (line, NORM_SET(NORM_PRIVATE), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class == NORM_PRIVATE) {
            e->total++;
            for (unsigned t = NORM_TABLE_GB; t <= NORM_TABLE_ETEN; t++)
                e->known[t] += norm_tables_find(tables, t, cell->cp) != 0;
            e->between += (i == 0 || is_text(cell - 1)) && (i + 1 == line->count || is_text(cell + 1));
        }
    }
}

/* What script the line's Han are. */
static void look_at_han(const norm_tables *tables, const norm_line *line, norm_evidence *e)
{
    for (size_t i = 0; i < line->count; i++) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class == NORM_HAN) {
            unsigned script = norm_script_of(tables, cell->cp);
            e->hans += script == NORM_SCRIPT_HANS;
            e->hant += script == NORM_SCRIPT_HANT;
            e->cantonese += is_cantonese(cell->cp);
        }
    }
}

void norm_private_use_look(const norm_tables *tables, const norm_line *line, norm_evidence *e)
{
    look_at_private(tables, line, e);
    look_at_han(tables, line, e);
}

/* Some set has all of the private characters: else nothing else matters. */
static bool is_of_one_set(const norm_evidence *e)
{
    bool one = false;
    for (unsigned t = NORM_TABLE_GB; t <= NORM_TABLE_ETEN; t++)
        one |= e->known[t] == e->total;
    return one;
}

norm_pua norm_private_use_decide(const norm_evidence *e)
{
    if (e->total == 0)
        return NORM_PUA_KEEP;
    if (e->known[NORM_TABLE_ETEN] == e->total && e->hans == 0)
        return e->cantonese ? NORM_PUA_HKSCS : NORM_PUA_ETEN;
    if (e->known[NORM_TABLE_HKSCS] == e->total && e->cantonese + e->hant > e->hans && 2 * e->between > e->total)
        return NORM_PUA_HKSCS;
    if (e->known[NORM_TABLE_GB] == e->total && e->hant + e->cantonese <= e->hans)
        return NORM_PUA_GB;
    return NORM_PUA_KEEP;
}

/* A single ideograph with nothing, or a blank, on one side of it may well be an icon. */
static bool stands_apart(const norm_line *line, size_t i, uint32_t real)
{
    bool ideograph = real >= 0x2E80 && real < 0x2FF0;
    ideograph |= (real >= 0x3400 && real <= 0x9FFF) || real >= 0x20000;
    return ideograph && !(is_text(&line->cells[i] - 1) || is_text(&line->cells[i] + 1))
               ? true
               : ideograph && i == 0 && line->cells[1].class != NORM_PRIVATE;
}

void norm_apply_pua(norm_work *work)
{
    const norm_engine *engine = work->engine;
    norm_line *line = work->current;
    norm_pua set = engine->options.pua;
    if (set == NORM_PUA_AUTO) {
        norm_evidence own = { 0 };
        if (!work->whole)
            look_at_private(&engine->tables, line, &own);
        if (!work->whole && is_of_one_set(&own))
            look_at_han(&engine->tables, line, &own);
        set = norm_private_use_decide(work->whole ? &work->evidence : &own);
    }
    if (set == NORM_PUA_KEEP)
        return;
    unsigned table = set == NORM_PUA_GB ? NORM_TABLE_GB : set == NORM_PUA_HKSCS ? NORM_TABLE_HKSCS : NORM_TABLE_ETEN;
    NORM_EACH_MARK (line, NORM_SET(NORM_PRIVATE), m, i) {
        const norm_cell *cell = &line->cells[i];
        uint32_t real = cell->class == NORM_PRIVATE ? norm_tables_find(&engine->tables, table, cell->cp) : 0;
        if (real && !(cell->flags & NORM_KEEP) &&
            (engine->options.pua != NORM_PUA_AUTO || !stands_apart(line, i, real)))
            norm_put(line, i, real, norm_character(&engine->characters, real) & (uint8_t)~NORM_LIVELY, NORM_RULE_PUA);
    }
}

/* width.c - the rules width and ligatures.
 *
 *     Ａ１        → A1              letters and digits become half width
 *     ＄５０ － ． → $50 - .        signs, where a letter or digit stands beside them
 *     １２：３０  → 12:30           ： ， between digits that were full width too; ｈｔｔｐ：／／
 *     ｢好｣｡ ｶﾞ   → 「好」。 ガ     half-width marks and kana become full
 *     ︵注︶ ﹐   → （注） ，        vertical and small forms become what they are forms of
 *     ﬁle        → file
 * Symbols with a meaning of their own (① ℃ ㎡ ½ ²) are no width.
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

/* U+FF61 to U+FF9F in full width. */
static const uint32_t half_forms[] = {
    U'。', U'「', U'」', U'、', U'・', U'ヲ', U'ァ', U'ィ', U'ゥ', U'ェ', U'ォ', U'ャ', U'ュ', U'ョ',  U'ッ',  U'ー',
    U'ア', U'イ', U'ウ', U'エ', U'オ', U'カ', U'キ', U'ク', U'ケ', U'コ', U'サ', U'シ', U'ス', U'セ',  U'ソ',  U'タ',
    U'チ', U'ツ', U'テ', U'ト', U'ナ', U'ニ', U'ヌ', U'ネ', U'ノ', U'ハ', U'ヒ', U'フ', U'ヘ', U'ホ',  U'マ',  U'ミ',
    U'ム', U'メ', U'モ', U'ヤ', U'ユ', U'ヨ', U'ラ', U'リ', U'ル', U'レ', U'ロ', U'ワ', U'ン', 0x3099, 0x309A,
};

struct form {
    uint32_t from, to;
};

static const struct form forms[] = {
    { 0xFE10, U'，' }, { 0xFE11, U'、' }, { 0xFE12, U'。' }, { 0xFE13, U'：' }, { 0xFE14, U'；' }, { 0xFE15, U'！' },
    { 0xFE16, U'？' }, { 0xFE17, U'〖' }, { 0xFE18, U'〗' }, { 0xFE19, U'…' },  { 0xFE30, U'：' }, { 0xFE31, U'—' },
    { 0xFE35, U'（' }, { 0xFE36, U'）' }, { 0xFE37, U'｛' }, { 0xFE38, U'｝' }, { 0xFE39, U'〔' }, { 0xFE3A, U'〕' },
    { 0xFE3B, U'【' }, { 0xFE3C, U'】' }, { 0xFE3D, U'《' }, { 0xFE3E, U'》' }, { 0xFE3F, U'〈' }, { 0xFE40, U'〉' },
    { 0xFE41, U'「' }, { 0xFE42, U'」' }, { 0xFE43, U'『' }, { 0xFE44, U'』' }, { 0xFE47, U'［' }, { 0xFE48, U'］' },
    { 0xFE50, U'，' }, { 0xFE51, U'、' }, { 0xFE52, U'．' }, { 0xFE54, U'；' }, { 0xFE55, U'：' }, { 0xFE56, U'？' },
    { 0xFE57, U'！' }, { 0xFE58, U'—' },  { 0xFE59, U'（' }, { 0xFE5A, U'）' }, { 0xFE5B, U'｛' }, { 0xFE5C, U'｝' },
    { 0xFE5D, U'〔' }, { 0xFE5E, U'〕' }, { 0xFE5F, '#' },   { 0xFE60, '&' },   { 0xFE61, '*' },   { 0xFE62, '+' },
    { 0xFE63, '-' },   { 0xFE64, '<' },   { 0xFE65, '>' },   { 0xFE66, '=' },   { 0xFE68, '\\' },  { 0xFE69, '$' },
    { 0xFE6A, '%' },   { 0xFE6B, '@' },
};

static void put(norm_work *work, size_t i, uint32_t cp)
{
    uint8_t class = norm_character(&work->engine->characters, cp) & (uint8_t)~NORM_LIVELY;
    norm_put(work->current, i, cp, class, NORM_RULE_WIDTH);
}

static bool is_full_word(uint32_t cp)
{
    return (cp >= U'０' && cp <= U'９') || (cp >= U'Ａ' && cp <= U'Ｚ') || (cp >= U'ａ' && cp <= U'ｚ');
}

static uint32_t form_of(uint32_t cp)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].from == cp)
            return forms[i].to;
    return cp;
}

/* True for a letter or digit of either width. */
static bool is_wordlike(const norm_cell *cell)
{
    return norm_is_word(cell) || is_full_word(cell->cp);
}

/* Marks of Chinese that a program made of ASCII ones: between characters that are full width, too, or in ：／／. */
static void narrow_marks(norm_work *work)
{
    norm_line *line = work->current;
    NORM_EACH_MARK (line, NORM_SET(NORM_STOP), m, i) {
        const norm_cell *cell = &line->cells[i], *before = cell - 1, *after = cell + 1;
        const norm_mark *mark = &line->marks[m], *next = mark + 1;
        if ((mark->low != U'：' && mark->low != U'，') || next == line->marks + line->mark_count || next->at != i + 1 ||
            next->class != NORM_FULL || cell->flags & NORM_KEEP)
            continue;
        bool digits = before->cp >= U'０' && before->cp <= U'９' && after->cp >= U'０' && after->cp <= U'９';
        bool scheme = cell->cp == U'：' && is_wordlike(before) && after->cp == U'／' && i + 2 < line->count &&
                      after[1].cp == U'／';
        if (!digits && !scheme)
            continue;
        put(work, i, norm_to_half(cell->cp));
        if (scheme) {
            put(work, i + 1, '/');
            put(work, i + 2, '/');
        }
    }
}

/* The half-width dot and bar of a blank between two words, or the full-width blank there. */
static void narrow_blank(norm_work *work, size_t i)
{
    const norm_cell *cell = &work->current->cells[i];
    if (cell->cp == 0x3000 && i > 0 && is_wordlike(cell - 1) && is_wordlike(cell + 1))
        put(work, i, ' ');
}

/* ＄５０ 5％ Ｃ＋＋: a sign beside a letter or digit; ． between two, for elsewhere it may be meant as 。. */
static bool is_sign_of_word(const norm_cell *cell)
{
    bool before = is_wordlike(cell - 1), after = is_wordlike(cell + 1);
    return cell->cp == U'．' ? before && after : cell->cp != U'｀' && (before || after);
}

static void narrow(norm_work *work)
{
    norm_line *line = work->current;
    NORM_EACH_MARK (line, NORM_SET(NORM_BLANK) | NORM_SET(NORM_FULL), m, i) {
        const norm_cell *cell = &line->cells[i];
        if ((line->marks[m].class == NORM_BLANK && line->marks[m].low != 0x3000) || cell->flags & NORM_KEEP)
            continue;
        if (cell->class == NORM_BLANK)
            narrow_blank(work, i);
        else if (cell->class == NORM_FULL && (is_full_word(cell->cp) || is_sign_of_word(cell)))
            put(work, i, norm_to_half(cell->cp));
    }
}

/* Half-width kana and marks; a voicing mark joins the kana before it. */
static void widen(norm_work *work)
{
    norm_line *line = work->current;
    NORM_EACH_MARK (line, NORM_SET(NORM_HALF) | NORM_SET(NORM_FORM), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (cell->flags & NORM_KEEP)
            continue;
        if (cell->class == NORM_HALF && (cell->cp < 0xFF9E || cell[-1].class == NORM_KANA))
            put(work, i, half_forms[cell->cp - 0xFF61]);
        else if (cell->class == NORM_FORM)
            put(work, i, form_of(cell->cp));
    }
}

void norm_apply_width(norm_work *work)
{
    const norm_line *line = work->current;
    if (line->has & NORM_SET(NORM_FULL)) {
        narrow_marks(work);
        narrow(work);
    }
    if (line->has & (NORM_SET(NORM_HALF) | NORM_SET(NORM_FORM)))
        widen(work);
}

void norm_apply_ligatures(norm_work *work)
{
    static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    norm_line *line = work->current;
    norm_writer writer;
    size_t ligatures = norm_count(line, NORM_LIGATURE);
    if (ligatures == 0 || !norm_rewrite(&writer, line, 2 * ligatures))
        return;
    for (size_t i = 0; i < line->count; i++) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class != NORM_LIGATURE || cell->flags & NORM_KEEP) {
            norm_write(&writer, cell);
            continue;
        }
        uint32_t from = cell->from;
        for (const char *letter = letters[cell->cp - 0xFB00]; *letter; letter++, from = cell->to)
            norm_write_new(&writer, (uint32_t)*letter, from, cell->to, cell->cut, NORM_RULE_LIGATURES);
    }
    norm_rewritten(&writer, &work->engine->characters);
}

/* invisible.c - the rules invisible and selectors: characters that show nothing go, unless they do something.
 *
 *     stays: the joiner in 👨‍👩‍👧 and in Indic and Arabic words, bidi marks in a line with right-to-left letters,
 *            a flag's tags, a byte-order mark at the start of the document, ⚠️, 1️⃣, an IVS behind its ideograph
 *     goes:  中<ZWSP>华, 合<soft hyphen>同, controls, U+FFFC, 中<VS16>
 *
 * C1 controls and soft hyphens in a line that was misread, or beside what a damaged character has left (context.h), are
 * bytes of characters, and stay.  So does a single C1 control beside Han, 应用禀<U+008B>序, but for those that cp1252
 * has quotes and dashes at.
 * A backspace takes with it what it once overstrikes: N<BS>N and _<BS>N are N in print.
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

static bool is_right_to_left(uint32_t cp)
{
    return (cp >= 0x590 && cp <= 0x8FF && cp != 0x61C) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
           (cp >= 0xFE70 && cp <= 0xFEFC) || (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF);
}

static bool has_right_to_left(const norm_line *line)
{
    if (!(line->has & (NORM_SET(NORM_LETTER) | NORM_SET(NORM_MARK))))
        return false;
    NORM_EACH_MARK (line, ~NORM_CHINESE_MARKS, m, i)
        if (is_right_to_left(line->cells[i].cp))
            return true;
    return false;
}

static bool is_bidi(uint32_t cp)
{
    return cp == 0x200E || cp == 0x200F || cp == 0x61C || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* Of a script whose words need joiners and the like, or a symbol. */
static bool takes_joiner(const norm_cell *cell)
{
    return cell->class == NORM_LETTER || cell->class == NORM_MARK || cell->class == NORM_EMOJI ||
           cell->class == NORM_SELECTOR || cell->class == NORM_HANGUL ||
           (cell->class == NORM_OTHER && cell->cp >= 0x80);
}

static bool is_tag(uint32_t cp)
{
    return cp >= 0xE0020 && cp <= 0xE007F;
}

static bool stays(const norm_line *line, size_t i, bool right_to_left, bool misread)
{
    const norm_cell *cell = &line->cells[i], *before = cell - 1, *after = cell + 1;
    if (cell->flags & NORM_KEEP)
        return true;
    if (cell->cp >= 0x80 && cell->cp <= 0xAD) /* of C1, the rule controls decides */
        return cell->cp != 0xAD || misread || norm_is_remains(line, i);
    if (cell->cp == 0xFEFF)
        return i == 0 && line->opens;
    if (is_bidi(cell->cp))
        return right_to_left;
    if (is_tag(cell->cp))
        return before->class == NORM_EMOJI || (is_tag(before->cp) && !(before->flags & NORM_GONE));
    if (cell->cp == 0x200C || cell->cp == 0x200D || cell->cp == 0x200B || cell->cp == 0x180E)
        return takes_joiner(before) &&
               (i + 1 == line->count || takes_joiner(after) || after->class == NORM_INVISIBLE || cell->cp == 0x200D);
    return false; /* controls among them */
}

/* A backspace at `i`, not the first: what it strikes over goes with it when the same, or a line, stands there. */
static void strike(norm_line *line, size_t i)
{
    norm_cell *before = &line->cells[i - 1], *after = &line->cells[i + 1];
    if (i + 1 < line->count && !(before->flags & (NORM_KEEP | NORM_GONE)) &&
        (before->cp == after->cp || before->cp == '_'))
        norm_remove(line, i - 1, NORM_RULE_INVISIBLE);
}

void norm_apply_invisible(norm_work *work)
{
    norm_line *line = work->current;
    bool right_to_left = has_right_to_left(line), misread = norm_is_misread(line, 0, line->count);
    NORM_EACH_MARK (line, NORM_SET(NORM_CONTROL) | NORM_SET(NORM_INVISIBLE), m, i) {
        const norm_cell *cell = &line->cells[i];
        if ((cell->class != NORM_CONTROL && cell->class != NORM_INVISIBLE) || stays(line, i, right_to_left, misread))
            continue;
        if (cell->cp == '\b' && i > 0)
            strike(line, i);
        norm_remove(line, i, NORM_RULE_INVISIBLE);
    }
    norm_sweep(line);
}

/* A C1 control that is a byte of a damaged character. */
static bool is_damage(const norm_line *line, size_t i, bool misread)
{
    const norm_cell *cell = &line->cells[i];
    bool quote = cell->cp >= 0x91 && cell->cp <= 0x97;
    return misread || norm_is_remains(line, i) || (!quote && (norm_is_han(cell - 1) || norm_is_han(cell + 1)));
}

void norm_apply_controls(norm_work *work)
{
    norm_line *line = work->current;
    bool misread = norm_is_misread(line, 0, line->count);
    NORM_EACH_MARK (line, NORM_SET(NORM_CONTROL), m, i) {
        const norm_cell *cell = &line->cells[i];
        if (cell->class == NORM_CONTROL && cell->cp >= 0x80 && !(cell->flags & NORM_KEEP) &&
            !is_damage(line, i, misread))
            norm_remove(line, i, NORM_RULE_CONTROLS);
    }
    norm_sweep(line);
}

/* What a selector may belong to. */
static bool selects(const norm_line *line, size_t i)
{
    const norm_cell *cell = &line->cells[i], *before = cell - 1;
    uint32_t cp = cell->cp;
    if (i == 0 && !line->starts)
        return true;
    if (cp >= 0xE0100)
        return before->class == NORM_HAN || before->class == NORM_COMPAT;
    if (cp >= 0x180B && cp <= 0x180D)
        return before->class == NORM_LETTER;
    switch (before->class) {
    case NORM_HAN: /* standardized variants take the first three */
    case NORM_COMPAT:
        return cp <= 0xFE02;
    case NORM_STOP: /* a corner or the middle of the em square */
    case NORM_OPEN:
    case NORM_CLOSE:
        return cp <= 0xFE01;
    case NORM_DIGIT:
    case NORM_SIGN: /* keycaps: 1️⃣ #️⃣ */
        return cell[1].cp == 0x20E3 || cp < 0xFE0E;
    case NORM_LATIN:
    case NORM_BLANK:
    case NORM_KANA:
    case NORM_SELECTOR:
    case NORM_RADICAL:
        return false;
    default:
        return i > 0;
    }
}

void norm_apply_selectors(norm_work *work)
{
    norm_line *line = work->current;
    NORM_EACH_MARK (line, NORM_SET(NORM_SELECTOR), m, i)
        if (line->cells[i].class == NORM_SELECTOR && !(line->cells[i].flags & NORM_KEEP) && !selects(line, i))
            norm_remove(line, i, NORM_RULE_SELECTORS);
    norm_sweep(line);
}

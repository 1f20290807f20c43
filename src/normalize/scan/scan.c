/* scan.c - finds the next line that some rule may change, and passes over the rest quickly.
 *
 * Every byte has a kind that says what is to be looked at there: nothing for letters, digits, most of Han and all
 * continuation bytes.  Where a lead byte is worth a look, the character's class decides, by the rules that are on.
 * Blanks and signs of ASCII matter only beside other than ASCII.  What is found may turn out to need no change; what is
 * passed over never does.
 * Worked, with "clean": "Esc 键" is passed over (a blank between Latin and Han stays), "好 ,走" is found at the blank.
 */
#include "normalize/scan/scan.h"

#include <string.h>

#include "normalize/scan/blank_lines.h"
#include "normalize/scan/fences.h"
#include "normalize/scan/look_scan.h"
#include "normalize/work.h"
#include "text/utf8.h"

static bool is_on(const norm_engine *engine, norm_rule_id rule)
{
    return engine->options.rules >> rule & 1;
}

/* The classes whose characters alone are enough for a line to be looked at. */
static uint32_t telling_classes(const norm_engine *engine)
{
    uint32_t set = 0;
    for (unsigned id = 1; id < NORM_RULE_COUNT; id++) {
        bool by_class = id == NORM_RULE_LINE_ENDS || id == NORM_RULE_CONTROLS || id == NORM_RULE_INVISIBLE ||
                        id == NORM_RULE_SELECTORS || id == NORM_RULE_PUA || id == NORM_RULE_RADICALS ||
                        id == NORM_RULE_COMPAT || id == NORM_RULE_LIGATURES || id == NORM_RULE_WIDTH;
        if (by_class && is_on(engine, id))
            set |= norm_rules[id].needs;
    }
    if (is_on(engine, NORM_RULE_DASHES)) /* full-width hyphens */
        set |= NORM_SET(NORM_FULL);
    if (is_on(engine, NORM_RULE_FOLD))
        set |= NORM_SET(NORM_OTHER) | NORM_SET(NORM_LATIN) | NORM_SET(NORM_LETTER);
    return set;
}

/* What is to be done at the bytes from `byte` on that `signs` has. */
static void set_looks(norm_engine *engine, const char *signs, uint8_t look)
{
    for (; *signs; signs++)
        engine->look[(unsigned char)*signs] = look;
}

void norm_scan_prepare(norm_engine *engine)
{
    uint64_t rules = engine->options.rules;
    const uint64_t marks = NORM_RULE(NORM_RULE_PUNCT) | NORM_RULE(NORM_RULE_STOP) | NORM_RULE(NORM_RULE_ELLIPSES) |
                           NORM_RULE(NORM_RULE_DASHES) | NORM_RULE(NORM_RULE_QUOTES);
    const uint64_t blanks = NORM_RULE(NORM_RULE_SPACES) | NORM_RULE(NORM_RULE_BLANKS) | NORM_RULE(NORM_RULE_BREAKS);
    const uint64_t controls = NORM_RULE(NORM_RULE_CONTROLS) | NORM_RULE(NORM_RULE_INVISIBLE) |
                              NORM_RULE(NORM_RULE_LINE_ENDS);
    engine->telling = telling_classes(engine);
    engine->every_line = is_on(engine, NORM_RULE_MASK) || engine->options.han_latin != NORM_HAN_LATIN_KEEP ||
                         engine->options.form != NORM_FORM_C || engine->options.transform ||
                         (engine->options.quotes != NORM_QUOTES_AUTO && engine->options.quotes != NORM_QUOTES_KEEP);
    engine->looks = (rules & controls ? NORM_LOOKS_CONTROLS : 0) | (rules & marks ? NORM_LOOKS_SIGNS : 0) |
                    (rules & blanks ? NORM_LOOKS_BLANKS : 0) |
                    (rules & NORM_RULE(NORM_RULE_BLANK_LINES) ? NORM_LOOKS_LFS : 0) |
                    (engine->telling & NORM_CHINESE_MARKS ? NORM_LOOKS_MARKS : 0);
    memset(engine->look, NORM_LOOK_NOTHING, sizeof engine->look);
    for (unsigned byte = 0xC2; byte < 0xF5; byte++) /* E4 to E9 lead Han, but for 4DC0..4DFF, which nobody asks about */
        engine->look[byte] = byte >= 0xE4 && byte <= 0xE9 ? NORM_LOOK_NOTHING : NORM_LOOK_LEAD;
    for (unsigned byte = 1; byte < 0x20 && rules & controls; byte++)
        engine->look[byte] = byte == '\t' || byte == '\n' || byte == 0x1B ? NORM_LOOK_NOTHING : NORM_LOOK_LEAD;
    enum { DEL = 0x7F };
    if (rules & controls)
        engine->look[DEL] = NORM_LOOK_LEAD;
    if (rules & marks) {
        set_looks(engine, ",;:?!.-<", NORM_LOOK_SIGN);
        set_looks(engine, "()\"'", NORM_LOOK_PAIR);
    }
    if (rules & blanks)
        set_looks(engine, " \t", NORM_LOOK_BLANK);
    if (rules & NORM_RULE(NORM_RULE_BLANK_LINES))
        set_looks(engine, "\n", NORM_LOOK_LF);
}

/* A text, a place in it, and what is known of the place's line. */
struct place {
    const norm_engine *engine;
    const char *start, *at, *end;
    const char *line_end;    /* NULL: of another line */
    const char *wide;        /* the line's first byte that is not ASCII; line_end: there is none */
    const char *gaps_end;    /* the line_end of the line that the next two are of */
    size_t gaps, wide_bytes; /* blanks between bytes that are not ASCII; such bytes */
};

static unsigned char byte_at(const struct place *p, ptrdiff_t offset)
{
    const char *at = p->at + offset;
    return at >= p->start && at < p->end ? (unsigned char)*at : '\n';
}

static bool is_alnum(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether the line has other than ASCII; looked at once a line. */
static bool is_wide(struct place *p)
{
    if (p->line_end && p->at < p->line_end)
        return p->wide < p->line_end;
    const char *lf = memchr(p->at, '\n', (size_t)(p->end - p->at));
    const char *before = memrchr(p->start, '\n', (size_t)(p->at - p->start)), *at = before ? before + 1 : p->start;
    p->line_end = lf ? lf : p->end;
    while (at < p->line_end && (unsigned char)*at < 0x80)
        at++;
    p->wide = at;
    return at < p->line_end;
}

/* What norm_left() and norm_right() look through. */
static bool is_seen_through(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '*' || c == '"' || c == '\'';
}

/* The next byte in one direction that is not looked through. */
static unsigned char beside(const struct place *p, ptrdiff_t step)
{
    ptrdiff_t k = step;
    while (is_seen_through(byte_at(p, k)))
        k += step;
    return byte_at(p, k);
}

/* (_O), the key of a menu's entry, `inside` being where its sign is. */
static bool is_key(const struct place *p, ptrdiff_t inside)
{
    return (byte_at(p, inside) == '_' || byte_at(p, inside) == '&') && byte_at(p, inside - 1) == '(' &&
           byte_at(p, inside + 1) < 0x80 && byte_at(p, inside + 2) == ')';
}

/* A ) whose partner is full width; one whose partner is not is looked at there. */
static bool closes_full(const struct place *p)
{
    enum { FAR = 1024 };
    for (ptrdiff_t k = -1; k > -FAR && byte_at(p, k) != '\n'; k--) {
        if (byte_at(p, k) == '(')
            return false;
        if (byte_at(p, k) == 0x88 && byte_at(p, k - 1) == 0xBC && byte_at(p, k - 2) == 0xEF) /* （ */
            return true;
    }
    return false;
}

/* A full stop that neither Han nor its like goes before, and that does not end the line. */
static bool is_stop_in_word(const struct place *p, unsigned char before, unsigned char after)
{
    if (before == '.' || after == '.')
        return false;
    if (is_alnum(before)) /* 9.7.3. 挂载, a.b */
        return after < 0x80 && beside(p, 1) != '\n';
    return before == ' ' && (is_alnum(after) || after == '/');
}

/* Beside other than ASCII, or at the end of a line that has such. */
static bool is_sign_telling(struct place *p)
{
    unsigned char c = byte_at(p, 0), before = byte_at(p, -1), after = byte_at(p, 1);
    switch (c) {
    case '-':
        return (after == '-' || before == '-') && (before >= 0x80 || after >= 0x80);
    case '<':
        return before == '<' && after >= 0x80;
    case ':':
        if (before == ':' || after == ':')
            return false;
        break;
    case '.':
        if (is_stop_in_word(p, before, after))
            return false;
        break;
    default:
        break;
    }
    if (before >= 0x80)
        return true;
    if (!is_wide(p))
        return false;
    if (before == '%' || (after >= 0x80 && !is_alnum(before))) /* 5%,CPI上涨 and `code`,中文 */
        return true;
    unsigned char right = beside(p, 1);
    if (c == '.' && (before == '.' || after == '.')) /* an ellipsis may open a line */
        return right >= 0x80 || beside(p, -1) >= 0x80;
    /* Behind a word a mark is Chinese only when Han came before. */
    return beside(p, -1) >= 0x80 || ((right >= 0x80 || right == '\n' || right == '\r') && p->wide < p->at);
}

/* A straight quote with other than ASCII before the next. */
static bool is_quote_telling(const struct place *p)
{
    enum { FAR = 1024 };
    unsigned char quote = byte_at(p, 0);
    bool wide = false;
    for (ptrdiff_t k = 1; k < FAR; k++) {
        unsigned char c = byte_at(p, k);
        if (c == quote || c == '\n')
            return c == quote && wide;
        wide |= c >= 0x80;
    }
    return true;
}

/* A ( with other than ASCII before it or its partner, or behind its partner when it begins the line. */
static bool is_bracket_telling(const struct place *p)
{
    enum { FAR = 1024 };
    unsigned char before = beside(p, -1);
    size_t depth = 0;
    if (is_key(p, 1))
        return false;
    for (ptrdiff_t k = 1; k < FAR && before < 0x80; k++) {
        unsigned char c = byte_at(p, k);
        if (c >= 0x80)
            return true;
        if (c == '\n')
            return false;
        depth += c == '(';
        if (c == ')' && depth-- == 0) {
            struct place close = *p;
            close.at += k;
            return before == '\n' && beside(&close, 1) >= 0x80;
        }
    }
    return true;
}

static bool is_pair_telling(struct place *p)
{
    if (!is_wide(p))
        return false;
    switch (byte_at(p, 0)) {
    case '(':
        return is_bracket_telling(p);
    case ')':
        return closes_full(p);
    default:
        return is_quote_telling(p);
    }
}

/* The three bytes at `offset` lead a mark of Chinese, a curly quote or another blank. */
static bool is_mark_at(const struct place *p, ptrdiff_t offset)
{
    unsigned char first = byte_at(p, offset), second = byte_at(p, offset + 1), third = byte_at(p, offset + 2);
    switch (first) {
    case 0xE2:
        return second == 0x80 && (third <= 0x8A || third == 0x94 || third == 0x98 || third == 0x99 || third == 0x9C ||
                                  third == 0x9D || third == 0xA6);
    case 0xE3:
        return second == 0x80;
    case 0xEF:
        return second == 0xBC || second == 0xBD || second == 0xB8 || second == 0xB9;
    default:
        return false;
    }
}

/* A blank between Han, by the look of it: the rule spaces takes it for wrong only in running text, where such blanks
 * are few (5 Han each, 15 bytes), or beside a character set apart. */
static bool is_gap_telling(struct place *p)
{
    if (!(p->engine->options.rules & NORM_RULE(NORM_RULE_SPACES)))
        return p->engine->options.rules & NORM_RULE(NORM_RULE_BREAKS);
    if (byte_at(p, -4) < 0x80 || byte_at(p, 4) < 0x80 || p->engine->options.rules & NORM_RULE(NORM_RULE_BREAKS))
        return true;
    is_wide(p);
    if (p->gaps_end != p->line_end) {
        p->gaps_end = p->line_end;
        p->gaps = p->wide_bytes = 0;
        for (const char *at = p->wide; at < p->line_end; at++) {
            p->wide_bytes += (unsigned char)*at >= 0x80;
            p->gaps += *at == ' ' && at[-1] < 0 && at + 1 < p->line_end && at[1] < 0;
        }
    }
    return p->gaps * 15 <= p->wide_bytes;
}

static bool is_blank_telling(struct place *p)
{
    unsigned char before = byte_at(p, -1), after = byte_at(p, 1);
    if (after == '\n' || after == '\r')
        return true;
    if (after == ' ' || after == '\t')
        return before != '\n' && before != ' ' && before != '\t' && is_wide(p);
    if (after >= 0x80 && before >= 0x80)
        return is_mark_at(p, 1) || is_mark_at(p, -3) || (after >= 0xE3 && is_gap_telling(p));
    return (after == 0xC2 && byte_at(p, 2) == 0xA0) || is_mark_at(p, 1) || (before >= 0x80 && is_mark_at(p, -3));
}

/* ” with no “ before it in its line. */
static bool is_turned(const struct place *p)
{
    enum { FAR = 1024 };
    unsigned char after = byte_at(p, 3);
    if (after == '\n' || after == ' ' || after == 0xEF) /* an opening mark has its text behind it */
        return false;
    for (const char *at = p->at - 1; at > p->start && *at != '\n' && p->at - at < FAR; at--)
        if ((unsigned char)at[0] == 0xE2 && (unsigned char)at[1] == 0x80 && ((unsigned char)at[2] & 0xFE) == 0x9C)
            return (unsigned char)at[2] == 0x9D;
    return true;
}

/* A full mark behind a word, in what may be a line without Han. */
static bool is_foreign_mark(const struct place *p)
{
    enum { FAR = 64 };
    if (!is_alnum(byte_at(p, -1)))
        return false;
    for (ptrdiff_t k = -1; k > -FAR && byte_at(p, k) != '\n'; k--)
        if (byte_at(p, k) >= 0xE4 && byte_at(p, k) <= 0xE9)
            return false;
    for (ptrdiff_t k = 3; k < FAR && byte_at(p, k) != '\n'; k++)
        if (byte_at(p, k) >= 0xE4 && byte_at(p, k) <= 0xE9)
            return false;
    return true;
}

/* What a mark that no class tells of may mean by its place. */
static bool is_mark_telling(const struct place *p, uint32_t cp, unsigned class, size_t length)
{
    uint64_t rules = p->engine->options.rules;
    switch (class) {
    case NORM_BLANK:
        if (cp == 0x3000 && byte_at(p, (ptrdiff_t)length) != '\n' && /* the line's indentation */
            (byte_at(p, -1) == '\n' || (byte_at(p, -1) == 0x80 && byte_at(p, -2) == 0x80 && byte_at(p, -3) == 0xE3)))
            return false;
        return p->engine->looks & NORM_LOOKS_BLANKS;
    case NORM_CURLY:
        return rules & NORM_RULE(NORM_RULE_QUOTES) && cp == U'”' && is_turned(p);
    case NORM_DASH:
        return (rules & NORM_RULE(NORM_RULE_MIDDOTS) && (cp == U'•' || cp == U'・' || cp == 0x2219 || cp == 0x22C5)) ||
               (rules & NORM_RULE(NORM_RULE_TILDES) && cp == 0x301C);
    case NORM_STOP:
        if (cp == U'。' && rules & NORM_RULE(NORM_RULE_ELLIPSES) && byte_at(p, 3) == 0xE3 && byte_at(p, 5) == 0x82)
            return true;
        return rules & NORM_RULE(NORM_RULE_PUNCT) && is_foreign_mark(p);
    default:
        return false;
    }
}

/* True when the character at the place, whose lead is worth a look, is one for some rule. */
static bool is_character_telling(const struct place *p)
{
    uint32_t cp;
    size_t n = utf8_decode((hp_span){ p->at, (size_t)(p->end - p->at) }, &cp);
    if (n == 0)
        return false;
    uint8_t found = norm_character(&p->engine->characters, cp);
    unsigned class = found & ~NORM_LIVELY;
    if (found & NORM_LIVELY && is_on(p->engine, NORM_RULE_NFC))
        return true;
    return p->engine->telling >> class & 1 || is_mark_telling(p, cp, class, n);
}

/* An empty line before one that may be blank. */
static bool is_blank_line(const struct place *p)
{
    const char *line = p->at;
    if (line > p->start && line[-1] != '\n')
        return false;
    const char *end = line + 1 < p->end ? memchr(line + 1, '\n', (size_t)(p->end - line - 1)) : NULL;
    hp_span next = { line + 1, (size_t)((end ? end : p->end) - line - 1) };
    return next.ptr < p->end && norm_may_begin_blank(p->engine, next);
}

/* The commonest of leads: ，。、：；？！ and brackets, “ ‘ ’ — …, behind other than ASCII.  They are not telling by
 * themselves, but for 。 before another. */
static inline bool is_common_mark(const struct place *p)
{
    const unsigned char *at = (const unsigned char *)p->at;
    if (p->at == p->start || p->end - p->at < 6 || at[-1] < 0x80 || p->engine->looks & NORM_LOOKS_MARKS)
        return false;
    switch (at[0]) {
    case 0xE3:
        return at[1] == 0x80 && (at[2] == 0x81 || (at[2] >= 0x88 && at[2] <= 0x91) || (at[2] == 0x82 && at[3] != 0xE3));
    case 0xEF:
        return at[1] == 0xBC && (at[2] == 0x8C || at[2] == 0x88 || at[2] == 0x89 || at[2] == 0x9A || at[2] == 0x9B ||
                                 at[2] == 0x9F || at[2] == 0x81);
    case 0xE2:
        return at[1] == 0x80 && (at[2] == 0x94 || (at[2] >= 0x98 && at[2] <= 0x9C) || at[2] == 0xA6);
    default:
        return false;
    }
}

static bool is_telling(struct place *p)
{
    switch (p->engine->look[(unsigned char)*p->at]) {
    case NORM_LOOK_LEAD:
        return !is_common_mark(p) && is_character_telling(p);
    case NORM_LOOK_SIGN:
        return is_sign_telling(p);
    case NORM_LOOK_PAIR:
        return is_pair_telling(p);
    case NORM_LOOK_BLANK:
        return is_blank_telling(p);
    case NORM_LOOK_LF:
        return is_blank_line(p);
    default:
        return false;
    }
}

/* Looks at the places of a block, by their bits; true, with p->at there, when one is telling. */
static bool look_at_block(struct place *p, const char *block, uint64_t found)
{
    for (; found; found &= found - 1) {
        p->at = block + __builtin_ctzll(found);
        if (is_telling(p))
            return true;
    }
    return false;
}

size_t norm_find_telling(const norm_engine *engine, hp_span text, size_t from)
{
    struct place p = { .engine = engine, .start = text.ptr, .at = text.ptr + from, .end = text.ptr + text.len };
    while (p.at < p.end && !engine->every_line) {
        uint64_t found;
        size_t length;
        const char *block = norm_scan(engine, p.start, p.at, p.end, &found, &length);
        if (!found || look_at_block(&p, block, found))
            return found ? (size_t)(p.at - text.ptr) : text.len;
        p.at = (size_t)(p.end - block) > length ? block + length : p.end;
    }
    return (size_t)(p.at - text.ptr);
}

size_t norm_next(norm_work *work, hp_span text, size_t from)
{
    if (from == 0)
        norm_find_fences(work, text);
    return norm_find_telling(work->engine, text, from);
}

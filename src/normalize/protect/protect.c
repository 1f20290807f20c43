/* protect.c - finds what is to be kept, from the left, each kind by the character that begins or marks it.
 *
 * Looking back and ahead is bounded, or goes no further than the next of its kind, so a line costs linear time.
 */
#include "normalize/protect/protect.h"

#include <string.h>

#include "normalize/protect/protect_parts.h"
#include "text/hint.h"
#include "text/utf8.h"

/* Characters: of a bracket of code or a name; of a link's target or a row of key=value. */
enum { LOOK = 256, LOOK_FAR = 2048 };

/* The marks of a hint (text/hint.h) as characters. */
enum { MARK_BASE = U'\uFFF9', MARK_READING = U'\uFFFA', MARK_END = U'\uFFFB' };

static void keep(norm_line *line, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < line->count; i++)
        line->cells[i].flags |= NORM_KEEP;
}

static uint32_t at(const norm_line *line, size_t i)
{
    return i < line->count ? line->cells[i].cp : 0;
}

/* U+FFF9 base U+FFFA reading U+FFFB, of the length that other filters accept.  Returns its end, or `i`. */
static size_t hint_end(const norm_line *line, size_t i)
{
    bool reading = false;
    for (size_t k = i + 1; k < line->count && line->cells[k].to - line->cells[i].from <= HINT_MAX; k++) {
        if (line->cells[k].cp == MARK_BASE)
            return i;
        reading |= line->cells[k].cp == MARK_READING;
        if (line->cells[k].cp == MARK_END)
            return reading ? k + 1 : i;
    }
    return i;
}

/* `code` or ``code``: as many backticks at its end.  *missing has a bit for each number that no longer comes. */
static size_t code_end(const norm_line *line, size_t i, uint32_t *missing)
{
    size_t n = 0, run = 0;
    while (at(line, i + n) == '`')
        n++;
    if (n >= 32 || *missing >> n & 1)
        return i + n;
    for (size_t m = norm_mark_from(line, i + n);
         (m = norm_next_mark(line, m, NORM_SET(NORM_SIGN))) < line->mark_count;) {
        size_t k = line->marks[m].at;
        for (run = 0; at(line, k + run) == '`' && line->marks[m].low == '`';)
            run++;
        if (run == n)
            return k + n;
        m += run ? run : 1;
    }
    *missing |= UINT32_C(1) << n;
    return i + n;
}

/* $a,b$ or $$…$$: no blank inside at the ends, no digit behind, and no Han but in a command's braces. */
static size_t dollars_end(const norm_line *line, size_t i)
{
    size_t n = at(line, i + 1) == '$' ? 2 : 1, k = i + n;
    bool han = false, command = false;
    while (k < line->count && line->cells[k].cp != '$') {
        han |= line->cells[k].class == NORM_HAN || line->cells[k].class == NORM_STOP;
        command |= line->cells[k].cp == '\\';
        k++;
    }
    if (k >= line->count || k == i + n || (han && !command) || norm_is_digit(at(line, k + n)) ||
        line->cells[k - 1].class == NORM_BLANK || line->cells[i + n].class == NORM_BLANK ||
        (n == 2 && at(line, k + 1) != '$'))
        return i;
    return k + n;
}

/* \cite{a,b}: the command, its options, and its braces when they hold no Han; \(…\) and \[…\]. */
static size_t command_end(const norm_line *line, size_t i)
{
    size_t k = i + 1;
    if (at(line, k) == '(' || at(line, k) == '[') {
        uint32_t close = at(line, k) == '(' ? ')' : ']';
        for (k++; k + 1 < line->count && k - i < LOOK; k++)
            if (line->cells[k].cp == '\\' && at(line, k + 1) == close)
                return k + 2;
        return i;
    }
    while (norm_is_ascii_letter(at(line, k)))
        k++;
    while (k > i + 1 && (at(line, k) == '{' || at(line, k) == '[')) {
        size_t end = k;
        while (end < line->count && line->cells[end].cp != '}' && line->cells[end].cp != ']' &&
               line->cells[end].class != NORM_HAN && end - k < LOOK)
            end++;
        if (at(line, end) != '}' && at(line, end) != ']')
            break;
        k = end + 1;
    }
    return k > i + 2 ? k : i;
}

/* <a href="x">, </p>, <!-- -->. */
static size_t tag_end(const norm_line *line, size_t i)
{
    uint32_t next = at(line, i + 1);
    if (!norm_is_ascii_letter(next) && next != '/' && next != '!')
        return i;
    for (size_t k = i + 1; k < line->count && line->cells[k].cp != '<'; k++)
        if (line->cells[k].cp == '>')
            return k + 1;
    return i;
}

/* &nbsp; &#160; */
static size_t entity_end(const norm_line *line, size_t i)
{
    size_t k = i + 1 + (at(line, i + 1) == '#');
    while (norm_is_ascii_letter(at(line, k)) || norm_is_digit(at(line, k)))
        k++;
    return k > i + 1 && at(line, k) == ';' && k - i <= 32 ? k + 1 : i;
}

/* print("你好"), f(a, b): a name, and a bracket in which quotes stand or no Han.  `i` is the bracket; returns its end,
 * or `i`. */
static size_t call_end(const norm_line *line, size_t i)
{
    uint32_t before = i > 0 ? line->cells[i - 1].cp : 0;
    if (!norm_is_ascii_letter(before) && !norm_is_digit(before) && before != '_')
        return i;
    size_t depth = 0;
    bool quotes = false, han = false;
    for (size_t k = i; k < line->count && k - i < LOOK; k++) {
        uint32_t cp = line->cells[k].cp;
        quotes |= cp == '"' || cp == '\'' || cp == '=';
        han |= line->cells[k].class == NORM_HAN;
        depth += cp == '(';
        depth -= cp == ')' && depth > 0;
        if (depth == 0)
            return quotes || !han ? k + 1 : i;
    }
    return i;
}

/* A link's target: ](…). */
static size_t link_end(const norm_line *line, size_t i)
{
    for (size_t k = i, depth = 0; k < line->count && k - i < LOOK_FAR; k++) {
        depth += line->cells[k].cp == '(';
        depth -= line->cells[k].cp == ')' && depth > 0;
        if (depth == 0)
            return k + 1;
    }
    return i;
}

/* Where a name that stands before `i` begins: letters, digits, _ . - */
static size_t name_start(const norm_line *line, size_t i)
{
    size_t k = i;
    while (k > 0 && i - k < LOOK &&
           (norm_is_ascii_letter(line->cells[k - 1].cp) || norm_is_digit(line->cells[k - 1].cp) ||
            line->cells[k - 1].cp == '_' || line->cells[k - 1].cp == '.' || line->cells[k - 1].cp == '-'))
        k--;
    return k;
}

/* True when the = at `k` ends a name that stands behind , ; or &. */
static bool begins_pair(const norm_line *line, size_t k)
{
    size_t start = name_start(line, k);
    uint32_t before = start > 0 ? line->cells[start - 1].cp : 0;
    return start < k && (before == ',' || before == ';' || before == '&');
}

/* key=value;key2=value2: from the first name on, up to a blank or a mark of Chinese.  Returns its end, or `i`, where
 * the first = is. */
static size_t pairs_end(const norm_line *line, size_t i)
{
    size_t pairs = 1, k = i + 1;
    if (name_start(line, i) == i)
        return i;
    for (; k < line->count && k - i < LOOK_FAR && line->cells[k].class != NORM_BLANK &&
           line->cells[k].class != NORM_STOP && line->cells[k].class != NORM_CLOSE;
         k++)
        pairs += line->cells[k].cp == '=' && begins_pair(line, k);
    return pairs > 1 ? k : i;
}

/* Keeps what begins or is marked at `i`; returns where to go on. */
static size_t look_at(norm_line *line, size_t i, uint32_t *missing)
{
    size_t from = i, end = i;
    switch (line->cells[i].cp) {
    case '`':
        end = code_end(line, i, missing);
        break;
    case '$':
        end = dollars_end(line, i);
        break;
    case '\\':
        end = command_end(line, i);
        break;
    case '<':
        end = tag_end(line, i);
        break;
    case '&':
        end = entity_end(line, i);
        break;
    case '(':
        if (i > 0 && line->cells[i - 1].cp == ']') {
            end = link_end(line, i);
        } else if ((end = call_end(line, i)) > i) {
            from = name_start(line, i);
        }
        break;
    case '=':
        if ((end = pairs_end(line, i)) > i)
            from = name_start(line, i);
        break;
    case ':':
    case '@':
    case '/':
    case '~':
    case '.':
        end = norm_address_end(line, i, &from);
        break;
    default:
        return i + 1;
    }
    keep(line, from, end);
    return end > i ? end : i + 1;
}

/* What look_at() asks about: ` $ \ < & ( = : @ / ~ . */
static bool begins_or_marks(uint32_t cp)
{
    const uint64_t low = UINT64_C(1) << '$' | UINT64_C(1) << '<' | UINT64_C(1) << '&' | UINT64_C(1) << '(' |
                         UINT64_C(1) << '=' | UINT64_C(1) << ':' | UINT64_C(1) << '/' | UINT64_C(1) << '.';
    if (cp < 64)
        return low >> cp & 1;
    return cp == '`' || cp == '\\' || cp == '@' || cp == '~';
}

void norm_protect(norm_line *line, bool hints_only)
{
    uint32_t missing = 0;
    if (!(line->has & (NORM_SET(NORM_SIGN) | NORM_SET(NORM_HINT))))
        return;
    if (!(line->has & NORM_SET(NORM_HINT)) && !norm_has_sign(line, "`$\\<&(=:@/~.;{}[\""))
        return;
    if (!hints_only && norm_is_code_line(line)) {
        keep(line, 0, line->count);
        return;
    }
    size_t next = 0;
    NORM_EACH_MARK (line, NORM_SET(NORM_SIGN) | NORM_SET(NORM_HINT), m, i) {
        if (i < next || !(line->marks[m].class == NORM_HINT || begins_or_marks(line->marks[m].low)))
            continue;
        if (line->cells[i].cp == MARK_BASE) {
            next = hint_end(line, i);
            keep(line, i, next);
            for (size_t k = i; k < next; k++)
                line->cells[k].class = NORM_HINT;
        } else if (!hints_only && begins_or_marks(line->cells[i].cp)) {
            next = look_at(line, i, &missing);
        }
    }
}

/* mask.c - the rule mask: personal numbers and addresses become stars, all but what tells their kind.
 *
 *     110105199003071239   → 110105************   an identity number of the mainland whose check digit is right
 *     13812345678          → 138****5678          a mobile number of the mainland
 *     zhang.san@example.cn → z********@example.cn  a mail address
 * What is part of a longer number or word stays.  (The identity number above is made up; its check digit is right.)
 */
#include "normalize/line/context.h"
#include "normalize/work.h"

enum { ID = 18, ID_KEPT = 6, MOBILE = 11 };

static void star(norm_line *line, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        norm_put(line, i, '*', NORM_SIGN, NORM_RULE_MASK);
}

static bool is_alnum(const norm_cell *cell)
{
    return norm_is_digit(cell->cp) || norm_is_ascii_letter(cell->cp);
}

/* GB 11643: weights 2^(17-i) modulo 11; the check digit of 10 is X. */
static bool is_identity(const norm_line *line, size_t i)
{
    unsigned sum = 0, weight = 1;
    const norm_cell *cells = &line->cells[i];
    for (size_t k = ID; k > 0; k--, weight = weight * 2 % 11) {
        uint32_t cp = cells[k - 1].cp;
        bool ten = k == ID && (cp == 'X' || cp == 'x');
        if (!norm_is_digit(cp) && !ten)
            return false;
        sum += weight * (ten ? 10 : cp - '0');
    }
    unsigned month = (cells[10].cp - '0') * 10 + (cells[11].cp - '0');
    unsigned day = (cells[12].cp - '0') * 10 + (cells[13].cp - '0');
    return sum % 11 == 1 && cells[0].cp != '0' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static size_t word_length(const norm_line *line, size_t i)
{
    size_t n = 0;
    while (i + n < line->count && is_alnum(&line->cells[i + n]))
        n++;
    return n;
}

static bool is_mobile(const norm_line *line, size_t i)
{
    const norm_cell *cells = &line->cells[i];
    if (cells[0].cp != '1' || cells[1].cp < '3')
        return false;
    for (size_t k = 0; k < MOBILE; k++)
        if (!norm_is_digit(cells[k].cp))
            return false;
    return cells[-1].cp != '.' && cells[-1].cp != '-' && cells[MOBILE].cp != '-';
}

/* The @ at `i` of an address that protect.h found; stars from its second character on. */
static void mask_mail(norm_line *line, size_t i)
{
    size_t start = i;
    while (start > 0 && (line->cells[start - 1].flags & NORM_KEEP) &&
           (is_alnum(&line->cells[start - 1]) || line->cells[start - 1].cp == '.' || line->cells[start - 1].cp == '_' ||
            line->cells[start - 1].cp == '-' || line->cells[start - 1].cp == '+' || line->cells[start - 1].cp == '%'))
        start--;
    if (line->cells[i].flags & NORM_KEEP && start < i && norm_is_word(&line->cells[i + 1]))
        star(line, start + 1, i);
}

void norm_apply_mask(norm_work *work)
{
    norm_line *line = work->current;
    for (size_t i = 0, n; i < line->count; i += n ? n : 1) {
        n = word_length(line, i);
        if (n == ID && is_identity(line, i))
            star(line, i + ID_KEPT, i + ID);
        else if (n == MOBILE && is_mobile(line, i))
            star(line, i + 3, i + 7);
        if (line->cells[i + n].cp == '@')
            mask_mail(line, i + n);
    }
}

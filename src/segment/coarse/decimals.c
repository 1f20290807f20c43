/* decimals.c - joins decimals and rough numbers in Han digits, in the coarse grain.
 *
 * 点 between Han digits is the point of a decimal, or o'clock.  It is a point behind 百分之 and behind 零, and where a
 * measure word or 万 and the like follow; 十 behind it tells the minutes.  What may be either stays as it was cut.
 *
 *     七点|二个  →  七点二|个      百分之五|点|三  →  百分之五点三
 *     十五|六|歲  →  十五六|歲      晚上|七点|二十分  stays
 */
#include <string.h>

#include "segment/coarse/coarse.h"

static bool is_one_of(uint32_t character, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == character)
            return true;
    return false;
}

static bool is_digit(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    static const uint32_t digits[] = { U'〇', U'零', U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九' };
    return i < c->n && c->class[i] == SEG_NUMERAL &&
           is_one_of(seg_character_of(c, lex, i), digits, sizeof digits / sizeof *digits);
}

/* True when what stands at i is counted in decimals: measure words but those for people and of time, and 公里 and the
 * like. */
static bool is_measured(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    static const uint32_t whole[] = { U'人', U'名', U'位', U'分', U'刻', U'时', U'点' };
    static const uint32_t begins[] = { U'公', U'英', U'平', U'立', U'厘', U'毫', U'微', U'千', U'百', U'小' };
    if (i >= c->n)
        return false;
    uint32_t character = seg_character_of(c, lex, i);
    return (seg_role(c, lex, i) & SEG_ROLE_MEASURE && !is_one_of(character, whole, sizeof whole / sizeof *whole)) ||
           is_one_of(character, begins, sizeof begins / sizeof *begins);
}

/* Where the numerals begin that end before the point. */
static size_t numerals_before(const seg_clause *c, size_t point)
{
    size_t begin = point;
    while (begin > 0 && c->class[begin - 1] == SEG_NUMERAL)
        begin--;
    return begin;
}

/* True behind 百分之 and the like. */
static bool is_behind_share(const seg_clause *c, const seg_lexicon *lex, size_t i)
{
    return i >= 3 && c->class[i - 3] == SEG_NUMERAL && seg_character_of(c, lex, i - 2) == U'分' &&
           seg_character_of(c, lex, i - 1) == U'之';
}

/* Joins what stands before and behind the point if it is a decimal. */
static void join_decimal(seg_clause *c, const seg_lexicon *lex, size_t point)
{
    size_t begin = numerals_before(c, point), end = point + 1;
    while (is_digit(c, lex, end))
        end++;
    bool share = is_behind_share(c, lex, begin), decimal = share || seg_character_of(c, lex, begin) == U'零';
    size_t whole = end;
    while (end < c->n && c->class[end] == SEG_NUMERAL)
        end++;
    if ((whole < end && seg_character_of(c, lex, whole) == U'十') ||
        (begin > 0 && seg_character_of(c, lex, begin - 1) == U'第'))
        return;
    if (!(decimal || whole < end || is_measured(c, lex, end)) || seg_end_of_word(c, point) > end)
        return;
    begin -= share ? 3 : 0;
    for (size_t i = begin; i < end; i++)
        if (seg_is_users(c, i))
            return;
    memset(c->cut + begin, 0, end - begin);
    c->cut[end - 1] = 1;
    c->fine[end - 1] |= 1;
    if (begin > 0) {
        c->cut[begin - 1] = 1;
        c->fine[begin - 1] |= 1;
    }
}

/* Joins the numbers of which the second begins at i where they are one rough number: the digits about the cut follow
 * each other. */
static void join_rough_number(seg_clause *c, const seg_lexicon *lex, size_t i)
{
    static const uint32_t digits[] = { U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九' };
    uint32_t before = seg_character_of(c, lex, i - 1), after = seg_character_of(c, lex, i);
    before = before == U'两' ? U'二' : before;
    for (size_t k = 0; k + 1 < sizeof digits / sizeof *digits; k++)
        if (digits[k] == before && digits[k + 1] == after && c->cut[i] && !seg_is_users(c, i) &&
            !seg_is_users(c, i - 1))
            c->cut[i - 1] = 0;
}

void seg_join_decimals(seg_clause *c, const seg_lexicon *lex)
{
    for (size_t i = 0; i + 1 < c->n; i += 8) {
        uint64_t before = seg_eight_numerals(c, i - 1), here = seg_eight_numerals(c, i);
        uint64_t found = before & ((here & seg_eight(c->cut + i - 1)) | (seg_eight_numerals(c, i + 1) & ~here));
        for (; found; found &= found - 1) {
            size_t at = i + (size_t)__builtin_ctzll(found) / 8;
            if (at == 0 || at + 1 >= c->n)
                continue;
            if (seg_is_numeral(c, at))
                join_rough_number(c, lex, at);
            else if (seg_character_of(c, lex, at) == U'点' && is_digit(c, lex, at + 1))
                join_decimal(c, lex, at);
        }
    }
}

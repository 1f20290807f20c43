/* glance.c - see glance.h.
 *
 * Documentation is full of brackets with Latin in them: 文件(F), 开发环境(IDE), ls(1), [file], /usr.  Most can be told from
 * readings by what stands right before the bracket and by the first word in it, which no reading could start with.
 * Worked: "用户（active）" → no syllable ends in e after v… the last letter allows it, the letters do not: no.
 */
#include "lib/glance.h"

#include <string.h>

enum {
    FINAL = 1,  /* a pinyin syllable may end in this letter */
    GOES_ON = 2, /* may stand behind the first word of a reading */
    CLOSES = 4,  /* may end the bracket */
    CLOSING = 8  /* may stand between a base and its bracket */
};

static const unsigned char classes[128] = {
    ['a'] = FINAL, ['e'] = FINAL, ['i'] = FINAL, ['o'] = FINAL, ['u'] = FINAL, ['v'] = FINAL, ['n'] = FINAL,
    ['g'] = FINAL, ['r'] = FINAL, ['m'] = FINAL,
    ['0'] = GOES_ON, ['1'] = GOES_ON, ['2'] = GOES_ON, ['3'] = GOES_ON, ['4'] = GOES_ON, ['5'] = GOES_ON,
    ['6'] = GOES_ON, [' '] = GOES_ON, ['\''] = GOES_ON | CLOSING, ['-'] = GOES_ON, ['.'] = GOES_ON | CLOSING,
    [','] = GOES_ON | CLOSING, ['/'] = GOES_ON | CLOSES | CLOSING, [':'] = GOES_ON, [';'] = GOES_ON | CLOSING,
    ['|'] = GOES_ON | CLOSES, ['&'] = GOES_ON, ['`'] = GOES_ON | CLOSING, ['('] = 0,
    [')'] = CLOSES | CLOSING, [']'] = CLOSES | CLOSING, ['}'] = CLOSES, ['>'] = CLOSES | CLOSING, ['^'] = CLOSES | CLOSING,
    ['<'] = CLOSES, ['"'] = CLOSING, ['*'] = CLOSING, ['_'] = GOES_ON | CLOSING, ['~'] = CLOSING, ['!'] = CLOSING,
    ['?'] = CLOSING, ['{'] = CLOSING,
};

static bool is_letter(char c)
{
    return (unsigned char)((c | 32) - 'a') < 26;
}

static bool is_upper(char c)
{
    return (unsigned char)(c - 'A') < 26;
}

/* The character that ends before `p`, as its three bytes in one number; 0 when there are not so many. */
static uint32_t three_before(const char *start, const char *p)
{
    if (p - start < 3)
        return 0;
    return (uint32_t)(unsigned char)p[-3] << 16 | (uint32_t)(unsigned char)p[-2] << 8 | (unsigned char)p[-1];
}

/* The last character of a label, 拼音 读作 and so on. */
static bool ends_label(uint32_t three)
{
    switch (three) {
    case 0xE99FB3: case 0xE8AFBB: case 0xE8AE80: case 0xE4BD9C: case 0xE68890: case 0xE4B8BA: case 0xE782BA:
    case 0xE788B2: case 0xE5BFB5: case 0xE594B8: case 0xE8AFAD: case 0xE8AA9E: case 0xE8AF9D: case 0xE8A9B1:
    case 0xE68BBC: case 0xE7B2A4: case 0xE7B2B5: case 0xE699AE: case 0xE5A682: case 0xE58188: case 0xE58189:
    case 0xE58F88: case 0xE68896: case 0xE5819A:
        return true;
    default:
        return false;
    }
}

/* The full-width and other brackets whose last byte hp_scan() knows. */
static bool opens_wide(uint32_t three)
{
    switch (three) {
    case 0xEFBC88: case 0xEFBCBB: case 0xEFBD9B: case 0xEFBD9C: case 0xEFBC8F: case 0xEFBC9C: case 0xEFB999:
    case 0xE38090: case 0xE38094: case 0xE38088: case 0xE3808A: case 0xE281BD: case 0xE28CA9: case 0xE38096:
    case 0xE38098: case 0xE29FA8: case 0xEFB99D: case 0xEFBD9F:
        return true;
    default:
        return false;
    }
}

/* True when a base could end before the bracket that opens at `open`: a character, or what may stand behind one. */
static bool may_follow(const char *start, const char *open)
{
    if (open > start && open[-1] == ' ')
        open--;
    if (open == start)
        return false;
    unsigned char before = (unsigned char)open[-1];
    if (before >= 0x80)
        return true;
    if (!(classes[before] & CLOSING))
        return false;
    /* Behind a closing mark a character, another mark, or a tag's name. */
    return open - start > 1 && ((unsigned char)open[-2] >= 0x80 || classes[(unsigned char)open[-2]] & CLOSING ||
                                before == '>' || before == ')');
}

/* True when the first word at `at`, ASCII letters, could start a reading.  `names`: capitals may do so without tones. */
static bool may_read(const char *at, const char *end, bool names)
{
    const char *p = at;
    bool upper = false;
    for (; p < end && is_letter(*p); p++)
        upper = upper || is_upper(*p);
    if (p == end)
        return true;
    unsigned char stop = (unsigned char)*p, last = (unsigned char)p[-1] | 32;
    if (stop >= 0x80) {
        /* Another letter, or the full-width end of the bracket. */
        bool mark = stop < 0xE0;
        return mark || ((names || !upper) && classes[last] & FINAL);
    }
    if (classes[stop] & CLOSES && !(classes[stop] & GOES_ON))
        return (names || !upper) && classes[last] & FINAL;
    if (!(classes[stop] & GOES_ON))
        return false;
    /* A digit may close a syllable of Cantonese, and an apostrophe divides one of Wade-Giles. */
    return (stop >= '0' && stop <= '6') || stop == '\'' || stop == '`' || stop == '&' || stop == ':' ||
           classes[last] & FINAL;
}

bool hp_glance(const hp_finder *finder, const char *start, const char *at, const char *end)
{
    if (!is_letter(*at))
        return true;
    const char *open = at - 1;
    if (open > start && (*open == ' ' || *open == '.'))
        open--;
    unsigned char opener = (unsigned char)*open;
    if (opener == ':')
        return ends_label(three_before(start, open));
    if (opener >= 0x80) {
        uint32_t three = three_before(start, open + 1);
        if (three == 0xEFBC9A)
            return ends_label(three_before(start, open - 2));
        if (ends_label(three))
            return true;
        return opens_wide(three) && (three == 0xEFBD9C || (may_follow(start, open - 2) && may_read(at, end, finder->names)));
    }
    if (opener == '<')
        return (*at | 32) == 'r' || may_follow(start, open);
    if (opener == '/' || opener == '^')
        return open > start && ((unsigned char)open[-1] >= 0x80 || open[-1] == '>') && may_read(at, end, finder->names);
    if (opener == '|')
        return open > start && (unsigned char)open[-1] >= 0x80;
    bool template = open > start && (open[-1] == ']' || open[-1] == '^');
    return may_follow(start, open) && may_read(at, end, finder->names || template);
}

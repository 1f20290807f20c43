/* candidate_filter.c - see candidate_filter.h.
 *
 * Documentation is full of brackets with Latin in them: 文件(F), 开发环境(IDE), ls(1), [file], /usr.  Most can be told
 * from readings by what stands right before the bracket and by the first word in it, which no reading could start
 * with.
 * Worked: "用户（active）" → act… is no syllable and no two: no.
 */
#include "annotation/candidate_filter.h"

#include <string.h>

#include "annotation/bracket_kinds.h"
#include "annotation/label_words.h"
#include "annotation/search_parts.h"
#include "annotation/shapes/macro.h"
#include "text/bytes.h"

#define WORD_MAX 48  /* letters of a first word that are looked at */
#define REST_MAX 64  /* bytes behind it */
#define LABEL_MAX 36 /* bytes of labels, and of a first reading before a second label */

enum {
    FINAL = 1,   /* a pinyin syllable may end in this letter */
    GOES_ON = 2, /* may stand behind the first word of a reading */
    CLOSES = 4,  /* may end the bracket */
    CLOSING = 8  /* may stand between a base and its bracket */
};

static const unsigned char classes[128] = {
    ['a'] = FINAL,
    ['e'] = FINAL,
    ['i'] = FINAL,
    ['o'] = FINAL,
    ['u'] = FINAL,
    ['v'] = FINAL,
    ['n'] = FINAL,
    ['g'] = FINAL,
    ['r'] = FINAL,
    ['m'] = FINAL,
    ['0'] = GOES_ON,
    ['1'] = GOES_ON,
    ['2'] = GOES_ON,
    ['3'] = GOES_ON,
    ['4'] = GOES_ON,
    ['5'] = GOES_ON,
    ['6'] = GOES_ON,
    [' '] = GOES_ON,
    ['\''] = GOES_ON | CLOSING,
    ['-'] = GOES_ON,
    ['.'] = GOES_ON | CLOSING,
    [','] = GOES_ON | CLOSING,
    ['/'] = GOES_ON | CLOSES | CLOSING,
    [':'] = GOES_ON,
    [';'] = GOES_ON | CLOSING,
    ['|'] = GOES_ON | CLOSES,
    ['&'] = GOES_ON,
    ['`'] = GOES_ON | CLOSING,
    ['('] = 0,
    [')'] = CLOSES | CLOSING,
    [']'] = CLOSES | CLOSING,
    ['}'] = CLOSES,
    ['>'] = CLOSES | CLOSING,
    ['^'] = CLOSES | CLOSING,
    ['<'] = CLOSES,
    ['"'] = CLOSING,
    ['*'] = CLOSING,
    ['_'] = GOES_ON | CLOSING,
    ['~'] = CLOSING,
    ['!'] = CLOSING,
    ['?'] = CLOSING,
    ['{'] = CLOSING,
};

static bool is_letter(char c)
{
    return (unsigned char)((c | 32) - 'a') < 26;
}

static bool is_upper(char c)
{
    return (unsigned char)(c - 'A') < 26;
}

/* The character of three bytes that ends before `p`, or 0. */
static uint32_t wide_before(const char *start, const char *p)
{
    return p - start < 3 ? 0 : text_utf8_wide(p - 3);
}

/* True when a base could end before the bracket that opens at `open`: a character, or what may stand behind one. */
static bool may_follow(const char *start, const char *open)
{
    while (open > start && (open[-1] == '(' || open[-1] == '['))
        open--;
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

/* True when `len` letters at `word` are pinyin syllables in a row; an r may follow each.  The syllables m, n and ng
 * (呒, 嗯) count only where nothing else is before them: they would make readings of English words. */
static bool splits(const reading_table *readings, const char *word, size_t len)
{
    char folded[WORD_MAX + 1];
    uint64_t reached = 1; /* bit i: the letters before i are syllables */
    if (len > WORD_MAX)
        return true;
    for (size_t i = 0; i < len; i++)
        folded[i] = (char)(word[i] | 32);
    folded[len] = 0;
    size_t nasals = strspn(folded, "mng");
    for (size_t i = 0; i < len; i++) {
        if (!(reached >> i & 1))
            continue;
        if (i > 0 && folded[i] == 'r')
            reached |= UINT64_C(1) << (i + 1);
        size_t most = reading_starts_syllable(readings, folded + i) ? 6 : 1;
        uint64_t key = 0;
        for (size_t n = 1; n <= most && i + n <= len; n++) {
            key |= (uint64_t)(unsigned char)folded[i + n - 1] << 8 * (n - 1);
            if (classes[(unsigned char)folded[i + n - 1]] & FINAL && reading_of_key(readings, key) &&
                (i + n <= nasals || strspn(folded + i, "mng") < n))
                reached |= UINT64_C(1) << (i + n);
        }
    }
    return reached >> len & 1;
}

/* True when the letters are syllables of pinyin, or one of a romanisation whose tones are digits. */
static bool is_spelled(const reading_table *readings, const char *word, size_t len)
{
    char folded[8];
    if (splits(readings, word, len))
        return true;
    if (len > sizeof folded)
        return false;
    for (size_t i = 0; i < len; i++)
        folded[i] = (char)(word[i] | 32);
    return reading_find_syllable(readings, READING_JYUTPING, folded, len) ||
           reading_find_syllable(readings, READING_WADE, folded, len);
}

/* What the rest of a bracket has, as far as it decides. */
enum rest { PLAIN, DIGIT, MARK, OTHER };

/* E2 and these two bytes: an apostrophe, a hyphen, a blank, what is not seen, a digit above or below the line, a ratio
 * sign; not a quotation mark. */
static bool may_be_inside(unsigned char second, unsigned char third)
{
    return second == 0x80 ? (third | 3) != 0x9F : second == 0x81 || second == 0x82 || second == 0x88;
}

/* Looks at what is behind the first word: a digit or a letter with a mark, whichever is first; PLAIN when the bracket
 * closes before either; OTHER when a character of Chinese comes before that. */
static enum rest look_on(const char *p, const char *end)
{
    const char *limit = end - p > REST_MAX ? p + REST_MAX : end;
    for (; p < limit; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= '0' && c <= '6')
            return DIGIT;
        if (c == 0xE2 && end - p > 2 && annotation_bracket_closes(text_utf8_wide(p)))
            return PLAIN;
        if (c == 0xE2 && end - p > 2 && !may_be_inside((unsigned char)p[1], (unsigned char)p[2]))
            return OTHER;
        if (c >= 0x80 && (c < 0xE0 || c == 0xE1 || c == 0xE2 || c == 0xEE))
            return MARK;
        if (c >= 0xE4 && c <= 0xE9)
            return OTHER;
        if (c == 0xEF || c == 0xE3 || (classes[c & 0x7F] & CLOSES && c < 0x80 && c != '/' && c != '|'))
            return PLAIN; /* a full-width bracket or comma, most likely */
        if (c < 0x80 && !is_letter((char)c) && !(classes[c] & (GOES_ON | CLOSES)))
            return OTHER;
    }
    return OTHER;
}

/* True when the ASCII letters at `at`, right behind an opening bracket, could start a reading whose tones, if it has
 * any, are digits: letters with marks are places of their own.  `names`: capitals may go without tones; `strict`:
 * nothing may. */
static bool may_read(const annotation_finder *finder, const char *at, const char *end, bool names, bool strict)
{
    const char *p = at;
    bool upper = false;
    for (; p < end && is_letter(*p); p++)
        upper = upper || is_upper(*p);
    if (p == end)
        return true;
    unsigned char stop = (unsigned char)*p;
    size_t len = (size_t)(p - at);
    if (stop < 0x80 && !(classes[stop] & (CLOSES | GOES_ON)))
        return false;
    if (stop == '&')
        return true;
    if (stop == ':') /* pinyin: jyutping: py: … and nu:3 */
        return len > 1 && (memchr("pzbjmch", *at | 32, 7) || (p[-1] | 32) == 'u') &&
               !(end - p > 1 && p[1] == '/'); /* http:// */
    switch (look_on(p, end)) {
    case MARK:
        return true;
    case DIGIT: /* a cell of a table: A1 */
        if (len == 1 && upper && stop != ' ')
            return false;
        return stop == '\'' || stop == '`' || is_spelled(finder->readings, at, len);
    case PLAIN:
        return !strict && (names || !upper) && (stop == '\'' || splits(finder->readings, at, len));
    default:
        return false;
    }
}

/* True when a bracket opens shortly before `p`, behind which a label may stand. */
static bool is_in_bracket(const char *start, const char *p)
{
    for (const char *q = p; q > start && p - q < LABEL_MAX; q--) {
        unsigned char c = (unsigned char)q[-1];
        unsigned traits = c < 0x80 ? annotation_bracket_traits(c) : 0;
        if (q - start > 2 && ((unsigned char)q[-3] == 0xEF || ((unsigned char)q[-3] & 0xFE) == 0xE2))
            traits = annotation_bracket_traits(text_utf8_wide(q - 3));
        if (traits && !(traits & ANNOTATION_FENCE))
            return true;
    }
    return false;
}

/* True when labels inside a bracket end at `end`, all the characters there are before it. */
static bool follows_label(const char *start, const char *end)
{
    const char *p = end;
    uint32_t cp = 0;
    if (!is_in_bracket(start, end))
        return false;
    for (size_t n = 1; n > 0 && annotation_ends_label(wide_before(start, p)); p -= n)
        n = annotation_label_length_back((hp_span){ start, (size_t)(p - start) });
    return p < end && !(annotation_decode_back(start, p, &cp) > 0 && text_is_han(cp));
}

/* EF and these two bytes: a full-width small letter or an interlinear anchor. */
static bool is_wide_letter(unsigned char second, unsigned char third)
{
    return (second == 0xBD && third >= 0x81 && third <= 0x9A) || (second == 0xBF && third == 0xB9);
}

/* False when the bytes at `at`, where a letter with a mark or the like should be, are certainly none. */
static bool is_marked(const char *at, const char *end)
{
    unsigned char first = (unsigned char)*at;
    if (first == 0xC3 && end - at > 1) /* the signs × and ÷ */
        return (unsigned char)at[1] != 0x97 && (unsigned char)at[1] != 0xB7;
    return first != 0xEF || end - at < 3 || is_wide_letter((unsigned char)at[1], (unsigned char)at[2]);
}

/* A bracket of one byte that opens at `open`. */
static bool glance_ascii(const annotation_finder *finder, const char *start, const char *open, const char *at,
                         const char *end)
{
    bool glued = open > start && (unsigned char)open[-1] >= 0x80;
    bool template = open > start && (open[-1] == ']' || open[-1] == '^');
    switch (*open) {
    case ':':
        return annotation_ends_label(wide_before(start, open)) && follows_label(start, open);
    case '<':
        if ((*at | 32) == 'r')
            return true;
        if (*at == 's' && end - at > 1 && (at[1] == 'u' || at[1] == 'm'))
            return may_follow(start, open);
        return glued && may_read(finder, at, end, false, true);
    case '|':
        return glued;
    case '/':
    case '^':
        return (glued || (open > start && open[-1] == '>')) && may_read(finder, at, end, false, true);
    case '\\':
        return annotation_macro_base(at, end) != NULL;
    case '{':
        if (open > start && open[-1] == '{' && annotation_macro_base(at, end))
            return true;
        return (glued || template) && may_read(finder, at, end, template, !template);
    case '(':
    case '[':
        return may_follow(start, open) && may_read(finder, at, end, finder->names || template, false);
    default: /* one that annotation_next_candidate() does not tell from those above */
        return false;
    }
}

/* The length of the dot before `at`, which marks a neutral tone, where something is before that; 0 when there is none.
 */
static size_t dot_length(const char *start, const char *at)
{
    bool is_short = at - start > 2 && (memcmp(at - 2, "˙", 2) == 0 || memcmp(at - 2, "·", 2) == 0);
    return is_short ? 2 : at - start > 3 && annotation_is_neutral_dot(text_utf8_wide(at - 3)) ? 3 : 0;
}

bool annotation_may_be(const annotation_finder *finder, const char *start, const char *at, const char *end)
{
    bool apart = *at == ' ' || *at == '.';
    if (apart && (++at == end || !is_letter(*at)))
        return false; /* a letter with a mark would be a place of its own */
    if (!is_letter(*at))
        return is_marked(at, end);
    const char *open = at - 1 - apart;
    open -= dot_length(start, open + 1);
    if (!((unsigned char)*open & 0x80))
        return glance_ascii(finder, start, open, at, end);
    uint32_t cp = wide_before(start, open + 1);
    if (cp == U'：')
        return annotation_ends_label(wide_before(start, open - 2)) && follows_label(start, open - 2);
    if (annotation_ends_label(cp))
        return !apart && follows_label(start, open + 1);
    unsigned traits = annotation_bracket_traits(cp);
    if (cp == U'｜')
        return true;
    return traits && may_follow(start, open - 2) &&
           may_read(finder, at, end, finder->names, (traits & ANNOTATION_STRICT) != 0);
}

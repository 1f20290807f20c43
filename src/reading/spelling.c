/* spelling.c - see spelling.h.
 *
 * One table gives letter and tone of each character, sorted for binary search; combining marks change the letter
 * before them.  Worked: ɡ (U+0261) → g; ă (with a breve) → a, tone 3; "u:" → v.
 */
#include "reading/spelling.h"

#include <string.h>

#include "text/bytes.h"
#include "text/characters.h"
#include "text/utf8.h"

struct variant {
    uint16_t cp;
    char c;
    uint8_t tone;
    uint8_t flags;
};

#define UP READING_LETTER_UPPER
#define CARET READING_LETTER_CARET

/* Sorted by code point.  Breve and circumflex count as the caron's tone 3. */
static const struct variant variants[] = {
    { U'À', 'a', 4, UP },
    { U'Á', 'a', 2, UP },
    { U'Â', 'a', 3, UP },
    { U'È', 'e', 4, UP },
    { U'É', 'e', 2, UP },
    { U'Ê', 'e', 3, UP | CARET },
    { U'Ì', 'i', 4, UP },
    { U'Í', 'i', 2, UP },
    { U'Î', 'i', 3, UP },
    { U'Ò', 'o', 4, UP },
    { U'Ó', 'o', 2, UP },
    { U'Ô', 'o', 3, UP },
    { U'Ù', 'u', 4, UP },
    { U'Ú', 'u', 2, UP },
    { U'Û', 'u', 3, UP },
    { U'Ü', 'v', 0, UP },
    { U'à', 'a', 4, 0 },
    { U'á', 'a', 2, 0 },
    { U'â', 'a', 3, 0 },
    { U'è', 'e', 4, 0 },
    { U'é', 'e', 2, 0 },
    { U'ê', 'e', 3, CARET },
    { U'ì', 'i', 4, 0 },
    { U'í', 'i', 2, 0 },
    { U'î', 'i', 3, 0 },
    { U'ò', 'o', 4, 0 },
    { U'ó', 'o', 2, 0 },
    { U'ô', 'o', 3, 0 },
    { U'ù', 'u', 4, 0 },
    { U'ú', 'u', 2, 0 },
    { U'û', 'u', 3, 0 },
    { U'ü', 'v', 0, 0 },
    { U'Ā', 'a', 1, UP },
    { U'ā', 'a', 1, 0 },
    { U'Ă', 'a', 3, UP },
    { U'ă', 'a', 3, 0 },
    { U'Ē', 'e', 1, UP },
    { U'ē', 'e', 1, 0 },
    { U'Ĕ', 'e', 3, UP },
    { U'ĕ', 'e', 3, 0 },
    { U'Ě', 'e', 3, UP },
    { U'ě', 'e', 3, 0 },
    { U'Ī', 'i', 1, UP },
    { U'ī', 'i', 1, 0 },
    { U'Ĭ', 'i', 3, UP },
    { U'ĭ', 'i', 3, 0 },
    { U'ı', 'i', 0, 0 },
    { U'Ń', 'n', 2, UP },
    { U'ń', 'n', 2, 0 },
    { U'Ň', 'n', 3, UP },
    { U'ň', 'n', 3, 0 },
    { U'Ō', 'o', 1, UP },
    { U'ō', 'o', 1, 0 },
    { U'Ŏ', 'o', 3, UP },
    { U'ŏ', 'o', 3, 0 },
    { U'Ū', 'u', 1, UP },
    { U'ū', 'u', 1, 0 },
    { U'Ŭ', 'u', 3, UP },
    { U'ŭ', 'u', 3, 0 },
    { U'Ǎ', 'a', 3, UP },
    { U'ǎ', 'a', 3, 0 },
    { U'Ǐ', 'i', 3, UP },
    { U'ǐ', 'i', 3, 0 },
    { U'Ǒ', 'o', 3, UP },
    { U'ǒ', 'o', 3, 0 },
    { U'Ǔ', 'u', 3, UP },
    { U'ǔ', 'u', 3, 0 },
    { U'Ǖ', 'v', 1, UP },
    { U'ǖ', 'v', 1, 0 },
    { U'Ǘ', 'v', 2, UP },
    { U'ǘ', 'v', 2, 0 },
    { U'Ǚ', 'v', 3, UP },
    { U'ǚ', 'v', 3, 0 },
    { U'Ǜ', 'v', 4, UP },
    { U'ǜ', 'v', 4, 0 },
    { U'Ǹ', 'n', 4, UP },
    { U'ǹ', 'n', 4, 0 },
    { U'ɑ', 'a', 0, 0 },
    { U'ɡ', 'g', 0, 0 },
    /* Greek letters that look like Latin ones */
    { U'ά', 'a', 2, 0 },
    { U'ί', 'i', 2, 0 },
    { U'α', 'a', 0, 0 },
    { U'ε', 'e', 0, 0 },
    { U'ο', 'o', 0, 0 },
    { U'υ', 'u', 0, 0 },
    { U'ό', 'o', 2, 0 },
    /* Cyrillic ones */
    { U'а', 'a', 0, 0 },
    { U'е', 'e', 0, 0 },
    { U'о', 'o', 0, 0 },
    { U'р', 'p', 0, 0 },
    { U'с', 'c', 0, 0 },
    { U'у', 'y', 0, 0 },
    { U'х', 'x', 0, 0 },
    { U'ѐ', 'e', 4, 0 },
    { U'ѕ', 's', 0, 0 },
    { U'і', 'i', 0, 0 },
    { U'ј', 'j', 0, 0 },
    { U'һ', 'h', 0, 0 },
    { U'ԁ', 'd', 0, 0 },
    { U'ԛ', 'q', 0, 0 },
    { U'Ḿ', 'm', 2, UP },
    { U'ḿ', 'm', 2, 0 },
    { U'Ế', 'e', 2, UP | CARET },
    { U'ế', 'e', 2, CARET },
    { U'Ề', 'e', 4, UP | CARET },
    { U'ề', 'e', 4, CARET },
    { 0xE7C7, 'm', 2, 0 },
    { 0xE7C8, 'n', 4, 0 },
};

static const struct variant *find_variant(uint32_t cp)
{
    size_t low = 0, high = sizeof variants / sizeof variants[0];
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (variants[mid].cp == cp)
            return &variants[mid];
        if (variants[mid].cp < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* The tone that a spacing mark stands for, after a zhuyin symbol or a letter; 5 is the neutral tone; 0 for no mark. */
static unsigned mark_tone(uint32_t cp)
{
    switch (cp) {
    case 0x2C9: /* macron */
        return 1;
    case 0x2CA:
    case 0xB4: /* acute, and the accent that stands for it */
        return 2;
    case 0x2C7:
    case 0x2C5:
    case 0x2D8: /* caron; the down arrowhead and the breve are typed for it */
        return 3;
    case 0x2CB: /* grave */
        return 4;
    case 0x2D9:
    case 0xB7:
    case 0x2027:
    case 0x30FB: /* dot above, middle dots */
        return 5;
    default:
        return 0;
    }
}

bool reading_is_zhuyin_mark(uint32_t cp)
{
    return mark_tone(cp) != 0;
}

/* The tone that a combining mark stands for, or 0; 8 for the diaeresis. */
static unsigned combining_tone(uint32_t cp)
{
    switch (cp) {
    case 0x304:
        return 1;
    case 0x301:
    case 0x341:
        return 2;
    case 0x30C:
    case 0x306:
    case 0x302:
        return 3;
    case 0x300:
    case 0x340:
        return 4;
    case 0x308:
        return 8;
    default:
        return 0;
    }
}

/* A digit of any style as '0' to '9', or 0. */
static char digit_of(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (char)cp;
    if (cp >= 0xFF10 && cp <= 0xFF19)
        return (char)('0' + (cp - 0xFF10));
    if (cp == 0xB9)
        return '1';
    if (cp == 0xB2 || cp == 0xB3)
        return (char)('0' + (cp - 0xB0));
    if (cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079))
        return (char)('0' + (cp - 0x2070));
    if (cp >= 0x2080 && cp <= 0x2089)
        return (char)('0' + (cp - 0x2080));
    return 0;
}

/* The named references that pages write readings with. */
static uint32_t named_reference(hp_span name)
{
    static const struct {
        const char *name;
        uint16_t cp;
    } names[] = {
        { "aacute", 0xE1 }, { "agrave", 0xE0 },  { "amacr", 0x101 },  { "apos", '\'' },   { "eacute", 0xE9 },
        { "egrave", 0xE8 }, { "emacr", 0x113 },  { "ecaron", 0x11B }, { "iacute", 0xED }, { "igrave", 0xEC },
        { "imacr", 0x12B }, { "nbsp", 0xA0 },    { "ncaron", 0x148 }, { "oacute", 0xF3 }, { "ograve", 0xF2 },
        { "omacr", 0x14D }, { "rsquo", 0x2019 }, { "uacute", 0xFA },  { "ugrave", 0xF9 }, { "umacr", 0x16B },
        { "uuml", 0xFC },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (span_eq(name, span_of_string(names[i].name)))
            return names[i].cp;
    return 0;
}

/* Reads the number of a reference: decimal, or after x hexadecimal.  0 when it is none. */
static uint32_t numbered_reference(hp_span digits)
{
    uint32_t base = 10, n = 0;
    if (digits.len > 1 && (digits.ptr[0] | 32) == 'x') {
        base = 16;
        digits = (hp_span){ digits.ptr + 1, digits.len - 1 };
    }
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : (uint32_t)(c | 32) - 'a' + 10;
        if (d >= base || n > 0x10FFFF)
            return 0;
        n = n * base + d;
    }
    return n <= 0x10FFFF && (n < 0xD800 || n > 0xDFFF) ? n : 0;
}

/* Takes the next character off the front of *text, an HTML character reference being one.  0 at the end and before a
 * byte that is not valid UTF-8. */
static uint32_t next_character(hp_span *text)
{
    uint32_t cp = 0;
    size_t n = utf8_decode(*text, &cp);
    if (n == 0)
        return 0;
    if (cp == '&') {
        size_t within = text->len < 12 ? text->len : 12;
        const char *end = memchr(text->ptr, ';', within);
        size_t len = end ? (size_t)(end - text->ptr) : 0;
        hp_span name = { text->ptr + 1, len ? len - 1 : 0 };
        uint32_t meant = 0;
        if (name.len > 1 && name.ptr[0] == '#')
            meant = numbered_reference((hp_span){ name.ptr + 1, name.len - 1 });
        else if (name.len > 1)
            meant = named_reference(name);
        if (meant) {
            cp = meant;
            n = len + 1;
        }
    }
    *text = (hp_span){ text->ptr + n, text->len - n };
    return cp;
}

static bool is_quote(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x2BC || cp == '`' || cp == 0x2032 || cp == 0xFF07;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2014) || cp == '_' || cp == U'－' || cp == 0x2212;
}

static bool is_dot(uint32_t cp)
{
    return cp == '.' || cp == 0xB7 || cp == 0x2022 || cp == 0x30FB || cp == 0x2027 || cp == 0x2219 || cp == 0x22C5 ||
           cp == 0x2D9 || cp == U'．' || cp == 0xFF65;
}

/* What a separator leaves on the letter behind it, or 0. */
static uint8_t break_flags(uint32_t cp)
{
    if (is_quote(cp))
        return READING_LETTER_BREAK | READING_LETTER_QUOTE;
    if (is_dot(cp))
        return READING_LETTER_BREAK | READING_LETTER_DOT;
    return is_hyphen(cp) || cp == U'…' || text_is_inline_blank(cp) ? READING_LETTER_BREAK : 0;
}

static reading_letter letter_of(uint32_t cp)
{
    if (cp >= 0xFF21 && cp <= 0xFF5A)
        cp -= 0xFEE0;
    if (cp >= 'a' && cp <= 'z')
        return (reading_letter){ .c = (char)cp };
    if (cp >= 'A' && cp <= 'Z')
        return (reading_letter){ .c = (char)(cp + 32), .flags = READING_LETTER_UPPER };
    const struct variant *v = cp < 0x80 ? NULL : find_variant(cp);
    return v ? (reading_letter){ .c = v->c, .tone = v->tone, .flags = v->flags } : (reading_letter){ 0 };
}

/* Puts what follows a letter on it: a tone digit, a tone mark, a diaeresis.  False when `cp` is nothing of the kind. */
static bool modify(reading_letter *last, uint32_t cp)
{
    unsigned tone = combining_tone(cp);
    char digit = digit_of(cp);
    if (digit && digit <= '6' && !last->digit)
        last->digit = digit;
    else if (tone == 8 && last->c == 'u')
        last->c = 'v';
    else if (tone && tone < 8 && (!last->tone || last->flags & READING_LETTER_CARET)) {
        last->tone = (uint8_t)tone;
        if (cp == 0x302 && last->c == 'e')
            last->flags |= READING_LETTER_CARET;
    } else if (mark_tone(cp) && mark_tone(cp) < 5 && !last->digit)
        last->digit = (char)('0' + mark_tone(cp));
    else if ((cp == ':' || cp == U'：' || cp == 0xA8) && last->c == 'u')
        last->c = 'v';
    else
        return false;
    return true;
}

bool reading_parse_latin(hp_span text, reading_letter letters[READING_LETTERS_MAX], size_t *count)
{
    size_t n = 0;
    uint8_t before = 0;
    while (text.len > 0) {
        uint32_t cp = next_character(&text);
        reading_letter letter = letter_of(cp);
        if (cp == 0)
            return false;
        if (letter.c) {
            if (n == READING_LETTERS_MAX)
                return false;
            letter.flags |= before;
            letters[n++] = letter;
            before = 0;
        } else if (text_is_invisible(cp))
            continue;
        else if (!(n > 0 && !before && modify(&letters[n - 1], cp))) {
            uint8_t flags = break_flags(cp);
            if (!flags)
                return false;
            before |= flags;
        }
    }
    *count = n;
    if (!(before & READING_LETTER_QUOTE)) /* a hyphen, a blank or full stop may end anything */
        return n > 0;
    /* An apostrophe may be all that is left of a tone mark; one letter with it is a variable, a word in quotes a
     * word. */
    if (n < 2 || letters[0].flags & READING_LETTER_QUOTE)
        return false;
    letters[n - 1].flags |= READING_LETTER_LOST;
    return true;
}

/* Zhuyin symbols: initials U+3105..3119, medials U+3127..3129, finals the rest. */
static bool is_initial(uint32_t cp)
{
    return cp >= 0x3105 && cp <= 0x3119;
}

static bool is_medial(uint32_t cp)
{
    return cp >= 0x3127 && cp <= 0x3129;
}

/* True when symbol `cp` cannot belong to the syllable that holds `s` so far. */
static bool starts_syllable(const reading_symbols *s, uint32_t cp)
{
    if (s->len == 0)
        return false;
    uint32_t last = 0x3104u + (unsigned char)s->name[s->len - 1];
    if (s->len == 3 || s->marked || is_initial(cp))
        /* ㄇ and ㄫ close the interjections hm and hng */
        return !(cp == U'ㄇ' && last == U'ㄏ' && s->len == 1 && !s->marked);
    if (is_medial(cp))
        return !is_initial(last);
    return !is_initial(last) && !is_medial(last);
}

bool reading_parse_zhuyin(hp_span text, reading_symbols syllables[READING_SYMBOLS_MAX], size_t *count)
{
    size_t n = 0;
    bool apart = true, neutral = false, is_zhuyin = false;
    while (text.len > 0) {
        uint32_t cp = next_character(&text);
        is_zhuyin = is_zhuyin || text_is_zhuyin(cp);
        if (cp == U'一') /* typed for ㄧ, which looks the same where text runs from left to right */
            cp = U'ㄧ';
        unsigned tone = mark_tone(cp);
        char digit = digit_of(cp);
        reading_symbols *last = n > 0 && !apart ? &syllables[n - 1] : NULL;
        if (text_is_zhuyin(cp)) {
            if (!last || starts_syllable(last, cp)) {
                if (n == READING_SYMBOLS_MAX)
                    return false;
                syllables[n++] = (reading_symbols){ .tone = neutral ? 5 : 1, .marked = false };
                last = &syllables[n - 1];
            }
            last->name[last->len++] = (char)(cp - 0x3104);
            apart = neutral = false;
        } else if (digit >= '1' && digit <= '5' && last && !last->marked) {
            last->tone = (uint8_t)(digit - '0');
            last->marked = true;
        } else if (tone && last && !last->marked && last->tone == 1) {
            last->tone = (uint8_t)tone;
            last->marked = true;
        } else if (tone == 5)
            neutral = true;
        else if (text_is_inline_blank(cp) || is_hyphen(cp))
            apart = true;
        else if (!text_is_invisible(cp))
            return false;
    }
    *count = n;
    return is_zhuyin && !neutral;
}

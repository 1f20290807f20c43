/* characters.c - fills the table of classes from stretches of code points; see characters.h.
 *
 * Later rows win over earlier ones, so a block comes first and its exceptions after it.  What is lively is listed the
 * other way round: everything is, but for the stretches named here, of which a test proves against ICU that
 * their characters stay in NFC, have no combining class, and are in no composition but first.
 */
#include "normalize/line/characters.h"

#include <string.h>

struct stretch {
    uint32_t first, last;
    uint8_t class;
};

static const struct stretch letters[] = {
    { 0, 0x1F, NORM_CONTROL },        { '\t', '\t', NORM_BLANK },        { 0, 0, NORM_OTHER },
    { '\n', '\n', NORM_OTHER },       { '\v', '\r', NORM_LINE_END },     { 0x1B, 0x1B, NORM_OTHER },
    { ' ', ' ', NORM_BLANK },         { '!', '~', NORM_SIGN },           { '0', '9', NORM_DIGIT },
    { 'A', 'Z', NORM_LATIN },         { 'a', 'z', NORM_LATIN },          { 0x7F, 0x9F, NORM_CONTROL },
    { 0x85, 0x85, NORM_LINE_END },    { 0xA0, 0xA0, NORM_BLANK },        { 0xAD, 0xAD, NORM_INVISIBLE },
    { 0xB7, 0xB7, NORM_DASH },        { 0xC0, 0xD6, NORM_LATIN },        { 0xD8, 0xF6, NORM_LATIN },
    { 0xF8, 0x2AF, NORM_LATIN },      { 0x300, 0x36F, NORM_MARK },       { 0x370, 0x1CFF, NORM_LETTER },
    { 0x483, 0x489, NORM_MARK },      { 0x591, 0x5BD, NORM_MARK },       { 0x610, 0x61A, NORM_MARK },
    { 0x61C, 0x61C, NORM_INVISIBLE }, { 0x64B, 0x65F, NORM_MARK },       { 0x94D, 0x94D, NORM_MARK },
    { 0x1100, 0x11FF, NORM_HANGUL },  { 0x180B, 0x180D, NORM_SELECTOR }, { 0x180E, 0x180E, NORM_INVISIBLE },
    { 0x1AB0, 0x1AFF, NORM_MARK },    { 0x1DC0, 0x1DFF, NORM_MARK },     { 0x1E00, 0x1EFF, NORM_LATIN },
    { 0x1F00, 0x1FFF, NORM_LETTER },  { 0x2C00, 0x2DFF, NORM_LETTER },   { 0xA4D0, 0xABFF, NORM_LETTER },
    { 0xA960, 0xA97F, NORM_HANGUL },  { 0xAC00, 0xD7FF, NORM_HANGUL },   { 0xFB07, 0xFDFF, NORM_LETTER },
    { 0xFE70, 0xFEFC, NORM_LETTER },  { 0xFE20, 0xFE2F, NORM_MARK },     { 0x20D0, 0x20FF, NORM_MARK },
};

static const struct stretch signs[] = {
    { 0x2000, 0x200A, NORM_BLANK },    { 0x200B, 0x200F, NORM_INVISIBLE }, { 0x2010, 0x2015, NORM_DASH },
    { 0x2018, 0x2019, NORM_CURLY },    { 0x201C, 0x201D, NORM_CURLY },     { 0x2022, 0x2027, NORM_DASH },
    { 0x2028, 0x2029, NORM_LINE_END }, { 0x202A, 0x202E, NORM_INVISIBLE }, { 0x202F, 0x202F, NORM_BLANK },
    { 0x205F, 0x205F, NORM_BLANK },    { 0x2060, 0x2060, NORM_INVISIBLE }, { 0x2066, 0x206F, NORM_INVISIBLE },
    { 0x2190, 0x21FF, NORM_EMOJI },    { 0x2300, 0x23FF, NORM_EMOJI },     { 0x25A0, 0x27BF, NORM_EMOJI },
    { 0x2900, 0x297F, NORM_EMOJI },    { 0x2B00, 0x2BFF, NORM_EMOJI },
};

static const struct stretch chinese[] = {
    { 0x2E80, 0x2FDF, NORM_RADICAL }, { 0x3000, 0x3000, NORM_BLANK },  { U'、', U'。', NORM_STOP },
    { 0x3005, 0x3007, NORM_HAN },     { U'〈', U'】', NORM_OPEN },     { U'〉', U'〉', NORM_CLOSE },
    { U'》', U'》', NORM_CLOSE },     { U'」', U'」', NORM_CLOSE },    { U'』', U'』', NORM_CLOSE },
    { U'】', U'】', NORM_CLOSE },     { U'〔', U'〛', NORM_OPEN },     { U'〕', U'〕', NORM_CLOSE },
    { U'〗', U'〗', NORM_CLOSE },     { U'〙', U'〙', NORM_CLOSE },    { U'〛', U'〛', NORM_CLOSE },
    { 0x301C, 0x301C, NORM_DASH },    { 0x301D, 0x301D, NORM_OPEN },   { 0x301E, 0x301F, NORM_CLOSE },
    { 0x3021, 0x3029, NORM_HAN },     { 0x302A, 0x302F, NORM_MARK },   { 0x3030, 0x3030, NORM_EMOJI },
    { 0x303D, 0x303D, NORM_EMOJI },   { 0x3041, 0x3096, NORM_KANA },   { 0x3099, 0x309A, NORM_MARK },
    { 0x309D, 0x309F, NORM_KANA },    { 0x30A1, 0x30FA, NORM_KANA },   { U'・', U'・', NORM_DASH },
    { 0x30FC, 0x30FF, NORM_KANA },    { 0x3105, 0x312F, NORM_HAN },    { 0x3131, 0x318E, NORM_HANGUL },
    { 0x31A0, 0x31BF, NORM_HAN },     { 0x31F0, 0x31FF, NORM_KANA },   { 0x3297, 0x3297, NORM_EMOJI },
    { 0x3299, 0x3299, NORM_EMOJI },   { 0x3400, 0x4DBF, NORM_HAN },    { 0x4E00, 0x9FFF, NORM_HAN },
    { 0xE000, 0xF8FF, NORM_PRIVATE }, { 0xF900, 0xFAFF, NORM_COMPAT }, { 0xFA0E, 0xFA0F, NORM_HAN },
    { 0xFA11, 0xFA11, NORM_HAN },     { 0xFA13, 0xFA14, NORM_HAN },    { 0xFA1F, 0xFA1F, NORM_HAN },
    { 0xFA21, 0xFA21, NORM_HAN },     { 0xFA23, 0xFA24, NORM_HAN },    { 0xFA27, 0xFA29, NORM_HAN },
};

static const struct stretch widths[] = {
    { 0xFB00, 0xFB06, NORM_LIGATURE }, { 0xFE00, 0xFE0F, NORM_SELECTOR },  { 0xFE10, 0xFE19, NORM_FORM },
    { 0xFE30, 0xFE6F, NORM_FORM },     { 0xFEFF, 0xFEFF, NORM_INVISIBLE }, { 0xFF01, 0xFF5E, NORM_FULL },
    { U'！', U'！', NORM_STOP },       { U'（', U'（', NORM_OPEN },        { U'）', U'）', NORM_CLOSE },
    { U'，', U'，', NORM_STOP },       { U'：', U'；', NORM_STOP },        { U'？', U'？', NORM_STOP },
    { U'［', U'［', NORM_OPEN },       { U'］', U'］', NORM_CLOSE },       { U'｛', U'｛', NORM_OPEN },
    { U'｝', U'｝', NORM_CLOSE },      { U'～', U'～', NORM_DASH },        { 0xFF5F, 0xFF5F, NORM_OPEN },
    { 0xFF60, 0xFF60, NORM_CLOSE },    { 0xFF61, 0xFF9F, NORM_HALF },      { 0xFFA0, 0xFFDC, NORM_HANGUL },
    { 0xFFF9, 0xFFFB, NORM_HINT },     { 0xFFFC, 0xFFFC, NORM_INVISIBLE },
};

/* What no normal form NFC changes, and what is in no composition but first. */
static const uint32_t quiet[][2] = {
    { 0, 0x2FF },       { 0x375, 0x37D },   { 0x388, 0x482 },   { 0x2010, 0x205F },
    { 0x2100, 0x2125 }, { 0x212C, 0x2328 }, { 0x232B, 0x2ADB }, { 0x2ADD, 0x2BFF },
    { 0x2E80, 0x3029 }, { 0x3030, 0x3098 }, { 0x309B, 0xA66E }, { 0xAC00, 0xD7A3 },
    { 0xE000, 0xF8FF }, { 0xFB00, 0xFB06 }, { 0xFE00, 0xFE19 }, { 0xFE30, 0xFFFF },
};

static void fill(norm_characters *c, const struct stretch *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        memset(c->plane + rows[i].first, rows[i].class, rows[i].last - rows[i].first + 1);
}

void norm_characters_fill(norm_characters *c)
{
    memset(c->plane, NORM_OTHER, sizeof c->plane);
    fill(c, letters, sizeof letters / sizeof *letters);
    fill(c, signs, sizeof signs / sizeof *signs);
    fill(c, chinese, sizeof chinese / sizeof *chinese);
    fill(c, widths, sizeof widths / sizeof *widths);
    size_t next = 0;
    for (uint32_t cp = 0; cp < 0x10000; cp++) {
        while (next < sizeof quiet / sizeof *quiet && cp > quiet[next][1])
            next++;
        if (next == sizeof quiet / sizeof *quiet || cp < quiet[next][0])
            c->plane[cp] |= NORM_LIVELY;
    }
}

uint8_t norm_character_above(uint32_t cp)
{
    if (cp >= 0x20000 && cp <= 0x3FFFD)
        return cp >= 0x2F800 && cp <= 0x2FA1F ? NORM_COMPAT | NORM_LIVELY : NORM_HAN;
    if (cp >= 0x1F000 && cp <= 0x1FAFF)
        return NORM_EMOJI;
    if (cp >= 0xE0100 && cp <= 0xE01EF)
        return NORM_SELECTOR;
    if (cp >= 0xE0000 && cp <= 0xE007F)
        return NORM_INVISIBLE;
    if (cp >= 0xF0000)
        return NORM_OTHER;
    if (cp >= 0x1AFF0 && cp <= 0x1B16F)
        return NORM_KANA;
    return cp < 0x1D000 ? NORM_LETTER | NORM_LIVELY : NORM_OTHER | NORM_LIVELY;
}

/* cells_compile.c - what each character is to the segmentation: an id of its own, or one of a kind.
 *
 * Guarantees: ids in descending order of frequency, so that what is common lies together; the same id for all
 * characters that fold to one.  Kinds come from Unicode's properties, as ICU has them.
 *
 *     長, 长 → the id of 长      é → SEG_CELL_LETTER      U+FE0F → SEG_CELL_MARK
 */
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "segment/clause.h"
#include "segment/compile/cells_compile.h"
#include "segment/sections.h"
#include "text/buffer.h"
#include "text/map/string_map.h"
#include "text/memory.h"
#include "text/utf8.h"

/* False when ICU could not load its properties of emoji: u_hasBinaryProperty() has no way to say so. */
static bool has_emoji(void)
{
    UErrorCode code = U_ZERO_ERROR;
    u_getBinaryPropertySet(UCHAR_EXTENDED_PICTOGRAPHIC, &code);
    return U_SUCCESS(code);
}

/* What a character that is in no word is. */
static uint16_t kind_of(uint32_t cp)
{
    UChar32 c = (UChar32)cp;
    int8_t type = u_charType(c);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (u_isUWhiteSpace(c) || type == U_SPACE_SEPARATOR || cp == 0 || type == U_CONTROL_CHAR || cp == 0xFEFF)
        return SEG_CELL_BLANK;
    if (cp == 0x200D)
        return SEG_CELL_JOINER;
    if (cp >= 0x1F1E6 && cp <= 0x1F1FF)
        return SEG_CELL_FLAG;
    if ((cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0020 && cp <= 0xE007F))
        return SEG_CELL_MARK;
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK ||
        type == U_FORMAT_CHAR)
        return SEG_CELL_MARK;
    if (cp > 0xFF && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) && script != USCRIPT_HAN && cp != U'〰' &&
        cp != U'〽')
        return SEG_CELL_EMOJI;
    if (type == U_DECIMAL_DIGIT_NUMBER)
        return SEG_CELL_DIGIT;
    if (script == USCRIPT_HAN)
        return SEG_CELL_HAN;
    if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || cp == U'ー' || script == USCRIPT_BOPOMOFO)
        return SEG_CELL_KANA;
    if (script == USCRIPT_HANGUL)
        return SEG_CELL_HANGUL;
    if (u_isUAlphabetic(c))
        return SEG_CELL_LETTER;
    if (type == U_OTHER_SYMBOL || type == U_MATH_SYMBOL || type == U_CURRENCY_SYMBOL || type == U_MODIFIER_SYMBOL ||
        type == U_DASH_PUNCTUATION || type == U_CONNECTOR_PUNCTUATION || type == U_OTHER_NUMBER ||
        type == U_LETTER_NUMBER)
        return SEG_CELL_SYMBOL;
    if (u_ispunct(c))
        return strchr("./%&*@#", (int)(cp < 0x80 ? cp : '!')) || cp == 0xB7 || cp == 0x2022 || cp == 0x2027 ||
                       cp == 0x30FB
                   ? SEG_CELL_SYMBOL
                   : SEG_CELL_BREAK;
    return SEG_CELL_UNKNOWN;
}

static uint8_t class_of(uint32_t cp, uint16_t kind)
{
    static const char numerals[] = "〇零一二两三四五六七八九十百千万亿几数";
    hp_span left = { numerals, sizeof numerals - 1 };
    uint32_t c;
    for (size_t n; (n = utf8_decode(left, &c)) > 0; left.ptr += n, left.len -= n)
        if (c == cp)
            return SEG_NUMERAL;
    return kind == SEG_CELL_HAN ? SEG_HAN : kind == SEG_CELL_BREAK ? SEG_BREAK : SEG_SYMBOL;
}

typedef struct {
    uint32_t cp;
    double weight;
} rank;

static int by_weight(const void *a, const void *b)
{
    const rank *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->cp < y->cp ? -1 : x->cp > y->cp;
}

/* Writes the cells of 256 characters each as a page, every different page once, and which page each 256 have. */
static bool put_pages(const seg_lexicon_source *lex, const uint16_t *kinds, hp_buf *pages, hp_buf *cells)
{
    string_map different = { 0 };
    bool good = true;
    for (uint32_t page = 0; good && page < SEG_SOURCE_CODE_POINTS >> 8; page++) {
        char bytes[512];
        for (uint32_t k = 0; k < 256; k++) {
            uint32_t cp = page << 8 | k, folded = lex->fold[cp];
            uint16_t cell = lex->id[folded] ? lex->id[folded] : kinds[cp];
            bytes[2 * k] = (char)cell;
            bytes[2 * k + 1] = (char)(cell >> 8);
        }
        uint32_t number = string_map_add(&different, (hp_span){ bytes, sizeof bytes });
        good = number != 0;
        bytes_put_u16(pages, (uint16_t)(number - 1));
    }
    hp_buf_append(cells, (hp_span){ different.texts.ptr, different.texts.len });
    string_map_free(&different);
    return good;
}

bool seg_compile_cells(seg_lexicon_source *lex, hp_buf parts[4])
{
    hp_buf *pages = &parts[0], *cells = &parts[1], *classes = &parts[2], *names = &parts[3];
    rank *ranks = memory_new(SEG_SOURCE_CODE_POINTS * sizeof *ranks);
    uint16_t *kinds = memory_new(SEG_SOURCE_CODE_POINTS * sizeof *kinds);
    size_t count = 0;
    uint32_t next = SEG_FIRST_ID;
    if (!ranks || !kinds || !has_emoji())
        return false;
    for (uint32_t cp = 0; cp < SEG_SOURCE_CODE_POINTS; cp++) {
        kinds[cp] = kind_of(cp);
        bool own = lex->weight[cp] > 0 ||
                   ((kinds[cp] == SEG_CELL_BREAK || kinds[cp] == SEG_CELL_SYMBOL) && cp < 0x10000);
        if (own && lex->fold[cp] == cp)
            ranks[count++] = (rank){ cp, lex->weight[cp] };
    }
    qsort(ranks, count, sizeof *ranks, by_weight);
    for (uint32_t i = 0; i < SEG_FIRST_ID; i++) {
        hp_buf_append(classes, (hp_span){ "", 1 });
        bytes_put_u32(names, 0);
    }
    for (size_t i = 0; i < count && next < 60000; i++) {
        char class = (char)class_of(ranks[i].cp, kinds[ranks[i].cp]);
        lex->id[ranks[i].cp] = (uint16_t)next++;
        hp_buf_append(classes, (hp_span){ &class, 1 });
        bytes_put_u32(names, ranks[i].cp);
    }
    bool good = put_pages(lex, kinds, pages, cells);
    memory_free(ranks);
    memory_free(kinds);
    lex->string_id = (uint16_t)next;
    for (size_t i = 0; i < lex->strings.count; i++, next++) {
        char class = SEG_LATIN;
        hp_buf_append(classes, (hp_span){ &class, 1 });
        bytes_put_u32(names, 0);
    }
    lex->ids = next;
    return good && next < SEG_IDS;
}

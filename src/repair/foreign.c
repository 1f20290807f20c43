/* foreign.c - see foreign.h.
 *
 * A stretch ends where a sentence or a quotation does: 。！？；「」『』“”《》.  It is Japanese when it has kana other
 * than の, or two characters that only Japanese writes (対 by itself may be a slip).  In a document with few other
 * Simplified characters it is a quotation when it has some of them and no Traditional one.  An address goes up to a
 * blank or bracket; Chinese is a part of it only behind a sign.
 * Worked: 他說「国会の議員です」。 has one Japanese stretch, inside the quotation marks; in //example.org/wiki/无 后 the
 * 无 belongs to the address.
 */
#include "repair/foreign.h"

#include <string.h>

#include "text/utf8.h"

static bool is_kana(uint32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x3096 && cp != U'の') || (cp >= 0x30A1 && cp <= 0x30FA) ||
           (cp >= 0xFF66 && cp <= 0xFF9D && cp != 0xFF70);
}

static bool ends_stretch(uint32_t cp)
{
    switch (cp) {
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'“':
    case U'”':
    case U'《':
    case U'》':
        return true;
    default:
        return false;
    }
}

/* Goes over the stretch that starts at the end of the last one. */
static void look_at_stretch(repair_foreign *f)
{
    size_t simplified = 0, traditional = 0, japanese = 0;
    bool kana = false;
    while (f->end < f->text.len) {
        uint32_t cp = 0;
        size_t n = utf8_decode((hp_span){ f->text.ptr + f->end, f->text.len - f->end }, &cp);
        f->end += n ? n : 1;
        unsigned flags = repair_is_han(cp) ? repair_look_up(f->lexicon, cp).flags : 0;
        simplified += (flags & FIX_SIMPLIFIED) != 0;
        traditional += (flags & FIX_TRADITIONAL) != 0;
        japanese += (flags & FIX_JAPANESE) != 0;
        kana = kana || is_kana(cp);
        if (ends_stretch(cp))
            break;
    }
    f->foreign = kana || japanese > 1 || (simplified >= f->quoted && traditional == 0);
}

/* Finds the next "//" before a letter. */
static void find_address(repair_foreign *f, size_t from)
{
    const char *at = from < f->text.len ? memmem(f->text.ptr + from, f->text.len - from, "//", 2) : NULL;
    f->address = f->address_end = at ? (size_t)(at - f->text.ptr) : f->text.len;
    size_t i = f->address + 2;
    bool sign = false;
    for (; at && i < f->text.len; i++) {
        unsigned char c = (unsigned char)f->text.ptr[i];
        if (c <= ' ' || strchr("[]()<>\"'|", c) || (c == 0xE3 && !sign) || (c >= 0xE4 && c <= 0xE9 && !sign) ||
            c == 0xEF)
            break;
        sign = c >= 0x80 ? sign : !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }
    f->address_end = at ? i : f->text.len;
}

repair_foreign repair_foreign_start(const repair_lexicon *lexicon, hp_span text, unsigned quoted)
{
    repair_foreign f = { .lexicon = lexicon, .text = text, .quoted = quoted };
    find_address(&f, 0);
    return f;
}

bool repair_foreign_has(repair_foreign *f, size_t at)
{
    while (f->address < f->text.len && f->address_end <= at)
        find_address(f, f->address_end > f->address + 2 ? f->address_end : f->address + 2);
    if (at > f->address && at < f->address_end)
        return true;
    while (f->end <= at && f->end < f->text.len)
        look_at_stretch(f);
    return f->foreign;
}

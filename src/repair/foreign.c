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

/* The length of the character at the start of `text`, any bytes, and itself where it has three bytes. */
static inline size_t take_wide(hp_span text, uint32_t *cp)
{
    const unsigned char *c = (const unsigned char *)text.ptr;
    if (c[0] < 0x80)
        return 1;
    if (c[0] > 0xE2 && c[0] < 0xF0 && text.len >= 3 && text_utf8_goes_on_twice(text.ptr)) {
        *cp = text_utf8_wide(text.ptr);
        return 3;
    }
    size_t n = utf8_decode(text, cp);
    return n ? n : 1;
}

/* What was met in a stretch. */
struct met {
    size_t simplified;
    unsigned once, twice; /* flags that one character has, and that several have */
};

static inline void meet(struct met *met, unsigned flags)
{
    met->simplified += (flags & FIX_SIMPLIFIED) != 0;
    met->twice |= met->once & flags;
    met->once |= flags;
}

/* Passes over characters from U+4000 to U+9FFF, which are Han characters all of them; returns where they end. */
static inline size_t meet_han(const repair_lexicon *l, struct met *met, hp_span text, size_t from)
{
    const unsigned char *at = (const unsigned char *)text.ptr + from, *end = (const unsigned char *)text.ptr + text.len;
    for (; end - at >= 3 && at[0] >= 0xE4 && at[0] <= 0xE9 && text_utf8_goes_on_twice((const char *)at); at += 3)
        meet(met, repair_flags(l, text_utf8_wide((const char *)at)));
    return (size_t)(at - (const unsigned char *)text.ptr);
}

/* Goes over the stretch that starts at the end of the last one. */
static void look_at_stretch(repair_foreign *f)
{
    size_t end = f->end;
    struct met met = { 0 };
    bool kana = false, ended = false;
    while (!ended && (end = meet_han(f->lexicon, &met, f->text, end)) < f->text.len) {
        uint32_t cp = 0; /* of others than those of three bytes, which say nothing */
        end += take_wide((hp_span){ f->text.ptr + end, f->text.len - end }, &cp);
        if (repair_is_han(cp)) {
            meet(&met, repair_flags(f->lexicon, cp));
        } else if (cp != 0) {
            kana = kana || is_kana(cp);
            ended = ends_stretch(cp);
        }
    }
    f->end = end;
    f->foreign = kana || met.twice & FIX_JAPANESE || (met.simplified >= f->quoted && !(met.once & FIX_TRADITIONAL));
}

/* The place of the next "//" from `from` on; NULL where there is none. */
static const char *find_slashes(hp_span text, size_t from)
{
    const char *end = text.ptr + text.len, *at = text.ptr + (from < text.len ? from : text.len);
    while ((at = at < end ? memchr(at, '/', (size_t)(end - at)) : NULL) && !(end - at > 1 && at[1] == '/'))
        at++;
    return at;
}

/* Finds the next "//" before a letter. */
static void find_address(repair_foreign *f, size_t from)
{
    const char *at = find_slashes(f->text, from);
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

bool repair_foreign_find(repair_foreign *f, size_t at)
{
    while (f->address < f->text.len && f->address_end <= at)
        find_address(f, f->address_end > f->address + 2 ? f->address_end : f->address + 2);
    if (at > f->address && at < f->address_end) {
        f->until = f->address_end;
        return f->answer = true;
    }
    while (f->end <= at && f->end < f->text.len)
        look_at_stretch(f);
    f->until = f->address >= at && f->address < f->end ? f->address + 1 : f->end;
    return f->answer = f->foreign;
}

/* census.c - see census.h. */
#include "detect/census.h"

#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

enum { PAGE = 256 };

/* Gives the page back, as zeros. */
static void put_away(census *c, uint32_t *page)
{
    if (c->spare_count == c->spare_room) {
        uint32_t **spare = memory_grow(c->spare, &c->spare_room, 64, sizeof *spare);
        if (!spare) {
            memory_free(page);
            return;
        }
        c->spare = spare;
    }
    memset(page, 0, PAGE * sizeof *page);
    c->spare[c->spare_count++] = page;
}

void census_start(census *c)
{
    for (size_t i = 0; i < c->met_count; i++) {
        put_away(c, c->pages[c->met[i]]);
        c->pages[c->met[i]] = NULL;
    }
    for (size_t i = 0; i < c->words.met_count; i++)
        c->words.times[c->words.met[i]] = 0;
    c->met_count = c->words.met_count = 0;
    c->invalid = 0;
    c->failed = false;
}

/* A page for characters from `number` * PAGE on; NULL when memory is out. */
static uint32_t *make_page(census *c, uint32_t number)
{
    uint32_t *page = c->spare_count ? c->spare[--c->spare_count] : memory_zeroed(PAGE, sizeof *page);
    c->pages[number] = page;
    if (page)
        c->met[c->met_count++] = (uint16_t)number;
    return page;
}

static inline bool count(census *c, uint32_t cp)
{
    uint32_t *page = c->pages[cp >> 8];
    if (!page && !(page = make_page(c, cp >> 8)))
        return false;
    page[cp & 0xFF]++;
    return true;
}

/* Counts the ASCII characters that start at `p`; returns where they end.  By turns in two lists: blanks and dashes come
 * in rows, and adding to a number that has just been written waits for it. */
static const unsigned char *count_ascii(uint32_t lists[2][128], const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 2 && p[0] < 0x80 && p[1] < 0x80) {
        lists[0][p[0]]++;
        lists[1][p[1]]++;
        p += 2;
    }
    while (p < end && *p < 0x80)
        lists[0][*p++]++;
    return p;
}

/* Four bytes, the first in the lowest place; zeros behind the end. */
static inline uint32_t four_at(const unsigned char *p, const unsigned char *end)
{
    uint32_t bytes = 0;
    if (end - p > 3)
        return bytes_u32((const char *)p);
    for (unsigned i = 0; p + i < end; i++)
        bytes |= (uint32_t)p[i] << 8 * i;
    return bytes;
}

/* Counts ASCII and wide characters, which are E3 to E9 or EF and two bytes more, and the words that start with them, up
 * to what is neither; *at goes there.  The two take turns so often that which one is next is computed, not asked; only
 * where four bytes of ASCII stand together they are counted by themselves. */
static bool count_common(census *c, const detect_words *words, uint32_t ascii[2][128], const unsigned char **at,
                         const unsigned char *end)
{
    const unsigned char *p = *at;
    uint32_t before = 0;
    bool good = true;
    while (p < end && good) {
        uint32_t bytes = four_at(p, end);
        if (!(bytes & 0x80808080)) {
            p = count_ascii(ascii, p, end);
            before = 0;
            continue;
        }
        uint32_t wide = (bytes & 0x0F) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
        uint32_t is_wide = (bytes & 0xC0C0F0) == 0x8080E0 && (wide - 0x3000 < 0x7000 || wide >= 0xF000);
        uint32_t cp = (wide & -is_wide) | (bytes & 0xFF & (is_wide - 1));
        if (!is_wide && bytes & 0x80)
            break;
        good = count(c, cp);
        p += 1 + 2 * is_wide;
        if (words && detect_may_start(words, before, cp))
            detect_count_word(words, &c->words, before, cp, (hp_span){ (const char *)p, (size_t)(end - p) });
        before = cp;
    }
    *at = p;
    return good;
}

void census_add(census *c, const detect_words *words, hp_span text)
{
    const unsigned char *p = (const unsigned char *)text.ptr, *end = p + text.len;
    uint32_t ascii[2][128] = { { 0 } };
    bool good = c->pages[0] || make_page(c, 0);
    while (p < end && good) {
        const unsigned char *start = p;
        good = count_common(c, words, ascii, &p, end);
        if (p > start || !good)
            continue;
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ (const char *)p, (size_t)(end - p) }, &cp);
        good = n == 0 || count(c, cp);
        c->invalid += n == 0;
        p += n ? n : 1;
    }
    for (size_t i = 0; good && i < 128; i++)
        c->pages[0][i] += ascii[0][i] + ascii[1][i];
    c->failed = c->failed || !good;
}

uint64_t census_between(const census *c, uint32_t first, uint32_t last)
{
    uint64_t n = 0;
    for (uint32_t cp = first; cp <= last; cp++) {
        const uint32_t *page = c->pages[cp >> 8];
        if (page)
            n += page[cp & 0xFF];
        else
            cp |= 0xFF;
    }
    return n;
}

void census_free(census *c)
{
    for (size_t i = 0; i < c->met_count; i++)
        memory_free(c->pages[c->met[i]]);
    for (size_t i = 0; i < c->spare_count; i++)
        memory_free(c->spare[i]);
    memory_free(c->spare);
}

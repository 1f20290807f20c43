/* character_classes.c - see character_classes.h.
 *
 * OpenCC's rows of characters say which belong together: Simplified 发 with 發 and 髮.  A Traditional character whose
 * Simplified form has one other Traditional form is a variant of that (産 of 產).
 * Worked: "后 TAB 後 后" makes one class, 后 shared, 後 one that has a shared form.
 */
#include "repair/compile/character_classes.h"

#include "data/source_lines.h"
#include "repair/sections.h"
#include "text/bytes.h"
#include "text/utf8.h"

enum { VALUES = 16 };

/* A row of characters: the first, and those behind it. */
struct row {
    uint32_t key, values[VALUES];
    size_t count, lesser; /* from that one on they stand behind a second TAB */
};

uint16_t repair_class_of(repair_classes *c, uint32_t cp)
{
    while (c->parent[cp] != cp) {
        c->parent[cp] = c->parent[c->parent[cp]];
        cp = c->parent[cp];
    }
    return (uint16_t)cp;
}

static void join(repair_classes *c, uint32_t a, uint32_t b)
{
    uint16_t x = repair_class_of(c, a), y = repair_class_of(c, b);
    c->joined[a] = c->joined[b] = true;
    if (x != y)
        c->parent[x < y ? y : x] = x < y ? x : y;
}

/* Takes a line of characters apart; what is outside the plane, or longer than a character, is left out.  False when
 * nothing is left. */
static bool take_row(hp_span line, struct row *row)
{
    hp_span key, word;
    *row = (struct row){ .lesser = VALUES };
    if (!text_take_field(&line, &key) || utf8_decode(key, &row->key) != key.len || row->key >= REPAIR_UNITS)
        return false;
    while (line.len > 0 && row->count < VALUES) {
        size_t n = 0;
        if (line.ptr[0] == '\t')
            row->lesser = row->count;
        while (n < line.len && line.ptr[n] != ' ' && line.ptr[n] != '\t')
            n++;
        word = (hp_span){ line.ptr, n };
        span_take(&line, n < line.len ? n + 1 : n, &(hp_span){ 0 });
        uint32_t cp;
        if (word.len > 0 && utf8_decode(word, &cp) == word.len && cp < REPAIR_UNITS)
            row->values[row->count++] = cp;
    }
    return row->count > 0;
}

static bool has(const struct row *row, uint32_t cp)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->values[i] == cp)
            return true;
    return false;
}

typedef void use_row(repair_classes *classes, const struct row *row);

static bool read_rows(repair_classes *c, const char *dir, const char *file, use_row *use)
{
    source_lines text;
    hp_span line;
    struct row row;
    if (!source_lines_open(&text, dir, file))
        return false;
    while (source_lines_next(&text, &line))
        if (take_row(line, &row))
            use(c, &row);
    source_lines_close(&text);
    return true;
}

static void use_simplified(repair_classes *c, const struct row *row)
{
    bool shared = has(row, row->key);
    for (size_t i = 0; i < row->count; i++) {
        join(c, row->key, row->values[i]);
        if (shared && row->values[i] != row->key)
            c->flags[row->values[i]] |= FIX_HAS_SHARED;
        if (row->count > 1 && row->values[i] != row->key)
            c->flags[row->values[i]] |= FIX_CHOICE;
        c->flags[row->values[i]] |= i > 0 ? FIX_CHOSEN : 0;
    }
    if (row->count == 1 && shared)
        return;
    c->usual[row->key] = (uint16_t)row->values[0];
    c->flags[row->key] |= shared ? FIX_SHARED : FIX_SIMPLIFIED;
}

/* A character that is some other's Traditional form is none of Simplified text only.  What stands first in a row, or is
 * its key, need not be chosen. */
static void use_values(repair_classes *c, const struct row *row)
{
    c->flags[row->key] &= (uint16_t)~FIX_CHOSEN;
    c->flags[row->values[0]] &= (uint16_t)~FIX_CHOSEN;
    for (size_t i = 0; i < row->count; i++)
        if (row->values[i] != row->key && c->flags[row->values[i]] & FIX_SIMPLIFIED)
            c->flags[row->values[i]] = (uint16_t)((c->flags[row->values[i]] & ~FIX_SIMPLIFIED) | FIX_SHARED);
}

static void set_standard(repair_classes *c, uint32_t variant, uint32_t standard)
{
    if (variant != standard && c->standard[variant] == variant)
        c->standard[variant] = c->standard[standard];
}

static void use_traditional(repair_classes *c, const struct row *row)
{
    uint32_t simplified = row->values[0], usual = c->usual[simplified];
    for (size_t i = 0; i < row->count; i++)
        if (c->flags[row->values[i]] & (FIX_SIMPLIFIED | FIX_SHARED))
            join(c, row->key, row->values[i]);
    if (simplified == row->key)
        return;
    c->has_simple[row->key] = true;
    if (!has(row, row->key))
        c->flags[row->key] |= FIX_TRADITIONAL;
    /* 産 is no form that 产 has, and 產 is the only one. */
    if (usual && c->flags[simplified] & FIX_SIMPLIFIED && !(c->flags[usual] & FIX_CHOICE) &&
        !(c->flags[row->key] & (FIX_SIMPLIFIED | FIX_SHARED)))
        set_standard(c, row->key, usual);
}

/* The set of the standard form `cp`, made when there is none. */
static uint16_t set_of(repair_classes *c, uint32_t cp)
{
    if (c->set[cp] == 0 && c->set_count + 1 < REPAIR_SETS) {
        c->set[cp] = (uint16_t)++c->set_count;
    }
    return c->set[cp];
}

static void use_region(repair_classes *c, const struct row *row, size_t region)
{
    uint32_t form = row->values[0], standard = c->standard[row->key];
    /* 么 is Taiwan's form of 幺, but in Simplified text 麼; 群 is Simplified for 羣 itself. */
    bool simplified = c->flags[form] & (FIX_SHARED | FIX_SIMPLIFIED);
    if (form == row->key || (simplified && repair_class_of(c, form) != repair_class_of(c, row->key)))
        return;
    c->flags[form] &= (uint16_t)~FIX_SIMPLIFIED;
    join(c, row->key, form);
    uint16_t *forms = c->regions[set_of(c, standard)];
    for (size_t i = 0; i < FIX_REGIONS && forms[0] == 0; i++)
        forms[i] = (uint16_t)standard;
    forms[region] = (uint16_t)form;
    set_standard(c, form, standard);
    c->set[form] = c->set[standard];
}

static void use_taiwan(repair_classes *c, const struct row *row)
{
    use_region(c, row, 1);
}

static void use_hong_kong(repair_classes *c, const struct row *row)
{
    use_region(c, row, 2);
}

/* A row of Japanese forms and the Chinese ones. */
static void use_japanese(repair_classes *c, const struct row *row)
{
    if (c->parent[row->key] == row->key && c->flags[row->key] == 0 && !c->joined[row->key])
        c->flags[row->key] = FIX_JAPANESE;
}

/* A row of fix-variants.tsv: the standard form, and those that are as right. */
static void use_variants(repair_classes *c, const struct row *row)
{
    uint32_t standard = c->standard[row->key];
    if (row->lesser > 0)
        set_of(c, standard);
    for (size_t i = 0; i < row->count; i++) {
        uint32_t form = row->values[i];
        join(c, standard, form);
        if (i >= row->lesser) {
            c->flags[form] |= FIX_LESSER;
            continue;
        }
        c->flags[form] &= (uint16_t)~FIX_SIMPLIFIED;
        c->standard[form] = (uint16_t)standard;
        c->set[form] = c->set[standard];
    }
}

/* A row of fix-wrong-forms.tsv: the form that converters give, and the right ones. */
static void use_wrong(repair_classes *c, const struct row *row)
{
    for (size_t i = 0; i < row->count; i++)
        join(c, row->key, row->values[i]);
    c->flags[row->key] |= FIX_CHOICE | FIX_KNOWN;
}

/* Flags the characters that stand first in the lines of a table. */
static bool read_flagged(repair_classes *c, const char *dicts, const char *file, uint16_t flag)
{
    source_lines text;
    hp_span line, one;
    uint32_t cp = 0;
    if (!source_lines_open(&text, dicts, file))
        return false;
    while (source_lines_next(&text, &line))
        if (text_take_field(&line, &one) && utf8_decode(one, &cp) == one.len && cp < REPAIR_UNITS)
            c->flags[cp] |= flag;
    source_lines_close(&text);
    return true;
}

/* A variant of a variant, and flags that hold for a set. */
static void settle(repair_classes *c)
{
    for (uint32_t cp = 0; cp < REPAIR_UNITS; cp++) {
        while (c->standard[c->standard[cp]] != c->standard[cp])
            c->standard[cp] = c->standard[c->standard[cp]];
        if (c->standard[cp] != cp) {
            uint16_t *forms = c->regions[set_of(c, c->standard[cp])];
            /* 産 is 產 in every region. */
            for (size_t i = 0; i < FIX_REGIONS && c->set[cp] == 0; i++)
                forms[i] = forms[i] ? forms[i] : c->standard[cp];
            c->set[cp] = c->set[c->standard[cp]];
            c->flags[cp] |= c->flags[c->standard[cp]] & (FIX_CHOICE | FIX_HAS_SHARED);
        }
    }
}

bool repair_classes_read(repair_classes *c, const char *opencc, const char *dicts)
{
    for (uint32_t cp = 0; cp < REPAIR_UNITS; cp++)
        c->parent[cp] = c->standard[cp] = (uint16_t)cp;
    bool good = read_rows(c, opencc, "STCharacters.txt", use_simplified) &&
                read_rows(c, opencc, "STCharacters.txt", use_values) &&
                read_rows(c, opencc, "TSCharacters.txt", use_traditional) &&
                read_rows(c, opencc, "TWVariants.txt", use_taiwan) &&
                read_rows(c, opencc, "HKVariants.txt", use_hong_kong) &&
                read_rows(c, opencc, "JPShinjitaiCharacters.txt", use_japanese) &&
                read_rows(c, dicts, "fix-variants.tsv", use_variants) &&
                read_rows(c, dicts, "fix-wrong-forms.tsv", use_wrong) &&
                read_flagged(c, dicts, "fix-loose.tsv", FIX_LOOSE) &&
                read_flagged(c, dicts, "fix-surnames.tsv", FIX_SURNAME);
    if (good)
        settle(c);
    return good;
}

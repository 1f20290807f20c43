/* readings.c - look-ups in the compiled readings; see readings.h.
 *
 *     section "syllables":  u32 Mandarin syllables, u32 all syllables, then 24 bytes each:
 *                           name (8), zhuyin (8), Wade-Giles (8), NUL-padded
 *     section "readings":   u32 pages, u32 pool length, u16 page number + 1 (or 0) for each cp >> 8 below U+34000,
 *                           u16 entries, 256 a page: where in the pool the character's list stands; u16 pool of
 *                           lists, each a count and so many readings; the empty one stands at 0
 *     section "words":      u32 character, three u32 characters of the word it is read as, 0 where that has only two
 *
 * The spellings go into two hash tables at open, so that the file holds one list of syllables and nothing derived.
 * Worked: key "guó" → 8-byte little-endian number → reading guo2; reading_find_fit(國, guo, 2) → READING_FIT_EXACT.
 */
#include "reading/readings.h"

#include <string.h>

#include "data/data_file.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

#define RECORD 24u
#define FIELD 8u
#define WORD 16u
#define PLANES 0x340u
#define HEAD (8u + 2u * PLANES)
#define MOST 63u    /* readings of a character */
#define SLOTS 8192u /* more than twice the spellings of either table */

struct slot {
    uint64_t key; /* 0: empty */
    uint32_t value;
};

struct reading_table {
    hp_span syllables; /* the records */
    unsigned mandarin, all;
    const char *index, *entries, *pool;
    size_t pages, pool_len;
    hp_span words;
    uint32_t starts[26];      /* pinyin's first letter → bits of its second letters */
    struct slot names[SLOTS]; /* system and spelling → syllable */
    struct slot keys[SLOTS];  /* pinyin with its mark → reading */
};

const char *reading_system_name(reading_system system)
{
    static const char *const names[READING_SYSTEMS] = { "pinyin", "zhuyin", "jyutping", "wade-giles" };
    return names[system];
}

static size_t key_slot(uint64_t key)
{
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 51);
}

static uint32_t slot_get(const struct slot *table, uint64_t key)
{
    size_t i = key_slot(key);
    while (table[i].key != 0 && table[i].key != key)
        i = (i + 1) & (SLOTS - 1);
    return table[i].key == key ? table[i].value : 0;
}

/* Keeps the first value of a key.  The tables are never full: see SLOTS and check_sizes(). */
static void slot_put(struct slot *table, uint64_t key, uint32_t value)
{
    size_t i = key_slot(key);
    while (table[i].key != 0 && table[i].key != key)
        i = (i + 1) & (SLOTS - 1);
    if (table[i].key == 0)
        table[i] = (struct slot){ key, value };
}

/* The bytes of a spelling, 8 at most, as a number: little-endian on every machine, so that the highest byte is free
 * where there are 7, and the number is that of reading_of_key(). */
static uint64_t pack(const char *spelling, size_t len)
{
    char bytes[FIELD] = { 0 };
    memcpy(bytes, spelling, len);
    return bytes_u64(bytes);
}

/* Packs a spelling of at most 7 bytes under its system; 0 when it is empty or longer. */
static uint64_t name_key(reading_system system, const char *name, size_t len)
{
    if (len == 0 || len > FIELD - 1)
        return 0;
    return pack(name, len) ^ (uint64_t)(system + 1) << 56;
}

static size_t field_length(const char *field)
{
    const char *end = memchr(field, 0, FIELD);
    return end ? (size_t)(end - field) : FIELD;
}

/* The letter that bears the mark: a or e, the o of ou, else the last vowel; where there is none, the first of m, n,
 * ng. */
static size_t marked_letter(const char *name, size_t len)
{
    size_t last = len;
    for (size_t i = 0; i < len; i++) {
        if (strchr("aeE", name[i]) || (name[i] == 'o' && i + 1 < len && name[i + 1] == 'u'))
            return i;
        if (strchr("iouv", name[i]))
            last = i;
    }
    return last < len ? last : name[0] == 'h' ? 1 : 0;
}

/* Writes the letter with the mark of `tone` to `to` and returns the length; 0 where Unicode has no single character. */
static size_t put_marked(char letter, unsigned tone, char *to)
{
    static const char letters[] = "aeiouvnm";
    static const uint16_t marked[][4] = {
        { U'ā', U'á', U'ǎ', U'à' }, { U'ē', U'é', U'ě', U'è' }, { U'ī', U'í', U'ǐ', U'ì' }, { U'ō', U'ó', U'ǒ', U'ò' },
        { U'ū', U'ú', U'ǔ', U'ù' }, { U'ǖ', U'ǘ', U'ǚ', U'ǜ' }, { 0, U'ń', U'ň', U'ǹ' },    { 0, U'ḿ', 0, 0 },
    };
    const char *at = letter ? strchr(letters, letter) : NULL;
    uint16_t cp = at ? marked[at - letters][tone - 1] : 0;
    return cp ? utf8_encode(cp, to) : 0;
}

/* Enters the pinyin of one syllable with each mark, where it fits 8 bytes, and bare in ASCII. */
static void put_keys(reading_table *r, const char *name, size_t len, unsigned syllable)
{
    size_t mark = marked_letter(name, len);
    for (unsigned tone = 1; tone <= 4; tone++) {
        char bytes[FIELD + 8];
        size_t n = 0, at = 0;
        for (; at < len && n <= FIELD; at++) {
            size_t wrote = 1;
            if (at == mark)
                wrote = put_marked(name[at], tone, bytes + n);
            else if (name[at] == 'v')
                wrote = utf8_encode(U'ü', bytes + n);
            else
                bytes[n] = name[at];
            if (wrote == 0)
                break;
            n += wrote;
        }
        if (at < len || n > FIELD)
            continue;
        slot_put(r->keys, pack(bytes, n), syllable << 3 | tone);
    }
    if (!memchr(name, 'E', len))
        slot_put(r->keys, pack(name, len), syllable << 3);
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Enters every spelling of every syllable. */
static void fill_tables(reading_table *r)
{
    for (unsigned i = 0; i < r->all; i++) {
        const char *record = r->syllables.ptr + (size_t)i * RECORD;
        size_t len = field_length(record);
        bool mandarin = i < r->mandarin;
        uint64_t key = name_key(mandarin ? READING_PINYIN : READING_JYUTPING, record, len);
        if (key == 0)
            continue;
        slot_put(r->names, key, i + 1);
        if (!mandarin)
            continue;
        if (len > 1 && is_letter(record[0]) && is_letter(record[1]))
            r->starts[record[0] - 'a'] |= 1u << (record[1] - 'a');
        put_keys(r, record, len, i + 1);
        key = name_key(READING_ZHUYIN, record + FIELD, field_length(record + FIELD));
        if (key)
            slot_put(r->names, key, i + 1);
        key = name_key(READING_WADE, record + 2 * FIELD, field_length(record + 2 * FIELD));
        if (key)
            slot_put(r->names, key, i + 1);
    }
}

/* lue and nue are common for lüe and nüe, which have no other syllable beside them. */
static void put_aliases(reading_table *r)
{
    static const char alias[2][2][4] = { { "lue", "lve" }, { "nue", "nve" } };
    for (size_t i = 0; i < 2; i++) {
        unsigned syllable = reading_find_syllable(r, READING_PINYIN, alias[i][1], 3);
        if (syllable)
            slot_put(r->names, name_key(READING_PINYIN, alias[i][0], 3), syllable);
    }
}

static hp_status check_sizes(reading_table *r, hp_span syllables, hp_span readings, hp_error *err)
{
    if (syllables.len < 8 || readings.len < HEAD)
        return error_set(err, HP_BAD_DATA, 0, "the readings in the data file are cut short");
    r->mandarin = bytes_u32(syllables.ptr);
    r->all = bytes_u32(syllables.ptr + 4);
    r->syllables = (hp_span){ syllables.ptr + 8, syllables.len - 8 };
    r->pages = bytes_u32(readings.ptr);
    r->pool_len = bytes_u32(readings.ptr + 4);
    /* A table takes at most five keys a syllable. */
    if (r->mandarin > r->all || r->all > SLOTS / 4 || r->mandarin > SLOTS / 8 ||
        r->syllables.len != (size_t)r->all * RECORD)
        return error_set(err, HP_BAD_DATA, 0, "the syllables in the data file are damaged");
    if (r->pages > PLANES || readings.len != HEAD + r->pages * 512 + r->pool_len * 2)
        return error_set(err, HP_BAD_DATA, 0, "the readings in the data file are damaged or of another version");
    r->index = readings.ptr + 8;
    r->entries = readings.ptr + HEAD;
    r->pool = r->entries + r->pages * 512;
    return HP_OK;
}

hp_status reading_table_open(reading_table **out, const hp_data *data, hp_error *err)
{
    hp_span syllables, readings, words;
    *out = NULL;
    hp_status st = data_section_by_name(data, "syllables", &syllables, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "readings", &readings, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "words", &words, err);
    if (st != HP_OK)
        return st;
    reading_table *r = memory_zeroed(1, sizeof *r);
    if (!r)
        return error_set_memory(err);
    st = check_sizes(r, syllables, readings, err);
    if (st == HP_OK) {
        r->words = words;
        fill_tables(r);
        put_aliases(r);
        *out = r;
    } else
        memory_free(r);
    return st;
}

void reading_table_free(reading_table *readings)
{
    memory_free(readings);
}

unsigned reading_find_syllable(const reading_table *readings, reading_system system, const char *name, size_t len)
{
    uint64_t key = name_key(system, name, len);
    return key ? slot_get(readings->names, key) : 0;
}

bool reading_starts_syllable(const reading_table *readings, const char name[2])
{
    return is_letter(name[0]) && is_letter(name[1]) && readings->starts[name[0] - 'a'] >> (name[1] - 'a') & 1;
}

unsigned reading_of_key(const reading_table *readings, uint64_t key)
{
    return key ? slot_get(readings->keys, key) : 0;
}

size_t reading_word(const reading_table *readings, uint32_t cp, uint32_t word[3])
{
    for (size_t at = 0; at + WORD <= readings->words.len; at += WORD) {
        const char *record = readings->words.ptr + at;
        if (bytes_u32(record) != cp)
            continue;
        for (size_t i = 0; i < 3; i++)
            word[i] = bytes_u32(record + 4 * (i + 1));
        return word[2] ? 3 : 2;
    }
    return 0;
}

/* The readings of `cp`, two bytes each, and their number. */
static const char *readings_of(const reading_table *readings, uint32_t cp, size_t *count)
{
    *count = 0;
    if (cp >> 8 >= PLANES)
        return NULL;
    unsigned page = bytes_u16(readings->index + 2 * (cp >> 8));
    if (page == 0 || page > readings->pages)
        return NULL;
    size_t place = bytes_u16(readings->entries + 2 * (((size_t)page - 1) * 256 + (cp & 0xFF)));
    if (place >= readings->pool_len)
        return NULL;
    size_t n = bytes_u16(readings->pool + 2 * place);
    if (n > MOST || n > readings->pool_len - place - 1)
        return NULL;
    *count = n;
    return readings->pool + 2 * (place + 1);
}

reading_fit reading_find_fit(const reading_table *readings, uint32_t cp, unsigned syllable, unsigned tone)
{
    reading_fit fit = READING_FIT_NONE;
    size_t count;
    const char *codes = readings_of(readings, cp, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned code = bytes_u16(codes + 2 * i);
        if (code == (syllable << 3 | tone))
            return READING_FIT_EXACT;
        if (code >> 3 == syllable)
            fit = READING_FIT_BASE;
    }
    return fit;
}

unsigned reading_exact(const reading_table *readings, const char *p, size_t len, uint32_t cp)
{
    if (len == 0 || len > FIELD || p[len - 1] == 0) /* a NUL would count as the end of a shorter spelling */
        return 0;
    uint64_t key = bytes_u64(p) & ~UINT64_C(0) >> 8 * (FIELD - len);
    uint32_t code = slot_get(readings->keys, key);
    size_t count = 0;
    const char *codes = code ? readings_of(readings, cp, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (bytes_u16(codes + 2 * i) == code)
            return code;
    return 0;
}

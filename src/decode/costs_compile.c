/* costs_compile.c - the section "decode.costs": how common characters and pairs are, and what bytes mean.
 *
 * Shares of Han characters are a mixture: jieba's words (Simplified), the essay's (Traditional), and the transcripts
 * counted in decode-characters.tsv; the other rows of that table stand for themselves.  Pairs are those inside words.
 * What two bytes mean is asked of ICU, with the corrections of decode_settled().
 * Worked: 的 has 4 % of Chinese text → cost -16 ln 0.04 = 51.
 */
#include "decode/costs_compile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/costs.h"
#include "decode/icu_converter.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { UNITS = 0x10000, LISTS = 2, PAIR_ROOM = 1 << 21, COST_MAX = 250 };

/* What share of Chinese text is Han: the word lists have hardly anything else. */
static const double han_share = 0.85;

/* A list of words with frequencies. */
struct list {
    double *count; /* by unit */
    double total;
};

struct pair {
    uint32_t key; /* first unit << 16 | second */
    double share;
};

struct model {
    struct list lists[LISTS];
    double *hant, *hans, *own; /* shares by unit, from the table of ours */
    struct pair *pairs;        /* open addressing; share 0: free */
    size_t pair_count;
};

static void *must(void *memory)
{
    if (!memory) {
        fputs("hanpipe-mkdict: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static double *new_shares(void)
{
    return must(memory_zeroed(UNITS, sizeof(double)));
}

/* Adds to the share of a pair; false once the table is as full as it may be. */
static bool add_pair(struct model *model, unsigned first, unsigned second, double share)
{
    uint32_t key = (uint32_t)first << 16 | second;
    size_t i = decode_pair_hash(first, second) & (PAIR_ROOM - 1);
    while (model->pairs[i].share > 0 && model->pairs[i].key != key)
        i = (i + 1) & (PAIR_ROOM - 1);
    if (model->pairs[i].share == 0 && model->pair_count++ > PAIR_ROOM / 4 * 3)
        return false;
    model->pairs[i].key = key;
    model->pairs[i].share += share;
    return true;
}

/* Reads "word SEPARATOR count ..." lines twice: `pairs` first false, for the total, then true. */
static bool read_words(struct model *model, struct list *list, const char *dir, const char *name, char separator,
                       bool pairs)
{
    source_lines text;
    hp_span line;
    bool good = source_lines_open(&text, dir, name);
    while (good && source_lines_next(&text, &line)) {
        const char *end = memchr(line.ptr, separator, line.len);
        double count = end ? strtod(end + 1, NULL) : 0;
        hp_span word = { line.ptr, end ? (size_t)(end - line.ptr) : 0 };
        unsigned before = 0;
        for (uint32_t cp; count > 0 && word.len > 0;) {
            size_t n = utf8_decode(word, &cp);
            if (n == 0)
                break;
            unsigned unit = decode_unit(cp);
            word = (hp_span){ word.ptr + n, word.len - n };
            if (!pairs) {
                list->count[unit] += count;
                list->total += count;
            } else if (before && decode_is_han(before) && decode_is_han(unit))
                good = add_pair(model, before, unit, count / list->total / LISTS);
            before = unit;
        }
    }
    if (good && !pairs)
        source_lines_close(&text);
    return good;
}

static bool read_list(struct model *model, size_t i, const char *dir, const char *name, char separator)
{
    model->lists[i].count = new_shares();
    return read_words(model, &model->lists[i], dir, name, separator, false) &&
           read_words(model, &model->lists[i], dir, name, separator, true);
}

/* Gives each character of a row's third column its share; A..B is a range. */
static bool read_row(const source_lines *text, hp_span chars, double share, double *shares)
{
    uint32_t first = 0, cp;
    while (chars.len > 0) {
        bool range = first && chars.len > 2 && memcmp(chars.ptr, "..", 2) == 0;
        if (range)
            chars = (hp_span){ chars.ptr + 2, chars.len - 2 };
        size_t n = utf8_decode(chars, &cp);
        if (n == 0)
            return source_lines_complain(text, "invalid UTF-8");
        chars = (hp_span){ chars.ptr + n, chars.len - n };
        for (uint32_t c = range ? first : cp; c <= cp; c++)
            if (shares[decode_unit(c)] < share)
                shares[decode_unit(c)] = share;
        first = cp;
    }
    return true;
}

static bool read_table(struct model *model, const char *dicts, data_writer *writer)
{
    source_lines text;
    hp_span line, kind, share, chars;
    if (!source_lines_open(&text, dicts, "decode-characters.tsv"))
        return false;
    bool good = true;
    while (good && source_lines_next(&text, &line)) {
        double *shares = model->own;
        if (!text_take_field(&line, &kind) || !text_take_field(&line, &share) || !text_take_field(&line, &chars))
            return source_lines_complain(&text, "three columns are wanted");
        if (span_eq(kind, span_of_string("hant")))
            shares = model->hant;
        else if (span_eq(kind, span_of_string("hans")))
            shares = model->hans;
        double number = strtod(share.ptr, NULL) / 1e6;
        if (!(number > 0 && number < 1))
            return source_lines_complain(&text, "a share lies between 0 and a million");
        good = read_row(&text, chars, number, shares);
    }
    if (good)
        data_writer_source_unversioned(writer, "decode-characters.tsv", &text, "Apache-2.0");
    source_lines_close(&text);
    return good;
}

/* The share of a unit in Chinese text. */
static double chinese_share(const struct model *model, size_t unit)
{
    double share = 0.25 * model->hans[unit] + 0.25 * model->hant[unit];
    for (size_t i = 0; i < LISTS; i++)
        if (model->lists[i].total > 0)
            share += 0.25 * han_share * model->lists[i].count[unit] / model->lists[i].total;
    return share;
}

/* The cost of a character that no list has: characters of the large blocks are rarer than any that one has; private
 * use and what is no character cost as much as broken bytes. */
static unsigned unlisted_cost(unsigned unit)
{
    if (unit == '\n' || unit == '\r' || unit == '\t')
        return 4 * DECODE_NAT;
    if (unit < 0x20 || (unit >= 0x7F && unit < 0xA0) || (unit >= 0xE000 && unit < 0xF900) || unit >= 0xFFF0 ||
        (unit >= 0xDC00 && unit < 0xE000))
        return COST_MAX - DECODE_NAT;
    if (unit < 0x2000)
        return 11 * DECODE_NAT;
    if (unit >= 0x4E00 && unit < 0xA000)
        return 15 * DECODE_NAT;
    if (unit >= 0xD800)
        return unit >= 0xD83C && unit <= 0xD83E ? 9 * DECODE_NAT : 14 * DECODE_NAT;
    return unit >= 0x3400 && unit < 0x4E00 ? COST_MAX - 8 : 13 * DECODE_NAT;
}

static void put_costs(const struct model *model, hp_buf *section)
{
    char *to = hp_buf_reserve(section, UNITS);
    for (size_t unit = 0; to && unit < UNITS; unit++) {
        double share = chinese_share(model, unit), most = unlisted_cost((unsigned)unit);
        if (model->own[unit] > share)
            share = model->own[unit];
        double cost = share > 0 ? -DECODE_NAT * log(share) : most;
        to[unit] = (char)(unsigned char)(cost < 1 ? 1 : cost > COST_MAX ? COST_MAX : cost + 0.5);
    }
    section->len += UNITS;
}

/* By how many nats the characters are likelier together than alone, less than what is certain. */
static unsigned pair_step(const struct model *model, const struct pair *pair)
{
    double first = chinese_share(model, pair->key >> 16), second = chinese_share(model, pair->key & 0xFFFF);
    double nats = first > 0 && second > 0 ? log(pair->share / (first * second)) : 0;
    double step = nats * 0.7 * DECODE_NAT / 6;
    return step < 1 ? 0 : step > 15 ? 15 : (unsigned)step;
}

static int by_share(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* The commonest pairs that a sixth of the slots can hold; of two that want one slot the commoner has it. */
static void put_pairs(const struct model *model, hp_buf *section)
{
    unsigned char *slots = must(memory_zeroed(1, DECODE_PAIR_SLOTS));
    size_t used = 0;
    qsort(model->pairs, PAIR_ROOM, sizeof *model->pairs, by_share);
    for (size_t i = 0; i < PAIR_ROOM && model->pairs[i].share > 0 && used < DECODE_PAIR_SLOTS / 6; i++) {
        const struct pair *pair = &model->pairs[i];
        uint32_t hash = decode_pair_hash(pair->key >> 16, pair->key & 0xFFFF);
        unsigned char *slot = &slots[hash & (DECODE_PAIR_SLOTS - 1)];
        unsigned step = pair_step(model, pair);
        if (*slot || step == 0)
            continue;
        *slot = (unsigned char)(hash >> 28 << 4 | step);
        used++;
    }
    hp_buf_append(section, (hp_span){ (const char *)slots, DECODE_PAIR_SLOTS });
    memory_free(slots);
}

/* What `bytes` are to the converter of `encoding`, settled; 0 when they are not one character. */
static uint32_t ask(decode_icu *icu, decode_encoding encoding, const char *bytes, size_t len)
{
    uint16_t units[8];
    uint32_t mark;
    size_t at = 0, count, broken;
    decode_icu_reset(icu);
    if (decode_icu_convert(icu, (hp_span){ bytes, len }, &at, units, NULL, 8, &count, &broken) != DECODE_ICU_DONE)
        return 0;
    if (count == 2 && (units[0] & 0xFC00) == 0xD800)
        return (uint32_t)(units[0] << 10) + units[1] - 0x35FDC00u;
    return count == 1 ? decode_settled(encoding, units[0], &mark) : 0;
}

/* Appends the table of ICU's converter `name`: of every two bytes, or of every single one from 80 on. */
static bool put_table(const char *name, decode_encoding encoding, bool two_bytes, hp_buf *section, hp_buf *astral)
{
    hp_error err = { 0 };
    decode_icu *icu;
    if (decode_icu_open(&icu, name, &err) != HP_OK) {
        fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
        return false;
    }
    for (unsigned lead = 0x81; two_bytes && lead < 0x81 + DECODE_LEADS; lead++)
        for (unsigned trail = 0x40; trail < 0x40 + DECODE_TRAILS; trail++) {
            uint32_t cp = ask(icu, encoding, (char[]){ (char)lead, (char)trail }, 2);
            bytes_put_u16(section, (uint16_t)decode_unit(cp));
            if (cp >= UNITS && encoding == DECODE_BIG5) {
                bytes_put_u32(astral, lead << 8 | trail);
                bytes_put_u32(astral, cp);
            }
        }
    for (unsigned byte = 0x80; !two_bytes && byte < 0x100; byte++)
        bytes_put_u16(section, (uint16_t)decode_unit(ask(icu, encoding, (char[]){ (char)byte }, 1)));
    decode_icu_free(icu);
    return true;
}

/* In the order of DECODE_TABLE_…. */
static bool put_tables(hp_buf *section)
{
    static const decode_encoding listed[] = {
        DECODE_GB18030,      DECODE_BIG5,         DECODE_SHIFT_JIS,    DECODE_EUC_JP, DECODE_EUC_KR,
        DECODE_WINDOWS_1252, DECODE_WINDOWS_1250, DECODE_WINDOWS_1251, DECODE_KOI8_R,
    };
    bool good = true;
    hp_buf astral = { 0 };
    for (size_t i = 0; good && i < sizeof listed / sizeof *listed; i++) {
        decode_name name;
        decode_name_of(listed[i], &name);
        good = put_table(name.icu, listed[i], i < DECODE_TWO_BYTE, section, &astral);
    }
    good = good && put_table("ibm-437_P100-1995", DECODE_OTHER, false, section, &astral) &&
           put_table("ibm-850_P100-1995", DECODE_OTHER, false, section, &astral);
    hp_buf_append(section, (hp_span){ astral.ptr, astral.len });
    good = good && !astral.failed;
    hp_buf_free(&astral);
    return good;
}

bool decode_compile(data_writer *writer, const char *jieba, const char *essay, const char *dicts)
{
    static struct model model;
    hp_buf section = { 0 };
    model = (struct model){ .hant = new_shares(),
                            .hans = new_shares(),
                            .own = new_shares(),
                            .pairs = must(memory_zeroed(PAIR_ROOM, sizeof(struct pair))) };
    bool good = read_table(&model, dicts, writer) && (!jieba || read_list(&model, 0, jieba, "dict.txt", ' ')) &&
                (!essay || read_list(&model, 1, essay[0] == '/' ? "" : ".", essay, '\t'));
    if (!good)
        return false;
    bytes_put_u32(&section, DECODE_MAGIC);
    hp_buf_append(&section, (hp_span){ (char[DECODE_AT_COSTS - 4]){ 0 }, DECODE_AT_COSTS - 4 });
    put_costs(&model, &section);
    put_pairs(&model, &section);
    return put_tables(&section) && data_writer_add(writer, "decode.costs", &section);
}

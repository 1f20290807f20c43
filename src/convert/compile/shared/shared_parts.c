/* shared_parts.c - see shared_parts.h.
 *
 * Each page of entries and each output is kept once: tables have most of them from their characters' commonest forms,
 * which are the same everywhere.
 * Worked: 头发 is 頭髮 in s2t, s2tw and the best path; their nodes name one place.
 */
#include "convert/compile/shared/shared_parts.h"

#include "convert/compile/shared/shared_tries.h"
#include "convert/table.h"
#include "convert/table_build_parts.h"
#include "convert/table_parts.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/map/checksum.h"
#include "text/map/string_map.h"
#include "text/memory.h"

enum { PAGE = 256 };

struct sharing {
    string_map pages;  /* number 1 is the empty one */
    string_map values; /* with priority and length */
    conv_part_table tables[CONV_PART_TABLES];
    size_t places[CONV_PART_TABLES]; /* of their sections in the writer */
    size_t count;
    conv_part_trie tries[CONV_PARTS_TRIES];
    unsigned char *flags[CONV_PARTS_TRIES]; /* by code point: what its tables have in common */
    uint16_t index[CONV_TABLE_INDEX];       /* of the table that is written */
    bool failed;
};

/* The page of characters 64 * i to 64 * i + 63. */
static uint32_t page_of(const conv_table *table, size_t i)
{
    const conv_pages *pages = &table->pages;
    if (i < CONV_TABLE_BASIC)
        return bytes_u16(pages->index + 2 * i);
    size_t block = bytes_u16(pages->tops + 2 * ((i - CONV_TABLE_BASIC) / 64));
    return bytes_u16(pages->blocks + 128 * block + 2 * (i % 64));
}

static uint32_t entry_at(const conv_table *table, uint32_t page, size_t k)
{
    return bytes_u32(table->entries + PAGE * (size_t)page + 4 * k);
}

/* The flags that a table has in common with those of its trie. */
static uint32_t united_flags(const conv_part_table *part)
{
    return CONV_TABLE_IN_KEY | (conv_is_exact_table(part) ? CONV_TABLE_STARTS_PHRASE : 0u);
}

/* Notes them. */
static void unite_flags(struct sharing *s, const conv_part_table *part)
{
    const uint32_t united = united_flags(part);
    unsigned char **flags = &s->flags[part->trie - 1];
    *flags = *flags ? *flags : memory_zeroed(CONV_TABLE_INDEX, 64);
    s->failed = s->failed || !*flags;
    for (size_t i = 0; i < CONV_TABLE_INDEX && !s->failed; i++) {
        const uint32_t page = page_of(&part->table, i);
        for (size_t k = 0; page && k < 64; k++)
            (*flags)[64 * i + k] |= (unsigned char)(entry_at(&part->table, page, k) >> 24 & united);
    }
}

/* The number in the shared pages of the table's page `page`, of characters 64 * i to 64 * i + 63. */
static uint16_t share_page(struct sharing *s, const conv_part_table *part, uint32_t page, size_t i)
{
    const unsigned char *flags = part->trie ? s->flags[part->trie - 1] + 64 * i : NULL;
    hp_buf bytes = { 0 };
    for (size_t k = 0; k < 64; k++) {
        uint32_t entry = entry_at(&part->table, page, k);
        if (part->table.cost_scale)
            entry &= ~((uint32_t)CONV_TABLE_IN_KEY << 24);
        bytes_put_u32(&bytes, entry | (flags ? (uint32_t)flags[k] << 24 : 0));
    }
    uint32_t number = bytes.failed ? 0 : string_map_add(&s->pages, (hp_span){ bytes.ptr, bytes.len });
    s->failed = s->failed || number == 0 || number > 0xFFFF;
    hp_buf_free(&bytes);
    return (uint16_t)(number - 1);
}

/* Makes the table's index of shared pages; a page that it has not stays the empty one. */
static void share_pages(struct sharing *s, const conv_part_table *part, uint16_t *index)
{
    for (size_t i = 0; i < CONV_TABLE_INDEX && !s->failed; i++) {
        const uint32_t page = page_of(&part->table, i);
        index[i] = page ? share_page(s, part, page, i) : 0;
    }
}

/* Where the value, of a sound table, is in the shared ones, from 1. */
static uint32_t share_value(void *sharing, const conv_table *table, uint32_t value)
{
    struct sharing *s = sharing;
    const char *at = table->values + value - 1;
    uint32_t length = bytes_u16(at + 1);
    uint32_t number = string_map_add(&s->values, (hp_span){ at, length == CONV_TABLE_UNCHANGED ? 3 : 3 + length });
    uint64_t place = number ? s->values.ends[number - 1] + 1 : 0;
    s->failed = s->failed || number == 0 || place >= CONV_TABLE_LISTED;
    return (uint32_t)place;
}

static void put_nodes(struct sharing *s, const conv_table *table, hp_buf *out)
{
    for (uint32_t i = 0; i < table->node_count; i++) {
        const char *node = table->nodes + DOUBLE_ARRAY_WIDE * (size_t)i;
        uint32_t value = double_array_wide_value(table->nodes, i);
        if (value > 0 && table->value_bytes > 0)
            value = share_value(s, table, value);
        bytes_put_u32(out, (bytes_u32(node) & (DOUBLE_ARRAY_WIDE_LIMIT - 1)) | value << 24);
        bytes_put_u16(out, (uint16_t)(value >> 8));
        bytes_put_u16(out, bytes_u16(node + 6));
    }
}

/* True when the table's bitmap of all pairs is its trie's. */
static bool shares_pairs(const struct sharing *s, const conv_part_table *part)
{
    return part->trie && s->tries[part->trie - 1].pair_bits;
}

/* Appends the table's header: it has no pages, values, or, with a trie, nodes and codes of its own. */
static void put_header(const struct sharing *s, const conv_part_table *part, const hp_buf *section, hp_buf *out)
{
    uint32_t head[CONV_TABLE_HEADER / 4];
    for (size_t i = 0; i < CONV_TABLE_HEADER / 4; i++)
        head[i] = bytes_u32(section->ptr + 4 * i);
    head[1] = head[3] = 0;
    head[8] = conv_count_blocks(s->index);
    head[11] = part->trie;
    head[12] = (uint32_t)(part->listed.len / 3);
    if (part->trie)
        head[2] = head[10] = 0;
    if (shares_pairs(s, part))
        head[4] = 0;
    for (size_t i = 0; i < CONV_TABLE_HEADER / 4; i++)
        bytes_put_u32(out, head[i]);
}

/* Makes the section anew, without what is shared. */
static void rewrite(struct sharing *s, const conv_part_table *part, hp_buf *section)
{
    const conv_table *table = &part->table;
    hp_buf out = { 0 };
    share_pages(s, part, s->index);
    put_header(s, part, section, &out);
    conv_put_index(s->index, &out);
    const char *own = !part->trie ? table->own : shares_pairs(s, part) ? table->deciding : table->pairs;
    hp_buf_append(&out, (hp_span){ own, (size_t)(table->nodes - own) });
    if (table->cost_scale)
        hp_buf_append(&out, (hp_span){ table->nodes, conv_table_node_bytes(table) });
    else if (!part->trie)
        put_nodes(s, table, &out);
    hp_buf_append(&out, (hp_span){ part->listed.ptr, part->listed.len });
    hp_buf_append(&out, (hp_span){ "", part->listed.len > 0 });
    s->failed = s->failed || out.failed;
    hp_buf_free(section);
    *section = out;
}

/* Writes the codes as pages, with their index. */
static void put_codes(const conv_codes *codes, uint16_t *index, hp_buf *pages)
{
    uint16_t count = 0;
    for (size_t k = 0; k < 64; k++)
        bytes_put_u16(pages, 0);
    for (size_t i = 0; i < CONV_TABLE_INDEX; i++) {
        bool used = false;
        for (size_t k = 0; k < 64; k++)
            used = used || codes->of[64 * i + k];
        index[i] = used ? ++count : 0;
        for (size_t k = 0; used && k < 64; k++)
            bytes_put_u16(pages, codes->of[64 * i + k]);
    }
}

/* Writes the section. */
static bool put_shared(const struct sharing *s, const conv_codes *codes, hp_buf *out)
{
    hp_buf pages = { 0 };
    uint16_t *index = memory_zeroed(CONV_TABLE_INDEX, sizeof *index);
    bool good = index != NULL;
    if (good) {
        put_codes(codes, index, &pages);
        uint32_t head[CONV_PARTS_HEADER / 4] = {
            CONV_PARTS_MAGIC,         (uint32_t)s->pages.count,      (uint32_t)(pages.len / 128),
            conv_count_blocks(index), (uint32_t)s->values.texts.len, CONV_PARTS_TRIES
        };
        for (size_t i = 0; i < CONV_PARTS_TRIES; i++) {
            uint32_t *numbers = &head[(CONV_PARTS_FIRST_TRIE + CONV_PARTS_TRIE * i) / 4];
            numbers[0] = s->tries[i].nodes;
            numbers[1] = s->tries[i].own_count;
            numbers[2] = s->tries[i].pair_bits;
        }
        for (size_t i = 0; i < CONV_PARTS_HEADER / 4; i++)
            bytes_put_u32(out, head[i]);
        conv_put_index(index, out);
        hp_buf_append(out, (hp_span){ s->pages.texts.ptr, s->pages.texts.len });
        hp_buf_append(out, (hp_span){ pages.ptr, pages.len });
        for (size_t i = 0; i < CONV_PARTS_TRIES; i++)
            hp_buf_append(out, (hp_span){ s->tries[i].bytes.ptr, s->tries[i].bytes.len });
        hp_buf_append(out, (hp_span){ s->values.texts.ptr, s->values.texts.len });
    }
    memory_free(index);
    hp_buf_free(&pages);
    return good && !pages.failed && !out->failed;
}

/* True for a table that has all its parts itself. */
static bool is_whole_table(const struct data_section *section)
{
    return section->bytes.len >= CONV_TABLE_HEADER && bytes_u32(section->bytes.ptr) == CONV_TABLE_MAGIC &&
           bytes_u32(section->bytes.ptr + 4) > 0;
}

/* Opens the tables among the sections, and finds their tries. */
static void read_tables(struct sharing *s, const data_writer *writer)
{
    for (size_t i = 0; i < writer->count && !s->failed; i++) {
        if (!is_whole_table(&writer->sections[i]))
            continue;
        conv_part_table *part = &s->tables[s->count];
        const hp_buf *bytes = &writer->sections[i].bytes;
        s->places[s->count++] = i;
        part->name = writer->sections[i].name;
        s->failed = conv_table_open(&part->table, (hp_span){ bytes->ptr, bytes->len }, NULL, NULL, NULL) != HP_OK;
        if (!s->failed && part->table.cost_scale == 0)
            s->failed = !conv_part_table_read(part, share_value, s);
    }
    s->failed = s->failed || !conv_share_tries(s->tables, s->count, s->tries);
    for (size_t i = 0; i < s->count && !s->failed; i++)
        if (s->tables[i].trie)
            unite_flags(s, &s->tables[i]);
}

/* Names the section of the parts in the tables' headers. */
static uint32_t number_parts(const struct sharing *s, const hp_buf *shared, data_writer *writer)
{
    uint32_t number = (uint32_t)text_checksum((hp_span){ shared->ptr, shared->len }) | 1; /* 0 is none */
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = 0; k < 4; k++)
            writer->sections[s->places[i]].bytes.ptr[CONV_TABLE_SHARES + k] = (char)(number >> (8 * k));
    return number;
}

static void free_sharing(struct sharing *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->count; i++)
        conv_part_table_free(&s->tables[i]);
    for (size_t i = 0; i < CONV_PARTS_TRIES; i++) {
        conv_part_trie_free(&s->tries[i]);
        memory_free(s->flags[i]);
    }
    string_map_free(&s->pages);
    string_map_free(&s->values);
    memory_free(s);
}

bool conv_share_parts(data_writer *writer, const conv_codes *codes)
{
    static const char empty[PAGE];
    struct sharing *s = memory_zeroed(1, sizeof *s);
    hp_buf shared = { 0 };
    if (!s)
        return false;
    s->failed = string_map_add(&s->pages, (hp_span){ empty, PAGE }) == 0;
    if (!s->failed)
        read_tables(s, writer);
    for (size_t i = 0; i < s->count && !s->failed; i++)
        rewrite(s, &s->tables[i], &writer->sections[s->places[i]].bytes);
    bool good = !s->failed && put_shared(s, codes, &shared);
    if (good) {
        char name[CONV_PARTS_NAME];
        conv_parts_name(number_parts(s, &shared, writer), name);
        good = data_writer_add(writer, name, &shared);
    }
    free_sharing(s);
    hp_buf_free(&shared);
    return good;
}

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
    bool failed;
};

/* The number in the shared pages of page `page` of `table`. */
static uint32_t share_page(struct sharing *s, const conv_table *table, uint32_t page)
{
    uint32_t number = string_map_add(&s->pages, (hp_span){ table->entries + PAGE * (size_t)page, PAGE });
    s->failed = s->failed || number == 0 || number > 0xFFFF;
    return number - 1;
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

static void put_pages(struct sharing *s, const conv_table *table, const char *numbers, size_t count, hp_buf *out)
{
    for (size_t i = 0; i < count; i++)
        bytes_put_u16(out, (uint16_t)share_page(s, table, bytes_u16(numbers + 2 * i)));
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

/* Appends the table's header: it has no pages, values, or, with a trie, nodes and codes of its own. */
static void put_header(const conv_part_table *part, const hp_buf *section, hp_buf *out)
{
    uint32_t head[CONV_TABLE_HEADER / 4];
    for (size_t i = 0; i < CONV_TABLE_HEADER / 4; i++)
        head[i] = bytes_u32(section->ptr + 4 * i);
    head[1] = head[3] = 0;
    head[11] = part->trie;
    head[12] = (uint32_t)(part->listed.len / 3);
    if (part->trie)
        head[2] = head[10] = 0;
    for (size_t i = 0; i < CONV_TABLE_HEADER / 4; i++)
        bytes_put_u32(out, head[i]);
}

/* Makes the section anew, without what is shared. */
static void rewrite(struct sharing *s, const conv_part_table *part, hp_buf *section)
{
    const conv_table *table = &part->table;
    const uint32_t blocks = bytes_u32(section->ptr + 32);
    hp_buf out = { 0 };
    put_header(part, section, &out);
    put_pages(s, table, table->pages.index, CONV_TABLE_BASIC, &out);
    hp_buf_append(&out, (hp_span){ table->pages.tops, 2 * CONV_TABLE_TOPS });
    put_pages(s, table, table->pages.blocks, 64 * (size_t)blocks, &out);
    const char *own = part->trie ? table->pairs : table->own;
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
            head[CONV_PARTS_FIRST_TRIE / 4 + 2 * i] = s->tries[i].nodes;
            head[CONV_PARTS_FIRST_TRIE / 4 + 2 * i + 1] = s->tries[i].own_count;
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
    for (size_t i = 0; i < CONV_PARTS_TRIES; i++)
        conv_part_trie_free(&s->tries[i]);
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

/* model_write.c - see model_write.h.
 *
 * Units that the model knows nothing of are one, number 0; the others are numbered by how many pairs they are the
 * second of, so that columns lie close together.  In a small model each tag's weights of pairs and units have a bias of
 * their own, the least that keeps them from being negative, and all weights of words SEG_WORD_BIAS; the context, of
 * which each unit has one block, makes up for the differences.
 *
 * Worked: with weights of pairs from -20 to 200 for B and from -30 to 40 for the others, a byte is the weight plus 20
 * for B and plus 30 for the others; each unit has four such blocks, so the context has SEG_BIAS - 20 and SEG_BIAS - 30
 * more for each of the four than its own bias, and all is as if each weight had SEG_BIAS.
 */
#include "segment/compile/model_write.h"

#include <stdlib.h>

#include "data/data_file_write.h"
#include "data/row_placement.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/memory.h"

#define SEG_WORD_BIAS 128u
#define EACH_LANE UINT64_C(0x0001000100010001)
#define ROWS_SMALL 65536u /* at most so many have numbers of 16 bits */
#define CLASSES 4u        /* SEG_PAIR_BASE has so many a unit */

/* A section being written. */
typedef struct {
    seg_model_source *m;
    hp_buf *out;
    bool is_wide;
    uint64_t less_of_units, less_of_pairs, less_of_words; /* what of SEG_BIAS the lanes do not have in rows */
    uint16_t *numbers;                                    /* of the units, by id */
    uint16_t *ids;                                        /* the other way */
    uint32_t unit_count;
    size_t pair_rows, word_rows; /* how many different ones there are */
} section;

static unsigned lane(uint64_t block, unsigned tag)
{
    return block >> 16 * tag & 0xFFFF;
}

/* Widens the range of each lane's numbers by the block's. */
static void widen(uint64_t block, unsigned least[4], unsigned most[4])
{
    for (unsigned tag = 0; tag < 4; tag++) {
        unsigned n = lane(block, tag);
        least[tag] = n < least[tag] ? n : least[tag];
        most[tag] = n > most[tag] ? n : most[tag];
    }
}

/* Finds what can be taken off all blocks, each lane's least number; false when bytes do not do for what is left. */
static bool find_less(const uint64_t *blocks, size_t count, size_t size, size_t stride, uint64_t *less)
{
    unsigned least[] = { SEG_BIAS, SEG_BIAS, SEG_BIAS, SEG_BIAS }, most[] = { SEG_BIAS, SEG_BIAS, SEG_BIAS, SEG_BIAS };
    bool fits = true;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < size; k++)
            widen(blocks[stride * i + k], least, most);
    *less = 0;
    for (unsigned tag = 0; tag < 4; tag++) {
        fits = fits && most[tag] - least[tag] < 256;
        *less |= (uint64_t)least[tag] << 16 * tag;
    }
    return fits;
}

/* The same for words: all lanes have one bias, since blocks of 0 have none. */
static bool words_fit(const seg_model_source *m)
{
    unsigned least[] = { SEG_BIAS, SEG_BIAS, SEG_BIAS, SEG_BIAS }, most[] = { SEG_BIAS, SEG_BIAS, SEG_BIAS, SEG_BIAS };
    bool fits = true;
    for (size_t i = 0; i < m->word_count; i++)
        for (size_t k = 0; k < SEG_ROW_BLOCKS; k++)
            if (m->words[i].blocks[k])
                widen(m->words[i].blocks[k], least, most);
    for (unsigned tag = 0; tag < 4; tag++)
        fits = fits && least[tag] >= SEG_BIAS - SEG_WORD_BIAS && most[tag] < SEG_BIAS - SEG_WORD_BIAS + 256;
    return fits;
}

static void choose_form(section *s)
{
    const seg_model_source *m = s->m;
    const uint64_t *pairs = m->pair_count ? m->pairs[0].blocks : NULL;
    bool fits = find_less(m->uni, m->ids, SEG_UNI_BLOCKS - 1, SEG_UNI_BLOCKS, &s->less_of_units) &&
                find_less(pairs, m->pair_count, SEG_ROW_BLOCKS, sizeof *m->pairs / sizeof *pairs, &s->less_of_pairs) &&
                words_fit(m);
    s->is_wide = !fits || s->pair_rows >= ROWS_SMALL || CLASSES * s->unit_count > ROWS_SMALL;
    s->less_of_words = (SEG_BIAS - SEG_WORD_BIAS) * EACH_LANE;
    if (s->is_wide)
        s->less_of_units = s->less_of_pairs = s->less_of_words = 0;
}

/* A row, of which the blocks have so much less; one of 0 stays so. */
static void put_row(const section *s, const uint64_t blocks[SEG_ROW_BLOCKS], uint64_t less)
{
    for (size_t k = 0; k < SEG_ROW_BLOCKS; k += 2) {
        uint64_t first = blocks[k] ? blocks[k] - less : 0, second = blocks[k + 1] ? blocks[k + 1] - less : 0;
        bytes_put_u64(s->out, s->is_wide ? first : first | second << 8);
        if (s->is_wide)
            bytes_put_u64(s->out, second);
    }
}

static void put_blocks(hp_buf *out, const uint64_t *blocks, size_t count, uint64_t more)
{
    for (size_t i = 0; i < count; i++)
        bytes_put_u64(out, blocks[i] + more);
    data_pad(out);
}

/* Row 0, of four equal blocks, and each different one of the rows. */
static void put_rows(const section *s, uint64_t none, const seg_model_row *rows, size_t count, uint64_t less)
{
    uint32_t put = 0;
    put_row(s, (uint64_t[]){ none, none, none, none }, less);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].number <= put)
            continue;
        put_row(s, rows[i].blocks, less);
        put = rows[i].number;
    }
    data_pad(s->out);
}

/* A unit that the model knows, and how many pairs it is the second of. */
typedef struct {
    uint32_t id, count;
} use;

static int by_use(const void *a, const void *b)
{
    const use *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static bool has_weights(const seg_model_source *m, size_t id)
{
    for (size_t k = 0; k + 1 < SEG_UNI_BLOCKS; k++)
        if (m->uni[SEG_UNI_BLOCKS * id + k] != SEG_NO_WEIGHTS)
            return true;
    return false;
}

/* Numbers the units.  False when memory is out. */
static bool number_units(section *s)
{
    const seg_model_source *m = s->m;
    use *uses = memory_zeroed(m->ids, sizeof *uses);
    s->numbers = memory_zeroed(m->ids, sizeof *s->numbers);
    s->ids = memory_zeroed(m->ids + 1, sizeof *s->ids);
    if (!uses || !s->numbers || !s->ids) {
        memory_free(uses);
        return false;
    }
    for (uint32_t id = 0; id < m->ids; id++)
        uses[id] = (use){ id, has_weights(m, id) };
    for (size_t i = 0; i < m->pair_count; i++) {
        uses[m->pairs[i].key].count += uses[m->pairs[i].key].count == 0;
        uses[m->pairs[i].to].count++;
    }
    qsort(uses, m->ids, sizeof *uses, by_use);
    for (s->unit_count = 1; s->unit_count <= m->ids && uses[s->unit_count - 1].count; s->unit_count++) {
        s->ids[s->unit_count] = (uint16_t)uses[s->unit_count - 1].id;
        s->numbers[s->ids[s->unit_count]] = (uint16_t)s->unit_count;
    }
    memory_free(uses);
    return true;
}

static void put_units(const section *s)
{
    for (size_t id = 0; id < s->m->ids; id++)
        bytes_put_u16(s->out, s->numbers[id]);
    data_pad(s->out);
    for (uint32_t unit = 0; unit < s->unit_count; unit++) {
        const uint64_t *of = s->m->uni + SEG_UNI_BLOCKS * (size_t)s->ids[unit], no = SEG_NO_WEIGHTS;
        put_row(s, unit ? (uint64_t[]){ of[0], of[1], of[2], 0 } : (uint64_t[]){ no, no, no, 0 }, s->less_of_units);
        put_row(s, unit ? of + 3 : (uint64_t[]){ no, no, no, no }, s->less_of_units);
    }
    data_pad(s->out);
}

/* Says of each pair where its node is: key becomes its base's place, to its column. */
static void place_pairs(const section *s)
{
    for (size_t i = 0; i < s->m->pair_count; i++) {
        seg_model_row *pair = &s->m->pairs[i];
        pair->to = s->numbers[pair->to];
        pair->key = SEG_PAIR_BASE((uint32_t)s->numbers[pair->key], pair->to);
    }
}

static int by_place(const void *a, const void *b)
{
    const seg_model_row *x = *(seg_model_row *const *)a, *y = *(seg_model_row *const *)b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Fills the rows of a sparse table, one for each base, with the columns that the pairs have there. */
static bool fill_rows(const section *s, seg_model_row **sorted, data_row *rows, uint16_t *columns)
{
    const size_t count = s->m->pair_count;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &s->m->pairs[i];
    qsort(sorted, count, sizeof *sorted, by_place);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && by_place(&sorted[i - 1], &sorted[i]) == 0)
            return source_lines_complain(&s->m->text, "a pair is in the model twice");
        columns[i] = (uint16_t)sorted[i]->to;
        data_row *row = &rows[sorted[i]->key];
        if (row->count++ == 0)
            row->columns = columns + i;
    }
    return true;
}

/* Writes bases and nodes, of which there are `size`. */
static bool put_nodes(const section *s, const data_row *rows, size_t size)
{
    const seg_model_row **nodes = memory_zeroed(size, sizeof *nodes);
    if (!nodes)
        return false;
    for (size_t i = 0; i < s->m->pair_count; i++) {
        const seg_model_row *pair = &s->m->pairs[i];
        nodes[rows[pair->key].base + pair->to] = pair;
    }
    for (size_t i = 0; i < CLASSES * s->unit_count; i++)
        bytes_put_u32(s->out, rows[i].base);
    data_pad(s->out);
    for (size_t i = 0; i < size; i++) {
        uint32_t label = nodes[i] ? nodes[i]->key : 0, row = nodes[i] ? nodes[i]->number : 0;
        bytes_put_u32(s->out, s->is_wide ? label : label | row << 16);
        if (s->is_wide)
            bytes_put_u32(s->out, row);
    }
    data_pad(s->out);
    memory_free(nodes);
    return true;
}

/* Places the pairs: bases as rows and second units as columns. */
static bool put_pairs(const section *s, size_t *size)
{
    const size_t count = s->m->pair_count;
    seg_model_row **sorted = memory_zeroed(count + 1, sizeof *sorted);
    data_row *rows = memory_zeroed(CLASSES * s->unit_count, sizeof *rows);
    uint16_t *columns = memory_zeroed(count + 1, sizeof *columns);
    bool good = sorted && rows && columns && fill_rows(s, sorted, rows, columns) &&
                data_place_rows(rows, CLASSES * s->unit_count, DATA_PLACE_DENSE, size) && put_nodes(s, rows, *size);
    memory_free(sorted);
    memory_free(rows);
    memory_free(columns);
    return good;
}

/* Puts the word into a table in which each has two slots: a word that is in the way goes to its other one, and so on.
 * False when that does not come to an end. */
static bool place_word(uint64_t *table, size_t slots, uint64_t word)
{
    size_t at = SEG_SLOT(word) & (slots - 1);
    for (int moves = 0; moves < 100; moves++) {
        uint64_t other = table[at];
        table[at] = word;
        if (!other)
            return true;
        word = other;
        size_t first = SEG_SLOT(word) & (slots - 1);
        at = at == first ? SEG_OTHER_SLOT(word) & (slots - 1) : first;
    }
    return false;
}

static bool is_placed(const uint64_t *table, size_t slots, uint32_t node)
{
    return (uint32_t)table[SEG_SLOT(node) & (slots - 1)] == node ||
           (uint32_t)table[SEG_OTHER_SLOT(node) & (slots - 1)] == node;
}

/* Makes the words' table, node and row; *slots gets its size.  NULL when memory is out.  Of a word that is there twice
 * the first counts. */
static uint64_t *make_slots(const seg_model_source *m, size_t *slots)
{
    for (*slots = 64;; *slots *= 2) {
        uint64_t *table = memory_zeroed(*slots, sizeof *table);
        bool good = table && *slots >= 2 * m->word_count;
        for (size_t i = 0; good && i < m->word_count; i++)
            good = is_placed(table, *slots, m->words[i].key) ||
                   place_word(table, *slots, m->words[i].key | (uint64_t)m->words[i].number << 32);
        if (good || !table)
            return table;
        memory_free(table);
    }
}

static void put_header(const section *s, size_t size, size_t slots, hp_buf *out)
{
    bytes_put_u32(out, SEG_MODEL_VERSION);
    bytes_put_u32(out, s->m->ids);
    bytes_put_u32(out, (uint32_t)size);
    bytes_put_u32(out, (uint32_t)slots);
    bytes_put_u32(out, (uint32_t)s->word_rows + 1);
    bytes_put_u32(out, (uint32_t)s->pair_rows + 1);
    bytes_put_u64(out, s->m->mark);
    for (int i = 0; i < 8; i++)
        bytes_put_u32(out, (uint32_t)s->m->trans[i]);
    bytes_put_u32(out, s->unit_count);
    bytes_put_u32(out, s->is_wide);
    while (out->len < SEG_HEADER && !out->failed)
        bytes_put_u32(out, 0);
}

/* Writes what is behind the header. */
static bool put_parts(const section *s, const uint64_t *table, size_t slots, size_t *size)
{
    const seg_model_source *m = s->m;
    put_units(s);
    if (!put_pairs(s, size))
        return false;
    put_rows(s, SEG_NO_WEIGHTS, m->pairs, m->pair_count, s->less_of_pairs);
    put_blocks(s->out, table, slots, 0);
    put_rows(s, 0, m->words, m->word_count, s->less_of_words);
    put_blocks(s->out, m->context, SEG_CONTEXTS, 4 * (s->less_of_units + s->less_of_pairs));
    put_blocks(s->out, m->joint, SEG_JOINTS, 0);
    put_blocks(s->out, m->chain, SEG_CHAINS, 0);
    return !s->out->failed;
}

bool seg_write_model(seg_model_source *m, hp_buf *out)
{
    hp_buf parts = { 0 };
    section s = { .m = m, .out = &parts };
    size_t size = 1, slots = 0;
    bool good = seg_number_rows(m->pairs, m->pair_count, &s.pair_rows) &&
                seg_number_rows(m->words, m->word_count, &s.word_rows) && number_units(&s);
    uint64_t *table = good ? make_slots(m, &slots) : NULL;
    if (table) {
        choose_form(&s);
        place_pairs(&s);
    }
    good = table && put_parts(&s, table, slots, &size);
    put_header(&s, size, slots, out);
    hp_buf_append(out, (hp_span){ parts.ptr, parts.len });
    hp_buf_free(&parts);
    memory_free(s.numbers);
    memory_free(s.ids);
    memory_free(table);
    return good && !out->failed;
}

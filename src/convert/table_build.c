/* table_build.c - collects keys for a table; table_write.c lays them out. */

#include "convert/table_build.h"
#include "convert/table_build_parts.h"
#include "data/double_array_build.h"
#include "text/bytes.h"
#include "text/memory.h"

/* Makes room for one more element in an array of *cap elements of `size` bytes. */
static void *grow_list(conv_build *b, void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    size_t more = *cap ? *cap * 2 : 256;
    void *moved = memory_resize_array(array, more, size);
    if (!moved) {
        b->failed = true;
        return array;
    }
    *cap = more;
    return moved;
}

conv_build *conv_build_new(void)
{
    return memory_zeroed(1, sizeof(conv_build));
}

void conv_build_free(conv_build *build)
{
    if (!build)
        return;
    hp_buf_free(&build->pool);
    memory_free(build->keys);
    memory_free(build->marks);
    memory_free(build->pairs);
    memory_free(build);
}

void conv_build_spell_out(conv_build *build)
{
    build->spell_out = true;
}

void conv_build_costs(conv_build *build, uint32_t scale, uint32_t unknown)
{
    build->cost_scale = scale;
    build->unknown_cost = unknown;
}

void conv_build_dense(conv_build *build, conv_codes *codes)
{
    build->dense = true;
    build->codes = codes;
}

static struct key *add_key(conv_build *b, hp_span key)
{
    b->keys = grow_list(b, b->keys, b->key_count, &b->key_cap, sizeof *b->keys);
    if (b->failed)
        return NULL;
    struct key *k = &b->keys[b->key_count];
    *k = (struct key){ .key = b->pool.len, .key_length = (uint32_t)key.len, .order = (uint32_t)b->key_count };
    b->key_count++;
    hp_buf_append(&b->pool, key);
    return k;
}

void conv_build_add(conv_build *b, hp_span key, hp_span value, unsigned priority)
{
    struct key *k = add_key(b, key);
    if (!k)
        return;
    k->value = b->pool.len;
    k->value_length = (uint32_t)value.len;
    k->priority = (unsigned char)priority;
    hp_buf_append(&b->pool, value);
}

void conv_build_add_number(conv_build *b, hp_span key, uint32_t number)
{
    struct key *k = add_key(b, key);
    if (k)
        k->number = number;
}

static void add_mark(conv_build *b, struct mark mark)
{
    b->marks = grow_list(b, b->marks, b->mark_count, &b->mark_cap, sizeof *b->marks);
    if (!b->failed)
        b->marks[b->mark_count++] = mark;
}

void conv_build_touch(conv_build *b, uint32_t cp)
{
    add_mark(b, (struct mark){ .cp = cp, .touch = true });
}

void conv_build_flag(conv_build *b, uint32_t cp, unsigned flags)
{
    add_mark(b, (struct mark){ .cp = cp, .flags = flags });
}

void conv_build_marks(conv_build *b, uint32_t cp, uint32_t marks)
{
    add_mark(b, (struct mark){ .cp = cp, .marks = marks });
}

static void add_pair(conv_build *b, struct pair pair)
{
    b->pairs = grow_list(b, b->pairs, b->pair_count, &b->pair_cap, sizeof *b->pairs);
    if (!b->failed)
        b->pairs[b->pair_count++] = pair;
}

void conv_build_pair(conv_build *b, uint32_t first, uint32_t second)
{
    add_pair(b, (struct pair){ first, second, false });
}

void conv_build_weak(conv_build *b, uint32_t first, uint32_t second)
{
    add_pair(b, (struct pair){ first, second, true });
}

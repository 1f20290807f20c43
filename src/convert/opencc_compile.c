/* opencc_compile.c - compiles a configuration's rules into tables; see opencc_config.h and opencc_exact.h.
 *
 * Each stage becomes a table.  The front table gets every segment with the output of all stages, every
 * character alone likewise, and flags and pairs for the places outside of segments where a phrase of some
 * stage may start.  Those are found from the front: which characters can stand first in what stage k gets for
 * a given input character.  Too many only cost time; none is left out, so the engine's short cut is exact.
 *
 * Worked, s2twp: stage 2 has 滑鼠 for 鼠標; 标 alone becomes 標, so the pair 鼠标 is marked.
 */
#include <stdlib.h>

#include "convert/character_relation.h"
#include "convert/opencc_config.h"
#include "convert/table_build.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"
#include "text/buffer.h"

struct compiling {
    const conv_config *config;
    conv_table_set *set;
    conv_exact chain; /* its stages, opened as they are built */
    uint32_t numbers[CONV_STAGES_MAX];
    conv_exact_work work;
    conv_build *front;
    uint32_t *inputs; /* every character that stands in a key, sorted */
    size_t input_count;
    uint32_t *segment_chars; /* characters that are segments by themselves, sorted */
    size_t segment_char_count;
    uint32_t *normal_chars; /* characters that normalization changes, sorted */
    size_t normal_char_count;
    const conv_rule **phrases[CONV_STAGES_MAX]; /* keys of two characters or more that may match outside of segments */
    size_t phrase_count[CONV_STAGES_MAX];
    conv_relation first[CONV_STAGES_MAX]; /* input character → possible first characters at the stage */
    conv_relation alone[CONV_STAGES_MAX]; /* input character → what stands for it when nothing matched before */
    bool has_runs;
    bool later_unknown; /* what may match outside of segments cannot be listed */
    bool failed;
};

static uint32_t first_char(hp_span text)
{
    uint32_t cp = 0;
    utf8_decode(text, &cp);
    return cp;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Collects every character of all keys. */
static void collect_inputs(struct compiling *c)
{
    size_t total = 0;
    const conv_rules *all[CONV_STAGES_MAX + 1] = { &c->config->segmentation };
    for (size_t i = 0; i < c->config->count; i++)
        all[i + 1] = &c->config->stages[i];
    for (size_t i = 0; i <= c->config->count; i++)
        for (size_t j = 0; j < all[i]->count; j++)
            total += utf8_count(all[i]->rows[j].key);
    c->inputs = memory_resize_array(NULL, total + 1, sizeof *c->inputs);
    if (!c->inputs) {
        c->failed = true;
        return;
    }
    for (size_t i = 0; i <= c->config->count; i++)
        for (size_t j = 0; j < all[i]->count; j++) {
            hp_span rest = all[i]->rows[j].key;
            for (size_t n; (n = utf8_decode(rest, &c->inputs[c->input_count])) > 0; c->input_count++)
                rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
    qsort(c->inputs, c->input_count, sizeof *c->inputs, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < c->input_count; i++)
        if (kept == 0 || c->inputs[kept - 1] != c->inputs[i])
            c->inputs[kept++] = c->inputs[i];
    c->input_count = kept;
}

/* Sorts out the characters that normalization changes.  Outside of description sequences the stages never see them. */
static void list_normal_chars(struct compiling *c)
{
    const conv_rules *normal = &c->config->normal;
    c->normal_chars = memory_resize_array(NULL, normal->count + 1, sizeof *c->normal_chars);
    c->failed = c->failed || !c->normal_chars;
    for (size_t i = 0; !c->failed && i < normal->count; i++)
        if (first_char(normal->rows[i].key) != first_char(normal->rows[i].value))
            c->normal_chars[c->normal_char_count++] = first_char(normal->rows[i].key);
    if (!c->failed)
        qsort(c->normal_chars, c->normal_char_count, sizeof *c->normal_chars, by_number);
}

/* True when a character of `text` never gets past normalization. */
static bool never_comes(const struct compiling *c, hp_span text)
{
    uint32_t cp;
    for (size_t n; c->normal_char_count > 0 && (n = utf8_decode(text, &cp)) > 0;) {
        if (bsearch(&cp, c->normal_chars, c->normal_char_count, sizeof cp, by_number))
            return true;
        text = (hp_span){ text.ptr + n, text.len - n };
    }
    return false;
}

static void mark_specials(const conv_config *config, conv_build *build)
{
    for (uint32_t cp = 0x2FF0; config->later && cp <= 0x2FFF; cp++)
        conv_build_flag(build, cp, CONV_TABLE_IDS);
    for (size_t i = 0; i < config->normal.count; i++)
        conv_build_flag(build, first_char(config->normal.rows[i].key), CONV_TABLE_NORMALIZED);
}

/* Builds a table from rules and adds it to the set. */
static uint32_t add_table(struct compiling *c, conv_build *build)
{
    hp_buf bytes = { 0 };
    uint32_t number = CONV_EXACT_NONE;
    if (build && c->set->codes)
        conv_build_dense(build, c->set->codes);
    if (build && conv_build_write(build, &bytes))
        number = conv_table_set_add(c->set, &bytes);
    hp_buf_free(&bytes);
    conv_build_free(build);
    c->failed = c->failed || number == CONV_EXACT_NONE;
    return number;
}

static uint32_t build_stage(struct compiling *c, const conv_rules *rules)
{
    conv_build *build = conv_build_new();
    bool first = rules == &c->config->stages[0];
    for (size_t i = 0; build && i < rules->count; i++)
        if (!first || !never_comes(c, rules->rows[i].key))
            conv_build_add(build, rules->rows[i].key, rules->rows[i].value, rules->rows[i].priority);
    if (build)
        mark_specials(c->config, build);
    return add_table(c, build);
}

static void open_stage(struct compiling *c, uint32_t number, conv_table *table)
{
    if (c->failed)
        return;
    hp_buf *bytes = &c->set->tables[number];
    c->failed = conv_table_open(table, (hp_span){ bytes->ptr, bytes->len }, NULL, NULL, NULL) != HP_OK;
}

/* The output of stages [first, last) for `text`; valid until the next call. */
static hp_span output_of(struct compiling *c, size_t first, size_t last, hp_span text, hp_buf *out)
{
    conv_exact part = c->chain;
    part.count = last;
    out->len = 0;
    conv_exact_stages(&part, &c->work, first, text, out);
    c->failed = c->failed || out->failed;
    return (hp_span){ out->ptr, out->len };
}

static int by_key(const void *a, const void *b)
{
    const conv_rule *x = *(const conv_rule *const *)a, *y = *(const conv_rule *const *)b;
    size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
    int c = memcmp(x->key.ptr, y->key.ptr, n);
    return c ? c : (x->key.len > y->key.len) - (x->key.len < y->key.len);
}

/* Lists the phrases of `rules`, sorted by key. */
static size_t list_phrases(const conv_rules *rules, const conv_rule ***list)
{
    size_t n = 0;
    *list = memory_resize_array(NULL, rules->count + 1, sizeof **list);
    for (size_t i = 0; *list && i < rules->count; i++)
        if (utf8_count(rules->rows[i].key) > 1)
            (*list)[n++] = &rules->rows[i];
    if (*list)
        qsort(*list, n, sizeof **list, by_key);
    return n;
}

/* Phrases of the first stage that are segments cannot match outside of segments: drops them. */
static void drop_segments(struct compiling *c)
{
    const conv_rule **segments;
    size_t n = list_phrases(&c->config->segmentation, &segments), kept = 0;
    if (!segments) {
        c->failed = true;
        return;
    }
    for (size_t i = 0; i < c->phrase_count[0]; i++)
        if (n == 0 || !bsearch(&c->phrases[0][i], segments, n, sizeof *segments, by_key))
            c->phrases[0][kept++] = c->phrases[0][i];
    c->phrase_count[0] = kept;
    memory_free(segments);
}

/* Sorts out the characters that are segments by themselves. */
static void list_segment_chars(struct compiling *c)
{
    const conv_rules *segments = &c->config->segmentation;
    c->segment_chars = memory_resize_array(NULL, segments->count + 1, sizeof *c->segment_chars);
    c->failed = c->failed || !c->segment_chars;
    for (size_t i = 0; !c->failed && i < segments->count; i++)
        if (utf8_count(segments->rows[i].key) == 1)
            c->segment_chars[c->segment_char_count++] = first_char(segments->rows[i].key);
    if (!c->failed)
        qsort(c->segment_chars, c->segment_char_count, sizeof *c->segment_chars, by_number);
}

static bool is_segment(const struct compiling *c, uint32_t cp)
{
    return c->segment_char_count > 0 &&
           bsearch(&cp, c->segment_chars, c->segment_char_count, sizeof cp, by_number) != NULL;
}

/* Fills first[k] and alone[k] from stage k - 1. */
static void relate_stage(struct compiling *c, size_t k)
{
    hp_buf made = { 0 };
    bool good = true;
    for (size_t i = 0; k == 0 && i < c->input_count && good; i++)
        good = conv_relate(&c->first[0], c->inputs[i], c->inputs[i]) &&
               conv_relate(&c->alone[0], c->inputs[i], c->inputs[i]);
    for (size_t i = 0; k > 0 && i < c->input_count && good; i++) {
        char text[4];
        hp_span input = { text, utf8_encode(c->inputs[i], text) };
        hp_span whole = output_of(c, 0, k, input, &made);
        if (utf8_count(whole) == 1) {
            good = conv_relate(&c->alone[k], c->inputs[i], first_char(whole));
        } else if (!is_segment(c, c->inputs[i])) {
            conv_build_flag(c->front, c->inputs[i],
                            CONV_TABLE_STARTS_PHRASE | CONV_TABLE_LATER_STAGE | CONV_TABLE_NOT_3_TO_3);
            c->later_unknown = c->has_runs = true;
        }
    }
    for (size_t i = 0; k > 0 && i < c->first[k - 1].count && good; i++) {
        conv_relation_row l = c->first[k - 1].rows[i];
        char text[4];
        hp_span input = { text, utf8_encode(l.to, text) };
        good = conv_relate(&c->first[k], l.from, first_char(output_of(c, k - 1, k, input, &made)));
    }
    for (size_t i = 0; k > 0 && i < c->phrase_count[k - 1] && good; i++) {
        const conv_rule *rule = c->phrases[k - 1][i];
        const conv_relation_row *from;
        size_t n = conv_relation_to(&c->first[k - 1], first_char(rule->key), &from);
        for (size_t j = 0; j < n && good; j++)
            good = conv_relate(&c->first[k], from[j].from, first_char(rule->value));
    }
    conv_relation_sort(&c->first[k]);
    conv_relation_sort(&c->alone[k]);
    c->failed = c->failed || !good;
    hp_buf_free(&made);
}

/* Adds every input that becomes `rest` when each character stands alone, `made` being what is chosen so far.
 * False when there are too many. */
static bool add_later(struct compiling *c, size_t k, hp_span rest, unsigned priority, hp_buf *made, unsigned *budget)
{
    uint32_t cp;
    size_t n = utf8_decode(rest, &cp);
    if (n == 0) {
        hp_buf output = { 0 };
        hp_span key = { made->ptr, made->len };
        if (never_comes(c, key))
            return (*budget)-- > 0;
        conv_build_add(c->front, key, output_of(c, 0, c->config->count, key, &output), priority);
        hp_buf_free(&output);
        return (*budget)-- > 0;
    }
    const conv_relation_row *from;
    size_t count = conv_relation_to(&c->alone[k], cp, &from), length = made->len;
    for (size_t i = 0; i < count; i++) {
        char text[4];
        hp_buf_append(made, (hp_span){ text, utf8_encode(from[i].from, text) });
        if (made->failed || !add_later(c, k, (hp_span){ rest.ptr + n, rest.len - n }, priority, made, budget))
            return false;
        made->len = length;
    }
    return true;
}

/* Adds the phrases that may match outside of segments, with the output of all stages, if only one stage has
 * any. */
static void list_later(struct compiling *c)
{
    size_t k = 0, stages = 0;
    for (size_t i = 0; i < c->config->count; i++)
        if (c->phrase_count[i] > 0) {
            k = i;
            stages++;
        }
    hp_buf made = { 0 };
    c->later_unknown = c->later_unknown || stages > 1;
    for (size_t i = 0; i < c->phrase_count[k] && !c->later_unknown && !c->failed; i++) {
        const conv_rule *rule = c->phrases[k][i];
        unsigned budget = 4096, priority = CONV_TABLE_LATER + rule->priority;
        /* A phrase that loses to a part of itself never matches. */
        if (conv_table_match(&c->chain.stages[k], rule->key).length < rule->key.len)
            continue;
        made.len = 0;
        c->later_unknown = priority > 250 || !add_later(c, k, rule->key, priority, &made, &budget);
    }
    c->failed = c->failed || made.failed;
    hp_buf_free(&made);
}

/* Marks where phrases of stage k may start, and every character that may be part of one. */
static void mark_runs(struct compiling *c, size_t k)
{
    for (size_t i = 0; i < c->phrase_count[k]; i++) {
        hp_span rest = c->phrases[k][i]->key;
        uint32_t chars[2] = { 0, 0 }, cp;
        size_t count = 0;
        for (size_t n; (n = utf8_decode(rest, &cp)) > 0; count++) {
            const conv_relation_row *from;
            size_t m = conv_relation_to(&c->first[k], cp, &from);
            for (size_t j = 0; j < m; j++)
                conv_build_touch(c->front, from[j].from);
            if (count < 2)
                chars[count] = cp;
            rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
        const conv_relation_row *a, *b;
        size_t n = conv_relation_to(&c->alone[k], chars[0], &a), m = conv_relation_to(&c->first[k], chars[1], &b);
        for (size_t x = 0; x < n; x++) {
            if (m == 0 || is_segment(c, a[x].from))
                continue;
            conv_build_flag(c->front, a[x].from, CONV_TABLE_STARTS_PHRASE | CONV_TABLE_LATER_STAGE);
            for (size_t y = 0; y < m; y++)
                conv_build_pair(c->front, a[x].from, b[y].from);
            c->has_runs = true;
        }
    }
}

/* Adds segments and lone characters with the output of all stages. */
static void fill_front(struct compiling *c, unsigned lone)
{
    hp_buf made = { 0 };
    const conv_rules *segments = &c->config->segmentation;
    for (size_t i = 0; i < segments->count && !c->failed; i++) {
        hp_span key = segments->rows[i].key;
        if (never_comes(c, key))
            continue;
        conv_build_add(c->front, key, output_of(c, 0, c->config->count, key, &made), segments->rows[i].priority);
        if (c->has_runs && utf8_count(key) == 1)
            conv_build_flag(c->front, first_char(key), CONV_TABLE_NOT_3_TO_3);
    }
    for (size_t i = 0; i < c->input_count && !c->failed; i++) {
        char text[4];
        hp_span input = { text, utf8_encode(c->inputs[i], text) }, output;
        output = output_of(c, 0, c->config->count, input, &made);
        /* A key that changes nothing is kept too: where segments do not matter, the front table is then the same
         * as stage 1's, and stored once. */
        bool changes = !span_eq(output, input);
        if (changes || conv_table_match(&c->chain.stages[0], input).length > 0)
            conv_build_add(c->front, input, output, lone);
    }
    mark_specials(c->config, c->front);
    hp_buf_free(&made);
}

static uint32_t build_front(struct compiling *c, unsigned lone)
{
    c->front = conv_build_new();
    c->failed = c->failed || !c->front;
    if (!c->failed)
        collect_inputs(c);
    if (!c->failed)
        list_segment_chars(c);
    for (size_t k = 0; k < c->config->count && !c->failed; k++) {
        c->phrase_count[k] = list_phrases(&c->config->stages[k], &c->phrases[k]);
        c->failed = !c->phrases[k];
        if (!c->failed && k == 0)
            drop_segments(c);
    }
    for (size_t k = 0; k < c->config->count && !c->failed; k++) {
        relate_stage(c, k);
        mark_runs(c, k);
    }
    if (!c->failed)
        list_later(c);
    if (!c->failed)
        fill_front(c, lone);
    conv_build *front = c->front;
    c->front = NULL;
    if (!c->failed)
        return add_table(c, front);
    conv_build_free(front);
    return CONV_EXACT_NONE;
}

static void put_config(struct compiling *c, const char *name, uint32_t front, uint32_t normal, unsigned lone)
{
    if (c->failed || c->set->config_count == sizeof c->set->configs / sizeof *c->set->configs ||
        strlen(name) >= sizeof c->set->configs[0].name) {
        c->failed = true;
        return;
    }
    hp_buf *out = &c->set->configs[c->set->config_count].bytes;
    memcpy(c->set->configs[c->set->config_count].name, name, strlen(name) + 1);
    bytes_put_u32(out, CONV_EXACT_MAGIC);
    bytes_put_u32(out, (c->config->later ? CONV_EXACT_IDS : 0u) | (c->later_unknown ? 0u : CONV_EXACT_LATER_KNOWN));
    bytes_put_u32(out, front);
    bytes_put_u32(out, normal);
    bytes_put_u32(out, (uint32_t)c->config->count);
    bytes_put_u32(out, lone);
    for (size_t i = 0; i < c->config->count; i++)
        bytes_put_u32(out, c->numbers[i]);
    c->set->config_count++;
    c->failed = out->failed;
}

static void free_compiling(struct compiling *c)
{
    conv_exact_work_free(&c->work);
    memory_free(c->inputs);
    memory_free(c->segment_chars);
    memory_free(c->normal_chars);
    for (size_t k = 0; k < CONV_STAGES_MAX; k++) {
        memory_free(c->phrases[k]);
        memory_free(c->first[k].rows);
        memory_free(c->alone[k].rows);
    }
}

hp_status conv_config_compile(const conv_config *config, const char *name, conv_table_set *set, hp_error *err)
{
    struct compiling c = { .config = config, .set = set };
    uint32_t normal = CONV_EXACT_NONE, front = CONV_EXACT_NONE;
    unsigned lone = 0;
    c.chain.ids = config->later;
    c.chain.count = config->count;
    list_normal_chars(&c);
    for (size_t i = 0; i < config->count; i++) {
        c.numbers[i] = build_stage(&c, &config->stages[i]);
        open_stage(&c, c.numbers[i], &c.chain.stages[i]);
    }
    if (config->normal.count > 0)
        normal = build_stage(&c, &config->normal);
    for (size_t i = 0; i < config->segmentation.count; i++)
        if (config->segmentation.rows[i].priority >= lone)
            lone = config->segmentation.rows[i].priority + 1;
    /* One stage without segmentation is its own front. */
    if (config->segmentation.count == 0 && config->count == 1)
        front = c.numbers[0];
    else if (!c.failed)
        front = build_front(&c, lone);
    put_config(&c, name, front, normal, lone);
    free_compiling(&c);
    if (c.failed)
        return error_set(err, HP_NO_MEMORY, 0, "configuration '%s' cannot be compiled: out of memory or of table space",
                         name);
    return HP_OK;
}

/* conv.c - a configuration, a NUL, and a text: the compiled tables give what OpenCC's rules give when they are followed
 * literally, rule by rule.  A dictionary's "file" is its text.
 */
#include <stdlib.h>
#include <string.h>

#include "convert/opencc_config.h"
#include "fuzz.h"
#include "text/bytes.h"
#include "text/utf8.h"

enum { MOST_RULES = 300, MOST_TEXT = 400 };

static hp_status file_is_text(void *where, const char *file, hp_buf *text, hp_error *err)
{
    (void)where, (void)err;
    hp_buf_append(text, span_of_string(file));
    return HP_OK;
}

/* The rule that matches at the start of `text`: the best priority, then the longest, then the first. */
static const conv_rule *match(const conv_rules *rules, hp_span text)
{
    const conv_rule *best = NULL;
    for (size_t i = 0; i < rules->count; i++) {
        const conv_rule *rule = &rules->rows[i];
        if (rule->key.len > text.len || memcmp(rule->key.ptr, text.ptr, rule->key.len) != 0)
            continue;
        if (!best || rule->priority < best->priority ||
            (rule->priority == best->priority && rule->key.len > best->key.len))
            best = rule;
    }
    return best;
}

static hp_span from(hp_span text, size_t at)
{
    return at > 0 ? (hp_span){ text.ptr + at, text.len - at } : text; /* which may be NULL */
}

/* What is copied where nothing matches: a character, or a whole description sequence. */
static size_t copied(const conv_config *config, hp_span text)
{
    uint32_t cp = 0;
    size_t n = utf8_decode(text, &cp);
    size_t whole = config->later && cp >= 0x2FF0 && cp <= 0x2FFF ? conv_ids_length(text) : 0;
    return whole ? whole : n;
}

static void run_stage(const conv_config *config, const conv_rules *rules, hp_span text, hp_buf *out)
{
    while (text.len > 0) {
        const conv_rule *rule = match(rules, text);
        size_t n = rule ? rule->key.len : copied(config, text);
        hp_buf_append(out, rule ? rule->value : (hp_span){ text.ptr, n });
        text = from(text, n);
    }
}

static void run_segment(const conv_config *config, hp_span text, hp_buf *out)
{
    hp_buf bufs[2] = { { 0 }, { 0 } };
    for (size_t i = 0; i < config->count; i++) {
        hp_buf *to = &bufs[i & 1];
        to->len = 0;
        run_stage(config, &config->stages[i], text, to);
        text = (hp_span){ to->ptr, to->len };
    }
    hp_buf_append(out, text);
    hp_buf_free(&bufs[0]);
    hp_buf_free(&bufs[1]);
}

static void run_literally(const conv_config *config, hp_span text, hp_buf *out)
{
    hp_buf normal = { 0 };
    if (config->normal.count > 0) {
        run_stage(config, &config->normal, text, &normal);
        text = (hp_span){ normal.ptr, normal.len };
    }
    size_t loose = 0;
    for (size_t at = 0; at < text.len;) {
        const conv_rule *rule = match(&config->segmentation, from(text, at));
        size_t n = rule ? rule->key.len : copied(config, from(text, at));
        if (rule) {
            run_segment(config, (hp_span){ text.ptr + loose, at - loose }, out);
            run_segment(config, (hp_span){ text.ptr + at, n }, out);
            loose = at + n;
        }
        at += n;
    }
    run_segment(config, from(text, loose), out);
    hp_buf_free(&normal);
}

static bool is_small(const conv_config *config)
{
    size_t rules = config->normal.count + config->segmentation.count;
    for (size_t i = 0; i < config->normal.count; i++)
        if (config->normal.rows[i].key.len > 4 ||
            utf8_lead_length((unsigned char)config->normal.rows[i].key.ptr[0]) != config->normal.rows[i].key.len)
            return false; /* normalization maps characters; nothing else is compiled */
    for (size_t i = 0; i < config->count; i++)
        rules += config->stages[i].count;
    return rules <= MOST_RULES;
}

static void compare(const conv_config *config, hp_span text)
{
    conv_table_set *set = calloc(1, sizeof *set);
    conv_exact *chain = calloc(1, sizeof *chain);
    conv_exact_work work = { 0 };
    hp_buf want = { 0 }, got = { 0 };
    if (!set || !chain)
        abort();
    if (conv_config_compile(config, "fuzz", set, NULL) == HP_OK) {
        if (conv_exact_open(chain, conv_table_set_find, set, "fuzz", NULL) != HP_OK)
            abort();
        run_literally(config, text, &want);
        conv_exact_convert(chain, &work, text, &got);
        if (!span_eq((hp_span){ want.ptr, want.len }, (hp_span){ got.ptr, got.len }))
            abort();
    }
    conv_exact_work_free(&work);
    conv_table_set_free(set);
    free(set);
    free(chain);
    hp_buf_free(&want);
    hp_buf_free(&got);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_span json = { (const char *)bytes, len }, text = { NULL, 0 };
    const char *nul = len ? memchr(json.ptr, '\0', len) : NULL;
    if (nul) {
        json.len = (size_t)(nul - json.ptr);
        text = (hp_span){ nul + 1, len - json.len - 1 };
    }
    const char *stop = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
    text.len = stop ? (size_t)(stop - text.ptr) : text.len;
    stop = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    text.len = stop ? (size_t)(stop - text.ptr) : text.len;
    text.len = utf8_valid((hp_span){ text.ptr, text.len < MOST_TEXT ? text.len : MOST_TEXT });
    conv_config *config = calloc(1, sizeof *config);
    bool tofu;
    if (!config)
        abort();
    if (conv_config_read(config, "fuzz", json, CONV_TOFU_ON, &tofu, file_is_text, NULL, NULL) == HP_OK) {
        if (is_small(config))
            compare(config, text);
        conv_config_free(config);
    }
    free(config);
    return 0;
}

/* opencc_config.c - reads OpenCC's JSON; see opencc_config.h.
 *
 * Given {"conversion_chain":[{"dict":{"type":"text","file":"A.txt"}},],} // with comments and trailing
 * commas, it guarantees the rules of A.txt as stage 0, or an error that names the configuration.
 */
#include "convert/opencc_config.h"

#include <jansson.h>

#include "text/error.h"
#include "text/fields.h"
#include "text/memory.h"

bool conv_rules_add(conv_rules *rules, hp_span key, hp_span value, unsigned priority)
{
    if (rules->count == rules->cap) {
        conv_rule *rows = memory_grow(rules->rows, &rules->cap, 1024, sizeof *rows);
        if (!rows)
            return false;
        rules->rows = rows;
    }
    rules->rows[rules->count++] = (conv_rule){ key, value, priority };
    return true;
}

void conv_rules_free(conv_rules *rules)
{
    memory_free(rules->rows);
    *rules = (conv_rules){ 0 };
}

hp_status conv_rules_parse(conv_rules *rules, const char *file, hp_span text, unsigned priority, hp_error *err)
{
    text_list list = text_list_start(file, text);
    for (hp_span line, key, value; text_list_next(&list, &line);) {
        if (line.ptr[0] == '#') /* OpenCC needs no blank behind it */
            continue;
        if (!text_take_field(&line, &key) || key.len == 0 || !text_take_field(&line, &value))
            return text_list_fail(&list, err, HP_BAD_DATA, "not 'key TAB value'");
        const char *space = value.len ? memchr(value.ptr, ' ', value.len) : NULL;
        if (space)
            value.len = (size_t)(space - value.ptr);
        if (!conv_rules_add(rules, key, value.len ? value : key, priority))
            return error_set_memory(err);
    }
    return HP_OK;
}

/* The length of the comment or string at the start of `text`; 0 when there is neither. */
static size_t comment_length(hp_span text)
{
    if (text.len < 2 || text.ptr[0] != '/' || (text.ptr[1] != '/' && text.ptr[1] != '*'))
        return 0;
    size_t i = 2;
    if (text.ptr[1] == '/') {
        while (i < text.len && text.ptr[i] != '\n')
            i++;
        return i;
    }
    while (i + 1 < text.len && !(text.ptr[i] == '*' && text.ptr[i + 1] == '/'))
        i++;
    return i + 2 < text.len ? i + 2 : text.len;
}

static size_t string_length(hp_span text)
{
    if (text.len == 0 || text.ptr[0] != '"')
        return 0;
    size_t i = 1;
    while (i < text.len && text.ptr[i] != '"')
        i += text.ptr[i] == '\\' ? 2 : 1;
    return i < text.len ? i + 1 : text.len;
}

static hp_span rest_of(hp_span text, size_t from)
{
    return (hp_span){ text.ptr + from, text.len - from };
}

static bool closes(hp_span text)
{
    while (text.len > 0) {
        size_t n = comment_length(text);
        if (n == 0 && memchr(" \t\r\n", text.ptr[0], 4))
            n = 1;
        if (n == 0)
            return text.ptr[0] == '}' || text.ptr[0] == ']';
        text = rest_of(text, n);
    }
    return false;
}

/* Appends `text` to *out without comments and trailing commas. */
static void plain_json(hp_span text, hp_buf *out)
{
    while (text.len > 0) {
        size_t skip = comment_length(text), copy = skip ? 0 : string_length(text);
        if (skip == 0 && copy == 0) {
            bool trailing = text.ptr[0] == ',' && closes(rest_of(text, 1));
            copy = trailing ? 0 : 1;
            skip = trailing ? 1 : 0;
        }
        hp_buf_append(out, (hp_span){ text.ptr, copy });
        text = rest_of(text, skip + copy);
    }
}

/* What is needed while one configuration is read. */
struct reading {
    conv_config *config;
    const char *name;
    conv_tofu tofu;
    bool *tofu_seen;
    conv_read_dict *read;
    void *where;
    hp_error *err;
    unsigned next_priority;
};

static hp_status malformed(const struct reading *r, const char *what)
{
    return error_set(r->err, HP_BAD_DATA, 0, "configuration '%s': %s", r->name, what);
}

/* Takes *text over into the configuration. */
static bool keep_text(conv_config *config, hp_buf *text, hp_span *kept)
{
    if (text->failed || config->text_count == sizeof config->texts / sizeof *config->texts) {
        hp_buf_free(text);
        return false;
    }
    config->texts[config->text_count++] = *text;
    *kept = (hp_span){ text->ptr, text->len };
    *text = (hp_buf){ 0 };
    return true;
}

/* Adds the entries of an inline dictionary; all their text goes into one buffer first, the rules point into
 * it. */
static hp_status read_inline(struct reading *r, const json_t *dict, unsigned priority, conv_rules *rules)
{
    json_t *entries = json_object_get(dict, "entries"), *value;
    const char *key;
    hp_buf text = { 0 };
    hp_span rest, part[2];
    if (!json_is_object(entries))
        return malformed(r, "an inline dictionary without entries");
    json_object_foreach(entries, key, value)
    {
        if (!json_is_string(value) || !*key || json_string_length(value) == 0) {
            hp_buf_free(&text);
            return malformed(r, "inline entries must be non-empty strings");
        }
        hp_buf_append(&text, span_of_string(key));
        hp_buf_append(&text, (hp_span){ json_string_value(value), json_string_length(value) });
    }
    if (!keep_text(r->config, &text, &rest))
        return malformed(r, "too many dictionaries");
    json_object_foreach(entries, key, value)
    {
        if (!span_take(&rest, strlen(key), &part[0]) || !span_take(&rest, json_string_length(value), &part[1]) ||
            !conv_rules_add(rules, part[0], part[1], priority))
            return error_set_memory(r->err);
    }
    return HP_OK;
}

static hp_status read_file(struct reading *r, const json_t *dict, unsigned priority, conv_rules *rules)
{
    const char *file = json_string_value(json_object_get(dict, "file"));
    hp_buf text = { 0 };
    hp_span kept;
    if (!file || !*file)
        return malformed(r, "a dictionary without a file");
    hp_status st = r->read(r->where, file, &text, r->err);
    if (st != HP_OK)
        return st;
    if (!keep_text(r->config, &text, &kept))
        return malformed(r, "too many dictionaries");
    return conv_rules_parse(rules, file, kept, priority, r->err);
}

/* Reads one dictionary or group into *rules.  In a union all get the priority `shared`. */
static hp_status read_dict(struct reading *r, const json_t *dict, bool in_union, unsigned depth, conv_rules *rules)
{
    const char *type = json_string_value(json_object_get(dict, "type"));
    if (!type || depth > 8)
        return malformed(r, "a dictionary without a type, or groups too deep");
    if (json_is_true(json_object_get(dict, "may_output_tofu"))) {
        *r->tofu_seen = true;
        if (r->tofu == CONV_TOFU_OFF)
            return HP_OK;
    }
    if (strcmp(type, "group") != 0) {
        unsigned priority = in_union ? r->next_priority : r->next_priority++;
        if (priority > 250)
            return malformed(r, "too many dictionaries");
        bool is_file = strcmp(type, "text") == 0 || strcmp(type, "ocd2") == 0 || strcmp(type, "ocd") == 0;
        if (!is_file && strcmp(type, "inline") != 0)
            return malformed(r, "an unknown type of dictionary");
        return is_file ? read_file(r, dict, priority, rules) : read_inline(r, dict, priority, rules);
    }
    const char *policy = json_string_value(json_object_get(dict, "match_policy"));
    json_t *children = json_object_get(dict, "dicts"), *child;
    if (policy)
        r->config->later = true;
    bool is_union = policy && strcmp(policy, "union") == 0;
    if (in_union && !is_union)
        return malformed(r, "a short_circuit group inside a union is not supported");
    size_t i;
    hp_status st = json_is_array(children) ? HP_OK : malformed(r, "a group without dicts");
    json_array_foreach(children, i, child)
    {
        if (st == HP_OK)
            st = read_dict(r, child, is_union, depth + 1, rules);
    }
    if (is_union && !in_union)
        r->next_priority++;
    return st;
}

static hp_status read_stage(struct reading *r, const json_t *step, conv_rules *rules)
{
    const json_t *dict = json_object_get(step, "dict");
    r->next_priority = 0;
    return dict ? read_dict(r, dict, false, 0, rules) : malformed(r, "a step without a dict");
}

static hp_status read_root(struct reading *r, const json_t *root)
{
    const json_t *normal = json_object_get(root, "normalization"),
                 *segmentation = json_object_get(root, "segmentation"),
                 *chain = json_object_get(root, "conversion_chain"), *step;
    conv_config *config = r->config;
    hp_status st = HP_OK;
    size_t i;
    config->later = normal || !segmentation;
    if (json_array_size(normal) > 1 || json_array_size(chain) > CONV_STAGES_MAX)
        return malformed(r, "too many steps");
    if (json_array_size(normal) == 1)
        st = read_stage(r, json_array_get(normal, 0), &config->normal);
    if (st == HP_OK && segmentation) {
        const char *type = json_string_value(json_object_get(segmentation, "type"));
        if (!type || strcmp(type, "mmseg") != 0)
            return error_set(r->err, HP_BAD_DATA, 0, "configuration '%s': segmentation '%s' needs an OpenCC plug-in",
                             r->name, type ? type : "");
        st = read_stage(r, segmentation, &config->segmentation);
    }
    if (st == HP_OK && json_array_size(chain) == 0)
        st = malformed(r, "no conversion_chain");
    json_array_foreach(chain, i, step)
    {
        if (st == HP_OK)
            st = read_stage(r, step, &config->stages[config->count++]);
    }
    return st;
}

hp_status conv_config_read(conv_config *config, const char *name, hp_span json, conv_tofu tofu, bool *tofu_seen,
                           conv_read_dict *read, void *where, hp_error *err)
{
    struct reading r = { config, name, tofu, tofu_seen, read, where, err, 0 };
    hp_buf plain = { 0 };
    json_error_t problem;
    *config = (conv_config){ .count = 0 };
    *tofu_seen = false;
    plain_json(json, &plain);
    json_t *root = plain.failed ? NULL : json_loadb(plain.ptr, plain.len, JSON_REJECT_DUPLICATES, &problem);
    hp_status st;
    if (plain.failed)
        st = error_set_memory(err);
    else if (!json_is_object(root))
        st = error_set(err, HP_BAD_DATA, 0, "configuration '%s': line %d: %s", name, root ? 1 : problem.line,
                       root ? "not an object" : problem.text);
    else
        st = read_root(&r, root);
    json_decref(root);
    hp_buf_free(&plain);
    if (st != HP_OK)
        conv_config_free(config);
    return st;
}

void conv_config_free(conv_config *config)
{
    conv_rules_free(&config->normal);
    conv_rules_free(&config->segmentation);
    for (size_t i = 0; i < CONV_STAGES_MAX; i++)
        conv_rules_free(&config->stages[i]);
    for (size_t i = 0; i < config->text_count; i++)
        hp_buf_free(&config->texts[i]);
    *config = (conv_config){ .count = 0 };
}

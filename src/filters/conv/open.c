/* open.c - opens the configurations that -c names.
 *
 * Given "tw2t,t2hk" it sets up one link a name, in order.  A name is a configuration in the data file, or a
 * chain that has a name of its own (hk2tw is hk2t,t2tw), or, with a slash or .json in it, a user's JSON file,
 * compiled on the spot; its .ocd2 dictionaries are read as text where the file's folder or OpenCC's has it,
 * else libopencc takes over.
 */
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "data/data_file.h"
#include "filters/conv/conv.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/read_file.h"

static const struct {
    const char *name, *chain;
} named_chains[] = { { "hk2tw", "hk2t,t2tw" }, { "tw2hk", "tw2t,t2hk" } };

/* What --list says of each. */
static const struct {
    const char *name, *purpose;
} purposes[] = {
    { "s2t", "Simplified to Traditional, in OpenCC's standard forms" },
    { "t2s", "Traditional, in OpenCC's standard forms, to Simplified" },
    { "s2tw", "Simplified to Traditional in Taiwan's forms, words unchanged" },
    { "tw2s", "Traditional in Taiwan's forms to Simplified, words unchanged" },
    { "s2twp", "Simplified to Traditional in Taiwan's forms and words" },
    { "tw2sp", "Traditional in Taiwan's forms and words to Simplified with mainland words" },
    { "s2hk", "Simplified to Traditional in Hong Kong's forms, words unchanged" },
    { "hk2s", "Traditional in Hong Kong's forms to Simplified, words unchanged" },
    { "s2hkp", "Simplified to Traditional in Hong Kong's forms and words" },
    { "hk2sp", "Traditional in Hong Kong's forms and words to Simplified with mainland words" },
    { "t2tw", "Traditional, from OpenCC's standard forms to Taiwan's" },
    { "t2twp", "Traditional, from OpenCC's standard forms to Taiwan's forms and words" },
    { "tw2t", "Traditional, from Taiwan's forms to OpenCC's standard forms" },
    { "t2hk", "Traditional, from OpenCC's standard forms to Hong Kong's" },
    { "hk2t", "Traditional, from Hong Kong's forms to OpenCC's standard forms" },
    { "hk2tw", "Traditional, from Hong Kong's forms to Taiwan's" },
    { "tw2hk", "Traditional, from Taiwan's forms to Hong Kong's" },
    { "t2jp", "Traditional, in OpenCC's standard forms, to Japanese new forms" },
    { "jp2t", "Japanese new forms to Traditional, in OpenCC's standard forms" },
};

hp_status conv_find_in_data(const void *where, const char *name, hp_span *section, hp_error *err)
{
    return data_section_by_name(where, name, section, err);
}

/* Where a user's configuration finds its dictionaries. */
struct place {
    const char *path; /* of the configuration */
    bool compiled;    /* a dictionary was there only in compiled form */
};

/* Tries DIR/FILE, and DIR/STEM.txt for a compiled one. */
static bool try_dict(hp_span dir, const char *file, hp_buf *text)
{
    const char *dot = strrchr(file, '.');
    bool compiled = dot && (strcmp(dot, ".ocd2") == 0 || strcmp(dot, ".ocd") == 0);
    int stem = (int)(compiled ? (size_t)(dot - file) : strlen(file));
    hp_buf path = { 0 };
    buffer_format(&path, "%.*s%.*s%s", file[0] == '/' ? 0 : (int)dir.len, dir.ptr, stem, file, compiled ? ".txt" : "");
    bool good = !path.failed && text_read_file(text, path.ptr, NULL) == HP_OK;
    hp_buf_free(&path);
    return good;
}

static hp_status read_dict(void *where, const char *file, hp_buf *text, hp_error *err)
{
    struct place *place = where;
    const char *slash = strrchr(place->path, '/'), *dot = strrchr(file, '.');
    hp_span own = { place->path, slash ? (size_t)(slash - place->path) + 1 : 0 };
    if (try_dict(own, file, text) || try_dict(span_of_string(OPENCC_DATA_DIR "/"), file, text))
        return HP_OK;
    place->compiled = dot && strncmp(dot, ".ocd", 4) == 0;
    return error_set(err, HP_IO, 0, "configuration '%s': dictionary '%s' is in neither its folder nor %s%s",
                     place->path, file, OPENCC_DATA_DIR, place->compiled ? " as text" : "");
}

/* Compiles the user's configuration at `path`. */
static hp_status open_own(conv_link *link, const char *path, const conv_request *request, hp_error *err)
{
    struct place place = { path, false };
    hp_buf json = { 0 };
    bool tofu;
    conv_config *config = memory_zeroed(1, sizeof *config);
    link->own = memory_zeroed(1, sizeof *link->own);
    hp_status st = config && link->own ? text_read_file(&json, path, err) : error_set_memory(err);
    if (st == HP_OK)
        st = conv_config_read(config, path, (hp_span){ json.ptr, json.len }, request->tofu, &tofu, read_dict, &place,
                              err);
    if (st == HP_OK)
        st = conv_config_compile(config, "own", link->own, err);
    if (st == HP_OK) {
        link->engine = CONV_ENGINE_EXACT;
        st = conv_exact_open(&link->chain, conv_table_set_find, link->own, "own", err);
    } else if (place.compiled) {
        st = conv_opencc_open(&link->opencc, path, NULL);
        if (st == HP_OK)
            link->engine = CONV_ENGINE_OPENCC;
        else
            st = error_set(err, HP_BAD_DATA, 0, "%s; and %s", hp_error_text(err),
                           st == HP_IO ? "libopencc, which might read it, cannot be loaded"
                                       : "this libopencc cannot read it");
    }
    if (config)
        conv_config_free(config);
    memory_free(config);
    hp_buf_free(&json);
    return st;
}

/* Opens the configuration `name` of OpenCC's own folder with libopencc. */
static hp_status open_opencc(conv_link *link, const char *name, hp_error *err)
{
    hp_buf path = { 0 };
    bool has_folder = strchr(name, '/') != NULL;
    size_t n = strlen(name);
    bool has_end = n > 5 && strcmp(name + n - 5, ".json") == 0;
    buffer_format(&path, "%s%s%s", has_folder ? "" : OPENCC_DATA_DIR "/", name, has_end ? "" : ".json");
    hp_status st = HP_OK;
    link->engine = CONV_ENGINE_OPENCC;
    if (path.failed)
        st = error_set_memory(err);
    else if (access(path.ptr, R_OK) != 0)
        st = error_set(err, HP_USAGE, 0, "no configuration '%s' (%s is not readable; see --list)", name, path.ptr);
    else
        st = conv_opencc_open(&link->opencc, path.ptr, err);
    hp_buf_free(&path);
    return st;
}

/* Opens the configuration `name` of the data file. */
static hp_status open_compiled(conv_link *link, const char *name, const conv_request *request, const hp_data *data,
                               hp_error *err)
{
    hp_buf full = { 0 };
    hp_span section;
    buffer_format(&full, "cfg.%s+tofu", name);
    if (full.failed)
        return error_set_memory(err);
    bool tofu = request->tofu == CONV_TOFU_ON && full.len <= DATA_NAME &&
                data_section_by_name(data, full.ptr, &section, NULL) == HP_OK;
    if (!tofu)
        full.ptr[full.len - strlen("+tofu")] = '\0';
    hp_status st = HP_OK;
    if (strlen(full.ptr) > DATA_NAME || data_section_by_name(data, full.ptr, &section, NULL) != HP_OK) {
        bool later = strcmp(name, "s2hkp") == 0 || strcmp(name, "hk2sp") == 0;
        st = !data   ? error_set(err, HP_BAD_DATA, 0, "conversion needs the data file hanpipe.hpd (see --data)")
             : later ? error_set(err, HP_USAGE, 0,
                                 "configuration '%s' is not in the data file: it comes with OpenCC 1.4's data "
                                 "(hanpipe-mkdict --opencc=DIR)",
                                 name)
                     : error_set(err, HP_USAGE, 0, "no configuration '%s' (see --list)", name);
    }
    bool found = false;
    if (st == HP_OK && request->engine == CONV_ENGINE_BEST)
        st = conv_best_path_open(&link->best, conv_find_in_data, data, full.ptr + 4, &found, err);
    link->engine = found ? CONV_ENGINE_BEST : CONV_ENGINE_EXACT;
    if (st == HP_OK && !found)
        st = conv_exact_open(&link->chain, conv_find_in_data, data, full.ptr + 4, err);
    hp_buf_free(&full);
    return st;
}

static bool is_path(const char *name)
{
    size_t n = strlen(name);
    return strchr(name, '/') || (n > 5 && strcmp(name + n - 5, ".json") == 0);
}

/* Where no such file lies, s2t.json and S2T are the configuration s2t. */
static void make_plain(char *name)
{
    size_t n = strlen(name);
    if (strchr(name, '/') || access(name, R_OK) == 0)
        return;
    if (is_path(name))
        name[n - 5] = '\0';
    for (char *c = name; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
}

/* Opens one name, or the chain that it stands for. */
static hp_status open_name(conv_filter *self, const char *name, const conv_request *request, const hp_data *data,
                           hp_error *err)
{
    for (size_t i = 0; i < sizeof named_chains / sizeof *named_chains; i++)
        if (strcmp(name, named_chains[i].name) == 0) {
            conv_request chain = *request;
            chain.config = named_chains[i].chain;
            return conv_open_links(self, &chain, data, err);
        }
    if (self->count == CONV_LINKS)
        return error_set(err, HP_USAGE, 0, "more than %d configurations in a chain", (int)CONV_LINKS);
    conv_link *link = &self->links[self->count++];
    if (request->engine == CONV_ENGINE_OPENCC)
        return open_opencc(link, name, err);
    if (is_path(name))
        return open_own(link, name, request, err);
    return open_compiled(link, name, request, data, err);
}

hp_status conv_open_links(conv_filter *self, const conv_request *request, const hp_data *data, hp_error *err)
{
    hp_status st = HP_OK;
    for (hp_span rest = span_of_string(request->config); st == HP_OK && rest.ptr;) {
        const char *comma = memchr(rest.ptr, ',', rest.len);
        size_t n = comma ? (size_t)(comma - rest.ptr) : rest.len;
        hp_buf name = { 0 };
        buffer_format(&name, "%.*s", (int)n, rest.ptr);
        if (!name.failed)
            make_plain(name.ptr);
        if (name.failed)
            st = error_set_memory(err);
        else
            st = n ? open_name(self, name.ptr, request, data, err)
                   : error_set(err, HP_USAGE, 0, "--config: a name is missing in '%s'", request->config);
        hp_buf_free(&name);
        rest = comma ? (hp_span){ comma + 1, rest.len - n - 1 } : (hp_span){ NULL, 0 };
    }
    return st;
}

/* Sets *converts when some character of `from` becomes the one that `to` has in its place, all of three bytes. */
static hp_status try_sample(const conv_filter *self, conv_filter_scratch *scratch, hp_span from, const char *to,
                            bool *converts, hp_error *err)
{
    hp_buf made = { 0 };
    hp_status st = HP_OK;
    *converts = false;
    for (size_t i = 0; st == HP_OK && i + 3 <= from.len; i += 3) {
        made.len = 0;
        st = conv_convert(self, scratch, (hp_span){ from.ptr + i, 3 }, &made, err);
        *converts = *converts || (st == HP_OK && span_eq((hp_span){ made.ptr, made.len }, (hp_span){ to + i, 3 }));
    }
    hp_buf_free(&made);
    return st;
}

hp_status conv_find_direction(conv_filter *self, hp_error *err)
{
    static const char traditional[] = CONV_SAMPLE_TRADITIONAL, simplified[] = CONV_SAMPLE_SIMPLIFIED;
    conv_filter_scratch *scratch = memory_zeroed(1, sizeof *scratch);
    hp_status st = scratch ? HP_OK : error_set_memory(err);
    if (st == HP_OK)
        st = try_sample(self, scratch, span_of_string(traditional), simplified, &self->to_simplified, err);
    if (st == HP_OK)
        st = try_sample(self, scratch, span_of_string(simplified), traditional, &self->from_simplified, err);
    conv_free_scratch(scratch);
    return st;
}

void conv_close_links(conv_filter *self)
{
    for (size_t i = 0; i < self->count; i++) {
        conv_opencc_close(self->links[i].opencc);
        if (self->links[i].own)
            conv_table_set_free(self->links[i].own);
        memory_free(self->links[i].own);
    }
    self->count = 0;
}

/* One line of the list; a configuration of somebody's own has no purpose that is known here. */
static void list_name(const char *name, hp_buf *out)
{
    const char *purpose = "";
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
        if (strcmp(purposes[i].name, name) == 0)
            purpose = purposes[i].purpose;
    buffer_format(out, "%-*s%s\n", *purpose ? 8 : 0, name, purpose);
}

hp_status conv_list(const hp_data *data, hp_buf *out, hp_error *err)
{
    char name[DATA_NAME + 1];
    hp_span section;
    size_t found = 0;
    for (size_t i = 0; data && data_section_by_index(data, i, name, &section); i++) {
        if (strncmp(name, "cfg.", 4) != 0 || strchr(name, '+'))
            continue;
        list_name(name + 4, out);
        found++;
    }
    for (size_t i = 0; found > 0 && i < sizeof named_chains / sizeof *named_chains; i++)
        list_name(named_chains[i].name, out);
    if (found == 0)
        return error_set(err, HP_BAD_DATA, 0, "there is no data file with configurations (see --data)");
    return out->failed ? error_set_memory(err) : HP_OK;
}

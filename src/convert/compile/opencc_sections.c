/* opencc_sections.c - compiles a folder of OpenCC configurations; see convert/opencc_config.h and
 * convert/opencc_exact.h.
 *
 * Given DIR with s2t.json … and the dictionaries that they name (.ocd2 files turned to .txt by opencc_dict),
 * it makes the sections "cfg.NAME" and "tab.N" for exact conversion and, where word lists are given,
 * "best.NAME", "words.s" and "words.t" for the best path.  A configuration with dictionaries that may output
 * rare characters is compiled twice, without them and, as NAME+tofu, with them.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "convert/compile/best_path_compile.h"
#include "convert/compile/common_codes.h"
#include "convert/compile/opencc_sections.h"
#include "convert/compile/shared/shared_parts.h"
#include "convert/opencc_config.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/memory.h"

static const char *const names[] = { "s2t",  "t2s",  "s2tw", "tw2s", "s2hk", "hk2s", "s2twp", "tw2sp",
                                     "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t", "s2hkp", "hk2sp" };

/* Reads a dictionary of the folder `where`; a compiled one's text has the same name with .txt. */
static hp_status read_dict(void *where, const char *file, hp_buf *text, hp_error *err)
{
    hp_buf name = { 0 };
    source_lines opened;
    size_t stem = strlen(file);
    const char *dot = strrchr(file, '.');
    bool compiled = dot && strcmp(dot, ".ocd2") == 0;
    if (compiled)
        stem = (size_t)(dot - file);
    buffer_format(&name, "%.*s%s", (int)stem, file, compiled ? ".txt" : "");
    bool good = !name.failed && source_lines_open(&opened, where, name.ptr);
    if (!good && compiled)
        fprintf(stderr, "hanpipe-mkdict: make it first: opencc_dict -i %s -o %s -f ocd2 -t text\n", file, name.ptr);
    hp_buf_free(&name);
    if (!good) {
        return error_set(err, HP_IO, 0, "a dictionary is missing");
    }
    *text = opened.list.bytes;
    opened.list.bytes = (hp_buf){ 0 };
    source_lines_close(&opened);
    return HP_OK;
}

static bool complain(const char *dir, const char *name, const hp_error *err)
{
    fprintf(stderr, "hanpipe-mkdict: %s/%s.json: %s\n", dir, name, hp_error_text(err));
    return false;
}

/* True as well when memory is out: reading the file then says so. */
static bool exists(const char *dir, const char *name)
{
    hp_buf path = { 0 };
    buffer_format(&path, "%s/%s.json", dir, name);
    bool there = path.failed || access(path.ptr, F_OK) == 0;
    hp_buf_free(&path);
    return there;
}

/* t2twp is s2twp without its first step, which makes Traditional of Simplified. */
static bool compile_t2twp(conv_config *config, conv_table_set *set, hp_error *err)
{
    if (config->count < 2)
        return true;
    conv_rules_free(&config->segmentation);
    conv_rules_free(&config->stages[0]);
    config->count--;
    memmove(&config->stages[0], &config->stages[1], config->count * sizeof config->stages[0]);
    config->stages[config->count] = (conv_rules){ 0 };
    return conv_config_compile(config, "t2twp", set, err) == HP_OK;
}

/* Compiles DIR/NAME.json as NAME; *tofu_seen tells whether tofu would change it. */
static bool compile_one(const char *dir, const char *name, conv_tofu tofu, conv_table_set *set, bool *tofu_seen)
{
    source_lines json;
    hp_error err = { 0 };
    hp_buf file = { 0 }, as = { 0 };
    conv_config *config = memory_zeroed(1, sizeof *config);
    buffer_format(&file, "%s.json", name);
    buffer_format(&as, "%s%s", name, tofu == CONV_TOFU_ON ? "+tofu" : "");
    if (!config || file.failed || as.failed || !source_lines_open(&json, dir, file.ptr))
        return false;
    hp_span text = { json.list.bytes.ptr, json.list.bytes.len };
    bool good = conv_config_read(config, name, text, tofu, tofu_seen, read_dict, (void *)dir, &err) == HP_OK &&
                conv_config_compile(config, as.ptr, set, &err) == HP_OK;
    if (good && strcmp(name, "s2twp") == 0)
        good = compile_t2twp(config, set, &err);
    if (!good)
        complain(dir, name, &err);
    error_clear(&err);
    conv_config_free(config);
    memory_free(config);
    source_lines_close(&json);
    hp_buf_free(&file);
    hp_buf_free(&as);
    return good;
}

/* Takes over the set's tables as sections. */
static bool add_sections(data_writer *writer, conv_table_set *set)
{
    bool good = true;
    for (size_t i = 0; good && i < set->config_count; i++) {
        hp_buf name = { 0 };
        buffer_format(&name, "cfg.%s", set->configs[i].name);
        good = !name.failed && data_writer_add(writer, name.ptr, &set->configs[i].bytes);
        hp_buf_free(&name);
    }
    for (size_t i = 0; good && i < set->table_count; i++) {
        hp_buf name = { 0 };
        buffer_format(&name, "tab.%u", (unsigned)i);
        good = !name.failed && data_writer_add(writer, name.ptr, &set->tables[i]);
        hp_buf_free(&name);
    }
    return good;
}

/* Makes a section of the characters of a dictionary that have several outputs: what to list as choices. */
static bool add_choices(data_writer *writer, conv_codes *codes, const char *dir, const char *file, const char *name)
{
    source_lines text;
    hp_span line, key, values;
    hp_buf bytes = { 0 };
    conv_build *build = conv_build_new();
    if (!build || !source_lines_open(&text, dir, file))
        return false;
    conv_build_spell_out(build);
    conv_build_dense(build, codes);
    while (source_lines_next(&text, &line))
        if (text_take_field(&line, &key) && text_take_field(&line, &values) && values.len > 0 &&
            memchr(values.ptr, ' ', values.len))
            conv_build_add(build, key, values, 0);
    source_lines_close(&text);
    bool good = conv_build_write(build, &bytes) && data_writer_add(writer, name, &bytes);
    conv_build_free(build);
    return good;
}

/* Takes over the lines of a table of ours as section `name`. */
static bool add_table(data_writer *writer, const char *dicts, const char *file, const char *name)
{
    source_lines text;
    hp_buf bytes = { 0 };
    hp_span line;
    if (!source_lines_open(&text, dicts, file))
        return false;
    while (source_lines_next(&text, &line)) {
        hp_buf_append(&bytes, line);
        hp_buf_append(&bytes, (hp_span){ "\n", 1 });
    }
    source_lines_close(&text);
    return data_writer_add(writer, name, &bytes);
}

bool conv_compile(data_writer *writer, const conv_sources *from, const conv_use_words *use)
{
    conv_table_set *set = memory_zeroed(1, sizeof *set);
    conv_codes *codes = memory_zeroed(1, sizeof *codes);
    bool good = set && codes && conv_give_common_codes(from, codes);
    size_t found = 0;
    if (set)
        set->codes = codes;
    for (size_t i = 0; good && i < sizeof names / sizeof *names; i++) {
        bool tofu = false;
        if (!exists(from->opencc, names[i]))
            continue;
        found++;
        good = compile_one(from->opencc, names[i], CONV_TOFU_OFF, set, &tofu) &&
               (!tofu || compile_one(from->opencc, names[i], CONV_TOFU_ON, set, &tofu));
    }
    if (good && found == 0) {
        fprintf(stderr, "hanpipe-mkdict: %s: no configurations\n", from->opencc);
        good = false;
    }
    if (good)
        data_writer_source(writer, "OpenCC configurations", found == sizeof names / sizeof *names ? "1.4" : "1.1",
                           "Apache-2.0");
    if (good && from->essay && from->jieba)
        good = conv_compile_best_path(writer, set, from, read_dict, use);
    if (good)
        good = add_sections(writer, set) && add_table(writer, from->dicts, "conv-readings.tsv", "conv.readings") &&
               add_choices(writer, codes, from->opencc, "STCharacters.txt", "choices.t") &&
               add_choices(writer, codes, from->opencc, "TSCharacters.txt", "choices.s") &&
               conv_share_parts(writer, codes);
    if (set)
        conv_table_set_free(set);
    memory_free(set);
    memory_free(codes);
    return good;
}

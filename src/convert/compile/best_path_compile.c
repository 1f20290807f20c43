/* best_path_compile.c - makes the tables of the best-path mode; convert/path/best_path.h says how they are used.
 *
 * Words come from rime's essay (Traditional, with frequencies), jieba's dictionary (Simplified, with
 * frequencies), the keys of OpenCC's dictionaries, and the project's tables.  A word's Traditional form is
 * the project's, else OpenCC's where a dictionary has the word as a key, else the essay's where jieba knows
 * the word too (the essay alone has many mechanical forms: 說明瞭), else what OpenCC makes of it.
 *
 * Worked: 头发 → 頭髮 decides, because 头 and 发 alone give 頭發; 国家 does not, and is in no configuration's
 * table.
 */
#include "convert/compile/best_path_compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "convert/compile/region_words.h"
#include "convert/compile/window_kinds.h"
#include "convert/compile/word_lists.h"
#include "convert/path/text_script.h"
#include "convert/table_build.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

struct making {
    data_writer *writer;
    const conv_table_set *set;
    const conv_sources *from;
    conv_read_dict *read;
    conv_words simplified, traditional;
    conv_rules to_traditional, to_simplified; /* OpenCC's phrases and characters */
    conv_exact t2s, s2t, to_taiwan;           /* the last is s2t where there is no s2twp */
    conv_exact_work work;
    hp_buf made;
    conv_context_rules rules, author, numbers; /* for Simplified, for Traditional; those that ask for a number */
    conv_region_sources regions;
    conv_rules usual; /* characters with another usual form than OpenCC's first */
    conv_name_rule names[32];
    size_t name_count;
    uint32_t scripts[0x30000];       /* CONV_… bits of each character */
    conv_table tables[2];            /* of the costs of Traditional words, of Simplified */
    unsigned char kinds[2][0x10000]; /* what windows see of each character of Traditional text, of Simplified */
    hp_buf texts[24];
    size_t text_count;
};

/* What `chain` makes of `text`, from its stage `first` on; valid until the next call. */
static hp_span convert(struct making *m, const conv_exact *chain, size_t first, hp_span text)
{
    m->made.len = 0;
    if (first == 0)
        conv_exact_convert(chain, &m->work, text, &m->made);
    else
        conv_exact_stages(chain, &m->work, first, text, &m->made);
    return (hp_span){ m->made.ptr, m->made.len };
}

static bool open_chain(const struct making *m, const char *name, conv_exact *chain)
{
    hp_error err = { 0 };
    if (conv_exact_open(chain, conv_table_set_find, m->set, name, &err) == HP_OK)
        return true;
    fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
    error_clear(&err);
    return false;
}

static bool open_taiwan(struct making *m)
{
    hp_status st = conv_exact_open(&m->to_taiwan, conv_table_set_find, m->set, "s2twp", NULL);
    if (st == HP_NO_MEMORY)
        fputs("hanpipe-mkdict: out of memory\n", stderr);
    return st == HP_OK || (st != HP_NO_MEMORY && open_chain(m, "s2t", &m->to_taiwan));
}

/* Adds the rows of a dictionary of OpenCC's, if it is there, to *rules. */
static bool read_rules(struct making *m, const char *file, conv_rules *rules)
{
    hp_buf path = { 0 };
    hp_error err = { 0 };
    buffer_format(&path, "%s/%s", m->from->opencc, file);
    bool there = path.failed || access(path.ptr, F_OK) == 0; /* without memory, reading says so */
    hp_buf_free(&path);
    if (!there)
        return true;
    if (m->text_count == sizeof m->texts / sizeof *m->texts)
        return false;
    hp_buf *text = &m->texts[m->text_count++];
    if (m->read((void *)m->from->opencc, file, text, &err) != HP_OK)
        return false;
    if (conv_rules_parse(rules, file, (hp_span){ text->ptr, text->len }, 0, &err) == HP_OK)
        return true;
    fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
    error_clear(&err);
    return false;
}

/* Notes a key of OpenCC's as a word of the script it is in. */
static void add_key(conv_words *words, hp_span key)
{
    if (utf8_count(key) > 1 && utf8_count(key) <= CONV_LONGEST_WORD)
        conv_words_add(words, key)->key = true;
}

/* Notes all keys: Simplified ones, and Traditional ones in both scripts. */
static bool read_keys(struct making *m)
{
    static const char *const simple[] = { "STPhrases.txt", "STPhrases_GeneratedFromRegionalPhrases.txt" };
    static const char *const other[] = { "TSPhrases.txt",           "TWPhrases.txt",    "HKPhrases.txt",
                                         "TWPhrasesRev.txt",        "HKPhrasesRev.txt", "TWVariantsRevPhrases.txt",
                                         "HKVariantsRevPhrases.txt" };
    conv_rules traditional = { 0 };
    bool good = true;
    for (size_t i = 0; good && i < sizeof simple / sizeof *simple; i++)
        good = read_rules(m, simple[i], &m->to_traditional);
    for (size_t i = 0; good && i < sizeof other / sizeof *other; i++)
        good = read_rules(m, other[i], &traditional);
    for (size_t i = 0; i < m->to_traditional.count; i++)
        add_key(&m->simplified, m->to_traditional.rows[i].key);
    for (size_t i = 0; good && i < traditional.count; i++) {
        add_key(&m->traditional, traditional.rows[i].key);
        add_key(&m->simplified, convert(m, &m->t2s, 0, traditional.rows[i].key));
    }
    conv_rules_free(&traditional);
    return good;
}

/* Gives the words of the essay Taiwan's and Hong Kong's forms too. */
static void add_variants(struct making *m, const char *name)
{
    conv_exact chain;
    if (!open_chain(m, name, &chain))
        return;
    for (size_t i = 0, count = m->traditional.count; i < count; i++) {
        const conv_word *from = m->traditional.words[i];
        hp_span form = convert(m, &chain, 0, from->text);
        if (span_eq(form, from->text))
            continue;
        conv_word *word = conv_words_add(&m->traditional, form);
        if (word->essay < from->essay)
            word->essay = from->essay;
    }
}

/* Adds the bits of one character. */
static void mark(struct making *m, uint32_t cp, uint32_t bits)
{
    if (cp < sizeof m->scripts / sizeof *m->scripts)
        m->scripts[cp] |= bits;
}

static void mark_rules(struct making *m, const conv_context_rules *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        uint32_t cp = 0;
        utf8_decode(rules->rows[i].word, &cp);
        mark(m, cp, CONV_HAS_RULE);
    }
}

static bool has_rule(const conv_context_rules *rules, hp_span word)
{
    for (size_t i = 0; i < rules->count; i++)
        if (span_eq(rules->rows[i].word, word))
            return true;
    return false;
}

/* Says which characters tell that a text is Traditional or Simplified already, which stand in both, and which
 * have rules. */
static bool read_scripts(struct making *m)
{
    conv_rules characters = { 0 };
    bool good = read_rules(m, "STCharacters.txt", &characters);
    const hp_buf *text = &m->texts[m->text_count - 1];
    for (size_t i = 0; good && i < characters.count; i++) {
        conv_rule r = characters.rows[i];
        uint32_t key = 0, value = 0;
        utf8_decode(r.key, &key);
        utf8_decode(r.value, &value);
        /* The row's other values stand behind the first, up to the line's end. */
        const char *end = memchr(r.value.ptr, '\n', (size_t)(text->ptr + text->len - r.value.ptr));
        size_t length = (size_t)((end ? end : text->ptr + text->len) - r.value.ptr);
        bool both = memmem(r.value.ptr, length, r.key.ptr, r.key.len) != NULL;
        if (key != value)
            mark(m, key, both ? CONV_IN_BOTH : CONV_ONLY_SIMPLIFIED);
    }
    conv_rules_free(&characters);
    good = good && read_rules(m, "TSCharacters.txt", &characters) && read_rules(m, "TSCharactersExt.txt", &characters);
    for (size_t i = 0; good && i < characters.count; i++) {
        conv_rule r = characters.rows[i];
        uint32_t key = 0;
        utf8_decode(r.key, &key);
        /* What s2t would change too is in use on both sides. */
        if (!span_eq(r.key, r.value) && span_eq(convert(m, &m->s2t, 0, r.key), r.key))
            mark(m, key, CONV_ONLY_TRADITIONAL);
    }
    conv_rules_free(&characters);
    /* What phrases keep in Simplified text (乾坤) tells nothing. */
    good = good && read_rules(m, "TSPhrases.txt", &characters);
    for (size_t i = 0; good && i < characters.count; i++) {
        hp_span rest = characters.rows[i].value;
        uint32_t cp = 0;
        for (size_t n; (n = utf8_decode(rest, &cp)) > 0;) {
            if (cp < sizeof m->scripts / sizeof *m->scripts)
                m->scripts[cp] &= ~(uint32_t)CONV_ONLY_TRADITIONAL;
            rest = (hp_span){ rest.ptr + n, rest.len - n };
        }
    }
    conv_rules_free(&characters);
    mark_rules(m, &m->rules);
    mark_rules(m, &m->author);
    return good;
}

static bool read_usual(struct making *m)
{
    source_lines text;
    hp_span line, character, form;
    bool good = source_lines_open(&text, m->from->dicts, "conv-characters.tsv");
    while (good && source_lines_next(&text, &line))
        good = text_take_field(&line, &character) && text_take_field(&line, &form)
                   ? conv_rules_add(&m->usual, conv_words_keep(&m->simplified, character),
                                    conv_words_keep(&m->simplified, form), 0)
                   : source_lines_complain(&text, "not 'character TAB form'");
    source_lines_close(&text);
    return good;
}

/* For conv_form_sources. */
static hp_span usual_form(void *context, hp_span one)
{
    struct making *m = context;
    for (size_t i = 0; i < m->usual.count; i++)
        if (span_eq(m->usual.rows[i].key, one))
            return m->usual.rows[i].value;
    return convert(m, &m->s2t, 0, one);
}

/* What a character becomes by itself under `chain`; valid until the next call. */
static hp_span character_output(struct making *m, const conv_exact *chain, hp_span one, bool simplified)
{
    for (size_t i = 0; simplified && i < m->usual.count; i++)
        if (span_eq(m->usual.rows[i].key, one))
            return convert(m, chain, 1, m->usual.rows[i].value);
    return convert(m, chain, 0, one);
}

/* Adds every character's output under `chain`, and its flags. */
static void add_characters(struct making *m, conv_build *build, const conv_exact *chain, bool simplified)
{
    for (uint32_t cp = 0x20; cp < 0x40000; cp++) {
        char text[4];
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        hp_span one = { text, utf8_encode(cp, text) };
        uint32_t front = conv_table_entry(&chain->front, conv_table_slot(&chain->front, text, one.len)) >> 24;
        hp_span output = character_output(m, chain, one, simplified);
        if (front & CONV_TABLE_NORMALIZED)
            conv_build_flag(build, cp, CONV_TABLE_NORMALIZED);
        else if (!span_eq(output, one))
            conv_build_add(build, one, output, 1);
        if (front & CONV_TABLE_IDS)
            conv_build_flag(build, cp, CONV_TABLE_IDS);
        bool may = one.len == 3 && (output.len == 3 || front & CONV_TABLE_NORMALIZED) && !(front & CONV_TABLE_IDS);
        if (may && m->kinds[simplified][cp])
            conv_build_flag(build, cp, m->kinds[simplified][cp]);
        uint32_t script = m->scripts[cp < 0x30000 ? cp : 0];
        if ((simplified && script & CONV_IN_BOTH) ||
            (script & CONV_HAS_RULE && has_rule(simplified ? &m->rules : &m->author, one)))
            conv_build_flag(build, cp, CONV_TABLE_HAS_CHOICE);
    }
}

/* A cost as a node has it, not 0.  Only long words of characters that no list has cost more than fits. */
static uint32_t number_of(double cost)
{
    return cost < CONV_COST_MOST - 1 ? (uint32_t)(cost + 0.5) + 1 : CONV_COST_MOST;
}

/* Makes a table of a word list: each word's node holds its cost. */
static conv_build *collect_words(const struct making *m, const conv_words *words)
{
    conv_build *build = conv_build_new();
    for (size_t i = 0; build && i < words->count; i++) {
        const conv_word *word = words->words[i];
        if (conv_word_counts(word))
            conv_build_add_number(build, word->text, number_of(word->cost));
    }
    for (uint32_t cp = 0; build && cp < sizeof m->scripts / sizeof *m->scripts; cp++)
        if (m->scripts[cp])
            conv_build_marks(build, cp, m->scripts[cp]);
    if (build) {
        conv_build_costs(build, CONV_COST_SCALE, CONV_UNKNOWN_COST);
        conv_build_dense(build, m->set->codes);
    }
    return build;
}

static bool write_words(conv_build *build, const char *name, hp_buf *bytes)
{
    bool good = conv_build_write(build, bytes);
    if (!good)
        fprintf(stderr, "hanpipe-mkdict: %s: there are more words than its nodes can number, or memory is out\n", name);
    return good;
}

static bool write_traditional(struct making *m)
{
    hp_buf bytes = { 0 };
    conv_build *build = collect_words(m, &m->traditional);
    conv_table *table = &m->tables[0];
    bool good = build && write_words(build, "words.t", &bytes) &&
                conv_table_open(table, (hp_span){ bytes.ptr, bytes.len }, NULL, NULL, NULL) == HP_OK;
    if (good)
        conv_note_kinds(m->scripts, table, m->kinds[0]);
    good = good && data_writer_add(m->writer, "words.t", &bytes);
    conv_build_free(build);
    return good;
}

static bool write_simplified(struct making *m, const conv_use_words *use)
{
    hp_buf bytes = { 0 };
    conv_table *table = &m->tables[1];
    conv_build *build = collect_words(m, &m->simplified);
    bool good = build && use->add(m->from, &m->simplified, &m->traditional, build) &&
                write_words(build, "words.s", &bytes);
    good = good && conv_table_open(table, (hp_span){ bytes.ptr, bytes.len }, NULL, NULL, NULL) == HP_OK;
    if (good)
        conv_note_kinds(m->scripts, table, m->kinds[1]);
    good = good && use->compile(m->writer, m->from, &m->simplified, table) &&
           data_writer_add(m->writer, "words.s", &bytes);
    conv_build_free(build);
    return good;
}

/* True when `output` is what the characters of `key` give one by one. */
static bool is_default(struct making *m, const conv_exact *chain, hp_span key, hp_span output, bool simplified)
{
    hp_buf one_by_one = { 0 };
    for (size_t at = 0; at < key.len;) {
        size_t n = utf8_lead_length((unsigned char)key.ptr[at]);
        hp_buf_append(&one_by_one, character_output(m, chain, (hp_span){ key.ptr + at, n }, simplified));
        at += n;
    }
    bool same = span_eq((hp_span){ one_by_one.ptr, one_by_one.len }, output);
    hp_buf_free(&one_by_one);
    return same;
}

static bool read_names(struct making *m)
{
    source_lines text;
    hp_span line, character, where;
    if (!source_lines_open(&text, m->from->dicts, "conv-names.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &character) || !text_take_field(&line, &where) || character.len == 0 ||
            m->name_count == sizeof m->names / sizeof *m->names)
            return source_lines_complain(&text, "not 'character TAB where', or too many");
        bool first = span_eq(where, span_of_string("first"));
        m->names[m->name_count++] = (conv_name_rule){ conv_words_keep(&m->simplified, character), first };
    }
    source_lines_close(&text);
    return true;
}

/* What the word becomes under a configuration. */
static hp_span output_of(struct making *m, const conv_exact *chain, conv_region *region, const conv_words *words,
                         conv_word *word)
{
    if (region)
        return conv_region_output(region, words, word);
    return words == &m->simplified ? convert(m, chain, 1, word->form) : convert(m, chain, 0, word->text);
}

/* Writes "best.NAME": every character's output, and the words that decide. */
static bool write_best(struct making *m, const char *name, const conv_words *words, conv_word *const *all)
{
    conv_exact chain;
    conv_build *build = conv_build_new();
    hp_buf bytes = { 0 }, section = { 0 };
    conv_region region;
    bool has_region;
    if (!build || !open_chain(m, name, &chain) || !conv_region_open(&region, name, &m->regions, &has_region))
        return false;
    for (size_t i = 0; i < words->count; i++) {
        if (utf8_count(all[i]->text) < 2 || !conv_word_counts(all[i]))
            continue;
        hp_span output = output_of(m, &chain, has_region ? &region : NULL, words, all[i]);
        output = conv_words_keep((conv_words *)words, output);
        if (!is_default(m, &chain, all[i]->text, output, words == &m->simplified)) {
            conv_build_add(build, all[i]->text, output, 0);
            conv_add_weak(build, &m->tables[words == &m->simplified], all[i]->text);
        }
    }
    add_characters(m, build, &chain, words == &m->simplified);
    buffer_format(&section, "best.%s", name);
    conv_build_dense(build, m->set->codes);
    bool good = conv_build_write(build, &bytes) && !section.failed && data_writer_add(m->writer, section.ptr, &bytes);
    if (good && has_region)
        good = conv_region_write_near(&region, m->set->codes, m->writer);
    if (has_region)
        conv_region_close(&region);
    conv_build_free(build);
    hp_buf_free(&section);
    return good;
}

static bool write_all(struct making *m)
{
    static const char *const traditional[] = { "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp", "t2twp" };
    bool good = true;
    size_t count;
    conv_word **simple = conv_words_by_length(&m->simplified, &count);
    conv_word **other = conv_words_by_length(&m->traditional, &count);
    for (size_t i = 0; good && i < m->set->config_count; i++) {
        const char *name = m->set->configs[i].name;
        if (strncmp(name, "s2", 2) == 0)
            good = write_best(m, name, &m->simplified, simple);
        for (size_t j = 0; good && j < sizeof traditional / sizeof *traditional; j++) {
            size_t n = strlen(traditional[j]);
            if (strncmp(name, traditional[j], n) == 0 && (name[n] == '\0' || name[n] == '+'))
                good = write_best(m, name, &m->traditional, other);
        }
    }
    memory_free(simple);
    memory_free(other);
    return good;
}

/* Reads the rules, in the form that the section has. */
static bool read_context(struct making *m, hp_buf *bytes)
{
    source_lines text;
    hp_span line;
    if (!source_lines_open(&text, m->from->dicts, "conv-context.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        hp_buf_append(bytes, line);
        hp_buf_append(bytes, (hp_span){ "\n", 1 });
    }
    hp_span lines = { bytes->ptr, bytes->len };
    if (bytes->failed || !conv_context_rules_parse(&m->rules, CONV_CONTEXT_SIMPLIFIED, lines) ||
        !conv_context_rules_parse(&m->author, CONV_CONTEXT_TRADITIONAL, lines))
        return source_lines_complain(&text, "not rules: word, form, kind, words, not after, not before");
    m->numbers = m->rules;
    for (size_t i = 0; i < m->rules.count; i++)
        if (m->rules.rows[i].kind != CONV_CONTEXT_NUMBER)
            m->numbers.rows[i].word.len = 0;
    source_lines_close(&text);
    return true;
}

bool conv_compile_best_path(data_writer *writer, const conv_table_set *set, const conv_sources *from,
                            conv_read_dict *read, const conv_use_words *use)
{
    static struct making m;
    hp_buf rules = { 0 };
    m = (struct making){ 0 };
    m.writer = writer;
    m.set = set;
    m.from = from;
    m.read = read;
    m.regions = (conv_region_sources){ set, from, read, &m.simplified, &m.s2t, &m.t2s, &m.to_taiwan };
    bool good = open_chain(&m, "t2s", &m.t2s) && open_chain(&m, "s2t", &m.s2t) && open_taiwan(&m) &&
                read_context(&m, &rules) &&
                conv_read_essay(from->essay, &m.t2s, &m.simplified, &m.traditional, writer) &&
                conv_read_jieba(from->jieba, &m.simplified) && conv_read_own(from->dicts, &m.simplified) &&
                read_keys(&m) && read_names(&m) && read_usual(&m) && read_scripts(&m) &&
                conv_region_add_keys(&m.regions, &m.simplified, &m.traditional);
    if (!good)
        return false;
    qsort(m.to_traditional.rows, m.to_traditional.count, sizeof *m.to_traditional.rows, conv_by_key);
    add_variants(&m, "t2tw");
    add_variants(&m, "t2hk");
    conv_words_weigh(&m.simplified);
    conv_words_weigh(&m.traditional);
    conv_form_sources forms = { &m.to_traditional, usual_form, &m, m.names, m.name_count, &m.numbers };
    conv_words_settle(&m.simplified, &forms);
    return write_simplified(&m, use) && write_traditional(&m) && data_writer_add(writer, "conv.rules", &rules) &&
           write_all(&m);
}

/* corpus.c - see corpus.h.
 *
 * A sentence's words are put together as running text would have them: one space stays between two that meet in
 * ASCII letters or digits, and nothing elsewhere.  The text is then cut into clauses and units by the engine
 * itself, so that training sees what segmenting will see.  A word's end inside a unit cannot be learned and is
 * dropped.
 *
 *     "南京 市 有 iPhone 15"  →  南京市有iPhone 15  →  B E | S | S | S and, after the blank, S
 */
#include "segment/train/corpus.h"

#include <string.h>
#include <unistd.h>

#include "text/error.h"
#include "text/fields.h"
#include "text/memory.h"
#include "text/read_file.h"
#include "text/utf8.h"

static const uint8_t path_tag[SEG_PATHS] = { 0, 0, 0, 1, 1, 2, 2, 2, 3 };

/* The number of `key`; 0 when it has none and `learn` is false, or memory is out: then s->failed is set. */
static uint32_t map_number(train_space *s, number_map *map, uint64_t key, bool learn)
{
    uint32_t number = number_map_get(map, key);
    if (number || !learn)
        return number;
    if (number_map_add(map, key, (uint32_t)map->count + 1))
        return (uint32_t)map->count;
    s->failed = true;
    return 0;
}

void train_space_open(train_space *s, const seg_lexicon *lex)
{
    *s = (train_space){ .lex = lex };
    s->context = SEG_UNI_BLOCKS * (size_t)lex->ids;
    s->joint = s->context + SEG_CONTEXTS;
    s->chain = s->joint + SEG_JOINTS;
    s->rest = s->chain + SEG_CHAINS;
}

void train_space_free(train_space *s)
{
    number_map_free(&s->pairs);
    number_map_free(&s->words);
    hp_buf_free(&s->word_texts);
}

/* Pairs and words alternate, so that neither needs to know how many of the other there will be. */
size_t train_space_pair(const train_space *s, uint32_t n)
{
    return s->rest + 8 * ((size_t)n - 1);
}

size_t train_space_word(const train_space *s, uint32_t n)
{
    return s->rest + 8 * ((size_t)n - 1) + 4;
}

size_t train_space_blocks(const train_space *s)
{
    size_t n = s->pairs.count > s->words.count ? s->pairs.count : s->words.count;
    return s->rest + 8 * n;
}

/* The four pairs about unit i: block 3 of the pair that begins at i - 2, … block 0 of the one that begins at i
 * + 1. */
static void pair_features(train_space *s, const seg_clause *c, size_t i, bool learn, int32_t *f)
{
    for (ptrdiff_t d = -2; d <= 1; d++) {
        ptrdiff_t at = (ptrdiff_t)i + d;
        uint64_t key = (uint64_t)c->model_id[at] << 16 | c->model_id[at + 1];
        uint32_t n = at + 1 <= (ptrdiff_t)c->n ? map_number(s, &s->pairs, key, learn) : 0;
        *f++ = n ? (int32_t)(train_space_pair(s, n) + (size_t)(1 - d)) : -1;
    }
}

static void unit_features(train_space *s, const seg_clause *c, size_t i, bool learn, int32_t *f)
{
    const uint16_t *id = c->model_id + i;
    const uint8_t *kind = c->class + i, *joint = c->path_place + i;
    size_t context = (size_t)kind[-2] << 12 | (size_t)kind[-1] << 9 | (size_t)kind[0] << 6 | (size_t)kind[1] << 3;
    f[0] = (int32_t)(SEG_UNI_BLOCKS * id[-1] + 2);
    f[1] = (int32_t)(SEG_UNI_BLOCKS * id[0] + 1);
    f[2] = (int32_t)(SEG_UNI_BLOCKS * id[1]);
    f[3] = (int32_t)(SEG_UNI_BLOCKS * id[0] + 3u + path_tag[joint[0]]);
    pair_features(s, c, i, learn, f + 4);
    f[8] = (int32_t)(s->context + context + (i + 1 < c->n ? kind[2] : 0));
    f[9] = (int32_t)(s->joint + SEG_JOINT(joint[0], c->longest_begin[i], c->longest_end[i], c->covered_by[i]));
    f[10] = (int32_t)(s->chain + SEG_CHAIN(joint[-1], joint[0], joint[1]));
    f[11] = -1;
}

static void word_features(train_space *s, const seg_clause *c, hp_span text, bool learn, int32_t (*f)[TRAIN_FEATURES])
{
    for (size_t end = c->n; end > 0; end = c->from[end]) {
        size_t begin = c->from[end];
        if (end - begin < 2 || end - begin > 4)
            continue;
        size_t before = s->words.count;
        uint32_t n = map_number(s, &s->words, c->node[begin], learn);
        if (s->words.count > before) {
            hp_buf_append(&s->word_texts, (hp_span){ text.ptr + c->start[begin], c->start[end] - c->start[begin] });
            hp_buf_append(&s->word_texts, (hp_span){ "\n", 1 });
        }
        for (size_t k = begin; n && k < end; k++)
            f[k][11] = (int32_t)(train_space_word(s, n) + (k - begin));
    }
}

static bool reserve_units(train_corpus *c, size_t units)
{
    if (c->clause_count == c->clause_cap) {
        train_clause *clauses = memory_grow(c->clauses, &c->clause_cap, 4096, sizeof *clauses);
        if (!clauses)
            return false;
        c->clauses = clauses;
    }
    while (c->unit_count + units > c->unit_cap) {
        size_t cap = c->unit_cap ? 2 * c->unit_cap : 65536;
        void *features = memory_resize(c->features, cap * sizeof *c->features);
        c->features = features ? features : c->features;
        uint8_t *tags = memory_resize(c->tags, cap);
        c->tags = tags ? tags : c->tags;
        uint8_t *kinds = memory_resize(c->kinds, cap);
        c->kinds = kinds ? kinds : c->kinds;
        if (!features || !tags || !kinds)
            return false;
        c->unit_cap = cap;
    }
    return true;
}

/* Puts the words of `line` together in *text; *begins gets a byte for each of its bytes, 1 where a word
 * begins, and one more. */
static size_t join(hp_span line, hp_buf *text, hp_buf *begins)
{
    size_t words = 0;
    bool start = true;
    text->len = begins->len = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];
        if (c == ' ' || c == '\t' || c == '\r') {
            start = true;
            continue;
        }
        if (start) {
            words++;
            unsigned char before = text->len ? (unsigned char)text->ptr[text->len - 1] : 0;
            bool apart = before && before < 0x80 && c < 0x80 &&
                         strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", before) &&
                         strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", c);
            if (apart) {
                hp_buf_append(text, (hp_span){ " ", 1 });
                hp_buf_append(begins, (hp_span){ "\1", 1 });
            }
        }
        hp_buf_append(text, (hp_span){ line.ptr + i, 1 });
        hp_buf_append(begins, (hp_span){ start ? "\1" : "\0", 1 });
        start = false;
    }
    hp_buf_append(begins, (hp_span){ "\1", 1 });
    return words;
}

static void set_tags(const seg_clause *c, const char *begins, uint8_t *tags, uint8_t *kinds)
{
    for (size_t i = 0; i < c->n; i++) {
        bool alone = c->class[i] == SEG_BREAK;
        bool begin = i == 0 || alone || c->class[i - 1] == SEG_BREAK || begins[c->start[i]];
        bool end = i + 1 == c->n || alone || c->class[i + 1] == SEG_BREAK || begins[c->start[i + 1]];
        tags[i] = begin ? (end ? SEG_S : SEG_B) : (end ? SEG_E : SEG_M);
        kinds[i] = c->class[i];
    }
}

static bool add_sentence(train_corpus *corpus, train_space *space, hp_span text, const char *begins, float weight,
                         bool learn, seg_clause *clause)
{
    size_t pos = 0;
    uint16_t left = 0;
    while (seg_clause_read(clause, space->lex, NULL, text, &pos, &left)) {
        size_t begin = corpus->unit_count;
        seg_look_up_word_pairs(clause, space->lex);
        seg_build_lattice(clause, space->lex, NULL);
        if (!reserve_units(corpus, clause->n))
            return false;
        for (size_t i = 0; i < clause->n; i++)
            unit_features(space, clause, i, learn, corpus->features[begin + i]);
        word_features(space, clause, text, learn, corpus->features + begin);
        set_tags(clause, begins, corpus->tags + begin, corpus->kinds + begin);
        corpus->clauses[corpus->clause_count++] = (train_clause){ (uint32_t)begin, (uint32_t)clause->n, weight };
        corpus->unit_count += clause->n;
    }
    corpus->sentences++;
    return pos == text.len && !space->failed && !space->word_texts.failed;
}

hp_status train_corpus_read(train_corpus *corpus, train_space *space, const char *path, float weight, bool learn,
                            hp_error *err)
{
    seg_clause clause = { 0 };
    hp_buf whole = { 0 }, text = { 0 }, begins = { 0 };
    uint64_t n = 0;
    hp_status st = strcmp(path, "-") == 0 ? text_read_descriptor(&whole, STDIN_FILENO, path, err)
                                          : text_read_file(&whole, path, err);
    hp_span rest = { whole.ptr, whole.len }, line;
    while (st == HP_OK && text_take_line(&rest, &line)) {
        n++;
        corpus->words += join(line, &text, &begins);
        if (utf8_valid((hp_span){ text.ptr, text.len }) != text.len)
            st = error_set(err, HP_BAD_DATA, 0, "%s:%llu: not valid UTF-8", path, (unsigned long long)n);
        else if (text.failed || begins.failed ||
                 !add_sentence(corpus, space, (hp_span){ text.ptr, text.len }, begins.ptr, weight, learn, &clause))
            st = error_set_memory(err);
    }
    hp_buf_free(&whole);
    hp_buf_free(&text);
    hp_buf_free(&begins);
    seg_clause_free(&clause);
    return st;
}

void train_corpus_free(train_corpus *c)
{
    memory_free(c->clauses);
    memory_free(c->features);
    memory_free(c->tags);
    memory_free(c->kinds);
    *c = (train_corpus){ 0 };
}

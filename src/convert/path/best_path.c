/* best_path.c - the best-path engine; see best_path.h.
 *
 * Given lines of text it writes each character's usual output, as the exact engine does, until it comes to a word that
 * would change that, or to a character with a choice.  Around such a place it opens a window (window.h), and in it
 * takes the cheapest way over words (a word costs what its logarithm of probability says).  The other way round, a line
 * that a Traditional configuration reads and that has Simplified characters and no Traditional one is left alone.
 *
 *     …发展前头发生了…      the words 头发 and 发生 cross: 前头|发生|了 is cheaper than 前|头发|生|了
 *
 * Worked: 国制定 → 國制定: 国制 → 國製 would be a word, but 国|制定 is cheaper.
 */
#include "convert/path/best_path.h"

#include "convert/plain/pairs.h"
#include "convert/plain/plain_pass.h"
#include "convert/path/listeners.h"
#include "convert/path/look/crossings.h"
#include "convert/path/text_script.h"
#include "convert/path/window.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

void conv_best_path_work_free(conv_best_path_work *work)
{
    conv_exact_work_free(&work->chain);
    memory_free(work->cells);
    memory_free(work->words);
    hp_buf_free(&work->made);
}

/* True when the table has other outputs for Simplified characters than themselves. */
static bool reads_simplified(const conv_table *outputs)
{
    static const char sample[] = CONV_SAMPLE_SIMPLIFIED;
    for (size_t i = 0; i + 3 < sizeof sample; i += 3)
        if (conv_table_entry(outputs, conv_table_slot(outputs, sample + i, 3)) & 0xFFFFFF)
            return true;
    return false;
}

hp_status conv_best_path_open(conv_best_path *best, conv_find_section *find, const void *where, const char *name,
                              bool *found, hp_error *err)
{
    hp_span section;
    hp_buf text = { 0 };
    *best = (conv_best_path){ .simplified = false };
    buffer_format(&text, "best.%s", name);
    if (text.failed)
        return error_set_memory(err);
    *found = find(where, text.ptr, &section, NULL) == HP_OK;
    hp_buf_free(&text);
    if (!*found)
        return HP_OK;
    hp_status st = conv_table_open(&best->outputs, section, find, where, err);
    best->simplified = st == HP_OK && reads_simplified(&best->outputs);
    if (st == HP_OK)
        st = find(where, best->simplified ? "words.s" : "words.t", &section, err);
    if (st == HP_OK)
        st = conv_table_open(&best->words, section, find, where, err);
    if (st == HP_OK && best->words.cost_scale == 0)
        st = error_set(err, HP_BAD_DATA, 0, "the costs of words are damaged");
    if (st == HP_OK)
        st = find(where, "conv.rules", &section, err);
    conv_context_script script = best->simplified ? CONV_CONTEXT_SIMPLIFIED : CONV_CONTEXT_TRADITIONAL;
    if (st == HP_OK && !conv_context_rules_parse(&best->rules, script, section))
        st = error_set(err, HP_BAD_DATA, 0, "section 'conv.rules' is damaged");
    if (st == HP_OK)
        st = conv_exact_open(&best->chain, find, where, name, err);
    if (st == HP_OK)
        st = conv_region_choice_open(&best->regions, &best->outputs, find, where, name, err);
    return st;
}

/* Writes the output of a match that is no window's, for the input from `at` on. */
static const char *write_match(conv_scan *s, const char *at, const conv_match *match)
{
    conv_write(&s->w, match->value, at + match->length);
    s->sync = at + match->length;
    if (match->chars > 1 && conv_is_listening(s)) {
        conv_tell_plain(s, at);
        conv_tell_piece(s, (hp_span){ at, match->length }, match->value, "word");
        s->told = s->sync;
    }
    return s->sync;
}

/* Has the processor fetch what will be asked first of the words around the places: whether one crosses the ends of a
 * key of two. */
static void fetch_crossings(const conv_scan *s, const conv_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *at = pairs[i].at;
        if (at - s->start < 3 || s->w.end - at < 9)
            continue;
        conv_crossing_fetch(&s->best->words, at - 3);
        conv_crossing_fetch(&s->best->words, at + 3);
    }
}

/* Finds the words at the places that the pass has listed on its way up to `to`. */
static void find_words(conv_scan *s, const conv_places *places, const char *to)
{
    conv_pair pairs[CONV_PLACES + CONV_PLACES_MORE];
    conv_batch *batch = s->batch;
    const conv_table *outputs = &s->best->outputs;
    batch->from = places->from;
    batch->to = to;
    batch->near = 0;
    batch->count = 0;
    const size_t count = conv_find_pairs(outputs, places, s->w.end, CONV_PAIR_ASKS_ALONE, pairs);
    fetch_crossings(s, pairs, count);
    for (size_t i = 0; i < count; i++) {
        const conv_pair *pair = &pairs[i];
        if (pair->second == 0)
            continue;
        batch->words[batch->count] = pair->goes_on
                                         ? conv_find_word(outputs, pair->at, (size_t)(s->w.end - pair->at),
                                                          pair->second)
                                         : conv_find_word_of_two(outputs, pair->at, pair->length, pair->second);
        batch->count += batch->words[batch->count].length > 0;
    }
}

/* Handles a place that the pass has listed, which has the number `number`, and at which `word`, if not NULL, stands.
 * Returns where to go on, `to` if the place is written. */
static const char *convert_place(conv_scan *s, const char *at, const conv_window_word *word, size_t number,
                                 const char *to)
{
    const conv_table *t = &s->best->outputs;
    const bool decides = word && word->length > 3;
    if (decides && conv_is_in_window(s, at, word->length))
        return conv_convert_window(s, word, number, to);
    const unsigned flags = number != CONV_NO_NUMBER ? s->batch->seen.flags[number]
                                                    : conv_table_entry(t, conv_table_slot(t, at, 3)) >> 24;
    if (flags & CONV_TABLE_HAS_CHOICE && flags & CONV_TABLE_MARKED && conv_choice_triggers(s, at))
        return conv_convert_window(s, &(conv_window_word){ .at = at, .length = 3 }, number, to);
    if (!decides)
        return to;
    s->w.to -= to - at;
    return write_match(s, at, &(conv_match){ .length = word->length, .chars = 2, .value = word->output });
}

/* Handles the places that the pass has listed on its way up to `to`: characters with a choice, and pairs.  Returns
 * where to go on. */
static const char *convert_places(conv_scan *s, const conv_places *places, const char *to)
{
    const conv_batch *batch = s->batch;
    find_words(s, places, to);
    size_t next_word = 0;
    for (size_t i = 0; i < places->count; i++) {
        const char *at = places->from + places->offsets[i];
        const bool is_word = next_word < batch->count && batch->words[next_word].at == at;
        const conv_window_word *word = is_word ? &batch->words[next_word++] : NULL;
        if (at < s->sync)
            continue;
        const size_t number = i < batch->seen.places ? batch->seen.numbers[i] : CONV_NO_NUMBER;
        const char *next = convert_place(s, at, word, number, to);
        if (next != to)
            return next;
    }
    return to;
}

/* Handles the character at `at`, n bytes, that is not converted by itself or not three bytes for three.  NULL
 * to stop for normalization. */
static const char *convert_flagged(conv_scan *s, const char *at, size_t n, uint32_t entry, bool normalize)
{
    const conv_table *t = &s->best->outputs;
    uint32_t flags = entry >> 24;
    hp_span rest = { at, (size_t)(s->w.end - at) };
    if (flags & CONV_TABLE_NORMALIZED && normalize)
        return NULL;
    conv_window_word trigger = { .at = at };
    if (n == 3)
        trigger = conv_find_trigger(s, at, entry);
    if (trigger.length > 0)
        return conv_convert_window(s, &trigger, CONV_NO_NUMBER, at);
    if (flags & CONV_TABLE_IDS && s->best->chain.ids) {
        size_t whole = conv_ids_length(rest);
        if (whole > 0) {
            conv_write(&s->w, (hp_span){ at, whole }, at + whole);
            s->sync = at + whole;
            if (conv_is_listening(s)) {
                conv_tell_plain(s, at);
                conv_tell_same(s, (hp_span){ at, whole }, "ids");
            }
            return s->sync;
        }
    }
    conv_match match = { 0 };
    if (flags & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(t, at, n, s->w.end))
        match = conv_table_match(t, rest);
    else if (flags & CONV_TABLE_NOT_3_TO_3)
        match = conv_table_match(t, (hp_span){ at, n });
    if (match.length > 0 && !match.plain && (match.chars > 1 || flags & CONV_TABLE_NOT_3_TO_3))
        return write_match(s, at, &match);
    uint32_t bytes = utf8_char_bytes(at, n) ^ (n == 3 ? entry & 0xFFFFFF : 0);
    for (size_t i = 0; i < n; i++)
        *s->w.to++ = (char)(bytes >> (8 * i));
    return at + n;
}

/* Flags that take a character off the fast way at once. */
enum { LEAVES_FAST_WAY = CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_IDS | CONV_TABLE_NORMALIZED };

/* The loop over all characters; false when it stopped for normalization. */
static bool convert_text(conv_scan *s, hp_span text, bool normalize, hp_buf *out)
{
    const conv_table *table = &s->best->outputs;
    const char *at = text.ptr;
    conv_places places;
    conv_batch batch;
    places.listed = CONV_TABLE_HAS_CHOICE;
    places.seen = &batch.seen;
    batch.from = batch.to = NULL;
    s->batch = &batch;
    s->sync = s->start = s->told = text.ptr;
    s->line = (hp_span){ text.ptr, 0 };
    if (s->best->regions.has_near)
        s->work->seen = (conv_field_seen){ .readable = text.ptr + text.len };
    conv_write_start(&s->w, out, text);
    while (at && at < s->w.end) {
        const char *to = conv_write_characters(&s->w, table, LEAVES_FAST_WAY, at, &places);
        at = convert_places(s, &places, to);
        if (at == to && at < s->w.end && !conv_pass_ends(&places, to)) {
            size_t n = utf8_char_length(at, s->w.end);
            at = convert_flagged(s, at, n, conv_table_entry(table, conv_table_slot(table, at, n)), normalize);
        }
    }
    conv_write_finish(&s->w);
    if (at && conv_is_listening(s))
        conv_tell_plain(s, text.ptr + text.len);
    out->failed = out->failed || s->work->made.failed; /* somebody was not told */
    return at != NULL;
}

/* Hands the text on as it is, and tells the listeners so. */
static void leave(conv_scan *s, hp_span text, hp_buf *out)
{
    hp_buf_append(out, text);
    s->start = text.ptr;
    conv_tell_same(s, text, "simplified");
}

static void convert(conv_scan *s, hp_span text, hp_buf *out)
{
    const conv_exact *chain = &s->best->chain;
    size_t start = out->len;
    /* Listeners are told of the normalized text only, and of nothing twice. */
    bool first = !chain->has_normal || !conv_is_listening(s);
    if (first && (convert_text(s, text, chain->has_normal, out) || out->failed))
        return;
    out->len = start;
    hp_span normal = conv_exact_normalize(chain, &s->work->chain, text);
    convert_text(s, normal, false, out);
    out->failed = out->failed || s->work->chain.normal.failed;
}

/* Converts some lines. */
static void convert_lines(const conv_best_path *best, conv_best_path_work *work, hp_span text, hp_buf *out)
{
    size_t start = out->len;
    conv_scan scan = { .best = best, .work = work };
    bool mixed = best->mixed || work->known.scripts & CONV_ONLY_TRADITIONAL;
    bool looked = best->simplified || mixed || conv_is_listening(&scan);
    if (!best->simplified && !mixed && looked && conv_text_is_simplified(&best->words, text)) {
        leave(&scan, text, out);
        return;
    }
    convert(&scan, text, out);
    /* Without listeners the text may be looked at afterwards: nearly always the first change shows what it is. */
    if (!looked)
        conv_leave_simplified(&best->words, text, out, start);
}

void conv_best_path_convert(const conv_best_path *best, conv_best_path_work *work, hp_span text, hp_buf *out)
{
    for (hp_span lines; text.len > 0 && span_take(&text, conv_lines_length(text), &lines);)
        convert_lines(best, work, lines, out);
}

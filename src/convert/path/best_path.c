/* best_path.c - the best-path engine; see best_path.h.
 *
 * Given a run of text it writes each character's usual output, as the exact engine does, until it comes to a
 * word that would change that, or to a character with a choice.  Around such a place it opens a window,
 * CONTEXT characters to both sides, and in it takes the cheapest way over words (a word costs what its
 * logarithm of probability says). Windows that would touch are one.  Where a window of a Simplified
 * configuration has Traditional characters and no Simplified one, the text is Traditional already, and only
 * the later stages apply.  The other way round, a text that a Traditional configuration reads and that has Simplified
 * characters and no Traditional one is left alone.
 *
 *     …发展前头发生了…      the words 头发 and 发生 cross: 前头|发生|了 is cheaper than 前|头发|生|了
 *
 * Worked: 国制定 → 國制定: 国制 → 國製 would be a word, but 国|制定 is cheaper.
 */
#include "convert/path/best_path.h"

#include "convert/plain/plain_pass.h"
#include "convert/path/text_script.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { CONTEXT = 6 };

struct scan {
    const conv_best_path *best;
    conv_best_path_work *work;
    conv_writer w;
    const char *sync; /* what is before is done */
    const char *start;
    const char *told; /* the listeners know of what is before */
    hp_span line;     /* the line that was looked for last */
    uint32_t scripts; /* of that line; 0 while unknown */
};

void conv_best_path_work_free(conv_best_path_work *work)
{
    conv_exact_work_free(&work->chain);
    memory_free(work->cells);
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
    hp_status st = conv_table_open(&best->outputs, section, err);
    best->simplified = st == HP_OK && reads_simplified(&best->outputs);
    if (st == HP_OK)
        st = find(where, best->simplified ? "words.s" : "words.t", &section, err);
    if (st == HP_OK)
        st = conv_table_open(&best->words, section, err);
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

/* The code of the three-byte character at `at` with its script bits; 0 when no word has it. */
static uint32_t code_at(const conv_table *words, const char *at)
{
    uint32_t slot = conv_table_slot(words, at, 3), code = conv_table_code(words, slot);
    return code ? code | conv_table_marks(words, slot) : 0;
}

/* True when the character at `at` can be part of a window: three bytes both ways, and in some word. */
static bool in_window(const struct scan *s, const char *at, size_t n)
{
    const conv_table *t = &s->best->outputs;
    if (n != 3)
        return false;
    uint32_t flags = conv_table_entry(t, conv_table_slot(t, at, 3)) >> 24;
    return (flags & (CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_IDS)) == 0 &&
           conv_table_code(&s->best->words, conv_table_slot(&s->best->words, at, 3)) != 0;
}

/* True when all of the match at `at` can be. */
static bool is_in_window(const struct scan *s, const char *at, size_t length)
{
    size_t inside = 0;
    while (inside < length && in_window(s, at + inside, utf8_lead_length((unsigned char)at[inside])))
        inside += 3;
    return inside == length;
}

/* The line of `at`, which is not before the line asked for last; what was found out about another line is forgotten. */
static hp_span line_at(struct scan *s, const char *at)
{
    const char *end = s->line.ptr + s->line.len;
    if (at < end)
        return s->line;
    const char *before = memrchr(end, '\n', (size_t)(at - end)), *start = before ? before + 1 : end;
    const char *lf = memchr(at, '\n', (size_t)(s->w.end - at));
    s->line = (hp_span){ start, (size_t)((lf ? lf : s->w.end) - start) };
    s->scripts = 0;
    s->work->said = (conv_context_seen){ 0 };
    s->work->seen.script = 0;
    return s->line;
}

/* True when a rule gives the character at `at` another form, if it and what is before it up to `start`, NULL for the
 * line's, are words. */
static bool rule_may_apply(struct scan *s, const char *start, const char *at)
{
    const hp_span line = line_at(s, at);
    if (!start)
        start = line.ptr;
    const char *before[2] = { at - start >= 3 ? at - 3 : NULL, at - start >= 6 ? at - 6 : NULL };
    return conv_context_form(&s->best->rules, line, (hp_span){ at, 3 }, before, &s->work->said).len > 0;
}

/* The length of what decides or has a choice at `at`; 0 when there is nothing. */
static size_t trigger_at(struct scan *s, const char *at)
{
    const conv_table *t = &s->best->outputs;
    uint32_t flags = conv_table_entry(t, conv_table_slot(t, at, 3)) >> 24;
    if (flags & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(t, at, 3, s->w.end)) {
        conv_match match = conv_table_match(t, (hp_span){ at, (size_t)(s->w.end - at) });
        if (match.chars > 1 && !match.plain && is_in_window(s, at, match.length))
            return match.length;
    }
    if (!(flags & CONV_TABLE_HAS_CHOICE))
        return 0;
    /* Most characters with a rule stand where none applies. */
    return code_at(&s->best->words, at) & CONV_IN_BOTH || rule_may_apply(s, NULL, at) ? 3 : 0;
}

static bool need_cells(struct scan *s, size_t count)
{
    if (count <= s->work->cell_cap)
        return true;
    size_t cap = 2 * count + 64;
    conv_lattice_cell *cells = memory_resize_array(s->work->cells, cap, sizeof *cells);
    if (!cells) {
        s->w.out->failed = true;
        return false;
    }
    s->work->cells = cells;
    s->work->cell_cap = cap;
    return true;
}

/* The window around `at`, where a trigger of `length` bytes stands: *start gets its start, the result is its
 * end. *words is whether a word decides somewhere in it. */
static const char *find_window(struct scan *s, const char *at, size_t length, const char **start, bool *words)
{
    const char *p = at, *end = at + length, *last = end;
    for (size_t i = 0; i < CONTEXT && p - s->sync >= 3 && utf8_lead_length((unsigned char)p[-3]) == 3 &&
                       (unsigned char)p[-3] >= 0xE0 && in_window(s, p - 3, 3);
         i++)
        p -= 3;
    *start = p;
    *words = length > 3;
    for (p = at + 3; p < s->w.end && p < last + 2 * 3 * CONTEXT; p += 3) {
        if (!in_window(s, p, utf8_lead_length((unsigned char)*p)))
            break;
        size_t more = trigger_at(s, p);
        *words = *words || more > 3;
        if (more > 0 && p + more > last)
            last = p + more;
    }
    end = last + 3 * CONTEXT;
    return end < p ? end : p < last ? last : p;
}

/* Tells the listener of a piece: its output is what stands in the buffer from `written` on. */
static void tell_piece(struct scan *s, hp_span piece, size_t written, const char *rule)
{
    if (!s->work->trace || piece.len == 0 || s->w.out->failed)
        return;
    hp_span output = { s->w.out->ptr + written, (size_t)(s->w.to - s->w.out->ptr) - written };
    s->work->trace(s->work->context, piece, output, rule);
}

static size_t written(const struct scan *s)
{
    return s->w.out->failed ? 0 : (size_t)(s->w.to - s->w.out->ptr);
}

/* Tells the listeners of the characters in [s->told, to), which were converted one by one. */
static void tell_plain(struct scan *s, const char *to)
{
    const conv_table *t = &s->best->outputs;
    hp_buf *made = &s->work->made;
    made->len = 0;
    for (const char *p = s->told; p < to;) {
        size_t n = utf8_lead_length((unsigned char)*p), from = made->len;
        uint32_t entry = conv_table_entry(t, conv_table_slot(t, p, n));
        conv_match match = { 0 };
        char bytes[4];
        if (entry >> 24 & CONV_TABLE_NOT_3_TO_3)
            match = conv_table_match(t, (hp_span){ p, n });
        uint32_t x = utf8_char_bytes(p, n) ^ (n == 3 ? entry & 0xFFFFFF : 0);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(x >> (8 * i));
        hp_buf_append(made, match.length ? match.value : (hp_span){ bytes, n });
        conv_choice choice = { .offset = (size_t)(p - s->start), .character = { p, n } };
        if (s->work->note && !made->failed) {
            choice.chosen = (hp_span){ made->ptr + from, made->len - from };
            s->work->note(s->work->context, &choice);
        }
        p += n;
    }
    if (s->work->trace && to > s->told && !made->failed)
        s->work->trace(s->work->context, (hp_span){ s->told, (size_t)(to - s->told) },
                       (hp_span){ made->ptr, made->len }, "characters");
    s->told = to;
}

/* Tells the listeners that the piece stays as it is. */
static void tell_same(struct scan *s, hp_span piece, const char *rule)
{
    const conv_best_path_work *work = s->work;
    for (size_t i = 0; work->note && i < piece.len;) {
        size_t n = utf8_char_length(piece.ptr + i, piece.ptr + piece.len);
        hp_span one = { piece.ptr + i, n };
        work->note(work->context,
                   &(conv_choice){ .offset = (size_t)(one.ptr - s->start), .character = one, .chosen = one });
        i += n;
    }
    if (work->trace)
        work->trace(work->context, piece, piece, rule);
    s->told = piece.ptr + piece.len;
}

static bool is_listening(const struct scan *s)
{
    return s->work->note || s->work->trace;
}

/* Writes the characters in [from, to), three bytes each, one by one. */
static void write_plain(struct scan *s, const char *from, const char *to)
{
    const conv_table *t = &s->best->outputs;
    conv_write(&s->w, (hp_span){ NULL, 0 }, from);
    for (const char *p = from; p < to && s->w.end > p; p += 3, s->w.to += 3)
        conv_write_4(&s->w, utf8_char_bytes(p, 3) ^ conv_table_entry(t, conv_table_slot(t, p, 3)));
}

/* Writes what the later stages alone make of `text`, for the input before `to`; the only stage of a configuration that
 * reads Traditional (t2s) is a later one. */
static void write_later(struct scan *s, hp_span text, const char *to)
{
    size_t first = s->best->simplified || s->best->chain.count > 1 ? 1 : 0;
    conv_write_finish(&s->w);
    conv_exact_stages(&s->best->chain, &s->work->chain, first, text, s->w.out);
    conv_write_resume(&s->w, to);
}

/* Writes the words of the cheapest way. */
static void write_way(struct scan *s, const char *start, size_t count)
{
    const conv_lattice_cell *cells = s->work->cells;
    const hp_span text = line_at(s, start);
    const char *before[2] = { NULL, NULL };
    for (size_t i = 0; i < count; i = cells[i].next) {
        size_t mark = written(s);
        hp_span word = { start + 3 * i, 3 * (cells[i].next - i) };
        hp_span form = { NULL, 0 };
        conv_match match = { 0 };
        if (word.len > 3)
            match = conv_table_match(&s->best->outputs, word);
        if (cells[i].code & CONV_HAS_RULE)
            form = conv_context_form(&s->best->rules, text, word, before, &s->work->said);
        const char *rule = form.len ? "context" : "word";
        if (form.len > 0) {
            write_later(s, form, word.ptr + word.len);
        } else if (word.len > 3 && s->best->regions.has_near &&
                   conv_region_keeps(&s->best->regions, s->best->simplified ? NULL : &s->best->words, text, word,
                                     &s->work->seen)) {
            conv_write(&s->w, conv_region_plain(&s->best->regions, word, &s->work->made), word.ptr + word.len);
            rule = "no-field";
        } else if (word.len > 3 && match.length == word.len && !match.plain) {
            conv_write(&s->w, match.value, word.ptr + word.len);
        } else {
            write_plain(s, word.ptr, word.ptr + word.len);
        }
        if (s->work->trace && s->best->regions.has_near && *rule == 'w' && match.length == word.len && !match.plain &&
            !span_eq(conv_region_plain(&s->best->regions, word, &s->work->made), match.value))
            rule = "region";
        tell_piece(s, word, mark, rule);
        before[1] = before[0];
        before[0] = word.ptr;
    }
}

/* Tells the listener of the window's characters and their choices. */
static void note_window(struct scan *s, const char *start, size_t count)
{
    const conv_lattice lattice = { &s->best->words, &s->best->outputs, s->work->cells, count, start };
    conv_lattice_backward(&s->best->words, s->work->cells, count);
    for (size_t k = 0; k < count; k++) {
        conv_choice choice;
        conv_lattice_choice(&lattice, k, &choice);
        choice.offset = (size_t)(choice.character.ptr - s->start);
        s->work->note(s->work->context, &choice);
    }
}

/* True when the window at `start`, whose characters have these script bits, is Traditional already.  A window that does
 * not tell is what its whole line is. */
static bool is_traditional(struct scan *s, const char *start, uint32_t scripts)
{
    const uint32_t telling = CONV_ONLY_SIMPLIFIED | CONV_ONLY_TRADITIONAL;
    if ((scripts & telling) == 0) {
        const hp_span line = line_at(s, start);
        for (const char *p = line.ptr; s->scripts == 0 && p < line.ptr + line.len;) {
            size_t n = utf8_lead_length((unsigned char)*p);
            scripts |= n == 3 ? conv_table_marks(&s->best->words, conv_table_slot(&s->best->words, p, n)) : 0;
            p += n;
        }
        s->scripts |= scripts | CONV_HAS_RULE;
        scripts = s->scripts;
    }
    return (scripts & telling) == CONV_ONLY_TRADITIONAL;
}

/* True when a rule for characters may apply in the window. */
static bool has_rule(struct scan *s, const char *start, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (s->work->cells[i].code & CONV_HAS_RULE && rule_may_apply(s, start, start + 3 * i))
            return true;
    return false;
}

/* Writes the window [start, end), around which tell_plain() has told; in `words` a word decides. */
static void write_window(struct scan *s, const char *start, const char *end, bool words)
{
    const size_t count = (size_t)(end - start) / 3, mark = written(s);
    uint32_t scripts = 0;
    if (!need_cells(s, count + 1)) {
        s->w.end = end;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        s->work->cells[i].code = code_at(&s->best->words, start + 3 * i);
        scripts |= s->work->cells[i].code;
    }
    if (s->best->simplified && is_traditional(s, start, scripts)) {
        s->told = end;
        write_later(s, (hp_span){ start, (size_t)(end - start) }, end);
        tell_piece(s, (hp_span){ start, (size_t)(end - start) }, mark, "traditional");
        return;
    }
    if (!words && !(scripts & CONV_HAS_RULE && has_rule(s, start, count))) {
        write_plain(s, start, end);
        return;
    }
    s->told = end;
    conv_lattice_forward(&s->best->words, s->work->cells, count);
    if (s->work->note)
        note_window(s, start, count);
    write_way(s, start, count);
}

/* Converts the window around the trigger at `at`; the text up to `to` has been written one by one, and what was written
 * of the window is taken back.  Returns where to go on: `to` where what was written behind the window is kept. */
static const char *convert_window(struct scan *s, const char *at, size_t length, const char *to)
{
    const char *start;
    char behind[1024];
    bool words;
    const char *end = find_window(s, at, length, &start, &words);
    const size_t after = end <= to ? (size_t)(to - end) : 0;
    const bool keeps = end <= to && after <= sizeof behind;
    if (keeps)
        memcpy(behind, s->w.to - after, after);
    s->w.to -= to - start;
    s->sync = end;
    if (is_listening(s))
        tell_plain(s, start);
    write_window(s, start, end, words);
    if (!keeps || s->w.out->failed)
        return end;
    conv_write(&s->w, (hp_span){ behind, after }, to);
    return s->w.out->failed ? end : to;
}

/* Writes the output of a match that is no window's, for the input from `at` on. */
static const char *write_match(struct scan *s, const char *at, const conv_match *match)
{
    conv_write(&s->w, match->value, at + match->length);
    s->sync = at + match->length;
    return s->sync;
}

/* Handles the places that the pass has listed on its way up to `to`; returns where to go on. */
static const char *convert_places(struct scan *s, const conv_places *places, const char *to)
{
    const conv_table *t = &s->best->outputs;
    conv_pair pairs[CONV_PLACES + 4];
    conv_fetch_pairs(t, places, s->w.end, pairs);
    for (size_t i = 0; i < places->count; i++) {
        const char *at = places->at[i], *next = to;
        if (at < s->sync || !conv_pair_starts_key(t, &pairs[i]))
            continue;
        conv_match later,
            match = conv_table_match_both(t, (hp_span){ at, (size_t)(s->w.end - at) }, pairs[i].first, &later);
        if (match.chars <= 1 || match.plain)
            continue;
        if (is_in_window(s, at, match.length)) {
            next = convert_window(s, at, match.length, to);
        } else {
            s->w.to -= to - at;
            next = write_match(s, at, &match);
        }
        if (next != to)
            return next;
    }
    return to;
}

/* Handles the character at `at`, n bytes, that is not converted by itself or not three bytes for three.  NULL
 * to stop for normalization. */
static const char *convert_flagged(struct scan *s, const char *at, size_t n, uint32_t entry, bool normalize)
{
    const conv_table *t = &s->best->outputs;
    uint32_t flags = entry >> 24;
    hp_span rest = { at, (size_t)(s->w.end - at) };
    if (flags & CONV_TABLE_NORMALIZED && normalize)
        return NULL;
    if (n == 3 && in_window(s, at, 3)) {
        size_t length = trigger_at(s, at);
        if (length > 0)
            return convert_window(s, at, length, at);
    }
    if (flags & CONV_TABLE_IDS && s->best->chain.ids) {
        size_t whole = conv_ids_length(rest);
        if (whole > 0) {
            conv_write(&s->w, (hp_span){ at, whole }, at + whole);
            s->sync = at + whole;
            if (is_listening(s)) {
                tell_plain(s, at);
                tell_same(s, (hp_span){ at, whole }, "ids");
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
enum { LEAVES_FAST_WAY = CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_IDS | CONV_TABLE_NORMALIZED | CONV_TABLE_HAS_CHOICE };

/* The loop over all characters; false when it stopped for normalization. */
static bool convert_text(struct scan *s, hp_span text, bool normalize, hp_buf *out)
{
    const conv_table *table = &s->best->outputs;
    const char *at = text.ptr;
    conv_places places;
    s->sync = s->start = s->told = text.ptr;
    s->line = (hp_span){ text.ptr, 0 };
    if (s->best->regions.has_near)
        s->work->seen = (conv_field_seen){ .looked = NULL };
    conv_write_start(&s->w, out, text);
    while (at && at < s->w.end) {
        const char *to = conv_write_characters(&s->w, table, LEAVES_FAST_WAY, at, &places);
        at = convert_places(s, &places, to);
        if (at == to && at < s->w.end && places.count < CONV_PLACES) {
            size_t n = utf8_char_length(at, s->w.end);
            at = convert_flagged(s, at, n, conv_table_entry(table, conv_table_slot(table, at, n)), normalize);
        }
    }
    conv_write_finish(&s->w);
    if (at && is_listening(s))
        tell_plain(s, text.ptr + text.len);
    out->failed = out->failed || s->work->made.failed; /* somebody was not told */
    return at != NULL;
}

/* Hands the text on as it is, and tells the listeners so. */
static void leave(struct scan *s, hp_span text, hp_buf *out)
{
    hp_buf_append(out, text);
    s->start = text.ptr;
    tell_same(s, text, "simplified");
}

static void convert(struct scan *s, hp_span text, hp_buf *out)
{
    const conv_exact *chain = &s->best->chain;
    size_t start = out->len;
    /* Listeners are told of the normalized text only, and of nothing twice. */
    bool first = !chain->has_normal || !is_listening(s);
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
    struct scan scan = { .best = best, .work = work };
    bool looked = best->simplified || best->mixed || is_listening(&scan);
    if (!best->simplified && !best->mixed && looked && conv_text_is_simplified(&best->words, text)) {
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

/* strip.c - removes inline reading annotations: 國(guó)家 → 國家.
 *
 * Given a line it finds what may be annotations (annotation/search.h), lets the line's evidence decide
 * (annotation/line_evidence.h), and cuts what goes.  Taking one away can lay open another, as in 國(guó)/guo2/, so the
 * line is looked at again until nothing more goes: the filter gives its own output back unchanged.  Bytes that are not
 * valid UTF-8 stay and separate what stands on their two sides.  The other things that may become of an annotation are
 * in rewrite.c.
 */
#include "filters/strip/cut_plain.h"

#include <string.h>

#include "annotation/bracket_kinds.h"
#include "annotation/candidate_filter.h"
#include "annotation/pinyin_line.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "pipeline/option_value.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

#define PASSES_MAX 8
#define PIECE (1u << 20) /* a longer line goes in pieces of about so many bytes: findings take bounded memory */
#define SLACK (1u << 16) /* how far a good place to cut is looked for */

/* Each in the order of the enum that it chooses from. */
static const char *const to_values[] = { "remove", "ruby", "brackets", "tsv", NULL };
static const char *const unverified_values[] = { "keep", "remove", "list", NULL };
static const char *const toneless_values[] = { "auto", "always", "never", NULL };
static const char *const cues_values[] = { "auto", "keep", "ignore", NULL };
enum unverified { KEEP_UNVERIFIED, REMOVE_UNVERIFIED, LIST_UNVERIFIED };

enum option_index {
    OPT_TO,
    OPT_HINTS,
    OPT_UNVERIFIED,
    OPT_TONELESS,
    OPT_CUES,
    OPT_SYSTEMS,
    OPT_BRACKETS,
    OPT_BARE,
    OPT_LINES
};

static const filter_option options[] = {
    [OPT_TO] = { 0, "to", "FORM", "what becomes of annotations: remove (default), ruby, brackets or tsv", to_values },
    [OPT_HINTS] = { 0, "hints", NULL, "leave readings in the text for conv --hints" },
    [OPT_UNVERIFIED] = { 0, "unverified", "ACTION",
                         "toned readings that are not the characters': keep (default), remove or list",
                         unverified_values },
    [OPT_TONELESS] = { 0, "toneless", "WHEN", "readings without tones: auto (default), always or never",
                       toneless_values },
    [OPT_CUES] = { 0, "cues", "HOW", "words about pronunciation nearby: auto (default), keep or ignore", cues_values },
    [OPT_SYSTEMS] = { 0, "systems", "LIST", "of pinyin,zhuyin,jyutping,wade-giles (default: all)" },
    [OPT_BRACKETS] = { 0, "brackets", "LIST", "opening brackets to look inside, for instance '(（' (default: all)" },
    [OPT_BARE] = { 0, "bare", NULL, "also readings without brackets: 中國 zhōngguó" },
    [OPT_LINES] = { 0, "lines", NULL, "also lines of pinyin over or under lines of characters" },
    { 0 }
};

static const char *const counters[] = { "bracket", "ruby",  "template",   "glued", "broken",
                                        "bare",    "lines", "unverified", NULL };
enum { COUNT_LINES = ANNOTATION_FORMS, COUNT_UNVERIFIED };

/* One worker's memory. */
struct strip_scratch {
    annotation_scanner scanner; /* of the text that strip_find_line() was given last */
    known_readings known;
    annotation_candidates findings;
    annotation_lines_before before;
    strip_edits edits;
    hp_buf text[2]; /* the line as it is after a pass */
    hp_buf made;
};

static hp_status set_systems(strip_filter *strip, const filter_given *given, hp_error *err)
{
    strip->finder.systems = 0;
    for (const char *p = given->value; *p; p += *p == ',') {
        size_t n = strcspn(p, ",");
        int system = 0;
        while (system < READING_SYSTEMS &&
               !span_eq(span_of_string(reading_system_name((reading_system)system)), (hp_span){ p, n }))
            system++;
        if (system == READING_SYSTEMS)
            return error_set(err, HP_USAGE, 0, "--systems=%s: the systems are pinyin, zhuyin, jyutping and wade-giles",
                             given->value);
        strip->finder.systems |= 1u << system;
        p += n;
    }
    return HP_OK;
}

static hp_status set_brackets(strip_filter *strip, const filter_given *given, hp_error *err)
{
    hp_span text = span_of_string(given->value);
    size_t count = 0, n;
    uint32_t cp;
    while (text.len > 0 && count + 1 < STRIP_BRACKETS && (n = utf8_decode(text, &cp)) > 0) {
        bool separator = cp == ',' || cp == ' ';
        if (!separator && !annotation_bracket_traits(cp))
            return error_set(err, HP_USAGE, 0, "--brackets=%s: %.*s opens no bracket that is known", given->value,
                             (int)n, text.ptr);
        if (!separator)
            strip->brackets[count++] = cp;
        text = (hp_span){ text.ptr + n, text.len - n };
    }
    if (text.len > 0 || count == 0)
        return error_set(err, HP_USAGE, 0, "--brackets=%s: give opening brackets, at most %d", given->value,
                         STRIP_BRACKETS - 1);
    strip->finder.brackets = strip->brackets;
    return HP_OK;
}

static hp_status set_option(strip_filter *strip, const filter_given *given, hp_error *err)
{
    switch ((enum option_index)(given->option - options)) {
    case OPT_TO:
        strip->to = (strip_output)option_choice(given);
        break;
    case OPT_HINTS:
        strip->hints = true;
        break;
    case OPT_UNVERIFIED:
        strip->rules.unverified = strip->finder.unverified = option_choice(given) == REMOVE_UNVERIFIED;
        strip->list_unverified = option_choice(given) == LIST_UNVERIFIED;
        break;
    case OPT_TONELESS:
        strip->rules.toneless = (annotation_toneless)option_choice(given);
        break;
    case OPT_CUES:
        strip->rules.cues = (annotation_cues)option_choice(given);
        break;
    case OPT_SYSTEMS:
        return set_systems(strip, given, err);
    case OPT_BRACKETS:
        return set_brackets(strip, given, err);
    case OPT_BARE:
        strip->finder.bare = strip->rules.glued = true;
        break;
    case OPT_LINES:
        strip->lines = true;
        break;
    }
    return HP_OK;
}

static void strip_free(void *self)
{
    strip_filter *strip = self;
    if (!strip)
        return;
    reading_table_free(strip->readings);
    memory_free(strip);
}

static hp_status strip_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    hp_status st = HP_OK;
    *self = NULL;
    strip_filter *strip = memory_zeroed(1, sizeof *strip);
    if (!strip)
        return error_set_memory(err);
    strip->finder.systems = (1u << READING_SYSTEMS) - 1;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = set_option(strip, &given[i], err);
    if (st == HP_OK && strip->hints && (strip->to != STRIP_REMOVE || strip->list_unverified))
        st = error_set(err, HP_USAGE, 0, "--hints goes neither with --to nor with --unverified=list");
    if (st == HP_OK && strip->list_unverified && strip->to != STRIP_REMOVE && strip->to != STRIP_TSV)
        st = error_set(err, HP_USAGE, 0, "--unverified=list gives rows, not text: it does not go with --to");
    if (st == HP_OK)
        st = reading_table_open(&strip->readings, data, err);
    if (st == HP_OK) {
        strip->finder.readings = strip->readings;
        strip->finder.any_ruby = strip->finder.systems == (1u << READING_SYSTEMS) - 1;
        strip->finder.names = strip->rules.toneless == ANNOTATION_TONELESS_ALWAYS;
        strip->rows = strip->to == STRIP_TSV || strip->list_unverified;
        *self = strip;
    } else
        strip_free(strip);
    return st;
}

static hp_status strip_scratch_open(void **scratch, const void *self, hp_error *err)
{
    (void)self;
    *scratch = memory_zeroed(1, sizeof(struct strip_scratch));
    return *scratch ? HP_OK : error_set_memory(err);
}

static void strip_scratch_free(void *scratch)
{
    struct strip_scratch *s = scratch;
    annotation_candidates_free(&s->findings);
    annotation_candidates_free(&s->before.findings);
    memory_free(s->edits.items);
    hp_buf_free(&s->text[0]);
    hp_buf_free(&s->text[1]);
    hp_buf_free(&s->made);
    memory_free(s);
}

static size_t strip_find_line(const void *self, void *scratch, hp_span text, size_t from)
{
    const strip_filter *strip = self;
    struct strip_scratch *s = scratch;
    const char *end = text.ptr + text.len, *at = text.ptr + from;
    if (from == 0) {
        annotation_scan_start(&s->scanner, text);
        annotation_forget_lines(&s->before);
    }
    if (!strip->rows && !strip->lines)
        while ((at = annotation_next_candidate(&s->scanner, at, end)) < end &&
               !annotation_may_be(&strip->finder, text.ptr, at, end))
            at++;
    return (size_t)(at - text.ptr);
}

static filter_needs strip_needs(const void *self)
{
    const strip_filter *strip = self;
    unsigned back = strip->rules.cues == ANNOTATION_CUES_AUTO ? ANNOTATION_LINES_BEFORE : strip->lines;
    return (filter_needs){ .unit = FILTER_LINES,
                           .next_line = strip->lines,
                           .drops_lines = strip->rows,
                           .line_pieces = !strip->rows && !strip->lines,
                           .lines_before = back,
                           .line_numbers = strip->rows };
}

/* Everything may go on but a last line that could be the reading of the next. */
static size_t strip_ready_length(const void *self, const void *decision, hp_span text)
{
    (void)self, (void)decision;
    if (text.len == 0)
        return 0;
    const char *lf = memrchr(text.ptr, '\n', text.len - 1);
    const char *last = lf ? lf + 1 : text.ptr;
    hp_span line = { last, (size_t)(text.ptr + text.len - 1 - last) };
    return annotation_is_pinyin_line(line) ? (size_t)(last - text.ptr) : text.len;
}

/* Copies `text` without the cuts of the findings that go. */
static void apply_cuts(hp_span text, const annotation_candidates *findings, hp_buf *out)
{
    const char *from = text.ptr;
    out->len = 0;
    hp_buf_reserve(out, text.len); /* at once: growing copies */
    for (size_t i = 0; i < findings->count; i++) {
        const annotation_candidate *a = &findings->items[i];
        if (!(a->notes & CONTEXT_REMOVED))
            continue;
        for (size_t k = a->cut; k < a->cut + a->cuts; k++) {
            hp_buf_append(out, (hp_span){ from, (size_t)(findings->cuts[k].ptr - from) });
            from = findings->cuts[k].ptr + findings->cuts[k].len;
        }
    }
    hp_buf_append(out, (hp_span){ from, (size_t)(text.ptr + text.len - from) });
}

/* Writes `run` without what goes: all of it was found in one pass. */
static void write_once(const struct strip_scratch *s, hp_span run, answer *out)
{
    const char *from = run.ptr;
    for (size_t i = 0; i < s->findings.count; i++) {
        const annotation_candidate *a = &s->findings.items[i];
        if (!(a->notes & CONTEXT_REMOVED))
            continue;
        for (size_t k = a->cut; k < a->cut + a->cuts; k++) {
            hp_span cut = s->findings.cuts[k];
            answer_keep(out, (hp_span){ from, (size_t)(cut.ptr - from) });
            answer_cut(out, cut, annotation_form_name(a->form));
            from = cut.ptr + cut.len;
        }
    }
    answer_keep(out, (hp_span){ from, (size_t)(run.ptr + run.len - from) });
}

/* Writes `run` without the edits of all passes. */
static void write_edits(const struct strip_scratch *s, hp_span run, answer *out)
{
    const char *from = run.ptr;
    for (size_t i = 0; i < s->edits.count; i++) {
        hp_span cut = s->edits.items[i].cut;
        answer_keep(out, (hp_span){ from, (size_t)(cut.ptr - from) });
        answer_cut(out, cut, s->edits.items[i].rule);
        from = cut.ptr + cut.len;
    }
    answer_keep(out, (hp_span){ from, (size_t)(run.ptr + run.len - from) });
}

/* One look at `text`: counts, and adds its cuts to the edits; true when it cut something.  `mark`, unless it is NULL,
 * is the first place worth a look. */
static bool one_pass(const strip_filter *strip, struct strip_scratch *s, hp_span text, const char *mark, bool first,
                     answer *out)
{
    bool cut = false;
    if (first && mark)
        annotation_find_from(&strip->finder, &s->scanner, text, mark, &s->findings);
    else
        annotation_find(&strip->finder, text, &s->findings);
    annotation_mark_removals(&strip->rules, text, &s->findings, &s->before);
    strip_edits_begin(&s->edits, text);
    for (size_t i = 0; i < s->findings.count; i++) {
        const annotation_candidate *a = &s->findings.items[i];
        if (annotation_is_unverified(a) && first)
            answer_count(out, COUNT_UNVERIFIED, 1);
        if (!(a->notes & CONTEXT_REMOVED))
            continue;
        if (!annotation_is_unverified(a))
            answer_count(out, a->form, 1);
        for (size_t k = a->cut; k < a->cut + a->cuts && !(first && !s->findings.again); k++)
            strip_edits_add(&s->edits, s->findings.cuts[k], annotation_form_name(a->form));
        cut = true;
    }
    strip_edits_end(&s->edits);
    return cut;
}

static hp_status remove_all(const strip_filter *strip, struct strip_scratch *s, hp_span run, const char *mark,
                            answer *out, hp_error *err)
{
    hp_span text = run;
    bool once = true;
    strip_edits_clear(&s->edits, run);
    for (unsigned pass = 0; pass < PASSES_MAX && one_pass(strip, s, text, mark, pass == 0, out); pass++) {
        if (!s->findings.again)
            break;
        once = false;
        hp_buf *next = &s->text[pass & 1];
        apply_cuts(text, &s->findings, next);
        if (next->failed)
            break;
        text = (hp_span){ next->ptr, next->len };
    }
    if (s->findings.failed || s->before.findings.failed || s->edits.failed || s->text[0].failed || s->text[1].failed) {
        s->findings.failed = s->before.findings.failed = s->edits.failed = false;
        s->text[0].failed = s->text[1].failed = false;
        return error_set_memory(err);
    }
    if (once)
        write_once(s, run, out);
    else
        write_edits(s, run, out);
    return HP_OK;
}

/* The first of `lines`, without its LF. */
static hp_span first_line(hp_span lines)
{
    const char *lf = lines.len ? memchr(lines.ptr, '\n', lines.len) : NULL;
    return (hp_span){ lines.ptr, lf ? (size_t)(lf - lines.ptr) : lines.len };
}

static bool is_han_start(const char *p)
{
    return (unsigned char)*p >= 0xE4 && (unsigned char)*p <= 0xE9;
}

/* The length of the first piece of `run`: all of it when it is not long; else up to a full stop between sentences, or
 * between two characters, where no annotation can span it. */
static size_t piece_length(hp_span run)
{
    if (run.len <= PIECE + SLACK)
        return run.len;
    for (const char *p = run.ptr + PIECE, *end = p + SLACK; p < end; p++)
        if (is_han_start(p) && memcmp(p - 3, "。", 3) == 0)
            return (size_t)(p - run.ptr);
    for (const char *p = run.ptr + PIECE, *end = p + SLACK; p < end; p++)
        if (is_han_start(p) && (is_han_start(p - 3) || p[-1] == ')'))
            return (size_t)(p - run.ptr);
    size_t n = PIECE;
    while (n < PIECE + 4 && ((unsigned char)run.ptr[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* The pieces whose ends are known.  A line that was given before is looked at no further back than its end. */
static size_t strip_line_pieces(const void *self, const void *decision, hp_span text, filter_line *line)
{
    size_t at = 0;
    (void)self, (void)decision, (void)line;
    while (text.len - at > PIECE + SLACK + 4)
        at += piece_length((hp_span){ text.ptr + at, text.len - at });
    return at;
}

/* Finds, judges and writes in the form asked for. */
static hp_status rewrite(const strip_filter *strip, struct strip_scratch *s, const filter_input *input, hp_span run,
                         answer *out, hp_error *err)
{
    annotation_find(&strip->finder, run, &s->findings);
    annotation_mark_removals(&strip->rules, run, &s->findings, &s->before);
    if (s->findings.failed || s->before.findings.failed) {
        s->findings.failed = s->before.findings.failed = false;
        return error_set_memory(err);
    }
    for (size_t i = 0; i < s->findings.count; i++) {
        const annotation_candidate *a = &s->findings.items[i];
        if (annotation_is_unverified(a))
            answer_count(out, COUNT_UNVERIFIED, 1);
        else if (a->notes & CONTEXT_REMOVED)
            answer_count(out, a->form, 1);
    }
    if (strip->rows)
        strip_write_rows(strip, &s->findings, input, run, &s->made, out);
    else
        strip_write_text(strip, &s->findings, run, &s->made, out);
    if (!s->made.failed)
        return HP_OK;
    s->made.failed = false;
    return error_set_memory(err);
}

static hp_status strip_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                             hp_error *err)
{
    const strip_filter *strip = self;
    struct strip_scratch *s = scratch;
    hp_span above;
    s->before.finder = &strip->finder;
    s->before.near = input->preceding;
    s->before.far = input->earlier;
    if (strip->lines && (annotation_is_pinyin_of_line(strip->readings, run, first_line(input->following)) ||
                         (annotation_get_line_above(&s->before, &above) &&
                          annotation_is_pinyin_of_line(strip->readings, run, above)))) {
        answer_count(out, COUNT_LINES, 1);
        answer_drop_line(out, "lines");
        return HP_OK;
    }
    if (strip->rows) /* in place of the whole line */
        return rewrite(strip, s, input, run, out, err);
    hp_status st = HP_OK;
    const char *mark = input->mark;
    while (st == HP_OK && run.len > 0) {
        hp_span piece = { run.ptr, piece_length(run) };
        run = (hp_span){ run.ptr + piece.len, run.len - piece.len };
        if (strip->to != STRIP_REMOVE || strip->hints)
            st = rewrite(strip, s, input, piece, out, err);
        else if (!mark || answer_records(out) || !strip_cut_plain(strip, &s->scanner, &s->known, piece, mark, out))
            st = remove_all(strip, s, piece, mark, out, err);
        mark = NULL; /* the scanner knows lines, not pieces of them */
    }
    return st;
}

const filter_descriptor filter_strip = {
    .word = "strip",
    .purpose = "remove inline reading annotations, 國(guó) → 國",
    .example = "hanstrip page.txt",
    .options = options,
    .counters = counters,
    .traits = FILTER_WANTS_ANY_BYTES | FILTER_READS_HINTS | FILTER_MAKES_HINTS | FILTER_NEEDS_DATA | FILTER_HAS_CHECK,
    .open = strip_open,
    .free = strip_free,
    .scratch_open = strip_scratch_open,
    .scratch_free = strip_scratch_free,
    .needs = strip_needs,
    .find_line = strip_find_line,
    .ready_length = strip_ready_length,
    .line_pieces = strip_line_pieces,
    .apply = strip_apply,
};

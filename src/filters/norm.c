/* norm.c - the filter norm: options, and what the engine of src/normalize says is to be changed.
 *
 * Worked: --profile=clean and "今天 ,好" give the edits " " → "" (spaces) and "," → "，" (punct).
 */
#include <string.h>

#include "pipeline/icu_guard.h"
#include "normalize/document/document.h"
#include "normalize/engine.h"
#include "normalize/line/compose.h"
#include "normalize/scan/blank_lines.h"
#include "normalize/scan/fences.h"
#include "normalize/scan/scan.h"
#include "normalize/windows.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* Each in the order of the enum that it chooses from (normalize/options.h). */
static const char *const form_values[] = { "nfc", "nfd", "nfkc", "nfkd", NULL };
static const char *const pua_values[] = { "auto", "gb", "hkscs", "eten", "keep", NULL };
static const char *const quotes_values[] = { "auto", "cn", "tw", "keep", NULL };
static const char *const han_latin_values[] = { "keep", "add", "remove", NULL };

enum { FORM, PROFILE, RULE, NO_RULE, PUA, QUOTES, HAN_LATIN, TRANSFORM, LIST };

static const filter_option options[] = {
    [FORM] = { 0, "form", "FORM", "normal form: nfc (default), nfd, nfkc or nfkd", form_values },
    [PROFILE] = { 0, "profile", "NAME", "rules for a purpose: minimal, clean, search, cn, tw or hk",
                  norm_profile_names },
    [RULE] = { 0, "rule", "NAMES", "further rules, such as radicals,width (see --list)" },
    [NO_RULE] = { 0, "no-rule", "NAMES", "without these rules, such as quotes" },
    [PUA] = { 0, "pua", "SET", "private-use characters are auto, gb, hkscs, eten or keep", pua_values },
    [QUOTES] = { 0, "quotes", "STYLE", "quotes: auto (default), cn, tw or keep", quotes_values },
    [HAN_LATIN] = { 0, "han-latin", "MODE", "blanks between Han and Latin: keep, add or remove", han_latin_values },
    [TRANSFORM] = { 0, "transform", "RULES",
                    "ICU's transliteration, by name, such as Latin-ASCII, or rules: 'ö > oe;'" },
    [LIST] = { 0, "list", NULL, "list the rules and the profiles that they are in" },
    { 0 },
};

struct norm {
    norm_engine *engine;
    bool whole; /* some rule sees whole documents */
};

/* One worker's memory. */
struct norm_scratch {
    norm_work *work;
    const char *text; /* what find_line was given last */
};

/* Reads "name,name" into *rules. */
static hp_status read_rules(const filter_given *given, uint64_t *rules, hp_error *err)
{
    for (const char *at = given->value;; at++) {
        hp_span name = { at, strcspn(at, ",") };
        norm_rule_id id = norm_rule_named(name);
        if (id == NORM_RULE_NONE || id == NORM_RULE_TRANSFORM || id == NORM_RULE_HAN_LATIN)
            return error_set(err, HP_USAGE, 0, "--%s=%s: no rule '%.*s' (see --list)", given->option->name,
                             given->value, (int)name.len, name.ptr);
        *rules |= NORM_RULE(id);
        at += name.len;
        if (!*at)
            return HP_OK;
    }
}

/* A profile's typography, where no option says another. */
static norm_quotes quotes_of_profile(const char *profile)
{
    return strcmp(profile, "cn") == 0                                 ? NORM_QUOTES_CN
           : strcmp(profile, "tw") == 0 || strcmp(profile, "hk") == 0 ? NORM_QUOTES_TW
                                                                      : NORM_QUOTES_AUTO;
}

/* Reads one option; those of a profile have been read before. */
static hp_status read_option(const filter_given *given, norm_options *o, hp_error *err)
{
    uint64_t rules = 0;
    hp_status st = HP_OK;
    switch (given->option - options) {
    case RULE:
        st = read_rules(given, &rules, err);
        o->rules |= rules;
        break;
    case NO_RULE:
        st = read_rules(given, &rules, err);
        o->rules &= ~rules;
        break;
    case FORM:
        o->form = (norm_form)option_choice(given);
        break;
    case PUA:
        o->pua = (norm_pua)option_choice(given);
        break;
    case QUOTES:
        o->quotes = (norm_quotes)option_choice(given);
        break;
    case HAN_LATIN:
        o->han_latin = (norm_han_latin)option_choice(given);
        break;
    case TRANSFORM:
        o->transform = given->value;
        break;
    default:
        break;
    }
    return st;
}

static hp_status read_options(const filter_given *given, size_t count, norm_options *o, hp_error *err)
{
    hp_status st = HP_OK;
    *o = (norm_options){ .rules = NORM_RULE(NORM_RULE_NFC) };
    for (size_t i = 0; i < count; i++)
        if (given[i].option - options == PROFILE) {
            o->rules = norm_profile(span_of_string(given[i].value));
            o->quotes = quotes_of_profile(given[i].value);
        }
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = read_option(&given[i], o, err);
    if (st == HP_OK && o->form != NORM_FORM_C && o->rules & ~NORM_RULE(NORM_RULE_NFC))
        st = error_set(err, HP_USAGE, 0, "--form=%s goes with no other rules", form_values[o->form]);
    if (st == HP_OK && o->quotes != NORM_QUOTES_AUTO && o->quotes != NORM_QUOTES_KEEP)
        o->rules |= NORM_RULE(NORM_RULE_QUOTES);
    return st;
}

static hp_status norm_filter_open(void **self, const filter_given *given, size_t count, const hp_data *data,
                                  hp_error *err)
{
    struct norm *norm = memory_zeroed(1, sizeof *norm);
    norm_options chosen;
    *self = NULL;
    if (!norm)
        return error_set_memory(err);
    hp_status st = read_options(given, count, &chosen, err);
    if (st == HP_OK)
        st = norm_open(&norm->engine, &chosen, data, err);
    norm->whole = chosen.rules & NORM_WHOLE_RULES;
    if (st == HP_OK)
        *self = norm;
    else
        memory_free(norm);
    return st;
}

static void norm_filter_free(void *self)
{
    struct norm *norm = self;
    norm_free(norm->engine);
    memory_free(norm);
}

static hp_status norm_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const struct norm *norm = self;
    struct norm_scratch *s = memory_zeroed(1, sizeof *s);
    hp_status st = s ? norm_work_open(&s->work, norm->engine, err) : error_set_memory(err);
    *scratch = st == HP_OK ? s : NULL;
    if (st != HP_OK)
        memory_free(s);
    return st;
}

static void norm_scratch_free(void *scratch)
{
    struct norm_scratch *s = scratch;
    norm_work_free(s->work);
    memory_free(s);
}

static filter_needs norm_needs(const void *self)
{
    const struct norm *norm = self;
    return (filter_needs){ .unit = norm->whole ? FILTER_DOCUMENT : FILTER_LINES,
                           .next_line = !norm->whole && norm_looks_ahead(norm->engine),
                           .line_pieces = norm_has_windows(norm->engine),
                           .many_lines = norm_takes_many_lines(norm->engine) };
}

static size_t norm_ready_length(const void *self, const void *decision, hp_span text)
{
    (void)decision;
    const struct norm *norm = self;
    return norm_ready(norm->engine, text);
}

static size_t norm_line_pieces(const void *self, const void *decision, hp_span text, filter_line *line)
{
    (void)decision;
    const struct norm *norm = self;
    text.len = utf8_unsplit_so_far(text);
    line->is_unsplit = text.len > 0;
    return norm_window_cut(norm->engine, text);
}

static size_t norm_find_line(const void *self, void *scratch, hp_span text, size_t from)
{
    (void)self;
    struct norm_scratch *s = scratch;
    s->text = text.ptr;
    return norm_next(s->work, text, from);
}

/* Whether the line after the one at hand is blank once cleaned. */
static bool next_vanishes(norm_work *work, hp_span following)
{
    const char *lf = following.len ? memchr(following.ptr, '\n', following.len) : NULL;
    hp_span next = { following.ptr, lf ? (size_t)(lf - following.ptr) : following.len };
    return following.len > 0 && norm_vanishes(work, next);
}

static bool is_all_cut(const norm_edits *edits, hp_span run)
{
    size_t cut = 0;
    for (size_t i = 0; i < edits->count; i++)
        cut += edits->items[i].length == 0 ? edits->items[i].to - edits->items[i].from : 0;
    return cut == run.len;
}

static void record_edits(const struct norm *norm, const norm_edits *edits, hp_span run, answer *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const norm_edit *edit = &edits->items[i];
        answer_keep(out, (hp_span){ run.ptr + kept, edit->from - kept });
        answer_edit(out, (hp_span){ run.ptr + edit->from, edit->to - edit->from }, norm_edit_made(edits, edit),
                    norm_rule_name(norm->engine, edit->rule));
        kept = edit->to;
    }
    answer_keep(out, (hp_span){ run.ptr + kept, run.len - kept });
}

/* The number of edits that change anything. */
static uint64_t count_changes(const norm_edits *edits, hp_span run)
{
    uint64_t n = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const norm_edit *edit = &edits->items[i];
        n += !span_eq((hp_span){ run.ptr + edit->from, edit->to - edit->from }, norm_edit_made(edits, edit));
    }
    return n;
}

/* Bytes between edits from which on what stays is better kept by itself: the pipeline need not copy it. */
enum { FAR_APART = 1 << 12 };

static void answer_edits(const struct norm *norm, const norm_edits *edits, hp_span run, answer *out)
{
    bool far_apart = run.len / (edits->count + 1) >= FAR_APART;
    uint64_t changes = answer_records(out) || far_apart ? 0 : count_changes(edits, run);
    if (changes == 0) {
        record_edits(norm, edits, run, out);
    } else if (edits->whole.ptr) {
        answer_keep(out, edits->whole);
        answer_commit(out, 0, changes);
    } else {
        char *to = answer_reserve(out, norm_edits_room(edits, run));
        if (to)
            answer_commit(out, (size_t)(norm_edits_write(edits, run, to) - to), changes);
    }
}

static hp_status norm_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                            hp_error *err)
{
    const struct norm *norm = self;
    struct norm_scratch *s = scratch;
    const norm_edits *edits;
    if (norm->whole) {
        hp_status st = norm_document(s->work, run, &edits, err);
        if (st == HP_OK)
            answer_edits(norm, edits, run, out);
        return st;
    }
    norm_where where = { .starts_line = input->place.offset == 0,
                         .ends_line = run.ptr + run.len == input->line.ptr + input->line.len,
                         .starts_document = input->line_offset + input->place.offset == 0,
                         .has_no_hints = input->is_unsplit,
                         .kept = norm_in_fence(s->work, (size_t)(run.ptr - s->text)) };
    if (!where.kept && norm_may_vanish(norm->engine, input->line))
        where.next_vanishes = next_vanishes(s->work, input->following);
    hp_status st = norm_run(s->work, run, where, &edits, err);
    if (st != HP_OK)
        return st;
    if (where.next_vanishes && where.starts_line && where.ends_line && is_all_cut(edits, run))
        answer_drop_line(out, norm_rule_name(norm->engine, NORM_RULE_BLANK_LINES));
    else
        answer_edits(norm, edits, run, out);
    return HP_OK;
}

/* "radicals  minimal clean search cn tw hk  radicals to the ideographs …" */
static hp_status norm_list(const hp_data *data, hp_buf *out, hp_error *err)
{
    (void)data;
    for (unsigned id = 1; id < NORM_RULE_COUNT; id++) {
        const norm_rule *rule = &norm_rules[id];
        if (id != NORM_RULE_TRANSFORM && id != NORM_RULE_HAN_LATIN)
            buffer_format(out, "%-12s %-31s %s\n", rule->name, norm_profiles_of(rule), rule->help);
    }
    return out->failed ? error_set_memory(err) : HP_OK;
}

static void norm_filter_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    norm_versions(out);
}

const filter_descriptor filter_norm = {
    .word = "norm",
    .purpose = "clean text: Unicode normal forms, characters, widths, punctuation, blanks",
    .example = "hannorm --profile=clean page.txt",
    .options = options,
    .traits = FILTER_READS_HINTS | FILTER_WANTS_EMPTY_LINES | FILTER_SEES_DOCUMENTS,
    .open = norm_filter_open,
    .free = norm_filter_free,
    .scratch_open = norm_scratch_open,
    .scratch_free = norm_scratch_free,
    .needs = norm_needs,
    .ready_length = norm_ready_length,
    .find_line = norm_find_line,
    .line_pieces = norm_line_pieces,
    .apply = norm_apply,
    .list = norm_list,
    .guard = icu_guard,
    .versions = norm_filter_versions,
};

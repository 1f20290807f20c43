/* decode.c - bytes in any encoding become UTF-8; what was decoded wrong before is repaired on request.
 *
 * By a document's head it chooses the encoding (decode/choose.h), unless that is named; then it takes pieces of the
 * document as they come.  Guarantees UTF-8, unless bytes that cannot be decoded are to be kept, a line for each line,
 * and that what is no text, such as a compressed file, is refused and not mangled.
 * Worked: C4 E3 BA C3 → "你好", by GB18030; 50 4B 03 04 … → an error, "is ZIP, not text".
 */
#include <stdlib.h>
#include <string.h>

#include "decode/icu_converter.h"
#include "filters/decode/decode.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

enum { FROM, REPAIR, INVALID, REPORT };

enum { MOJIBAKE, GBK_SPLIT };
static const char *const repair_kinds[] = { [MOJIBAKE] = "mojibake", [GBK_SPLIT] = "gbk-split", NULL };

static const char *const invalid_modes[] = {
    [DECODE_INVALID_REPLACE] = "replace", [DECODE_INVALID_KEEP] = "keep", [DECODE_INVALID_FAIL] = "fail", NULL
};

static const filter_option options[] = {
    [FROM] = { 0, "from", "NAME", "the encoding: auto (default) finds it out; else any name that ICU knows" },
    [REPAIR] = { 0, "repair", "DAMAGE", "undo what was done before: mojibake or gbk-split; repeatable", repair_kinds },
    [INVALID] = { 0, "invalid", "MODE", "what cannot be decoded: replace (default) by U+FFFD, keep, or fail",
                  invalid_modes },
    [REPORT] = { 0, "report", "[FILE]", "a row for each file: encoding, confidence, losses; no FILE: and no text" },
    { 0 }
};

static const char *const counters[] = { "converted", "undecoded", "repaired", "lost", NULL };

static hp_status set_from(decode_filter *decode, const char *value, hp_error *err)
{
    decode_name name;
    decode->is_auto = strcmp(value, "auto") == 0;
    if (decode->is_auto)
        return HP_OK;
    if (decode_find(span_of_string(value), &name)) {
        decode_choose_named(&name, (hp_span){ NULL, 0 }, &decode->named);
        return HP_OK;
    }
    hp_status st = decode_icu_load(err);
    return st == HP_OK ? error_set(err, HP_USAGE, 0, "--from=%s: no such encoding", value) : st;
}

static hp_status take_option(decode_filter *decode, const filter_given *given, hp_error *err)
{
    switch (given->option - options) {
    case FROM:
        return set_from(decode, given->value, err);
    case REPAIR:
        decode->undoes_mojibake = decode->undoes_mojibake || option_choice(given) == MOJIBAKE;
        decode->joins_splits = decode->joins_splits || option_choice(given) == GBK_SPLIT;
        break;
    case INVALID:
        decode->invalid = (decode_invalid)option_choice(given);
        break;
    default:
        decode->only_reports = !given->value;
        break;
    }
    return HP_OK;
}

static void decode_free(void *self)
{
    decode_filter *decode = self;
    if (!decode)
        return;
    reading_table_free(decode->readings);
    decode_misreadings_free(decode->misreadings);
    memory_free(decode);
}

static hp_status open_tables(decode_filter *decode, const hp_data *data, hp_error *err)
{
    bool repairs = decode->undoes_mojibake || decode->joins_splits;
    hp_status st = decode->is_auto || repairs ? decode_costs_open(&decode->costs, data, err) : HP_OK;
    if (st == HP_OK && repairs)
        st = decode_misreadings_open(&decode->misreadings, &decode->costs, err);
    if (st == HP_OK && decode->joins_splits)
        st = reading_table_open(&decode->readings, data, err);
    return st;
}

static hp_status decode_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    decode_filter *decode = memory_zeroed(1, sizeof *decode);
    *self = NULL;
    if (!decode)
        return error_set_memory(err);
    decode->is_auto = true;
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(decode, &given[i], err);
    if (st == HP_OK)
        st = open_tables(decode, data, err);
    if (st == HP_OK)
        *self = decode;
    else
        decode_free(decode);
    return st;
}

static void decode_scratch_free(void *scratch)
{
    decode_scratch *s = scratch;
    decode_converter_free(s->converter);
    decode_mender_free(s->mender);
    hp_buf_free(&s->text[0]);
    hp_buf_free(&s->text[1]);
    hp_buf_free(&s->after);
    memory_free(s->broken.items);
    memory_free(s->repairs[0].items);
    memory_free(s->repairs[1].items);
    memory_free(s->offsets);
    memory_free(s);
}

static hp_status decode_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const decode_filter *decode = self;
    decode_scratch *s = memory_zeroed(1, sizeof *s);
    *scratch = NULL;
    if (!s)
        return error_set_memory(err);
    hp_status st = decode->undoes_mojibake ? decode_mender_open(&s->mender, &decode->costs, decode->misreadings, err)
                                           : HP_OK;
    if (st == HP_OK)
        *scratch = s;
    else
        decode_scratch_free(s);
    return st;
}

/* UTF-16 and UTF-32 without a byte order: the mark says it. */
static filter_needs decode_needs(const void *self)
{
    const decode_filter *decode = self;
    return (filter_needs){ .unit = FILTER_PIECES,
                           .head = decode->is_auto || decode->named.name.by_mark,
                           .line_pieces = !decode->misreadings };
}

static hp_status decode_decide(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err)
{
    (void)is_whole;
    const decode_filter *decode = self;
    decode_choice *choice = memory_new(sizeof *choice);
    *decision = choice;
    if (!choice)
        return error_set_memory(err);
    if (decode->is_auto)
        decode_choose(&decode->costs, head, choice);
    else
        decode_choose_named(&decode->named.name, head, choice);
    return HP_OK;
}

static size_t decode_ready_length(const void *self, const void *decision, hp_span text)
{
    const decode_filter *decode = self;
    return decode_ready(decision ? decision : &decode->named, text);
}

/* Nothing of a line may go where all of it would be lost with its first broken place. */
static size_t decode_line_pieces(const void *self, const void *decision, hp_span text, filter_line *line)
{
    (void)line;
    const decode_filter *decode = self;
    const decode_choice *choice = decision ? decision : &decode->named;
    return decode_ends_at_broken(decode, choice) ? 0 : decode_line_ready(choice, text);
}

static bool decode_filter_ends_lines_at_lf(const void *self, const void *decision)
{
    const decode_filter *decode = self;
    return decode_ends_lines_at_lf(decision ? decision : &decode->named);
}

static void decode_report_document(const void *self, const void *decision, const uint64_t *counts, hp_buf *row)
{
    const decode_filter *decode = self;
    const decode_choice *choice = decision ? decision : &decode->named;
    buffer_format(row, "%s\t%.3f\t%llu\t%llu\t%llu\t", choice->content ? choice->content : choice->name.name,
                  choice->confidence, (unsigned long long)counts[DECODE_COUNT_UNDECODED],
                  (unsigned long long)counts[DECODE_COUNT_REPAIRED], (unsigned long long)counts[DECODE_COUNT_LOST]);
    for (size_t i = 1; i < choice->candidate_count; i++) {
        decode_name name;
        decode_name_of(choice->candidates[i].encoding, &name);
        buffer_format(row, "%s%s:%.1f", i > 1 ? "," : "", name.name, choice->candidates[i].nats);
    }
}

/* That something was lost. */
static void decode_warn_document(const void *self, const void *decision, const uint64_t *counts, hp_buf *text)
{
    const decode_filter *decode = self;
    const decode_choice *choice = decision ? decision : &decode->named;
    unsigned long long undecoded = counts[DECODE_COUNT_UNDECODED];
    if (undecoded == 0 || decode->invalid != DECODE_INVALID_REPLACE)
        return;
    buffer_format(text, "%llu byte%s not %s; U+FFFD stands there (see --invalid, --from and --log)", undecoded,
                  undecoded == 1 ? " is" : "s are", choice->name.name);
}

static void decode_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "ICU %s\n", decode_icu_version());
}

/* Those of iconv's command line. */
static const filter_habit habits[] = {
    { "-f", "use --from" },
    { "--from-code", "use --from" },
    { "-t", "the result is UTF-8: handecode FILE | iconv -t NAME makes another encoding of it" },
    { "--to-code", "the result is UTF-8: handecode FILE | iconv -t NAME makes another encoding of it" },
    { 0 }
};

const filter_descriptor filter_decode = {
    .word = "decode",
    .purpose = "find a text's encoding and give UTF-8; repair mojibake",
    .example = "handecode --repair=mojibake page.txt",
    .options = options,
    .habits = habits,
    .counters = counters,
    .report = "report",
    .traits = FILTER_HAS_CHECK | FILTER_ANY_ENCODING | FILTER_ONLY_NOTES,
    .open = decode_open,
    .free = decode_free,
    .scratch_open = decode_scratch_open,
    .scratch_free = decode_scratch_free,
    .needs = decode_needs,
    .decide = decode_decide,
    .decision_free = memory_free,
    .ready_length = decode_ready_length,
    .ends_lines_at_lf = decode_filter_ends_lines_at_lf,
    .line_pieces = decode_line_pieces,
    .apply = decode_apply,
    .report_document = decode_report_document,
    .warn_document = decode_warn_document,
    .versions = decode_versions,
};

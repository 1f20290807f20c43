/* hanterms.c - the most characteristic terms of documents, or the strings in them that behave like unknown words.
 *
 * Given FILEs it runs a pipeline over them (default: seg), counts the words that come out, and lists those with the
 * greatest TF-IDF (terms/tf_idf.h).  With --new it looks at the text itself (terms/new_words.h) and leaves out what the
 * lexicon has.  The driver moves the bytes; this program is its sink.
 * Worked: "猫 猫 狗" in a.txt and "狗" in b.txt, --min-chars=1: 猫 is the first of a.txt, 狗 the only one of b.txt.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "driver/driver.h"
#include "driver/report/message.h"
#include "driver/sink.h"
#include "pipeline/option_value.h"
#include "segment/sections.h"
#include "segment/segmenter.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"
#include "tools/data_path.h"
#include "tools/terms_print.h"

enum option_index {
    OPT_NUMBER,
    OPT_DOCUMENTS,
    OPT_SCOPE,
    OPT_PIPELINE,
    OPT_IDF,
    OPT_MAKE_IDF,
    OPT_STOP,
    OPT_NEW,
    OPT_MIN_CHARS,
    OPT_MIN_COUNT,
    OPT_COHESION,
    OPT_ENTROPY,
    OPT_FORMAT
};

#define FREQUENT 6u /* in nats: what is seen four hundred times is */

/* In the order of `enum option_index`. */
static const char *const unit_values[] = { "file", "line", NULL };
enum { UNIT_LINE = 1 };
static const char *const scope_values[] = { "documents", "all", "both", NULL };
enum { SCOPE_DOCUMENTS, SCOPE_ALL };
static const char *const format_values[] = { "text", "tsv", "jsonl", NULL }; /* in the order of tool_terms_format */

static const filter_option options[] = {
    { 'n', "number", "N", "list so many terms each time (default: 20)" },
    { 0, "documents", "UNIT", "a document is a file (default) or a line", unit_values },
    { 0, "scope", "WHICH", "list documents, all (taken as one), or both (default)", scope_values },
    { 0, "pipeline", "TEXT", "filters that make words of the text (default: seg)" },
    { 0, "idf", "FILE", "document frequencies from FILE, not of the input" },
    { 0, "make-idf", NULL, "write the input's document frequencies, for --idf" },
    { 0, "stop", "FILE", "never list the words of FILE, one a line" },
    { 0, "new", NULL, "list word-like strings that the lexicon does not have" },
    { 0, "min-chars", "N", "list terms of at least N characters (default: 2)" },
    { 0, "min-count", "N", "that occur at least N times (default: 1; --new: 5)" },
    { 0, "min-cohesion", "BITS", "--new: least cohesion (default: 3)" },
    { 0, "min-entropy", "BITS", "--new: least entropy of the neighbours (default: 1)" },
    { 0, "format", "NAME", "text (default), tsv or jsonl", format_values },
    { 0 }
};

static const char *const lacks[] = { "in-place", "log", "diff", "html",    "jsonl", "into",
                                     "tsv",      "csv", "warc", "rejects", NULL };

static const driver_program program = {
    .name = "hanterms",
    .usage = "[OPTION]... [FILE]...",
    .purpose = "list the characteristic terms of documents, or new words",
    .example = "hanterms -n 5 chapter1.txt chapter2.txt",
    .options = options,
    .filters = filter_registry,
    .lacks = lacks,
};

/* The options, read. */
struct request {
    const char *pipeline, *idf;
    const char *const *stop; /* settings->given_count at most */
    size_t stop_count;
    bool by_line, documents, all, make_idf, new_words;
    tool_terms_format format;
    terms_limits limits;
    double cohesion, entropy;
};

struct job {
    struct request request;
    const hp_data *data;
    terms_counts *terms; /* also of the words never listed */
    new_words *words;
    terms_source *names; /* of the kept documents */
    size_t name_count, name_room;
    bool headed; /* a list was written */
};

static bool wrong(const filter_given *given, const char *right)
{
    driver_complain(program.name, "--%s=%s: it is %s", given->option->name, given->value, right);
    return false;
}

static bool read_count(const filter_given *given, uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(given->value, &end, 10);
    if (errno || *end || end == given->value || !strchr("0123456789", given->value[0]))
        return wrong(given, "a whole number, 0 or more");
    *out = n;
    return true;
}

static bool read_bits(const filter_given *given, double *out)
{
    char *end;
    *out = strtod(given->value, &end);
    return (*end == '\0' && end != given->value && *out >= 0 && *out < 1e6) ||
           wrong(given, "a number of bits, 0 or more");
}

static bool note(struct request *r, const filter_given *given, const char **stop)
{
    uint64_t n = 0;
    bool good = true;
    switch ((enum option_index)(given->option - options)) {
    case OPT_NUMBER:
        good = read_count(given, &n);
        r->limits.number = n;
        break;
    case OPT_DOCUMENTS:
        r->by_line = option_choice(given) == UNIT_LINE;
        break;
    case OPT_SCOPE:
        r->documents = option_choice(given) != SCOPE_ALL;
        r->all = option_choice(given) != SCOPE_DOCUMENTS;
        break;
    case OPT_PIPELINE:
        r->pipeline = given->value;
        break;
    case OPT_IDF:
        r->idf = given->value;
        break;
    case OPT_MAKE_IDF:
        r->make_idf = true;
        break;
    case OPT_STOP:
        stop[r->stop_count++] = given->value;
        break;
    case OPT_NEW:
        r->new_words = true;
        break;
    case OPT_MIN_CHARS:
        good = read_count(given, &n);
        r->limits.chars = n;
        break;
    case OPT_MIN_COUNT:
        good = read_count(given, &r->limits.count);
        break;
    case OPT_COHESION:
        good = read_bits(given, &r->cohesion);
        break;
    case OPT_ENTROPY:
        good = read_bits(given, &r->entropy);
        break;
    case OPT_FORMAT:
        r->format = (tool_terms_format)option_choice(given);
        break;
    }
    return good;
}

/* Reads the program's own options; `stop` has room for the names of all stop lists. */
static bool read_request(struct request *r, const driver_settings *settings, const char **stop)
{
    *r = (struct request){ .documents = true,
                           .all = true,
                           .cohesion = 3,
                           .entropy = 1,
                           .stop = stop,
                           .limits = { .number = 20, .chars = 2, .count = UINT64_MAX } };
    for (size_t i = 0; i < settings->given_count; i++)
        if (!note(r, &settings->given[i], stop))
            return false;
    if (r->limits.count == UINT64_MAX)
        r->limits.count = r->new_words ? 5 : 1;
    if (!r->pipeline && !r->new_words)
        r->pipeline = "seg";
    if (r->new_words && (r->idf || r->make_idf || r->by_line))
        driver_complain(program.name, "--new goes with neither --idf, --make-idf nor --documents");
    else if (r->idf && r->make_idf)
        driver_complain(program.name, "--idf and --make-idf cannot be used together");
    else
        return true;
    return false;
}

/* Reads a list with `take`; false, with a message, when it cannot be. */
static bool read_list(terms_counts *terms, const char *path, hp_status (*take)(terms_counts *, text_list *, hp_error *))
{
    text_list list;
    hp_error err = { 0 };
    hp_status st = text_list_open(&list, path, &err);
    if (st == HP_OK)
        st = take(terms, &list, &err);
    if (st != HP_OK)
        driver_complain(program.name, "%s", hp_error_text(&err));
    error_clear(&err);
    text_list_close(&list);
    return st == HP_OK;
}

/* Writes the list of a kept document, or of all. */
static hp_status print_list(struct job *job, size_t document, terms_source of, hp_buf *out, hp_error *err)
{
    terms_term *terms;
    size_t count;
    hp_status st = terms_rank(job->terms, document, &job->request.limits, &terms, &count, err);
    if (st == HP_OK && job->headed && job->request.format == TOOL_TERMS_TEXT)
        hp_buf_append(out, span_of_string("\n"));
    if (st == HP_OK && !tool_terms_print(job->request.format, of, terms, count, out))
        st = error_set_memory(err);
    job->headed = true;
    free(terms);
    return st;
}

static bool keep_name(struct job *job, terms_source of)
{
    if (job->name_count == job->name_room) {
        size_t room = 2 * job->name_room + 64;
        terms_source *names = reallocarray(job->names, room, sizeof *names);
        if (!names)
            return false;
        job->names = names;
        job->name_room = room;
    }
    job->names[job->name_count++] = of;
    return true;
}

/* Ends the document at hand.  Its list can be written at once when the frequencies are known; otherwise its counts
 * are kept until all documents have been seen. */
static hp_status end_document(struct job *job, terms_source of, hp_buf *out, hp_error *err)
{
    const struct request *r = &job->request;
    hp_status st = terms_end_document(job->terms, err);
    if (st == HP_OK && r->documents && r->idf && !r->make_idf)
        st = print_list(job, terms_kept(job->terms) - 1, of, out, err);
    else if (st == HP_OK && r->documents && !r->make_idf)
        return keep_name(job, of) ? HP_OK : error_set_memory(err);
    terms_forget(job->terms);
    return st;
}

/* Takes each line as a document; one without words is none. */
static hp_status take_lines(struct job *job, const hp_place *place, hp_span text, hp_buf *out, hp_error *err)
{
    hp_status st = HP_OK;
    for (uint64_t number = place->line; st == HP_OK && text.len > 0; number++) {
        const char *lf = memchr(text.ptr, '\n', text.len);
        size_t used = lf ? (size_t)(lf + 1 - text.ptr) : text.len;
        st = terms_add(job->terms, (hp_span){ text.ptr, used }, err);
        if (st == HP_OK && terms_words_here(job->terms) > 0)
            st = end_document(job, (terms_source){ place->file, number }, out, err);
        text = (hp_span){ text.ptr + used, text.len - used };
    }
    return st;
}

static hp_status take(void *to, const hp_place *place, hp_span text, hp_buf *out, hp_error *err)
{
    struct job *job = to;
    if (job->request.new_words)
        return new_words_add(job->words, text, err);
    if (job->request.by_line)
        return take_lines(job, place, text, out, err);
    return terms_add(job->terms, text, err);
}

static hp_status end_file(void *to, const char *name, hp_buf *out, hp_error *err)
{
    struct job *job = to;
    if (job->request.new_words || job->request.by_line)
        return HP_OK;
    return end_document(job, (terms_source){ name, 0 }, out, err);
}

/* Appends the word with its characters as the lexicon folds them: one form for both scripts. */
static void fold_word(const void *by, hp_span word, hp_buf *out)
{
    const seg_lexicon *lex = by;
    uint32_t cp;
    for (size_t n; word.len > 0; word = (hp_span){ word.ptr + n, word.len - n }) {
        n = utf8_decode(word, &cp);
        uint16_t cell = n ? seg_lexicon_cell(lex, cp) : 0;
        char bytes[4];
        if (cp >= 0x3400 && cell >= SEG_FIRST_ID && cell < lex->ids)
            hp_buf_append(out, (hp_span){ bytes, utf8_encode(bytes_u32(lex->names + 4 * (size_t)cell), bytes) });
        else
            hp_buf_append(out, (hp_span){ word.ptr, n ? n : 1 });
        n = n ? n : 1; /* a broken byte stands for itself */
    }
}

/* True when the segmenter cuts the string into words that are all frequent: one after the other they are no news. */
static bool is_made_of_words(const segmenter *seg, seg_cursor *cursor, hp_span string)
{
    segmenter_start(cursor, string);
    const seg_clause *c = segmenter_next(seg, cursor);
    size_t words = 0;
    for (size_t from = 0, to; c && from < c->n; from = to, words++) {
        for (to = from + 1; to < c->n && !c->cut[to - 1];)
            to++;
        if (seg_cost_of_any_word(c, &seg->lex, from, to) > seg->lex.unknown - FREQUENT * seg->lex.scale)
            return false;
    }
    return words > 1;
}

/* Whether the lexicon has the string, folded as the segmenter folds it; false in *good when memory is out. */
static bool is_known(const seg_lexicon *lex, seg_clause *clause, hp_span string, bool *good)
{
    size_t at = 0;
    uint16_t left = 0;
    *good = seg_clause_read(clause, lex, NULL, string, &at, &left) || at == string.len;
    return *good && at == string.len && seg_word_number(clause, lex, 0, clause->n) != 0;
}

static hp_status print_new_words(struct job *job, hp_buf *out, hp_error *err)
{
    const struct request *r = &job->request;
    const new_words_limits limits = { r->limits.count, r->cohesion, r->entropy };
    const new_word *found;
    size_t count, rank = 0;
    segmenter seg;
    seg_cursor cursor = { .given = 0 };
    seg_clause clause = { 0 };
    hp_status st = segmenter_open(&seg, job->data, err);
    if (st == HP_OK)
        st = new_words_find(job->words, &limits, &found, &count, err);
    for (size_t i = 0; st == HP_OK && i < count && rank < r->limits.number; i++) {
        bool good = true;
        if (utf8_count(found[i].text) < r->limits.chars || terms_is_stopped(job->terms, found[i].text))
            continue;
        bool is_old = is_known(&seg.lex, &clause, found[i].text, &good) ||
                      (good && is_made_of_words(&seg, &cursor, found[i].text));
        good = good && !cursor.failed;
        if (!good || (!is_old && !new_word_print(r->format, ++rank, &found[i], out)))
            st = error_set_memory(err);
    }
    seg_clause_free(&clause);
    seg_cursor_free(&cursor);
    return st;
}

static hp_status finish(void *to, hp_buf *out, hp_error *err)
{
    struct job *job = to;
    const struct request *r = &job->request;
    hp_status st = HP_OK;
    if (r->new_words)
        return print_new_words(job, out, err);
    if (r->make_idf)
        return terms_write_table(job->terms, r->limits.count, out, err);
    for (size_t i = 0; st == HP_OK && i < job->name_count; i++)
        st = print_list(job, i, job->names[i], out, err);
    /* Of one document the two lists would be the same. */
    bool is_same = r->documents && terms_documents(job->terms) == 1;
    if (st == HP_OK && r->all && !is_same)
        st = print_list(job, TERMS_ALL, (terms_source){ NULL, 0 }, out, err);
    return st;
}

/* Runs the pipeline, or none, into the sink. */
static int drive(driver_settings *settings, struct job *job)
{
    driver_sink sink = { .program = program.name, .to = job, .take = take, .end_file = end_file, .finish = finish };
    pipeline_expression expression = { 0 };
    hp_error err = { 0 };
    settings->sink = &sink;
    settings->expression = job->request.pipeline;
    if (job->request.pipeline && pipeline_expression_parse(&expression, job->request.pipeline, &err) != HP_OK) {
        driver_complain_at(settings->program, settings->expression, &err);
        int status = err.status == HP_USAGE ? 2 : 1;
        error_clear(&err);
        return status;
    }
    int status = driver_run(settings, expression.stages, expression.count, job->data);
    pipeline_expression_free(&expression);
    hp_buf_free(&sink.out);
    return status;
}

static int work(driver_settings *settings, const hp_data *data)
{
    struct job job = { .data = data };
    const char **stop = calloc(settings->given_count + 1, sizeof *stop);
    int status = 1;
    seg_lexicon lex;
    job.terms = terms_new();
    job.words = new_words_new();
    if (!stop || !job.terms || !job.words) {
        driver_complain(program.name, "out of memory");
    } else if (!read_request(&job.request, settings, stop)) {
        status = 2;
    } else {
        /* Data without a lexicon, such as a pipeline of norm alone may do with, has no fold. */
        if (seg_lexicon_open(&lex, data, NULL) == HP_OK)
            terms_set_fold(job.terms, fold_word, &lex);
        bool good = !job.request.idf || read_list(job.terms, job.request.idf, terms_read_table);
        for (size_t i = 0; good && i < job.request.stop_count; i++)
            good = read_list(job.terms, stop[i], terms_stop);
        status = good ? drive(settings, &job) : 1;
    }
    terms_free(job.terms);
    new_words_free(job.words);
    free(job.names);
    free(stop);
    return status;
}

int main(int argc, char **argv)
{
    driver_settings settings;
    hp_data *data = NULL;
    hp_error err = { 0 };
    int status = driver_options_read(&program, argc, argv, &settings);
    if (status < 0 && settings.help) {
        status = driver_print_help(&program);
    } else if (status < 0 && data_path_open(&data, settings.data, &err) != HP_OK) {
        driver_complain(program.name, "%s", hp_error_text(&err));
        status = 1;
    } else if (status < 0) {
        status = settings.version ? driver_print_version(&program, data) : work(&settings, data);
    }
    error_clear(&err);
    hp_data_free(data);
    driver_settings_free(&settings);
    return status;
}

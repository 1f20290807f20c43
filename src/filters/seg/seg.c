/* seg.c - cuts text into words.
 *
 * Given a line it puts the separator between words; blanks of the input stay, and nothing is put beside them,
 * so that taking the separators out gives the input back.  Bytes that are not valid UTF-8 stay where they are.
 * With --format the line is replaced by rows or an object that name the words and their places.
 *
 *     南京市长江大桥  →  南京市 长江大桥      --grain=fine  →  南京 市 长江 大桥
 *
 * Engines: the model (segment/segmenter.h), ICU's word break rules and dictionary, and jieba's algorithm on
 * jieba's tables.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/seg/words.h"
#include "load/icu.h"
#include "pipeline/icu_guard.h"
#include "pipeline/option_value.h"
#include "pipeline/run/runs.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum option_index {
    OPT_GRAIN,
    OPT_DELIMITER,
    OPT_WORDS,
    OPT_DATES,
    OPT_MEASURES,
    OPT_FORMAT,
    OPT_POS,
    OPT_CONFIDENCE,
    OPT_NBEST,
    OPT_ENGINE,
    OPT_NO_HMM
};

/* Each in the order of the enum that it chooses from, but that --dates has a default without a word. */
static const char *const grain_values[] = { "fine", "coarse", "char", "search", "full", NULL };
static const char *const date_values[] = { "join", "split", NULL };
static const char *const measure_values[] = { "split", "join", NULL };
static const char *const format_values[] = { "text", "tsv", "jsonl", "conllu", NULL };
static const char *const engine_values[] = { "model", "icu", "jieba", NULL };
enum { GRAIN_SEARCH = 3, GRAIN_FULL };

static const filter_option options[] = {
    [OPT_GRAIN] = { 0, "grain", "GRAIN", "coarse (default), fine, char; search: terms and the words in them; full: all",
                    grain_values },
    [OPT_DELIMITER] = { 'd', "delimiter", "SEP", "put SEP between words (default: one space); \\n \\t \\\\ \\xHH" },
    [OPT_WORDS] = { 0, "words", "FILE", "your words: 'word [TAB frequency [TAB tag]]', '=word', 'a|b'; repeatable" },
    [OPT_DATES] = { 0, "dates", "HOW", "numbers and the units of dates after them: join (2008年) or split (2008 年)",
                    date_values },
    [OPT_MEASURES] = { 0, "measures", "HOW", "numerals and measure words: split (default: 两 次) or join (两次)",
                       measure_values },
    [OPT_FORMAT] = { 0, "format", "FORMAT", "text (default), tsv, jsonl or conllu", format_values },
    [OPT_POS] = { 0, "pos", NULL, "with each word its part of speech in the lexicon" },
    [OPT_CONFIDENCE] = { 0, "confidence", NULL, "with each word how sure it is (not with --format=text)" },
    [OPT_NBEST] = { 0, "nbest", "N", "the N best ways to cut each line, best first" },
    [OPT_ENGINE] = { 0, "engine", "NAME", "segmenter: model (default), icu, jieba", engine_values },
    [OPT_NO_HMM] = { 0, "no-hmm", NULL, "jieba: without its model for words that are in no dictionary" },
    { 0 }
};

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static hp_status read_separator(seg_filter *seg, const char *text, hp_error *err)
{
    seg->separator.len = 0;
    for (const char *p = text; *p; p++) {
        char c = *p;
        if (c == '\\') {
            p++;
            if (*p == 'n' || *p == 't' || *p == '\\')
                c = *p == 'n' ? '\n' : *p == 't' ? '\t' : '\\';
            else if (*p == 'x' && hex_digit(p[1]) >= 0 && hex_digit(p[2]) >= 0) {
                c = (char)(hex_digit(p[1]) << 4 | hex_digit(p[2]));
                p += 2;
            } else
                return error_set(err, HP_USAGE, 0, "--delimiter: after \\ comes n, t, \\ or xHH");
        }
        hp_buf_append(&seg->separator, (hp_span){ &c, 1 });
    }
    return seg->separator.failed ? error_set_memory(err) : HP_OK;
}

static hp_status read_count(seg_filter *seg, const char *text, hp_error *err)
{
    char *end;
    unsigned long n = strtoul(text, &end, 10);
    if (end == text || *end || n < 1 || n > SEG_N_BEST_MAX)
        return error_set(err, HP_USAGE, 0, "--nbest=%s: a number from 1 to %d", text, SEG_N_BEST_MAX);
    seg->nbest = (unsigned)n;
    return HP_OK;
}

/* Reads a file of the user's words for the engine that is open. */
static hp_status read_words(seg_filter *seg, const char *path, hp_error *err)
{
    if (seg->engine == SEG_ENGINE_JIEBA)
        return jieba_read_words(seg->jieba, path, err);
    if (!seg->user)
        seg->user = seg_user_words_new();
    return seg->user ? seg_user_words_read(seg->user, &seg->segmenter.lex, path, err) : error_set_memory(err);
}

/* Takes an option; open_engine() has taken --engine and --no-hmm, whichever place they have. */
static hp_status take_option(seg_filter *seg, const filter_given *given, hp_error *err)
{
    hp_status st = HP_OK;
    switch ((enum option_index)(given->option - options)) {
    case OPT_GRAIN:
        seg->search = option_choice(given) == GRAIN_SEARCH;
        seg->full = option_choice(given) == GRAIN_FULL;
        seg->segmenter.grain = seg->search || seg->full ? SEG_GRAIN_COARSE : (seg_grain)option_choice(given);
        break;
    case OPT_DELIMITER:
        st = read_separator(seg, given->value, err);
        break;
    case OPT_WORDS:
        st = read_words(seg, given->value, err);
        break;
    case OPT_DATES:
        seg->segmenter.dates = (seg_dates)(option_choice(given) + 1);
        break;
    case OPT_MEASURES:
        seg->segmenter.measures = (seg_measures)option_choice(given);
        break;
    case OPT_FORMAT:
        seg->format = (seg_output)option_choice(given);
        break;
    case OPT_POS:
        seg->pos = true;
        break;
    case OPT_CONFIDENCE:
        seg->confidence = true;
        break;
    case OPT_NBEST:
        st = read_count(seg, given->value, err);
        break;
    case OPT_ENGINE:
    case OPT_NO_HMM:
        break;
    }
    return st;
}

/* Refuses what does not go together. */
static hp_status check_together(const seg_filter *seg, hp_error *err)
{
    if (seg->confidence && seg->format == SEG_OUTPUT_TEXT && !seg->nbest)
        return error_set(err, HP_USAGE, 0, "--confidence needs --format=tsv, jsonl or conllu, or --nbest");
    if (seg->format == SEG_OUTPUT_CONLLU && (seg->search || seg->full))
        return error_set(err, HP_USAGE, 0, "--format=conllu has no words inside words, as --grain=search and full do");
    bool rows = seg->format == SEG_OUTPUT_TSV || seg->format == SEG_OUTPUT_CONLLU;
    if (seg->nbest && (rows || seg->pos || seg->search || seg->full))
        return error_set(err, HP_USAGE, 0,
                         "--nbest goes with --format=text or jsonl, without --pos, --grain=search and full");
    return HP_OK;
}

static void seg_free(void *self)
{
    seg_filter *seg = self;
    if (!seg)
        return;
    jieba_free(seg->jieba);
    seg_user_words_free(seg->user);
    hp_buf_free(&seg->separator);
    memory_free(seg);
}

/* True for an option that only the model's engine has. */
static bool is_models(const seg_filter *seg, const filter_given *given)
{
    switch ((enum option_index)(given->option - options)) {
    case OPT_DELIMITER:
    case OPT_FORMAT:
    case OPT_ENGINE:
    case OPT_NO_HMM:
        return false;
    case OPT_WORDS:
        return seg->engine != SEG_ENGINE_JIEBA;
    case OPT_GRAIN:
        return seg->engine != SEG_ENGINE_JIEBA || option_choice(given) != GRAIN_FULL;
    default:
        return true;
    }
}

/* The engine comes first: user's words are looked up in its lexicon as they are read.  So what an engine does not have
 * is refused before anything is read. */
static hp_status open_engine(seg_filter *seg, const filter_given *given, size_t count, const hp_data *data,
                             hp_error *err)
{
    jieba_mode mode = JIEBA_MODE_MODEL;
    const char *models = NULL;
    for (size_t i = 0; i < count; i++) {
        if (given[i].option == &options[OPT_ENGINE])
            seg->engine = (seg_engine)option_choice(&given[i]);
        if (given[i].option == &options[OPT_NO_HMM])
            mode = JIEBA_MODE_DICTIONARY;
    }
    for (size_t i = 0; i < count; i++)
        if (is_models(seg, &given[i]))
            models = given[i].option->name;
    if (mode == JIEBA_MODE_DICTIONARY && seg->engine != SEG_ENGINE_JIEBA)
        return error_set(err, HP_USAGE, 0, "--no-hmm is for --engine=jieba");
    if (models && seg->engine != SEG_ENGINE_MODEL)
        return error_set(err, HP_USAGE, 0, "--%s is for --engine=model", models);
    if (seg->engine == SEG_ENGINE_JIEBA)
        return jieba_open(&seg->jieba, data, mode, err);
    if (seg->engine == SEG_ENGINE_ICU)
        return LIBRARY_LOAD(ICU_COMMON, SEG_ICU_FUNCTIONS, &seg->icu, err);
    return segmenter_open(&seg->segmenter, data, err);
}

static hp_status seg_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    seg_filter *seg = memory_zeroed(1, sizeof *seg);
    *self = NULL;
    if (!seg)
        return error_set_memory(err);
    hp_buf_append(&seg->separator, span_of_string(" "));
    hp_status st = seg->separator.failed ? error_set_memory(err) : open_engine(seg, given, count, data, err);
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(seg, &given[i], err);
    if (st == HP_OK)
        st = check_together(seg, err);
    if (st != HP_OK) {
        seg_free(seg);
        return st;
    }
    seg->segmenter.words = seg->user;
    seg->segmenter.margins = seg->confidence;
    *self = seg;
    return HP_OK;
}

/* Only one engine is ICU. */
static void seg_guard(const filter_given *given, size_t count, const filter_memory *memory)
{
    seg_engine engine = SEG_ENGINE_MODEL;
    for (size_t i = 0; i < count; i++)
        if (given[i].option == &options[OPT_ENGINE])
            engine = (seg_engine)option_choice(&given[i]);
    if (engine == SEG_ENGINE_ICU)
        icu_guard(given, count, memory);
}

static void seg_scratch_free(void *scratch)
{
    seg_filter_scratch *s = scratch;
    if (!s)
        return;
    if (s->breaks)
        s->icu->ubrk_close(s->breaks);
    jieba_scratch_free(s->jieba);
    seg_cursor_free(&s->cursor);
    seg_n_best_free(&s->best);
    hp_buf_free(&s->text);
    memory_free(s);
}

static hp_status seg_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const seg_filter *seg = self;
    UErrorCode code = U_ZERO_ERROR;
    hp_status st = HP_OK;
    seg_filter_scratch *s = memory_zeroed(1, sizeof *s);
    *scratch = NULL;
    if (!s)
        return error_set_memory(err);
    if (seg->engine == SEG_ENGINE_JIEBA && !(s->jieba = jieba_scratch_new()))
        st = error_set_memory(err);
    if (seg->engine == SEG_ENGINE_ICU) {
        s->icu = &seg->icu;
        s->breaks = s->icu->ubrk_open(UBRK_WORD, "zh", NULL, 0, &code);
    }
    if (U_FAILURE(code))
        st = error_set(err, HP_BAD_DATA, 0, "ICU's word break data: %s", s->icu->u_errorName(code));
    if (st == HP_OK)
        *scratch = s;
    else
        seg_scratch_free(s);
    return st;
}

/* True when clauses can be written straight to the output, if that is wanted and nothing else. */
static bool writes_text_alone(const seg_filter *seg)
{
    return seg->engine == SEG_ENGINE_MODEL && seg->format == SEG_OUTPUT_TEXT && !seg->pos && !seg->search && !seg->full;
}

static filter_needs seg_needs(const void *self)
{
    const seg_filter *seg = self;
    return (filter_needs){ .unit = FILTER_LINES, .many_lines = writes_text_alone(seg) && !seg->nbest };
}

static hp_status cut_line(const seg_filter *seg, seg_filter_scratch *s, hp_span line, answer *out, hp_buf *rows,
                          hp_error *err)
{
    hp_status st = HP_OK;
    runs_reader reader;
    runs_piece piece = { line, line.len > 0 };
    seg_writer to;
    bool straight = writes_text_alone(seg) && !answer_records(out) && !answer_wants_words(out),
         whole = utf8_unsplit(line) == line.len;
    seg_writer_start(&to, seg, line, out, rows);
    runs_start(&reader, line, 0);
    while (st == HP_OK && (whole ? piece.is_run : runs_next(&reader, &piece))) {
        if (piece.is_run)
            st = straight ? seg_cut_to_text(seg, s, piece.text, out, err) : seg_cut(seg, s, piece.text, &to, err);
        else if (to.format == SEG_OUTPUT_TEXT)
            answer_keep(out, piece.text);
        if (whole)
            break;
    }
    seg_writer_end(&to);
    if (st == HP_OK && to.refused != HP_OK) {
        error_set_refused(err, to.refused);
        st = to.refused;
    }
    return st;
}

static hp_status seg_apply(const void *self, void *scratch, const filter_input *input, hp_span line, answer *out,
                           hp_error *err)
{
    const seg_filter *seg = self;
    seg_filter_scratch *s = scratch;
    bool direct = !answer_records(out);
    if (input->is_unsplit) /* many lines */
        return seg_cut_to_text(seg, s, line, out, err);
    if (answer_wants_words(out))
        return cut_line(seg, s, line, out, NULL, err);
    if (seg->nbest)
        return seg_write_best(seg, s, line, out, err);
    if (seg->format == SEG_OUTPUT_TEXT)
        return cut_line(seg, s, line, out, NULL, err);
    s->text.len = 0;
    s->text.failed = false;
    hp_buf *rows = direct ? answer_lend(out) : &s->text;
    hp_status st = cut_line(seg, s, line, out, rows, err);
    if (st == HP_OK && rows->failed)
        st = error_set_memory(err);
    if (st == HP_OK && direct)
        answer_take_back(out, line);
    else if (st == HP_OK)
        answer_edit(out, line, (hp_span){ s->text.ptr, s->text.len }, "format");
    return st;
}

static void seg_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "ICU %s\nUnicode (ICU) %s\n", U_ICU_VERSION, U_UNICODE_VERSION);
}

/* Those of jieba's command line. */
static const filter_habit habits[] = {
    { "-p", "use --pos" },
    { "--dict", "--words takes a list of your own words" },
    { "-D", "hanpipe-mkdict --jieba compiles another dictionary, --words adds words to this one" },
    { "-u", "use --words" },
    { "--user-dict", "use --words" },
    { "-n", "use --engine=jieba --no-hmm" },
    { "-a", "use --grain=full, for jieba's own words with --engine=jieba" },
    { "--cut-all", "use --grain=full, for jieba's own words with --engine=jieba" },
    { 0 }
};

const filter_descriptor filter_seg = {
    .word = "seg",
    .purpose = "cut text into words",
    .example = "hanseg --grain=fine page.txt",
    .options = options,
    .habits = habits,
    .traits = FILTER_WANTS_ANY_BYTES | FILTER_WANTS_EMPTY_LINES | FILTER_SAYS_WORDS,
    .open = seg_open,
    .free = seg_free,
    .scratch_open = seg_scratch_open,
    .scratch_free = seg_scratch_free,
    .needs = seg_needs,
    .apply = seg_apply,
    .guard = seg_guard,
    .versions = seg_versions,
};

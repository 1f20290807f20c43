/* conv.c - script conversion: Simplified, Traditional, and the regions' forms.
 *
 * Given a run of valid UTF-8 without NUL it gives its conversion under one configuration, or several in a
 * row.  Three engines: the best path over words (the default, convert/path/best_path.h), OpenCC's rules exactly
 * (--exact, convert/opencc_exact.h), and libopencc itself.  Worked: s2t 下面条件 → 下面條件; with --exact
 * 下麪條件, as OpenCC has it.
 */
#include <string.h>

#include "config.h"
#include "data/data_file.h"
#include "filters/conv/conv.h"
#include "pipeline/option_value.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum option_index {
    OPT_CONFIG,
    OPT_SCRIPT,
    OPT_EXACT,
    OPT_TOFU,
    OPT_DICT,
    OPT_KEEP,
    OPT_KEEP_REGEX,
    OPT_HINTS,
    OPT_AMBIGUOUS,
    OPT_INSPECT,
    OPT_ENGINE,
    OPT_LIST
};

/* In the order of conv_engine. */
static const char *const engine_values[] = { "best", "exact", "opencc", NULL };

static const char *const script_values[] = { "all", "auto", NULL };
enum { SCRIPT_AUTO = 1 };

static const filter_option options[] = {
    [OPT_CONFIG] = { 'c', "config", "CONFIG",
                     "name (see --list) or path of a JSON file; several with commas: a chain" },
    [OPT_SCRIPT] = { 0, "script", "WHICH", "convert all (default), or with auto only what is not yet as it shall be",
                     script_values },
    [OPT_EXACT] = { 0, "exact", NULL, "OpenCC's own choices, byte for byte, not the best path over words" },
    [OPT_TOFU] = { 0, "tofu", NULL, "use dictionaries that may give characters few fonts have" },
    [OPT_DICT] = { 0, "dict", "FILE", "your words (key TAB value), above all others; repeatable, the first wins" },
    [OPT_KEEP] = { 0, "keep", "FILE", "words that stay as they are, one a line; repeatable" },
    [OPT_KEEP_REGEX] = { 0, "keep-regex", "RE", "what RE (PCRE2) matches stays as it is; repeatable" },
    [OPT_HINTS] = { 0, "hints", NULL, "use the readings that strip --hints left, and remove them" },
    [OPT_AMBIGUOUS] = { 0, "ambiguous", "FILE", "list to FILE each character that had a choice, and how close" },
    [OPT_INSPECT] = { 0, "inspect", NULL, "show each line's pieces and their outputs in place of the line" },
    [OPT_ENGINE] = { 0, "engine", "NAME", "best (default), exact, or opencc: the library itself", engine_values },
    [OPT_LIST] = { 0, "list", NULL, "list the configurations by name and end" },
    { 0 }
};

/* Reads the options into *self and *request. */
static void read_options(conv_filter *self, conv_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        const char *value = request->given[i].value;
        switch (request->given[i].option - options) {
        case OPT_CONFIG:
            request->config = value;
            break;
        case OPT_SCRIPT:
            self->by_script = option_choice(&request->given[i]) == SCRIPT_AUTO;
            break;
        case OPT_EXACT:
            request->engine = CONV_ENGINE_EXACT;
            break;
        case OPT_TOFU:
            request->tofu = CONV_TOFU_ON;
            break;
        case OPT_HINTS:
            self->hints = true;
            break;
        case OPT_AMBIGUOUS:
            self->report = true;
            break;
        case OPT_INSPECT:
            self->inspect = true;
            break;
        case OPT_ENGINE:
            request->engine = (conv_engine)option_choice(&request->given[i]);
            break;
        default:
            break;
        }
    }
}

static void conv_free(void *self)
{
    conv_filter *conv = self;
    if (!conv)
        return;
    conv_close_links(conv);
    conv_close_fixed(&conv->fixed);
    conv_close_forms(&conv->forms);
    memory_free(conv);
}

static hp_status conv_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    conv_filter *conv = memory_zeroed(1, sizeof *conv);
    conv_request request = { .config = "s2t", .given = given, .count = count };
    *self = NULL;
    if (!conv)
        return error_set_memory(err);
    read_options(conv, &request);
    hp_status st = conv_open_links(conv, &request, data, err);
    if (st == HP_OK)
        st = conv_open_fixed(&conv->fixed, &request, err);
    if (st == HP_OK && (conv->hints || conv->report))
        st = conv_find_direction(conv, err);
    if (st == HP_OK && conv->by_script)
        st = conv_open_scripts(conv, data, err);
    if (st == HP_OK && conv->hints)
        st = conv_open_forms(&conv->forms, conv->to_simplified, data, err);
    if (st == HP_OK && (conv->report || conv->inspect) && conv->links[0].engine == CONV_ENGINE_OPENCC)
        st = error_set(err, HP_USAGE, 0, "--ambiguous and --inspect do not go with --engine=opencc");
    if (st == HP_OK && conv->report && conv->links[0].engine != CONV_ENGINE_BEST)
        st = error_set(err, HP_USAGE, 0,
                       "--ambiguous: only the best path weighs choices, and '%s' is converted exactly", request.config);
    hp_span section = { NULL, 0 };
    if (st == HP_OK && conv->report)
        st = data_section_by_name(data, conv->to_simplified ? "choices.s" : "choices.t", &section, err);
    if (st == HP_OK && conv->report)
        st = conv_table_open(&conv->choices, section, conv_find_in_data, data, err);
    if (st == HP_OK)
        *self = conv;
    else
        conv_free(conv);
    return st;
}

static hp_status conv_scratch_open(void **scratch, const void *self, hp_error *err)
{
    const conv_filter *conv = self;
    conv_filter_scratch *s = memory_zeroed(1, sizeof *s);
    *scratch = NULL;
    if (!s)
        return error_set_memory(err);
    hp_status st = conv_open_matches(s, &conv->fixed, err);
    if (st == HP_OK)
        *scratch = s;
    else
        conv_free_scratch(s);
    return st;
}

/* What is listed, shown or fixed is looked for line by line. */
static bool takes_many_lines(const conv_filter *conv)
{
    bool takes = !conv->by_script && !conv->report && !conv->inspect && !conv->fixed.has_words &&
                 conv->fixed.regex_count == 0;
    for (size_t i = 0; takes && i < conv->count; i++) {
        const conv_link *link = &conv->links[i];
        takes = link->engine == CONV_ENGINE_BEST ||
                (link->engine == CONV_ENGINE_EXACT && conv_exact_takes_lines(&link->chain));
    }
    return takes;
}

/* By one of the configurations that are known, where words are the same wherever they stand. */
static bool takes_pieces(const conv_filter *conv)
{
    const conv_link *link = &conv->links[0];
    return takes_many_lines(conv) && conv->count == 1 && !link->own &&
           (link->engine == CONV_ENGINE_EXACT || conv_best_path_has_pieces(&link->best));
}

static size_t conv_line_pieces(const void *self, const void *decision, hp_span text, filter_line *line)
{
    (void)decision;
    const conv_filter *conv = self;
    const conv_link *link = &conv->links[0];
    text.len = utf8_unsplit_so_far(text);
    if (text.len == 0)
        return 0;
    line->is_unsplit = true;
    if (link->engine == CONV_ENGINE_EXACT)
        return conv_exact_cut(&link->chain, text);
    conv_line_known known = conv_known_of(line);
    size_t cut = conv_best_path_cut(&link->best, text, &known);
    *line = (filter_line){ { known.scripts, known.said.asked, known.said.found, known.looked }, true };
    return cut;
}

static filter_needs conv_needs(const void *self)
{
    const conv_filter *conv = self;
    return (filter_needs){ .unit = FILTER_LINES,
                           .head = conv->by_script,
                           .line_pieces = takes_pieces(conv),
                           .whole_edits = true,
                           .line_numbers = conv->report,
                           .many_lines = takes_many_lines(conv) };
}

static void conv_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    buffer_format(out, "OpenCC %s\n", OPENCC_VERSION);
}

static const filter_habit habits[] = {
    { "-i", "name the file without an option, or use --in-place to rewrite it" },
    { "--input", "name the file without an option, or use --in-place to rewrite it" },
    { "--path", "--config takes the path of a configuration, --data that of compiled dictionaries" },
    { 0 }
};

const filter_descriptor filter_conv = {
    .word = "conv",
    .purpose = "convert between Simplified, Traditional and regional Chinese script",
    .example = "hanconv -c s2twp page.txt",
    .options = options,
    .habits = habits,
    .report = "ambiguous",
    .name_or_path = "config",
    .traits = FILTER_STOPS_AT_NUL | FILTER_READS_HINTS,
    .open = conv_open,
    .free = conv_free,
    .scratch_open = conv_scratch_open,
    .scratch_free = conv_free_scratch,
    .needs = conv_needs,
    .decide = conv_decide,
    .decision_free = conv_forget,
    .line_pieces = conv_line_pieces,
    .apply = conv_apply,
    .list = conv_list,
    .versions = conv_versions,
};

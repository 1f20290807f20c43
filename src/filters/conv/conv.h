/* conv.h - what the parts of the conv filter share: conv.c reads the options, open.c opens configurations,
 * fixed_words.c finds what users fix, hints.c uses readings, auto_script.c tells scripts apart, convert.c converts,
 * apply.c answers. */
#ifndef FILTERS_CONV_CONV_H
#define FILTERS_CONV_CONV_H

#include "convert/path/best_path.h"
#include "convert/opencc_config.h"
#include "pipeline/answer.h"
#include "pipeline/filter.h"
#include "reading/readings.h"
#include "repair/lexicon.h"

enum { CONV_LINKS = 8, CONV_REGEXES = 32 };

typedef enum conv_engine { CONV_ENGINE_BEST, CONV_ENGINE_EXACT, CONV_ENGINE_OPENCC } conv_engine;

/* A configuration opened by libopencc (opencc_library.c). */
typedef struct conv_opencc conv_opencc;

/* What the best path has noted of a line that is given in pieces. */
static inline conv_line_known conv_known_of(const filter_line *line)
{
    return (conv_line_known){ .scripts = (uint32_t)line->notes[0],
                              .said = { .asked = line->notes[1], .found = line->notes[2] },
                              .looked = (size_t)line->notes[3] };
}

/* One configuration of a chain.  Exactly one of the engines is set up. */
typedef struct conv_link {
    conv_engine engine;
    conv_best_path best; /* with CONV_ENGINE_BEST */
    conv_exact chain;    /* with CONV_ENGINE_EXACT */
    conv_opencc *opencc; /* with CONV_ENGINE_OPENCC */
    conv_table_set *own; /* tables compiled from a user's configuration; the chain borrows them */
} conv_link;

/* What users fix: words with their outputs, words to keep, and regular expressions whose matches are kept. */
typedef struct conv_fixed_words {
    hp_buf words_bytes;
    conv_table words;
    bool has_words;
    void *regexes[CONV_REGEXES]; /* pcre2_code */
    size_t regex_count;
} conv_fixed_words;

/* With this reading `form`, an output, should be `instead`. */
typedef struct conv_form {
    hp_span form, instead; /* in the data */
    unsigned reading;      /* a number as in reading/readings.h */
} conv_form;

/* What readings say, for one script. */
typedef struct conv_forms {
    reading_table *readings;
    conv_form *rows;
    size_t count;
} conv_forms;

typedef struct conv_filter {
    conv_link links[CONV_LINKS];
    size_t count;
    conv_fixed_words fixed;
    bool hints, report, inspect;
    conv_table choices; /* with report: characters with several outputs */
    bool to_simplified,
        from_simplified;    /* what all links together give, and convert; with hints, report or by_script */
    bool by_script;         /* only what is in the script that is converted from */
    repair_lexicon scripts; /* with by_script: which script characters stand in */
    conv_forms forms;       /* with hints */
} conv_filter;

/* One fixed stretch. */
typedef struct conv_fixed_span {
    size_t offset, length; /* in the text; length 0: there is none, and offset is the text's end */
    hp_span value;         /* its output, when it is not kept */
    bool keep;
} conv_fixed_span;

/* A hint of the run at hand.  Offsets are in the run without its hints. */
typedef struct conv_hint {
    size_t begin, end; /* of its base */
    size_t taken;      /* bytes of marks and readings in the run, up to and with this hint's */
    unsigned reading;  /* as in reading/readings.h; 0: none that is understood */
} conv_hint;

/* One worker's memory; each buffer has one user. */
typedef struct conv_filter_scratch {
    conv_best_path_work best;
    hp_buf made[2]; /* between the links */
    hp_buf result;  /* the piece's output */
    hp_buf chosen;  /* the same with the forms that hints ask for */
    hp_buf heard;   /* what is converted only for --ambiguous and --inspect to listen */
    hp_buf bare;    /* the run without its hints */
    conv_hint *hints;
    size_t hint_count, hint_cap;        /* 0 hints in a run that has none, or whose hints pass */
    void *matches;                      /* pcre2_match_data, or NULL */
    void *limits;                       /* pcre2_match_context, or NULL */
    conv_fixed_span next[CONV_REGEXES]; /* each expression's next match in the text at hand */
} conv_filter_scratch;

/* What the options ask for; the strings are borrowed. */
typedef struct conv_request {
    const char *config;
    conv_engine engine;
    conv_tofu tofu;
    const filter_given *given; /* for --dict, --keep and --keep-regex, whose order counts */
    size_t count;
} conv_request;

/* Opens the configurations of request->config, separated by commas, as links of *self.  On failure
 * conv_close_links still ends what is open. */
hp_status conv_open_links(conv_filter *self, const conv_request *request, const hp_data *data, hp_error *err);
void conv_close_links(conv_filter *self);

/* A conv_find_section over hp_data. */
hp_status conv_find_in_data(const void *data, const char *name, hp_span *section, hp_error *err);

/* Finds out what the links do: sets self->to_simplified and self->from_simplified. */
hp_status conv_find_direction(conv_filter *self, hp_error *err);

/* Ends what a scratch holds; and, the filter_descriptor's scratch_free, the scratch with it. */
void conv_clear_scratch(conv_filter_scratch *scratch);
void conv_free_scratch(void *scratch);

/* Lists the configurations by name, one a line. */
hp_status conv_list(const hp_data *data, hp_buf *out, hp_error *err);

/* Opens a configuration with libopencc, which is loaded for it.  On HP_OK the caller owns *out.  Errors: HP_NO_MEMORY,
 * HP_IO when there is no libopencc, HP_BAD_DATA when it cannot read the configuration. */
hp_status conv_opencc_open(conv_opencc **out, const char *path, hp_error *err);
void conv_opencc_close(conv_opencc *opencc);

/* Converts `text` by libopencc, appending to *out. */
hp_status conv_opencc_convert(conv_opencc *opencc, hp_span text, hp_buf *out, hp_error *err);

/* Reads the users' files and expressions. */
hp_status conv_open_fixed(conv_fixed_words *fixed, const conv_request *request, hp_error *err);
void conv_close_fixed(conv_fixed_words *fixed);
hp_status conv_open_matches(conv_filter_scratch *scratch, const conv_fixed_words *fixed, hp_error *err);
void conv_close_matches(conv_filter_scratch *scratch);

/* The first fixed stretch in `text` at or behind `from`.  HP_LIMIT when a regular expression takes too long.
 */
hp_status conv_find_fixed(const conv_fixed_words *fixed, conv_filter_scratch *scratch, hp_span text, size_t from,
                          conv_fixed_span *found, hp_error *err);

/* Converts `text` by all links, appending to *out. */
hp_status conv_convert(const conv_filter *self, conv_filter_scratch *scratch, hp_span text, hp_buf *out, hp_error *err);

/* Opens what by_script needs.  HP_USAGE where the links do not convert from one script to the other. */
hp_status conv_open_scripts(conv_filter *self, const hp_data *data, hp_error *err);

/* With by_script: the end of the run that starts at `from`, the start of `text` or the end of the run before; *converts
 * says what it is.  `decision` is conv_decide()'s for the document. */
size_t conv_next_run(const conv_filter *self, const void *decision, hp_span text, size_t from, bool *converts);

/* The filter_descriptor's decide and decision_free. */
hp_status conv_decide(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err);
void conv_forget(void *decision);

/* The filter_descriptor's apply. */
hp_status conv_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                     hp_error *err);

/* A piece of the text at hand, which is the run, what is between hints of it that pass, or, with hints, what is left
 * without them. */
typedef struct conv_piece {
    hp_span text;
    size_t offset; /* of the piece in the text at hand */
    size_t start;  /* of the text at hand in the run */
} conv_piece;

/* Appends a row for each choice that the first link has in `piece`. */
hp_status conv_report(const conv_filter *self, conv_filter_scratch *scratch, const hp_place *place,
                      const conv_piece *piece, hp_buf *rows, hp_error *err);

/* Appends the parts of `piece` with their outputs to *shown. */
hp_status conv_inspect(const conv_filter *self, conv_filter_scratch *scratch, const conv_piece *piece, hp_buf *shown,
                       hp_error *err);

/* Reads what "conv.readings" says of one script; *forms is ended with conv_close_forms(), also on failure.
 * HP_BAD_DATA when it is missing or malformed. */
hp_status conv_open_forms(conv_forms *forms, bool to_simplified, const hp_data *data, hp_error *err);
void conv_close_forms(conv_forms *forms);

/* Takes the hints out of `run`: scratch->bare is what is left, scratch->hints says what they were. */
hp_status conv_take_hints(const conv_filter *self, conv_filter_scratch *scratch, hp_span run, hp_error *err);

/* Where in the run what stands before offset `at` of the bare text ends, marks and readings with it; and where the
 * character at `at` starts.  Without hints that is `at`. */
size_t conv_end_in_run(const conv_filter_scratch *scratch, size_t at);
size_t conv_start_in_run(const conv_filter_scratch *scratch, size_t at);

/* The form that a hint asks for in place of `made`, the output of the character at offset `at`; or empty. */
hp_span conv_hinted_form(const conv_filter *self, const conv_filter_scratch *scratch, size_t at, hp_span made);

/* Gives the characters of *made, the output of `text`, which stands at `offset` in the bare text, the forms that hints
 * ask for.  *made lives until the next call.  Out of memory sets scratch->chosen.failed. */
void conv_choose_forms(const conv_filter *self, conv_filter_scratch *scratch, size_t offset, hp_span text,
                       hp_span *made);

#endif

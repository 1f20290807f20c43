/* conv.h - what the parts of the conv filter share: conv.c reads the options, open.c opens
 * configurations, fixed_words.c finds what users fix, hints.c uses readings, apply.c converts. */
#ifndef FILTERS_CONV_CONV_H
#define FILTERS_CONV_CONV_H

#include "convert/best_path.h"
#include "convert/opencc_config.h"
#include "pipeline/filter.h"
#include "reading/readings.h"

enum { HP_CONV_LINKS = 8, HP_CONV_REGEXES = 32 };

typedef enum hp_conv_engine { HP_CONV_BEST, HP_CONV_EXACT, HP_CONV_OPENCC } hp_conv_engine;

/* One configuration of a chain.  Exactly one of the engines is set up. */
typedef struct hp_conv_link {
    hp_conv_engine engine;
    hp_best best;      /* with HP_CONV_BEST */
    hp_chain chain;    /* with HP_CONV_EXACT */
    void *opencc;      /* with HP_CONV_OPENCC */
    hp_table_set *own; /* tables compiled from a user's configuration; the chain borrows them */
} hp_conv_link;

/* What users fix: words with their outputs, words to keep, and regular expressions whose matches are kept. */
typedef struct hp_conv_fixed {
    hp_buf words_bytes;
    hp_table words;
    bool has_words;
    void *regexes[HP_CONV_REGEXES]; /* pcre2_code */
    size_t regex_count;
} hp_conv_fixed;

/* With this reading `form`, an output, should be `instead`. */
typedef struct hp_conv_form {
    hp_span form, instead; /* in the data */
    unsigned reading;      /* a number as in reading/readings.h */
} hp_conv_form;

/* What readings say, for one script. */
typedef struct hp_conv_forms {
    reading_table *readings;
    hp_conv_form *rows;
    size_t count;
} hp_conv_forms;

typedef struct hp_conv_self {
    hp_conv_link links[HP_CONV_LINKS];
    size_t count;
    hp_conv_fixed fixed;
    bool hints, report, inspect;
    hp_table choices;    /* with report: characters with several outputs */
    bool to_simplified;  /* what all links together give; with hints or report */
    hp_conv_forms forms; /* with hints */
} hp_conv_self;

/* One fixed stretch. */
typedef struct hp_conv_stretch {
    size_t offset, length; /* in the text; length 0: there is none, and offset is the text's end */
    hp_span value;         /* its output, when it is not kept */
    bool keep;
} hp_conv_stretch;

/* A hint of the run at hand.  Offsets are in the run without its hints. */
typedef struct hp_conv_hint {
    size_t begin, end; /* of its base */
    size_t taken;      /* bytes of marks and readings in the run, up to and with this hint's */
    unsigned reading;  /* as in reading/readings.h; 0: none that is understood */
} hp_conv_hint;

/* One worker's memory; each buffer has one user. */
typedef struct hp_conv_scratch {
    hp_best_work best;
    hp_buf made[2]; /* between the links */
    hp_buf result;  /* the piece's output */
    hp_buf chosen;  /* the same with the forms that hints ask for */
    hp_buf heard;   /* what is converted only for --ambiguous and --inspect to listen */
    hp_buf bare;    /* the run without its hints */
    hp_conv_hint *hints;
    size_t hint_count, hint_cap;           /* 0 hints in a run that has none, or whose hints pass */
    void *matches;                         /* pcre2_match_data, or NULL */
    void *limits;                          /* pcre2_match_context, or NULL */
    hp_conv_stretch next[HP_CONV_REGEXES]; /* each expression's next match in the text at hand */
} hp_conv_scratch;

/* What the options ask for; the strings are borrowed. */
typedef struct hp_conv_request {
    const char *config;
    hp_conv_engine engine;
    hp_tofu tofu;
    const hp_given *given; /* for --dict, --keep and --keep-regex, whose order counts */
    size_t count;
} hp_conv_request;

/* Opens the configurations of request->config, separated by commas, as links of *self.  On failure
 * hp_conv_close_links still ends what is open. */
hp_status hp_conv_open_links(hp_conv_self *self, const hp_conv_request *request, const hp_data *data,
                             hp_error *err);
void hp_conv_close_links(hp_conv_self *self);

/* Finds out what the links give: sets self->to_simplified. */
hp_status hp_conv_find_direction(hp_conv_self *self, hp_error *err);

/* The hp_filter's scratch_free. */
void hp_conv_free_scratch(void *scratch);

/* Lists the configurations by name, one a line. */
hp_status hp_conv_list(const hp_data *data, hp_buf *out, hp_error *err);

/* Converts `text` by libopencc, appending to *out. */
hp_status hp_conv_opencc_convert(void *opencc, hp_span text, hp_buf *out, hp_error *err);
hp_status hp_conv_opencc_open(void **opencc, const char *path, hp_error *err);
void hp_conv_opencc_close(void *opencc);

/* Reads the users' files and expressions. */
hp_status hp_conv_open_fixed(hp_conv_fixed *fixed, const hp_conv_request *request, hp_error *err);
void hp_conv_close_fixed(hp_conv_fixed *fixed);
hp_status hp_conv_open_matches(hp_conv_scratch *scratch, const hp_conv_fixed *fixed, hp_error *err);
void hp_conv_close_matches(hp_conv_scratch *scratch);

/* The first fixed stretch in `text` at or behind `from`.  HP_ELIMIT when a regular expression takes too long.
 */
hp_status hp_conv_find_fixed(const hp_conv_fixed *fixed, hp_conv_scratch *scratch, hp_span text, size_t from,
                             hp_conv_stretch *found, hp_error *err);

/* Converts `text` by all links, appending to *out. */
hp_status hp_conv_convert(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_buf *out,
                          hp_error *err);

/* The hp_filter's apply. */
hp_status hp_conv_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                        hp_error *err);

/* A piece of the text at hand, which is the run, what is between hints of it that pass, or, with hints, what is left
 * without them. */
typedef struct hp_conv_piece {
    hp_span text;
    size_t offset; /* of the piece in the text at hand */
    size_t start;  /* of the text at hand in the run */
} hp_conv_piece;

/* Adds the choices that the first link has in `piece` to the report. */
hp_status hp_conv_report(const hp_conv_self *self, hp_conv_scratch *scratch, const hp_place *place,
                         const hp_conv_piece *piece, hp_out *out, hp_error *err);

/* Appends the parts of `piece` with their outputs to *shown. */
hp_status hp_conv_inspect(const hp_conv_self *self, hp_conv_scratch *scratch, const hp_conv_piece *piece,
                          hp_buf *shown, hp_error *err);

/* Reads what "conv.readings" says of one script; *forms is ended with hp_conv_close_forms(), also on failure.
 * HP_EDATA when it is missing or malformed. */
hp_status hp_conv_open_forms(hp_conv_forms *forms, bool to_simplified, const hp_data *data, hp_error *err);
void hp_conv_close_forms(hp_conv_forms *forms);

/* Takes the hints out of `run`: scratch->bare is what is left, scratch->hints says what they were. */
hp_status hp_conv_take_hints(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span run, hp_error *err);

/* Where in the run what stands before offset `at` of the bare text ends, marks and readings with it; and where the
 * character at `at` starts.  Without hints that is `at`. */
size_t hp_conv_end_in_run(const hp_conv_scratch *scratch, size_t at);
size_t hp_conv_start_in_run(const hp_conv_scratch *scratch, size_t at);

/* The form that a hint asks for in place of `made`, the output of the character at offset `at`; or empty. */
hp_span hp_conv_hinted_form(const hp_conv_self *self, const hp_conv_scratch *scratch, size_t at, hp_span made);

/* Gives the characters of *made, the output of `text`, which stands at `offset` in the bare text, the forms that hints
 * ask for.  *made lives until the next call.  Out of memory sets scratch->chosen.failed. */
void hp_conv_choose_forms(const hp_conv_self *self, hp_conv_scratch *scratch, size_t offset, hp_span text,
                          hp_span *made);

#endif

/* fix.c - repair of a text's script in place: what of it is of the other script, or wrongly chosen by a converter.
 *
 * Given a run of valid UTF-8 it gives the same with single characters changed.  A document's head decides whether it is
 * Traditional or Simplified, and how likely damage is (repair/document.h); Simplified text is repaired by the best
 * path to Simplified.  Worked: 業态 → 業態, 曆史 → 歷史 in a Traditional document, and 台 and 群 stay.
 */
#include "filters/fix/fix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/option_value.h"
#include "text/error.h"
#include "text/memory.h"

enum option_index { OPT_SCRIPT, OPT_TO, OPT_NAMES, OPT_MIN_MARGIN, OPT_DICT, OPT_KEEP, OPT_HINTS };

static const char *const script_values[] = { "auto", "hant", "hans", NULL };

/* The first three are the regions of repair_region, then that of REPAIR_KEEP. */
static const char *const to_values[] = { "t", "tw", "hk", "keep", "s", NULL };
static const char *const names_values[] = { "on", "off", NULL };

static const filter_option options[] = {
    [OPT_SCRIPT] = { 0, "script", "NAME", "what the text is: auto (default, by its head), hant or hans",
                     script_values },
    [OPT_TO] = { 0, "to", "NAME", "keep (default), or the forms of: t, tw, hk (Traditional), s (Simplified)",
                 to_values },
    [OPT_NAMES] = { 0, "names", "WHEN", "care with what may be a name: on (default) or off", names_values },
    [OPT_MIN_MARGIN] = { 0, "min-margin", "N", "change only what is likelier by N nats or more (default 0)" },
    [OPT_DICT] = { 0, "dict", "FILE", "your words (key TAB value), above all others; repeatable, the first wins" },
    [OPT_KEEP] = { 0, "keep", "FILE", "words that stay as they are, one a line; repeatable" },
    [OPT_HINTS] = { 0, "hints", NULL, "use the readings that strip --hints left, and remove them" },
    { 0 }
};

static const char *const counters[] = { "residue", "shared", "choice", "region", "fixed", NULL };

static hp_status take_margin(const char *value, double *margin, hp_error *err)
{
    char *end;
    double n = strtod(value, &end);
    if (end == value || *end != '\0' || !(n >= 0 && n <= 100) || *value < '.' || *value > '9')
        return error_set(err, HP_USAGE, 0, "--min-margin=%s: a number from 0 to 100 is wanted", value);
    *margin = n;
    return HP_OK;
}

static hp_status take_option(fix_filter *fix, const filter_given *given, hp_error *err)
{
    size_t choice;
    switch (given->option - options) {
    case OPT_SCRIPT:
        fix->script = (fix_script)option_choice(given);
        break;
    case OPT_TO:
        choice = option_choice(given);
        fix->to_simplified = choice > REPAIR_KEEP;
        fix->request.region = fix->to_simplified ? REPAIR_KEEP : (repair_region)choice;
        break;
    case OPT_NAMES:
        fix->request.names = option_choice(given) == 0;
        break;
    case OPT_MIN_MARGIN:
        return take_margin(given->value, &fix->request.margin, err);
    case OPT_HINTS:
        fix->words.hints = true;
        break;
    default:
        break;
    }
    return HP_OK;
}

static void fix_free(void *self)
{
    fix_filter *fix = self;
    if (!fix)
        return;
    conv_close_fixed(&fix->words.fixed);
    conv_close_forms(&fix->words.forms);
    memory_free(fix);
}

/* True when only Simplified text can come out, whatever the head is. */
static bool is_always_simplified(const fix_filter *fix)
{
    return fix->to_simplified || (fix->script == FIX_SCRIPT_HANS && fix->request.region == REPAIR_KEEP);
}

static hp_status open_tables(fix_filter *fix, const conv_request *request, const hp_data *data, hp_error *err)
{
    hp_status st = repair_lexicon_open(&fix->lexicon, data, err);
    if (st == HP_OK)
        st = repair_simplifier_open(&fix->simple, &fix->lexicon, data, err);
    if (st == HP_OK)
        st = conv_open_fixed(&fix->words.fixed, request, err);
    if (st == HP_OK && fix->words.hints)
        st = conv_open_forms(&fix->words.forms, is_always_simplified(fix), data, err);
    return st;
}

static hp_status fix_open(void **self, const filter_given *given, size_t count, const hp_data *data, hp_error *err)
{
    fix_filter *fix = memory_zeroed(1, sizeof *fix);
    conv_request request = { .given = given, .count = count };
    *self = NULL;
    if (!fix)
        return error_set_memory(err);
    fix->request = (repair_request){ .region = REPAIR_KEEP, .names = true };
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        st = take_option(fix, &given[i], err);
    if (st == HP_OK)
        st = open_tables(fix, &request, data, err);
    if (st == HP_OK)
        *self = fix;
    else
        fix_free(fix);
    return st;
}

static void fix_scratch_free(void *scratch)
{
    fix_scratch *s = scratch;
    if (!s)
        return;
    repair_work_free(&s->work);
    hp_buf_free(&s->made);
    conv_clear_scratch(&s->conv);
    memory_free(s);
}

static hp_status fix_scratch_open(void **scratch, const void *self, hp_error *err)
{
    (void)self;
    *scratch = memory_zeroed(1, sizeof(fix_scratch));
    return *scratch ? HP_OK : error_set_memory(err);
}

static filter_needs fix_needs(const void *self)
{
    return (filter_needs){ .unit = FILTER_LINES, .head = !is_always_simplified(self) };
}

static void fix_decision_free(void *decision)
{
    fix_decision *made = decision;
    if (made && made->policy)
        repair_policy_free(made->policy);
    if (made)
        memory_free(made->policy);
    memory_free(made);
}

static hp_status fix_decide(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err)
{
    const fix_filter *fix = self;
    fix_decision *made = memory_zeroed(1, sizeof *made);
    *decision = NULL;
    if (!made)
        return error_set_memory(err);
    *decision = made;
    if (fix->script == FIX_SCRIPT_AUTO && fix->request.region == REPAIR_KEEP &&
        repair_script_of(&fix->lexicon, head) == REPAIR_HANS)
        return HP_OK;
    made->policy = memory_zeroed(1, sizeof *made->policy);
    if (!made->policy || !repair_policy_make(made->policy, &fix->lexicon, head, &fix->request)) {
        *decision = NULL;
        fix_decision_free(made);
        return error_set_memory(err);
    }
    made->right = is_whole && made->policy->right;
    return HP_OK;
}

const filter_descriptor filter_fix = {
    .word = "fix",
    .purpose = "repair a mixed or badly converted script in place, 曆史 → 歷史",
    .example = "hanfix page.txt",
    .options = options,
    .counters = counters,
    .traits = FILTER_STOPS_AT_NUL | FILTER_READS_HINTS | FILTER_NEEDS_DATA | FILTER_HAS_CHECK,
    .open = fix_open,
    .free = fix_free,
    .scratch_open = fix_scratch_open,
    .scratch_free = fix_scratch_free,
    .needs = fix_needs,
    .decide = fix_decide,
    .decision_free = fix_decision_free,
    .apply = fix_apply,
};

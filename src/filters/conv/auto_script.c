/* auto_script.c - with --script=auto: which clauses of a text are in the script that is converted from.
 *
 * A clause goes up to a sign of punctuation or a blank, the sign with it.  One is converted that has characters of the
 * script that is converted from, and no more of the other; what has more of the other stays (single characters left
 * in it are for hanfix), as does a clause with kana, which is Japanese.  A clause that tells nothing goes with the one
 * before it in its line that does, else with the one behind it, else with the document's head.
 * Worked, s2t: 皇后說，发现之后，天后 → 皇后說 stays, 发现之后 becomes 發現之後, and 天后 is taken for Simplified.
 */
#include "filters/conv/conv.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/error.h"
#include "text/utf8.h"

/* What a clause is in. */
enum clause { TELLS_NOTHING, STAYS, CONVERTS };

/* What a document's head is in; what decide makes points here. */
static const enum clause heads[] = { TELLS_NOTHING, STAYS, CONVERTS };

static bool is_kana(uint32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x3096 && cp != U'の') || (cp >= 0x30A1 && cp <= 0x30FA);
}

static bool ends_clause(uint32_t cp)
{
    return text_is_blank(cp) || !(text_is_letter(cp) || text_is_han(cp) || (cp >= '0' && cp <= '9'));
}

/* Characters of the script that is converted from, and of the other. */
struct counts {
    size_t source, target;
};

static void count(struct counts *n, const conv_filter *self, uint32_t cp)
{
    unsigned flags = repair_is_han(cp) ? repair_look_up(&self->scripts, cp).flags : 0;
    bool simplified = flags & FIX_SIMPLIFIED && !(flags & FIX_LESSER), traditional = flags & FIX_TRADITIONAL;
    n->source += self->to_simplified ? traditional : simplified;
    n->target += self->to_simplified ? simplified : traditional;
}

/* Looks at the clause that starts at `from`; *end is where it ends. */
static enum clause look(const conv_filter *self, hp_span text, size_t from, size_t *end)
{
    struct counts seen = { 0 };
    bool kana = false, ends = false;
    for (*end = from; *end < text.len && !ends;) {
        uint32_t cp = 0;
        size_t n = utf8_decode((hp_span){ text.ptr + *end, text.len - *end }, &cp);
        count(&seen, self, cp);
        kana = kana || is_kana(cp);
        ends = ends_clause(cp);
        *end += n ? n : 1;
    }
    if (seen.source + seen.target == 0 && !kana)
        return TELLS_NOTHING;
    return kana || seen.target > seen.source ? STAYS : CONVERTS;
}

hp_status conv_open_scripts(conv_filter *self, const hp_data *data, hp_error *err)
{
    hp_status st = conv_find_direction(self, err);
    if (st == HP_OK && self->to_simplified == self->from_simplified)
        return error_set(err, HP_USAGE, 0,
                         "--script=auto: the configuration must convert between Simplified and Traditional");
    return st == HP_OK ? repair_lexicon_open(&self->scripts, data, err) : st;
}

hp_status conv_decide(const void *self, hp_span head, bool is_whole, void **decision, hp_error *err)
{
    const conv_filter *conv = self;
    struct counts seen = { 0 };
    (void)is_whole, (void)err;
    while (head.len > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(head, &cp);
        count(&seen, conv, cp);
        span_take(&head, n ? n : 1, &(hp_span){ 0 });
    }
    enum clause is = seen.source > seen.target ? CONVERTS : seen.source < seen.target ? STAYS : TELLS_NOTHING;
    *decision = (void *)(uintptr_t)&heads[is];
    return HP_OK;
}

void conv_forget(void *decision)
{
    (void)decision; /* it is one of a few that are always there */
}

size_t conv_next_run(const conv_filter *self, const void *decision, hp_span text, size_t from, bool *converts)
{
    size_t end = from, next;
    enum clause first, clause = TELLS_NOTHING;
    while (clause == TELLS_NOTHING && end < text.len) /* at the line's start */
        clause = look(self, text, end, &end);
    if (clause == TELLS_NOTHING)
        clause = *(const enum clause *)decision;
    for (; end < text.len; end = next) {
        first = look(self, text, end, &next);
        if (first != TELLS_NOTHING && first != clause)
            break;
    }
    *converts = clause != STAYS;
    return end;
}

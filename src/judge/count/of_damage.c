/* of_damage.c - what other filters would take away or repair: annotations, errors of script, mojibake; see judge.h.
 *
 * Each is found by the engine of its filter, as that filter finds it without options.
 * Worked: "國(guó)家" has an annotation in brackets; 曆史 among Traditional text an error of choice.
 */
#include <string.h>

#include "annotation/candidate_filter.h"
#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/memory.h"
#include "text/utf8.h"

/* hanfix looks at so much of a document. */
enum { HEAD = 1 << 16 };

/* Mojibake is made of characters that text hardly has: in costs of decode/costs.h, those of RARE make a document worth
 * a look when there are more than one in RARE_SHARE, and those of ODD a line; of other strangers it takes more. */
enum { RARE_COST = 230, RARE_SHARE = 10000, STRANGER_SHARE = 1000, ODD_COST = 190 };

/* Counts those of a line, of which `mark` is the first place worth a look; the lines of the text before it are known
 * to `before`. */
static bool count_line(judge *j, const annotation_finder *finder, hp_span line, const char *mark, uint64_t *counts)
{
    static const annotation_rules rules = { .toneless = ANNOTATION_TONELESS_AUTO, .cues = ANNOTATION_CUES_AUTO };
    annotation_find_from(finder, &j->scanner, line, mark, &j->findings);
    j->before.near = (hp_span){ j->text.ptr, (size_t)(line.ptr - j->text.ptr) };
    annotation_mark_removals(&rules, line, &j->findings, &j->before);
    for (size_t i = 0; i < j->findings.count; i++) {
        const annotation_candidate *a = &j->findings.items[i];
        if (a->notes & CONTEXT_REMOVED && !annotation_is_unverified(a))
            counts[a->form]++;
    }
    return !j->findings.failed && !j->before.findings.failed;
}

bool judge_count_annotations(judge *j)
{
    const annotation_finder finder = { .readings = j->tables->readings,
                                       .systems = (1u << READING_SYSTEMS) - 1,
                                       .any_ruby = true };
    static const judge_name names[] = { [ANNOTATION_BRACKET] = JUDGE_bracket,
                                        [ANNOTATION_RUBY] = JUDGE_ruby,
                                        [ANNOTATION_TEMPLATE] = JUDGE_template,
                                        [ANNOTATION_UNBRACKETED] = JUDGE_glued,
                                        [ANNOTATION_BROKEN] = JUDGE_broken };
    uint64_t counts[ANNOTATION_FORMS] = { 0 }, all = 0;
    const char *end = j->text.ptr + j->text.len;
    bool good = true;
    j->findings.failed = j->before.findings.failed = false;
    j->before.finder = &finder;
    annotation_scan_start(&j->scanner, j->text);
    annotation_forget_lines(&j->before);
    for (const char *at = j->text.ptr; good && (at = annotation_next_candidate(&j->scanner, at, end)) < end;) {
        if (!annotation_may_be(&finder, j->text.ptr, at, end)) {
            at++;
            continue;
        }
        const char *start = memrchr(j->text.ptr, '\n', (size_t)(at - j->text.ptr)),
                   *lf = memchr(at, '\n', (size_t)(end - at));
        start = start ? start + 1 : j->text.ptr;
        lf = lf ? lf : end;
        good = count_line(j, &finder, (hp_span){ start, (size_t)(lf - start) }, at, counts);
        at = lf;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        j->values[names[i]] = (double)counts[i];
        all += counts[i];
    }
    j->values[JUDGE_annotations] = (double)all;
    return good;
}

/* Counts the changes that a stretch of valid UTF-8 without NUL needs, by rule. */
static bool count_changes(judge *j, bool simplified, hp_span text, uint64_t counts[REPAIR_RULES])
{
    const judge_tables *tables = j->tables;
    bool good = simplified ? repair_simplify(&tables->simplifier, &j->path, &j->repair, text)
                           : repair_find(&tables->detect.lexicon, j->policy, &j->repair, text);
    for (size_t i = 0; good && i < j->repair.change_count; i++)
        counts[j->repair.changes[i].rule]++;
    return good;
}

/* Makes the policy by the document's head, as hanfix does; *simplified: there is none, it is Simplified text. */
static bool make_policy(judge *j, bool *simplified)
{
    const repair_request request = { .region = REPAIR_KEEP, .names = true };
    const repair_lexicon *lexicon = &j->tables->detect.lexicon;
    hp_span head = { j->text.ptr, j->text.len < HEAD ? j->text.len : HEAD };
    *simplified = repair_script_of(lexicon, head) == REPAIR_HANS;
    if (!j->policy)
        j->policy = memory_zeroed(1, sizeof *j->policy);
    else {
        repair_policy_free(j->policy);
        *j->policy = (repair_policy){ .clean = false };
    }
    return j->policy && (*simplified || repair_policy_make(j->policy, lexicon, head, &request));
}

bool judge_count_errors(judge *j)
{
    uint64_t counts[REPAIR_RULES] = { 0 };
    bool simplified = false, good = make_policy(j, &simplified);
    for (hp_span rest = j->text; good && rest.len > 0;) {
        hp_span line = span_take_field(&rest, '\n'), run, passed;
        while (good && line.len > 0) {
            const char *nul = memchr(line.ptr, '\0', line.len);
            run = (hp_span){ line.ptr, nul ? (size_t)(nul - line.ptr) : line.len };
            run.len = utf8_valid(run);
            good = run.len == 0 || count_changes(j, simplified, run, counts);
            span_take(&line, run.len < line.len ? run.len + 1 : run.len, &passed);
        }
    }
    j->values[JUDGE_residue] = (double)counts[REPAIR_RESIDUE];
    j->values[JUDGE_shared] = (double)counts[REPAIR_SHARED];
    j->values[JUDGE_choice] = (double)counts[REPAIR_CHOICE];
    j->values[JUDGE_errors] = (double)(counts[REPAIR_RESIDUE] + counts[REPAIR_SHARED] + counts[REPAIR_CHOICE]);
    return good;
}

/* Characters of Latin, Greek and Cyrillic text, of frames and of the private use, but those that stand in Chinese text
 * as well, readings among them. */
static uint64_t count_strangers(const census *c)
{
    uint64_t n = census_between(c, 0x80, 0x52F) + census_between(c, 0x2550, 0x259F) +
                 census_between(c, 0xE000, 0xF8FF) + census_of(c, 0xFFFD);
    for (const uint32_t *cp = U"\u00A0·×°÷±§āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡĀÁǍÀĒÉĚÈŌÓǑÒ"; *cp; cp++)
        n -= census_of(c, *cp);
    return n;
}

/* Whether the document's characters are such that mojibake may be among them. */
static bool may_have_mojibake(const judge *j)
{
    const census *c = &j->census;
    uint64_t few = (uint64_t)j->values[JUDGE_chars] / STRANGER_SHARE, rare = 0;
    for (size_t i = 0; i < c->met_count; i++)
        for (uint32_t k = 0, first = (uint32_t)c->met[i] << 8; first < 0x10000 && k < 256; k++)
            rare += j->tables->costs.cost[first | k] >= RARE_COST ? c->pages[c->met[i]][k] : 0;
    return count_strangers(c) > few + 1 || rare > (uint64_t)j->values[JUDGE_chars] / RARE_SHARE;
}

static bool line_may(const judge *j, hp_span line)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t length; line.len > 0 && n < 2; span_take(&line, length ? length : 1, &(hp_span){ 0 })) {
        length = utf8_decode(line, &cp);
        if (length > 1 && cp < 0x10000)
            n += cp < 0x530 || cp == 0xFFFD ? 1 : j->tables->costs.cost[cp] >= ODD_COST ? 2 : 0;
    }
    return n >= 2;
}

static void count_place(void *self, size_t offset, hp_span before, hp_span after, const char *rule)
{
    (void)offset, (void)before, (void)after, (void)rule;
    ++*(uint64_t *)self;
}

bool judge_count_mojibake(judge *j)
{
    uint64_t places = 0;
    bool may = may_have_mojibake(j);
    hp_status st = HP_OK;
    if (!j->mender && may)
        st = decode_mender_open(&j->mender, &j->tables->costs, j->tables->misreadings, NULL);
    for (hp_span rest = j->text; st == HP_OK && may && rest.len > 0;) {
        hp_span line = span_take_field(&rest, '\n');
        if (!line_may(j, line))
            continue;
        places += decode_count_lost(line);
        st = decode_mend(j->mender, line, count_place, &places, NULL);
    }
    j->values[JUDGE_mojibake] = (double)places;
    return st == HP_OK;
}

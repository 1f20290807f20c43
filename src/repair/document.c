/* document.c - see document.h.
 *
 * How much words must speak for a change depends on how often such a change was needed in the head: the logarithm of
 * the odds that a character is damaged.  They are found in rounds: repair the head, count, and once more with what was
 * counted.  A head without damage makes changes dear; one in which every 後 became 后 makes that change cheap.
 * Worked: 20 wrong among 2,000 that could be: a change costs ln(2000/20) = 4.6 nats.
 */
#include "repair/document.h"

#include <math.h>
#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

enum { ROUNDS = 3, CHARACTERS = FIX_LAST - FIX_FIRST + 1 };

/* What a change costs at least in a text without damage, and what its length adds: in more characters more seem
 * wrong. */
static const double clean_nats = 5.5, clean_steps = 1.5, clean_share = 4;

/* How many words seem to speak for a change where nothing is wrong, and the price in nats at which that was found
 * out. */
static const double mistaken_shared = 1 / 1000.0, mistaken_choice = 1 / 4000.0, first_nats = 6;

/* Below that rate of damage characters that people use loosely are left to them. */
static const double loose_rate = 0.05;

/* What a change of a Traditional character costs where Simplified ones were left; and what less for a known mistake. */
static const double converted_nats = 7, known_nats = 3.5;

/* What more it costs where single characters are damaged here and there, not all of a kind. */
static const double scattered_nats = 1;

/* What more it costs to change what may be a name. */
static const double name_nats = 1.5;

/* What was counted of one kind of damage. */
struct kind {
    double damaged, all;
    double into[CHARACTERS]; /* changes into each standard form */
};

struct counts {
    double residue, residue_all;
    struct kind shared, choice;
    double seen[CHARACTERS]; /* standard forms */
};

/* The next character of bytes that may be anything; 0 for what is none. */
static uint32_t next_character(hp_span *rest)
{
    uint32_t cp = 0;
    size_t n = utf8_decode(*rest, &cp);
    n = n ? n : 1;
    *rest = (hp_span){ rest->ptr + n, rest->len - n };
    return cp;
}

repair_script repair_script_of(const repair_lexicon *l, hp_span head)
{
    size_t simplified = 0, traditional = 0;
    while (head.len > 0) {
        uint32_t cp = next_character(&head);
        unsigned flags = repair_is_han(cp) ? repair_look_up(l, cp).flags : 0;
        simplified += (flags & FIX_SIMPLIFIED) != 0;
        traditional += (flags & FIX_TRADITIONAL) != 0;
    }
    return simplified > traditional ? REPAIR_HANS : REPAIR_HANT;
}

/* Chooses the form of each set that is written: the one that the head has most, else that of the head's region. */
static void choose_variants(repair_policy *policy, const repair_lexicon *l, hp_span head, repair_region region)
{
    uint32_t most[256] = { 0 }, by_region[FIX_REGIONS] = { 0 };
    static const unsigned order[FIX_REGIONS] = { REPAIR_TAIWAN, REPAIR_STANDARD, REPAIR_HONG_KONG };
    uint16_t count[FIX_LAST - FIX_FIRST + 1];
    memset(count, 0, sizeof count);
    while (head.len > 0) {
        uint32_t cp = next_character(&head);
        repair_character c = repair_is_han(cp) ? repair_look_up(l, cp) : (repair_character){ 0 };
        if (c.set == 0)
            continue;
        uint32_t n = ++count[cp - FIX_FIRST];
        if (n > most[c.set] && !(c.flags & FIX_SIMPLIFIED)) {
            most[c.set] = n;
            policy->variants[c.set] = (uint16_t)cp;
        }
        for (unsigned r = 0; r < FIX_REGIONS; r++)
            by_region[r] += repair_variant(l, c.set, r) == cp;
    }
    unsigned likely = REPAIR_TAIWAN;
    for (size_t i = 0; i < FIX_REGIONS; i++)
        if (by_region[order[i]] > by_region[likely])
            likely = order[i];
    for (size_t set = 1; set <= l->set_count; set++) {
        uint32_t form = repair_variant(l, (unsigned)set, region != REPAIR_KEEP ? (unsigned)region : likely);
        policy->regional[set] = region != REPAIR_KEEP && form != 0;
        if (form != 0 && (region != REPAIR_KEEP || most[set] == 0))
            policy->variants[set] = (uint16_t)form;
    }
}

/* Counts what could be damaged in the head. */
static void count_all(struct counts *n, const repair_lexicon *l, hp_span head)
{
    while (head.len > 0) {
        uint32_t cp = next_character(&head);
        if (!repair_is_han(cp))
            continue;
        repair_character c = repair_look_up(l, cp);
        unsigned flags = c.flags & FIX_LESSER ? 0 : c.flags;
        n->residue += (flags & FIX_SIMPLIFIED) != 0;
        n->residue_all += (flags & (FIX_SIMPLIFIED | FIX_TRADITIONAL)) != 0;
        n->shared.all += (flags & FIX_HAS_SHARED) != 0;
        n->choice.all += (flags & (FIX_CHOICE | FIX_SHARED)) != 0;
        if (repair_is_han(c.standard))
            n->seen[c.standard - FIX_FIRST]++;
    }
}

static void count_change(struct counts *n, const repair_lexicon *l, const repair_change *change)
{
    struct kind *kind = change->rule == REPAIR_SHARED ? &n->shared : change->rule == REPAIR_CHOICE ? &n->choice : NULL;
    uint32_t cp = text_utf8_wide(change->bytes);
    uint32_t to = kind && repair_is_han(cp) ? repair_look_up(l, cp).standard : 0;
    if (!repair_is_han(to))
        return;
    kind->damaged++;
    kind->into[to - FIX_FIRST]++;
}

/* Repairs the head by `policy` and counts the changes. */
static bool count_changes(struct counts *n, const repair_policy *policy, const repair_lexicon *l, hp_span head,
                          repair_work *work)
{
    n->shared.damaged = n->choice.damaged = 0;
    memset(n->shared.into, 0, sizeof n->shared.into);
    memset(n->choice.into, 0, sizeof n->choice.into);
    hp_span line = { head.ptr, 0 }; /* what is left of the line at hand */
    while (line.len > 0 || head.len > 0) {
        if (line.len == 0) {
            const char *end = memchr(head.ptr, '\n', head.len);
            span_take(&head, end ? (size_t)(end - head.ptr) + 1 : head.len, &line);
        }
        hp_span valid = { line.ptr, utf8_valid(line) };
        if (!repair_find(l, policy, work, valid))
            return false;
        for (size_t i = 0; i < work->change_count; i++)
            count_change(n, l, &work->changes[i]);
        size_t used = valid.len < line.len ? valid.len + 1 : line.len;
        line = (hp_span){ line.ptr + used, line.len - used };
    }
    return true;
}

/* The rate of damage; 0 where it may be chance. */
static double rate_of(double damaged, double all, double mistaken)
{
    double chance = 3 * mistaken * all + 2;
    return damaged < chance ? 0 : (damaged - mistaken * all) / (all + damaged + 1);
}

static double clean_price(double all)
{
    return clean_nats + clean_steps * log(1 + all / clean_share);
}

/* What prices keep to, in nats. */
struct limits {
    double clean;     /* the most, and what a change costs where nothing is damaged */
    double scattered; /* what more it costs where single characters are damaged here and there */
    double least;     /* what the user asks for */
};

/* The price of a change that is needed so often for one character (`own`), and for all of its kind (`rate`). */
static uint16_t price_of(double own, double rate, double weight, const struct limits *limits, uint32_t scale)
{
    double nats = rate > 0 ? -log(own > rate || weight > 1 ? own : rate) : limits->clean;
    nats += rate > 0 && weight > 1 ? limits->scattered : 0;
    nats = nats > limits->clean ? limits->clean : nats;
    return (uint16_t)((nats < limits->least ? limits->least : nats) * scale + 0.5);
}

/* Sets what changes of a kind cost of which `rate` are needed: for each character by how often it is what is right.
 * Where all of some characters are damaged, damage is a converter's that knows them not, and each is its own case. */
static void set_prices(uint16_t *price, uint16_t *loose, const struct kind *kind, const struct counts *n, double rate,
                       const struct limits *limits, uint32_t scale)
{
    double hit = 0, all = 0;
    for (size_t i = 0; i < CHARACTERS; i++)
        if (kind->into[i] > 0) {
            hit += kind->into[i];
            all += kind->into[i] + n->seen[i];
        }
    double weight = hit > 0.5 * all ? 1 : 20;
    uint16_t unseen = price_of(rate, rate, weight, limits, scale);
    for (size_t i = 0; i < CHARACTERS; i++) {
        double right = kind->into[i] + n->seen[i];
        double own = (kind->into[i] + weight * rate) / (right + weight);
        price[i] = right > 0 ? price_of(own, rate, weight, limits, scale) : unseen;
    }
    double more = rate > 0 ? log(loose_rate / rate) : 6;
    *loose = (uint16_t)((more < 0 ? 0 : more > 6 ? 6 : more) * scale);
}

static void set_policy(repair_policy *policy, const repair_lexicon *l, const struct counts *n,
                       const repair_request *request)
{
    repair_price *price = &policy->price;
    double residue = rate_of(n->residue, n->residue_all - n->residue, 0);
    double shared = rate_of(n->shared.damaged, n->shared.all, mistaken_shared);
    double choice = rate_of(n->choice.damaged, n->choice.all, mistaken_choice);
    double any = shared > residue ? shared : residue, clean = clean_price(n->choice.all);
    bool converted = any > 0.02;
    /* A converter that leaves characters chooses wrong ones, too. */
    clean = converted ? converted_nats : clean;
    price->known = converted ? (uint16_t)(known_nats * l->words.cost_scale) : 0;
    const uint32_t scale = l->words.cost_scale;
    struct limits limits = { clean_price(n->shared.all), 0, request->margin };
    set_prices(price->shared, &price->loose_shared, &n->shared, n, any, &limits, scale);
    limits = (struct limits){ clean, scattered_nats, request->margin };
    set_prices(price->choice, &price->loose_choice, &n->choice, n, choice, &limits, scale);
    price->name = request->names ? (uint16_t)(name_nats * l->words.cost_scale) : 0;
    policy->clean = residue == 0;
    policy->quoted = residue < 0.02 ? 2 : REPAIR_NO_QUOTES;
}

/* Makes changes cheap enough to see where they might be needed. */
static void set_first(repair_policy *policy, uint32_t scale)
{
    repair_price *price = &policy->price;
    uint16_t first = (uint16_t)(first_nats * scale);
    policy->clean = false;
    policy->quoted = REPAIR_NO_QUOTES;
    for (size_t i = 0; i < CHARACTERS; i++) {
        price->shared[i] = price->shared[i] < first ? price->shared[i] : first;
        price->choice[i] = price->choice[i] < first ? price->choice[i] : first;
    }
}

bool repair_policy_make(repair_policy *policy, const repair_lexicon *l, hp_span head, const repair_request *request)
{
    struct counts *n = memory_zeroed(1, sizeof *n);
    repair_work work = { 0 };
    bool good = n != NULL;
    *policy = (repair_policy){ .clean = false };
    choose_variants(policy, l, head, request->region);
    if (good) {
        count_all(n, l, head);
        set_policy(policy, l, n, request);
        set_first(policy, l->words.cost_scale);
    }
    for (int i = 0; good && i < ROUNDS; i++) {
        good = count_changes(n, policy, l, head, &work);
        set_policy(policy, l, n, request);
    }
    repair_work_free(&work);
    memory_free(n);
    return good;
}

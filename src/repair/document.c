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

enum { ROUNDS = 3 };

/* What a change costs at least in a text without damage, and what its length adds: in more characters more seem
 * wrong. */
static const double clean_nats = 5.5, clean_steps = 1.5, clean_share = 4;

/* How many words seem to speak for a change where nothing is wrong, and the price in nats at which that was found
 * out. */
static const double mistaken_shared = 1 / 1000.0, mistaken_choice = 1 / 4000.0, first_nats = 6;

/* Below that rate of damage a change of what people write in either way costs more, at most so much; in a converter's
 * document that falls so fast with how sure that is, and the words of FIX_ALSO keep so much: 12 times as usual. */
static const double loose_rate = 0.05, loose_nats = 6, loose_fall = 1.5, also_nats = 2.5;

/* So many forms must be lacking to make it as likely as not that the document is a converter's. */
static const double doubt = 8;

/* What a change of a Traditional character costs where Simplified ones were left; and what less for a known mistake. */
static const double converted_nats = 7, known_nats = 3.5;

/* What more it costs where single characters are damaged here and there, not all of a kind. */
static const double scattered_nats = 1;

/* What more it costs to change what may be a name. */
static const double name_nats = 1.5;

/* What was counted of one kind of damage. */
struct kind {
    double damaged, all;
};

struct counts {
    double residue, residue_all;
    size_t changes; /* in the last round, of every kind */
    struct kind kinds[REPAIR_KINDS];
};

static repair_form *add_form(repair_price *price, uint16_t character)
{
    if (price->form_count == price->form_room) {
        repair_form *forms = memory_grow(price->forms, &price->form_room, 256, sizeof *forms);
        if (!forms)
            return NULL;
        price->forms = forms;
    }
    repair_form *form = &price->forms[price->form_count++];
    *form = (repair_form){ .character = character,
                           .price = { price->usual[0], price->usual[1] },
                           .loose = { price->loose[0], price->loose[1] } };
    price->places[character] = (uint16_t)price->form_count;
    return form;
}

/* The form for a Han character; NULL when memory is out. */
static inline repair_form *form_of(repair_price *price, uint32_t cp)
{
    uint16_t character = (uint16_t)(cp - FIX_FIRST), place = price->places[character];
    return place ? &price->forms[place - 1] : add_form(price, character);
}

/* Takes the next Han character off bytes that may be anything; 0 where there is none. */
static inline uint32_t next_han(hp_span *rest)
{
    const unsigned char *at = (const unsigned char *)rest->ptr, *end = at + rest->len;
    while (end - at >= 3) {
        if (at[0] < 0xE3 || at[0] > 0xE9 || !text_utf8_goes_on_twice((const char *)at)) {
            at++;
            continue;
        }
        uint32_t cp = text_utf8_wide((const char *)at);
        at += 3;
        if (repair_is_han(cp)) {
            *rest = (hp_span){ (const char *)at, (size_t)(end - at) };
            return cp;
        }
    }
    *rest = (hp_span){ (const char *)end, 0 };
    return 0;
}

repair_script repair_script_of(const repair_lexicon *l, hp_span head)
{
    size_t simplified = 0, traditional = 0;
    for (uint32_t cp; (cp = next_han(&head)) != 0;) {
        unsigned flags = repair_look_up(l, cp).flags;
        simplified += (flags & FIX_SIMPLIFIED) != 0;
        traditional += (flags & FIX_TRADITIONAL) != 0;
    }
    return simplified > traditional ? REPAIR_HANS : REPAIR_HANT;
}

/* What was counted of the forms of sets. */
struct variants {
    uint32_t most[256], by_region[FIX_REGIONS]; /* of the form that a set has most; of each region's forms */
    uint16_t count[FIX_LAST - FIX_FIRST + 1];   /* of each form */
};

/* Counts a character of a set; the form that the set has most is the one that is written. */
static void count_variant(struct variants *v, repair_policy *policy, const repair_lexicon *l, uint32_t cp,
                          repair_character c)
{
    uint32_t n = ++v->count[cp - FIX_FIRST];
    if (n > v->most[c.set] && !(c.flags & FIX_SIMPLIFIED)) {
        v->most[c.set] = n;
        policy->variants[c.set] = (uint16_t)cp;
    }
    for (unsigned r = 0; r < FIX_REGIONS; r++)
        v->by_region[r] += repair_variant(l, c.set, r) == cp;
}

/* Chooses the form of each set that is written: the one that the head has most, else that of the head's region. */
static void choose_variants(repair_policy *policy, const repair_lexicon *l, const struct variants *v,
                            repair_region region)
{
    static const unsigned order[FIX_REGIONS] = { REPAIR_TAIWAN, REPAIR_STANDARD, REPAIR_HONG_KONG };
    unsigned likely = REPAIR_TAIWAN;
    for (size_t i = 0; i < FIX_REGIONS; i++)
        if (v->by_region[order[i]] > v->by_region[likely])
            likely = order[i];
    for (size_t set = 1; set <= l->set_count; set++) {
        uint32_t form = repair_variant(l, (unsigned)set, region != REPAIR_KEEP ? (unsigned)region : likely);
        policy->regional[set] = region != REPAIR_KEEP && form != 0;
        if (form != 0 && (region != REPAIR_KEEP || v->most[set] == 0))
            policy->variants[set] = (uint16_t)form;
    }
}

/* Counts what could be damaged in the head, and chooses the forms of sets.  False when memory is out. */
static bool count_all(struct counts *n, repair_policy *policy, const repair_lexicon *l, hp_span head,
                      repair_region region)
{
    repair_price *price = &policy->price;
    struct variants variants;
    memset(&variants, 0, sizeof variants);
    for (uint32_t cp; (cp = next_han(&head)) != 0;) {
        repair_character c = repair_look_up(l, cp);
        unsigned flags = c.flags & FIX_LESSER ? 0 : c.flags;
        if (c.set)
            count_variant(&variants, policy, l, cp, c);
        n->residue += (flags & FIX_SIMPLIFIED) != 0;
        n->residue_all += (flags & (FIX_SIMPLIFIED | FIX_TRADITIONAL)) != 0;
        n->kinds[REPAIR_OF_SHARED].all += (flags & FIX_HAS_SHARED) != 0;
        n->kinds[REPAIR_OF_CHOICE].all += (flags & (FIX_CHOICE | FIX_SHARED)) != 0;
        if (repair_is_han(c.standard)) {
            repair_form *form = form_of(price, c.standard);
            if (!form)
                return false;
            form->seen++;
        }
    }
    choose_variants(policy, l, &variants, region);
    return true;
}

/* False when memory is out. */
static bool count_change(struct counts *n, repair_price *price, const repair_lexicon *l, hp_span text,
                         const repair_change *change)
{
    if (change->rule != REPAIR_SHARED && change->rule != REPAIR_CHOICE)
        return true;
    repair_kind kind = change->rule == REPAIR_SHARED ? REPAIR_OF_SHARED : REPAIR_OF_CHOICE;
    uint32_t cp = text_utf8_wide(change->after.ptr);
    uint32_t to = repair_is_han(cp) ? repair_look_up(l, cp).standard : 0;
    if (!repair_is_han(to))
        return true;
    repair_form *form = form_of(price, to);
    if (!form)
        return false;
    n->kinds[kind].damaged++;
    form->made[kind]++;
    form->from = repair_look_up(l, text_utf8_wide(text.ptr + change->offset)).standard;
    return true;
}

/* Repairs the head by `policy` and counts the changes.  False when memory is out. */
static bool count_changes(struct counts *n, repair_policy *policy, const repair_lexicon *l, hp_span head,
                          repair_work *work)
{
    repair_price *price = &policy->price;
    n->changes = 0;
    n->kinds[REPAIR_OF_SHARED].damaged = n->kinds[REPAIR_OF_CHOICE].damaged = 0;
    for (size_t i = 0; i < price->form_count; i++)
        memset(price->forms[i].made, 0, sizeof price->forms[i].made);
    hp_span line = { head.ptr, 0 }; /* what is left of the line at hand */
    while (line.len > 0 || head.len > 0) {
        if (line.len == 0) {
            const char *end = memchr(head.ptr, '\n', head.len);
            span_take(&head, end ? (size_t)(end - head.ptr) + 1 : head.len, &line);
        }
        hp_span valid = { line.ptr, utf8_valid(line) };
        if (!repair_find(l, policy, work, valid))
            return false;
        n->changes += work->change_count;
        for (size_t i = 0; i < work->change_count; i++)
            if (!count_change(n, price, l, valid, &work->changes[i]))
                return false;
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
    double most;      /* whatever the others say */
};

/* The price of a change that is needed so often for one character (`own`), and for all of its kind (`rate`). */
static uint16_t price_of(double own, double rate, double weight, const struct limits *limits, uint32_t scale)
{
    double nats = rate > 0 ? -log(own > rate || weight > 1 ? own : rate) : limits->clean;
    nats += rate > 0 && weight > 1 ? limits->scattered : 0;
    nats = nats > limits->clean ? limits->clean : nats;
    nats = nats < limits->least ? limits->least : nats;
    return (uint16_t)((nats < limits->most ? nats : limits->most) * scale + 0.5);
}

/* What more a change costs where people use a character loosely, by the rate at which it is needed. */
static uint16_t loose_of(double rate, uint32_t scale)
{
    double more = rate > 0 ? log(loose_rate / rate) : loose_nats;
    return (uint16_t)((more < 0 ? 0 : more > loose_nats ? loose_nats : more) * scale);
}

/* True for a form that changes make more often than the head has it. */
static bool is_lacking(const repair_form *form)
{
    return form->made[REPAIR_OF_SHARED] + form->made[REPAIR_OF_CHOICE] > form->seen;
}

/* How sure it is that the document was written by a converter that has one form a character, from 0 to 1: of the forms
 * of which it had to choose, the share that is lacking.  A form that no such converter gives was chosen where another
 * of its class stands, too. */
static double converter_share(const repair_price *price, const repair_lexicon *l)
{
    uint8_t in_class[FIX_LAST - FIX_FIRST + 1] = { 0 }; /* forms that are not lacking, up to 2 */
    double lacking = 0, chosen = 0;
    for (size_t i = 0; i < price->form_count; i++) {
        unsigned code = repair_look_up(l, FIX_FIRST + (uint32_t)price->forms[i].character).code;
        if (code < sizeof in_class && in_class[code] < 2 && !is_lacking(&price->forms[i]))
            in_class[code]++;
    }
    for (size_t i = 0; i < price->form_count; i++) {
        repair_character c = repair_look_up(l, FIX_FIRST + (uint32_t)price->forms[i].character);
        if (is_lacking(&price->forms[i]))
            lacking++;
        else
            chosen += c.flags & FIX_CHOSEN && c.code < sizeof in_class && in_class[c.code] > 1;
    }
    return lacking / (lacking + chosen + doubt);
}

/* Sets what changes cost where people write either form, in a document that is a converter's by `share`. */
static void ease_loose(repair_price *price, repair_kind kind, double share, uint32_t scale)
{
    double nats = loose_nats * (1 - loose_fall * share);
    price->loose[kind] = nats > 0 ? (uint16_t)(nats * scale) : 0;
    uint16_t either = (uint16_t)(price->loose[kind] + also_nats * scale);
    price->either = either < price->either ? either : price->either;
}

/* Sets what changes of a kind cost of which `rate` are needed: for each character by how often it is what is right.
 * Where all of some characters are damaged, damage is a converter's that knows them not, and each is its own case; of
 * those that the head does not need it knows as few. */
static void set_prices(repair_price *price, const repair_lexicon *l, repair_kind kind, double rate,
                       const struct limits *limits)
{
    const uint32_t scale = l->words.cost_scale;
    double hit = 0, all = 0;
    for (size_t i = 0; rate > 0 && i < price->form_count; i++)
        if (price->forms[i].made[kind] > 0) {
            hit += price->forms[i].made[kind];
            all += price->forms[i].made[kind] + (double)price->forms[i].seen;
        }
    double weight = hit > 0.5 * all ? 1 : 20;
    double share = rate > 0 && weight == 1 ? converter_share(price, l) : 0, prior = share > rate ? share : rate;
    price->usual[kind] = price_of(prior, rate, weight, limits, scale);
    price->loose[kind] = loose_of(rate, scale);
    if (rate > 0 && weight == 1)
        ease_loose(price, kind, share, scale);
    for (size_t i = 0; i < price->form_count; i++) {
        repair_form *form = &price->forms[i];
        form->price[kind] = price->usual[kind];
        form->loose[kind] = price->loose[kind];
        double right = form->made[kind] + (double)form->seen;
        if (rate <= 0 || right <= 0)
            continue;
        double own = (form->made[kind] + weight * prior) / (right + weight);
        form->price[kind] = price_of(own, rate, weight, limits, scale);
        form->loose[kind] = loose_of(own > rate ? own : rate, scale);
    }
}

/* The policy for what was counted; no price is more than `most`, in nats. */
static void set_policy(repair_policy *policy, const repair_lexicon *l, const struct counts *n,
                       const repair_request *request, double most)
{
    repair_price *price = &policy->price;
    const struct kind *kinds = n->kinds;
    double residue = rate_of(n->residue, n->residue_all - n->residue, 0);
    double shared = rate_of(kinds[REPAIR_OF_SHARED].damaged, kinds[REPAIR_OF_SHARED].all, mistaken_shared);
    double choice = rate_of(kinds[REPAIR_OF_CHOICE].damaged, kinds[REPAIR_OF_CHOICE].all, mistaken_choice);
    double any = shared > residue ? shared : residue, clean = clean_price(kinds[REPAIR_OF_CHOICE].all);
    bool converted = any > 0.02;
    /* A converter that leaves characters chooses wrong ones, too. */
    clean = converted ? converted_nats : clean;
    price->known = converted ? (uint16_t)(known_nats * l->words.cost_scale) : 0;
    price->either = (uint16_t)(loose_nats * l->words.cost_scale);
    struct limits limits = { clean_price(kinds[REPAIR_OF_SHARED].all), 0, request->margin, most };
    set_prices(price, l, REPAIR_OF_SHARED, any, &limits);
    limits = (struct limits){ clean, scattered_nats, request->margin, most };
    set_prices(price, l, REPAIR_OF_CHOICE, choice, &limits);
    price->name = request->names ? (uint16_t)(name_nats * l->words.cost_scale) : 0;
    policy->clean = residue == 0;
    policy->quoted = residue < 0.02 ? 2 : REPAIR_NO_QUOTES;
}

/* The first round's policy: changes are cheap enough to see where they might be needed. */
static void set_first(repair_policy *policy, const repair_lexicon *l, const struct counts *n,
                      const repair_request *request)
{
    set_policy(policy, l, n, request, first_nats);
    policy->clean = false;
    policy->quoted = REPAIR_NO_QUOTES;
}

/* What a policy makes changes cost at least, in a text without damage. */
struct ease {
    uint16_t price, less;
};

static struct ease ease_of(const repair_price *price)
{
    return (struct ease){ price->usual[REPAIR_OF_CHOICE], price->known };
}

/* Whether a round by a policy of that ease that found no damage is the last: the policy for what it counted makes
 * nothing easier, and so would find none either. */
static bool is_last(struct ease ease, const struct counts *n, const repair_price *price)
{
    bool found = n->kinds[REPAIR_OF_SHARED].damaged + n->kinds[REPAIR_OF_CHOICE].damaged > 0;
    return !found && price->usual[REPAIR_OF_CHOICE] >= ease.price && price->known <= ease.less;
}

bool repair_policy_make(repair_policy *policy, const repair_lexicon *l, hp_span head, const repair_request *request)
{
    struct counts n = { 0 };
    repair_work work = { 0 };
    bool good = count_all(&n, policy, l, head, request->region), last = false;
    if (good)
        set_first(policy, l, &n, request);
    for (int i = 0; good && !last && i < ROUNDS; i++) {
        struct ease ease = ease_of(&policy->price);
        good = count_changes(&n, policy, l, head, &work);
        set_policy(policy, l, &n, request, HUGE_VAL);
        last = is_last(ease, &n, &policy->price);
    }
    policy->right = last && n.changes == 0;
    repair_work_free(&work);
    return good;
}

void repair_policy_free(repair_policy *policy)
{
    memory_free(policy->price.forms);
}

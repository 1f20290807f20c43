/* syllable_match.c - see syllable_match.h.
 *
 * A depth-first walk from the end of the text: take the last syllable in each length, let it match the nearest
 * character not yet matched, go on before it.  The walk is cut off after a fixed number of steps, far beyond what real
 * text needs, so that hostile text costs little.
 * Worked: xian over 西安 → "xian" fits neither; "an" fits 安, then "xi" fits 西: two characters covered.
 */
#include "reading/syllable_match.h"

#include <string.h>

#define STEPS 4000
#define LONGEST 7 /* letters in a syllable, aspiration mark included */
#define NEUTRAL 7 /* a tone that is written as neutral, by digit or dot */

struct walk {
    const reading_table *readings;
    reading_system system;
    const reading_letter *letters;
    size_t count;
    const reading_base *base; /* NULL: any syllable will do */
    unsigned steps;
    /* The best complete way so far. */
    reading_grade grade;
    size_t characters_read, syllables;
    bool found;
};

/* What lies behind the point the walk has reached. */
struct trail {
    size_t end;             /* letters before this are still to be matched */
    size_t characters_read; /* characters matched */
    size_t syllables;
    unsigned toned;     /* syllables with a tone */
    unsigned loose;     /* syllables without one that only fit in another tone */
    unsigned next_tone; /* of the syllable just matched */
};

static bool is_suffix_r(uint32_t cp)
{
    return cp == U'儿' || cp == U'兒';
}

/* The tone that is written on letters [from, to), whose digit, if any, is `digit`: 0 none, NEUTRAL, or a tone;
 * -1 when there are two, or one that the system has not. */
static int written_tone(const struct walk *w, size_t from, size_t to, char digit)
{
    int tone = 0;
    if (digit && w->system == READING_JYUTPING)
        return digit == '0' ? -1 : digit - '0';
    for (size_t i = from; i < to; i++)
        if (w->letters[i].tone) {
            if (tone)
                return -1;
            tone = w->letters[i].tone;
        }
    if (tone && digit)
        return w->system == READING_WADE ? digit - '0' : -1;
    if (digit)
        return digit == '0' || digit == '5' ? NEUTRAL : digit > '4' ? -1 : digit - '0';
    if (tone == 0 && w->letters[from].flags & READING_LETTER_DOT)
        return NEUTRAL;
    return tone;
}

/* The syllable spelled by letters [from, to), or 0.  Umlauts after j q x y are ornament in pinyin. */
static unsigned spelled(const struct walk *w, size_t from, size_t to)
{
    char name[2 * LONGEST] = { 0 };
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (w->system == READING_WADE && i > from && w->letters[i].flags & READING_LETTER_QUOTE)
            name[n++] = '\'';
        bool plain = w->system == READING_PINYIN && i > from && w->letters[i].c == 'v' &&
                     memchr("jqxy", w->letters[i - 1].c, 4);
        name[n++] = plain ? 'u' : w->letters[i].c;
    }
    return reading_find_syllable(w->readings, w->system, name, n);
}

/* How a syllable suits the character at `k`; READING_FIT_BASE as well for tone changes that speech makes. */
static reading_fit fit_of(const struct walk *w, size_t k, unsigned syllable, unsigned tone, unsigned next_tone)
{
    if (!w->base)
        return READING_FIT_EXACT;
    if (k >= w->base->count)
        return READING_FIT_NONE;
    reading_fit fit = reading_find_fit(w->readings, w->base->cp[k], syllable, tone == NEUTRAL ? 0 : tone);
    /* A third tone before another is spoken, and often written, as a second. */
    if (fit == READING_FIT_BASE && tone == 2 && next_tone == 3 && w->system == READING_PINYIN)
        return reading_find_fit(w->readings, w->base->cp[k], syllable, 3);
    return fit;
}

static void step_on(struct walk *w, struct trail t);

static bool break_allowed(const struct walk *w, size_t at, size_t k)
{
    if (!w->base || k == 0 || k > w->base->count - 1 || at >= READING_LETTERS_MAX || !w->base->gap[k])
        return true;
    return w->letters[at].flags & READING_LETTER_BREAK;
}

/* Whether an apostrophe stands behind the syllable that ends before letter `end`, where its tone mark may have been:
 * in a reading that ends in one, so that it is not just what parts xi'an. */
static bool has_lost_tone(const struct walk *w, size_t end)
{
    unsigned last = w->letters[w->count - 1].flags & READING_LETTER_LOST;
    return last && (end == w->count || w->letters[end].flags & READING_LETTER_QUOTE);
}

/* Goes on with `syllable` of `tone`, spelled from letter `from` on; an r for 儿 behind it has taken `taken` more
 * characters. */
static void take_syllable(struct walk *w, struct trail t, size_t from, unsigned syllable, int tone, size_t taken)
{
    size_t k = t.characters_read + taken;
    if (!syllable || !break_allowed(w, t.end, t.characters_read))
        return;
    bool toned = tone > 0 && tone != NEUTRAL;
    reading_fit fit = fit_of(w, k, syllable, (unsigned)tone, t.next_tone);
    if (fit == READING_FIT_NONE || (toned && fit != READING_FIT_EXACT))
        return;
    if (toned)
        t.toned++;
    else if (tone == 0 && fit != READING_FIT_EXACT && !has_lost_tone(w, t.end))
        t.loose++;
    t.characters_read = k + 1;
    t.syllables++;
    t.end = from;
    t.next_tone = (unsigned)tone;
    step_on(w, t);
}

/* Tries letters [from, to) as a syllable; with `suffix` an r for 儿 follows it. */
static void try_syllable(struct walk *w, struct trail t, size_t from, size_t to, bool suffix, size_t taken)
{
    char digit = w->letters[t.end - 1].digit;
    if (suffix && !digit)
        digit = w->letters[to - 1].digit;
    int tone = written_tone(w, from, to, digit);
    if (tone < 0)
        return;
    take_syllable(w, t, from, spelled(w, from, to), tone, taken);
    if (to - from == 1 && w->letters[from].flags & READING_LETTER_CARET)
        take_syllable(w, t, from, reading_find_syllable(w->readings, w->system, "E", 1), tone, taken);
}

static void finish_walk(struct walk *w, const struct trail *t)
{
    reading_grade grade = t->toned ? READING_GRADE_TONED : t->loose ? READING_GRADE_TONELESS : READING_GRADE_NEUTRAL;
    if (w->found && grade <= w->grade)
        return;
    w->found = true;
    w->grade = grade;
    w->characters_read = t->characters_read;
    w->syllables = t->syllables;
}

/* True when no syllable of pinyin ends before letter `end`. */
static bool is_dead_end(const struct walk *w, size_t end)
{
    return w->system == READING_PINYIN && !memchr("aeiouvngrm", w->letters[end - 1].c, 10);
}

static void step_on(struct walk *w, struct trail t)
{
    if (t.end == 0) {
        finish_walk(w, &t);
        return;
    }
    if ((w->found && w->grade == READING_GRADE_TONED) || is_dead_end(w, t.end))
        return;
    for (size_t len = 1; len <= LONGEST && len <= t.end && w->steps < STEPS; len++) {
        size_t from = t.end - len;
        w->steps++;
        if (len > 1 && w->letters[from].digit)
            break;
        try_syllable(w, t, from, t.end, false, 0);
        if (w->letters[t.end - 1].c == 'r' && len > 1 && w->system == READING_PINYIN &&
            !(w->letters[t.end - 1].flags & READING_LETTER_BREAK && len > 1 && w->letters[t.end - 2].digit)) {
            bool written = w->base && t.characters_read < w->base->count && is_suffix_r(w->base->cp[t.characters_read]);
            try_syllable(w, t, from, t.end - 1, true, written ? 1 : 0);
        }
        bool aspirated = w->system == READING_WADE && w->letters[from].flags & READING_LETTER_QUOTE;
        if (w->letters[from].flags & READING_LETTER_BREAK && !aspirated)
            break;
    }
}

static bool walk_all(struct walk *w)
{
    w->steps = 0;
    w->found = false;
    w->grade = READING_GRADE_NONE;
    step_on(w, (struct trail){ .end = w->count });
    return w->found;
}

void reading_match_latin(const reading_table *readings, reading_system system, const reading_letter *letters,
                         size_t count, const reading_base *base, reading_match *match)
{
    struct walk w = { .readings = readings, .system = system, .letters = letters, .count = count, .base = base };
    *match = (reading_match){ .system = system };
    for (size_t i = 0; i < count; i++)
        match->toned = match->toned || letters[i].tone || letters[i].digit;
    if (base->count > 0 && walk_all(&w)) {
        match->grade = w.grade;
        match->characters_read = w.characters_read;
        match->syllables = w.syllables;
        match->is_spelled = true;
        return;
    }
    /* Whether it is spelled says something only of what has tones. */
    w.base = NULL;
    match->is_spelled = match->toned && walk_all(&w);
}

void reading_match_zhuyin(const reading_table *readings, const reading_symbols *syllables, size_t count,
                          const reading_base *base, reading_match *match)
{
    size_t k = 0;
    bool fits = count > 0;
    *match = (reading_match){ .system = READING_ZHUYIN, .is_spelled = true };
    for (size_t i = count; i-- > 0;) {
        const reading_symbols *s = &syllables[i];
        unsigned syllable = reading_find_syllable(readings, READING_ZHUYIN, s->name, s->len);
        unsigned tone = s->tone == 5 ? 0 : s->tone;
        match->toned = match->toned || s->marked || s->tone == 5;
        match->is_spelled = match->is_spelled && syllable;
        bool suffix = s->len == 1 && s->name[0] == 0x22; /* ㄦ alone, of 儿 */
        reading_fit fit = fits && k < base->count ? reading_find_fit(readings, base->cp[k], syllable, tone)
                                                  : READING_FIT_NONE;
        bool own_suffix = suffix && k < base->count && is_suffix_r(base->cp[k]);
        if (suffix && fit == READING_FIT_NONE && i > 0)
            continue;
        fits = fits && (fit == READING_FIT_EXACT || (fit == READING_FIT_BASE && tone == 0) || own_suffix);
        k++;
    }
    if (!fits || !match->is_spelled)
        return;
    match->characters_read = k;
    match->syllables = count;
    match->grade = READING_GRADE_TONED; /* no mark is the first tone: zhuyin is never without one */
}

/* One syllable of zhuyin, or 0. */
static unsigned zhuyin_syllable(const reading_table *readings, hp_span text)
{
    reading_symbols symbols[READING_SYMBOLS_MAX];
    size_t count = 0;
    if (!reading_parse_zhuyin(text, symbols, &count) || count != 1)
        return 0;
    unsigned syllable = reading_find_syllable(readings, READING_ZHUYIN, symbols[0].name, symbols[0].len);
    return syllable ? syllable << 3 | (symbols[0].tone == 5 ? 0u : symbols[0].tone) : 0;
}

unsigned reading_parse(const reading_table *readings, hp_span text)
{
    reading_letter letters[READING_LETTERS_MAX];
    size_t count = 0;
    if (!reading_parse_latin(text, letters, &count))
        return zhuyin_syllable(readings, text);
    const struct walk w = { .readings = readings, .system = READING_PINYIN, .letters = letters };
    if (count > LONGEST)
        return 0;
    for (size_t i = 1; i < count; i++)
        if (letters[i].flags & READING_LETTER_BREAK || letters[i - 1].digit)
            return 0;
    int tone = written_tone(&w, 0, count, letters[count - 1].digit);
    unsigned syllable = tone < 0 ? 0 : spelled(&w, 0, count);
    return syllable ? syllable << 3 | (tone == NEUTRAL ? 0u : (unsigned)tone) : 0;
}

/* mojibake.c - see mojibake.h.
 *
 * The text is looked through for places where two odd characters meet; the window round such a place, as far as
 * bytes of one character could reach, is searched for the best way to read it: a path over its characters, in each
 * either as it is or inside one of the misreadings (Viterbi, with the bytes that wait as part of the state).  To
 * begin a misreading costs its threshold, so what is chosen is likelier by at least that.  A window is searched
 * again until nothing changes, which undoes what was misread twice.
 */
#include "decode/repair/mojibake.h"

#include <uchar.h>

#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum {
    WINDOW = 8192, /* characters that are searched at once */
    STATES = 128,  /* of all misreadings together, and the first: as it is */
    ROUNDS = 8,
    FAR = 80 * DECODE_NAT,   /* a path this much worse than the best is given up */
    RAGGED = 6 * DECODE_NAT, /* of a run that begins or ends in the middle of words */
    ODD = 10 * DECODE_NAT    /* the cost from which a Han character is odd */
};

struct run {
    size_t from, to; /* characters */
    size_t kind;
};

struct decode_mender {
    const decode_costs *costs;
    const decode_misreadings *misreadings;
    uint32_t cp[WINDOW];
    size_t at[WINDOW + 1]; /* byte offset of each character, and the end's */
    uint8_t came_from[WINDOW + 1][STATES];
    size_t first[DECODE_MISREADINGS + 1]; /* number of each misreading's first state, and how many there are */
    decode_undoing states[2][STATES];
    bool alive[2][STATES];
    struct run runs[WINDOW / 2];
    size_t run_count;
    hp_buf text[2], piece; /* a window's text between rounds; what a run becomes */
};

hp_status decode_mender_open(decode_mender **out, const decode_costs *costs, const decode_misreadings *misreadings,
                             hp_error *err)
{
    *out = memory_zeroed(1, sizeof **out);
    if (!*out)
        return error_set_memory(err);
    (*out)->costs = costs;
    (*out)->misreadings = misreadings;
    (*out)->first[0] = 1;
    for (size_t kind = 0; kind < DECODE_MISREADINGS; kind++)
        (*out)->first[kind + 1] = (*out)->first[kind] + decode_misreading_phases(kind);
    return (*out)->first[DECODE_MISREADINGS] <= STATES ? HP_OK : error_set(err, HP_MISUSE, 0, "too many misreadings");
}

void decode_mender_free(decode_mender *mender)
{
    if (!mender)
        return;
    hp_buf_free(&mender->text[0]);
    hp_buf_free(&mender->text[1]);
    hp_buf_free(&mender->piece);
    memory_free(mender);
}

/* Box drawing by style: frames keep to one, mojibake does not.  0: none. */
static unsigned box_style(unsigned unit)
{
    if (unit < 0x2500 || unit > 0x259F)
        return 0;
    if (unit >= 0x2580)
        return 1;
    if (unit < 0x2550)
        return 2;
    return unit == 0x2550 || unit == 0x2551 || unit == 0x2554 || unit == 0x2557 || unit == 0x255A || unit == 0x255D ||
                   unit == 0x2560 || unit == 0x2563 || unit == 0x2566 || unit == 0x2569 || unit == 0x256C
               ? 3
               : 0;
}

/* Adds a character that is taken as it is.  Rows of one sign, of neighbours in the code, and frames are nothing odd. */
static void weigh_as_is(const decode_costs *costs, decode_weight *weight, uint32_t cp)
{
    unsigned unit = decode_unit(cp), before = weight->before;
    int64_t cost = weight->cost, cheap = 2 * DECODE_NAT;
    decode_weigh(costs, weight, unit);
    bool in_row = unit == before || unit == before + 1 || (box_style(unit) && box_style(unit) == box_style(before));
    if (unit >= 0x80 && in_row && weight->cost > cost + cheap)
        weight->cost = cost + cheap;
}

/* Puts a state into its place at boundary `i` if it is better than what is there. */
static void offer(decode_mender *m, size_t i, size_t state, const decode_undoing *undoing, size_t from)
{
    bool side = i & 1;
    if (m->alive[side][state] && m->states[side][state].weight.cost <= undoing->weight.cost)
        return;
    m->alive[side][state] = true;
    m->states[side][state] = *undoing;
    m->came_from[i][state] = (uint8_t)from;
}

/* True for what separates runs: ASCII, CJK punctuation. */
static bool separates(uint32_t cp)
{
    return cp < 0x80 || (cp >= 0x3000 && cp < 0x3040) || (cp >= 0xFF00 && cp < 0xFF20);
}

/* Takes character i in every misreading: those begun, and each begun here. */
static void step(decode_mender *m, size_t i)
{
    bool side = i & 1;
    int64_t as_is = m->states[side][0].weight.cost;
    int ragged = i > 0 && !separates(m->cp[i - 1]) ? RAGGED : 0;
    for (size_t kind = 0; kind < DECODE_MISREADINGS; kind++) {
        size_t first = m->first[kind];
        for (size_t state = first; state < m->first[kind + 1]; state++) {
            if (!m->alive[side][state])
                continue;
            decode_undoing undoing = m->states[side][state];
            if (undoing.weight.cost <= as_is + FAR && decode_undo(m->misreadings, kind, &undoing, m->cp[i], NULL))
                offer(m, i + 1, first + decode_undoing_phase(&undoing), &undoing, state);
        }
        decode_undoing undoing = { .weight = m->states[side][0].weight };
        undoing.weight.cost += decode_misreading_threshold(kind) + ragged;
        if (m->cp[i] >= 0x80 && decode_undo(m->misreadings, kind, &undoing, m->cp[i], NULL))
            offer(m, i + 1, first + decode_undoing_phase(&undoing), &undoing, 0);
    }
}

/* At boundary i: a misreading that is at a character's end may end where that is the best way to get here. */
static void end_runs(decode_mender *m, size_t i, size_t count)
{
    bool side = i & 1;
    int ragged = i < count && !separates(m->cp[i]) ? RAGGED : 0;
    for (size_t kind = 0; kind < DECODE_MISREADINGS; kind++) {
        size_t state = m->first[kind];
        const decode_undoing *undoing = &m->states[side][state];
        if (!m->alive[side][state] || undoing->characters < decode_misreading_least(kind) ||
            undoing->weight.cost + ragged >= m->states[side][0].weight.cost)
            continue;
        m->states[side][0] = (decode_undoing){ .weight = undoing->weight };
        m->states[side][0].weight.cost += ragged;
        m->came_from[i][0] = (uint8_t)state;
    }
}

static size_t kind_of_state(const decode_mender *m, size_t state)
{
    size_t kind = 0;
    while (m->first[kind + 1] <= state)
        kind++;
    return kind;
}

/* Follows the best path back through `count` characters and leaves its runs, the last first. */
static void trace(decode_mender *m, size_t count)
{
    m->run_count = 0;
    for (size_t i = count; i > 0;) {
        size_t state = m->came_from[i][0];
        if (state == 0) {
            i--;
            continue;
        }
        struct run run = { .to = i, .kind = kind_of_state(m, state) };
        while (state != 0)
            state = m->came_from[i--][state];
        run.from = i;
        m->runs[m->run_count++] = run;
    }
}

static void search(decode_mender *m, size_t count)
{
    memset(m->alive, 0, sizeof m->alive);
    m->states[0][0] = (decode_undoing){ .count = 0 };
    for (size_t i = 0; i < count; i++) {
        bool next = (i + 1) & 1;
        memset(m->alive[next], 0, sizeof m->alive[next]);
        m->states[next][0] = m->states[!next][0];
        weigh_as_is(m->costs, &m->states[next][0].weight, m->cp[i]);
        m->came_from[i + 1][0] = 0;
        step(m, i);
        end_runs(m, i + 1, count);
    }
    trace(m, count);
}

/* What U+FFFD has become when it was itself misread: its bytes twice as GBK, once as Latin letters. */
static const char32_t lost_signs[][4] = { U"锟斤拷", U"ï¿½" };

/* Makes U+FFFD of the characters before `count` when they are such a sign. */
static void mark_lost(decode_mender *m, size_t count)
{
    for (size_t s = 0; s < sizeof lost_signs / sizeof *lost_signs; s++)
        if (count >= 3 && memcmp(&m->cp[count - 3], lost_signs[s], 3 * sizeof(char32_t)) == 0)
            for (size_t i = 1; i <= 3; i++)
                m->cp[count - i] = 0xFFFD;
}

/* Reads `text` into the window and returns how many characters it has.  Broken bytes are U+FFFD, which nothing
 * undoes. */
static size_t load(decode_mender *m, hp_span text)
{
    size_t count = 0, at = 0;
    while (at < text.len && count < WINDOW) {
        hp_span rest = { text.ptr + at, text.len - at };
        size_t n = utf8_decode(rest, &m->cp[count]);
        if (n == 0) {
            m->cp[count] = 0xFFFD;
            n = utf8_broken(rest);
        }
        m->at[count++] = at;
        at += n;
        mark_lost(m, count);
    }
    m->at[count] = at;
    return count;
}

/* True when the run is part of a stretch in which U+FFFD says that bytes are gone: what is left is better kept
 * whole. */
static bool has_lost(const decode_mender *m, const struct run *run, size_t count)
{
    enum { REACH = 4 };
    for (size_t i = run->from, n = 0; i > 0 && n < REACH && !separates(m->cp[i - 1]); i--, n++)
        if (m->cp[i - 1] == 0xFFFD)
            return true;
    for (size_t i = run->to, n = 0; i < count && n < REACH && !separates(m->cp[i]); i++, n++)
        if (m->cp[i] == 0xFFFD)
            return true;
    return false;
}

/* Writes what a run becomes to m->piece. */
static void undo_run(decode_mender *m, const struct run *run)
{
    decode_undoing undoing = { .count = 0 };
    m->piece.len = 0;
    for (size_t i = run->from; i < run->to; i++)
        decode_undo(m->misreadings, run->kind, &undoing, m->cp[i], &m->piece);
}

/* Where a window's edits go, and how far its new text is written. */
struct window {
    hp_span text;
    size_t offset; /* of the window in the text that the caller gave */
    decode_edit *edit;
    void *self;
};

/* Applies the runs found to `text`: the new text to *out, and the edits told if `w` is not NULL.  Returns how many. */
static size_t apply(decode_mender *m, hp_span text, size_t count, hp_buf *out, const struct window *w)
{
    size_t done = 0, applied = 0;
    out->len = 0;
    for (size_t r = m->run_count; r-- > 0;) {
        const struct run *run = &m->runs[r];
        if (has_lost(m, run, count))
            continue;
        size_t from = m->at[run->from], to = m->at[run->to];
        undo_run(m, run);
        hp_span after = { m->piece.ptr, m->piece.len };
        hp_buf_append(out, (hp_span){ text.ptr + done, from - done });
        hp_buf_append(out, after);
        if (w)
            w->edit(w->self, w->offset + from, (hp_span){ text.ptr + from, to - from }, after,
                    decode_misreading_name(run->kind));
        done = to;
        applied++;
    }
    hp_buf_append(out, (hp_span){ text.ptr + done, text.len - done });
    return applied;
}

/* Tells of everything between the first and the last change as one edit. */
static void tell_whole(const struct window *w, hp_span after)
{
    hp_span before = w->text;
    size_t head = 0, tail = 0;
    while (head < before.len && head < after.len && before.ptr[head] == after.ptr[head])
        head++;
    while (head > 0 && head < before.len && ((unsigned char)before.ptr[head] & 0xC0) == 0x80)
        head--;
    while (tail < before.len - head && tail < after.len - head &&
           before.ptr[before.len - 1 - tail] == after.ptr[after.len - 1 - tail])
        tail++;
    while (tail > 0 && ((unsigned char)before.ptr[before.len - tail] & 0xC0) == 0x80)
        tail--;
    w->edit(w->self, w->offset + head, (hp_span){ before.ptr + head, before.len - head - tail },
            (hp_span){ after.ptr + head, after.len - head - tail }, "mojibake-twice");
}

/* Mends one window, in as many rounds as change something; one round is told run by run, more as one edit. */
static bool mend_window(decode_mender *m, const struct window *w)
{
    size_t count = load(m, w->text), rounds = 0;
    search(m, count);
    if (m->run_count == 0)
        return true;
    size_t applied = apply(m, w->text, count, &m->text[0], NULL);
    hp_span now = { m->text[0].ptr, m->text[0].len };
    while (applied > 0 && rounds++ < ROUNDS && !m->text[0].failed && !m->text[1].failed && !m->piece.failed) {
        count = load(m, now);
        search(m, count);
        applied = apply(m, now, count, &m->text[rounds & 1], NULL);
        now = (hp_span){ m->text[rounds & 1].ptr, m->text[rounds & 1].len };
    }
    if (m->text[0].failed || m->text[1].failed || m->piece.failed)
        return false;
    if (rounds > 1) {
        tell_whole(w, now);
        return true;
    }
    count = load(m, w->text);
    search(m, count);
    apply(m, w->text, count, &m->text[0], w);
    return !m->text[0].failed && !m->piece.failed;
}

/* True for a character that two of together make a place worth searching: letters and signs outside ASCII, private use,
 * rare Han characters; not what Chinese, Russian or Greek text has anyway. */
static bool is_odd(const decode_costs *costs, uint32_t cp)
{
    if (cp < 0x80)
        return false;
    if (cp < 0x2E80)
        return !(cp >= 0x2010 && cp <= 0x2026);
    return costs->cost[decode_unit(cp)] >= ODD || (cp >= 0x3041 && cp < 0x3130) || (cp >= 0xFF61 && cp < 0xFFA0);
}

/* Finds the next window that is worth a search, from *at on: cut where no character's bytes can reach over, behind
 * a line's end and behind two ASCII characters.  False when there is none. */
static bool next_window(const decode_mender *m, hp_span text, size_t *at, hp_span *window)
{
    size_t start = *at, i = *at, count = 0;
    bool odd_before = false, ascii_before = false, worth = false;
    while (i < text.len) {
        uint32_t cp = 0xFFFD;
        hp_span rest = { text.ptr + i, text.len - i };
        size_t n = utf8_decode(rest, &cp);
        i += n ? n : utf8_broken(rest);
        bool odd = n > 0 && is_odd(m->costs, cp), ascii = cp < 0x80;
        worth = worth || (odd && odd_before);
        odd_before = odd;
        bool cut = cp == '\n' || (ascii && ascii_before) || ++count == WINDOW;
        ascii_before = ascii;
        if (!cut && i < text.len)
            continue;
        if (worth) {
            *window = (hp_span){ text.ptr + start, i - start };
            *at = i;
            return true;
        }
        start = i;
        count = 0;
        odd_before = odd_before && !cut;
    }
    *at = i;
    return false;
}

hp_status decode_mend(decode_mender *mender, hp_span text, decode_edit *edit, void *self, hp_error *err)
{
    struct window w = { .edit = edit, .self = self };
    for (size_t at = 0; next_window(mender, text, &at, &w.text);) {
        w.offset = (size_t)(w.text.ptr - text.ptr);
        if (!mend_window(mender, &w))
            return error_set_memory(err);
    }
    return HP_OK;
}

size_t decode_count_lost(hp_span text)
{
    static const char *const signs[] = { "\uFFFD", "锟斤拷", "ï¿½", "烫烫烫", "屯屯屯" };
    size_t count = 0;
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
        size_t len = strlen(signs[s]);
        hp_span rest = text;
        for (const char *at; rest.len > 0 && (at = memmem(rest.ptr, rest.len, signs[s], len)) != NULL; count++)
            rest = (hp_span){ at + len, rest.len - (size_t)(at + len - rest.ptr) };
    }
    return count;
}

/* choose.c - see choose.h.
 *
 * Windows of the head that have bytes that may tell, each read in all encodings; after each, those that are
 * hopeless are dropped, and the first window whose margin is wide ends it.  Text that is ASCII alone, or UTF-8 with
 * many characters and no fault, needs no weighing.
 */
#include "decode/choose.h"

#include <math.h>

#include "decode/declared.h"
#include "decode/magic.h"
#include "decode/weigh.h"
#include "text/sniff/signature.h"
#include "text/bytes.h"
#include "text/utf8.h"

enum {
    BEFORE = 32,    /* bytes before the first that tells, for their neighbourhood */
    WINDOW = 128,   /* bytes of the first window; each is twice as long as the one before */
    WIDE = 40,      /* nats: a margin that ends the search */
    HOPELESS = 120, /* nats behind the best: not read on */
    CUT = 5,        /* nats for each byte of a character that the head's end cuts */
    DECLARED = 6,   /* nats that a declaration is worth */
    NARROW = 15,    /* nats that seven bits without NUL speak against wide units */
    PLAIN = 12      /* characters of faultless UTF-8 that leave no doubt */
};

/* What each encoding costs before anything is read: how seldom it is met, in nats. */
static const int prior[DECODE_ENCODINGS] = {
    [DECODE_UTF_8] = 0,        [DECODE_GB18030] = 1,      [DECODE_BIG5] = 2,         [DECODE_HZ] = 2,
    [DECODE_ISO_2022_CN] = 2,  [DECODE_UTF_16LE] = 5,     [DECODE_UTF_16BE] = 6,     [DECODE_UTF_32LE] = 6,
    [DECODE_UTF_32BE] = 6,     [DECODE_SHIFT_JIS] = 5,    [DECODE_EUC_JP] = 7,       [DECODE_EUC_KR] = 6,
    [DECODE_WINDOWS_1252] = 3, [DECODE_WINDOWS_1250] = 9, [DECODE_WINDOWS_1251] = 7, [DECODE_KOI8_R] = 10,
};

static const struct mark {
    char bytes[5];
    uint8_t len;
    decode_encoding encoding;
} marks[] = {
    { "\xEF\xBB\xBF", 3, DECODE_UTF_8 },    { "\xFF\xFE\0\0", 4, DECODE_UTF_32LE },
    { "\0\0\xFE\xFF", 4, DECODE_UTF_32BE }, { "\xFF\xFE", 2, DECODE_UTF_16LE },
    { "\xFE\xFF", 2, DECODE_UTF_16BE },     { "\x84\x31\x95\x33", 4, DECODE_GB18030 },
};

static const struct mark *find_mark(hp_span head)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (head.len >= marks[i].len && memcmp(head.ptr, marks[i].bytes, marks[i].len) == 0)
            return &marks[i];
    return NULL;
}

/* True for the two byte orders of one width. */
static bool is_of_width(decode_encoding marked, decode_encoding named)
{
    return marked == named || (named == DECODE_UTF_16LE && marked == DECODE_UTF_16BE) ||
           (named == DECODE_UTF_32LE && marked == DECODE_UTF_32BE);
}

void decode_choose_named(const decode_name *name, hp_span head, decode_choice *choice)
{
    const struct mark *mark = find_mark(head);
    *choice = (decode_choice){ .name = *name, .confidence = 1 };
    if (mark && name->by_mark && is_of_width(mark->encoding, name->encoding))
        decode_name_of(mark->encoding, &choice->name);
    if (mark && mark->encoding == choice->name.encoding)
        choice->mark = mark->len;
    choice->width = decode_unit_width(&choice->name);
}

static void choose_surely(decode_encoding encoding, hp_span head, decode_choice *choice)
{
    decode_name name;
    decode_name_of(encoding, &name);
    decode_choose_named(&name, head, choice);
    choice->candidates[choice->candidate_count++].encoding = encoding;
}

static bool is_ascii(hp_span head)
{
    size_t i = 0;
    while (i < head.len && (unsigned char)head.ptr[i] < 0x80)
        i++;
    return i == head.len;
}

/* True when the eight bytes at `s` are ASCII between blank and }. */
static bool is_mute(const char *s)
{
    uint64_t w = bytes_u64(s);
    uint64_t low = (w - UINT64_C(0x2020202020202020)) & ~w, high = w | (w + UINT64_C(0x0202020202020202));
    return ((low | high) & UINT64_C(0x8080808080808080)) == 0;
}

/* True for the first of the bytes that may tell an encoding: not ASCII text, or a tilde before a brace. */
static bool tells(hp_span bytes)
{
    unsigned char c = (unsigned char)bytes.ptr[0];
    if (c >= ' ' && c < 0x7F)
        return c == '~' && bytes.len > 1 && bytes.ptr[1] == '{';
    return c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

/* The offset of the first byte that tells; head.len when there is none. */
static size_t find_telling(hp_span head)
{
    size_t i = 0;
    while (i < head.len) {
        if (head.len - i >= 8 && is_mute(head.ptr + i)) {
            i += 8;
            continue;
        }
        for (size_t end = head.len - i < 8 ? head.len : i + 8; i < end; i++)
            if (tells((hp_span){ head.ptr + i, head.len - i }))
                return i;
    }
    return head.len;
}

/* True when the head is UTF-8 beyond doubt: no fault but a cut at its end, no NUL, and many characters. */
static bool is_plainly_utf8(hp_span head, size_t telling)
{
    size_t characters = 0, valid = utf8_valid(head);
    hp_span cut = { head.ptr + valid, head.len - valid };
    if (utf8_broken(cut) != cut.len || memchr(head.ptr, '\0', valid))
        return false;
    for (size_t i = telling; i < valid && characters < PLAIN; i++)
        characters += (unsigned char)head.ptr[i] >= 0xC0;
    return characters >= PLAIN;
}

/* The encodings in the running, and the best of them. */
struct race {
    decode_reader readers[DECODE_ENCODINGS];
    bool out[DECODE_ENCODINGS];
    size_t at[DECODE_ENCODINGS];
};

static int64_t best_cost(const struct race *race)
{
    int64_t best = INT64_MAX;
    for (int i = 0; i < DECODE_ENCODINGS; i++)
        if (!race->out[i] && race->readers[i].weight.cost < best)
            best = race->readers[i].weight.cost;
    return best;
}

/* How far the second is behind the best, after dropping what is hopeless. */
static int64_t settle(struct race *race)
{
    int64_t best = best_cost(race), margin = INT64_MAX;
    bool first = true;
    for (int i = 0; i < DECODE_ENCODINGS; i++) {
        int64_t behind = race->out[i] ? INT64_MAX : race->readers[i].weight.cost - best;
        if (behind == 0 && first)
            first = false;
        else if (behind < margin)
            margin = behind;
        if (behind > HOPELESS * DECODE_NAT)
            race->out[i] = true;
    }
    return margin;
}

/* ISO-2022-CN names a set before it shifts into it; other text has escapes as well. */
static bool names_a_set(hp_span head)
{
    const char *end = head.ptr + head.len;
    for (const char *p = head.ptr; (p = memchr(p, 0x1B, (size_t)(end - p))) && end - p >= 3; p++)
        if (p[1] == '$' && p[2] >= ')' && p[2] <= '+')
            return true;
    return false;
}

/* `telling` is the first byte that tells: above ASCII it rules the encodings of seven bits out. */
static void start(struct race *race, hp_span head, unsigned char telling, const decode_encoding *declared)
{
    for (int i = 0; i < DECODE_ENCODINGS; i++) {
        race->readers[i].encoding = (decode_encoding)i;
        race->readers[i].weight.cost = prior[i] * DECODE_NAT;
        if (declared && *declared == (decode_encoding)i)
            race->readers[i].weight.cost -= DECLARED * DECODE_NAT;
        race->out[i] = (i == DECODE_HZ || i == DECODE_ISO_2022_CN) && telling >= 0x80;
    }
    if (!race->out[DECODE_ISO_2022_CN])
        race->out[DECODE_ISO_2022_CN] = !names_a_set(head);
    /* Text of seven bits without NUL that is not for printing is a terminal's, and seldom of wide units; nor is a unit
     * cut in two. */
    bool is_narrow = is_ascii(head) && !memchr(head.ptr, 0, head.len);
    for (int i = DECODE_UTF_16LE; i <= DECODE_UTF_32BE; i++) {
        race->out[i] = head.len < (i >= DECODE_UTF_32LE ? 4 : 2);
        race->readers[i].weight.cost += is_narrow ? NARROW * DECODE_NAT : 0;
    }
}

static void run(const decode_costs *costs, struct race *race, hp_span head, size_t telling)
{
    size_t from = telling < BEFORE ? 0 : (telling - BEFORE) & ~(size_t)7, length = WINDOW;
    for (int i = 0; i < DECODE_ENCODINGS; i++)
        race->at[i] = from;
    while (from < head.len) {
        size_t to = head.len - from < length ? head.len : from + length;
        for (int i = 0; i < DECODE_ENCODINGS; i++)
            if (!race->out[i]) {
                hp_span window = { head.ptr + race->at[i], to - race->at[i] };
                race->at[i] += decode_read(costs, &race->readers[i], window);
            }
        if (settle(race) > WIDE * DECODE_NAT)
            break;
        from = to;
        length *= 2;
    }
    for (int i = 0; i < DECODE_ENCODINGS; i++)
        if (from == head.len && !race->out[i])
            race->readers[i].weight.cost += (int64_t)(head.len - race->at[i]) * CUT * DECODE_NAT;
}

/* The best first, with how far the others are behind; confidence is the best's share, nats taken with a grain of salt
 * because neighbours are not independent. */
static void report(const struct race *race, decode_choice *choice)
{
    double sum = 0;
    int64_t best = best_cost(race), last = INT64_MIN;
    choice->candidate_count = 0;
    for (int i = 0; i < DECODE_ENCODINGS; i++)
        if (!race->out[i])
            sum += exp((double)(best - race->readers[i].weight.cost) / DECODE_NAT / 2);
    choice->confidence = 1 / sum;
    bool taken[DECODE_ENCODINGS] = { false };
    while (choice->candidate_count < DECODE_CANDIDATES) {
        int next = -1;
        for (int i = 0; i < DECODE_ENCODINGS; i++)
            if (!race->out[i] && !taken[i] &&
                (next < 0 || race->readers[i].weight.cost < race->readers[next].weight.cost))
                next = i;
        if (next < 0)
            break;
        taken[next] = true;
        last = race->readers[next].weight.cost;
        choice->candidates[choice->candidate_count++] = (struct decode_candidate){ (decode_encoding)next,
                                                                                   (double)(last - best) / DECODE_NAT };
    }
}

/* Chooses where all is ASCII and nothing tells: what is declared, if that has ASCII and may come after the head. */
static void choose_untold(hp_span head, const decode_encoding *declared, decode_choice *choice)
{
    if (head.len < DECODE_HEAD)
        return;
    choice->untold = !declared;
    if (!declared || *declared == DECODE_HZ || *declared == DECODE_ISO_2022_CN ||
        (*declared >= DECODE_UTF_16LE && *declared <= DECODE_UTF_32BE))
        return;
    choice->candidate_count = 0;
    choose_surely(*declared, head, choice);
    choice->declared = true;
}

void decode_choose(const decode_costs *costs, hp_span head, decode_choice *choice)
{
    struct race race = { .out = { false } };
    decode_encoding declared;
    const struct mark *mark = find_mark(head);
    if (mark) {
        choose_surely(mark->encoding, head, choice);
        return;
    }
    choose_surely(DECODE_UTF_8, head, choice);
    choice->content = text_signature(head);
    size_t telling = find_telling(head);
    if (choice->content || is_plainly_utf8(head, telling))
        return;
    bool is_declared = decode_find_declared(decode_declared(head), &declared);
    if (telling == head.len) {
        choose_untold(head, is_declared ? &declared : NULL, choice);
        return;
    }
    start(&race, head, (unsigned char)head.ptr[telling], is_declared ? &declared : NULL);
    run(costs, &race, head, telling);
    report(&race, choice);
    if (choice->candidates[0].encoding == DECODE_UTF_8 && is_ascii(head)) {
        choice->candidate_count = 0;
        choose_surely(DECODE_UTF_8, head, choice); /* many read ASCII alike, and none is meant */
        return;
    }
    decode_name_of(choice->candidates[0].encoding, &choice->name);
    choice->width = decode_unit_width(&choice->name);
    choice->declared = is_declared && declared == choice->name.encoding;
    if (decode_is_binary(choice->name.encoding, head))
        choice->content = "binary data";
}

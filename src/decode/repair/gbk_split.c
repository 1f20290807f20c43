/* gbk_split.c - see gbk_split.h.
 *
 * For a place X?reading) every byte b is tried for which GBK has a character of low(X) and b with that reading;
 * b in place of the question mark, the characters behind it are written as GBK and read again, until a character
 * ends where one of the text does.  Of several b the one whose text is the least surprising is taken.
 */
#include "decode/repair/gbk_split.h"

#include "reading/spelling.h"
#include "reading/syllable_match.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

enum {
    READING_MAX = 12,             /* bytes of a reading */
    STEPS_MAX = 64,               /* characters that may be out of step */
    CLEAR = 3 * DECODE_NAT / 2,   /* by how much the best byte must be better than the next */
    OUT_OF_PLACE = 4 * DECODE_NAT /* kana and zhuyin, which single characters of Chinese text are not */
};

/* A place that looks like a split. */
struct place {
    hp_span line;
    size_t at;       /* of the question mark */
    size_t resume;   /* behind the closing bracket */
    unsigned low;    /* the low byte of the character before */
    uint32_t before; /* that character */
    bool is_mark;    /* U+FFFD stands there, not a question mark */
    reading_letter letters[READING_LETTERS_MAX];
    size_t letter_count;
};

/* What one byte makes of a place. */
struct attempt {
    size_t end; /* where the text is in step again */
    int64_t cost;
    bool is_lost; /* the last character has lost its second byte */
};

static hp_span rest_from(hp_span text, size_t at)
{
    return (hp_span){ text.ptr + at, text.len - at };
}

static bool starts_with(hp_span text, const char *what)
{
    size_t n = strlen(what);
    return text.len >= n && memcmp(text.ptr, what, n) == 0;
}

/* Fills *place when a split may stand at `at`, where a question mark or U+FFFD is. */
static bool look_at(const decode_splits *s, hp_span line, size_t at, struct place *place)
{
    *place = (struct place){ .line = line, .at = at, .is_mark = line.ptr[at] != '?' };
    size_t from = at + (place->is_mark ? 3 : 1), n = utf8_decode_back(line.ptr, line.ptr + at, &place->before);
    unsigned bytes = n > 1 ? decode_gbk_bytes(s->misreadings, place->before) : 0;
    place->low = bytes & 0xFF;
    if (bytes < 0x100 || place->low < 0x81 || place->low > 0xFE)
        return false;
    if (starts_with(rest_from(line, from), "("))
        from++;
    else if (starts_with(rest_from(line, from), "（"))
        from += 3;
    size_t len = 0;
    hp_span rest = rest_from(line, from);
    while (len < rest.len && len <= READING_MAX && rest.ptr[len] != ')' && !starts_with(rest_from(rest, len), "）"))
        len++;
    if (len == 0 || len == rest.len || len > READING_MAX)
        return false;
    place->resume = from + len + (rest.ptr[len] == ')' ? 1 : 3);
    return reading_parse_latin((hp_span){ rest.ptr, len }, place->letters, &place->letter_count);
}

/* True when the place's reading is one of `cp`.  A question mark is common, so there it must have its tone. */
static bool is_reading_of(const decode_splits *s, const struct place *place, uint32_t cp)
{
    reading_base base = { .count = 1 };
    reading_match match;
    base.cp[0] = cp;
    base.at[0] = place->line.ptr;
    reading_match_latin(s->readings, READING_PINYIN, place->letters, place->letter_count, &base, &match);
    return match.grade >= (place->is_mark ? READING_GRADE_TONELESS : READING_GRADE_TONED);
}

/* True where the page's decoder met a first byte without a second: a question mark, U+FFFD, or the line's end. */
static bool is_gone(hp_span rest)
{
    return rest.len == 0 || memchr("?\n\r", rest.ptr[0], 3) || starts_with(rest, "\uFFFD");
}

/* Adds a character to the attempt, and to *text unless that is NULL. */
static void add(const decode_splits *s, decode_weight *weight, unsigned unit, hp_buf *text)
{
    char utf8[4];
    decode_weigh(s->costs, weight, unit);
    if (unit >= 0x3040 && unit < 0x3130)
        weight->cost += OUT_OF_PLACE;
    if (text)
        hp_buf_append(text, (hp_span){ utf8, utf8_encode(unit, utf8) });
}

/* Reads the bytes behind the place again with `byte` in front, and appends what they are to *text (unless NULL).
 * Where a byte is gone for good the text is in step, too; U+FFFD stands for the character. */
static bool attempt(const decode_splits *s, const struct place *place, unsigned byte, struct attempt *result,
                    hp_buf *text)
{
    decode_weight weight = { 0 };
    unsigned waiting = byte;
    *result = (struct attempt){ .end = place->resume };
    decode_weigh(s->costs, &weight, decode_unit(place->before));
    for (size_t steps = 0; waiting && steps < STEPS_MAX; steps++) {
        uint32_t cp;
        hp_span rest = rest_from(place->line, result->end);
        size_t n = utf8_decode(rest, &cp);
        result->is_lost = steps > 0 && is_gone(rest);
        if (result->is_lost) {
            add(s, &weight, 0xFFFD, text);
            result->end += starts_with(rest, "?") ? 1 : starts_with(rest, "\uFFFD") ? 3 : 0;
            break;
        }
        unsigned bytes = n ? decode_gbk_bytes(s->misreadings, cp) : 0, second = bytes > 0xFF ? bytes >> 8 : bytes;
        unsigned unit = bytes ? decode_two_bytes(s->costs, DECODE_TABLE_GB, waiting, second) : 0;
        if (unit == 0)
            return false;
        add(s, &weight, unit, text);
        result->end += n;
        waiting = bytes > 0xFF ? bytes & 0xFF : 0;
        if (waiting && waiting < 0x80) { /* a low byte that is ASCII stands for itself: in step */
            add(s, &weight, waiting, text);
            waiting = 0;
        }
    }
    result->cost = weight.cost;
    return waiting == 0 || result->is_lost;
}

/* Adds what the text costs from where an attempt is in step to `end`, so that attempts of different lengths compare. */
static int64_t cost_to(const decode_splits *s, const struct place *place, const struct attempt *a, size_t end)
{
    return a->cost + decode_text_cost(s->costs, (hp_span){ place->line.ptr + a->end, end - a->end });
}

/* Finds the byte that was there; 0 when none will do. */
static unsigned find_byte(const decode_splits *s, const struct place *place, size_t *end)
{
    struct attempt tried[256];
    bool good[256] = { false };
    size_t furthest = 0;
    for (unsigned byte = 0x81; byte <= 0xFE; byte++) {
        unsigned split = decode_two_bytes(s->costs, DECODE_TABLE_GB, place->low, byte);
        good[byte] = split && is_reading_of(s, place, split) && attempt(s, place, byte, &tried[byte], NULL);
        if (good[byte] && tried[byte].end > furthest)
            furthest = tried[byte].end;
    }
    unsigned best = 0;
    int64_t least = INT64_MAX / 2, second = INT64_MAX / 2;
    for (unsigned byte = 0x81; byte <= 0xFE; byte++)
        if (good[byte]) {
            int64_t cost = cost_to(s, place, &tried[byte], furthest);
            second = cost < least ? least : cost < second ? cost : second;
            if (cost < least) {
                best = byte;
                least = cost;
            }
        }
    if (best == 0 || second - least < CLEAR)
        return 0;
    /* As it stands the text must be the more surprising. */
    if (decode_text_cost(s->costs, (hp_span){ place->line.ptr + place->at, furthest - place->at }) <= least)
        return 0;
    *end = tried[best].end;
    return best;
}

/* The offset of `what` from `at` on; line.len when it is not there.  At its own offset it is found at once. */
static size_t find_from(hp_span line, size_t at, const char *what)
{
    const char *found = memmem(line.ptr + at, line.len - at, what, strlen(what));
    return found ? (size_t)(found - line.ptr) : line.len;
}

static size_t join_line(const decode_splits *s, hp_span line, size_t offset, decode_edit *edit, void *self,
                        hp_buf *after)
{
    size_t lost = 0, mark = 0, question = 0;
    for (size_t at = 0;;) {
        struct place place;
        size_t end;
        question = find_from(line, question < at ? at : question, "?");
        mark = find_from(line, mark < at ? at : mark, "\uFFFD");
        at = mark < question ? mark : question;
        if (at == line.len)
            break;
        unsigned byte = look_at(s, line, at, &place) ? find_byte(s, &place, &end) : 0;
        if (byte == 0) {
            lost += place.letter_count > 0 && place.is_mark;
            at += line.ptr[at] == '?' ? 1 : 3;
            continue;
        }
        struct attempt result;
        after->len = 0;
        attempt(s, &place, byte, &result, after);
        lost += result.is_lost;
        edit(self, offset + at, (hp_span){ line.ptr + at, end - at }, (hp_span){ after->ptr, after->len }, "gbk-split");
        at = end;
    }
    return lost;
}

hp_status decode_join_splits(const decode_splits *splits, hp_span text, decode_edit *edit, void *self, size_t *lost,
                             hp_error *err)
{
    hp_buf after = { 0 };
    for (size_t at = 0; at < text.len && !after.failed;) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        size_t len = lf ? (size_t)(lf + 1 - text.ptr) - at : text.len - at;
        *lost += join_line(splits, (hp_span){ text.ptr + at, len }, at, edit, self, &after);
        at += len;
    }
    bool failed = after.failed;
    hp_buf_free(&after);
    return failed ? error_set_memory(err) : HP_OK;
}

/* new_words.c - see new_words.h.
 *
 * The text is kept as one array of codes, numbers for its Han characters, with 0 wherever a stretch of them ends:
 *
 *     text     吃 葡 萄 。 葡 萄        codes   1 2 3 0 2 3 0
 *     order    places sorted by the codes from there on, as far as a string and its right neighbour reach
 *     same     for each place in that order, how many codes it has in common with the one before it, up to a 0
 *
 * All occurrences of a string are then neighbours in the order, those of its longer forms among them, so that one walk
 * for each length sees every string with its count and what follows it.
 */
#include "terms/new_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

enum { LONGEST = NEW_WORDS_CHARS, DEPTH = LONGEST + 1, CODE_POINTS = 0x110000, MAX_CODES = 65535 };

struct new_words {
    uint16_t *code_of; /* of each code point, 0 where it has not come up */
    uint32_t *cp_of;   /* of each code; MAX_CODES + 1 of them */
    uint32_t codes;    /* codes given out, from 1 */
    uint16_t *text;
    size_t length, room; /* of text */
    uint64_t size;       /* of the codes in it that are not 0 */

    uint32_t *order; /* `size` places */
    uint8_t *same;
    uint32_t *first; /* where each code's places begin in the order; codes + 2 of them */
    uint32_t *tally; /* for each code, its number as a neighbour; all 0 between uses */
    bool is_sorted;

    new_word *found;
    size_t count, found_room;
    hp_buf strings; /* the found strings' bytes; until the end `text.ptr` is an offset into it */
};

new_words *new_words_new(void)
{
    new_words *w = memory_zeroed(1, sizeof *w);
    if (!w)
        return NULL;
    w->code_of = memory_zeroed(CODE_POINTS, sizeof *w->code_of);
    w->cp_of = memory_zeroed(MAX_CODES + 1, sizeof *w->cp_of);
    if (w->code_of && w->cp_of)
        return w;
    new_words_free(w);
    return NULL;
}

void new_words_free(new_words *w)
{
    if (!w)
        return;
    memory_free(w->code_of);
    memory_free(w->cp_of);
    memory_free(w->text);
    memory_free(w->order);
    memory_free(w->same);
    memory_free(w->first);
    memory_free(w->tally);
    memory_free(w->found);
    hp_buf_free(&w->strings);
    memory_free(w);
}

uint64_t new_words_size(const new_words *w)
{
    return w->size;
}

/* Unified and compatibility ideographs of all planes, and 々 and 〇, which stand in words with them. */
static bool is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x3FFFD) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || cp == U'々' || cp == U'〇';
}

/* Makes room for `more` codes. */
static bool reserve_codes(new_words *w, size_t more)
{
    if (more <= w->room - w->length)
        return true;
    size_t room = 2 * (w->length + more) + 4096;
    uint16_t *text = memory_resize_array(w->text, room, sizeof *text);
    if (!text)
        return false;
    w->text = text;
    w->room = room;
    return true;
}

static void put_end(new_words *w)
{
    if (w->length > 0 && w->text[w->length - 1] != 0)
        w->text[w->length++] = 0;
}

hp_status new_words_add(new_words *w, hp_span text, hp_error *err)
{
    if (w->is_sorted)
        return error_set(err, HP_MISUSE, 0, "new_words_add: after new_words_find");
    if (!reserve_codes(w, text.len + 1))
        return error_set_memory(err);
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = 0;
        size_t n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp);
        at += n ? n : 1;
        if (n == 0 || !is_han(cp)) {
            put_end(w);
            continue;
        }
        if (!w->code_of[cp]) {
            if (w->codes == MAX_CODES)
                return error_set(err, HP_LIMIT, at, "more than %d different characters", MAX_CODES);
            w->code_of[cp] = (uint16_t)++w->codes;
            w->cp_of[w->codes] = cp;
        }
        w->text[w->length++] = w->code_of[cp];
        w->size++;
    }
    put_end(w);
    if (w->length >= UINT32_MAX - DEPTH)
        return error_set(err, HP_LIMIT, 0, "more than 2^32 Han characters");
    return HP_OK;
}

/* Sorts the places by the code `depth` after each, those with equal codes staying as they were. */
static void sort_by(const new_words *w, const uint32_t *from, uint32_t *to, size_t depth)
{
    uint32_t *start = w->first;
    memset(start, 0, ((size_t)w->codes + 2) * sizeof *start);
    for (size_t i = 0; i < w->size; i++)
        start[w->text[from[i] + depth] + 1]++;
    for (uint32_t c = 1; c <= w->codes; c++)
        start[c] += start[c - 1];
    for (size_t i = 0; i < w->size; i++)
        to[start[w->text[from[i] + depth]]++] = from[i];
}

/* The number of codes that the places have in common, up to a 0. */
static uint8_t count_same(const new_words *w, uint32_t a, uint32_t b)
{
    uint8_t n = 0;
    while (n < DEPTH && w->text[a + n] == w->text[b + n] && w->text[a + n] != 0)
        n++;
    return n;
}

/* Fills order, same and first. */
static hp_status sort(new_words *w, hp_error *err)
{
    uint32_t *other = memory_zeroed(w->size + 1, sizeof *other);
    w->order = memory_zeroed(w->size + 1, sizeof *w->order);
    w->same = memory_zeroed(w->size + 1, sizeof *w->same);
    w->first = memory_zeroed((size_t)w->codes + 2, sizeof *w->first);
    w->tally = memory_zeroed((size_t)w->codes + 1, sizeof *w->tally);
    bool good = other && w->order && w->same && w->first && w->tally && reserve_codes(w, DEPTH);
    if (good) {
        size_t count = 0;
        memset(w->text + w->length, 0, DEPTH * sizeof *w->text); /* the last places look beyond the end */
        for (size_t i = 0; i < w->length; i++)
            if (w->text[i] != 0)
                w->order[count++] = (uint32_t)i;
        for (size_t depth = DEPTH; depth-- > 0;) {
            sort_by(w, w->order, other, depth);
            uint32_t *sorted = other;
            other = w->order;
            w->order = sorted;
        }
        /* The last round left in first[c] where the places of c end: those of c begin where those of c - 1 end. */
        memmove(w->first + 1, w->first, ((size_t)w->codes + 1) * sizeof *w->first);
        w->first[0] = 0;
        for (size_t i = 1; i < w->size; i++)
            w->same[i] = count_same(w, w->order[i - 1], w->order[i]);
    }
    memory_free(other);
    w->is_sorted = good;
    return good ? HP_OK : error_set_memory(err);
}

/* Compares the `length` codes of the string at `string` with those from `place` on. */
static int compare(const new_words *w, const uint16_t *string, size_t length, uint32_t place)
{
    for (size_t i = 0; i < length; i++)
        if (string[i] != w->text[place + i])
            return string[i] < w->text[place + i] ? -1 : 1;
    return 0;
}

/* The first place in the order, from `low` to `high`, whose codes are not below the string's, or are above them. */
static size_t bound(const new_words *w, const uint16_t *string, size_t length, size_t low, size_t high, bool above)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = compare(w, string, length, w->order[middle]);
        if (c > 0 || (above && c == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How often the string occurs. */
static double frequency(const new_words *w, const uint16_t *string, size_t length)
{
    size_t low = w->first[string[0]], high = w->first[string[0] + 1];
    if (length > 1) {
        low = bound(w, string, length, low, high, false);
        high = bound(w, string, length, low, high, true);
    }
    return (double)(high - low);
}

/* The least of log2 p(string) / (p(head) p(tail)). */
static double find_cohesion(const new_words *w, const uint16_t *string, size_t length, double count)
{
    double most = 0;
    for (size_t head = 1; head < length; head++) {
        double product = frequency(w, string, head) * frequency(w, string + head, length - head);
        most = product > most ? product : most;
    }
    return log2(count * (double)w->size / most);
}

/* The entropy of the codes `offset` away from the places order[from] to order[to]; each 0 is unlike all others. */
static double entropy(new_words *w, size_t from, size_t to, ptrdiff_t offset)
{
    double total = (double)(to - from), sum = 0;
    for (size_t i = from; i < to; i++) {
        ptrdiff_t at = (ptrdiff_t)w->order[i] + offset;
        w->tally[at < 0 ? 0 : w->text[at]]++;
    }
    for (size_t i = from; i < to; i++) {
        ptrdiff_t at = (ptrdiff_t)w->order[i] + offset;
        uint16_t code = at < 0 ? 0 : w->text[at];
        double n = w->tally[code];
        if (code != 0 && n > 0)
            sum += n * log2(n);
        w->tally[code] = 0;
    }
    return log2(total) - sum / total;
}

/* Adds the string, if it is word enough: order[from] to order[to] are its places. */
static bool consider(new_words *w, const new_words_limits *limits, size_t from, size_t to, size_t length)
{
    const uint16_t *string = w->text + w->order[from];
    new_word word = { .count = to - from };
    word.right = entropy(w, from, to, (ptrdiff_t)length);
    if (word.right < limits->entropy)
        return true;
    word.left = entropy(w, from, to, -1);
    if (word.left < limits->entropy)
        return true;
    word.cohesion = find_cohesion(w, string, length, (double)word.count);
    if (word.cohesion < limits->cohesion)
        return true;
    double less = word.left < word.right ? word.left : word.right;
    word.score = word.cohesion / (double)(length - 1) * less;
    if (w->count == w->found_room) {
        size_t room = 2 * w->found_room + 1024;
        new_word *found = memory_resize_array(w->found, room, sizeof *found);
        if (!found)
            return false;
        w->found = found;
        w->found_room = room;
    }
    word.text.ptr = (const char *)w->strings.len;
    for (size_t i = 0; i < length; i++) {
        char bytes[4];
        size_t n = utf8_encode(w->cp_of[string[i]], bytes);
        hp_buf_append(&w->strings, (hp_span){ bytes, n });
        word.text.len += n;
    }
    w->found[w->count++] = word;
    return !w->strings.failed;
}

/* Looks at all strings of one length. */
static bool walk(new_words *w, const new_words_limits *limits, size_t length)
{
    for (size_t from = 0, to; from < w->size; from = to) {
        for (to = from + 1; to < w->size && w->same[to] >= length;)
            to++;
        bool whole = true;
        for (size_t i = 0; i < length; i++)
            whole = whole && w->text[w->order[from] + i] != 0;
        if (whole && to - from >= limits->count && !consider(w, limits, from, to, length))
            return false;
    }
    return true;
}

static int by_score(const void *a, const void *b)
{
    const new_word *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    size_t shorter = x->text.len < y->text.len ? x->text.len : y->text.len;
    int c = memcmp(x->text.ptr, y->text.ptr, shorter);
    return c ? c : (x->text.len > y->text.len) - (x->text.len < y->text.len);
}

hp_status new_words_find(new_words *w, const new_words_limits *limits, const new_word **found, size_t *count,
                         hp_error *err)
{
    *found = NULL;
    *count = 0;
    if (w->is_sorted)
        return error_set(err, HP_MISUSE, 0, "new_words_find: called twice");
    hp_status st = sort(w, err);
    for (size_t length = 2; st == HP_OK && length <= LONGEST; length++)
        if (!walk(w, limits, length))
            st = error_set_memory(err);
    if (st != HP_OK)
        return st;
    for (size_t i = 0; i < w->count; i++)
        w->found[i].text.ptr = w->strings.ptr + (size_t)w->found[i].text.ptr;
    if (w->count > 0)
        qsort(w->found, w->count, sizeof *w->found, by_score);
    *found = w->found;
    *count = w->count;
    return HP_OK;
}

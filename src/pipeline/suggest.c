/* suggest.c - see suggest.h.
 *
 * Near is a word of at most two changes, of a letter put in, left out, taken for another, or exchanged with the next
 * (optimal string alignment), and of no more changes than a third of its letters.
 */
#include "pipeline/suggest.h"

#include <string.h>

#include "text/bytes.h"

enum { LONGEST = 32, FAR = 3 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The number of changes from `a` to `b`; FAR for long words. */
static size_t count_changes(hp_span a, hp_span b)
{
    size_t rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *now = rows[2];
    if (a.len > LONGEST || b.len > LONGEST)
        return FAR;
    for (size_t k = 0; k <= b.len; k++)
        last[k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            now[k] = least(least(last[k], now[k - 1]) + 1, last[k - 1] + (a.ptr[i - 1] != b.ptr[k - 1]));
            if (i > 1 && k > 1 && a.ptr[i - 1] == b.ptr[k - 2] && a.ptr[i - 2] == b.ptr[k - 1])
                now[k] = least(now[k], before[k - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b.len];
}

void suggest_offer(suggestion *s, const char *word)
{
    hp_span given = { s->given, strcspn(s->given, "=") }, offered = span_of_string(word);
    size_t changes = count_changes(given, offered);
    if (changes < FAR && 3 * changes <= offered.len && (!s->best || changes < s->distance)) {
        s->best = word;
        s->distance = changes;
    }
}

void suggest_offer_options(suggestion *s, const filter_option *options)
{
    for (const filter_option *o = options; o && o->name; o++)
        suggest_offer(s, o->name);
}

const char *suggest_habit(const filter_habit *habits, const char *given)
{
    for (; habits && habits->option; habits++) {
        size_t n = strlen(habits->option);
        bool is_letter = habits->option[1] != '-'; /* "-i" also as "-iFILE" */
        if (strncmp(given, habits->option, n) == 0 && (is_letter || given[n] == '\0' || given[n] == '='))
            return habits->meaning;
    }
    return NULL;
}

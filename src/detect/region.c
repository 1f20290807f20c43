/* region.c - see region.h. */
#include "detect/region.h"

#include <math.h>

/* In nats, what the script says in advance. */
static const double of_hans[DETECT_REGIONS] = { 4, 0, 0 }, of_hant[DETECT_REGIONS] = { -2.5, 0.5, 0 };

static void add_row(const detect_words *words, size_t row, uint32_t times, double nats[DETECT_REGIONS])
{
    double weight = times ? 0.1 * (1 + log(times)) : 0;
    for (unsigned place = 0; times && place < DETECT_REGIONS; place++)
        nats[place] += weight * detect_row_weight(words, row, place);
}

void detect_judge_region(const detect_tables *tables, const census *c, detect_script script, detect_region *r)
{
    const detect_words *words = &tables->words;
    const double *start = script == DETECT_HANS ? of_hans : of_hant;
    *r = (detect_region){ .region = DETECT_REGIONS };
    if (script == DETECT_NONE || script == DETECT_JPAN || script == DETECT_KORE)
        return;
    for (size_t i = 0; i < c->words.met_count; i++)
        add_row(words, c->words.met[i], c->words.times[c->words.met[i]], r->nats);
    for (size_t i = 0; i < words->single_count; i++)
        add_row(words, words->singles[i], census_of(c, detect_row_character(words, words->singles[i], 0)), r->nats);
    double most = -1000, all = 0;
    for (unsigned place = 0; place < DETECT_REGIONS; place++) {
        double nats = r->nats[place] + start[place];
        r->region = nats > most ? place : r->region;
        most = nats > most ? nats : most;
    }
    for (unsigned place = 0; place < DETECT_REGIONS; place++)
        all += exp((r->nats[place] + start[place] - most) / 2); /* words of one subject come together */
    r->confidence = 1 / all;
}

const char *detect_region_name(unsigned region)
{
    static const char *const names[] = { "cn", "tw", "hk", "none" };
    return names[region <= DETECT_REGIONS ? region : DETECT_REGIONS];
}

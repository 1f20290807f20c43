/* reading.c - ICU's transliteration, by the filter norm, and the readings of the words that were asked for last.
 *
 *     国家 → guo jia → guojia
 *
 * ICU takes some 10 µs a word, and texts have the same few thousand words again and again.  So each word has a place by
 * its hash where its reading is kept, until another word of the same place comes.
 */
#include "bindings/search/reading.h"
#include "bindings/search/characters.h"
#include <stdlib.h>
#include <string.h>

enum {
    PLACES = 4096,  /* a power of 2 */
    MOST_WORD = 15, /* bytes of a word that is kept: five Han characters */
    MOST_READING = 31
};

typedef struct place {
    uint8_t word_len, reading_len; /* word_len 0: nothing is kept here */
    char word[MOST_WORD];
    char reading[MOST_READING];
} place;

struct word_reading {
    hp_worker *worker;
    hp_buf spaced, squeezed;
    place places[PLACES];
};

hp_status word_reading_open(word_reading **out, hp_error *err)
{
    hp_pipeline *pipeline = NULL;
    word_reading *r = calloc(1, sizeof *r);
    *out = NULL;
    if (!r)
        return HP_NO_MEMORY;
    hp_status st = hp_pipeline_open(&pipeline, "norm --form=nfc --transform='::Han-Latin; ::Latin-ASCII; ::Lower;'",
                                    NULL, err);
    if (st == HP_OK)
        st = hp_worker_open(&r->worker, pipeline, err);
    hp_pipeline_free(pipeline);
    if (st == HP_OK)
        *out = r;
    else
        word_reading_free(r);
    return st;
}

void word_reading_free(word_reading *r)
{
    if (!r)
        return;
    hp_worker_free(r->worker);
    hp_buf_free(&r->spaced);
    hp_buf_free(&r->squeezed);
    free(r);
}

/* FNV-1a. */
static place *place_of(word_reading *r, hp_span word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (uint8_t)word.ptr[i]) * 16777619u;
    return &r->places[(hash ^ hash >> 16) % PLACES];
}

static hp_status make(word_reading *r, hp_span word, hp_error *err)
{
    r->spaced.len = r->squeezed.len = 0;
    hp_status st = hp_run(r->worker, word, hp_write_to_buf, &r->spaced, err);
    if (st == HP_OK)
        index_squeeze(&r->squeezed, (hp_span){ r->spaced.ptr, r->spaced.len });
    return st == HP_OK && r->squeezed.failed ? HP_NO_MEMORY : st;
}

hp_status word_reading_get(word_reading *r, hp_span word, hp_span *out, hp_error *err)
{
    *out = (hp_span){ NULL, 0 };
    if (word.len == 0 || (uint8_t)word.ptr[0] < 0xE3) /* no Han character is before U+3000 */
        return HP_OK;
    place *here = place_of(r, word);
    if (here->word_len == word.len && memcmp(here->word, word.ptr, word.len) == 0) {
        *out = (hp_span){ here->reading, here->reading_len };
        return HP_OK;
    }
    hp_status st = make(r, word, err);
    if (st != HP_OK)
        return st;
    *out = (hp_span){ r->squeezed.ptr, r->squeezed.len };
    if (word.len <= MOST_WORD && out->len <= MOST_READING) {
        here->word_len = (uint8_t)word.len;
        here->reading_len = (uint8_t)out->len;
        memcpy(here->word, word.ptr, word.len);
        if (out->len > 0)
            memcpy(here->reading, out->ptr, out->len);
    }
    return HP_OK;
}

/* token_cache.c - each key has a place by its hash, where its tokens are kept until another of that place comes.
 *
 *     place 1234     the tokens 图书, 馆; then their texts, then the key, which holds 圖書館 and its words
 *
 * To cut a term takes some 50 µs, and texts have the same few thousand again and again.
 */
#include "bindings/postgresql/token_cache.h"
#include <common/hashfn.h>
#include <utils/memutils.h>

enum {
    PLACES = 4096,  /* a power of 2 */
    MOST_KEY = 256, /* bytes of a key that is kept */
    MOST_BYTES = 2048
};

typedef struct place {
    hp_span key; /* empty: nothing is kept here */
    session_token *tokens;
    size_t count;
} place;

static place places[PLACES];
static MemoryContext memory; /* of all that is kept */

static place *place_of(hp_span key)
{
    return &places[hash_bytes((const unsigned char *)key.ptr, (int)key.len) % PLACES];
}

const session_token *token_cache_find(hp_span key, size_t *count)
{
    if (key.len == 0 || key.len > MOST_KEY)
        return NULL;
    const place *here = place_of(key);
    if (here->key.len != key.len || memcmp(here->key.ptr, key.ptr, key.len) != 0)
        return NULL;
    *count = here->count;
    return here->tokens;
}

/* Puts tokens, texts and key into `block`. */
static void fill(place *here, char *block, hp_span key, const session_token *tokens)
{
    char *to = block + here->count * sizeof *tokens;
    here->tokens = (session_token *)(void *)block;
    for (size_t i = 0; i < here->count; i++) {
        here->tokens[i] = tokens[i];
        here->tokens[i].text = memcpy(to, tokens[i].text, tokens[i].text_len + 1);
        to += tokens[i].text_len + 1;
    }
    here->key = (hp_span){ memcpy(to, key.ptr, key.len), key.len };
}

void token_cache_keep(hp_span key, const session_token *tokens, size_t count)
{
    size_t bytes = key.len + count * sizeof *tokens;
    for (size_t i = 0; i < count; i++)
        bytes += tokens[i].text_len + 1;
    if (key.len == 0 || key.len > MOST_KEY || bytes > MOST_BYTES)
        return;
    if (!memory)
        memory = AllocSetContextCreate(TopMemoryContext, "hanpipe", ALLOCSET_DEFAULT_SIZES);
    place *here = place_of(key);
    char *block = MemoryContextAllocExtended(memory, bytes, MCXT_ALLOC_NO_OOM);
    if (!block)
        return;
    if (here->key.len > 0)
        pfree(here->tokens);
    here->count = count;
    fill(here, block, key, tokens);
}

void token_cache_clear(void)
{
    memset(places, 0, sizeof places);
    if (memory)
        MemoryContextReset(memory);
}

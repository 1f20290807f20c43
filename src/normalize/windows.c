/* windows.c - see windows.h.
 *
 * A window starts two characters before that which the first piece goes on over, and ends where two characters stand
 * that stay as they are.  Far from the next piece it ends at once; where pieces are close together it goes on until it
 * is long enough.
 */
#include "normalize/windows.h"

#include "normalize/rules/forms.h"
#include "normalize/work.h"
#include "text/utf8.h"

/* Bytes of a window from which on it ends at the next place; characters that stay as they are, after which it ends
 * before. */
enum { LONG = 4096, FAR = 8 };

bool norm_has_windows(const norm_engine *engine)
{
    const norm_options *options = &engine->options;
    return options->rules == NORM_RULE(NORM_RULE_NFC) && options->han_latin == NORM_HAN_LATIN_KEEP &&
           !engine->transform;
}

bool norm_takes_many_lines(const norm_engine *engine)
{
    return norm_has_windows(engine) && engine->options.form != NORM_FORM_C;
}

/* Decodes the character at `at`; its length. */
static inline size_t decode(hp_span run, size_t at, uint32_t *cp)
{
    size_t n = utf8_decode((hp_span){ run.ptr + at, run.len - at }, cp);
    if (n > 0)
        return n;
    *cp = 0; /* only in text that is not valid */
    return 1;
}

/* The place two characters before `at`, but no further back than `from`. */
static size_t two_before(hp_span run, size_t at, size_t from)
{
    uint32_t cp;
    for (unsigned i = 0; i < 2; i++)
        at -= utf8_decode_back(run.ptr + from, run.ptr + at, &cp);
    return at;
}

/* Where the window ends that starts at `start`, with a piece at `at`. */
static size_t find_end(const norm_engine *engine, hp_span run, size_t start, size_t at)
{
    size_t stay = 0, end = at; /* characters that stay, and where the first of them stands */
    while (at < run.len && stay < FAR && !(stay > 1 && at - start >= LONG)) {
        uint32_t cp;
        size_t n = decode(run, at, &cp);
        bool goes_on = norm_form_goes_on(&engine->characters, engine->options.form, cp);
        end = stay == 0 ? at : end;
        stay = goes_on ? 0 : stay + 1;
        at += n;
    }
    return at < run.len ? end : run.len;
}

hp_span norm_window(const norm_engine *engine, hp_span run, size_t from, size_t at)
{
    size_t start = two_before(run, at, from);
    return (hp_span){ run.ptr + start, find_end(engine, run, start, at) - start };
}

size_t norm_window_cut(const norm_engine *engine, hp_span text)
{
    enum { APART = 2, MOST = 4096 };
    size_t stay = 0, at = text.len, cut = 0; /* characters that stay, from `at` on, and where they are cut */
    while (at > 0 && stay < 2 * APART && text.len - at < MOST) {
        uint32_t cp = 0;
        at -= utf8_decode_back(text.ptr, text.ptr + at, &cp);
        stay = norm_form_goes_on(&engine->characters, engine->options.form, cp) ? 0 : stay + 1;
        cut = stay == APART ? at : cut;
    }
    return stay == 2 * APART ? cut : 0;
}

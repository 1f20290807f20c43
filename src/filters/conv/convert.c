/* convert.c - text through the links of a conversion, one after the other.
 *
 * Worked: -c t2s,s2twp gives 軟件 → 软件 → 軟體.
 */

#include "filters/conv/conv.h"
#include "text/error.h"
#include "text/memory.h"

/* Converts `text` by one link. */
static hp_status convert_link(const conv_link *link, conv_filter_scratch *scratch, hp_span text, hp_buf *out,
                              hp_error *err)
{
    if (link->engine == CONV_ENGINE_BEST)
        conv_best_path_convert(&link->best, &scratch->best, text, out);
    else if (link->engine == CONV_ENGINE_EXACT)
        conv_exact_convert(&link->chain, &scratch->best.chain, text, out);
    else
        return conv_opencc_convert(link->opencc, text, out, err);
    return out->failed ? error_set_memory(err) : HP_OK;
}

hp_status conv_convert(const conv_filter *self, conv_filter_scratch *scratch, hp_span text, hp_buf *out, hp_error *err)
{
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < self->count; i++) {
        hp_buf *to = i + 1 == self->count ? out : &scratch->made[i & 1];
        if (to != out)
            to->len = 0;
        st = convert_link(&self->links[i], scratch, text, to, err);
        text = (hp_span){ to->ptr, to->len };
    }
    return st;
}

void conv_clear_scratch(conv_filter_scratch *s)
{
    conv_best_path_work_free(&s->best);
    hp_buf_free(&s->made[0]);
    hp_buf_free(&s->made[1]);
    hp_buf_free(&s->result);
    hp_buf_free(&s->chosen);
    hp_buf_free(&s->heard);
    hp_buf_free(&s->bare);
    memory_free(s->hints);
    conv_close_matches(s);
}

void conv_free_scratch(void *scratch)
{
    if (scratch)
        conv_clear_scratch(scratch);
    memory_free(scratch);
}

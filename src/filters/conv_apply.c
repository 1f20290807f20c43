/* hp_conv_apply.c - converts one run: what users fix is left or put in place, what is between goes through
 * the links.
 *
 * Worked, --keep with 里约 in it, s2t: 里约发现 → 里约 kept, 发现 → 發現.
 */
#include <string.h>

#include "filters/conv.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/utf8.h"

/* Converts `text` by one link. */
static hp_status convert_link(const hp_conv_link *link, hp_conv_scratch *scratch, hp_span text, hp_buf *out,
                              hp_error *err)
{
    if (link->engine == HP_CONV_BEST)
        hp_best_convert(&link->best, &scratch->best, text, out);
    else if (link->engine == HP_CONV_EXACT)
        hp_chain_convert(&link->chain, &scratch->best.chain, text, out);
    else
        return hp_conv_opencc_convert(link->opencc, text, out, err);
    return out->failed ? hp_fail_memory(err) : HP_OK;
}

hp_status hp_conv_convert(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_buf *out,
                          hp_error *err)
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

/* One run in hand. */
struct job {
    const hp_conv_self *self;
    hp_conv_scratch *scratch;
    const hp_place *place;
    hp_span run;
    hp_out *out;
    hp_error *err;
};

/* Converts `text`, in which nothing is fixed. */
static hp_status convert_piece(const struct job *job, hp_span text)
{
    const hp_conv_self *self = job->self;
    hp_conv_scratch *scratch = job->scratch;
    hp_status st = HP_OK;
    if (text.len == 0)
        return HP_OK;
    if (self->report && job->out->report)
        st = hp_conv_report(self, scratch, job->place, (size_t)(text.ptr - job->run.ptr), text, job->out,
                            job->err);
    if (st == HP_OK && !self->inspect && !hp_out_counts_edits(job->out)) {
        size_t from = job->out->buf->len;
        st = hp_conv_convert(self, scratch, text, job->out->buf, job->err);
        if (st == HP_OK)
            hp_out_wrote(job->out, text, from);
        return st;
    }
    scratch->result.len = 0;
    if (st == HP_OK && self->inspect)
        st = hp_conv_inspect(self, scratch, text, &scratch->result, job->err);
    else if (st == HP_OK)
        st = hp_conv_convert(self, scratch, text, &scratch->result, job->err);
    hp_span made = { scratch->result.ptr, scratch->result.len };
    if (st == HP_OK && self->inspect)
        hp_out_edit(job->out, text, made, "inspect");
    else if (st == HP_OK)
        hp_out_diff(job->out, text, made, "script");
    return st;
}

/* Converts a text without hints. */
static hp_status convert_text(const struct job *job, hp_span text)
{
    const hp_conv_fixed *fixed = &job->self->fixed;
    if (!fixed->has_words && fixed->regex_count == 0)
        return convert_piece(job, text);
    hp_status st = HP_OK;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        hp_conv_stretch found;
        st = hp_conv_find_fixed(fixed, job->scratch, text, from, &found, job->err);
        if (st == HP_OK)
            st = convert_piece(job, (hp_span){ text.ptr + from, found.offset - from });
        if (st != HP_OK || found.length == 0)
            break;
        hp_span before = { text.ptr + found.offset, found.length };
        if (found.keep)
            hp_out_keep(job->out, before);
        else
            hp_out_edit(job->out, before, found.value, "dict");
        from = found.offset + found.length;
    }
    return st;
}

hp_status hp_conv_convert_fixed(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_buf *out,
                                hp_error *err)
{
    hp_status st = HP_OK;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        hp_conv_stretch found;
        st = hp_conv_find_fixed(&self->fixed, scratch, text, from, &found, err);
        if (st == HP_OK && found.offset > from)
            st = hp_conv_convert(self, scratch, (hp_span){ text.ptr + from, found.offset - from }, out, err);
        if (st != HP_OK || found.length == 0)
            break;
        hp_buf_append(out, found.keep ? (hp_span){ text.ptr + found.offset, found.length } : found.value);
        from = found.offset + found.length;
    }
    return st;
}

hp_status hp_conv_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                        hp_error *err)
{
    const struct job job = { self, scratch, place, run, out, err };
    hp_status st = HP_OK;
    if (out->plain)
        return convert_text(&job, run);
    if (job.self->hints && hp_hint_find(run) < run.len)
        return hp_conv_apply_hints(self, scratch, run, out, err);
    while (st == HP_OK && run.len > 0) {
        hp_span text = { NULL, 0 }, hint = { NULL, 0 };
        hp_take(&run, hp_hint_find(run), &text);
        st = convert_text(&job, text);
        hp_take(&run, hp_hint_length(run), &hint);
        hp_out_keep(out, hint);
    }
    return st;
}

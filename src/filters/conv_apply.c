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

/* Converts `text`, in which nothing is fixed. */
static hp_status convert_piece(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_out *out,
                               hp_error *err)
{
    if (text.len == 0)
        return HP_OK;
    if (self->inspect) {
        scratch->result.len = 0;
        hp_status shown = hp_conv_inspect(self, scratch, text, &scratch->result, err);
        if (shown == HP_OK)
            hp_out_edit(out, text, (hp_span){ scratch->result.ptr, scratch->result.len }, "inspect");
        return shown;
    }
    if (!hp_out_records(out)) {
        size_t from = out->buf->len;
        hp_status st = hp_conv_convert(self, scratch, text, out->buf, err);
        if (st == HP_OK)
            hp_out_wrote(out, text, from);
        return st;
    }
    scratch->result.len = 0;
    hp_status st = hp_conv_convert(self, scratch, text, &scratch->result, err);
    if (st == HP_OK)
        hp_out_diff(out, text, (hp_span){ scratch->result.ptr, scratch->result.len }, "script");
    return st;
}

/* Converts a text without hints. */
static hp_status convert_text(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_out *out,
                              hp_error *err)
{
    if (!self->fixed.has_words && self->fixed.regex_count == 0)
        return convert_piece(self, scratch, text, out, err);
    hp_status st = HP_OK;
    for (size_t from = 0; st == HP_OK && from < text.len;) {
        hp_conv_stretch fixed;
        st = hp_conv_find_fixed(&self->fixed, scratch, text, from, &fixed, err);
        if (st == HP_OK)
            st = convert_piece(self, scratch, (hp_span){ text.ptr + from, fixed.offset - from }, out, err);
        if (st != HP_OK || fixed.length == 0)
            break;
        hp_span before = { text.ptr + fixed.offset, fixed.length };
        if (fixed.keep)
            hp_out_keep(out, before);
        else
            hp_out_edit(out, before, fixed.value, "dict");
        from = fixed.offset + fixed.length;
    }
    return st;
}

hp_status hp_conv_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                        hp_error *err)
{
    const hp_conv_self *conv = self;
    hp_status st = HP_OK;
    if (conv->report && out->report && !conv->hints) {
        hp_status told = hp_conv_report(conv, scratch, place, run, out, err);
        if (told != HP_OK)
            return told;
    }
    if (out->plain)
        return convert_text(conv, scratch, run, out, err);
    if (conv->hints && hp_hint_find(run) < run.len)
        return hp_conv_apply_hints(conv, scratch, run, out, err);
    while (st == HP_OK && run.len > 0) {
        hp_span text, hint;
        hp_take(&run, hp_hint_find(run), &text);
        st = convert_text(conv, scratch, text, out, err);
        hp_take(&run, hp_hint_length(run), &hint);
        hp_out_keep(out, hint);
    }
    return st;
}

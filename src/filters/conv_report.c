/* conv_report.c - what a conversion chose: --ambiguous lists characters, --inspect shows pieces.
 *
 * A row of the list is file, line, byte offset in the line, character, choices, chosen form, and margin: how
 * many nats likelier the chosen way is than the best one with another form; "-" where no word speaks for
 * another.  Choices are the dictionary's, in OpenCC's standard forms.  Worked, s2tw: -, 1, 3, 发, "發 髮",
 * 髮, 7.31.
 *
 * A piece is shown as SOURCE/OUTPUT and what decided: 国/國 制定/制定(word).
 */
#include <string.h>

#include "filters/conv.h"
#include "lib/bytes.h"
#include "lib/error.h"
#include "lib/utf8.h"

/* What the listeners need. */
struct listening {
    const hp_conv_self *self;
    const hp_place *place;
    size_t offset; /* of the text in the run */
    hp_out *out;
    hp_buf *shown;
};

/* The choices of a character, as the dictionary lists them; empty when there is one only. */
static hp_span choices_of(const hp_conv_self *self, hp_span character)
{
    return hp_table_match(&self->choices, character).value;
}

static void note(void *context, const hp_choice *choice)
{
    struct listening *l = context;
    hp_buf *row = l->out->report;
    hp_span choices = choices_of(l->self, choice->character);
    if (choices.len == 0 && choice->other.len == 0)
        return;
    const char *file = l->place->file ? l->place->file : "-";
    hp_buf_format(row, "%s\t%llu\t%llu\t%.*s\t", file, (unsigned long long)l->place->line,
                  (unsigned long long)(l->place->offset + l->offset + choice->offset), (int)choice->character.len,
                  choice->character.ptr);
    if (choices.len > 0)
        hp_buf_append(row, choices);
    else
        hp_buf_format(row, "%.*s %.*s", (int)choice->chosen.len, choice->chosen.ptr, (int)choice->other.len,
                      choice->other.ptr);
    hp_buf_format(row, "\t%.*s\t", (int)choice->chosen.len, choice->chosen.ptr);
    if (choice->other.len > 0)
        hp_buf_format(row, "%u.%02u\n", choice->margin / 64, choice->margin % 64 * 100 / 64);
    else
        hp_buf_format(row, "-\n");
}

hp_status hp_conv_report(const hp_conv_self *self, hp_conv_scratch *scratch, const hp_place *place,
                         size_t offset, hp_span text, hp_out *out, hp_error *err)
{
    struct listening l = { .self = self, .place = place, .offset = offset, .out = out };
    scratch->plain.len = 0;
    scratch->best.note = note;
    scratch->best.context = &l;
    hp_best_convert(&self->links[0].best, &scratch->best, text, &scratch->plain);
    scratch->best.note = NULL;
    return scratch->plain.failed || out->report->failed ? hp_fail_memory(err) : HP_OK;
}

static void show(void *context, hp_span piece, hp_span output, const char *rule)
{
    struct listening *l = context;
    if (l->shown->len > 0)
        hp_buf_append(l->shown, hp_str(" "));
    hp_buf_append(l->shown, piece);
    hp_buf_append(l->shown, hp_str("/"));
    hp_buf_append(l->shown, output);
    if (strcmp(rule, "characters") != 0)
        hp_buf_format(l->shown, "(%s)", rule);
}

/* Shows the segments of the exact engine: each is converted by itself, as OpenCC does it. */
static void inspect_exact(const hp_chain *chain, hp_conv_scratch *scratch, hp_span text, struct listening *l)
{
    const char *end = text.ptr + text.len, *loose = text.ptr;
    for (const char *at = text.ptr; at < end;) {
        hp_span rest = { at, (size_t)(end - at) };
        hp_match match = hp_table_match(&chain->front, rest);
        size_t n = hp_lead_length((unsigned char)*at);
        if (match.chars > 1)
            n = match.length;
        bool last = at + n == end;
        hp_span pieces[2] = { { loose, (size_t)(at - loose) }, { at, n } };
        if (match.chars <= 1)
            pieces[0].len += n;
        for (size_t i = 0; i < 2 && (match.chars > 1 || last); i++) {
            if (pieces[i].len == 0 || (i == 1 && match.chars <= 1))
                continue;
            scratch->plain.len = 0;
            hp_chain_convert(chain, &scratch->best.chain, pieces[i], &scratch->plain);
            show(l, pieces[i], (hp_span){ scratch->plain.ptr, scratch->plain.len },
                 i ? "segment" : "characters");
        }
        at += n;
        loose = match.chars > 1 ? at : loose;
    }
}

hp_status hp_conv_inspect(const hp_conv_self *self, hp_conv_scratch *scratch, hp_span text, hp_buf *shown,
                          hp_error *err)
{
    struct listening l = { .self = self, .shown = shown };
    const hp_conv_link *link = &self->links[0];
    if (link->engine == HP_CONV_BEST) {
        scratch->plain.len = 0;
        scratch->best.trace = show;
        scratch->best.context = &l;
        hp_best_convert(&link->best, &scratch->best, text, &scratch->plain);
        scratch->best.trace = NULL;
    } else {
        inspect_exact(&link->chain, scratch, text, &l);
    }
    return shown->failed || scratch->plain.failed ? hp_fail_memory(err) : HP_OK;
}

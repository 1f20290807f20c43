/* ambiguous_report.c - what a conversion chose: --ambiguous lists characters, --inspect shows pieces.
 *
 * A row of the list is file, line, byte offset in the line, character, choices, chosen form, and margin: how
 * many nats likelier the chosen way is than the best one with another form; "-" where no word speaks for
 * another, or a hint asked for the form.  Choices are the dictionary's, in OpenCC's standard forms.
 * Worked, s2tw: 头发 → -, 1, 3, 发, "發 髮", 髮, and the margin.
 *
 * A piece is shown as SOURCE/OUTPUT and what decided: 国/國 制定/制定(word).
 */
#include <string.h>

#include "filters/conv/conv.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

/* What the listeners need. */
struct listening {
    const conv_filter *self;
    conv_filter_scratch *scratch;
    const hp_place *place;
    const conv_piece *piece;
    size_t at; /* with `shown`: how much of the piece is shown */
    hp_buf *rows;
    hp_buf *shown;
};

/* The choices of a character, as the dictionary lists them; empty when there is one only. */
static hp_span choices_of(const conv_filter *self, hp_span character)
{
    return conv_table_match(&self->choices, character).value;
}

static void note_choice(void *context, const conv_choice *choice)
{
    struct listening *l = context;
    hp_buf *row = l->rows;
    size_t at = l->piece->offset + choice->offset;
    hp_span choices = choices_of(l->self, choice->character);
    hp_span chosen = conv_hinted_form(l->self, l->scratch, at, choice->chosen);
    bool hinted = chosen.len > 0;
    if (choices.len == 0 && choice->other.len == 0)
        return;
    const char *file = l->place->file ? l->place->file : "-";
    buffer_put_escaped(row, span_of_string(file));
    buffer_format(row, "\t%llu\t%llu\t%.*s\t", (unsigned long long)l->place->line,
                  (unsigned long long)(l->place->offset + l->piece->start + conv_start_in_run(l->scratch, at)),
                  (int)choice->character.len, choice->character.ptr);
    if (choices.len > 0)
        hp_buf_append(row, choices);
    else
        buffer_format(row, "%.*s %.*s", (int)choice->chosen.len, choice->chosen.ptr, (int)choice->other.len,
                      choice->other.ptr);
    if (!hinted)
        chosen = choice->chosen;
    buffer_format(row, "\t%.*s\t", (int)chosen.len, chosen.ptr);
    if (choice->other.len > 0 && !hinted)
        buffer_format(row, "%u.%02u\n", choice->margin / 100, choice->margin % 100);
    else
        buffer_format(row, "-\n");
}

hp_status conv_report(const conv_filter *self, conv_filter_scratch *scratch, const hp_place *place,
                      const conv_piece *piece, hp_buf *rows, hp_error *err)
{
    struct listening l = { .self = self, .scratch = scratch, .place = place, .piece = piece, .rows = rows };
    scratch->heard.len = 0;
    scratch->best.note = note_choice;
    scratch->best.context = &l;
    conv_best_path_convert(&self->links[0].best, &scratch->best, piece->text, &scratch->heard);
    scratch->best.note = NULL;
    return scratch->heard.failed || rows->failed ? error_set_memory(err) : HP_OK;
}

static void show(void *context, hp_span text, hp_span output, const char *rule)
{
    struct listening *l = context;
    hp_span chosen = output;
    conv_choose_forms(l->self, l->scratch, l->piece->offset + l->at, text, &chosen);
    l->at += text.len;
    if (!span_eq(chosen, output))
        rule = "hint";
    if (l->shown->len > 0)
        hp_buf_append(l->shown, span_of_string(" "));
    hp_buf_append(l->shown, text);
    hp_buf_append(l->shown, span_of_string("/"));
    hp_buf_append(l->shown, chosen);
    if (strcmp(rule, "characters") != 0)
        buffer_format(l->shown, "(%s)", rule);
}

/* Shows the segments of the exact engine: each is converted by itself, as OpenCC does it. */
static void inspect_exact(const conv_exact *chain, conv_filter_scratch *scratch, hp_span text, struct listening *l)
{
    const char *end = text.ptr + text.len, *loose = text.ptr;
    for (const char *at = text.ptr; at < end;) {
        hp_span rest = { at, (size_t)(end - at) };
        conv_match match = conv_table_match(&chain->front, rest);
        size_t n = utf8_lead_length((unsigned char)*at);
        if (match.chars > 1)
            n = match.length;
        bool last = at + n == end;
        hp_span pieces[2] = { { loose, (size_t)(at - loose) }, { at, n } };
        if (match.chars <= 1)
            pieces[0].len += n;
        for (size_t i = 0; i < 2 && (match.chars > 1 || last); i++) {
            if (pieces[i].len == 0 || (i == 1 && match.chars <= 1))
                continue;
            scratch->heard.len = 0;
            conv_exact_convert(chain, &scratch->best.chain, pieces[i], &scratch->heard);
            show(l, pieces[i], (hp_span){ scratch->heard.ptr, scratch->heard.len }, i ? "segment" : "characters");
        }
        at += n;
        loose = match.chars > 1 ? at : loose;
    }
}

hp_status conv_inspect(const conv_filter *self, conv_filter_scratch *scratch, const conv_piece *piece, hp_buf *shown,
                       hp_error *err)
{
    struct listening l = { .self = self, .scratch = scratch, .piece = piece, .shown = shown };
    const conv_link *link = &self->links[0];
    if (link->engine == CONV_ENGINE_BEST) {
        scratch->heard.len = 0;
        scratch->best.trace = show;
        scratch->best.context = &l;
        conv_best_path_convert(&link->best, &scratch->best, piece->text, &scratch->heard);
        scratch->best.trace = NULL;
    } else {
        inspect_exact(&link->chain, scratch, piece->text, &l);
    }
    return shown->failed || scratch->heard.failed ? error_set_memory(err) : HP_OK;
}

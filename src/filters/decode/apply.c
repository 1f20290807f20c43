/* apply.c - one piece of a document: decoded, repaired, answered.
 *
 * Given whole lines in the document's encoding it gives lines of UTF-8.  The text goes through at most three hands: the
 * converter, which tells of bytes that are nothing; the search for split characters; the search for mojibake.  Each
 * change becomes a note, and notes have offsets of the input: so what the repairs changed is traced back through the
 * text that the second repair was given, then through the converter, but only where somebody records.
 * Worked: "\xD6\xD0\xFF\n" in GB18030 → "中\uFFFD\n", one note at offset 2.
 */
#include <string.h>

#include "filters/decode/decode.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

/* A piece at work. */
struct piece {
    const decode_filter *self;
    decode_scratch *scratch;
    const decode_choice *choice;
    hp_span bytes; /* without the byte order mark */
    answer *out;
    bool records;
    size_t failed_at; /* the first place that could not be decoded, or SIZE_MAX */
    uint64_t places;  /* that U+FFFD was put in */
    bool looks;       /* the places have been told of, and only offsets are looked up */
};

static hp_span span_of(const hp_buf *buf)
{
    return (hp_span){ buf->ptr, buf->len };
}

static void add_change(decode_scratch *scratch, decode_changes *changes, size_t from, hp_span before, hp_span after,
                       const char *rule)
{
    if (changes->count == changes->room) {
        decode_change *items = memory_grow(changes->items, &changes->room, 64, sizeof *items);
        if (!items) {
            scratch->failed = true;
            return;
        }
        changes->items = items;
    }
    changes->items[changes->count++] = (decode_change){
        .from = from, .to = from + before.len, .after = scratch->after.len, .after_length = after.len, .rule = rule
    };
    hp_buf_append(&scratch->after, after);
}

/* Told by the converter of what it could not decode. */
static void note_broken(void *self, size_t offset, hp_span bytes, hp_buf *out)
{
    struct piece *p = self;
    hp_span sign = span_of_string("\uFFFD");
    bool keeps = p->self->invalid == DECODE_INVALID_KEEP;
    hp_buf_append(out, keeps ? bytes : sign);
    if (p->looks)
        return;
    if (offset < p->failed_at)
        p->failed_at = offset;
    answer_count(p->out, DECODE_COUNT_UNDECODED, bytes.len);
    if (keeps)
        return;
    p->places++;
    if (p->records)
        add_change(p->scratch, &p->scratch->broken, offset, bytes, sign, ANSWER_INVALID);
    else
        answer_note(p->out, bytes, sign, ANSWER_INVALID);
}

/* The converter for the document, that of the one before where it will do. */
static hp_status open_converter(decode_scratch *scratch, const decode_choice *choice, hp_error *err)
{
    if (scratch->converter && strcmp(scratch->converts.icu, choice->name.icu) == 0)
        return HP_OK;
    decode_converter_free(scratch->converter);
    scratch->converts = choice->name;
    return decode_converter_open(&scratch->converter, choice, err);
}

/* A text being repaired: what came before the last change is in `to`. */
struct repair {
    struct piece *piece;
    decode_changes *changes;
    hp_span text;
    size_t done;
    hp_buf *to;
};

static void apply_change(void *self, size_t offset, hp_span before, hp_span after, const char *rule)
{
    struct repair *r = self;
    hp_buf_append(r->to, (hp_span){ r->text.ptr + r->done, offset - r->done });
    hp_buf_append(r->to, after);
    r->done = offset + before.len;
    answer_count(r->piece->out, DECODE_COUNT_REPAIRED, 1);
    if (r->piece->records)
        add_change(r->piece->scratch, r->changes, offset, before, after, rule);
    else
        answer_note(r->piece->out, before, after, rule);
}

typedef hp_status find_repairs(struct repair *r, hp_error *err);

static hp_status find_splits(struct repair *r, hp_error *err)
{
    const decode_filter *self = r->piece->self;
    const decode_splits splits = { &self->costs, self->misreadings, self->readings };
    size_t lost = 0;
    hp_status st = decode_join_splits(&splits, r->text, apply_change, r, &lost, err);
    if (!self->undoes_mojibake) /* which counts them with all others */
        answer_count(r->piece->out, DECODE_COUNT_LOST, lost);
    return st;
}

static hp_status find_mojibake(struct repair *r, hp_error *err)
{
    size_t lost = decode_count_lost(r->text);
    answer_count(r->piece->out, DECODE_COUNT_LOST, lost > r->piece->places ? lost - r->piece->places : 0);
    return decode_mend(r->piece->scratch->mender, r->text, apply_change, r, err);
}

/* Appends the text as it is after the repair to *to. */
static hp_status repair(struct piece *piece, find_repairs *find, hp_span text, decode_changes *changes, hp_buf *to,
                        hp_error *err)
{
    struct repair r = { .piece = piece, .changes = changes, .text = text, .to = to };
    hp_status st = find(&r, err);
    hp_buf_append(to, (hp_span){ text.ptr + r.done, text.len - r.done });
    return st;
}

/* Decodes the piece and appends it, repaired, to *to. */
static hp_status make_text(struct piece *p, hp_buf *to, hp_error *err)
{
    decode_scratch *s = p->scratch;
    bool repairs = p->self->misreadings, both = p->self->joins_splits && p->self->undoes_mojibake;
    hp_buf *decoded = repairs ? &s->text[0] : to, *first = both ? &s->text[1] : to;
    s->text[0].len = s->text[1].len = 0;
    hp_status st = decode_piece(s->converter, p->bytes, note_broken, p, decoded, err);
    if (st == HP_OK && p->self->joins_splits)
        st = repair(p, find_splits, span_of(decoded), &s->repairs[0], first, err);
    if (st == HP_OK && p->self->undoes_mojibake)
        st = repair(p, find_mojibake, span_of(both ? first : decoded), &s->repairs[1], to, err);
    return st;
}

/* Moves the offsets of `later`, which are of what `earlier` made of a text, to that text: inside a change of `earlier`
 * to its start, or its end. */
static void trace_back(decode_changes *later, const decode_changes *earlier)
{
    size_t e = 0, moved = 0; /* so much longer the text was before the changes up to e */
    for (size_t i = 0; i < later->count; i++) {
        decode_change *change = &later->items[i];
        size_t *ends[2] = { &change->from, &change->to };
        for (size_t k = 0; k < 2; k++) {
            const decode_change *before = earlier->items;
            for (; e < earlier->count && before[e].from - moved + before[e].after_length <= *ends[k]; e++)
                moved += before[e].to - before[e].from - before[e].after_length;
            bool inside = e<earlier->count && * ends[k]> before[e].from - moved;
            *ends[k] = inside ? (k == 0 ? before[e].from : before[e].to) : *ends[k] + moved;
        }
    }
}

/* Moves the offsets of `changes`, which are of the decoded text, to the piece. */
static hp_status look_up(struct piece *p, decode_changes *changes, hp_error *err)
{
    decode_scratch *s = p->scratch;
    size_t count = 2 * changes->count;
    if (count > s->offset_room) {
        size_t *offsets = memory_resize_array(s->offsets, count, sizeof *offsets);
        if (!offsets)
            return error_set_memory(err);
        s->offsets = offsets;
        s->offset_room = count;
    }
    for (size_t i = 0; i < count; i++) {
        size_t offset = i % 2 ? changes->items[i / 2].to : changes->items[i / 2].from;
        s->offsets[i] = i > 0 && offset < s->offsets[i - 1] ? s->offsets[i - 1] : offset;
    }
    hp_status st = count ? decode_locate(s->converter, p->bytes, note_broken, p, s->offsets, count, err) : HP_OK;
    for (size_t i = 0; st == HP_OK && i < count; i++)
        *(i % 2 ? &changes->items[i / 2].to : &changes->items[i / 2].from) = s->offsets[i];
    return st;
}

/* The list whose next change comes first in the piece; NULL when all have been taken. */
static size_t next_list(const decode_changes *const *lists, const size_t *taken, size_t count)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (taken[i] < lists[i]->count &&
            (best == count || lists[i]->items[taken[i]].from < lists[best]->items[taken[best]].from))
            best = i;
    return best;
}

/* Gives the notes of the piece in the order of their offsets. */
static hp_status tell_changes(struct piece *p, hp_error *err)
{
    enum { LISTS = 3 };
    decode_scratch *s = p->scratch;
    const decode_changes *const lists[LISTS] = { &s->broken, &s->repairs[0], &s->repairs[1] };
    size_t taken[LISTS] = { 0 }, i;
    p->looks = true;
    trace_back(&s->repairs[1], &s->repairs[0]);
    hp_status st = look_up(p, &s->repairs[0], err);
    if (st == HP_OK)
        st = look_up(p, &s->repairs[1], err);
    if (st != HP_OK)
        return st;
    while ((i = next_list(lists, taken, LISTS)) < LISTS) {
        const decode_change *change = &lists[i]->items[taken[i]++];
        hp_span before = { p->bytes.ptr + change->from, change->to - change->from };
        answer_note(p->out, before, (hp_span){ s->after.ptr + change->after, change->after_length }, change->rule);
    }
    return HP_OK;
}

bool decode_ends_at_broken(const decode_filter *decode, const decode_choice *choice)
{
    return (choice->untold && decode->invalid == DECODE_INVALID_REPLACE) || decode->invalid == DECODE_INVALID_FAIL;
}

/* The error that this place is, in its line. */
static hp_status fail(const struct piece *p, hp_span run, uint64_t line, hp_error *err)
{
    hp_span before = { run.ptr, (size_t)(p->bytes.ptr - run.ptr) + p->failed_at };
    size_t start = decode_ready(p->choice, before);
    const char *why = p->choice->untold ? "the first 64 KiB are ASCII and do not tell the encoding (see --from): " : "";
    hp_status st = error_set(err, HP_INVALID_TEXT, before.len - start, "%sinvalid %s", why, p->choice->name.name);
    for (size_t end = start; end > 0; end = decode_ready(p->choice, (hp_span){ run.ptr, end - 1 }))
        line++;
    if (err)
        err->line = line;
    return st;
}

/* Answers the run, whose text is more than its bytes. */
static hp_status convert(struct piece *p, hp_span run, uint64_t line, hp_error *err)
{
    decode_scratch *s = p->scratch;
    s->broken.count = s->repairs[0].count = s->repairs[1].count = s->after.len = 0;
    hp_status st = open_converter(s, p->choice, err);
    if (st != HP_OK)
        return st;
    st = make_text(p, answer_lend(p->out), err);
    if (st == HP_OK && p->failed_at < p->bytes.len && decode_ends_at_broken(p->self, p->choice))
        return fail(p, run, line, err);
    answer_take_back(p->out, run);
    bool failed = s->failed || s->text[0].failed || s->text[1].failed || s->after.failed;
    if (st == HP_OK && p->records && !failed)
        st = tell_changes(p, err);
    failed = failed || s->failed;
    s->failed = s->text[0].failed = s->text[1].failed = s->after.failed = false;
    return st == HP_OK && failed ? error_set_memory(err) : st;
}

/* What the document is taken for; `named` is room for it where that was not decided. */
static const decode_choice *choice_of(const decode_filter *self, const filter_input *input, hp_span run,
                                      decode_choice *named)
{
    if (input->decision)
        return input->decision;
    if (input->line_offset > 0)
        return &self->named;
    decode_choose_named(&self->named.name, run, named);
    return named;
}

hp_status decode_apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                       hp_error *err)
{
    const decode_filter *decode = self;
    decode_choice named;
    const decode_choice *choice = choice_of(decode, input, run, &named);
    /* Of a document whose first line is refused the run is empty, whatever its head had. */
    size_t mark = input->line_offset == 0 && run.len >= choice->mark ? choice->mark : 0;
    bool is_utf8 = choice->name.encoding == DECODE_UTF_8;
    if (choice->content && !decode->only_reports)
        return error_set(err, HP_BAD_DATA, 0, "is %s, not text", choice->content);
    if (input->line_offset == 0 && !choice->content && (!is_utf8 || mark > 0))
        answer_count(out, DECODE_COUNT_CONVERTED, 1);
    if (choice->content || (is_utf8 && mark == 0 && !decode->misreadings && utf8_valid(run) == run.len)) {
        answer_keep_all(out, run);
        return HP_OK;
    }
    struct piece piece = {
        .self = decode,
        .scratch = scratch,
        .choice = choice,
        .bytes = { run.ptr + mark, run.len - mark },
        .out = out,
        .records = answer_records(out),
        .failed_at = SIZE_MAX,
    };
    if (mark > 0)
        answer_note(out, (hp_span){ run.ptr, mark }, (hp_span){ run.ptr, 0 }, "mark");
    return convert(&piece, run, input->place.line, err);
}

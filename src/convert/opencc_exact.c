/* opencc_exact.c - the exact engine; see opencc_exact.h.
 *
 * Given a run of text it goes over the front table's entries: most characters are one look-up and one XOR.
 * Only at a deciding pair is the dictionary searched: four phrases of five have the output of their characters,
 * and matter only in that a phrase inside them is not taken.  So at such a place the pieces are followed from
 * the last place that is known to end one; if the place is inside a piece, that piece was plain.  A segment
 * that matches is answered at once: its value in the front table is what all stages make of it.  A character
 * outside of segments at which a phrase of a stage may start opens a stretch, up to the next segment or a
 * character that is in no phrase of any stage: that stretch goes through the stages one by one.  Both ends
 * are where every stage begins a new piece, so the result is OpenCC's.
 *
 * Worked, s2twp: 鼠标 is no segment; 鼠 may start a phrase of stage 2, so 鼠标 becomes 鼠標, then 滑鼠.
 */
#include "convert/opencc_exact.h"

#include "convert/plain/pairs.h"
#include "convert/plain/plain_pass.h"
#include "text/error.h"
#include "text/utf8.h"
#include "text/buffer.h"

enum { IDS_DEPTH = 16, IDS_CHARS = 64 };

/* Flags that take a character off the fast way at once. */
enum { LEAVES_FAST_WAY = CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_IDS | CONV_TABLE_NORMALIZED };

static hp_status open_table(conv_table *table, conv_find_section *find, const void *where, uint32_t number,
                            hp_error *err)
{
    char name[16];
    hp_span section;
    hp_buf text = { 0 };
    buffer_format(&text, "tab.%u", (unsigned)number);
    if (text.failed)
        return error_set_memory(err);
    size_t n = text.len < sizeof name - 1 ? text.len : sizeof name - 1;
    memcpy(name, text.ptr, n);
    name[n] = '\0';
    hp_buf_free(&text);
    hp_status st = find(where, name, &section, err);
    return st == HP_OK ? conv_table_open(table, section, find, where, err) : st;
}

hp_status conv_exact_open(conv_exact *chain, conv_find_section *find, const void *where, const char *name,
                          hp_error *err)
{
    hp_buf text = { 0 };
    hp_span section, head;
    *chain = (conv_exact){ .count = 0 };
    buffer_format(&text, "cfg.%s", name);
    hp_status st = text.failed ? error_set_memory(err) : find(where, text.ptr, &section, err);
    hp_buf_free(&text);
    if (st != HP_OK)
        return st;
    if (!span_take(&section, 24, &head) || bytes_u32(head.ptr) != CONV_EXACT_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "configuration '%s' is damaged", name);
    uint32_t normal = bytes_u32(head.ptr + 12), count = bytes_u32(head.ptr + 16);
    chain->lone = bytes_u32(head.ptr + 20);
    chain->ids = bytes_u32(head.ptr + 4) & CONV_EXACT_IDS;
    chain->later_known = bytes_u32(head.ptr + 4) & CONV_EXACT_LATER_KNOWN;
    chain->has_normal = normal != CONV_EXACT_NONE;
    st = open_table(&chain->front, find, where, bytes_u32(head.ptr + 8), err);
    if (st == HP_OK && chain->has_normal)
        st = open_table(&chain->normal, find, where, normal, err);
    if (st == HP_OK && (count > CONV_STAGES_MAX || !span_take(&section, 4 * (size_t)count, &head)))
        st = error_set(err, HP_BAD_DATA, 0, "configuration '%s' is damaged", name);
    for (; st == HP_OK && chain->count < count; chain->count++)
        st = open_table(&chain->stages[chain->count], find, where, bytes_u32(head.ptr + 4 * chain->count), err);
    return st;
}

void conv_exact_work_free(conv_exact_work *work)
{
    hp_buf_free(&work->normal);
    hp_buf_free(&work->stages[0]);
    hp_buf_free(&work->stages[1]);
    hp_buf_free(&work->stretch);
}

static unsigned ids_arity(uint32_t cp)
{
    if (cp < 0x2FF0 || cp > 0x2FFF)
        return 0;
    return cp == U'⿲' || cp == U'⿳' ? 3 : cp >= 0x2FFE ? 1 : 2;
}

size_t conv_ids_length(hp_span text)
{
    unsigned wanted[IDS_DEPTH + 1]; /* operands still wanted, innermost last */
    size_t depth = 0, at = 0;
    for (size_t chars = 0; chars < IDS_CHARS; chars++) {
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ text.ptr + at, text.len - at }, &cp);
        if (n == 0 || cp == U'\n')
            return 0;
        at += n;
        unsigned arity = ids_arity(cp);
        if (arity > 0) {
            if (depth > IDS_DEPTH - 1)
                return 0;
            wanted[depth++] = arity;
            continue;
        }
        while (depth > 0 && --wanted[depth - 1] == 0)
            depth--;
        if (depth == 0)
            return at;
    }
    return 0;
}

/* One pass over a text with one table. */
struct pass {
    const conv_exact *chain;
    const conv_table *table;
    conv_exact_work *work; /* NULL where the table has no CONV_TABLE_LATER_STAGE */
    conv_writer w;
    const char *sync; /* here the last piece ended that is known to end */
    bool normalize;   /* stop at a character that normalization changes */
};

static void run_table(struct pass *s, hp_span text, hp_buf *out);

/* Writes the output of a match that starts at `at`; returns its end. */
static const char *put_match(struct pass *s, const conv_match *match, const char *at)
{
    const char *to = at + match->length;
    if (!match->plain) {
        conv_write(&s->w, match->value, to);
        return to;
    }
    for (; at + 3 <= to; at += 3, s->w.to += 3)
        conv_write_4(&s->w, utf8_char_bytes(at, 3) ^ conv_table_entry(s->table, conv_table_slot(s->table, at, 3)));
    return to;
}

/* The end of the stretch that opens at `at`: the next segment, the line's end, or, unless `inert` characters belong to
 * it, a character that is in no phrase. */
static const char *stretch_end(const struct pass *s, const char *at, bool inert)
{
    const conv_table *t = s->table;
    at += utf8_char_length(at, s->w.end);
    while (at < s->w.end) {
        size_t n = utf8_char_length(at, s->w.end);
        uint32_t slot = conv_table_slot(t, at, n), flags = conv_table_entry(t, slot) >> 24;
        if ((!inert && !(flags & CONV_TABLE_IN_KEY)) || (flags & CONV_TABLE_NORMALIZED && s->normalize) || *at == '\n')
            break;
        size_t whole = flags & CONV_TABLE_IDS && s->chain->ids
                           ? conv_ids_length((hp_span){ at, (size_t)(s->w.end - at) })
                           : 0;
        if (whole > 0) {
            at += whole;
            continue;
        }
        if (conv_table_pair_at(t, at, n, s->w.end) &&
            conv_table_match(t, (hp_span){ at, (size_t)(s->w.end - at) }).chars > 1)
            break;
        if (flags & CONV_TABLE_NOT_3_TO_3) {
            conv_match alone = conv_table_match(t, (hp_span){ at, n });
            if (alone.length > 0 && alone.priority != s->chain->lone)
                break;
        }
        at += n;
    }
    return at;
}

/* Runs stages from `first` on over `text`; the last stage writes to *out. */
static void run_stages(const conv_exact *chain, conv_exact_work *work, size_t first, hp_span text, hp_buf *out)
{
    for (size_t i = first; i < chain->count; i++) {
        hp_buf *to = i + 1 == chain->count ? out : &work->stages[i & 1];
        if (to != out)
            to->len = 0;
        struct pass pass = { .chain = chain, .table = &chain->stages[i] };
        run_table(&pass, text, to);
        if (to->failed)
            out->failed = true;
        text = (hp_span){ to->ptr, to->len };
    }
    if (first >= chain->count)
        hp_buf_append(out, text);
}

/* The first place inside (from, to) at which a segment starts, or `to`. */
static const char *segment_inside(const struct pass *s, const char *from, const char *to)
{
    const conv_table *t = s->table;
    for (const char *at = from; at < to;) {
        size_t n = utf8_char_length(at, s->w.end);
        if (at > from) {
            conv_match match = { 0 };
            if (conv_table_pair_at(t, at, n, s->w.end))
                match = conv_table_match(t, (hp_span){ at, (size_t)(s->w.end - at) });
            else if (conv_table_entry(t, conv_table_slot(t, at, n)) >> 24 & CONV_TABLE_NOT_3_TO_3)
                match = conv_table_match(t, (hp_span){ at, n });
            if (match.chars > 1 || (match.chars == 1 && match.priority != s->chain->lone))
                return at;
        }
        at += n;
    }
    return to;
}

/* Makes *match, the best phrase of a later stage at `at`, outside of segments, the best that does not reach into a
 * segment. */
static void fit_later(const struct pass *s, const char *at, uint32_t first, conv_match *match)
{
    while (match->length > 0) {
        const char *limit = segment_inside(s, at, at + match->length);
        if (limit == at + match->length)
            break;
        conv_table_match_both(s->table, (hp_span){ at, (size_t)(limit - at) }, first, match);
    }
}

/* True when no segment can start inside of a phrase of two characters, as is known of most. */
static bool has_none_inside(const struct pass *s, const conv_pair *pair, const conv_match *match)
{
    if (match->chars != 2 || pair->breaks)
        return false;
    uint32_t slot = conv_table_slot(s->table, pair->at + 3, pair->length - 3);
    return !(conv_table_entry(s->table, slot) >> 24 & CONV_TABLE_NOT_3_TO_3);
}

/* Converts the stretch that opens at `at`, where the text up to `to` has been written one by one; returns where to go
 * on: `to`, or the stretch's end behind it. */
static const char *convert_stretch(struct pass *s, const char *at, bool inert, const char *to)
{
    const char *end = stretch_end(s, at, inert);
    s->sync = end;
    if (end <= to) {
        hp_buf *made = &s->work->stretch;
        made->len = 0;
        run_stages(s->chain, s->work, 0, (hp_span){ at, (size_t)(end - at) }, made);
        s->w.out->failed = s->w.out->failed || made->failed;
        conv_rewrite(&s->w, (hp_span){ made->ptr, made->len }, (size_t)(end - at), (size_t)(to - end), to);
        return to;
    }
    s->w.to -= to - at;
    conv_write_finish(&s->w);
    run_stages(s->chain, s->work, 0, (hp_span){ at, (size_t)(end - at) }, s->w.out);
    conv_write_resume(&s->w, end);
    return end;
}

/* Follows the pieces from the last known end up to `at` and returns the first end at or behind it.  A piece is known to
 * end where no key can lie across. */
static const char *follow_pieces(const struct pass *s, const char *at)
{
    const conv_table *t = s->table;
    const char *piece = at;
    while (piece > s->sync) {
        const char *back = piece - 1;
        while (back > s->sync && ((unsigned char)*back & 0xC0) == 0x80)
            back--;
        if (!conv_table_joins(t, back, (size_t)(piece - back), s->w.end))
            break;
        piece = back;
    }
    while (piece < at) {
        size_t n = utf8_char_length(piece, s->w.end);
        if (conv_table_pair_at(t, piece, n, s->w.end)) {
            conv_match later;
            uint32_t first = conv_table_first(t, piece, n);
            conv_match match = conv_table_match_both(t, (hp_span){ piece, (size_t)(s->w.end - piece) }, first, &later);
            bool segment = match.chars > 1 || (match.chars == 1 && match.priority != s->chain->lone);
            if (!segment && s->work && s->chain->later_known) {
                fit_later(s, piece, first, &later);
                match = later;
            }
            n = match.chars > 1 ? match.length : n;
        }
        piece += n;
    }
    return piece;
}

/* True where a phrase of a later stage may start. */
static bool starts_later(const struct pass *s, const char *at)
{
    uint32_t slot = conv_table_slot(s->table, at, utf8_char_length(at, s->w.end));
    return conv_table_entry(s->table, slot) >> 24 & CONV_TABLE_LATER_STAGE;
}

/* The key that matches at a place becomes **match, and that of a later stage **later: the two are swapped rather than
 * copied, which would wait for what has just been written. */
static void match_place(const struct pass *s, const conv_pair *pair, conv_match **match, conv_match **later)
{
    conv_match *found = *match;
    found->length = found->chars = (*later)->length = (*later)->chars = 0;
    if (pair->goes_on) {
        hp_span rest = { pair->at, (size_t)(s->w.end - pair->at) };
        *found = conv_table_match_both(s->table, rest, pair->first, *later);
    } else if (conv_table_match_two(s->table, pair->first, pair->second, found)) {
        found->length = pair->length;
        if (found->priority >= CONV_TABLE_LATER) {
            *match = *later;
            *later = found;
        }
    }
}

/* Handles a place whose pair decides; what is behind it up to `to` has been written too, one by one.  Some such places
 * turn out to be no piece's start, or no phrase's; the pieces before it had plain output, so what was written for them
 * stands.  Returns where to go on; NULL where all that was written stands, or was mended. */
static const char *convert_deciding(struct pass *s, const conv_pair *pair, const char *to)
{
    const char *at = pair->at;
    conv_match found[2], *match = &found[0], *later = &found[1];
    match_place(s, pair, &match, &later);
    bool known = s->chain->later_known;
    if (match->chars <= 1 && known && later->length == 0)
        return NULL;
    bool outside = match->chars <= 1 && s->work && starts_later(s, at), stretch = outside && !known;
    if (outside && !stretch) {
        if (!has_none_inside(s, pair, later))
            fit_later(s, at, pair->first, later);
        match = later;
    }
    if (!stretch && (match->chars <= 1 || match->plain))
        return NULL;
    const char *piece = pair->joined ? follow_pieces(s, at) : at;
    if (piece > at) {
        conv_match rest = { .length = piece > to ? (size_t)(piece - to) : 0, .plain = true };
        s->sync = piece > to ? put_match(s, &rest, to) : piece;
        return piece > to ? s->sync : NULL;
    }
    s->sync = at + match->length;
    if (!stretch && !match->plain && s->sync <= to) {
        conv_rewrite(&s->w, match->value, match->length, (size_t)(to - s->sync), to);
        return NULL;
    }
    if (stretch) {
        const char *next = convert_stretch(s, at, false, to);
        return next > to ? next : NULL;
    }
    s->w.to -= to - at;
    s->sync = put_match(s, match, at);
    return s->sync;
}

/* Handles the places that the pass has listed on its way up to `to`; returns where to go on. */
static const char *convert_places(struct pass *s, const conv_places *places, const char *to)
{
    const bool stretches = s->work && s->chain->count > 1 && !s->chain->later_known;
    conv_pair pairs[CONV_PLACES + CONV_PLACES_MORE];
    const char *next = NULL;
    size_t count = stretches ? conv_list_pairs(s->table, places, s->w.end, pairs)
                             : conv_find_pairs(s->table, places, s->w.end, CONV_PAIR_ASKS_AROUND, pairs);
    for (size_t i = 0; i < count && !next; i++)
        if (pairs[i].at >= s->sync && (stretches || pairs[i].second != 0))
            next = convert_deciding(s, &pairs[i], to);
    return next ? next : to;
}

/* Handles the character at `at`, n bytes, whose entry has flags.  Returns where to go on; NULL to stop for
 * normalization. */
static const char *convert_flagged(struct pass *s, const char *at, size_t n, uint32_t entry)
{
    const conv_table *t = s->table;
    uint32_t flags = entry >> 24;
    hp_span rest = { at, (size_t)(s->w.end - at) };
    if (flags & CONV_TABLE_NORMALIZED && s->normalize)
        return NULL;
    bool always = (flags & (CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_LATER_STAGE)) ==
                  (CONV_TABLE_NOT_3_TO_3 | CONV_TABLE_LATER_STAGE);
    if (always || (flags & CONV_TABLE_STARTS_PHRASE && conv_table_deciding_at(t, at, n, s->w.end))) {
        conv_pair pair = {
            .at = at, .first = conv_table_first(t, at, n), .goes_on = true, .joined = true, .breaks = true
        };
        const char *next = convert_deciding(s, &pair, at);
        if (next)
            return next;
    }
    if (flags & CONV_TABLE_IDS && s->chain->ids) {
        size_t whole = conv_ids_length(rest);
        if (whole > 0) {
            conv_write(&s->w, (hp_span){ at, whole }, at + whole);
            s->sync = at + whole;
            return s->sync;
        }
        /* What stage 1 makes of the operands may complete the sequence for stage 2. */
        if (s->work && s->chain->count > 1)
            return convert_stretch(s, at, true, at);
    }
    if (flags & CONV_TABLE_NOT_3_TO_3) {
        conv_match match = conv_table_match(t, (hp_span){ at, n });
        conv_write(&s->w, match.length ? match.value : (hp_span){ at, n }, at + n);
        return at + n;
    }
    uint32_t delta = n == 3 ? entry & 0xFFFFFF : 0;
    uint32_t bytes = utf8_char_bytes(at, n) ^ delta;
    for (size_t i = 0; i < n; i++)
        *s->w.to++ = (char)(bytes >> (8 * i));
    return at + n;
}

/* The loop over all characters.  On a stop for normalization s->w.end is NULL. */
static void run_table(struct pass *s, hp_span text, hp_buf *out)
{
    const char *at = text.ptr;
    conv_places places;
    places.listed = 0;
    places.seen = NULL;
    s->sync = text.ptr;
    conv_write_start(&s->w, out, text);
    while (at && at < s->w.end) {
        const char *to = conv_write_characters(&s->w, s->table, LEAVES_FAST_WAY, at, &places);
        at = convert_places(s, &places, to);
        if (at == to && at < s->w.end && !conv_pass_ends(&places, to)) {
            size_t n = utf8_char_length(at, s->w.end);
            at = convert_flagged(s, at, n, conv_table_entry(s->table, conv_table_slot(s->table, at, n)));
        }
    }
    conv_write_finish(&s->w);
    if (!at)
        s->w.end = NULL;
}

/* Converts some lines. */
static void convert_lines(const conv_exact *chain, conv_exact_work *work, hp_span text, hp_buf *out)
{
    size_t start = out->len;
    struct pass pass = { .chain = chain, .table = &chain->front, .work = work, .normalize = chain->has_normal };
    run_table(&pass, text, out);
    if (pass.w.end || out->failed)
        return;
    out->len = start;
    hp_span normal = conv_exact_normalize(chain, work, text);
    struct pass again = { .chain = chain, .table = &chain->front, .work = work };
    run_table(&again, normal, out);
    out->failed = out->failed || work->normal.failed;
}

void conv_exact_convert(const conv_exact *chain, conv_exact_work *work, hp_span text, hp_buf *out)
{
    for (hp_span lines; text.len > 0 && span_take(&text, conv_lines_length(text), &lines);)
        convert_lines(chain, work, lines, out);
}

hp_span conv_exact_normalize(const conv_exact *chain, conv_exact_work *work, hp_span text)
{
    work->normal.len = 0;
    struct pass pass = { .chain = chain, .table = &chain->normal };
    run_table(&pass, text, &work->normal);
    return (hp_span){ work->normal.ptr, work->normal.len };
}

void conv_exact_stages(const conv_exact *chain, conv_exact_work *work, size_t first, hp_span text, hp_buf *out)
{
    run_stages(chain, work, first, text, out);
}

/* line.c - a line's characters in a row: read, swept, rewritten, and what became of them told; see line.h. */
#include "normalize/line/line.h"

#include <string.h>

#include "text/memory.h"
#include "text/utf8.h"

/* Makes *row, which may have to move, long enough for `count` cells and one at each end. */
static bool grow(norm_cell **row, size_t *cap, size_t count)
{
    if (*row && count <= *cap)
        return true;
    size_t wanted = *cap ? *cap : 256;
    while (wanted < count)
        wanted *= 2;
    norm_cell *moved = memory_resize_array(*row, wanted + 2, sizeof *moved);
    if (!moved)
        return false;
    *row = moved;
    *cap = wanted;
    return true;
}

/* Room for `count` cells, and for a mark each and one more. */
static bool grow_line(norm_line *line, size_t count)
{
    if (!grow(&line->memory, &line->cap, count))
        return false;
    if (line->mark_cap < line->cap + 1) {
        norm_mark *marks = memory_resize_array(line->marks, line->cap + 1, sizeof *marks);
        if (!marks)
            return false;
        line->marks = marks;
        line->mark_cap = line->cap + 1;
    }
    line->cells = line->memory + 1;
    return true;
}

/* The cells beyond both ends are of no class. */
static void close_ends(norm_line *line)
{
    line->cells[-1] = line->cells[line->count] = (norm_cell){ .class = NORM_OTHER };
}

/* Decodes a character of valid UTF-8 that is no ASCII into *cp; its length. */
static inline size_t decode_wide(const unsigned char *s, uint32_t *cp)
{
    if (s[0] < 0xE0) {
        *cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
        return 2;
    }
    if (s[0] < 0xF0) {
        *cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        return 3;
    }
    *cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    return 4;
}

bool norm_line_copy(norm_line *line, const norm_line *whole, size_t from, size_t to, const norm_characters *characters)
{
    line->text = whole->text;
    line->count = to - from;
    line->cut = 0;
    line->changed = false;
    line->touched = 0;
    line->starts = from > 0 || whole->starts;
    line->ends = to < whole->count || whole->ends;
    line->opens = from == 0 && whole->opens;
    line->failed = !grow_line(line, line->count);
    if (line->failed)
        return false;
    memcpy(line->cells, whole->cells + from, line->count * sizeof *line->cells);
    norm_line_survey(line, characters);
    return true;
}

void norm_line_free(norm_line *line)
{
    memory_free(line->memory);
    memory_free(line->marks);
    *line = (norm_line){ 0 };
}

/* What is noted of the characters; a value of its own, so that it is kept in registers. */
struct survey {
    norm_mark *mark; /* where the next goes */
    uint32_t has, han, kana, upper, lively;
    uint32_t stop, stop_pairs; /* behind the last 。; those right behind another */
    uint32_t han_before;       /* Han before the last mark */
    uint64_t signs[2];
};

/* Notes a character of which `found` is what norm_character() says; its class. */
static inline unsigned look_at(struct survey *s, uint32_t cp, unsigned found, uint32_t at)
{
    unsigned class = found & ~NORM_LIVELY;
    s->has |= NORM_SET(class);
    s->lively |= found;
    s->han += class == NORM_HAN;
    if (cp >= 0xA1 && cp <= 0xFF)
        s->upper += cp != 0xAD && cp != U'·';
    if (NORM_SET(class) & NORM_LETTERS) {
        s->kana += class == NORM_KANA && cp != U'の';
        if (!(found & NORM_LIVELY))
            return class;
    }
    *s->mark++ = (norm_mark){ .at = at,
                              .low = (uint16_t)cp,
                              .class = (uint8_t) class,
                              .han = s->han != s->han_before,
                              .lively = (found & NORM_LIVELY) != 0 };
    s->han_before = s->han;
    if (cp == U'。') {
        s->stop_pairs += at > 0 && s->stop == at;
        s->stop = at + 1;
    }
    if (cp < 0x80)
        s->signs[cp >> 6] |= UINT64_C(1) << (cp & 63);
    return class;
}

/* The blank at `cell`, and what stands around its run: the run is counted at its last blank. */
static void look_at_blank(norm_line *line, const norm_cell *cell)
{
    bool last = cell + 1 == line->cells + line->count, more = !last && cell[1].class == NORM_BLANK;
    line->odd_blanks += more || last || cell->cp >= 0x80;
    if (more || last)
        return;
    const norm_cell *before = cell - 1;
    while (before >= line->cells && before->class == NORM_BLANK)
        before--;
    line->han_gaps += before->class == NORM_HAN && cell[1].class == NORM_HAN;
    line->mark_gaps += ((NORM_SET(before->class) | NORM_SET(cell[1].class)) & NORM_CHINESE_MARKS) != 0;
}

/* Blanks are looked at when their neighbours are known. */
static void end_survey(norm_line *line, struct survey s)
{
    line->mark_count = (size_t)(s.mark - line->marks);
    line->has = s.has;
    line->han = s.han;
    line->kana = s.kana;
    line->upper = s.upper;
    line->lively = s.lively & NORM_LIVELY;
    line->stop_pairs = s.stop_pairs;
    line->han_gaps = line->mark_gaps = line->odd_blanks = 0;
    line->signs[0] = s.signs[0];
    line->signs[1] = s.signs[1];
    line->gone = SIZE_MAX;
    line->gone_letters = false;
    close_ends(line);
    for (const norm_mark *mark = line->marks; s.has & NORM_SET(NORM_BLANK) && mark < s.mark; mark++)
        if (mark->class == NORM_BLANK)
            look_at_blank(line, &line->cells[mark->at]);
}

/* Surveys the line; of the cells' flags `kept` stay, and with them what is in a hint. */
static void survey_cells(norm_line *line, const norm_characters *characters, uint8_t kept)
{
    struct survey survey = { .mark = line->marks };
    for (uint32_t i = 0; i < line->count; i++) {
        norm_cell *cell = &line->cells[i];
        if (cell->flags)
            cell->flags &= kept;
        if (cell->class == NORM_HAN && cell->cp >= 0x4E00 && cell->cp <= 0x9FFF) /* most are */
            survey.han++;
        else if (cell->cp < 0x80 && NORM_SET(cell->class) & NORM_LETTERS)
            survey.has |= NORM_SET(cell->class);
        else if (cell->flags && cell->class == NORM_HINT)
            look_at(&survey, cell->cp, norm_character(characters, cell->cp), i);
        else
            cell->class = look_at(&survey, cell->cp, norm_character(characters, cell->cp), i);
    }
    survey.has |= survey.han ? NORM_SET(NORM_HAN) : 0;
    end_survey(line, survey);
}

void norm_line_survey(norm_line *line, const norm_characters *characters)
{
    survey_cells(line, characters, 0);
}

bool norm_line_read(norm_line *line, const norm_characters *characters, hp_span text)
{
    line->text = text;
    line->failed = false;
    return norm_line_reset(line, characters);
}

static inline void fill(norm_cell *cell, uint32_t cp, size_t from, size_t to, unsigned class)
{
    cell->cp = cp;
    cell->from = (uint32_t)from;
    cell->to = (uint32_t)to;
    cell->class = class;
    cell->rule = cell->cut = cell->flags = 0;
}

/* Fills the cells from the text. */
static struct survey read_cells(norm_line *line, const norm_characters *characters)
{
    struct survey survey = { .mark = line->marks };
    const unsigned char *text = (const unsigned char *)line->text.ptr;
    norm_cell *cell = line->cells;
    for (size_t at = 0, next, length = line->text.len; at < length; at = next, cell++) {
        uint32_t cp = text[at];
        unsigned class;
        if (cp < 0x80) {
            next = at + 1;
            class = characters->plane[cp];
            if (NORM_SET(class) & NORM_LETTERS)
                survey.has |= NORM_SET(class);
            else
                class = look_at(&survey, cp, class, (uint32_t)(cell - line->cells));
        } else {
            next = at + decode_wide(text + at, &cp);
            class = NORM_HAN;
            if (cp >= 0x4E00 && cp <= 0x9FFF) /* most are */
                survey.han++;
            else
                class = look_at(&survey, cp, norm_character(characters, cp), (uint32_t)(cell - line->cells));
        }
        fill(cell, cp, at, next, class);
    }
    line->count = (size_t)(cell - line->cells);
    survey.has |= survey.han ? NORM_SET(NORM_HAN) : 0;
    return survey;
}

bool norm_line_reset(norm_line *line, const norm_characters *characters)
{
    hp_span text = line->text;
    line->cut = 0;
    line->changed = false;
    line->touched = SIZE_MAX;
    /* Short lines are not worth the counting. */
    line->failed = !grow_line(line, text.len < 4096 ? text.len : utf8_count(text));
    if (line->failed)
        return false;
    end_survey(line, read_cells(line, characters));
    return true;
}

/* Moves what is still to be read, and the cells beyond both ends, so that the line begins behind `gap` cells. */
static bool widen(norm_writer *writer, size_t gap)
{
    norm_line *line = writer->line;
    line->failed = !grow(&line->memory, &line->cap, gap + line->count);
    if (line->failed)
        return false;
    norm_cell *from = line->memory + writer->gap + (writer->count > writer->gap ? writer->count - writer->gap : 0);
    size_t rest = (size_t)(line->memory + writer->gap + line->count + 2 - from);
    memmove(from + (gap - writer->gap), from, rest * sizeof *from);
    writer->gap = gap;
    writer->cells = line->memory + 1;
    line->cells = writer->cells + gap;
    return true;
}

/* Cells that stay between what is written and what is to be read. */
enum { APART = 2 };

bool norm_rewrite(norm_writer *writer, norm_line *line, size_t more)
{
    *writer = (norm_writer){ .line = line };
    return widen(writer, more + APART);
}

bool norm_writer_room(norm_writer *writer, size_t more)
{
    size_t needed = writer->count + more + APART, there = writer->gap + writer->line->count;
    /* An eighth more, so that little is moved often. */
    return needed <= there || widen(writer, writer->gap + (needed - there) + needed / 8);
}

void norm_write_line(norm_writer *writer, const norm_line *from, size_t more)
{
    if (!norm_writer_room(writer, from->count + more))
        return;
    for (size_t i = 0; i < from->count; i++)
        norm_write(writer, &from->cells[i]);
    if (from->cut)
        writer->cut = from->cut;
    writer->changed = true;
}

void norm_rewritten(norm_writer *writer, const norm_characters *characters)
{
    norm_line *line = writer->line;
    line->cells = writer->cells;
    if (!writer->changed) {
        close_ends(line);
        return;
    }
    line->count = writer->count;
    if (!grow_line(line, line->cap)) {
        line->failed = true;
        line->count = 0;
        return;
    }
    if (writer->cut)
        line->cut = writer->cut;
    line->changed = true;
    line->touched = 0;
    survey_cells(line, characters, NORM_KEEP);
}

void norm_edits_add(norm_edits *edits, size_t from, size_t to, hp_span after, uint8_t rule)
{
    if (edits->count == edits->cap) {
        norm_edit *items = memory_grow(edits->items, &edits->cap, 64, sizeof *items);
        if (!items) {
            edits->failed = true;
            return;
        }
        edits->items = items;
    }
    edits->items[edits->count++] = (norm_edit){ .from = (uint32_t)from,
                                                .to = (uint32_t)to,
                                                .made = (uint32_t)edits->text.len,
                                                .length = (uint32_t)after.len,
                                                .rule = rule };
    hp_buf_append(&edits->text, after);
    edits->failed |= edits->text.failed;
}

void norm_edits_free(norm_edits *edits)
{
    memory_free(edits->items);
    hp_buf_free(&edits->text);
    *edits = (norm_edits){ 0 };
}

/* The last edit goes on with this one when nothing lies between and the rule is the same. */
static void add_or_extend(norm_edits *edits, size_t from, size_t to, hp_span after, uint8_t rule)
{
    norm_edit *last = edits->count ? &edits->items[edits->count - 1] : NULL;
    if (!last || last->to != from || last->rule != rule) {
        norm_edits_add(edits, from, to, after, rule);
        return;
    }
    last->to = (uint32_t)to;
    last->length += (uint32_t)after.len;
    hp_buf_append(&edits->text, after);
    edits->failed |= edits->text.failed;
}

void norm_line_edits(const norm_line *line, size_t base, norm_edits *edits)
{
    size_t at = 0;
    const norm_cell *end = line->cells + line->count;
    size_t first = line->touched < line->count ? line->touched : line->count;
    for (const norm_cell *cell = line->cells + first; cell < end; cell++) {
        char bytes[4];
        if (!(cell->rule | cell->cut)) /* nothing here, and nothing gone before it */
            continue;
        at = cell > line->cells ? cell[-1].to : 0;
        if (cell->from > at)
            add_or_extend(edits, base + at, base + cell->from, (hp_span){ "", 0 }, cell->cut);
        if (cell->rule)
            add_or_extend(edits, base + cell->from, base + cell->to, (hp_span){ bytes, utf8_encode(cell->cp, bytes) },
                          cell->rule);
    }
    at = line->count ? end[-1].to : 0;
    if (at < line->text.len)
        add_or_extend(edits, base + at, base + line->text.len, (hp_span){ "", 0 }, line->cut);
}

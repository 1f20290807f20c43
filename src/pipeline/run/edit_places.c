/* edit_places.c - see edit_places.h. */
#include "pipeline/run/edit_places.h"

#include "text/memory.h"
#include "text/utf8.h"

typedef enum word_side { BEGIN, END } word_side;

static void put_row(edit_places *places, size_t at, const hp_edit *edit)
{
    size_t first = places->first[edit->stage_index];
    edit_places_row *row = &places->rows[at];
    uint64_t in = 0, out = 0; /* where the row before ends */
    if (at > first) {
        in = row[-1].in + row[-1].before.len;
        out = row[-1].out + row[-1].after.len;
    }
    *row = (edit_places_row){ .in = edit->offset,
                              .out = out + (edit->offset - in),
                              .before = edit->before,
                              .after = edit->after,
                              .is_aligned = utf8_count(edit->before) == utf8_count(edit->after) };
}

bool edit_places_read(edit_places *places, const edit_record *record, size_t stages)
{
    *places = (edit_places){ .stages = stages };
    places->rows = memory_resize_array(NULL, record->count + 1, sizeof *places->rows);
    places->first = memory_zeroed(stages + 1, sizeof *places->first);
    places->marks = memory_zeroed(stages + 1, sizeof *places->marks);
    if (!places->rows || !places->first || !places->marks)
        return false;
    for (size_t i = 0; i < record->count; i++)
        places->first[record->rows[i].stage_index + 1]++;
    for (size_t i = 0; i < stages; i++)
        places->first[i + 1] += places->first[i];
    for (size_t i = 0; i < stages; i++)
        places->marks[i].row = places->first[i]; /* at first the number of rows that are put */
    for (size_t i = 0; i < record->count; i++) {
        hp_edit edit = edit_record_get(record, i);
        put_row(places, places->marks[edit.stage_index].row++, &edit);
    }
    for (size_t i = 0; i < stages; i++)
        places->marks[i] = (edit_places_mark){ .row = SIZE_MAX };
    return true;
}

/* True when what the row left lies before a word that begins, or ends, at `at`. */
static bool is_before(const edit_places_row *row, uint64_t at, word_side side)
{
    uint64_t end = row->out + row->after.len;
    return end < at || (end == at && (side == BEGIN || row->after.len > 0));
}

/* The number of rows in [from, to) that are before, and `from`. */
static size_t find_row(const edit_places *places, size_t from, size_t to, uint64_t at, word_side side)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (is_before(&places->rows[middle], at, side))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool is_start(hp_span text, size_t at)
{
    return at >= text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

/* The next code point's start behind `at`, and the one before it. */
static size_t next_start(hp_span text, size_t at)
{
    do
        at++;
    while (!is_start(text, at));
    return at;
}

static size_t last_start(hp_span text, size_t at)
{
    do
        at--;
    while (at > 0 && !is_start(text, at));
    return at;
}

/* The byte of the aligned row's `before` that stands for byte `at` of its `after`. */
static size_t find_inside(edit_places *places, size_t stage, size_t number, size_t at)
{
    const edit_places_row *row = &places->rows[number];
    edit_places_mark *mark = &places->marks[stage];
    if (mark->row != number)
        *mark = (edit_places_mark){ .row = number };
    while (mark->after < at) {
        mark->after = next_start(row->after, mark->after);
        mark->before = next_start(row->before, mark->before);
    }
    while (mark->after > at) {
        mark->after = last_start(row->after, mark->after);
        mark->before = last_start(row->before, mark->before);
    }
    return mark->before;
}

/* The place in the input of stage `stage` of the one in its output. */
static uint64_t find_in_stage(edit_places *places, size_t stage, uint64_t at, word_side side)
{
    size_t first = places->first[stage], last = places->first[stage + 1];
    size_t i = find_row(places, first, last, at, side);
    const edit_places_row *row = &places->rows[i];
    if (i < last && row->out < at && row->is_aligned)
        return row->in + find_inside(places, stage, i, (size_t)(at - row->out));
    if (i < last && row->out < at)
        return side == BEGIN ? row->in : row->in + row->before.len;
    if (i == first)
        return at;
    return row[-1].in + row[-1].before.len + (at - row[-1].out - row[-1].after.len);
}

static uint64_t find(edit_places *places, uint64_t at, word_side side)
{
    for (size_t i = places->stages; i > 0; i--)
        at = find_in_stage(places, i - 1, at, side);
    return at;
}

uint64_t edit_places_begin(edit_places *places, uint64_t at)
{
    return find(places, at, BEGIN);
}

uint64_t edit_places_end(edit_places *places, uint64_t at)
{
    return find(places, at, END);
}

void edit_places_free(edit_places *places)
{
    memory_free(places->rows);
    memory_free(places->first);
    memory_free(places->marks);
    *places = (edit_places){ 0 };
}

/* repair.c - see repair.h.
 *
 * Given a line it goes over its runs of Han characters; those with a character that might be wrong get the cheapest
 * way of words.  Japanese and addresses are left alone (foreign.h).
 * Worked: 业态 → 業 for 业, 態 for 态, both residue.
 */
#include "repair/repair.h"

#include "repair/foreign.h"
#include "text/memory.h"
#include "text/utf8.h"

void repair_work_free(repair_work *work)
{
    memory_free(work->cells);
    memory_free(work->changes);
    hp_buf_free(&work->made);
    hp_buf_free(&work->unused);
}

void repair_start_changes(repair_work *work)
{
    work->change_count = work->made.len = 0;
}

void repair_end_changes(repair_work *work)
{
    size_t at = 0;
    for (size_t i = 0; i < work->change_count; i++) {
        work->changes[i].after.ptr = work->made.ptr + at;
        at += work->changes[i].after.len;
    }
}

/* Makes room for more cells.  False when memory is out. */
static bool grow_cells(repair_work *work)
{
    repair_cell *cells = memory_grow(work->cells, &work->cell_room, 256, sizeof *cells);
    if (cells)
        work->cells = cells;
    return cells != NULL;
}

bool repair_add_change(repair_work *work, size_t offset, size_t length, hp_span after, repair_rule rule)
{
    if (work->change_count == work->change_room) {
        repair_change *changes = memory_grow(work->changes, &work->change_room, 64, sizeof *changes);
        if (!changes)
            return false;
        work->changes = changes;
    }
    hp_buf_append(&work->made, after);
    work->changes[work->change_count++] =
        (repair_change){ .offset = offset, .length = length, .after = { NULL, after.len }, .rule = rule };
    bool failed = work->made.failed;
    work->made.failed = false;
    return !failed;
}

static bool add_character(repair_work *work, size_t offset, uint32_t cp, repair_rule rule)
{
    char bytes[4];
    return repair_add_change(work, offset, 3, (hp_span){ bytes, utf8_encode(cp, bytes) }, rule);
}

/* The form in which the document has a standard form. */
static uint32_t written_form(const repair_lexicon *l, const repair_policy *policy, uint32_t standard)
{
    unsigned set = repair_is_han(standard) ? repair_look_up(l, standard).set : 0;
    return set && policy->variants[set] ? policy->variants[set] : standard;
}

/* Adds the changes of a run of `count` cells that starts at `start` in the text. */
static bool add_changes(const repair_lexicon *l, const repair_policy *policy, repair_work *work, hp_span text,
                        size_t start, size_t count)
{
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        const repair_cell *cell = &work->cells[i];
        size_t at = start + 3 * i;
        uint32_t cp = text_utf8_wide(text.ptr + at);
        bool residue = cell->flags & FIX_SIMPLIFIED;
        if (cell->right == cell->seen && !residue) {
            uint32_t form = policy->regional[cell->set] ? policy->variants[cell->set] : cp;
            good = form == cp || add_character(work, at, form, REPAIR_REGION);
            continue;
        }
        uint32_t form = written_form(l, policy, cell->right);
        good = form == 0 || form == cp ||
               add_character(work, at, form,
                             residue                    ? REPAIR_RESIDUE
                             : cell->flags & FIX_SHARED ? REPAIR_SHARED
                                                        : REPAIR_CHOICE);
    }
    return good;
}

/* A run of Han characters, as it is read. */
struct run {
    size_t start, count; /* where it starts in the text; how many they are */
    unsigned flags;      /* of all of them */
    bool regional;       /* one has a region's form */
};

/* Adds the changes that the run needs, and begins a new one. */
static bool finish_run(const repair_lexicon *l, const repair_policy *policy, repair_work *work, hp_span text,
                       struct run *run)
{
    const unsigned doubtful = FIX_SIMPLIFIED | FIX_SHARED | FIX_CHOICE;
    const struct run done = *run;
    *run = (struct run){ .count = 0 };
    if (!(done.flags & doubtful) && !done.regional)
        return true;
    bool may = repair_may_change(l, &policy->price, work->cells, done.count);
    if (may)
        repair_find_path(l, &policy->price, work->cells, done.count);
    return (!may && !done.regional) || add_changes(l, policy, work, text, done.start, done.count);
}

/* Adds the character at `at` to the run, and has room for one more cell. */
static inline bool add_cell(const repair_lexicon *l, const repair_policy *policy, repair_work *work, size_t at,
                            uint32_t cp, struct run *run)
{
    repair_character c = repair_look_up(l, cp);
    if (run->count + 1 >= work->cell_room && !grow_cells(work))
        return false;
    if (policy->clean && c.flags & FIX_LESSER) {
        c.flags &= FIX_OPEN;
        c.standard = c.usual;
    }
    run->start = run->count == 0 ? at : run->start;
    run->flags |= c.flags;
    run->regional |= policy->regional[c.set];
    /* What the way is found by is set there. */
    repair_cell *cell = &work->cells[run->count++];
    cell->seen = c.standard;
    cell->code = c.code;
    cell->usual = c.usual;
    cell->flags = c.flags;
    cell->set = c.set;
    return true;
}

bool repair_find(const repair_lexicon *l, const repair_policy *policy, repair_work *work, hp_span text)
{
    struct run run = { .count = 0 };
    bool good = true;
    repair_foreign foreign = repair_foreign_start(l, text, policy->quoted);
    repair_start_changes(work);
    for (size_t at = 0; good && at < text.len;) {
        size_t n = utf8_lead_length((unsigned char)text.ptr[at]);
        uint32_t cp = n == 3 ? text_utf8_wide(text.ptr + at) : 0;
        if (repair_is_han(cp) && !repair_foreign_has(&foreign, at))
            good = add_cell(l, policy, work, at, cp, &run);
        else if (run.count > 0)
            good = finish_run(l, policy, work, text, &run);
        at += n;
    }
    good = good && (run.count == 0 || finish_run(l, policy, work, text, &run));
    repair_end_changes(work);
    return good;
}

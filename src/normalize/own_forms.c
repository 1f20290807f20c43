/* own_forms.c - see own_forms.h.
 *
 * A piece's edit goes from its first character that changes to the last, as norm_write_utf16() makes it: what is the
 * same at both ends is not part of it.  That is so where each becomes one, or where the piece has no other character
 * that a form might change; others are left.
 */
#include "normalize/own_forms.h"

#include "normalize/rules/forms.h"
#include "normalize/scan/same_scan.h"
#include "normalize/work.h"
#include "text/memory.h"
#include "text/utf8.h"

void norm_own_forms_free(norm_own_forms *forms)
{
    for (size_t i = 0; i < sizeof forms->pages / sizeof *forms->pages; i++)
        memory_free(forms->pages[i]);
    hp_buf_free(&forms->texts);
}

/* What `cp` becomes alone. */
static inline norm_own_form own_form(norm_work *work, uint32_t cp)
{
    const norm_own_form *page = cp < 0x10000 ? work->own.pages[cp >> 8] : NULL;
    norm_own_form form = page ? page[cp & 0xFF] : (norm_own_form){ .kind = NORM_OWN_UNKNOWN };
    return form.kind != NORM_OWN_UNKNOWN ? form : norm_form_alone(work, cp);
}

/* The characters that a piece goes on over, as far as they have been looked at. */
struct piece {
    size_t end;         /* behind them */
    size_t first, last; /* the first that changes, behind the last that does; both 0: none */
    size_t count;
    bool is_several; /* one becomes several */
    bool is_left;    /* to the rule */
};

static struct piece look_at_piece(norm_work *work, hp_span run, size_t at)
{
    struct piece piece = { .end = at };
    while (piece.end < run.len && !piece.is_left) {
        uint32_t cp;
        size_t n = utf8_decode((hp_span){ run.ptr + piece.end, run.len - piece.end }, &cp);
        if (n == 0 || !norm_form_goes_on(&work->engine->characters, work->engine->options.form, cp))
            break;
        norm_own_kind kind = own_form(work, cp).kind;
        piece.is_left = kind == NORM_OWN_NONE;
        piece.is_several = piece.is_several || kind == NORM_OWN_SEVERAL;
        if (kind != NORM_OWN_STAYS) {
            piece.first = piece.last ? piece.first : piece.end;
            piece.last = piece.end + n;
        }
        piece.end += n;
        piece.count++;
    }
    piece.is_left = piece.is_left || piece.count == 0 || (piece.is_several && piece.count > 1);
    return piece;
}

/* Adds the edit from the piece's first character that changes to the last. */
static void add_edit(norm_work *work, hp_span run, const struct piece *piece, norm_edits *edits)
{
    size_t made = edits->text.len;
    norm_edits_add(edits, piece->first, piece->last, (hp_span){ "", 0 }, NORM_RULE_NFC);
    for (size_t at = piece->first; at < piece->last;) {
        uint32_t cp = 0;
        size_t n = utf8_decode((hp_span){ run.ptr + at, piece->last - at }, &cp);
        norm_own_form form = own_form(work, cp);
        hp_span after = { work->own.texts.ptr + form.at, form.length };
        hp_buf_append(&edits->text, form.kind == NORM_OWN_STAYS ? (hp_span){ run.ptr + at, n } : after);
        at += n;
    }
    edits->failed |= edits->text.failed;
    if (!edits->failed)
        edits->items[edits->count - 1].length = (uint32_t)(edits->text.len - made);
}

size_t norm_own_forms_pass(norm_work *work, hp_span run, size_t *from, norm_edits *edits)
{
    const char *end = run.ptr + run.len;
    size_t at = *from;
    while ((at = (size_t)(norm_skip_same(run.ptr + at, end) - run.ptr)) < run.len && !work->failed && !edits->failed) {
        struct piece piece = look_at_piece(work, run, at);
        if (piece.is_left)
            return at;
        if (piece.last > 0)
            add_edit(work, run, &piece, edits);
        at = *from = piece.end;
    }
    return at;
}

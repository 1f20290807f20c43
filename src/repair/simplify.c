/* simplify.c - see simplify.h.
 *
 * The best path to Simplified tells of each piece what becomes of it; single characters that change are the changes.
 * What is foreign (foreign.h), and words that have Traditional characters in Simplified text (乾隆), stay.
 * Worked: 这是歷史 → 历 for 歷.
 */
#include "repair/simplify.h"

#include "data/data_file.h"
#include "repair/foreign.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static hp_status find_section(const void *where, const char *name, hp_span *section, hp_error *err)
{
    return data_section_by_name(where, name, section, err);
}

hp_status repair_simplifier_open(repair_simplifier *s, const repair_lexicon *lexicon, const hp_data *data,
                                 hp_error *err)
{
    bool found = false;
    hp_status st = conv_best_path_open(&s->path, find_section, data, "t2s", &found, err);
    s->lexicon = lexicon;
    s->path.mixed = true;
    return st == HP_OK && !found ? error_set(err, HP_BAD_DATA, 0, "the data file has no best path for t2s") : st;
}

/* What the pieces that are told of stand for. */
struct telling {
    const repair_simplifier *simplifier;
    repair_work *work;
    hp_span text, left;
    bool failed;
};

static void add(struct telling *t, hp_span before, hp_span after)
{
    size_t offset = (size_t)(before.ptr - t->text.ptr);
    t->failed = t->failed || !repair_add_change(t->work, offset, before.len, after, REPAIR_RESIDUE);
}

/* Takes a piece and its output character by character, which pair up where their numbers are the same. */
static void take_piece(void *context, hp_span piece, hp_span output, const char *rule)
{
    struct telling *t = context;
    hp_span before = { NULL, 0 };
    (void)rule;
    if (!span_take(&t->left, piece.len, &before))
        return;
    if (before.len != output.len) {
        add(t, before, output);
        return;
    }
    for (size_t at = 0; at < before.len;) {
        size_t n = utf8_char_length(before.ptr + at, before.ptr + before.len);
        hp_span one = { before.ptr + at, n }, made = { output.ptr + at, n };
        if (!span_eq(one, made) && !repair_is_kept(t->simplifier->lexicon, t->text, (size_t)(one.ptr - t->text.ptr), n))
            add(t, one, made);
        at += n;
    }
}

/* Finds the changes of the piece [from, to) of the text, in which nothing is foreign.  Most need none: only of others
 * does the best path tell, which takes it several times as long. */
static bool simplify_piece(const repair_simplifier *s, conv_best_path_work *path, repair_work *work, hp_span text,
                           size_t from, size_t to)
{
    const hp_span piece = { text.ptr + from, to - from };
    struct telling telling = { s, work, text, piece, false };
    work->unused.len = 0;
    conv_best_path_convert(&s->path, path, piece, &work->unused);
    if (!work->unused.failed && !span_eq((hp_span){ work->unused.ptr, work->unused.len }, piece)) {
        work->unused.len = 0;
        path->trace = take_piece;
        path->context = &telling;
        conv_best_path_convert(&s->path, path, piece, &work->unused);
        path->trace = NULL;
    }
    bool good = !telling.failed && !work->unused.failed;
    work->unused.failed = false;
    return good;
}

bool repair_simplify(const repair_simplifier *s, conv_best_path_work *path, repair_work *work, hp_span text)
{
    repair_foreign foreign = repair_foreign_start(s->lexicon, text, REPAIR_NO_QUOTES);
    bool good = true;
    repair_start_changes(work);
    for (size_t at = 0; good && at < text.len;) {
        size_t from = at;
        bool is_foreign = repair_foreign_has(&foreign, at);
        while (at < text.len && repair_foreign_has(&foreign, at) == is_foreign)
            at = foreign.until;
        if (!is_foreign)
            good = simplify_piece(s, path, work, text, from, at);
    }
    repair_end_changes(work);
    return good;
}

/* engine.h - the rules as chosen, and the work of one thread.
 *
 * Given a line it tells what to change; given a text it finds the lines that it has business with.  Rules, profiles
 * and what each does are in rules.h.  Worked, with the profile "clean": "今天 Ａ 好,走" gives two edits,
 * "Ａ" → "A" (width) and "," → "，" (punct).
 */
#ifndef NORMALIZE_ENGINE_H
#define NORMALIZE_ENGINE_H

#include "normalize/options.h"
#include "normalize/rules.h"

/* Opens an engine.  `data` is needed by some rules only; it must outlive the engine.  On HP_OK the caller owns *out,
 * which is immutable and may be shared by threads.  On failure *out is NULL.  Errors: HP_NO_MEMORY, HP_BAD_DATA,
 * HP_USAGE (the user's rules are wrong). */
hp_status norm_open(norm_engine **out, const norm_options *options, const hp_data *data, hp_error *err);
void norm_free(norm_engine *engine);

/* One thread's memory.  Errors: HP_NO_MEMORY. */
hp_status norm_work_open(norm_work **out, const norm_engine *engine, hp_error *err);
void norm_work_free(norm_work *work);

/* What a stretch of text is to its line and document. */
typedef struct norm_where {
    bool starts_line, ends_line;
    bool starts_document;
    bool has_no_hints;  /* it is known to hold none (text/hint.h) */
    bool kept;          /* inside a code fence: only its line ends may change */
    bool next_vanishes; /* norm_vanishes() of the line behind it; matters only where norm_may_vanish() */
} norm_where;

/* What is to be changed in `run`, valid UTF-8 without LF: *edits is borrowed until the next call.
 * Errors: HP_NO_MEMORY, HP_LIMIT (4 GiB and more). */
hp_status norm_run(norm_work *work, hp_span run, norm_where where, const norm_edits **edits, hp_error *err);

/* True when `line`, any bytes, is blank once the rules have seen it, or begins with a line that is. */
bool norm_vanishes(norm_work *work, hp_span line);

/* The rule's name in the log. */
const char *norm_rule_name(const norm_engine *engine, unsigned rule);

/* Appends "name version" lines of the libraries in use. */
void norm_versions(hp_buf *out);

#endif

/* answer.h - what a filter says of the run it was given: "keep these bytes", "put that in place of these".
 *
 * The output and the record of edits come from the same calls, so the record always replays to the output.  A run is
 * answered in order and completely; a line for which only answer_keep() was called is not copied at all.
 * Worked: keep "國", edit "(guó)" → "", keep "家" leaves "國家" and one row.
 */
#ifndef PIPELINE_ANSWER_H
#define PIPELINE_ANSWER_H

#include "hanpipe.h"

/* Owned by the pipeline; a filter has nothing but the calls below.  Out of memory is noticed by the pipeline. */
typedef struct answer answer;

/* Passes `text`, the next bytes of the run, unchanged. */
void answer_keep(answer *out, hp_span text);

/* Passes the whole run, in place of every other answer; where it is all of the text at hand, nothing is copied. */
void answer_keep_all(answer *out, hp_span run);

/* Puts `after` in place of `before`, the next bytes of the run (an empty span at the right place for an insertion).
 * `rule`, static storage, says why.  An edit that changes nothing is kept, not recorded. */
void answer_edit(answer *out, hp_span before, hp_span after, const char *rule);

/* Takes `before`, the next bytes of the run, not empty, away. */
void answer_cut(answer *out, hp_span before, const char *rule);

/* For engines that give only a whole result: puts `after` in place of `before`, recording the parts that differ.  With
 * the same number of code points on both sides one edit is recorded for each stretch of differing code points,
 * otherwise one edit without the common ends. */
void answer_diff(answer *out, hp_span before, hp_span after, const char *rule);

/* Takes the whole line at hand away, with its LF if it has one.  Only for a run that is the whole line, in place of
 * every other answer. */
void answer_drop_line(answer *out, const char *rule);

/* For engines that write their result themselves, which they may only while answer_records() is false
 * (or with FILTER_ONLY_NOTES).
 *
 * Room for up to `most` bytes behind the output, or NULL when memory is out; then what was written there, of which the
 * first `length` bytes stand for the next bytes of the run, with so many edits.  To write nothing after all is
 * allowed: another answer may follow in place of the commit. */
char *answer_reserve(answer *out, size_t most);
void answer_commit(answer *out, size_t length, uint64_t edits);

/* The same for an engine that appends to an hp_buf: lends the output, to append to and nothing else; then what was
 * appended stands in place of `before`.  Of edits it is only known whether there are any; with FILTER_ONLY_NOTES they
 * are those noted. */
hp_buf *answer_lend(answer *out);
void answer_take_back(answer *out, hp_span before);

/* For a filter with FILTER_ONLY_NOTES, which writes its whole result by answer_reserve() or answer_lend() whether edits
 * are recorded or not: records that `before`, bytes of the run, became `after`, without writing anything. */
void answer_note(answer *out, hp_span before, hp_span after, const char *rule);

/* The rule of an edit that replaces or drops what is no text in its encoding: with -v a filter of any encoding has the
 * driver tell of each. */
#define ANSWER_INVALID "invalid"

/* True when edits are being recorded.  An engine may take a faster way to the same bytes when they are not. */
bool answer_records(const answer *out);

/* True when edits are being recorded, or just counted. */
bool answer_counts_edits(const answer *out);

/* For a filter with FILTER_SAYS_WORDS: true when words are wanted, and nothing else. */
bool answer_wants_words(const answer *out);

/* Then says a word of the line: its text, bytes of the line, its part of speech, grain and increment; the rest of *word
 * is filled in here.  Words come by their begin.  A status other than HP_OK is the caller's, who wants no more. */
hp_status answer_word(answer *out, hp_word *word);

/* Says `json`, a value of JSON that is copied, of the document, whose text it leaves alone: a record takes it at
 * `into`, a JSON Pointer (RFC 6901), NUL-terminated, that lives as long as the opened filter.  For FILTER_DOCUMENT. */
void answer_fact(answer *out, const char *into, hp_span json);

/* Rejects the document, the whole run, in place of every other answer but facts: its text goes, no later filter is
 * given it, and a record goes with it.  `reason`, a line that is copied, says why.  For FILTER_DOCUMENT. */
void answer_reject(answer *out, hp_span run, hp_span reason);

/* Adds `n` to the filter's counter `which`. */
void answer_count(answer *out, unsigned which, uint64_t n);

/* The rows of the filter's report, a list of places or findings beside the output, to append to; NULL when nobody
 * asked for it. */
hp_buf *answer_report(answer *out);

#endif

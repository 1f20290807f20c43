/* windows.h - the parts of a stretch that a normal form may change, where no other rule runs.
 *
 * A form works on pieces: a character, and those behind it that may change or combine.  Between two characters of which
 * neither may, pieces meet and nothing changes, so the text can be cut there and is the same in parts: a part has a few
 * thousand cells at most, unless a single piece has more, and what holds nothing for the form has none at all.
 * Worked, nfc: of "北京的cafe" U+0301 "都在北京市的朝阳区", "fe" U+0301 is looked at.
 */
#ifndef NORMALIZE_WINDOWS_H
#define NORMALIZE_WINDOWS_H

#include "normalize/line/line.h"

/* True when the engine's rules see nothing but pieces, in a text without hints. */
bool norm_has_windows(const norm_engine *engine);

/* True when in addition nothing tells the lines of a text that are worth a look from the others, so that they may as
 * well come many in a run: LF stays as it is, and nothing combines with it. */
bool norm_takes_many_lines(const norm_engine *engine);

/* The window of `run`, valid UTF-8, for the piece whose first character that it goes on over is at `at`; it starts at
 * or behind `from`, where the last window or piece ended or the run starts. */
hp_span norm_window(const norm_engine *engine, hp_span run, size_t from, size_t at);

/* Where the last place in `text`, valid UTF-8 without LF, is at which it may be cut where the engine has windows: two
 * characters on both sides go on no piece.  0 where there is none near the end. */
size_t norm_window_cut(const norm_engine *engine, hp_span text);

#endif

/* windows.h - the parts of a stretch that a normal form may change, where no other rule runs.
 *
 * A form works on pieces: a character, and those behind it that may change or combine.  Between two characters of which
 * neither may, pieces meet and nothing changes, so the text can be cut there and is the same in parts: a part has a few
 * thousand cells at most, unless a single piece has more, and what holds nothing for the form has none at all.
 * Worked, nfkc: of "你好，世界和平都好。" two windows, "好，" and "好。", are looked at.
 */
#ifndef NORMALIZE_WINDOWS_H
#define NORMALIZE_WINDOWS_H

#include "normalize/engine.h"

/* True when the engine's rules see nothing but pieces, in a text without hints. */
bool norm_has_windows(const norm_engine *engine);

/* Finds the next window of `run`, valid UTF-8, at or behind `from`, where the last one ended or the run starts; false
 * when there is none. */
bool norm_next_window(const norm_engine *engine, hp_span run, size_t from, hp_span *window);

#endif

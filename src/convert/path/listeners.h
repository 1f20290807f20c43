/* listeners.h - what the best-path engine tells those who listen to it (conv_best_path_work). */
#ifndef CONVERT_PATH_LISTENERS_H
#define CONVERT_PATH_LISTENERS_H

#include "convert/path/best_path_parts.h"

static inline bool conv_is_listening(const conv_scan *s)
{
    return s->work->note || s->work->trace;
}

/* Tells of a piece and its output. */
void conv_tell_piece(const conv_scan *s, hp_span piece, hp_span output, const char *rule);

/* Tells of the characters in [s->told, to), which were converted one by one. */
void conv_tell_plain(conv_scan *s, const char *to);

/* Tells that the piece stays as it is. */
void conv_tell_same(conv_scan *s, hp_span piece, const char *rule);

#endif

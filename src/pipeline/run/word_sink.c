/* word_sink.c - see word_sink.h. */
#include "pipeline/run/word_sink.h"

#include "text/utf8.h"

/* Moves the point to `byte` of the text. */
static uint64_t move(word_sink_point *point, hp_span text, uint64_t byte)
{
    uint64_t from = point->byte < byte ? point->byte : byte, to = point->byte < byte ? byte : point->byte;
    uint64_t between = utf8_count_points((hp_span){ text.ptr + from, (size_t)(to - from) });
    point->points = point->byte < byte ? point->points + between : point->points - between;
    point->byte = byte;
    return point->points;
}

hp_status word_sink_put(word_sink *sink, uint64_t at, hp_word *word)
{
    word->begin = at;
    word->end = at + word->text.len;
    if (sink->places) {
        word->begin = edit_places_begin(sink->places, word->begin);
        word->end = edit_places_end(sink->places, word->end);
    }
    if (word->end < word->begin) /* made of nothing, where something was taken away */
        word->end = word->begin;
    word->begin_point = move(&sink->begin, sink->given, word->begin);
    if (sink->end.byte < word->begin)
        sink->end = sink->begin;
    word->end_point = move(&sink->end, sink->given, word->end);
    return sink->take(sink->to, word);
}

/* scan.h - where in a text a reading might be: the first look, made to be fast.
 *
 * A reading shows itself by a Latin letter with a mark, by a zhuyin or full-width letter, or by a letter right behind
 * something that opens an annotation; where a blank or a full stop is behind the opener, that is the place.  Ordinary
 * text has few such places, so everything else is skipped 32 or 64 bytes at a time where the machine can; the plain
 * path gives the same places.  Nothing is decoded: any bytes will do.
 * Worked: in "他說：國(guó)家" the first place is the g.
 */
#ifndef HP_SCAN_H
#define HP_SCAN_H

#include "hanpipe.h"

/* The first place in [from, end), or `end`.  `start` is where the text starts: up to two bytes before `from` are looked
 * at, never before `start`. */
const char *hp_scan(const char *start, const char *from, const char *end);

#define HP_SCAN_WORDS 32

/* A scan that goes on: a stretch of the text is looked at at once, and its places are remembered.  Set `start`, `end`
 * and a count of 0; `from` never goes back. */
typedef struct hp_scanner {
    const char *start, *end;
    const char *block;            /* where the remembered stretch starts */
    size_t count;                 /* 64 times so many bytes are remembered */
    uint64_t hits[HP_SCAN_WORDS]; /* bit i of word k: block[64 * k + i] is a place */
} hp_scanner;

/* As hp_scan(start, from, end). */
const char *hp_scan_next(hp_scanner *scanner, const char *from);

/* The same on any machine, byte by byte.  For tests, and for machines without vectors. */
const char *hp_scan_plain(const char *start, const char *from, const char *end);

#endif

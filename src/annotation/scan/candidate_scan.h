/* candidate_scan.h - where in a text a reading might be: the first look, made to be fast.
 *
 * A reading shows itself by a Latin letter with a mark, by a zhuyin or full-width letter, or by a letter right behind
 * something that opens an annotation; where a blank or a full stop is behind the opener, that is the place.  Ordinary
 * text has few such places, so everything else is skipped 32 or 64 bytes at a time where the machine can; the plain
 * path gives the same places.  Nothing is decoded: any bytes will do.
 * Worked: in "他說：國(guó)家" the first place is the g.
 */
#ifndef ANNOTATION_CANDIDATE_SCAN_H
#define ANNOTATION_CANDIDATE_SCAN_H

#include "hanpipe.h"

#define ANNOTATION_SCAN_WORDS 64

/* A scan through one text: a stretch of it is looked at at once, and its places are remembered. */
typedef struct annotation_scanner {
    const char *start, *end;
    const char *block;                    /* where the remembered stretch starts */
    unsigned bytes_at_once;               /* 64 with AVX-512, 32 with AVX2, else 1; a test may set it to less */
    size_t count;                         /* 64 times so many bytes are remembered */
    uint64_t some;                        /* bit k: word k has a place */
    uint64_t hits[ANNOTATION_SCAN_WORDS]; /* bit i of word k: block[64 * k + i] is a place */
} annotation_scanner;

/* Sets `scanner` to look at `text`, which must stay as it is while the scanner is used. */
void annotation_scan_start(annotation_scanner *scanner, hp_span text);

/* The offset of the first place at or behind offset `at` of what is remembered, or its length; not for others.  Whether
 * it is in the same word cannot be foreseen where places are about a word from each other, so no branch asks. */
static inline size_t annotation_place_from(const annotation_scanner *scanner, size_t at)
{
    size_t word = at / 64;
    uint64_t left = scanner->hits[word] >> at % 64, others = scanner->some >> word >> 1;
    if (!(left | others))
        return 64 * scanner->count;
    size_t other = (word + 1 + (size_t)__builtin_ctzll(others | UINT64_C(1) << 63)) % ANNOTATION_SCAN_WORDS;
    uint64_t here = 0 - (uint64_t)(left != 0); /* all bits, or none */
    uint64_t hits = (left & here) | (scanner->hits[other] & ~here);
    return (size_t)((at & here) | (64 * other & ~here)) + (size_t)__builtin_ctzll(hits);
}

/* annotation_next_candidate() where nothing is remembered from `from` on; not for others. */
const char *annotation_scan_on(annotation_scanner *scanner, const char *from, const char *limit);

/* The first place in [from, limit), or `limit`, which is where the text or one of its lines ends.  Up to two bytes
 * before `from` are looked at, never before the text.  Going back is allowed, and costs another look. */
static inline const char *annotation_next_candidate(annotation_scanner *scanner, const char *from, const char *limit)
{
    size_t at = (size_t)(from - scanner->block); /* large where `from` is before it */
    if (at < 64 * scanner->count) {
        at = annotation_place_from(scanner, at);
        if (at < 64 * scanner->count)
            return scanner->block + at < limit ? scanner->block + at : limit;
    }
    return annotation_scan_on(scanner, from, limit);
}

enum { ANNOTATION_SKIPPED_MOST = 9 };

/* annotation_next_candidate() from at + skipped on, 1 to ANNOTATION_SKIPPED_MOST; `at` is a place.  In text full of
 * readings each step waits for the one before it, as how much is skipped is known late.  So the place behind the most
 * that may be is looked up without it, and whether there is one before that is a question that a branch foresees. */
static inline const char *annotation_next_behind(annotation_scanner *scanner, const char *at, size_t skipped,
                                                 const char *limit)
{
    size_t next = (size_t)(at + 1 - scanner->block), word = next / 64;
    if (word + 1 >= scanner->count)
        return annotation_next_candidate(scanner, at + skipped, limit);
    uint64_t near = scanner->hits[word] >> next % 64 | scanner->hits[word + 1] << 1 << (63 - next % 64);
    size_t far = annotation_place_from(scanner, next - 1 + ANNOTATION_SKIPPED_MOST);
    bool is_far = (near & ((1 << (ANNOTATION_SKIPPED_MOST - 1)) - 1)) >> (skipped - 1) == 0;
    if (!is_far || far >= 64 * scanner->count)
        return annotation_next_candidate(scanner, at + skipped, limit);
    return scanner->block + far < limit ? scanner->block + far : limit;
}

/* The same on any machine, byte by byte; `start` is where the text starts.  The definition of what the
 * others do, for tests and for machines without vectors. */
const char *annotation_scan_scalar(const char *start, const char *from, const char *end);

#endif

/* looks.h - what may have to be looked at in a text, byte by byte, before a rule has business with its line. */
#ifndef NORMALIZE_SCAN_LOOKS_H
#define NORMALIZE_SCAN_LOOKS_H

/* What norm_next() has to do at a byte: engine->look. */
enum { NORM_LOOK_NOTHING, NORM_LOOK_LEAD, NORM_LOOK_SIGN, NORM_LOOK_PAIR, NORM_LOOK_BLANK, NORM_LOOK_LF };

/* The kinds of look that the rules ask for; engine->looks.  NORM_LOOKS_MARKS: the commonest marks of Chinese tell
 * something by themselves. */
enum {
    NORM_LOOKS_CONTROLS = 1,
    NORM_LOOKS_SIGNS = 2,
    NORM_LOOKS_BLANKS = 4,
    NORM_LOOKS_LFS = 8,
    NORM_LOOKS_MARKS = 16
};

#endif

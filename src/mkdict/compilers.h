/* compilers.h - what each compiler makes of its text sources: one call, its sections added to *mk.
 *
 * Each returns false after a message that names file and line.
 */
#ifndef HP_COMPILERS_H
#define HP_COMPILERS_H

#include "mkdict/mkdict.h"

/* Readings: DIR/Unihan_Readings.txt and Unihan_Variants.txt of `unihan`, and the tables of ours in `dicts`. */
bool hp_mk_readings(hp_mk *mk, const char *unihan, const char *dicts);

/* The jieba engine: DIR/dict.txt and DIR/finalseg/prob_*.py of jieba, for seg. */
bool hp_mk_jieba(hp_mk *mk, const char *dir);

#endif

/* lexicon_compile.h - makes the sections of repair/sections.h from the words that conversion has. */
#ifndef REPAIR_COMPILE_LEXICON_COMPILE_H
#define REPAIR_COMPILE_LEXICON_COMPILE_H

#include "convert/compile/best_path_compile.h"

/* For conv_compile: adds the sections. */
extern const conv_use_words repair_use_words;

#endif

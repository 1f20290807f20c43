/* lexicon_compile.h - makes the sections of repair/sections.h from the words that conversion has. */
#ifndef REPAIR_COMPILE_LEXICON_COMPILE_H
#define REPAIR_COMPILE_LEXICON_COMPILE_H

#include "convert/compile/best_path_compile.h"

/* For conv_compile: adds the sections; `from` is the conv_sources.  False after a message. */
bool repair_compile(data_writer *writer, const conv_sources *from, const conv_words *simplified,
                    const conv_words *traditional);

#endif

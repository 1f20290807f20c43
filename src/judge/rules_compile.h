/* rules_compile.h - makes the section "judge.rules" of the files in dicts/rules. */
#ifndef JUDGE_RULES_COMPILE_H
#define JUDGE_RULES_COMPILE_H

#include "data/data_file_write.h"

/* Each file must hold an expression that can be parsed.  False after a message that names the file. */
bool judge_compile_rules(data_writer *writer, const char *dicts);

#endif

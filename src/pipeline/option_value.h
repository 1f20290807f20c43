/* option_value.h - arguments that must be one of the words in their option's table. */
#ifndef PIPELINE_OPTION_VALUE_H
#define PIPELINE_OPTION_VALUE_H

#include "pipeline/filter.h"

/* Which of its option's values the argument is; small or capital letters are the same.  In a filter's open it is one of
 * them: none other gets so far. */
size_t option_choice(const filter_given *given);

/* HP_USAGE, with the words that there are, when the option has values and the argument is none of them. */
hp_status option_check(const filter_given *given, hp_error *err);

/* Whether the option's argument is always a file's path. */
bool option_takes_file(const filter_option *option);

/* Whether the argument that was given is one. */
bool option_names_file(const filter_descriptor *filter, const filter_given *given);

/* What holds where the option is not given, as its help says it: the word before "(default", or what stands behind
 * "(default: "; empty where the help says nothing. */
hp_span option_default(const filter_option *option);

#endif

/* question.c - see question.h.
 *
 * A question is a --check of the last stage that says nothing: its counters are how often the answer was no.
 */
#include "driver/report/question.h"

#include <string.h>

#include "driver/report/message.h"

/* Whether the stage was given the option called `name`. */
static bool has_given(const pipeline_stage *stage, const char *name)
{
    for (size_t i = 0; name && i < stage->count; i++)
        if (strcmp(stage->given[i].option->name, name) == 0)
            return true;
    return false;
}

bool driver_take_question(driver_settings *s, const pipeline_stage *stages, size_t count)
{
    size_t asking = 0;
    while (asking < count && !has_given(&stages[asking], stages[asking].filter->asks))
        asking++;
    if (asking == count)
        return true;
    const char *option = stages[asking].filter->asks;
    if (asking + 1 < count)
        driver_complain(s->program, "%s --%s gives no text: nothing can stand behind it", stages[asking].filter->word,
                        option);
    else if (has_given(&stages[asking], stages[asking].filter->report))
        driver_complain(s->program, "--%s gives no text, and no --%s either", option, stages[asking].filter->report);
    else if (s->in_place || s->output || s->tree.output || s->diff || s->html || s->sink)
        driver_complain(s->program, "--%s gives no text: it cannot be used together with %s", option,
                        s->in_place      ? "--in-place"
                        : s->output      ? "-o"
                        : s->tree.output ? "-O"
                        : s->diff        ? "--diff"
                        : s->html        ? "--html"
                                         : "this program");
    else
        s->asks = s->check = true;
    return s->asks;
}

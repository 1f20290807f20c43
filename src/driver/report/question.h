/* question.h - a run that writes no text, and whose exit status is the answer: detect --if=EXPR. */
#ifndef DRIVER_REPORT_QUESTION_H
#define DRIVER_REPORT_QUESTION_H

#include "driver/options.h"
#include "pipeline/pipeline.h"

/* Sets settings->asks, and settings->check with it, where a stage has been given the option that its filter asks by.
 * False, with a message, where there is no place for a question. */
bool driver_take_question(driver_settings *settings, const pipeline_stage *stages, size_t count);

#endif

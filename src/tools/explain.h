/* explain.h - what a pipeline will do, for people to read: hanpipe --explain. */
#ifndef TOOLS_EXPLAIN_H
#define TOOLS_EXPLAIN_H

#include "pipeline/pipeline.h"

/* Appends the filters in their order, each with its options, those that were not given at their defaults; how much a
 * file must have come before anything goes out; and what fixes the result: versions, checksums, the pipeline's id. */
void explain_pipeline(const hp_pipeline *pipeline, const pipeline_expression *expression, const hp_data *data,
                      hp_buf *out);

#endif

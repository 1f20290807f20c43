/* use_data.h - makes every filter open with a data file, sound or not, and look things up in it. */
#ifndef FUZZ_USE_DATA_H
#define FUZZ_USE_DATA_H

#include "pipeline/pipeline.h"

/* Text that makes the filters look things up. */
static const char sample[] = "國(guó)家重(zhòng)要，头发发展南京市长江大桥。abc 123\n";

/* Runs the sample through the pipeline, which is freed. */
static inline void use_pipeline(hp_pipeline *pipeline)
{
    hp_worker *worker;
    hp_buf out = { 0 };
    if (hp_worker_open(&worker, pipeline, NULL) == HP_OK) {
        hp_run_lines(worker, NULL, (hp_span){ sample, sizeof sample - 1 }, hp_write_to_buf, &out, NULL);
        hp_worker_free(worker);
    }
    hp_buf_free(&out);
    hp_pipeline_free(pipeline);
}

/* Opens `data` with each filter, and with the engines that are no filter's default, and runs the sample where that is
 * possible. */
static inline void use_data(const hp_data *data)
{
    hp_pipeline *pipeline;
    for (size_t i = 0; filter_registry[i]; i++) {
        const pipeline_stage stage = { .filter = filter_registry[i] };
        if (pipeline_open_stages(&pipeline, &stage, 1, data, NULL) == HP_OK)
            use_pipeline(pipeline);
    }
    if (hp_pipeline_open(&pipeline, "seg --engine=jieba", data, NULL) == HP_OK)
        use_pipeline(pipeline);
}

#endif

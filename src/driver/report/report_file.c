/* report_file.c - see report_file.h. */
#include "driver/report/report_file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "driver/report/message.h"
#include "text/buffer.h"

static bool write_line(driver_job *job, const hp_buf *line)
{
    int error = line->failed || job->rules.failed
                    ? ENOMEM
                    : driver_output_write(&job->report, (hp_span){ line->ptr, line->len });
    if (error)
        driver_stop(job, job->settings->tree.report, error);
    return error == 0;
}

bool driver_file_report_open(driver_job *job)
{
    const char *path = job->settings->tree.report;
    uint64_t id = 0;
    hp_buf line = { 0 };
    if (!path)
        return true;
    int error = pipeline_id(job->pipeline, &id, NULL) == HP_OK ? 0 : ENOMEM;
    buffer_format(&line, FILE_REPORT_START ",\"id\":\"%016" PRIx64 "\"}\n", id);
    if (!error)
        error = line.failed ? ENOMEM : driver_output_open_rows(&job->report, path, line.ptr);
    if (error)
        driver_complain(job->settings->program, "%s: %s", path, strerror(error));
    hp_buf_free(&line);
    return error == 0;
}

void driver_file_report(driver_job *job, const driver_file *file)
{
    hp_buf line = { 0 };
    const char *trouble = file->open_error ? strerror(file->open_error) : file->trouble;
    if (job->report.fd < 0)
        return;
    file_report_row(&job->rules, job->pipeline, file, trouble, &line);
    write_line(job, &line);
    hp_buf_free(&line);
}

void driver_file_report_close(driver_job *job)
{
    for (size_t i = 0; job->report.fd >= 0 && !job->stopped && i < job->input.count; i++)
        if (job->input.files[i].open_error)
            driver_file_report(job, &job->input.files[i]);
    if (job->report.fd >= 0 && job->stopped)
        driver_output_discard(&job->report);
    else if (job->report.fd >= 0)
        driver_end_output(job, &job->report);
}

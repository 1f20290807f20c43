/* stop.c - output that ends, and a run that ends because output broke.
 *
 * Whatever breaks, it is said once and nothing more is read, worked on or written; other threads that wait for input
 * are woken.  Worked: a full disk under the log ends the run with "log: No space left on device" and exit status 1.
 */
#include <string.h>

#include "driver/job.h"
#include "driver/report/message.h"

void driver_stop(driver_job *job, const char *name, int error)
{
    driver_progress_end(&job->progress);
    if (error > 0)
        driver_complain(job->settings->program, "%s: %s", name, strerror(error));
    job->failed = job->truncated = job->stopped = true;
    driver_input_stop(&job->input);
}

void driver_end_output(driver_job *job, driver_output *out)
{
    const char *name = out->name;
    int error = driver_output_commit(out, "");
    if (error) {
        driver_complain(job->settings->program, "%s: %s", name, strerror(error));
        job->failed = true;
    }
}

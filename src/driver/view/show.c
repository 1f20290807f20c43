/* show.c - see show.h.
 *
 * The changes of a chunk are made once and written to both; nothing is kept from chunk to chunk but names and numbers.
 * Worked: hanstrip --diff on 國(guó) writes "     1  bracket                   國[-(guó)-]" where 國 would go.
 */
#include "driver/view/show.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "driver/report/message.h"
#include "driver/report/rows.h"
#include "driver/view/diff.h"

/* Whether the lines go to a terminal that shows colours. */
static bool is_for_eyes(const driver_settings *s, const driver_output *out)
{
    return s->colors && !out->pack && isatty(out->fd);
}

bool driver_show_open(driver_job *job)
{
    const driver_settings *s = job->settings;
    driver_view *view = &job->view;
    view->color = s->diff == DRIVER_DIFF_COLOR || (s->diff == DRIVER_DIFF_AUTO && is_for_eyes(s, &job->out));
    if (!s->html)
        return true;
    int error = driver_output_open_rows(&view->page, s->html, PAGE_START);
    view->page.sync = s->sync;
    if (!error) {
        page_put_head(s->expression ? s->expression : s->program, &view->text);
        error = view->text.failed ? ENOMEM
                                  : driver_output_write(&view->page, (hp_span){ view->text.ptr, view->text.len });
        view->text.len = 0;
    }
    if (error)
        driver_complain(s->program, "%s: %s", s->html, strerror(error));
    return error == 0;
}

/* Writes what waits; false when the run is stopped. */
static bool write_text(driver_job *job, driver_output *out)
{
    hp_buf *text = &job->view.text;
    int error = text->failed || job->view.lines.failed ? ENOMEM
                                                       : driver_output_write(out, (hp_span){ text->ptr, text->len });
    text->len = 0;
    if (error)
        driver_stop(job, out->name, error);
    return error == 0;
}

enum { BATCH = 1 << 16 };

static void write_diff(driver_job *job, const driver_chunk *chunk)
{
    driver_view *view = &job->view;
    bool good = true;
    view_lines_start(&view->lines, &view->changes, chunk->place.line);
    while (good && view_lines_next(&view->lines)) {
        if (view->file != chunk->file && job->input.count > 1)
            diff_put_file(chunk->file->name, view->color, &view->text);
        view->file = chunk->file;
        diff_put_line(&view->lines, job->pipeline, view->color, &view->text);
        if (view->text.len >= BATCH || view->text.failed)
            good = write_text(job, &job->out);
    }
    if (good)
        write_text(job, &job->out);
}

static void write_page(driver_job *job, const driver_chunk *chunk)
{
    driver_view *view = &job->view;
    bool good = true;
    view_lines_start(&view->lines, &view->changes, chunk->place.line);
    while (good && view_lines_next(&view->lines)) {
        page_put_line(&view->names, &view->lines, job->pipeline, chunk->file, chunk->file->name, &view->text);
        if (view->text.len >= BATCH || view->text.failed)
            good = write_text(job, &view->page);
    }
    if (good)
        write_text(job, &view->page);
}

void driver_show(driver_job *job, const driver_worker *worker, hp_span text)
{
    const driver_settings *s = job->settings;
    driver_view *view = &job->view;
    if (!s->diff && !s->html)
        return;
    if (!view_changes_make(&view->changes, worker->runner, job->pipeline, text)) {
        driver_stop(job, worker->chunk.file->name, ENOMEM);
        return;
    }
    if (s->diff)
        write_diff(job, &worker->chunk);
    if (s->html && !job->stopped)
        write_page(job, &worker->chunk);
}

void driver_show_close(driver_job *job)
{
    if (job->view.page.fd < 0)
        return;
    page_put_end(&job->view.text);
    if (write_text(job, &job->view.page))
        driver_rows_close(job, &job->view.page);
    else
        driver_show_discard(job);
}

void driver_show_discard(driver_job *job)
{
    driver_output_discard(&job->view.page);
}

void driver_show_free(driver_job *job)
{
    view_changes_free(&job->view.changes);
    view_lines_free(&job->view.lines);
    page_names_free(&job->view.names);
    hp_buf_free(&job->view.text);
}

/* workers.c - the threads: each takes a chunk, works on it, and writes when its turn has come.
 *
 * Every worker runs the same loop; the main thread is the first of them, and with one thread the only one:
 *
 *     take   under `reading`: the next chunk of whole lines, with a ticket (0, 1, 2 …), or its place in a plain file,
 *            whose bytes are then read without the lock
 *     work   alone: the pipeline, with the thread's own hp_worker
 *     write  when next_ticket reaches the ticket: the result, the log rows, the end of a file; then next_ticket + 1
 *
 * A chunk's bytes and its result belong to its worker throughout, so nothing is queued and nothing is copied for
 * another thread: memory is one chunk and one hp_worker a thread, and order holds because only the worker whose turn
 * it is writes.  A worker that is ahead waits for its turn; a worker that waits for input holds `reading` and nobody
 * else needs it.  Most waits are shorter than it takes to sleep and be woken, so a worker looks for some microseconds
 * before it sleeps.  More workers start only after a chunk was taken and input is left.
 *
 * When output breaks, driver_stop() ends the input, waking whoever waits for it: each worker ends at its next take,
 * passing its turn on as ever.
 */
#include "driver/job.h"
#include "driver/report/message.h"
#include "driver/report/sniff.h"
#include "driver/records/run_chunk.h"
#include "text/sniff/signature.h"

/* Notes what the user should be told of the bytes as they came. */
static void sniff(const driver_worker *worker, hp_span bytes, driver_result *result)
{
    bool is_first = worker->chunk.place.offset == 0;
    result->is_escaped = is_first && !worker->job->records && driver_sniff_is_escaped(bytes);
    if (pipeline_get_needs(worker->job->pipeline).any_encoding)
        return;
    result->invalid = driver_sniff_count(bytes);
    if (result->invalid)
        result->encoding = driver_sniff_encoding(bytes);
    if (result->invalid && is_first)
        result->content = text_signature(bytes);
}

/* Runs the pipeline over the worker's chunk, or over the lines of it before the first that fails. */
static void work(driver_worker *worker, driver_result *result)
{
    driver_chunk *chunk = &worker->chunk;
    hp_span bytes = { chunk->bytes.ptr, chunk->bytes.len };
    *result = (driver_result){ .status = chunk->status };
    if (chunk->status != HP_OK || chunk->too_large || (chunk->error && bytes.len == 0))
        return;
    const hp_records *records = worker->job->records;
    if (!worker->job->settings->quiet && !(records && records_are_archive(records)))
        sniff(worker, bytes, result);
    if (records) {
        record_work_run(worker, result);
        return;
    }
    worker_note_line(worker->runner, &chunk->noted);
    result->status = pipeline_view_good(worker->runner, chunk->decisions, &chunk->place, bytes, &result->text,
                                        &chunk->bytes.len, &worker->error);
}

/* So often a worker that waits looks before it sleeps: for about 10 microseconds, as long as it takes to be woken. */
enum { LOOKS = 200 };

/* Lets the processor wait as long as another takes to change a line of the cache. */
static void pause_briefly(void)
{
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#endif
}

/* Waits until the chunk may be written. */
static void await_turn(driver_job *job, uint64_t ticket)
{
    for (int i = 0; job->spins && i < LOOKS; i++) {
        if (job->next_ticket == ticket)
            return;
        pause_briefly();
    }
    pthread_mutex_lock(&job->order);
    while (job->next_ticket != ticket)
        pthread_cond_wait(&job->ticket_passed, &job->order);
    pthread_mutex_unlock(&job->order);
}

/* Lets the next chunk be written. */
static void pass_turn(driver_job *job)
{
    pthread_mutex_lock(&job->order);
    job->next_ticket++;
    pthread_cond_broadcast(&job->ticket_passed);
    pthread_mutex_unlock(&job->order);
}

static void *run_worker(void *argument);

static hp_status open_worker(driver_job *job, driver_worker *worker)
{
    hp_status st = hp_worker_open(&worker->runner, job->pipeline, &worker->error);
    worker->job = job;
    if (st != HP_OK)
        return st;
    const driver_settings *s = job->settings;
    bool keeps = s->log || s->diff || s->html || s->tree.report || job->tells_invalid;
    hp_worker_keep(worker->runner, keeps ? HP_KEEP_EDITS : 0, NULL);
    worker_count_edits(worker->runner, s->stats);
    worker_leave_parts(worker->runner, !s->sink && !s->in_place && !s->tree.output && !job->records && !job->out.pack);
    return job->records ? record_work_open(worker) : HP_OK;
}

/* Starts the other workers; one that cannot start is done without.  Without a way to wake who waits for input there
 * would be no stopping them. */
static void start_workers(driver_job *job)
{
    if (job->settings->threads == 1 || !driver_input_make_wakeable(&job->input))
        return;
    while (job->started < job->settings->threads) {
        driver_worker *worker = &job->workers[job->started];
        if (open_worker(job, worker) != HP_OK || pthread_create(&worker->thread, NULL, run_worker, worker) != 0)
            break; /* its hp_worker is freed with the others */
        job->started++;
    }
}

static void lock_reading(driver_job *job)
{
    for (int i = 0; job->spins && i < LOOKS; i++) {
        if (pthread_mutex_trylock(&job->reading) == 0)
            return;
        pause_briefly();
    }
    pthread_mutex_lock(&job->reading);
}

static bool take(driver_job *job, driver_worker *worker)
{
    lock_reading(job);
    bool taken = driver_input_take(&job->input, &worker->chunk, worker->runner, &worker->error);
    pthread_mutex_unlock(&job->reading);
    if (taken)
        driver_input_read(&worker->chunk);
    return taken;
}

static void *run_worker(void *argument)
{
    driver_worker *worker = argument;
    driver_job *job = worker->job;
    while (take(job, worker)) {
        driver_result result;
        if (worker == job->workers && job->started == 1 && worker->chunk.more)
            start_workers(job);
        work(worker, &result);
        await_turn(job, worker->chunk.ticket);
        driver_write_chunk(job, worker, &result);
        pass_turn(job);
    }
    return NULL;
}

bool driver_run_workers(driver_job *job)
{
    driver_worker *first = &job->workers[0];
    if (open_worker(job, first) != HP_OK) {
        driver_complain(job->settings->program, "%s", hp_error_text(&first->error));
        return false;
    }
    job->started = 1;
    job->spins = job->settings->threads <= driver_count_processors();
    if (!job->settings->quiet)
        driver_progress_start(&job->progress, job->settings->program,
                              (driver_amount){ driver_input_size(&job->input), job->input.count },
                              job->settings->tree.output != NULL);
    run_worker(first);
    for (size_t i = 1; i < job->started; i++)
        pthread_join(job->workers[i].thread, NULL);
    driver_progress_end(&job->progress);
    return true;
}

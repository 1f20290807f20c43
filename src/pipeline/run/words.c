/* words.c - hp_words(): a text's words, with their places in it.
 *
 * The filters before the last run first, with their edits kept, which tell where in the text stands what they made of
 * it; then the last one says its words instead of writing them.
 */
#include "pipeline/pipeline_parts.h"
#include "text/error.h"

/* Whether the pipeline has words to give. */
static hp_status check(const hp_pipeline *pipeline, hp_error *err)
{
    size_t last = pipeline->count - 1;
    if (pipeline->count == 0 || !(pipeline->stages[last].filter->traits & FILTER_SAYS_WORDS))
        return error_set(err, HP_USAGE, 0, "the pipeline does not end in words: its last filter must be seg");
    for (size_t i = 0; i < last; i++)
        if (pipeline->stages[i].filter->traits & FILTER_ONLY_NOTES)
            return error_set(err, HP_USAGE, 0, "words have no places in what %s reads: run it by itself before",
                             pipeline->stages[i].filter->word);
    return HP_OK;
}

/* Runs the stages before the last, keeping their edits. */
static hp_status run_before_words(hp_worker *worker, pipeline_decisions *decisions, const hp_place *place, hp_span text,
                                  hp_span *result, hp_error *err)
{
    bool keeps_edits = worker->keeps_edits;
    worker->keeps_edits = true;
    hp_status st = worker_run_stages(worker, worker->pipeline->count - 1, decisions, place, text, result, err);
    worker->keeps_edits = keeps_edits;
    return st;
}

static hp_status say_words(hp_worker *worker, const hp_place *place, hp_span text, word_sink *sink, hp_error *err)
{
    edit_places places = { 0 };
    hp_status st = HP_OK;
    if (worker->edits.count > 0) {
        sink->places = &places;
        if (!edit_places_read(&places, &worker->edits, worker->pipeline->count - 1))
            st = error_set_memory(err);
    }
    if (st == HP_OK)
        st = worker_run_last(worker, place, text, sink, err);
    edit_places_free(&places);
    return st;
}

hp_status hp_words(hp_worker *worker, hp_span text, hp_take_word *take, void *to, hp_error *err)
{
    if (!worker || !take || (!text.ptr && text.len))
        return error_set(err, HP_MISUSE, 0, "hp_words: NULL argument");
    hp_place place = { .line = 1 };
    pipeline_decisions *decisions = NULL;
    hp_span result = { "", 0 };
    worker_end_document(worker);
    worker_start_call(worker);
    hp_status st = check(worker->pipeline, err);
    if (st == HP_OK && worker->pipeline->needs.head && !(decisions = pipeline_decisions_new(worker->pipeline)))
        st = error_set_memory(err);
    if (st == HP_OK)
        st = run_before_words(worker, decisions, &place, text, &result, err);
    if (st == HP_OK && !worker->found.rejected) {
        word_sink sink = { .take = take, .to = to, .given = text };
        st = say_words(worker, &place, result, &sink, err);
    }
    if (!worker->keeps_edits)
        worker_start_call(worker);
    pipeline_decisions_free(decisions);
    return st;
}

/* open.c - opens a chain of filters. */
#include <stdlib.h>
#include <string.h>

#include "data/data_file.h"
#include "pipeline/option_value.h"
#include "pipeline/pipeline_parts.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/memory.h"

/* Whether the stage that was just opened may stand where it does; adds its needs to the pipeline's. */
static hp_status place_stage(hp_pipeline *p, hp_error *err)
{
    size_t i = p->count - 1;
    const pipeline_opened_stage *stage = &p->stages[i];
    /* --invalid decides nothing about lines, so what looks at the next may stand behind it. */
    bool is_first = i == 0 || (i == 1 && p->stages[0].filter == &filter_invalid);
    if (stage->needs.unit == FILTER_PIECES && i > 0)
        return error_set(err, HP_USAGE, 0, "%s reads bytes in any encoding, so %s", stage->filter->word,
                         is_first ? "--invalid cannot come before it" : "it must be the first filter");
    /* Where text may be cut is only known of the pipeline's input: lines that others have left come all at once. */
    bool whole = stage->needs.unit == FILTER_DOCUMENT || (stage->needs.next_line && !is_first);
    /* How many lines of the input leave so many lines is only known where every line leaves one. */
    for (size_t k = 0; k < i && stage->needs.lines_before > 0; k++)
        whole = whole || p->stages[k].needs.next_line || p->stages[k].needs.drops_lines;
    p->needs.document = p->needs.document || whole;
    /* The lines that one filter looks back at must be as another leaves them that has looked back itself. */
    p->needs.lines_before += stage->needs.lines_before;
    p->needs.head = p->needs.head || stage->needs.head;
    p->needs.line_numbers = p->needs.line_numbers || stage->needs.line_numbers;
    if (i == 0)
        p->needs.any_encoding = stage->filter->traits & FILTER_ANY_ENCODING;
    return HP_OK;
}

/* Where an error points in the expression: at the value of the option that it names first, or quotes; else at the
 * stage. */
static size_t find_offset(const pipeline_stage *stage, const hp_error *err)
{
    const char *text = hp_error_text(err);
    for (size_t i = 0; hp_error_status(err) == HP_USAGE && i < stage->count; i++) {
        const filter_given *given = &stage->given[i];
        size_t n = strlen(given->option->name);
        bool is_named = strncmp(text, "--", 2) == 0 && strncmp(text + 2, given->option->name, n) == 0 &&
                        strchr("=: ", text[2 + n]);
        const char *quoted = given->value && *given->value ? strstr(text, given->value) : NULL;
        bool is_quoted = quoted && quoted > text && quoted[-1] == '\'' && quoted[strlen(given->value)] == '\'';
        if ((is_named || is_quoted) && given->offset > 0)
            return given->offset;
    }
    return stage->offset;
}

hp_status pipeline_open_stages(hp_pipeline **out, const pipeline_stage *stages, size_t count, const hp_data *data,
                               hp_error *err)
{
    hp_status st = HP_OK;
    *out = NULL;
    hp_pipeline *p = memory_zeroed(1, sizeof *p + count * sizeof p->stages[0]);
    if (!p)
        return error_set_memory(err);
    atomic_init(&p->references, 1);
    p->data = data_share(data);
    for (size_t i = 0; st == HP_OK && i < count; i++) {
        const filter_descriptor *filter = stages[i].filter;
        pipeline_opened_stage *stage = &p->stages[i];
        stage->filter = filter;
        for (size_t k = 0; st == HP_OK && k < stages[i].count; k++)
            st = option_check(&stages[i].given[k], err);
        if (st == HP_OK)
            st = filter->open(&stage->self, stages[i].given, stages[i].count, data, err);
        if (st == HP_OK) {
            p->count++;
            stage->needs = filter->needs ? filter->needs(stage->self) : (filter_needs){ .unit = FILTER_LINES };
            st = place_stage(p, err);
            if (i > 0)
                hp_buf_append(&p->stages_json, span_of_string(","));
            pipeline_describe_stage(&stages[i], &p->stages_json);
        }
        if (st != HP_OK && err)
            err->offset = find_offset(&stages[i], err);
    }
    if (st == HP_OK && p->stages_json.failed)
        st = error_set_memory(err);
    if (st == HP_OK)
        *out = p;
    else
        hp_pipeline_free(p);
    return st;
}

void hp_pipeline_free(hp_pipeline *pipeline)
{
    if (!pipeline || atomic_fetch_sub(&pipeline->references, 1) > 1)
        return;
    for (size_t i = 0; i < pipeline->count; i++)
        pipeline->stages[i].filter->free(pipeline->stages[i].self);
    hp_buf_free(&pipeline->stages_json);
    hp_data_free(pipeline->data);
    memory_free(pipeline);
}

size_t pipeline_length(const hp_pipeline *pipeline)
{
    return pipeline->count;
}

const filter_descriptor *pipeline_filter(const hp_pipeline *pipeline, size_t stage)
{
    return pipeline->stages[stage].filter;
}

unsigned pipeline_occurrence(const hp_pipeline *pipeline, size_t stage)
{
    unsigned n = 1;
    for (size_t i = 0; i < stage; i++)
        n += pipeline->stages[i].filter == pipeline->stages[stage].filter;
    return n;
}

uint32_t hp_pipeline_lines_before(const hp_pipeline *pipeline)
{
    return pipeline && !pipeline->needs.document && !pipeline->needs.head ? pipeline->needs.lines_before : 0;
}

pipeline_needs pipeline_get_needs(const hp_pipeline *pipeline)
{
    return pipeline->needs;
}

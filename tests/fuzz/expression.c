/* expression.c - any text as a pipeline expression: parsed or refused, and an error points into it. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "pipeline/pipeline.h"
#include "text/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char *text = malloc(len + 1);
    pipeline_expression expression;
    hp_error err = { 0 };
    if (!text)
        return 0;
    memcpy(text, bytes, len);
    text[len] = '\0';
    hp_status st = pipeline_expression_parse(&expression, text, &err);
    if (st == HP_OK) {
        size_t total = 0;
        for (size_t i = 0; i < expression.count; i++) {
            total += expression.stages[i].count;
            for (size_t g = 0; g < expression.stages[i].count; g++)
                total += expression.stages[i].given[g].value ? strlen(expression.stages[i].given[g].value) : 0;
        }
        if (expression.count == 0 || total > 2 * len)
            abort();
        pipeline_expression_free(&expression);
    } else if (st != HP_USAGE || err.offset > strlen(text) || hp_error_text(&err)[0] == '\0') {
        abort();
    }
    error_clear(&err);
    free(text);
    return 0;
}

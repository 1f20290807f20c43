/* judge.c - any condition over any document: the first line is the condition, the rest the document.
 *
 * What parses can be evaluated, and what fails has a reason; every share lies between its bounds; the counts of a
 * document do not depend on what was counted before; any bytes are in some encoding, or of some kind.
 */
#include <stdlib.h>
#include <string.h>

#include "../built_data.h"
#include "fuzz.h"
#include "judge/judge.h"
#include "text/bytes.h"
#include "text/error.h"

static hp_data *data;
static judge_tables tables;
static judge *used, *fresh;

static void open_all(void)
{
    if (open_built_data(&data, NULL) != HP_OK || judge_tables_open(&tables, ~0u, data, NULL) != HP_OK ||
        !(used = judge_new(&tables)))
        abort();
}

static void close_all(void)
{
    judge_free(used);
    judge_tables_close(&tables);
    hp_data_free(data);
}

static void try_condition(hp_span text)
{
    expression *e;
    hp_error err = { 0 };
    hp_buf reason = { 0 };
    bool holds;
    hp_status st = expression_parse(&e, text, judge_names, &err);
    if (st == HP_OK) {
        if (expression_holds(e, judge_find, used, &holds, &reason, NULL) != HP_OK || holds != (reason.len == 0))
            abort();
        expression_free(e);
    } else if (st != HP_USAGE || err.offset > text.len) {
        abort();
    }
    hp_buf_free(&reason);
    error_clear(&err);
}

/* A row of 2 to 4 may overlap itself, and so take more than there is. */
static bool is_share(size_t name)
{
    const char *meaning = judge_names[name].meaning;
    bool is_top = strncmp(judge_names[name].name, "top", 3) == 0 || strncmp(judge_names[name].name, "wtop", 4) == 0;
    return strncmp(meaning, "share", 5) == 0 && !is_top;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    hp_span document = { (const char *)bytes, len };
    bool wanted[JUDGE_NAME_COUNT];
    hp_buf first = { 0 }, second = { 0 };
    if (!data) {
        open_all();
        atexit(close_all);
    }
    hp_span condition = span_take_field(&document, '\n');
    judge_start(used, document, GRAMS_MOST);
    try_condition(condition);
    memset(wanted, true, sizeof wanted);
    if (!(fresh = judge_new(&tables)))
        return 0;
    judge_start(fresh, document, GRAMS_MOST);
    if (judge_put_json(used, wanted, &first, NULL) != HP_OK || judge_put_json(fresh, wanted, &second, NULL) != HP_OK ||
        !span_eq((hp_span){ first.ptr, first.len }, (hp_span){ second.ptr, second.len }))
        abort();
    for (size_t name = 0; name < JUDGE_NAME_COUNT; name++) {
        expression_value value = { 0 };
        if (judge_find(used, name, &value, NULL) != HP_OK || value.number < 0 || (is_share(name) && value.number > 1))
            abort();
    }
    judge_start(fresh, document, GRAMS_MOST);
    expression_value encoding = { 0 };
    if (judge_decode(fresh, NULL) != HP_OK || judge_find(fresh, JUDGE_encoding, &encoding, NULL) != HP_OK ||
        encoding.string.len == 0)
        abort();
    judge_free(fresh);
    hp_buf_free(&first);
    hp_buf_free(&second);
    return 0;
}

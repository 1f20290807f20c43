/* judge_write.c - what was counted, as JSON or as tab-separated values; see judge.h.
 *
 * Worked: "國家" with chars and han → {"chars":2,"scripts":{"Hani":2},"han":1}; as values "2\t1".
 */
#include "judge/judge_parts.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"

/* Appends a name of an object, which needs no escapes. */
static void put_name(const char *separator, const char *name, hp_buf *out)
{
    hp_buf_append(out, span_of_string(separator));
    hp_buf_append(out, span_of_string("\""));
    hp_buf_append(out, span_of_string(name));
    hp_buf_append(out, span_of_string("\":"));
}

static void put_scripts(const judge *j, hp_buf *out)
{
    const char *separator = "";
    uint64_t counts[JUDGE_SCRIPTS] = { 0 };
    for (size_t i = 0; i < j->kind_count; i++)
        counts[j->kinds[i] / JUDGE_CLASSES] += j->tally[j->kinds[i]];
    hp_buf_append(out, span_of_string(",\"scripts\":{"));
    for (unsigned script = 0; script < JUDGE_SCRIPTS; script++) {
        const char *name = counts[script] ? judge_script_name(j->characters.icu, script) : NULL;
        if (!name)
            continue;
        put_name(separator, name, out);
        buffer_put_number(out, counts[script], 1);
        separator = ",";
    }
    hp_buf_append(out, span_of_string("}"));
}

static void put_bands(const judge *j, const char *quote, const char *separator, hp_buf *out)
{
    for (size_t i = 0; i < FINGERPRINT_BANDS && !j->print.is_empty; i++) {
        hp_buf_append(out, span_of_string(i ? separator : ""));
        hp_buf_append(out, span_of_string(quote));
        buffer_put_hex(out, j->print.bands[i], 16);
        hp_buf_append(out, span_of_string(quote));
    }
}

hp_status judge_put_json(judge *j, const bool *wanted, hp_buf *out, hp_error *err)
{
    const char *separator = "";
    hp_status st = HP_OK;
    hp_buf_append(out, span_of_string("{"));
    for (size_t name = 0; st == HP_OK && name < JUDGE_NAME_COUNT; name++) {
        expression_value value;
        if (!wanted[name] || (st = judge_find(j, name, &value, err)) != HP_OK)
            continue;
        put_name(separator, judge_names[name].name, out);
        separator = ",";
        if (judge_names[name].kind == EXPRESSION_STRING)
            json_put_string(value.string, out);
        else
            expression_put_number(value.number, out);
        if (name == JUDGE_chars)
            put_scripts(j, out);
        if (name == JUDGE_simhash) {
            hp_buf_append(out, span_of_string(",\"bands\":["));
            put_bands(j, "\"", ",", out);
            hp_buf_append(out, span_of_string("]"));
        }
    }
    hp_buf_append(out, span_of_string("}"));
    return st;
}

hp_status judge_put_tsv(judge *j, const bool *wanted, hp_buf *out, hp_error *err)
{
    const char *separator = "";
    hp_status st = HP_OK;
    for (size_t name = 0; st == HP_OK && name < JUDGE_NAME_COUNT; name++) {
        expression_value value;
        if (!wanted[name] || (st = judge_find(j, name, &value, err)) != HP_OK)
            continue;
        hp_buf_append(out, span_of_string(separator));
        separator = "\t";
        if (judge_names[name].kind == EXPRESSION_STRING)
            buffer_put_escaped(out, value.string);
        else
            expression_put_number(value.number, out);
        if (name == JUDGE_simhash) {
            hp_buf_append(out, span_of_string("\t"));
            put_bands(j, "", " ", out);
        }
    }
    return st;
}

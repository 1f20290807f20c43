/* rules.c - see rules.h. */
#include "judge/rules.h"

#include "data/data_file.h"
#include "text/bytes.h"
#include "text/error.h"

/* Takes the next rule off *rest. */
static bool take_rule(hp_span *rest, hp_span *name, hp_span *text)
{
    while (rest->len > 0 && rest->ptr[0] != '@')
        span_take_field(rest, '\n');
    if (rest->len == 0)
        return false;
    *name = span_take_field(rest, '\n');
    *name = (hp_span){ name->ptr + 1, name->len - 1 };
    *text = (hp_span){ rest->ptr, 0 };
    while (rest->len > 0 && rest->ptr[0] != '@') {
        span_take_field(rest, '\n');
        text->len = (size_t)(rest->ptr - text->ptr);
    }
    return true;
}

void judge_rules_list(const hp_data *data, hp_buf *out)
{
    hp_span rest, name, text;
    if (!data || data_section_by_name(data, JUDGE_RULES_SECTION, &rest, NULL) != HP_OK)
        return;
    while (take_rule(&rest, &name, &text)) {
        hp_buf_append(out, span_of_string("@"));
        hp_buf_append(out, name);
        hp_buf_append(out, span_of_string("\n"));
    }
}

hp_status judge_rules_find(const hp_data *data, hp_span name, hp_span *text, hp_error *err)
{
    hp_span rest, found;
    hp_status st = data_section_by_name(data, JUDGE_RULES_SECTION, &rest, err);
    if (st != HP_OK)
        return st;
    while (take_rule(&rest, &found, text))
        if (span_eq(found, name))
            return HP_OK;
    hp_buf names = { 0 };
    judge_rules_list(data, &names);
    for (size_t i = 0; i < names.len; i++)
        names.ptr[i] = names.ptr[i] == '\n' ? ' ' : names.ptr[i];
    error_set(err, HP_USAGE, 0, "there is no rule '@%.*s'; there are %.*s", (int)(name.len < 60 ? name.len : 60),
              name.ptr, (int)(names.len ? names.len - 1 : 0), names.ptr ? names.ptr : "");
    hp_buf_free(&names);
    return HP_USAGE;
}

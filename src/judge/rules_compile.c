/* rules_compile.c - see rules_compile.h; the section is described in rules.h.
 *
 * Worked: rules/c4.txt, "# From …\nlines > 5\n", becomes "@c4\nlines > 5\n".
 */
#include "judge/rules_compile.h"

#include "judge/judge.h"
#include "judge/rules.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

static const char *const rules[] = { "c4", "c4-lines", "chinesewebtext", "fineweb2" };

static bool add_rule(const char *dicts, const char *name, hp_buf *out)
{
    source_lines text;
    hp_span line;
    hp_buf path = { 0 };
    hp_error err = { 0 };
    expression *parsed = NULL;
    buffer_format(&path, "rules/%s.txt", name);
    if (path.failed || !source_lines_open(&text, dicts, path.ptr))
        return false;
    buffer_format(out, "@%s\n", name);
    size_t start = out->len;
    while (source_lines_next(&text, &line)) { /* without comments */
        hp_buf_append(out, line);
        hp_buf_append(out, span_of_string("\n"));
    }
    bool good = !out->failed &&
                expression_parse(&parsed, (hp_span){ out->ptr + start, out->len - start }, judge_names, &err) == HP_OK;
    if (!good)
        source_lines_complain(&text, "%s", hp_error_text(&err));
    expression_free(parsed);
    error_clear(&err);
    source_lines_close(&text);
    hp_buf_free(&path);
    return good;
}

bool judge_compile_rules(data_writer *writer, const char *dicts)
{
    hp_buf section = { 0 };
    bool good = true;
    for (size_t i = 0; good && i < sizeof rules / sizeof *rules; i++)
        good = add_rule(dicts, rules[i], &section);
    return good && data_writer_add(writer, JUDGE_RULES_SECTION, &section);
}

/* summary.c - what was found in a document, in plain words.
 *
 * Worked: "page.txt: Traditional Chinese, from Taiwan (97 %); GB18030; 812 characters in 31 lines; 12 annotations".
 */
#include "filters/judge/filters.h"
#include "text/buffer.h"
#include "text/bytes.h"

/* The values of a document, as they are asked for. */
struct values {
    judge *judge;
    hp_error *err;
    hp_status status;
};

static expression_value value_of(struct values *v, judge_name name)
{
    expression_value value = { 0 };
    if (v->status == HP_OK)
        v->status = judge_find(v->judge, name, &value, v->err);
    return value;
}

static unsigned long long count_of(struct values *v, judge_name name)
{
    return (unsigned long long)value_of(v, name).number;
}

/* What the code stands for. */
static const char *words_of(hp_span code)
{
    static const char *const words[][2] = {
        { "hans", "Simplified Chinese" },
        { "hant", "Traditional Chinese" },
        { "mixed", "Chinese, Simplified and Traditional mixed" },
        { "both", "Chinese, the same in Simplified and Traditional" },
        { "jpan", "Japanese" },
        { "kore", "Korean" },
        { "none", "no Chinese text" },
        { "cn", "Mainland China" },
        { "tw", "Taiwan" },
        { "hk", "Hong Kong" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_eq(code, span_of_string(words[i][0])))
            return words[i][1];
    return NULL;
}

static void put_kind(struct values *v, hp_buf *out)
{
    hp_span place = value_of(v, JUDGE_region).string;
    const char *script = words_of(value_of(v, JUDGE_script).string),
               *region = span_eq(place, span_of_string("none")) ? NULL : words_of(place);
    buffer_format(out, "%s", script ? script : "nothing");
    double sure = value_of(v, JUDGE_region_confidence).number;
    if (region)
        buffer_format(out, ", %sfrom %s (%u %%)", sure < 0.7 ? "perhaps " : "", region, (unsigned)(sure * 100 + 0.5));
}

static void put_counts(struct values *v, const bool *wanted, hp_buf *out)
{
    static const struct {
        judge_name name;
        const char *one, *several;
    } rows[] = {
        { JUDGE_annotations, "annotation", "annotations" },
        { JUDGE_errors, "character of the wrong script or form", "characters of the wrong script or form" },
        { JUDGE_mojibake, "place of mojibake", "places of mojibake" },
        { JUDGE_invalid, "invalid byte", "invalid bytes" },
        { JUDGE_replaced, "lost character (U+FFFD)", "lost characters (U+FFFD)" },
        { JUDGE_private, "private-use character", "private-use characters" },
        { JUDGE_radicals, "radical for a character", "radicals for characters" },
        { JUDGE_compatibility, "compatibility ideograph", "compatibility ideographs" },
        { JUDGE_invisible, "invisible character", "invisible characters" },
        { JUDGE_controls, "control character", "control characters" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned long long n = wanted[rows[i].name] ? count_of(v, rows[i].name) : 0;
        if (n > 0)
            buffer_format(out, "; %llu %s", n, n == 1 ? rows[i].one : rows[i].several);
    }
}

hp_status judge_put_summary(judge *j, const bool *wanted, const hp_place *place, bool line, hp_buf *rows, hp_error *err)
{
    struct values v = { j, err, HP_OK };
    unsigned long long chars = count_of(&v, JUDGE_chars), lines = line ? 0 : count_of(&v, JUDGE_lines);
    buffer_put_escaped(rows, span_of_string(place->file ? place->file : "-"));
    if (line)
        buffer_format(rows, ":%llu", (unsigned long long)place->line);
    hp_buf_append(rows, span_of_string(": "));
    put_kind(&v, rows);
    if (!line) {
        hp_span encoding = value_of(&v, JUDGE_encoding).string;
        buffer_format(rows, "; %.*s", (int)encoding.len, encoding.ptr ? encoding.ptr : "");
    }
    buffer_format(rows, "; %llu character%s", chars, chars == 1 ? "" : "s");
    if (!line)
        buffer_format(rows, " in %llu line%s", lines, lines == 1 ? "" : "s");
    put_counts(&v, wanted, rows);
    hp_buf_append(rows, span_of_string("\n"));
    return v.status;
}

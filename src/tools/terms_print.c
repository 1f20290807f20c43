/* terms_print.c - see terms_print.h.
 *
 *     text    "a.txt\n     12      3  0.045600  南京市\n"      a heading, then count, documents, TF-IDF, term
 *     tsv     "a.txt\t1\t南京市\t12\t3\t0.045600\n"            name (empty: all), rank, term, count, documents, TF-IDF
 *     jsonl   {"document":"a.txt","rank":1,"term":"南京市",…}  an object a line; "document" is null for all
 */
#include "tools/terms_print.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/utf8.h"

/* The document's name: "file" or "file:line". */
static void put_name(terms_source of, hp_buf *out)
{
    hp_buf_append(out, span_of_string(of.file));
    if (of.line)
        buffer_format(out, ":%" PRIu64, of.line);
}

/* The name on one line, escaped as in --log. */
static void put_escaped_name(terms_source of, hp_buf *out)
{
    hp_buf name = { 0 };
    put_name(of, &name);
    buffer_put_escaped(out, (hp_span){ name.ptr, name.len });
    out->failed = out->failed || name.failed;
    hp_buf_free(&name);
}

/* The name as a JSON string, U+FFFD in the place of bytes that are not UTF-8; null for all. */
static json_t *json_name(terms_source of)
{
    hp_buf name = { 0 }, valid = { 0 };
    if (!of.file)
        return json_null();
    put_name(of, &name);
    for (hp_span rest = { name.ptr, name.len }; rest.len > 0;) {
        size_t n = utf8_valid(rest);
        hp_buf_append(&valid, (hp_span){ rest.ptr, n });
        rest = (hp_span){ rest.ptr + n, rest.len - n };
        n = utf8_broken(rest);
        if (n > 0)
            hp_buf_append(&valid, span_of_string("\xEF\xBF\xBD"));
        rest = (hp_span){ rest.ptr + n, rest.len - n };
    }
    json_t *string = name.failed || valid.failed ? NULL : json_stringn(valid.ptr ? valid.ptr : "", valid.len);
    hp_buf_free(&name);
    hp_buf_free(&valid);
    return string;
}

/* Appends the object, which is given up, and an LF. */
static bool put_json(json_t *object, hp_buf *out)
{
    char *text = object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    if (text) {
        hp_buf_append(out, span_of_string(text));
        hp_buf_append(out, span_of_string("\n"));
    }
    free(text);
    json_decref(object);
    return text && !out->failed;
}

static bool print_json(terms_source of, size_t rank, const terms_term *term, hp_buf *out)
{
    return put_json(json_pack("{s:o, s:I, s:s%, s:I, s:I, s:f}", "document", json_name(of), "rank", (json_int_t)rank,
                              "term", term->text.ptr, term->text.len, "count", (json_int_t)term->count, "documents",
                              (json_int_t)term->documents, "tfidf", term->score),
                    out);
}

bool tool_terms_print(tool_terms_format format, terms_source of, const terms_term *terms, size_t count, hp_buf *out)
{
    if (format == TOOL_TERMS_TEXT) {
        if (of.file)
            put_escaped_name(of, out);
        hp_buf_append(out, span_of_string(of.file ? "\n" : "all documents\n"));
    }
    for (size_t i = 0; i < count; i++) {
        const terms_term *t = &terms[i];
        if (format == TOOL_TERMS_JSONL) {
            if (!print_json(of, i + 1, t, out))
                return false;
            continue;
        }
        if (format == TOOL_TERMS_TEXT) {
            buffer_format(out, "%7" PRIu64 " %7" PRIu64 "  %.6f  ", t->count, t->documents, t->score);
        } else {
            if (of.file)
                put_escaped_name(of, out);
            buffer_format(out, "\t%zu\t", i + 1);
        }
        hp_buf_append(out, t->text);
        if (format == TOOL_TERMS_TSV)
            buffer_format(out, "\t%" PRIu64 "\t%" PRIu64 "\t%.6f", t->count, t->documents, t->score);
        hp_buf_append(out, span_of_string("\n"));
    }
    return !out->failed;
}

bool new_word_print(tool_terms_format format, size_t rank, const new_word *w, hp_buf *out)
{
    if (format == TOOL_TERMS_JSONL)
        return put_json(json_pack("{s:I, s:s%, s:I, s:f, s:f, s:f, s:f}", "rank", (json_int_t)rank, "term", w->text.ptr,
                                  w->text.len, "count", (json_int_t)w->count, "cohesion", w->cohesion, "left", w->left,
                                  "right", w->right, "score", w->score),
                        out);
    if (format == TOOL_TERMS_TEXT) {
        buffer_format(out, "%7" PRIu64 "  %6.2f %6.2f %6.2f %8.2f  ", w->count, w->cohesion, w->left, w->right,
                      w->score);
        hp_buf_append(out, w->text);
        hp_buf_append(out, span_of_string("\n"));
    } else {
        buffer_format(out, "%zu\t", rank);
        hp_buf_append(out, w->text);
        buffer_format(out, "\t%" PRIu64 "\t%.4f\t%.4f\t%.4f\t%.4f\n", w->count, w->cohesion, w->left, w->right,
                      w->score);
    }
    return !out->failed;
}

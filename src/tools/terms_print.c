/* terms_print.c - see terms_print.h.
 *
 *     text    "a.txt\n     12      3  0.045600  南京市\n"      a heading, then count, documents, TF-IDF, term
 *     tsv     "a.txt\t1\t南京市\t12\t3\t0.045600\n"            name (empty: all), rank, term, count, documents, TF-IDF
 *     jsonl   {"document":"a.txt","rank":1,"term":"南京市",…}  an object a line; "document" is null for all
 */
#include "tools/terms_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "text/buffer.h"
#include "text/bytes.h"
#include "text/json.h"

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

/* Appends a member of an object, behind others. */
static void put_count(const char *name, uint64_t count, hp_buf *out)
{
    buffer_format(out, ",\"%s\":%" PRIu64, name, count);
}

/* A number that says, by a point or an exponent, that it is no whole one. */
static void put_real(const char *name, double value, hp_buf *out)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.9g", value);
    char *exponent = strchr(digits, 'e');
    if (exponent && exponent[2] == '0') /* e-05: one digit will do */
        memmove(exponent + 2, exponent + 3, strlen(exponent + 3) + 1);
    bool is_whole = strspn(digits, "-0123456789") == strlen(digits);
    buffer_format(out, ",\"%s\":%s%s", name, digits, is_whole ? ".0" : "");
}

static void put_term(hp_span term, hp_buf *out)
{
    hp_buf_append(out, span_of_string(",\"term\":"));
    json_put_string(term, out);
}

static void print_json(terms_source of, size_t rank, const terms_term *term, hp_buf *out)
{
    hp_buf name = { 0 };
    if (of.file)
        put_name(of, &name);
    hp_buf_append(out, span_of_string("{\"document\":"));
    if (of.file)
        json_put_string((hp_span){ name.ptr, name.len }, out);
    else
        hp_buf_append(out, span_of_string("null"));
    put_count("rank", rank, out);
    put_term(term->text, out);
    put_count("count", term->count, out);
    put_count("documents", term->documents, out);
    put_real("tfidf", term->score, out);
    hp_buf_append(out, span_of_string("}\n"));
    out->failed = out->failed || name.failed;
    hp_buf_free(&name);
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
            print_json(of, i + 1, t, out);
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

static void print_new_json(size_t rank, const new_word *w, hp_buf *out)
{
    buffer_format(out, "{\"rank\":%zu", rank);
    put_term(w->text, out);
    put_count("count", w->count, out);
    put_real("cohesion", w->cohesion, out);
    put_real("left", w->left, out);
    put_real("right", w->right, out);
    put_real("score", w->score, out);
    hp_buf_append(out, span_of_string("}\n"));
}

bool new_word_print(tool_terms_format format, size_t rank, const new_word *w, hp_buf *out)
{
    if (format == TOOL_TERMS_JSONL) {
        print_new_json(rank, w, out);
        return !out->failed;
    }
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

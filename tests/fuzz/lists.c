/* lists.c - any bytes as a file that a user gives: words, dictionaries, what is kept, configurations, stop lists, tables
 * of frequencies.  Read or refused with a message; text goes through with it as a whole as it does line by line.
 *
 * The first byte says which file the rest is: "w南京\n" are --words.  The data file is that of the build folder:
 * $builddir, or the working folder.
 */
#include "fuzz.h"
#include "given_file.h"
#include "run_text.h"
#include "terms/tf_idf.h"
#include "text/bytes.h"

static const struct {
    char letter;
    const char *expression;
} ways[] = {
    { 'w', "seg --words=" },   { 'j', "seg --engine=jieba --words=" }, { 'd', "conv --dict=" }, { 'k', "conv --keep=" },
    { 'c', "conv --config=" },
};

static hp_data *data;

static void close_data(void)
{
    hp_data_free(data);
}

static void require_message(hp_status st, hp_error *err)
{
    if (st != HP_OK && hp_error_text(err)[0] == '\0')
        abort();
    error_clear(err);
}

static void run_with(hp_pipeline *pipeline, hp_span list)
{
    static const char sample[] = "南京市长江大桥，发展头发。\n國家 a1\n";
    hp_worker *worker;
    if (hp_worker_open(&worker, pipeline, NULL) != HP_OK)
        abort();
    hp_span texts[] = { { sample, sizeof sample - 1 }, list };
    for (size_t i = 0; i < 2; i++) {
        hp_buf lines = { 0 }, whole = { 0 };
        run_by_lines(worker, texts[i], &lines);
        run_whole(worker, texts[i], &whole);
        require_same(&whole, &lines);
        hp_buf_free(&lines);
        hp_buf_free(&whole);
    }
    hp_worker_free(worker);
}

static void use_in_pipeline(const char *start, hp_span list)
{
    char expression[96];
    hp_pipeline *pipeline;
    hp_error err = { 0 };
    given_file file = give_file(list);
    snprintf(expression, sizeof expression, "%s%s", start, file.path);
    hp_status st = hp_pipeline_open(&pipeline, expression, data, &err);
    require_message(st, &err);
    if (st == HP_OK)
        run_with(pipeline, list);
    hp_pipeline_free(pipeline);
    close(file.fd);
}

static void use_in_terms(bool stops, hp_span bytes)
{
    hp_error err = { 0 };
    text_list list = text_list_start("list", bytes);
    terms_counts *terms = terms_new();
    if (!terms)
        abort();
    require_message(stops ? terms_stop(terms, &list, &err) : terms_read_table(terms, &list, &err), &err);
    terms_free(terms);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data) {
        data = need_data();
        atexit(close_data);
    }
    if (len == 0)
        return 0;
    hp_span rest = { (const char *)bytes + 1, len - 1 };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].letter == (char)bytes[0])
            use_in_pipeline(ways[i].expression, rest);
    if (bytes[0] == 's' || bytes[0] == 'i')
        use_in_terms(bytes[0] == 's', rest);
    return 0;
}

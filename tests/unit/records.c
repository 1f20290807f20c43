/* records.c - records by the library's calls: fields through a pipeline, facts put in, records rejected, header rows. */
#include "test.h"

#include "filters.h"
#include "pipeline/answer.h"
#include "pipeline/pipeline.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"

/* upper: makes a of A's, says how many bytes a document has, rejects one that starts with x, and fails with one that
 * starts with e. */
static hp_status apply(const void *self, void *scratch, const filter_input *input, hp_span run, answer *out,
                       hp_error *err)
{
    (void)self, (void)scratch, (void)input;
    hp_buf json = { 0 };
    buffer_format(&json, "{\"bytes\":%zu}", run.len);
    answer_fact(out, "/said", (hp_span){ json.ptr, json.len });
    hp_buf_free(&json);
    if (run.len > 0 && run.ptr[0] == 'e')
        return error_set(err, HP_BAD_DATA, 0, "an e");
    if (run.len > 0 && run.ptr[0] == 'x') {
        answer_reject(out, run, SPAN("starts with x"));
        return HP_OK;
    }
    for (size_t i = 0; i < run.len; i++) {
        hp_span one = { run.ptr + i, 1 };
        if (*one.ptr == 'a')
            answer_edit(out, one, SPAN("A"), "upper");
        else
            answer_keep(out, one);
    }
    return HP_OK;
}

static const filter_descriptor upper = {
    .word = "upper", .open = open_nothing, .free = free_nothing, .needs = need_document, .apply = apply
};

static hp_pipeline *pipeline;
static hp_worker *worker;

static int open_worker(void **state)
{
    const pipeline_stage stage = { .filter = &upper };
    (void)state;
    return pipeline_open_stages(&pipeline, &stage, 1, NULL, NULL) != HP_OK ||
           hp_worker_open(&worker, pipeline, NULL) != HP_OK;
}

static int close_worker(void **state)
{
    (void)state;
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
    return 0;
}

static void a_record_comes_out_with_its_fields_run(void **state)
{
    static const struct {
        const char *why, *format, *into, *in, *out;
        hp_status status;
    } rows[] = {
        { "facts of the document are put in", "jsonl:t", NULL, "{\"t\":\"ab\"}\n",
          "{\"t\":\"Ab\",\"said\":{\"bytes\":2}}\n", HP_OK },
        { "in the place of those that are there", "jsonl:t", NULL, "{\"said\":0,\"t\":\"b\"}",
          "{\"said\":{\"bytes\":1},\"t\":\"b\"}", HP_OK },
        { "those of the first field", "jsonl:t,u", NULL, "{\"u\":\"aaa\",\"t\":\"a\"}",
          "{\"u\":\"AAA\",\"t\":\"A\",\"said\":{\"bytes\":1}}", HP_OK },
        { "or of the first that is there", "jsonl:t,u", NULL, "{\"u\":\"aaa\"}",
          "{\"u\":\"AAA\",\"said\":{\"bytes\":3}}", HP_OK },
        { "behind the result put in", "jsonl:t", "o", "{\"t\":\"a\"}",
          "{\"t\":\"a\",\"o\":\"A\",\"said\":{\"bytes\":1}}", HP_OK },
        { "none without a field", "jsonl:t", NULL, "{\"v\":\"a\"}", "{\"v\":\"a\"}", HP_OK },
        { "a list has no place for them", "jsonl:/0", NULL, "[\"a\"]", "", HP_BAD_DATA },
        { "a rejected record goes", "jsonl:t", NULL, "{\"t\":\"xa\"}", "", HP_OK },
        { "so it does by its second field", "jsonl:t,u", NULL, "{\"t\":\"a\",\"u\":\"x\"}", "", HP_OK },
        { "nothing is written of one that fails", "jsonl:t", NULL, "{\"t\":\"e\"}", "", HP_BAD_DATA },
        { "nor of one that is no JSON", "jsonl:t", NULL, "{\"t\":\"a\"", "", HP_BAD_DATA },
        { "nor of one that is not UTF-8", "jsonl:t", NULL, "{\"t\":\"\xFF\"}", "", HP_INVALID_TEXT },
        { "facts have no place in a table", "tsv:1", NULL, "a\tb\n", "", HP_USAGE },
        { "a row without the column passes", "tsv:3", NULL, "a\tb\n", "a\tb\n", HP_OK },
        { "a header row must be read", "csv:x", NULL, "a\n", "", HP_MISUSE },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_records *records;
        hp_buf out = { 0 };
        assert_int_equal(hp_records_open(&records, rows[i].format, rows[i].into, NULL), HP_OK);
        hp_status st = hp_run_record(worker, records, span_of_string(rows[i].in), hp_write_to_buf, &out, NULL);
        assert_number(rows[i].why, (size_t)st, (size_t)rows[i].status);
        assert_bytes(rows[i].why, (hp_span){ out.ptr, out.len }, span_of_string(rows[i].out));
        hp_buf_free(&out);
        hp_records_free(records);
    }
}

static void edits_and_the_verdict_are_those_of_the_record(void **state)
{
    hp_records *records;
    hp_edit edit;
    hp_span reason;
    hp_buf out = { 0 };
    (void)state;
    assert_int_equal(hp_records_open(&records, "jsonl:u,t", NULL, NULL), HP_OK);
    hp_worker_keep(worker, HP_KEEP_EDITS, NULL);
    hp_run_record(worker, records, SPAN("{\"t\":\"ba\",\"u\":\"\\u0061\"}"), hp_write_to_buf, &out, NULL);
    assert_int_equal(hp_edit_count(worker), 2);
    assert_true(hp_edit_get(worker, 0, &edit, sizeof edit) && edit.field == 0 && edit.offset == 0);
    assert_true(hp_edit_get(worker, 1, &edit, sizeof edit) && edit.field == 1 && edit.offset == 1);
    hp_run_record(worker, records, SPAN("{\"t\":\"x\"}"), hp_write_to_buf, &out, NULL);
    assert_true(hp_rejected(worker, &reason));
    assert_bytes("why", reason, SPAN("starts with x"));
    hp_run_record(worker, records, SPAN("{}"), hp_write_to_buf, &out, NULL);
    assert_false(hp_rejected(worker, NULL));
    assert_int_equal(hp_edit_count(worker), 0);
    hp_worker_keep(worker, 0, NULL);
    hp_records_free(records);
    hp_buf_free(&out);
}

static void columns_are_found_in_the_header_row(void **state)
{
    static const struct {
        const char *why, *header;
        hp_status status;
    } rows[] = {
        { "by its name", "id,body\r\n", HP_OK },
        { "in quotation marks, behind a byte order mark", "\xEF\xBB\xBF\"body\",x", HP_OK },
        { "not there", "id,text", HP_BAD_DATA },
        { "there twice", "body,body", HP_BAD_DATA },
        { "no row", "body,\"x\"y", HP_BAD_DATA },
    };
    (void)state;
    hp_records *records, *table;
    assert_int_equal(hp_records_open(&records, "csv:body", NULL, NULL), HP_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_status st = hp_records_read_header(&table, records, span_of_string(rows[i].header), NULL);
        assert_number(rows[i].why, (size_t)st, (size_t)rows[i].status);
        hp_records_free(table);
    }
    hp_records_free(records);
}

static void what_is_no_description_is_wrong_usage(void **state)
{
    static const char *const wrong[] = { "",           "json:t",  "jsonl",    "jsonl:", "jsonl:a,",
                                         "jsonl:a,/a", "jsonl:~", "jsonl:~2", "tsv:0",  "tsv:title",
                                         "tsv:",       "csv:",    "warc:x",   "csv:a,a" };
    hp_records *records;
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_number(wrong[i], (size_t)hp_records_open(&records, wrong[i], NULL, NULL), HP_USAGE);
    assert_int_equal(hp_records_open(&records, "tsv:1", "a", NULL), HP_USAGE);
    assert_int_equal(hp_records_open(&records, "jsonl:a", "a,b", NULL), HP_USAGE);
    assert_int_equal(hp_records_open(NULL, "jsonl:a", NULL, NULL), HP_MISUSE);
    hp_records_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_comes_out_with_its_fields_run),
        cmocka_unit_test(edits_and_the_verdict_are_those_of_the_record),
        cmocka_unit_test(columns_are_found_in_the_header_row),
        cmocka_unit_test(what_is_no_description_is_wrong_usage),
    };
    return cmocka_run_group_tests(tests, open_worker, close_worker);
}

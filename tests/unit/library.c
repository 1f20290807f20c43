/* library.c - hanpipe.h as a program uses it: linked with the shared library, by nothing but its declarations. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[4096]; /* of the dictionaries */
static hp_data *data;

static int open_data(void **state)
{
    const char *folder = getenv("builddir");
    (void)state;
    snprintf(path, sizeof path, "%s/hanpipe.hpd", folder ? folder : ".");
    return hp_data_open(&data, path, NULL) == HP_OK ? 0 : -1;
}

static int free_data(void **state)
{
    (void)state;
    hp_data_free(data);
    return 0;
}

static hp_span span(const hp_buf *buf)
{
    return (hp_span){ buf->ptr, buf->len };
}

static bool has(const hp_buf *buf, const char *part)
{
    return buf->ptr && memmem(buf->ptr, buf->len, part, strlen(part));
}

/* Runs the expression over `in` with `with`. */
static hp_buf run(const char *expression, const hp_data *with, hp_span in)
{
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_buf out = { 0 };
    hp_error *err = hp_error_new();
    if (hp_pipeline_open(&pipeline, expression, with, err) != HP_OK ||
        hp_worker_open(&worker, pipeline, err) != HP_OK || hp_run(worker, in, hp_write_to_buf, &out, err) != HP_OK)
        fail_msg("%s: %s", expression, hp_error_text(err));
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
    hp_error_free(err);
    return out;
}

static void the_version_is_that_of_the_header(void **state)
{
    char text[32];
    (void)state;
    assert_int_equal(hp_version(), HP_VERSION);
    snprintf(text, sizeof text, "%d.%d.%d", HP_VERSION >> 16, HP_VERSION >> 8 & 0xFF, HP_VERSION & 0xFF);
    assert_string_equal(hp_version_text(), text);
}

static void every_status_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(hp_status_name(HP_BAD_DATA), "bad data");
    assert_string_equal(hp_status_name(HP_MISUSE), "misuse");
    assert_string_equal(hp_status_name(HP_MISUSE + 1000), "unknown status");
    assert_string_equal(hp_status_name(-1), "unknown status");
}

static void data_may_lie_in_memory(void **state)
{
    struct stat info;
    (void)state;
    int fd = open(path, O_RDONLY);
    assert_int_equal(fstat(fd, &info), 0);
    char *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    assert_ptr_not_equal(bytes, MAP_FAILED);
    hp_data *memory = data;
    assert_int_equal(hp_data_open_memory(&memory, (hp_span){ bytes + 1, 100 }, NULL), HP_MISUSE);
    assert_int_equal(hp_data_open_memory(&memory, (hp_span){ bytes, 10 }, NULL), HP_BAD_DATA);
    assert_null(memory);
    assert_int_equal(hp_data_open_memory(&memory, (hp_span){ bytes, (size_t)info.st_size }, NULL), HP_OK);
    hp_buf out = run("strip | conv -c t2s", memory, SPAN("國(guó)家\n"));
    assert_bytes("memory", span(&out), SPAN("国家\n"));
    hp_buf_free(&out);
    hp_data_free(memory);
    munmap(bytes, (size_t)info.st_size);
    close(fd);
}

/* Two files over one another: sections of the later first, and what one of them lacks from the other. */
static void data_may_be_laid_over_data(void **state)
{
    const hp_data *twice[] = { data, data };
    const hp_data *missing[] = { data, NULL };
    hp_data *both;
    hp_buf one = { 0 }, two = { 0 };
    (void)state;
    assert_int_equal(hp_data_overlay(&both, missing, 2, NULL), HP_MISUSE);
    assert_int_equal(hp_data_overlay(&both, twice, 0, NULL), HP_MISUSE);
    assert_int_equal(hp_data_overlay(&both, twice, 2, NULL), HP_OK);
    hp_buf out = run("conv -c t2s", both, SPAN("國\n"));
    assert_bytes("overlay", span(&out), SPAN("国\n"));
    assert_int_equal(hp_data_describe(data, hp_write_to_buf, &one, NULL), HP_OK);
    assert_int_equal(hp_data_describe(both, hp_write_to_buf, &two, NULL), HP_OK);
    assert_true(has(&one, "checksum "));
    assert_int_equal(two.len, 2 * one.len);
    hp_data_free(both);
    hp_buf_free(&out);
    hp_buf_free(&one);
    hp_buf_free(&two);
}

/* 國|家的 counts 1 times 1000, 國家|的 700 times 1: the later line of 家的 is the one that counts. */
static void a_dictionary_in_jiebas_form_takes_the_words_place(void **state)
{
    const hp_span wrong[] = {
        SPAN(""), SPAN("家\n"), SPAN("家 1\n\n家 1\n"), SPAN("家 x\n"), SPAN("家 99999999999\n"), SPAN("\xFF 3\n")
    };
    hp_buf file = { 0 };
    hp_data *own, *both;
    hp_error *err = hp_error_new();
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(hp_data_compile_jieba(wrong[i], hp_write_to_buf, &file, err), HP_BAD_DATA);
    assert_int_equal(hp_data_compile_jieba(wrong[2], hp_write_to_buf, &file, err), HP_BAD_DATA);
    assert_int_equal(hp_error_line(err), 2);
    assert_int_equal(hp_data_compile_jieba(SPAN("家 1\n"), NULL, NULL, err), HP_MISUSE);
    assert_int_equal(file.len, 0);
    hp_span words = SPAN("國家 700 n\n國 1\n家的 500 x\n家的 1000 x\n");
    assert_int_equal(hp_data_compile_jieba(words, hp_write_to_buf, &file, err), HP_OK);
    char *aligned = aligned_alloc(64, (file.len + 63) / 64 * 64);
    assert_non_null(aligned);
    memcpy(aligned, file.ptr, file.len);
    assert_int_equal(hp_data_open_memory(&own, (hp_span){ aligned, file.len }, err), HP_OK);
    assert_int_equal(hp_data_verify(own, err), HP_OK);
    const hp_data *datas[] = { data, own };
    assert_int_equal(hp_data_overlay(&both, datas, 2, err), HP_OK);
    hp_buf out = run("seg --engine=jieba --no-hmm", both, SPAN("國家的北京\n"));
    assert_bytes("words", span(&out), SPAN("國 家的 北 京\n"));
    hp_data_free(own);
    hp_data_free(both);
    free(aligned);
    hp_buf_free(&out);
    hp_buf_free(&file);
    hp_error_free(err);
}

static void data_is_verified(void **state)
{
    (void)state;
    assert_int_equal(hp_data_verify(data, NULL), HP_OK);
    assert_int_equal(hp_data_verify(NULL, NULL), HP_MISUSE);
    assert_non_null(strstr(hp_data_default(), "hanpipe.hpd"));
}

static void objects_may_be_freed_in_any_order(void **state)
{
    hp_data *own;
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_buf out = { 0 };
    (void)state;
    assert_int_equal(hp_data_open(&own, path, NULL), HP_OK);
    assert_int_equal(hp_pipeline_open(&pipeline, "strip", own, NULL), HP_OK);
    hp_data_free(own);
    assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
    hp_pipeline_free(pipeline);
    assert_int_equal(hp_run(worker, SPAN("國(guó)"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_bytes("the worker has both", span(&out), SPAN("國"));
    hp_worker_free(worker);
    hp_buf_free(&out);
}

static void expressions_from_outside_are_limited(void **state)
{
    static const struct {
        const char *why, *expression;
        hp_limits limits;
        hp_status status;
        uint64_t offset;
    } rows[] = {
        { "no limits", "strip | conv", { 0 }, HP_OK, 0 },
        { "as many filters as may be", "strip | conv", { .filters = 2 }, HP_OK, 0 },
        { "one more", "strip | conv | seg", { .filters = 2 }, HP_LIMIT, 15 },
        { "as long as may be", "strip", { .expression = 5 }, HP_OK, 0 },
        { "one longer", "strip ", { .expression = 5 }, HP_LIMIT, 5 },
        { "a FILE", "strip | conv --keep=/etc/passwd", { .flags = HP_NO_FILES }, HP_LIMIT, 8 },
        { "a report's FILE", "conv --ambiguous=x", { .flags = HP_NO_FILES }, HP_LIMIT, 0 },
        { "a configuration by name", "conv -c s2twp", { .flags = HP_NO_FILES }, HP_OK, 0 },
        { "by path", "conv -c ../mine", { .flags = HP_NO_FILES }, HP_LIMIT, 0 },
        { "by path, in a chain", "conv -c s2t,mine.json", { .flags = HP_NO_FILES }, HP_LIMIT, 0 },
        { "a flag of later versions", "strip", { .flags = 1u << 31 }, HP_MISUSE, 0 },
    };
    hp_error *err = hp_error_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hp_pipeline *pipeline;
        assert_number(rows[i].why,
                      (size_t)hp_pipeline_open_limited(&pipeline, rows[i].expression, &rows[i].limits,
                                                       sizeof rows[i].limits, data, err),
                      (size_t)rows[i].status);
        if (rows[i].status == HP_LIMIT)
            assert_number(rows[i].why, hp_error_offset(err), rows[i].offset);
        hp_pipeline_free(pipeline);
    }
    hp_error_free(err);
}

/* A program of a later version gives more fields: they must be 0.  One of an earlier version gives fewer. */
static void sizes_may_differ(void **state)
{
    struct {
        hp_limits known;
        uint64_t later;
    } limits = { { 0, 1, 0 }, 0 };
    hp_pipeline *pipeline;
    (void)state;
    assert_int_equal(hp_pipeline_open_limited(&pipeline, "strip", &limits.known, sizeof limits, data, NULL), HP_OK);
    hp_pipeline_free(pipeline);
    limits.later = 1;
    assert_int_equal(hp_pipeline_open_limited(&pipeline, "strip", &limits.known, sizeof limits, data, NULL), HP_MISUSE);
    assert_int_equal(hp_pipeline_open_limited(&pipeline, "strip | conv", &limits.known, sizeof(uint64_t), data, NULL),
                     HP_OK);
    hp_pipeline_free(pipeline);
    hp_worker *worker;
    hp_buf out = { 0 };
    hp_edit edit = { .offset = 77 };
    assert_int_equal(hp_pipeline_open(&pipeline, "strip", data, NULL), HP_OK);
    assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
    assert_int_equal(hp_worker_keep(worker, HP_KEEP_EDITS, NULL), HP_OK);
    assert_int_equal(hp_run(worker, SPAN("國(guó)"), hp_write_to_buf, &out, NULL), HP_OK);
    assert_true(hp_edit_get(worker, 0, &edit, offsetof(hp_edit, offset)));
    assert_string_equal(edit.rule, "bracket");
    assert_int_equal(edit.offset, 77);
    hp_buf_free(&out);
    hp_worker_free(worker);
    hp_pipeline_free(pipeline);
}

static hp_buf describe(const char *expression)
{
    hp_pipeline *pipeline;
    hp_buf out = { 0 };
    assert_int_equal(hp_pipeline_open(&pipeline, expression, data, NULL), HP_OK);
    assert_int_equal(hp_pipeline_describe(pipeline, hp_write_to_buf, &out, NULL), HP_OK);
    hp_pipeline_free(pipeline);
    return out;
}

static void a_pipeline_says_what_it_is(void **state)
{
    (void)state;
    hp_buf a = describe("strip | conv -c 't2s'"), b = describe("strip|conv --config=t2s"), c = describe("strip | conv");
    assert_true(has(&a,
                    "\"unit\":\"line\",\"stages\":[{\"filter\":\"strip\",\"options\":[]},"
                    "{\"filter\":\"conv\",\"options\":[{\"name\":\"config\",\"value\":\"t2s\"}]}],\"sources\":[\""));
    assert_bytes("written differently, the same", span(&a), span(&b));
    assert_memory_not_equal(a.ptr + a.len - 19, c.ptr + c.len - 19, 16); /* the id */
    hp_buf_free(&a);
    hp_buf_free(&b);
    hp_buf_free(&c);
}

static void filters_can_be_listed(void **state)
{
    hp_buf names = { 0 }, all = { 0 };
    (void)state;
    for (size_t i = 0; i < hp_filter_count(); i++) {
        hp_buf options = { 0 };
        assert_int_equal(hp_filter_property(i, "name", hp_write_to_buf, &names, NULL), HP_OK);
        hp_buf_append(&names, SPAN(" "));
        assert_int_equal(hp_filter_property(i, "options", hp_write_to_buf, &options, NULL), HP_OK);
        assert_true(has(&options, "[{\"name\":\"") && has(&options, "\"help\":\"") && has(&options, "\"}]"));
        hp_buf_append(&all, (hp_span){ options.ptr, options.len });
        hp_buf_free(&options);
    }
    assert_true(has(&names, "strip fix conv seg "));
    assert_true(has(&all, "{\"name\":\"toneless\",\"letter\":null,\"argument\":\"WHEN\",\"optional\":false,"
                          "\"values\":[\"auto\",\"always\",\"never\"],\"help\":\""));
    hp_buf_free(&names);
    hp_buf_free(&all);
    assert_int_equal(hp_filter_property(0, "colour", hp_write_to_buf, &all, NULL), HP_USAGE);
    assert_int_equal(hp_filter_property(hp_filter_count(), "name", hp_write_to_buf, &all, NULL), HP_USAGE);
}

/* Memory with its size in front, counted. */
struct counting {
    size_t blocks, calls;
};

static void *count_memory(void *self, void *old, size_t size)
{
    struct counting *counting = self;
    counting->calls++;
    counting->blocks += old == NULL;
    counting->blocks -= size == 0;
    if (size > 0)
        return realloc(old, size);
    free(old);
    return NULL;
}

/* Everything that the library takes by itself is taken there, and given back. */
static void memory_comes_from_the_caller(void **state)
{
    static const char *const expressions[] = {
        "strip | conv -c t2s",
        "norm",
        "seg",
        "seg --engine=jieba --pos",
        "conv --exact --hints",
        "conv -c nothing",
        "decode --from=gb18030 --repair=mojibake --repair=gbk-split",
        "decode --repair=mojibake",
        "text --main",
        "text --select=//p\\|//h1",
    };
    struct counting counting = { 0, 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++) {
        hp_pipeline *pipeline;
        hp_worker *worker;
        hp_buf out = { 0 };
        counting.calls = 0;
        hp_set_allocator(count_memory, &counting);
        hp_error *err = hp_error_new();
        if (hp_pipeline_open(&pipeline, expressions[i], data, err) == HP_OK) {
            assert_int_equal(hp_worker_open(&worker, pipeline, err), HP_OK);
            assert_int_equal(hp_run(worker, SPAN("國(guó)家 cafe\xCC\x81\n"), hp_write_to_buf, &out, err), HP_OK);
            hp_worker_free(worker);
        }
        hp_pipeline_free(pipeline);
        hp_buf_free(&out);
        hp_error_free(err);
        hp_set_allocator(NULL, NULL);
        assert_true(counting.calls > 0);
        assert_number(expressions[i], counting.blocks, 0);
    }
}

/* The lines of doc/sample.txt. */
static hp_buf read_sample(void)
{
    char name[4096];
    hp_buf text = { 0 };
    snprintf(name, sizeof name, "%s/doc/sample.txt", getenv("srcdir") ? getenv("srcdir") : ".");
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    text.ptr = malloc(text.cap = 1 << 16);
    assert_non_null(text.ptr);
    text.len = fread(text.ptr, 1, text.cap, file);
    assert_true(text.len > 1000 && text.len < text.cap);
    fclose(file);
    return text;
}

/* `room` bytes, rounded up to pages, before and behind which there is nothing. */
static hp_span map_between_gaps(size_t room)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), len = (room + page - 1) / page * page;
    char *all = mmap(NULL, len + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(all, MAP_FAILED);
    assert_int_equal(mprotect(all + page, len, PROT_READ | PROT_WRITE), 0);
    return (hp_span){ all + page, len };
}

static hp_buf run_lines(hp_worker *worker, hp_span text)
{
    hp_buf out = { 0 };
    assert_int_equal(hp_run_lines(worker, NULL, text, hp_write_to_buf, &out, NULL), HP_OK);
    return out;
}

/* Runs the text as it is, then where it starts and ends with what may be looked at. */
static void assert_stays_inside(const char *expression, hp_worker *worker, hp_span text, hp_span mapped)
{
    char *places[] = { (char *)mapped.ptr, (char *)mapped.ptr + mapped.len - text.len };
    hp_buf want = run_lines(worker, text);
    for (size_t i = 0; i < COUNT(places); i++) {
        memcpy(places[i], text.ptr, text.len);
        hp_buf got = run_lines(worker, (hp_span){ places[i], text.len });
        assert_bytes(expression, span(&got), span(&want));
        hp_buf_free(&got);
    }
    hp_buf_free(&want);
}

/* Memory may end where a text does.  Each line ends behind a character that may be the last of an annotation, so that
 * it is cut at other places of lines as well. */
static void no_filter_looks_outside_of_its_text(void **state)
{
    static const char *const expressions[] = {
        "decode",
        "text",
        "norm",
        "norm --form=nfkc",
        "norm --profile=clean",
        "strip",
        "strip --toneless=always",
        "fix",
        "conv -c s2t",
        "conv -c t2s",
        "conv --exact -c s2twp",
        "conv --exact -c tw2sp",
        "seg",
        "seg --grain=fine",
        "seg --engine=jieba",
        "detect",
        "stat",
        "strip | conv -c t2s | seg",
    };
    hp_buf sample = read_sample();
    hp_span mapped = map_between_gaps(sample.len);
    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++) {
        hp_pipeline *pipeline;
        hp_worker *worker;
        assert_int_equal(hp_pipeline_open(&pipeline, expressions[i], data, NULL), HP_OK);
        assert_int_equal(hp_worker_open(&worker, pipeline, NULL), HP_OK);
        assert_stays_inside(expressions[i], worker, span(&sample), mapped);
        const char *line = sample.ptr, *end = sample.ptr + sample.len;
        for (const char *at = line; at < end; at++) {
            if (*at == ')' || *at == '\n')
                assert_stays_inside(expressions[i], worker, (hp_span){ line, (size_t)(at + 1 - line) }, mapped);
            if (*at == '\n')
                line = at + 1;
        }
        hp_worker_free(worker);
        hp_pipeline_free(pipeline);
    }
    free(sample.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_version_is_that_of_the_header),
        cmocka_unit_test(every_status_has_a_name),
        cmocka_unit_test(data_may_lie_in_memory),
        cmocka_unit_test(data_may_be_laid_over_data),
        cmocka_unit_test(a_dictionary_in_jiebas_form_takes_the_words_place),
        cmocka_unit_test(data_is_verified),
        cmocka_unit_test(objects_may_be_freed_in_any_order),
        cmocka_unit_test(expressions_from_outside_are_limited),
        cmocka_unit_test(sizes_may_differ),
        cmocka_unit_test(a_pipeline_says_what_it_is),
        cmocka_unit_test(filters_can_be_listed),
        cmocka_unit_test(no_filter_looks_outside_of_its_text),
        cmocka_unit_test(memory_comes_from_the_caller),
    };
    return cmocka_run_group_tests(tests, open_data, free_data);
}

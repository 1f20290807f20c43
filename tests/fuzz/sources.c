/* sources.c - any bytes as a file that training or hanpipe-mkdict reads: a segmented corpus, a model, jieba's words and
 * its tables.  Read or refused.
 *
 * The first byte says which file the rest is: "c北京 欢迎 你\n" is a corpus.  The lexicon is a small one of dicts/ and a
 * few words, made once; the folders are $srcdir, or the working folder.  Compilers leave memory to the process's end.
 */
#include <sys/stat.h>

#include "fuzz.h"
#include "given_file.h"
#include "jieba/jieba_compile.h"
#include "run_text.h"
#include "segment/compile/lexicon_compile.h"
#include "segment/compile/model_compile.h"
#include "segment/train/corpus.h"
#include "text/buffer.h"
#include "text/bytes.h"

static char folder[] = "/tmp/hanpipe-fuzz-XXXXXX";
static data_writer base;
static hp_data *data;
static seg_lexicon lexicon;

static const char *const tables[] = { "dict.txt", "finalseg/prob_start.py", "finalseg/prob_trans.py",
                                      "finalseg/prob_emit.py" };
static const char *const right[] = {
    "南京 100 ns\n长江 50 ns\n大桥 30 n\n",
    "P={'B': -0.26, 'E': -3.14e+100, 'M': -3.14e+100, 'S': -1.46}\n",
    "P={'B': {'E': -0.5, 'M': -0.9}, 'E': {'B': -0.5, 'S': -0.8}, 'M': {'E': -0.3, 'M': -1.2}, 'S': {'B': -0.7}}\n",
    "P={'B': {'\\u4e00': -3.6}, 'E': {'\\u4e00': -6}, 'M': {'\\u4e00': -5}, 'S': {'\\u4e00': -5}}\n",
};

static void put_table(size_t which, hp_span text)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, tables[which]);
    FILE *file = fopen(path, "we");
    if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0)
        abort();
}

static void remove_all(void)
{
    char path[96];
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, tables[i]);
        remove(path);
    }
    snprintf(path, sizeof path, "%s/finalseg", folder);
    remove(path);
    remove(folder);
    hp_data_free(data);
}

static void prepare(void)
{
    char path[96];
    const char *srcdir = getenv("srcdir");
    hp_buf dicts = { 0 };
    buffer_format(&dicts, "%s/dicts", srcdir ? srcdir : ".");
    if (!mkdtemp(folder))
        abort();
    atexit(remove_all);
    snprintf(path, sizeof path, "%s/finalseg", folder);
    if (mkdir(path, 0700) != 0)
        abort();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        put_table(i, span_of_string(right[i]));
    data = need_data();
    if (!jieba_compile(&base, folder) || !seg_compile_lexicon(&base, folder, dicts.ptr) ||
        seg_lexicon_open(&lexicon, data, NULL) != HP_OK)
        abort();
    hp_buf_free(&dicts);
}

static void read_corpus(hp_span text)
{
    train_corpus corpus = { 0 };
    train_space space;
    hp_error err = { 0 };
    given_file file = give_file(text);
    train_space_open(&space, &lexicon);
    if (train_corpus_read(&corpus, &space, file.path, 1, true, &err) != HP_OK && hp_error_text(&err)[0] == '\0')
        abort();
    error_clear(&err);
    train_corpus_free(&corpus);
    train_space_free(&space);
    close(file.fd);
}

static void free_from(data_writer *writer, size_t first)
{
    while (writer->count > first)
        hp_buf_free(&writer->sections[--writer->count].bytes);
    if (first == 0)
        hp_buf_free(&writer->sources);
}

static void compile_model(hp_span text)
{
    static data_writer writer;
    given_file file = give_file(text);
    writer = base;
    writer.sources = (hp_buf){ 0 };
    seg_compile_model(&writer, "", file.path);
    free_from(&writer, base.count);
    hp_buf_free(&writer.sources);
    close(file.fd);
}

static void compile_table(size_t which, hp_span text)
{
    static data_writer writer;
    writer.count = 0;
    put_table(which, text);
    jieba_compile(&writer, folder);
    put_table(which, span_of_string(right[which]));
    free_from(&writer, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!data)
        prepare();
    if (len == 0)
        return 0;
    hp_span rest = { (const char *)bytes + 1, len - 1 };
    if (bytes[0] == 'c')
        read_corpus(rest);
    else if (bytes[0] == 'm')
        compile_model(rest);
    else if (bytes[0] >= '0' && bytes[0] <= '3')
        compile_table(bytes[0] - '0', rest);
    return 0;
}

/* tables.c - any bytes as a table that hanpipe-mkdict reads: Unihan's, OpenCC's, words and those of dicts/.  Read or
 * refused with a message.
 *
 * The first byte says which file of the list below the rest is: "a國\t国\n" is the first.  The others are, or are the heads of,
 * those in the folders $builddir and $srcdir, or the working folder, copied once into a folder of our own.  Compilers
 * leave memory to the process's end: here it is taken back after each input.
 */
#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "convert/compile/opencc_sections.h"
#include "decode/costs_compile.h"
#include "fuzz.h"
#include "normalize/tables/tables_compile.h"
#include "reading/readings_compile.h"
#include "segment/compile/lexicon_compile.h"
#include "repair/compile/lexicon_compile.h"
#include "text/bytes.h"

enum { HEAD = 40 }; /* lines of a file, comments aside */

static char folder[] = "/tmp/hanpipe-fuzz-XXXXXX";
static char paths[5][64]; /* of the folders below, and essay.txt */
static const char *const folders[] = { "opencc", "unihan", "dicts", "jieba", "essay.txt" };
enum { OPENCC, UNIHAN, DICTS, JIEBA, ESSAY, COPIED = JIEBA };

/* Without the best path, which converts every character there is and takes a second under a sanitizer. */
static bool compile_exact(data_writer *writer)
{
    conv_sources from = { paths[OPENCC], NULL, NULL, paths[DICTS] };
    return conv_compile(writer, &from, &repair_use_words);
}

static bool compile_conversion(data_writer *writer)
{
    conv_sources from = { paths[OPENCC], paths[JIEBA], paths[ESSAY], paths[DICTS] };
    return conv_compile(writer, &from, &repair_use_words);
}

static bool compile_costs(data_writer *writer)
{
    return decode_compile(writer, paths[JIEBA], paths[ESSAY], paths[DICTS]);
}

static bool compile_lexicon(data_writer *writer)
{
    return seg_compile_lexicon(writer, paths[JIEBA], paths[DICTS]);
}

static bool compile_readings(data_writer *writer)
{
    return reading_compile(writer, paths[UNIHAN], paths[DICTS]);
}

static bool compile_characters(data_writer *writer)
{
    return norm_compile(writer, paths[UNIHAN], paths[DICTS]);
}

static struct {
    const char *name;
    bool (*compile)(data_writer *);
    hp_buf head;
} files[] = {
    { "opencc/STCharacters.txt", compile_exact },
    { "opencc/TSPhrases.txt", compile_exact },
    { "opencc/TWVariants.txt", compile_exact },
    { "opencc/t2s.json", compile_exact },
    { "dicts/conv-characters.tsv", compile_conversion },
    { "dicts/conv-cldr.tsv", compile_conversion },
    { "dicts/conv-context.tsv", compile_conversion },
    { "dicts/conv-fields.tsv", compile_conversion },
    { "dicts/conv-names.tsv", compile_conversion },
    { "dicts/conv-readings.tsv", compile_exact },
    { "dicts/conv-regions.tsv", compile_conversion },
    { "dicts/conv-words.tsv", compile_conversion },
    { "essay.txt", compile_conversion },
    { "jieba/dict.txt", compile_conversion },
    { "jieba/dict.txt", compile_lexicon },
    { "dicts/seg-fold.tsv", compile_lexicon },
    { "dicts/seg-words.tsv", compile_lexicon },
    { "dicts/decode-characters.tsv", compile_costs },
    { "essay.txt", compile_costs },
    { "dicts/norm-pua.tsv", compile_characters },
    { "unihan/EquivalentUnifiedIdeograph.txt", compile_characters },
    { "unihan/Unihan_OtherMappings.txt", compile_characters },
    { "dicts/readings.tsv", compile_readings },
    { "dicts/syllables.tsv", compile_readings },
    { "unihan/Unihan_Readings.txt", compile_readings },
    { "unihan/Unihan_Variants.txt", compile_readings },
};
enum { FILES = sizeof files / sizeof *files };

/* The memory of one input, in a list. */
struct block {
    struct block *next, **link;
    max_align_t memory[];
};
static struct block *blocks;

static void unlink_block(struct block *block)
{
    *block->link = block->next;
    if (block->next)
        block->next->link = block->link;
}

static void *resize_block(void *self, void *old, size_t size)
{
    struct block *block = old ? (struct block *)((char *)old - offsetof(struct block, memory)) : NULL;
    (void)self;
    if (block)
        unlink_block(block);
    if (size == 0) {
        free(block);
        return NULL;
    }
    if (!(block = realloc(block, offsetof(struct block, memory) + size)))
        abort();
    block->next = blocks;
    block->link = &blocks;
    if (blocks)
        blocks->link = &block->next;
    blocks = block;
    return block->memory;
}

static void free_blocks(void)
{
    while (blocks)
        resize_block(NULL, blocks->memory, 0);
}

static void write_file(const char *path, hp_span text)
{
    FILE *file = fopen(path, "we");
    if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0)
        abort();
}

static void put_file(const char *name, hp_span text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_file(path, text);
}

/* Copies the comments and the first lines of a file; all of a configuration and of tables of ours, which belong
 * together. */
static void copy_head(const char *from, const char *to)
{
    static char text[1 << 20], line[4096];
    size_t length = 0, lines = 0;
    FILE *in = fopen(from, "re");
    bool all = strstr(from, ".json") || strstr(from, ".tsv");
    while (in && (all || lines < HEAD) && fgets(line, sizeof line, in) && length + sizeof line < sizeof text) {
        size_t n = strlen(line);
        memcpy(text + length, line, n);
        length += n;
        lines += line[0] != '#';
    }
    if (!in || fclose(in) != 0)
        abort();
    write_file(to, (hp_span){ text, length });
}

/* Calls `visit` for each file of a folder. */
static void visit_files(const char *from, void (*visit)(const char *path, const char *name, size_t which), size_t which)
{
    DIR *dir = opendir(from);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", from, entry->d_name);
        if (strstr(entry->d_name, ".txt") || strstr(entry->d_name, ".tsv") || strstr(entry->d_name, ".json"))
            visit(path, entry->d_name, which);
    }
    if (!dir)
        abort();
    closedir(dir);
}

static void copy_into(const char *path, const char *name, size_t which)
{
    char to[512];
    snprintf(to, sizeof to, "%s/%s", paths[which], name);
    copy_head(path, to);
}

static void remove_file(const char *path, const char *name, size_t which)
{
    (void)name, (void)which;
    remove(path);
}

static void remove_all(void)
{
    for (size_t i = 0; i < ESSAY; i++) {
        visit_files(paths[i], remove_file, i);
        remove(paths[i]);
    }
    remove(paths[ESSAY]);
    remove(folder);
    for (size_t i = 0; i < FILES; i++)
        free(files[i].head.ptr);
}

/* Reads what the file has now into .head, to be put back. */
static void keep_head(size_t i)
{
    char path[128];
    static char text[1 << 20];
    snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
    FILE *in = fopen(path, "re");
    size_t length = in ? fread(text, 1, sizeof text, in) : 0;
    if (!in || fclose(in) != 0 || !(files[i].head.ptr = malloc(length + 1)))
        abort();
    memcpy(files[i].head.ptr, text, length);
    files[i].head.len = length;
}

static bool compile(size_t i)
{
    static data_writer writer;
    writer.count = 0;
    writer.sources = (hp_buf){ 0 };
    hp_set_allocator(resize_block, NULL);
    bool good = files[i].compile(&writer);
    free_blocks();
    hp_set_allocator(NULL, NULL);
    return good;
}

static void prepare(void)
{
    const char *build = getenv("builddir"), *source = getenv("srcdir");
    if (!mkdtemp(folder))
        abort();
    atexit(remove_all);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", folder, folders[i]);
    for (size_t i = 0; i < ESSAY; i++)
        if (mkdir(paths[i], 0700) != 0)
            abort();
    for (size_t i = 0; i < COPIED; i++) {
        char from[1024];
        const char *top = i == DICTS ? source : build;
        snprintf(from, sizeof from, "%s/%s", top ? top : ".", folders[i]);
        visit_files(from, copy_into, i);
    }
    put_file("jieba/dict.txt", span_of_string("南京 100 ns\n长江 50 ns\n大桥 30 n\n头发 20 n\n"));
    put_file("essay.txt", span_of_string("南京\t100\n頭髮\t50\n长江\t30\n"));
    for (size_t i = 0; i < FILES; i++) {
        keep_head(i);
        bool tried = i > 0 && files[i].compile == files[i - 1].compile;
        if (!tried && !compile(i)) {
            fprintf(stderr, "%s does not compile as it is\n", files[i].name);
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!files[0].head.ptr)
        prepare();
    size_t i = len > 0 ? bytes[0] - (size_t)'a' : FILES;
    if (i >= FILES)
        return 0;
    put_file(files[i].name, (hp_span){ (const char *)bytes + 1, len - 1 });
    compile(i);
    put_file(files[i].name, (hp_span){ files[i].head.ptr, files[i].head.len });
    return 0;
}

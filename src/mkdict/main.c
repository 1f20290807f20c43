/* main.c - hanpipe-mkdict: compiles text dictionaries into one data file that the tools map.
 *
 * Reads text only and writes the file whole or not at all.  Every part is optional: what is not given is not in the
 * file, and a filter that needs it says so.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "convert/compile/opencc_sections.h"
#include "data/data_file.h"
#include "decode/costs_compile.h"
#include "detect/compile/words_compile.h"
#include "jieba/jieba_compile.h"
#include "judge/rules_compile.h"
#include "mkdict/base.h"
#include "normalize/tables/tables_compile.h"
#include "reading/readings_compile.h"
#include "repair/compile/lexicon_compile.h"
#include "segment/compile/lexicon_compile.h"
#include "segment/compile/model_compile.h"
#include "text/error.h"

static const char usage[] = "Usage: hanpipe-mkdict [OPTION]... -o FILE\n"
                            "   or: hanpipe-mkdict --verify FILE\n"
                            "Compile text dictionaries into the data file that the tools read.\n\n"
                            "      --unihan=DIR    readings, variants and radicals, from Unicode's files\n"
                            "      --jieba=DIR     jieba's dictionary and model, from dict.txt and finalseg\n"
                            "      --opencc=DIR    OpenCC's configurations and dictionaries, as text (.txt\n"
                            "                      beside each .ocd2)\n"
                            "      --essay=FILE    rime's essay.txt: with --opencc and --jieba, for the best\n"
                            "                      path\n"
                            "      --base=FILE     take over what this data file has and the other options\n"
                            "                      do not make\n"
                            "      --seg-model=FILE  segmentation model, as hanseg-train writes it\n"
                            "      --dicts=DIR     the project's own tables\n"
                            "  -o, --output=FILE   the data file to write\n"
                            "      --verify FILE   check FILE's checksum and end\n"
                            "  -h, --help          show this help\n"
                            "  -V, --version       show the version\n\n"
                            "Example: hanpipe-mkdict --unihan=/usr/share/unicode --dicts=dicts -o mine.hpd\n"
                            "Exit status: 0 written or sound, 1 not, 2 wrong usage.\n";

enum { UNIHAN = 256, JIEBA, OPENCC, ESSAY, BASE, SEG_MODEL, DICTS, VERIFY };

static const struct option options[] = {
    { "unihan", required_argument, NULL, UNIHAN }, { "jieba", required_argument, NULL, JIEBA },
    { "opencc", required_argument, NULL, OPENCC }, { "essay", required_argument, NULL, ESSAY },
    { "base", required_argument, NULL, BASE },     { "seg-model", required_argument, NULL, SEG_MODEL },
    { "dicts", required_argument, NULL, DICTS },   { "output", required_argument, NULL, 'o' },
    { "verify", required_argument, NULL, VERIFY }, { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, 'V' },         { NULL, 0, NULL, 0 }
};

struct request {
    const char *unihan, *jieba, *opencc, *essay, *base, *seg_model, *dicts, *output, *verify;
};

static int print(const char *text)
{
    bool good = fputs(text, stdout) >= 0;
    if (fclose(stdout) == 0 && good)
        return 0;
    fprintf(stderr, "hanpipe-mkdict: standard output: %s\n", strerror(errno));
    return 1;
}

static int verify(const char *path)
{
    hp_data *data;
    hp_error err = { 0 };
    if (hp_data_open(&data, path, &err) != HP_OK) {
        fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err)); /* it names the file */
        error_clear(&err);
        return 1;
    }
    hp_status st = hp_data_verify(data, &err);
    if (st != HP_OK)
        fprintf(stderr, "hanpipe-mkdict: %s: %s\n", path, hp_error_text(&err));
    error_clear(&err);
    hp_data_free(data);
    return st == HP_OK ? 0 : 1;
}

static int compile(const struct request *r)
{
    static data_writer writer;
    bool good = true;
    if (r->unihan)
        good = reading_compile(&writer, r->unihan, r->dicts) && norm_compile(&writer, r->unihan, r->dicts) &&
               detect_compile_joyo(&writer, r->unihan);
    if (good && r->jieba)
        good = jieba_compile(&writer, r->jieba) && seg_compile_lexicon(&writer, r->jieba, r->dicts);
    conv_sources conv = { r->opencc, r->jieba, r->essay, r->dicts };
    if (good && r->opencc)
        good = conv_compile(&writer, &conv, &repair_use_words);
    if (good && r->jieba)
        good = decode_compile(&writer, r->jieba, r->essay, r->dicts);
    if (good && r->opencc)
        good = judge_compile_rules(&writer, r->dicts) && detect_compile_words(&writer, r->dicts);
    if (good && r->base)
        good = mkdict_base(&writer, r->base, r->seg_model || r->jieba ? "seg.model" : NULL);
    if (good && r->seg_model)
        good = seg_compile_model(&writer, r->seg_model[0] == '/' ? "" : ".", r->seg_model);
    else if (good && r->jieba)
        good = seg_compile_model(&writer, r->dicts, "seg-model.txt");
    if (good && data_writer_save(&writer, r->output))
        return 0;
    fprintf(stderr, "hanpipe-mkdict: %s: not written%s\n", r->output, errno == ENOMEM ? ": out of memory" : "");
    return 1;
}

int main(int argc, char **argv)
{
    struct request r = { .dicts = "." };
    int option;
    while ((option = getopt_long(argc, argv, "o:hV", options, NULL)) != -1) {
        switch (option) {
        case UNIHAN:
            r.unihan = optarg;
            break;
        case JIEBA:
            r.jieba = optarg;
            break;
        case OPENCC:
            r.opencc = optarg;
            break;
        case ESSAY:
            r.essay = optarg;
            break;
        case BASE:
            r.base = optarg;
            break;
        case SEG_MODEL:
            r.seg_model = optarg;
            break;
        case DICTS:
            r.dicts = optarg;
            break;
        case VERIFY:
            r.verify = optarg;
            break;
        case 'o':
            r.output = optarg;
            break;
        case 'h':
            return print(usage);
        case 'V':
            return print("hanpipe-mkdict (hanpipe) " PACKAGE_VERSION "\n");
        default:
            fputs("Try 'hanpipe-mkdict --help'.\n", stderr);
            return 2;
        }
    }
    if (optind < argc || !r.output == !r.verify) {
        fputs("hanpipe-mkdict: give either -o FILE or --verify FILE, and nothing else\n", stderr);
        return 2;
    }
    return r.verify ? verify(r.verify) : compile(&r);
}

/* hanseg-train.c - learns a segmentation model from text that is cut as its user wants it.
 *
 * Reads corpora of one sentence a line, words between spaces, and writes the model as text, which
 * hanpipe-mkdict puts into a data file:
 *
 *     hanseg-train -o my-model.txt my-corpus.txt
 *     hanpipe-mkdict --base=hanpipe.hpd --seg-model=my-model.txt -o my.hpd
 *     hanseg --data=my.hpd --grain=fine text.txt
 *
 * The same corpora in the same order give the same model.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "driver/files/named_files.h"
#include "driver/output.h"
#include "driver/report/message.h"
#include "driver/files/temporary.h"
#include "segment/train/model_text.h"
#include "text/buffer.h"
#include "text/error.h"
#include "tools/data_path.h"

static const char program[] = "hanseg-train";

static const char usage[] = "Usage: hanseg-train [OPTION]... -o FILE CORPUS...\n"
                            "Learn to cut words from CORPUS: one sentence a line, words between spaces.\n\n"
                            "  -o, --output=FILE   the model's text to write; '-' is standard output\n"
                            "      --data=FILE     compiled data whose lexicon is used\n"
                            "      --weight=W      errors in the corpora that follow count W (default 1)\n"
                            "      --dev=CORPUS    print the F1 on CORPUS after each pass\n"
                            "      --epochs=N      passes over the corpora (default 8)\n"
                            "      --rate=R        size of the steps (default 0.1)\n"
                            "      --decay=D       pull of weights towards 0 (default 0.001)\n"
                            "      --prune=W       leave out weights below W (default 0.05)\n"
                            "      --note=TEXT     a comment line for the head of the model\n"
                            "  -q, --quiet         no progress\n"
                            "  -h, --help          show this help\n"
                            "  -V, --version       show the version\n\n"
                            "Example: hanseg-train --dev=dev.txt -o model.txt train.txt\n"
                            "Exit status: 0 written, 1 not, 2 wrong usage.\n";

enum { DATA = 256, WEIGHT, DEV, EPOCHS, RATE, DECAY, PRUNE, NOTE };

static const struct option options[] = { { "output", required_argument, NULL, 'o' },
                                         { "data", required_argument, NULL, DATA },
                                         { "weight", required_argument, NULL, WEIGHT },
                                         { "dev", required_argument, NULL, DEV },
                                         { "epochs", required_argument, NULL, EPOCHS },
                                         { "rate", required_argument, NULL, RATE },
                                         { "decay", required_argument, NULL, DECAY },
                                         { "prune", required_argument, NULL, PRUNE },
                                         { "note", required_argument, NULL, NOTE },
                                         { "quiet", no_argument, NULL, 'q' },
                                         { "help", no_argument, NULL, 'h' },
                                         { "version", no_argument, NULL, 'V' },
                                         { NULL, 0, NULL, 0 } };

typedef struct {
    const char *path;
    float weight;
} source;

typedef struct {
    const char *output, *data, *dev;
    source *corpora; /* as many as arguments at most */
    size_t corpus_count;
    hp_buf notes;
    train_plan plan;
    double prune;
    long epochs;
    bool quiet;
} request;

static int print(const char *text)
{
    bool good = fputs(text, stdout) >= 0;
    if (fclose(stdout) == 0 && good)
        return 0;
    fprintf(stderr, "hanseg-train: standard output: %s\n", strerror(errno));
    return 1;
}

static int complain(const char *text)
{
    driver_complain(program, "%s", text);
    return 1;
}

/* Reads a number in [least, most]. */
static bool read_number(const char *text, double least, double most, double *n)
{
    char *end;
    *n = strtod(text, &end);
    return end > text && *end == '\0' && *n >= least && *n <= most;
}

/* Returns 0, or an errno: then a file that was there is as it was. */
static int write_file(const char *path, const hp_buf *text)
{
    driver_output out;
    int error = 0;
    if (strcmp(path, "-") == 0)
        driver_output_standard(&out);
    else
        error = driver_output_open(&out, path);
    if (!error && (error = driver_output_write(&out, (hp_span){ text->ptr, text->len })) != 0)
        driver_output_discard(&out);
    return error ? error : driver_output_commit(&out, "");
}

/* Refuses to write the model over what is read. */
static bool is_safe(const request *r)
{
    driver_named_files files = { 0 };
    driver_named_add(&files, "the model", r->output, DRIVER_WRITTEN);
    driver_named_add(&files, "standard input", "-", DRIVER_READ);
    if (r->data)
        driver_named_add(&files, "data", r->data, DRIVER_READ);
    if (r->dev)
        driver_named_add(&files, "dev", r->dev, DRIVER_READ);
    for (size_t i = 0; i < r->corpus_count; i++)
        driver_named_add(&files, "corpus", r->corpora[i].path, DRIVER_READ);
    bool good = driver_named_are_safe(&files, program, false);
    driver_named_free(&files);
    return good;
}

static void learn(const request *r, const train_corpus *corpus, const train_corpus *dev, train_weights *weights,
                  bool *good)
{
    uint64_t seed = 88172645463325252u;
    for (long epoch = 1; *good && epoch <= r->epochs; epoch++) {
        size_t wrong = train_crf_epoch(corpus, &r->plan, weights, &seed, good);
        if (r->quiet || !*good)
            continue;
        fprintf(stderr, "pass %ld: %zu of %zu units wrong", epoch, wrong, corpus->unit_count);
        if (dev->sentences)
            fprintf(stderr, ", F1 on %s %.2f", r->dev, train_crf_score(dev, weights, good));
        fputc('\n', stderr);
    }
}

static int train(const request *r, const seg_lexicon *lex)
{
    train_space space;
    train_corpus corpus = { 0 }, dev = { 0 };
    train_weights weights = { 0 };
    hp_error err = { 0 };
    error_set_memory(&err);
    hp_status st = HP_OK;
    hp_buf out = { 0 };
    train_space_open(&space, lex);
    for (size_t i = 0; st == HP_OK && i < r->corpus_count; i++)
        st = train_corpus_read(&corpus, &space, r->corpora[i].path, r->corpora[i].weight, true, &err);
    if (st == HP_OK && r->dev)
        st = train_corpus_read(&dev, &space, r->dev, 1, false, &err);
    bool good = st == HP_OK && train_weights_open(&weights, train_space_blocks(&space));
    if (good)
        learn(r, &corpus, &dev, &weights, &good);
    if (good) {
        hp_buf_append(&out, (hp_span){ r->notes.ptr, r->notes.len });
        buffer_format(&out, "# %zu sentences, %zu words; %ld passes, rate %g, decay %g, pruned below %g\n",
                      corpus.sentences, corpus.words, r->epochs, r->plan.rate, r->plan.decay, r->prune);
        train_model_text_write(&space, &weights, r->prune, &out);
        int error = out.failed ? ENOMEM : write_file(r->output, &out);
        if (error)
            error_set(&err, HP_IO, 0, "%s: %s", r->output, strerror(error));
        good = error == 0;
    }
    int status = good ? 0 : complain(hp_error_text(&err));
    error_clear(&err);
    hp_buf_free(&out);
    train_weights_free(&weights);
    train_corpus_free(&corpus);
    train_corpus_free(&dev);
    train_space_free(&space);
    return status;
}

/* Sets what an option with a number asks for; false when it is not one in range. */
static bool take_number(request *r, int option, const char *text, double *weight)
{
    double n = 0;
    bool good = false;
    switch (option) {
    case WEIGHT:
        return read_number(text, 0, 100, weight);
    case EPOCHS:
        good = read_number(text, 1, 1000, &n);
        r->epochs = (long)n;
        return good;
    case RATE:
        return read_number(text, 1e-6, 10, &r->plan.rate);
    case DECAY:
        return read_number(text, 0, 10, &r->plan.decay);
    default:
        return read_number(text, 0, 10, &r->prune);
    }
}

/* Returns -1 to go on, or the exit status. */
static int read_options(request *r, int argc, char **argv)
{
    double weight = 1;
    int option;
    /* '-' first: corpora are taken in their order among the options, for --weight. */
    while ((option = getopt_long(argc, argv, "-o:qhV", options, NULL)) != -1) {
        switch (option) {
        case 1:
            r->corpora[r->corpus_count++] = (source){ optarg, (float)weight };
            break;
        case 'o':
            r->output = optarg;
            break;
        case DATA:
            r->data = optarg;
            break;
        case DEV:
            r->dev = optarg;
            break;
        case WEIGHT:
        case EPOCHS:
        case RATE:
        case DECAY:
        case PRUNE:
            if (take_number(r, option, optarg, &weight))
                break;
            fprintf(stderr, "hanseg-train: %s: not a number in range\n", optarg);
            return 2;
        case NOTE:
            buffer_format(&r->notes, "# %s\n", optarg);
            break;
        case 'q':
            r->quiet = true;
            break;
        case 'h':
            return print(usage);
        case 'V':
            return print("hanseg-train (hanpipe) " PACKAGE_VERSION "\n");
        default:
            fputs("Try 'hanseg-train --help'.\n", stderr);
            return 2;
        }
    }
    for (; optind < argc; optind++)
        r->corpora[r->corpus_count++] = (source){ argv[optind], (float)weight };
    if (!r->output || r->corpus_count == 0) {
        fputs("hanseg-train: give -o FILE and at least one corpus\nTry 'hanseg-train --help'.\n", stderr);
        return 2;
    }
    return is_safe(r) ? -1 : 2;
}

int main(int argc, char **argv)
{
    request r = { .plan = { .rate = 0.1, .decay = 0.001 }, .prune = 0.05, .epochs = 8 };
    hp_data *data = NULL;
    seg_lexicon lex;
    hp_error err = { 0 };
    r.corpora = calloc((size_t)argc + 1, sizeof *r.corpora);
    int status = r.corpora ? read_options(&r, argc, argv) : complain("out of memory");
    if (status < 0 && r.notes.failed)
        status = complain("out of memory");
    if (status < 0 && (data_path_open(&data, r.data, &err) != HP_OK || seg_lexicon_open(&lex, data, &err) != HP_OK))
        status = complain(hp_error_text(&err));
    if (status < 0) {
        driver_temporary_guard();
        status = train(&r, &lex);
    }
    error_clear(&err);
    hp_data_free(data);
    hp_buf_free(&r.notes);
    free(r.corpora);
    return status;
}

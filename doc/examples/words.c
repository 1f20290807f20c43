/* words.c - a program that uses libhanpipe: the words of standard input, with their places in it.
 *
 *     cc -o words words.c $(pkg-config --cflags --libs hanpipe)
 *     echo '國(guó)家' | ./words 'strip | conv -c t2s | seg --pos'        0 TAB 12 TAB 国家 TAB n
 *
 * A second argument names other dictionaries than the installed ones.
 */
#include <hanpipe.h>
#include <stdio.h>

/* Opened objects, for one place to free them; each may be NULL. */
struct objects {
    hp_data *data;
    hp_pipeline *pipeline;
    hp_worker *worker;
    hp_buf text;
};

static hp_status open_all(struct objects *o, const char *expression, const char *data, hp_error *err)
{
    hp_status st = hp_data_open(&o->data, data, err);
    if (st == HP_OK)
        st = hp_pipeline_open(&o->pipeline, expression, o->data, err);
    if (st == HP_OK)
        st = hp_worker_open(&o->worker, o->pipeline, err);
    return st;
}

static void free_all(struct objects *o)
{
    hp_data_free(o->data);
    hp_pipeline_free(o->pipeline);
    hp_worker_free(o->worker);
    hp_buf_free(&o->text);
}

/* Where words go: an hp_take_word. */
static hp_status print_word(void *to, const hp_word *word)
{
    int n = fprintf(to, "%llu\t%llu\t%.*s\t%.*s\n", (unsigned long long)word->begin, (unsigned long long)word->end,
                    (int)word->text.len, word->text.ptr, (int)word->part_of_speech.len, word->part_of_speech.ptr);
    return n < 0 ? HP_IO : HP_OK;
}

static void read_all(FILE *in, hp_buf *text)
{
    size_t n = 0;
    for (char *to; (to = hp_buf_reserve(text, 1 << 16)) && (n = fread(to, 1, 1 << 16, in)) > 0;)
        text->len += n;
}

int main(int argc, char **argv)
{
    struct objects o = { NULL, NULL, NULL, { NULL, 0, 0, false } };
    hp_error *err = hp_error_new();
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "Usage: words PIPELINE [DATA] <text\n");
        return 2;
    }
    read_all(stdin, &o.text);
    hp_status st = open_all(&o, argv[1], argc > 2 ? argv[2] : hp_data_default(), err);
    if (st == HP_OK && o.text.failed)
        st = HP_NO_MEMORY;
    if (st == HP_OK)
        st = hp_words(o.worker, (hp_span){ o.text.ptr, o.text.len }, print_word, stdout, err);
    if (st != HP_OK)
        fprintf(stderr, "words: %s\n", hp_error_status(err) == st ? hp_error_text(err) : hp_status_name(st));
    free_all(&o);
    hp_error_free(err);
    if (ferror(stdin))
        fprintf(stderr, "words: standard input cannot be read\n");
    return !ferror(stdin) && fclose(stdout) == 0 && st == HP_OK ? 0 : 1;
}

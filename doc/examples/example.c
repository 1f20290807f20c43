/* example.c - a program that uses libhanpipe: runs standard input through a pipeline.
 *
 *     cc -o example example.c $(pkg-config --cflags --libs hanpipe)
 *     echo '國(guó)家' | ./example 'strip | conv -c t2s' /usr/local/share/hanpipe/hanpipe.hpd
 *
 * The second argument, the compiled dictionaries, may be left out where no filter needs them.
 */
#include <hanpipe.h>
#include <stdio.h>

/* Opened objects, for one place to free them; each may be NULL. */
struct objects {
    hp_data *data;
    hp_pipeline *pipeline;
    hp_worker *worker;
};

static hp_status open_all(struct objects *o, const char *expression, const char *data, hp_error *err)
{
    hp_status st = HP_OK;
    if (data)
        st = hp_data_open(&o->data, data, err);
    if (st == HP_OK)
        st = hp_pipeline_open(&o->pipeline, expression, o->data, err);
    if (st == HP_OK)
        st = hp_worker_open(&o->worker, o->pipeline, err);
    return st;
}

/* In the reverse order: what was made later may point into what was made before. */
static void free_all(struct objects *o)
{
    hp_worker_free(o->worker);
    hp_pipeline_free(o->pipeline);
    hp_data_free(o->data);
}

static bool read_all(FILE *in, hp_buf *text)
{
    size_t n;
    do {
        char *to = hp_buf_reserve(text, 1 << 16);
        n = to ? fread(to, 1, 1 << 16, in) : 0;
        text->len += n;
    } while (n > 0);
    return !text->failed && !ferror(in);
}

/* Runs all of the text in one call.  Whole lines may as well be given in many calls, which needs less memory. */
static hp_status run(const struct objects *o, FILE *in, FILE *out, hp_error *err)
{
    hp_buf text = { 0 }, result = { 0 };
    hp_status st = HP_OK;
    if (!read_all(in, &text)) {
        fprintf(stderr, "example: standard input cannot be read\n");
        st = HP_IO;
    }
    if (st == HP_OK)
        st = hp_pipeline_run(o->pipeline, NULL, (hp_span){ text.ptr, text.len }, o->worker, &result, err);
    if (st == HP_OK)
        fwrite(result.ptr, 1, result.len, out);
    hp_buf_free(&text);
    hp_buf_free(&result);
    return st;
}

int main(int argc, char **argv)
{
    struct objects o = { NULL, NULL, NULL };
    hp_error *err = hp_error_new();
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "Usage: example PIPELINE [DATA] <text\n");
        return 2;
    }
    hp_status st = open_all(&o, argv[1], argc > 2 ? argv[2] : NULL, err);
    if (st == HP_OK)
        st = run(&o, stdin, stdout, err);
    if (hp_error_status(err) != HP_OK)
        fprintf(stderr, "example: %s\n", hp_error_text(err));
    hp_error_free(err);
    free_all(&o);
    return fclose(stdout) == 0 && st == HP_OK ? 0 : 1;
}

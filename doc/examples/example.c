/* example.c - a program that uses libhanpipe: runs standard input through a pipeline.
 *
 *     cc -o example example.c $(pkg-config --cflags --libs hanpipe)
 *     echo '國(guó)家' | ./example 'strip | conv -c t2s'
 *
 * A second argument names other dictionaries than the installed ones; "" stands for none, which is enough for filters
 * that need none.
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
    if (data[0] != '\0')
        st = hp_data_open(&o->data, data, err);
    if (st == HP_OK)
        st = hp_pipeline_open(&o->pipeline, expression, o->data, err);
    if (st == HP_OK)
        st = hp_worker_open(&o->worker, o->pipeline, err);
    return st;
}

/* In any order: a worker holds on to its pipeline, and that to its data. */
static void free_all(struct objects *o)
{
    hp_data_free(o->data);
    hp_pipeline_free(o->pipeline);
    hp_worker_free(o->worker);
}

/* Where output goes: an hp_write. */
static hp_status write_text(void *to, hp_span text)
{
    return fwrite(text.ptr, 1, text.len, to) == text.len ? HP_OK : HP_IO;
}

/* Runs all of `in`, piece by piece. */
static hp_status run(hp_worker *worker, FILE *in, FILE *out, hp_error *err)
{
    static char piece[1 << 16];
    size_t n;
    hp_status st = hp_begin(worker, NULL, err);
    while (st == HP_OK && (n = fread(piece, 1, sizeof piece, in)) > 0)
        st = hp_feed(worker, (hp_span){ piece, n }, write_text, out, err);
    if (st == HP_OK)
        st = hp_end(worker, write_text, out, err);
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
    hp_status st = open_all(&o, argv[1], argc > 2 ? argv[2] : hp_data_default(), err);
    if (st == HP_OK)
        st = run(o.worker, stdin, stdout, err);
    if (st != HP_OK)
        fprintf(stderr, "example: %s\n", hp_error_text(err));
    free_all(&o);
    hp_error_free(err);
    if (ferror(stdin))
        fprintf(stderr, "example: standard input cannot be read\n");
    return !ferror(stdin) && fclose(stdout) == 0 && st == HP_OK ? 0 : 1;
}

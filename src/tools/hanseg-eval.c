/* hanseg-eval.c - scores a segmentation against one made by hand.
 *
 * Both files have one sentence a line, words between blanks, and the same characters.  A word is right when
 * both of its ends are.  Worked: gold "南京市 长江 大桥", system "南京市 长江大桥" → 1 of 2 right, 1 of 3 found:
 * P 50, R 33.33, F1 40; the error is 长江|大桥 -> 长江大桥.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/fields.h"
#include "text/map/string_map.h"
#include "text/read_file.h"
#include "text/utf8.h"

static const char usage[] = "Usage: hanseg-eval [OPTION]... GOLD SYSTEM\n"
                            "   or: hanseg-eval --raw GOLD\n"
                            "Score SYSTEM's words against GOLD's: one sentence a line, words between blanks.\n\n"
                            "      --lexicon=FILE  also the recall of words in FILE and not in it; a word is\n"
                            "                      a line's first field; repeatable\n"
                            "      --errors=N      the N commonest errors (default 20; 0 for none)\n"
                            "      --raw           print GOLD's text without its cuts, to be segmented\n"
                            "  -h, --help          show this help\n"
                            "  -V, --version       show the version\n\n"
                            "Example: hanseg-eval --raw gold.txt | hanseg --grain=fine >mine.txt\n"
                            "         hanseg-eval gold.txt mine.txt\n"
                            "Exit status: 0 scored, 1 not (a file cannot be read, the texts differ),\n"
                            "2 wrong usage.\n";

enum { LEXICON = 256, ERRORS, RAW, LEXICONS_MAX = 16 };

static const struct option options[] = { { "lexicon", required_argument, NULL, LEXICON },
                                         { "errors", required_argument, NULL, ERRORS },
                                         { "raw", no_argument, NULL, RAW },
                                         { "help", no_argument, NULL, 'h' },
                                         { "version", no_argument, NULL, 'V' },
                                         { NULL, 0, NULL, 0 } };

/* A sentence: its characters without blanks, and where its words end in them. */
typedef struct {
    hp_buf text;
    size_t *ends; /* bytes into text */
    size_t count, cap;
} sentence;

/* What of a lexicon's words, or of those it does not have, was found. */
typedef struct {
    const char *path;
    string_map words;
    uint64_t seen[2], found[2]; /* [0]: not in the lexicon */
} lexicon;

typedef struct {
    uint64_t sentences, exact, gold, system, right;
    uint64_t gold_cuts, system_cuts, right_cuts;
    string_map errors;
    uint64_t *error_counts; /* by number less 1 */
    size_t error_room;
    lexicon lexicons[LEXICONS_MAX];
    size_t lexicon_count;
    unsigned long error_count;
} score;

static int fail(const char *path, const char *what)
{
    fprintf(stderr, "hanseg-eval: %s: %s\n", path, what);
    return 1;
}

/* The length of the blank at the start of `text`, 0 when there is none: what Unicode calls White_Space. */
static size_t blank_length(hp_span text)
{
    uint32_t cp;
    size_t n = utf8_decode(text, &cp);
    bool blank = n > 0 && ((cp >= 9 && cp <= 13) || (cp >= 28 && cp <= 32) || cp == 0x85 || cp == 0xA0 ||
                           cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
                           cp == 0x202F || cp == 0x205F || cp == 0x3000);
    return blank ? n : 0;
}

static bool add_end(sentence *s)
{
    if (s->count == s->cap) {
        size_t cap = s->cap ? 2 * s->cap : 64;
        size_t *ends = reallocarray(s->ends, cap, sizeof *ends);
        if (!ends)
            return false;
        s->ends = ends;
        s->cap = cap;
    }
    s->ends[s->count++] = s->text.len;
    return true;
}

/* Takes a line apart; false when memory is out. */
static bool split(hp_span line, sentence *s)
{
    bool good = true;
    s->text.len = s->count = 0;
    for (size_t i = 0; good && i < line.len;) {
        hp_span rest = { line.ptr + i, line.len - i };
        size_t blank = blank_length(rest);
        i += blank ? blank : 1;
        if (!blank)
            hp_buf_append(&s->text, (hp_span){ rest.ptr, 1 });
        else if (s->text.len > (s->count ? s->ends[s->count - 1] : 0))
            good = add_end(s);
    }
    if (good && s->text.len > (s->count ? s->ends[s->count - 1] : 0))
        good = add_end(s);
    return good && !s->text.failed;
}

static hp_span word_at(const sentence *s, size_t from, size_t to)
{
    return (hp_span){ s->text.ptr + from, to - from };
}

/* Appends the words [first, last) of `s` with | between them. */
static void put_words(const sentence *s, size_t first, size_t last, hp_buf *out)
{
    for (size_t i = first; i < last; i++) {
        if (i > first)
            hp_buf_append(out, span_of_string("|"));
        hp_buf_append(out, word_at(s, i ? s->ends[i - 1] : 0, s->ends[i]));
    }
}

/* Counts an error; false when memory is out. */
static bool count_error(score *sc, hp_span error)
{
    uint32_t number = string_map_add(&sc->errors, error);
    if (number > sc->error_room) {
        size_t room = 2 * sc->error_room + 256;
        uint64_t *counts = reallocarray(sc->error_counts, room, sizeof *counts);
        if (!counts)
            return false;
        memset(counts + sc->error_room, 0, (room - sc->error_room) * sizeof *counts);
        sc->error_counts = counts;
        sc->error_room = room;
    }
    if (number)
        sc->error_counts[number - 1]++;
    return number != 0;
}

/* Counts the shortest stretches that both cut at their ends and differently inside. */
static bool count_errors(score *sc, const sentence *gold, const sentence *mine)
{
    hp_buf key = { 0 };
    bool good = true;
    for (size_t g = 0, m = 0; good && g < gold->count && m < mine->count;) {
        size_t g0 = g++, m0 = m++;
        while (gold->ends[g - 1] != mine->ends[m - 1]) {
            if (gold->ends[g - 1] < mine->ends[m - 1])
                g++;
            else
                m++;
        }
        if (g - g0 == 1 && m - m0 == 1)
            continue;
        key.len = 0;
        put_words(gold, g0, g, &key);
        hp_buf_append(&key, span_of_string(" -> "));
        put_words(mine, m0, m, &key);
        good = !key.failed && count_error(sc, (hp_span){ key.ptr, key.len });
    }
    hp_buf_free(&key);
    return good;
}

static void count_lexicons(score *sc, hp_span word, bool found)
{
    for (size_t i = 0; i < sc->lexicon_count; i++) {
        lexicon *lex = &sc->lexicons[i];
        bool listed = string_map_find(&lex->words, word) != 0;
        lex->seen[listed]++;
        lex->found[listed] += found;
    }
}

static bool count_sentence(score *sc, const sentence *gold, const sentence *mine)
{
    size_t m = 0, cuts = 0, right = 0;
    for (size_t g = 0; g < gold->count; g++) {
        size_t begin = g ? gold->ends[g - 1] : 0;
        while (m < mine->count && mine->ends[m] < gold->ends[g])
            m++;
        bool ends = m < mine->count && mine->ends[m] == gold->ends[g];
        bool found = ends && (m ? mine->ends[m - 1] : 0) == begin;
        right += found;
        cuts += ends && g + 1 < gold->count;
        count_lexicons(sc, word_at(gold, begin, gold->ends[g]), found);
    }
    sc->sentences++;
    sc->exact += right == gold->count && right == mine->count;
    sc->gold += gold->count;
    sc->system += mine->count;
    sc->right += right;
    sc->gold_cuts += gold->count ? gold->count - 1 : 0;
    sc->system_cuts += mine->count ? mine->count - 1 : 0;
    sc->right_cuts += cuts;
    return sc->error_count == 0 || count_errors(sc, gold, mine);
}

/* The number of the first character that differs. */
static size_t first_difference(const sentence *a, const sentence *b)
{
    size_t n = 0, at = 0, least = a->text.len < b->text.len ? a->text.len : b->text.len;
    while (at < least && a->text.ptr[at] == b->text.ptr[at])
        n += ((unsigned char)a->text.ptr[at++] & 0xC0) != 0x80;
    bool inside = at < least && ((unsigned char)a->text.ptr[at] & 0xC0) == 0x80;
    return inside ? n : n + 1;
}

/* A file read by lines. */
typedef struct {
    const char *path;
    hp_buf text;
    hp_span rest; /* of text */
} reader;

/* False, with a message, when the file cannot be read; the reader is to be closed in any case. */
static bool open_reader(reader *r, const char *path)
{
    hp_error err = { 0 };
    *r = (reader){ .path = path };
    hp_status st = strcmp(path, "-") == 0 ? text_read_descriptor(&r->text, STDIN_FILENO, path, &err)
                                          : text_read_file(&r->text, path, &err);
    if (st != HP_OK)
        fprintf(stderr, "hanseg-eval: %s\n", hp_error_text(&err));
    error_clear(&err);
    r->rest = (hp_span){ r->text.ptr, r->text.len };
    return st == HP_OK;
}

static bool next_line(reader *r, hp_span *line)
{
    return text_take_line(&r->rest, line);
}

static void close_reader(reader *r)
{
    hp_buf_free(&r->text);
}

static int compare(score *sc, reader *gold, reader *mine)
{
    sentence a = { { 0 }, NULL, 0, 0 }, b = a;
    hp_span line;
    int status = 0;
    for (uint64_t n = 1; status == 0; n++) {
        bool more = next_line(gold, &line), good = !more || split(line, &a);
        if (next_line(mine, &line) != more) {
            status = fail(mine->path, more ? "fewer lines than the gold file" : "more lines than the gold file");
            break;
        }
        if (!more)
            break;
        good = good && split(line, &b);
        if (good && !span_eq((hp_span){ a.text.ptr, a.text.len }, (hp_span){ b.text.ptr, b.text.len })) {
            fprintf(stderr, "hanseg-eval: %s:%llu: character %zu is not that of the gold file\n", mine->path,
                    (unsigned long long)n, first_difference(&a, &b));
            status = 1;
        } else if (!good || !count_sentence(sc, &a, &b))
            status = fail(mine->path, "out of memory");
    }
    hp_buf_free(&a.text);
    hp_buf_free(&b.text);
    free(a.ends);
    free(b.ends);
    return status;
}

static double percent(uint64_t part, uint64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static double f1(uint64_t right, uint64_t gold, uint64_t mine)
{
    return gold + mine ? 200.0 * (double)right / (double)(gold + mine) : 0;
}

/* An error and how often it was made. */
typedef struct {
    hp_span text;
    uint64_t count;
} counted;

static int by_count(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    size_t n = x->text.len < y->text.len ? x->text.len : y->text.len;
    int order = memcmp(x->text.ptr, y->text.ptr, n);
    return order ? order : x->text.len < y->text.len ? -1 : x->text.len > y->text.len;
}

/* Prints the commonest errors; false when memory is out. */
static bool print_errors(const score *sc)
{
    counted *errors = calloc(sc->errors.count + 1, sizeof *errors);
    for (size_t i = 0; errors && i < sc->errors.count; i++)
        errors[i] = (counted){ string_map_text(&sc->errors, (uint32_t)i + 1), sc->error_counts[i] };
    if (errors)
        qsort(errors, sc->errors.count, sizeof *errors, by_count);
    for (size_t i = 0; errors && i < sc->errors.count && i < sc->error_count; i++)
        printf("%llu %.*s\n", (unsigned long long)errors[i].count, (int)errors[i].text.len, errors[i].text.ptr);
    free(errors);
    return errors != NULL;
}

/* False when memory is out. */
static bool print_score(const score *sc)
{
    printf("sentences %llu\ngold_words %llu\nsystem_words %llu\n", (unsigned long long)sc->sentences,
           (unsigned long long)sc->gold, (unsigned long long)sc->system);
    printf("P %.2f\nR %.2f\nF1 %.2f\n", percent(sc->right, sc->system), percent(sc->right, sc->gold),
           f1(sc->right, sc->gold, sc->system));
    printf("boundary_F1 %.2f\nexact_sentences %.2f\n", f1(sc->right_cuts, sc->gold_cuts, sc->system_cuts),
           percent(sc->exact, sc->sentences));
    for (size_t i = 0; i < sc->lexicon_count; i++) {
        const lexicon *lex = &sc->lexicons[i];
        printf("lexicon %s: OOV_rate %.2f R_oov %.2f R_iv %.2f\n", lex->path, percent(lex->seen[0], sc->gold),
               percent(lex->found[0], lex->seen[0]), percent(lex->found[1], lex->seen[1]));
    }
    return print_errors(sc);
}

static bool read_lexicon(lexicon *lex)
{
    text_list list;
    hp_span line;
    hp_error err = { 0 };
    bool good = text_list_open(&list, lex->path, &err) == HP_OK;
    if (!good)
        fprintf(stderr, "hanseg-eval: %s\n", hp_error_text(&err));
    while (good && text_list_next(&list, &line)) {
        size_t end = 0;
        while (end < line.len && !blank_length((hp_span){ line.ptr + end, line.len - end }))
            end++;
        good = end == 0 || string_map_add(&lex->words, (hp_span){ line.ptr, end }) || !fail(lex->path, "out of memory");
    }
    text_list_close(&list);
    return good;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Prints the words put together, with a space where running text would have one: between ASCII letters or
 * digits. */
static int print_raw(const char *path)
{
    reader r;
    sentence s = { { 0 }, NULL, 0, 0 };
    hp_span line;
    bool good = open_reader(&r, path);
    while (good && next_line(&r, &line)) {
        good = split(line, &s) || !fail(path, "out of memory");
        for (size_t i = 0, from = 0; good && i < s.count; from = s.ends[i++]) {
            if (from > 0 && is_alphanumeric(s.text.ptr[from - 1]) && is_alphanumeric(s.text.ptr[from]))
                putchar(' ');
            fwrite(s.text.ptr + from, 1, s.ends[i] - from, stdout);
        }
        if (good)
            putchar('\n');
    }
    close_reader(&r);
    hp_buf_free(&s.text);
    free(s.ends);
    return good ? 0 : 1;
}

static int score_files(score *sc, const char *gold_path, const char *mine_path)
{
    reader gold = { .path = gold_path }, mine = { .path = mine_path };
    int status = 0;
    for (size_t i = 0; status == 0 && i < sc->lexicon_count; i++)
        status = read_lexicon(&sc->lexicons[i]) ? 0 : 1;
    if (status == 0 && open_reader(&gold, gold_path) && open_reader(&mine, mine_path))
        status = compare(sc, &gold, &mine);
    else
        status = 1;
    close_reader(&gold);
    close_reader(&mine);
    if (status == 0 && !print_score(sc))
        status = fail(mine_path, "out of memory");
    for (size_t i = 0; i < sc->lexicon_count; i++)
        string_map_free(&sc->lexicons[i].words);
    string_map_free(&sc->errors);
    free(sc->error_counts);
    return status;
}

/* Closes standard output: what could not be written must not pass for success. */
static int finish(int status)
{
    if (ferror(stdout) | fclose(stdout)) {
        fprintf(stderr, "hanseg-eval: standard output: %s\n", strerror(errno));
        return 1;
    }
    return status;
}

int main(int argc, char **argv)
{
    static score sc = { .error_count = 20 };
    bool raw = false;
    int option;
    char *end;
    while ((option = getopt_long(argc, argv, "hV", options, NULL)) != -1) {
        switch (option) {
        case LEXICON:
            if (sc.lexicon_count == LEXICONS_MAX) {
                fputs("hanseg-eval: too many lexicons\n", stderr);
                return 2;
            }
            sc.lexicons[sc.lexicon_count++].path = optarg;
            break;
        case ERRORS:
            sc.error_count = strtoul(optarg, &end, 10);
            if (end == optarg || *end) {
                fprintf(stderr, "hanseg-eval: --errors=%s: not a number\n", optarg);
                return 2;
            }
            break;
        case RAW:
            raw = true;
            break;
        case 'h':
            fputs(usage, stdout);
            return finish(0);
        case 'V':
            puts("hanseg-eval (hanpipe) " PACKAGE_VERSION);
            return finish(0);
        default:
            fputs("Try 'hanseg-eval --help'.\n", stderr);
            return 2;
        }
    }
    if (argc - optind != (raw ? 1 : 2)) {
        fputs(raw ? "hanseg-eval: --raw takes one file\n" : "hanseg-eval: give GOLD and SYSTEM\n", stderr);
        return 2;
    }
    return finish(raw ? print_raw(argv[optind]) : score_files(&sc, argv[optind], argv[optind + 1]));
}

/* random_case.c - a pipeline and a text made at random:
 *
 *     random_case SEED LIST FOLDER
 *
 * Writes one to four filters with options to standard output, a line each, as words of a shell without quotes, and a
 * text of pieces from LIST (kinds; see lines.c) to FOLDER/text.  The same SEED gives the same.  What goes together is
 * known here, so that every pipeline is a right one.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS_MAX = 512 };

static uint64_t state;

/* A number below n (splitmix64, Vigna). */
static unsigned below(unsigned n)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) % n);
}

#define PICK(...) \
    pick((const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static const char *pick(const char *const *words, size_t count)
{
    return words[below((unsigned)count)];
}

/* Prints one of the words, or in half of the cases none. */
#define MAYBE(...) (below(2) ? (void)printf(" %s", PICK(__VA_ARGS__)) : (void)0)

static void put_strip(bool first)
{
    printf("strip");
    MAYBE("--to=remove", "--to=ruby", "--to=brackets");
    MAYBE("--unverified=keep", "--unverified=remove");
    MAYBE("--toneless=always", "--toneless=never");
    MAYBE("--cues=keep", "--cues=ignore");
    MAYBE("--systems=pinyin", "--systems=zhuyin,jyutping", "--systems=wade-giles");
    MAYBE("--bare");
    if (first)
        MAYBE("--lines");
}

static void put_conv(void)
{
    printf("conv");
    MAYBE("-cs2t", "-ct2s", "-cs2twp", "-ctw2sp", "-cs2hk", "-ct2jp", "-cs2tw,tw2s");
    MAYBE("--exact", "--hints", "--engine=exact");
    MAYBE("--tofu");
    MAYBE("--keep-regex=发.", "--keep-regex=[a-z]+", "--keep-regex=^.");
}

static void put_seg(void)
{
    printf("seg");
    switch (below(4)) {
    case 0:
        printf(" --engine=%s", PICK("icu", "jieba", "jieba --no-hmm"));
        MAYBE("--format=tsv", "--format=jsonl", "-d/");
        return;
    case 1:
        printf(" --nbest=%u", 1 + below(4));
        MAYBE("--grain=fine", "--grain=char");
        return;
    case 2:
        printf(" --format=%s", PICK("tsv", "jsonl", "conllu"));
        MAYBE("--confidence");
        break;
    default:
        MAYBE("-d/", "-d--", "-d\\x00", "-d\\n");
    }
    MAYBE("--grain=fine", "--grain=search", "--grain=char", "--grain=coarse");
    MAYBE("--dates=join", "--dates=split");
    MAYBE("--pos");
}

static void put_stages(void)
{
    for (unsigned i = 0, count = 1 + below(4); i < count; i++) {
        switch (below(5)) {
        case 0:
            printf("norm");
            MAYBE("--form=nfd", "--form=nfkc", "--form=nfkd");
            break;
        case 1:
            put_conv();
            break;
        case 2:
            put_seg();
            break;
        default:
            put_strip(i == 0);
        }
        putchar('\n');
    }
}

/* Writes the bytes that a unit of the list stands for. */
static void put_unit(FILE *out, const char *at)
{
    for (; *at; at++) {
        if (*at != '\\') {
            putc(*at, out);
        } else if (*++at == '0') {
            putc((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0'), out);
            at += 3;
        } else {
            putc(*at == 'n' ? '\n' : *at == 't' ? '\t' : *at == 'r' ? '\r' : '\\', out);
        }
    }
}

static size_t read_units(const char *path, char **units)
{
    char *line = NULL;
    size_t room = 0, count = 0;
    FILE *list = fopen(path, "re");
    while (list && count + 2 < UNITS_MAX && getline(&line, &room, list) > 0) {
        char *unit = line[0] == '#' ? NULL : strchr(line, '\t');
        for (unit = unit ? strtok(unit + 1, "\t\n") : NULL; unit; unit = strtok(NULL, "\t\n"))
            units[count++] = strdup(unit);
    }
    free(line);
    if (list)
        fclose(list);
    return count;
}

int main(int argc, char **argv)
{
    static char *units[UNITS_MAX];
    char path[4096];
    size_t count = argc == 4 ? read_units(argv[2], units) : 0;
    if (count == 0) {
        fputs("Usage: random_case SEED LIST FOLDER\n", stderr);
        return 2;
    }
    state = strtoull(argv[1], NULL, 10);
    put_stages();
    snprintf(path, sizeof path, "%s/text", argv[3]);
    FILE *out = fopen(path, "we");
    for (unsigned i = 0, pieces = below(200); out && i < pieces; i++) {
        const char *unit = units[below((unsigned)count)];
        for (unsigned n = below(8) ? 1 : 1 + below(20); n > 0; n--)
            put_unit(out, unit);
        if (below(8) == 0)
            putc('\n', out);
    }
    for (size_t i = 0; i < count; i++)
        free(units[i]);
    return out && fclose(out) == 0 ? 0 : 1;
}

/* conv_opencc.c - the exact engine against libopencc, on generated lines.
 *
 * For each configuration of the installed OpenCC that the data file has, lines are made from the keys and
 * values of its dictionaries: characters, phrases whole, cut, and overlapped with phrases that begin as they
 * end, beside description sequences, variation selectors, compatibility ideographs, characters beyond the
 * BMP, kana, Latin and punctuation. Both convert them; no byte may differ.  The lines are the same in every
 * run.
 *
 *     conv_opencc DATA-FILE OPENCC-TEXT-FOLDER OPENCC-FOLDER [LINES]      prints TAP; 75,000 lines a
 * configuration
 */
#include <opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "convert/opencc_exact.h"
#include "data/data_file.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static const char *const configs[] = { "s2t",   "t2s",  "s2tw", "tw2s", "s2hk", "hk2s", "s2twp",
                                       "tw2sp", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t" };
static const char *const files[] = { "STPhrases",  "STCharacters",         "TSPhrases",  "TSCharacters",
                                     "TWPhrases",  "TWPhrasesRev",         "TWVariants", "TWVariantsRevPhrases",
                                     "HKVariants", "HKVariantsRevPhrases", "JPVariants", "JPShinjitaiPhrases" };
static const char *const odd[] = { "⿰",  "⿱艹", "⿰氵头", "︀", "󠄀", "豈", "金", "𠀀", "𫜰", "の", "カ",
                                   "abc", " ",    "SQL",    "，",  "。",   "·",  "-",  "1",  "　", "“" };

/* Texts to draw from. */
static hp_span *pieces;
static size_t piece_count, piece_cap;

static uint64_t state;

/* Marsaglia's xorshift64. */
static size_t draw(size_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % below);
}

static void add_piece(hp_span text)
{
    if (text.len == 0)
        return;
    if (piece_count == piece_cap) {
        piece_cap = piece_cap ? 2 * piece_cap : 1 << 16;
        pieces = realloc(pieces, piece_cap * sizeof *pieces);
        if (!pieces)
            exit(99);
    }
    pieces[piece_count++] = text;
}

/* Adds every key and first value of a dictionary. */
static void read_dictionary(const char *folder, const char *name)
{
    hp_buf path = { 0 }, text = { 0 };
    buffer_format(&path, "%s/%s.txt", folder, name);
    FILE *file = fopen(path.ptr, "re");
    hp_buf_free(&path);
    if (!file)
        return;
    for (size_t n = 1; n > 0; text.len += n) {
        char *to = hp_buf_reserve(&text, 1 << 16);
        n = to ? fread(to, 1, 1 << 16, file) : 0;
    }
    fclose(file);
    hp_span rest = { text.ptr, text.len }; /* the pieces point into it; it lives to the end */
    while (rest.len > 0) {
        const char *lf = memchr(rest.ptr, '\n', rest.len);
        hp_span line = { NULL, 0 }, gone;
        span_take(&rest, lf ? (size_t)(lf - rest.ptr) : rest.len, &line);
        span_take(&rest, lf ? 1 : 0, &gone);
        const char *tab = line.len ? memchr(line.ptr, '\t', line.len) : NULL;
        if (!tab || line.ptr[0] == '#')
            continue;
        hp_span value = { tab + 1, line.len - (size_t)(tab - line.ptr) - 1 };
        const char *space = value.len ? memchr(value.ptr, ' ', value.len) : NULL;
        add_piece((hp_span){ line.ptr, (size_t)(tab - line.ptr) });
        add_piece((hp_span){ value.ptr, space ? (size_t)(space - value.ptr) : value.len });
    }
}

/* An offset in `text` at which a character starts. */
static size_t draw_cut(hp_span text)
{
    size_t at = draw(text.len);
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static int compare_pieces(const void *a, const void *b)
{
    const hp_span *x = a, *y = b;
    int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
    return c ? c : (x->len > y->len) - (x->len < y->len);
}

/* A piece that begins with `start`, if there is one near where it would stand; else any. */
static hp_span draw_beginning(hp_span start)
{
    size_t low = 0, high = piece_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_pieces(&pieces[middle], &start) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t same = 0;
    while (low + same < piece_count && same < 200 && pieces[low + same].len >= start.len &&
           memcmp(pieces[low + same].ptr, start.ptr, start.len) == 0)
        same++;
    return same ? pieces[low + draw(same)] : pieces[draw(piece_count)];
}

static hp_span from(hp_span text, size_t at)
{
    return (hp_span){ text.ptr + at, text.len - at };
}

static void make_line(hp_buf *line)
{
    line->len = 0;
    for (size_t parts = 1 + draw(8); parts > 0; parts--) {
        hp_span piece = pieces[draw(piece_count)];
        size_t cut = draw_cut(piece);
        switch (draw(8)) {
        case 0:
            hp_buf_append(line, span_of_string(odd[draw(sizeof odd / sizeof *odd)]));
            break;
        case 1:
            hp_buf_append(line, (hp_span){ piece.ptr, cut });
            break;
        case 2:
            hp_buf_append(line, from(piece, cut));
            break;
        case 3:
        case 4: {
            /* overlapped: the next phrase begins with this one's end, which stands once */
            hp_span end = from(piece, cut), next = draw_beginning(end);
            hp_buf_append(line, piece);
            if (next.len >= end.len && memcmp(next.ptr, end.ptr, end.len) == 0)
                hp_buf_append(line, from(next, end.len));
            break;
        }
        default:
            hp_buf_append(line, piece);
        }
    }
}

static hp_status find_section(const void *where, const char *name, hp_span *section, hp_error *err)
{
    return data_section_by_name(where, name, section, err);
}

/* Compares `lines` lines; returns the number that differ. */
static size_t compare(const conv_exact *chain, opencc_t opencc, size_t lines)
{
    conv_exact_work work = { 0 };
    hp_buf line = { 0 }, ours = { 0 };
    size_t bad = 0;
    for (size_t i = 0; i < lines; i++) {
        make_line(&line);
        if (line.len == 0)
            continue;
        ours.len = 0;
        conv_exact_convert(chain, &work, (hp_span){ line.ptr, line.len }, &ours);
        char *theirs = opencc_convert_utf8(opencc, line.ptr, line.len);
        if (!theirs || !span_eq(span_of_string(theirs), (hp_span){ ours.ptr, ours.len })) {
            if (bad++ < 3)
                printf("# %.*s\n#   theirs %s\n#   ours   %.*s\n", (int)line.len, line.ptr, theirs ? theirs : "(none)",
                       (int)ours.len, ours.ptr);
        }
        opencc_convert_utf8_free(theirs);
    }
    conv_exact_work_free(&work);
    hp_buf_free(&line);
    hp_buf_free(&ours);
    return bad;
}

int main(int argc, char **argv)
{
    hp_data *data;
    hp_error err = { 0 };
    if (argc < 4 || hp_data_open(&data, argv[1], &err) != HP_OK) {
        fprintf(stderr, "conv_opencc: %s\n", argc < 4 ? "three arguments are needed" : hp_error_text(&err));
        return 99;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        read_dictionary(argv[2], files[i]);
    if (piece_count == 0) {
        fprintf(stderr, "conv_opencc: no dictionaries in %s\n", argv[2]);
        return 99;
    }
    qsort(pieces, piece_count, sizeof *pieces, compare_pieces);
    size_t lines = argc > 4 ? strtoul(argv[4], NULL, 10) : 75000, count = sizeof configs / sizeof *configs;
    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        conv_exact *chain = calloc(1, sizeof *chain);
        hp_buf path = { 0 };
        buffer_format(&path, "%s/%s.json", argv[3], configs[i]);
        opencc_t opencc = opencc_open(path.ptr);
        hp_buf_free(&path);
        bool opened = chain && opencc != (opencc_t)-1 &&
                      conv_exact_open(chain, find_section, data, configs[i], &err) == HP_OK;
        state = 0x9E3779B97F4A7C15u + i;
        size_t bad = opened ? compare(chain, opencc, lines) : lines;
        printf("%s %zu - %s: %zu of %zu lines differ%s\n", bad ? "not ok" : "ok", i + 1, configs[i], bad, lines,
               opened ? "" : " (not opened)");
        if (opencc != (opencc_t)-1)
            opencc_close(opencc);
        free(chain);
    }
    hp_data_free(data);
    return 0;
}

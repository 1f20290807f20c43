/* replay_main.c - runs a fuzz target over files: TARGET FOLDER [EDGES]
 *
 * Takes every file of the folder (tests/fuzz/corpus/TARGET), and each of them that is no longer than 4 KiB again cut
 * short at every length up to EDGES (64) and with every byte up to there changed in a few ways, so that a plain test run
 * walks along the edges too; a longer one is cut short by a few bytes.  Prints TAP, one line a file.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "text/buffer.h"
#include "text/read_file.h"

enum { WALKED = 4096, CUTS = 8 };

static size_t edges = 64;

/* Gives the target a copy of its own of exactly this size, so that a read behind the end is seen. */
static void give(hp_span text)
{
    uint8_t *copy = malloc(text.len ? text.len : 1);
    if (!copy)
        abort();
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    LLVMFuzzerTestOneInput(copy, text.len);
    free(copy);
}

static void give_variants(hp_buf *text)
{
    static const unsigned char masks[] = { 0x01, 0x80, 0xFF };
    give((hp_span){ text->ptr, text->len });
    for (size_t i = 0; text->len > WALKED && i < CUTS; i++)
        give((hp_span){ text->ptr, text->len - 1 - i });
    for (size_t i = 0; text->len <= WALKED && i < text->len && i < edges; i++) {
        give((hp_span){ text->ptr, i });
        give((hp_span){ text->ptr, text->len - 1 - i });
        for (size_t m = 0; m < sizeof masks; m++) {
            text->ptr[i] = (char)(text->ptr[i] ^ masks[m]);
            give((hp_span){ text->ptr, text->len });
            text->ptr[i] = (char)(text->ptr[i] ^ masks[m]);
        }
    }
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    int count = argc == 2 || argc == 3 ? scandir(argv[1], &entries, NULL, alphasort) : -1, run = 0, bad = 0;
    if (count < 0) {
        fprintf(stderr, "Usage: %s FOLDER [EDGES]\n", argv[0]);
        return 99;
    }
    if (argc == 3)
        edges = strtoul(argv[2], NULL, 10);
    for (int i = 0; i < count; i++) {
        hp_buf path = { 0 }, text = { 0 };
        if (entries[i]->d_name[0] != '.') {
            buffer_format(&path, "%s/%s", argv[1], entries[i]->d_name);
            bool good = text_read_file(&text, path.ptr, NULL) == HP_OK;
            if (good)
                give_variants(&text);
            bad += !good;
            printf("%sok %d - %s\n", good ? "" : "not ", ++run, entries[i]->d_name);
            fflush(stdout);
        }
        hp_buf_free(&path);
        hp_buf_free(&text);
        free(entries[i]);
    }
    free(entries);
    printf("1..%d\n", run);
    return bad ? 1 : 0;
}

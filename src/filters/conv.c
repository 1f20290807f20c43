/* conv.c - script conversion through OpenCC's own library.
 *
 * Given a run of valid UTF-8 without NUL it gives OpenCC's conversion of it under one configuration: a name that the
 * installed OpenCC has (s2t, tw2sp …) or the path of a JSON file.  Worked: s2t "汉字" → "漢字".
 *
 * A long run goes in pieces that end after punctuation or a space, which no OpenCC dictionary has in a key, so that
 * memory stays bounded and the result is that of the whole.
 */
#include <opencc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "filters/filter.h"
#include "lib/bytes.h"
#include "lib/error.h"

enum { PIECE = 1 << 16 };

static const hp_option options[] = {
    { 'c', "config", "CONFIG", "configuration: a name (see --list) or the path of a JSON file (default: s2t)" },
    { 0, "list", NULL, "list the configurations by name and end" },
    { 0 }
};

static hp_status conv_open(void **self, const hp_given *given, size_t count, const hp_data *data, hp_error *err)
{
    (void)data;
    const char *config = "s2t";
    for (size_t i = 0; i < count; i++)
        if (given[i].option->letter == 'c')
            config = given[i].value;
    hp_buf path = { 0 };
    if (strchr(config, '/'))
        hp_buf_format(&path, "%s", config);
    else
        hp_buf_format(&path, "%s/%s%s", OPENCC_DATA_DIR, config, strstr(config, ".json") ? "" : ".json");
    hp_status st = HP_OK;
    *self = NULL;
    if (path.failed)
        st = hp_fail_memory(err);
    else if (access(path.ptr, R_OK) != 0)
        st = hp_fail(err, HP_EUSAGE, 0, "no configuration '%s' (%s is not readable; see --list)", config, path.ptr);
    else if ((*self = opencc_open(path.ptr)) == (opencc_t)-1) {
        *self = NULL;
        st = hp_fail(err, HP_EDATA, 0, "configuration '%s': %s", config, opencc_error());
    }
    hp_buf_free(&path);
    return st;
}

static void conv_free(void *self)
{
    if (self)
        opencc_close(self);
}

/* The length of the first piece of `run`. */
static size_t piece_length(hp_span run)
{
    for (size_t i = PIECE; i < run.len; i++)
        if (run.ptr[i - 1] == ' ' || run.ptr[i - 1] == ',' ||
            (i >= 3 && (memcmp(run.ptr + i - 3, "\xE3\x80\x82", 3) == 0 || memcmp(run.ptr + i - 3, "\xEF\xBC\x8C", 3) == 0)))
            return i;
    return run.len;
}

static hp_status conv_apply(const void *self, void *scratch, const hp_place *place, hp_span run, hp_out *out,
                            hp_error *err)
{
    (void)scratch, (void)place;
    while (run.len > 0) {
        hp_span piece;
        hp_take(&run, piece_length(run), &piece);
        char *made = opencc_convert_utf8((opencc_t)self, piece.ptr, piece.len);
        if (!made)
            return hp_fail_memory(err);
        hp_out_diff(out, piece, hp_str(made), "opencc");
        opencc_convert_utf8_free(made);
    }
    return HP_OK;
}

static void conv_versions(const hp_data *data, hp_buf *out)
{
    (void)data;
    hp_buf_format(out, "OpenCC %s\n", OPENCC_VERSION);
}

const hp_filter hp_filter_conv = {
    .word = "conv",
    .purpose = "convert between Simplified, Traditional and regional Chinese script",
    .example = "hanconv -c s2twp page.txt",
    .options = options,
    .traits = HP_NO_NUL,
    .open = conv_open,
    .free = conv_free,
    .apply = conv_apply,
    .versions = conv_versions,
};

/* base.c - takes over the sections of a data file that is there already, but for those that were made anew.
 *
 * Sections that are made together go together: a configuration of the base names tables by numbers that mean other
 * tables in new ones.
 *
 *     --base=hanpipe.hpd --seg-model=my.txt  →  all of hanpipe.hpd with another seg.model
 *     --base=hanpipe.hpd --opencc=DIR        →  no cfg.*, tab.*, best.* of hanpipe.hpd is left
 */
#include <stdio.h>
#include <string.h>

#include "data/data_file.h"
#include "mkdict/base.h"
#include "text/bytes.h"
#include "text/error.h"

/* What is made together: how the sections' names begin, and how the rows of "sources" do. */
static const struct {
    const char *sections[8], *sources[4];
} groups[] = {
    { { "readings", "syllables", "words", "norm", "detect.joyo" }, { "Unihan " } },
    { { "jieba-", "seg.lex", "decode.costs" }, { "jieba " } },
    { { "seg.model" }, { "segmentation model " } },
    { { "cfg.", "tab.", "best.", "near.", "words.", "conv.", "choices.", "fix." },
      { "OpenCC configurations ", "essay " } },
    { { "judge.rules", "detect.words" }, { NULL } }, /* of the project: no row */
};
enum { GROUPS = sizeof groups / sizeof *groups };

/* True when `text` begins with one of `starts`; a start without a sign at its end is a whole name. */
static bool begins_with_one(hp_span text, const char *const *starts, size_t count)
{
    for (size_t i = 0; i < count && starts[i]; i++) {
        size_t n = strlen(starts[i]);
        bool whole = strchr(".- ", starts[i][n - 1]) == NULL;
        if (text.len >= n && memcmp(text.ptr, starts[i], n) == 0 && (!whole || text.len == n))
            return true;
    }
    return false;
}

/* The group of the section, or GROUPS. */
static size_t group_of(const char *name)
{
    size_t i = 0;
    while (i < GROUPS && !begins_with_one(span_of_string(name), groups[i].sections, 8))
        i++;
    return i;
}

/* Takes over the rows of "sources" whose group was not made anew. */
static void take_sources(data_writer *writer, hp_span rows, const bool *made)
{
    while (rows.len > 0) {
        const char *end = memchr(rows.ptr, '\n', rows.len);
        hp_span row = { NULL, 0 };
        bool stays = true;
        span_take(&rows, end ? (size_t)(end - rows.ptr) + 1 : rows.len, &row);
        for (size_t i = 0; i < GROUPS; i++)
            stays = stays && !(made[i] && begins_with_one(row, groups[i].sources, 4));
        if (stays)
            hp_buf_append(&writer->sources, row);
    }
}

bool mkdict_base(data_writer *writer, const char *path, const char *except)
{
    hp_data *data;
    hp_error err = { 0 };
    char name[DATA_NAME + 1];
    hp_span section;
    bool made[GROUPS + 1] = { false }, good = true;
    for (size_t i = 0; i < writer->count; i++)
        made[group_of(writer->sections[i].name)] = true;
    if (except)
        made[group_of(except)] = true;
    made[GROUPS] = false;
    if (hp_data_open(&data, path, &err) != HP_OK) {
        fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
        error_clear(&err);
        return false;
    }
    for (size_t i = 0; good && data_section_by_index(data, i, name, &section); i++) {
        hp_buf bytes = { 0 };
        if (strcmp(name, "sources") == 0)
            take_sources(writer, section, made);
        if (strcmp(name, "sources") == 0 || made[group_of(name)])
            continue;
        hp_buf_append(&bytes, section);
        good = !bytes.failed && data_writer_add(writer, name, &bytes);
    }
    hp_data_free(data);
    return good;
}

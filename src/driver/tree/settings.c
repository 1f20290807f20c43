/* settings.c - see settings.h.
 *
 * Worked: --include="*.txt" --exclude="old?*" wants a/b.txt, and neither a/b.html nor old/b.txt.
 */
#include "driver/tree/settings.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "driver/report/message.h"
#include "text/bytes.h"
#include "text/map/checksum.h"

enum { OUTPUT, INCLUDE, EXCLUDE, FILES_FROM, NUL, TIMES, UPDATE, RESUME, DRY_RUN, SHARD, REPORT };

const filter_option tree_options[] = {
    [OUTPUT] = { 'O', "output-dir", "FOLDER",
                 "write each FILE, and each file in a FILE that is a folder, to its own file "
                 "below FOLDER" },
    [INCLUDE] = { 0, "include", "GLOB", "of folders only the files whose path GLOB matches; repeatable" },
    [EXCLUDE] = { 0, "exclude", "GLOB", "and none whose path GLOB matches; repeatable" },
    [FILES_FROM] = { 0, "files-from", "FILE", "the files are those named in FILE, one a line" },
    [NUL] = { '0', "null", NULL, "names in --files-from end with NUL" },
    [TIMES] = { 0, "times", NULL, "with -O: outputs have the times of their inputs" },
    [UPDATE] = { 0, "update", NULL, "with -O: pass over files whose output is not older" },
    [RESUME] = { 0, "resume", NULL, "with -O: go on where an earlier run ended" },
    [DRY_RUN] = { 0, "dry-run", NULL, "with -O: list what would be written, and write nothing" },
    [SHARD] = { 0, "shard", "PART", "only one of the N parts of the files: 1/N to N/N" },
    [REPORT] = { 0, "report", "FILE", "a line of JSON for each file: sizes, edits, seconds, error" },
    { 0 },
};

/* Reads "K/N", 1 ≤ K ≤ N. */
static bool read_shard(const char *text, tree_settings *tree)
{
    enum { SHARDS_MAX = 1000000 };
    char *end, *last;
    unsigned long k = strtoul(text, &end, 10), n = *end == '/' ? strtoul(end + 1, &last, 10) : 0;
    if (n == 0 || *last || n > SHARDS_MAX || k < 1 || k > n || strspn(text, "0123456789/") != strlen(text))
        return false;
    tree->shard = k;
    tree->shards = n;
    return true;
}

bool tree_settings_note(tree_settings *tree, const filter_given *given, const char *program)
{
    if (given->option < tree_options || given->option > &tree_options[REPORT])
        return true;
    switch (given->option - tree_options) {
    case OUTPUT:
        tree->output = given->value;
        break;
    case FILES_FROM:
        tree->files_from = given->value;
        break;
    case NUL:
        tree->is_nul = true;
        break;
    case TIMES:
        tree->times = true;
        break;
    case UPDATE:
        tree->update = true;
        break;
    case RESUME:
        tree->resume = true;
        break;
    case DRY_RUN:
        tree->dry_run = true;
        break;
    case REPORT:
        tree->report = given->value;
        break;
    case SHARD:
        if (!read_shard(given->value, tree)) {
            driver_complain(program, "--shard=%s: it is K/N, from 1/N to N/N", given->value);
            return false;
        }
        break;
    default: /* --include and --exclude are found in the list */
        break;
    }
    return true;
}

bool tree_settings_check(const tree_settings *tree, const char *program)
{
    const char *lonely = tree->times     ? "times"
                         : tree->update  ? "update"
                         : tree->resume  ? "resume"
                         : tree->dry_run ? "dry-run"
                                         : NULL;
    if (!lonely || tree->output)
        return true;
    driver_complain(program, "--%s needs --output-dir=FOLDER", lonely);
    return false;
}

bool tree_settings_walks(const tree_settings *tree)
{
    bool chooses = tree->output || tree->files_from || tree->shards > 1;
    for (size_t i = 0; i < tree->given_count; i++)
        chooses = chooses || tree->given[i].option == &tree_options[INCLUDE] ||
                  tree->given[i].option == &tree_options[EXCLUDE];
    return chooses;
}

/* Whether one of the globs given to option number `which` matches; *any: whether there is one. */
static bool matches(const tree_settings *tree, int which, const char *path, bool *any)
{
    *any = false;
    for (size_t i = 0; i < tree->given_count; i++) {
        if (tree->given[i].option != &tree_options[which])
            continue;
        *any = true;
        const char *slash = strrchr(path, '/'), *glob = tree->given[i].value;
        if (fnmatch(glob, path, 0) == 0 || (slash && !strchr(glob, '/') && fnmatch(glob, slash + 1, 0) == 0))
            return true;
    }
    return false;
}

bool tree_settings_want(const tree_settings *tree, const char *path)
{
    bool any = false;
    if (tree->shards > 1 && text_checksum(span_of_string(path)) % tree->shards != tree->shard - 1)
        return false;
    if (!matches(tree, INCLUDE, path, &any) && any)
        return false;
    return !matches(tree, EXCLUDE, path, &any);
}

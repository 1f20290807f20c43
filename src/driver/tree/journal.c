/* journal.c - see journal.h.
 *
 * A line for each file that is done: a checksum of the rest, its length, and the rest, which is an item's key.
 * Whatever a kill leaves at the end is no whole line with its checksum, and is cut off.
 * Worked: "hanpipe journal 1 0123456789abcdef", then "9e3779b97f4a7c15 26 12 1790000000.000000000 a.txt".
 */
#include "driver/tree/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "driver/report/message.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/map/checksum.h"
#include "text/read_file.h"

enum { SUM = 16 }; /* digits of a checksum */

static bool name_paths(tree_journal *journal, const tree_settings *s)
{
    hp_buf folder = { 0 }, path = { 0 };
    buffer_format(&folder, "%s/.hanpipe", s->output);
    if (s->shards > 1)
        buffer_format(&folder, "-%zu-%zu", s->shard, s->shards);
    buffer_format(&path, "%s/journal", folder.failed ? "" : folder.ptr);
    journal->folder = folder.ptr;
    journal->path = path.ptr;
    return !folder.failed && !path.failed;
}

/* Opens the file and locks it; 0, or an errno: EWOULDBLOCK when another run has it. */
static int lock(tree_journal *journal, const char *output)
{
    struct stat opened, named;
    for (;;) {
        if ((mkdir(output, 0777) != 0 && errno != EEXIST) || (mkdir(journal->folder, 0777) != 0 && errno != EEXIST))
            return errno;
        journal->out.fd = open(journal->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (journal->out.fd < 0)
            return errno;
        if (flock(journal->out.fd, LOCK_EX | LOCK_NB) != 0 || fstat(journal->out.fd, &opened) != 0)
            return errno;
        if (stat(journal->path, &named) == 0 && named.st_ino == opened.st_ino)
            return 0;
        close(journal->out.fd); /* the run that had it has just taken it away */
    }
}

/* Takes away what an earlier run left half-written. */
static void clear_folder(const tree_journal *journal)
{
    DIR *folder = opendir(journal->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, "journal") != 0 && entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* The key of the whole line that starts at `at`, and in *next where the one behind it starts; empty when there is no
 * such line. */
static hp_span read_line(hp_span text, size_t at, size_t *next)
{
    const hp_span none = { NULL, 0 };
    const char *start = text.ptr + at;
    char *end;
    if (at >= text.len)
        return none;
    uint64_t sum = strtoull(start, &end, 16);
    if (end != start + SUM || *end != ' ')
        return none;
    start = end + 1;
    unsigned long long length = strtoull(start, &end, 10);
    if (end == start || *end != ' ')
        return none;
    size_t from = (size_t)(end + 1 - text.ptr);
    if (length >= text.len - from || text.ptr[from + length] != '\n')
        return none;
    hp_span key = { text.ptr + from, length };
    *next = from + length + 1;
    return text_checksum(key) == sum ? key : none;
}

static int by_key(const void *a, const void *b)
{
    return strcmp((*(tree_item *const *)a)->key, (*(tree_item *const *)b)->key);
}

/* Marks the item with the key, if its output is still there. */
static void mark(tree_item *const *order, size_t count, hp_span key)
{
    char *copy = strndup(key.ptr, key.len);
    tree_item wanted = { .key = copy }, *const pointer = &wanted;
    tree_item *const *found = copy ? bsearch(&pointer, order, count, sizeof *order, by_key) : NULL;
    if (found)
        (*found)->is_done = access((*found)->output, F_OK) == 0;
    free(copy);
}

/* Marks what is done in the lines behind the first; returns where they end. */
static size_t mark_done(tree_plan *plan, hp_span text, size_t from)
{
    tree_item **order = calloc(plan->count + 1, sizeof *order);
    for (size_t i = 0; order && i < plan->count; i++)
        order[i] = &plan->items[i];
    if (order)
        qsort(order, plan->count, sizeof *order, by_key);
    for (hp_span key; order && (key = read_line(text, from, &from)).len > 0;)
        mark(order, plan->count, key);
    free(order);
    return from;
}

/* Marks in the plan what the journal says is done, if there is one and its first line is `first`.  Returns how much of
 * it is good. */
static size_t read_journal(const tree_journal *journal, tree_plan *plan, const hp_buf *first)
{
    hp_buf text = { 0 };
    hp_error err = { 0 };
    size_t good = 0;
    if (plan->settings->resume && text_read_file(&text, journal->path, &err) == HP_OK) {
        hp_buf_append(&text, (hp_span){ "", 1 });
        hp_span all = { text.ptr, text.failed ? 0 : text.len - 1 };
        if (all.len >= first->len && memcmp(all.ptr, first->ptr, first->len) == 0)
            good = mark_done(plan, all, first->len);
    }
    error_clear(&err);
    hp_buf_free(&text);
    return good;
}

static void write_first(uint64_t id, hp_buf *first)
{
    buffer_format(first, "hanpipe journal 1 %016" PRIx64 "\n", id);
}

/* Goes on with the journal, or starts anew.  0, or an errno. */
static int read_or_start(tree_journal *journal, tree_plan *plan, uint64_t id)
{
    hp_buf first = { 0 };
    write_first(id, &first);
    size_t good = first.failed ? 0 : read_journal(journal, plan, &first);
    int error = first.failed ? ENOMEM : ftruncate(journal->out.fd, (off_t)good) != 0 ? errno : 0;
    if (!error && good == 0)
        error = driver_output_write(&journal->out, (hp_span){ first.ptr, first.len });
    hp_buf_free(&first);
    return error;
}

void tree_journal_look(tree_plan *plan, uint64_t id)
{
    tree_journal journal = { .out = { .fd = -1 } };
    hp_buf first = { 0 };
    write_first(id, &first);
    if (name_paths(&journal, plan->settings) && !first.failed)
        (void)read_journal(&journal, plan, &first);
    hp_buf_free(&first);
    tree_journal_close(&journal, false);
}

bool tree_journal_open(tree_journal *journal, tree_plan *plan, uint64_t id)
{
    const char *output = plan->settings->output;
    *journal = (tree_journal){ .out = { .fd = -1 }, .mask = umask(0) };
    umask(journal->mask);
    int error = name_paths(journal, plan->settings) ? lock(journal, output) : ENOMEM;
    if (!error) {
        clear_folder(journal);
        error = read_or_start(journal, plan, id);
    }
    if (error == EWOULDBLOCK)
        driver_complain(plan->program, "%s: another run writes there", output);
    else if (error)
        driver_complain(plan->program, "%s: %s", journal->path ? journal->path : output, strerror(error));
    return error == 0;
}

int tree_journal_add(tree_journal *journal, const tree_item *item)
{
    hp_buf line = { 0 };
    hp_span key = span_of_string(item->key);
    buffer_format(&line, "%016" PRIx64 " %zu %s\n", text_checksum(key), key.len, item->key);
    int error = line.failed ? ENOMEM : driver_output_write(&journal->out, (hp_span){ line.ptr, line.len });
    hp_buf_free(&line);
    return error;
}

void tree_journal_close(tree_journal *journal, bool is_complete)
{
    if (is_complete && journal->out.fd >= 0) {
        clear_folder(journal);
        unlink(journal->path);
        rmdir(journal->folder);
    }
    if (journal->out.fd >= 0)
        close(journal->out.fd);
    hp_buf_free(&journal->made);
    free(journal->folder);
    free(journal->path);
    *journal = (tree_journal){ .out = { .fd = -1 } };
}

/* base.c - takes over the sections of a data file that is there already, but for those that are to be made anew.
 *
 *     --base=hanpipe.hpd --seg-model=my.txt  →  all of hanpipe.hpd with another seg.model
 */
#include <stdio.h>
#include <string.h>

#include "data/data_file.h"
#include "mkdict/base.h"
#include "text/error.h"

bool mkdict_base(data_writer *writer, const char *path, const char *except)
{
    hp_data *data;
    hp_error err = { 0 };
    char name[DATA_NAME + 1];
    hp_span section;
    if (hp_data_open(&data, path, &err) != HP_OK) {
        fprintf(stderr, "hanpipe-mkdict: %s\n", hp_error_text(&err));
        error_clear(&err);
        return false;
    }
    bool good = true;
    for (size_t i = 0; good && data_section_by_index(data, i, name, &section); i++) {
        hp_buf bytes = { 0 };
        if (strcmp(name, "sources") == 0)
            hp_buf_append(&writer->sources, section);
        if (strcmp(name, "sources") == 0 || (except && strcmp(name, except) == 0))
            continue;
        hp_buf_append(&bytes, section);
        good = !bytes.failed && data_writer_add(writer, name, &bytes);
    }
    hp_data_free(data);
    return good;
}

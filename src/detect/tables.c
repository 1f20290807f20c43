/* tables.c - see tables.h. */
#include "detect/tables.h"

#include "data/data_file.h"
#include "text/error.h"

hp_status detect_tables_open(detect_tables *tables, const hp_data *data, hp_error *err)
{
    hp_span joyo, words;
    hp_status st = repair_lexicon_open(&tables->lexicon, data, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "detect.joyo", &joyo, err);
    if (st == HP_OK && joyo.len != DETECT_JOYO_BYTES)
        st = error_set(err, HP_BAD_DATA, 0, "section 'detect.joyo' is damaged");
    if (st == HP_OK)
        st = data_section_by_name(data, "detect.words", &words, err);
    if (st == HP_OK)
        st = detect_words_open(&tables->words, words, err);
    tables->joyo = st == HP_OK ? joyo.ptr : NULL;
    return st;
}

/* lexicon.c - see lexicon.h.
 *
 * Worked: the number of 只 in "fix.numbers" has FIX_AT; at the place that it names, from where the forms of its group
 * begin, stand 2 forms, 只 and 隻.
 */
#include "repair/lexicon.h"

#include "data/data_file.h"
#include "text/error.h"

static hp_status find_in_data(const void *data, const char *name, hp_span *section, hp_error *err)
{
    return data_section_by_name(data, name, section, err);
}

hp_status repair_lexicon_open(repair_lexicon *l, const hp_data *data, hp_error *err)
{
    hp_span characters, variants, words, head, groups = { NULL, 0 };
    *l = (repair_lexicon){ .characters = NULL };
    hp_status st = data_section_by_name(data, "fix.characters", &characters, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "fix.variants", &variants, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "fix.forms", &l->forms, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "fix.kept", &l->kept, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "fix.numbers", &l->numbers, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "fix.pairs", &l->pairs, err);
    if (st == HP_OK)
        st = data_section_by_name(data, "words.s", &words, err);
    if (st == HP_OK)
        st = conv_table_open(&l->words, words, find_in_data, data, err);
    if (st == HP_OK && (!span_take(&l->numbers, 8, &head) || bytes_u32(head.ptr) != FIX_NUMBERS_MAGIC ||
                        bytes_u32(head.ptr + 4) < (l->words.node_count + 63) / 64 ||
                        !span_take(&l->numbers, FIX_GROUP * (size_t)bytes_u32(head.ptr + 4), &groups)))
        st = error_set(err, HP_BAD_DATA, 0, "section 'fix.numbers' is damaged or of another version");
    if (st == HP_OK && l->pairs.len != FIX_PAIRS / 8)
        st = error_set(err, HP_BAD_DATA, 0, "section 'fix.pairs' is damaged");
    if (st == HP_OK && (characters.len != (size_t)FIX_ENTRY * (FIX_LAST - FIX_FIRST + 1) || l->words.cost_scale == 0))
        st = error_set(err, HP_BAD_DATA, 0, "section 'fix.characters' is damaged");
    if (st != HP_OK)
        return st;
    l->groups = groups.ptr;
    l->characters = characters.ptr;
    l->variants = variants.ptr;
    l->set_count = variants.len / (2 * FIX_REGIONS);
    return HP_OK;
}

const char *repair_forms(const repair_lexicon *l, uint32_t number, size_t chars, size_t *count)
{
    size_t at = number & ~FIX_HAS_FORMS;
    *count = 0;
    if (at >= l->forms.len)
        return NULL;
    *count = (unsigned char)l->forms.ptr[at];
    if (*count * (2 + 2 * chars) > l->forms.len - at - 1)
        *count = 0;
    return l->forms.ptr + at + 1;
}

bool repair_is_kept(const repair_lexicon *l, hp_span text, size_t at, size_t n)
{
    for (hp_span rest = l->kept; rest.len > 0;) {
        hp_span word = span_take_field(&rest, '\n');
        const char *found = word.len > n ? memmem(word.ptr, word.len, text.ptr + at, n) : NULL;
        size_t before = found ? (size_t)(found - word.ptr) : 0;
        if (found && before <= at && word.len <= text.len - (at - before) &&
            memcmp(text.ptr + at - before, word.ptr, word.len) == 0)
            return true;
    }
    return false;
}

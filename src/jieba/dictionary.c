/* dictionary.c - the opened sections, and one thread's memory for cutting by them; see dictionary.h.
 *
 * Worked: with 清华 and 清华大学 in the dictionary, the frequency of 清华大 is 0 (the start of a word), that of 清水华
 * JIEBA_ABSENT.
 */
#include "jieba/dictionary.h"

#include <string.h>

#include "data/data_file.h"
#include "text/error.h"
#include "text/memory.h"
#include "text/utf8.h"

static hp_status open_words(jieba_dictionary *j, hp_span section, hp_error *err)
{
    if (section.len < JIEBA_UNITS || bytes_u32(section.ptr) != JIEBA_WORDS_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "the data file's section '%s' is damaged", JIEBA_WORDS);
    j->unit_count = bytes_u32(section.ptr + 4);
    j->weight_count = bytes_u32(section.ptr + 8);
    j->root = bytes_u32(section.ptr + 12);
    j->codes = section.ptr + JIEBA_HEADER;
    j->units = section.ptr + JIEBA_UNITS;
    j->total = bytes_u64(section.ptr + 16);
    j->log_total = jieba_double(section.ptr + 24);
    j->unit_bytes = bytes_u32(section.ptr + 32);
    uint64_t units = (j->unit_bytes * (uint64_t)j->unit_count + 2 + 7) / 8 * 8;
    if ((j->unit_bytes != 6 && j->unit_bytes != 8) || j->weight_count == 0 || j->unit_count == 0 ||
        section.len != JIEBA_UNITS + units + 12 * (uint64_t)j->weight_count)
        return error_set(err, HP_BAD_DATA, 0, "the data file's section '%s' is damaged", JIEBA_WORDS);
    j->weights = j->units + units;
    j->frequencies = j->weights + 8 * (size_t)j->weight_count;
    return HP_OK;
}

static hp_status open_model(jieba_dictionary *j, hp_span section, hp_error *err)
{
    enum { STATES = JIEBA_STATES, ROWS = JIEBA_HEADER + 8 * (STATES + STATES * STATES) + JIEBA_ROW_NUMBERS };
    if (section.len < ROWS || bytes_u32(section.ptr) != JIEBA_HMM_MAGIC)
        return error_set(err, HP_BAD_DATA, 0, "the data file's section '%s' is damaged or of another version",
                         JIEBA_HMM);
    j->row_count = bytes_u32(section.ptr + 4);
    if (j->row_count == 0 || section.len != ROWS + JIEBA_ROW * (uint64_t)j->row_count)
        return error_set(err, HP_BAD_DATA, 0, "the data file's section '%s' is damaged", JIEBA_HMM);
    j->start = section.ptr + JIEBA_HEADER;
    j->move = j->start + 8 * STATES;
    j->numbers = j->move + 8 * STATES * STATES;
    j->rows = j->numbers + JIEBA_ROW_NUMBERS;
    return HP_OK;
}

hp_status jieba_open(jieba_dictionary **out, const hp_data *data, jieba_mode mode, hp_error *err)
{
    hp_span section;
    *out = NULL;
    jieba_dictionary *j = memory_zeroed(1, sizeof *j);
    if (!j)
        return error_set_memory(err);
    hp_status st = data_section_by_name(data, JIEBA_WORDS, &section, err);
    if (st == HP_OK)
        st = open_words(j, section, err);
    if (st == HP_OK && mode == JIEBA_MODE_MODEL)
        st = data_section_by_name(data, JIEBA_HMM, &section, err);
    if (st == HP_OK && mode == JIEBA_MODE_MODEL)
        st = open_model(j, section, err);
    if (st == HP_OK)
        *out = j;
    else
        memory_free(j);
    return st;
}

void jieba_free(jieba_dictionary *jieba)
{
    if (!jieba)
        return;
    jieba_user_words_free(jieba->user);
    memory_free(jieba);
}

jieba_scratch *jieba_scratch_new(void)
{
    return memory_zeroed(1, sizeof(jieba_scratch));
}

void jieba_scratch_free(jieba_scratch *s)
{
    if (!s)
        return;
    memory_free(s->offset);
    memory_free(s->best);
    memory_free(s->length);
    memory_free(s->text);
    memory_free(s->code);
    memory_free(s);
}

/* Grows *array to `count` elements of `size` bytes; false, and *array as it was, when memory is out. */
static bool grow_array(void *array, size_t count, size_t size)
{
    void **at = array, *grown = memory_resize_array(*at, count, size);
    if (grown)
        *at = grown;
    return grown != NULL;
}

bool jieba_scratch_reserve(jieba_scratch *s, size_t n)
{
    if (n < s->cap)
        return true;
    size_t cap = 2 * n + 64;
    if (!grow_array(&s->offset, cap / JIEBA_STEP + 1, sizeof *s->offset) ||
        !grow_array(&s->best, cap, sizeof *s->best) || !grow_array(&s->length, cap, sizeof *s->length) ||
        !grow_array(&s->text, cap, sizeof *s->text) || !grow_array(&s->code, cap, sizeof *s->code))
        return false;
    s->cap = cap;
    return true;
}

int64_t jieba_frequency(const jieba_dictionary *j, hp_span word)
{
    jieba_walk walk = { .base = j->root };
    uint32_t entry = j->user ? 1 : 0;
    bool goes_on = true;
    for (size_t at = 0; at < word.len;) {
        uint32_t cp = 0;
        size_t length = utf8_decode((hp_span){ word.ptr + at, word.len - at }, &cp);
        int place = length ? jieba_place(cp) : -1;
        goes_on = goes_on && place >= 0 && (at == 0 || walk.base != 0) &&
                  (j->unit_bytes == 6 ? jieba_step(j, DOUBLE_ARRAY_PACKED_6, &walk, bytes_u16(j->codes + 2 * place))
                                      : jieba_step(j, DOUBLE_ARRAY_PACKED_8, &walk, bytes_u16(j->codes + 2 * place)));
        entry = j->user ? jieba_user_words_step(j->user, entry, cp) : 0;
        if (length == 0 || (!goes_on && !entry))
            return JIEBA_ABSENT;
        at += length;
    }
    if (word.len == 0)
        return JIEBA_ABSENT;
    if (entry && j->user->entries[entry].is_listed)
        return (int64_t)j->user->entries[entry].frequency;
    return goes_on ? (int64_t)bytes_u32(j->frequencies + 4 * (size_t)walk.weight) : 0;
}

size_t jieba_get_character(hp_span run, size_t at, uint32_t *cp)
{
    const unsigned char *s = (const unsigned char *)run.ptr + at;
    if (s[0] >= 0xE0 && s[0] < 0xF0) {
        *cp = (uint32_t)(s[0] & 15) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63);
        return 3;
    }
    return utf8_decode((hp_span){ run.ptr + at, run.len - at }, cp);
}

size_t jieba_read_block(const jieba_dictionary *j, jieba_scratch *s, hp_span run, size_t at)
{
    size_t n = 0;
    while (at < run.len) {
        uint32_t cp;
        size_t length = jieba_get_character(run, at, &cp);
        int place = jieba_place(cp);
        if (place < 0)
            break;
        if (n + 1 >= s->cap && !jieba_scratch_reserve(s, n + 1)) {
            s->failed = true;
            return 0;
        }
        if (n % JIEBA_STEP == 0)
            s->offset[n / JIEBA_STEP] = (uint32_t)at;
        s->text[n] = (uint16_t)cp;
        s->code[n++] = bytes_u16(j->codes + 2 * place);
        at += length;
    }
    if (n > 0 && n % JIEBA_STEP == 0)
        s->offset[n / JIEBA_STEP] = (uint32_t)at;
    return n;
}

/* words.c - words of a text as Python objects.
 *
 * They are collected in C first, so that the interpreter's lock is let go while a long text is cut.
 */
#include <string.h>

#include "core.h"

/* A word, its texts copied. */
struct row {
    uint64_t begin, end, begin_point, end_point;
    size_t text, text_length, part, part_length;
    uint32_t grain, increment;
};

struct words {
    hp_buf rows, texts;
};

static hp_status take_word(void *to, const hp_word *word)
{
    struct words *words = to;
    struct row row = { .begin = word->begin,
                       .end = word->end,
                       .begin_point = word->begin_point,
                       .end_point = word->end_point,
                       .text = words->texts.len,
                       .text_length = word->text.len,
                       .part = words->texts.len + word->text.len,
                       .part_length = word->part_of_speech.len,
                       .grain = word->grain,
                       .increment = word->increment };
    hp_buf_append(&words->texts, word->text);
    hp_buf_append(&words->texts, word->part_of_speech);
    hp_buf_append(&words->rows, (hp_span){ (const char *)&row, sizeof row });
    return words->rows.failed || words->texts.failed ? HP_NO_MEMORY : HP_OK;
}

static void words_free(struct words *words)
{
    hp_buf_free(&words->rows);
    hp_buf_free(&words->texts);
}

static struct row get_row(const struct words *words, size_t i)
{
    struct row row;
    memcpy(&row, words->rows.ptr + i * sizeof row, sizeof row);
    return row;
}

/* Collects the text's words; false with an exception. */
static bool collect(core_pipeline *self, hp_span text, struct words *words)
{
    core_seat *seat = core_take_seat(self);
    if (!seat)
        return false;
    PyThreadState *state = core_unlock(text.len);
    hp_status st = hp_words(seat->worker, text, take_word, words, seat->err);
    core_lock(state);
    if (st != HP_OK)
        core_raise(st, seat->err);
    core_leave(self, seat);
    return st == HP_OK;
}

static PyObject *make_word(const struct words *words, const struct row *row)
{
    static const char *const grains[] = { "", "character", "fine", "coarse", "listed" };
    const char *texts = words->texts.ptr;
    PyObject *items[] = { core_text((hp_span){ texts + row->text, row->text_length }),
                          PyLong_FromUnsignedLongLong(row->begin_point),
                          PyLong_FromUnsignedLongLong(row->end_point),
                          PyLong_FromUnsignedLongLong(row->begin),
                          PyLong_FromUnsignedLongLong(row->end),
                          core_text((hp_span){ texts + row->part, row->part_length }),
                          PyUnicode_InternFromString(row->grain < sizeof grains / sizeof *grains ? grains[row->grain]
                                                                                                 : ""),
                          PyLong_FromUnsignedLong(row->increment) };
    return core_make_row(core_word_type, items, sizeof items / sizeof *items);
}

PyObject *core_words(PyObject *self, PyObject *string)
{
    struct words words = { { 0 }, { 0 } };
    hp_span text;
    PyObject *list = NULL, *bytes = core_encode(string, &text);
    if (bytes && collect((core_pipeline *)self, text, &words))
        list = PyList_New((Py_ssize_t)(words.rows.len / sizeof(struct row)));
    for (size_t i = 0; list && i < words.rows.len / sizeof(struct row); i++) {
        struct row row = get_row(&words, i);
        PyObject *word = make_word(&words, &row);
        if (!word)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, word);
    }
    words_free(&words);
    Py_XDECREF(bytes);
    return list;
}

/* Appends a str; false with an exception. */
static bool append_text(PyObject *list, hp_span text)
{
    PyObject *made = core_text(text);
    bool good = made && PyList_Append(list, made) == 0;
    Py_XDECREF(made);
    return good;
}

/* Appends what lies between words: each character by itself, but CR LF together. */
static bool append_gap(PyObject *list, hp_span gap)
{
    bool good = true;
    for (size_t from = 0, end; good && from < gap.len; from = end) {
        end = from + 1;
        if (gap.ptr[from] == '\r' && end < gap.len && gap.ptr[end] == '\n')
            end++;
        while (end < gap.len && ((unsigned char)gap.ptr[end] & 0xC0) == 0x80)
            end++;
        good = append_text(list, (hp_span){ gap.ptr + from, end - from });
    }
    return good;
}

static bool append_all(PyObject *list, const struct words *words, hp_span text, bool gaps)
{
    bool good = true;
    size_t done = 0;
    for (size_t i = 0; good && i < words->rows.len / sizeof(struct row); i++) {
        struct row row = get_row(words, i);
        if (gaps && row.begin > done)
            good = append_gap(list, (hp_span){ text.ptr + done, (size_t)row.begin - done });
        good = good && append_text(list, (hp_span){ words->texts.ptr + row.text, row.text_length });
        done = row.end > done ? (size_t)row.end : done;
    }
    if (good && gaps)
        good = append_gap(list, (hp_span){ text.ptr + done, text.len - done });
    return good;
}

PyObject *core_tokens(PyObject *self, PyObject *args)
{
    struct words words = { { 0 }, { 0 } };
    hp_span text;
    int gaps = 0;
    PyObject *string, *list = NULL;
    if (!PyArg_ParseTuple(args, "O|p", &string, &gaps))
        return NULL;
    PyObject *bytes = core_encode(string, &text);
    if (bytes && collect((core_pipeline *)self, text, &words))
        list = PyList_New(0);
    if (list && !append_all(list, &words, text, gaps))
        Py_CLEAR(list);
    words_free(&words);
    Py_XDECREF(bytes);
    return list;
}

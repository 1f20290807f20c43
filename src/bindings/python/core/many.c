/* many.c - many texts in one call: the texts of a list, or a column of Arrow's, with the interpreter's lock let go. */
#include <stdlib.h>
#include <string.h>

#include "core.h"

/* Texts and their results, one behind the other: result i ends at ends[i]; UINT64_MAX where there is none. */
struct batch {
    size_t count;
    hp_span *texts;
    uint64_t *ends;
    hp_buf out;
    hp_status status;
};

#define NOTHING UINT64_MAX

static bool batch_make(struct batch *batch, size_t count)
{
    *batch = (struct batch){ .count = count };
    batch->texts = calloc(count + 1, sizeof *batch->texts);
    batch->ends = calloc(count + 1, sizeof *batch->ends);
    if (batch->texts && batch->ends)
        return true;
    PyErr_NoMemory();
    return false;
}

static void batch_free(struct batch *batch)
{
    free(batch->texts);
    free(batch->ends);
    hp_buf_free(&batch->out);
}

/* Runs the texts, but those that are NULL; without the interpreter's lock.  False with an exception. */
static bool batch_run(struct batch *batch, core_pipeline *self)
{
    core_seat *seat = core_take_seat(self);
    if (!seat)
        return false;
    core_run state;
    core_begin_run(&state, &batch->out, CORE_LONG);
    hp_status st = HP_OK;
    for (size_t i = 0; st == HP_OK && i < batch->count && core_pause(&state, batch->texts[i].len); i++) {
        if (batch->texts[i].ptr)
            st = hp_run(seat->worker, batch->texts[i], core_write, &state, seat->err);
        bool nothing = !batch->texts[i].ptr || hp_rejected(seat->worker, NULL);
        batch->ends[i] = nothing ? NOTHING : batch->out.len;
    }
    bool whole = core_end_run(&state);
    if (whole && st != HP_OK)
        core_raise(st, seat->err);
    core_leave(self, seat);
    return whole && st == HP_OK;
}

static PyObject *list_results(const struct batch *batch)
{
    PyObject *made = PyList_New((Py_ssize_t)batch->count);
    size_t from = 0;
    for (size_t i = 0; made && i < batch->count; i++) {
        PyObject *item = Py_None;
        if (batch->ends[i] == NOTHING)
            Py_INCREF(item);
        else
            item = core_text((hp_span){ batch->out.ptr + from, (size_t)batch->ends[i] - from });
        if (batch->ends[i] != NOTHING)
            from = (size_t)batch->ends[i];
        if (!item)
            Py_CLEAR(made);
        else
            PyList_SetItem(made, (Py_ssize_t)i, item);
    }
    return made;
}

PyObject *core_run_many(PyObject *self, PyObject *list)
{
    struct batch batch;
    PyObject *made = NULL;
    if (!PyList_Check(list))
        return PyErr_Format(PyExc_TypeError, "a list of texts is wanted");
    size_t count = (size_t)PyList_Size(list);
    PyObject *encoded = PyList_New((Py_ssize_t)count);
    bool good = batch_make(&batch, count) && encoded;
    for (size_t i = 0; good && i < count; i++) {
        PyObject *string = PySequence_GetItem(list, (Py_ssize_t)i), *bytes = NULL; /* one's own: the list may change */
        if (string == Py_None)
            Py_INCREF(bytes = Py_None);
        else if (string)
            bytes = core_encode(string, &batch.texts[i]);
        Py_XDECREF(string);
        good = bytes && PyList_SetItem(encoded, (Py_ssize_t)i, bytes) == 0;
    }
    if (good && batch_run(&batch, (core_pipeline *)self))
        made = list_results(&batch);
    batch_free(&batch);
    Py_XDECREF(encoded);
    return made;
}

/* A column of Arrow's: utf8 or large_utf8 from row `first` on. */
struct column {
    const char *offsets, *data;
    const unsigned char *valid; /* a bit a row; NULL: all are */
    size_t first;
    int wide; /* offsets have 64 bits, else 32 */
};

static uint64_t get_offset(const struct column *column, size_t row)
{
    int32_t narrow;
    int64_t wide;
    if (column->wide) {
        memcpy(&wide, column->offsets + 8 * row, sizeof wide);
        return (uint64_t)wide;
    }
    memcpy(&narrow, column->offsets + 4 * row, sizeof narrow);
    return (uint64_t)narrow;
}

static void read_column(const struct column *column, struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        size_t row = column->first + i;
        uint64_t from = get_offset(column, row), end = get_offset(column, row + 1);
        if (!column->valid || column->valid[row / 8] >> (row % 8) & 1)
            batch->texts[i] = (hp_span){ column->data ? column->data + from : "", (size_t)(end - from) };
    }
}

/* The offsets and bits of the results, as Arrow has them. */
static PyObject *make_column(const struct batch *batch, int wide)
{
    size_t width = wide ? 8 : 4, bits = (batch->count + 7) / 8, nulls = 0;
    PyObject *offsets = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(width * (batch->count + 1)));
    PyObject *valid = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)bits);
    PyObject *data = PyBytes_FromStringAndSize(batch->out.len ? batch->out.ptr : "", (Py_ssize_t)batch->out.len);
    if (!offsets || !valid || !data) {
        Py_XDECREF(offsets);
        Py_XDECREF(valid);
        Py_XDECREF(data);
        return NULL;
    }
    char *to = PyBytes_AsString(offsets), *bit = PyBytes_AsString(valid);
    int64_t end = 0;
    memset(bit, 0, bits);
    for (size_t i = 0; i <= batch->count; i++) {
        int32_t narrow = (int32_t)end;
        memcpy(to + width * i, wide ? (const void *)&end : (const void *)&narrow, width);
        if (i == batch->count)
            break;
        if (batch->ends[i] == NOTHING)
            nulls++;
        else
            bit[i / 8] = (char)(bit[i / 8] | 1 << (i % 8));
        end = batch->ends[i] == NOTHING ? end : (int64_t)batch->ends[i];
    }
    return Py_BuildValue("NNNn", valid, offsets, data, (Py_ssize_t)nulls);
}

PyObject *core_run_arrow(PyObject *self, PyObject *args)
{
    unsigned long long offsets, data, valid;
    Py_ssize_t first, count;
    struct column column = { 0 };
    struct batch batch;
    PyObject *made = NULL;
    if (!PyArg_ParseTuple(args, "KKKnnp", &valid, &offsets, &data, &first, &count, &column.wide))
        return NULL;
    column.valid = (const unsigned char *)(uintptr_t)valid;
    column.offsets = (const char *)(uintptr_t)offsets;
    column.data = (const char *)(uintptr_t)data;
    column.first = (size_t)first;
    bool good = batch_make(&batch, (size_t)count);
    if (good && count > 0)
        read_column(&column, &batch);
    good = good && batch_run(&batch, (core_pipeline *)self);
    if (good && !column.wide && batch.out.len > INT32_MAX)
        PyErr_SetString(PyExc_OverflowError, "the results have more than 2 GB: use smaller batches, or large_string");
    else if (good)
        made = make_column(&batch, column.wide);
    batch_free(&batch);
    return made;
}

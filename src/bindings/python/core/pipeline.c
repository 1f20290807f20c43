/* pipeline.c - the type Pipeline: opening, and the calls that run one text. */
#include <stdlib.h>
#include <string.h>

#include "core.h"

static void seat_free(core_seat *seat)
{
    if (!seat)
        return;
    hp_worker_free(seat->worker);
    hp_error_free(seat->err);
    hp_buf_free(&seat->out);
    free(seat);
}

core_seat *core_take_seat(core_pipeline *pipeline)
{
    for (size_t i = 0; i < CORE_SEATS; i++) {
        core_seat *seat = atomic_exchange(&pipeline->seats[i], NULL);
        if (seat)
            return seat;
    }
    core_seat *seat = calloc(1, sizeof *seat);
    if (!seat) {
        PyErr_NoMemory();
        return NULL;
    }
    seat->err = hp_error_new();
    hp_status st = hp_worker_open(&seat->worker, pipeline->pipeline, seat->err);
    if (st == HP_OK && pipeline->most)
        st = hp_worker_hold(seat->worker, pipeline->most, seat->err);
    if (st == HP_OK)
        return seat;
    core_raise(st, seat->err);
    seat_free(seat);
    return NULL;
}

void core_leave(core_pipeline *pipeline, core_seat *seat)
{
    seat->out.len = 0;
    seat->out.failed = false;
    if (seat->out.cap > CORE_BUFFER)
        hp_buf_free(&seat->out);
    for (size_t i = 0; i < CORE_SEATS; i++) {
        core_seat *none = NULL;
        if (atomic_compare_exchange_strong(&pipeline->seats[i], &none, seat))
            return;
    }
    seat_free(seat);
}

static PyObject *pipeline_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *expression;
    core_data *data;
    unsigned long long length, most;
    unsigned filters, flags;
    (void)keywords; /* a subclass has taken them */
    if (!PyArg_ParseTuple(args, "sO!KIIK", &expression, (PyTypeObject *)core_data_type, &data, &length, &filters,
                          &flags, &most))
        return NULL;
    allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    core_pipeline *self = (core_pipeline *)make(type, 0);
    if (!self)
        return NULL;
    hp_limits limits = { .expression = length, .filters = filters, .flags = flags };
    hp_error *err = hp_error_new();
    self->most = most;
    hp_status st = hp_pipeline_open_limited(&self->pipeline, expression, &limits, sizeof limits, data->data, err);
    if (st != HP_OK) {
        core_raise(st, err);
        Py_CLEAR(self);
    }
    hp_error_free(err);
    return (PyObject *)self;
}

static void pipeline_dealloc(PyObject *object)
{
    core_pipeline *self = (core_pipeline *)object;
    PyTypeObject *type = Py_TYPE(object);
    for (size_t i = 0; i < CORE_SEATS; i++)
        seat_free(atomic_exchange(&self->seats[i], NULL));
    hp_pipeline_free(self->pipeline);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

/* Runs `text` as a document into the seat's output; false with an exception. */
static bool run(core_seat *seat, hp_span text)
{
    core_run state;
    core_begin_run(&state, &seat->out, text.len);
    hp_status st = hp_run(seat->worker, text, core_write, &state, seat->err);
    if (!core_end_run(&state))
        return false;
    if (st != HP_OK)
        core_raise(st, seat->err);
    return st == HP_OK;
}

/* What the seat's output is for a text that was given as `object`: itself where nothing changed, None where it was
 * rejected, else a new object. */
static PyObject *result(const core_seat *seat, PyObject *object, hp_span text)
{
    const hp_buf *out = &seat->out;
    bool same = out->len == text.len && (text.len == 0 || memcmp(out->ptr, text.ptr, text.len) == 0);
    if (hp_rejected(seat->worker, NULL))
        Py_RETURN_NONE;
    if (same && (PyUnicode_CheckExact(object) || PyBytes_CheckExact(object))) {
        Py_INCREF(object);
        return object;
    }
    if (PyBytes_Check(object))
        return PyBytes_FromStringAndSize(out->len ? out->ptr : "", (Py_ssize_t)out->len);
    return core_text((hp_span){ out->ptr, out->len });
}

static PyObject *run_object(core_pipeline *self, PyObject *object, hp_span text)
{
    core_seat *seat = core_take_seat(self);
    if (!seat)
        return NULL;
    PyObject *made = run(seat, text) ? result(seat, object, text) : NULL;
    core_leave(self, seat);
    return made;
}

static PyObject *pipeline_call(PyObject *self, PyObject *args, PyObject *keywords)
{
    hp_span text;
    if (PyTuple_Size(args) != 1 || (keywords && PyDict_Size(keywords) > 0))
        return PyErr_Format(PyExc_TypeError, "a pipeline takes one text");
    PyObject *string = PyTuple_GetItem(args, 0);
    PyObject *bytes = core_encode(string, &text);
    PyObject *made = bytes ? run_object((core_pipeline *)self, string, text) : NULL;
    Py_XDECREF(bytes);
    return made;
}

/* The bytes of an object that is made of them; a list of numbers is none. */
static PyObject *get_bytes(PyObject *object)
{
    PyObject *view = PyMemoryView_FromObject(object);
    PyObject *bytes = view ? PyBytes_FromObject(object) : NULL;
    Py_XDECREF(view);
    return bytes;
}

static PyObject *pipeline_document(PyObject *self, PyObject *object)
{
    PyObject *bytes = get_bytes(object);
    if (!bytes)
        return NULL;
    hp_span text = { PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes) };
    PyObject *made = run_object((core_pipeline *)self, bytes, text);
    Py_DECREF(bytes);
    return made;
}

static PyObject *make_edit(const hp_edit *edit)
{
    PyObject *items[] = { PyUnicode_FromString(edit->stage),
                          PyUnicode_FromString(edit->rule),
                          PyLong_FromUnsignedLongLong(edit->offset),
                          core_text(edit->before),
                          core_text(edit->after),
                          PyLong_FromUnsignedLong(edit->stage_index),
                          PyBool_FromLong(edit->flags & HP_EDIT_IS_NOTE) };
    return core_make_row(core_edit_type, items, sizeof items / sizeof *items);
}

static PyObject *list_edits(const hp_worker *worker)
{
    size_t count = hp_edit_count(worker);
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list && i < count; i++) {
        hp_edit edit;
        hp_edit_get(worker, i, &edit, sizeof edit);
        PyObject *made = make_edit(&edit);
        if (!made)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, made);
    }
    return list;
}

static hp_status drop(void *to, hp_span text)
{
    (void)to, (void)text;
    return HP_OK;
}

static PyObject *pipeline_edits(PyObject *self, PyObject *string)
{
    hp_span text;
    PyObject *list = NULL, *bytes = core_encode(string, &text);
    core_seat *seat = bytes ? core_take_seat((core_pipeline *)self) : NULL;
    if (seat) {
        hp_status st = hp_worker_keep(seat->worker, HP_KEEP_EDITS, seat->err);
        PyThreadState *state = core_unlock(text.len);
        if (st == HP_OK) /* as lines: all edits are those of one call */
            st = hp_run_lines(seat->worker, NULL, text, drop, NULL, seat->err);
        core_lock(state);
        list = st == HP_OK ? list_edits(seat->worker) : core_raise(st, seat->err);
        hp_worker_keep(seat->worker, 0, NULL);
        core_leave((core_pipeline *)self, seat);
    }
    Py_XDECREF(bytes);
    return list;
}

static PyObject *pipeline_record(PyObject *object, PyObject *args)
{
    core_pipeline *self = (core_pipeline *)object;
    PyObject *line, *made = NULL;
    core_records *records;
    hp_span text;
    if (!PyArg_ParseTuple(args, "OO!", &line, (PyTypeObject *)core_records_type, &records))
        return NULL;
    PyObject *bytes = PyUnicode_Check(line) ? core_encode(line, &text) : get_bytes(line);
    core_seat *seat = bytes ? core_take_seat(self) : NULL;
    if (seat) {
        text = (hp_span){ PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes) };
        PyThreadState *state = core_unlock(text.len);
        hp_status st = hp_run_record(seat->worker, records->records, text, hp_write_to_buf, &seat->out, seat->err);
        core_lock(state);
        made = st == HP_OK ? result(seat, PyUnicode_Check(line) ? line : bytes, text) : core_raise(st, seat->err);
        core_leave(self, seat);
    }
    Py_XDECREF(bytes);
    return made;
}

static PyObject *pipeline_describe(PyObject *self, PyObject *unused)
{
    hp_buf out = { 0 };
    hp_error *err = hp_error_new();
    (void)unused;
    hp_status st = hp_pipeline_describe(((core_pipeline *)self)->pipeline, hp_write_to_buf, &out, err);
    PyObject *made = st == HP_OK ? core_text((hp_span){ out.ptr, out.len }) : core_raise(st, err);
    hp_buf_free(&out);
    hp_error_free(err);
    return made;
}

static PyMethodDef methods[] = {
    { "document", pipeline_document, METH_O,
      "document($self, data, /)\n--\n\nRuns a document of any bytes, and returns bytes, or None for one that is "
      "rejected." },
    { "edits", pipeline_edits, METH_O,
      "edits($self, text, /)\n--\n\nWhat each stage changes in the text: a list of Edit, line by line and stage by "
      "stage." },
    { "words", core_words, METH_O,
      "words($self, text, /)\n--\n\nThe words of the text, a list of Word; the pipeline ends in seg." },
    { "_tokens", core_tokens, METH_VARARGS, NULL },
    { "_record", pipeline_record, METH_VARARGS, NULL },
    { "_run_many", core_run_many, METH_O, NULL },
    { "_run_arrow", core_run_arrow, METH_VARARGS, NULL },
    { "_describe", pipeline_describe, METH_NOARGS, NULL },
    { NULL, NULL, 0, NULL },
};

static PyType_Slot slots[] = {
    { Py_tp_new, (void *)pipeline_new },
    { Py_tp_dealloc, (void *)pipeline_dealloc },
    { Py_tp_call, (void *)pipeline_call },
    { Py_tp_methods, methods },
    { 0, NULL },
};

PyType_Spec core_pipeline_spec = { "hanpipe._core.Pipeline", sizeof(core_pipeline), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots };

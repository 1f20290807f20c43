/* module.c - the module hanpipe._core: its types, its errors, and text between Python and C. */
#include <string.h>

#include "core.h"

PyObject *core_data_type, *core_records_type;
PyTypeObject *core_edit_type, *core_word_type;
static PyObject *make_error; /* hanpipe._errors.make_error */

PyObject *core_raise(hp_status status, const hp_error *err)
{
    if (status == HP_NO_MEMORY || !err) /* without an error: it could not be made */
        return PyErr_NoMemory();
    const char *text = hp_error_status(err) == status ? hp_error_text(err) : hp_status_name(status);
    PyObject *error = PyObject_CallFunction(make_error, "iNKK", (int)status, core_text((hp_span){ text, strlen(text) }),
                                            (unsigned long long)hp_error_line(err),
                                            (unsigned long long)hp_error_offset(err));
    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
    return NULL;
}

PyThreadState *core_unlock(size_t bytes)
{
    return bytes >= CORE_LONG ? PyEval_SaveThread() : NULL;
}

void core_lock(PyThreadState *state)
{
    if (state)
        PyEval_RestoreThread(state);
}

void core_begin_run(core_run *run, hp_buf *out, size_t bytes)
{
    *run = (core_run){ .out = out, .state = core_unlock(bytes) };
}

bool core_pause(core_run *run, size_t bytes)
{
    run->bytes += bytes;
    if (!run->state || run->ended || run->bytes < CORE_PAUSE)
        return !run->ended;
    run->bytes = 0;
    core_lock(run->state);
    run->ended = PyErr_CheckSignals() != 0;
    run->state = core_unlock(CORE_LONG);
    return !run->ended;
}

hp_status core_write(void *to, hp_span text)
{
    core_run *run = to;
    return core_pause(run, text.len) ? hp_write_to_buf(run->out, text) : HP_MISUSE;
}

bool core_end_run(core_run *run)
{
    core_lock(run->state);
    return !run->ended;
}

PyObject *core_text(hp_span text)
{
    return PyUnicode_DecodeUTF8(text.len ? text.ptr : "", (Py_ssize_t)text.len, "surrogateescape");
}

PyObject *core_make_row(PyTypeObject *type, PyObject *const *items, size_t count)
{
    PyObject *made = PyStructSequence_New(type);
    bool good = made != NULL;
    for (size_t i = 0; i < count; i++) {
        good = good && items[i];
        if (made)
            PyStructSequence_SetItem(made, (Py_ssize_t)i, items[i]); /* takes it over */
        else
            Py_XDECREF(items[i]);
    }
    if (!good)
        Py_CLEAR(made);
    return made;
}

PyObject *core_encode(PyObject *string, hp_span *text)
{
    if (!PyUnicode_Check(string)) {
        PyErr_SetString(PyExc_TypeError, "text must be a str; document() takes bytes");
        return NULL;
    }
    PyObject *bytes = PyUnicode_AsUTF8String(string);
    if (bytes)
        *text = (hp_span){ PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes) };
    return bytes;
}

/* Opens what a type of one argument and an error gives.  Frees a heap type's object. */
static void free_object(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyObject *new_object(PyTypeObject *type)
{
    allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    return make(type, 0);
}

/* Lays *data over the base, whose place it takes. */
static hp_status lay_over(hp_data **data, const hp_data *base, hp_error *err)
{
    hp_data *both = NULL;
    const hp_data *datas[] = { base, *data };
    hp_status st = hp_data_overlay(&both, datas, 2, err);
    hp_data_free(*data);
    *data = both;
    return st;
}

static PyObject *data_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *path;
    core_data *base = NULL;
    if (keywords && PyDict_Size(keywords) > 0)
        return PyErr_Format(PyExc_TypeError, "Data takes no keywords");
    if (!PyArg_ParseTuple(args, "s|O!", &path, (PyTypeObject *)core_data_type, &base))
        return NULL;
    core_data *self = (core_data *)new_object(type);
    if (!self)
        return NULL;
    hp_error *err = hp_error_new();
    hp_status st = hp_data_open(&self->data, path, err);
    if (st == HP_OK && base)
        st = lay_over(&self->data, base->data, err);
    if (st != HP_OK) {
        core_raise(st, err);
        Py_CLEAR(self);
    }
    hp_error_free(err);
    return (PyObject *)self;
}

static void data_dealloc(PyObject *self)
{
    hp_data_free(((core_data *)self)->data);
    free_object(self);
}

static PyObject *records_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *format, *into = NULL, *header = NULL;
    Py_ssize_t header_length = 0;
    if (keywords && PyDict_Size(keywords) > 0)
        return PyErr_Format(PyExc_TypeError, "Records takes no keywords here");
    if (!PyArg_ParseTuple(args, "s|zz#", &format, &into, &header, &header_length))
        return NULL;
    core_records *self = (core_records *)new_object(type);
    hp_error *err = hp_error_new();
    hp_status st = self ? hp_records_open(&self->records, format, into, err) : HP_OK;
    if (self && st == HP_OK && header) {
        hp_records *named = NULL;
        st = hp_records_read_header(&named, self->records, (hp_span){ header, (size_t)header_length }, err);
        hp_records_free(self->records);
        self->records = named;
    }
    if (st != HP_OK) {
        core_raise(st, err);
        Py_CLEAR(self);
    }
    hp_error_free(err);
    return (PyObject *)self;
}

static void records_dealloc(PyObject *self)
{
    hp_records_free(((core_records *)self)->records);
    free_object(self);
}

static PyType_Slot data_slots[] = { { Py_tp_new, (void *)data_new },
                                    { Py_tp_dealloc, (void *)data_dealloc },
                                    { Py_tp_doc,
                                      "Data(path, base=None)\n--\n\nCompiled dictionaries, mapped, over others." },
                                    { 0, NULL } };
static PyType_Spec data_spec = { "hanpipe._core.Data", sizeof(core_data), 0, Py_TPFLAGS_DEFAULT, data_slots };

static PyType_Slot records_slots[] = { { Py_tp_new, (void *)records_new },
                                       { Py_tp_dealloc, (void *)records_dealloc },
                                       { 0, NULL } };
static PyType_Spec records_spec = { "hanpipe._core.Records", sizeof(core_records), 0,
                                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, records_slots };

static PyStructSequence_Field edit_fields[] = {
    { "stage", "the filter's word, for instance \"strip\"" },
    { "rule", "why, for instance \"pinyin\"" },
    { "offset", "of before, in the stage's input: bytes of its UTF-8" },
    { "before", "what stood there" },
    { "after", "what stands there now" },
    { "stage_index", "the number of the stage in the pipeline, from 0" },
    { "is_note", "the edit is a note: the stage's output is more than its edits" },
    { NULL, NULL },
};
static PyStructSequence_Desc edit_desc = { "hanpipe.Edit", "A change that a stage made.", edit_fields, 7 };

static PyStructSequence_Field word_fields[] = {
    { "text", "the word, as the filters before seg leave it" },
    { "begin", "where it begins in the text that was given, so that text[begin:end] is what it stands for" },
    { "end", "where it ends there" },
    { "begin_byte", "the same in bytes of the text's UTF-8" },
    { "end_byte", "the same in bytes of the text's UTF-8" },
    { "part_of_speech", "with seg --pos, for instance \"n\"; else \"\"" },
    { "grain", "\"coarse\", \"fine\", \"character\" or \"listed\"; \"\" with an engine that has none" },
    { "increment", "how many positions it stands behind the word before; 0: inside it, or beginning with it" },
    { NULL, NULL },
};
static PyStructSequence_Desc word_desc = { "hanpipe.Word", "A word of a text.", word_fields, 8 };

static PyObject *default_data(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return PyUnicode_FromString(hp_data_default());
}

static PyObject *library_version(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return PyUnicode_FromString(hp_version_text());
}

static PyObject *compile_jieba(PyObject *module, PyObject *bytes)
{
    hp_buf out = { 0 };
    PyObject *made = NULL;
    (void)module;
    if (!PyBytes_Check(bytes))
        return PyErr_Format(PyExc_TypeError, "bytes are wanted");
    hp_span text = { PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes) };
    hp_error *err = hp_error_new();
    PyThreadState *state = core_unlock(text.len);
    hp_status st = hp_data_compile_jieba(text, hp_write_to_buf, &out, err);
    core_lock(state);
    if (st == HP_OK)
        made = PyBytes_FromStringAndSize(out.ptr, (Py_ssize_t)out.len);
    else
        core_raise(st, err);
    hp_buf_free(&out);
    hp_error_free(err);
    return made;
}

static PyMethodDef functions[] = {
    { "compile_jieba", compile_jieba, METH_O, "A data file, as bytes, of a dictionary in jieba's form." },
    { "default_data", default_data, METH_NOARGS, "The path of the dictionaries installed with the library." },
    { "library_version", library_version, METH_NOARGS, "The version of the library in use." },
    { NULL, NULL, 0, NULL },
};

/* Adds the object to the module, which takes it over; false with an exception. */
static int add(PyObject *module, const char *name, PyObject *object)
{
    if (!object || PyModule_AddObject(module, name, object) < 0) {
        Py_XDECREF(object);
        return -1;
    }
    Py_INCREF(object); /* the static variable's */
    return 0;
}

static int execute(PyObject *module)
{
    PyObject *errors = PyImport_ImportModule("hanpipe._errors");
    make_error = errors ? PyObject_GetAttrString(errors, "make_error") : NULL;
    Py_XDECREF(errors);
    core_data_type = PyType_FromSpec(&data_spec);
    core_records_type = PyType_FromSpec(&records_spec);
    core_edit_type = PyStructSequence_NewType(&edit_desc);
    core_word_type = PyStructSequence_NewType(&word_desc);
    PyObject *pipeline_type = PyType_FromSpec(&core_pipeline_spec);
    if (!make_error || add(module, "Data", core_data_type) || add(module, "Records", core_records_type) ||
        add(module, "Edit", (PyObject *)core_edit_type) || add(module, "Word", (PyObject *)core_word_type) ||
        add(module, "Pipeline", pipeline_type))
        return -1;
    return 0;
}

static PyModuleDef_Slot slots[] = {
    { Py_mod_exec, (void *)execute },
#ifdef Py_mod_multiple_interpreters
    { Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED },
#endif
#ifdef Py_mod_gil
    { Py_mod_gil, Py_MOD_GIL_NOT_USED },
#endif
    { 0, NULL },
};

static PyModuleDef definition = { PyModuleDef_HEAD_INIT, "hanpipe._core", NULL, 0, functions, slots, NULL, NULL, NULL };

PyMODINIT_FUNC PyInit__core(void)
{
    return PyModuleDef_Init(&definition);
}

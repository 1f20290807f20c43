/* core.h - the parts of hanpipe._core, the extension that stands between Python and hanpipe.h.
 *
 * A Pipeline owns an opened pipeline and a few seats: a worker with its output and error, taken for the length of a
 * call.  So any number of threads may call one Pipeline; whoever finds no seat opens one.  Text goes in as the UTF-8 of
 * a str and comes out as one; the lock of the interpreter is let go while long texts run.
 */
#ifndef CORE_CORE_H
#define CORE_CORE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <hanpipe.h>
#include <stdatomic.h>
#include <stdbool.h>

enum {
    CORE_SEATS = 16,       /* that a pipeline keeps */
    CORE_LONG = 2048,      /* bytes of text from which on the interpreter's lock is let go */
    CORE_BUFFER = 1 << 20, /* bytes of output that a seat keeps room for */
    CORE_PAUSE = 4 << 20   /* bytes of text after which signals are looked for */
};

/* What one call needs.  Belongs to the thread that took it. */
typedef struct core_seat {
    hp_worker *worker;
    hp_error *err;
    hp_buf out;
} core_seat;

typedef struct core_pipeline {
    PyObject_HEAD hp_pipeline *pipeline;
    uint64_t most; /* bytes of a document that may be held; 0: as many as the library says */
    _Atomic(core_seat *) seats[CORE_SEATS];
} core_pipeline;

typedef struct core_data {
    PyObject_HEAD hp_data *data;
} core_data;

typedef struct core_records {
    PyObject_HEAD hp_records *records;
} core_records;

/* The types, made once by the module. */
extern PyObject *core_data_type, *core_records_type;
extern PyTypeObject *core_edit_type, *core_word_type;

/* Sets the exception for a call that failed, of hanpipe's own classes, and returns NULL.  `err` is what the call was
 * given, NULL where there was no memory for one. */
PyObject *core_raise(hp_status status, const hp_error *err);

/* A seat of the pipeline, with an empty output; NULL with an exception.  core_leave() gives it back. */
core_seat *core_take_seat(core_pipeline *pipeline);
void core_leave(core_pipeline *pipeline, core_seat *seat);

/* Lets go of the interpreter's lock where `bytes` are many; core_lock() takes what it returned. */
PyThreadState *core_unlock(size_t bytes);
void core_lock(PyThreadState *state);

/* A run without the interpreter's lock that the handler of a signal (Ctrl-C) may end.  The lock is let go, as by
 * core_unlock(), where `bytes` are many; core_end_run() takes it, and is false with the handler's exception.
 * core_pause() counts bytes and looks for signals now and then; false when the run shall end.  core_write() is an
 * hp_write to `out` that does. */
typedef struct core_run {
    hp_buf *out;
    PyThreadState *state;
    size_t bytes; /* since signals were looked for */
    bool ended;
} core_run;

void core_begin_run(core_run *run, hp_buf *out, size_t bytes);
bool core_pause(core_run *run, size_t bytes);
hp_status core_write(void *run, hp_span text);
bool core_end_run(core_run *run);

/* A str of UTF-8; bytes that are not valid become lone surrogates, as os.fsdecode() has them. */
PyObject *core_text(hp_span text);

/* An edit or a word of these items, new objects which it takes over; NULL with an exception, also where one of them is
 * NULL. */
PyObject *core_make_row(PyTypeObject *type, PyObject *const *items, size_t count);

/* The UTF-8 of a str, a new bytes object whose contents *text gets; NULL with an exception. */
PyObject *core_encode(PyObject *string, hp_span *text);

/* The methods of Pipeline that are not in pipeline.c. */
PyObject *core_words(PyObject *self, PyObject *string);
PyObject *core_tokens(PyObject *self, PyObject *args);
PyObject *core_run_many(PyObject *self, PyObject *list);
PyObject *core_run_arrow(PyObject *self, PyObject *args);

/* pipeline.c: the type. */
extern PyType_Spec core_pipeline_spec;

#endif

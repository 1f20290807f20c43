/* jieba_compile.c - compiles jieba's dictionary (words_compile.h) and its model for unknown words.
 *
 * Given DIR/dict.txt and DIR/finalseg/prob_start.py, prob_trans.py and prob_emit.py, Python dictionaries of
 * log-probabilities.  They are read as text; nothing is run.  Worked: the total of jieba 0.42.1 is 60101967.
 */
#include <string.h>
#include <unistd.h>

#include "jieba/jieba_compile.h"
#include "jieba/jieba_sections.h"
#include "jieba/python_source.h"
#include "jieba/words_compile.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/map/string_map.h"
#include "text/utf8.h"

static bool compile_words(data_writer *writer, const char *dir)
{
    source_lines text;
    hp_buf out = { 0 };
    hp_error err = { 0 };
    bool good = source_lines_open(&text, dir, "dict.txt");
    if (good) {
        good = jieba_compile_words((hp_span){ text.list.bytes.ptr, text.list.bytes.len }, DATA_PLACE_DENSE, &out,
                                   &err) == HP_OK;
        text.list.line = err.line;
        good = good ? data_writer_add(writer, JIEBA_WORDS, &out)
                    : source_lines_complain(&text, "%s", hp_error_text(&err));
    }
    source_lines_close(&text);
    error_clear(&err);
    hp_buf_free(&out);
    return good;
}

/* The state's number, or -1. */
static int state_of(hp_span name)
{
    static const char letters[] = "BEMS";
    const char *at = name.len == 1 ? memchr(letters, name.ptr[0], JIEBA_STATES) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* What is read of the model. */
struct model {
    double start[JIEBA_STATES];
    double move[JIEBA_STATES][JIEBA_STATES];
    double emit[JIEBA_HAN][JIEBA_STATES];
};

static bool note_start(void *to, hp_span outer, hp_span key, double value)
{
    int y = outer.len ? -1 : state_of(key);
    if (y >= 0)
        ((struct model *)to)->start[y] = value;
    return y >= 0;
}

static bool note_move(void *to, hp_span outer, hp_span key, double value)
{
    int x = state_of(outer), y = state_of(key);
    if (x >= 0 && y >= 0)
        ((struct model *)to)->move[x][y] = value;
    return x >= 0 && y >= 0;
}

/* Characters outside of jieba's Han never meet the model. */
static bool note_emit(void *to, hp_span outer, hp_span key, double value)
{
    uint32_t cp;
    int y = state_of(outer);
    if (y < 0 || utf8_decode(key, &cp) != key.len || key.len == 0)
        return false;
    if (jieba_is_han(cp))
        ((struct model *)to)->emit[cp - JIEBA_FIRST][y] = value;
    return true;
}

/* Appends the numbers of the characters' rows, and each different row once, in the order of the first character that
 * has it; returns how many there are. */
static uint32_t put_rows(const struct model *model, hp_buf *out)
{
    string_map rows = { 0 };
    for (size_t i = 0; i < JIEBA_HAN; i++) {
        uint32_t number = string_map_add(&rows, (hp_span){ (const char *)model->emit[i], sizeof model->emit[i] });
        out->failed = out->failed || number == 0;
        bytes_put_u16(out, (uint16_t)(number - 1));
    }
    while (out->len % 8 != 0 && !out->failed)
        bytes_put_u16(out, 0);
    const uint32_t count = (uint32_t)rows.count;
    for (size_t i = 0; i < count * JIEBA_STATES; i++) {
        double value;
        memcpy(&value, rows.texts.ptr + i * sizeof value, sizeof value);
        jieba_put_double(out, value);
    }
    string_map_free(&rows);
    return count;
}

static bool compile_model(data_writer *writer, const char *dir)
{
    static struct model model;
    hp_buf out = { 0 }, rows = { 0 };
    double *all[] = { model.start, model.move[0], model.emit[0] };
    const size_t counts[] = { JIEBA_STATES, JIEBA_STATES * JIEBA_STATES, JIEBA_STATES * JIEBA_HAN };
    for (size_t part = 0; part < 3; part++)
        for (size_t i = 0; i < counts[part]; i++)
            all[part][i] = JIEBA_NEVER;
    if (!jieba_read_python(dir, "finalseg/prob_start.py", note_start, &model) ||
        !jieba_read_python(dir, "finalseg/prob_trans.py", note_move, &model) ||
        !jieba_read_python(dir, "finalseg/prob_emit.py", note_emit, &model))
        return false;
    bytes_put_u32(&out, JIEBA_HMM_MAGIC);
    bytes_put_u32(&out, put_rows(&model, &rows));
    while (out.len < JIEBA_HEADER && !out.failed)
        bytes_put_u32(&out, 0);
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0; i < counts[part]; i++)
            jieba_put_double(&out, all[part][i]);
    hp_buf_append(&out, (hp_span){ rows.ptr, rows.len });
    out.failed = out.failed || rows.failed;
    hp_buf_free(&rows);
    return data_writer_add(writer, JIEBA_HMM, &out);
}

/* Notes the release, from the line "__version__ = '0.42.1'" of DIR/__init__.py; a copy of the tables alone has none. */
static void note_release(data_writer *writer, const char *dir)
{
    static const char head[] = "__version__ = '";
    hp_buf path = { 0 }, version = { 0 };
    source_lines text = { .path = { 0 } };
    hp_span line;
    buffer_format(&path, "%s/__init__.py", dir);
    if (!path.failed && access(path.ptr, R_OK) == 0 && source_lines_open(&text, dir, "__init__.py"))
        while (version.len == 0 && source_lines_next(&text, &line))
            if (line.len > sizeof head && memcmp(line.ptr, head, sizeof head - 1) == 0)
                buffer_format(&version, "%.*s", (int)(line.len - sizeof head), line.ptr + sizeof head - 1);
    data_writer_source(writer, "jieba", version.len ? version.ptr : "unknown", "MIT");
    source_lines_close(&text);
    hp_buf_free(&path);
    hp_buf_free(&version);
}

bool jieba_compile(data_writer *writer, const char *dir)
{
    note_release(writer, dir);
    return compile_words(writer, dir) && compile_model(writer, dir);
}

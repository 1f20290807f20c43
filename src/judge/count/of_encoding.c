/* of_encoding.c - which encoding a document is in, and the document as UTF-8; see judge.h.
 *
 * Worked: C4 E3 BA C3 → GB18030, and 你好 is what is counted.
 */
#include <string.h>

#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/error.h"
#include "text/utf8.h"

static void choose(judge *j)
{
    hp_span head = { j->text.ptr, j->text.len < DECODE_HEAD ? j->text.len : DECODE_HEAD };
    decode_choose(&j->tables->costs, head, &j->choice);
    j->strings[JUDGE_encoding] = span_of_string(j->choice.content ? j->choice.content : j->choice.name.name);
}

void judge_count_encoding(judge *j)
{
    if (!j->is_decoded)
        choose(j);
}

static void count_broken(void *self, size_t offset, hp_span bytes, hp_buf *out)
{
    judge *j = self;
    (void)offset;
    j->undecoded += bytes.len;
    hp_buf_append(out, span_of_string("\uFFFD"));
}

static hp_status open_converter(judge *j, hp_error *err)
{
    if (j->converter && strcmp(j->converts.icu, j->choice.name.icu) == 0)
        return HP_OK;
    decode_converter_free(j->converter);
    j->converts = j->choice.name;
    return decode_converter_open(&j->converter, &j->choice, err);
}

hp_status judge_decode(judge *j, hp_error *err)
{
    hp_status st = HP_OK;
    choose(j);
    j->is_decoded = true;
    hp_span bytes = { j->text.ptr + j->choice.mark, j->text.len - j->choice.mark };
    if (j->choice.content)
        judge_set_text(j, (hp_span){ "", 0 });
    else if (j->choice.name.encoding == DECODE_UTF_8)
        judge_set_text(j, bytes);
    else {
        j->decoded.len = 0;
        st = open_converter(j, err);
        if (st == HP_OK)
            st = decode_piece(j->converter, bytes, count_broken, j, &j->decoded, err);
        if (st == HP_OK && j->decoded.failed)
            st = error_set_memory(err);
        j->decoded.failed = false;
        judge_set_text(j, (hp_span){ j->decoded.ptr, st == HP_OK ? j->decoded.len : 0 });
    }
    return st;
}

/* unit_names.c - see unit_names.h.  Worked: the id of 中 ↔ "中"; SEG_ID_YEAR ↔ "<year>". */
#include "segment/unit_names.h"

#include <string.h>

#include "segment/sections.h"
#include "text/bytes.h"
#include "text/utf8.h"

const char seg_classes[] = "-HNSDLOB";

const char *const seg_paths[] = { "B2", "B3", "B4", "M3", "M4", "E2", "E3", "E4", "S1" };

static const char *const names[SEG_ID_COUNT] = {
    "<none>", "<blank>",   "<number>", "<year>", "<long>", "<decimal>", "<percent>", "<letter>", "<latin>",
    "<code>", "<address>", "<emoji>",  "<han>",  "<kana>", "<hangul>",  "<break>",   "<symbol>", "<repeat>",
};

void seg_put_name(const seg_lexicon *lex, uint16_t id, hp_buf *out)
{
    char bytes[4];
    if (id < SEG_ID_COUNT)
        hp_buf_append(out, span_of_string(names[id]));
    else if (id < lex->ids)
        hp_buf_append(out, (hp_span){ bytes, utf8_encode(bytes_u32(lex->names + 4 * (size_t)id), bytes) });
}

bool seg_take_name(const seg_lexicon *lex, hp_span *text, uint16_t *id)
{
    uint32_t cp;
    for (uint16_t i = 0; i < SEG_ID_COUNT; i++) {
        size_t n = strlen(names[i]);
        if (text->len < n || memcmp(text->ptr, names[i], n) != 0)
            continue;
        *id = i;
        text->ptr += n;
        text->len -= n;
        return true;
    }
    size_t n = utf8_decode(*text, &cp);
    *id = n ? seg_lexicon_cell(lex, cp) : 0;
    if (*id < SEG_FIRST_ID || *id >= lex->ids)
        return false;
    text->ptr += n;
    text->len -= n;
    return true;
}

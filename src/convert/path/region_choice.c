/* region_choice.c - a region's word or the plain one; see region_choice.h.
 *
 * "near.NAME" numbers words: in the low eight bits the fields that a word is of, above them the field that must be near
 * for a word to become the region's.
 *
 * Worked, s2twp: 打开窗口透气 has no word of the field `computer`, so 打开 and 窗口 are as in s2tw; 在浏览器中打开窗口 has.
 */
#include "convert/path/region_choice.h"

#include "text/error.h"

/* How near a word of the same field must be: in bytes to both sides, 16 characters. */
enum { NEAR = 48 };

/* NAME without its p is the configuration that leaves words. */
hp_status conv_region_choice_open(conv_region_choice *choice, const conv_table *outputs, conv_find_section *find,
                                  const void *where, const char *name, hp_error *err)
{
    hp_span section;
    hp_buf text = { 0 };
    size_t p = strcspn(name, "p");
    hp_status st = HP_OK;
    *choice = (conv_region_choice){ .plain = *outputs };
    buffer_format(&text, "near.%s", name);
    choice->has_near = !text.failed && find(where, text.ptr, &section, NULL) == HP_OK;
    if (choice->has_near)
        st = conv_table_open(&choice->near, section, err);
    text.len = 0;
    buffer_format(&text, "best.%.*s%s", (int)p, name, name[p] ? name + p + 1 : "");
    choice->has_words = choice->has_near && !text.failed && find(where, text.ptr, &section, NULL) == HP_OK;
    if (st == HP_OK && choice->has_words)
        st = conv_table_open(&choice->plain, section, err);
    if (text.failed)
        st = error_set_memory(err);
    hp_buf_free(&text);
    return st;
}

/* The number that `text` starts with in the table: of the longest key, or of `text` whole; 0 when there is none. */
static uint32_t number_at(const conv_table *t, hp_span text, bool whole)
{
    uint32_t node = 0, number = 0;
    size_t at = 0;
    while (at < text.len) {
        size_t n = utf8_char_length(text.ptr + at, text.ptr + text.len);
        uint32_t code = conv_table_code(t, conv_table_slot(t, text.ptr + at, n)) & 0xFFFF;
        node = code ? conv_table_step(t, node, code) : 0;
        at += n;
        if (node == 0)
            return whole ? 0 : number;
        if (conv_table_value(t, node) > 0 && (!whole || at == text.len))
            number = conv_table_value(t, node);
    }
    return number;
}

bool conv_region_keeps(const conv_region_choice *choice, hp_span text, hp_span word, conv_field_seen *seen)
{
    const char *const end = text.ptr + text.len;
    uint32_t fields = number_at(&choice->near, word, true) >> 8;
    if (fields == 0)
        return false;
    const char *from = word.ptr, *to = word.ptr + word.len;
    from -= from - text.ptr < NEAR ? from - text.ptr : NEAR;
    to += end - to < NEAR ? end - to : NEAR;
    while (from < to && ((unsigned char)*from & 0xC0) == 0x80)
        from++;
    while (to < end && ((unsigned char)*to & 0xC0) == 0x80)
        to--;
    if (seen->at && seen->at >= from && seen->at < word.ptr && seen->fields & fields)
        return false;
    for (const char *at = from; at < to;) {
        size_t n = utf8_char_length(at, to);
        /* No word of a field has one character, so most places are ruled out by their pair. */
        uint32_t found = conv_table_pair_at(&choice->near, at, n, to)
                             ? number_at(&choice->near, (hp_span){ at, (size_t)(to - at) }, false) & 0xFF
                             : 0;
        if (found & fields) {
            *seen = (conv_field_seen){ at, found };
            return false;
        }
        at += n;
    }
    return true;
}

hp_span conv_region_plain(const conv_region_choice *choice, hp_span word, hp_buf *made)
{
    const conv_table *t = &choice->plain;
    conv_match match = { 0 };
    if (choice->has_words)
        match = conv_table_match(t, word);
    if (match.length == word.len && !match.plain)
        return match.value;
    made->len = 0;
    for (size_t i = 0; i + 3 <= word.len; i += 3) {
        char bytes[3];
        uint32_t x = utf8_char_bytes(word.ptr + i, 3) ^ conv_table_entry(t, conv_table_slot(t, word.ptr + i, 3));
        for (size_t k = 0; k < 3; k++)
            bytes[k] = (char)(x >> (8 * k));
        hp_buf_append(made, (hp_span){ bytes, 3 });
    }
    return (hp_span){ made->ptr, made->len };
}

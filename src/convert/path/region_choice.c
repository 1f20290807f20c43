/* region_choice.c - a region's word or the plain one; see region_choice.h.
 *
 * "near.NAME" numbers words: in the low eight bits the fields that a word is of, above them the field that must be near
 * for a word to become the region's.  The first characters of these words are CONV_TABLE_HAS_CHOICE, so that others
 * cost one look-up.
 *
 * Worked, s2twp: 打开窗口透气 has no word of the field `computer`, so 打开 and 窗口 are as in s2tw; 在浏览器中打开窗口 has.
 */
#include "convert/path/region_choice.h"

#include "convert/path/look/near_pairs.h"
#include "convert/path/text_script.h"
#include "text/buffer.h"
#include "text/bytes.h"
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
    buffer_format(&text, "near.%.*s", (int)strcspn(name, "+"), name);
    choice->has_near = !text.failed && find(where, text.ptr, &section, NULL) == HP_OK;
    if (choice->has_near)
        st = conv_table_open(&choice->near, section, find, where, err);
    text.len = 0;
    buffer_format(&text, "best.%.*s%s", (int)p, name, name[p] ? name + p + 1 : "");
    choice->has_words = choice->has_near && !text.failed && find(where, text.ptr, &section, NULL) == HP_OK;
    if (st == HP_OK && choice->has_words)
        st = conv_table_open(&choice->plain, section, find, where, err);
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
        uint32_t code = conv_table_code(t, text.ptr + at, n);
        node = code ? conv_table_step(t, node, code) : 0;
        at += n;
        if (node == 0)
            return whole ? 0 : number;
        if (conv_table_value(t, node) > 0 && (!whole || at == text.len))
            number = conv_table_value(t, node);
    }
    return number;
}

/* Looks through the text up to the next word of one of `fields` that starts before `to`; false when there is none. */
static bool find_field(const conv_table *near, const char *to, const char *end, uint32_t fields, conv_field_seen *seen)
{
    while (seen->looked < to) {
        const char *at = seen->looked;
        const conv_near_pairs pairs = conv_find_near_pairs(near, at, to, end, seen->readable);
        seen->looked = at + pairs.length;
        for (uint64_t bits = pairs.bits; bits != 0; bits &= bits - 1) {
            const char *word = at + __builtin_ctzll(bits);
            const uint32_t found = number_at(near, (hp_span){ word, (size_t)(end - word) }, false) & 0xFF;
            for (size_t i = 0; found >> i != 0; i++)
                if (found >> i & 1)
                    seen->last[i] = word;
            if (found & fields) {
                seen->looked = word + utf8_char_length(word, end);
                return true;
            }
        }
    }
    return false;
}

static bool is_traditional(const conv_table *telling, hp_span text, conv_field_seen *seen)
{
    if (seen->script == 0)
        seen->script = conv_text_take_mark(telling, CONV_TELLS_SCRIPT, &text) | CONV_HAS_RULE;
    return seen->script & CONV_ONLY_TRADITIONAL;
}

bool conv_region_may_keep(const conv_region_choice *choice, hp_span word)
{
    const conv_table *near = &choice->near;
    return choice->has_near && conv_table_deciding_at(near, word.ptr, 3, word.ptr + word.len) &&
           conv_table_entry(near, conv_table_slot(near, word.ptr, 3)) >> 24 & CONV_TABLE_HAS_CHOICE;
}

bool conv_region_keeps(const conv_region_choice *choice, const conv_table *telling, hp_span text, hp_span word,
                       conv_field_seen *seen)
{
    const char *const end = text.ptr + text.len;
    uint32_t fields = number_at(&choice->near, word, true) >> 8;
    if (fields == 0)
        return false;
    if (telling && !is_traditional(telling, text, seen))
        return true;
    const char *from = word.ptr, *to = word.ptr + word.len;
    from -= from - text.ptr < NEAR ? from - text.ptr : NEAR;
    to += end - to < NEAR ? end - to : NEAR;
    while (from < to && ((unsigned char)*from & 0xC0) == 0x80)
        from++;
    for (size_t i = 0; i < CONV_FIELDS_MAX; i++)
        if (fields >> i & 1 && seen->last[i] && seen->last[i] >= from)
            return false;
    if (!seen->looked || seen->looked < from)
        seen->looked = from;
    return !find_field(&choice->near, to, end, fields, seen);
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

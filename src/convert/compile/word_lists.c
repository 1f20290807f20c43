/* word_lists.c - reads the lists of words that have frequencies; see word_lists.h.
 *
 * Given rows of three forms it adds what each says to the words of one script or of both.
 *
 * Worked: the essay's "頭髮 TAB 3042" is 3,042 of 頭髮 in Traditional and of 头发 in Simplified, whose form it is from then
 * on; jieba's "于谦 74 nr" is a name that has been seen 74 times.
 */
#include "convert/compile/word_lists.h"

#include <string.h>

#include "convert/compile/word_forms.h"
#include "data/source_lines.h"
#include "text/buffer.h"
#include "text/bytes.h"
#include "text/fields.h"
#include "text/utf8.h"

static double parse_frequency(hp_span text)
{
    double n = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
        n = 10 * n + (text.ptr[i] - '0');
    return n;
}

bool conv_read_essay(const char *path, const conv_exact *to_simplified, conv_words *simplified, conv_words *traditional,
                     data_writer *writer)
{
    source_lines text;
    conv_exact_work work = { 0 };
    hp_span line, word, frequency;
    const char *slash = strrchr(path, '/');
    hp_buf dir = { 0 }, made = { 0 };
    buffer_format(&dir, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    if (dir.failed || !source_lines_open(&text, dir.ptr, slash ? slash + 1 : path))
        return false;
    data_writer_source_unversioned(writer, "essay", &text, "LGPL-3.0");
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &word) || !text_take_field(&line, &frequency) ||
            utf8_count(word) > CONV_LONGEST_WORD)
            continue;
        double n = parse_frequency(frequency);
        traditional->essay_total += n;
        simplified->essay_total += n;
        conv_words_add(traditional, word)->essay += n + 0.1;
        made.len = 0;
        conv_exact_convert(to_simplified, &work, word, &made);
        conv_word *simple = conv_words_add(simplified, (hp_span){ made.ptr, made.len });
        simple->essay += n + 0.1;
        if (!simple->form.ptr || n > simple->form_frequency) {
            simple->form = conv_words_keep(simplified, word);
            simple->form_frequency = n;
        }
    }
    source_lines_close(&text);
    conv_exact_work_free(&work);
    hp_buf_free(&made);
    hp_buf_free(&dir);
    return true;
}

/* True when the row of jieba's dictionary, WORD FREQUENCY TAG, has the tag of a person's or a place's name.
 */
static bool is_name(hp_span line)
{
    static const char *const tags[] = { "nr", "nrt", "ns", "nt" };
    const char *space = memrchr(line.ptr, ' ', line.len);
    hp_span tag = { space + 1, (size_t)(line.ptr + line.len - space) - 1 };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (span_eq(tag, span_of_string(tags[i])))
            return true;
    return false;
}

bool conv_read_jieba(const char *dir, conv_words *simplified)
{
    source_lines text;
    hp_span line;
    if (!source_lines_open(&text, dir, "dict.txt"))
        return false;
    while (source_lines_next(&text, &line)) {
        const char *space = memchr(line.ptr, ' ', line.len);
        if (!space || (size_t)(space - line.ptr) > 4 * CONV_LONGEST_WORD)
            continue;
        hp_span word = { line.ptr, (size_t)(space - line.ptr) };
        double n = parse_frequency((hp_span){ space + 1, line.len - word.len - 1 });
        simplified->jieba_total += n;
        conv_word *known = conv_words_add(simplified, word);
        known->jieba = n + 0.1;
        known->name = is_name(line);
    }
    source_lines_close(&text);
    return true;
}

bool conv_read_own(const char *dicts, conv_words *simplified)
{
    source_lines text;
    hp_span line, word, form, frequency;
    if (!source_lines_open(&text, dicts, "conv-words.tsv"))
        return false;
    while (source_lines_next(&text, &line)) {
        if (!text_take_field(&line, &word) || !text_take_field(&line, &form) || word.len == 0 || form.len == 0)
            return source_lines_complain(&text, "not 'word TAB form'");
        conv_word *own = conv_words_add(simplified, word);
        if (own->own)
            continue;
        own->own = true;
        own->form = conv_words_keep(simplified, form);
        if (text_take_field(&line, &frequency) && frequency.len > 0)
            own->given = parse_frequency(frequency);
    }
    source_lines_close(&text);
    return true;
}

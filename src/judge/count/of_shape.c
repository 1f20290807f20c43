/* of_shape.c - how long a document's lines are, and how many lines and paragraphs it has; see judge.h.
 *
 * Worked: "甲\r\n\n乙丙" has 3 lines, the longest of 2 characters, one that ends in CR LF, and 2 paragraphs.
 */
#include "judge/judge_parts.h"
#include "text/bytes.h"
#include "text/characters.h"
#include "text/utf8.h"

static bool is_blank(hp_span line)
{
    uint32_t cp;
    size_t n = 0;
    if (line.len > 0 && (unsigned char)line.ptr[0] > 0xE3) /* no blank starts so */
        return false;
    while (line.len > 0 && (n = utf8_decode(line, &cp)) && text_is_blank(cp))
        line = (hp_span){ line.ptr + n, line.len - n };
    return line.len == 0;
}

static uint64_t count_longer(hp_span line, uint64_t longest)
{
    uint64_t chars = line.len > longest ? utf8_count(line) : 0; /* a character is a byte or more */
    return chars > longest ? chars : longest;
}

void judge_count_shape(judge *j)
{
    uint64_t paragraphs = 0, longest = 0, crlf = 0;
    bool is_open = false;
    hp_span rest = j->text;
    for (uint64_t i = 0; i < j->line_count; i++) {
        hp_span line = span_take_field(&rest, '\n');
        bool blank = is_blank(line), has_cr = line.len > 0 && line.ptr[line.len - 1] == '\r';
        paragraphs += !blank && !is_open;
        is_open = !blank;
        crlf += has_cr;
        longest = count_longer((hp_span){ line.ptr, line.len - has_cr }, longest);
    }
    j->values[JUDGE_lines] = (double)j->line_count;
    j->values[JUDGE_mean_line] = judge_share((uint64_t)j->values[JUDGE_chars], j->line_count);
    j->values[JUDGE_longest_line] = (double)longest;
    j->values[JUDGE_crlf] = (double)crlf;
    j->values[JUDGE_paragraphs] = (double)paragraphs;
}

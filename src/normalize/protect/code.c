/* protect_code.c - lines that are code or data as a whole.
 *
 *     {"键": "值", "数": 1}        JSON, with or without a comma behind
 *       "键": "值",                one member of it
 *     String s = "你好,世界";      a statement: ASCII first, = or ( inside, ; { or } at the end
 *         code(中文)               indented by four blanks or a tab, ASCII first
 *     相机;摄像头;webcam;          keywords
 *     $ echo "你好,世界"           a command behind a prompt
 *     .SH "总体结构"               a request of a manual page's source
 */
#include "normalize/line/context.h"
#include "normalize/protect/protect_parts.h"

struct trimmed {
    size_t from, to;
};

static struct trimmed trim(const norm_line *line)
{
    struct trimmed t = { 0, line->count };
    while (t.from < t.to && line->cells[t.from].class == NORM_BLANK)
        t.from++;
    while (t.to > t.from && line->cells[t.to - 1].class == NORM_BLANK)
        t.to--;
    return t;
}

/* Behind the string that a " at `i` begins; `to` where it does not end. */
static size_t string_end(const norm_line *line, size_t i, size_t to)
{
    for (size_t k = i + 1; k < to; k++) {
        if (line->cells[k].cp == '\\')
            k++;
        else if (line->cells[k].cp == '"')
            return k + 1;
    }
    return to;
}

static size_t skip_blanks(const norm_line *line, size_t i, size_t to)
{
    while (i < to && line->cells[i].class == NORM_BLANK)
        i++;
    return i;
}

/* "键": … */
static bool is_member(const norm_line *line, size_t from, size_t to)
{
    if (from >= to || line->cells[from].cp != '"')
        return false;
    size_t colon = skip_blanks(line, string_end(line, from, to), to);
    return colon < to && line->cells[colon].cp == ':';
}

static bool is_json(const norm_line *line, struct trimmed t)
{
    uint32_t first = line->cells[t.from].cp, last = line->cells[t.to - 1].cp;
    if (last == ',' && t.to - t.from > 1)
        last = line->cells[t.to - 2].cp;
    if (is_member(line, t.from, t.to))
        return true;
    size_t inside = skip_blanks(line, t.from + 1, t.to);
    if (first == '{' && last == '}')
        return is_member(line, inside, t.to);
    return first == '[' && last == ']' && inside < t.to &&
           (line->cells[inside].cp == '"' || line->cells[inside].cp == '{' || line->cells[inside].cp == '[');
}

static bool is_statement(const norm_line *line, struct trimmed t)
{
    uint32_t first = line->cells[t.from].cp, last = line->cells[t.to - 1].cp;
    if ((last != ';' && last != '{' && last != '}') || !norm_is_ascii_letter(first))
        return false;
    for (size_t i = t.from; i < t.to; i++)
        if (line->cells[i].cp == '=' || line->cells[i].cp == '(')
            return true;
    return false;
}

static bool is_indented_code(const norm_line *line, struct trimmed t)
{
    size_t columns = 0;
    for (size_t i = 0; i < t.from; i++)
        columns += line->cells[i].cp == '\t' ? 4 : line->cells[i].cp == ' ';
    const norm_cell *first = &line->cells[t.from];
    return line->starts && columns >= 4 &&
           (norm_is_ascii_letter(first->cp) || first->cp == '<' || first->cp == '#' || first->cp == '$' ||
            first->cp == '_' || first->cp == '.');
}

/* 相机;摄像头;webcam; as a desktop entry has keywords: nothing but names, each with a semicolon. */
static bool is_list(const norm_line *line, struct trimmed t)
{
    size_t semicolons = 0;
    if (line->cells[t.to - 1].cp != ';')
        return false;
    for (size_t i = t.from; i < t.to; i++) {
        semicolons += line->cells[i].cp == ';';
        if (line->cells[i].class == NORM_STOP || line->cells[i].cp == ',')
            return false;
    }
    return semicolons >= 3;
}

static bool is_prompt(const norm_line *line, struct trimmed t)
{
    return norm_is_at(line, t.from, "$ ") || norm_is_at(line, t.from, ">>> ");
}

/* A dot at the line's start, one or two letters, the first a capital, and a blank. */
static bool is_request(const norm_line *line, struct trimmed t)
{
    const norm_cell *cell = &line->cells[t.from];
    if (t.from > 0 || !line->starts || cell->cp != '.' || cell[1].cp < 'A' || cell[1].cp > 'Z')
        return false;
    return cell[2].class == NORM_BLANK || (norm_is_ascii_letter(cell[2].cp) && cell[3].class == NORM_BLANK);
}

bool norm_is_code_line(const norm_line *line)
{
    struct trimmed t = trim(line);
    if (t.from == t.to)
        return false;
    if (line->cells[t.from].cp >= 0x80)
        return is_list(line, t);
    return is_list(line, t) || is_json(line, t) || is_statement(line, t) || is_indented_code(line, t) ||
           is_prompt(line, t) || is_request(line, t);
}

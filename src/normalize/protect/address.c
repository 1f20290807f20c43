/* protect_address.c - addresses, paths and file names, Han in them included.
 *
 *     见http://例子.中国/路径?键=值，好      up to ，              C:\程序\文件     up to a blank or a mark of Chinese
 *     参考 https://a.cn/x?a=1,然后           before the comma: Han follows
 *     打开报告(终稿).docx                    from the first Han on
 */
#include <string.h>

#include "normalize/line/context.h"
#include "normalize/protect/protect_parts.h"

enum { NAME_MAX_LENGTH = 64, SCHEME_MAX = 16, ADDRESS_MAX = 4096 }; /* characters */

static uint32_t at(const norm_line *line, size_t i)
{
    return i < line->count ? line->cells[i].cp : 0;
}

static bool is_alnum(uint32_t cp)
{
    return norm_is_ascii_letter(cp) || norm_is_digit(cp);
}

static bool ends_address(const norm_cell *cell)
{
    return cell->class == NORM_BLANK || norm_is_ideographic_mark(cell) || cell->class == NORM_CURLY ||
           (cell->cp < 0x80 && strchr("<>\"`|", (int)cell->cp) && cell->cp);
}

/* Where the address that goes on at `i` ends.  A mark of ASCII at its end, or before Han when nothing but ASCII came
 * before, is the sentence's, and so is a closing bracket that nothing opens. */
static size_t address_end(const norm_line *line, size_t i)
{
    size_t end = i, depth = 0;
    bool ascii = true;
    for (; end < line->count && end - i < ADDRESS_MAX && !ends_address(&line->cells[end]); end++) {
        uint32_t cp = line->cells[end].cp;
        if (cp == ')' && depth == 0)
            break;
        depth += cp == '(';
        depth -= cp == ')';
        if (ascii && (cp == ',' || cp == ';' || cp == '!') && norm_is_han(&line->cells[end + 1]))
            break;
        ascii &= cp < 0x80;
    }
    while (end > i && line->cells[end - 1].cp < 0x80 && strchr(".,:;!?'*", (int)line->cells[end - 1].cp))
        end--;
    return end;
}

/* scheme://, and the scheme's start. */
static size_t url_end(const norm_line *line, size_t i, size_t *from)
{
    size_t start = i;
    if (!norm_is_at(line, i, "://"))
        return i;
    while (start > 0 && i - start < SCHEME_MAX && is_alnum(line->cells[start - 1].cp))
        start--;
    if (start == i)
        return i;
    *from = start;
    return address_end(line, i + 3);
}

/* C:\ and what follows. */
static size_t drive_end(const norm_line *line, size_t i, size_t *from)
{
    if (i == 0 || at(line, i + 1) != '\\' || !norm_is_ascii_letter(line->cells[i - 1].cp) ||
        (i > 1 && is_alnum(line->cells[i - 2].cp)))
        return i;
    *from = i - 1;
    return address_end(line, i + 1);
}

static bool is_mail_character(const norm_cell *cell)
{
    return is_alnum(cell->cp) || (cell->cp && cell->cp < 0x80 && strchr("._%+-", (int)cell->cp));
}

/* name@domain, the domain with a dot in it. */
static size_t mail_end(const norm_line *line, size_t i, size_t *from)
{
    size_t start = i, end = i + 1, dot = 0;
    while (start > 0 && i - start < NAME_MAX_LENGTH && is_mail_character(&line->cells[start - 1]))
        start--;
    while (end < line->count && (is_alnum(line->cells[end].cp) || line->cells[end].class == NORM_HAN ||
                                 line->cells[end].cp == '.' || line->cells[end].cp == '-')) {
        if (line->cells[end].cp == '.')
            dot = end;
        end++;
    }
    if (start == i || !dot || dot == i + 1)
        return i;
    *from = start;
    return dot + 1 == end ? dot : end;
}

/* /usr/share, ~/下载, ../上级: the sign `i` is the first one, / or ~ or a dot. */
static size_t path_end(const norm_line *line, size_t i)
{
    const norm_cell *before = &line->cells[i] - 1;
    size_t slash = i;
    if (i > 0 && before->class != NORM_BLANK && before->class != NORM_HAN && !norm_is_ideographic_mark(before) &&
        before->cp != '(' && before->cp != '"' && before->cp != '\'' && before->cp != ':' && before->cp != '=')
        return i;
    while (slash - i < 2 && (at(line, slash) == '.' || at(line, slash) == '~'))
        slash++;
    if (at(line, slash) != '/')
        return i;
    /* 他/她 and 和/或 are no paths; after Han, only ASCII begins one. */
    if (slash == i && !is_alnum(at(line, i + 1)) && at(line, i + 1) != '.')
        return i;
    size_t end = address_end(line, slash);
    if (slash == i && i > 0 && before->class == NORM_HAN) {
        size_t k = slash + 1; /* 公里/h is none either: a second slash, or a dot, must come */
        while (k < end && line->cells[k].cp != '/' && line->cells[k].cp != '.')
            k++;
        if (k == end)
            return i;
    }
    return end > slash ? end : i;
}

/* Extensions that files of people's work have; others are taken for the end of a sentence. */
static bool is_extension(const norm_line *line, size_t i, size_t length)
{
    static const char extensions[] =
        " 7z avi bak bat bin bmp bz2 c cfg cpp css csv dat db dll doc docx dwg epub exe flac gif go gz h htm html ico "
        "ini iso java jpeg jpg js json jsp key log lua m4a md mdb mkv mobi mov mp3 mp4 mpeg numbers odp ods odt ogg "
        "otf pages pdf php pl png ppt pptx psd py rar rb rpm rs rtf sh sql srt svg swf tar tex tif tiff toml ts tsv "
        "ttf txt vsd wav webm webp wma wmv woff wps xls xlsx xml yaml yml zip ";
    char name[8] = " ";
    if (length == 0 || length > 7 - 2)
        return false;
    for (size_t k = 0; k < length; k++)
        name[1 + k] = (char)(line->cells[i + k].cp | 0x20);
    name[1 + length] = ' ';
    name[2 + length] = '\0';
    return strstr(extensions, name) != NULL;
}

/* A stem with Han in it before a known extension; brackets count where they are closed in it. */
static size_t file_end(const norm_line *line, size_t i, size_t *from)
{
    size_t end = i + 1, start = i, depth = 0;
    if (!norm_is_han(&line->cells[i] - 1) && at(line, i - 1) != ')' && !norm_has_sign(line, "()"))
        return i; /* nothing in it could change */
    while (is_alnum(at(line, end)))
        end++;
    if (!is_extension(line, i + 1, end - i - 1) || at(line, end) == '.')
        return i;
    for (; start > 0 && i - start < NAME_MAX_LENGTH; start--) {
        const norm_cell *cell = &line->cells[start - 1];
        if (cell->cp == '(' && depth == 0)
            break;
        depth += cell->cp == ')';
        depth -= cell->cp == '(';
        if (!norm_is_han(cell) && !is_alnum(cell->cp) && cell->cp != '(' && cell->cp != ')' && cell->cp != '_' &&
            cell->cp != '-' && cell->cp != '.')
            break;
    }
    *from = start;
    return start < i ? end : i;
}

size_t norm_address_end(const norm_line *line, size_t i, size_t *from)
{
    size_t end = i;
    switch (line->cells[i].cp) {
    case ':':
        end = url_end(line, i, from);
        return end > i ? end : drive_end(line, i, from);
    case '@':
        return mail_end(line, i, from);
    case '/':
    case '~':
        return path_end(line, i);
    case '.':
        end = path_end(line, i);
        return end > i ? end : file_end(line, i, from);
    default:
        return i;
    }
}

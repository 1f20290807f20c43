/* fields.h - lines of a text, fields of a line, and the one form that lists of words have.
 *
 * Every list that a user gives (--words, --dict, --keep, --stop, --idf, --lexicon) and every table in dicts/ is read
 * by text_list_next(), so that a file for one is a file for the others; hanpipe-lists(5) tells users the form:
 *
 *     UTF-8, with or without one byte order mark at its start; lines end in LF or CR LF
 *     a line of nothing, or of nothing but spaces and tabs, says nothing
 *     "#" alone and "# …" are comments; "#词" is the word #词, and "#", TAB is the word #
 *     TAB ends a field, so that a word may have spaces in it
 *
 * Worked: "<BOM># c\n\n#a\tb\r\n" gives one line, number 3, with the fields "#a" and "b".
 */
#ifndef TEXT_FIELDS_H
#define TEXT_FIELDS_H

#include "hanpipe.h"

/* Takes the next line off the front of *text: *line is without LF and without the CR before it.  False at the end. */
bool text_take_line(hp_span *text, hp_span *line);

/* Takes the next field of *line, up to a TAB or the line's end, off its front.  False when *line is used up, which its
 * `ptr` NULL says; an empty line has one field, which is empty. */
bool text_take_field(hp_span *line, hp_span *field);

/* A list.  Either text_list_open() or text_list_start() makes it. */
typedef struct text_list {
    const char *path; /* for messages; borrowed */
    hp_buf bytes;     /* what text_list_open() read */
    hp_span rest;     /* what has not been taken */
    uint64_t line;    /* number of the line taken last, from 1 */
} text_list;

/* Reads the list at `path` whole.  On HP_OK the caller ends *list with text_list_close(); on failure nothing is held.
 * Errors: HP_IO, HP_NO_MEMORY, and HP_BAD_DATA, with the line, when it is not UTF-8. */
hp_status text_list_open(text_list *list, const char *path, hp_error *err);

/* A list of bytes in memory, which are borrowed and may be anything. */
text_list text_list_start(const char *path, hp_span bytes);

/* Gives the next line that says something.  It points into the list.  False at the end. */
bool text_list_next(text_list *list, hp_span *line);

/* Fills *err with "path:line: what", for the line taken last, and returns `status`. */
hp_status text_list_fail(const text_list *list, hp_error *err, hp_status status, const char *what);

/* Frees what text_list_open() read. */
void text_list_close(text_list *list);

#endif

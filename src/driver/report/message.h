/* message.h - what a tool says on standard error.  The ground of driver/: every file here may complain. */
#ifndef DRIVER_MESSAGE_H
#define DRIVER_MESSAGE_H

#include "hanpipe.h"

/* One line on standard error, "program: text"; lines of several threads do not mix.  Control characters and invalid
 * UTF-8 are escaped, so that a file's name can neither break the line nor move the cursor. */
void driver_complain(const char *program, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text of an error in opening the pipeline of `expression`, and below it the expression with a mark where the error
 * is.  NULL: the pipeline was not made from an expression. */
void driver_complain_at(const char *program, const char *expression, const hp_error *err);

#endif

/* give_up.h - the end of a process in which a library cannot go on.
 *
 * libopencc throws C++ exceptions through its C functions (memory is out, a dictionary is damaged), which end in
 * abort(); ICU, when memory is out, goes on with less than it needs.  Neither may pass for success, nor end without a
 * word.
 */
#ifndef DRIVER_GIVE_UP_H
#define DRIVER_GIVE_UP_H

/* From now on abort() says what happened in the name of `program`, which must live on, removes temporary files, and
 * ends the process with `status`. */
void driver_give_up_prepare(const char *program, int status);

/* Ends the process in the same way because memory is out.  Wants driver_give_up_prepare() before. */
_Noreturn void driver_give_up_memory(void);

#endif

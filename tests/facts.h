/* facts.h - tests/cases read: one fact a block.  run_cases.c runs them; the form is described in facts.c. */
#ifndef TEST_FACTS_H
#define TEST_FACTS_H

#include "hanpipe.h"

/* A filter, its options, what goes in and what must come out. */
struct fact {
    char *file;     /* FILTER/TOPIC.cases */
    size_t line;    /* of its first line there, from 1 */
    hp_buf why;     /* the reason: its lines, joined by blanks; NUL-terminated */
    hp_buf options; /* as in a shell; NUL-terminated */
    hp_buf in, out; /* bytes */
    bool told_in, told_out;
};

struct facts {
    struct fact *items;
    size_t count, cap;
};

/* Told of a block that is no fact: what is wrong, and with which line of which file. */
typedef void complain_fn(const char *file, size_t line, const char *wrong);

/* Appends the facts of `text`, the contents of `file`.  False when memory is out. */
bool read_facts(struct facts *facts, const char *file, hp_span text, complain_fn *complain);

/* Appends `text` to *out as a case file has it. */
void escape_text(hp_span text, hp_buf *out);

void free_facts(struct facts *facts);

#endif

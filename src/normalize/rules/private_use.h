/* private_use.h - what private-use characters tell of where they came from. */
#ifndef NORMALIZE_RULES_PRIVATE_USE_H
#define NORMALIZE_RULES_PRIVATE_USE_H

#include "normalize/work.h"

/* Adds to *evidence what the line shows.  A document's lines together say more than one does: work->whole. */
void norm_private_use_look(const norm_tables *tables, const norm_line *line, norm_evidence *evidence);

/* Which set the evidence points to; NORM_PUA_KEEP when to none. */
norm_pua norm_private_use_decide(const norm_evidence *evidence);

#endif

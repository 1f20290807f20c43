/* module.c - what PostgreSQL loads.  CREATE EXTENSION hanpipe declares the functions of parser.c and dictionary.c. */
#include "bindings/postgresql/session.h"
#include <fmgr.h>

PG_MODULE_MAGIC;

void _PG_init(void);
void _PG_init(void)
{
    session_define_settings();
}

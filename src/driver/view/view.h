/* view.h - what --diff and --html keep during a run. */
#ifndef DRIVER_VIEW_VIEW_H
#define DRIVER_VIEW_VIEW_H

#include "driver/output.h"
#include "driver/view/page.h"

typedef struct driver_view {
    view_changes changes;
    view_lines lines;
    const void *file; /* whose lines --diff has headed last; only compared */
    bool color;
    page_names names;
    driver_output page; /* fd -1 without --html */
    hp_buf text;        /* what waits to be written */
} driver_view;

#endif

/* readings.h - the readings of the build folder's data file, opened once for a program's tests. */
#ifndef TEST_READINGS_H
#define TEST_READINGS_H

#include "../built_data.h"
#include "reading/readings.h"

static hp_data *data;
static reading_table *readings;

static int open_readings(void **state)
{
    (void)state;
    return open_built_data(&data, NULL) == HP_OK && reading_table_open(&readings, data, NULL) == HP_OK ? 0 : -1;
}

static int close_readings(void **state)
{
    (void)state;
    reading_table_free(readings);
    hp_data_free(data);
    return 0;
}

#endif

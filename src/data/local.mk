# hanpipe.hpd: its reader; and beside it what writes one, which the compiler of dictionaries and tests alone link.

noinst_LTLIBRARIES += libdata.la
libdata_la_SOURCES = \
	src/data/data_file.c \
	src/data/data_file.h \
	src/data/data_layout.c \
	src/data/data_layout.h \
	src/data/double_array.h \
	src/data/double_array_build.c \
	src/data/double_array_build.h \
	src/data/row_placement.c \
	src/data/row_placement.h

data_compile_sources = \
	src/data/data_file_write.c \
	src/data/data_file_write.h \
	src/data/source_lines.c \
	src/data/source_lines.h

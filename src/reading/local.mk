# How characters are read, and the many ways to type it.

noinst_LTLIBRARIES += libreading.la
libreading_la_SOURCES = \
	src/reading/readings.c \
	src/reading/readings.h \
	src/reading/spelling.c \
	src/reading/spelling.h \
	src/reading/syllable_match.c \
	src/reading/syllable_match.h

reading_compile_sources = \
	src/reading/readings_compile.c \
	src/reading/readings_compile.h

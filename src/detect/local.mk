# Telling what a text is: its script and region; and the compiler of its sections.  It wants librepair.la beside it.

noinst_LTLIBRARIES += libdetect.la
libdetect_la_SOURCES = \
	src/detect/census.c \
	src/detect/census.h \
	src/detect/region.c \
	src/detect/region.h \
	src/detect/script.c \
	src/detect/script.h \
	src/detect/sections.h \
	src/detect/tables.c \
	src/detect/tables.h \
	src/detect/words.c \
	src/detect/words.h
libdetect_la_LIBADD = $(LIBM)

detect_compile_sources = \
	src/detect/compile/words_compile.c \
	src/detect/compile/words_compile.h

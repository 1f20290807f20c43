# Repair of a text's script, and the compiler of its tables.

noinst_LTLIBRARIES += librepair.la
librepair_la_SOURCES = \
	src/repair/document.c \
	src/repair/document.h \
	src/repair/foreign.c \
	src/repair/foreign.h \
	src/repair/lexicon.c \
	src/repair/lexicon.h \
	src/repair/repair.c \
	src/repair/repair.h \
	src/repair/sections.h \
	src/repair/simplify.c \
	src/repair/simplify.h \
	src/repair/word_path.c \
	src/repair/word_path.h
librepair_la_LIBADD = $(LIBM)

repair_compile_sources = \
	src/repair/compile/character_classes.c \
	src/repair/compile/character_classes.h \
	src/repair/compile/context_compile.c \
	src/repair/compile/entries.c \
	src/repair/compile/entries.h \
	src/repair/compile/lexicon_compile.c \
	src/repair/compile/lexicon_compile.h \
	src/repair/compile/numbers_compile.c \
	src/repair/compile/numbers_compile.h \
	src/repair/compile/pairs_compile.c \
	src/repair/compile/pairs_compile.h

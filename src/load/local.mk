# Shared libraries that are loaded when they are needed.

noinst_LTLIBRARIES += libload.la
libload_la_SOURCES = \
	src/load/icu.h \
	src/load/library.c \
	src/load/library.h

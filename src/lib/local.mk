# Layer 1: bytes, errors, the data file, and the engines.  One convenience library a user: a tool links what it needs.

include_HEADERS = src/hanpipe.h

noinst_LTLIBRARIES += libcore.la
libcore_la_SOURCES = \
	src/lib/buf.c \
	src/lib/bytes.h \
	src/lib/data.c \
	src/lib/data.h \
	src/lib/error.c \
	src/lib/error.h \
	src/lib/utf8.c \
	src/lib/utf8.h \
	src/filters/filter.h \
	src/filters/invalid.c \
	src/filters/journal.h \
	src/filters/out.c \
	src/filters/pipeline.c \
	src/filters/pipeline.h

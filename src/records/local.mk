# Records and their fields, around a pipeline.

noinst_LTLIBRARIES += librecords.la
librecords_la_SOURCES = \
	src/records/column.c \
	src/records/column.h \
	src/records/csv.c \
	src/records/csv.h \
	src/records/format.h \
	src/records/header.c \
	src/records/json/insert.c \
	src/records/json/insert.h \
	src/records/json/pointer.c \
	src/records/json/pointer.h \
	src/records/json/scan.c \
	src/records/json/scan.h \
	src/records/json/skip.c \
	src/records/json/skip.h \
	src/records/json/string.c \
	src/records/json/string.h \
	src/records/jsonl.c \
	src/records/library.c \
	src/records/lines.c \
	src/records/open.c \
	src/records/records.h \
	src/records/run.c \
	src/records/tsv.c \
	src/records/warc.c \
	src/records/warc.h \
	src/records/warc_digest.c \
	src/records/warc_head.c
librecords_la_CPPFLAGS = $(AM_CPPFLAGS) $(NETTLE_CFLAGS)
librecords_la_LIBADD = $(LINKED_NETTLE_LIBS)

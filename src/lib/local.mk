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

# The segmentation engine: of the seg filter, its trainer, and the compiler of its data.
noinst_LTLIBRARIES += libsegment.la
libsegment_la_SOURCES = \
	src/lib/seg.h \
	src/lib/seg_format.h \
	src/lib/seg_join.c \
	src/lib/seg_lattice.c \
	src/lib/seg_names.c \
	src/lib/seg_names.h \
	src/lib/seg_open.c \
	src/lib/seg_tag.c \
	src/lib/seg_units.c \
	src/lib/segmenter.c \
	src/lib/segmenter.h

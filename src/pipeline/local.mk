# What a filter is, how it answers, and the chain of filters.  expression.c and registry.c name filters, so they are
# linked where all of them are (src/filters/local.mk).

noinst_LTLIBRARIES += libpipeline.la
libpipeline_la_SOURCES = \
	src/pipeline/answer.c \
	src/pipeline/edit_record.h \
	src/pipeline/filter.h \
	src/pipeline/invalid_bytes.c \
	src/pipeline/pipeline.c \
	src/pipeline/pipeline.h

# What every tool and every test of an engine stands on.
noinst_LTLIBRARIES += libcore.la
libcore_la_SOURCES =
libcore_la_LIBADD = libpipeline.la libdata.la libtext.la

# What a filter is, how it answers, and the chain of filters.  expression.c and registry.c name filters, so they are
# linked where all of them are (src/filters/local.mk).

noinst_LTLIBRARIES += libpipeline.la
libpipeline_la_SOURCES = \
	src/pipeline/answer.c \
	src/pipeline/answer.h \
	src/pipeline/answer_parts.h \
	src/pipeline/decisions.c \
	src/pipeline/describe.c \
	src/pipeline/dropped_lines.c \
	src/pipeline/dropped_lines.h \
	src/pipeline/document.c \
	src/pipeline/edit_record.c \
	src/pipeline/edit_record.h \
	src/pipeline/filter.h \
	src/pipeline/good_lines.c \
	src/pipeline/invalid_bytes.c \
	src/pipeline/pipeline.c \
	src/pipeline/pipeline.h \
	src/pipeline/pipeline_parts.h \
	src/pipeline/run_stage.c \
	src/pipeline/runs.c \
	src/pipeline/runs.h

# What every tool and every test of an engine stands on.
noinst_LTLIBRARIES += libcore.la
libcore_la_SOURCES =
libcore_la_LIBADD = libpipeline.la libdata.la libtext.la

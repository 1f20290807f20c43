# What a filter is, how it answers, and the chain of filters.  expression.c and registry.c name filters, so they are
# linked where all of them are (src/filters/local.mk).

noinst_LTLIBRARIES += libpipeline.la
libpipeline_la_SOURCES = \
	src/pipeline/answer.h \
	src/pipeline/answer_calls.c \
	src/pipeline/answer_parts.h \
	src/pipeline/describe.c \
	src/pipeline/edit_record.c \
	src/pipeline/edit_record.h \
	src/pipeline/filter.h \
	src/pipeline/icu_guard.h \
	src/pipeline/invalid_bytes.c \
	src/pipeline/kept_stretches.c \
	src/pipeline/kept_stretches.h \
	src/pipeline/open.c \
	src/pipeline/option_value.c \
	src/pipeline/option_value.h \
	src/pipeline/pipeline.h \
	src/pipeline/pipeline_parts.h \
	src/pipeline/run/cut.c \
	src/pipeline/run/decide.c \
	src/pipeline/run/decisions.c \
	src/pipeline/run/document.c \
	src/pipeline/run/dropped_lines.c \
	src/pipeline/run/dropped_lines.h \
	src/pipeline/run/edit_places.c \
	src/pipeline/run/edit_places.h \
	src/pipeline/run/findings.c \
	src/pipeline/run/findings.h \
	src/pipeline/run/good_lines.c \
	src/pipeline/run/lines_before.c \
	src/pipeline/run/run_stage.c \
	src/pipeline/run/run_stages.c \
	src/pipeline/run/runs.c \
	src/pipeline/run/runs.h \
	src/pipeline/run/word_sink.c \
	src/pipeline/run/word_sink.h \
	src/pipeline/run/words.c \
	src/pipeline/run/worker.c \
	src/pipeline/suggest.c \
	src/pipeline/suggest.h

# What every tool and every test of an engine stands on.
noinst_LTLIBRARIES += libcore.la
libcore_la_SOURCES =
libcore_la_LIBADD = libpipeline.la libdata.la libload.la libtext.la

# Layer 3: how bytes move.

noinst_LTLIBRARIES += libdriver.la
libdriver_la_SOURCES = \
	src/driver/compressed/bzip2.c \
	src/driver/compressed/format.c \
	src/driver/compressed/format.h \
	src/driver/compressed/gzip.c \
	src/driver/compressed/pack.c \
	src/driver/compressed/pack.h \
	src/driver/compressed/unpack.c \
	src/driver/compressed/unpack.h \
	src/driver/compressed/xz.c \
	src/driver/compressed/zstd.c \
	src/driver/driver.c \
	src/driver/driver.h \
	src/driver/give_up.c \
	src/driver/give_up.h \
	src/driver/help.c \
	src/driver/input/claim.c \
	src/driver/input/fill.c \
	src/driver/input/input.h \
	src/driver/input/input_parts.h \
	src/driver/input/read.c \
	src/driver/input/size.c \
	src/driver/input/take.c \
	src/driver/job.h \
	src/driver/files/attributes.c \
	src/driver/files/attributes.h \
	src/driver/files/line_at.c \
	src/driver/files/line_at.h \
	src/driver/files/named_files.c \
	src/driver/files/named_files.h \
	src/driver/options.c \
	src/driver/options.h \
	src/driver/output.c \
	src/driver/output.h \
	src/driver/pipe.c \
	src/driver/pipe.h \
	src/driver/records/members.c \
	src/driver/records/members.h \
	src/driver/records/run_chunk.c \
	src/driver/records/run_chunk.h \
	src/driver/records/work.h \
	src/driver/records/write.c \
	src/driver/records/write.h \
	src/driver/report/clock.h \
	src/driver/report/file_report.c \
	src/driver/report/file_report.h \
	src/driver/report/log.c \
	src/driver/report/log.h \
	src/driver/report/message.c \
	src/driver/report/message.h \
	src/driver/report/progress.c \
	src/driver/report/progress.h \
	src/driver/report/question.c \
	src/driver/report/question.h \
	src/driver/report/report_file.c \
	src/driver/report/report_file.h \
	src/driver/report/rows.c \
	src/driver/report/rows.h \
	src/driver/report/totals.c \
	src/driver/report/totals.h \
	src/driver/sink.c \
	src/driver/sink.h \
	src/driver/report/sniff.c \
	src/driver/report/sniff.h \
	src/driver/stop.c \
	src/driver/files/temporary.c \
	src/driver/files/temporary.h \
	src/driver/tree/journal.c \
	src/driver/tree/journal.h \
	src/driver/tree/place.c \
	src/driver/tree/place.h \
	src/driver/tree/plan.c \
	src/driver/tree/plan.h \
	src/driver/tree/plan_make.c \
	src/driver/tree/plan_make.h \
	src/driver/tree/settings.c \
	src/driver/tree/settings.h \
	src/driver/tree/walk.c \
	src/driver/tree/walk.h \
	src/driver/view/changes.c \
	src/driver/view/changes.h \
	src/driver/view/diff.c \
	src/driver/view/diff.h \
	src/driver/view/lines.c \
	src/driver/view/lines.h \
	src/driver/view/page.c \
	src/driver/view/page.h \
	src/driver/view/show.c \
	src/driver/view/show.h \
	src/driver/view/view.h \
	src/driver/workers.c \
	src/driver/write_chunk.c
libdriver_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src $(ZLIB_CFLAGS) $(ZSTD_CFLAGS) $(LZMA_CFLAGS)
libdriver_la_LIBADD = librecords.la libcore.la $(LINKED_COMPRESSION_LIBS)

# The page of --html as strings of C, one a line.
EXTRA_DIST += src/driver/view/page.html
BUILT_SOURCES += src/driver/view/page.inc
CLEANFILES += src/driver/view/page.inc

src/driver/view/page.inc: src/driver/view/page.html
	@$(MKDIR_P) src/driver/view
	$(AM_V_GEN)sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n",/' $(srcdir)/src/driver/view/page.html >$@.tmp && mv $@.tmp $@

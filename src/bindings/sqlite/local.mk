# SQLite: the loadable extension hanpipe.so, with FTS5's tokenizer.  Built where SQLite's headers are.

EXTRA_DIST += \
	src/bindings/sqlite/stop_words.awk
sqlite_sources = \
	src/bindings/sqlite/extension.c \
	src/bindings/sqlite/options.c \
	src/bindings/sqlite/options.h \
	src/bindings/sqlite/stop_words.c \
	src/bindings/sqlite/stop_words.h

if HAVE_SQLITE
pkglib_LTLIBRARIES += sqlite/hanpipe.la
sqlite_hanpipe_la_SOURCES = $(sqlite_sources)
nodist_sqlite_hanpipe_la_SOURCES = src/bindings/sqlite/stop_words.inc
sqlite_hanpipe_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
sqlite_hanpipe_la_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
sqlite_hanpipe_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared
sqlite_hanpipe_la_LIBADD = libindex.la libhanpipe.la
BUILT_SOURCES += src/bindings/sqlite/stop_words.inc
CLEANFILES += src/bindings/sqlite/stop_words.inc
else
EXTRA_DIST += $(sqlite_sources)
endif

src/bindings/sqlite/stop_words.inc: dicts/terms-stop.tsv src/bindings/sqlite/stop_words.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(AWK) -f $(srcdir)/src/bindings/sqlite/stop_words.awk $(srcdir)/dicts/terms-stop.tsv >$@.tmp && mv $@.tmp $@

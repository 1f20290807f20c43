# The tokens of an index, for the databases' extensions.

search_sources = \
	src/bindings/search/characters.c \
	src/bindings/search/characters.h \
	src/bindings/search/index_words.c \
	src/bindings/search/index_words.h \
	src/bindings/search/options.h \
	src/bindings/search/reading.c \
	src/bindings/search/reading.h \
	src/bindings/search/word_parts.c \
	src/bindings/search/word_parts.h

EXTRA_DIST += src/bindings/search/readings.awk
if HAVE_DATABASE
noinst_LTLIBRARIES += libindex.la
libindex_la_SOURCES = $(search_sources)
nodist_libindex_la_SOURCES = src/bindings/search/readings.inc
libindex_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
libindex_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
BUILT_SOURCES += src/bindings/search/readings.inc
CLEANFILES += src/bindings/search/readings.inc
libindex_la_LIBADD = libhanpipe.la $(ICU_LIBS)
else
EXTRA_DIST += $(search_sources)
endif

src/bindings/search/readings.inc: unihan/Unihan_Readings.txt src/bindings/search/readings.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	LC_ALL=C $(AWK) -f $(srcdir)/src/bindings/search/readings.awk unihan/Unihan_Readings.txt >$@.tmp && mv $@.tmp $@

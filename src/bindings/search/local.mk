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

if HAVE_DATABASE
noinst_LTLIBRARIES += libindex.la
libindex_la_SOURCES = $(search_sources)
libindex_la_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
libindex_la_LIBADD = libhanpipe.la $(ICU_LIBS)
else
EXTRA_DIST += $(search_sources)
endif

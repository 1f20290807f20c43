# The HTML engine: a page as plain text.

noinst_LTLIBRARIES += libhtml.la
libhtml_la_SOURCES = \
	src/html/article.c \
	src/html/article.h \
	src/html/blocks.c \
	src/html/blocks.h \
	src/html/html.c \
	src/html/html.h \
	src/html/options.h \
	src/html/select.c \
	src/html/select.h \
	src/html/sniff.c \
	src/html/sniff.h \
	src/html/layout/render.c \
	src/html/layout/render.h \
	src/html/layout/style.c \
	src/html/layout/style.h \
	src/html/layout/writer.c \
	src/html/layout/writer.h \
	src/html/parse/arena.c \
	src/html/parse/arena.h \
	src/html/parse/controls.c \
	src/html/parse/controls.h \
	src/html/parse/cuts.c \
	src/html/parse/cuts.h \
	src/html/parse/guard.c \
	src/html/parse/guard.h \
	src/html/parse/limits.h \
	src/html/parse/markup.c \
	src/html/parse/markup.h \
	src/html/parse/open.c \
	src/html/parse/open.h \
	src/html/parse/tags.c \
	src/html/parse/tags.h \
	src/html/parse/tree.c \
	src/html/parse/tree.h
libhtml_la_CFLAGS = $(AM_CFLAGS) $(GUMBO_CFLAGS) $(LIBXML2_CFLAGS) $(ICU_CFLAGS)
libhtml_la_LIBADD = $(GUMBO_LIBS) $(LINKED_LIBXML2_LIBS) $(LINKED_ICU_LIBS)

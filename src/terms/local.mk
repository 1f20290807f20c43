# Counting terms and finding new words.

noinst_LTLIBRARIES += libterms.la
libterms_la_SOURCES = \
	src/terms/new_words.c \
	src/terms/new_words.h \
	src/terms/tf_idf.c \
	src/terms/tf_idf.h
libterms_la_LIBADD = $(LIBM)

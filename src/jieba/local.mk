# jieba's algorithm on jieba's tables.

noinst_LTLIBRARIES += libjieba.la
libjieba_la_SOURCES = \
	src/jieba/dictionary.c \
	src/jieba/dictionary.h \
	src/jieba/full.c \
	src/jieba/hidden_markov.c \
	src/jieba/hidden_markov.h \
	src/jieba/jieba.c \
	src/jieba/jieba.h \
	src/jieba/jieba_sections.h \
	src/jieba/user_words.c \
	src/jieba/user_words.h \
	src/jieba/words_compile.c \
	src/jieba/words_compile.h
libjieba_la_LIBADD = $(LIBM)

jieba_compile_sources = \
	src/jieba/jieba_compile.c \
	src/jieba/jieba_compile.h \
	src/jieba/python_source.c \
	src/jieba/python_source.h

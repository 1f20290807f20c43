# The dictionary compiler, and the data file that it makes here.

bin_PROGRAMS += hanpipe-mkdict
hanpipe_mkdict_SOURCES = \
	src/mkdict/base.c \
	src/mkdict/compilers.h \
	src/mkdict/conv.c \
	src/mkdict/conv_best.c \
	src/mkdict/conv_best.h \
	src/mkdict/conv_words.c \
	src/mkdict/conv_words.h \
	src/mkdict/double_array.c \
	src/mkdict/double_array.h \
	src/mkdict/jieba.c \
	src/mkdict/main.c \
	src/mkdict/mkdict.h \
	src/mkdict/place.c \
	src/mkdict/place.h \
	src/mkdict/python.c \
	src/mkdict/python.h \
	src/mkdict/readings.c \
	src/mkdict/seg.h \
	src/mkdict/seg_cells.c \
	src/mkdict/seg_lexicon.c \
	src/mkdict/seg_model.c \
	src/mkdict/seg_trie.c \
	src/mkdict/text.c \
	src/mkdict/writer.c
hanpipe_mkdict_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
hanpipe_mkdict_LDADD = libconvert.la libreadings.la libsegment.la libcore.la $(ICU_LIBS) $(LIBM)
